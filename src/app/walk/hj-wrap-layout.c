/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-wrap-layout"

#include "config.h"

#include "hj-wrap-layout.h"

struct _HjWrapLayout
{
  GtkLayoutManager parent_instance;
  int              spacing;
  int              line_spacing;
  gboolean         squeeze;
};

enum { PROP_0, PROP_SPACING, PROP_LINE_SPACING, PROP_SQUEEZE, N_PROPS };

/* One child as it stands in its line. */
typedef struct {
  GtkWidget *widget;
  int        x, width, height;
  guint      line;
  gboolean   expand;
} Piece;

typedef struct {
  int y, height;
} Line;

typedef struct {
  GArray *pieces;  /* Piece */
  GArray *lines;   /* Line */
  int     height;
} Plan;

G_DEFINE_FINAL_TYPE (HjWrapLayout, hj_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GParamSpec *properties[N_PROPS];

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->pieces, g_array_unref);
  g_clear_pointer (&plan->lines, g_array_unref);
}

/* The width a child wants before anything is left over. */
static int
wish (HjWrapLayout *self,
      GtkWidget    *child,
      int           available)
{
  int min, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  if (self->squeeze && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    return min;

  return MAX (min, MIN (natural, available));
}

/* Hands what is left of the line first..end to its expanding pieces and sets them in a row. */
static void
finish_line (HjWrapLayout *self,
             Plan         *plan,
             guint         first,
             int           left,
             int           y)
{
  Line line = { y, 0 };
  guint expanding = 0;
  int x = 0;

  for (guint i = first; i < plan->pieces->len; i++)
    expanding += g_array_index (plan->pieces, Piece, i).expand ? 1 : 0;

  for (guint i = first; i < plan->pieces->len; i++)
    {
      Piece *piece = &g_array_index (plan->pieces, Piece, i);

      if (piece->expand && left > 0)
        {
          int share = left / (int) expanding;

          piece->width += share;
          left -= share;
          expanding--;
        }
      piece->x = x;
      piece->line = plan->lines->len;
      x += piece->width + self->spacing;
      gtk_widget_measure (piece->widget, GTK_ORIENTATION_VERTICAL, piece->width,
                          NULL, &piece->height, NULL, NULL);
      line.height = MAX (line.height, piece->height);
    }
  g_array_append_val (plan->lines, line);
  plan->height = y + line.height;
}

static void
plan_lines (HjWrapLayout *self,
            GtkWidget    *widget,
            int           available,
            Plan         *plan)
{
  guint first = 0;
  int used = 0;

  plan->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  plan->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  plan->height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      Piece piece = { child, };

      if (!gtk_widget_should_layout (child))
        continue;
      piece.width = wish (self, child, available);
      piece.expand = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      if (plan->pieces->len > first && used + self->spacing + piece.width > available)
        {
          finish_line (self, plan, first, available - used,
                       plan->height + (plan->lines->len > 0 ? self->line_spacing : 0));
          first = plan->pieces->len;
          used = 0;
        }
      used += piece.width + (plan->pieces->len > first ? self->spacing : 0);
      g_array_append_val (plan->pieces, piece);
    }
  if (plan->pieces->len > first)
    finish_line (self, plan, first, available - used,
                 plan->height + (plan->lines->len > 0 ? self->line_spacing : 0));
}

static void
measure_width (HjWrapLayout *self,
               GtkWidget    *widget,
               int          *minimum,
               int          *natural)
{
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural += nat + (n++ > 0 ? self->spacing : 0);
    }
}

static void
hj_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  HjWrapLayout *self = HJ_WRAP_LAYOUT (manager);
  Plan plan = { NULL, };
  int min, nat;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  measure_width (self, widget, &min, &nat);
  plan_lines (self, widget, for_size < 0 ? nat : MAX (for_size, min), &plan);
  *minimum = *natural = plan.height;
  plan_clear (&plan);
}

static void
hj_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  HjWrapLayout *self = HJ_WRAP_LAYOUT (manager);
  Plan plan = { NULL, };

  plan_lines (self, widget, width, &plan);
  for (guint i = 0; i < plan.pieces->len; i++)
    {
      const Piece *piece = &g_array_index (plan.pieces, Piece, i);
      const Line *line = &g_array_index (plan.lines, Line, piece->line);
      gboolean one = plan.lines->len == 1;
      GtkAllocation box = { piece->x, one ? 0 : line->y, piece->width, one ? height : line->height };

      gtk_widget_size_allocate (piece->widget, &box, -1);
    }
  plan_clear (&plan);
}

static GtkSizeRequestMode
hj_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hj_wrap_layout_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  HjWrapLayout *self = HJ_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;

    case PROP_LINE_SPACING:
      g_value_set_int (value, self->line_spacing);
      break;

    case PROP_SQUEEZE:
      g_value_set_boolean (value, self->squeeze);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hj_wrap_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  HjWrapLayout *self = HJ_WRAP_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;

    case PROP_LINE_SPACING:
      self->line_spacing = g_value_get_int (value);
      break;

    case PROP_SQUEEZE:
      self->squeeze = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
hj_wrap_layout_class_init (HjWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = hj_wrap_layout_get_property;
  object_class->set_property = hj_wrap_layout_set_property;
  layout_class->measure = hj_wrap_layout_measure;
  layout_class->allocate = hj_wrap_layout_allocate;
  layout_class->get_request_mode = hj_wrap_layout_get_request_mode;

  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LINE_SPACING] =
    g_param_spec_int ("line-spacing", NULL, NULL, 0, 1000, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SQUEEZE] =
    g_param_spec_boolean ("squeeze", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hj_wrap_layout_init (HjWrapLayout *self)
{
}

GtkLayoutManager *
hj_wrap_layout_new (int      spacing,
                    int      line_spacing,
                    gboolean squeeze)
{
  return g_object_new (HJ_TYPE_WRAP_LAYOUT,
                       "spacing", spacing,
                       "line-spacing", line_spacing,
                       "squeeze", squeeze,
                       NULL);
}
