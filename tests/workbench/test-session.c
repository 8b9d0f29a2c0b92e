/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-jobs.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-session.h"
#include "hj-test.h"
#include "session-fixture.h"

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

  ADD ("/session/create", 0, test_create);
  ADD ("/session/apply", 0, test_apply);
  ADD ("/session/undo", 0, test_undo);
  ADD ("/session/abandon", 0, test_abandon);
  ADD ("/session/crash", 0, test_crash);
  ADD ("/session/drafts", 0, test_drafts);
  ADD ("/session/second", 0, test_second);
  ADD ("/session/async/stream", 0, test_async);
  ADD ("/session/async/autosave", 0, test_autosave);
  ADD ("/session/async/autosave-is-loud", 0, test_autosave_is_loud);
  ADD ("/session/async/open", 0, test_async_open);
  ADD ("/session/async/open-fails", 0, test_async_open_fails);
  ADD ("/session/dropped", 0, test_dropped);
  return hj_test_run ();
}
