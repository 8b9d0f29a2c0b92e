/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-walk-item"

#include "config.h"

#include <string.h>

#include "hj-app-test.h"
#include "hj-aspect-row.h"
#include "hj-assess.h"
#include "hj-deduction-row.h"
#include "hj-item-page.h"
#include "hj-score-bar.h"

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
go (Fixture    *fixture,
    const char *text)
{
  hj_app_test_go (fixture->window, text);
}

static HjItemPage *
page_of (Fixture *fixture)
{
  return HJ_ITEM_PAGE (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_ITEM_PAGE));
}

static HjCriterionRow *
row_of (Fixture    *fixture,
        const char *criterion)
{
  HjCriterionRow *row = hj_item_page_get_row (page_of (fixture), criterion);

  g_assert_nonnull (row);

  return row;
}

static HjCriterionDetails *
details_of (Fixture    *fixture,
            const char *criterion)
{
  return hj_criterion_row_get_details (row_of (fixture, criterion));
}

static const HjFinding *
finding_of (Fixture    *fixture,
            const char *criterion)
{
  return hj_content_find_finding (hj_session_get_content (fixture->session), criterion,
                                  hj_session_get_recorder (fixture->session));
}

static HjState
state_of (Fixture    *fixture,
          const char *criterion)
{
  return hj_score_card_find_criterion (hj_session_get_card (fixture->session), criterion)->state;
}

static HjOpenWhy
why_of (Fixture    *fixture,
        const char *criterion)
{
  return hj_score_card_find_criterion (hj_session_get_card (fixture->session), criterion)->open_why;
}

static gboolean
has_focus (Fixture   *fixture,
           GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
keys (Fixture    *fixture,
      const char *sequence)
{
  hj_app_test_keys_in_turn (GTK_WINDOW (fixture->window), sequence);
}

static void
assert_base (Fixture    *fixture,
             const char *wanted)
{
  hj_assert_amount (hj_session_get_card (fixture->session)->base, wanted);
}

/* The twelve documents by the keyboard alone: a digit and an arrow each, the next open item by one key. */
static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  go (fixture, "item:2.1");
  hj_wait_for (has_focus (fixture, GTK_WIDGET (row_of (fixture, "2.1.1"))));
  keys (fixture, "1 Down 1 Down 2 Down 1 Down 1 Down 2 Down 1");
  hj_wait_for (state_of (fixture, "2.1.7") == HJ_STATE_MET);
  keys (fixture, "alt+Down");
  hj_wait_for (has_focus (fixture, GTK_WIDGET (row_of (fixture, "2.2.1"))));
  keys (fixture, "1 Tab 1 Tab 2 Tab 2 Tab 2");
  hj_wait_for (state_of (fixture, "2.2.5") == HJ_STATE_MISSING);

  g_assert_cmpint (state_of (fixture, "2.1.3"), ==, HJ_STATE_MISSING);
  g_assert_cmpint (state_of (fixture, "2.1.6"), ==, HJ_STATE_MISSING);
  g_assert_cmpint (state_of (fixture, "2.1.2"), ==, HJ_STATE_MET);
  assert_base (fixture, "90.00");
  hj_assert_amount (hj_score_card_find_item (hj_session_get_card (fixture->session), "2.1")->score, "6.00");
  hj_assert_amount (hj_score_card_find_item (hj_session_get_card (fixture->session), "2.2")->score, "4.00");
}

/* A judged deduction: four keys and its reason. The reason is Chinese, as it would be. */
static void
test_judged (Fixture       *fixture,
             gconstpointer  data)
{
  const HjFinding *finding;
  const HjDeduction *deduction;

  go (fixture, "item:1.1");
  keys (fixture, "3 2 Return");
  hj_wait_for (finding_of (fixture, "1.1.1") != NULL && finding_of (fixture, "1.1.1")->deductions->len == 1);
  g_assert_cmpint (why_of (fixture, "1.1.1"), ==, HJ_OPEN_OWES_REASON);
  hj_app_test_paste (GTK_WINDOW (fixture->window), "岗位职责未成文");
  keys (fixture, "Return");
  hj_wait_for (state_of (fixture, "1.1.1") == HJ_STATE_DEFICIENT);

  finding = finding_of (fixture, "1.1.1");
  deduction = g_ptr_array_index (finding->deductions, 0);
  hj_assert_points (deduction->points, "2.00");
  g_assert_cmpstr (deduction->reason, ==, "岗位职责未成文");
  g_assert_cmpstr (deduction->method, ==, "documents");
  hj_wait_for (has_focus (fixture, GTK_WIDGET (row_of (fixture, "1.1.1"))));
  assert_base (fixture, "98.00");

  /* 3 again takes once more; a phrase of the scheme by one key. */
  keys (fixture, "3 1 period 5 Return ctrl+1 Return");
  hj_wait_for (finding_of (fixture, "1.1.1")->deductions->len == 2 && state_of (fixture, "1.1.1") == HJ_STATE_DEFICIENT);
  assert_base (fixture, "96.50");
}

/* Tab leads from the points to the reason, and to what takes both back last of all. */
static void
test_tab_to_reason (Fixture       *fixture,
                    gconstpointer  data)
{
  HjDeductionRow *row;

  go (fixture, "item:1.1");
  keys (fixture, "3");
  row = hj_criterion_details_get_deduction (details_of (fixture, "1.1.1"), 0);
  g_assert_nonnull (row);
  hj_wait_for (has_focus (fixture, hj_deduction_row_get_points (row)));
  keys (fixture, "2 Tab");
  g_assert_true (has_focus (fixture, hj_deduction_row_get_reason (row)));
  hj_app_test_type (GTK_WINDOW (fixture->window), "no seal");
  keys (fixture, "shift+Tab");
  g_assert_true (has_focus (fixture, hj_deduction_row_get_points (row)));
  hj_wait_for (state_of (fixture, "1.1.1") == HJ_STATE_DEFICIENT);
  assert_base (fixture, "98.00");
}

/* A criterion taller than the page stays where it is when the reason gives the keyboard back to it. */
static void
test_long_row_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  HjCriterionRow *row;
  graphene_rect_t bounds;

  go (fixture, "item:1.2");
  row = row_of (fixture, "1.2.1");
  hj_wait_for (has_focus (fixture, GTK_WIDGET (row)));
  keys (fixture, "4");
  hj_app_test_type (GTK_WINDOW (fixture->window), "nobody knew");
  keys (fixture, "Return");
  hj_wait_for (state_of (fixture, "1.2.1") == HJ_STATE_PROBLEM);
  hj_app_test_settle ();
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (page_of (fixture)), &bounds));
  g_assert_cmpfloat (bounds.size.height, >, gtk_widget_get_height (GTK_WIDGET (page_of (fixture))));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
}

/* What is not on the step or out of range is refused: nothing is bent to the nearest. */
static void
test_points (Fixture       *fixture,
             gconstpointer  data)
{
  HjDeductionRow *row;
  const HjDeduction *deduction;

  go (fixture, "item:1.1");
  keys (fixture, "3");
  row = hj_criterion_details_get_deduction (details_of (fixture, "1.1.1"), 0);
  g_assert_nonnull (row);
  hj_wait_for (has_focus (fixture, hj_deduction_row_get_points (row)));
  keys (fixture, "2 period 3 Return");
  hj_app_test_settle ();
  deduction = g_ptr_array_index (finding_of (fixture, "1.1.1")->deductions, 0);
  hj_assert_points (deduction->points, "0.50");
  hj_wait_for (has_focus (fixture, hj_deduction_row_get_points (row)));
  keys (fixture, "1 6 Return");
  hj_app_test_settle ();
  deduction = g_ptr_array_index (finding_of (fixture, "1.1.1")->deductions, 0);
  hj_assert_points (deduction->points, "0.50");
}

/* Undo, close, open again: what was answered is there, what was undone is not, and can be redone. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "2 Down 2");
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_MISSING);
  keys (fixture, "ctrl+z");
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_OPEN);
  hj_app_test_close (fixture->window);

  hj_app_fixture_open (fixture);
  go (fixture, "item:2.1");
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_MISSING);
  g_assert_cmpint (state_of (fixture, "2.1.2"), ==, HJ_STATE_OPEN);
  keys (fixture, "ctrl+shift+z");
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_MISSING);
}

/* Digits belong to verdicts; in a reason they are text. */
static void
test_digits_in_text (Fixture       *fixture,
                     gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "3");
  hj_wait_for (has_focus (fixture, hj_criterion_details_get_reason (details_of (fixture, "2.1.1"))));
  hj_app_test_type (GTK_WINDOW (fixture->window), "12345 of 20");
  keys (fixture, "Return");
  hj_wait_for (finding_of (fixture, "2.1.1") != NULL &&
               g_str_equal (finding_of (fixture, "2.1.1")->reason, "12345 of 20"));
  g_assert_cmpint (finding_of (fixture, "2.1.1")->verdict, ==, HJ_VERDICT_DEFICIENT);
  /* Back on the row, the digit is a verdict again. */
  hj_wait_for (has_focus (fixture, GTK_WIDGET (row_of (fixture, "2.1.1"))));
  keys (fixture, "1");
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_MET);
}

/* Verdicts the rule doesn't have are no keys; 0 takes an answer back. */
static void
test_foreign_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "4");
  g_assert_null (finding_of (fixture, "2.1.1"));
  keys (fixture, "2");
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_MISSING);
  keys (fixture, "0");
  hj_wait_for (finding_of (fixture, "2.1.1") == NULL);
  go (fixture, "item:1.2");
  keys (fixture, "2 3");
  g_assert_null (finding_of (fixture, "1.2.1"));
}

/* An owed reason holds the criterion open; not applicable owes one. */
static void
test_owed (Fixture       *fixture,
           gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "5");
  hj_wait_for (finding_of (fixture, "2.1.1") != NULL);
  g_assert_cmpint (why_of (fixture, "2.1.1"), ==, HJ_OPEN_OWES_REASON);
  hj_wait_for (has_focus (fixture, hj_criterion_details_get_reason (details_of (fixture, "2.1.1"))));
  keys (fixture, "Return");
  hj_app_test_settle ();
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_OPEN);
  /* Enter on the row leads back to what is owed. */
  keys (fixture, "Return");
  hj_app_test_type (GTK_WINDOW (fixture->window), "no stock");
  keys (fixture, "Tab");
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_NOT_APPLICABLE);
}

/* What it costs is said before and after; that passing is impossible at the moment it is so. */
static void
test_costs (Fixture       *fixture,
            gconstpointer  data)
{
  HjVerdictBar *bar;

  go (fixture, "item:2.1");
  bar = hj_criterion_row_get_verdicts (row_of (fixture, "2.1.1"));
  keys (fixture, "Right Right");
  hj_wait_for (has_focus (fixture, hj_verdict_bar_get_button (bar, HJ_VERDICT_MISSING)));
  g_assert_nonnull (strstr (hj_item_page_get_hint (page_of (fixture)), "−2"));
  g_assert_nonnull (strstr (hj_item_page_get_hint (page_of (fixture)), "98 ≥ 90"));
  g_assert_null (finding_of (fixture, "2.1.1"));
  keys (fixture, "2");
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_MISSING);
  hj_app_test_settle ();
  g_assert_nonnull (strstr (hj_item_page_get_hint (page_of (fixture)), "−2"));

  go (fixture, "item:1.2");
  keys (fixture, "4");
  hj_wait_for (finding_of (fixture, "1.2.1") != NULL);
  hj_app_test_settle ();
  g_assert_nonnull (strstr (hj_item_page_get_hint (page_of (fixture)), "passing is no longer possible"));
  hj_app_test_type (GTK_WINDOW (fixture->window), "asked, no answer");
  keys (fixture, "Return");
  hj_wait_for (state_of (fixture, "1.2.1") == HJ_STATE_PROBLEM);
  g_assert_false (hj_session_get_card (fixture->session)->can_pass);
  assert_base (fixture, "83.00");
}

/* A bonus counts with its evidence, and only between ten and twenty. */
static void
test_bonus (Fixture       *fixture,
            gconstpointer  data)
{
  go (fixture, "item:5.1");
  keys (fixture, "1");
  hj_wait_for (finding_of (fixture, "5.1.1") != NULL);
  hj_assert_points (finding_of (fixture, "5.1.1")->award, "10.00");
  hj_wait_for (has_focus (fixture, hj_criterion_details_get_award (details_of (fixture, "5.1.1"))));
  keys (fixture, "2 5 Return");
  hj_app_test_settle ();
  hj_assert_points (finding_of (fixture, "5.1.1")->award, "10.00");
  hj_wait_for (has_focus (fixture, hj_criterion_details_get_award (details_of (fixture, "5.1.1"))));
  keys (fixture, "1 5 Return");
  hj_wait_for (finding_of (fixture, "5.1.1")->award == HJ_POINTS (15));
  hj_assert_amount (hj_session_get_card (fixture->session)->bonus, "0.00");
  hj_wait_for (has_focus (fixture, hj_criterion_details_get_evidence (details_of (fixture, "5.1.1"))));
  hj_app_test_type (GTK_WINDOW (fixture->window), "contract 12");
  keys (fixture, "Return");
  hj_wait_for (hj_session_get_card (fixture->session)->bonus.num == HJ_POINTS (15));
  g_assert_cmpstr (finding_of (fixture, "5.1.1")->evidence, ==, "contract 12");
  assert_base (fixture, "100.00");
}

/* Aspects add up to the conclusion; points are taken where they were found. */
static void
test_aspects (Fixture       *fixture,
              gconstpointer  data)
{
  const HjFinding *finding;

  go (fixture, "item:3.1:3.1.1:3.1.1.sites");
  keys (fixture, "1 Down 1");
  hj_wait_for (finding_of (fixture, "3.1.1") != NULL && finding_of (fixture, "3.1.1")->marks->len == 2);
  g_assert_cmpint (why_of (fixture, "3.1.1"), ==, HJ_OPEN_ASPECTS);
  keys (fixture, "Down 3 1 period 5 Return");
  hj_app_test_paste (GTK_WINDOW (fixture->window), "有死角");
  keys (fixture, "Return");
  hj_wait_for (state_of (fixture, "3.1.1") == HJ_STATE_DEFICIENT);
  finding = finding_of (fixture, "3.1.1");
  g_assert_cmpint (hj_finding_get_mark (finding, "3.1.1.video"), ==, HJ_MARK_PROBLEM);
  g_assert_cmpstr (((HjDeduction *) g_ptr_array_index (finding->deductions, 0))->aspect, ==, "3.1.1.video");
  assert_base (fixture, "98.50");
}

/* An expert may conclude although aspects are left, and look further. */
static void
test_conclude (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *conclude;

  go (fixture, "item:3.1:3.1.1:3.1.1.sites");
  keys (fixture, "1");
  hj_wait_for (finding_of (fixture, "3.1.1") != NULL);
  conclude = hj_criterion_details_get_conclude (details_of (fixture, "3.1.1"));
  g_signal_emit_by_name (conclude, "clicked");
  hj_wait_for (state_of (fixture, "3.1.1") == HJ_STATE_MET);
  g_signal_emit_by_name (conclude, "clicked");
  hj_wait_for (state_of (fixture, "3.1.1") == HJ_STATE_OPEN);
}

/* A note goes with any verdict, by Enter on the row. */
static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "1 Return");
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_MET);
  gtk_widget_grab_focus (hj_criterion_details_get_note (details_of (fixture, "2.1.1")));
  hj_app_test_type (GTK_WINDOW (fixture->window), "well kept");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (finding_of (fixture, "2.1.1")->note, "well kept"));
  g_assert_cmpint (finding_of (fixture, "2.1.1")->verdict, ==, HJ_VERDICT_MET);
}

/* Answers don't make widgets anew: focus and scroll stay. */
static void
test_nothing_jumps (Fixture       *fixture,
                    gconstpointer  data)
{
  HjCriterionRow *row;
  GtkWidget *entry;

  go (fixture, "item:2.1");
  row = row_of (fixture, "2.1.1");
  keys (fixture, "3");
  entry = hj_criterion_details_get_reason (details_of (fixture, "2.1.1"));
  hj_app_test_type (GTK_WINDOW (fixture->window), "half a");
  hj_app_test_record (fixture->window, "王芳", "2.1.4", HJ_VERDICT_MISSING, "");
  g_assert_true (row == row_of (fixture, "2.1.1"));
  hj_wait_for (has_focus (fixture, entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "half a");
  hj_app_test_type (GTK_WINDOW (fixture->window), " sentence");
  keys (fixture, "Return");
  hj_wait_for (finding_of (fixture, "2.1.1") != NULL &&
               g_str_equal (finding_of (fixture, "2.1.1")->reason, "half a sentence"));
}

/* Going elsewhere in the middle of a word makes it an entry; nothing typed is lost. */
static void
test_leaving (Fixture       *fixture,
              gconstpointer  data)
{
  go (fixture, "item:2.1");
  keys (fixture, "3");
  hj_app_test_type (GTK_WINDOW (fixture->window), "left behind");
  go (fixture, "item:2.2");
  hj_wait_for (g_str_equal (finding_of (fixture, "2.1.1")->reason, "left behind"));

  keys (fixture, "3");
  hj_app_test_type (GTK_WINDOW (fixture->window), "closed upon");
  hj_app_test_close (fixture->window);
  hj_app_fixture_open (fixture);
  g_assert_cmpstr (finding_of (fixture, "2.2.1")->reason, ==, "closed upon");
}

/* After a crash what was being typed is back in its field, and no answer yet. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjFinding) finding = NULL;
  g_autofree char *recorder = g_strdup (hj_session_get_recorder (fixture->session));
  HjSession *crashed;
  GtkWidget *entry;

  hj_app_test_close (fixture->window);
  crashed = hj_session_open (fixture->path, HJ_SESSION_WRITE, NULL, &error);
  g_assert_no_error (error);
  hj_session_set_recorder (crashed, recorder);
  finding = hj_finding_new ("2.1.2", recorder);
  finding->verdict = HJ_VERDICT_DEFICIENT;
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  hj_session_apply (crashed, recorder, "2.1.2", commands, &error);
  g_assert_no_error (error);
  hj_session_set_draft (crashed, "finding/2.1.2/reason", "只写了一");
  hj_session_flush_drafts (crashed);
  hj_session_abandon (crashed);
  g_object_unref (crashed);

  hj_app_fixture_open (fixture);
  go (fixture, "item:2.1:2.1.2");
  entry = hj_criterion_details_get_reason (details_of (fixture, "2.1.2"));
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "只写了一");
  g_assert_cmpstr (finding_of (fixture, "2.1.2")->reason, ==, "");
  keys (fixture, "Return End");
  hj_app_test_type (GTK_WINDOW (fixture->window), "!");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (finding_of (fixture, "2.1.2")->reason, "只写了一!"));
}

/* What another expert found is shown, and no key or click of mine changes it. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  const HjMember *other;
  const HjFinding *theirs;

  hj_app_test_record (fixture->window, "王芳", "2.1.1", HJ_VERDICT_DEFICIENT, "未盖章");
  go (fixture, "item:2.1:2.1.1");
  g_assert_nonnull (strstr (hj_criterion_row_get_voices (row_of (fixture, "2.1.1")), "王芳"));
  g_assert_nonnull (strstr (hj_criterion_row_get_voices (row_of (fixture, "2.1.1")), "未盖章"));
  /* Her reason is in no field of mine. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hj_criterion_details_get_reason (details_of (fixture, "2.1.1")))), ==, "");
  keys (fixture, "2");
  hj_wait_for (finding_of (fixture, "2.1.1") != NULL);
  other = hj_content_find_member_by_name (hj_session_get_content (fixture->session), "王芳");
  theirs = hj_content_find_finding (hj_session_get_content (fixture->session), "2.1.1", other->id);
  g_assert_cmpint (theirs->verdict, ==, HJ_VERDICT_DEFICIENT);
  g_assert_cmpstr (theirs->reason, ==, "未盖章");

  /* They differ: open, and it says who said what. */
  g_assert_cmpint (why_of (fixture, "2.1.1"), ==, HJ_OPEN_DISAGREEMENT);
  hj_app_test_settle ();
  g_assert_nonnull (strstr (hj_criterion_row_get_voices (row_of (fixture, "2.1.1")), "李明"));
  keys (fixture, "0");
  hj_wait_for (finding_of (fixture, "2.1.1") == NULL);
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_DEFICIENT);
}

/* What is typed when another begins to record stays with the one who typed it. */
static void
test_recorder_changes (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *first = g_strdup (hj_session_get_recorder (fixture->session));
  g_autofree char *other =
    g_strdup (hj_content_find_member_by_name (hj_session_get_content (fixture->session), "王芳")->id);

  go (fixture, "item:2.1");
  keys (fixture, "3");
  hj_app_test_type (GTK_WINDOW (fixture->window), "mine");
  hj_session_set_recorder (fixture->session, other);
  hj_app_test_settle ();
  hj_wait_for (g_str_equal (hj_content_find_finding (hj_session_get_content (fixture->session), "2.1.1", first)->reason, "mine"));
  g_assert_null (hj_content_find_finding (hj_session_get_content (fixture->session), "2.1.1", other));
}

static gboolean
quiet_cb (const char     *domain,
          GLogLevelFlags  level,
          const char     *message,
          gpointer        user_data)
{
  return (level & G_LOG_LEVEL_MASK) > G_LOG_LEVEL_WARNING ? FALSE : TRUE;
}

static void
failed_cb (HjFindingEditor *editor,
           const GError    *error,
           guint           *n_failed)
{
  (*n_failed)++;
}

/* An answer is pending until its commit; one that is refused goes back, and it is told. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  HjFindingEditor *editor;
  HjFinding *foreign;
  guint n_failed = 0;

  go (fixture, "item:2.1");
  editor = hj_criterion_row_get_editor (row_of (fixture, "2.1.1"));
  g_signal_connect (editor, "failed", G_CALLBACK (failed_cb), &n_failed);
  hj_finding_editor_choose (editor, HJ_VERDICT_MET, NULL);
  g_assert_true (hj_finding_editor_is_pending (editor));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (
    hj_verdict_bar_get_button (hj_criterion_row_get_verdicts (row_of (fixture, "2.1.1")), HJ_VERDICT_MET))));
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_OPEN);
  hj_wait_for (!hj_finding_editor_is_pending (editor));
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_MET);

  foreign = hj_finding_editor_dup (editor);
  foreign->verdict = HJ_VERDICT_PROBLEM;
  g_test_log_set_fatal_handler (quiet_cb, NULL);
  hj_finding_editor_submit (editor, foreign, "2.1.1");
  hj_wait_for (!hj_finding_editor_is_pending (editor));
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpint (finding_of (fixture, "2.1.1")->verdict, ==, HJ_VERDICT_MET);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (
    hj_verdict_bar_get_button (hj_criterion_row_get_verdicts (row_of (fixture, "2.1.1")), HJ_VERDICT_MET))));
}

/* Two answers before the first is durable: the second builds on it. */
static void
test_quick_hands (Fixture       *fixture,
                  gconstpointer  data)
{
  HjFindingEditor *editor;
  HjFinding *finding;

  go (fixture, "item:2.1");
  editor = hj_criterion_row_get_editor (row_of (fixture, "2.1.1"));
  hj_finding_editor_choose (editor, HJ_VERDICT_DEFICIENT, NULL);
  finding = hj_finding_editor_dup (editor);
  hj_str_set (&finding->reason, "at once");
  hj_finding_editor_submit (editor, finding, "2.1.1");
  hj_wait_for (!hj_finding_editor_is_pending (editor));
  g_assert_cmpint (finding_of (fixture, "2.1.1")->verdict, ==, HJ_VERDICT_DEFICIENT);
  g_assert_cmpstr (finding_of (fixture, "2.1.1")->reason, ==, "at once");
}

#define ADD(name, func) g_test_add ("/walk/item/" name, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("documents", test_documents);
  ADD ("judged", test_judged);
  ADD ("tab-to-reason", test_tab_to_reason);
  ADD ("long-row-stays", test_long_row_stays);
  ADD ("points", test_points);
  ADD ("reopen", test_reopen);
  ADD ("digits-in-text", test_digits_in_text);
  ADD ("foreign-keys", test_foreign_keys);
  ADD ("owed", test_owed);
  ADD ("costs", test_costs);
  ADD ("bonus", test_bonus);
  ADD ("aspects", test_aspects);
  ADD ("conclude", test_conclude);
  ADD ("note", test_note);
  ADD ("nothing-jumps", test_nothing_jumps);
  ADD ("leaving", test_leaving);
  ADD ("draft", test_draft);
  ADD ("others", test_others);
  ADD ("recorder-changes", test_recorder_changes);
  ADD ("pending", test_pending);
  ADD ("quick-hands", test_quick_hands);

  return hj_app_test_run ();
}
