/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "forms-content.h"
#include "hj-exchange-private.h"
#include "hj-layout-private.h"
#include "hj-test.h"

/* A file as it was sent, the table of what must be found in it, and how many cells nobody can read. */
typedef struct {
  const char *file;
  const char *scheme;
  const char *expected;
  guint       troubles;
} Fixture;

#define OF(scheme) \
  { scheme ".xlsx", scheme, scheme ".tsv", 0 }, \
  { scheme ".docx", scheme, scheme "-docx.tsv", 0 }, \
  { scheme "-program.xlsx", scheme, scheme ".tsv", 0 }, \
  { scheme "-program.docx", scheme, scheme "-docx.tsv", 0 }

static const Fixture fixtures[] = {
  OF ("zhejiang-2020"),
  { "zhejiang-2020-excel.xlsx", "zhejiang-2020", "zhejiang-2020.tsv", 0 },
  { "zhejiang-2020-wps.xlsx", "zhejiang-2020", "zhejiang-2020.tsv", 1 },
  OF ("wenzhou-2022"),
  OF ("jilin-2022"),
  OF ("shandong-2020"),
  OF ("cettic-2020"),
};

static const char *const schemes[] = { "zhejiang-2020", "wenzhou-2022", "jilin-2022", "shandong-2020", "cettic-2020" };

static char *
fixture_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "..", "fixtures", name, NULL);
}

static HjImportPlan *
import_bytes (HjScheme   *scheme,
              GBytes     *bytes,
              const char *name)
{
  g_autoptr (HjContent) nothing = hj_content_new (scheme);
  g_autoptr (GError) error = NULL;
  HjImportPlan *plan = hj_import_read (bytes, name, nothing, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < plan->notes->len; i++)
    g_test_message ("note: %s", (char *) plan->notes->pdata[i]);

  return plan;
}

static guint
count_differences (const HjRecord *wanted,
                   const HjRecord *found)
{
  const HjRecordTable *table = hj_record_table (wanted->kind);
  guint n = 0;

  for (guint i = 0; i < table->n_fields; i++)
    n += strcmp (wanted->values[i], found->values[i]) != 0;

  return n;
}

static void
tell_differences (const HjRecord *wanted,
                  const HjRecord *found)
{
  const HjRecordTable *table = hj_record_table (wanted->kind);

  for (guint i = 0; i < table->n_fields; i++)
    if (found == NULL ? *wanted->values[i] != '\0' : strcmp (wanted->values[i], found->values[i]) != 0)
      g_test_message ("%s %s: wanted “%s”, found “%s”", table->id, table->fields[i].id, wanted->values[i],
                      found != NULL ? found->values[i] : "nothing");
}

/* Each wanted row is there once, whole, and nothing beside them: rows are matched, as sheets may have another order. */
static guint
compare_table (const HjRecords *wanted,
               GPtrArray       *found)
{
  guint wrong = 0;

  for (guint i = 0; i < wanted->rows->len; i++)
    {
      const HjRecord *row = wanted->rows->pdata[i];
      const HjRecord *best = NULL;

      /* A row that says nothing is no row. */
      if (hj_record_is_empty (row))
        continue;
      for (guint j = 0; j < found->len; j++)
        if (best == NULL || count_differences (row, found->pdata[j]) < count_differences (row, best))
          best = found->pdata[j];
      if (best == NULL || count_differences (row, best) > 0)
        {
          tell_differences (row, best);
          wrong += best != NULL ? count_differences (row, best) : hj_record_table (row->kind)->n_fields;
        }
      if (best != NULL)
        g_ptr_array_remove (found, (gpointer) best);
    }
  for (guint j = 0; j < found->len; j++)
    {
      const HjRecord *row = found->pdata[j];
      g_autoptr (HjRecord) nothing = hj_record_new (row->kind, NULL);

      g_test_message ("a row too many");
      tell_differences (nothing, row);
      wrong++;
    }
  return wrong;
}

/* How many cells differ from what was wanted. */
static guint
compare_plan (const HjContent    *wanted,
              const HjImportPlan *plan)
{
  guint wrong = 0;

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      for (guint i = 0; i < plan->rows->len; i++)
        {
          const HjImportRow *row = plan->rows->pdata[i];

          if (row->record != NULL && row->record->kind == (HjRecordKind) kind)
            g_ptr_array_add (found, row->record);
        }
      wrong += compare_table (wanted->records[kind], found);
    }
  return wrong;
}

static guint
count_troubles (const HjImportPlan *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->rows->len; i++)
    {
      const GPtrArray *troubles = ((HjImportRow *) plan->rows->pdata[i])->troubles;

      for (guint j = 0; troubles != NULL && j < troubles->len; j++)
        {
          const HjImportTrouble *trouble = troubles->pdata[j];

          g_test_message ("%s, %s: “%s” %s", trouble->place, trouble->field, trouble->text, trouble->why);
          n++;
        }
    }
  return n;
}

static void
test_fixture (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (HjScheme) scheme = forms_scheme (fixture->scheme);
  g_autofree char *path = fixture_path (fixture->file);
  g_autofree char *table = fixture_path (fixture->expected);
  g_autoptr (HjContent) wanted = forms_content_from_table (scheme, table);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, &error));
  bytes = g_bytes_new_take (contents, size);
  plan = import_bytes (scheme, bytes, fixture->file);
  g_assert_cmpuint (count_troubles (plan), ==, fixture->troubles);
  /* What nobody can read is missing, and nothing else. */
  g_assert_cmpuint (compare_plan (wanted, plan), ==, fixture->troubles);
}

/* Of random contents what the layout holds. */
static HjContent *
reduce (const HjContent *content,
        const GPtrArray *tables)
{
  HjContent *reduced = hj_content_new (content->scheme);

  for (guint t = 0; t < tables->len; t++)
    {
      const HjLayoutTable *table = tables->pdata[t];
      g_autoptr (GPtrArray) rows = hj_layout_rows (table, content);
      GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
      const HjRecords *before = reduced->records[table->table->kind];
      g_auto (GStrv) with = g_strsplit (table->with, "=", 2);

      for (guint i = 0; !table->single && i < before->rows->len; i++)
        g_ptr_array_add (kept, hj_record_ref (before->rows->pdata[i]));
      for (guint i = 0; i < rows->len; i++)
        {
          const HjRecord *row = rows->pdata[i];
          HjRecord *copy = hj_record_new (row->kind, row->id);

          copy->position = row->position;
          for (guint c = 0; c < table->columns->len; c++)
            {
              const HjLayoutColumn *column = table->columns->pdata[c];

              hj_record_set (copy, column->field->id, row->values[column->index]);
            }
          if (with[0] != NULL && with[1] != NULL)
            hj_record_set (copy, with[0], with[1]);
          g_ptr_array_add (kept, copy);
        }
      hj_content_set_records (reduced, hj_records_new (table->table->kind, kept));
    }
  return reduced;
}

/* Random contents to XLSX and back through the recognition: nothing is lost, nothing is made up. */
static void
test_lossless (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GPtrArray) tables = hj_layout_new (scheme);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20200514);

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HjContent) content = forms_content_random (scheme, rand, 6);
      g_autoptr (HjContent) wanted = reduce (content, tables);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = hj_workbook_write (content, FALSE, NULL, NULL, NULL, &error);
      g_autoptr (HjImportPlan) plan = NULL;

      g_assert_no_error (error);
      plan = import_bytes (scheme, bytes, "form.xlsx");
      g_assert_cmpuint (count_troubles (plan), ==, 0);
      g_assert_cmpuint (compare_plan (wanted, plan), ==, 0);
    }
}

/* The same through CSV, which has a column for whatever a row holds. */
static void
test_lossless_csv (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20221121);

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HjContent) content = forms_content_random (scheme, rand, 6);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = hj_csv_write (content, HJ_EXPORT_ALL_TABLES, FALSE, &error);
      g_autoptr (HjImportPlan) plan = NULL;

      g_assert_no_error (error);
      plan = import_bytes (scheme, bytes, "all.csv");
      g_assert_cmpuint (count_troubles (plan), ==, 0);
      g_assert_cmpuint (compare_plan (content, plan), ==, 0);
    }
}

/* An empty form says nothing, in either format. */
static void
test_empty (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GBytes) workbook = hj_workbook_write (content, TRUE, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) form = hj_docx_write (content, TRUE, NULL, NULL);
  g_autoptr (HjImportPlan) of_workbook = import_bytes (scheme, workbook, "form.xlsx");
  g_autoptr (HjImportPlan) of_form = import_bytes (scheme, form, "form.docx");

  g_assert_cmpuint (count_troubles (of_workbook) + count_troubles (of_form), ==, 0);
  g_assert_cmpuint (compare_plan (content, of_workbook), ==, 0);
  g_assert_cmpuint (compare_plan (content, of_form), ==, 0);
  g_assert_cmpuint (of_workbook->notes->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/fixtures/file/%s", fixtures[i].file);

      g_test_add_data_func (path, &fixtures[i], test_fixture);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *lossless = g_strdup_printf ("/exchange/fixtures/lossless/%s", schemes[i]);
      g_autofree char *texts = g_strdup_printf ("/exchange/fixtures/lossless-csv/%s", schemes[i]);
      g_autofree char *empty = g_strdup_printf ("/exchange/fixtures/empty/%s", schemes[i]);

      g_test_add_data_func (lossless, schemes[i], test_lossless);
      g_test_add_data_func (texts, schemes[i], test_lossless_csv);
      g_test_add_data_func (empty, schemes[i], test_empty);
    }
  return hj_test_run ();
}
