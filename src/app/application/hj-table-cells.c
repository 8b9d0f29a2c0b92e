/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-cells"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-table-grid-private.h"

/* What the rows in sight show. */

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
      text = secret ? hj_form_column_mask_typed (column, draft) : g_strdup (draft);
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
void
hj_table_cells_allocate (HjTableGrid *self,
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
