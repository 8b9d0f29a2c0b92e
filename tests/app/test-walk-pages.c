/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-walk-pages"

#include "config.h"

#include <string.h>

#include "hj-app-test.h"
#include "hj-assess.h"
#include "hj-derivation.h"
#include "hj-item-page.h"
#include "hj-material-row.h"
#include "hj-materials-page.h"
#include "hj-note-row.h"
#include "hj-notes-page.h"
#include "hj-score-bar.h"
#include "hj-field-row.h"
#include "hj-form-page.h"
#include "hj-visit-member.h"
#include "hj-visit-occupation.h"
#include "hj-visit-page.h"
#include "hj-way.h"

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

static gpointer
find (Fixture *fixture,
      GType    type)
{
  GtkWidget *widget = hj_app_test_find (GTK_WIDGET (fixture->window), type);

  g_assert_nonnull (widget);

  return widget;
}

static HjContent *
content_of (Fixture *fixture)
{
  return hj_session_get_content (fixture->session);
}

static void
keys (Fixture    *fixture,
      const char *sequence)
{
  hj_app_test_keys_in_turn (GTK_WINDOW (fixture->window), sequence);
}

static HjWayRow *
way_row (Fixture    *fixture,
         const char *place)
{
  HjWayRow *row = hj_way_get_row (find (fixture, HJ_TYPE_WAY), place);

  g_assert_nonnull (row);

  return row;
}

/* Each place of the walk has a step; unassessed figures say so; done ones are the card's. */
static void
test_way (Fixture       *fixture,
          gconstpointer  data)
{
  static const char *const all[] = {
    "visit", "materials", "item:1.1", "item:1.2", "item:2.1", "item:2.2", "item:3.1",
    "item:3.1:3.1.1:3.1.1.sites", "item:3.1:3.1.1:3.1.1.equipment", "item:3.1:3.1.1:3.1.1.video",
    "item:3.2", "item:4.1", "item:5.1", "notes", "sheet", "deductions",
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_true (hj_place_equal (hj_way_row_get_place (way_row (fixture, all[i])),
                                   hj_way_row_get_place (way_row (fixture, all[i]))));
  g_assert_cmpint (hj_way_row_get_state (way_row (fixture, "item:2.1")), ==, HJ_WAY_UNTOUCHED);
  g_assert_cmpstr (hj_way_row_get_score (way_row (fixture, "item:2.1")), ==, "not assessed");

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  g_assert_cmpint (hj_way_row_get_state (way_row (fixture, "item:2.1")), ==, HJ_WAY_BEGUN);
  g_assert_cmpstr (hj_way_row_get_score (way_row (fixture, "item:2.1")), ==, "at most 8");
  g_assert_cmpstr (hj_way_row_get_progress (way_row (fixture, "item:2.1")), ==, "1/7");

  hj_app_test_record (fixture->window, "李明", "3.2.1", HJ_VERDICT_MET, "");
  g_assert_cmpint (hj_way_row_get_state (way_row (fixture, "item:3.2")), ==, HJ_WAY_DONE);
  g_assert_cmpstr (hj_way_row_get_score (way_row (fixture, "item:3.2")), ==, "10 / 10");

  hj_app_test_record (fixture->window, "王芳", "2.1.1", HJ_VERDICT_MET, "");
  g_assert_cmpint (hj_way_row_get_state (way_row (fixture, "item:2.1")), ==, HJ_WAY_ATTENTION);
}

/* The selection is where one is, in sight; the arrows and Enter go elsewhere. */
static void
test_way_keys (Fixture       *fixture,
               gconstpointer  data)
{
  HjWay *way = find (fixture, HJ_TYPE_WAY);
  graphene_rect_t bounds;

  go (fixture, "item:5.1");
  g_assert_true (hj_way_get_selected (way) == way_row (fixture, "item:5.1"));
  hj_app_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (hj_way_get_selected (way)), GTK_WIDGET (way), &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (GTK_WIDGET (way)));

  gtk_widget_grab_focus (GTK_WIDGET (way));
  keys (fixture, "Down Return");
  g_assert_true (hj_way_get_selected (way) == way_row (fixture, "notes"));
  hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_NOTES_PAGE);
}

/* The bar shows the card's figures, at most while anything is open; each tells how it came about. */
static void
test_bar (Fixture       *fixture,
          gconstpointer  data)
{
  HjScoreBar *bar = find (fixture, HJ_TYPE_SCORE_BAR);
  HjScoreCard *card;
  g_autofree char *base = NULL;
  g_autofree char *open = NULL;
  GtkWidget *popover;

  g_assert_cmpstr (hj_score_bar_get_figure (bar, "base"), ==, "100");
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "verdict"), ==, "17 / 17");
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_record (fixture->window, "李明", "4.1.1", HJ_VERDICT_PROBLEM, "报表不全");
  card = hj_session_get_card (fixture->session);
  base = hj_amount_format_short (card->base);
  open = g_strdup_printf ("%u / %u", card->open, card->total);
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "base"), ==, base);
  g_assert_cmpstr (base, ==, "88");
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "verdict"), ==, open);
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "bonus"), ==, "0");
  g_assert_cmpstr (hj_score_bar_get_figure (bar, "grand"), ==, "88");

  g_signal_emit_by_name (hj_score_bar_get_button (bar, "base"), "clicked");
  hj_app_test_settle ();
  popover = hj_app_test_find (hj_score_bar_get_button (bar, "base"), HJ_TYPE_DERIVATION);
  g_assert_nonnull (popover);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "walk-derivation");
  gtk_popover_popdown (GTK_POPOVER (popover));
  hj_wait_for (hj_app_test_find (hj_score_bar_get_button (bar, "base"), HJ_TYPE_DERIVATION) == NULL);
}

/* A date in the usual ways of writing; what is no date is told and not recorded. */
static void
test_visit (Fixture       *fixture,
            gconstpointer  data)
{
  HjVisitPage *page;
  GtkWidget *from;

  go (fixture, "visit");
  page = find (fixture, HJ_TYPE_VISIT_PAGE);
  from = hj_visit_page_get_field (page, "visit/from");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), from));
  g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  hj_app_test_type (GTK_WINDOW (fixture->window), "20261105");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->visit.from == hj_day_new (2026, 11, 5));
  hj_app_test_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "2026年11月5日");

  keys (fixture, "ctrl+a");
  hj_app_test_type (GTK_WINDOW (fixture->window), "soon");
  keys (fixture, "Return");
  hj_app_test_settle ();
  g_assert_cmpint (content_of (fixture)->visit.from, ==, hj_day_new (2026, 11, 5));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (from)), ==, "soon");
  keys (fixture, "ctrl+a");
  hj_app_test_type (GTK_WINDOW (fixture->window), "2026-11-06");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->visit.from == hj_day_new (2026, 11, 6));

  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (hj_visit_page_get_field (page, "visit/place")))));
  hj_app_test_paste (GTK_WINDOW (fixture->window), "宁波市鄞州区");
  keys (fixture, "Tab");
  hj_wait_for (g_str_equal (content_of (fixture)->visit.place, "宁波市鄞州区"));
  g_assert_cmpint (content_of (fixture)->visit.from, ==, hj_day_new (2026, 11, 6));
}

static void
test_panel (Fixture       *fixture,
            gconstpointer  data)
{
  HjVisitPage *page;
  const HjMember *member;
  guint n_leads = 0;

  go (fixture, "visit");
  page = find (fixture, HJ_TYPE_VISIT_PAGE);
  gtk_widget_grab_focus (hj_visit_page_get_new_member (page));
  hj_app_test_paste (GTK_WINDOW (fixture->window), "周镕");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->members->len == 3);
  member = hj_content_find_member_by_name (content_of (fixture), "周镕");
  g_assert_nonnull (member);
  hj_wait_for (hj_visit_page_get_member (page, member->id) != NULL);

  gtk_widget_grab_focus (hj_visit_page_get_new_occupation (page));
  hj_app_test_type (GTK_WINDOW (fixture->window), "6-31-01-03 dian gong");
  keys (fixture, "Return");
  hj_wait_for (content_of (fixture)->occupations->len == 2);

  for (guint i = 0; i < content_of (fixture)->members->len; i++)
    n_leads += ((const HjMember *) g_ptr_array_index (content_of (fixture)->members, i))->lead ? 1 : 0;
  g_assert_cmpuint (n_leads, ==, 1);
}

/* What the application's pages ask for has one field, there: the visit page shows it, and leads to it. */
static void
test_visit_facts (Fixture       *fixture,
                  gconstpointer  data)
{
  HjVisitPage *page;
  const char *id = ((const HjOccupation *) g_ptr_array_index (content_of (fixture)->occupations, 0))->id;
  g_autofree char *occupation = NULL;
  g_autofree char *at_occupation = g_strdup_printf ("application:form.occupations:%s:levels", id);
  HjFieldRow *row;

  go (fixture, "visit");
  page = find (fixture, HJ_TYPE_VISIT_PAGE);
  g_assert_null (hj_app_test_find (GTK_WIDGET (page), HJ_TYPE_VISIT_OCCUPATION));
  g_assert_true (ADW_IS_ACTION_ROW (hj_visit_page_get_field (page, "applicant/address")));
  g_variant_get (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (hj_visit_page_get_occupation (page, id))),
                 "s", &occupation);
  g_assert_cmpstr (occupation, ==, at_occupation);

  /* By keys, as any row of a list. */
  gtk_widget_grab_focus (hj_visit_page_get_field (page, "applicant/address"));
  keys (fixture, "Return");
  hj_wait_for (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_FORM_PAGE) != NULL);
  hj_app_test_settle ();
  row = HJ_FIELD_ROW (hj_form_fields_get_row (hj_form_page_get_fields (find (fixture, HJ_TYPE_FORM_PAGE)), "address"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (row)));
  hj_app_test_paste (GTK_WINDOW (fixture->window), "宁波市海曙区");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (content_of (fixture)->applicant.address, "宁波市海曙区"));
  go (fixture, "visit");
  page = find (fixture, HJ_TYPE_VISIT_PAGE);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (hj_visit_page_get_field (page, "applicant/address"))), ==,
                   "宁波市海曙区");
}

static void
test_materials (Fixture       *fixture,
                gconstpointer  data)
{
  const HjMaterialReceipt *first, *second;
  HjMaterialsPage *page;

  go (fixture, "materials");
  page = find (fixture, HJ_TYPE_MATERIALS_PAGE);
  keys (fixture, "1 Down 2");
  hj_wait_for (((HjMaterialReceipt *) g_ptr_array_index (content_of (fixture)->materials, 1))->answered);
  first = g_ptr_array_index (content_of (fixture)->materials, 0);
  second = g_ptr_array_index (content_of (fixture)->materials, 1);
  g_assert_true (first->answered && first->received);
  g_assert_cmpint (first->copies, >=, 1);
  g_assert_true (second->answered && !second->received);
  gtk_widget_grab_focus (hj_material_row_get_remark (hj_materials_page_get_row (page, 1)));
  hj_app_test_type (GTK_WINDOW (fixture->window), "2 days late");
  keys (fixture, "Return");
  hj_wait_for (g_str_equal (((HjMaterialReceipt *) g_ptr_array_index (content_of (fixture)->materials, 1))->remark, "2 days late"));
  g_assert_cmpstr (hj_way_row_get_progress (way_row (fixture, "materials")), ==, "2/7");
  hj_assert_amount (hj_session_get_card (fixture->session)->base, "100.00");
}

/* A note of one expert is nobody else's to change. */
static void
test_notes (Fixture       *fixture,
            gconstpointer  data)
{
  HjNotesPage *page;
  HjNoteRow *row;

  go (fixture, "notes");
  page = find (fixture, HJ_TYPE_NOTES_PAGE);
  hj_app_test_type (GTK_WINDOW (fixture->window), "open day and night, 24 h");
  g_signal_emit_by_name (hj_notes_page_get_add (page), "clicked");
  hj_wait_for (content_of (fixture)->notes->len == 1);
  hj_app_test_settle ();
  row = hj_notes_page_get_row (page, 0);
  g_assert_nonnull (row);
  g_assert_true (gtk_text_view_get_editable (GTK_TEXT_VIEW (hj_note_row_get_text (row))));
  keys (fixture, "F2 2");
  hj_app_test_settle ();
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (hj_note_row_get_text (row))));
}

/* What a screen reader is told: what a choice is called, its key, what it costs. */
static void
test_accessible (Fixture       *fixture,
                 gconstpointer  data)
{
  HjCriterionRow *row;
  GtkWidget *missing;

  go (fixture, "item:2.1");
  row = hj_item_page_get_row (find (fixture, HJ_TYPE_ITEM_PAGE), "2.1.1");
  missing = hj_verdict_bar_get_button (hj_criterion_row_get_verdicts (row), HJ_VERDICT_MISSING);
  gtk_test_accessible_assert_role (missing, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (missing, GTK_ACCESSIBLE_PROPERTY_LABEL, "Missing");
  gtk_test_accessible_assert_property (missing, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "2");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (missing), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL));
  hj_app_test_check_names (GTK_WIDGET (fixture->window));
}

#define ADD(name, func) g_test_add ("/walk/pages/" name, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  ADD ("way", test_way);
  ADD ("way-keys", test_way_keys);
  ADD ("bar", test_bar);
  ADD ("visit", test_visit);
  ADD ("visit-facts", test_visit_facts);
  ADD ("panel", test_panel);
  ADD ("materials", test_materials);
  ADD ("notes", test_notes);
  ADD ("accessible", test_accessible);

  return hj_app_test_run ();
}
