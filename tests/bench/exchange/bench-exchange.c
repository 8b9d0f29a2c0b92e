/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "forms-content.h"
#include "hj-exchange-private.h"

/* A workbook with so many members of staff: written, read into grids, and imported against an empty dossier and
 * against one that has them all already. */

typedef struct {
  const char *what;
  gint64      start;
} Span;

static Span
begin (const char *what)
{
  return (Span) { what, g_get_monotonic_time () };
}

static void
end (Span  span,
     guint rows)
{
  double ms = (double) (g_get_monotonic_time () - span.start) / 1000;

  g_print ("%-44s %6u rows %9.1f ms %8.2f us/row\n", span.what, rows, ms, ms * 1000 / rows);
}

static HjContent *
make_content (HjScheme *scheme,
              guint     n)
{
  HjContent *content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  for (guint i = 0; i < n; i++)
    {
      HjRecord *record = hj_record_new (HJ_RECORD_STAFF, NULL);
      g_autofree char *name = g_strdup_printf ("工作人员%u", i);
      g_autofree char *number = g_strdup_printf ("3301021980%02u%02u%04u", 1 + i % 12, 1 + i % 28, i % 10000);

      record->position = i;
      hj_record_set (record, "name", name);
      hj_record_set (record, "sex", i % 2 ? "female" : "male");
      hj_record_set (record, "age", "42");
      hj_record_set (record, "id-number", number);
      hj_record_set (record, "schooling", "本科");
      hj_record_set (record, "title", "高级讲师");
      hj_record_set (record, "duty", "考务人员");
      hj_record_set (record, "years", "12");
      g_ptr_array_add (rows, record);
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));

  return content;
}

static void
measure (HjScheme *scheme,
         guint     n)
{
  g_autoptr (HjContent) content = make_content (scheme, n);
  g_autoptr (HjContent) nothing = hj_content_new (scheme);
  g_autoptr (GError) error = NULL;
  Span span = begin ("written as XLSX");
  g_autoptr (GBytes) bytes = hj_workbook_write (content, FALSE, NULL, NULL, NULL, &error);
  g_autoptr (GPtrArray) grids = NULL;
  g_autoptr (HjImportPlan) fresh = NULL;
  g_autoptr (HjImportPlan) again = NULL;

  g_assert_no_error (error);
  end (span, n);
  span = begin ("read into grids");
  grids = hj_xlsx_read (bytes, "form.xlsx", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  end (span, n);
  span = begin ("imported into an empty dossier");
  fresh = hj_import_read (bytes, "form.xlsx", nothing, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  end (span, n);
  span = begin ("imported where they are already");
  again = hj_import_read (bytes, "form.xlsx", content, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  end (span, n);
  g_print ("%-44s %6u new, then %u new, %u changed, %u the same\n", "", fresh->n_new, again->n_new, again->n_changed, again->n_same);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HjScheme) scheme = forms_scheme ("zhejiang-2020");

  measure (scheme, 5000);
  measure (scheme, 50000);

  return 0;
}
