/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-row"

#include "config.h"

#include "hj-table-row.h"

typedef struct {
  GtkWidget  *label;   /* a GtkInscription, which asks for no room */
  HjCellLook  look;
} Cell;

struct _HjTableRow
{
  GtkWidget              parent_instance;
  const HjTableGeometry *geometry;   /* the table's */
  GArray                *cells;      /* Cell */
  guint                  index;
  guint64                generation; /* 0: shows nothing yet */
};

G_DEFINE_FINAL_TYPE (HjTableRow, hj_table_row, GTK_TYPE_WIDGET)

static const struct {
  HjCellLook  look;
  const char *css_class;
} looks[] = {
  { HJ_CELL_SELECTED, "selected" },
  { HJ_CELL_REMARKED, "remarked" },
  { HJ_CELL_UNRECORDED, "unrecorded" },
  { HJ_CELL_HINT, "blank" },
};

static void
show_look (Cell       *cell,
           HjCellLook  look)
{
  HjCellLook differing = cell->look ^ look;

  cell->look = look;
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if ((differing & looks[i].look) == 0)
        continue;
      if ((look & looks[i].look) != 0)
        gtk_widget_add_css_class (cell->label, looks[i].css_class);
      else
        gtk_widget_remove_css_class (cell->label, looks[i].css_class);
    }
}

static GtkWidget *
label_of (HjTableRow *self,
          guint       column)
{
  return g_array_index (self->cells, Cell, column).label;
}

int
hj_table_geometry_get_x (const HjTableGeometry *geometry,
                         guint                  column)
{
  return column < HJ_TABLE_N_FROZEN ? geometry->x[column] : geometry->x[column] - geometry->scroll;
}

int
hj_table_geometry_get_width (const HjTableGeometry *geometry,
                             guint                  column)
{
  return geometry->x[column + 1] - geometry->x[column];
}

static void
hj_table_row_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  HjTableRow *self = HJ_TABLE_ROW (widget);

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = label_of (self, i);
      int x = hj_table_geometry_get_x (self->geometry, i);
      int cell_width = hj_table_geometry_get_width (self->geometry, i);
      gboolean in_sight = x + cell_width > 0 && x < self->geometry->viewport;

      gtk_widget_set_child_visible (cell, in_sight);
      if (in_sight)
        gtk_widget_size_allocate (cell, &(GtkAllocation) { x, 0, cell_width, height }, -1);
    }
}

static void
hj_table_row_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

/* What scrolls goes under what doesn't. */
static void
hj_table_row_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  HjTableRow *self = HJ_TABLE_ROW (widget);
  int frozen = self->geometry->frozen;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) frozen, 0,
                                                         (float) MAX (0, gtk_widget_get_width (widget) - frozen),
                                                         (float) gtk_widget_get_height (widget)));
  for (guint i = HJ_TABLE_N_FROZEN; i < self->cells->len; i++)
    gtk_widget_snapshot_child (widget, label_of (self, i), snapshot);
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < MIN (HJ_TABLE_N_FROZEN, self->cells->len); i++)
    gtk_widget_snapshot_child (widget, label_of (self, i), snapshot);
}

static void
hj_table_row_dispose (GObject *object)
{
  HjTableRow *self = HJ_TABLE_ROW (object);
  GtkWidget *child;

  g_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_table_row_parent_class)->dispose (object);
}

static void
hj_table_row_finalize (GObject *object)
{
  g_clear_pointer (&HJ_TABLE_ROW (object)->cells, g_array_unref);

  G_OBJECT_CLASS (hj_table_row_parent_class)->finalize (object);
}

static void
hj_table_row_class_init (HjTableRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_table_row_dispose;
  object_class->finalize = hj_table_row_finalize;
  widget_class->measure = hj_table_row_measure;
  widget_class->size_allocate = hj_table_row_size_allocate;
  widget_class->snapshot = hj_table_row_snapshot;

  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
hj_table_row_init (HjTableRow *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
hj_table_row_new (const HjTableGeometry *geometry)
{
  HjTableRow *self = g_object_new (HJ_TYPE_TABLE_ROW, NULL);

  self->geometry = geometry;
  for (guint i = 0; i < geometry->n_columns; i++)
    {
      Cell cell = { NULL, HJ_CELL_PLAIN };

      cell.label = g_object_new (GTK_TYPE_INSCRIPTION,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL,
                                 "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                 "can-target", FALSE,
                                 NULL);
      gtk_widget_add_css_class (cell.label, "cell");
      gtk_widget_set_parent (cell.label, GTK_WIDGET (self));
      g_array_append_val (self->cells, cell);
      if (i < HJ_TABLE_N_FROZEN)
        gtk_widget_add_css_class (cell.label, "frozen");
    }
  gtk_widget_add_css_class (label_of (self, 0), "number");
  gtk_widget_add_css_class (label_of (self, self->cells->len - 1), "remarks");

  return GTK_WIDGET (self);
}

void
hj_table_row_set_bound (HjTableRow *self,
                        guint       index,
                        guint64     generation)
{
  self->index = index;
  self->generation = generation;
}

gboolean
hj_table_row_is_bound (HjTableRow *self,
                       guint       index,
                       guint64     generation)
{
  return self->index == index && self->generation == generation;
}

void
hj_table_row_show (HjTableRow *self,
                   guint       column,
                   const char *text,
                   HjCellLook  look,
                   gboolean    at_end)
{
  Cell *cell = &g_array_index (self->cells, Cell, column);

  if (cell->look != look)
    show_look (cell, look);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell->label), at_end ? 1 : 0);
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (cell->label)), text) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (cell->label), text);
}

const char *
hj_table_row_get_text (HjTableRow *self,
                       guint       column)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (label_of (self, column)));

  return text != NULL ? text : "";
}

HjCellLook
hj_table_row_get_look (HjTableRow *self,
                       guint       column)
{
  return g_array_index (self->cells, Cell, column).look;
}

void
hj_table_row_set_name (HjTableRow *self,
                       const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
