/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-digest.h"
#include "hj-import-plan.h"
#include "hj-test.h"

/* A row as text: "name=张三 duty=考务人员". */
static HjRecord *
row (HjRecordKind  kind,
     const char   *text)
{
  HjRecord *record = hj_record_new (kind, NULL);
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      g_assert_nonnull (value);
      *value++ = '\0';
      hj_record_set (record, parts[i], value);
    }
  return record;
}

static HjContent *
content_new (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  return hj_test_content (scheme, 0);
}

static void
give (HjContent    *content,
      HjRecordKind  kind,
      GPtrArray    *rows)
{
  hj_records_unref (content->records[kind]);
  content->records[kind] = hj_records_new (kind, rows);
}

/* What the dossier would hold after the chosen rows were put. */
static HjContent *
applied (HjImportPlan *plan)
{
  HjContent *content = hj_content_copy (plan->content);
  g_autoptr (GPtrArray) commands = hj_import_plan_commands (plan);

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      GPtrArray *rows = g_ptr_array_new ();
      const HjRecords *before = plan->content->records[kind];

      for (guint i = 0; i < before->rows->len; i++)
        {
          HjRecord *record = g_ptr_array_index (before->rows, i);

          for (guint j = 0; j < commands->len; j++)
            {
              const HjCommand *command = g_ptr_array_index (commands, j);

              g_assert_cmpuint (command->kind, ==, HJ_COMMAND_RECORD);
              if (command->record_kind == kind && strcmp (command->record->id, record->id) == 0)
                record = command->record;
            }
          g_ptr_array_add (rows, hj_record_ref (record));
        }
      for (guint j = 0; j < commands->len; j++)
        {
          const HjCommand *command = g_ptr_array_index (commands, j);
          gboolean known = FALSE;

          for (guint i = 0; i < before->rows->len; i++)
            known |= strcmp (((HjRecord *) g_ptr_array_index (before->rows, i))->id, command->record->id) == 0;
          if (command->record_kind == kind && !known)
            g_ptr_array_add (rows, hj_record_ref (command->record));
        }
      give (content, (HjRecordKind) kind, rows);
    }
  return content;
}

static HjImportRow *
offer (HjImportPlan *plan,
       HjRecordKind  kind,
       const char   *text)
{
  g_autofree char *place = g_strdup_printf ("row %u", plan->rows->len + 1);

  return hj_import_plan_offer (plan, row (kind, text), place, NULL);
}

typedef struct {
  const char   *name;
  HjRecordKind  kind;
  const char   *before[4];   /* rows of the dossier */
  const char   *file[6];     /* rows of the file */
  guint         n_new, n_changed, n_same;
  const char   *after[6];    /* one field of the rows that there are then, in order: "levels=5,4" */
} Case;

static const Case cases[] = {
  { "new", HJ_RECORD_STAFF, { NULL }, { "name=张三", "name=李四" }, 2, 0, 0, { "name=张三", "name=李四" } },
  { "after the existing ones", HJ_RECORD_STAFF, { "name=王五" }, { "name=张三", "name=王五" }, 1, 0, 1,
    { "name=王五", "name=张三" } },
  { "by ID number", HJ_RECORD_STAFF, { "name=张三 id-number=A" }, { "name=张山 id-number=A" }, 0, 1, 0, { "name=张山" } },
  { "by name where the number is new", HJ_RECORD_STAFF, { "name=张三" }, { "name=张三 id-number=A" }, 0, 1, 0, { "id-number=A" } },
  { "spaces in a name", HJ_RECORD_STAFF, { "name=张三 sex=male" }, { "name=张　三 sex=male" }, 0, 1, 0, { "name=张　三" } },
  { "namesakes", HJ_RECORD_STAFF, { "name=张三 id-number=A" }, { "name=张三 id-number=B" }, 1, 0, 0,
    { "id-number=A", "id-number=B" } },
  { "namesakes in the file", HJ_RECORD_STAFF, { NULL }, { "name=张三 id-number=A", "name=张三 id-number=B" }, 2, 0, 0,
    { "id-number=A", "id-number=B" } },
  { "a value the file lacks", HJ_RECORD_STAFF, { "name=张三 duty=考务 schooling=大专" }, { "name=张三 duty=考务" }, 0, 0, 1,
    { "schooling=大专" } },
  { "the same twice", HJ_RECORD_STAFF, { NULL }, { "name=张三 duty=考务", "name=张三 duty=考务" }, 1, 0, 0, { "name=张三" } },
  { "told in two parts", HJ_RECORD_STAFF, { NULL }, { "name=张三 duty=考务", "name=张三 schooling=大专" }, 1, 0, 0,
    { "schooling=大专" } },
  { "two posts", HJ_RECORD_STAFF, { NULL }, { "name=张三 id-number=A duty=主任", "name=张三 id-number=A duty=考务" }, 2, 0, 0,
    { "duty=主任", "duty=考务" } },
  { "the second of two posts", HJ_RECORD_STAFF, { "name=张三 id-number=A duty=主任" },
    { "name=张三 id-number=A duty=考务", "name=张三 id-number=A duty=主任" }, 1, 0, 1, { "duty=主任", "duty=考务" } },
  { "one level a row", HJ_RECORD_OCCUPATION, { NULL },
    { "code=4-07-03-02 name=茶艺师 levels=5", "code=4-07-03-02 name=茶艺师 levels=3", "code=4-07-03-02 name=茶艺师 levels=4" },
    1, 0, 0, { "levels=5,4,3" } },
  { "one level a row, known", HJ_RECORD_OCCUPATION, { "code=4-07-03-02 name=茶艺师 levels=5,4 students=30" },
    { "code=4-07-03-02 name=茶艺师 levels=4", "code=4-07-03-02 name=茶艺师 levels=5" }, 0, 0, 1, { "students=30" } },
  { "fewer levels", HJ_RECORD_OCCUPATION, { "code=4-07-03-02 name=茶艺师 levels=5,4" },
    { "code=4-07-03-02 name=茶艺师 levels=4" }, 0, 1, 0, { "levels=4" } },
  { "two trades of one code", HJ_RECORD_OCCUPATION, { NULL },
    { "code=6-18-01-01 name=车工 trade=数控车工 levels=5", "code=6-18-01-01 name=车工 trade=普通车工 levels=5" }, 2, 0, 0,
    { "trade=数控车工", "trade=普通车工" } },
  { "a shared room", HJ_RECORD_SITE, { NULL },
    { "name=一号 kind=theory area=60 occupation=茶艺师", "name=一号 kind=theory area=60 occupation=评茶员" }, 1, 0, 0,
    { "occupation=茶艺师、评茶员" } },
  { "two rooms of one name", HJ_RECORD_SITE, { NULL },
    { "name=教室 kind=theory area=60", "name=教室 kind=theory area=80", "name=教室 kind=theory area=60" }, 3, 0, 0,
    { "area=60", "area=80", "area=60" } },
  { "devices of one name", HJ_RECORD_EQUIPMENT, { "name=电脑 purpose=practice quantity=1" },
    { "name=电脑 purpose=practice quantity=1", "name=电脑 purpose=practice quantity=1" }, 1, 0, 1, { "quantity=1", "quantity=1" } },
  { "a year", HJ_RECORD_FUNDING, { "year=2020 budget=10" }, { "year=2020 budget=12", "year=2021 budget=13" }, 1, 1, 0,
    { "budget=12", "budget=13" } },
  { "an assessor of two occupations", HJ_RECORD_ASSESSOR, { NULL },
    { "name=张三 id-number=A occupation=茶艺师", "name=张三 id-number=A occupation=评茶员" }, 1, 0, 0, { "occupation=茶艺师、评茶员" } },
  { "the applicant, blank before", HJ_RECORD_APPLICANT, { NULL }, { "name=温州某校 type=职业院校" }, 1, 0, 0, { "name=温州某校" } },
  { "the applicant in two tables", HJ_RECORD_APPLICANT, { NULL }, { "name=温州某校", "type=职业院校" }, 1, 0, 0, { "type=职业院校" } },
};

static void
assert_after (const HjContent *content,
              const Case      *test)
{
  const HjRecords *records = content->records[test->kind];
  guint n = 0;

  for (n = 0; n < G_N_ELEMENTS (test->after) && test->after[n] != NULL; n++)
    {
      g_auto (GStrv) parts = g_strsplit (test->after[n], "=", 2);

      g_assert_cmpuint (n, <, records->rows->len);
      g_assert_cmpstr (hj_record_get (g_ptr_array_index (records->rows, n), parts[0]), ==, parts[1]);
    }
  g_assert_cmpuint (records->rows->len, ==, n);
}

static HjImportPlan *
read_file (HjContent  *content,
           const Case *test)
{
  HjImportPlan *plan = hj_import_plan_new (content, "file.xlsx");

  for (guint i = 0; i < G_N_ELEMENTS (test->file) && test->file[i] != NULL; i++)
    g_assert_nonnull (offer (plan, test->kind, test->file[i]));
  return plan;
}

/* Each case is read, applied, and read again: nothing is left to do then. */
static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (HjContent) after = NULL;
  g_autoptr (HjContent) still = NULL;
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (HjImportPlan) again = NULL;
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (test->before) && test->before[i] != NULL; i++)
    {
      HjRecord *record = row (test->kind, test->before[i]);

      record->position = 1024 * (i + 1);
      g_ptr_array_add (rows, record);
    }
  if (rows->len > 0)
    give (content, test->kind, rows);
  else
    g_ptr_array_unref (rows);

  plan = read_file (content, test);
  g_assert_cmpuint (plan->n_new, ==, test->n_new);
  g_assert_cmpuint (plan->n_changed, ==, test->n_changed);
  g_assert_cmpuint (plan->n_same, ==, test->n_same);
  g_assert_cmpuint (plan->n_unreadable, ==, 0);
  after = applied (plan);
  assert_after (after, test);

  again = read_file (after, test);
  g_assert_cmpuint (again->n_new, ==, 0);
  g_assert_cmpuint (again->n_changed, ==, 0);
  g_assert_cmpuint (again->n_same, ==, again->rows->len);
  still = applied (again);
  assert_after (still, test);
}

static void
test_rows (void)
{
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.xlsx");
  g_autoptr (GPtrArray) commands = NULL;
  GPtrArray *troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
  HjImportRow *told;

  g_assert_null (hj_import_plan_offer (plan, hj_record_new (HJ_RECORD_STAFF, NULL), "row 1", NULL));
  g_assert_cmpuint (plan->rows->len, ==, 0);

  g_ptr_array_add (troubles, hj_import_trouble_new ("D2", "birth", "大约1980", "no day"));
  told = hj_import_plan_offer (plan, row (HJ_RECORD_STAFF, "name=张三"), "row 2", g_ptr_array_ref (troubles));
  g_assert_cmpuint (told->state, ==, HJ_IMPORT_NEW);
  g_assert_cmpuint (told->troubles->len, ==, 1);
  g_assert_cmpstr (told->label, ==, "张三");
  g_assert_true (told->chosen);
  g_assert_cmpstr (g_ptr_array_index (told->fields, 0), ==, "name");

  told = hj_import_plan_offer (plan, hj_record_new (HJ_RECORD_STAFF, NULL), "row 3", troubles);
  g_assert_cmpuint (told->state, ==, HJ_IMPORT_UNREADABLE);
  g_assert_null (told->record);
  g_assert_false (told->chosen);
  g_assert_cmpuint (plan->n_unreadable, ==, 2);

  told = offer (plan, HJ_RECORD_HISTORY, "year=2019 kind=training occupation=茶艺师 count=30");
  g_assert_cmpstr (told->label, ==, "2019 培训 茶艺师");
  told->chosen = FALSE;
  hj_import_plan_offer_command (plan, hj_command_new_remove_member ("someone"), "a member", HJ_IMPORT_OTHER);

  commands = hj_import_plan_commands (plan);
  g_assert_cmpuint (commands->len, ==, 2);
  g_assert_cmpstr (((HjCommand *) g_ptr_array_index (commands, 1))->id, ==, "someone");
}

/* Values that contradict each other in one occupation's rows: the first stays, and it is told. */
static void
test_contradiction (void)
{
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.xlsx");
  HjImportRow *told;
  const HjImportTrouble *trouble;

  offer (plan, HJ_RECORD_OCCUPATION, "code=4-07-03-02 levels=5 trained=100");
  told = offer (plan, HJ_RECORD_OCCUPATION, "code=4-07-03-02 levels=4 trained=200");
  g_assert_cmpuint (plan->rows->len, ==, 1);
  g_assert_cmpstr (hj_record_get (told->record, "trained"), ==, "100");
  g_assert_cmpstr (hj_record_get (told->record, "levels"), ==, "5,4");
  g_assert_cmpuint (told->troubles->len, ==, 1);
  trouble = g_ptr_array_index (told->troubles, 0);
  g_assert_cmpstr (trouble->field, ==, "trained");
  g_assert_cmpstr (trouble->text, ==, "200");
  g_assert_cmpuint (plan->n_unreadable, ==, 1);
}

/* A dossier's own form: ids and order are its own, and a row is never half of another. */
static void
test_own_form (void)
{
  g_autoptr (HjContent) content = content_new ();
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (content, "a.xml");
  GPtrArray *rows = g_ptr_array_new ();
  HjRecord *known = row (HJ_RECORD_STAFF, "name=张三 id-number=A");
  HjRecord *other = row (HJ_RECORD_STAFF, "name=张三 id-number=A");
  HjRecord *same;
  HjImportRow *first;
  HjImportRow *second;

  known->position = 4096;
  g_ptr_array_add (rows, known);
  give (content, HJ_RECORD_STAFF, rows);
  same = hj_record_copy (known);
  other->position = 512;

  /* The other one comes first and would do by its key; the row whose id it is gets its own back. */
  first = hj_import_plan_offer (plan, other, "1", NULL);
  g_assert_true (first->before == known);
  second = hj_import_plan_offer (plan, same, "2", NULL);
  g_assert_true (second->before == known);
  g_assert_cmpuint (second->state, ==, HJ_IMPORT_SAME);
  g_assert_cmpuint (first->state, ==, HJ_IMPORT_NEW);
  g_assert_cmpint (first->record->position, ==, 512);
  g_assert_cmpuint (plan->n_new, ==, 1);
  g_assert_cmpuint (plan->n_same, ==, 1);
  g_assert_cmpuint (plan->n_changed, ==, 0);

  same = hj_record_copy (known);
  same->position = 100;
  g_clear_pointer (&plan, hj_import_plan_unref);
  plan = hj_import_plan_new (content, "a.xml");
  g_assert_cmpuint (hj_import_plan_offer (plan, same, "1", NULL)->state, ==, HJ_IMPORT_CHANGED);
}

/* 5 000 rows against 5 000, and keys that tell nothing: linear, so far below a second each. */
static void
test_many (void)
{
  static const char * const forms[] = {
    "name=员工%u id-number=%06u duty=考务人员 phone=138%08u",
    "name=张三 duty=考务人员 phone=138%08u remark=%u·%u",
    "name=张三 id-number=A phone=138%08u remark=%u·%u",
  };

  for (guint n = 0; n < G_N_ELEMENTS (forms); n++)
    {
      g_autoptr (HjContent) content = content_new ();
      g_autoptr (HjImportPlan) plan = NULL;
      GPtrArray *rows = g_ptr_array_new ();
      gint64 start;

      for (guint i = 0; i < 5000; i++)
        {
          g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          text = g_strdup_printf (forms[n], i, i, i);
#pragma GCC diagnostic pop
          g_ptr_array_add (rows, row (HJ_RECORD_STAFF, text));
          ((HjRecord *) g_ptr_array_index (rows, i))->position = i + 1;
        }
      give (content, HJ_RECORD_STAFF, g_ptr_array_ref (rows));
      plan = hj_import_plan_new (content, "many.xlsx");
      start = g_get_monotonic_time ();
      for (guint i = 0; i < 5000; i++)
        {
          HjRecord *record = hj_record_new (HJ_RECORD_STAFF, NULL);
          const HjRecord *source = g_ptr_array_index (content->records[HJ_RECORD_STAFF]->rows, 4999 - i);

          for (guint j = 0; j < hj_record_table (HJ_RECORD_STAFF)->n_fields; j++)
            hj_record_set (record, hj_record_table (HJ_RECORD_STAFF)->fields[j].id, source->values[j]);
          hj_import_plan_offer (plan, record, "somewhere", NULL);
        }
      g_test_message ("form %u: %.3f s", n, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
      g_assert_cmpuint (plan->n_same, ==, 5000);
      g_ptr_array_unref (rows);
    }
}

/* Whatever a file says, reading it again after it was applied changes nothing, and no row of the dossier is lost. */
static void
test_random (void)
{
  static const char * const fields[] = { "name", "id-number", "duty", "certificate", "phone", "occupation", "levels", "code", "trade", "kind" };

  for (guint32 seed = 1; seed <= 400; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (HjContent) content = content_new ();
      g_autoptr (HjContent) after = NULL;
      g_autoptr (HjImportPlan) plan = NULL;
      g_autoptr (HjImportPlan) again = NULL;
      g_autoptr (GPtrArray) offered = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
      HjRecordKind kinds[] = { HJ_RECORD_STAFF, HJ_RECORD_ASSESSOR, HJ_RECORD_OCCUPATION, HJ_RECORD_SITE };
      HjRecordKind kind = kinds[seed % G_N_ELEMENTS (kinds)];
      const HjRecordTable *table = hj_record_table (kind);

      for (guint i = 0; i < 12; i++)
        {
          HjRecord *record = hj_record_new (kind, NULL);

          for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
            {
              char value[2] = { (char) g_rand_int_range (rand, '1', '4'), '\0' };

              if (hj_record_table_index (table, fields[j]) >= 0 && g_rand_int_range (rand, 0, 3) > 0)
                hj_record_set (record, fields[j], value);
            }
          g_ptr_array_add (offered, record);
        }
      plan = hj_import_plan_new (content, "random");
      for (guint i = 0; i < offered->len; i++)
        hj_import_plan_offer (plan, hj_record_copy (g_ptr_array_index (offered, i)), "x", NULL);
      after = applied (plan);
      g_assert_cmpuint (after->records[kind]->rows->len, ==, plan->n_new);
      again = hj_import_plan_new (after, "random");
      for (guint i = 0; i < offered->len; i++)
        {
          HjRecord *record = hj_record_copy (g_ptr_array_index (offered, i));

          /* A spreadsheet tells no ids, a file of ours does. */
          if (seed % 8 < 4)
            {
              g_free (record->id);
              record->id = hj_id_new ();
            }
          hj_import_plan_offer (again, record, "x", NULL);
        }
      if (again->n_new + again->n_changed > 0)
        g_test_message ("seed %u, %s: %u new, %u changed", seed, table->id, again->n_new, again->n_changed);
      g_assert_cmpuint (again->n_new, ==, 0);
      g_assert_cmpuint (again->n_changed, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import-plan/case/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/import-plan/rows", test_rows);
  g_test_add_func ("/import-plan/contradiction", test_contradiction);
  g_test_add_func ("/import-plan/own-form", test_own_form);
  g_test_add_func ("/import-plan/many", test_many);
  g_test_add_func ("/import-plan/random", test_random);

  return hj_test_run ();
}
