/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "forms-content.h"
#include "hj-exchange-private.h"
#include "hj-layout-private.h"
#include "hj-test.h"
#include "hj-value.h"

static const char *const schemes[] = { "zhejiang-2020", "wenzhou-2022", "jilin-2022", "shandong-2020", "cettic-2020" };

/* Under the title and the note, which row holds the heads is the workbook's own business: found by their words. */
static gboolean
find_head (const HjGrid  *grid,
           const char    *label,
           guint         *row,
           guint         *column)
{
  for (guint r = 2; r < grid->rows->len; r++)
    for (guint c = 0; c < ((GPtrArray *) grid->rows->pdata[r])->len; c++)
      if (strcmp (hj_grid_get (grid, r, c), label) == 0)
        {
          *row = r;
          *column = c;
          return TRUE;
        }
  return FALSE;
}

static GPtrArray *
write_and_read (const HjContent *content,
                gboolean         empty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hj_workbook_write (content, empty, NULL, NULL, NULL, &error);
  GPtrArray *grids;

  g_assert_no_error (error);
  grids = hj_xlsx_read (bytes, "form.xlsx", NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return grids;
}

/* As the sheet shows it: days as ISO, numbers in full, everything else in the notice's words. */
static char *
expect_text (const HjScheme      *scheme,
             const HjRecordField *field,
             const char          *value)
{
  if (*value == '\0')
    return g_strdup ("");
  if (field->kind == HJ_VALUE_INTEGER || field->kind == HJ_VALUE_DECIMAL
      || (field->kind == HJ_VALUE_DAY && strlen (value) == strlen ("2020-05-14")))
    return g_strdup (value);

  return hj_value_format (scheme, field, value, FALSE);
}

static const HjGrid *
find_grid (const GPtrArray     *grids,
           const HjLayoutTable *table,
           guint               *row)
{
  const HjLayoutColumn *first = table->columns->pdata[0];
  guint column;

  for (guint i = 0; i < grids->len; i++)
    {
      const HjGrid *grid = grids->pdata[i];

      if (strcmp (hj_grid_get (grid, 0, 0), table->title) == 0 && find_head (grid, first->label, row, &column))
        return grid;
    }
  g_test_message ("no sheet for %s", table->title);
  g_assert_not_reached ();
}

static void
compare_table (const HjLayoutTable *table,
               const HjContent     *content,
               const GPtrArray     *grids)
{
  g_autoptr (GPtrArray) rows = hj_layout_rows (table, content);
  guint head;
  const HjGrid *grid = find_grid (grids, table, &head);

  for (guint c = 0; c < table->columns->len; c++)
    {
      const HjLayoutColumn *column = table->columns->pdata[c];
      guint row, at;

      g_assert_true (find_head (grid, column->label, &row, &at));
      for (guint r = 0; r < rows->len; r++)
        {
          const HjRecord *record = rows->pdata[r];
          g_autofree char *expected = expect_text (content->scheme, column->field, record->values[column->index]);

          g_assert_cmpstr (table->single ? hj_grid_get (grid, row, at + 1) : hj_grid_get (grid, head + 1 + r, at), ==, expected);
        }
    }
}

static gboolean
has_column (const GPtrArray *tables,
            const HjForm    *form,
            const HjField   *asked)
{
  for (guint t = 0; t < tables->len; t++)
    {
      const HjLayoutTable *table = tables->pdata[t];

      for (guint c = 0; c < table->columns->len && table->table->kind == form->record && strcmp (table->with, form->with) == 0; c++)
        if (strcmp (((HjLayoutColumn *) table->columns->pdata[c])->field->id, asked->id) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Whatever a form of the notice asks for has its column: nobody could fill in what is missing. */
static void
test_complete (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GPtrArray) tables = hj_layout_new (scheme);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = scheme->forms->pdata[i];

      for (guint j = 0; j < form->fields->len && form->record != HJ_RECORD_MATERIAL; j++)
        {
          const HjField *asked = form->fields->pdata[j];

          g_test_message ("%s %s", form->id, asked->id);
          g_assert_true (hj_record_table_index (hj_record_table (form->record), asked->id) < 0 || has_column (tables, form, asked));
        }
    }
}

/* Random contents, written and read: every cell shows what was put there. */
static void
test_random (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GPtrArray) tables = hj_layout_new (scheme);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20221105);

  g_assert_cmpuint (tables->len, >, 3);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HjContent) content = forms_content_random (scheme, rand, 8);
      g_autoptr (GPtrArray) grids = write_and_read (content, FALSE);

      for (guint t = 0; t < tables->len; t++)
        compare_table (tables->pdata[t], content, grids);
    }
}

static void
test_equal_bytes (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (HjContent) content = forms_content_random (scheme, rand, 5);
  g_autoptr (GBytes) first = hj_workbook_write (content, FALSE, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) first_form = hj_docx_write (content, FALSE, NULL, NULL);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) second_form = NULL;

  g_usleep (1100 * G_TIME_SPAN_MILLISECOND);
  second = hj_workbook_write (content, FALSE, NULL, NULL, NULL, NULL);
  second_form = hj_docx_write (content, FALSE, NULL, NULL);
  g_assert_nonnull (first);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (g_bytes_equal (first_form, second_form));
}

/* An empty form shows nothing of what was entered. */
static void
test_empty (gconstpointer data)
{
  g_autoptr (HjScheme) scheme = forms_scheme (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (HjContent) content = forms_content_random (scheme, rand, 5);
  g_autoptr (HjContent) nothing = hj_content_new (scheme);
  g_autoptr (GBytes) empty = hj_workbook_write (content, TRUE, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) of_nothing = hj_workbook_write (nothing, TRUE, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) form = hj_docx_write (content, TRUE, NULL, NULL);
  g_autoptr (GBytes) form_of_nothing = hj_docx_write (nothing, TRUE, NULL, NULL);

  g_assert_true (g_bytes_equal (empty, of_nothing));
  g_assert_true (g_bytes_equal (form, form_of_nothing));
}

/* The columns that only the standards need come last, under a head that says so. */
static void
test_supplement_said (void)
{
  g_autoptr (HjScheme) scheme = forms_scheme ("shandong-2020");
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GPtrArray) grids = write_and_read (content, TRUE);
  g_autoptr (GPtrArray) tables = hj_layout_new (scheme);
  guint said = 0;

  g_assert_cmpstr (((HjGrid *) grids->pdata[0])->name, ==, "填写说明");
  for (guint t = 0; t < tables->len; t++)
    {
      const HjLayoutTable *table = tables->pdata[t];
      gboolean supplement = FALSE;
      gboolean found = FALSE;
      guint head;
      const HjGrid *grid = find_grid (grids, table, &head);

      for (guint c = 0; c < table->columns->len; c++)
        {
          const HjLayoutColumn *column = table->columns->pdata[c];

          g_assert_true (column->supplement || !supplement);
          supplement = column->supplement;
        }
      for (guint r = 0; r < grid->rows->len; r++)
        for (guint c = 0; c < table->columns->len; c++)
          found |= g_str_has_prefix (hj_grid_get (grid, r, c), "核查补充");
      g_assert_cmpint (found, ==, supplement);
      said += supplement;
    }
  g_assert_cmpuint (said, >, 2);
}

static HjContent *
make_large (HjScheme *scheme,
            guint     n)
{
  HjContent *content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  for (guint i = 0; i < n; i++)
    {
      HjRecord *record = hj_record_new (HJ_RECORD_STAFF, NULL);
      g_autofree char *name = g_strdup_printf ("工作人员%u", i);

      record->position = i;
      hj_record_set (record, "name", name);
      hj_record_set (record, "id-number", "11010519491231002X");
      g_ptr_array_add (rows, record);
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));

  return content;
}

/* So many rows are written without being held in memory; the reader takes both. */
static void
test_large (void)
{
  g_autoptr (HjScheme) scheme = forms_scheme ("wenzhou-2022");
  g_autoptr (GPtrArray) tables = hj_layout_new (scheme);
  g_autoptr (HjContent) content = make_large (scheme, 5000);
  g_autoptr (GPtrArray) grids = write_and_read (content, FALSE);

  for (guint t = 0; t < tables->len; t++)
    compare_table (tables->pdata[t], content, grids);
}

static void
cancel_cb (double   done,
           gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (void)
{
  g_autoptr (HjScheme) scheme = forms_scheme ("wenzhou-2022");
  g_autoptr (HjContent) content = make_large (scheme, 2000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint before = hj_test_count_files (g_get_tmp_dir ());

  g_assert_null (hj_workbook_write (content, FALSE, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (hj_test_count_files (g_get_tmp_dir ()), ==, before);
  g_clear_error (&error);
  g_assert_null (hj_docx_write (content, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_too_long (void)
{
  g_autoptr (HjScheme) scheme = forms_scheme ("shandong-2020");
  g_autoptr (HjContent) content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  HjRecord *record = hj_record_new (HJ_RECORD_APPLICANT, "applicant");
  g_autofree char *text = g_strnfill (40000, 'a');
  g_autoptr (GError) error = NULL;

  hj_record_set (record, "strengths", text);
  g_ptr_array_add (rows, record);
  hj_content_set_records (content, hj_records_new (HJ_RECORD_APPLICANT, rows));
  g_assert_null (hj_workbook_write (content, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  char folder[] = "/tmp/hengjian-workbook-XXXXXX";
  int result;

  /* What is left behind there is this program's. */
  g_assert_nonnull (mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);
  hj_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autofree char *random = g_strdup_printf ("/exchange/workbook/random/%s", schemes[i]);
      g_autofree char *empty = g_strdup_printf ("/exchange/workbook/empty/%s", schemes[i]);
      g_autofree char *complete = g_strdup_printf ("/exchange/workbook/complete/%s", schemes[i]);

      g_test_add_data_func (random, schemes[i], test_random);
      g_test_add_data_func (empty, schemes[i], test_empty);
      g_test_add_data_func (complete, schemes[i], test_complete);
    }
  g_test_add_data_func ("/exchange/workbook/equal-bytes", "wenzhou-2022", test_equal_bytes);
  g_test_add_func ("/exchange/workbook/supplement-said", test_supplement_said);
  g_test_add_func ("/exchange/workbook/large", test_large);
  g_test_add_func ("/exchange/workbook/cancelled", test_cancelled);
  g_test_add_func ("/exchange/workbook/too-long", test_too_long);
  result = hj_test_run ();
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return result;
}
