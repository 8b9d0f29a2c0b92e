/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-proposal-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-follow-focus.h"
#include "hj-place.h"
#include "hj-proposal-row.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-standards-model.h"
#include "hj-standards-words.h"
#include "hj-wrap-layout.h"

struct _HjProposalRow
{
  GtkWidget         parent_instance;
  GtkWidget        *box;
  GtkLabel         *sign;
  GtkLabel         *text;
  GtkLabel         *caption;
  GtkWidget        *buttons;
  GtkWidget        *accept;
  GtkWidget        *dismiss;
  GtkWidget        *keep;
  GtkWidget        *take_back;
  GtkWidget        *standard;
  HjProposalEditor *editor;   /* NULL while closed */
  HjSession        *session;
  char             *key;
  char             *standard_id;
  HjProposalState   state;
  gboolean          recording;    /* once is enough */
};

G_DEFINE_FINAL_TYPE (HjProposalRow, hj_proposal_row, GTK_TYPE_WIDGET)

static const char *const state_classes[] = {
  [HJ_PROPOSAL_OPEN] = "open",
  [HJ_PROPOSAL_OUTDATED] = "outdated",
  [HJ_PROPOSAL_ACCEPTED] = "accepted",
  [HJ_PROPOSAL_DISMISSED] = "dismissed",
};

/* The proposal of now: the one shown points into a report that may be gone. */
static const HjProposal *
find_proposal (HjProposalRow *self,
               GPtrArray     *proposals)
{
  for (guint i = 0; i < proposals->len; i++)
    {
      const HjProposal *proposal = g_ptr_array_index (proposals, i);

      if (g_str_equal (proposal->key, self->key))
        return proposal;
    }

  return NULL;
}

static GPtrArray *
list_proposals (HjProposalRow *self)
{
  return hj_standards_model_list_proposals (hj_standards_model_get (self->session), NULL);
}

/* The editor is still telling that it is done: it goes when that is over. */
static gboolean
drop_editor_cb (gpointer user_data)
{
  HjProposalRow *self = user_data;

  if (self->editor != NULL)
    gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (self->editor));
  self->editor = NULL;
  if (self->box != NULL)
    gtk_widget_set_visible (self->buttons, TRUE);

  return G_SOURCE_REMOVE;
}

static void
close_editor (HjProposalRow *self)
{
  hj_proposal_editor_forget (self->editor);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, drop_editor_cb, g_object_ref (self), g_object_unref);
}

static void
cancelled_cb (HjProposalRow *self)
{
  close_editor (self);
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

/* On to the next that waits, so that one after another is decided without reaching for it. */
static void
go_on (HjProposalRow *self)
{
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
  gtk_widget_activate_action (GTK_WIDGET (self), "proposals.next", NULL);
}

static void
recorded_cb (GtkWidget *widget,
             gboolean   applied)
{
  HjProposalRow *self = HJ_PROPOSAL_ROW (widget);

  self->recording = FALSE;
  if (!applied || self->editor == NULL)
    return;
  close_editor (self);
  if (gtk_widget_get_mapped (widget))
    go_on (self);
}

static void
given_cb (HjProposalRow *self)
{
  g_autoptr (GPtrArray) proposals = list_proposals (self);
  const HjProposal *proposal = find_proposal (self, proposals);
  HjContent *content = hj_session_get_content (self->session);
  const char *expert = hj_session_get_recorder (self->session);
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  HjAcceptance acceptance = { NULL, };

  if (proposal == NULL || proposal->result == NULL || self->recording)
    return;
  if (!hj_proposal_editor_is_accepting (self->editor))
    {
      commands = hj_proposal_dismiss (proposal, expert, hj_proposal_editor_get_reason_text (self->editor));
      label = g_strdup_printf (_("“%s” dismissed"), proposal->result->check->title);
    }
  else
    {
      hj_proposal_editor_read (self->editor, &acceptance);
      commands = hj_proposal_accept (proposal, content, expert, &acceptance, &error);
      label = g_strdup_printf (_("“%s” accepted"), proposal->result->check->title);
    }
  if (commands == NULL)
    {
      hj_report_failure (GTK_WIDGET (self), _("The proposal was not accepted"), error);
      return;
    }
  self->recording = TRUE;
  hj_record_apply (GTK_WIDGET (self), self->session, commands, label, recorded_cb);
}

static void
open_editor (HjProposalRow *self,
             GtkWidget   *(*make) (HjSession *, const HjProposal *))
{
  g_autoptr (GPtrArray) proposals = list_proposals (self);
  const HjProposal *proposal = find_proposal (self, proposals);

  if (hj_session_get_recorder (self->session)[0] == '\0')
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-recorder", NULL);
      return;
    }
  if (proposal == NULL || proposal->result == NULL || self->editor != NULL)
    return;

  self->editor = HJ_PROPOSAL_EDITOR (make (self->session, proposal));
  g_signal_connect_object (self->editor, "given", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->editor));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_set_visible (self->buttons, FALSE);
  hj_follow_focus_show (GTK_WIDGET (self->editor));
}

static void
accept_cb (HjProposalRow *self)
{
  open_editor (self, hj_proposal_editor_new_accept);
}

static void
dismiss_cb (HjProposalRow *self)
{
  open_editor (self, hj_proposal_editor_new_dismiss);
}

static void
keep_cb (HjProposalRow *self)
{
  g_autoptr (GPtrArray) proposals = list_proposals (self);
  const HjProposal *proposal = find_proposal (self, proposals);
  g_autoptr (GPtrArray) commands = NULL;

  if (proposal == NULL || proposal->decision == NULL)
    return;
  commands = hj_proposal_keep (proposal);
  hj_record_apply (GTK_WIDGET (self), self->session, commands, _("finding kept"), NULL);
}

static void
take_back_cb (HjProposalRow *self)
{
  g_autoptr (GPtrArray) proposals = list_proposals (self);
  const HjProposal *proposal = find_proposal (self, proposals);
  g_autoptr (GPtrArray) commands = NULL;

  if (proposal == NULL || proposal->decision == NULL)
    return;
  commands = hj_proposal_take_back (proposal, hj_session_get_content (self->session));
  hj_record_apply (GTK_WIDGET (self), self->session, commands, _("decision taken back"), NULL);
}

static void
standard_cb (HjProposalRow *self)
{
  g_autoptr (HjPlace) place = hj_place_new_standard (self->standard_id);
  g_autofree char *text = hj_place_to_string (place);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

/* What it says, and what there is to say about it. */
static char *
dup_text (const HjProposal *proposal)
{
  g_autofree char *reason = hj_proposal_dup_reason (proposal);
  const char *occupation = proposal->result != NULL ? proposal->result->occupation : "";

  if (proposal->state == HJ_PROPOSAL_OUTDATED && proposal->result != NULL)
    return g_strdup_printf (_("Accepted: %s\nNow: %s"), proposal->decision->gap,
                            proposal->result->status == HJ_STANDARD_SHORT
                              ? proposal->result->message : hj_standards_words_status (proposal->result->status));
  if (proposal->state == HJ_PROPOSAL_OUTDATED)
    return g_strdup_printf (_("Accepted: %s\nNow: nothing in the dossier calls for it"), proposal->decision->gap);

  return occupation[0] != '\0' ? g_strdup_printf ("%s · %s", occupation, reason) : g_steal_pointer (&reason);
}

static char *
dup_caption (const HjProposal *proposal)
{
  switch (proposal->state)
    {
    case HJ_PROPOSAL_OUTDATED:
      return g_strdup (_("The data has changed since: does the finding still hold?"));

    case HJ_PROPOSAL_ACCEPTED:
      return g_strdup (_("Accepted; it stands in your finding."));

    case HJ_PROPOSAL_DISMISSED:
      return g_strdup_printf (_("Dismissed: %s"), proposal->decision->reason);

    case HJ_PROPOSAL_OPEN:
    default:
      if (proposal->decision != NULL && proposal->decision->kind == HJ_DECISION_DISMISSED)
        return g_strdup_printf (_("Dismissed before the data changed: %s"), proposal->decision->reason);
      return g_strdup (_("Found by the program; nothing is deducted until you say so."));
    }
}

static const char *
get_sign (HjProposalState state)
{
  switch (state)
    {
    case HJ_PROPOSAL_ACCEPTED:
      return _("✓ Accepted");

    case HJ_PROPOSAL_DISMISSED:
      return _("– Dismissed");

    case HJ_PROPOSAL_OUTDATED:
      return _("! Check again");

    case HJ_PROPOSAL_OPEN:
    default:
      return _("! Proposal");
    }
}

static void
hj_proposal_row_dispose (GObject *object)
{
  HjProposalRow *self = HJ_PROPOSAL_ROW (object);

  g_clear_object (&self->session);
  self->editor = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_proposal_row_parent_class)->dispose (object);
}

static void
hj_proposal_row_finalize (GObject *object)
{
  HjProposalRow *self = HJ_PROPOSAL_ROW (object);

  g_free (self->key);
  g_free (self->standard_id);

  G_OBJECT_CLASS (hj_proposal_row_parent_class)->finalize (object);
}

static void
hj_proposal_row_class_init (HjProposalRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_proposal_row_dispose;
  object_class->finalize = hj_proposal_row_finalize;

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hengjian/Hengjian/ui/standards/hj-proposal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, accept);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, box);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, caption);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, dismiss);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, keep);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, sign);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, standard);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, take_back);
  gtk_widget_class_bind_template_child (widget_class, HjProposalRow, text);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, standard_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_back_cb);
}

static void
hj_proposal_row_init (HjProposalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->standard_id = g_strdup ("");
}

GtkWidget *
hj_proposal_row_new (HjSession  *session,
                     const char *key)
{
  HjProposalRow *self = g_object_new (HJ_TYPE_PROPOSAL_ROW, NULL);

  self->session = g_object_ref (session);
  self->key = g_strdup (key);

  return GTK_WIDGET (self);
}

const char *
hj_proposal_row_get_key (HjProposalRow *self)
{
  return self->key;
}

void
hj_proposal_row_show (HjProposalRow    *self,
                      const HjProposal *proposal)
{
  g_autofree char *text = NULL;
  g_autofree char *caption = NULL;
  gboolean write, open;

  g_return_if_fail (HJ_IS_PROPOSAL_ROW (self));
  g_return_if_fail (proposal != NULL);

  text = dup_text (proposal);
  caption = dup_caption (proposal);
  write = hj_session_get_mode (self->session) == HJ_SESSION_WRITE;
  open = proposal->state == HJ_PROPOSAL_OPEN;
  self->state = proposal->state;
  g_free (self->standard_id);
  self->standard_id = g_strdup (proposal->result != NULL ? proposal->result->standard->id : "");
  gtk_label_set_label (self->sign, get_sign (proposal->state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign),
                              (const char *[]) { "status", state_classes[proposal->state], NULL });
  gtk_widget_set_css_classes (self->box, (const char *[]) { "proposal", state_classes[proposal->state], "vertical", NULL });
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (self->accept, write && open);
  gtk_widget_set_visible (self->dismiss, write && open);
  gtk_widget_set_visible (self->keep, write && proposal->state == HJ_PROPOSAL_OUTDATED);
  gtk_widget_set_visible (self->take_back, write && !open);
  gtk_widget_set_visible (self->standard, self->standard_id[0] != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
}

HjProposalState
hj_proposal_row_get_state (HjProposalRow *self)
{
  return self->state;
}

gboolean
hj_proposal_row_is_waiting (HjProposalRow *self)
{
  return self->state == HJ_PROPOSAL_OPEN || self->state == HJ_PROPOSAL_OUTDATED;
}

/* The keyboard to what is being written about it, else to what can be done with it. */
void
hj_proposal_row_focus (HjProposalRow *self)
{
  if (self->editor != NULL && !self->recording)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  else
    gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

const char *
hj_proposal_row_get_text (HjProposalRow *self)
{
  return gtk_label_get_label (self->text);
}

const char *
hj_proposal_row_get_caption (HjProposalRow *self)
{
  return gtk_label_get_label (self->caption);
}

GtkWidget *
hj_proposal_row_get_accept (HjProposalRow *self)
{
  return self->accept;
}

GtkWidget *
hj_proposal_row_get_dismiss (HjProposalRow *self)
{
  return self->dismiss;
}

GtkWidget *
hj_proposal_row_get_take_back (HjProposalRow *self)
{
  return self->take_back;
}

GtkWidget *
hj_proposal_row_get_keep (HjProposalRow *self)
{
  return self->keep;
}

HjProposalEditor *
hj_proposal_row_get_editor (HjProposalRow *self)
{
  return self->editor;
}
