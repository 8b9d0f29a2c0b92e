/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-move-private.h"

/* What of one edition still means the same in another. */

/* The tier is there, is the top one where the verdict says so, and holds what was measured. */
static gboolean
fits_tiers (const HjFinding *finding,
            const HjRule    *rule)
{
  if (*finding->tier == '\0')
    return rule->kind != HJ_RULE_TIERS || finding->verdict == HJ_VERDICT_NONE ||
           finding->verdict == HJ_VERDICT_NOT_APPLICABLE;
  for (guint i = 0; i < rule->tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);

      if (strcmp (tier->id, finding->tier) == 0)
        return (finding->verdict == HJ_VERDICT_MET) == (i == 0) &&
               (!tier->banded || finding->quantity <= 0 ||
                (finding->quantity >= tier->from && finding->quantity <= tier->to));
    }
  return FALSE;
}

/* Whether a finding can stand as it is under the rule of another item. */
static gboolean
fits (const HjFinding   *finding,
      const HjCriterion *criterion)
{
  const HjRule *rule = &criterion->item->rule;

  if (finding->verdict != HJ_VERDICT_NONE && !hj_rule_allows (rule, finding->verdict))
    return FALSE;
  if ((finding->deductions->len > 0 && rule->kind != HJ_RULE_JUDGED) || (finding->has_award && rule->kind != HJ_RULE_BONUS))
    return FALSE;
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if ((rule->max > 0 && deduction->points > rule->max) || deduction->points < rule->min ||
          (rule->increment > 0 && deduction->points % rule->increment != 0) ||
          (*deduction->aspect != '\0' && hj_criterion_find_aspect (criterion, deduction->aspect) == NULL))
        return FALSE;
    }
  if (finding->has_award && finding->award != 0 &&
      (finding->award < rule->min || finding->award > rule->max || (rule->increment > 0 && finding->award % rule->increment != 0)))
    return FALSE;
  for (guint i = 0; i < finding->marks->len; i++)
    if (hj_criterion_find_aspect (criterion, ((const HjAspectMark *) g_ptr_array_index (finding->marks, i))->aspect) == NULL)
      return FALSE;
  if (rule->kind == HJ_RULE_SHORTFALL ? finding->verdict == HJ_VERDICT_MISSING && finding->quantity < 1
                                      : rule->kind != HJ_RULE_TIERS && finding->quantity != 0)
    return FALSE;
  return fits_tiers (finding, rule);
}

static gboolean
all_fit (const HjContent   *content,
         const HjCriterion *criterion)
{
  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (strcmp (finding->criterion, criterion->id) == 0 && !fits (finding, criterion))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_tiers (const HjRule *a,
            const HjRule *b)
{
  if (a->tiers->len != b->tiers->len)
    return FALSE;
  for (guint i = 0; i < a->tiers->len; i++)
    {
      const HjTier *one = g_ptr_array_index (a->tiers, i);
      const HjTier *other = g_ptr_array_index (b->tiers, i);

      if (strcmp (one->id, other->id) != 0 || strcmp (one->label, other->label) != 0 || one->points != other->points ||
          one->banded != other->banded || one->from != other->from || one->to != other->to)
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_rule (const HjRule *a,
           const HjRule *b)
{
  return a->kind == b->kind && a->step == b->step && a->cap == b->cap && a->missing == b->missing &&
         a->deficient == b->deficient && a->min == b->min && a->max == b->max && a->increment == b->increment &&
         a->evidence == b->evidence && strcmp (a->unit, b->unit) == 0 && same_tiers (a, b);
}

/* The points of an item, its rule to the last figure, the official words that set it, and whether it counts. */
static gboolean
same_terms (const HjItem *a,
            const HjItem *b)
{
  return a->has_points == b->has_points && a->points == b->points && same_rule (&a->rule, &b->rule) &&
         strcmp (a->title, b->title) == 0 && g_strcmp0 (a->basis, b->basis) == 0 &&
         g_strcmp0 (a->sheet_criterion, b->sheet_criterion) == 0 && a->section->bonus == b->section->bonus &&
         hj_scheme_section_counts (a->section->scheme, a->section->id) ==
           hj_scheme_section_counts (b->section->scheme, b->section->id);
}

/* Of several experts' findings another figure comes where they are put together in another way. */
static gboolean
same_combination (const HjContent *content,
                  const HjScheme  *from,
                  const HjScheme  *to,
                  const HjCriterion *criterion)
{
  HjRuleKind kind = criterion->item->rule.kind;
  guint n = 0;

  for (guint i = 0; i < content->findings->len; i++)
    n += strcmp (((const HjFinding *) g_ptr_array_index (content->findings, i))->criterion, criterion->id) == 0;
  return n < 2 || (from->combine[kind] == to->combine[kind] &&
                   (to->combine[kind] != HJ_COMBINE_TRIMMED_MEAN || from->trim_from == to->trim_from));
}

/* Whether the aspect means there what it meant here. */
static gboolean
same_aspect (const HjCriterion *before,
             const HjCriterion *after,
             const char        *id)
{
  const HjAspect *one = hj_criterion_find_aspect (before, id);
  const HjAspect *other = hj_criterion_find_aspect (after, id);

  return *id == '\0' || (one != NULL && other != NULL && strcmp (one->title, other->title) == 0);
}

static gboolean
same_aspects (const HjContent   *content,
              const HjCriterion *before,
              const HjCriterion *after)
{
  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (strcmp (finding->criterion, after->id) != 0)
        continue;
      for (guint j = 0; j < finding->deductions->len; j++)
        if (!same_aspect (before, after, ((const HjDeduction *) g_ptr_array_index (finding->deductions, j))->aspect))
          return FALSE;
      for (guint j = 0; j < finding->marks->len; j++)
        if (!same_aspect (before, after, ((const HjAspectMark *) g_ptr_array_index (finding->marks, j))->aspect))
          return FALSE;
    }
  return TRUE;
}

/**
 * hj_move_carry_of:
 * @before, @after: (nullable): the criterion in the edition that is left and in @to
 *
 * Nothing is scaled: where the words are the same and anything differs that a figure comes from, somebody chooses.
 */
HjCarry
hj_move_carry_of (const HjContent   *content,
                  const HjScheme    *to,
                  const HjCriterion *before,
                  const HjCriterion *after)
{
  if (after == NULL)
    return HJ_CARRY_DROP;
  if (before == NULL || strcmp (before->text, after->text) != 0 || !all_fit (content, after))
    return HJ_CARRY_AGAIN;
  return same_terms (before->item, after->item) && same_combination (content, content->scheme, to, after) &&
         same_aspects (content, before, after) && strcmp (before->types, after->types) == 0
           ? HJ_CARRY_KEEP : HJ_CARRY_ASK;
}

gboolean
hj_move_same_check (const HjCheck *a,
                    const HjCheck *b)
{
  if (a->scope != b->scope || a->has_at_least != b->has_at_least || a->has_at_most != b->has_at_most ||
      a->at_least < b->at_least || a->at_least > b->at_least || a->at_most < b->at_most || a->at_most > b->at_most ||
      a->remark != b->remark || strcmp (a->rows, b->rows) != 0 || strcmp (a->measure, b->measure) != 0 ||
      strcmp (a->levels, b->levels) != 0 || strcmp (a->applies, b->applies) != 0 || a->conditions->len != b->conditions->len)
    return FALSE;
  for (guint i = 0; i < a->conditions->len; i++)
    if (strcmp (((const HjCheckCondition *) g_ptr_array_index (a->conditions, i))->test,
                ((const HjCheckCondition *) g_ptr_array_index (b->conditions, i))->test) != 0)
      return FALSE;
  return TRUE;
}

gboolean
hj_move_same_checks (const HjStandard *a,
                     const HjStandard *b)
{
  if (a->checks->len != b->checks->len)
    return FALSE;
  for (guint i = 0; i < a->checks->len; i++)
    if (!hj_move_same_check (g_ptr_array_index (a->checks, i), g_ptr_array_index (b->checks, i)))
      return FALSE;
  return TRUE;
}

/* What a conclusion rests on; other words on a form don't touch it. */
static gboolean
bears_on_conclusion (HjPart part)
{
  switch ((int) part)
    {
    case HJ_PART_SECTION:
    case HJ_PART_ITEM:
    case HJ_PART_CRITERION:
    case HJ_PART_STANDARD:
    case HJ_PART_MATERIAL:
    case HJ_PART_PASS_LINE:
    case HJ_PART_COMBINE:
    case HJ_PART_CHECK:
    case HJ_PART_VOCABULARY:
    case HJ_PART_SCOPE:
    case HJ_PART_OCCUPATION:
    case HJ_PART_READING:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
hj_move_bears_on_conclusion (const HjSchemeDiff *diff)
{
  for (guint i = 0; i < diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (diff->changes, i);

      if (change->change != HJ_CHANGE_EQUAL && bears_on_conclusion (change->part))
        return TRUE;
    }
  return FALSE;
}
