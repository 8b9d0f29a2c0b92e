/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-test.h"
#include "hj-value.h"

typedef struct { HjRecordKind kind; const char *row; const char *remarked; } Case;

/* What a row says, and the fields that something is odd about: "!" before one that is an error. Judged on 2026-11-05. */
static const Case cases[] = {
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X sex=female birth=1949-12 age=76", "" },
  { HJ_RECORD_STAFF, "name=张三 id-number=110105194912310021", "!id-number" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491331002X", "!id-number" },
  { HJ_RECORD_STAFF, "name=张三 id-number=1101051949", "!id-number" },
  { HJ_RECORD_STAFF, "name=张三 id-number=K12345678", "id-number" },
  { HJ_RECORD_STAFF, "name=张三 id-number=440524188001010014", "id-number" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X sex=male", "sex" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X birth=1950-01-01", "birth" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X birth=1949", "" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X age=60", "age" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X years=70", "years" },
  { HJ_RECORD_STAFF, "name=张三 id-number=11010519491231002X years=61", "" },
  { HJ_RECORD_STAFF, "name=张三 phone=13805770000", "" },
  { HJ_RECORD_STAFF, "name=张三 phone=1380577", "phone" },
  { HJ_RECORD_STAFF, "name=张三 birth=2027-01-01", "birth" },
  { HJ_RECORD_STAFF, "name=张三 birth=2026-11", "" },
  { HJ_RECORD_STAFF, "name=张三 years=-1", "years" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M000100Y43 formation=enterprise", "" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M000100Y43 formation=association", "credit-code" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M000100Y43 type=行业协会（学会）", "credit-code" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M000100Y43 type=职业院校", "" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M000100Y4Z", "!credit-code" },
  { HJ_RECORD_APPLICANT, "credit-code=91350100M", "!credit-code" },
  { HJ_RECORD_APPLICANT, "postcode=32500 contact-mail=a@b region=999999", "postcode contact-mail region" },
  { HJ_RECORD_APPLICANT, "postcode=325000 contact-mail=a@b.cn region=330302", "" },
  { HJ_RECORD_APPLICANT, "region=温州市", "" },
  { HJ_RECORD_OCCUPATION, "code=4-07-03-02 name=茶艺师", "" },
  { HJ_RECORD_OCCUPATION, "code=9-07-03-02 name=茶艺师", "!code" },
  { HJ_RECORD_OCCUPATION, "theory-area=60 practice-area=100.5 total-area=160.5", "" },
  { HJ_RECORD_OCCUPATION, "theory-area=60 practice-area=100 total-area=150", "total-area" },
  { HJ_RECORD_SITE, "lease-from=2020-01-01 lease-to=2030-01-01", "" },
  { HJ_RECORD_SITE, "lease-from=2031-01-01 lease-to=2030-01-01", "!lease-to" },
  { HJ_RECORD_SITE, "lease-from=2020-01-01 lease-to=2026-11-04", "lease-to" },
  { HJ_RECORD_SITE, "occupation=茶艺师", "" },
  { HJ_RECORD_SITE, "occupation=茶艺师、评茶员", "occupation" },
  { HJ_RECORD_ASSESSOR, "name=李四 certificate-until=2025-06", "certificate-until" },
  { HJ_RECORD_ASSESSOR, "name=李四 certificate-until=2026-11", "" },
  { HJ_RECORD_HISTORY, "count=10 passed=11", "passed" },
};

static HjRecord *
row (HjRecordKind  kind,
     const char   *text)
{
  HjRecord *record = hj_record_new (kind, NULL);
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      *value++ = '\0';
      hj_record_set (record, parts[i], value);
    }
  return record;
}

static void
give (HjContent    *content,
      HjRecordKind  kind,
      GPtrArray    *rows)
{
  hj_records_unref (content->records[kind]);
  content->records[kind] = hj_records_new (kind, rows);
}

static HjContent *
content_new (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, 0);
  GPtrArray *rows = g_ptr_array_new ();

  g_ptr_array_add (rows, row (HJ_RECORD_OCCUPATION, "code=4-07-03-02 name=茶艺师"));
  give (content, HJ_RECORD_OCCUPATION, rows);
  return content;
}

static char *
dup_fields (GPtrArray  *remarks,
            const char *id)
{
  GString *fields = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      const HjRemark *remark = g_ptr_array_index (remarks, i);

      g_assert_cmpint (strlen (remark->text), >, 0);
      if (id == NULL || strcmp (remark->id, id) == 0)
        g_string_append_printf (fields, "%s%s%s", fields->len > 0 ? " " : "", remark->weight == HJ_REMARK_ERROR ? "!" : "",
                                remark->field);
    }
  return g_string_free (fields, FALSE);
}

static void
test_rows (void)
{
  g_autoptr (HjContent) content = content_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HjRecord) record = row (cases[i].kind, cases[i].row);
      g_autoptr (GPtrArray) remarks = hj_record_remarks (content, record, hj_day_new (2026, 11, 5));
      g_autofree char *fields = dup_fields (remarks, NULL);

      if (strcmp (fields, cases[i].remarked) != 0)
        g_error ("%s: expected “%s”, got “%s”", cases[i].row, cases[i].remarked, fields);
    }
}

static void
test_duplicates (void)
{
  static const struct { HjRecordKind kind; const char *row, *remarked; } people[] = {
    { HJ_RECORD_STAFF, "name=甲 id-number=11010519491231002X", "id-number" },
    { HJ_RECORD_STAFF, "name=乙 id-number=34052419800101001X", "id-number !id-number" },  /* its region, and 丁 */
    { HJ_RECORD_EXPERT, "name=甲 id-number=11010519491231002X", "id-number" },
    { HJ_RECORD_ASSESSOR, "name=丁 id-number=34052419800101001X", "id-number !id-number" },
    { HJ_RECORD_ASSESSOR, "name=戊", "" },
    { HJ_RECORD_ASSESSOR, "name=己", "" },
    { HJ_RECORD_INSPECTOR, "name=庚 id-number=330302199001010014", "id-number" },
    { HJ_RECORD_INSPECTOR, "name=庚 id-number=330302199001010014", "id-number" },
  };
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (GPtrArray) remarks = NULL;

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      GPtrArray *rows = g_ptr_array_new ();

      for (guint i = 0; i < G_N_ELEMENTS (people); i++)
        if (people[i].kind == kind)
          {
            HjRecord *record = row (people[i].kind, people[i].row);

            g_free (record->id);
            record->id = g_strdup_printf ("%u", i);
            g_ptr_array_add (rows, record);
          }
      if (rows->len > 0)
        give (content, (HjRecordKind) kind, rows);
      else
        g_ptr_array_unref (rows);
    }
  remarks = hj_content_remarks (content, HJ_DAY_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *fields = dup_fields (remarks, id);
      gboolean wrong = strstr (people[i].row, "330302") != NULL;

      /* The check digit of the last two is made up, which is told too. */
      if (wrong)
        g_assert_true (g_str_has_suffix (fields, people[i].remarked));
      else
        g_assert_cmpstr (fields, ==, people[i].remarked);
    }
}

/* One person who is listed once for each occupation is as it should be. */
static void
test_two_occupations (void)
{
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (GPtrArray) remarks = NULL;
  GPtrArray *rows = g_ptr_array_new ();

  g_ptr_array_add (rows, row (HJ_RECORD_ASSESSOR, "name=甲 id-number=11010519491231002X occupation=茶艺师"));
  g_ptr_array_add (rows, row (HJ_RECORD_ASSESSOR, "name=甲 id-number=11010519491231002X occupation=评茶员"));
  give (content, HJ_RECORD_ASSESSOR, rows);
  remarks = hj_content_remarks (content, HJ_DAY_NONE);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpstr (((HjRemark *) g_ptr_array_index (remarks, 0))->field, ==, "occupation");
}

/* As many rows as a table may hold, all of one person: below a second, and one remark a row. */
static void
test_many (void)
{
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (GPtrArray) remarks = NULL;
  GPtrArray *rows = g_ptr_array_new ();
  gint64 start;

  for (guint i = 0; i < 100000; i++)
    g_ptr_array_add (rows, row (HJ_RECORD_STAFF, "name=甲 id-number=11010519491231002X sex=female birth=1949-12-31 phone=13805770000"));
  give (content, HJ_RECORD_STAFF, rows);
  start = g_get_monotonic_time ();
  remarks = hj_content_remarks (content, hj_day_new (2026, 11, 5));
  g_test_message ("100 000 rows: %.3f s", (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (remarks->len, ==, 100000);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/remarks/rows", test_rows);
  g_test_add_func ("/remarks/duplicates", test_duplicates);
  g_test_add_func ("/remarks/two-occupations", test_two_occupations);
  g_test_add_func ("/remarks/many", test_many);

  return hj_test_run ();
}
