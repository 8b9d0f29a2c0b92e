/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-criterion-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-cost.h"
#include "hj-criterion-row.h"
#include "hj-keys.h"
#include "hj-report.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

struct _HjCriterionRow
{
  GtkListBoxRow       parent_instance;
  GtkWidget          *head;
  GtkLabel           *number;
  GtkLabel           *text;
  GtkLabel           *caption;
  GtkLabel           *cost;
  HjVerdictBar       *verdicts;
  GtkToggleButton    *more;
  HjCriterionDetails *details;
  GtkLabel           *voices;
  HjProposalList     *proposals;
  HjFindingEditor    *editor;
  gboolean            updating;
};

enum { HINTED, ASPECT_FOCUSED, ANSWERED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjCriterionRow, hj_criterion_row, GTK_TYPE_LIST_BOX_ROW)

static guint signals[N_SIGNALS];

static HjSession *
get_session (HjCriterionRow *self)
{
  return hj_finding_editor_get_session (self->editor);
}

static char *
hint_cb (HjVerdict   verdict,
         const char *tier,
         gpointer    user_data)
{
  HjCriterionRow *self = user_data;
  HjSession *session = get_session (self);
  g_autoptr (HjFinding) finding = NULL;

  if (!hj_finding_editor_can_edit (self->editor))
    return g_strdup ("");

  finding = hj_finding_editor_propose (self->editor, verdict, tier);

  return hj_cost_before (hj_session_get_content (session), hj_session_get_card (session), finding);
}

static gboolean
is_judged (HjCriterionRow *self)
{
  return hj_criterion_row_get_criterion (self)->item->rule.kind == HJ_RULE_JUDGED;
}

/* The answer stands at once as pending; what it owes is asked for in place. */
static void
choose (HjCriterionRow *self,
        HjVerdict       verdict,
        const char     *tier)
{
  if (!hj_finding_editor_can_edit (self->editor))
    {
      if (hj_finding_editor_get_expert (self->editor)[0] == '\0')
        gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-recorder", NULL);
      return;
    }

  if (is_judged (self) && verdict == HJ_VERDICT_DEFICIENT)
    {
      hj_criterion_details_deduct (self->details, NULL);
    }
  else
    {
      hj_criterion_details_commit (self->details);
      hj_finding_editor_choose (self->editor, verdict, tier);
      if (verdict == HJ_VERDICT_MET && hj_criterion_row_get_criterion (self)->item->rule.kind == HJ_RULE_BONUS)
        gtk_widget_grab_focus (hj_criterion_details_get_award (self->details));
      else if (!hj_criterion_details_focus_owed (self->details, FALSE))
        gtk_widget_grab_focus (GTK_WIDGET (self));
    }
}

static void
clear (HjCriterionRow *self)
{
  if (!hj_finding_editor_can_edit (self->editor) || hj_finding_editor_peek (self->editor) == NULL)
    return;

  hj_finding_editor_clear (self->editor);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
verdict_chosen_cb (HjCriterionRow *self,
                   int             verdict,
                   const char     *tier)
{
  choose (self, verdict, tier);
}

static void
verdict_cleared_cb (HjCriterionRow *self)
{
  clear (self);
}

static void
verdict_hinted_cb (HjCriterionRow *self,
                   const char     *hint)
{
  g_signal_emit (self, signals[HINTED], 0, hint);
}

static void
aspect_focused_cb (HjCriterionRow *self,
                   const char     *aspect)
{
  g_signal_emit (self, signals[ASPECT_FOCUSED], 0, aspect);
}

static void
details_done_cb (HjCriterionRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
more_toggled_cb (HjCriterionRow *self)
{
  if (!self->updating && self->editor != NULL)
    hj_criterion_row_update (self);
}

static void
open_details (HjCriterionRow *self)
{
  gtk_toggle_button_set_active (self->more, TRUE);
  hj_criterion_details_focus_owed (self->details, TRUE);
}

static gboolean
key_pressed_cb (HjCriterionRow  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  int digit = hj_keys_get_digit (GTK_WIDGET (self), keyval, state);
  const char *tier = NULL;
  HjVerdict verdict;

  if (digit > 0 && hj_verdict_bar_lookup_key (self->verdicts, (guint) digit, &verdict, &tier))
    {
      choose (self, verdict, tier);
      return GDK_EVENT_STOP;
    }
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (digit == 0 || keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    {
      clear (self);
      return GDK_EVENT_STOP;
    }
  if (hj_keys_is_enter (keyval) && (state & gtk_accelerator_get_default_mod_mask ()) == 0)
    {
      open_details (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
focus_entered_cb (HjCriterionRow *self)
{
  hj_verdict_bar_describe (self->verdicts);
}

static void
answer_changed_cb (HjCriterionRow *self)
{
  hj_criterion_row_update (self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
answer_failed_cb (HjCriterionRow *self,
                  const GError   *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The answer was not recorded"), error);
}

/* "李明 · 资料审核": who recorded what stands here, and what is still owed. */
static void
update_caption (HjCriterionRow *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);
  HjContent *content = hj_session_get_content (get_session (self));
  HjOpenWhy why = hj_finding_editor_why_open (self->editor);
  gboolean owes = finding != NULL && why != HJ_OPEN_NOT && why != HJ_OPEN_UNASSESSED;
  g_autoptr (GString) text = g_string_new (NULL);

  if (finding != NULL)
    g_string_append (text, hj_wording_expert (content, finding->expert));
  if (finding != NULL && finding->method[0] != '\0')
    g_string_append_printf (text, " · %s", hj_scheme_method_label (content->scheme, finding->method));
  if (hj_finding_editor_is_pending (self->editor))
    g_string_append_printf (text, " · %s", _("recording…"));
  else if (owes)
    g_string_append_printf (text, " · %s", hj_assess_open_label (why));
  gtk_label_set_label (self->caption, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), finding != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->caption),
                              owes ? (const char *[]) { "caption", "owing", NULL }
                                   : (const char *[]) { "caption", "dim-label", NULL });
}

static void
append_voice (GString           *text,
              const HjCardVoice *voice,
              const HjItem      *item)
{
  g_autofree char *cost = hj_wording_cost (voice->deduction - voice->award);
  const char *word = voice->state == HJ_STATE_OPEN
                       ? hj_assess_open_label (voice->open_why)
                       : hj_wording_verdict (item->section->scheme, &item->rule, (HjVerdict) voice->state);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: another expert and what they found */
  g_string_append_printf (text, C_("voice", "%s: %s"), voice->member->name, word);
  if (cost[0] != '\0')
    g_string_append_printf (text, " %s", cost);
  if (voice->finding->reason[0] != '\0')
    g_string_append_printf (text, " — %s", voice->finding->reason);
  for (guint i = 0; i < voice->finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (voice->finding->deductions, i);

      g_string_append_printf (text, "%s%s", i == 0 ? " — " : "；", deduction->reason);
    }
}

/* What other experts found, to read only (the layer rule); with one's own where they differ. */
static void
update_voices (HjCriterionRow *self)
{
  const HjCriterion *criterion = hj_criterion_row_get_criterion (self);
  const HjCardCriterion *card = hj_score_card_find_criterion (hj_session_get_card (get_session (self)),
                                                              criterion->id);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; card != NULL && i < card->voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (card->voices, HjCardVoice, i);

      if (card->disagreement || !g_str_equal (voice->member->id, hj_finding_editor_get_expert (self->editor)))
        append_voice (text, voice, criterion->item);
    }
  if (card != NULL && card->unasked)
    g_string_append (text, _("Not asked of this kind of applicant."));
  if (card != NULL && card->disagreement)
    {
      g_string_prepend_c (text, '\n');
      g_string_prepend (text, _("The experts differ: open until they agree."));
      gtk_widget_add_css_class (GTK_WIDGET (self->voices), "disagreement");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->voices), "disagreement");
    }
  if (!g_str_equal (text->str, gtk_label_get_label (self->voices)))
    gtk_label_set_label (self->voices, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->voices), text->len > 0);
}

static void
update_cost (HjCriterionRow *self)
{
  const HjCriterion *criterion = hj_criterion_row_get_criterion (self);
  const HjCardCriterion *card = hj_score_card_find_criterion (hj_session_get_card (get_session (self)),
                                                              criterion->id);
  const HjFinding *finding = hj_finding_editor_peek (self->editor);
  gboolean not_yet = FALSE;
  g_autofree char *cost = NULL;

  if (card == NULL)
    return;

  cost = hj_wording_amount_cost (hj_amount_sub (card->deduction, card->award));
  if (cost[0] == '\0' && finding != NULL)
    {
      /* Taken, but not counted yet: the criterion is open. */
      g_free (cost);
      cost = hj_wording_cost (hj_cost_taken (criterion, finding));
      not_yet = cost[0] != '\0';
    }
  if (!g_str_equal (cost, gtk_label_get_label (self->cost)))
    gtk_label_set_label (self->cost, cost);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cost), not_yet ? _("Doesn’t count yet: the criterion is open") : NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->cost),
                              (const char *[]) { "cost", "numeric",
                                                 not_yet ? "not-yet" : card->award.num > 0 ? "gain" : "taken",
                                                 NULL });
}

static void
update_accessible (HjCriterionRow *self)
{
  const HjCriterion *criterion = hj_criterion_row_get_criterion (self);
  HjScoreCard *card = hj_session_get_card (get_session (self));
  HjVerdict verdict = hj_finding_editor_get_verdict (self->editor);
  g_autofree char *after = hj_cost_after (card, criterion->id);
  /* Translators: a criterion's number, its words, its verdict, for a screen reader */
  g_autofree char *name = g_strdup_printf (C_("criterion", "%s %s, %s"), criterion->id, criterion->text,
                                           hj_wording_verdict (criterion->item->section->scheme,
                                                             &criterion->item->rule, verdict));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, after,
                                  -1);
}

static void
hj_criterion_row_dispose (GObject *object)
{
  HjCriterionRow *self = HJ_CRITERION_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (hj_criterion_row_parent_class)->dispose (object);
}

static void
hj_criterion_row_class_init (HjCriterionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_criterion_row_dispose;

  signals[HINTED] =
    g_signal_new ("hinted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ASPECT_FOCUSED] =
    g_signal_new ("aspect-focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  g_type_ensure (HJ_TYPE_VERDICT_BAR);
  g_type_ensure (HJ_TYPE_CRITERION_DETAILS);
  g_type_ensure (HJ_TYPE_PROPOSAL_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-criterion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, head);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, number);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, text);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, caption);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, cost);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, verdicts);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, more);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, details);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, voices);
  gtk_widget_class_bind_template_child (widget_class, HjCriterionRow, proposals);
  gtk_widget_class_bind_template_callback (widget_class, verdict_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, verdict_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, verdict_hinted_cb);
  gtk_widget_class_bind_template_callback (widget_class, aspect_focused_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_toggled_cb);
}

static void
hj_criterion_row_init (HjCriterionRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * hj_criterion_row_new:
 * @number: its place in the item, from 1; 0 where the item has no other
 */
GtkWidget *
hj_criterion_row_new (HjSession         *session,
                      const HjCriterion *criterion,
                      guint              number)
{
  HjCriterionRow *self = g_object_new (HJ_TYPE_CRITERION_ROW, NULL);
  g_autofree char *digits = g_strdup_printf ("%u", number);

  self->editor = hj_finding_editor_new (session, criterion);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (answer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (answer_failed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (self->number, digits);
  gtk_widget_set_visible (GTK_WIDGET (self->number), number > 0);
  gtk_label_set_label (self->text, criterion->text);
  hj_verdict_bar_set_item (self->verdicts, criterion->item, hint_cb, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verdicts),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, criterion->text, -1);
  hj_criterion_details_setup (self->details, self->editor);
  hj_criterion_row_update (self);

  return GTK_WIDGET (self);
}

const HjCriterion *
hj_criterion_row_get_criterion (HjCriterionRow *self)
{
  return hj_finding_editor_get_criterion (self->editor);
}

/**
 * hj_criterion_row_update:
 *
 * Shows what is recorded now. Only what differs is touched; no widget is rebuilt, so focus, typed
 * text and scroll stay.
 */
void
hj_criterion_row_update (HjCriterionRow *self)
{
  const HjFinding *finding;
  gboolean can_edit, shown;

  g_return_if_fail (HJ_IS_CRITERION_ROW (self));

  /* What is being typed belongs to the expert who typed it. */
  if (!g_str_equal (hj_session_get_recorder (get_session (self)), hj_finding_editor_get_expert (self->editor)))
    {
      hj_criterion_details_reset (self->details);
      hj_finding_editor_sync (self->editor);
    }

  self->updating = TRUE;
  finding = hj_finding_editor_peek (self->editor);
  can_edit = hj_finding_editor_can_edit (self->editor);
  hj_verdict_bar_show (self->verdicts, hj_finding_editor_get_verdict (self->editor),
                       finding != NULL ? finding->tier : NULL,
                       hj_finding_editor_is_pending (self->editor));
  shown = hj_criterion_details_show (self->details, gtk_toggle_button_get_active (self->more));
  gtk_widget_set_visible (GTK_WIDGET (self->details), shown);
  gtk_widget_set_sensitive (GTK_WIDGET (self->details), can_edit);
  gtk_widget_set_sensitive (GTK_WIDGET (self->verdicts),
                            hj_session_get_mode (get_session (self)) == HJ_SESSION_WRITE);
  update_caption (self);
  update_cost (self);
  update_voices (self);
  update_accessible (self);
  if (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    hj_verdict_bar_describe (self->verdicts);
  self->updating = FALSE;
}

void
hj_criterion_row_commit (HjCriterionRow *self)
{
  hj_criterion_details_commit (self->details);
}

void
hj_criterion_row_focus_aspect (HjCriterionRow *self,
                               const char     *aspect)
{
  hj_criterion_details_focus_aspect (self->details, aspect);
}

HjCriterionDetails *
hj_criterion_row_get_details (HjCriterionRow *self)
{
  return self->details;
}

HjVerdictBar *
hj_criterion_row_get_verdicts (HjCriterionRow *self)
{
  return self->verdicts;
}

HjFindingEditor *
hj_criterion_row_get_editor (HjCriterionRow *self)
{
  return self->editor;
}

const char *
hj_criterion_row_get_voices (HjCriterionRow *self)
{
  return gtk_label_get_label (self->voices);
}

HjProposalList *
hj_criterion_row_get_proposals (HjCriterionRow *self)
{
  return self->proposals;
}
