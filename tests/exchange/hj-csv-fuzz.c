/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hj-exchange-private.h"
#include "hj-test.h"

/* Any bytes are a table of texts or refused with a sentence; whatever the table says, recognising it
 * ends, and each offer holds values that a second import finds the same. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static HjScheme *scheme = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = hj_csv_read (bytes, "fuzz.csv", NULL, &error);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjImportPlan) plan = NULL;

  if (scheme == NULL)
    scheme = hj_test_scheme ();
  g_assert_true ((grids != NULL) == (error == NULL));
  if (grids == NULL)
    {
      g_assert_nonnull (strstr (error->message, "fuzz.csv"));
      return 0;
    }
  content = hj_content_new (scheme);
  plan = hj_import_plan_new (content, "fuzz.csv");
  g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = plan->rows->pdata[i];

      g_assert_true (row->record != NULL || row->troubles->len > 0);
      for (guint j = 0; row->record != NULL && j < hj_record_table (row->record->kind)->n_fields; j++)
        g_assert_true (g_utf8_validate (row->record->values[j], -1, NULL));
    }

  return 0;
}
