/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-layout"

#include "config.h"

#include "hj-table-grid-private.h"

/* Where everything in a table stands, and what is drawn over what. */

static void
configure (GtkAdjustment *adjustment,
           double         upper,
           double         page,
           double         step)
{
  double value;

  if (adjustment == NULL)
    return;
  value = CLAMP (gtk_adjustment_get_value (adjustment), 0, MAX (0, upper - page));
  gtk_adjustment_configure (adjustment, value, 0, MAX (upper, page), step, MAX (step, page - step), page);
}

static gboolean
is_frozen (guint column)
{
  return column < HJ_TABLE_N_FROZEN;
}

static void
allocate_headers (HjTableGrid *self)
{
  for (guint i = 0; i < self->headers->len; i++)
    {
      GtkWidget *header = g_ptr_array_index (self->headers, i);
      int minimum;

      gtk_widget_measure (header, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (header,
                                &(GtkAllocation) { hj_table_geometry_get_x (&self->geometry, i), 0,
                                                   MAX (minimum, hj_table_geometry_get_width (&self->geometry, i)),
                                                   self->header_height }, -1);
    }
}

/* Out of sight it stands beyond the edge, and keeps the keyboard. */
static void
allocate_editor (HjTableGrid *self)
{
  double value = self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
  int row_height = self->geometry.row_height;
  int y = self->header_height + (int) ((double) self->row * row_height - value);
  int x = hj_table_geometry_get_x (&self->geometry, self->column + 1);
  int minimum;

  y = CLAMP (y, -4 * row_height, 30000);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  /* A text finds its line's place while it is measured. */
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->editor,
                            &(GtkAllocation) { x, y,
                                               MAX (minimum, hj_table_geometry_get_width (&self->geometry, self->column + 1)),
                                               row_height }, -1);
  if (self->chooser != NULL)
    gtk_popover_present (GTK_POPOVER (self->chooser));
}

static void
bring_current_into_sight (HjTableGrid *self)
{
  int row_height = self->geometry.row_height;
  int left = self->geometry.x[self->column + 1];
  int right = self->geometry.x[self->column + 2];
  double value;

  self->scrolling = FALSE;
  if (self->vadjustment == NULL || self->hadjustment == NULL)
    return;

  gtk_adjustment_clamp_page (self->vadjustment, (double) self->row * row_height, (double) (self->row + 1) * row_height);
  if (self->column + 1 < HJ_TABLE_N_FROZEN)
    return;
  value = gtk_adjustment_get_value (self->hadjustment);
  if (left - value < self->geometry.frozen)
    gtk_adjustment_set_value (self->hadjustment, left - self->geometry.frozen);
  else if (right - value > self->geometry.viewport)
    gtk_adjustment_set_value (self->hadjustment, MIN (right - self->geometry.viewport, left - self->geometry.frozen));
}

void
hj_table_layout_allocate (HjTableGrid *self,
                          int          width,
                          int          height)
{
  int row_height;

  hj_table_head_update_geometry (self, width);
  row_height = self->geometry.row_height;
  configure (self->vadjustment, (double) (hj_table_grid_n_rows (self) + 1) * row_height,
             MAX (row_height, height - self->header_height), row_height);
  configure (self->hadjustment, self->geometry.x[self->columns->len + 2], width, self->geometry.row_height);
  if (self->scrolling)
    bring_current_into_sight (self);
  self->geometry.scroll = self->hadjustment != NULL ? (int) gtk_adjustment_get_value (self->hadjustment) : 0;

  allocate_headers (self);
  hj_table_cells_allocate (self, width, height);
  allocate_editor (self);
}

static void
snapshot_editor (HjTableGrid *self,
                 GtkSnapshot *snapshot)
{
  int x = is_frozen (self->column + 1) ? 0 : self->geometry.frozen;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) x, (float) self->header_height,
                                                         (float) MAX (0, self->geometry.viewport - x),
                                                         (float) gtk_widget_get_height (GTK_WIDGET (self))));
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->editor, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_headers (HjTableGrid *self,
                  GtkSnapshot *snapshot)
{
  int frozen = self->geometry.frozen;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) frozen, 0,
                                                         (float) MAX (0, self->geometry.viewport - frozen),
                                                         (float) self->header_height));
  for (guint i = HJ_TABLE_N_FROZEN; i < self->headers->len; i++)
    gtk_widget_snapshot_child (GTK_WIDGET (self), g_ptr_array_index (self->headers, i), snapshot);
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < MIN (HJ_TABLE_N_FROZEN, self->headers->len); i++)
    gtk_widget_snapshot_child (GTK_WIDGET (self), g_ptr_array_index (self->headers, i), snapshot);
}

void
hj_table_layout_snapshot (HjTableGrid *self,
                          GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, (float) self->header_height, (float) width,
                                                         (float) MAX (0, height - self->header_height)));
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->slots, i), snapshot);
  if (self->session != NULL)
    snapshot_editor (self, snapshot);
  gtk_snapshot_pop (snapshot);
  snapshot_headers (self, snapshot);
}

gboolean
hj_table_layout_pick (HjTableGrid *self,
                      double       x,
                      double       y,
                      guint       *row,
                      guint       *column)
{
  double value = self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
  double line = (y - self->header_height + value) / self->geometry.row_height;

  if (y < self->header_height || line < 0 || line >= hj_table_grid_n_rows (self) + 1)
    return FALSE;
  *row = (guint) line;
  for (guint i = 0; i < self->geometry.n_columns; i++)
    {
      int left = hj_table_geometry_get_x (&self->geometry, i);

      *column = i;
      if (x >= left && x < left + hj_table_geometry_get_width (&self->geometry, i) &&
          (is_frozen (i) || x >= self->geometry.frozen))
        return TRUE;
    }

  return FALSE;
}
