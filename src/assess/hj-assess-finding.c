/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include "hj-assess-private.h"

gboolean
hj_assess_is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
has_marks (const HjFinding *finding)
{
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (mark->mark != HJ_MARK_NONE)
        return TRUE;
    }
  return FALSE;
}

gboolean
hj_assess_speaks (const HjFinding *finding)
{
  return finding->verdict != HJ_VERDICT_NONE ||
         finding->deductions->len > 0 ||
         finding->has_award ||
         finding->quantity != 0 ||
         *finding->tier != '\0' ||
         has_marks (finding);
}

static const HjTier *
find_named_tier (const GPtrArray *tiers,
                 const char      *id)
{
  for (guint i = 0; i < tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (tiers, i);

      if (g_str_equal (tier->id, id))
        return tier;
    }
  return NULL;
}

static const HjTier *
find_band (const GPtrArray *tiers,
           gint64           quantity)
{
  for (guint i = 0; i < tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (tiers, i);

      if (tier->banded && quantity >= tier->from && quantity <= tier->to)
        return tier;
    }
  return NULL;
}

const HjTier *
hj_assess_find_tier (const HjItem    *item,
                     const HjFinding *finding)
{
  const GPtrArray *tiers = item->rule.tiers;
  const HjTier *band;

  if (*finding->tier != '\0')
    return find_named_tier (tiers, finding->tier);
  band = finding->quantity > 0 ? find_band (tiers, finding->quantity) : NULL;
  if (band != NULL)
    return band;
  if (finding->verdict == HJ_VERDICT_MET && tiers->len > 0)
    return g_ptr_array_index (tiers, 0);
  if (finding->verdict == HJ_VERDICT_DEFICIENT && tiers->len == 2)
    return g_ptr_array_index (tiers, 1);
  return NULL;
}

gboolean
hj_assess_item_is_bonus (const HjItem *item)
{
  return item->section->bonus || item->rule.kind == HJ_RULE_BONUS;
}

gboolean
hj_assess_item_is_due (const HjScheme *scheme,
                       const HjItem   *item)
{
  if (hj_assess_item_is_bonus (item))
    return FALSE;
  return item->rule.kind == HJ_RULE_VETO ||
         item->rule.kind == HJ_RULE_CONDITION ||
         hj_scheme_section_counts (scheme, item->section->id);
}

HjPoints
hj_assess_item_cap (const HjItem *item)
{
  gboolean capped = item->rule.kind == HJ_RULE_COUNT ||
                    item->rule.kind == HJ_RULE_SHORTFALL ||
                    item->rule.kind == HJ_RULE_JUDGED;

  if (!item->has_points)
    return 0;
  return capped && item->rule.cap > 0 ? MIN (item->rule.cap, item->points) : item->points;
}

/* An all-or-nothing item or a veto is decided by the first problem, whatever else is looked at. */
static gboolean
one_problem_decides (const HjItem *item)
{
  return item->rule.kind == HJ_RULE_ALL_OR_NOTHING || item->rule.kind == HJ_RULE_VETO;
}

static guint
count_marks (const HjCriterion *criterion,
             const HjFinding   *finding,
             HjMark             mark)
{
  guint n = 0;

  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      if (hj_finding_get_mark (finding, aspect->id) == mark)
        n++;
    }
  return n;
}

/* What a problem at an aspect makes of its criterion, where the rule leaves no choice. */
static HjVerdict
verdict_of_problem (const HjItem *item)
{
  if (one_problem_decides (item))
    return HJ_VERDICT_PROBLEM;
  return item->rule.kind == HJ_RULE_JUDGED || item->rule.kind == HJ_RULE_COUNT || item->rule.kind == HJ_RULE_PARTIAL
         ? HJ_VERDICT_DEFICIENT
         : HJ_VERDICT_NONE;
}

static HjVerdict
verdict_of_aspects (const HjCriterion *criterion,
                    const HjFinding   *finding)
{
  guint n_problems = count_marks (criterion, finding, HJ_MARK_PROBLEM);

  if (n_problems > 0 && one_problem_decides (criterion->item))
    return HJ_VERDICT_PROBLEM;
  if (count_marks (criterion, finding, HJ_MARK_NONE) > 0)
    return HJ_VERDICT_NONE;
  if (finding->deductions->len > 0)
    return HJ_VERDICT_DEFICIENT;
  if (criterion->aspects->len == 0)
    return HJ_VERDICT_NONE;
  if (n_problems > 0)
    return verdict_of_problem (criterion->item);
  if (count_marks (criterion, finding, HJ_MARK_NOT_APPLICABLE) == criterion->aspects->len)
    return HJ_VERDICT_NOT_APPLICABLE;
  return HJ_VERDICT_MET;
}

/**
 * hj_assess_effective_verdict:
 * @finding: (nullable): one expert's finding of @criterion
 *
 * The verdict that stands (domain.md 1): the recorded one; else an award, tier
 * or quantity that speaks for itself; else what the aspects add up to once none
 * is left. A problem at an aspect of an all-or-nothing item or a veto stands at
 * once: 发现问题不得分 waits for nothing.
 */
HjVerdict
hj_assess_effective_verdict (const HjCriterion *criterion,
                             const HjFinding   *finding)
{
  const HjItem *item;
  const HjTier *tier;

  g_return_val_if_fail (criterion != NULL, HJ_VERDICT_NONE);

  if (finding == NULL)
    return HJ_VERDICT_NONE;
  if (finding->verdict != HJ_VERDICT_NONE)
    return finding->verdict;
  item = criterion->item;
  if (item->rule.kind == HJ_RULE_BONUS && finding->has_award)
    return finding->award > 0 ? HJ_VERDICT_MET : HJ_VERDICT_MISSING;
  if (item->rule.kind == HJ_RULE_SHORTFALL && finding->quantity > 0)
    return HJ_VERDICT_MISSING;
  tier = item->rule.kind == HJ_RULE_TIERS ? hj_assess_find_tier (item, finding) : NULL;
  if (tier != NULL)
    return tier == g_ptr_array_index (item->rule.tiers, 0) ? HJ_VERDICT_MET : HJ_VERDICT_DEFICIENT;
  return verdict_of_aspects (criterion, finding);
}

/**
 * hj_assess_owes_reason:
 *
 * Whether the verdict itself owes a reason (domain.md 1): not applicable and a
 * problem always, a deficiency that costs something, a condition that is not or
 * only partly met. A missing document does not, nor a deficient one that costs
 * nothing (it is printed as an opinion); under a judged item each deduction owes
 * its own instead.
 */
gboolean
hj_assess_owes_reason (const HjItem *item,
                       HjVerdict     verdict)
{
  g_return_val_if_fail (item != NULL, FALSE);

  switch (verdict)
    {
    case HJ_VERDICT_NOT_APPLICABLE:
    case HJ_VERDICT_PROBLEM:
      return TRUE;
    case HJ_VERDICT_DEFICIENT:
      if (item->rule.kind == HJ_RULE_COUNT || item->rule.kind == HJ_RULE_PARTIAL)
        return item->rule.deficient > 0;
      return item->rule.kind != HJ_RULE_JUDGED;
    case HJ_VERDICT_MISSING:
      return item->rule.kind == HJ_RULE_CONDITION;
    case HJ_VERDICT_NONE:
    case HJ_VERDICT_MET:
    default:
      return FALSE;
    }
}

/* What was noted at the aspect a verdict comes from says why as well as the reason would. */
static gboolean
aspects_say_why (const HjFinding *finding,
                 HjVerdict        verdict)
{
  HjMark wanted = verdict == HJ_VERDICT_NOT_APPLICABLE ? HJ_MARK_NOT_APPLICABLE : HJ_MARK_PROBLEM;

  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (mark->mark == wanted && !hj_assess_is_blank (mark->remark))
        return TRUE;
    }
  return FALSE;
}

static gboolean
deductions_say_why (const HjFinding *finding)
{
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (hj_assess_is_blank (deduction->reason))
        return FALSE;
    }
  return finding->deductions->len > 0;
}

/**
 * hj_assess_why_open:
 * @finding: (nullable): one expert's finding of @criterion
 *
 * Why this finding leaves the criterion open, if it does. What the rule doesn't
 * know (a damaged or foreign file) counts as not assessed: it is never scored.
 */
HjOpenWhy
hj_assess_why_open (const HjCriterion *criterion,
                    const HjFinding   *finding)
{
  const HjItem *item;
  HjVerdict verdict;

  g_return_val_if_fail (criterion != NULL, HJ_OPEN_UNASSESSED);

  item = criterion->item;
  if (finding == NULL || !hj_assess_speaks (finding) || !hj_assess_check_figures (item, finding, NULL))
    return HJ_OPEN_UNASSESSED;
  verdict = hj_assess_effective_verdict (criterion, finding);
  if (verdict == HJ_VERDICT_NONE)
    return criterion->aspects->len > 0 ? HJ_OPEN_ASPECTS : HJ_OPEN_UNASSESSED;
  if (item->rule.kind == HJ_RULE_BONUS && verdict == HJ_VERDICT_MET)
    {
      gboolean proven = !hj_assess_is_blank (finding->evidence) || !hj_assess_is_blank (finding->reason);

      return proven || !item->rule.evidence ? HJ_OPEN_NOT : HJ_OPEN_OWES_EVIDENCE;
    }
  if (item->rule.kind == HJ_RULE_JUDGED && verdict == HJ_VERDICT_DEFICIENT)
    return deductions_say_why (finding) ? HJ_OPEN_NOT : HJ_OPEN_OWES_REASON;
  if (hj_assess_owes_reason (item, verdict) &&
      hj_assess_is_blank (finding->reason) &&
      !aspects_say_why (finding, verdict))
    return HJ_OPEN_OWES_REASON;
  return HJ_OPEN_NOT;
}

/**
 * hj_assess_raw_deduction:
 * @finding: (nullable): one expert's finding of @criterion
 *
 * What the finding takes by its rule alone, in positive hundredths, before the
 * item's cap and whether or not a reason is still owed: 每少1项扣2分 gives 200
 * for each missing document, also for the sixth (domain.md 1: raw and applied
 * are kept apart).
 */
HjPoints
hj_assess_raw_deduction (const HjCriterion *criterion,
                         const HjFinding   *finding)
{
  const HjItem *item;
  const HjRule *rule;
  const HjTier *tier;
  HjVerdict verdict;

  g_return_val_if_fail (criterion != NULL, 0);

  item = criterion->item;
  rule = &item->rule;
  verdict = hj_assess_effective_verdict (criterion, finding);
  if (verdict == HJ_VERDICT_NONE || verdict == HJ_VERDICT_NOT_APPLICABLE ||
      (guint) verdict >= HJ_N_VERDICTS || !hj_rule_allows (rule, verdict))
    return 0;
  switch (rule->kind)
    {
    case HJ_RULE_COUNT:
      return verdict == HJ_VERDICT_MISSING ? rule->step : verdict == HJ_VERDICT_DEFICIENT ? rule->deficient : 0;
    case HJ_RULE_PARTIAL:
      return verdict == HJ_VERDICT_MISSING ? rule->missing : verdict == HJ_VERDICT_DEFICIENT ? rule->deficient : 0;
    case HJ_RULE_ALL_OR_NOTHING:
      return verdict == HJ_VERDICT_PROBLEM ? item->points : 0;
    case HJ_RULE_JUDGED:
      return verdict == HJ_VERDICT_DEFICIENT ? hj_finding_sum_deductions (finding) : 0;
    case HJ_RULE_SHORTFALL:
      return verdict == HJ_VERDICT_MISSING ? CLAMP (rule->step * finding->quantity, 0, HJ_POINTS_MAX) : 0;
    case HJ_RULE_TIERS:
      tier = hj_assess_find_tier (item, finding);
      return tier != NULL ? MAX (item->points - tier->points, 0) : 0;
    case HJ_RULE_BONUS:
    case HJ_RULE_VETO:
    case HJ_RULE_CONDITION:
    default:
      return 0;
    }
}
