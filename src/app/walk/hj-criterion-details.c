/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-criterion-details"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-aspect-row.h"
#include "hj-criterion-details.h"
#include "hj-draft-field.h"
#include "hj-points-spin.h"
#include "hj-reason-field.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

struct _HjCriterionDetails
{
  GtkWidget        parent_instance;
  GtkWidget       *amounts;
  GtkWidget       *amount_label;
  GtkSpinButton   *award;
  GtkSpinButton   *quantity;
  GtkWidget       *evidence;
  HjReasonField   *reason;
  GtkListBox      *aspects;
  GtkBox          *deductions;
  GtkWidget       *note;
  GtkWidget       *foot;
  GtkWidget       *deduct;
  GtkLabel        *progress;
  GtkButton       *conclude;
  HjFindingEditor *editor;
  HjDraftField    *note_draft;      /* owned by their entries */
  HjDraftField    *evidence_draft;
  gboolean         setting;
};

enum { DONE, ASPECT_FOCUSED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjCriterionDetails, hj_criterion_details, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static const HjCriterion *
get_criterion (HjCriterionDetails *self)
{
  return hj_finding_editor_get_criterion (self->editor);
}

static HjRuleKind
get_kind (HjCriterionDetails *self)
{
  return get_criterion (self)->item->rule.kind;
}

static char *
dup_field (HjCriterionDetails *self,
           const char         *what)
{
  return g_strdup_printf ("finding/%s/%s", get_criterion (self)->id, what);
}

static gboolean
has_draft (HjCriterionDetails *self,
           const char         *what)
{
  g_autofree char *field = dup_field (self, what);

  return hj_draft_exists (hj_finding_editor_get_session (self->editor), field);
}

static void
set_text (HjCriterionDetails *self,
          gsize               offset,
          const char         *value,
          const char         *label)
{
  HjFinding *finding = hj_finding_editor_dup (self->editor);
  /* Translators: label of an undo step: the criterion's number and what was given */
  g_autofree char *step = g_strdup_printf (C_("undo", "%s %s"), get_criterion (self)->id, label);

  hj_str_set (G_STRUCT_MEMBER_P (finding, offset), value);
  hj_finding_editor_submit (self->editor, finding, step);
}

static void
reason_given_cb (HjCriterionDetails *self,
                 const char         *text)
{
  set_text (self, G_STRUCT_OFFSET (HjFinding, reason), text, _("reason"));
}

static void
method_given_cb (HjCriterionDetails *self,
                 const char         *method)
{
  if (self->editor != NULL)
    set_text (self, G_STRUCT_OFFSET (HjFinding, method), method, _("method"));
}

static void
note_committed_cb (HjCriterionDetails *self,
                   const char         *text)
{
  set_text (self, G_STRUCT_OFFSET (HjFinding, note), text, _("note"));
}

static void
evidence_committed_cb (HjCriterionDetails *self,
                       const char         *text)
{
  set_text (self, G_STRUCT_OFFSET (HjFinding, evidence), text, _("evidence"));
}

static void
done_cb (HjCriterionDetails *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
note_activated_cb (HjCriterionDetails *self)
{
  hj_draft_field_commit (self->note_draft);
  done_cb (self);
}

static void
evidence_activated_cb (HjCriterionDetails *self)
{
  hj_draft_field_commit (self->evidence_draft);
  done_cb (self);
}

static void
submit_amounts (HjCriterionDetails *self)
{
  HjFinding *finding;
  g_autofree char *label = NULL;

  if (self->setting || self->editor == NULL)
    return;

  finding = hj_finding_editor_dup (self->editor);
  if (get_kind (self) == HJ_RULE_BONUS)
    {
      finding->has_award = TRUE;
      finding->award = hj_points_spin_get (self->award);
    }
  else
    {
      finding->quantity = gtk_spin_button_get_value_as_int (self->quantity);
    }
  label = g_strdup_printf (C_("undo", "%s %s"), get_criterion (self)->id,
                           get_kind (self) == HJ_RULE_BONUS ? _("award") : _("how many short"));
  hj_finding_editor_submit (self->editor, finding, label);
}

static void
award_changed_cb (HjCriterionDetails *self)
{
  submit_amounts (self);
}

static void
award_activated_cb (HjCriterionDetails *self)
{
  gtk_spin_button_update (self->award);
  if (hj_points_spin_take_refused (self->award))
    {
      gtk_editable_select_region (GTK_EDITABLE (self->award), 0, -1);
      return;
    }
  gtk_widget_grab_focus (self->evidence);
}

static void
quantity_changed_cb (HjCriterionDetails *self)
{
  submit_amounts (self);
}

static void
quantity_activated_cb (HjCriterionDetails *self)
{
  gtk_spin_button_update (self->quantity);
  done_cb (self);
}

static void
deduct_clicked_cb (HjCriterionDetails *self)
{
  hj_criterion_details_deduct (self, NULL);
}

static void
conclude_clicked_cb (HjCriterionDetails *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);

  hj_finding_editor_set_concluded (self->editor,
                                   finding == NULL || finding->verdict == HJ_VERDICT_NONE);
}

static void
aspect_entered_cb (HjCriterionDetails *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->aspects));

  if (child != NULL)
    g_signal_emit (self, signals[ASPECT_FOCUSED], 0,
                   hj_aspect_row_get_aspect (HJ_ASPECT_ROW (child))->id);
}

static void
add_aspect (HjCriterionDetails *self,
            const HjAspect     *aspect)
{
  GtkWidget *row = hj_aspect_row_new (self->editor, aspect);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (row, "deduct", G_CALLBACK (hj_criterion_details_deduct), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (aspect_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  gtk_list_box_append (self->aspects, row);
}

static HjDeductionRow *
find_deduction_row (HjCriterionDetails *self,
                    const char         *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->deductions));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (hj_deduction_row_get_id (HJ_DEDUCTION_ROW (child)), id))
      return HJ_DEDUCTION_ROW (child);

  return NULL;
}

static void
remove_gone_deductions (HjCriterionDetails *self,
                        const HjFinding    *finding)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->deductions));
       child != NULL;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (finding != NULL &&
          hj_finding_find_deduction (finding, hj_deduction_row_get_id (HJ_DEDUCTION_ROW (child))) != NULL)
        continue;
      if (gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_FOCUS_WITHIN)
        done_cb (self);
      gtk_box_remove (self->deductions, child);
    }
}

/* Rows are added and removed by id; those that stay are the same widgets, with focus and text. */
static void
update_deductions (HjCriterionDetails *self,
                   const HjFinding    *finding)
{
  remove_gone_deductions (self, finding);
  for (guint i = 0; finding != NULL && i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);
      HjDeductionRow *row = find_deduction_row (self, deduction->id);

      if (row == NULL)
        {
          row = HJ_DEDUCTION_ROW (hj_deduction_row_new (self->editor, deduction->id));
          g_signal_connect_object (row, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
          gtk_box_append (self->deductions, GTK_WIDGET (row));
        }
      hj_deduction_row_show (row, i + 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->deductions), finding != NULL && finding->deductions->len > 0);
}

static void
update_aspects (HjCriterionDetails *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->aspects));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_aspect_row_show (HJ_ASPECT_ROW (child));
}

static guint
count_marked (HjCriterionDetails *self,
              const HjFinding    *finding)
{
  guint n = 0;

  for (guint i = 0; finding != NULL && i < get_criterion (self)->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (get_criterion (self)->aspects, i);

      n += hj_finding_get_mark (finding, aspect->id) != HJ_MARK_NONE ? 1 : 0;
    }

  return n;
}

/* The aspects' progress, and the conclusion: by itself when none is left, or by the expert. */
static gboolean
update_foot (HjCriterionDetails *self,
             const HjFinding    *finding)
{
  const HjCriterion *criterion = get_criterion (self);
  guint total = criterion->aspects->len;
  guint marked = count_marked (self, finding);
  HjVerdict verdict = hj_finding_editor_get_verdict (self->editor);
  gboolean concluded = finding != NULL && finding->verdict != HJ_VERDICT_NONE;
  gboolean judged = get_kind (self) == HJ_RULE_JUDGED;
  gboolean can_edit = hj_finding_editor_can_edit (self->editor);
  gboolean undeducted = judged && verdict == HJ_VERDICT_DEFICIENT && finding->deductions->len == 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->deduct, judged && can_edit && finding != NULL && finding->deductions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->conclude), total > 0 && can_edit && (marked < total || concluded || undeducted));
  gtk_button_set_label (self->conclude, concluded ? _("Look Further")
                                        : undeducted ? _("Conclude Without a Deduction")
                                                     : _("Conclude Without the Rest"));
  if (undeducted)
    text = g_strdup (_("A problem is marked, but no points are taken: deduct, or conclude without a deduction."));
  else if (total > 0 && verdict != HJ_VERDICT_NONE)
    text = g_strdup_printf (_("%u of %u aspects looked at; concluded: %s"), marked, total,
                            hj_wording_verdict (criterion->item->section->scheme, &criterion->item->rule, verdict));
  else if (total > 0)
    text = g_strdup_printf (_("%u of %u aspects looked at; not concluded"), marked, total);
  gtk_label_set_label (self->progress, text != NULL ? text : "");
  gtk_widget_set_visible (self->foot, total > 0 || gtk_widget_get_visible (self->deduct));

  return gtk_widget_get_visible (self->foot);
}

static gboolean
update_amounts (HjCriterionDetails *self,
                const HjFinding    *finding)
{
  gboolean pending = hj_finding_editor_is_pending (self->editor);
  gboolean bonus = get_kind (self) == HJ_RULE_BONUS;
  gboolean visible;

  self->setting = TRUE;
  if (bonus && finding != NULL && finding->has_award && finding->award > 0 &&
      hj_points_spin_get (self->award) != finding->award)
    hj_points_spin_set (self->award, finding->award);
  if (!bonus && finding != NULL && finding->quantity > 0)
    gtk_spin_button_set_value (self->quantity, finding->quantity);
  self->setting = FALSE;

  visible = finding != NULL && ((bonus && finding->has_award && finding->award > 0) ||
                                (get_kind (self) == HJ_RULE_SHORTFALL && finding->quantity > 0));
  gtk_widget_set_visible (self->amounts, visible || (bonus && has_draft (self, "evidence")));
  hj_draft_field_show (self->evidence_draft, finding != NULL ? finding->evidence : "", pending);
  if (hj_finding_editor_why_open (self->editor) == HJ_OPEN_OWES_EVIDENCE)
    gtk_widget_add_css_class (self->evidence, "owed");
  else
    gtk_widget_remove_css_class (self->evidence, "owed");

  return gtk_widget_get_visible (self->amounts);
}

/* A judged criterion's reasons stand at its deductions; its own is that of "not applicable". */
static gboolean
needs_reason (HjCriterionDetails *self)
{
  HjVerdict verdict = hj_finding_editor_get_verdict (self->editor);

  if (get_kind (self) == HJ_RULE_JUDGED && verdict != HJ_VERDICT_NOT_APPLICABLE)
    return FALSE;
  if (get_kind (self) == HJ_RULE_BONUS && verdict == HJ_VERDICT_MET)
    return FALSE;

  /* A deficiency may owe none, where it costs nothing; what it is will be said all the same. */
  return verdict == HJ_VERDICT_DEFICIENT || hj_assess_owes_reason (get_criterion (self)->item, verdict);
}

static gboolean
update_reason (HjCriterionDetails *self,
               const HjFinding    *finding,
               gboolean            more)
{
  const char *reason = finding != NULL ? finding->reason : "";
  gboolean owed = hj_finding_editor_why_open (self->editor) == HJ_OPEN_OWES_REASON &&
                  needs_reason (self);
  HjVerdict verdict = hj_finding_editor_get_verdict (self->editor);
  gboolean judged = get_kind (self) == HJ_RULE_JUDGED && verdict != HJ_VERDICT_NOT_APPLICABLE;
  gboolean visible = needs_reason (self) || reason[0] != '\0' || has_draft (self, "reason") ||
                     (more && !judged && verdict != HJ_VERDICT_NONE);

  hj_reason_field_show (self->reason, reason, finding != NULL ? finding->method : "", owed,
                        hj_finding_editor_is_pending (self->editor));
  gtk_widget_set_visible (GTK_WIDGET (self->reason), visible);

  return visible;
}

static gboolean
update_note (HjCriterionDetails *self,
             const HjFinding    *finding,
             gboolean            more)
{
  const char *note = finding != NULL ? finding->note : "";
  gboolean visible = more || note[0] != '\0' || has_draft (self, "note");

  hj_draft_field_show (self->note_draft, note, hj_finding_editor_is_pending (self->editor));
  gtk_widget_set_visible (self->note, visible);

  return visible;
}

static void
hj_criterion_details_dispose (GObject *object)
{
  HjCriterionDetails *self = HJ_CRITERION_DETAILS (object);
  GtkWidget *child;

  g_clear_object (&self->editor);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_criterion_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-criterion-details.ui");
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, amounts);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, amount_label);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, award);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, quantity);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, evidence);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, reason);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, aspects);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, deductions);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, note);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, foot);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, deduct);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, progress);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionDetails, conclude);
  gtk_widget_class_bind_template_callback (widget_class, reason_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, award_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, deduct_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, conclude_clicked_cb);
}

static void
hj_criterion_details_class_init (HjCriterionDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_criterion_details_dispose;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ASPECT_FOCUSED] =
    g_signal_new ("aspect-focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  g_type_ensure (HJ_TYPE_REASON_FIELD);
  bind_template (widget_class);
}

static void
hj_criterion_details_init (HjCriterionDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A spin button tells of Enter only through the text inside it. */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->award)), "activate",
                           G_CALLBACK (award_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->quantity)), "activate",
                           G_CALLBACK (quantity_activated_cb), self, G_CONNECT_SWAPPED);
}

static HjDraftField *
attach_draft (HjCriterionDetails *self,
              GtkWidget          *entry,
              const char         *what,
              GCallback           committed)
{
  g_autofree char *field = dup_field (self, what);
  HjDraftField *draft = hj_draft_field_attach (entry, hj_finding_editor_get_session (self->editor), field);

  g_signal_connect_object (draft, "commit", committed, self, G_CONNECT_SWAPPED);

  return draft;
}

void
hj_criterion_details_setup (HjCriterionDetails *self,
                            HjFindingEditor    *editor)
{
  const HjCriterion *criterion = hj_finding_editor_get_criterion (editor);
  const HjRule *rule = &criterion->item->rule;
  gboolean bonus = rule->kind == HJ_RULE_BONUS;
  g_autofree char *field = g_strdup_printf ("finding/%s/reason", criterion->id);
  const char *amount = bonus ? _("Points awarded") : _("How many short");

  g_return_if_fail (HJ_IS_CRITERION_DETAILS (self));

  hj_reason_field_setup (self->reason, editor, field, _("Reason"));
  self->setting = TRUE;
  if (bonus)
    hj_points_spin_set_range (self->award, rule->min, rule->max, rule->increment);
  self->setting = FALSE;
  self->editor = g_object_ref (editor);
  gtk_label_set_label (GTK_LABEL (self->amount_label), amount);
  gtk_widget_set_visible (GTK_WIDGET (self->award), bonus);
  gtk_widget_set_visible (self->evidence, bonus);
  gtk_widget_set_visible (GTK_WIDGET (self->quantity), rule->kind == HJ_RULE_SHORTFALL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->award), GTK_ACCESSIBLE_PROPERTY_LABEL, amount, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity), GTK_ACCESSIBLE_PROPERTY_LABEL, amount, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->evidence), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Evidence"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);
  self->note_draft = attach_draft (self, self->note, "note", G_CALLBACK (note_committed_cb));
  self->evidence_draft = attach_draft (self, self->evidence, "evidence", G_CALLBACK (evidence_committed_cb));
  for (guint i = 0; i < criterion->aspects->len; i++)
    add_aspect (self, g_ptr_array_index (criterion->aspects, i));
  gtk_widget_set_visible (GTK_WIDGET (self->aspects), criterion->aspects->len > 0);
}

gboolean
hj_criterion_details_show (HjCriterionDetails *self,
                           gboolean            more)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);
  gboolean any = get_criterion (self)->aspects->len > 0;

  g_return_val_if_fail (HJ_IS_CRITERION_DETAILS (self), FALSE);

  any |= update_amounts (self, finding);
  any |= update_reason (self, finding, more);
  any |= update_note (self, finding, more);
  update_aspects (self);
  update_deductions (self, finding);
  any |= gtk_widget_get_visible (GTK_WIDGET (self->deductions));
  any |= update_foot (self, finding);

  return any;
}

static HjDeductionRow *
find_incomplete_deduction (HjCriterionDetails *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);

  for (guint i = 0; finding != NULL && i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (deduction->reason[0] == '\0')
        return find_deduction_row (self, deduction->id);
    }

  return NULL;
}

static gboolean
is_unexplained (HjCriterionDetails *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);

  return finding != NULL && finding->reason[0] == '\0' && needs_reason (self);
}

gboolean
hj_criterion_details_focus_owed (HjCriterionDetails *self,
                                 gboolean            any)
{
  HjOpenWhy why = hj_finding_editor_why_open (self->editor);
  HjDeductionRow *row = find_incomplete_deduction (self);

  if (why == HJ_OPEN_OWES_EVIDENCE && gtk_widget_get_visible (self->amounts))
    return gtk_widget_grab_focus (self->evidence);
  if (row != NULL)
    {
      hj_deduction_row_focus_reason (row);
      return TRUE;
    }
  if ((any || why == HJ_OPEN_OWES_REASON || is_unexplained (self)) &&
      gtk_widget_get_visible (GTK_WIDGET (self->reason)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  if (any && gtk_widget_get_visible (self->note))
    return gtk_widget_grab_focus (self->note);

  return FALSE;
}

void
hj_criterion_details_deduct (HjCriterionDetails *self,
                             const char         *aspect)
{
  HjDeductionRow *row = aspect == NULL ? find_incomplete_deduction (self) : NULL;
  g_autofree char *id = NULL;

  if (!hj_finding_editor_can_edit (self->editor))
    return;
  if (row == NULL)
    {
      id = hj_finding_editor_add_deduction (self->editor, aspect);
      row = find_deduction_row (self, id);
    }
  if (row != NULL)
    hj_deduction_row_focus_points (row);
}

void
hj_criterion_details_focus_aspect (HjCriterionDetails *self,
                                   const char         *aspect)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->aspects));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (hj_aspect_row_get_aspect (HJ_ASPECT_ROW (child))->id, aspect))
      gtk_widget_grab_focus (child);
}

void
hj_criterion_details_commit (HjCriterionDetails *self)
{
  hj_reason_field_commit (self->reason);
  hj_draft_field_commit (self->note_draft);
  hj_draft_field_commit (self->evidence_draft);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->aspects));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_aspect_row_commit (HJ_ASPECT_ROW (child));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->deductions));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_deduction_row_commit (HJ_DEDUCTION_ROW (child));
}

void
hj_criterion_details_reset (HjCriterionDetails *self)
{
  hj_criterion_details_commit (self);
  hj_reason_field_reset (self->reason);
  hj_draft_field_reset (self->note_draft);
  hj_draft_field_reset (self->evidence_draft);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->aspects));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hj_aspect_row_reset (HJ_ASPECT_ROW (child));
}

GtkWidget *
hj_criterion_details_get_reason (HjCriterionDetails *self)
{
  return hj_reason_field_get_entry (self->reason);
}

GtkWidget *
hj_criterion_details_get_note (HjCriterionDetails *self)
{
  return self->note;
}

GtkWidget *
hj_criterion_details_get_award (HjCriterionDetails *self)
{
  return GTK_WIDGET (self->award);
}

GtkWidget *
hj_criterion_details_get_evidence (HjCriterionDetails *self)
{
  return self->evidence;
}

GtkWidget *
hj_criterion_details_get_conclude (HjCriterionDetails *self)
{
  return GTK_WIDGET (self->conclude);
}

GtkWidget *
hj_criterion_details_get_aspects (HjCriterionDetails *self)
{
  return GTK_WIDGET (self->aspects);
}

HjDeductionRow *
hj_criterion_details_get_deduction (HjCriterionDetails *self,
                                    guint               position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->deductions));

  while (child != NULL && position-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child != NULL ? HJ_DEDUCTION_ROW (child) : NULL;
}
