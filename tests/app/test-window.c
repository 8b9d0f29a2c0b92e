/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-window"

#include "config.h"

#include "hj-accelerators.h"
#include "hj-app-test.h"
#include "hj-banner.h"
#include "hj-dossier-actions.h"
#include "hj-jobs.h"
#include "hj-new-dossier-page.h"
#include "hj-occupation-row.h"
#include "hj-preferences.h"
#include "hj-recorder-button.h"
#include "hj-scheme-file.h"
#include "hj-search-page.h"
#include "hj-settings.h"
#include "hj-sheet-page.h"
#include "hj-start-page.h"
#include "hj-where-button.h"

/* A wrong type or a missing child in a template is only a critical, which is fatal here; and
 * whatever a template's widget holds of itself keeps it alive. */
static void
test_templates (void)
{
  const GType types[] = {
    HJ_TYPE_BANNER, HJ_TYPE_NEW_DOSSIER_PAGE, HJ_TYPE_OCCUPATION_ROW, HJ_TYPE_RECORDER_BUTTON,
    HJ_TYPE_SEARCH_PAGE, HJ_TYPE_SHEET_PAGE, HJ_TYPE_START_PAGE, HJ_TYPE_WHERE_BUTTON,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));
      gpointer alive = widget;

      g_test_message ("%s", g_type_name (types[i]));
      g_object_add_weak_pointer (G_OBJECT (widget), &alive);
      g_object_unref (widget);
      /* A form looks for the schemes in a thread, which holds it a moment longer. */
      hj_wait_for (alive == NULL);
    }
}

static void
test_window (void)
{
  HjWindow *window = hj_app_test_window (1280, 800);

  g_assert_null (hj_window_get_session (window));
  g_assert_true (hj_window_is_free (window));
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_check_targets (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "start-empty");
  hj_app_test_close (window);
}

/* Without a dossier its actions can't be reached by any key. */
static void
test_actions_without_dossier (void)
{
  HjWindow *window = hj_app_test_window (1280, 800);
  guint n;
  const HjDossierAction *actions = hj_dossier_actions (&n);

  for (guint i = 0; i < n; i++)
    if (actions[i].type == NULL)
      g_assert_false (hj_app_test_is_enabled (window, actions[i].name));
  g_assert_true (hj_app_test_is_enabled (window, "win.open"));
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+z", "ctrl+s", "alt+Down", "F2", "ctrl+p", "ctrl+e", NULL);
  g_assert_null (hj_app_test_find_dialog (GTK_WINDOW (window)));
  hj_app_test_close (window);
}

/* Every action has a key, no key has two, every key parses, and none opens GTK's debugger where ours is off. What a page does with a key where it has the focus
 * is its own, and told of once. */
static void
test_accelerators (void)
{
  static const char *const from_elsewhere[] = { "win.resolve-conflict", "win.show-folder" };
  static const char *const inspector[] = { "<Shift><Control>i", "<Shift><Control>d", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_keys, n_actions;
  const HjAccelerator *keys = hj_accelerators (&n_keys);
  const HjDossierAction *actions = hj_dossier_actions (&n_actions);

  for (guint i = 0; i < n_keys; i++)
    {
      g_auto (GStrv) parts = g_strsplit (keys[i].keys, " ", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          guint key;
          GdkModifierType modifiers;
          g_autofree char *name = NULL;

          g_assert_true (gtk_accelerator_parse (parts[j], &key, &modifiers));
          g_test_message ("%s", parts[j]);
          name = gtk_accelerator_name (key, modifiers);
          g_assert_false (g_strv_contains (inspector, name));
          g_assert_true (g_hash_table_add (seen, g_strconcat (keys[i].action == NULL ? keys[i].group : "", name, NULL)));
        }
    }

  for (guint i = 0; i < n_actions; i++)
    {
      gboolean found = actions[i].type != NULL || g_str_equal (actions[i].name, from_elsewhere[0]) ||
                       g_str_equal (actions[i].name, from_elsewhere[1]);

      for (guint j = 0; j < n_keys && !found; j++)
        found = g_strcmp0 (keys[j].action, actions[i].name) == 0;
      g_test_message ("%s", actions[i].name);
      g_assert_true (found);
    }
}

static void
check_dialog (HjWindow   *window,
              const char *key,
              const char *picture)
{
  GtkWindow *dialog;
  gpointer alive;

  hj_app_test_keys (GTK_WINDOW (window), key, NULL);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (window)) != NULL);
  dialog = hj_app_test_find_dialog (GTK_WINDOW (window));
  alive = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &alive);
  hj_app_test_settle ();
  hj_app_test_picture (dialog, picture);
  gtk_window_close (dialog);
  hj_wait_for (alive == NULL);
}

static void
test_dialogs (void)
{
  HjWindow *window = hj_app_test_window (1280, 800);

  check_dialog (window, "F1", "shortcuts");
  check_dialog (window, "ctrl+comma", "preferences");
  check_dialog (window, "ctrl+F1", "about");
  hj_app_test_close (window);
}

/* The text size reaches the text, and comes back. */
static void
test_text_size (void)
{
  GSettings *settings = hj_settings_get ();
  int before, large, after;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &before, NULL);
  g_settings_set_int (settings, HJ_SETTINGS_TEXT_SIZE, 150);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &large, NULL);
  g_settings_reset (settings, HJ_SETTINGS_TEXT_SIZE);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &after, NULL);

  g_assert_cmpint (large, ==, before * 3 / 2);
  g_assert_cmpint (after, ==, before);
}

static GtkWidget *
wait_for_form (HjWindow *window)
{
  GtkWidget *form;

  hj_wait_for (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_NEW_DOSSIER_PAGE) != NULL);
  form = hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_NEW_DOSSIER_PAGE);
  hj_wait_for (hj_new_dossier_page_is_ready (HJ_NEW_DOSSIER_PAGE (form)));

  return form;
}

/* From the start page by the keyboard alone to a dossier that lies in its file. */
static void
test_new_dossier (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "Ningbo School.hjd", NULL);
  HjWindow *window;
  GtkWidget *form;
  const HjContent *content;

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_FOLDER, folder);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  window = hj_app_test_window (1280, 800);
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  form = wait_for_form (window);
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "new-dossier");

  /* Without a name nothing is made, and it says why. */
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+Return", NULL);
  g_assert_cmpstr (hj_new_dossier_page_get_problem (HJ_NEW_DOSSIER_PAGE (form)), !=, "");
  g_assert_cmpuint (hj_test_count_files (folder), ==, 0);

  hj_app_test_type (GTK_WINDOW (window), "Ningbo School");
  g_assert_cmpstr (hj_new_dossier_page_get_problem (HJ_NEW_DOSSIER_PAGE (form)), ==, "");
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+Return", NULL);
  hj_wait_for (hj_window_get_session (window) != NULL);

  content = hj_session_get_content (hj_window_get_session (window));
  g_assert_cmpstr (content->applicant.name, ==, "Ningbo School");
  g_assert_cmpint (content->visit.from, !=, HJ_DAY_NONE);
  g_assert_cmpuint (content->members->len, ==, 1);
  g_assert_cmpstr (hj_session_get_recorder (hj_window_get_session (window)), ==,
                   ((HjMember *) g_ptr_array_index (content->members, 0))->id);
  g_assert_cmpstr (hj_session_get_path (hj_window_get_session (window)), ==, path);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  hj_app_test_close (window);
  g_settings_reset (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME);
}

static gboolean
is_kind_row (GtkWidget *widget,
             gpointer   user_data)
{
  return ADW_IS_COMBO_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "Kind of applicant");
}

/* The scheme's kinds of applicants are offered; what is chosen stands in the dossier in the scheme's words. */
static void
test_new_dossier_kind (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  HjWindow *window;
  GtkWidget *row;
  const HjContent *content;

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_FOLDER, folder);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  window = hj_app_test_window (1280, 800);
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  wait_for_form (window);
  hj_app_test_type (GTK_WINDOW (window), "Y");
  row = hj_app_test_walk (GTK_WIDGET (window), is_kind_row, NULL);
  g_assert_nonnull (row);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  hj_app_test_settle ();
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+Return", NULL);
  hj_wait_for (hj_window_get_session (window) != NULL);

  content = hj_session_get_content (hj_window_get_session (window));
  g_assert_cmpstr (content->applicant.type, ==, ((HjApplicantType *) g_ptr_array_index (content->scheme->applicant_types, 0))->label);
  hj_app_test_close (window);
  g_settings_reset (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME);
}

static gboolean
is_menu_button (GtkWidget *widget,
                gpointer   user_data)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_shown_row (GtkWidget *widget,
              gpointer   user_data)
{
  if (GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_child_visible (widget))
    ++*(guint *) user_data;

  return FALSE;
}

static guint
count_offered (GtkWidget *popover)
{
  guint n = 0;

  hj_app_test_walk (popover, is_shown_row, &n);

  return n;
}

/* Wenzhou lists 59 occupations: found by a word, taken with Enter, and a code that was typed stays. */
static void
test_listed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("wenzhou-2022", &error);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row, *button, *popover;
  g_autoptr (HjOccupation) occupation = NULL;

  g_assert_no_error (error);
  row = hj_occupation_row_new (scheme);
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_present (GTK_WINDOW (window));
  hj_app_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (hj_app_test_find (row, GTK_TYPE_ENTRY)), "4-99-00-01");
  button = hj_app_test_walk (row, is_menu_button, NULL);
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  hj_app_test_settle ();
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_assert_true (gtk_widget_get_mapped (popover));
  g_assert_cmpuint (count_offered (popover), ==, 59);
  hj_app_test_check_names (window);
  hj_app_test_picture (GTK_WINDOW (window), "listed-occupations");
  hj_app_test_paste (GTK_WINDOW (window), "训练师");
  hj_wait_for (count_offered (popover) == 1);
  hj_app_test_keys (GTK_WINDOW (window), "Return", NULL);
  hj_wait_for (!gtk_widget_get_mapped (popover));
  occupation = hj_occupation_row_dup_occupation (HJ_OCCUPATION_ROW (row));
  g_assert_cmpstr (occupation->name, ==, "人工智能训练师");
  g_assert_cmpstr (occupation->code, ==, "4-99-00-01");

  /* Opened again, all are there. */
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  hj_app_test_settle ();
  g_assert_cmpuint (count_offered (popover), ==, 59);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  hj_wait_for (!gtk_widget_get_mapped (popover));
  gtk_window_destroy (GTK_WINDOW (window));
  hj_app_test_settle ();
}

static gboolean
is_scheme_row (GtkWidget *widget,
               gpointer   user_data)
{
  return ADW_IS_COMBO_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "Scheme");
}

static const char *
get_scheme (AdwComboRow *row)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (row));
}

/* Zhejiang's stands first until another was used; from then on that one. */
static void
test_new_dossier_scheme (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  HjWindow *window;
  AdwComboRow *row;
  GListModel *names;

  g_settings_reset (hj_settings_get (), HJ_SETTINGS_SCHEME);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_FOLDER, folder);
  window = hj_app_test_window (1280, 800);
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  wait_for_form (window);
  row = ADW_COMBO_ROW (hj_app_test_walk (GTK_WIDGET (window), is_scheme_row, NULL));
  g_assert_cmpstr (get_scheme (row), ==, "浙江 2020");
  hj_app_test_type (GTK_WINDOW (window), "S");
  names = adw_combo_row_get_model (row);
  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr (GtkStringObject) name = g_list_model_get_item (names, i);

      if (g_str_equal (gtk_string_object_get_string (name), "山东 2020"))
        adw_combo_row_set_selected (row, i);
    }
  g_assert_cmpstr (get_scheme (row), ==, "山东 2020");
  hj_app_test_settle ();
  hj_wait_for (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "山东省"));
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+Return", NULL);
  hj_wait_for (hj_window_get_session (window) != NULL);
  g_assert_cmpstr (hj_session_get_scheme (hj_window_get_session (window))->id, ==, "shandong-2020");
  hj_app_test_close (window);

  window = hj_app_test_window (1280, 800);
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  wait_for_form (window);
  row = ADW_COMBO_ROW (hj_app_test_walk (GTK_WIDGET (window), is_scheme_row, NULL));
  g_assert_cmpstr (get_scheme (row), ==, "山东 2020");
  hj_app_test_close (window);

  /* One that is gone leaves the first of the list. */
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_SCHEME, "gone");
  window = hj_app_test_window (1280, 800);
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  wait_for_form (window);
  hj_app_test_close (window);
  g_settings_reset (hj_settings_get (), HJ_SETTINGS_SCHEME);
}

/* A wrong day and a wrong occupation code are named where they stand; Escape leaves. */
static void
test_new_dossier_refuses (void)
{
  HjWindow *window = hj_app_test_window (1280, 800);
  GtkWidget *form;

  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  form = wait_for_form (window);
  hj_app_test_type (GTK_WINDOW (window), "X");
  hj_app_test_keys (GTK_WINDOW (window), "Tab", "Tab", "Tab", "ctrl+a", NULL);
  hj_app_test_type (GTK_WINDOW (window), "2026-02-30");
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+Return", NULL);
  g_assert_cmpstr (hj_new_dossier_page_get_problem (HJ_NEW_DOSSIER_PAGE (form)), !=, "");
  g_assert_null (hj_window_get_session (window));
  hj_app_test_picture (GTK_WINDOW (window), "new-dossier-refused");

  hj_app_test_keys (GTK_WINDOW (window), "Escape", NULL);
  hj_wait_for (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_START_PAGE) != NULL);
  hj_app_test_close (window);
}

/* What is no dossier is refused in a sentence that stays, and the start page is free again. */
static void
test_not_a_dossier (void)
{
  g_autofree char *path = hj_test_path ("letter.hjd");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HjWindow *window = hj_app_test_window (1280, 800);
  GtkWidget *start = hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_START_PAGE);

  g_assert_true (g_file_set_contents (path, "Dear colleagues", -1, NULL));
  hj_window_open (window, file, HJ_SESSION_WRITE);
  hj_wait_for (hj_start_page_get_failure (HJ_START_PAGE (start)) != NULL);
  g_assert_false (hj_start_page_is_busy (HJ_START_PAGE (start)));
  g_assert_true (hj_window_is_free (window));
  hj_app_test_picture (GTK_WINDOW (window), "start-refused");
  hj_app_test_close (window);
}

static void
test_recent (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = hj_app_test_make_dossier (folder, "杭州西湖职业培训学校", 2);
  HjWindow *window = hj_app_test_window (1280, 800);
  GtkWidget *start = hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_START_PAGE);

  hj_wait_for (hj_start_page_get_n_recent (HJ_START_PAGE (start)) > 0);
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (window), "杭州西湖职业培训学校"));
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "start");

  g_assert_true (gtk_widget_activate_action (start, "win.open-path", "s", path));
  hj_wait_for (hj_window_get_session (window) != NULL);
  hj_app_test_close (window);
}

int
main (int   argc,
      char *argv[])
{
  hj_app_test_init (&argc, &argv);
  g_test_add_func ("/window/templates", test_templates);
  g_test_add_func ("/window/window", test_window);
  g_test_add_func ("/window/actions-without-dossier", test_actions_without_dossier);
  g_test_add_func ("/window/accelerators", test_accelerators);
  g_test_add_func ("/window/dialogs", test_dialogs);
  g_test_add_func ("/window/text-size", test_text_size);
  g_test_add_func ("/window/new-dossier", test_new_dossier);
  g_test_add_func ("/window/new-dossier-scheme", test_new_dossier_scheme);
  g_test_add_func ("/window/new-dossier-kind", test_new_dossier_kind);
  g_test_add_func ("/window/new-dossier-refuses", test_new_dossier_refuses);
  g_test_add_func ("/window/not-a-dossier", test_not_a_dossier);
  g_test_add_func ("/window/recent", test_recent);
  g_test_add_func ("/window/listed-occupations", test_listed);

  return hj_app_test_run ();
}
