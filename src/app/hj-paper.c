/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-paper"

#include "config.h"

#include <math.h>

#include "hj-paper.h"

struct _HjPaper
{
  GtkWidget   parent_instance;

  double      width_pt, height_pt;
  double      zoom;
  GdkTexture *texture;
};

G_DEFINE_FINAL_TYPE (HjPaper, hj_paper, GTK_TYPE_WIDGET)

static void
hj_paper_measure (GtkWidget      *widget,
                  GtkOrientation  orientation,
                  int             for_size,
                  int            *minimum,
                  int            *natural,
                  int            *minimum_baseline,
                  int            *natural_baseline)
{
  HjPaper *self = HJ_PAPER (widget);
  double points = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width_pt : self->height_pt;

  *minimum = *natural = (int) ceil (points * self->zoom);
}

static void
hj_paper_snapshot (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  HjPaper *self = HJ_PAPER (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0,
                                               (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));

  /* Paper is white by day and by night. */
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &bounds);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
}

static void
hj_paper_finalize (GObject *object)
{
  g_clear_object (&HJ_PAPER (object)->texture);

  G_OBJECT_CLASS (hj_paper_parent_class)->finalize (object);
}

static void
hj_paper_class_init (HjPaperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = hj_paper_finalize;
  widget_class->measure = hj_paper_measure;
  widget_class->snapshot = hj_paper_snapshot;

  gtk_widget_class_set_css_name (widget_class, "hjpaper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hj_paper_init (HjPaper *self)
{
  self->zoom = 1.0;
}

GtkWidget *
hj_paper_new (double      width_pt,
              double      height_pt,
              const char *label)
{
  HjPaper *self = g_object_new (HJ_TYPE_PAPER,
                                "halign", GTK_ALIGN_CENTER,
                                "valign", GTK_ALIGN_START,
                                NULL);

  self->width_pt = width_pt;
  self->height_pt = height_pt;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

void
hj_paper_set_zoom (HjPaper *self,
                   double   pixels_per_pt)
{
  g_return_if_fail (HJ_IS_PAPER (self));

  self->zoom = pixels_per_pt;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hj_paper_set_texture (HjPaper    *self,
                      GdkTexture *texture)
{
  g_return_if_fail (HJ_IS_PAPER (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

GdkTexture *
hj_paper_get_texture (HjPaper *self)
{
  g_return_val_if_fail (HJ_IS_PAPER (self), NULL);

  return self->texture;
}
