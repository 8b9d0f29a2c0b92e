/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-score-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-cost.h"
#include "hj-derivation.h"
#include "hj-score-bar.h"
#include "hj-walk-style.h"
#include "hj-wrap-layout.h"

/* Totals of a scheme with points, counts of one without; what is open of both. */
enum { BASE, BONUS, GRAND, MET, PARTLY, NOT_MET, NOT_APPLICABLE, VERDICT, N_FIGURES };

static const char *const figure_ids[N_FIGURES] = {
  "base", "bonus", "grand", "met", "partly", "not-met", "not-applicable", "verdict",
};

typedef struct {
  GtkWidget *button;
  GtkLabel  *caption;
  GtkLabel  *value;
  GtkLabel  *remark;   /* "≥ 90 ✓" */
} Figure;

struct _HjScoreBar
{
  GtkWidget  parent_instance;
  GtkWidget *figures;
  GtkWidget *moves;
  GtkWidget *previous;
  GtkWidget *next;
  Figure     figure[N_FIGURES];
  HjSession *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjScoreBar, hj_score_bar, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
figure_clicked_cb (HjScoreBar *self,
                   GtkWidget  *button)
{
  /* Counts are explained together: they add up to the criteria there are. */
  for (guint i = 0; i < N_FIGURES && self->session != NULL; i++)
    if (self->figure[i].button == button)
      hj_derivation_popup (button, hj_session_get_card (self->session),
                           i >= MET ? figure_ids[VERDICT] : figure_ids[i],
                           gtk_label_get_label (self->figure[i].caption));
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *first_class,
           const char *second_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

/* A figure is a caption above a number: narrow enough for four of them on a tablet. */
static void
add_figure (HjScoreBar *self,
            guint       i)
{
  Figure *figure = &self->figure[i];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  figure->button = gtk_button_new ();
  figure->caption = add_label (box, "caption", "dim-label");
  gtk_label_set_xalign (figure->caption, 0);
  gtk_box_append (GTK_BOX (box), line);
  figure->value = add_label (line, "figure", "numeric");
  figure->remark = add_label (line, "remark", "numeric");
  gtk_button_set_child (GTK_BUTTON (figure->button), box);
  gtk_widget_add_css_class (figure->button, "flat");
  gtk_widget_add_css_class (figure->button, "score-figure");
  gtk_widget_set_tooltip_text (figure->button, _("How this figure came about"));
  g_signal_connect_object (figure->button, "clicked", G_CALLBACK (figure_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->figures), figure->button);
}

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
}

static void
show_figure (Figure     *figure,
             const char *caption,
             const char *value,
             const char *remark,
             const char *css_class)
{
  g_autofree char *name = g_strdup_printf ("%s %s %s", caption, value, remark);

  set_label (figure->caption, caption);
  set_label (figure->value, value);
  set_label (figure->remark, remark);
  gtk_widget_set_visible (GTK_WIDGET (figure->remark), remark[0] != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (figure->remark),
                              (const char *[]) { "remark", "numeric", css_class, NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (figure->button), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strstrip (name), -1);
}

/* The sum under the line; "at most" while anything is open, and that it can't be reached any more. */
static void
show_base (HjScoreBar  *self,
           HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  gboolean reached = hj_pass_line_reached (pass, card->base);
  g_autofree char *value = hj_amount_format_short (card->base);
  g_autofree char *comparison = hj_cost_comparison (card);
  g_autofree char *caption = NULL;
  g_autofree char *remark = NULL;
  const char *css_class = "";

  if (card->open > 0)
    caption = g_strdup_printf (_("%s, at most"), pass->label);
  else
    caption = g_strdup (pass->label);
  if (!card->can_pass || (card->open == 0 && !reached))
    {
      /* Translators: the comparison with the pass line, and that it isn't reached: “< 90 ✕” */
      remark = g_strdup_printf ("%s \xe2\x9c\x95", comparison);
      css_class = "failed";
    }
  else if (card->open == 0)
    {
      remark = g_strdup_printf ("%s \xe2\x9c\x93", comparison);
      css_class = "passed";
    }
  else
    {
      g_autofree char *line = hj_points_format_short (pass->line);

      remark = g_strdup_printf (_("line %s"), line);
      css_class = "undecided";
    }
  show_figure (&self->figure[BASE], caption, value, remark, css_class);
}

static void
show_open (HjScoreBar  *self,
           HjScoreCard *card)
{
  HjScoreCard *own = hj_session_get_own_card (self->session);
  g_autofree char *value = g_strdup_printf ("%u / %u", card->open, card->total);
  g_autofree char *remark = NULL;
  const char *css_class = "undecided";

  if (card->disagreements->len > 0)
    {
      remark = g_strdup_printf (_("%u differ"), card->disagreements->len);
      css_class = "failed";
    }
  else if (own != card && own->open > 0 && own->open != card->open)
    {
      remark = g_strdup_printf (_("mine %u"), own->open);
    }
  else if (!card->can_pass && card->content->scheme->kind == HJ_SCHEME_POINTS)
    {
      remark = g_strdup (_("can’t pass"));
      css_class = "failed";
    }
  show_figure (&self->figure[VERDICT], card->open > 0 ? _("Still open") : _("Nothing open"), value,
               remark != NULL ? remark : "", css_class);
}

static void
show_count (HjScoreBar *self,
            guint       i,
            const char *caption,
            guint       count,
            const char *css_class)
{
  g_autofree char *value = g_strdup_printf ("%u", count);

  show_figure (&self->figure[i], caption, value, "", count > 0 ? css_class : "");
}

static void
show_totals (HjScoreBar  *self,
             HjScoreCard *card)
{
  g_autofree char *bonus = hj_amount_format_short (card->bonus);
  g_autofree char *grand = hj_amount_format_short (card->grand);

  show_base (self, card);
  show_figure (&self->figure[BONUS], _("Bonus"), bonus, "", "");
  show_figure (&self->figure[GRAND], card->open > 0 ? _("Grand total, at most") : _("Grand total"), grand, "", "");
}

static void
show_counts (HjScoreBar  *self,
             HjScoreCard *card)
{
  HjTally tally = hj_score_card_tally (card);

  show_count (self, MET, C_("choice", "Met"), tally.met, "passed");
  show_count (self, PARTLY, C_("choice", "Partly met"), tally.partly, "undecided");
  show_count (self, NOT_MET, C_("choice", "Not met"), tally.not_met, "failed");
  show_count (self, NOT_APPLICABLE, C_("choice", "Not applicable"), tally.not_applicable, "");
}

static void
update (HjScoreBar *self)
{
  HjScoreCard *card;
  gboolean points;

  if (self->session == NULL)
    return;

  card = hj_session_get_card (self->session);
  points = card->content->scheme->kind == HJ_SCHEME_POINTS;
  gtk_widget_set_visible (self->figure[BASE].button, points && card->content->scheme->pass.present);
  gtk_widget_set_visible (self->figure[BONUS].button, points);
  gtk_widget_set_visible (self->figure[GRAND].button, points);
  for (guint i = MET; i <= NOT_APPLICABLE; i++)
    gtk_widget_set_visible (self->figure[i].button, !points);
  if (points)
    show_totals (self, card);
  else
    show_counts (self, card);
  show_open (self, card);
}

static void
set_session (HjScoreBar *self,
             HjSession  *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
hj_score_bar_dispose (GObject *object)
{
  HjScoreBar *self = HJ_SCORE_BAR (object);

  set_session (self, NULL);
  g_clear_pointer (&self->figures, gtk_widget_unparent);
  g_clear_pointer (&self->moves, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_score_bar_parent_class)->dispose (object);
}

static void
hj_score_bar_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_object (value, HJ_SCORE_BAR (object)->session);
}

static void
hj_score_bar_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  set_session (HJ_SCORE_BAR (object), g_value_get_object (value));
}

static void
hj_score_bar_class_init (HjScoreBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_score_bar_dispose;
  object_class->get_property = hj_score_bar_get_property;
  object_class->set_property = hj_score_bar_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-score-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HjScoreBar, figures);
  gtk_widget_class_bind_template_child (widget_class, HjScoreBar, moves);
  gtk_widget_class_bind_template_child (widget_class, HjScoreBar, previous);
  gtk_widget_class_bind_template_child (widget_class, HjScoreBar, next);
}

static void
hj_score_bar_init (HjScoreBar *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FIGURES; i++)
    add_figure (self, i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Score so far"), -1);
}

GtkWidget *
hj_score_bar_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_SCORE_BAR, "session", session, NULL);
}

/* The bar looks the same everywhere; the actions of the window know where one is. */
void
hj_score_bar_show_place (HjScoreBar    *self,
                         const HjPlace *place)
{
  g_return_if_fail (HJ_IS_SCORE_BAR (self));
}

static const Figure *
find_figure (HjScoreBar *self,
             const char *id)
{
  for (guint i = 0; i < N_FIGURES; i++)
    if (g_str_equal (figure_ids[i], id))
      return &self->figure[i];

  return NULL;
}

const char *
hj_score_bar_get_figure (HjScoreBar *self,
                         const char *id)
{
  const Figure *figure = find_figure (self, id);

  return figure != NULL ? gtk_label_get_label (figure->value) : NULL;
}

GtkWidget *
hj_score_bar_get_button (HjScoreBar *self,
                         const char *id)
{
  const Figure *figure = find_figure (self, id);

  return figure != NULL ? figure->button : NULL;
}
