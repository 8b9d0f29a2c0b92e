/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-export"

#include "config.h"

#include <string.h>

#include "hj-app-test.h"
#include "hj-dossier-page.h"
#include "hj-import-window.h"
#include "hj-session-exchange.h"

/* Out and in through the file chooser and by dropping, with the keys a user would press. */

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef HjAppFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 2);
  hj_app_fixture_open (fixture);
}

static GtkWindow *
wait_dialog (Fixture *fixture)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL);
  hj_app_test_settle ();

  return hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
}

static GtkWindow *
wait_chooser (Fixture *fixture)
{
  GtkWindow *dialog;

  hj_wait_for (GTK_IS_FILE_CHOOSER (hj_app_test_find_dialog (GTK_WINDOW (fixture->window))));
  dialog = hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
  hj_wait_for (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  hj_app_test_settle ();

  return dialog;
}

static void
wait_closed (Fixture *fixture)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);
  hj_app_test_settle ();
}

/* Types a whole path where the chooser asks for a name. */
static char *
save_as (Fixture    *fixture,
         const char *name)
{
  GtkWindow *chooser = wait_chooser (fixture);
  char *path = g_build_filename (fixture->folder, name, NULL);

  hj_app_test_keys (chooser, "ctrl+a", NULL);
  hj_app_test_type (chooser, path);
  hj_app_test_keys (chooser, "Return", NULL);

  return path;
}

static void
wait_file (const char *path)
{
  hj_wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  hj_app_test_settle ();
}

/* What was written is read back as what there is: nothing new, nothing that was not understood. */
static void
assert_same (Fixture    *fixture,
             const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjImportPlan) plan = hj_session_read_import (fixture->session, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_new + plan->n_changed + plan->n_unreadable, ==, 0);
  g_assert_cmpuint (plan->n_same, >, 0);
}

static void
export_as (Fixture    *fixture,
           const char *suffix,
           const char *name)
{
  g_autofree char *path = NULL;

  gtk_widget_activate_action (GTK_WIDGET (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE)),
                              "win.export-data", "s", suffix);
  path = save_as (fixture, name);
  wait_closed (fixture);
  wait_file (path);
  assert_same (fixture, path);
}

static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  export_as (fixture, "xml", "out.xml");
  export_as (fixture, "xlsx", "out.xlsx");
  export_as (fixture, "docx", "out.docx");
}

/* The ending that was forgotten is the one that was asked for. */
static void
test_export_ending (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *whole = NULL;

  gtk_widget_activate_action (GTK_WIDGET (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE)),
                              "win.export-data", "s", "xlsx");
  path = save_as (fixture, "plain");
  wait_closed (fixture);
  whole = g_strconcat (path, ".xlsx", NULL);
  wait_file (whole);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Over the dossier itself nothing is ever written; Escape writes nothing. */
static void
test_export_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;
  g_autofree char *path = NULL;

  gtk_widget_activate_action (GTK_WIDGET (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE)),
                              "win.export-data", "s", "xml");
  hj_app_test_keys (wait_chooser (fixture), "Escape", NULL);
  wait_closed (fixture);

  g_assert_true (g_file_get_contents (fixture->path, &before, &n_before, NULL));
  path = g_build_filename (fixture->folder, "no-such-folder", "out.xml", NULL);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (hj_job_export (hj_session_get_content (fixture->session), path, HJ_EXPORT_ALL_TABLES, FALSE, NULL, &error));
    g_assert_nonnull (error);
  }
  g_assert_true (g_file_get_contents (fixture->path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* One table as CSV, by the keys of the question. */
static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GtkWindow *question;

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+e", NULL);
  question = wait_dialog (fixture);
  hj_app_test_check_names (GTK_WIDGET (question));
  hj_app_test_picture (question, "export-table");
  hj_app_test_keys (question, "alt+e", NULL);
  path = save_as (fixture, "table.csv");
  wait_closed (fixture);
  wait_file (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "4-07-03-02"));
  assert_same (fixture, path);
}

/* An empty form from the menu of the dossier: it is for filling, and taking it back changes nothing. */
static void
test_empty_form (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *suffixes[] = { "xlsx", "docx" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat ("form.", suffixes[i], NULL);
      g_autofree char *path = NULL;
      g_autoptr (HjImportPlan) plan = NULL;

      gtk_widget_activate_action (GTK_WIDGET (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE)),
                                  "win.empty-form", "s", suffixes[i]);
      path = save_as (fixture, name);
      wait_closed (fixture);
      wait_file (path);
      plan = hj_session_read_import (fixture->session, path, NULL, NULL);
      g_assert_nonnull (plan);
      g_assert_cmpuint (plan->n_new + plan->n_changed, ==, 0);
    }
}

/* Before any dossier is open: which scheme is asked first. */
static void
test_empty_form_of (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *path = NULL;
  GtkWindow *question;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.empty-form-of", NULL);
  question = wait_dialog (fixture);
  hj_app_test_check_names (GTK_WIDGET (question));
  hj_app_test_picture (question, "empty-form-of");
  hj_app_test_keys (question, "alt+k", NULL);
  path = save_as (fixture, "form-of.xlsx");
  wait_closed (fixture);
  wait_file (path);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static gboolean
drop (Fixture    *fixture,
      const char *first,
      const char *second)
{
  GtkWidget *page = hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE);
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean taken = FALSE;

  if (second != NULL)
    files = g_slist_prepend (files, g_file_new_for_path (second));
  files = g_slist_prepend (files, g_file_new_for_path (first));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_signal_emit_by_name (find_drop_target (page), "drop", &value, 10.0, 10.0, &taken);
  g_slist_free_full (files, g_object_unref);

  return taken;
}

static char *
write_table (Fixture    *fixture,
             const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "姓名,分工\n张三,主任\n", -1, &error);
  g_assert_no_error (error);

  return path;
}

/* A file dropped on the dossier is previewed, whatever the case of its ending; of several none is, and that is said. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = write_table (fixture, "工作人员情况.CSV");
  g_autofree char *other = write_table (fixture, "b.csv");
  GtkWindow *dialog;

  g_assert_true (drop (fixture, path, NULL));
  dialog = wait_dialog (fixture);
  g_assert_true (HJ_IS_IMPORT_WINDOW (dialog));
  hj_wait_for (g_str_equal (hj_import_window_get_page (HJ_IMPORT_WINDOW (dialog)), "preview"));
  g_assert_cmpuint (hj_import_preview_get_n_chosen (hj_import_window_get_preview (HJ_IMPORT_WINDOW (dialog))), ==, 1);
  gtk_window_close (dialog);
  wait_closed (fixture);

  g_assert_true (drop (fixture, path, other));
  hj_app_test_settle ();
  g_assert_null (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)));
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "one file at a time"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("/export/formats", test_export);
  ADD ("/export/ending", test_export_ending);
  ADD ("/export/refused", test_export_refused);
  ADD ("/export/table", test_table);
  ADD ("/export/empty-form", test_empty_form);
  ADD ("/export/empty-form-of", test_empty_form_of);
  ADD ("/export/drop", test_drop);

  return hj_app_test_run ();
}
