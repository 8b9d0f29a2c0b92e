/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-scheme.h"

static const char * const verdict_ids[HJ_N_VERDICTS] = {
  [HJ_VERDICT_NONE] = "none",
  [HJ_VERDICT_MET] = "met",
  [HJ_VERDICT_MISSING] = "missing",
  [HJ_VERDICT_DEFICIENT] = "deficient",
  [HJ_VERDICT_PROBLEM] = "problem",
  [HJ_VERDICT_NOT_APPLICABLE] = "not-applicable",
};

static const char * const rule_ids[HJ_N_RULES] = {
  [HJ_RULE_COUNT] = "count",
  [HJ_RULE_ALL_OR_NOTHING] = "all-or-nothing",
  [HJ_RULE_JUDGED] = "judged",
  [HJ_RULE_SHORTFALL] = "shortfall",
  [HJ_RULE_PARTIAL] = "partial",
  [HJ_RULE_TIERS] = "tiers",
  [HJ_RULE_BONUS] = "bonus",
  [HJ_RULE_VETO] = "veto",
  [HJ_RULE_CONDITION] = "condition",
};

static const char * const combine_ids[] = {
  [HJ_COMBINE_CONSENSUS] = "consensus",
  [HJ_COMBINE_MEAN] = "mean",
  [HJ_COMBINE_TRIMMED_MEAN] = "trimmed-mean",
};

static const char * const step_ids[HJ_N_STEPS] = {
  [HJ_STEP_APPLICATION] = "application",
  [HJ_STEP_ACCEPTANCE] = "acceptance",
  [HJ_STEP_DOCUMENTS] = "documents",
  [HJ_STEP_VISIT] = "visit",
  [HJ_STEP_DELIBERATION] = "deliberation",
  [HJ_STEP_CONCLUSION] = "conclusion",
  [HJ_STEP_REVIEW] = "review",
  [HJ_STEP_PUBLICITY] = "publicity",
  [HJ_STEP_OBJECTION] = "objection",
  [HJ_STEP_CODING] = "coding",
  [HJ_STEP_RECEIPT] = "receipt",
  [HJ_STEP_RECTIFICATION] = "rectification",
  [HJ_STEP_RENEWAL] = "renewal",
  [HJ_STEP_CANCELLATION] = "cancellation",
};

#define BIT(verdict) (1u << HJ_VERDICT_##verdict)

static const guint allowed_verdicts[HJ_N_RULES] = {
  [HJ_RULE_COUNT] = BIT (MET) | BIT (MISSING) | BIT (DEFICIENT) | BIT (NOT_APPLICABLE),
  [HJ_RULE_ALL_OR_NOTHING] = BIT (MET) | BIT (PROBLEM) | BIT (NOT_APPLICABLE),
  [HJ_RULE_JUDGED] = BIT (MET) | BIT (DEFICIENT) | BIT (NOT_APPLICABLE),
  [HJ_RULE_SHORTFALL] = BIT (MET) | BIT (MISSING) | BIT (NOT_APPLICABLE),
  [HJ_RULE_PARTIAL] = BIT (MET) | BIT (MISSING) | BIT (DEFICIENT) | BIT (NOT_APPLICABLE),
  [HJ_RULE_TIERS] = BIT (MET) | BIT (DEFICIENT) | BIT (NOT_APPLICABLE),
  [HJ_RULE_BONUS] = BIT (MET) | BIT (MISSING),
  [HJ_RULE_VETO] = BIT (MET) | BIT (PROBLEM) | BIT (NOT_APPLICABLE),
  [HJ_RULE_CONDITION] = BIT (MET) | BIT (MISSING) | BIT (DEFICIENT) | BIT (NOT_APPLICABLE),
};

#undef BIT

static int
find_id (const char * const *ids,
         guint               n_ids,
         const char         *id)
{
  for (guint i = 0; id != NULL && i < n_ids; i++)
    if (g_str_equal (ids[i], id))
      return (int) i;
  return -1;
}

const char *
hj_verdict_to_id (HjVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < HJ_N_VERDICTS, "none");

  return verdict_ids[verdict];
}

gboolean
hj_verdict_from_id (const char *id,
                    HjVerdict  *verdict)
{
  int found = find_id (verdict_ids, HJ_N_VERDICTS, id);

  if (found >= 0)
    *verdict = (HjVerdict) found;
  return found >= 0;
}

const char *
hj_rule_kind_to_id (HjRuleKind kind)
{
  g_return_val_if_fail ((guint) kind < HJ_N_RULES, "count");

  return rule_ids[kind];
}

gboolean
hj_rule_kind_from_id (const char *id,
                      HjRuleKind *kind)
{
  int found = find_id (rule_ids, HJ_N_RULES, id);

  if (found >= 0)
    *kind = (HjRuleKind) found;
  return found >= 0;
}

const char *
hj_combine_to_id (HjCombine combine)
{
  g_return_val_if_fail ((guint) combine < G_N_ELEMENTS (combine_ids), "consensus");

  return combine_ids[combine];
}

gboolean
hj_combine_from_id (const char *id,
                    HjCombine  *combine)
{
  int found = find_id (combine_ids, G_N_ELEMENTS (combine_ids), id);

  if (found >= 0)
    *combine = (HjCombine) found;
  return found >= 0;
}

const char *
hj_step_kind_to_id (HjStepKind kind)
{
  g_return_val_if_fail ((guint) kind < HJ_N_STEPS, "application");

  return step_ids[kind];
}

gboolean
hj_step_kind_from_id (const char *id,
                      HjStepKind *kind)
{
  int found = find_id (step_ids, HJ_N_STEPS, id);

  if (found >= 0)
    *kind = (HjStepKind) found;
  return found >= 0;
}

/**
 * hj_rule_allows:
 *
 * Whether the rule knows the verdict (domain.md 1). %HJ_VERDICT_NONE is no
 * verdict and so never among them.
 */
gboolean
hj_rule_allows (const HjRule *rule,
                HjVerdict     verdict)
{
  g_return_val_if_fail (rule != NULL, FALSE);
  g_return_val_if_fail ((guint) verdict < HJ_N_VERDICTS, FALSE);

  return (allowed_verdicts[rule->kind] & (1u << verdict)) != 0;
}
