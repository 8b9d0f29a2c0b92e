/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-move-window"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hj-app-test.h"
#include "hj-compare-window.h"
#include "hj-dossier-page.h"
#include "hj-former-window.h"
#include "hj-move-window.h"
#include "hj-picker.h"
#include "hj-scheme-file.h"
#include "hj-scheme-list.h"
#include "hj-way.h"

/* Two schemes compared, a dossier moved to the other and back, and the state that was left, to read. */

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef HjAppFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 2);
  hj_app_fixture_open (fixture);
}

static gpointer
wait_dialog (Fixture *fixture)
{
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL);

  return hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
}

static void
close_dialog (Fixture *fixture)
{
  gtk_window_close (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)));
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) == NULL);
  hj_app_test_settle ();
}

static const char *
scheme_id (Fixture *fixture)
{
  return hj_session_get_scheme (fixture->session)->id;
}

static void
choose (GtkDropDown *choice,
        const char  *id)
{
  GListModel *model = gtk_drop_down_get_model (choice);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      gtk_drop_down_set_selected (choice, i);
      if (g_str_equal (hj_picker_get (choice), id))
        return;
    }
  g_assert_not_reached ();
}

/* With itself nothing differs; with another something does, each row named for a screen reader. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  HjCompareWindow *window;
  HjDiffView *view;

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+d", NULL);
  window = wait_dialog (fixture);
  view = hj_compare_window_get_view (window);
  hj_wait_for (hj_diff_view_get_summary (view)[0] != '\0');
  g_assert_cmpstr (hj_picker_get (hj_compare_window_get_from (window)), ==, ".");
  g_assert_cmpstr (hj_diff_view_get_summary (view), ==, "They say the same.");

  choose (hj_compare_window_get_to (window), "wenzhou-2022");
  hj_wait_for (g_strcmp0 (hj_diff_view_get_summary (view), "They say the same.") != 0);
  hj_app_test_settle ();
  g_assert_nonnull (gtk_widget_get_first_child (hj_diff_view_get_list (view)));
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "compare");
  close_dialog (fixture);
}

static void
answer_all (HjMoveWindow *window)
{
  HjMovePlan *plan = hj_move_view_get_plan (hj_move_window_get_view (window));

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);

      if (entry->carry == HJ_CARRY_ASK)
        {
          GtkWidget *keep = hj_move_view_get_keep (hj_move_window_get_view (window), entry->criterion);

          g_assert_false (gtk_widget_get_sensitive (hj_move_window_get_move (window)));
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (keep), TRUE);
        }
    }
}

static void
move_to (Fixture    *fixture,
         const char *scheme)
{
  HjMoveWindow *window;

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+m", NULL);
  window = wait_dialog (fixture);
  hj_wait_for (hj_picker_get (hj_move_window_get_to (window))[0] != '\0');
  choose (hj_move_window_get_to (window), scheme);
  hj_wait_for (hj_move_view_get_plan (hj_move_window_get_view (window)) != NULL &&
               g_str_equal (hj_move_view_get_plan (hj_move_window_get_view (window))->diff->to->id, scheme));
  hj_app_test_settle ();
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "move");
  answer_all (window);
  g_assert_true (gtk_widget_get_sensitive (hj_move_window_get_move (window)));
  g_signal_emit_by_name (hj_move_window_get_move (window), "clicked");
  hj_wait_for (g_str_equal (hj_move_window_get_page (window), "done"));
  hj_app_test_settle ();
  hj_app_test_picture (GTK_WINDOW (window), "move-done");
  close_dialog (fixture);
}

/* One step there and one back; the pages are those of the scheme of then, and the state left can be read. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  HjFormerWindow *former;
  g_autofree char *digest = NULL;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_go (fixture->window, "item:2.1");
  digest = g_strdup (hj_session_get_content (fixture->session)->digest);
  g_assert_false (hj_app_test_is_enabled (fixture->window, "win.former"));

  move_to (fixture, "jilin-2022");
  g_assert_cmpstr (scheme_id (fixture), ==, "jilin-2022");
  g_assert_cmpuint (hj_session_get_content (fixture->session)->former->len, ==, 1);
  g_assert_null (hj_way_get_row (HJ_WAY (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_WAY)), "item:5.1"));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "moved");

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+h", NULL);
  former = wait_dialog (fixture);
  hj_wait_for (hj_former_window_get_n_pages (former) > 0);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (former), "To read only."));
  hj_app_test_settle ();
  hj_app_test_picture (GTK_WINDOW (former), "former");
  close_dialog (fixture);

  /* The choice of who records is open as its pages go; the keyboard is the new pages' afterwards. */
  hj_app_test_go (fixture->window, "item:1.1");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F2", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  hj_wait_for (g_str_equal (scheme_id (fixture), "zhejiang-2020"));
  hj_app_test_settle ();
  g_assert_cmpstr (hj_session_get_content (fixture->session)->digest, ==, digest);
  g_assert_nonnull (hj_way_get_row (HJ_WAY (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_WAY)), "item:5.1"));
  g_assert_cmpuint (hj_session_get_content (fixture->session)->findings->len, ==, 1);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+d", NULL);
  wait_dialog (fixture);
  close_dialog (fixture);
}

/* The same notice with another step for its first table of documents, added by the user. */
static void
add_edition (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);
  g_autofree char *path = g_build_filename (folder, "zhejiang-2020.hjs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", &error);
  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (scheme->bytes, NULL), (gssize) g_bytes_get_size (scheme->bytes));

  g_assert_no_error (error);
  g_assert_cmpuint (g_string_replace (text, "id=\"zhejiang-2020\" edition=\"1\"", "id=\"zhejiang-2020\" edition=\"2\"", 1), ==, 1);
  g_assert_cmpuint (g_string_replace (text, "<count step=\"2\" cap=\"10\" unit=\"项\">", "<count step=\"1\" cap=\"10\" unit=\"项\">", 1), ==, 1);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static void
remove_edition (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", "zhejiang-2020.hjs", NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Where the step changed one is asked for each criterion, by keys; nothing moves before that, and undo brings all back. */
static void
test_choices (Fixture       *fixture,
              gconstpointer  data)
{
  HjContent *content;
  HjMoveWindow *window;
  HjMoveView *view;
  HjFormerWindow *former;
  g_autofree char *digest = NULL;

  add_edition ();
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_record (fixture->window, "李明", "2.1.2", HJ_VERDICT_MISSING, "");
  hj_app_test_record (fixture->window, "王芳", "2.1.2", HJ_VERDICT_MISSING, "");
  hj_app_test_record (fixture->window, "李明", "1.2.1", HJ_VERDICT_MET, "");
  digest = g_strdup (hj_session_get_content (fixture->session)->digest);

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+m", NULL);
  window = wait_dialog (fixture);
  view = hj_move_window_get_view (window);
  hj_wait_for (hj_move_view_get_plan (view) != NULL);
  hj_app_test_settle ();
  /* The other edition of this dossier's own scheme is the one that is offered. */
  g_assert_cmpstr (hj_move_view_get_plan (view)->diff->to->edition, ==, "2");
  g_assert_cmpuint (hj_move_plan_n_open (hj_move_view_get_plan (view)), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (hj_move_window_get_move (window)));
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_check_targets (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "move-choices");
  gtk_widget_grab_focus (hj_move_view_get_keep (view, "2.1.1"));
  hj_app_test_keys (GTK_WINDOW (window), "space", NULL);
  g_assert_cmpuint (hj_move_plan_n_open (hj_move_view_get_plan (view)), ==, 1);
  g_assert_false (gtk_widget_get_sensitive (hj_move_window_get_move (window)));
  gtk_widget_grab_focus (hj_move_view_get_again (view, "2.1.2"));
  hj_app_test_keys (GTK_WINDOW (window), "space", NULL);
  g_assert_cmpuint (hj_move_plan_n_open (hj_move_view_get_plan (view)), ==, 0);
  g_assert_true (gtk_widget_get_sensitive (hj_move_window_get_move (window)));
  gtk_widget_grab_focus (hj_move_window_get_move (window));
  hj_app_test_keys (GTK_WINDOW (window), "Return", NULL);
  hj_wait_for (g_str_equal (hj_move_window_get_page (window), "done"));
  hj_app_test_settle ();
  hj_app_test_picture (GTK_WINDOW (window), "move-choices-done");
  close_dialog (fixture);

  content = hj_session_get_content (fixture->session);
  g_assert_cmpstr (content->scheme->edition, ==, "2");
  g_assert_cmpuint (content->findings->len, ==, 2);
  g_assert_nonnull (hj_content_find_finding (content, "2.1.1", hj_content_find_member_by_name (content, "李明")->id));

  /* The state that was left is scored by the scheme of then: two documents short at two points each. */
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+shift+h", NULL);
  former = wait_dialog (fixture);
  hj_wait_for (hj_former_window_get_n_pages (former) > 0);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (former), "edition 1"));
  close_dialog (fixture);

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+z", NULL);
  hj_wait_for (g_str_equal (hj_session_get_scheme (fixture->session)->edition, "1"));
  hj_app_test_settle ();
  g_assert_cmpstr (hj_session_get_content (fixture->session)->digest, ==, digest);
  remove_edition ();
}

/* A damaged file in the user's folder is told with its line, and the others are there all the same. */
static void
test_own_schemes (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.hjs", NULL);
  GtkWidget *window = gtk_window_new ();
  HjSchemeList *list;
  guint n;

  add_edition ();
  list = HJ_SCHEME_LIST (hj_scheme_list_new ());
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  gtk_window_present (GTK_WINDOW (window));
  hj_wait_for (hj_scheme_list_get_n (list) > 0);
  n = hj_scheme_list_get_n (list);
  g_assert_cmpstr (hj_scheme_list_get_damaged (list), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));

  g_assert_true (g_file_set_contents (path, "<?xml version=\"1.0\"?>\n<scheme xmlns=\"urn:hengjian:scheme:1\" id=\"x\">\n<oops/>\n</scheme>\n", -1, NULL));
  window = gtk_window_new ();
  list = HJ_SCHEME_LIST (hj_scheme_list_new ());
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (list));
  gtk_window_present (GTK_WINDOW (window));
  hj_wait_for (hj_scheme_list_get_n (list) > 0 && hj_scheme_list_get_damaged (list)[0] != '\0');
  hj_app_test_settle ();
  g_assert_cmpuint (hj_scheme_list_get_n (list), ==, n);
  g_assert_nonnull (strstr (hj_scheme_list_get_damaged (list), "broken.hjs:"));
  g_assert_nonnull (hj_scheme_list_get_row (list, "zhejiang-2020"));
  hj_app_test_picture (GTK_WINDOW (window), "own-schemes");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpint (g_remove (path), ==, 0);
  remove_edition ();
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("/move/compare", test_compare);
  ADD ("/move/move", test_move);
  ADD ("/move/choices", test_choices);
  ADD ("/move/own-schemes", test_own_schemes);

  return hj_app_test_run ();
}
