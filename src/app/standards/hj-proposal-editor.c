/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-proposal-editor"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hj-picker.h"
#include "hj-points-spin.h"
#include "hj-proposal-editor.h"
#include "hj-standards-words.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

struct _HjProposalEditor
{
  GtkWidget      parent_instance;
  GtkWidget     *box;
  GtkWidget     *line;        /* what is chosen beside the words */
  GtkDropDown   *criterion;
  GtkWidget     *choices;     /* toggle buttons: a verdict or a tier each */
  GtkSpinButton *points;
  GtkSpinButton *quantity;
  HjPhraseEntry *reason;
  GtkWidget     *record;
  GPtrArray     *criteria;    /* HjCriterion, borrowed from the scheme */
  HjScheme      *scheme;
  gboolean       accepting;
  char          *text;        /* of the reason, as read last */
};

enum { GIVEN, CANCELLED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjProposalEditor, hj_proposal_editor, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

#define VERDICT "hj-verdict"
#define TIER    "hj-tier"

static GtkWidget *
find_choice (HjProposalEditor *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->choices);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return child;

  return NULL;
}

static const HjRule *
get_rule (HjProposalEditor *self)
{
  return self->criteria->len > 0 ? &((const HjCriterion *) g_ptr_array_index (self->criteria, 0))->item->rule : NULL;
}

/* By what stands in the field: a spin button takes it over only when it is left. */
static gboolean
has_points (HjProposalEditor *self)
{
  const HjRule *rule = get_rule (self);
  HjPoints points = 0;

  if (rule == NULL || rule->kind != HJ_RULE_JUDGED)
    return TRUE;

  return hj_points_parse (gtk_editable_get_text (GTK_EDITABLE (self->points)), &points, NULL) &&
         points > 0 && points >= rule->min && points <= rule->max &&
         (rule->increment <= 0 || points % rule->increment == 0);
}

static gboolean
is_complete (HjProposalEditor *self)
{
  if (hj_proposal_editor_get_reason_text (self)[0] == '\0')
    return FALSE;
  if (!self->accepting)
    return TRUE;

  return has_points (self) && find_choice (self) != NULL &&
         (self->criteria->len == 1 || hj_picker_get (self->criterion)[0] != '\0');
}

static void
update (HjProposalEditor *self)
{
  if (self->record != NULL)
    gtk_widget_set_sensitive (self->record, is_complete (self));
}

static void
record_cb (HjProposalEditor *self)
{
  gtk_spin_button_update (self->points);
  if (is_complete (self))
    g_signal_emit (self, signals[GIVEN], 0);
}

static void
cancel_cb (HjProposalEditor *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  g_signal_emit (widget, signals[CANCELLED], 0);

  return GDK_EVENT_STOP;
}

static gboolean
hj_proposal_editor_grab_focus (GtkWidget *widget)
{
  HjProposalEditor *self = HJ_PROPOSAL_EDITOR (widget);

  if (self->accepting && self->criteria->len > 1)
    return gtk_widget_grab_focus (GTK_WIDGET (self->criterion));
  if (self->accepting && gtk_widget_get_visible (GTK_WIDGET (self->points)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->points));
  if (self->accepting && gtk_widget_get_visible (self->choices))
    return gtk_widget_child_focus (self->choices, GTK_DIR_TAB_FORWARD);

  return gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
hj_proposal_editor_dispose (GObject *object)
{
  HjProposalEditor *self = HJ_PROPOSAL_EDITOR (object);

  self->record = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_proposal_editor_parent_class)->dispose (object);
}

static void
hj_proposal_editor_finalize (GObject *object)
{
  HjProposalEditor *self = HJ_PROPOSAL_EDITOR (object);

  g_ptr_array_unref (self->criteria);
  g_clear_pointer (&self->scheme, hj_scheme_unref);
  g_free (self->text);

  G_OBJECT_CLASS (hj_proposal_editor_parent_class)->finalize (object);
}

static void
hj_proposal_editor_class_init (HjProposalEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_proposal_editor_dispose;
  object_class->finalize = hj_proposal_editor_finalize;
  widget_class->grab_focus = hj_proposal_editor_grab_focus;

  signals[GIVEN] =
    g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[CANCELLED] =
    g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
add_button (HjProposalEditor *self,
            GtkWidget        *box,
            const char       *label,
            GCallback         clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "target");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
hj_proposal_editor_init (HjProposalEditor *self)
{
  self->criteria = g_ptr_array_new ();
  self->text = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "decision-editor");
  gtk_widget_add_css_class (self->box, "details");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_layout_manager (self->line, hj_wrap_layout_new (8, 8, FALSE));
  gtk_box_append (GTK_BOX (self->box), self->line);

  self->criterion = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  hj_picker_take_long_labels (self->criterion);
  self->choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->choices, "linked");
  self->points = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1, 0.5));
  self->quantity = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 9999, 1));
  self->reason = g_object_new (HJ_TYPE_PHRASE_ENTRY, NULL);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->reason));
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "activate", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
}

static void
add_captioned (HjProposalEditor *self,
               GtkWidget        *widget,
               const char       *caption)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (caption);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
  gtk_box_append (GTK_BOX (self->line), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, caption, -1);
}

static void
add_choice (HjProposalEditor *self,
            const char       *label,
            HjVerdict         verdict,
            const char       *tier)
{
  GtkWidget *first = gtk_widget_get_first_child (self->choices);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "target");
  g_object_set_data (G_OBJECT (button), VERDICT, GINT_TO_POINTER (verdict));
  g_object_set_data_full (G_OBJECT (button), TIER, g_strdup (tier), g_free);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->choices), button);
}

/* A choice is made for the expert only where there is one. */
static void
fill_choices (HjProposalEditor *self,
              const HjRule     *rule)
{
  HjVerdict verdicts[HJ_N_VERDICTS];
  guint n = hj_proposal_list_verdicts (rule, verdicts);
  GtkWidget *first;

  for (guint i = 0; i < n && rule->kind != HJ_RULE_TIERS; i++)
    add_choice (self, hj_wording_verdict (self->scheme, rule, verdicts[i]), verdicts[i], NULL);
  for (guint i = 1; i < rule->tiers->len && rule->kind == HJ_RULE_TIERS; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);

      add_choice (self, tier->label, HJ_VERDICT_DEFICIENT, tier->id);
    }
  first = gtk_widget_get_first_child (self->choices);
  if (first != NULL && gtk_widget_get_next_sibling (first) == NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  gtk_widget_set_visible (self->choices, first != NULL && gtk_widget_get_next_sibling (first) != NULL);
  gtk_box_append (GTK_BOX (self->line), self->choices);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Verdict"), -1);
}

static void
fill_criteria (HjProposalEditor *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (labels, g_strdup (_("Choose the criterion")));
  for (guint i = 0; i < self->criteria->len; i++)
    {
      const HjCriterion *criterion = g_ptr_array_index (self->criteria, i);

      g_ptr_array_add (ids, criterion->id);
      g_ptr_array_add (labels, hj_wording_title (criterion->id, criterion->text));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (self->criterion, (const char *const *) ids->pdata, (const char *const *) labels->pdata,
                  _("The criterion it belongs to"));
  g_signal_connect_object (self->criterion, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (self->criterion));
}

/* The amount begins at nothing: how much a gap costs is the expert's to say. */
static void
fill_points (HjProposalEditor *self,
             const HjRule     *rule)
{
  g_autofree char *min = hj_points_format_short (rule->min);
  g_autofree char *max = hj_points_format_short (rule->max);
  g_autofree char *caption = g_strdup_printf (_("Points, %s to %s"), min, max);

  hj_points_spin_set_range (self->points, 0, rule->max, rule->increment);
  hj_points_spin_set (self->points, 0);
  g_signal_connect_object (self->points, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->points)), "activate",
                           G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  add_captioned (self, GTK_WIDGET (self->points), caption);
}

/* How many are short was counted; the expert may say otherwise. */
static void
fill_quantity (HjProposalEditor       *self,
               const HjStandardResult *result)
{
  gtk_spin_button_set_value (self->quantity, MAX (1, ceil (result->missing)));
  add_captioned (self, GTK_WIDGET (self->quantity), _("How many short"));
}

static void
add_buttons (HjProposalEditor *self,
             const char       *verb)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (self->box), buttons);
  self->record = add_button (self, buttons, verb, G_CALLBACK (record_cb));
  gtk_widget_add_css_class (self->record, "suggested-action");
  add_button (self, buttons, _("Cancel"), G_CALLBACK (cancel_cb));
}

GtkWidget *
hj_proposal_editor_new_accept (HjSession        *session,
                               const HjProposal *proposal)
{
  HjProposalEditor *self = g_object_new (HJ_TYPE_PROPOSAL_EDITOR, NULL);
  g_autofree char *reason = hj_proposal_dup_reason (proposal);
  g_autofree char *draft = g_strdup_printf ("proposal/%s/reason", proposal->key);
  const HjRule *rule;

  self->accepting = TRUE;
  self->scheme = hj_scheme_ref (hj_session_get_scheme (session));
  g_ptr_array_unref (self->criteria);
  self->criteria = hj_proposal_list_criteria (proposal, self->scheme);
  rule = get_rule (self);
  g_return_val_if_fail (rule != NULL, GTK_WIDGET (self));

  if (self->criteria->len > 1)
    fill_criteria (self);
  gtk_widget_set_visible (GTK_WIDGET (self->points), rule->kind == HJ_RULE_JUDGED);
  if (rule->kind == HJ_RULE_JUDGED)
    fill_points (self, rule);
  if (rule->kind == HJ_RULE_SHORTFALL)
    fill_quantity (self, proposal->result);
  fill_choices (self, rule);
  hj_phrase_entry_set_label (self->reason, _("Reason"));
  hj_phrase_entry_set_text (self->reason, reason);
  hj_phrase_entry_set_draft (self->reason, session, draft);
  add_buttons (self, rule->kind == HJ_RULE_JUDGED ? _("Deduct") : _("Record"));
  update (self);

  return GTK_WIDGET (self);
}

GtkWidget *
hj_proposal_editor_new_dismiss (HjSession        *session,
                                const HjProposal *proposal)
{
  HjProposalEditor *self = g_object_new (HJ_TYPE_PROPOSAL_EDITOR, NULL);
  g_autoptr (GPtrArray) phrases = hj_standards_words_dismissals ();
  g_autofree char *draft = g_strdup_printf ("proposal/%s/dismissal", proposal->key);

  self->scheme = hj_scheme_ref (hj_session_get_scheme (session));
  gtk_widget_set_visible (self->line, FALSE);
  hj_phrase_entry_set_label (self->reason, _("Why it is dismissed"));
  hj_phrase_entry_set_phrases (self->reason, phrases);
  hj_phrase_entry_set_draft (self->reason, session, draft);
  add_buttons (self, _("Dismiss"));
  update (self);

  return GTK_WIDGET (self);
}

gboolean
hj_proposal_editor_is_accepting (HjProposalEditor *self)
{
  g_return_val_if_fail (HJ_IS_PROPOSAL_EDITOR (self), FALSE);

  return self->accepting;
}

void
hj_proposal_editor_read (HjProposalEditor *self,
                         HjAcceptance     *acceptance)
{
  GtkWidget *choice;

  g_return_if_fail (HJ_IS_PROPOSAL_EDITOR (self));
  g_return_if_fail (self->accepting);

  choice = find_choice (self);
  acceptance->criterion = self->criteria->len == 1
                            ? g_ptr_array_index (self->criteria, 0)
                            : hj_scheme_find_criterion (self->scheme, hj_picker_get (self->criterion));
  acceptance->verdict = choice != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (choice), VERDICT)) : HJ_VERDICT_NONE;
  acceptance->tier = choice != NULL ? g_object_get_data (G_OBJECT (choice), TIER) : NULL;
  acceptance->points = hj_points_spin_get (self->points);
  acceptance->quantity = gtk_spin_button_get_value_as_int (self->quantity);
  acceptance->reason = hj_proposal_editor_get_reason_text (self);
}

const char *
hj_proposal_editor_get_reason_text (HjProposalEditor *self)
{
  g_free (self->text);
  self->text = hj_phrase_entry_dup_text (self->reason);

  return self->text;
}

void
hj_proposal_editor_forget (HjProposalEditor *self)
{
  hj_phrase_entry_drop_draft (self->reason);
}

GtkSpinButton *
hj_proposal_editor_get_points (HjProposalEditor *self)
{
  return self->points;
}

GtkDropDown *
hj_proposal_editor_get_criterion (HjProposalEditor *self)
{
  return self->criterion;
}

HjPhraseEntry *
hj_proposal_editor_get_reason (HjProposalEditor *self)
{
  return self->reason;
}

GtkWidget *
hj_proposal_editor_get_record (HjProposalEditor *self)
{
  return self->record;
}

GtkWidget *
hj_proposal_editor_get_choice (HjProposalEditor *self,
                               guint             position)
{
  GtkWidget *child = gtk_widget_get_first_child (self->choices);

  while (child != NULL && position-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child;
}
