/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hj-error.h"
#include "hj-jobs.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-session.h"
#include "hj-test.h"

typedef struct {
  char      *folder;
  char      *path;
  HjSession *session;
  char      *expert;
} Fixture;

static GPtrArray *
one_member (const char *name)
{
  GPtrArray *commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new (name);
  HjApplicant applicant = { g_strdup ("杭州某某公司") };

  applicant.credit_code = applicant.department = applicant.type = applicant.address = (char *) "";
  applicant.postcode = applicant.contact = applicant.phone = (char *) "";
  g_ptr_array_add (commands, hj_command_new_applicant (&applicant));
  g_ptr_array_add (commands, hj_command_new_member (member));
  g_free (applicant.name);
  return commands;
}

static HjSession *
must_open (const char    *path,
           HjSessionMode  mode)
{
  GError *error = NULL;
  HjSession *session = hj_session_open (path, mode, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

static void
must_close (HjSession **session)
{
  GError *error = NULL;
  gboolean ok = hj_session_close (*session, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_clear_object (session);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", NULL);
  g_autoptr (GPtrArray) commands = one_member ("张三");
  const HjMember *member;
  GError *error = NULL;

  g_assert_nonnull (scheme);
  fixture->folder = hj_test_new_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.hjd", NULL);
  fixture->session = hj_session_create (fixture->path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  member = g_ptr_array_index (hj_session_get_content (fixture->session)->members, 0);
  fixture->expert = g_strdup (member->id);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  hj_safe_file_set_fault (NULL, NULL);
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->expert);
}

static GPtrArray *
verdict (Fixture    *fixture,
         const char *criterion,
         HjVerdict   verdict_)
{
  GPtrArray *commands = hj_command_list_new ();
  g_autoptr (HjFinding) finding = hj_finding_new (criterion, fixture->expert);

  finding->verdict = verdict_;
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  return commands;
}

static gboolean
try_record (Fixture     *fixture,
            const char  *criterion,
            GError     **error)
{
  g_autoptr (GPtrArray) commands = verdict (fixture, criterion, HJ_VERDICT_MISSING);

  return hj_session_apply (fixture->session, fixture->expert, criterion, commands, error);
}

static void
must_record (Fixture    *fixture,
             const char *criterion)
{
  GError *error = NULL;
  gboolean ok = try_record (fixture, criterion, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static guint
count_findings (HjSession *session)
{
  return hj_session_get_content (session)->findings->len;
}

static char *
digest_of (const char *path)
{
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, G_MAXINT, NULL, NULL);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static char *
dup_work_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "hengjian", "work", NULL);
}

static char *
dup_place (HjSession *session)
{
  g_autofree char *work = dup_work_folder ();
  g_autoptr (GDir) dir = g_dir_open (work, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, hj_session_get_content (session)->dossier_id))
      return g_build_filename (work, name, NULL);
  return NULL;
}

/* ---- A second process --------------------------------------------------- */

static GPid
start_child (const char *mode,
             const char *path)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "session-child", NULL);
  const char *argv[] = { program, mode, path, NULL };
  GError *error = NULL;
  char ready[6] = "";
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, ready, 5), ==, 5);
  g_assert_cmpstr (ready, ==, "ready");
  close (out);
  return pid;
}

static void
kill_child (GPid pid)
{
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_spawn_close_pid (pid);
}

/* ---- Blocking ----------------------------------------------------------- */

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest_of (fixture->path);
  g_autofree char *after = NULL;

  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_PUBLISHED);
  g_assert_cmpstr (hj_session_get_content (fixture->session)->applicant.name, ==, "杭州某某公司");
  g_assert_cmpint (hj_session_get_card (fixture->session)->open, ==, 17);
  g_assert_cmpint (hj_session_get_published (fixture->session), >, 0);
  g_assert_cmpint (hj_test_count_files (fixture->folder), ==, 1);
  g_assert_null (hj_session_create (fixture->path, scheme, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  after = digest_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_apply (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) wrong = verdict (fixture, "2.1.1", HJ_VERDICT_PROBLEM);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest_of (fixture->path);
  g_autofree char *after = NULL;

  must_record (fixture, "2.1.1");
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_HERE);
  hj_assert_amount (hj_session_get_card (fixture->session)->base, "98.00");
  after = digest_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (hj_session_apply (fixture->session, fixture->expert, "x", wrong, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  GError *error = NULL;

  hj_session_set_recorder (fixture->session, fixture->expert);
  must_record (fixture, "2.1.1");
  must_record (fixture, "2.1.2");
  g_assert_cmpstr (hj_session_get_undo_label (fixture->session), ==, "2.1.2");
  g_assert_null (hj_session_get_redo_label (fixture->session));
  g_assert_true (hj_session_undo (fixture->session, &error));
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
  g_assert_cmpstr (hj_session_get_redo_label (fixture->session), ==, "2.1.2");
  must_close (&fixture->session);

  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpstr (hj_session_get_recorder (fixture->session), ==, fixture->expert);
  g_assert_cmpstr (hj_session_get_own_card (fixture->session)->expert, ==, fixture->expert);
  g_assert_true (hj_session_redo (fixture->session, &error));
  g_assert_cmpint (count_findings (fixture->session), ==, 2);
  g_assert_true (hj_session_undo (fixture->session, &error));
  g_assert_true (hj_session_undo (fixture->session, &error));
  g_assert_cmpint (count_findings (fixture->session), ==, 0);
  g_assert_null (hj_session_get_undo_label (fixture->session));
}

static void
test_abandon (Fixture       *fixture,
              gconstpointer  data)
{
  must_record (fixture, "2.1.1");
  hj_session_abandon (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
  g_assert_null (hj_session_get_recovery (fixture->session));
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_HERE);
  must_close (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
  g_assert_null (hj_session_get_notice (fixture->session));
}

static void
test_crash (Fixture       *fixture,
            gconstpointer  data)
{
  must_close (&fixture->session);
  kill_child (start_child ("record", fixture->path));
  fixture->session = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (fixture->session), ==, 0);
  g_assert_nonnull (hj_session_get_notice (fixture->session));
  g_clear_object (&fixture->session);

  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 2);
  g_assert_nonnull (strstr (hj_session_get_recovery (fixture->session), "2"));
  must_close (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_null (hj_session_get_recovery (fixture->session));
}

static void
test_drafts (Fixture       *fixture,
             gconstpointer  data)
{
  const HjDraft *draft;
  GError *error = NULL;

  must_close (&fixture->session);
  kill_child (start_child ("type", fixture->path));
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_nonnull (hj_session_get_recovery (fixture->session));
  g_assert_cmpstr (hj_session_get_recorder (fixture->session), ==, fixture->expert);
  draft = hj_content_find_draft (hj_session_get_content (fixture->session), fixture->expert, "finding/2.1.1/reason");
  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->text, ==, "没写完");
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_PUBLISHED);
  /* What is being typed is on this computer alone: it must not be thrown away. */
  g_assert_false (hj_session_close (fixture->session, TRUE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  hj_session_set_draft (fixture->session, "finding/2.1.1/reason", "");
  g_assert_true (hj_session_close (fixture->session, TRUE, &error));
}

static void
test_second (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) reader = NULL;
  g_autofree char *pid = NULL;
  GPid child;

  must_record (fixture, "2.1.1");
  g_assert_null (hj_session_open (fixture->path, HJ_SESSION_WRITE, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_BUSY);
  g_clear_error (&error);
  reader = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (reader), ==, 0);
  g_assert_cmpint (hj_session_get_where (reader), ==, HJ_WHERE_READ_ONLY);
  g_assert_nonnull (strstr (hj_session_get_notice (reader), g_get_user_name ()));
  g_assert_false (hj_session_undo (reader, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_DENIED);
  g_clear_error (&error);
  must_close (&fixture->session);

  child = start_child ("hold", fixture->path);
  g_assert_null (hj_session_open (fixture->path, HJ_SESSION_WRITE, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_BUSY);
  pid = g_strdup_printf ("%d", child);
  g_assert_nonnull (strstr (error->message, pid));
  g_assert_nonnull (strstr (error->message, "session-child"));
  kill_child (child);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
}

/* ---- Publishing --------------------------------------------------------- */

/* What another machine would put in its place: the same dossier with another's finding. */
static void
change_elsewhere (Fixture *fixture)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other.hjd", NULL);
  g_autoptr (GPtrArray) commands = one_member ("别处的人");
  g_autoptr (HjSession) session = NULL;
  GError *error = NULL;

  session = hj_session_create (other, hj_session_get_scheme (fixture->session), commands, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hj_session_close (session, TRUE, &error));
  g_assert_no_errno (g_rename (other, fixture->path));
}

typedef struct {
  GMainLoop    *loop;
  GAsyncResult *result;
} Wait;

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static gboolean
late_cb (gpointer data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

static void
wait_for (Wait *wait)
{
  guint late = g_timeout_add_seconds (20, late_cb, NULL);

  if (wait->result == NULL)
    g_main_loop_run (wait->loop);
  g_source_remove (late);
}

static Wait
wait_new (void)
{
  return (Wait) { g_main_loop_new (NULL, FALSE), NULL };
}

static void
wait_clear (Wait *wait)
{
  g_clear_object (&wait->result);
  g_main_loop_unref (wait->loop);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wait, wait_clear)

static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  HjConflictChoice choice = (HjConflictChoice) GPOINTER_TO_INT (data);
  g_auto (Wait) wait = wait_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *now = NULL;
  g_autofree char *beside = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (HjSession) reader = NULL;

  must_record (fixture, "2.1.1");
  change_elsewhere (fixture);
  theirs = digest_of (fixture->path);
  g_assert_false (hj_session_publish (fixture->session, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_CONFLICT);
  now = digest_of (fixture->path);
  g_assert_cmpstr (now, ==, theirs);
  /* Going on recording is possible, and closing without an answer is not. */
  must_record (fixture, "2.1.2");
  g_assert_false (hj_session_close (fixture->session, FALSE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_clear_error (&error);

  hj_session_resolve_conflict_async (fixture->session, choice, done_cb, &wait);
  wait_for (&wait);
  g_assert_true (hj_session_resolve_conflict_finish (fixture->session, wait.result, &beside, &error));
  g_assert_no_error (error);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_PUBLISHED);
  g_assert_cmpint (hj_test_count_files (fixture->folder), ==, 2);
  aside = digest_of (choice == HJ_CONFLICT_SAVE_BESIDE ? fixture->path : beside);
  g_assert_cmpstr (aside, ==, theirs);
  g_assert_cmpstr (hj_session_get_path (fixture->session), ==, choice == HJ_CONFLICT_SAVE_BESIDE ? beside : fixture->path);
  reader = must_open (hj_session_get_path (fixture->session), HJ_SESSION_READ);
  g_assert_cmpint (count_findings (reader), ==, 2);
  must_record (fixture, "2.1.3");
  must_close (&fixture->session);
}

/* The file is changed while the program is down and something is unpublished. */
static void
test_conflict_at_opening (Fixture       *fixture,
                          gconstpointer  data)
{
  must_record (fixture, "2.1.1");
  hj_session_abandon (fixture->session);
  change_elsewhere (fixture);
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_CONFLICT);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const criteria[] = { "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5" };
  g_autoptr (GPtrArray) kept = NULL;
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (criteria); i++)
    {
      must_record (fixture, criteria[i]);
      g_assert_true (hj_session_publish (fixture->session, NULL, &error));
      g_assert_no_error (error);
    }
  kept = hj_session_list_kept (fixture->session, &error);
  g_assert_cmpint (kept->len, ==, 3);
  for (guint i = 0; i < kept->len; i++)
    {
      const HjKeptState *state = g_ptr_array_index (kept, i);
      g_autoptr (HjSession) earlier = must_open (state->path, HJ_SESSION_READ);

      g_assert_cmpint (count_findings (earlier), ==, 5 - i);
      g_assert_cmpint (state->serial, ==, 6 - i);
    }
}

static void
test_discard (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *place = dup_place (fixture->session);
  GError *error = NULL;

  must_record (fixture, "2.1.1");
  g_assert_true (g_file_test (place, G_FILE_TEST_IS_DIR));
  g_assert_true (hj_session_close (fixture->session, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
}

static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *elsewhere = g_strconcat (fixture->folder, "-pulled-out", NULL);
  g_autoptr (GError) error = NULL;

  must_record (fixture, "2.1.1");
  g_assert_no_errno (g_rename (fixture->folder, elsewhere));
  g_assert_false (hj_session_publish (fixture->session, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_FAILED);
  g_assert_nonnull (hj_session_get_publish_error (fixture->session));
  must_record (fixture, "2.1.2");
  g_clear_error (&error);
  g_assert_false (hj_session_close (fixture->session, FALSE, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_assert_no_errno (g_rename (elsewhere, fixture->folder));
  must_close (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (fixture->session), ==, 2);
}

static void
test_file_gone (Fixture       *fixture,
                gconstpointer  data)
{
  GError *error = NULL;

  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_true (hj_session_publish (fixture->session, NULL, &error));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_unlink (fixture->path));
  must_record (fixture, "2.1.1");
  must_close (&fixture->session);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static int
refuse_target_cb (HjFileOp    op,
                  const char *path,
                  gpointer    user_data)
{
  return op == HJ_FILE_OP_WRITE && g_str_has_prefix (path, user_data) ? ENOSPC : 0;
}

static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = digest_of (fixture->path);
  g_autofree char *after = NULL;

  must_record (fixture, "2.1.1");
  hj_safe_file_set_fault (refuse_target_cb, fixture->folder);
  g_assert_false (hj_session_publish (fixture->session, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_FULL);
  after = digest_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (hj_test_count_files (fixture->folder), ==, 1);
  must_record (fixture, "2.1.2");
  hj_safe_file_set_fault (NULL, NULL);
  must_close (&fixture->session);
}

static int
fail_last_step_cb (HjFileOp    op,
                   const char *path,
                   gpointer    user_data)
{
  const char *folder = user_data;

  return op == HJ_FILE_OP_SYNC && g_str_equal (path, folder) ? EIO : 0;
}

/* The file is in place but its folder could not be flushed: told, and no conflict with ourselves. */
static void
test_last_step (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  must_record (fixture, "2.1.1");
  hj_safe_file_set_fault (fail_last_step_cb, fixture->folder);
  hj_session_publish (fixture->session, NULL, &error);
  g_clear_error (&error);
  must_record (fixture, "2.1.2");
  hj_session_publish (fixture->session, NULL, &error);
  hj_safe_file_set_fault (NULL, NULL);
  g_clear_error (&error);
  hj_session_abandon (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 2);
  must_record (fixture, "2.1.3");
  must_close (&fixture->session);
}

static void
test_recent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) recents = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const HjRecent *recent = NULL;

  must_record (fixture, "2.1.1");
  must_close (&fixture->session);
  recents = hj_recent_list ();
  g_assert_cmpint (recents->len, >, 0);
  recent = g_ptr_array_index (recents, 0);
  g_assert_cmpstr (recent->path, ==, fixture->path);
  g_assert_cmpstr (recent->applicant, ==, "杭州某某公司");
  g_assert_cmpstr (recent->scheme, ==, "浙江 2020");
  g_assert_cmpstr (recent->total, ==, "at most 98");
  g_assert_cmpstr (recent->state, ==, "16 open");
  g_assert_true (recent->exists);
  hj_recent_remove (fixture->path);
  after = hj_recent_list ();
  g_assert_cmpint (after->len, ==, recents->len - 1);
}

static void
test_not_a_dossier (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "b.hjd", NULL);
  g_autofree char *work = dup_work_folder ();
  guint before = hj_test_count_files (work);

  g_assert_true (g_file_set_contents (path, "not a dossier", -1, NULL));
  for (HjSessionMode mode = HJ_SESSION_WRITE; mode <= HJ_SESSION_READ; mode++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hj_session_open (path, mode, NULL, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
    }
  g_assert_cmpint (hj_test_count_files (work), ==, before);
}

/* ---- Asynchronous ------------------------------------------------------- */

typedef struct {
  Fixture   *fixture;
  GMainLoop *loop;
  GThread   *owner;
  guint      answers, changes, expected;
} Stream;

static void
changed_cb (HjSession *session,
            gpointer   user_data)
{
  Stream *stream = user_data;

  g_assert_true (g_thread_self () == stream->owner);
  stream->changes++;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Stream *stream = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_thread_self () == stream->owner);
  hj_session_apply_finish (HJ_SESSION (source), result, &error);
  g_assert_no_error (error);
  stream->answers++;
  /* What was answered is in view. */
  g_assert_cmpint (count_findings (HJ_SESSION (source)), >=, MIN (stream->answers, 12));
  if (stream->answers == stream->expected)
    g_main_loop_quit (stream->loop);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  Stream stream = { fixture, g_main_loop_new (NULL, FALSE), g_thread_self (), 0, 0, 48 };
  guint late = g_timeout_add_seconds (20, late_cb, NULL);

  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), &stream);
  for (guint i = 0; i < stream.expected; i++)
    {
      g_autofree char *criterion = i % 12 < 7 ? g_strdup_printf ("2.1.%u", i % 12 + 1) : g_strdup_printf ("2.2.%u", i % 12 - 6);
      g_autoptr (GPtrArray) commands = verdict (fixture, criterion, i / 12 % 2 == 0 ? HJ_VERDICT_MISSING : HJ_VERDICT_MET);

      hj_session_apply_async (fixture->session, fixture->expert, "x", commands, NULL, answered_cb, &stream);
    }
  g_main_loop_run (stream.loop);
  g_source_remove (late);
  hj_assert_amount (hj_session_get_card (fixture->session)->base, "100.00");
  g_assert_cmpint (stream.changes, >, 0);
  g_assert_cmpint (stream.changes, <=, stream.expected);
  g_signal_handlers_disconnect_by_data (fixture->session, &stream);
  g_main_loop_unref (stream.loop);
}

static void
where_cb (HjSession *session,
          gpointer   user_data)
{
  Wait *wait = user_data;

  if (hj_session_get_where (session) == HJ_WHERE_PUBLISHED)
    g_main_loop_quit (wait->loop);
}

static void
test_autosave (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (Wait) wait = wait_new ();
  g_autoptr (HjSession) reader = NULL;

  hj_session_set_autosave_delay (fixture->session, 50);
  hj_session_set_autosave (fixture->session, TRUE);
  must_record (fixture, "2.1.1");
  must_record (fixture, "2.1.2");
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_HERE);
  g_signal_connect (fixture->session, "where-changed", G_CALLBACK (where_cb), &wait);
  wait_for (&wait);
  g_signal_handlers_disconnect_by_data (fixture->session, &wait);
  reader = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (reader), ==, 2);
}

static void
failed_cb (HjSession *session,
           GError    *error,
           gpointer   user_data)
{
  Wait *wait = user_data;

  g_assert_error (error, HJ_ERROR, HJ_ERROR_FULL);
  g_main_loop_quit (wait->loop);
}

static void
test_autosave_is_loud (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (Wait) wait = wait_new ();

  hj_safe_file_set_fault (refuse_target_cb, fixture->folder);
  hj_session_set_autosave_delay (fixture->session, 10);
  hj_session_set_autosave (fixture->session, TRUE);
  g_signal_connect (fixture->session, "failed", G_CALLBACK (failed_cb), &wait);
  must_record (fixture, "2.1.1");
  wait_for (&wait);
  g_signal_handlers_disconnect_by_data (fixture->session, &wait);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_FAILED);
}

static void
test_async_open (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (Wait) opened = wait_new ();
  g_auto (Wait) saved = wait_new ();
  g_auto (Wait) closed = wait_new ();
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.hjd", NULL);
  g_autoptr (HjSession) session = NULL;
  g_autoptr (HjSession) reader = NULL;
  g_autoptr (GError) error = NULL;

  must_close (&fixture->session);
  hj_session_open_async (fixture->path, HJ_SESSION_WRITE, NULL, done_cb, &opened);
  wait_for (&opened);
  session = hj_session_open_finish (opened.result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_findings (session), ==, 0);
  hj_session_save_copy_async (session, copy, NULL, done_cb, &saved);
  wait_for (&saved);
  g_assert_true (hj_session_save_copy_finish (session, saved.result, &error));
  reader = must_open (copy, HJ_SESSION_READ);
  g_assert_cmpstr (hj_session_get_content (reader)->applicant.name, ==, "杭州某某公司");
  g_assert_cmpstr (hj_session_get_path (session), ==, fixture->path);
  hj_session_close_async (session, FALSE, NULL, done_cb, &closed);
  wait_for (&closed);
  g_assert_true (hj_session_close_finish (session, closed.result, &error));
}

static void
test_async_open_fails (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (Wait) wait = wait_new ();
  g_autoptr (GError) error = NULL;

  hj_session_open_async (fixture->path, HJ_SESSION_WRITE, NULL, done_cb, &wait);
  wait_for (&wait);
  g_assert_null (hj_session_open_finish (wait.result, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_BUSY);
}

/* Dropped in the middle of everything: nothing hangs, nothing acknowledged is lost. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  hj_session_set_autosave (fixture->session, TRUE);
  hj_session_set_autosave_delay (fixture->session, 0);
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *criterion = g_strdup_printf ("2.1.%u", i);

      must_record (fixture, criterion);
    }
  hj_session_set_draft (fixture->session, "visit/place", "二楼");
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 7);
  g_assert_cmpint (hj_session_get_content (fixture->session)->drafts->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);

#define ADD(path, data, func) g_test_add ("/session/" path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("create", 0, test_create);
  ADD ("apply", 0, test_apply);
  ADD ("undo", 0, test_undo);
  ADD ("abandon", 0, test_abandon);
  ADD ("crash", 0, test_crash);
  ADD ("drafts", 0, test_drafts);
  ADD ("second", 0, test_second);
  ADD ("conflict/save-beside", HJ_CONFLICT_SAVE_BESIDE, test_conflict);
  ADD ("conflict/keep-both", HJ_CONFLICT_KEEP_BOTH, test_conflict);
  ADD ("conflict/at-opening", 0, test_conflict_at_opening);
  ADD ("kept", 0, test_kept);
  ADD ("discard", 0, test_discard);
  ADD ("folder-gone", 0, test_folder_gone);
  ADD ("file-gone", 0, test_file_gone);
  ADD ("full", 0, test_full);
  ADD ("last-step", 0, test_last_step);
  ADD ("recent", 0, test_recent);
  ADD ("not-a-dossier", 0, test_not_a_dossier);
  ADD ("async/stream", 0, test_async);
  ADD ("async/autosave", 0, test_autosave);
  ADD ("async/autosave-is-loud", 0, test_autosave_is_loud);
  ADD ("async/open", 0, test_async_open);
  ADD ("async/open-fails", 0, test_async_open_fails);
  ADD ("dropped", 0, test_dropped);
#undef ADD
  return hj_test_run ();
}
