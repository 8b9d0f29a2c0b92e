/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-score-card.h"
#include "hj-test.h"

static void
test_words (void)
{
  HjVerdict verdict;
  HjRuleKind rule;
  HjCombine combine;
  HjStepKind step;
  HjMark mark;

  for (guint i = 0; i < HJ_N_VERDICTS; i++)
    {
      g_assert_true (hj_verdict_from_id (hj_verdict_to_id ((HjVerdict) i), &verdict));
      g_assert_cmpuint (verdict, ==, i);
    }
  for (guint i = 0; i < HJ_N_RULES; i++)
    {
      g_assert_true (hj_rule_kind_from_id (hj_rule_kind_to_id ((HjRuleKind) i), &rule));
      g_assert_cmpuint (rule, ==, i);
    }
  for (guint i = 0; i < HJ_N_STEPS; i++)
    {
      g_assert_true (hj_step_kind_from_id (hj_step_kind_to_id ((HjStepKind) i), &step));
      g_assert_cmpuint (step, ==, i);
    }
  for (guint i = 0; i <= HJ_COMBINE_TRIMMED_MEAN; i++)
    {
      g_assert_true (hj_combine_from_id (hj_combine_to_id ((HjCombine) i), &combine));
      g_assert_cmpuint (combine, ==, i);
    }
  for (guint i = 0; i <= HJ_MARK_NOT_APPLICABLE; i++)
    {
      g_assert_true (hj_mark_from_id (hj_mark_to_id ((HjMark) i), &mark));
      g_assert_cmpuint (mark, ==, i);
    }
  g_assert_false (hj_verdict_from_id ("Met", &verdict));
  g_assert_false (hj_verdict_from_id ("", &verdict));
  g_assert_false (hj_verdict_from_id (NULL, &verdict));
  g_assert_false (hj_rule_kind_from_id ("counts", &rule));
  g_assert_cmpstr (hj_outcome_to_id (HJ_OUTCOME_NOT_ASSESSABLE), ==, "not-assessable");
  g_assert_cmpstr (hj_state_to_id (HJ_STATE_NOT_APPLICABLE), ==, "not-applicable");
}

static void
test_zhejiang (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  guint n_base = 0;
  guint n_bonus = 0;

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      HjSection *section = g_ptr_array_index (scheme->sections, i);
      HjPoints sum = 0;

      for (guint j = 0; j < section->items->len; j++)
        {
          HjItem *item = g_ptr_array_index (section->items, j);

          sum += item->points;
          *(section->bonus ? &n_bonus : &n_base) += item->criteria->len;
          g_assert_true (hj_scheme_find_item (scheme, item->id) == item);
          g_assert_true (item->section == section);
        }
      g_assert_cmpint (sum, ==, section->points);
      g_assert_true (hj_scheme_find_section (scheme, section->id) == section);
      g_assert_true (hj_scheme_section_counts (scheme, section->id) == !section->bonus);
    }
  g_assert_cmpuint (n_base, ==, 17);
  g_assert_cmpuint (n_bonus, ==, 4);
  hj_assert_points (hj_scheme_full_points (scheme), "100.00");
  g_assert_nonnull (hj_criterion_find_aspect (hj_scheme_find_criterion (scheme, "3.1.1"), "3.1.1.video"));
  g_assert_null (hj_scheme_find_criterion (scheme, "2.1.8"));
  g_assert_null (hj_scheme_find_item (scheme, NULL));
  g_assert_cmpstr (hj_scheme_method_label (scheme, "site"), ==, "现场察看");
  g_assert_cmpstr (hj_scheme_method_label (scheme, "other"), ==, "other");
  g_assert_cmpstr (hj_scheme_level_label (scheme, "3"), ==, "三级/高级工");
  g_assert_cmpstr (hj_scheme_term (scheme, "none", "fallback"), ==, "fallback");
  g_assert_cmpstr (hj_scheme_text (scheme, "none"), ==, "");
}

/* 以上 includes its own figure, unless the scheme says it doesn't; a third of a hundredth decides. */
static void
test_pass_line (void)
{
  HjPassLine pass = { .present = TRUE, .line = HJ_POINTS (90), .inclusive = TRUE };

  g_assert_true (hj_pass_line_reached (&pass, hj_amount_from_points (HJ_POINTS (90))));
  g_assert_false (hj_pass_line_reached (&pass, hj_amount_new (26999, 3)));
  g_assert_true (hj_pass_line_reached (&pass, hj_amount_new (27001, 3)));
  pass.inclusive = FALSE;
  g_assert_false (hj_pass_line_reached (&pass, hj_amount_from_points (HJ_POINTS (90))));
  g_assert_true (hj_pass_line_reached (&pass, hj_amount_new (27001, 3)));
}

/* Every part a scheme can have, made and freed: a leak or a stray NULL would show under the sanitizers. */
static void
test_every_part (void)
{
  g_autoptr (HjScheme) scheme = hj_scheme_new ();
  HjItem *item = hj_section_add_item (hj_scheme_add_section (scheme));
  HjStandard *standard = hj_scheme_add_standard (scheme);

  g_assert_cmpstr (hj_criterion_add_aspect (hj_item_add_criterion (item))->guidance, ==, "");
  g_assert_cmpstr (hj_rule_add_tier (&item->rule)->label, ==, "");
  g_assert_cmpstr (hj_check_add_condition (hj_standard_add_check (standard))->phrase, ==, "");
  g_assert_cmpstr (hj_scheme_add_applicant_type (scheme)->note, ==, "");
  g_assert_cmpstr (hj_vocabulary_add_word (hj_scheme_add_vocabulary (scheme))->word, ==, "");
  g_assert_cmpstr (hj_scheme_add_step (scheme)->actor, ==, "");
  g_assert_cmpstr (hj_scheme_add_material (scheme)->text, ==, "");
  g_assert_cmpstr (hj_scheme_add_pledge (scheme)->text, ==, "");
  g_assert_cmpstr (hj_form_add_field (hj_scheme_add_form (scheme))->options, ==, "");
  g_assert_cmpstr (hj_scheme_add_listed_occupation (scheme)->code, ==, "");
  g_assert_cmpstr (hj_scheme_add_reading (scheme)->text, ==, "");
  hj_str_set (&hj_scheme_add_term (scheme)->key, "term");
  hj_str_set (&hj_scheme_add_text (scheme)->key, "text");
  g_assert_cmpstr (hj_scheme_term (scheme, "term", NULL), ==, "");
  g_assert_cmpstr (hj_scheme_text (scheme, "text"), ==, "");
  g_assert_cmpint (scheme->issued, ==, HJ_DAY_NONE);
  g_assert_cmpint (scheme->filing.valid_until, ==, HJ_DAY_NONE);
  g_assert_cmpint (scheme->combine[HJ_RULE_COUNT], ==, HJ_COMBINE_CONSENSUS);
  g_assert_cmpint (scheme->combine[HJ_RULE_JUDGED], ==, HJ_COMBINE_MEAN);
  g_assert_cmpint (scheme->combine[HJ_RULE_TIERS], ==, HJ_COMBINE_MEAN);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/words", test_words);
  g_test_add_func ("/scheme/zhejiang", test_zhejiang);
  g_test_add_func ("/scheme/pass-line", test_pass_line);
  g_test_add_func ("/scheme/every-part", test_every_part);
  return hj_test_run ();
}
