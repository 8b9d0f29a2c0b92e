/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess-private.h"
#include "hj-printed-words.h"

const char *
hj_assess_state_label (HjState state)
{
  switch (state)
    {
    case HJ_STATE_MET:
      return C_("verdict", "Met");
    case HJ_STATE_MISSING:
      return C_("verdict", "Missing");
    case HJ_STATE_DEFICIENT:
      return C_("verdict", "Deficient");
    case HJ_STATE_PROBLEM:
      return C_("verdict", "Problem");
    case HJ_STATE_NOT_APPLICABLE:
      return C_("verdict", "Not applicable");
    case HJ_STATE_OPEN:
    default:
      return C_("verdict", "Open");
    }
}

const char *
hj_assess_open_label (HjOpenWhy why)
{
  switch (why)
    {
    case HJ_OPEN_UNASSESSED:
      return _("Not assessed yet");
    case HJ_OPEN_ASPECTS:
      return _("Aspects are left");
    case HJ_OPEN_OWES_REASON:
      return _("A reason is owed");
    case HJ_OPEN_OWES_EVIDENCE:
      return _("Evidence is owed; not counted");
    case HJ_OPEN_DISAGREEMENT:
      return _("The experts differ");
    case HJ_OPEN_NOT:
    default:
      return "";
    }
}

const char *
hj_assess_result_label (const HjScheme *scheme,
                        HjResult        result)
{
  const char *own = hj_scheme_result_term (scheme, result);

  if (own != NULL)
    return own;
  switch (result)
    {
    case HJ_RESULT_APPROVE:
      return C_("conclusion", "Approved");
    case HJ_RESULT_APPROVE_AFTER:
      return C_("conclusion", "Approved after rectification");
    case HJ_RESULT_REJECT:
      return C_("conclusion", "Rejected");
    case HJ_RESULT_NONE:
    default:
      return C_("conclusion", "Not concluded yet");
    }
}

static char *
describe_count (const HjItem *item)
{
  g_autofree char *step = hj_points_format_short (item->rule.step);
  g_autofree char *cap = hj_points_format_short (hj_assess_item_cap (item));
  g_autofree char *deficient = hj_points_format_short (item->rule.deficient);

  if (item->rule.deficient > 0)
    return g_strdup_printf (_("Each one missing takes %s points, each deficient one %s, %s at most."),
                            step, deficient, cap);
  return g_strdup_printf (_("Each one missing takes %s points, %s at most; a deficient one takes nothing."), step, cap);
}

static char *
describe_judged (const HjItem *item)
{
  g_autofree char *min = hj_points_format_short (MAX (item->rule.min, 1));
  g_autofree char *max = hj_points_format_short (item->rule.max > 0 ? item->rule.max : item->points);
  g_autofree char *step = hj_points_format_short (item->rule.increment);
  g_autofree char *cap = hj_points_format_short (hj_assess_item_cap (item));

  if (item->rule.increment <= 1)
    return g_strdup_printf (_("Deductions of %s to %s points, each with its reason, %s at most."), min, max, cap);
  return g_strdup_printf (_("Deductions of %s to %s points in steps of %s, each with its reason, %s at most."),
                          min, max, step, cap);
}

static char *
describe_bonus (const HjItem *item)
{
  g_autofree char *min = hj_points_format_short (item->rule.min);
  g_autofree char *max = hj_points_format_short (item->rule.max);

  return item->rule.evidence
         ? g_strdup_printf (_("Each case adds %s to %s points, with evidence; it never helps the pass line."), min, max)
         : g_strdup_printf (_("Each case adds %s to %s points; it never helps the pass line."), min, max);
}

/**
 * hj_assess_describe_rule:
 *
 * Returns: (transfer full): the item's rule in a sentence, in the user's language
 */
char *
hj_assess_describe_rule (const HjItem *item)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (item != NULL, NULL);

  switch (item->rule.kind)
    {
    case HJ_RULE_COUNT:
      return describe_count (item);
    case HJ_RULE_ALL_OR_NOTHING:
      return g_strdup (_("Any problem makes it 0."));
    case HJ_RULE_JUDGED:
      return describe_judged (item);
    case HJ_RULE_SHORTFALL:
      first = hj_points_format_short (item->rule.step);
      second = hj_points_format_short (hj_assess_item_cap (item));
      return g_strdup_printf (_("Each one short takes %s points, %s at most."), first, second);
    case HJ_RULE_PARTIAL:
      first = hj_points_format_short (item->rule.missing);
      second = hj_points_format_short (item->rule.deficient);
      return g_strdup_printf (_("Each one missing takes %s points, each deficient one %s."), first, second);
    case HJ_RULE_TIERS:
      return g_strdup (_("The tier it is put into gives its points."));
    case HJ_RULE_BONUS:
      return describe_bonus (item);
    case HJ_RULE_VETO:
      return g_strdup (item->section->scheme->kind == HJ_SCHEME_POINTS
                       ? _("A problem fails the whole, whatever the points.")
                       : _("A problem excludes the applicant, whatever else is met."));
    case HJ_RULE_CONDITION:
    default:
      return g_strdup (_("A condition: met, partly met or not met; no points."));
    }
}
