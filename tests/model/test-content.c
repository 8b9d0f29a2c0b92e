/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-score-card.h"
#include "hj-test.h"

static void
test_find (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 2);
  HjOccupation *occupation = hj_occupation_new ();
  HjNote *note = hj_note_new ("e1", "visit", "text");
  HjFinding *finding = hj_test_set (content, "2.1.3", 1, HJ_VERDICT_MISSING, NULL);

  g_ptr_array_add (content->occupations, occupation);
  g_ptr_array_add (content->notes, note);
  g_ptr_array_add (content->drafts, hj_draft_new ("e1", "note/x", "typing"));
  g_assert_true (hj_content_find_finding (content, "2.1.3", hj_test_expert (1)) == finding);
  g_assert_null (hj_content_find_finding (content, "2.1.3", hj_test_expert (0)));
  g_assert_true (hj_content_find_member (content, hj_test_expert (1)) == hj_test_member (content, 1));
  g_assert_true (hj_content_find_member_by_name (content, "expert 2") == hj_test_member (content, 1));
  g_assert_null (hj_content_find_member (content, NULL));
  g_assert_true (hj_content_find_occupation (content, occupation->id) == occupation);
  g_assert_true (hj_content_find_note (content, note->id) == note);
  g_assert_nonnull (hj_content_find_draft (content, "e1", "note/x"));
  g_assert_null (hj_content_find_draft (content, "e2", "note/x"));
  g_assert_nonnull (hj_content_find_material (content, "m7"));
  g_assert_null (hj_content_find_material (content, "m8"));
}

static void
test_copy (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 3);
  g_autoptr (HjContent) copy = NULL;

  hj_test_all_met (content, 0);
  hj_test_deduct (content, "3.1.1", 1, 150, "reason");
  content->serial = 7;
  g_ptr_array_add (content->drafts, hj_draft_new ("e1", "f", "t"));
  copy = hj_content_copy (content);
  g_assert_true (copy->scheme == content->scheme);
  g_assert_cmpstr (copy->applicant.credit_code, ==, content->applicant.credit_code);
  g_assert_cmpint (copy->serial, ==, 7);
  g_assert_cmpuint (copy->members->len, ==, 3);
  g_assert_cmpuint (copy->materials->len, ==, 7);
  g_assert_cmpuint (copy->drafts->len, ==, 1);
  g_assert_cmpuint (copy->findings->len, ==, content->findings->len);
  for (guint i = 0; i < copy->findings->len; i++)
    {
      const HjFinding *a = g_ptr_array_index (content->findings, i);
      const HjFinding *b = g_ptr_array_index (copy->findings, i);

      g_assert_true (a != b && hj_finding_equal (a, b));
    }
  hj_str_set (&copy->applicant.name, "other");
  g_assert_cmpstr (content->applicant.name, !=, "other");
}

/* A card keeps its content alive, and its sections share the card's items. */
static void
test_card (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, 1);
  HjSection *section = hj_scheme_find_section (scheme, "2");
  g_autoptr (HjScoreCard) card = hj_score_card_new (content, hj_test_expert (0));
  HjCardSection *card_section = hj_score_card_add_section (card, section);
  HjCardItem *item = hj_score_card_add_item (card, card_section, hj_scheme_find_item (scheme, "2.1"));
  HjCardCriterion *criterion = hj_card_item_add_criterion (item, hj_scheme_find_criterion (scheme, "2.1.1"));

  hj_content_unref (content);
  g_assert_cmpstr (card->content->applicant.name, ==, "浙江某某职业培训学校");
  g_assert_true (hj_score_card_find_section (card, "2") == card_section);
  g_assert_true (hj_score_card_find_item (card, "2.1") == item);
  g_assert_true (hj_score_card_find_criterion (card, "2.1.1") == criterion);
  g_assert_true (g_ptr_array_index (card_section->items, 0) == item);
  g_assert_null (hj_score_card_find_item (card, "2.2"));
  g_assert_cmpstr (criterion->reason, ==, "");
  hj_assert_amount (item->score, "0.00");
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/content/find", test_find);
  g_test_add_func ("/content/copy", test_copy);
  g_test_add_func ("/card/shape", test_card);
  return hj_test_run ();
}
