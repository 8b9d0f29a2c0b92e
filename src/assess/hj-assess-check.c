/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess-private.h"
#include "hj-error.h"

static gboolean
refuse_range (GError       **error,
              const HjItem  *item,
              HjPoints       points,
              HjPoints       min,
              HjPoints       max)
{
  g_autofree char *shown = hj_points_format_short (points);
  g_autofree char *low = hj_points_format_short (min);
  g_autofree char *high = hj_points_format_short (max);

  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
               _("“%s” allows %s to %s points at a time; %s is outside."),
               item->title, low, high, shown);
  return FALSE;
}

static gboolean
refuse_step (GError       **error,
             const HjItem  *item,
             HjPoints       points)
{
  g_autofree char *shown = hj_points_format_short (points);
  g_autofree char *step = hj_points_format_short (item->rule.increment);

  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
               _("“%s” goes in steps of %s points; %s is not on a step."),
               item->title, step, shown);
  return FALSE;
}

/* Amounts must be positive, lie between the two ends and on a step. */
static gboolean
check_amount (const HjItem  *item,
              HjPoints       points,
              HjPoints       max,
              GError       **error)
{
  HjPoints min = MAX (item->rule.min, 1);

  if (points < min || points > max)
    return refuse_range (error, item, points, min, max);
  if (item->rule.increment > 0 && points % item->rule.increment != 0)
    return refuse_step (error, item, points);
  return TRUE;
}

static gboolean
refuse (GError       **error,
        const char    *message,
        const HjItem  *item)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, "“%s”: %s", item->title, message);
  return FALSE;
}

static gboolean
check_verdict (const HjItem     *item,
               const HjFinding  *finding,
               GError          **error)
{
  if (finding->verdict == HJ_VERDICT_NONE)
    return TRUE;
  if ((guint) finding->verdict < HJ_N_VERDICTS && hj_rule_allows (&item->rule, finding->verdict))
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
               _("The rule of “%s” does not know the verdict “%s”."),
               item->title,
               (guint) finding->verdict < HJ_N_VERDICTS ? hj_verdict_to_id (finding->verdict) : "?");
  return FALSE;
}

static gboolean
check_deductions (const HjItem     *item,
                  const HjFinding  *finding,
                  GError          **error)
{
  HjPoints max = item->rule.max > 0 ? item->rule.max : item->points;

  if (item->rule.kind != HJ_RULE_JUDGED)
    return finding->deductions->len == 0 ||
           refuse (error, _("points are not taken freely here; its rule gives them."), item);
  if (finding->deductions->len > 0 &&
      (finding->verdict == HJ_VERDICT_MET || finding->verdict == HJ_VERDICT_NOT_APPLICABLE))
    return refuse (error, _("points are taken although nothing was found."), item);
  if (finding->deductions->len == 0 && finding->verdict == HJ_VERDICT_DEFICIENT)
    return refuse (error, _("say how many points are taken."), item);
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (!check_amount (item, deduction->points, max, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_award (const HjItem     *item,
             const HjFinding  *finding,
             GError          **error)
{
  gboolean awarded = finding->has_award && finding->award != 0;

  if (item->rule.kind != HJ_RULE_BONUS)
    return !finding->has_award || refuse (error, _("no points are added here."), item);
  if (finding->has_award && finding->award < 0)
    return check_amount (item, finding->award, item->rule.max > 0 ? item->rule.max : HJ_POINTS_MAX, error);
  if (finding->verdict == HJ_VERDICT_MISSING && awarded)
    return refuse (error, _("points are added although the case does not apply."), item);
  if (finding->verdict == HJ_VERDICT_MET && !awarded)
    return refuse (error, _("say how many points are added."), item);
  return !awarded || check_amount (item, finding->award, item->rule.max > 0 ? item->rule.max : HJ_POINTS_MAX, error);
}

static gboolean
has_bands (const HjRule *rule)
{
  for (guint i = 0; i < rule->tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);

      if (tier->banded)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_quantity (const HjItem     *item,
                const HjFinding  *finding,
                GError          **error)
{
  gboolean counted = item->rule.kind == HJ_RULE_SHORTFALL ||
                     (item->rule.kind == HJ_RULE_TIERS && has_bands (&item->rule));

  if (finding->quantity < 0 || (finding->quantity != 0 && !counted))
    return refuse (error, _("a quantity means nothing here."), item);
  if (item->rule.kind != HJ_RULE_SHORTFALL)
    return TRUE;
  if (finding->verdict == HJ_VERDICT_MISSING && finding->quantity < 1)
    return refuse (error, _("say how many are short."), item);
  if (finding->quantity > 0 &&
      (finding->verdict == HJ_VERDICT_MET || finding->verdict == HJ_VERDICT_NOT_APPLICABLE))
    return refuse (error, _("something is short although nothing was found."), item);
  return TRUE;
}

static gboolean
check_tier (const HjItem     *item,
            const HjFinding  *finding,
            GError          **error)
{
  const HjTier *tier;
  gboolean top;

  if (item->rule.kind != HJ_RULE_TIERS)
    return *finding->tier == '\0' || refuse (error, _("it has no tiers."), item);
  tier = hj_assess_find_tier (item, finding);
  if (tier == NULL && (*finding->tier != '\0' || finding->quantity > 0))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("“%s” has no tier “%s”."), item->title, finding->tier);
      return FALSE;
    }
  if (tier != NULL && tier->banded && finding->quantity > 0 &&
      (finding->quantity < tier->from || finding->quantity > tier->to))
    return refuse (error, _("the quantity lies in another tier."), item);
  if (finding->verdict == HJ_VERDICT_NONE || finding->verdict == HJ_VERDICT_NOT_APPLICABLE)
    return TRUE;
  if (tier == NULL)
    return refuse (error, _("say which tier it is in."), item);
  top = tier == g_ptr_array_index (item->rule.tiers, 0);
  if (top != (finding->verdict == HJ_VERDICT_MET))
    return refuse (error, _("the tier and the verdict contradict each other."), item);
  return TRUE;
}

/* Any recorded problem makes an all-or-nothing item 0: a verdict must not talk it away. */
static gboolean
check_marks (const HjItem     *item,
             const HjFinding  *finding,
             GError          **error)
{
  if (item->rule.kind != HJ_RULE_ALL_OR_NOTHING && item->rule.kind != HJ_RULE_VETO)
    return TRUE;
  if (finding->verdict == HJ_VERDICT_NONE || finding->verdict == HJ_VERDICT_PROBLEM)
    return TRUE;
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (mark->mark == HJ_MARK_PROBLEM)
        return refuse (error, _("a problem is marked below; take that mark back first."), item);
    }
  return TRUE;
}

gboolean
hj_assess_check_figures (const HjItem     *item,
                         const HjFinding  *finding,
                         GError          **error)
{
  return check_verdict (item, finding, error) &&
         check_deductions (item, finding, error) &&
         check_award (item, finding, error) &&
         check_quantity (item, finding, error) &&
         check_tier (item, finding, error) &&
         check_marks (item, finding, error);
}

static gboolean
check_method (const HjScheme  *scheme,
              const char      *id,
              GError         **error)
{
  if (*id == '\0')
    return TRUE;
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      if (g_str_equal (method->id, id))
        return TRUE;
    }
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("The scheme has no method “%s”."), id);
  return FALSE;
}

static gboolean
check_aspect (const HjCriterion  *criterion,
              const char         *id,
              GError            **error)
{
  if (*id == '\0' || hj_criterion_find_aspect (criterion, id) != NULL)
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("Criterion %s has no aspect “%s”."), criterion->id, id);
  return FALSE;
}

static gboolean
check_names (const HjScheme     *scheme,
             const HjCriterion  *criterion,
             const HjFinding    *finding,
             GError            **error)
{
  if (!check_method (scheme, finding->method, error))
    return FALSE;
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (!check_method (scheme, deduction->method, error) || !check_aspect (criterion, deduction->aspect, error))
        return FALSE;
    }
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (!check_aspect (criterion, mark->aspect, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hj_assess_check_finding:
 *
 * Refuses what the rule doesn't know (domain.md 1, verdicts by rule; off-step and
 * out-of-range points): %HJ_ERROR_INVALID with a sentence that names it. A reason
 * or evidence that is owed is no error: such a finding is kept and counts as open.
 */
gboolean
hj_assess_check_finding (const HjScheme   *scheme,
                         const HjFinding  *finding,
                         GError          **error)
{
  const HjCriterion *criterion;

  g_return_val_if_fail (scheme != NULL, FALSE);
  g_return_val_if_fail (finding != NULL, FALSE);

  criterion = hj_scheme_find_criterion ((HjScheme *) scheme, finding->criterion);
  if (criterion == NULL)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("The scheme has no criterion “%s”."), finding->criterion);
      return FALSE;
    }
  return check_names (scheme, criterion, finding, error) &&
         hj_assess_check_figures (criterion->item, finding, error);
}
