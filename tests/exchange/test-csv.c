/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-exchange-private.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

static char *
describe (const HjGrid *grid)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const GPtrArray *cells = grid->rows->pdata[i];

      for (guint j = 0; j < cells->len; j++)
        g_string_append_printf (text, "%s%s", j > 0 ? "|" : "", hj_grid_get (grid, i, j));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

typedef struct {
  const char *text;
  gssize      length;    /* -1 as long as it is */
  const char *expected;  /* NULL: refused */
  int         code;
} Case;

static const Case cases[] = {
  { "a,b\n1,2\n", -1, "a|b\n1|2\n", 0 },
  { "\xef\xbb\xbf姓名,年龄\r\n张三,40\r\n", -1, "姓名|年龄\n张三|40\n", 0 },
  { "a;b;c\n1,5;2;3\n", -1, "a|b|c\n1,5|2|3\n", 0 },
  { "a\tb\n1\t2", -1, "a|b\n1|2\n", 0 },
  { "sep=;\r\na;b\r\n", -1, "a|b\n", 0 },
  { "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\n", -1, "a,b|say \"hi\"|two\nlines\n", 0 },
  { "a,\"b\"c,d\"e\n", -1, "a|bc|d\"e\n", 0 },
  { "a,,b\n\n,x\n", -1, "a||b\n\n|x\n", 0 },
  { "'=1+1,'+86 1,'-x,'@x,''=x,'plain,'\n", -1, "=1+1|+86 1|-x|@x|'=x|'plain|'\n", 0 },
  { "\"\t110105194912310028\",\"=\"\"110105194912310028\"\"\",\tx\n", -1, "110105194912310028|110105194912310028|\tx\n", 0 },
  { "\xd0\xd5\xc3\xfb,\xc4\xea\xc1\xe4\r\n\xd5\xc5\xc8\xfd,40\r\n", -1, "姓名|年龄\n张三|40\n", 0 },
  { "\xff\xfe" "a\0\t\0b\0\n\0", 10, "a|b\n", 0 },
  { "a,\"b\n1,2\n", -1, NULL, HJ_ERROR_CORRUPT },
  { "a\0b,c\n", 6, NULL, HJ_ERROR_CORRUPT },
  { "a,\x01\n", -1, NULL, HJ_ERROR_CORRUPT },
  { "\xff\xff\xff", -1, NULL, HJ_ERROR_CORRUPT },
  { "", -1, "", 0 },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = cases[i].length < 0 ? strlen (cases[i].text) : (gsize) cases[i].length;
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) grids = hj_csv_read (bytes, "a.csv", NULL, &error);

      if (cases[i].expected == NULL)
        {
          g_assert_null (grids);
          g_assert_error (error, HJ_ERROR, cases[i].code);
          g_assert_nonnull (strstr (error->message, "a.csv"));
        }
      else
        {
          g_autofree char *text = NULL;

          g_assert_no_error (error);
          text = describe (grids->pdata[0]);
          g_assert_cmpstr (text, ==, cases[i].expected);
        }
    }
}

static void
assert_too_large (GString *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;

  g_assert_null (hj_csv_read (bytes, "a.csv", NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
}

static void
test_bounds (void)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GString) blank = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) grids = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (columns, "x,");
  for (guint i = 0; i < HJ_GRID_MAX_ROWS + 1; i++)
    g_string_append (rows, "x\n");
  for (guint i = 0; i < HJ_TEXT_MAX + 1; i++)
    g_string_append (cell, "长");
  assert_too_large (columns);
  assert_too_large (rows);
  assert_too_large (cell);

  /* Millions of blank lines cost nothing. */
  for (guint i = 0; i < 4000000; i++)
    g_string_append (blank, ",,\n");
  bytes = g_bytes_new (blank->str, blank->len);
  grids = hj_csv_read (bytes, "a.csv", NULL, NULL);
  g_assert_cmpuint (((HjGrid *) grids->pdata[0])->rows->len, ==, 0);
}

static HjContent *
make_content (HjScheme *scheme)
{
  static const char * const names[] = {
    "张三", "=cmd|'/c calc'!A0", "+1", "-1", "@x", "'quoted'", "'=x", "a,b;c", "say \"hi\"", "𠮷野", "'",
  };
  HjContent *content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      HjRecord *person = hj_record_new (HJ_RECORD_STAFF, NULL);

      person->position = (i + 1) * 1024;
      hj_record_set (person, "name", names[i]);
      hj_record_set (person, "sex", i % 2 == 0 ? "male" : "female");
      hj_record_set (person, "id-number", i == 0 ? "11010519491231002X" : "");
      hj_record_set (person, "phone", "13800000001");
      hj_record_set (person, "years", i % 3 == 0 ? "12.5" : "");
      hj_record_set (person, "duty", "档案管理人员");
      hj_record_set (person, "full-time", "yes");
      hj_record_set (person, "remark", i % 2 == 0 ? "two\nlines, \"quoted\"" : "");
      g_ptr_array_add (rows, person);
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));

  return content;
}

/* Written, read and recognised again, nothing is lost and nothing is a formula. */
static void
test_there_and_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", &error);
  g_autoptr (HjContent) content = make_content (scheme);
  g_autoptr (HjContent) empty = hj_content_new (scheme);
  g_autoptr (GBytes) bytes = hj_csv_write (content, HJ_RECORD_STAFF, FALSE, &error);
  g_autoptr (GPtrArray) grids = hj_csv_read (bytes, "工作人员情况.csv", NULL, &error);
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (empty, "工作人员情况.csv");
  g_autoptr (HjImportPlan) again = hj_import_plan_new (content, "工作人员情况.csv");
  const HjRecords *staff = content->records[HJ_RECORD_STAFF];
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_no_error (error);
  g_assert_true (length > 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0);
  for (gsize i = 0; i + 1 < length; i++)
    g_assert_false ((text[i] == ',' || text[i] == '\n') && strchr ("=+@", text[i + 1]) != NULL);

  g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, &error));
  g_assert_cmpuint (plan->rows->len, ==, staff->rows->len);
  g_assert_cmpuint (plan->notes->len, ==, 0);
  for (guint i = 0; i < staff->rows->len; i++)
    {
      const HjImportRow *row = plan->rows->pdata[i];
      const HjRecord *before = staff->rows->pdata[i];

      g_assert_cmpuint (row->troubles->len, ==, 0);
      for (guint j = 0; j < hj_record_table (HJ_RECORD_STAFF)->n_fields; j++)
        g_assert_cmpstr (row->record->values[j], ==, before->values[j]);
    }

  g_assert_true (hj_recognise_grids (again, grids, NULL, NULL, NULL, NULL, &error));
  g_assert_cmpuint (again->n_same, ==, staff->rows->len);
  g_assert_cmpuint (again->n_new + again->n_changed, ==, 0);
}

/* Every table has a form that is recognised as its own, empty or filled. */
static void
test_tables (void)
{
  static const char * const schemes[] = { "wenzhou-2022", "shandong-2020", "zhejiang-2020" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (HjScheme) scheme = hj_scheme_load (schemes[i], NULL);
      g_autoptr (HjContent) content = hj_content_new (scheme);

      for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
        {
          const HjRecordTable *table = hj_record_table ((HjRecordKind) kind);
          g_autofree char *name = g_strdup_printf ("%s.csv", table->label);
          g_autoptr (GBytes) bytes = hj_csv_write (content, (HjRecordKind) kind, TRUE, NULL);
          g_autoptr (GPtrArray) grids = hj_csv_read (bytes, name, NULL, NULL);
          g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, name);

          g_test_message ("%s %s", schemes[i], name);
          g_assert_true (hj_recognise_grids (plan, grids, NULL, NULL, NULL, NULL, NULL));
          for (guint j = 0; j < plan->notes->len; j++)
            g_test_message ("%s", (char *) plan->notes->pdata[j]);
          g_assert_cmpuint (plan->rows->len, ==, 0);
          g_assert_cmpuint (plan->notes->len, ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/csv/read", test_read);
  g_test_add_func ("/exchange/csv/bounds", test_bounds);
  g_test_add_func ("/exchange/csv/there-and-back", test_there_and_back);
  g_test_add_func ("/exchange/csv/tables", test_tables);
  return hj_test_run ();
}
