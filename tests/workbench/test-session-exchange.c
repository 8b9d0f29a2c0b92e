/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include "hj-error.h"
#include "hj-exchange.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-session-exchange.h"
#include "hj-test.h"
#include "session-fixture.h"

/* What goes in and out of an open dossier. The scheme is a made-up one whose
 * standards use all that a check can say. */

typedef struct {
  Fixture  fixture;
  guint    n_standards;  /* signals so far */
  guint    awaited;
  GMainLoop *loop;
} Checked;

static void
standards_changed_cb (HjSession *session,
                      gpointer   data)
{
  Checked *checked = data;

  checked->n_standards++;
  if (checked->n_standards == checked->awaited)
    g_main_loop_quit (checked->loop);
}

static void
failed_cb (HjSession    *session,
           const GError *error,
           gpointer      data)
{
  g_error ("%s", error->message);
}

static void
set_up (Checked       *checked,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) commands = one_member ("张三");
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Fixture *fixture = &checked->fixture;
  const HjMember *member;
  GError *error = NULL;

  bytes = hj_safe_file_read (g_getenv ("HJ_TEST_STANDARDS"), HJ_SCHEME_MAX_BYTES, NULL, &error);
  g_assert_no_error (error);
  scheme = hj_scheme_read (bytes, "standards.hjs", &error);
  g_assert_no_error (error);
  fixture->folder = hj_test_new_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.hjd", NULL);
  fixture->session = hj_session_create (fixture->path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  member = g_ptr_array_index (hj_session_get_content (fixture->session)->members, 0);
  fixture->expert = g_strdup (member->id);
  hj_session_set_recorder (fixture->session, fixture->expert);
  checked->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (fixture->session, "failed", G_CALLBACK (failed_cb), NULL);
  g_signal_connect (fixture->session, "standards-changed", G_CALLBACK (standards_changed_cb), checked);
}

static void
tear_down (Checked       *checked,
           gconstpointer  data)
{
  g_main_loop_unref (checked->loop);
  fixture_tear_down (&checked->fixture, data);
}

/* Waits for the next report; the session is told to be up to date then. */
static HjStandardReport *
wait_for_report (Checked *checked)
{
  guint late = g_timeout_add_seconds (20, late_cb, NULL);
  HjSession *session = checked->fixture.session;
  HjStandardReport *report = hj_session_get_standards (session);

  g_assert_true (hj_session_get_standards_stale (session));
  while (hj_session_get_standards_stale (session))
    {
      checked->awaited = checked->n_standards + 1;
      g_main_loop_run (checked->loop);
    }
  g_source_remove (late);
  report = hj_session_get_standards (session);
  g_assert_nonnull (report);
  g_assert_true (report->scheme == hj_session_get_scheme (session));
  return report;
}

static HjStandardStatus
status_of (HjStandardReport *report,
           const char       *check)
{
  const HjStandardResult *result = hj_standard_report_find (report, check, "");

  g_assert_nonnull (result);
  return result->status;
}

static HjRecord *
new_person (const char *name)
{
  HjRecord *person = hj_record_new (HJ_RECORD_STAFF, NULL);

  hj_record_set (person, "name", name);
  hj_record_set (person, "duty", "档案管理人员");
  hj_record_set (person, "schooling", "大学本科");
  hj_record_set (person, "years", "5");
  return person;
}

static GPtrArray *
three_people (void)
{
  static const char * const names[] = { "甲", "乙", "丙" };
  GPtrArray *commands = hj_command_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HjRecord) person = new_person (names[i]);

      g_ptr_array_add (commands, hj_command_new_record (person));
    }
  return commands;
}

static void
must_apply (Checked   *checked,
            GPtrArray *commands)
{
  g_autoptr (GError) error = NULL;

  hj_session_apply (checked->fixture.session, checked->fixture.expert, "step", commands, &error);
  g_assert_no_error (error);
}

static char *
dup_digest (Checked *checked)
{
  return g_strdup (hj_session_get_content (checked->fixture.session)->digest);
}

/* ---- Standards ---------------------------------------------------------- */

static void
test_standards (Checked       *checked,
                gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autoptr (GPtrArray) people = three_people ();
  g_autoptr (GPtrArray) shorter = hj_command_list_new ();
  HjStandardReport *report;
  const HjRecord *first;

  g_assert_false (hj_session_get_standards_stale (session));
  g_assert_null (hj_session_get_standards (session));
  report = wait_for_report (checked);
  g_assert_cmpint (status_of (report, "archivists.number"), ==, HJ_STANDARD_UNKNOWN);

  must_apply (checked, people);
  g_assert_true (hj_session_get_standards_stale (session));
  report = wait_for_report (checked);
  g_assert_cmpint (status_of (report, "archivists.number"), ==, HJ_STANDARD_MET);

  first = g_ptr_array_index (hj_session_get_content (session)->records[HJ_RECORD_STAFF]->rows, 0);
  g_ptr_array_add (shorter, hj_command_new_remove_record (HJ_RECORD_STAFF, first->id));
  must_apply (checked, shorter);
  report = wait_for_report (checked);
  g_assert_cmpint (status_of (report, "archivists.number"), ==, HJ_STANDARD_SHORT);

  g_assert_true (hj_session_undo (session, NULL));
  report = wait_for_report (checked);
  g_assert_cmpint (status_of (report, "archivists.number"), ==, HJ_STANDARD_MET);
}

/* An answer is nothing that a standard looks at: the report stays, and is not stale. */
static void
test_answer (Checked       *checked,
             gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjNote) note = hj_note_new (checked->fixture.expert, "1.1", "档案齐全");
  HjStandardReport *report;
  guint before;

  hj_session_get_standards (session);
  report = wait_for_report (checked);
  before = checked->n_standards;
  g_ptr_array_add (commands, hj_command_new_note (note));
  must_apply (checked, commands);
  g_assert_cmpuint (hj_session_get_content (session)->notes->len, ==, 1);
  g_assert_false (hj_session_get_standards_stale (session));
  g_assert_true (hj_session_get_standards (session) == report);
  g_assert_cmpuint (checked->n_standards, ==, before);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  guint *n_done = data;

  g_assert_true (hj_session_apply_finish (HJ_SESSION (source), result, NULL));
  (*n_done)++;
}

/* A hundred changes in a row make a few reports, the last of them of the last state. */
static void
test_coalesced (Checked       *checked,
                gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  HjStandardReport *report;
  guint n_done = 0;

  hj_session_get_standards (session);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GPtrArray) commands = hj_command_list_new ();
      g_autofree char *name = g_strdup_printf ("甲%u", i);
      g_autoptr (HjRecord) person = new_person (name);

      g_ptr_array_add (commands, hj_command_new_record (person));
      hj_session_apply_async (session, checked->fixture.expert, name, commands, NULL, counted_cb, &n_done);
    }
  for (guint i = 0; n_done < 100; i++)
    {
      g_assert_cmpuint (i, <, 100000);
      g_main_context_iteration (NULL, TRUE);
    }
  report = hj_session_get_standards_stale (session) ? wait_for_report (checked) : hj_session_get_standards (session);
  g_assert_cmpint ((int) hj_standard_report_find (report, "archivists.number", "")->measured, ==, 100);
  g_assert_cmpuint (checked->n_standards, <=, 101);
}

/* The session goes while a check runs. */
static void
test_gone (Checked       *checked,
           gconstpointer  data)
{
  hj_session_get_standards (checked->fixture.session);
  g_assert_finalize_object (g_steal_pointer (&checked->fixture.session));
}

static void
test_day (Checked       *checked,
          gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjStandardReport) report = NULL;
  HjVisit visit = { hj_day_new (2023, 5, 6), HJ_DAY_NONE, (char *) "", (char *) "" };

  report = hj_job_check_standards (hj_session_get_content (session), hj_day_new (2021, 1, 2), NULL, NULL);
  g_assert_cmpint (report->day, ==, hj_day_new (2021, 1, 2));
  g_clear_pointer (&report, hj_standard_report_unref);
  report = hj_job_check_standards (hj_session_get_content (session), HJ_DAY_NONE, NULL, NULL);
  g_assert_cmpint (report->day, ==, hj_clock_today ());
  g_clear_pointer (&report, hj_standard_report_unref);
  g_ptr_array_add (commands, hj_command_new_visit (&visit));
  must_apply (checked, commands);
  report = hj_job_check_standards (hj_session_get_content (session), HJ_DAY_NONE, NULL, NULL);
  g_assert_cmpint (report->day, ==, hj_day_new (2023, 5, 6));
}

/* ---- Import ------------------------------------------------------------- */

static HjImportPlan *
plan_of (Checked *checked)
{
  HjImportPlan *plan = hj_import_plan_new (hj_session_get_content (checked->fixture.session), "a.xlsx");

  hj_import_plan_offer (plan, new_person ("甲"), "1", NULL);
  hj_import_plan_offer (plan, new_person ("乙"), "2", NULL);
  return plan;
}

static void
test_import (Checked       *checked,
             gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autofree char *first = dup_digest (checked);
  g_autofree char *imported = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (HjImportPlan) plan = plan_of (checked);
  g_autoptr (HjImportPlan) second = NULL;
  g_autoptr (GError) error = NULL;

  hj_session_apply_import (session, plan, &error);
  g_assert_no_error (error);
  imported = dup_digest (checked);
  g_assert_cmpstr (first, !=, imported);
  g_assert_nonnull (strstr (hj_session_get_undo_label (session), "a.xlsx"));
  g_assert_cmpuint (hj_session_get_content (session)->records[HJ_RECORD_STAFF]->rows->len, ==, 2);

  second = plan_of (checked);
  g_assert_cmpuint (second->n_same, ==, 2);
  g_assert_true (hj_session_apply_import (session, second, &error));
  again = dup_digest (checked);
  g_assert_cmpstr (imported, ==, again);

  g_assert_true (hj_session_undo (session, &error));
  undone = dup_digest (checked);
  g_assert_cmpstr (first, ==, undone);
  g_assert_null (hj_session_get_undo_label (session));
}

/* Between the preview and the yes somebody changed the same row and added another. */
static void
test_import_late (Checked       *checked,
                  gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autoptr (GPtrArray) people = three_people ();
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (HjRecord) changed = NULL;
  g_autoptr (HjRecord) added = new_person ("丁");
  g_autoptr (GError) error = NULL;
  HjRecord *offered = new_person ("甲");
  HjRecords *staff;
  const HjRecord *row;

  must_apply (checked, people);
  plan = hj_import_plan_new (hj_session_get_content (session), "late.xlsx");
  hj_record_set (offered, "phone", "13800000000");
  hj_import_plan_offer (plan, offered, "1", NULL);
  hj_import_plan_offer (plan, new_person ("丁"), "2", NULL);
  g_assert_cmpuint (plan->n_changed, ==, 1);
  g_assert_cmpuint (plan->n_new, ==, 1);

  staff = hj_session_get_content (session)->records[HJ_RECORD_STAFF];
  changed = hj_record_copy (g_ptr_array_index (staff->rows, 0));
  hj_record_set (changed, "remark", "兼职");
  g_ptr_array_add (commands, hj_command_new_record (changed));
  g_ptr_array_add (commands, hj_command_new_record (added));
  must_apply (checked, commands);

  hj_session_apply_import (session, plan, &error);
  g_assert_no_error (error);
  staff = hj_session_get_content (session)->records[HJ_RECORD_STAFF];
  g_assert_cmpuint (staff->rows->len, ==, 4);
  row = hj_records_find (staff, changed->id);
  g_assert_cmpstr (hj_record_get (row, "remark"), ==, "兼职");
  g_assert_cmpstr (hj_record_get (row, "phone"), ==, "13800000000");
}

/* What several experts said comes in as one step of whoever imports it. */
static void
test_import_of_others (Checked       *checked,
                       gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autofree char *first = dup_digest (checked);
  g_autofree char *undone = NULL;
  g_autoptr (HjImportPlan) plan = hj_import_plan_new (hj_session_get_content (session), "b.xml");
  g_autoptr (HjMember) member = hj_member_new ("李四");
  g_autoptr (HjNote) note = hj_note_new (member->id, "1.1", "李四的意见");
  g_autoptr (GError) error = NULL;

  hj_import_plan_offer_command (plan, hj_command_new_member (member), "李四", HJ_IMPORT_OTHER);
  hj_import_plan_offer_command (plan, hj_command_new_note (note), "意见", HJ_IMPORT_OTHER);
  hj_import_plan_offer (plan, new_person ("甲"), "1", NULL);
  hj_session_apply_import (session, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hj_session_get_content (session)->notes->len, ==, 1);
  g_assert_true (hj_session_undo (session, &error));
  undone = dup_digest (checked);
  g_assert_cmpstr (first, ==, undone);
  g_assert_true (hj_session_redo (session, &error));
  g_assert_cmpuint (hj_session_get_content (session)->notes->len, ==, 1);
}

/* ---- Moving ------------------------------------------------------------- */

static void
test_move (Checked       *checked,
           gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autoptr (HjScheme) to = hj_scheme_load ("zhejiang-2020", NULL);
  g_autofree char *first = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *title = g_strdup (hj_session_get_scheme (session)->title);
  g_autoptr (GPtrArray) people = three_people ();
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (HjContent) former = NULL;
  g_autoptr (GError) error = NULL;
  const HjFormerEdition *edition;

  must_apply (checked, people);
  hj_session_get_standards (session);
  wait_for_report (checked);
  first = dup_digest (checked);
  left = hj_xml_write (hj_session_get_content (session));
  g_ptr_array_add (commands, hj_command_new_scheme (to, left));
  must_apply (checked, commands);
  g_assert_cmpstr (hj_session_get_scheme (session)->id, ==, "zhejiang-2020");
  g_assert_cmpstr (hj_session_get_card (session)->content->scheme->id, ==, "zhejiang-2020");
  g_assert_cmpuint (hj_session_get_content (session)->former->len, ==, 1);
  edition = g_ptr_array_index (hj_session_get_content (session)->former, 0);
  g_assert_cmpint (edition->sequence, ==, 1);
  g_assert_cmpstr (edition->scheme_title, ==, title);
  wait_for_report (checked);

  former = hj_session_load_former (session, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (former->scheme->id, ==, "sample-standards");
  kept = hj_xml_write (former);
  g_assert_true (g_bytes_equal (left, kept));
  g_assert_null (hj_session_load_former (session, 2, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (hj_session_undo (session, &error));
  g_assert_cmpstr (hj_session_get_scheme (session)->id, ==, "sample-standards");
  g_assert_cmpuint (hj_session_get_content (session)->former->len, ==, 0);
  undone = dup_digest (checked);
  g_assert_cmpstr (first, ==, undone);
  g_assert_true (hj_session_redo (session, &error));
  g_assert_cmpstr (hj_session_get_scheme (session)->id, ==, "zhejiang-2020");
}

/* The same scheme again, with another text where @from stood. */
static HjScheme *
edit_scheme (HjScheme   *scheme,
             const char *from,
             const char *to)
{
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (scheme->bytes, NULL),
                                               (gssize) g_bytes_get_size (scheme->bytes));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HjScheme *edited;

  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  g_string_replace (text, "edition=\"1\"", "edition=\"2\"", 1);
  bytes = g_bytes_new (text->str, text->len);
  edited = hj_scheme_read (bytes, "edition-2.hjs", &error);
  g_assert_no_error (error);
  return edited;
}

/* What changed is to be answered again, what didn't is kept; and it is one step. */
static void
test_move_plan (Fixture       *fixture,
                gconstpointer  data)
{
  HjScheme *scheme = hj_session_get_scheme (fixture->session);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "2.1.1");
  g_autofree char *changed = g_strconcat (criterion->text, "（新）", NULL);
  g_autoptr (HjScheme) to = edit_scheme (scheme, criterion->text, changed);
  g_autofree char *before = NULL;
  g_autoptr (HjMovePlan) plan = NULL;
  g_autoptr (HjMovePlan) late = NULL;
  g_autoptr (HjContent) former = NULL;
  g_autoptr (GError) error = NULL;

  hj_session_set_recorder (fixture->session, fixture->expert);
  must_record (fixture, "2.1.1");
  must_record (fixture, "2.1.2");
  late = hj_move_plan_new (hj_session_get_content (fixture->session), to);
  must_record (fixture, "2.2.1");
  before = g_strdup (hj_session_get_content (fixture->session)->digest);
  g_assert_false (hj_session_move_scheme (fixture->session, late, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_clear_error (&error);

  plan = hj_move_plan_new (hj_session_get_content (fixture->session), to);
  hj_session_move_scheme (fixture->session, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hj_session_get_scheme (fixture->session)->edition, ==, "2");
  g_assert_cmpuint (count_findings (fixture->session), ==, 2);
  g_assert_false (hj_session_move_scheme (fixture->session, plan, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_clear_error (&error);
  former = hj_session_load_former (fixture->session, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (former->findings->len, ==, 3);

  g_assert_true (hj_session_undo (fixture->session, &error));
  g_assert_cmpstr (hj_session_get_content (fixture->session)->digest, ==, before);
}

typedef struct {
  double   last;
  gboolean done;
} Told;

static void
told_cb (HjSession *session,
         double     done,
         gpointer   data)
{
  Told *told = data;

  g_assert_false (told->done);
  g_assert_cmpfloat (done, >=, told->last);
  told->last = done;
}

/* Out of one dossier and into another, by each kind of file, through the lanes. */
static void
test_files (Checked       *checked,
            gconstpointer  data)
{
  static const char * const names[] = { "a.xml", "a.xlsx", "a.docx", "staff.csv" };
  HjSession *session = checked->fixture.session;
  g_autoptr (GPtrArray) people = three_people ();

  must_apply (checked, people);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (checked->fixture.folder, names[i], NULL);
      g_autoptr (HjImportPlan) same = NULL;
      g_autoptr (HjImportPlan) plan = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (Wait) wait = wait_new ();
      Told told = { 0, FALSE };
      g_autofree char *before = NULL;

      hj_job_export (hj_session_get_content (session), path, HJ_RECORD_STAFF, FALSE, NULL, &error);
      g_assert_no_error (error);
      same = hj_session_read_import (session, path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (same->n_new + same->n_changed + same->n_unreadable, ==, 0);

      g_assert_true (hj_session_undo (session, &error));
      before = dup_digest (checked);
      hj_session_read_import_async (session, path, told_cb, &told, NULL, done_cb, &wait);
      wait_for (&wait);
      told.done = TRUE;
      plan = hj_session_read_import_finish (session, wait.result, &error);
      g_assert_no_error (error);
      hj_session_apply_import (session, plan, &error);
      g_assert_no_error (error);
      /* The forms of a workbook or a Word form are the scheme's, and this one asks for nothing. */
      if (!g_str_has_suffix (names[i], "x"))
        {
          g_assert_cmpuint (hj_session_get_content (session)->records[HJ_RECORD_STAFF]->rows->len, ==, 3);
          g_assert_true (hj_session_undo (session, &error));
        }
      g_assert_cmpstr (hj_session_get_content (session)->digest, ==, before);
      must_apply (checked, people);
    }
}

/* Nothing takes the place of a dossier, and no other ending is guessed at. */
static void
test_export_target (Checked       *checked,
                    gconstpointer  data)
{
  HjContent *content = hj_session_get_content (checked->fixture.session);
  g_autofree char *dossier = g_build_filename (checked->fixture.folder, "b.xlsx", NULL);
  g_autofree char *odd = g_build_filename (checked->fixture.folder, "b.ods", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (checked->fixture.path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (dossier, bytes, (gssize) size, NULL));
  g_assert_false (hj_job_export (content, dossier, HJ_RECORD_STAFF, FALSE, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (hj_job_export (content, odd, HJ_RECORD_STAFF, FALSE, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_false (g_file_test (odd, G_FILE_TEST_EXISTS));
}

/* A reader has the former state too. */
static void
test_former_of_reader (Checked       *checked,
                       gconstpointer  data)
{
  g_autoptr (HjScheme) to = hj_scheme_load ("zhejiang-2020", NULL);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GBytes) left = hj_xml_write (hj_session_get_content (checked->fixture.session));
  g_autoptr (HjSession) reader = NULL;
  g_autoptr (HjContent) former = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (commands, hj_command_new_scheme (to, left));
  must_apply (checked, commands);
  must_close (&checked->fixture.session);
  g_assert_true (hj_session_verify_file (checked->fixture.path, NULL, &error));
  g_assert_no_error (error);
  reader = must_open (checked->fixture.path, HJ_SESSION_READ);
  g_assert_cmpstr (hj_session_get_scheme (reader)->id, ==, "zhejiang-2020");
  former = hj_session_load_former (reader, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (former->scheme->id, ==, "sample-standards");
}

/* Random steps of the window: edits, imports, answers, a move. All taken back, the dossier is what it was. */
static void
test_random (Checked       *checked,
             gconstpointer  data)
{
  HjSession *session = checked->fixture.session;
  g_autofree char *first = dup_digest (checked);
  g_autofree char *last = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("人%d", g_test_rand_int_range (0, 12));
      HjRecords *staff = hj_session_get_content (session)->records[HJ_RECORD_STAFF];
      g_autoptr (GPtrArray) commands = hj_command_list_new ();

      switch (g_test_rand_int_range (0, 4))
        {
        case 0:
          {
            g_autoptr (HjRecord) person = new_person (name);

            g_ptr_array_add (commands, hj_command_new_record (person));
            must_apply (checked, commands);
            break;
          }
        case 1:
          if (staff->rows->len > 0)
            {
              guint place = (guint) g_test_rand_int_range (0, (int) staff->rows->len);
              const HjRecord *row = g_ptr_array_index (staff->rows, place);

              g_ptr_array_add (commands, hj_command_new_remove_record (HJ_RECORD_STAFF, row->id));
              must_apply (checked, commands);
            }
          break;
        case 2:
          {
            g_autoptr (HjImportPlan) plan = hj_import_plan_new (hj_session_get_content (session), name);

            for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
              {
                g_autofree char *another = g_strdup_printf ("人%d", n);
                HjRecord *person = new_person (another);

                hj_record_set (person, "remark", name);
                hj_import_plan_offer (plan, person, name, NULL);
              }
            g_assert_true (hj_session_apply_import (session, plan, &error));
            break;
          }
        default:
          if (g_test_rand_bit ())
            hj_session_undo (session, NULL);
          else
            hj_session_redo (session, NULL);
        }
    }
  last = dup_digest (checked);
  while (hj_session_undo (session, &error))
    ;
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  undone = dup_digest (checked);
  g_assert_cmpstr (undone, ==, first);
  while (hj_session_redo (session, NULL))
    ;
  redone = dup_digest (checked);
  while (!g_str_equal (redone, last) && hj_session_undo (session, NULL))
    {
      g_free (redone);
      redone = dup_digest (checked);
    }
  g_assert_cmpstr (redone, ==, last);
}

#define ADD_CHECKED(path, func) g_test_add (path, Checked, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  ADD_CHECKED ("/exchange/standards", test_standards);
  ADD_CHECKED ("/exchange/answer", test_answer);
  ADD_CHECKED ("/exchange/coalesced", test_coalesced);
  ADD_CHECKED ("/exchange/gone", test_gone);
  ADD_CHECKED ("/exchange/day", test_day);
  ADD_CHECKED ("/exchange/import", test_import);
  ADD_CHECKED ("/exchange/import-late", test_import_late);
  ADD_CHECKED ("/exchange/import-of-others", test_import_of_others);
  ADD_CHECKED ("/exchange/move", test_move);
  ADD ("/exchange/move-plan", 0, test_move_plan);
  ADD_CHECKED ("/exchange/files", test_files);
  ADD_CHECKED ("/exchange/export-target", test_export_target);
  ADD_CHECKED ("/exchange/former-of-reader", test_former_of_reader);
  ADD_CHECKED ("/exchange/random", test_random);

  return hj_test_run ();
}
