/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hj-scheme-file.h"

/* Any bytes are read as a scheme or refused with a sentence. Built with libFuzzer
 * this looks for others; test-fuzz.c gives it the kept samples in every run. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_read (bytes, "fuzz.hjs", &error);
  g_autoptr (GPtrArray) problems = hj_scheme_check (bytes, "fuzz.hjs");

  g_assert_true ((scheme != NULL) == (error == NULL));
  g_assert_true ((scheme != NULL) == (problems->len == 0));
  if (error)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (strlen (error->message) > strlen ("fuzz.hjs: "));
    }
  return 0;
}
