/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-deduction-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-picker.h"
#include "hj-deduction-row.h"
#include "hj-draft-field.h"
#include "hj-points-spin.h"
#include "hj-reason-field.h"
#include "hj-wrap-layout.h"

/* A held-down arrow key makes one entry, not twenty. */
#define SETTLE_MS 250

struct _HjDeductionRow
{
  GtkWidget        parent_instance;
  GtkWidget       *line;
  GtkWidget       *sign;
  GtkWidget       *spacer;
  GtkSpinButton   *points;
  GtkDropDown     *aspect;
  GtkDropDown     *occupation;
  HjReasonField   *reason;
  GtkWidget       *remove;
  HjFindingEditor *editor;
  char            *id;
  guint            settle_id;
  gboolean         setting;
};

enum { DONE, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjDeductionRow, hj_deduction_row, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static const HjDeduction *
get_deduction (HjDeductionRow *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);

  return finding != NULL ? hj_finding_find_deduction (finding, self->id) : NULL;
}

/* Returns: (transfer none): the deduction inside @finding to change, NULL if it is gone */
static HjDeduction *
begin_change (HjDeductionRow  *self,
              HjFinding      **finding)
{
  *finding = hj_finding_editor_dup (self->editor);

  return hj_finding_find_deduction (*finding, self->id);
}

static void
end_change (HjDeductionRow *self,
            HjFinding      *finding)
{
  const HjCriterion *criterion = hj_finding_editor_get_criterion (self->editor);
  /* Translators: label of an undo step, with the criterion's number */
  g_autofree char *label = g_strdup_printf (_("%s deduction"), criterion->id);

  hj_finding_editor_submit (self->editor, finding, label);
}

static void
set_field (HjDeductionRow *self,
           gsize           offset,
           const char     *value)
{
  HjFinding *finding;
  HjDeduction *deduction = begin_change (self, &finding);

  if (deduction == NULL)
    {
      hj_finding_free (finding);
      return;
    }
  hj_str_set (G_STRUCT_MEMBER_P (deduction, offset), value);
  end_change (self, finding);
}

static void
commit_points (HjDeductionRow *self)
{
  HjFinding *finding;
  HjDeduction *deduction;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  deduction = begin_change (self, &finding);
  if (deduction == NULL)
    {
      hj_finding_free (finding);
      return;
    }
  deduction->points = hj_points_spin_get (self->points);
  end_change (self, finding);
}

static gboolean
settled_cb (gpointer user_data)
{
  HjDeductionRow *self = user_data;

  self->settle_id = 0;
  commit_points (self);

  return G_SOURCE_REMOVE;
}

static void
points_changed_cb (HjDeductionRow *self)
{
  if (self->setting)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
points_activated_cb (HjDeductionRow *self)
{
  gtk_spin_button_update (self->points);
  if (hj_points_spin_take_refused (self->points))
    {
      hj_deduction_row_focus_points (self);
      return;
    }
  commit_points (self);
  hj_deduction_row_focus_reason (self);
}

static void
points_left_cb (HjDeductionRow *self)
{
  if (self->settle_id != 0)
    commit_points (self);
}

static void
aspect_selected_cb (HjDeductionRow *self)
{
  HjFinding *finding;
  HjDeduction *deduction;
  const char *aspect = hj_picker_get (self->aspect);

  if (self->editor == NULL || hj_picker_is_setting (self->aspect))
    return;
  deduction = begin_change (self, &finding);
  if (deduction == NULL)
    {
      hj_finding_free (finding);
      return;
    }
  hj_str_set (&deduction->aspect, aspect);
  /* Points are taken there: a problem was found there. */
  if (aspect[0] != '\0' && hj_finding_get_mark (finding, aspect) != HJ_MARK_PROBLEM)
    hj_finding_set_mark (finding, aspect, HJ_MARK_PROBLEM, "");
  end_change (self, finding);
}

static void
occupation_selected_cb (HjDeductionRow *self)
{
  if (self->editor != NULL && !hj_picker_is_setting (self->occupation))
    set_field (self, G_STRUCT_OFFSET (HjDeduction, occupation), hj_picker_get (self->occupation));
}

static void
reason_given_cb (HjDeductionRow *self,
                 const char     *text)
{
  set_field (self, G_STRUCT_OFFSET (HjDeduction, reason), text);
}

static void
method_given_cb (HjDeductionRow *self,
                 const char     *method)
{
  if (self->editor != NULL)
    set_field (self, G_STRUCT_OFFSET (HjDeduction, method), method);
}

static void
reason_done_cb (HjDeductionRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
remove_clicked_cb (HjDeductionRow *self)
{
  g_autofree char *draft = g_strdup_printf ("deduction/%s/reason", self->id);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  hj_draft_drop (hj_finding_editor_get_session (self->editor), draft);
  hj_finding_editor_remove_deduction (self->editor, self->id);
}

/* Tab goes from the points to the reason that they owe; what throws both away comes last,
 * though it stands beside the points: whoever tabs on and types must not hit it. */
static gboolean
hj_deduction_row_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  HjDeductionRow *self = HJ_DEDUCTION_ROW (widget);
  GtkWidget *stops[] = { GTK_WIDGET (self->points), GTK_WIDGET (self->aspect), GTK_WIDGET (self->occupation),
                         GTK_WIDGET (self->reason), self->remove };
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  int i = step > 0 ? 0 : (int) G_N_ELEMENTS (stops) - 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (hj_deduction_row_parent_class)->focus (widget, direction);

  for (guint at = 0; at < G_N_ELEMENTS (stops); at++)
    if ((gtk_widget_get_state_flags (stops[at]) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
      i = (int) at;
  /* Asked for what stands before its entry, the reason would give the keyboard to the entry again. */
  if (step < 0 && (gtk_widget_get_state_flags (hj_reason_field_get_entry (self->reason)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    i--;

  for (; i >= 0 && i < (int) G_N_ELEMENTS (stops); i += step)
    if (gtk_widget_child_focus (stops[i], direction))
      return TRUE;

  return FALSE;
}

static void
hj_deduction_row_dispose (GObject *object)
{
  HjDeductionRow *self = HJ_DEDUCTION_ROW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->editor);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_deduction_row_parent_class)->dispose (object);
}

static void
hj_deduction_row_finalize (GObject *object)
{
  g_clear_pointer (&HJ_DEDUCTION_ROW (object)->id, g_free);

  G_OBJECT_CLASS (hj_deduction_row_parent_class)->finalize (object);
}

static void
hj_deduction_row_class_init (HjDeductionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_deduction_row_dispose;
  object_class->finalize = hj_deduction_row_finalize;
  widget_class->focus = hj_deduction_row_focus;

  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  g_type_ensure (HJ_TYPE_REASON_FIELD);
  gtk_widget_class_set_css_name (widget_class, "deduction");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-deduction-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, line);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, sign);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, spacer);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, points);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, aspect);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, occupation);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, reason);
  gtk_widget_class_bind_template_child (widget_class, HjDeductionRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, points_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, aspect_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, occupation_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
hj_deduction_row_init (HjDeductionRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A spin button tells of Enter only through the text inside it. */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->points)), "activate",
                           G_CALLBACK (points_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (points_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->points), focus);
}

GtkWidget *
hj_deduction_row_new (HjFindingEditor *editor,
                      const char      *id)
{
  HjDeductionRow *self = g_object_new (HJ_TYPE_DEDUCTION_ROW, NULL);
  const HjCriterion *criterion = hj_finding_editor_get_criterion (editor);
  const HjRule *rule = &criterion->item->rule;
  g_autofree char *draft = g_strdup_printf ("deduction/%s/reason", id);

  self->setting = TRUE;
  self->id = g_strdup (id);
  hj_points_spin_set_range (self->points, rule->min,
                            rule->max > 0 ? rule->max : criterion->item->points,
                            rule->increment);
  hj_picker_fill_aspects (self->aspect, criterion);
  gtk_widget_set_visible (GTK_WIDGET (self->aspect), criterion->aspects->len > 0);
  self->editor = g_object_ref (editor);
  hj_reason_field_setup (self->reason, editor, draft, _("Reason of this deduction"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->points),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Points to deduct"), -1);
  self->setting = FALSE;

  return GTK_WIDGET (self);
}

const char *
hj_deduction_row_get_id (HjDeductionRow *self)
{
  return self->id;
}

/**
 * hj_deduction_row_show:
 * @number: its place among the criterion's deductions, from 1
 */
void
hj_deduction_row_show (HjDeductionRow *self,
                       guint           number)
{
  const HjDeduction *deduction = get_deduction (self);
  HjContent *content = hj_session_get_content (hj_finding_editor_get_session (self->editor));
  gboolean pending = hj_finding_editor_is_pending (self->editor);
  g_autofree char *name = NULL;

  if (deduction == NULL)
    return;

  self->setting = TRUE;
  if (self->settle_id == 0 && hj_points_spin_get (self->points) != deduction->points)
    hj_points_spin_set (self->points, deduction->points);
  self->setting = FALSE;
  hj_picker_set (self->aspect, deduction->aspect);
  hj_picker_fill_occupations (self->occupation, content);
  hj_picker_set (self->occupation, deduction->occupation);
  gtk_widget_set_visible (GTK_WIDGET (self->occupation),
                          content->occupations->len > 1 || deduction->occupation[0] != '\0');
  hj_reason_field_show (self->reason, deduction->reason, deduction->method,
                        deduction->reason[0] == '\0', pending);
  name = g_strdup_printf (_("Deduction %u"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
hj_deduction_row_focus_points (HjDeductionRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->points));
  gtk_editable_select_region (GTK_EDITABLE (self->points), 0, -1);
}

void
hj_deduction_row_focus_reason (HjDeductionRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

void
hj_deduction_row_commit (HjDeductionRow *self)
{
  points_left_cb (self);
  hj_reason_field_commit (self->reason);
}

GtkWidget *
hj_deduction_row_get_points (HjDeductionRow *self)
{
  return GTK_WIDGET (self->points);
}

GtkWidget *
hj_deduction_row_get_reason (HjDeductionRow *self)
{
  return hj_reason_field_get_entry (self->reason);
}
