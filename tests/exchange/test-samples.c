/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "hj-test.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The kept samples of a fuzz target: what once broke it, and one of each kind. */
static void
test_folder (gconstpointer data)
{
  hj_test_feed_samples (data, LLVMFuzzerTestOneInput);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_data_func ("/exchange/fuzz/" FUZZ_CORPUS, "corpus/" FUZZ_CORPUS, test_folder);
  return hj_test_run ();
}
