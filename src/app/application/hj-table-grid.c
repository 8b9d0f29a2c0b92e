/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-grid"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
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

static HjCellLook
get_selected (HjTableGrid *self,
              guint        row,
              guint        column)
{
  guint top, bottom, left, right;

  hj_table_grid_get_selection (self, &top, &bottom, &left, &right);
  if (row < top || row > bottom || column < left || column > right)
    return HJ_CELL_PLAIN;

  return top != bottom || left != right || self->whole_rows ? HJ_CELL_SELECTED : HJ_CELL_PLAIN;
}

static gboolean
has_remark (const GPtrArray *remarks,
            const char      *field)
{
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    if (g_str_equal (((const HjRemark *) g_ptr_array_index (remarks, i))->field, field))
      return TRUE;

  return FALSE;
}

static void
bind_cell (HjTableGrid     *self,
           HjTableRow      *slot,
           guint            row,
           guint            i,
           const HjRecord  *record,
           const GPtrArray *remarks)
{
  const HjFormColumn *column = hj_table_grid_column (self, i);
  gboolean secret = hj_form_column_is_secret (column) && !self->revealed;
  g_autofree char *place = hj_table_grid_dup_draft (self, row, i);
  const char *draft = hj_draft_get (self->session, place);
  HjCellLook look = get_selected (self, row, i);
  g_autofree char *text = NULL;

  if (draft[0] != '\0')
    {
      text = g_strdup (draft);
      look |= HJ_CELL_UNRECORDED;
    }
  else if (record != NULL)
    {
      text = hj_form_column_format (column, record->values[column->index], secret);
      look |= has_remark (remarks, column->record_field->id) ? HJ_CELL_REMARKED : HJ_CELL_PLAIN;
    }
  else if (i == 0 && self->session != NULL && row == hj_table_grid_n_rows (self))
    {
      text = g_strdup (_("New row"));
      look |= HJ_CELL_HINT;
    }
  hj_table_row_show (slot, i + 1, text != NULL ? text : "", look,
                     hj_form_column_is_number (column) && (look & HJ_CELL_HINT) == 0);
}

static char *
dup_remarks_text (const GPtrArray *remarks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                            ((const HjRemark *) g_ptr_array_index (remarks, i))->text);

  return g_string_free (text, FALSE);
}

static void
bind_row (HjTableGrid *self,
          HjTableRow  *slot,
          guint        row)
{
  gboolean blank = row >= hj_table_grid_n_rows (self);
  const HjRecord *record = blank ? NULL : hj_table_rows_get (self->rows, row);
  GPtrArray *remarks = record != NULL ? hj_remark_board_lookup (self->board, record->kind, record->id) : NULL;
  g_autofree char *number = blank ? g_strdup ("+") : g_strdup_printf (remarks != NULL ? "! %u" : "%u", row + 1);
  g_autofree char *told = dup_remarks_text (remarks);
  g_autofree char *name = blank ? g_strdup (_("New row")) : g_strdup_printf (_("Row %u"), row + 1);

  hj_table_row_show (slot, 0, number, remarks != NULL ? HJ_CELL_REMARKED : HJ_CELL_PLAIN, TRUE);
  for (guint i = 0; i < self->columns->len; i++)
    bind_cell (self, slot, row, i, record, remarks);
  hj_table_row_show (slot, self->columns->len + 1, told, HJ_CELL_PLAIN, FALSE);
  hj_table_row_set_name (slot, name);
  if (row == self->row)
    gtk_widget_add_css_class (GTK_WIDGET (slot), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (slot), "current");
}

static void
ensure_slots (HjTableGrid *self,
              guint        n)
{
  while (self->slots->len < n)
    {
      GtkWidget *slot = hj_table_row_new (&self->geometry);

      gtk_widget_insert_before (slot, GTK_WIDGET (self), self->editor);
      g_ptr_array_add (self->slots, slot);
      /* Which row a slot shows hangs on how many there are. */
      self->generation++;
    }
}

/* Slot i shows the rows i, i + n, i + 2n …: scrolling by a line changes one of them. */
static void
allocate_rows (HjTableGrid *self,
               int          width,
               int          height)
{
  int row_height = self->geometry.row_height;
  double value = self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
  guint first = (guint) (value / row_height);
  guint n_rows = hj_table_grid_n_rows (self) + 1;
  guint wanted = (guint) (MAX (0, height - self->header_height) / row_height) + 2;

  ensure_slots (self, wanted);
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->slots, i), FALSE);
  for (guint row = first; row < n_rows && row < first + self->slots->len; row++)
    {
      HjTableRow *slot = g_ptr_array_index (self->slots, row % self->slots->len);
      int y = self->header_height + (int) ((double) row * row_height - value);

      if (y >= height)
        break;
      if (!hj_table_row_is_bound (slot, row, self->generation))
        {
          bind_row (self, slot, row);
          hj_table_row_set_bound (slot, row, self->generation);
        }
      gtk_widget_set_child_visible (GTK_WIDGET (slot), TRUE);
      gtk_widget_queue_allocate (GTK_WIDGET (slot));
      gtk_widget_size_allocate (GTK_WIDGET (slot), &(GtkAllocation) { 0, y, width, row_height }, -1);
    }
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

static void
hj_table_grid_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HjTableGrid *self = HJ_TABLE_GRID (widget);
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
  allocate_rows (self, width, height);
  allocate_editor (self);
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

static gboolean
is_frozen (HjTableGrid *self,
           guint        column)
{
  return column < HJ_TABLE_N_FROZEN;
}

static void
snapshot_editor (HjTableGrid *self,
                 GtkSnapshot *snapshot)
{
  int x = is_frozen (self, self->column + 1) ? 0 : self->geometry.frozen;

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

static void
hj_table_grid_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HjTableGrid *self = HJ_TABLE_GRID (widget);
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

static gboolean
pick_cell (HjTableGrid *self,
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
          (is_frozen (self, i) || x >= self->geometry.frozen))
        return TRUE;
    }

  return FALSE;
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

  if (self->session == NULL || !pick_cell (self, x, y, &row, &column))
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
