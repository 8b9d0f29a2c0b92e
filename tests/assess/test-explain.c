/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-test.h"

static char *
explain (const HjScoreCard *card,
         const char        *id)
{
  g_autoptr (GPtrArray) steps = hj_assess_explain (card, id);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (steps);
  g_assert_cmpuint (steps->len, >, 0);
  for (guint i = 0; i < steps->len; i++)
    {
      const HjDerivationStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s|%s|%s\n", step->label, step->figure, step->detail);
    }
  return g_string_free (text, FALSE);
}

static void
assert_says (const HjScoreCard *card,
             const char        *id,
             const char        *words)
{
  g_autofree char *text = explain (card, id);
  g_auto (GStrv) parts = g_strsplit (words, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("“%s” is not in the derivation of %s:\n%s", parts[i], id, text);
}

/* Raw, cap and applied are told apart; a deduction is written with a true minus. */
static void
test_item (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_all_met (content, 0);
  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *criterion = g_strdup_printf ("2.1.%u", i);

      hj_test_set (content, criterion, 0, HJ_VERDICT_MISSING, NULL);
    }
  card = hj_assess (content, NULL);
  assert_says (card, "2.1",
               "2.1.6 职业技能等级认定工作安全保卫制度|−2.00|Missing\n"
               "Rule||Each one missing takes 2 points, 10 at most; a deficient one takes nothing.\n"
               "Method and standard||查阅文件（每少1项扣2分，扣完为止）\n"
               "Raw deduction|−12.00|\n"
               "Most that is taken here|10.00|\n"
               "Applied deduction|−10.00|\n"
               "Score|0.00|");
  assert_says (card, "2", "2.1 工作场所相关制度、办法的情况|0.00|of 10\n2.规章制度情况|10.00|");
  assert_says (card, "base", "1-4项合计|90.00|\nPass line|≥ 90.00|reached\nThe notice||注：1-4项合计分数必须在90分以上。");
  assert_says (card, "verdict", "Verdict|Pass|");
  assert_says (card, "grand", "Grand total|90.00|");
  assert_says (card, "bonus", "Bonus|0.00|it never helps the pass line");
}

/* Who, why, and by what method; the mean as the fraction it is. */
static void
test_criterion (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 3);
  g_autoptr (HjScoreCard) card = NULL;
  HjDeduction *deduction;

  for (guint i = 0; i < 3; i++)
    hj_test_all_met (content, i);
  deduction = hj_test_deduct (content, "3.1.1", 1, 250, "面积不足");
  hj_str_set (&deduction->aspect, "3.1.1.sites");
  hj_str_set (&deduction->method, "site");
  card = hj_assess (content, NULL);
  assert_says (card, "3.1.1",
               "expert 1|0.00|Met\n"
               "expert 2|−2.50|Deficient\n"
               "|−2.50|面积不足 · 场地 · 现场察看\n"
               "Deficient|−0.83|mean of 3 experts; exactly 2.50 ÷ 3, cut down to two decimals");
  assert_says (card, "3.1", "Score|29.16|exactly 87.50 ÷ 3, cut down to two decimals");
  assert_says (card, "4.1.1", "Met|0.00|3 experts agree");
}

static void
test_open (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 2);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_set (content, "4.1.1", 0, HJ_VERDICT_PROBLEM, "no budget");
  hj_test_set (content, "4.1.1", 1, HJ_VERDICT_MET, NULL);
  hj_test_set (content, "1.2.1", 0, HJ_VERDICT_PROBLEM, NULL);
  hj_test_award (content, "5.1.1", 0, 1000, NULL);
  card = hj_assess (content, NULL);
  assert_says (card, "base", "1-4项合计|at most 100.00|17 criteria are still open and cost nothing yet\n|can still be reached");
  assert_says (card, "4.1.1", "Open|0.00|The experts differ. It costs nothing yet.");
  assert_says (card, "1.2.1", "expert 1|−15.00|A reason is owed\nOpen|0.00|A reason is owed. It costs nothing yet.");
  assert_says (card, "2.1.1", "Open|0.00|Not assessed yet. It costs nothing yet.");
  assert_says (card, "5.1.1", "Open|0.00|Evidence is owed; not counted. It adds nothing yet.");
  assert_says (card, "verdict", "4.1.1||The experts differ\nVerdict|Incomplete|");
}

/* Every id there is has a derivation, in every state at random; ids there aren't have none. */
static void
test_every_id (void)
{
  static const char * const totals[] = { "base", "bonus", "grand", "verdict" };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 2);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_all_met (content, 0);
  hj_test_deduct (content, "3.2.1", 1, 100, "x");
  card = hj_assess (content, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    g_free (explain (card, totals[i]));
  for (guint i = 0; i < card->sections->len; i++)
    g_free (explain (card, ((HjCardSection *) g_ptr_array_index (card->sections, i))->section->id));
  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      g_free (explain (card, item->item->id));
      for (guint j = 0; j < item->criteria->len; j++)
        g_free (explain (card, ((HjCardCriterion *) g_ptr_array_index (item->criteria, j))->criterion->id));
    }
  g_assert_null (hj_assess_explain (card, "6.1"));
  g_assert_null (hj_assess_explain (card, ""));
}

/* Every rule has a sentence, and none is another's. */
static void
test_rules (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint kind = 0; kind < HJ_N_RULES; kind++)
    {
      g_autoptr (HjScheme) scheme = hj_test_scheme_of ((HjRuleKind) kind, 1);
      char *text = hj_assess_describe_rule (hj_scheme_find_item (scheme, "1.1"));

      g_assert_true (g_hash_table_add (seen, text));
    }
}

/* What a choice will cost is said although its reason is still owed, and although aspects are left. */
static void
test_settled_preview (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjFinding) problem = hj_finding_new ("1.2.1", hj_test_expert (0));
  g_autoptr (HjFinding) equipment = hj_finding_new ("3.1.1", hj_test_expert (0));
  g_autoptr (HjFinding) bonus = hj_finding_new ("5.1.1", hj_test_expert (0));
  g_autoptr (HjScoreCard) owed = NULL;
  g_autoptr (HjScoreCard) settled = NULL;
  g_autoptr (HjScoreCard) taken = NULL;
  g_autoptr (HjScoreCard) added = NULL;

  problem->verdict = HJ_VERDICT_PROBLEM;
  owed = hj_assess_preview (content, problem, NULL);
  settled = hj_assess_preview_settled (content, problem, NULL);
  hj_assert_amount (owed->base, "100.00");
  hj_assert_amount (settled->base, "85.00");
  g_assert_false (settled->can_pass);
  g_assert_cmpuint (content->findings->len, ==, 0);
  hj_finding_add_deduction (equipment, 1050);
  hj_finding_set_mark (equipment, "3.1.1.sites", HJ_MARK_PROBLEM, NULL);
  taken = hj_assess_preview_settled (content, equipment, NULL);
  hj_assert_amount (taken->base, "89.50");
  g_assert_false (taken->can_pass);
  bonus->has_award = TRUE;
  bonus->award = 1000;
  added = hj_assess_preview_settled (content, bonus, NULL);
  hj_assert_amount (added->bonus, "10.00");
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/explain/item", test_item);
  g_test_add_func ("/explain/criterion", test_criterion);
  g_test_add_func ("/explain/open", test_open);
  g_test_add_func ("/explain/every-id", test_every_id);
  g_test_add_func ("/explain/rules", test_rules);
  g_test_add_func ("/explain/settled-preview", test_settled_preview);
  return hj_test_run ();
}
