/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* The application's records, decisions, relaxations, the conclusion, moves. */

static gboolean
apply_one (HjStore    *store,
           const char *author,
           HjCommand  *command,
           GError    **error)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  g_ptr_array_add (commands, command);
  return hj_store_apply (store, author, "one", commands, error);
}

static void
must_apply (HjStore    *store,
            const char *author,
            HjCommand  *command)
{
  g_autoptr (GError) error = NULL;

  apply_one (store, author, command, &error);
  g_assert_no_error (error);
}

static void
assert_refused (HjStore    *store,
                HjCommand  *command,
                const char *named)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (apply_one (store, "", command, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  if (named != NULL && strstr (error->message, named) == NULL)
    g_error ("“%s” doesn't name %s", error->message, named);
}

/* The digest of the same state, read anew by a store that has nothing kept. */
static char *
digest_anew (HjStore  *store,
             HjScheme *scheme)
{
  g_autofree char *path = dossier_fresh_path ();
  g_autoptr (HjStore) exported = NULL;
  g_autoptr (GError) error = NULL;

  hj_store_export (store, path, "tester", NULL, NULL, &error);
  g_assert_no_error (error);
  exported = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);

  return dossier_digest (exported, scheme);
}

/* ---- Values ------------------------------------------------------------- */

typedef struct { HjValueKind kind; const char *good[9]; const char *bad[9]; } Values;

static const Values values[] = {
  { HJ_VALUE_INTEGER,
    { "0", "7", "-3", "999999999999", "-999999999999" },
    { "00", "-0", "+1", "1.0", "1e3", "1000000000000", "３", " 1", "-" } },
  { HJ_VALUE_DECIMAL,
    { "0", "30", "30.5", "0.25", "-0.5", "-12.05", "999999999999.99", "-999999999999.99" },
    { "30.0", "30.50", ".5", "5.", "1.234", "-0", "-0.0", "1000000000000", "1,5" } },
  { HJ_VALUE_FLAG, { "yes", "no" }, { "是", "1", "true", "YES", "yes " } },
  { HJ_VALUE_DAY,
    { "2020", "2020-02", "2020-02-29", "1899-12-31", "9999-12-31" },
    { "20", "2020-13", "2019-02-29", "2020-2-9", "2020/02/29", "2020年", "0000-00-00", "2020-02-30", "20200229" } },
  { HJ_VALUE_CHOICE, { NULL }, { "none of them", "自有", "own ", "Own" } },
  { HJ_VALUE_TEXT, { "杭州", "a\nb", "\"it's\"", "𠮷", "  " }, { "a\001b", "\xff", "\xef\xbf\xbe", "a\033[0m", "\x0c" } },
  { HJ_VALUE_PROSE, { "一\n二\t三\r\n" }, { "\x0b", "\xc0\x80" } },
};

static void
add_put (GPtrArray    *commands,
         HjRecordKind  kind,
         const char   *field,
         const char   *value)
{
  g_autoptr (HjRecord) record = hj_record_new (kind, kind == HJ_RECORD_APPLICANT ? "applicant" : "row");

  hj_record_set (record, field, value);
  g_ptr_array_add (commands, hj_command_new_record (record));
}

static void
check_field (HjStore             *store,
             const HjRecordTable *table,
             const HjRecordField *field,
             const Values        *kind)
{
  const char *id = table->single ? "applicant" : "row";
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kind->good) && kind->good[i] != NULL; i++)
    add_put (commands, table->kind, field->id, kind->good[i]);
  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    add_put (commands, table->kind, field->id, choice->id);
  hj_store_apply (store, "", field->id, commands, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (kind->bad) && kind->bad[i] != NULL; i++)
    {
      g_autoptr (HjRecord) record = hj_record_new (table->kind, id);

      hj_record_set (record, field->id, kind->bad[i]);
      assert_refused (store, hj_command_new_record (record), field->label);
    }
}

/* Every field of every table takes what is canonical and refuses, by name, what isn't. */
static void
test_values (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  guint n_checked = 0;

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint i = 0; i < hj_record_table (kind)->n_fields; i++)
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        if (values[v].kind == hj_record_table (kind)->fields[i].kind)
          {
            check_field (store, hj_record_table (kind), &hj_record_table (kind)->fields[i], &values[v]);
            n_checked++;
          }
  g_assert_cmpuint (n_checked, >, 100);
}

/* The tables' own constraints refuse the same, whoever writes. */
static void
test_constraints (void)
{
  static const char * const refused[] = {
    "INSERT INTO staff (id, position, age) VALUES ('a', 1, 'many')",
    "INSERT INTO staff (id, position, age) VALUES ('a', 1, 1000000000000)",
    "INSERT INTO staff (id, position, age) VALUES ('a', 1, 1.5)",
    "INSERT INTO staff (id, position, full_time) VALUES ('a', 1, 2)",
    "INSERT INTO staff (id, position, birth) VALUES ('a', 1, '1990.5')",
    "INSERT INTO staff (id, position, birth) VALUES ('a', 1, '1990-5')",
    "INSERT INTO staff (id, position, sex) VALUES ('a', 1, '男')",
    "INSERT INTO staff (id, position, name) VALUES ('a', 1, NULL)",
    "INSERT INTO staff (id, position, name) VALUES ('a', 1, printf ('%.*c', 65537, 'x'))",
    "INSERT INTO staff (id, position) VALUES ('', 1)",
    "INSERT INTO staff (id) VALUES ('a')",
    "INSERT INTO staff (id, position) VALUES ('a', 1), ('a', 2)",
    "INSERT INTO site (id, position, area) VALUES ('a', 1, 100000000000000)",
    "UPDATE applicant SET founded = '2020年'",
    "UPDATE material SET copies_known = 2",
    "INSERT INTO decision VALUES ('c', '', 'x', 'maybe', '', '', '', '', 0)",
    "INSERT INTO relaxation VALUES ('s', '', '', '', '', 0)",
    "INSERT INTO conclusion VALUES (2, 'reject', '', '', NULL)",
    "INSERT INTO conclusion VALUES (1, 'perhaps', '', '', NULL)",
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);

  must_apply (store, "", hj_command_new_material (&(HjMaterialReceipt) { (char *) "m", TRUE, TRUE, 1, (char *) "" }));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      int code = sqlite3_exec (store->db, refused[i], NULL, NULL, NULL);

      if ((code & 0xff) != SQLITE_CONSTRAINT)
        g_error ("%s: %s", refused[i], sqlite3_errstr (code));
    }
}

/* ---- Rows --------------------------------------------------------------- */

static void
test_positions (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjRecord) first = hj_record_new (HJ_RECORD_RULE, "first");
  g_autoptr (HjRecord) second = hj_record_new (HJ_RECORD_RULE, "second");
  g_autoptr (HjRecord) between = hj_record_new (HJ_RECORD_RULE, "between");
  g_autoptr (HjRecord) far = hj_record_new (HJ_RECORD_RULE, "far");
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjContent) again = NULL;
  GPtrArray *rows;

  must_apply (store, "", hj_command_new_record (first));
  must_apply (store, "", hj_command_new_record (second));
  between->position = 1500;
  must_apply (store, "", hj_command_new_record (between));
  content = dossier_load (store, scheme);
  rows = content->records[HJ_RECORD_RULE]->rows;
  g_assert_cmpstr (((HjRecord *) rows->pdata[0])->id, ==, "first");
  g_assert_cmpstr (((HjRecord *) rows->pdata[1])->id, ==, "between");
  g_assert_cmpstr (((HjRecord *) rows->pdata[2])->id, ==, "second");
  g_assert_cmpint (((HjRecord *) rows->pdata[2])->position, ==, 2048);

  /* Without a position a row stays where it is. */
  hj_record_set (first, "name", "财务管理制度");
  must_apply (store, "", hj_command_new_record (first));
  again = dossier_load (store, scheme);
  g_assert_cmpint (hj_content_find_record (again, HJ_RECORD_RULE, "first")->position, ==, 1024);
  far->position = G_MAXINT64;
  assert_refused (store, hj_command_new_record (far), NULL);
}

static void
test_single_row (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjRecord) other = hj_record_new (HJ_RECORD_APPLICANT, "another");
  g_autoptr (HjRecord) applicant = hj_record_new (HJ_RECORD_APPLICANT, "applicant");
  g_autoptr (HjContent) content = NULL;
  HjApplicant face = { (char *) "新名", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "" };

  assert_refused (store, hj_command_new_record (other), NULL);
  assert_refused (store, hj_command_new_remove_record (HJ_RECORD_APPLICANT, "applicant"), NULL);
  hj_record_set (applicant, "name", "旧名");
  hj_record_set (applicant, "founded", "2001-05");
  must_apply (store, "", hj_command_new_record (applicant));
  /* The older command writes its own columns only. */
  must_apply (store, "", hj_command_new_applicant (&face));
  content = dossier_load (store, scheme);
  g_assert_cmpstr (content->applicant.name, ==, "新名");
  g_assert_cmpstr (hj_record_get (hj_content_get_applicant_record (content), "name"), ==, "新名");
  g_assert_cmpstr (hj_record_get (hj_content_get_applicant_record (content), "founded"), ==, "2001-05");
}

/* Received, not received, nobody has said; no copies, nobody knows: each comes back as it went in. */
static void
test_materials (void)
{
  static const char * const received[] = { "", "yes", "no" };
  static const char * const copies[] = { "", "0", "1", "12" };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  const char *id = ((HjMaterial *) scheme->materials->pdata[0])->id;

  for (guint r = 0; r < G_N_ELEMENTS (received); r++)
    for (guint c = 0; c < G_N_ELEMENTS (copies); c++)
      {
        g_autoptr (HjRecord) record = hj_record_new (HJ_RECORD_MATERIAL, id);
        g_autoptr (HjContent) content = NULL;
        const HjMaterialReceipt *face;

        hj_record_set (record, "received", received[r]);
        hj_record_set (record, "copies", copies[c]);
        record->position = 7;  /* materials have none */
        must_apply (store, "", hj_command_new_record (record));
        content = dossier_load (store, scheme);
        record->position = 0;
        g_assert_true (hj_record_equal (record, hj_content_find_record (content, HJ_RECORD_MATERIAL, id)));
        face = hj_content_find_material (content, id);
        g_assert_cmpint (face->answered, ==, r > 0);
        g_assert_cmpint (face->received, ==, r == 1);
        g_assert_cmpint (face->copies, ==, atoi (copies[c]));
        /* What the face says comes back as the same record. */
        must_apply (store, "", hj_command_new_material (face));
        g_clear_pointer (&content, hj_content_unref);
        content = dossier_load (store, scheme);
        g_assert_true (hj_record_equal (record, hj_content_find_record (content, HJ_RECORD_MATERIAL, id)));
      }
}

static void
test_occupation_in_use (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autoptr (HjRecord) occupation = hj_record_new (HJ_RECORD_OCCUPATION, "electrician");
  g_autoptr (HjFinding) finding = hj_finding_new ("2.1.1", hj_test_expert (0));

  hj_record_set (occupation, "name", "电工");
  must_apply (store, "", hj_command_new_record (occupation));
  finding->verdict = HJ_VERDICT_MET;
  hj_str_set (&finding->occupation, "electrician");
  must_apply (store, hj_test_expert (0), hj_command_new_finding (finding));
  assert_refused (store, hj_command_new_remove_record (HJ_RECORD_OCCUPATION, "electrician"), NULL);
}

/* ---- What is kept of what was read ---------------------------------------- */

static HjCommand *
random_command (HjContent *content)
{
  HjRecordKind kind = (HjRecordKind) g_test_rand_int_range (0, HJ_N_RECORD_KINDS);
  GPtrArray *rows = content->records[kind]->rows;
  const HjRecord *row = rows->len > 0 ? rows->pdata[g_test_rand_int_range (0, (int) rows->len)] : NULL;
  const char *id = kind == HJ_RECORD_APPLICANT ? "applicant" : NULL;
  g_autoptr (HjRecord) record = NULL;

  if (kind == HJ_RECORD_MATERIAL)
    id = ((HjMaterial *) content->scheme->materials->pdata[0])->id;
  if (row != NULL && kind != HJ_RECORD_APPLICANT && g_test_rand_int_range (0, 3) == 0)
    return hj_command_new_remove_record (kind, row->id);
  if (row != NULL && g_test_rand_bit ())
    id = row->id;
  record = dossier_random_record (kind, id);
  if (row != NULL && id == row->id && g_test_rand_bit ())
    record->position = row->position;
  return hj_command_new_record (record);
}

/* Random changes, undo, redo and a second writer: what is loaded with the help
 * of what is kept is what a fresh store loads; taken back, the first digest is back. */
static void
test_kept (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autofree char *first = dossier_digest (store, scheme);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (HjContent) content = dossier_load (store, scheme);
      g_autoptr (HjContent) after = NULL;
      g_autoptr (GPtrArray) commands = hj_command_list_new ();
      int what = g_test_rand_int_range (0, 10);

      if (what < 6)
        {
          for (int n = g_test_rand_int_range (1, 6); n > 0; n--)
            g_ptr_array_add (commands, random_command (content));
          hj_store_apply (store, "", "random", commands, &error);
          g_assert_no_error (error);
        }
      else if (what < 8)
        hj_store_undo (store, "", NULL);
      else if (what == 8)
        hj_store_redo (store, "", NULL);
      else
        {
          g_autoptr (HjStore) other = hj_store_open (store->path, HJ_STORE_READ_WRITE, NULL, &error);

          g_assert_no_error (error);
          must_apply (other, "", random_command (content));
        }
      after = dossier_load (store, scheme);
      if (i % 5 == 0)
        {
          g_autofree char *anew = digest_anew (store, scheme);

          g_assert_cmpstr (after->digest, ==, anew);
        }
    }
  while (hj_store_undo (store, "", &error))
    ;
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  undone = dossier_digest (store, scheme);
  g_assert_cmpstr (first, ==, undone);
}

/* Tables that didn't change are the very same; of one that did, the rows that didn't. */
static void
test_shared (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autoptr (HjRecord) one = hj_record_new (HJ_RECORD_STAFF, "one");
  g_autoptr (HjRecord) two = hj_record_new (HJ_RECORD_STAFF, "two");
  g_autoptr (HjRecord) changed = NULL;
  g_autoptr (HjContent) before = NULL;
  g_autoptr (HjContent) after = NULL;
  g_autoptr (HjContent) last = NULL;
  g_autoptr (GError) error = NULL;

  must_apply (store, "", hj_command_new_record (one));
  must_apply (store, "", hj_command_new_record (two));
  before = dossier_load (store, scheme);
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  after = dossier_load (store, scheme);
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    g_assert_true (before->records[kind] == after->records[kind]);

  changed = hj_record_copy (hj_content_find_record (after, HJ_RECORD_STAFF, "one"));
  hj_record_set (changed, "name", "甲");
  must_apply (store, "", hj_command_new_record (changed));
  last = dossier_load (store, scheme);
  g_assert_true (last->records[HJ_RECORD_STAFF] != after->records[HJ_RECORD_STAFF]);
  g_assert_true (last->records[HJ_RECORD_SITE] == after->records[HJ_RECORD_SITE]);
  g_assert_true (hj_content_find_record (last, HJ_RECORD_STAFF, "two") ==
                 hj_content_find_record (after, HJ_RECORD_STAFF, "two"));
  g_assert_cmpstr (hj_record_get (hj_content_find_record (after, HJ_RECORD_STAFF, "one"), "name"), ==, "");
}

/* Equal content of two dossiers under one scheme: one digest, whenever and in whatever order it was said. */
static void
test_same_content (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = dossier_random_content (scheme);
  g_autoptr (GPtrArray) commands = dossier_commands_for (content);
  g_autoptr (HjStore) one = dossier_new (scheme);
  g_autoptr (HjStore) other = dossier_new (scheme);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hj_store_apply (one, "", "all", commands, &error));
  hj_test_clock_advance (G_TIME_SPAN_HOUR);
  for (guint i = 0; i < commands->len; i++)
    {
      g_autoptr (GPtrArray) single = g_ptr_array_new ();

      g_ptr_array_add (single, commands->pdata[i]);
      g_assert_true (hj_store_apply (other, "", "one", single, &error));
    }
  first = dossier_digest (one, scheme);
  second = dossier_digest (other, scheme);
  g_assert_cmpstr (first, ==, second);
  must_apply (other, "", hj_command_new_visit (&(HjVisit) { 1, 2, (char *) "别处", (char *) "" }));
  changed = dossier_digest (other, scheme);
  g_assert_cmpstr (first, !=, changed);
}

/* ---- The panel ------------------------------------------------------------ */

static void
test_decisions (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (HjDecision) decision = hj_decision_new ("staff.archives", "", hj_test_expert (0));
  g_autoptr (HjContent) content = NULL;
  g_autofree char *before = dossier_digest (store, scheme);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  decision->kind = HJ_DECISION_DISMISSED;
  assert_refused (store, hj_command_new_decision (decision), NULL);
  hj_str_set (&decision->reason, "名单有误");
  g_assert_false (apply_one (store, hj_test_expert (1), hj_command_new_decision (decision), &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  must_apply (store, hj_test_expert (0), hj_command_new_decision (decision));
  content = dossier_load (store, scheme);
  g_assert_cmpstr (hj_content_find_decision (content, "staff.archives", "", hj_test_expert (0))->reason, ==, "名单有误");
  g_assert_false (apply_one (store, hj_test_expert (1),
                             hj_command_new_remove_decision ("staff.archives", "", hj_test_expert (0)), &error));
  g_clear_error (&error);
  g_assert_false (apply_one (store, "", hj_command_new_remove_member (hj_test_expert (0)), &error));
  g_clear_error (&error);
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  undone = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, undone);
}

static void
test_relaxations (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (HjRelaxation) relaxation = hj_relaxation_new ("area", "", hj_test_expert (0));
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autofree char *before = dossier_digest (store, scheme);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  hj_str_set (&relaxation->reason, "世赛基地");
  hj_str_set (&relaxation->bonus_case, "5.1");
  /* The panel's, whoever of it writes. */
  must_apply (store, hj_test_expert (1), hj_command_new_relaxation (relaxation));
  content = dossier_load (store, scheme);
  g_assert_cmpstr (hj_content_find_relaxation (content, "area", "")->bonus_case, ==, "5.1");
  history = hj_store_history (store, &error);
  g_assert_cmpstr (((HjHistoryEntry *) history->pdata[history->len - 1])->layer, ==, "panel");
  hj_str_set (&relaxation->reason, "");
  must_apply (store, hj_test_expert (0), hj_command_new_relaxation (relaxation));
  after = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, after);
  hj_str_set (&relaxation->expert, "nobody");
  hj_str_set (&relaxation->reason, "x");
  assert_refused (store, hj_command_new_relaxation (relaxation), NULL);
}

/* Whoever wrote what the panel says stays on it: a conclusion of nobody could be exported and never read again. */
static void
test_author_stays (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjMember) member = hj_member_new ("张三");
  g_autoptr (HjRelaxation) relaxation = hj_relaxation_new ("area", "", member->id);
  HjConclusion conclusion = { HJ_RESULT_APPROVE, (char *) "符合条件", member->id, HJ_DAY_NONE };
  HjConclusion nobodys = { HJ_RESULT_APPROVE, (char *) "符合条件", (char *) "", HJ_DAY_NONE };
  g_autoptr (GError) error = NULL;

  must_apply (store, "", hj_command_new_member (member));
  hj_str_set (&relaxation->reason, "世赛基地");
  must_apply (store, "lead", hj_command_new_relaxation (relaxation));
  assert_refused (store, hj_command_new_remove_member (member->id), "张三");
  g_assert_false (hj_store_undo (store, "", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  hj_str_set (&relaxation->reason, "");
  must_apply (store, "lead", hj_command_new_relaxation (relaxation));
  must_apply (store, "lead", hj_command_new_conclusion (&conclusion));
  assert_refused (store, hj_command_new_remove_member (member->id), "张三");
  g_assert_false (hj_store_undo (store, "", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  must_apply (store, "lead", hj_command_new_conclusion (&nobodys));
  g_assert_true (hj_store_undo (store, "", &error));
}

static void
test_conclusion (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  HjConclusion conclusion = { HJ_RESULT_APPROVE_AFTER, (char *) "补齐制度后", (char *) hj_test_expert (0), 18400 };
  g_autofree char *before = dossier_digest (store, scheme);
  g_autofree char *emptied = NULL;
  g_autoptr (HjContent) content = NULL;

  must_apply (store, hj_test_expert (0), hj_command_new_conclusion (&conclusion));
  content = dossier_load (store, scheme);
  g_assert_cmpint (content->conclusion.result, ==, HJ_RESULT_APPROVE_AFTER);
  g_assert_cmpint (content->conclusion.day, ==, 18400);
  conclusion = (HjConclusion) { HJ_RESULT_NONE, (char *) "", (char *) "", HJ_DAY_NONE };
  must_apply (store, hj_test_expert (0), hj_command_new_conclusion (&conclusion));
  emptied = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, emptied);
}

/* ---- Moves ---------------------------------------------------------------- */

static HjScheme *
another_scheme (const char *name)
{
  HjScheme *scheme = hj_test_scheme ();
  g_autofree char *text = g_strdup_printf ("<!-- %s -->", name);

  hj_str_set (&scheme->edition, name);
  hj_str_set (&scheme->title, name);
  g_clear_pointer (&scheme->bytes, g_bytes_unref);
  scheme->bytes = g_bytes_new (text, strlen (text));
  g_free (scheme->digest);
  scheme->digest = hj_digest_bytes (scheme->bytes);

  return scheme;
}

/* A move that clears what another expert said is one step of whoever moves. */
static gboolean
move_to (HjStore    *store,
         HjScheme   *to,
         const char *form,
         guint       cleared,
         GError    **error)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GBytes) former = g_bytes_new (form, strlen (form));
  g_autoptr (HjFinding) empty = hj_finding_new ("1.1.1", hj_test_expert (cleared));

  g_ptr_array_add (commands, hj_command_new_scheme (to, former));
  g_ptr_array_add (commands, hj_command_new_finding (empty));

  return hj_store_apply_as_panel (store, hj_test_expert (0), "move", commands, error);
}

static void
assert_scheme (HjStore  *store,
               HjScheme *scheme)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = hj_store_get_scheme_digest (store, &error);
  g_autoptr (GBytes) bytes = hj_store_dup_scheme (store, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, scheme->bytes));
  g_assert_cmpstr (digest, ==, scheme->digest);
}

static void
assert_former (HjStore    *store,
               gint64      sequence,
               HjScheme   *scheme,
               const char *form)
{
  g_autoptr (GBytes) kept_scheme = NULL;
  g_autoptr (GBytes) kept_form = NULL;
  g_autoptr (GError) error = NULL;

  hj_store_dup_former (store, sequence, &kept_scheme, &kept_form, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept_scheme, scheme->bytes));
  g_assert_cmpmem (g_bytes_get_data (kept_form, NULL), g_bytes_get_size (kept_form), form, strlen (form));
}

static void
test_moves (void)
{
  g_autoptr (HjScheme) first = another_scheme ("第一版");
  g_autoptr (HjScheme) second = another_scheme ("第二版");
  g_autoptr (HjScheme) third = another_scheme ("第三版");
  g_autoptr (HjStore) store = dossier_new_with_panel (first, 2);
  g_autofree char *path = dossier_fresh_path ();
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (dossier_record (store, "1.1.1", 1, 1, HJ_VERDICT_MET, &error));
  before = dossier_digest (store, first);
  assert_scheme (store, first);
  g_assert_true (move_to (store, second, "<one/>", 1, &error));
  g_assert_no_error (error);
  assert_scheme (store, second);
  content = dossier_load (store, second);
  g_assert_cmpuint (content->findings->len, ==, 0);
  /* The machine's clock was set back: the later move is still the last. */
  hj_test_clock_jump (-100 * G_USEC_PER_SEC);
  g_assert_true (move_to (store, third, "<two/>", 1, &error));
  g_assert_no_error (error);
  assert_scheme (store, third);
  assert_former (store, 1, first, "<one/>");
  assert_former (store, 2, second, "<two/>");
  g_assert_false (hj_store_dup_former (store, 3, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (hj_store_dup_former (store, 0, NULL, NULL, &error));
  g_clear_error (&error);
  hj_content_unref (content);
  content = dossier_load (store, third);
  g_assert_cmpuint (content->former->len, ==, 2);
  g_assert_cmpstr (((HjFormerEdition *) content->former->pdata[1])->scheme_title, ==, "第二版");

  /* Published, it is verified with all its editions. */
  g_assert_true (hj_store_export (store, path, "tester", NULL, NULL, &error));
  g_assert_true (hj_store_verify (path, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  assert_scheme (store, second);
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  assert_scheme (store, first);
  undone = dossier_digest (store, first);
  g_assert_cmpstr (before, ==, undone);
  g_assert_true (hj_store_redo (store, hj_test_expert (0), &error));
  assert_scheme (store, second);
  assert_former (store, 1, first, "<one/>");
}

/* A form that would grow beyond what its row says is damage, not work. */
static void
test_hostile_form (void)
{
  g_autoptr (HjScheme) first = another_scheme ("第一版");
  g_autoptr (HjScheme) second = another_scheme ("第二版");
  g_autoptr (HjStore) store = dossier_new_with_panel (first, 1);
  g_autofree char *large = g_strnfill (1000000, 'x');
  g_autoptr (GError) error = NULL;
  static const char * const hostile[] = {
    "UPDATE edition SET former_size = 10",
    "UPDATE edition SET former_size = 268435456",
    "UPDATE edition SET former = x'789c'",
    "UPDATE edition SET former = x''",
  };

  g_assert_true (move_to (store, second, large, 0, &error));
  assert_former (store, 1, first, large);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_assert_cmpint (sqlite3_exec (store->db, hostile[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_false (hj_store_dup_former (store, 1, NULL, NULL, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
      g_clear_error (&error);
    }
}

/* Copies of one dossier that went apart have no key in common but those of the same rows. */
static void
test_keys (void)
{
  g_autoptr (HjScheme) scheme = another_scheme ("第一版");
  g_autoptr (HjScheme) next = another_scheme ("第二版");
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint copy = 0; copy < 2; copy++)
    {
      g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
      g_autoptr (HjStatement) statement = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 50; i++)
        {
          g_autoptr (HjRecord) record = hj_record_new (HJ_RECORD_STAFF, NULL);

          must_apply (store, "", hj_command_new_record (record));
        }
      g_assert_true (move_to (store, next, "<one/>", 0, &error));
      g_assert_cmpint (sqlite3_prepare_v2 (store->db, "SELECT id FROM staff UNION ALL SELECT id FROM edition", -1,
                                           &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *id = (const char *) sqlite3_column_text (statement, 0);

          g_assert_true (hj_id_is_valid (id));
          g_assert_true (g_hash_table_add (keys, g_strdup (id)));
        }
    }
  g_assert_cmpuint (g_hash_table_size (keys), ==, 102);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/records/values", test_values);
  g_test_add_func ("/records/constraints", test_constraints);
  g_test_add_func ("/records/positions", test_positions);
  g_test_add_func ("/records/single-row", test_single_row);
  g_test_add_func ("/records/materials", test_materials);
  g_test_add_func ("/records/occupation-in-use", test_occupation_in_use);
  g_test_add_func ("/records/kept", test_kept);
  g_test_add_func ("/records/shared", test_shared);
  g_test_add_func ("/records/same-content", test_same_content);
  g_test_add_func ("/records/decisions", test_decisions);
  g_test_add_func ("/records/relaxations", test_relaxations);
  g_test_add_func ("/records/author-stays", test_author_stays);
  g_test_add_func ("/records/conclusion", test_conclusion);
  g_test_add_func ("/records/moves", test_moves);
  g_test_add_func ("/records/hostile-form", test_hostile_form);
  g_test_add_func ("/records/keys", test_keys);

  return hj_test_run ();
}
