/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-way-row"

#include "config.h"

#include "hj-way-row.h"

struct _HjWayRow
{
  GtkListBoxRow  parent_instance;
  GtkLabel      *symbol;
  GtkLabel      *title;
  GtkLabel      *progress;
  GtkLabel      *score;
  HjPlace       *place;
  guint          depth;
  HjWayState     state;
};

G_DEFINE_FINAL_TYPE (HjWayRow, hj_way_row, GTK_TYPE_LIST_BOX_ROW)

static const struct {
  const char *symbol;
  const char *css_class;
} states[] = {
  [HJ_WAY_NOTHING] = { "", "nothing" },
  [HJ_WAY_UNTOUCHED] = { "\xe2\x97\x8b", "untouched" },  /* ○ */
  [HJ_WAY_BEGUN] = { "\xe2\x97\x90", "begun" },          /* ◐ */
  [HJ_WAY_DONE] = { "\xe2\x9c\x93", "done" },            /* ✓ */
  [HJ_WAY_ATTENTION] = { "!", "attention" },
};

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

/* The title where it is cut, in one line as far as that goes: GTK's own would break Chinese at half its width. */
static gboolean
hj_way_row_query_tooltip (GtkWidget  *widget,
                          int         x,
                          int         y,
                          gboolean    keyboard,
                          GtkTooltip *tooltip)
{
  HjWayRow *self = HJ_WAY_ROW (widget);
  GtkRequisition whole;
  GtkWidget *label;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->title), NULL, &whole);
  if (whole.width <= gtk_widget_get_width (GTK_WIDGET (self->title)))
    return FALSE;
  label = gtk_label_new (gtk_label_get_label (self->title));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 120);
  gtk_tooltip_set_custom (tooltip, label);

  return TRUE;
}

static void
hj_way_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (hj_way_row_parent_class)->dispose (object);
}

static void
hj_way_row_finalize (GObject *object)
{
  g_clear_pointer (&HJ_WAY_ROW (object)->place, hj_place_free);

  G_OBJECT_CLASS (hj_way_row_parent_class)->finalize (object);
}

static void
hj_way_row_class_init (HjWayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_way_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hj_way_row_finalize;
  widget_class->query_tooltip = hj_way_row_query_tooltip;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-way-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjWayRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, HjWayRow, title);
  gtk_widget_class_bind_template_child (widget_class, HjWayRow, progress);
  gtk_widget_class_bind_template_child (widget_class, HjWayRow, score);
}

static void
hj_way_row_init (HjWayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_way_row_new (const HjPlace *place,
                const char    *title,
                guint          depth)
{
  HjWayRow *self = g_object_new (HJ_TYPE_WAY_ROW, NULL);
  g_autofree char *css_class = g_strdup_printf ("depth-%u", depth);

  self->place = hj_place_copy (place);
  self->depth = depth;
  gtk_label_set_label (self->title, title);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);

  return GTK_WIDGET (self);
}

const HjPlace *
hj_way_row_get_place (HjWayRow *self)
{
  return self->place;
}

guint
hj_way_row_get_depth (HjWayRow *self)
{
  return self->depth;
}

void
hj_way_row_show (HjWayRow   *self,
                 HjWayState  state,
                 const char *state_word,
                 const char *progress,
                 const char *score)
{
  g_autofree char *description = g_strjoin (" ", state_word, progress, score, NULL);

  g_return_if_fail (HJ_IS_WAY_ROW (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->symbol), states[self->state].css_class);
  self->state = state;
  gtk_widget_add_css_class (GTK_WIDGET (self->symbol), states[state].css_class);
  if (!g_str_equal (gtk_label_get_label (self->symbol), states[state].symbol))
    gtk_label_set_label (self->symbol, states[state].symbol);
  set_label (self->progress, progress);
  set_label (self->score, score);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->title),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

const char *
hj_way_row_get_title (HjWayRow *self)
{
  return gtk_label_get_label (self->title);
}

const char *
hj_way_row_get_progress (HjWayRow *self)
{
  return gtk_label_get_label (self->progress);
}

const char *
hj_way_row_get_score (HjWayRow *self)
{
  return gtk_label_get_label (self->score);
}

HjWayState
hj_way_row_get_state (HjWayRow *self)
{
  return self->state;
}
