/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-standards-look"

#include "config.h"

#include "hj-app-test.h"
#include "hj-export.h"
#include "hj-import-window.h"
#include "hj-item-page.h"
#include "hj-session-exchange.h"
#include "hj-settings.h"
#include "hj-standards-page.h"

/* The standards, the proposals, the conclusion and an import in each size, colour and text size one meets. */

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

static const char *const places[] = { "standards", "item:1.2", "item:3.1", "conclusion" };

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hj_session_apply_finish (HJ_SESSION (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static HjCommand *
person (const char *name,
        const char *duty,
        const char *schooling)
{
  g_autoptr (HjRecord) record = hj_record_new (HJ_RECORD_STAFF, NULL);

  hj_record_set (record, "name", name);
  hj_record_set (record, "duty", duty);
  hj_record_set (record, "schooling", schooling);
  hj_record_set (record, "title", "中级工");
  hj_record_set (record, "years", "5");

  return hj_command_new_record (record);
}

static HjCommand *
office (void)
{
  g_autoptr (HjRecord) record = hj_record_new (HJ_RECORD_SITE, NULL);

  hj_record_set (record, "name", "办公室");
  hj_record_set (record, "kind", "office");
  hj_record_set (record, "area", "20");

  return hj_command_new_record (record);
}

static void
fill (HjWindow *window)
{
  HjSession *session = hj_window_get_session (window);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  gboolean done = FALSE;

  g_ptr_array_add (commands, person ("张三", "档案管理人员", "本科"));
  g_ptr_array_add (commands, person ("李四", "档案管理人员", "高中"));
  g_ptr_array_add (commands, person ("王五", "考务人员", "大专"));
  g_ptr_array_add (commands, office ());
  hj_session_apply_async (session, "", "records", commands, NULL, applied_cb, &done);
  hj_wait_for (done);
}

/* With the rows behind a figure open, and a proposal being accepted. */
static void
open_up (HjWindow   *window,
         const char *place)
{
  if (g_str_equal (place, "standards"))
    {
      HjStandardsPage *page = HJ_STANDARDS_PAGE (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_STANDARDS_PAGE));
      HjStandardEntry *entry = hj_standards_page_get_row (page, "staff.archivists");
      HjResultRow *row = hj_standard_entry_get_result (entry, "staff.archivists.number", "");

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (hj_result_row_get_figure (row)), TRUE);
      hj_app_test_settle ();
      gtk_widget_grab_focus (gtk_widget_get_first_child (hj_result_rows_get_list (hj_result_row_get_rows (row))));
    }
  else if (g_str_equal (place, "item:3.1"))
    {
      HjItemPage *page = HJ_ITEM_PAGE (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_ITEM_PAGE));
      HjProposalList *list = hj_criterion_row_get_proposals (hj_item_page_get_row (page, "3.1.1"));

      g_signal_emit_by_name (hj_proposal_row_get_accept (hj_proposal_list_get_row (list, 0)), "clicked");
    }
  hj_app_test_settle ();
}

static void
look_about (HjWindow   *window,
            const Look *look)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("standards-%s-%s", look->name, places[i]);

      hj_app_test_go (window, places[i]);
      open_up (window, places[i]);
      hj_app_test_picture (GTK_WINDOW (window), name);
      hj_app_test_check_names (GTK_WIDGET (window));
      hj_app_test_check_width (window);
      hj_app_test_check_targets (GTK_WIDGET (window));
    }
}

static void
look_at_import (HjWindow   *window,
                const Look *look,
                const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "工作人员情况.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_strdup_printf ("import-%s", look->name);
  GtkWindow *dialog;

  g_assert_true (g_file_set_contents (path, "姓名,分工,学历,从事培训考核工作年限\n张三,档案管理人员,研究生,5\n"
                                            "赵六,主任,本科,大约五六年\n", -1, NULL));
  hj_exchange_import_file (GTK_WINDOW (window), hj_window_get_session (window), file);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (window)) != NULL);
  dialog = hj_app_test_find_dialog (GTK_WINDOW (window));
  hj_wait_for (g_str_equal (hj_import_window_get_page (HJ_IMPORT_WINDOW (dialog)), "preview"));
  hj_app_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (dialog)), <=, 800);
  hj_app_test_check_names (GTK_WIDGET (dialog));
  hj_app_test_check_targets (GTK_WIDGET (dialog));
  hj_app_test_picture (dialog, name);
  gtk_window_close (dialog);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (window)) == NULL);
}

static void
test_looks (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = hj_app_test_make_dossier (folder, APPLICANT, 2);

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
        fill (window);
      hj_wait_for (hj_session_get_standards (hj_window_get_session (window)) != NULL &&
                   !hj_session_get_standards_stale (hj_window_get_session (window)));
      hj_app_test_settle ();
      look_about (window, &looks[i]);
      look_at_import (window, &looks[i], folder);
      hj_app_test_close (window);
    }
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  g_test_add_func ("/standards/look", test_looks);

  return hj_app_test_run ();
}
