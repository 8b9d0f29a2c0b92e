/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-test.h"

static HjContent *
make_panel (guint n_experts)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, n_experts);
  HjRule *rule = &hj_scheme_find_item (scheme, "3.1")->rule;

  rule->min = 1;
  rule->increment = 1;
  for (guint i = 0; i < n_experts; i++)
    hj_test_all_met (content, i);
  return content;
}

/* Objective criteria: where experts differ it is open, listed, and costs nothing. */
static void
test_consensus (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) differ = NULL;
  g_autoptr (HjScoreCard) agree = NULL;
  const HjCardCriterion *entry;

  hj_test_set (content, "2.1.3", 1, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "4.1.1", 2, HJ_VERDICT_PROBLEM, "no budget");
  differ = hj_assess (content, NULL);
  entry = hj_score_card_find_criterion (differ, "2.1.3");
  g_assert_true (entry->disagreement);
  g_assert_cmpint (entry->state, ==, HJ_STATE_OPEN);
  g_assert_cmpint (entry->open_why, ==, HJ_OPEN_DISAGREEMENT);
  g_assert_cmpuint (differ->open, ==, 2);
  g_assert_cmpuint (differ->disagreements->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (differ->disagreements, 0), ==, "2.1.3");
  g_assert_cmpstr (g_ptr_array_index (differ->disagreements, 1), ==, "4.1.1");
  hj_assert_amount (differ->base, "100.00");
  g_assert_cmpint (differ->outcome, ==, HJ_OUTCOME_INCOMPLETE);
  hj_test_set (content, "2.1.3", 0, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "2.1.3", 2, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "4.1.1", 2, HJ_VERDICT_MET, NULL);
  agree = hj_assess (content, NULL);
  hj_assert_amount (agree->base, "98.00");
  g_assert_cmpuint (agree->disagreements->len, ==, 0);
  g_assert_cmpint (agree->outcome, ==, HJ_OUTCOME_PASS);
}

/* One who recorded nothing isn't counted; one whose finding owes something holds it open for all. */
static void
test_silent_and_owing (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) owing = NULL;
  g_autoptr (HjScoreCard) settled = NULL;

  hj_test_forget (content, "2.2.1", 0);
  hj_test_set (content, "2.2.1", 1, HJ_VERDICT_NOT_APPLICABLE, NULL);
  hj_test_set (content, "2.2.1", 2, HJ_VERDICT_NOT_APPLICABLE, "unsigned");
  owing = hj_assess (content, NULL);
  g_assert_cmpint (hj_score_card_find_criterion (owing, "2.2.1")->open_why, ==, HJ_OPEN_OWES_REASON);
  g_assert_cmpuint (hj_score_card_find_criterion (owing, "2.2.1")->voices->len, ==, 2);
  g_assert_cmpuint (owing->open, ==, 1);
  hj_test_set (content, "2.2.1", 1, HJ_VERDICT_NOT_APPLICABLE, "no stamp");
  settled = hj_assess (content, NULL);
  g_assert_cmpint (hj_score_card_find_criterion (settled, "2.2.1")->state, ==, HJ_STATE_NOT_APPLICABLE);
  g_assert_cmpstr (hj_score_card_find_criterion (settled, "2.2.1")->reason, ==, "no stamp；unsigned");
  hj_assert_amount (settled->base, "100.00");
}

/* 10.00, 10.00 and 10.01: the mean is 10.00⅓, the base 89.99⅔. It fails, and is never shown as 90.00. */
static void
test_exact_mean (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *brief = NULL;

  hj_test_deduct (content, "3.1.1", 0, 1000, "a");
  hj_test_deduct (content, "3.1.1", 1, 1000, "a");
  hj_test_deduct (content, "3.1.1", 2, 1001, "a");
  card = hj_assess (content, NULL);
  g_assert_cmpint (card->base.num, ==, 26999);
  g_assert_cmpint (card->base.den, ==, 3);
  hj_assert_amount (card->base, "89.99");
  brief = hj_amount_format_short (card->base);
  g_assert_cmpstr (brief, ==, "89.99");
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_FAIL);
  g_assert_false (card->can_pass);
  g_assert_cmpstr (hj_score_card_find_criterion (card, "3.1.1")->reason, ==, "a");
}

/* sum ≥ 90 × n decides: three experts whose deductions sum to exactly 30 pass. */
static void
test_exact_line (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_deduct (content, "3.1.1", 0, 997, "a");
  hj_test_deduct (content, "3.1.1", 1, 1001, "b");
  hj_test_deduct (content, "3.1.1", 2, 1002, "c");
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, "90.00");
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_PASS);
}

static void
test_mean_counts_not_applicable (void)
{
  g_autoptr (HjContent) content = make_panel (2);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_deduct (content, "3.1.1", 0, 300, "a");
  hj_test_set (content, "3.1.1", 1, HJ_VERDICT_NOT_APPLICABLE, "none here");
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, "98.50");
  g_assert_cmpint (hj_score_card_find_criterion (card, "3.1.1")->state, ==, HJ_STATE_DEFICIENT);
}

/* 60 and 0 of an item of 30: the sheets show 0 and 30, so the panel's figure is 15, not the 0 that the raw mean gives. */
static void
test_mean_then_cap (void)
{
  g_autoptr (HjContent) content = make_panel (2);
  g_autoptr (HjScoreCard) card = NULL;
  const HjCardItem *item;

  hj_test_deduct (content, "3.1.1", 0, 3000, "a");
  hj_test_deduct (content, "3.1.1", 0, 3000, "b");
  card = hj_assess (content, NULL);
  item = hj_score_card_find_item (card, "3.1");
  hj_assert_amount (item->raw, "30.00");
  hj_assert_amount (item->applied, "15.00");
  hj_assert_amount (item->score, "15.00");
}

/* Two criteria of one judged item of 30: 20 and 20 of one expert, nothing of the other. His sheets say 0 and 30. */
static void
test_mean_over_criteria (void)
{
  g_autoptr (HjContent) content = make_panel (2);
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (HjScoreCard) partial = NULL;
  HjCriterion *second = hj_item_add_criterion (hj_scheme_find_item (content->scheme, "3.1"));
  const HjCardItem *item;

  hj_str_set (&second->id, "3.1.2");
  hj_str_set (&second->text, "second");
  hj_test_deduct (content, "3.1.1", 0, 2000, "a");
  hj_test_deduct (content, "3.1.2", 0, 2000, "b");
  partial = hj_assess (content, NULL);
  item = hj_score_card_find_item (partial, "3.1");
  hj_assert_amount (item->raw, "30.00");
  hj_assert_amount (item->applied, "30.00");
  hj_test_set (content, "3.1.2", 1, HJ_VERDICT_MET, NULL);
  card = hj_assess (content, NULL);
  item = hj_score_card_find_item (card, "3.1");
  hj_assert_amount (item->raw, "20.00");
  hj_assert_amount (item->applied, "15.00");
  hj_assert_amount (item->score, "15.00");
}

/* The highest and the lowest go, once each, and only from five experts. */
static void
test_trimmed (void)
{
  static const HjPoints deductions[] = { 300, 100, 2900, 200, 0, 400 };
  static const char * const bases[] = { NULL, "97.00", "98.00", "89.00", "91.25", "98.00", "97.50" };

  for (guint n = 1; n <= 6; n++)
    {
      g_autoptr (HjContent) content = make_panel (n);

      content->scheme->combine[HJ_RULE_JUDGED] = HJ_COMBINE_TRIMMED_MEAN;
      for (guint i = 0; i < n; i++)
        if (deductions[i] > 0)
          hj_test_deduct (content, "3.1.1", i, deductions[i], "because");
      g_test_message ("%u experts", n);
      assert_base (content, bases[n]);
    }
}

static void
test_recused (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (HjScoreCard) own = NULL;

  hj_test_set (content, "4.1.1", 1, HJ_VERDICT_PROBLEM, "no budget");
  hj_test_deduct (content, "3.1.1", 1, 2900, "everything");
  hj_test_member (content, 1)->recused = TRUE;
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, "100.00");
  g_assert_cmpuint (card->disagreements->len, ==, 0);
  g_assert_cmpuint (card->warnings->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (card->warnings, 0), "expert 2"));
  g_assert_nonnull (strstr (g_ptr_array_index (card->warnings, 1), "2"));
  own = hj_assess (content, hj_test_expert (1));
  g_assert_cmpuint (own->open, ==, 17);
}

/* One expert's own card holds his findings alone and says nothing of the panel. */
static void
test_own_card (void)
{
  g_autoptr (HjContent) content = make_panel (2);
  g_autoptr (HjScoreCard) first = NULL;
  g_autoptr (HjScoreCard) second = NULL;

  hj_test_deduct (content, "3.1.1", 0, 1050, "a");
  first = hj_assess (content, hj_test_expert (0));
  second = hj_assess (content, hj_test_expert (1));
  hj_assert_amount (first->base, "89.50");
  hj_assert_amount (second->base, "100.00");
  g_assert_cmpstr (first->expert, ==, hj_test_expert (0));
  g_assert_cmpuint (first->warnings->len, ==, 0);
  assert_base (content, "94.75");
}

static void
test_few_experts (void)
{
  for (guint n = 0; n <= 4; n++)
    {
      g_autoptr (HjContent) content = make_panel (n);
      g_autoptr (HjScoreCard) card = hj_assess (content, NULL);

      g_assert_cmpuint (card->warnings->len, ==, n < 3 ? 1 : 0);
    }
}

/* Bonus cases by consensus: where the awards differ nothing is added, and it is listed; it is never open. */
static void
test_bonus_disagreement (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) differ = NULL;
  g_autoptr (HjScoreCard) agree = NULL;

  hj_test_award (content, "5.1.1", 0, 1000, "award");
  hj_test_award (content, "5.1.1", 2, 2000, "award");
  differ = hj_assess (content, NULL);
  hj_assert_amount (differ->bonus, "0.00");
  g_assert_cmpuint (differ->disagreements->len, ==, 1);
  g_assert_true (differ->complete);
  hj_test_award (content, "5.1.1", 2, 1000, "award");
  agree = hj_assess (content, NULL);
  hj_assert_amount (agree->bonus, "10.00");
}

/* A finding of somebody who isn't on the panel is nobody's voice. */
static void
test_stranger (void)
{
  g_autoptr (HjContent) content = make_panel (1);
  HjFinding *finding = hj_finding_new ("4.1.1", "somebody");

  finding->verdict = HJ_VERDICT_PROBLEM;
  hj_str_set (&finding->reason, "x");
  g_ptr_array_add (content->findings, finding);
  assert_base (content, "100.00");
}

/* Items shown with two places may not add up to the shown total: then the card says so. */
static void
test_printed_sum (void)
{
  g_autoptr (HjContent) content = make_panel (3);
  g_autoptr (HjScoreCard) one = NULL;
  g_autoptr (HjScoreCard) two = NULL;

  hj_test_deduct (content, "3.1.1", 0, 100, "a");
  one = hj_assess (content, NULL);
  hj_assert_amount (one->base, "99.66");
  g_assert_false (one->printed_sum_differs);
  /* 29.66⅔ and 9.66⅔ are shown as 29.66 and 9.66, and with 60 give 99.32; the total 99.33⅓ is shown as 99.33. */
  hj_test_deduct (content, "3.2.1", 0, 100, "a");
  two = hj_assess (content, NULL);
  hj_assert_amount (hj_score_card_find_item (two, "3.1")->score, "29.66");
  hj_assert_amount (hj_score_card_find_item (two, "3.2")->score, "9.66");
  hj_assert_amount (two->base, "99.33");
  g_assert_true (two->printed_sum_differs);
}

/* Ten experts, as many different numbers of voices: exact, or at least never above. */
static void
test_many_experts (void)
{
  g_autoptr (HjContent) content = make_panel (60);
  g_autoptr (HjScoreCard) card = NULL;

  for (guint i = 0; i < 60; i++)
    hj_test_deduct (content, "3.1.1", i, 100 + i, "because");
  for (guint i = 0; i < 7; i++)
    hj_test_forget (content, "3.2.1", i);
  hj_test_deduct (content, "3.2.1", 20, 100, "because");
  card = hj_assess (content, NULL);
  /* 100 - (60 × 100 + 0 + … + 59) / 60 - 100 / 53 hundredths */
  g_assert_cmpint (hj_amount_compare (card->base,
                                      hj_amount_sub (hj_amount_new (10000 * 60 - 6000 - 1770, 60), hj_amount_new (100, 53))),
                   ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/panel/consensus", test_consensus);
  g_test_add_func ("/panel/silent-and-owing", test_silent_and_owing);
  g_test_add_func ("/panel/exact-mean", test_exact_mean);
  g_test_add_func ("/panel/exact-line", test_exact_line);
  g_test_add_func ("/panel/mean-counts-not-applicable", test_mean_counts_not_applicable);
  g_test_add_func ("/panel/mean-then-cap", test_mean_then_cap);
  g_test_add_func ("/panel/mean-over-criteria", test_mean_over_criteria);
  g_test_add_func ("/panel/trimmed", test_trimmed);
  g_test_add_func ("/panel/recused", test_recused);
  g_test_add_func ("/panel/own-card", test_own_card);
  g_test_add_func ("/panel/few-experts", test_few_experts);
  g_test_add_func ("/panel/bonus-disagreement", test_bonus_disagreement);
  g_test_add_func ("/panel/stranger", test_stranger);
  g_test_add_func ("/panel/printed-sum", test_printed_sum);
  g_test_add_func ("/panel/many-experts", test_many_experts);
  return hj_test_run ();
}
