/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-derivation"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-derivation.h"

struct _HjDerivation
{
  GtkPopover  parent_instance;
  GtkLabel   *title;
  GtkListBox *steps;
};

G_DEFINE_FINAL_TYPE (HjDerivation, hj_derivation, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *text,
            const char *css_class,
            float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_step (const HjDerivationStep *step)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = make_label (step->label, NULL, 0);
  GtkWidget *figure = make_label (step->figure, "numeric", 1);
  g_autofree char *name = g_strdup_printf ("%s %s", step->label, step->figure);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  if (step->detail != NULL && step->detail[0] != '\0')
    {
      GtkWidget *detail = make_label (step->detail, "dim-label", 0);

      gtk_widget_add_css_class (detail, "caption");
      gtk_label_set_max_width_chars (GTK_LABEL (detail), 52);
      gtk_box_append (GTK_BOX (words), detail);
    }
  gtk_widget_set_valign (figure, GTK_ALIGN_BASELINE);
  gtk_label_set_wrap (GTK_LABEL (figure), FALSE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), figure);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return row;
}

/* Unparented in an idle: the popover is still closing when it says so. */
static gboolean
drop_cb (gpointer user_data)
{
  GtkWidget *popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (popover), g_object_unref);
}

static void
hj_derivation_class_init (HjDerivationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-derivation.ui");
  gtk_widget_class_bind_template_child (widget_class, HjDerivation, title);
  gtk_widget_class_bind_template_child (widget_class, HjDerivation, steps);
}

static void
hj_derivation_init (HjDerivation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hj_derivation_popup:
 * @id: what hj_assess_explain() takes
 *
 * Returns: (transfer none): the popover, open at @figure
 */
GtkWidget *
hj_derivation_popup (GtkWidget         *figure,
                     const HjScoreCard *card,
                     const char        *id,
                     const char        *title)
{
  HjDerivation *self;
  g_autoptr (GPtrArray) steps = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (figure), NULL);
  g_return_val_if_fail (card != NULL && id != NULL, NULL);

  steps = hj_assess_explain (card, id);
  self = g_object_new (HJ_TYPE_DERIVATION, NULL);
  gtk_label_set_label (self->title, title);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    gtk_list_box_append (self->steps, make_step (g_ptr_array_index (steps, i)));
  gtk_widget_set_parent (GTK_WIDGET (self), figure);
  g_signal_connect_object (figure, "destroy", G_CALLBACK (gtk_widget_unparent), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (self));

  return GTK_WIDGET (self);
}
