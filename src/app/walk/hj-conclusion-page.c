/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-conclusion-page"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <string.h>

#include "hj-clock.h"
#include "hj-conclusion-page.h"
#include "hj-draft-field.h"
#include "hj-printed-words.h"
#include "hj-record-editor.h"
#include "hj-walk-style.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

#define N_RESULTS (HJ_RESULT_REJECT + 1)

struct _HjConclusionPage
{
  GtkWidget        parent_instance;
  GtkWidget       *scroller;
  GtkLabel        *counts;
  GtkLabel        *suggestion;
  GtkToggleButton *approve;
  GtkToggleButton *approve_after;
  GtkToggleButton *reject;
  GtkWidget       *reasons;
  GtkLabel        *found;
  GtkWidget       *found_box;
  GtkWidget       *take;
  GtkLabel        *author;
  HjDraftField    *draft;
  HjSession       *session;
  gboolean         setting;
  gboolean         in_flight;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjConclusionPage, hj_conclusion_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

/* What the criteria came to. */
typedef struct {
  guint    met, partly, not_met, not_applicable, open;
  gboolean vetoed;
  GString *words;  /* what was found, one a line */
} Tally;

static GtkToggleButton *
get_choice (HjConclusionPage *self,
            HjResult          result)
{
  GtkToggleButton *choices[N_RESULTS] = { NULL, self->approve, self->approve_after, self->reject };

  return choices[result];
}

static void
add_words (GString               *words,
           const HjCardCriterion *card)
{
  const HjItem *item = card->criterion->item;
  /* The reasons are printed: in the words of the sheet, whatever the window speaks. */
  const char *word = hj_printed_state_in (item->section->scheme, item->rule.kind, card->state);

  g_autofree char *text = g_strdup (card->criterion->text);

  /* A clause that ends as a sentence goes on with what was found. */
  while (g_str_has_suffix (text, "。") || g_str_has_suffix (text, "；") || g_str_has_suffix (text, "，"))
    text[strlen (text) - strlen ("。")] = '\0';
  g_string_append_printf (words, "%s%s：%s", words->len > 0 ? "\n" : "", text, word);
  if (card->reason != NULL && card->reason[0] != '\0')
    g_string_append_printf (words, "（%s）", card->reason);
}

static void
count_criterion (Tally                 *tally,
                 const HjCardCriterion *card)
{
  switch (card->state)
    {
    case HJ_STATE_MET:
      tally->met++;
      break;

    case HJ_STATE_DEFICIENT:
      tally->partly++;
      add_words (tally->words, card);
      break;

    case HJ_STATE_MISSING:
    case HJ_STATE_PROBLEM:
      tally->not_met++;
      tally->vetoed |= card->criterion->item->rule.kind == HJ_RULE_VETO;
      add_words (tally->words, card);
      break;

    case HJ_STATE_NOT_APPLICABLE:
      tally->not_applicable++;
      break;

    case HJ_STATE_OPEN:
    default:
      tally->open++;
      break;
    }
}

static void
count (HjConclusionPage *self,
       Tally            *tally)
{
  const HjScoreCard *card = hj_session_get_card (self->session);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; !item->item->section->bonus && j < item->criteria->len; j++)
        count_criterion (tally, g_ptr_array_index (item->criteria, j));
    }
  tally->vetoed |= card->vetoed;
}

static HjResult
suggest (HjConclusionPage *self,
         const Tally      *tally)
{
  const HjScoreCard *card = hj_session_get_card (self->session);

  if (tally->vetoed || card->outcome == HJ_OUTCOME_FAIL)
    return HJ_RESULT_REJECT;
  if (tally->open > 0)
    return HJ_RESULT_NONE;
  if (card->content->scheme->kind == HJ_SCHEME_POINTS)
    return card->outcome == HJ_OUTCOME_PASS ? HJ_RESULT_APPROVE : HJ_RESULT_NONE;

  return tally->not_met + tally->partly > 0 ? HJ_RESULT_APPROVE_AFTER : HJ_RESULT_APPROVE;
}

/* The scheme's own word before the program's. */
static const char *
result_label (const HjScheme *scheme,
              HjResult        result)
{
  const char *own = scheme != NULL ? hj_scheme_result_term (scheme, result) : NULL;

  if (own != NULL)
    return own;
  switch (result)
    {
    case HJ_RESULT_APPROVE:
      return _("Approve");

    case HJ_RESULT_APPROVE_AFTER:
      return _("Approve After Rectification");

    case HJ_RESULT_REJECT:
      return _("Do Not Approve");

    case HJ_RESULT_NONE:
    default:
      return _("no conclusion yet");
    }
}

static char *
dup_suggestion (HjConclusionPage *self,
                const Tally      *tally)
{
  const HjScheme *scheme = hj_session_get_scheme (self->session);
  HjResult result = suggest (self, tally);

  if (result == HJ_RESULT_NONE && tally->open > 0)
    return g_strdup_printf (dngettext (GETTEXT_PACKAGE,
                                         "%u criterion is still open: nothing is suggested yet.",
                                         "%u criteria are still open: nothing is suggested yet.", tally->open),
                            tally->open);
  if (result == HJ_RESULT_NONE)
    return g_strdup (_("Nothing is suggested; the panel decides."));
  if (result == HJ_RESULT_APPROVE_AFTER)
    return g_strdup_printf (_("What was found speaks for: %s; where it can’t be mended, for: %s. The panel decides."),
                            result_label (scheme, result), result_label (scheme, HJ_RESULT_REJECT));

  return g_strdup_printf (_("What was found speaks for: %s. The panel decides."), result_label (scheme, result));
}

static void
show_found (HjConclusionPage *self)
{
  Tally tally = { .words = g_string_new (NULL) };
  g_autofree char *counts = NULL;
  g_autofree char *suggestion = NULL;

  count (self, &tally);
  counts = g_strdup_printf (_("%u met · %u partly met · %u not met · %u not applicable · %u open"), tally.met,
                            tally.partly, tally.not_met, tally.not_applicable, tally.open);
  suggestion = dup_suggestion (self, &tally);
  gtk_label_set_label (self->counts, counts);
  /* Where points are given, the bar below tells the total. */
  gtk_widget_set_visible (GTK_WIDGET (self->counts), hj_session_get_scheme (self->session)->kind != HJ_SCHEME_POINTS);
  gtk_label_set_label (self->suggestion, suggestion);
  gtk_label_set_label (self->found, tally.words->str);
  gtk_widget_set_visible (self->found_box, tally.words->len > 0);
  g_string_free (tally.words, TRUE);
}

static void
show_author (HjConclusionPage *self,
             const HjConclusion *conclusion)
{
  const HjContent *content = hj_session_get_content (self->session);
  g_autofree char *day = conclusion->day != HJ_DAY_NONE ? hj_day_format_letter (conclusion->day) : g_strdup ("");
  g_autofree char *text = NULL;

  if (conclusion->expert[0] != '\0')
    text = g_strdup_printf (_("Written down by %s %s"), hj_wording_expert (content, conclusion->expert), day);
  gtk_label_set_label (self->author, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->author), text != NULL);
}

static void
update (HjConclusionPage *self)
{
  const HjConclusion *conclusion;
  gboolean write;

  if (self->session == NULL)
    return;

  conclusion = &hj_session_get_content (self->session)->conclusion;
  write = hj_session_get_mode (self->session) == HJ_SESSION_WRITE;
  show_found (self);
  show_author (self, conclusion);
  self->setting = TRUE;
  for (HjResult result = HJ_RESULT_APPROVE; result < N_RESULTS; result++)
    {
      gtk_button_set_label (GTK_BUTTON (get_choice (self, result)), result_label (hj_session_get_scheme (self->session), result));
      gtk_toggle_button_set_active (get_choice (self, result), conclusion->result == result);
      gtk_widget_set_sensitive (GTK_WIDGET (get_choice (self, result)), write);
    }
  self->setting = FALSE;
  hj_draft_field_show (self->draft, conclusion->reasons, self->in_flight);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->reasons), write);
  gtk_widget_set_sensitive (self->take, write);
}

static void
applied_cb (GtkWidget *widget,
            gboolean   applied)
{
  HjConclusionPage *self = HJ_CONCLUSION_PAGE (widget);

  self->in_flight = FALSE;
  update (self);
}

static void
record (HjConclusionPage *self,
        HjResult          result,
        const char       *reasons)
{
  HjConclusion conclusion = { HJ_RESULT_NONE, };

  hj_conclusion_copy_into (&conclusion, &hj_session_get_content (self->session)->conclusion);
  conclusion.result = result;
  hj_str_set (&conclusion.reasons, reasons);
  hj_str_set (&conclusion.expert, hj_session_get_recorder (self->session));
  conclusion.day = hj_clock_today ();
  self->in_flight = TRUE;
  hj_record_apply_one (GTK_WIDGET (self), self->session, hj_command_new_conclusion (&conclusion), _("conclusion"),
                       applied_cb);
  hj_conclusion_clear (&conclusion);
}

/* Choosing what is chosen takes it back. */
static void
choice_toggled_cb (HjConclusionPage *self,
                   GtkToggleButton  *button)
{
  HjResult chosen = HJ_RESULT_NONE;

  if (self->setting || self->session == NULL)
    return;
  if (hj_session_get_recorder (self->session)[0] == '\0')
    {
      update (self);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-recorder", NULL);
      return;
    }
  for (HjResult result = HJ_RESULT_APPROVE; result < N_RESULTS; result++)
    if (get_choice (self, result) == button && gtk_toggle_button_get_active (button))
      chosen = result;
  hj_draft_field_commit (self->draft);
  {
    g_autofree char *reasons = hj_draft_field_dup_text (self->draft);

    record (self, chosen, reasons);
  }
}

static void
committed_cb (HjConclusionPage *self,
              const char       *text)
{
  if (self->session != NULL)
    record (self, hj_session_get_content (self->session)->conclusion.result, text);
}

/* What was found goes below what stands there already. */
static void
take_cb (HjConclusionPage *self)
{
  const char *found = gtk_label_get_label (self->found);
  g_autofree char *text = hj_draft_field_dup_text (self->draft);
  g_autofree char *joined = NULL;

  g_strstrip (text);
  if (strstr (text, found) != NULL)
    return;
  joined = text[0] != '\0' ? g_strconcat (text, "\n", found, NULL) : g_strdup (found);
  hj_draft_field_replace (self->draft, joined);
  hj_draft_field_commit (self->draft);
}

static void
set_session (HjConclusionPage *self,
             HjSession        *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      hj_draft_field_commit (self->draft);
      g_signal_handlers_disconnect_by_func (self->session, update, self);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  self->draft = hj_draft_field_attach (self->reasons, session, "conclusion/reasons");
  g_signal_connect_object (self->draft, "commit", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
hj_conclusion_page_dispose (GObject *object)
{
  HjConclusionPage *self = HJ_CONCLUSION_PAGE (object);

  if (self->scroller != NULL)
    set_session (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_conclusion_page_parent_class)->dispose (object);
}

static void
hj_conclusion_page_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_value_set_object (value, HJ_CONCLUSION_PAGE (object)->session);
}

static void
hj_conclusion_page_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  set_session (HJ_CONCLUSION_PAGE (object), g_value_get_object (value));
}

static void
hj_conclusion_page_class_init (HjConclusionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_conclusion_page_dispose;
  object_class->get_property = hj_conclusion_page_get_property;
  object_class->set_property = hj_conclusion_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-conclusion-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, approve);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, approve_after);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, author);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, counts);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, found);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, found_box);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, reject);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, suggestion);
  gtk_widget_class_bind_template_child (widget_class, HjConclusionPage, take);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
}

static void
hj_conclusion_page_init (HjConclusionPage *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (HjResult result = HJ_RESULT_APPROVE; result < N_RESULTS; result++)
    gtk_button_set_label (GTK_BUTTON (get_choice (self, result)), result_label (NULL, result));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reasons"), -1);
}

GtkWidget *
hj_conclusion_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_CONCLUSION_PAGE, "session", session, NULL);
}

GtkWidget *
hj_conclusion_page_get_choice (HjConclusionPage *self,
                               HjResult          result)
{
  return GTK_WIDGET (get_choice (self, result));
}

GtkWidget *
hj_conclusion_page_get_reasons (HjConclusionPage *self)
{
  return self->reasons;
}

GtkWidget *
hj_conclusion_page_get_take (HjConclusionPage *self)
{
  return self->take;
}

const char *
hj_conclusion_page_get_suggestion (HjConclusionPage *self)
{
  return gtk_label_get_label (self->suggestion);
}
