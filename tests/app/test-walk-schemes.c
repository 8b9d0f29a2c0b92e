/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-walk-schemes"

#include "config.h"

#include "hj-app-test.h"
#include "hj-assess.h"
#include "hj-item-page.h"
#include "hj-keys.h"
#include "hj-material-row.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-score-bar.h"
#include "hj-settings.h"

/* The walk is made of what a scheme says, not of Zhejiang's: each criterion of made-up schemes,
 * with tiers, a veto, shortfalls, conditions, is answered by each of its keys. */

static char *
make_dossier (const char *folder,
              const char *sample)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "..", "scheme", "samples", sample, NULL);
  g_autofree char *path = g_build_filename (folder, "sample.hjd", NULL);
  g_autoptr (GBytes) bytes = hj_safe_file_read (source, HJ_SCHEME_MAX_BYTES, NULL, &error);
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (HjSession) session = NULL;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new ("李明");

  g_assert_no_error (error);
  scheme = hj_scheme_read (bytes, sample, &error);
  g_assert_no_error (error);
  g_ptr_array_add (commands, hj_command_new_member (member));
  session = hj_session_create (path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  hj_session_close (session, FALSE, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static const HjFinding *
finding_of (HjSession  *session,
            const char *criterion)
{
  return hj_content_find_finding (hj_session_get_content (session), criterion, hj_session_get_recorder (session));
}

/* What the rule knows is recorded and, where it owes one, waits for its reason; the rest is no key. */
static void
answer (HjWindow          *window,
        const HjCriterion *criterion,
        HjVerdict          verdict)
{
  HjSession *session = hj_window_get_session (window);
  GtkWidget *page = hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_ITEM_PAGE);
  HjCriterionRow *row = hj_item_page_get_row (HJ_ITEM_PAGE (page), criterion->id);
  char key[2] = { (char) ('0' + verdict), '\0' };

  gtk_widget_grab_focus (GTK_WIDGET (row));
  hj_app_test_keys (GTK_WINDOW (window), "0", NULL);
  hj_wait_for (finding_of (session, criterion->id) == NULL);
  hj_app_test_keys (GTK_WINDOW (window), key, NULL);
  if (!hj_rule_allows (&criterion->item->rule, verdict))
    {
      hj_app_test_settle ();
      g_assert_null (finding_of (session, criterion->id));
      return;
    }
  hj_wait_for (finding_of (session, criterion->id) != NULL);
  hj_wait_for (!hj_finding_editor_is_pending (hj_criterion_row_get_editor (row)));
  g_assert_true (hj_assess_check_finding (hj_session_get_scheme (session), finding_of (session, criterion->id), NULL));
  if (criterion->aspects->len == 0)
    g_assert_cmpint (hj_assess_effective_verdict (criterion, finding_of (session, criterion->id)), ==, verdict);

  if (hj_assess_owes_reason (criterion->item, verdict))
    {
      g_assert_cmpint (hj_assess_why_open (criterion, finding_of (session, criterion->id)), ==, HJ_OPEN_OWES_REASON);
      g_assert_true (hj_keys_is_in_text (GTK_WIDGET (row)));
      hj_app_test_type (GTK_WINDOW (window), "seen on site");
      hj_app_test_keys (GTK_WINDOW (window), "Return", NULL);
      hj_wait_for (hj_assess_why_open (criterion, finding_of (session, criterion->id)) == HJ_OPEN_NOT);
    }
  else if (hj_keys_is_in_text (GTK_WIDGET (row)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
test_scheme (gconstpointer data)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = make_dossier (folder, data);
  HjWindow *window;
  HjScheme *scheme;

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);
  window = hj_app_test_open (path, 1280, 800);
  scheme = hj_session_get_scheme (hj_window_get_session (window));

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);
          g_autoptr (HjPlace) place = hj_place_new_item (item->id, NULL, NULL);
          g_autofree char *picture = g_strdup_printf ("walk-%s-%s", (const char *) data, item->id);

          hj_window_go (window, place);
          hj_app_test_settle ();
          for (int verdict = HJ_N_VERDICTS - 1; verdict > HJ_VERDICT_NONE; verdict--)
            answer (window, g_ptr_array_index (item->criteria, 0), verdict);
          hj_app_test_picture (GTK_WINDOW (window), picture);
          hj_app_test_check_names (GTK_WIDGET (window));
        }
    }
  hj_app_test_close (window);
}

static char *
make_real_dossier (const char *folder,
                   const char *id,
                   const char *type)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, "real.hjd", NULL);
  g_autoptr (HjScheme) scheme = hj_scheme_load (id, &error);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjSession) session = NULL;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new ("李明");

  g_assert_no_error (error);
  content = hj_content_new (scheme);
  hj_str_set (&content->applicant.name, "长春北方协会");
  hj_str_set (&content->applicant.type, type);
  g_ptr_array_add (commands, hj_command_new_applicant (&content->applicant));
  g_ptr_array_add (commands, hj_command_new_member (member));
  session = hj_session_create (path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  hj_session_close (session, FALSE, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static HjWindow *
open_real (const char *id,
           const char *type)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = make_real_dossier (folder, id, type);

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);
  return hj_app_test_open (path, 1280, 800);
}

static void
assert_counts (HjWindow   *window,
               const char *met,
               const char *partly,
               const char *not_met,
               const char *not_applicable)
{
  HjScoreBar *bar = HJ_SCORE_BAR (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_SCORE_BAR));

  g_assert_cmpstr (hj_score_bar_get_figure (bar, "met"), ==, met);
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "partly"), ==, partly);
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "not-met"), ==, not_met);
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "not-applicable"), ==, not_applicable);
}

/* Counts stand where a total would; what is asked of other kinds of applicants is not applicable by itself. */
static void
test_counts (void)
{
  HjWindow *window = open_real ("jilin-2022", "行业组织");
  HjScoreBar *bar = HJ_SCORE_BAR (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_SCORE_BAR));

  assert_counts (window, "0", "0", "0", "3");
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "verdict"), ==, "28 / 31");
  g_assert_true (gtk_widget_get_visible (hj_score_bar_get_button (bar, "met")));
  g_assert_false (gtk_widget_get_visible (hj_score_bar_get_button (bar, "base")));
  g_assert_false (gtk_widget_get_visible (hj_score_bar_get_button (bar, "grand")));
  hj_app_test_record (window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "李明", "2.3.7", HJ_VERDICT_MISSING, "未设候考室");
  hj_app_test_record (window, "李明", "1.3.4", HJ_VERDICT_PROBLEM, "曾列入异常目录");
  hj_app_test_record (window, "李明", "2.2.3", HJ_VERDICT_DEFICIENT, "条件尚可");
  assert_counts (window, "1", "1", "2", "3");

  hj_app_test_go (window, "item:3.2");
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (window), "Not asked of this kind of applicant."));
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (GTK_WINDOW (window), "walk-jilin-unasked");
  hj_app_test_go (window, "sheet");
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_button (GTK_WIDGET (window), "Assessment Sheet"));
  g_assert_nonnull (hj_app_test_find_button (GTK_WIDGET (window), "Conditions Not Met"));
  hj_app_test_close (window);
}

static gboolean
count_row (GtkWidget *widget,
           gpointer   user_data)
{
  guint *n = user_data;

  *n += HJ_IS_MATERIAL_ROW (widget) && gtk_widget_get_visible (widget);
  return FALSE;
}

/* Only the papers of the applicant's own list are asked for. */
static void
test_materials_of_a_kind (void)
{
  HjWindow *window = open_real ("cettic-2020", "专业性行业组织（协会）");
  guint n = 0;

  hj_app_test_go (window, "materials");
  hj_app_test_settle ();
  hj_app_test_walk (GTK_WIDGET (window), count_row, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (window), "0 of 3 received"));
  hj_app_test_close (window);
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  g_test_add_data_func ("/walk/schemes/points", "points.hjs", test_scheme);
  g_test_add_data_func ("/walk/schemes/conditions", "conditions.hjs", test_scheme);

  g_test_add_func ("/walk/schemes/counts", test_counts);
  g_test_add_func ("/walk/schemes/materials-of-a-kind", test_materials_of_a_kind);

  return hj_app_test_run ();
}
