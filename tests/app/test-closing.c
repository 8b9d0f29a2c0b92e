/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-closing"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "hj-app-test.h"
#include "hj-safe-file.h"
#include "hj-where-button.h"

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef HjAppFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 2);
  hj_app_fixture_open (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  hj_safe_file_set_fault (NULL, NULL);
  hj_app_fixture_tear_down (fixture, data);
}

/* The stick is full: whatever is written beside the dossier's file fails. */
static int
stick_full (HjFileOp    op,
            const char *path,
            gpointer    user_data)
{
  return op == HJ_FILE_OP_WRITE && g_str_has_prefix (path, user_data) ? ENOSPC : 0;
}

static HjState
state_in_file (const char *path,
               const char *criterion)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_session_open (path, HJ_SESSION_READ, NULL, &error);
  HjState state;

  g_assert_no_error (error);
  state = hj_score_card_find_criterion (hj_session_get_card (session), criterion)->state;
  hj_session_close (session, FALSE, NULL);

  return state;
}

static GtkWindow *
wait_for_dialog (Fixture *fixture)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL);
  hj_app_test_settle ();

  return hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
}

/* Closing with something unpublished publishes. */
static void
test_publishes (Fixture       *fixture,
                gconstpointer  data)
{
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_HERE);
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_OPEN);

  hj_app_test_close (fixture->window);
  fixture->window = NULL;
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_MET);
}

/* Ctrl+W lets go of the dossier and shows the start page. */
static void
test_to_start (Fixture       *fixture,
               gconstpointer  data)
{
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+w", NULL);
  hj_wait_for (hj_window_is_free (fixture->window));
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_MET);
}

/* A failed save is loud, says that the answers are safe, stays, and goes once it succeeds. */
static void
test_failed_publish (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *where = hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_WHERE_BUTTON);

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_safe_file_set_fault (stick_full, fixture->folder);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_FAILED);
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "The file was not saved"));
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "safe on this computer"));
  g_assert_cmpstr (hj_where_button_get_words (HJ_WHERE_BUTTON (where)), ==, "Not saved to the file");
  hj_app_test_picture (GTK_WINDOW (fixture->window), "failed");

  /* One can go on answering meanwhile. */
  hj_app_test_record (fixture->window, "李明", "2.1.2", HJ_VERDICT_MET, "");

  hj_safe_file_set_fault (NULL, NULL);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_PUBLISHED);
  hj_app_test_settle ();
  g_assert_null (hj_app_test_find_label (GTK_WIDGET (fixture->window), "The file was not saved"));
  g_assert_cmpint (state_in_file (fixture->path, "2.1.2"), ==, HJ_STATE_MET);
}

/* Saving by itself fails as loudly, and nobody is told that an answer was not recorded. */
static void
test_failed_autosave (Fixture       *fixture,
                      gconstpointer  data)
{
  hj_safe_file_set_fault (stick_full, fixture->folder);
  hj_session_set_autosave_delay (fixture->session, 10);
  hj_session_set_autosave (fixture->session, TRUE);
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_FAILED);
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "The file was not saved"));
  g_assert_null (hj_app_test_find_label (GTK_WIDGET (fixture->window), "Something was not recorded"));

  hj_session_set_autosave (fixture->session, FALSE);
  hj_safe_file_set_fault (NULL, NULL);
}

/* What stands in the way of closing is said; one can go back, or close and go on from here later. */
static void
test_failed_close (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWindow *dialog;
  gpointer alive;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_safe_file_set_fault (stick_full, fixture->folder);

  gtk_window_close (GTK_WINDOW (fixture->window));
  dialog = wait_for_dialog (fixture);
  hj_app_test_picture (dialog, "closing-failed");
  hj_app_test_keys (dialog, "Escape", NULL);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);
  g_assert_true (hj_window_get_session (fixture->window) == fixture->session);
  /* Back on the page: the next digit is an answer. */
  hj_app_test_settle ();
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture->window)));

  alive = fixture->window;
  g_object_add_weak_pointer (G_OBJECT (fixture->window), &alive);
  gtk_window_close (GTK_WINDOW (fixture->window));
  hj_app_test_keys (wait_for_dialog (fixture), "alt+k", NULL);
  hj_wait_for (alive == NULL);

  /* The file is what it was, and the answer is there when it is opened here again. */
  hj_safe_file_set_fault (NULL, NULL);
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_OPEN);
  fixture->window = hj_app_test_open (fixture->path, 1280, 800);
  g_assert_cmpint (hj_score_card_find_criterion (hj_session_get_card (hj_window_get_session (fixture->window)),
                                                 "2.1.1")->state, ==, HJ_STATE_MET);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "reopened");
}

/* Someone saved another state under the name meanwhile. */
static void
change_elsewhere (Fixture *fixture)
{
  g_autofree char *other_folder = hj_test_new_folder ();
  g_autofree char *other = hj_app_test_make_dossier (other_folder, "另一个单位", 1);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (other, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, NULL));
}

/* Neither side is lost: ours goes beside it. */
static void
test_conflict_beside (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWindow *dialog;
  gsize before_length, after_length;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  change_elsewhere (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  dialog = wait_for_dialog (fixture);
  g_assert_cmpint (hj_session_get_where (fixture->session), ==, HJ_WHERE_CONFLICT);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "conflict");
  hj_app_test_picture (dialog, "conflict-choice");
  hj_app_test_keys (dialog, "alt+s", NULL);

  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_PUBLISHED);
  hj_app_test_settle ();
  g_assert_cmpuint (hj_test_count_files (fixture->folder), ==, 2);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* Neither side is lost: theirs is put aside and ours takes the name. */
static void
test_conflict_both (Fixture       *fixture,
                    gconstpointer  data)
{
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  change_elsewhere (fixture);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  hj_app_test_keys (wait_for_dialog (fixture), "alt+m", NULL);

  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_PUBLISHED);
  hj_app_test_settle ();
  g_assert_cmpuint (hj_test_count_files (fixture->folder), ==, 2);
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_MET);
}

static void
test_remove_local (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) kept = NULL;
  GtkWindow *dialog;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+Delete", NULL);
  dialog = wait_for_dialog (fixture);
  hj_app_test_picture (dialog, "remove-local");
  hj_app_test_keys (dialog, "alt+s", NULL);
  hj_wait_for (hj_window_is_free (fixture->window));
  g_assert_cmpint (state_in_file (fixture->path, "2.1.1"), ==, HJ_STATE_MET);
}

static void
test_verify_and_kept (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWindow *dialog;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  hj_wait_for (hj_session_get_where (fixture->session) == HJ_WHERE_PUBLISHED);

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+v", NULL);
  dialog = wait_for_dialog (fixture);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (dialog), "Unchanged Since Published"));
  hj_app_test_picture (dialog, "verified");
  hj_app_test_keys (dialog, "Escape", NULL);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+h", NULL);
  dialog = wait_for_dialog (fixture);
  hj_app_test_check_names (GTK_WIDGET (dialog));
  hj_app_test_picture (dialog, "kept");
  gtk_window_close (dialog);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);
}

/* What is recorded and not published when the process dies is there again, with one quiet line. */
static void
test_recovery (Fixture       *fixture,
               gconstpointer  data)
{
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  /* As near to a crash as one comes in one process: nothing is flushed, published or asked. */
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hj_app_test_settle ();
  fixture->window = hj_app_test_open (fixture->path, 1280, 800);
  fixture->session = hj_window_get_session (fixture->window);
  g_assert_cmpint (hj_score_card_find_criterion (hj_session_get_card (fixture->session), "2.1.1")->state, ==, HJ_STATE_MET);
  g_assert_cmpint (hj_session_get_where (fixture->session), !=, HJ_WHERE_PUBLISHED);
}

#define ADD(name, func) g_test_add ("/closing/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  hj_app_test_init (&argc, &argv);
  ADD ("publishes", test_publishes);
  ADD ("to-start", test_to_start);
  ADD ("failed-publish", test_failed_publish);
  ADD ("failed-autosave", test_failed_autosave);
  ADD ("failed-close", test_failed_close);
  ADD ("conflict-beside", test_conflict_beside);
  ADD ("conflict-both", test_conflict_both);
  ADD ("remove-local", test_remove_local);
  ADD ("verify-and-kept", test_verify_and_kept);
  ADD ("recovery", test_recovery);

  return hj_app_test_run ();
}
