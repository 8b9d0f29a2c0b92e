/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hj-error.h"
#include "hj-jobs.h"
#include "hj-safe-file.h"
#include "hj-session.h"
#include "hj-test.h"
#include "session-fixture.h"

/* ---- Publishing --------------------------------------------------------- */

/* Another machine, with a data folder of its own, records something in the file and saves it. */
static void
change_elsewhere (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "session-child", NULL);
  g_autofree char *data = hj_test_new_folder ();
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", data, TRUE);
  const char *argv[] = { program, "save", fixture->path, NULL };
  g_autofree char *out = NULL;
  GError *error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Another dossier takes the place of ours. */
static void
replace_by_another (Fixture *fixture)
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

/* Work that is in no file waits for its own dossier and never gets into another's. */
static void
test_other_dossier (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *ours = g_build_filename (fixture->folder, "ours.hjd", NULL);

  must_record (fixture, "2.1.1");
  hj_session_abandon (fixture->session);
  g_assert_no_errno (g_rename (fixture->path, ours));
  replace_by_another (fixture);
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_PUBLISHED);
  g_assert_cmpint (count_findings (fixture->session), ==, 0);
  must_close (&fixture->session);
  fixture->session = must_open (ours, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
  must_close (&fixture->session);
}

/* Something scribbled over the working copy: the file is not in reach for it, and it is told. */
static void
test_damaged_copy (Fixture       *fixture,
                   gconstpointer  data)
{
  gboolean unpublished = GPOINTER_TO_INT (data) != 0;
  g_autofree char *place = dup_place (fixture->session);
  g_autofree char *copy = g_build_filename (place, "dossier.hjd", NULL);
  g_autofree char *wal = g_build_filename (place, "dossier.hjd-wal", NULL);

  must_record (fixture, "2.1.1");
  if (unpublished)
    hj_session_abandon (fixture->session);
  else
    must_close (&fixture->session);
  g_clear_object (&fixture->session);
  g_unlink (wal);
  g_assert_true (g_file_set_contents (copy, "scribble", -1, NULL));
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_nonnull (strstr (hj_session_get_notice (fixture->session), "damaged-"));
  g_assert_cmpint (count_findings (fixture->session), ==, unpublished ? 0 : 1);
  must_record (fixture, "2.1.2");
  must_close (&fixture->session);
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

/* A stick that takes its time. */
static int
slow_target_cb (HjFileOp    op,
                const char *path,
                gpointer    user_data)
{
  if (g_str_has_prefix (path, user_data) && op == HJ_FILE_OP_WRITE)
    g_usleep (G_USEC_PER_SEC / 2);
  return 0;
}

/* Answering goes on meanwhile, and what was answered then is not taken for saved. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (Wait) wait = wait_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) reader = NULL;
  gint64 start;

  must_record (fixture, "2.1.1");
  hj_safe_file_set_fault (slow_target_cb, fixture->folder);
  hj_session_publish_async (fixture->session, NULL, done_cb, &wait);
  while (hj_session_get_where (fixture->session) != HJ_WHERE_PUBLISHING)
    g_main_context_iteration (NULL, TRUE);
  g_usleep (G_USEC_PER_SEC / 10);
  start = g_get_monotonic_time ();
  must_record (fixture, "2.1.2");
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 3);
  g_assert_null (wait.result);
  wait_for (&wait);
  g_assert_true (hj_session_publish_finish (fixture->session, wait.result, &error));
  hj_safe_file_set_fault (NULL, NULL);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_HERE);
  reader = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (reader), ==, 1);
  must_close (&fixture->session);
  g_clear_object (&reader);
  reader = must_open (fixture->path, HJ_SESSION_READ);
  g_assert_cmpint (count_findings (reader), ==, 2);
}

/* Dropped while the stick is still busy: the drop waits, nothing is torn. */
static void
test_slow_dropped (Fixture       *fixture,
                   gconstpointer  data)
{
  must_record (fixture, "2.1.1");
  hj_safe_file_set_fault (slow_target_cb, fixture->folder);
  hj_session_set_autosave_delay (fixture->session, 0);
  hj_session_set_autosave (fixture->session, TRUE);
  g_usleep (G_USEC_PER_SEC / 10);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  hj_safe_file_set_fault (NULL, NULL);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpint (count_findings (fixture->session), ==, 1);
  g_assert_cmpint (hj_session_get_where (fixture->session), !=, HJ_WHERE_CONFLICT);
  must_record (fixture, "2.1.2");
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

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);

  ADD ("/session/conflict/save-beside", HJ_CONFLICT_SAVE_BESIDE, test_conflict);
  ADD ("/session/conflict/keep-both", HJ_CONFLICT_KEEP_BOTH, test_conflict);
  ADD ("/session/conflict/at-opening", 0, test_conflict_at_opening);
  ADD ("/session/other-dossier", 0, test_other_dossier);
  ADD ("/session/damaged-copy/published", 0, test_damaged_copy);
  ADD ("/session/damaged-copy/unpublished", 1, test_damaged_copy);
  ADD ("/session/kept", 0, test_kept);
  ADD ("/session/discard", 0, test_discard);
  ADD ("/session/folder-gone", 0, test_folder_gone);
  ADD ("/session/file-gone", 0, test_file_gone);
  ADD ("/session/full", 0, test_full);
  ADD ("/session/last-step", 0, test_last_step);
  ADD ("/session/slow", 0, test_slow);
  ADD ("/session/slow-dropped", 0, test_slow_dropped);
  ADD ("/session/recent", 0, test_recent);
  ADD ("/session/not-a-dossier", 0, test_not_a_dossier);
  return hj_test_run ();
}
