/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-grid"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-table-grid-private.h"

/* In pixels, so many rows at least. */
#define MIN_HEIGHT (HJ_TABLE_MIN_HEADER_HEIGHT + 3 * HJ_TABLE_MIN_ROW_HEIGHT)

enum {
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum { MOVED, TOLD, N_SIGNALS };

G_DEFINE_FINAL_TYPE_WITH_CODE (HjTableGrid, hj_table_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint signals[N_SIGNALS];

guint
hj_table_grid_n_rows (HjTableGrid *self)
{
  return self->rows != NULL ? hj_table_rows_get_n (self->rows) : 0;
}

const HjFormColumn *
hj_table_grid_column (HjTableGrid *self,
                      guint        column)
{
  return g_ptr_array_index (self->columns, column);
}

/* The blank row has no id yet: what is typed there is kept under the form's. */
char *
hj_table_grid_dup_draft (HjTableGrid *self,
                         guint        row,
                         guint        column)
{
  const char *occupation = hj_table_rows_get_occupation (self->rows);
  g_autofree char *blank = g_strdup_printf ("new.%s.%s", self->form->id, occupation != NULL ? occupation : "");
  const char *id = row < hj_table_grid_n_rows (self) ? hj_table_rows_get_id (self->rows, row) : blank;

  return hj_record_desk_dup_draft (self->form->record, id, hj_table_grid_column (self, column)->record_field->id);
}

static void
hj_table_grid_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  HjTableGrid *self = HJ_TABLE_GRID (widget);

  /* Not wider than the page, whatever its columns: it scrolls. */
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? MIN_HEIGHT : 200;
  *natural = orientation == GTK_ORIENTATION_VERTICAL
               ? HJ_TABLE_MIN_HEADER_HEIGHT + (int) CLAMP (hj_table_grid_n_rows (self) + 1, 3, 12) * HJ_TABLE_MIN_ROW_HEIGHT
               : 200;
  *minimum_baseline = *natural_baseline = -1;
}

static void
hj_table_grid_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  hj_table_layout_allocate (HJ_TABLE_GRID (widget), width, height);
}

static void
hj_table_grid_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  hj_table_layout_snapshot (HJ_TABLE_GRID (widget), snapshot);
}

static void
scrolled_cb (HjTableGrid *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (HjTableGrid    *self,
                GtkAdjustment **place,
                GtkAdjustment  *adjustment)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
  g_clear_object (place);
  if (adjustment == NULL)
    return;
  *place = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
hj_table_grid_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HjTableGrid *self = HJ_TABLE_GRID (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;

    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;

    default:
      g_value_set_enum (value, GTK_SCROLL_NATURAL);
      break;
    }
}

static void
hj_table_grid_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HjTableGrid *self = HJ_TABLE_GRID (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;

    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;

    /* It scrolls in its own way. */
    default:
      break;
    }
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  HjTableGrid *self = user_data;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint row, column;

  if (self->session == NULL || !hj_table_layout_pick (self, x, y, &row, &column))
    return;

  if (column == 0 || column > self->columns->len)
    {
      hj_table_editor_go (self, row, self->column, (state & GDK_SHIFT_MASK) != 0);
      self->whole_rows = column == 0;
      hj_table_grid_show_again (self);
      return;
    }
  hj_table_editor_go (self, row, column - 1, (state & GDK_SHIFT_MASK) != 0);
  if (n_press == 2)
    hj_table_grid_edit (self);
}

static void
rows_changed_cb (HjTableGrid *self)
{
  hj_table_editor_follow (self);
  hj_table_grid_show_again (self);
}

static void
hj_table_grid_dispose (GObject *object)
{
  HjTableGrid *self = HJ_TABLE_GRID (object);
  GtkWidget *child;

  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_ptr_array_set_size (self->headers, 0);
  g_ptr_array_set_size (self->slots, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->editor = NULL;
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->rows);
  g_clear_object (&self->board);
  g_clear_object (&self->desk);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_table_grid_parent_class)->dispose (object);
}

static void
hj_table_grid_finalize (GObject *object)
{
  HjTableGrid *self = HJ_TABLE_GRID (object);

  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->geometry.x, g_free);
  g_clear_pointer (&self->row_id, g_free);

  G_OBJECT_CLASS (hj_table_grid_parent_class)->finalize (object);
}

static gboolean
hj_table_grid_grab_focus (GtkWidget *widget)
{
  return hj_table_editor_focus (HJ_TABLE_GRID (widget));
}

static void
hj_table_grid_class_init (HjTableGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_table_grid_dispose;
  object_class->finalize = hj_table_grid_finalize;
  object_class->get_property = hj_table_grid_get_property;
  object_class->set_property = hj_table_grid_set_property;
  widget_class->grab_focus = hj_table_grid_grab_focus;
  widget_class->measure = hj_table_grid_measure;
  widget_class->size_allocate = hj_table_grid_size_allocate;
  widget_class->snapshot = hj_table_grid_snapshot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[MOVED] =
    g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] =
    g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "hjtable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
hj_table_grid_init (HjTableGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->headers = g_ptr_array_new ();
  self->slots = g_ptr_array_new ();
  self->generation = 1;
  self->tab_column = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
hj_table_grid_new (HjSession    *session,
                   const HjForm *form)
{
  HjTableGrid *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  self = g_object_new (HJ_TYPE_TABLE_GRID, NULL);
  self->session = g_object_ref (session);
  self->desk = g_object_ref (hj_record_desk_get (session));
  self->board = g_object_ref (hj_remark_board_get (session));
  self->form = form;
  self->columns = hj_forms_list_columns (hj_session_get_scheme (session), form);
  self->geometry.n_columns = self->columns->len + 2;
  self->geometry.x = g_new0 (int, self->columns->len + 3);
  hj_table_head_make (self);
  self->rows = hj_table_rows_new (session, form, self->columns);
  hj_table_editor_make (self);
  hj_table_head_show_sorted (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, form->title, -1);
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (hj_table_grid_show_again), self, G_CONNECT_SWAPPED);
  hj_table_editor_show (self);

  return GTK_WIDGET (self);
}

HjTableRows *
hj_table_grid_get_rows (HjTableGrid *self)
{
  return self->rows;
}

GPtrArray *
hj_table_grid_get_columns (HjTableGrid *self)
{
  return self->columns;
}

/* From the first row on: it is another table. */
void
hj_table_grid_set_occupation (HjTableGrid *self,
                              const char  *occupation)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (g_strcmp0 (occupation, hj_table_rows_get_occupation (self->rows)) == 0)
    return;
  hj_table_grid_commit (self);
  self->travelled = FALSE;
  hj_table_rows_set_occupation (self->rows, occupation);
}

void
hj_table_grid_show_again (HjTableGrid *self)
{
  self->generation++;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOVED], 0);
}

void
hj_table_grid_tell (HjTableGrid *self,
                    const char  *text)
{
  g_signal_emit (self, signals[TOLD], 0, text);
}

void
hj_table_grid_stop (HjTableGrid *self)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->rows, self);
  g_signal_handlers_disconnect_by_data (self->board, self);
  gtk_widget_set_sensitive (self->editor, FALSE);
}

void
hj_table_grid_set_revealed (HjTableGrid *self,
                            gboolean     revealed)
{
  g_return_if_fail (HJ_IS_TABLE_GRID (self));

  self->revealed = revealed;
  if (!self->editing)
    hj_table_editor_show (self);
  hj_table_grid_show_again (self);
}

gboolean
hj_table_grid_get_revealed (HjTableGrid *self)
{
  return self->revealed;
}

void
hj_table_grid_get_selection (HjTableGrid *self,
                             guint       *top,
                             guint       *bottom,
                             guint       *left,
                             guint       *right)
{
  *top = MIN (self->row, self->anchor_row);
  *bottom = MAX (self->row, self->anchor_row);
  *left = self->whole_rows ? 0 : MIN (self->column, self->anchor_column);
  *right = self->whole_rows ? self->columns->len - 1 : MAX (self->column, self->anchor_column);
}

guint
hj_table_grid_count_selected (HjTableGrid *self)
{
  guint top, bottom, left, right, n = hj_table_grid_n_rows (self);

  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  if (top >= n)
    return 0;

  return MIN (bottom, n - 1) - top + 1;
}

void
hj_table_grid_scroll_to_current (HjTableGrid *self)
{
  self->scrolling = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
hj_table_grid_get_current (HjTableGrid *self,
                           guint       *row,
                           guint       *column)
{
  *row = self->row;
  *column = self->column;
}

gboolean
hj_table_grid_is_editing (HjTableGrid *self)
{
  g_return_val_if_fail (HJ_IS_TABLE_GRID (self), FALSE);

  return self->editing;
}

GtkWidget *
hj_table_grid_get_editor (HjTableGrid *self)
{
  return self->editor;
}

const char *
hj_table_grid_get_text (HjTableGrid *self,
                        guint        row,
                        guint        column)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (hj_table_row_is_bound (g_ptr_array_index (self->slots, i), row, self->generation))
      return hj_table_row_get_text (g_ptr_array_index (self->slots, i), column + 1);

  return "";
}
