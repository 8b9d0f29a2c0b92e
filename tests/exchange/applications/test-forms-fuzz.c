/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "hj-test.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The kept samples of the fuzz target, one of each kind and what once broke it; and the fixtures as they are. */
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
  g_test_add_data_func ("/exchange/forms-fuzz/corpus", "corpus", test_folder);
  g_test_add_data_func ("/exchange/forms-fuzz/fixtures", "../../fixtures", test_folder);
  return hj_test_run ();
}
