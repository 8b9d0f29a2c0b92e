/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-wording"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-wording.h"

#define MINUS "\xe2\x88\x92" /* U+2212: a hyphen is too short beside digits */

static const char *
met_word (HjRuleKind kind)
{
  switch (kind)
    {
    case HJ_RULE_COUNT:
    case HJ_RULE_PARTIAL:
      return C_("choice", "Present");

    case HJ_RULE_SHORTFALL:
      return C_("choice", "Reached");

    case HJ_RULE_BONUS:
      return C_("choice", "Award");

    case HJ_RULE_ALL_OR_NOTHING:
    case HJ_RULE_JUDGED:
    case HJ_RULE_TIERS:
    case HJ_RULE_VETO:
    case HJ_RULE_CONDITION:
    default:
      return C_("choice", "Met");
    }
}

static const char *
missing_word (HjRuleKind kind)
{
  if (kind == HJ_RULE_CONDITION)
    return C_("choice", "Not met");
  if (kind == HJ_RULE_SHORTFALL)
    return C_("choice", "Short");
  if (kind == HJ_RULE_BONUS)
    return C_("choice", "No award");

  return C_("choice", "Missing");
}

static const char *
deficient_word (HjRuleKind kind)
{
  if (kind == HJ_RULE_CONDITION)
    return C_("choice", "Partly met");
  if (kind == HJ_RULE_JUDGED)
    return C_("choice", "Deduct");
  if (kind == HJ_RULE_TIERS)
    return C_("choice", "Lower tier");

  return C_("choice", "Deficient");
}

static const char *
own_word (const HjRule *rule,
          HjVerdict     verdict)
{
  switch (verdict)
    {
    case HJ_VERDICT_MET:
      return met_word (rule->kind);

    case HJ_VERDICT_MISSING:
      return missing_word (rule->kind);

    case HJ_VERDICT_DEFICIENT:
      return deficient_word (rule->kind);

    case HJ_VERDICT_PROBLEM:
      return C_("choice", "Problem found");

    case HJ_VERDICT_NOT_APPLICABLE:
      return C_("choice", "Not applicable");

    case HJ_VERDICT_NONE:
    default:
      return C_("choice", "Not assessed");
    }
}

/**
 * hj_wording_verdict:
 *
 * A scheme may have its own word for a verdict under a rule: the term
 * "verdict.RULE.VERDICT", as in "verdict.count.missing".
 */
const char *
hj_wording_verdict (const HjScheme *scheme,
                  const HjRule   *rule,
                  HjVerdict       verdict)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (rule != NULL, "");

  if (scheme == NULL)
    return own_word (rule, verdict);

  key = g_strdup_printf ("verdict.%s.%s", hj_rule_kind_to_id (rule->kind), hj_verdict_to_id (verdict));

  return hj_scheme_term (scheme, key, own_word (rule, verdict));
}

const char *
hj_wording_verdict_symbol (HjVerdict verdict)
{
  static const char *const symbols[HJ_N_VERDICTS] = {
    [HJ_VERDICT_NONE] = "\xe2\x97\x8b",           /* ○ */
    [HJ_VERDICT_MET] = "\xe2\x9c\x93",            /* ✓ */
    [HJ_VERDICT_MISSING] = "\xe2\x9c\x95",        /* ✕ */
    [HJ_VERDICT_DEFICIENT] = "\xe2\x96\xb3",      /* △ */
    [HJ_VERDICT_PROBLEM] = "!",
    [HJ_VERDICT_NOT_APPLICABLE] = "\xe2\x80\x93", /* – */
  };

  return symbols[verdict];
}

const char *
hj_wording_verdict_class (HjVerdict verdict)
{
  return hj_verdict_to_id (verdict);
}

guint
hj_wording_verdict_key (HjVerdict verdict)
{
  return (guint) verdict;
}

const char *
hj_wording_mark (HjMark mark)
{
  switch (mark)
    {
    case HJ_MARK_CLEAR:
      return C_("mark", "Nothing found");

    case HJ_MARK_PROBLEM:
      return C_("mark", "Problem");

    case HJ_MARK_NOT_APPLICABLE:
      return C_("mark", "Not applicable");

    case HJ_MARK_NONE:
    default:
      return C_("mark", "Not looked at");
    }
}

const char *
hj_wording_state (const HjScheme        *scheme,
                const HjCardCriterion *criterion)
{
  g_return_val_if_fail (criterion != NULL, "");

  if (criterion->state == HJ_STATE_OPEN)
    return hj_assess_open_label (criterion->open_why);

  /* States and verdicts run in the same order after the open one. */
  return hj_wording_verdict (scheme, &criterion->criterion->item->rule, (HjVerdict) criterion->state);
}

char *
hj_wording_cost (HjPoints points)
{
  g_autofree char *text = NULL;

  if (points == 0)
    return g_strdup ("");

  text = hj_points_format_short (ABS (points));

  return g_strconcat (points > 0 ? MINUS : "+", text, NULL);
}

char *
hj_wording_amount_cost (HjAmount amount)
{
  g_autofree char *text = NULL;

  if (amount.num == 0)
    return g_strdup ("");

  text = hj_amount_format_short (hj_amount_new (ABS (amount.num), amount.den));

  return g_strconcat (amount.num > 0 ? MINUS : "+", text, NULL);
}

char *
hj_wording_title (const char *id,
                const char *title)
{
  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  if (g_ascii_isdigit (title[0]))
    return g_strdup (title);

  return g_strdup_printf ("%s %s", id, title);
}

const char *
hj_wording_expert (const HjContent *content,
                 const char      *member)
{
  const HjMember *found = hj_content_find_member (content, member);

  return found != NULL && found->name[0] != '\0' ? found->name : _("Unknown expert");
}
