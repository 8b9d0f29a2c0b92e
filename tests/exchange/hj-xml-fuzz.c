/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hj-exchange.h"
#include "hj-test.h"

/* Any bytes are read as a dossier's canonical form or refused with a sentence; what was read is the
 * same when it is written and read again. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static HjScheme *scheme = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjContent) content = NULL;

  if (scheme == NULL)
    scheme = hj_test_scheme ();
  content = hj_xml_read (bytes, "fuzz.xml", scheme, NULL, &error);
  g_assert_true ((content != NULL) == (error == NULL));
  if (error != NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_nonnull (strstr (error->message, "fuzz.xml"));
    }
  else
    {
      g_autoptr (GBytes) once = hj_xml_write (content);
      g_autoptr (HjContent) again = hj_xml_read (once, "fuzz.xml", scheme, NULL, &error);
      g_autoptr (GBytes) twice = NULL;

      g_assert_no_error (error);
      twice = hj_xml_write (again);
      g_assert_true (g_bytes_equal (once, twice));
    }

  return 0;
}
