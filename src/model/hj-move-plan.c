/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-move-private.h"

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
                           hj_move_carry_of (self->content, diff->to,
                                             hj_scheme_find_criterion (diff->from, finding->criterion),
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

/* A decision rests on the words of its standard and on its check. */
static gboolean
decision_stands (const PlanWithContent *self,
                 const HjDecision      *decision)
{
  const HjCheck *before_check;
  const HjCheck *after_check;
  const HjStandard *before = find_standard_of_check (self->plan.diff->from, decision->check, &before_check);
  const HjStandard *after = find_standard_of_check (self->plan.diff->to, decision->check, &after_check);
  const HjMoveEntry *entry = *decision->criterion != '\0' ? find_entry (&self->plan, decision->criterion) : NULL;

  if (before == NULL || after == NULL || strcmp (before->text, after->text) != 0 || !hj_move_same_check (before_check, after_check))
    return FALSE;
  return entry == NULL || entry->carry == HJ_CARRY_KEEP || (entry->carry == HJ_CARRY_ASK && (entry->keep || !entry->answered));
}

/* A relaxation rests on the words and checks of its standard, and on the case that allows it. */
static gboolean
relaxation_stands (const PlanWithContent *self,
                   const HjRelaxation    *relaxation)
{
  const HjStandard *before = find_standard (self->plan.diff->from, relaxation->standard);
  const HjStandard *after = find_standard (self->plan.diff->to, relaxation->standard);
  const HjCriterion *before_case = hj_scheme_find_criterion (self->plan.diff->from, relaxation->bonus_case);
  const HjCriterion *after_case = hj_scheme_find_criterion (self->plan.diff->to, relaxation->bonus_case);

  return before != NULL && after != NULL && after->relaxable && strcmp (before->text, after->text) == 0 &&
         hj_move_same_checks (before, after) &&
         (*relaxation->bonus_case == '\0' ||
          (before_case != NULL && after_case != NULL && strcmp (before_case->text, after_case->text) == 0));
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
  if (content->conclusion.result != HJ_RESULT_NONE && hj_move_bears_on_conclusion (self->plan.diff))
    g_ptr_array_add (dropped, g_strdup (_("The conclusion, which is to be drawn again")));
}

static gboolean
asks_for (const HjScheme *scheme,
          HjRecordKind    kind)
{
  for (guint i = 0; i < scheme->forms->len; i++)
    if (((const HjForm *) g_ptr_array_index (scheme->forms, i))->record == kind)
      return TRUE;
  return FALSE;
}

static const char *
words_or_dash (const char *words)
{
  return *words != '\0' ? words : "—";
}

/* The findings may stand and the result be another one: the pass line, and how findings are put together. */
static void
list_told (PlanWithContent *self)
{
  const HjSchemeDiff *diff = self->plan.diff;

  for (guint i = 0; i < diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (diff->changes, i);
      const char *before = words_or_dash (change->points_changed ? change->before_rule : change->before);
      const char *after = words_or_dash (change->points_changed ? change->after_rule : change->after);

      if (change->change == HJ_CHANGE_EQUAL)
        continue;
      if (change->part == HJ_PART_PASS_LINE)
        g_ptr_array_add (self->plan.told, g_strdup_printf (_("Another pass line: %s → %s"), before, after));
      else if (change->part == HJ_PART_COMBINE)
        g_ptr_array_add (self->plan.told, g_strdup_printf (_("The findings of several experts are put together in another way: %s → %s"),
                                                           before, after));
    }
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      guint n = self->content->records[i]->rows->len;

      if (n > 0 && asks_for (diff->from, i) && !asks_for (diff->to, i) && !hj_record_table (i)->single &&
          i != HJ_RECORD_MATERIAL)
        g_ptr_array_add (self->plan.told,
                         g_strdup_printf (ngettext ("“%s”: %u row stays in the dossier and in its exports; no form of that edition asks for it",
                                                    "“%s”: %u rows stay in the dossier and in its exports; no form of that edition asks for them",
                                                    n), hj_record_table (i)->label, n));
    }
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
  self->plan.told = g_ptr_array_new_with_free_func (g_free);
  list_findings (self);
  list_dropped (self);
  list_told (self);
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
  g_ptr_array_unref (plan->told);
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
  if (content->conclusion.result != HJ_RESULT_NONE && hj_move_bears_on_conclusion (self->plan.diff))
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
