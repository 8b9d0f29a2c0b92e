/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-exchange-look"

#include "config.h"

#include <glib/gstdio.h>

#include "hj-app-test.h"
#include "hj-compare-window.h"
#include "hj-former-window.h"
#include "hj-import-window.h"
#include "hj-export.h"
#include "hj-move-window.h"
#include "hj-picker.h"
#include "hj-scheme-file.h"
#include "hj-session-exchange.h"
#include "hj-settings.h"

/* Comparing, moving, former states and a dossier's own form in each size, colour and text size one meets. */

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef struct {
  const char *name;
  int         width, height;
  gboolean    dark;
  double      text;
} Look;

static const Look looks[] = {
  { "light", 1280, 800, FALSE, 1.0 },
  { "dark", 1280, 800, TRUE, 1.0 },
  { "large-text", 1280, 800, FALSE, 1.5 },
  { "tablet", 800, 1280, FALSE, 1.0 },
  { "tablet-large-text", 800, 1280, FALSE, 1.5 },
};

static void
move_to (HjWindow   *window,
         const char *scheme)
{
  HjSession *session = hj_window_get_session (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) to = hj_scheme_load (scheme, &error);
  g_autoptr (HjMovePlan) plan = NULL;

  g_assert_no_error (error);
  plan = hj_move_plan_new (hj_session_get_content (session), to);
  hj_session_move_scheme (session, plan, &error);
  g_assert_no_error (error);
  hj_wait_for (g_str_equal (hj_session_get_scheme (session)->id, scheme));
  hj_app_test_settle ();
}

static char *
edition_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", "zhejiang-2020.hjs", NULL);
}

/* Another step for a table of documents, and another pass line: something to choose, and something to be told. */
static void
add_edition (void)
{
  g_autofree char *path = edition_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", &error);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (scheme->bytes, NULL), (gssize) g_bytes_get_size (scheme->bytes));

  g_assert_no_error (error);
  g_string_replace (text, "id=\"zhejiang-2020\" edition=\"1\"", "id=\"zhejiang-2020\" edition=\"2\"", 1);
  g_string_replace (text, "<count step=\"2\" cap=\"10\" unit=\"项\">", "<count step=\"1\" cap=\"10\" unit=\"项\">", 1);
  g_string_replace (text, "<pass line=\"90\"", "<pass line=\"85\"", 1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static void
prepare (HjWindow   *window,
         const char *form)
{
  HjSession *session = hj_window_get_session (window);
  g_autoptr (GError) error = NULL;

  hj_app_test_record (window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  move_to (window, "jilin-2022");
  move_to (window, "zhejiang-2020");
  hj_app_test_record (window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_record (window, "王芳", "2.1.2", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "李明", "1.2.1", HJ_VERDICT_MET, "");
  hj_job_export (hj_session_get_content (session), form, HJ_EXPORT_ALL_TABLES, FALSE, NULL, &error);
  g_assert_no_error (error);
  hj_app_test_record (window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "王芳", "2.1.2", HJ_VERDICT_NONE, "");
}

static gpointer
wait_dialog (HjWindow *window)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (window)) != NULL);

  return hj_app_test_find_dialog (GTK_WINDOW (window));
}

static void
look_at (HjWindow   *window,
         const Look *look,
         const char *what)
{
  GtkWindow *dialog = wait_dialog (window);
  g_autofree char *name = g_strdup_printf ("exchange-%s-%s", look->name, what);

  hj_app_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=, 800);
  hj_app_test_check_names (GTK_WIDGET (dialog));
  hj_app_test_check_targets (GTK_WIDGET (dialog));
  hj_app_test_picture (dialog, name);
  gtk_window_close (dialog);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (window)) == NULL);
  hj_app_test_settle ();
}

static void
choose_last (GtkDropDown *choice)
{
  gtk_drop_down_set_selected (choice, g_list_model_get_n_items (gtk_drop_down_get_model (choice)) - 1);
}

static void
look_about (HjWindow   *window,
            const Look *look,
            const char *form)
{
  g_autoptr (GFile) file = g_file_new_for_path (form);
  HjFormerWindow *former;
  HjCompareWindow *compare;
  HjImportWindow *import;
  HjMoveWindow *move;

  hj_app_test_keys (GTK_WINDOW (window), "ctrl+d", NULL);
  compare = wait_dialog (window);
  hj_wait_for (hj_diff_view_get_summary (hj_compare_window_get_view (compare))[0] != '\0');
  look_at (window, look, "compare-edition");
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+d", NULL);
  compare = wait_dialog (window);
  hj_wait_for (hj_diff_view_get_summary (hj_compare_window_get_view (compare))[0] != '\0');
  choose_last (hj_compare_window_get_to (compare));
  hj_app_test_settle ();
  choose_last (hj_compare_window_get_from (compare));
  hj_app_test_settle ();
  gtk_drop_down_set_selected (hj_compare_window_get_to (compare), 3);
  hj_app_test_settle ();
  look_at (window, look, "compare");

  hj_app_test_keys (GTK_WINDOW (window), "ctrl+shift+m", NULL);
  move = wait_dialog (window);
  hj_wait_for (hj_move_view_get_plan (hj_move_window_get_view (move)) != NULL);
  look_at (window, look, "move");

  hj_app_test_keys (GTK_WINDOW (window), "ctrl+shift+h", NULL);
  former = wait_dialog (window);
  hj_wait_for (hj_former_window_get_n_pages (former) > 0);
  look_at (window, look, "former");

  hj_exchange_import_file (GTK_WINDOW (window), hj_window_get_session (window), file);
  import = wait_dialog (window);
  hj_wait_for (g_str_equal (hj_import_window_get_page (import), "preview"));
  look_at (window, look, "own-form");
}

static void
test_looks (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = hj_app_test_make_dossier (folder, APPLICANT, 2);
  g_autofree char *form = g_build_filename (folder, "own.xml", NULL);
  g_autofree char *edition = edition_path ();

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      HjWindow *window;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          looks[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * looks[i].text), NULL);
      window = hj_app_test_open (path, looks[i].width, looks[i].height);
      if (i == 0)
        {
          prepare (window, form);
          add_edition ();
        }
      look_about (window, &looks[i], form);
      hj_app_test_close (window);
    }
  g_assert_cmpint (g_remove (edition), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  g_test_add_func ("/exchange/look", test_looks);

  return hj_app_test_run ();
}
