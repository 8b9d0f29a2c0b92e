/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-import-window"

#include "config.h"

#include <string.h>

#include "hj-app-test.h"
#include "hj-diff-view.h"
#include "hj-export.h"
#include "hj-import-window.h"
#include "hj-session-exchange.h"

/* In, as a user sees it: a real file of an applicant's, its preview, choosing by keys, one step, undo. */

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef HjAppFixture Fixture;

static const char table[] =
  "姓名,性别,身份证号码,学历,职称（职业资格）,分工\n"
  "张三,男,110101199003074477,本科,工程师,主任\n"
  "李四,女,11010119900307,大专,中级工,档案管理人员\n"
  "王五,男,,大专,中级工,考务人员\n";

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 2);
  hj_app_fixture_open (fixture);
}

static HjContent *
content_of (Fixture *fixture)
{
  return hj_session_get_content (fixture->session);
}

static GFile *
write_table (Fixture    *fixture,
             const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "工作人员情况.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}

static HjImportWindow *
open_preview (Fixture *fixture,
              GFile   *file)
{
  GtkWindow *dialog;

  hj_exchange_import_file (GTK_WINDOW (fixture->window), fixture->session, file);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL);
  dialog = hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
  g_assert_true (HJ_IS_IMPORT_WINDOW (dialog));
  hj_wait_for (!g_str_equal (hj_import_window_get_page (HJ_IMPORT_WINDOW (dialog)), "busy"));
  hj_app_test_settle ();

  return HJ_IMPORT_WINDOW (dialog);
}

static void
wait_closed (Fixture *fixture)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);
  hj_app_test_settle ();
}

static guint
n_staff (Fixture *fixture)
{
  return content_of (fixture)->records[HJ_RECORD_STAFF]->rows->len;
}

/* New rows are chosen at first; one is left out by a key; nothing changes before it is said; undo takes all of it. */
static void
test_import (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) file = write_table (fixture, table);
  HjImportWindow *window = open_preview (fixture, file);
  HjImportPreview *preview = hj_import_window_get_preview (window);
  g_autofree char *digest = g_strdup (content_of (fixture)->digest);

  g_assert_cmpstr (hj_import_window_get_page (window), ==, "preview");
  g_assert_cmpint (hj_import_preview_get_show (preview), ==, HJ_IMPORT_SHOW_NEW);
  g_assert_cmpuint (hj_import_preview_get_n_shown (preview), ==, 3);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, 3);
  g_assert_cmpstr (content_of (fixture)->digest, ==, digest);
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "import-preview");

  hj_app_test_keys (GTK_WINDOW (window), "Down", "space", NULL);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, 2);
  hj_app_test_keys (GTK_WINDOW (window), "space", NULL);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, 3);
  hj_app_test_keys (GTK_WINDOW (window), "End", "space", NULL);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, 2);
  g_assert_cmpstr (content_of (fixture)->digest, ==, digest);

  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  wait_closed (fixture);
  g_assert_cmpuint (n_staff (fixture), ==, 2);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "2 rows imported"));
  g_signal_emit_by_name (hj_app_test_find_button (GTK_WIDGET (fixture->window), "Undo"), "clicked");
  hj_wait_for (n_staff (fixture) == 0);
  g_assert_cmpstr (content_of (fixture)->digest, ==, digest);
}

/* A cell that was not understood is told with its place, its text and why; ID numbers are masked. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GFile) file = write_table (fixture, "姓名,身份证号码,分工,从事培训考核工作年限\n"
                                                 "张三,110101199003074477,主任,大约五六年\n");
  HjImportWindow *window = open_preview (fixture, file);
  HjImportPreview *preview = hj_import_window_get_preview (window);

  hj_import_preview_set_show (preview, HJ_IMPORT_SHOW_UNREADABLE);
  hj_app_test_settle ();
  g_assert_cmpuint (hj_import_preview_get_n_shown (preview), ==, 1);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (hj_import_preview_get_detail (preview)), "大约五六年"));
  g_assert_null (hj_app_test_find_label (GTK_WIDGET (window), "110101199003074477"));
  hj_app_test_picture (GTK_WINDOW (window), "import-unreadable");
  gtk_window_close (GTK_WINDOW (window));
  wait_closed (fixture);
  g_assert_cmpuint (n_staff (fixture), ==, 0);
}

/* The second time nothing is new; what differs is shown old and new, and none or all of a kind can be chosen. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GFile) file = write_table (fixture, table);
  g_autoptr (GFile) changed = NULL;
  HjImportWindow *window = open_preview (fixture, file);
  HjImportPreview *preview;
  g_autofree char *summary = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *text = NULL;

  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  wait_closed (fixture);
  g_assert_cmpuint (n_staff (fixture), ==, 3);

  window = open_preview (fixture, file);
  preview = hj_import_window_get_preview (window);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, 0);
  g_assert_cmpint (hj_import_preview_get_show (preview), !=, HJ_IMPORT_SHOW_NEW);
  g_assert_false (gtk_widget_get_sensitive (hj_import_window_get_import (window)));
  gtk_window_close (GTK_WINDOW (window));
  wait_closed (fixture);

  parts = g_strsplit (table, "王五,男,,大专", 2);
  text = g_strjoinv ("王五,男,,本科", parts);
  changed = write_table (fixture, text);
  window = open_preview (fixture, changed);
  preview = hj_import_window_get_preview (window);
  g_assert_cmpint (hj_import_preview_get_show (preview), ==, HJ_IMPORT_SHOW_CHANGED);
  g_assert_cmpuint (hj_import_preview_get_n_shown (preview), ==, 1);
  summary = hj_import_entry_dup_summary (hj_import_preview_get_entry (preview, 0));
  g_assert_nonnull (strstr (summary, "大专 → 本科"));
  hj_app_test_picture (GTK_WINDOW (window), "import-changed");
  hj_import_preview_choose_all (preview, FALSE);
  g_assert_false (gtk_widget_get_sensitive (hj_import_window_get_import (window)));
  hj_import_preview_choose_all (preview, TRUE);
  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  wait_closed (fixture);
  g_assert_cmpuint (n_staff (fixture), ==, 3);
}

/* What is no application is refused with one sentence, and the dossier is as it was. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "broken.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HjImportWindow *window;

  g_assert_true (g_file_set_contents (path, "PK\3\4 not really", -1, NULL));
  window = open_preview (fixture, file);
  g_assert_cmpstr (hj_import_window_get_page (window), ==, "failed");
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (window), "broken.xlsx"));
  hj_app_test_picture (GTK_WINDOW (window), "import-refused");
  hj_app_test_keys (GTK_WINDOW (window), "Escape", NULL);
  wait_closed (fixture);
}

static HjImportWindow *
start_reading (Fixture *fixture,
               GFile   *file)
{
  HjImportWindow *window;

  hj_exchange_import_file (GTK_WINDOW (fixture->window), fixture->session, file);
  window = HJ_IMPORT_WINDOW (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)));
  /* Nothing is said to have failed while it is being read. */
  g_assert_cmpstr (hj_import_window_get_page (window), ==, "busy");

  return window;
}

/* What is being read can be cancelled, by the button and by Escape; the dossier is as it was, and the next one is read. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("姓名,分工\n");
  g_autofree char *digest = g_strdup (content_of (fixture)->digest);
  g_autoptr (GFile) file = NULL;
  HjImportWindow *window;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "张三%u,考务人员\n", i);
  file = write_table (fixture, text->str);

  window = start_reading (fixture, file);
  g_signal_emit_by_name (hj_import_window_get_cancel (window), "clicked");
  wait_closed (fixture);
  window = start_reading (fixture, file);
  gtk_window_close (GTK_WINDOW (window));
  wait_closed (fixture);
  g_assert_cmpstr (content_of (fixture)->digest, ==, digest);

  window = open_preview (fixture, file);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (hj_import_window_get_preview (window)), ==, 20000);
  hj_import_preview_choose_all (hj_import_window_get_preview (window), FALSE);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (hj_import_window_get_preview (window)), ==, 0);
  hj_import_preview_choose_all (hj_import_window_get_preview (window), TRUE);
  /* Cancelled in time or too late: all of it or nothing, and what was cancelled can be said again. */
  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  g_signal_emit_by_name (hj_import_window_get_cancel (window), "clicked");
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL ||
               g_str_equal (hj_import_window_get_page (window), "preview"));
  if (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL)
    {
      g_assert_cmpuint (n_staff (fixture), ==, 0);
      g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
      wait_closed (fixture);
    }
  g_assert_cmpuint (n_staff (fixture), ==, 20000);
}

/* A dossier's own form brings what the panel recorded: told as what it is, before and after, and taken as one step. */
static void
test_own_form (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "own.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  HjImportWindow *window;
  HjImportPreview *preview;
  HjImportEntry *entry;
  g_autofree char *summary = NULL;
  g_autofree char *digest = NULL;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  digest = g_strdup (content_of (fixture)->digest);
  hj_job_export (content_of (fixture), path, HJ_EXPORT_ALL_TABLES, FALSE, NULL, &error);
  g_assert_no_error (error);
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");

  window = open_preview (fixture, file);
  preview = hj_import_window_get_preview (window);
  g_assert_cmpint (hj_import_preview_get_show (preview), ==, HJ_IMPORT_SHOW_OTHER);
  g_assert_cmpuint (hj_import_preview_get_n_shown (preview), ==, 1);
  entry = hj_import_preview_get_entry (preview, 0);
  g_assert_cmpstr (hj_import_entry_get_table (entry), ==, "Finding");
  g_assert_cmpstr (hj_import_entry_get_sign (entry), ==, "≠ Changed");
  summary = hj_import_entry_dup_summary (entry);
  g_assert_cmpstr (summary, ==, "Verdict Present → Missing");
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "import-own-form");
  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  wait_closed (fixture);
  g_assert_cmpstr (content_of (fixture)->digest, ==, digest);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("/import/window", test_import);
  ADD ("/import/unreadable", test_unreadable);
  ADD ("/import/again", test_again);
  ADD ("/import/refused", test_refused);
  ADD ("/import/cancel", test_cancel);
  ADD ("/import/own-form", test_own_form);

  return hj_app_test_run ();
}
