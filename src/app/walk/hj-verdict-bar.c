/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-verdict-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-verdict-bar.h"
#include "hj-wording.h"

/* A choice taken back by the second half of a double click would be an answer lost. */
#define TAKE_BACK_AFTER_US (600 * 1000)

typedef struct {
  HjVerdict   verdict;
  const char *tier;    /* borrowed from the rule; NULL */
  GtkWidget  *button;
} Choice;

struct _HjVerdictBar
{
  GtkWidget          parent_instance;
  const HjItem      *item;      /* borrowed: the session's scheme outlives the page */
  GArray            *choices;   /* Choice */
  HjVerdict          verdict;
  char              *tier;
  gint64             chosen_at;
  HjVerdictHintFunc  hint;
  gpointer           hint_data;
};

enum { CHOSEN, CLEARED, HINTED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjVerdictBar, hj_verdict_bar, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static Choice *
find_choice (HjVerdictBar *self,
             GtkWidget    *button)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = &g_array_index (self->choices, Choice, i);

      if (choice->button == button)
        return choice;
    }

  return NULL;
}

static gboolean
is_chosen (HjVerdictBar *self,
           const Choice *choice)
{
  if (choice->verdict != self->verdict)
    return FALSE;

  return choice->tier == NULL || g_strcmp0 (choice->tier, self->tier) == 0;
}

static char *
dup_hint (HjVerdictBar *self,
          const Choice *choice)
{
  g_autofree char *cost = NULL;
  guint key = hj_wording_verdict_key (choice->verdict);

  if (self->hint != NULL)
    cost = self->hint (choice->verdict, choice->tier, self->hint_data);
  if (cost == NULL || cost[0] == '\0')
    return g_strdup_printf (_("Key %u"), key);

  /* Translators: what a choice costs, and its key */
  return g_strdup_printf (_("%s (key %u)"), cost, key);
}

/* A toggle button shows what is recorded, not that it was pressed. */
static void
update_buttons (HjVerdictBar *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (choice->button), is_chosen (self, choice));
    }
}

static void
clicked_cb (HjVerdictBar *self,
            GtkWidget    *button)
{
  Choice *choice = find_choice (self, button);
  gint64 now = g_get_monotonic_time ();

  g_assert (choice != NULL);

  update_buttons (self);
  /* Points may be taken again and again; any other choice is taken back by pressing it again. */
  if (!is_chosen (self, choice) ||
      (self->item->rule.kind == HJ_RULE_JUDGED && choice->verdict == HJ_VERDICT_DEFICIENT))
    {
      self->chosen_at = now;
      g_signal_emit (self, signals[CHOSEN], 0, choice->verdict, choice->tier);
    }
  else if (now - self->chosen_at > TAKE_BACK_AFTER_US)
    {
      g_signal_emit (self, signals[CLEARED], 0);
    }
}

static gboolean
query_tooltip_cb (HjVerdictBar *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip,
                  GtkWidget    *button)
{
  g_autofree char *hint = dup_hint (self, find_choice (self, button));

  gtk_tooltip_set_text (tooltip, hint);

  return TRUE;
}

static void
hint_entered_cb (GtkEventController *controller,
                 HjVerdictBar       *self)
{
  Choice *choice = find_choice (self, gtk_event_controller_get_widget (controller));
  g_autofree char *hint = NULL;

  if (choice == NULL || self->hint == NULL)
    return;
  hint = self->hint (choice->verdict, choice->tier, self->hint_data);
  g_signal_emit (self, signals[HINTED], 0, hint);
}

static void
pointer_entered_cb (GtkEventController *controller,
                    double              x,
                    double              y,
                    HjVerdictBar       *self)
{
  hint_entered_cb (controller, self);
}

static void
hint_left_cb (GtkEventController *controller,
              HjVerdictBar       *self)
{
  g_signal_emit (self, signals[HINTED], 0, NULL);
}

static void
listen_for_hints (HjVerdictBar *self,
                  GtkWidget    *button)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (pointer_entered_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (hint_left_cb), self);
  gtk_widget_add_controller (button, motion);
  g_signal_connect (focus, "enter", G_CALLBACK (hint_entered_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (hint_left_cb), self);
  gtk_widget_add_controller (button, focus);
}

static GtkWidget *
make_button (const char *symbol,
             const char *word)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sign = g_object_new (GTK_TYPE_LABEL,
                                  "label", symbol,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_widget_add_css_class (sign, "sign");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);

  return button;
}

static void
add_choice (HjVerdictBar *self,
            HjVerdict     verdict,
            const char   *tier,
            const char   *word)
{
  Choice choice = { verdict, tier, make_button (hj_wording_verdict_symbol (verdict), word) };
  char key[2] = { (char) ('0' + hj_wording_verdict_key (verdict)), '\0' };

  gtk_widget_add_css_class (choice.button, "verdict");
  gtk_widget_add_css_class (choice.button, hj_wording_verdict_class (verdict));
  gtk_widget_set_has_tooltip (choice.button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice.button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key,
                                  -1);
  g_signal_connect_object (choice.button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice.button, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, G_CONNECT_SWAPPED);
  listen_for_hints (self, choice.button);
  gtk_widget_set_parent (choice.button, GTK_WIDGET (self));
  g_array_append_val (self->choices, choice);
}

static void
remove_choices (HjVerdictBar *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    gtk_widget_unparent (g_array_index (self->choices, Choice, i).button);
  g_array_set_size (self->choices, 0);
}

/* The arrows move among the choices; Tab goes on to the next row. */
static gboolean
hj_verdict_bar_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;

  return GTK_WIDGET_CLASS (hj_verdict_bar_parent_class)->focus (widget, direction);
}

static void
hj_verdict_bar_dispose (GObject *object)
{
  HjVerdictBar *self = HJ_VERDICT_BAR (object);

  remove_choices (self);
  self->hint = NULL;

  G_OBJECT_CLASS (hj_verdict_bar_parent_class)->dispose (object);
}

static void
hj_verdict_bar_finalize (GObject *object)
{
  HjVerdictBar *self = HJ_VERDICT_BAR (object);

  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_pointer (&self->tier, g_free);

  G_OBJECT_CLASS (hj_verdict_bar_parent_class)->finalize (object);
}

static void
hj_verdict_bar_class_init (HjVerdictBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_verdict_bar_dispose;
  object_class->finalize = hj_verdict_bar_finalize;
  widget_class->focus = hj_verdict_bar_focus;

  signals[CHOSEN] =
    g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[CLEARED] =
    g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[HINTED] =
    g_signal_new ("hinted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "verdicts");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
hj_verdict_bar_init (HjVerdictBar *self)
{
  self->choices = g_array_new (FALSE, TRUE, sizeof (Choice));
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), TRUE);
}

void
hj_verdict_bar_set_item (HjVerdictBar      *self,
                         const HjItem      *item,
                         HjVerdictHintFunc  hint,
                         gpointer           user_data)
{
  const HjRule *rule = &item->rule;

  g_return_if_fail (HJ_IS_VERDICT_BAR (self));

  remove_choices (self);
  self->item = item;
  self->hint = hint;
  self->hint_data = user_data;

  for (guint i = 0; rule->kind == HJ_RULE_TIERS && i < rule->tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);
      g_autofree char *points = hj_points_format_short (tier->points);
      g_autofree char *word = g_strdup_printf ("%s %s", tier->label, points);

      add_choice (self, i == 0 ? HJ_VERDICT_MET : HJ_VERDICT_DEFICIENT, tier->id, word);
    }
  for (int verdict = HJ_VERDICT_MET; verdict < HJ_N_VERDICTS; verdict++)
    {
      if (rule->kind == HJ_RULE_TIERS && verdict != HJ_VERDICT_NOT_APPLICABLE)
        continue;
      if (hj_rule_allows (rule, verdict))
        add_choice (self, verdict, NULL, hj_wording_verdict (item->section->scheme, rule, verdict));
    }
}

void
hj_verdict_bar_show (HjVerdictBar *self,
                     HjVerdict     verdict,
                     const char   *tier,
                     gboolean      pending)
{
  g_return_if_fail (HJ_IS_VERDICT_BAR (self));

  self->verdict = verdict;
  if (g_strcmp0 (self->tier, tier) != 0)
    {
      g_free (self->tier);
      self->tier = g_strdup (tier);
    }
  update_buttons (self);
  if (pending)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pending");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pending");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, pending, -1);
}

void
hj_verdict_bar_describe (HjVerdictBar *self)
{
  g_return_if_fail (HJ_IS_VERDICT_BAR (self));

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);
      g_autofree char *hint = dup_hint (self, choice);

      gtk_accessible_update_property (GTK_ACCESSIBLE (choice->button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                      -1);
    }
}

/* The next lower tier than the one that stands, from the lowest back to the first of the lower ones. */
static const Choice *
find_next_tier (HjVerdictBar *self)
{
  const Choice *first = NULL;
  gboolean passed = FALSE;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (choice->verdict != HJ_VERDICT_DEFICIENT)
        continue;
      if (passed)
        return choice;
      if (first == NULL)
        first = choice;
      passed = is_chosen (self, choice);
    }

  return first;
}

gboolean
hj_verdict_bar_lookup_key (HjVerdictBar  *self,
                           guint          digit,
                           HjVerdict     *verdict,
                           const char   **tier)
{
  const Choice *found = NULL;

  g_return_val_if_fail (HJ_IS_VERDICT_BAR (self), FALSE);

  for (guint i = 0; i < self->choices->len && found == NULL; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (hj_wording_verdict_key (choice->verdict) == digit)
        found = choice;
    }
  if (found == NULL)
    return FALSE;
  if (found->tier != NULL && found->verdict == HJ_VERDICT_DEFICIENT)
    found = find_next_tier (self);
  g_assert (found != NULL);

  *verdict = found->verdict;
  *tier = found->tier;

  return TRUE;
}

GtkWidget *
hj_verdict_bar_get_button (HjVerdictBar *self,
                           HjVerdict     verdict)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (choice->verdict == verdict)
        return choice->button;
    }

  return NULL;
}
