/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-finding-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-finding-editor.h"
#include "hj-wording.h"

struct _HjFindingEditor
{
  GObject            parent_instance;
  HjSession         *session;
  HjScheme          *scheme;     /* keeps the criterion alive */
  const HjCriterion *criterion;
  char              *expert;
  HjFinding         *pending;
  guint              in_flight;
};

enum { CHANGED, FAILED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjFindingEditor, hj_finding_editor, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjFindingEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean applied = hj_session_apply_finish (HJ_SESSION (source), result, &error);

  self->in_flight--;
  if (self->in_flight == 0)
    g_clear_pointer (&self->pending, hj_finding_free);
  if (!applied)
    g_signal_emit (self, signals[FAILED], 0, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hj_finding_editor_dispose (GObject *object)
{
  HjFindingEditor *self = HJ_FINDING_EDITOR (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_finding_editor_parent_class)->dispose (object);
}

static void
hj_finding_editor_finalize (GObject *object)
{
  HjFindingEditor *self = HJ_FINDING_EDITOR (object);

  g_clear_pointer (&self->pending, hj_finding_free);
  g_clear_pointer (&self->expert, g_free);
  g_clear_pointer (&self->scheme, hj_scheme_unref);

  G_OBJECT_CLASS (hj_finding_editor_parent_class)->finalize (object);
}

static void
hj_finding_editor_class_init (HjFindingEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_finding_editor_dispose;
  object_class->finalize = hj_finding_editor_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hj_finding_editor_init (HjFindingEditor *self)
{
}

HjFindingEditor *
hj_finding_editor_new (HjSession         *session,
                       const HjCriterion *criterion)
{
  HjFindingEditor *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);
  g_return_val_if_fail (criterion != NULL, NULL);

  self = g_object_new (HJ_TYPE_FINDING_EDITOR, NULL);
  self->session = g_object_ref (session);
  self->scheme = hj_scheme_ref (hj_session_get_scheme (session));
  self->criterion = criterion;
  self->expert = g_strdup (hj_session_get_recorder (session));

  return self;
}

HjSession *
hj_finding_editor_get_session (HjFindingEditor *self)
{
  return self->session;
}

const HjCriterion *
hj_finding_editor_get_criterion (HjFindingEditor *self)
{
  return self->criterion;
}

const char *
hj_finding_editor_get_expert (HjFindingEditor *self)
{
  return self->expert;
}

gboolean
hj_finding_editor_can_edit (HjFindingEditor *self)
{
  return self->expert[0] != '\0' && hj_session_get_mode (self->session) == HJ_SESSION_WRITE;
}

gboolean
hj_finding_editor_is_pending (HjFindingEditor *self)
{
  return self->in_flight > 0;
}

gboolean
hj_finding_editor_sync (HjFindingEditor *self)
{
  const char *recorder = hj_session_get_recorder (self->session);

  if (g_str_equal (recorder, self->expert))
    return FALSE;

  g_free (self->expert);
  self->expert = g_strdup (recorder);

  return TRUE;
}

/* Borrowed until the session's next change. */
const HjFinding *
hj_finding_editor_peek (HjFindingEditor *self)
{
  g_return_val_if_fail (HJ_IS_FINDING_EDITOR (self), NULL);

  if (self->pending != NULL && g_str_equal (self->pending->expert, self->expert))
    return self->pending;

  return hj_content_find_finding (hj_session_get_content (self->session),
                                  self->criterion->id, self->expert);
}

HjFinding *
hj_finding_editor_dup (HjFindingEditor *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self);

  return finding != NULL ? hj_finding_copy (finding)
                         : hj_finding_new (self->criterion->id, self->expert);
}

HjVerdict
hj_finding_editor_get_verdict (HjFindingEditor *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self);

  return finding != NULL ? hj_assess_effective_verdict (self->criterion, finding) : HJ_VERDICT_NONE;
}

HjOpenWhy
hj_finding_editor_why_open (HjFindingEditor *self)
{
  return hj_assess_why_open (self->criterion, hj_finding_editor_peek (self));
}

/**
 * hj_finding_editor_submit:
 * @finding: (transfer full)
 * @label: what is done, for undo and the history
 *
 * Records it. What the rule doesn't know is refused at once, and told as a failure.
 */
void
hj_finding_editor_submit (HjFindingEditor *self,
                          HjFinding       *finding,
                          const char      *label)
{
  g_autoptr (HjFinding) taken = finding;
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;
  const HjFinding *now;

  g_return_if_fail (HJ_IS_FINDING_EDITOR (self));

  now = hj_finding_editor_peek (self);
  if (now != NULL ? hj_finding_equal (now, taken) : hj_finding_is_empty (taken))
    return;
  if (!hj_assess_check_finding (self->scheme, taken, &error))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  commands = hj_command_list_new ();
  g_ptr_array_add (commands, hj_command_new_finding (taken));
  g_clear_pointer (&self->pending, hj_finding_free);
  self->pending = g_steal_pointer (&taken);
  self->in_flight++;
  hj_session_apply_async (self->session, self->expert, label, commands, NULL,
                          applied_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
default_method (HjFindingEditor *self)
{
  GPtrArray *methods = self->criterion->item->methods;

  return methods->len > 0 ? g_ptr_array_index (methods, 0) : "";
}

static void
drop_deductions (HjFinding *finding)
{
  while (finding->deductions->len > 0)
    {
      HjDeduction *last = g_ptr_array_index (finding->deductions, finding->deductions->len - 1);
      g_autofree char *id = g_strdup (last->id);

      hj_finding_remove_deduction (finding, id);
    }
}

/* What belongs to another verdict goes with it; undo brings it back. */
static void
fit_to_verdict (HjFindingEditor *self,
                HjFinding       *finding,
                HjVerdict        verdict)
{
  const HjRule *rule = &self->criterion->item->rule;

  if (verdict == HJ_VERDICT_MET || verdict == HJ_VERDICT_NONE)
    hj_str_set (&finding->reason, "");
  if (verdict != HJ_VERDICT_DEFICIENT)
    drop_deductions (finding);
  if (rule->kind == HJ_RULE_SHORTFALL)
    finding->quantity = verdict == HJ_VERDICT_MISSING ? MAX (1, finding->quantity) : 0;
  if (rule->kind == HJ_RULE_BONUS)
    {
      gboolean awarded = verdict == HJ_VERDICT_MET;

      if (!awarded || !finding->has_award || finding->award == 0)
        finding->award = awarded ? rule->min : 0;
      finding->has_award = awarded;
    }
}

/* With a criterion met, or not applicable, nothing was found anywhere. */
static void
clear_problem_marks (HjFinding *finding)
{
  for (guint i = 0; i < finding->marks->len; i++)
    {
      HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (mark->mark != HJ_MARK_PROBLEM)
        continue;
      mark->mark = HJ_MARK_CLEAR;
      hj_str_set (&mark->remark, "");
    }
}

static const HjTier *
find_lower_tier (const HjRule *rule,
                 const char   *tier)
{
  for (guint i = 1; i < rule->tiers->len; i++)
    {
      const HjTier *one = g_ptr_array_index (rule->tiers, i);

      if (tier == NULL || g_str_equal (one->id, tier))
        return one;
    }

  return NULL;
}

HjFinding *
hj_finding_editor_propose (HjFindingEditor *self,
                           HjVerdict        verdict,
                           const char      *tier)
{
  const HjRule *rule = &self->criterion->item->rule;
  HjFinding *finding = hj_finding_editor_dup (self);

  fit_to_verdict (self, finding, verdict);
  if ((verdict == HJ_VERDICT_MET || verdict == HJ_VERDICT_NOT_APPLICABLE) && rule->kind != HJ_RULE_BONUS)
    clear_problem_marks (finding);
  finding->verdict = verdict;
  if (verdict != HJ_VERDICT_NONE && finding->method[0] == '\0')
    hj_str_set (&finding->method, default_method (self));
  if (rule->kind == HJ_RULE_JUDGED && verdict == HJ_VERDICT_DEFICIENT)
    {
      HjDeduction *deduction = hj_finding_add_deduction (finding, rule->min);

      hj_str_set (&deduction->method, default_method (self));
      /* With aspects the rest is still to be looked at: taking points concludes nothing. */
      if (self->criterion->aspects->len > 0)
        finding->verdict = HJ_VERDICT_NONE;
    }
  if (rule->kind == HJ_RULE_TIERS)
    {
      const HjTier *lower = verdict == HJ_VERDICT_DEFICIENT ? find_lower_tier (rule, tier) : NULL;
      const HjTier *top = verdict == HJ_VERDICT_MET && rule->tiers->len > 0
                            ? g_ptr_array_index (rule->tiers, 0) : NULL;

      hj_str_set (&finding->tier, lower != NULL ? lower->id : top != NULL ? top->id : "");
    }

  return finding;
}

static char *
label_verdict (HjFindingEditor *self,
               HjVerdict        verdict)
{
  /* Translators: label of an undo step: “2.1.3 Missing” */
  return g_strdup_printf (C_("undo", "%s %s"), self->criterion->id,
                          hj_wording_verdict (self->scheme, &self->criterion->item->rule, verdict));
}

void
hj_finding_editor_choose (HjFindingEditor *self,
                          HjVerdict        verdict,
                          const char      *tier)
{
  g_autofree char *label = NULL;

  g_return_if_fail (HJ_IS_FINDING_EDITOR (self));

  label = label_verdict (self, verdict);
  hj_finding_editor_submit (self, hj_finding_editor_propose (self, verdict, tier), label);
}

/**
 * hj_finding_editor_clear:
 *
 * Takes the answer back: the criterion is not assessed. The note stays, it is no answer.
 */
void
hj_finding_editor_clear (HjFindingEditor *self)
{
  HjFinding *finding;
  g_autofree char *label = NULL;

  g_return_if_fail (HJ_IS_FINDING_EDITOR (self));

  finding = hj_finding_new (self->criterion->id, self->expert);
  if (hj_finding_editor_peek (self) != NULL)
    hj_str_set (&finding->note, hj_finding_editor_peek (self)->note);
  label = label_verdict (self, HJ_VERDICT_NONE);
  hj_finding_editor_submit (self, finding, label);
}

/**
 * hj_finding_editor_add_deduction:
 * @aspect: (nullable): where it was found; the aspect is marked with a problem then
 *
 * Takes the smallest amount the rule knows, to be changed in its row.
 *
 * Returns: (transfer full): the id of the new deduction
 */
char *
hj_finding_editor_add_deduction (HjFindingEditor *self,
                                 const char      *aspect)
{
  HjFinding *finding = hj_finding_editor_propose (self, HJ_VERDICT_DEFICIENT, NULL);
  HjDeduction *deduction = g_ptr_array_index (finding->deductions, finding->deductions->len - 1);
  char *id = g_strdup (deduction->id);
  g_autofree char *label = label_verdict (self, HJ_VERDICT_DEFICIENT);

  if (aspect != NULL)
    {
      const HjAspectMark *mark = hj_finding_find_mark (finding, aspect);
      g_autofree char *remark = g_strdup (mark != NULL ? mark->remark : "");

      hj_str_set (&deduction->aspect, aspect);
      hj_finding_set_mark (finding, aspect, HJ_MARK_PROBLEM, remark);
    }
  hj_finding_editor_submit (self, finding, label);

  return id;
}

void
hj_finding_editor_remove_deduction (HjFindingEditor *self,
                                    const char      *id)
{
  HjFinding *finding = hj_finding_editor_dup (self);
  /* Translators: label of an undo step, with the criterion's number */
  g_autofree char *label = g_strdup_printf (_("%s deduction taken back"), self->criterion->id);

  hj_finding_remove_deduction (finding, id);
  if (finding->deductions->len == 0 && finding->verdict == HJ_VERDICT_DEFICIENT)
    finding->verdict = HJ_VERDICT_NONE;
  hj_finding_editor_submit (self, finding, label);
}

void
hj_finding_editor_set_mark (HjFindingEditor *self,
                            const char      *aspect,
                            HjMark           mark,
                            const char      *remark)
{
  HjFinding *finding = hj_finding_editor_dup (self);
  const HjAspectMark *old = hj_finding_find_mark (finding, aspect);
  g_autofree char *kept = g_strdup (remark != NULL ? remark : old != NULL ? old->remark : "");
  g_autofree char *label = g_strdup_printf (C_("undo", "%s %s"), aspect, hj_wording_mark (mark));

  if (mark == HJ_MARK_CLEAR || mark == HJ_MARK_NONE)
    hj_str_set (&kept, "");
  hj_finding_set_mark (finding, aspect, mark, kept);
  /* A mark given after the conclusion says more than it: the conclusion is drawn anew. */
  if (old == NULL || old->mark != mark)
    finding->verdict = HJ_VERDICT_NONE;
  if (finding->method[0] == '\0' && mark != HJ_MARK_NONE)
    hj_str_set (&finding->method, default_method (self));
  hj_finding_editor_submit (self, finding, label);
}

static HjVerdict
conclusion (HjFindingEditor *self,
            const HjFinding *finding)
{
  HjRuleKind kind = self->criterion->item->rule.kind;

  if (finding->deductions->len > 0)
    return HJ_VERDICT_DEFICIENT;

  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (mark->mark == HJ_MARK_PROBLEM && hj_rule_allows (&self->criterion->item->rule, HJ_VERDICT_PROBLEM))
        return HJ_VERDICT_PROBLEM;
      if (mark->mark == HJ_MARK_PROBLEM && kind != HJ_RULE_JUDGED)
        return HJ_VERDICT_DEFICIENT;
    }

  return HJ_VERDICT_MET;
}

/**
 * hj_finding_editor_set_concluded:
 *
 * Concludes a criterion although aspects are left, by what was found so far; or takes that back.
 */
void
hj_finding_editor_set_concluded (HjFindingEditor *self,
                                 gboolean         concluded)
{
  HjFinding *finding = hj_finding_editor_dup (self);
  g_autofree char *label = NULL;

  finding->verdict = concluded ? conclusion (self, finding) : HJ_VERDICT_NONE;
  label = label_verdict (self, finding->verdict);
  hj_finding_editor_submit (self, finding, label);
}
