/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-standards-page"

#include "config.h"

#include <string.h>

#include "hj-app-test.h"
#include "hj-conclusion-page.h"
#include "hj-item-page.h"
#include "hj-picker.h"
#include "hj-points-spin.h"
#include "hj-session-exchange.h"
#include "hj-standards-model.h"
#include "hj-standards-page.h"
#include "hj-way.h"

/* The standards and the proposals with real widgets, real keys and the real checks: two archivists of
 * whom one lacks schooling, where the notice wants three. */

#define APPLICANT "宁波喆堃职业技能培训学校"
#define ARCHIVISTS "staff.archivists"
#define CHECK "staff.archivists.number"

typedef HjAppFixture Fixture;

static HjContent *
content_of (Fixture *fixture)
{
  return hj_session_get_content (fixture->session);
}

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

/* Puts a row, and waits until the standards know. */
static void
put_record (Fixture  *fixture,
            HjRecord *record)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  gboolean done = FALSE;

  g_ptr_array_add (commands, hj_command_new_record (record));
  hj_session_apply_async (fixture->session, hj_session_get_recorder (fixture->session), "record", commands, NULL, applied_cb, &done);
  hj_wait_for (done);
  hj_wait_for (hj_session_get_standards (fixture->session) != NULL &&
               !hj_session_get_standards_stale (fixture->session));
  hj_app_test_settle ();
}

static void
put_person (Fixture    *fixture,
            const char *id,
            const char *name,
            const char *schooling)
{
  g_autoptr (HjRecord) person = hj_record_new (HJ_RECORD_STAFF, id);

  hj_record_set (person, "name", name);
  hj_record_set (person, "duty", "档案管理人员");
  hj_record_set (person, "schooling", schooling);
  hj_record_set (person, "title", "中级工");
  hj_record_set (person, "years", "5");
  put_record (fixture, person);
}

#define A "11111111111111111111111111111111"
#define B "22222222222222222222222222222222"
#define C "33333333333333333333333333333333"
#define D "44444444444444444444444444444444"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 2);
  hj_app_fixture_open (fixture);
  put_person (fixture, A, "张三", "本科");
  put_person (fixture, B, "李四", "高中");
}

static gpointer
find (Fixture *fixture,
      GType    type)
{
  GtkWidget *widget = hj_app_test_find (GTK_WIDGET (fixture->window), type);

  g_assert_nonnull (widget);

  return widget;
}

static void
keys (Fixture    *fixture,
      const char *sequence)
{
  hj_app_test_keys_in_turn (GTK_WINDOW (fixture->window), sequence);
}

static const HjStandardResult *
result_of (Fixture *fixture)
{
  return hj_standard_report_find (hj_session_get_standards (fixture->session), CHECK, "");
}

static HjResultRow *
result_row (Fixture *fixture)
{
  HjStandardEntry *entry = hj_standards_page_get_row (find (fixture, HJ_TYPE_STANDARDS_PAGE), ARCHIVISTS);
  HjResultRow *row = hj_standard_entry_get_result (entry, CHECK, "");

  g_assert_nonnull (row);

  return row;
}

/* What is short comes first, told in words, with its clause and the rows behind the figure. */
static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  HjStandardsPage *page;
  HjResultRow *row;
  GtkWidget *list;
  HjWayRow *way;

  hj_app_test_go (fixture->window, "standards");
  page = find (fixture, HJ_TYPE_STANDARDS_PAGE);
  g_assert_cmpint (hj_standards_page_get_show (page), ==, HJ_SHOW_SHORT);
  g_assert_cmpint (hj_standard_entry_get_status (hj_standards_page_get_row (page, ARCHIVISTS)), ==, HJ_STANDARD_SHORT);
  row = result_row (fixture);
  g_assert_cmpstr (hj_result_row_get_message (row), ==, result_of (fixture)->message);
  g_assert_nonnull (strstr (hj_result_row_get_message (row), "不少于3人"));
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (page), "附件1 一.4"));

  way = hj_way_get_row (find (fixture, HJ_TYPE_WAY), "standards");
  g_assert_cmpint (hj_way_row_get_state (way), ==, HJ_WAY_ATTENTION);
  g_assert_true (g_str_has_suffix (hj_way_row_get_progress (way), " short"));

  g_assert_null (hj_result_row_get_rows (row));
  gtk_widget_grab_focus (hj_result_row_get_figure (row));
  keys (fixture, "space");
  g_assert_nonnull (hj_result_row_get_rows (row));
  list = hj_result_rows_get_list (hj_result_row_get_rows (row));
  g_assert_nonnull (hj_app_test_find_label (gtk_widget_get_first_child (list), "李四"));
  g_assert_nonnull (hj_app_test_find_label (gtk_widget_get_first_child (list), "学历不足"));
  g_assert_nonnull (hj_app_test_find_label (gtk_widget_get_last_child (list), "张三"));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "standards-rows");

  /* The data changes under the open rows: they follow, and stay open. */
  put_person (fixture, C, "王五", "大专");
  g_assert_true (result_row (fixture) == row);
  g_assert_nonnull (hj_app_test_find_label (list, "王五"));
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  HjStandardsPage *page;
  HjStandardEntry *by_hand;

  hj_app_test_go (fixture->window, "standards");
  page = find (fixture, HJ_TYPE_STANDARDS_PAGE);
  hj_standards_page_set_show (page, HJ_SHOW_ALL);
  hj_app_test_settle ();
  by_hand = hj_standards_page_get_row (page, "entry.supervision");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (by_hand)));
  g_assert_cmpint (hj_standard_entry_get_status (by_hand), ==, HJ_STANDARD_MANUAL);
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (by_hand), "can’t check this"));

  hj_standards_page_set_show (page, HJ_SHOW_UNKNOWN);
  hj_app_test_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (by_hand)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (hj_standards_page_get_row (page, ARCHIVISTS))));
  /* A place names a standard: it must be in sight, whatever is shown. */
  hj_app_test_go (fixture->window, "standards:" ARCHIVISTS);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (hj_standards_page_get_row (page, ARCHIVISTS))));
}

/* A word why is owed, and a case; who marked it stands there; it can be withdrawn. */
static void
test_relax (Fixture       *fixture,
            gconstpointer  data)
{
  HjResultRow *row;
  HjRelaxEditor *editor;
  const HjRelaxation *relaxation;

  hj_app_test_go (fixture->window, "standards");
  row = result_row (fixture);
  gtk_widget_grab_focus (hj_result_row_get_relax (row));
  keys (fixture, "Return");
  editor = hj_result_row_get_relax_editor (row);
  g_assert_nonnull (editor);
  g_assert_false (gtk_widget_get_sensitive (hj_relax_editor_get_record (editor)));
  gtk_drop_down_set_selected (hj_relax_editor_get_case (editor), 1);
  g_assert_false (gtk_widget_get_sensitive (hj_relax_editor_get_record (editor)));
  gtk_widget_grab_focus (GTK_WIDGET (hj_relax_editor_get_reason (editor)));
  hj_app_test_paste (GTK_WINDOW (fixture->window), "全国技能大赛承办单位");
  g_assert_true (gtk_widget_get_sensitive (hj_relax_editor_get_record (editor)));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "standards-relax");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->relaxations->len == 1);
  relaxation = g_ptr_array_index (content_of (fixture)->relaxations, 0);
  g_assert_cmpstr (relaxation->standard, ==, ARCHIVISTS);
  g_assert_cmpstr (relaxation->reason, ==, "全国技能大赛承办单位");
  g_assert_cmpstr (relaxation->expert, ==, hj_session_get_recorder (fixture->session));
  g_assert_cmpstr (relaxation->bonus_case, !=, "");
  hj_wait_for (result_of (fixture)->status == HJ_STANDARD_RELAXED);
  hj_app_test_settle ();
  g_assert_null (hj_result_row_get_relax_editor (row));
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (row), "李明"));

  gtk_widget_grab_focus (hj_result_row_get_withdraw (row));
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->relaxations->len == 0);
  hj_wait_for (result_of (fixture)->status == HJ_STANDARD_SHORT);
}

/* The proposal of a check below the criterion it belongs to. */
static HjProposalRow *
proposal_of (Fixture    *fixture,
             const char *criterion,
             const char *check)
{
  HjItemPage *page = find (fixture, HJ_TYPE_ITEM_PAGE);
  HjCriterionRow *row = hj_item_page_get_row (page, criterion);
  g_autofree char *key = g_strconcat (check, "|", NULL);

  for (guint i = 0;; i++)
    {
      HjProposalRow *proposal = hj_proposal_list_get_row (hj_criterion_row_get_proposals (row), i);

      g_assert_nonnull (proposal);
      if (g_str_equal (hj_proposal_row_get_key (proposal), key))
        return proposal;
    }
}

static HjProposalRow *
proposal_row (Fixture *fixture)
{
  return proposal_of (fixture, "1.2.1", CHECK);
}

static const HjFinding *
own_finding (Fixture    *fixture,
             const char *criterion)
{
  return hj_content_find_finding (content_of (fixture), criterion, hj_session_get_recorder (fixture->session));
}

static void
put_office (Fixture    *fixture,
            const char *area)
{
  g_autoptr (HjRecord) site = hj_record_new (HJ_RECORD_SITE, C);

  hj_record_set (site, "name", "办公室");
  hj_record_set (site, "kind", "office");
  hj_record_set (site, "area", area);
  put_record (fixture, site);
}

/* Accepting opens the points with the reason and its clause filled in; no points are proposed; the
 * deduction and the decision are one step. */
static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  HjProposalRow *row;
  HjProposalEditor *editor;
  const HjDeduction *deduction;
  HjWayRow *way;
  g_autofree char *reason = NULL;
  g_autofree char *before = NULL;

  put_office (fixture, "20");
  hj_app_test_go (fixture->window, "item:3.1");
  row = proposal_of (fixture, "3.1.1", "sites.office.area");
  way = hj_way_get_row (find (fixture, HJ_TYPE_WAY), "item:3.1");
  before = g_strdup (hj_way_row_get_progress (way));
  g_assert_true (g_str_has_prefix (before, "▲"));
  g_assert_cmpuint (content_of (fixture)->findings->len, ==, 0);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposal-open");

  gtk_widget_grab_focus (hj_proposal_row_get_accept (row));
  keys (fixture, "Return");
  editor = hj_proposal_row_get_editor (row);
  g_assert_nonnull (editor);
  g_assert_cmpint (hj_points_spin_get (hj_proposal_editor_get_points (editor)), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (hj_proposal_editor_get_record (editor)));
  reason = hj_phrase_entry_dup_text (hj_proposal_editor_get_reason (editor));
  g_assert_nonnull (strstr (reason, "不少于30㎡"));
  g_assert_true (g_str_has_suffix (reason, "（附件1 二.1）"));
  g_assert_cmpuint (content_of (fixture)->findings->len, ==, 0);

  /* The keyboard stands in the points. */
  keys (fixture, "ctrl+a");
  hj_app_test_type (GTK_WINDOW (fixture->window), "2.5");
  g_assert_true (gtk_widget_get_sensitive (hj_proposal_editor_get_record (editor)));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposal-accept");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->decisions->len == 1);
  g_assert_cmpuint (own_finding (fixture, "3.1.1")->deductions->len, ==, 1);
  deduction = g_ptr_array_index (own_finding (fixture, "3.1.1")->deductions, 0);
  g_assert_cmpint (deduction->points, ==, 250);
  g_assert_cmpstr (deduction->reason, ==, reason);
  g_assert_cmpstr (deduction->aspect, ==, "3.1.1.sites");
  hj_app_test_settle ();
  row = proposal_of (fixture, "3.1.1", "sites.office.area");
  g_assert_cmpint (hj_proposal_row_get_state (row), ==, HJ_PROPOSAL_ACCEPTED);
  g_assert_cmpstr (hj_way_row_get_progress (way), !=, before);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposal-accepted");

  /* One step: undo takes both. */
  gtk_widget_grab_focus (GTK_WIDGET (hj_item_page_get_row (find (fixture, HJ_TYPE_ITEM_PAGE), "3.1.1")));
  keys (fixture, "ctrl+z");
  hj_wait_for (content_of (fixture)->decisions->len == 0);
  g_assert_null (own_finding (fixture, "3.1.1"));
  hj_app_test_settle ();
  row = proposal_of (fixture, "3.1.1", "sites.office.area");
  g_assert_cmpint (hj_proposal_row_get_state (row), ==, HJ_PROPOSAL_OPEN);
}

/* A problem of an item that is all or nothing: the reason is there, Enter records it. */
static void
accept_problem (Fixture *fixture)
{
  gtk_widget_grab_focus (hj_proposal_row_get_accept (proposal_row (fixture)));
  keys (fixture, "Return Return");
  hj_wait_for (content_of (fixture)->decisions->len == 1);
  hj_app_test_settle ();
  g_assert_cmpint (own_finding (fixture, "1.2.1")->verdict, ==, HJ_VERDICT_PROBLEM);
  g_assert_nonnull (strstr (own_finding (fixture, "1.2.1")->reason, "（附件1 一.4）"));
}

/* The applicant brings more people: what was accepted holds no more, and that is said, not undone. */
static void
test_outdated (Fixture       *fixture,
               gconstpointer  data)
{
  HjProposalRow *row;

  hj_app_test_go (fixture->window, "item:1.2");
  accept_problem (fixture);
  put_person (fixture, C, "王五", "大专");
  row = proposal_row (fixture);
  g_assert_cmpint (hj_proposal_row_get_state (row), ==, HJ_PROPOSAL_OUTDATED);
  g_assert_cmpint (own_finding (fixture, "1.2.1")->verdict, ==, HJ_VERDICT_PROBLEM);
  put_person (fixture, D, "赵六", "本科");
  g_assert_cmpint (result_of (fixture)->status, ==, HJ_STANDARD_MET);
  row = proposal_row (fixture);
  g_assert_cmpint (hj_proposal_row_get_state (row), ==, HJ_PROPOSAL_OUTDATED);
  g_assert_nonnull (strstr (hj_proposal_row_get_text (row), "Met"));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposal-outdated");

  gtk_widget_grab_focus (hj_proposal_row_get_take_back (row));
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->decisions->len == 0);
  g_assert_true (own_finding (fixture, "1.2.1") == NULL ||
                 own_finding (fixture, "1.2.1")->verdict == HJ_VERDICT_NONE);
}

/* Dismissing owes a word; what is dismissed folds away and can be taken back. */
static void
test_dismiss (Fixture       *fixture,
              gconstpointer  data)
{
  HjProposalRow *row;
  HjProposalEditor *editor;
  HjProposalList *list;
  GtkWidget *chip;
  const HjDecision *decision;

  hj_app_test_go (fixture->window, "item:1.2");
  row = proposal_row (fixture);
  gtk_widget_grab_focus (hj_proposal_row_get_dismiss (row));
  keys (fixture, "Return");
  editor = hj_proposal_row_get_editor (row);
  g_assert_false (gtk_widget_get_sensitive (hj_proposal_editor_get_record (editor)));
  chip = gtk_widget_get_first_child (hj_phrase_entry_get_chips (hj_proposal_editor_get_reason (editor)));
  g_signal_emit_by_name (chip, "clicked");
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposal-dismiss");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->decisions->len == 1);
  decision = g_ptr_array_index (content_of (fixture)->decisions, 0);
  g_assert_cmpint (decision->kind, ==, HJ_DECISION_DISMISSED);
  g_assert_cmpstr (decision->reason, ==, "现场核实已具备");
  g_assert_cmpuint (content_of (fixture)->findings->len, ==, 0);
  hj_app_test_settle ();

  row = proposal_row (fixture);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (row)));
  list = hj_criterion_row_get_proposals (hj_item_page_get_row (find (fixture, HJ_TYPE_ITEM_PAGE), "1.2.1"));
  gtk_widget_grab_focus (hj_proposal_list_get_fold (list));
  keys (fixture, "space");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row)));
  gtk_widget_grab_focus (hj_proposal_row_get_take_back (row));
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->decisions->len == 0);
  hj_app_test_settle ();
  g_assert_cmpint (hj_proposal_row_get_state (proposal_row (fixture)), ==, HJ_PROPOSAL_OPEN);
}

static void
count_keys (Fixture    *fixture,
            const char *sequence,
            guint      *n)
{
  g_auto (GStrv) list = g_strsplit (sequence, " ", -1);

  *n += g_strv_length (list);
  keys (fixture, sequence);
}

/* As the item opens one sees that there are proposals, wherever they stand; with the keyboard alone the
 * first is decided with three keys, each after it with two. The data goes on speaking: what the
 * applicant brings takes its proposal away at once, and undone it is back. */
static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  HjItemPage *page;
  GtkWidget *waiting;
  g_autofree char *before = NULL;
  guint n = 0, all;

  hj_app_test_go (fixture->window, "item:1.2");
  page = find (fixture, HJ_TYPE_ITEM_PAGE);
  waiting = hj_item_page_get_waiting (page);
  g_assert_true (gtk_widget_get_mapped (waiting));
  {
    graphene_rect_t bounds;

    g_assert_true (gtk_widget_compute_bounds (waiting, GTK_WIDGET (page), &bounds));
    g_assert_cmpfloat (bounds.origin.y, >=, 0);
    g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (GTK_WIDGET (page)));
  }
  all = hj_standards_model_count_waiting (hj_standards_model_get (fixture->session),
                                          hj_scheme_find_item (hj_session_get_scheme (fixture->session), "1.2"));
  g_assert_cmpuint (all, >=, 2);
  before = g_strdup (gtk_button_get_label (GTK_BUTTON (waiting)));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "proposals-waiting");

  count_keys (fixture, "F4 Return Return", &n);
  hj_wait_for (content_of (fixture)->decisions->len == 1);
  hj_app_test_settle ();
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (waiting)), !=, before);
  /* The keyboard stands at the next already. */
  count_keys (fixture, "Return Return", &n);
  hj_wait_for (content_of (fixture)->decisions->len == 2);
  hj_app_test_settle ();
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (hj_standards_model_count_waiting (hj_standards_model_get (fixture->session),
                                                      hj_scheme_find_item (hj_session_get_scheme (fixture->session), "1.2")),
                    ==, all - 2);
  /* Dismissed by the keyboard: one key beside, a word, Enter. */
  keys (fixture, "Tab Return");
  hj_app_test_paste (GTK_WINDOW (fixture->window), "现场已核实");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->decisions->len == 3);
  g_assert_cmpuint (content_of (fixture)->findings->len, ==, 1);
}

static gboolean
is_proposed (Fixture *fixture)
{
  g_autoptr (GPtrArray) proposals = hj_standards_model_list_proposals (hj_standards_model_get (fixture->session), NULL);

  for (guint i = 0; i < proposals->len; i++)
    {
      const HjProposal *proposal = g_ptr_array_index (proposals, i);

      if (proposal->state == HJ_PROPOSAL_OPEN && g_str_equal (proposal->result->check->id, CHECK))
        return TRUE;
    }

  return FALSE;
}

/* A row of staff is edited and the proposal goes; the edit is undone, and it is back. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  hj_app_test_go (fixture->window, "item:1.2");
  put_person (fixture, C, "王五", "大专");
  g_assert_true (is_proposed (fixture));
  put_person (fixture, B, "李四", "大专");
  g_assert_false (is_proposed (fixture));
  keys (fixture, "ctrl+z");
  hj_wait_for (is_proposed (fixture));
  keys (fixture, "ctrl+shift+z");
  hj_wait_for (!is_proposed (fixture));
}

/* What is typed for a decision is a draft: gone from the screen, it is still there. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  HjProposalRow *row;
  g_autofree char *text = NULL;

  hj_app_test_go (fixture->window, "item:1.2");
  row = proposal_row (fixture);
  gtk_widget_grab_focus (hj_proposal_row_get_dismiss (row));
  keys (fixture, "Return");
  hj_app_test_paste (GTK_WINDOW (fixture->window), "已电话核实");
  hj_app_test_go (fixture->window, "item:2.1");
  hj_app_test_go (fixture->window, "item:1.2");
  row = proposal_row (fixture);
  g_assert_null (hj_proposal_row_get_editor (row));
  gtk_widget_grab_focus (hj_proposal_row_get_dismiss (row));
  keys (fixture, "Return");
  text = hj_phrase_entry_dup_text (hj_proposal_editor_get_reason (hj_proposal_row_get_editor (row)));
  g_assert_cmpstr (text, ==, "已电话核实");
  keys (fixture, "Escape");
  hj_wait_for (hj_proposal_row_get_editor (row) == NULL);
}

/* The result is set by a person; what the findings speak for is only said. */
static void
test_conclusion (Fixture       *fixture,
                 gconstpointer  data)
{
  HjConclusionPage *page;

  hj_app_test_go (fixture->window, "conclusion");
  page = find (fixture, HJ_TYPE_CONCLUSION_PAGE);
  g_assert_nonnull (strstr (hj_conclusion_page_get_suggestion (page), "still open"));
  g_assert_cmpint (content_of (fixture)->conclusion.result, ==, HJ_RESULT_NONE);
  gtk_widget_grab_focus (hj_conclusion_page_get_choice (page, HJ_RESULT_APPROVE_AFTER));
  keys (fixture, "space");
  hj_wait_for (content_of (fixture)->conclusion.result == HJ_RESULT_APPROVE_AFTER);
  gtk_widget_grab_focus (hj_conclusion_page_get_reasons (page));
  hj_app_test_paste (GTK_WINDOW (fixture->window), "档案管理人员不足，限期补齐。");
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (content_of (fixture)->conclusion.reasons, "档案管理人员不足，限期补齐。"));
  g_assert_cmpint (content_of (fixture)->conclusion.result, ==, HJ_RESULT_APPROVE_AFTER);
  g_assert_cmpstr (content_of (fixture)->conclusion.expert, ==, hj_session_get_recorder (fixture->session));
  hj_app_test_settle ();
  g_assert_cmpint (hj_way_row_get_state (hj_way_get_row (find (fixture, HJ_TYPE_WAY), "conclusion")), ==, HJ_WAY_DONE);

  /* Another choice keeps the reasons; the same again takes it back. */
  gtk_widget_grab_focus (hj_conclusion_page_get_choice (page, HJ_RESULT_REJECT));
  keys (fixture, "space");
  hj_wait_for (content_of (fixture)->conclusion.result == HJ_RESULT_REJECT);
  hj_app_test_settle ();
  g_assert_cmpstr (content_of (fixture)->conclusion.reasons, ==, "档案管理人员不足，限期补齐。");
  keys (fixture, "space");
  hj_wait_for (content_of (fixture)->conclusion.result == HJ_RESULT_NONE);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("/standards/page", test_page);
  ADD ("/standards/filter", test_filter);
  ADD ("/standards/relax", test_relax);
  ADD ("/standards/accept", test_accept);
  ADD ("/standards/outdated", test_outdated);
  ADD ("/standards/dismiss", test_dismiss);
  ADD ("/standards/keyboard", test_keyboard);
  ADD ("/standards/follows", test_follows);
  ADD ("/standards/draft", test_draft);
  ADD ("/standards/conclusion", test_conclusion);

  return hj_app_test_run ();
}
