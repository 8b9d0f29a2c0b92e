/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-scheme-diff.h"

/* The plan with what it was made from; the public part comes first. */
typedef struct {
  HjMovePlan  plan;
  HjContent  *content;
} PlanWithContent;

static void
free_entry (HjMoveEntry *entry)
{
  g_free (entry->criterion);
  g_free (entry);
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
  if (*finding->tier == '\0')
    return TRUE;
  for (guint i = 0; i < rule->tiers->len; i++)
    if (strcmp (((const HjTier *) g_ptr_array_index (rule->tiers, i))->id, finding->tier) == 0)
      return TRUE;
  return FALSE;
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

/* The points of an item, its rule to the last figure, and the official words that set it. */
static gboolean
same_terms (const HjItem *a,
            const HjItem *b)
{
  g_autofree char *words = hj_scheme_rule_words (a);
  g_autofree char *other = hj_scheme_rule_words (b);

  return a->has_points == b->has_points && a->points == b->points && strcmp (words, other) == 0 &&
         a->rule.kind == b->rule.kind && a->rule.step == b->rule.step && a->rule.cap == b->rule.cap &&
         a->rule.missing == b->rule.missing && a->rule.deficient == b->rule.deficient && a->rule.min == b->rule.min &&
         a->rule.max == b->rule.max && a->rule.increment == b->rule.increment && a->rule.evidence == b->rule.evidence &&
         g_strcmp0 (a->basis, b->basis) == 0;
}

static HjCarry
carry_of (const HjContent   *content,
          const HjCriterion *before,
          const HjCriterion *after)
{
  if (after == NULL)
    return HJ_CARRY_DROP;
  if (before == NULL || strcmp (before->text, after->text) != 0 || !all_fit (content, after))
    return HJ_CARRY_AGAIN;
  return same_terms (before->item, after->item) ? HJ_CARRY_KEEP : HJ_CARRY_ASK;
}

static HjMoveEntry *
find_entry (const HjMovePlan *plan,
            const char       *criterion)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);

      if (strcmp (entry->criterion, criterion) == 0)
        return entry;
    }
  return NULL;
}

static HjMoveEntry *
add_entry (HjMovePlan *plan,
           const char *criterion,
           HjCarry     carry)
{
  HjMoveEntry *entry = g_new0 (HjMoveEntry, 1);

  entry->criterion = g_strdup (criterion);
  entry->carry = carry;
  g_ptr_array_add (plan->entries, entry);
  return entry;
}

static void
list_findings (PlanWithContent *self)
{
  HjSchemeDiff *diff = self->plan.diff;

  for (guint i = 0; i < self->content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (self->content->findings, i);
      HjMoveEntry *entry = find_entry (&self->plan, finding->criterion);

      if (entry == NULL)
        entry = add_entry (&self->plan, finding->criterion,
                           carry_of (self->content, hj_scheme_find_criterion (diff->from, finding->criterion),
                                     hj_scheme_find_criterion (diff->to, finding->criterion)));
      entry->n_findings++;
    }
  for (guint i = 0; i < diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (diff->changes, i);

      if (change->part == HJ_PART_CRITERION && change->change == HJ_CHANGE_NEW && find_entry (&self->plan, change->id) == NULL)
        add_entry (&self->plan, change->id, HJ_CARRY_AGAIN);
    }
}

static const HjStandard *
find_standard (const HjScheme *scheme,
               const char     *id)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      if (strcmp (standard->id, id) == 0)
        return standard;
    }
  return NULL;
}

static const HjStandard *
find_standard_of_check (const HjScheme  *scheme,
                        const char      *id,
                        const HjCheck  **check)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      for (guint j = 0; j < standard->checks->len; j++)
        {
          *check = g_ptr_array_index (standard->checks, j);
          if (strcmp ((*check)->id, id) == 0)
            return standard;
        }
    }
  *check = NULL;
  return NULL;
}

/* A decision rests on the words of its standard and the bounds of its check. */
static gboolean
decision_stands (const PlanWithContent *self,
                 const HjDecision      *decision)
{
  const HjCheck *before_check;
  const HjCheck *after_check;
  const HjStandard *before = find_standard_of_check (self->plan.diff->from, decision->check, &before_check);
  const HjStandard *after = find_standard_of_check (self->plan.diff->to, decision->check, &after_check);
  const HjMoveEntry *entry = *decision->criterion != '\0' ? find_entry (&self->plan, decision->criterion) : NULL;

  if (before == NULL || after == NULL || strcmp (before->text, after->text) != 0)
    return FALSE;
  if (before_check->has_at_least != after_check->has_at_least || before_check->has_at_most != after_check->has_at_most ||
      before_check->at_least < after_check->at_least || before_check->at_least > after_check->at_least ||
      before_check->at_most < after_check->at_most || before_check->at_most > after_check->at_most)
    return FALSE;
  return entry == NULL || entry->carry == HJ_CARRY_KEEP || (entry->carry == HJ_CARRY_ASK && (entry->keep || !entry->answered));
}

static gboolean
relaxation_stands (const PlanWithContent *self,
                   const HjRelaxation    *relaxation)
{
  const HjStandard *before = find_standard (self->plan.diff->from, relaxation->standard);
  const HjStandard *after = find_standard (self->plan.diff->to, relaxation->standard);

  return before != NULL && after != NULL && after->relaxable && strcmp (before->text, after->text) == 0 &&
         (*relaxation->bonus_case == '\0' || hj_scheme_find_criterion (self->plan.diff->to, relaxation->bonus_case) != NULL);
}

static gboolean
has_material (const HjScheme *scheme,
              const char     *id)
{
  for (guint i = 0; i < scheme->materials->len; i++)
    if (strcmp (((const HjMaterial *) g_ptr_array_index (scheme->materials, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
anything_changed (const HjSchemeDiff *diff)
{
  return diff->n_changed + diff->n_new + diff->n_gone > 0;
}

static const char *
material_text (const HjScheme *scheme,
               const char     *id)
{
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      if (strcmp (material->id, id) == 0)
        return material->text;
    }
  return id;
}

static void
list_dropped (PlanWithContent *self)
{
  const HjContent *content = self->content;
  GPtrArray *dropped = self->plan.dropped;
  GPtrArray *materials = content->records[HJ_RECORD_MATERIAL]->rows;

  for (guint i = 0; i < materials->len; i++)
    {
      const HjRecord *material = g_ptr_array_index (materials, i);

      if (!has_material (self->plan.diff->to, material->id) && !hj_record_is_empty (material))
        g_ptr_array_add (dropped, g_strdup_printf (_("The receipt of “%s”, which is not asked for there"),
                                                   material_text (self->plan.diff->from, material->id)));
    }
  for (guint i = 0; i < content->decisions->len; i++)
    {
      const HjDecision *decision = g_ptr_array_index (content->decisions, i);

      if (!decision_stands (self, decision))
        g_ptr_array_add (dropped, g_strdup_printf (_("What was decided about a shortfall: %s"), decision->gap));
    }
  for (guint i = 0; i < content->relaxations->len; i++)
    {
      const HjRelaxation *relaxation = g_ptr_array_index (content->relaxations, i);
      const HjStandard *standard = find_standard (self->plan.diff->from, relaxation->standard);

      if (!relaxation_stands (self, relaxation))
        g_ptr_array_add (dropped, g_strdup_printf (_("The relaxation of a standard: %s"),
                                                   standard != NULL ? standard->text : relaxation->standard));
    }
  if (content->conclusion.result != HJ_RESULT_NONE && anything_changed (self->plan.diff))
    g_ptr_array_add (dropped, g_strdup (_("The conclusion, which is to be drawn again")));
}

/**
 * hj_move_plan_new:
 * @to: the edition to move to
 *
 * What is kept, asked about, answered again and dropped. Nothing is scaled: where only points or the rule changed
 * somebody chooses for each criterion whether its findings stand.
 */
HjMovePlan *
hj_move_plan_new (HjContent *content,
                  HjScheme  *to)
{
  PlanWithContent *self;

  g_return_val_if_fail (content != NULL && to != NULL, NULL);

  self = g_new0 (PlanWithContent, 1);
  self->content = hj_content_ref (content);
  self->plan.diff = hj_scheme_diff_new (content->scheme, to);
  self->plan.entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  self->plan.dropped = g_ptr_array_new_with_free_func (g_free);
  list_findings (self);
  list_dropped (self);
  return &self->plan;
}

void
hj_move_plan_free (HjMovePlan *plan)
{
  PlanWithContent *self = (PlanWithContent *) plan;

  hj_content_unref (self->content);
  hj_scheme_diff_free (plan->diff);
  g_ptr_array_unref (plan->entries);
  g_ptr_array_unref (plan->dropped);
  g_free (self);
}

gboolean
hj_move_plan_choose (HjMovePlan *plan,
                     const char *criterion,
                     gboolean    keep)
{
  HjMoveEntry *entry;

  g_return_val_if_fail (plan != NULL && criterion != NULL, FALSE);

  entry = find_entry (plan, criterion);
  if (entry == NULL || entry->carry != HJ_CARRY_ASK)
    return FALSE;
  entry->keep = keep;
  entry->answered = TRUE;
  g_ptr_array_set_size (plan->dropped, 0);
  list_dropped ((PlanWithContent *) plan);
  return TRUE;
}

guint
hj_move_plan_n_open (const HjMovePlan *plan)
{
  guint n = 0;

  g_return_val_if_fail (plan != NULL, 0);

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);

      n += entry->carry == HJ_CARRY_ASK && !entry->answered;
    }
  return n;
}

/* The findings that don't come along, each cleared; the state that is left keeps them. */
static void
clear_findings (const PlanWithContent *self,
                GPtrArray             *commands)
{
  for (guint i = 0; i < self->content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (self->content->findings, i);
      const HjMoveEntry *entry = find_entry (&self->plan, finding->criterion);

      if (entry == NULL || (entry->carry != HJ_CARRY_KEEP && !(entry->carry == HJ_CARRY_ASK && entry->keep)))
        {
          g_autoptr (HjFinding) nothing = hj_finding_new (finding->criterion, finding->expert);

          g_ptr_array_add (commands, hj_command_new_finding (nothing));
        }
    }
}

static void
clear_rest (const PlanWithContent *self,
            GPtrArray             *commands)
{
  const HjContent *content = self->content;
  GPtrArray *materials = content->records[HJ_RECORD_MATERIAL]->rows;

  for (guint i = 0; i < materials->len; i++)
    {
      const HjRecord *material = g_ptr_array_index (materials, i);

      if (!has_material (self->plan.diff->to, material->id))
        g_ptr_array_add (commands, hj_command_new_remove_record (HJ_RECORD_MATERIAL, material->id));
    }
  for (guint i = 0; i < content->decisions->len; i++)
    {
      const HjDecision *decision = g_ptr_array_index (content->decisions, i);

      if (!decision_stands (self, decision))
        g_ptr_array_add (commands, hj_command_new_remove_decision (decision->check, decision->subject, decision->expert));
    }
  for (guint i = 0; i < content->relaxations->len; i++)
    {
      const HjRelaxation *relaxation = g_ptr_array_index (content->relaxations, i);
      g_autoptr (HjRelaxation) nothing = NULL;

      if (relaxation_stands (self, relaxation))
        continue;
      nothing = hj_relaxation_new (relaxation->standard, relaxation->subject, relaxation->expert);
      g_ptr_array_add (commands, hj_command_new_relaxation (nothing));
    }
  if (content->conclusion.result != HJ_RESULT_NONE && anything_changed (self->plan.diff))
    {
      HjConclusion nothing = { .day = HJ_DAY_NONE };

      g_ptr_array_add (commands, hj_command_new_conclusion (&nothing));
    }
}

GPtrArray *
hj_move_plan_commands (HjMovePlan  *plan,
                       HjContent   *content,
                       GBytes      *former,
                       GError     **error)
{
  PlanWithContent *self = (PlanWithContent *) plan;
  guint n_open;
  GPtrArray *commands;

  g_return_val_if_fail (plan != NULL && content != NULL && former != NULL, NULL);

  n_open = hj_move_plan_n_open (plan);
  if (n_open > 0)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   ngettext ("Points or the rule changed for %u criterion that has findings. Choose whether they stand "
                             "or are answered again; nothing was changed.",
                             "Points or the rule changed for %u criteria that have findings. Choose for each whether they stand "
                             "or are answered again; nothing was changed.", n_open), n_open);
      return NULL;
    }
  if (content != self->content && strcmp (content->digest, self->content->digest) != 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CHANGED,
                           _("The dossier has changed since the editions were compared. Compare them again; nothing was changed."));
      return NULL;
    }

  commands = hj_command_list_new ();
  g_ptr_array_add (commands, hj_command_new_scheme (plan->diff->to, former));
  clear_findings (self, commands);
  clear_rest (self, commands);
  return commands;
}
