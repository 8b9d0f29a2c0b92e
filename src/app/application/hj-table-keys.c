/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-keys"

#include "config.h"

#include "hj-draft-field.h"
#include "hj-keys.h"
#include "hj-table-grid-private.h"

/* What the keys do in a table, before the editor in the current cell gets them. */

/* Back to what is recorded. */
static void
revert (HjTableGrid *self)
{
  g_autofree char *place = hj_table_grid_dup_draft (self, self->row, self->column);

  hj_draft_drop (self->session, place);
  hj_table_editor_show (self);
  hj_table_grid_show_again (self);
}

static guint
step (guint  from,
      int    by,
      guint  last)
{
  gint64 to = (gint64) from + by;

  return (guint) CLAMP (to, 0, (gint64) last);
}

static void
tab (HjTableGrid *self,
     int          direction)
{
  guint last = self->columns->len - 1;

  if (self->tab_column < 0)
    self->tab_column = (int) self->column;
  if (direction > 0 && self->column == last)
    {
      guint row = self->row;

      hj_table_grid_commit (self);
      hj_table_editor_go (self, row + 1, 0, FALSE);
    }
  else if (direction < 0 && self->column == 0)
    {
      if (self->row > 0)
        hj_table_editor_go (self, self->row - 1, last, FALSE);
    }
  else
    {
      hj_table_editor_go (self, self->row, step (self->column, direction, last), FALSE);
    }
}

/* After a run of Tabs, to where it began, a row on: the way one fills in a row after the other. */
static void
enter (HjTableGrid *self,
       int          direction)
{
  guint column = self->tab_column >= 0 ? (guint) self->tab_column : self->column;
  guint row = self->row;

  hj_table_grid_commit (self);
  self->tab_column = -1;
  hj_table_editor_go (self, step (row, direction, hj_table_grid_n_rows (self)), column, FALSE);
}

static int
rows_of_page (HjTableGrid *self)
{
  return MAX (1, (gtk_widget_get_height (GTK_WIDGET (self)) - self->header_height) / MAX (1, self->geometry.row_height) - 1);
}

/* The arrows and their kin. FALSE: the key is none of these. */
static gboolean
travel (HjTableGrid     *self,
        guint            key,
        GdkModifierType  state)
{
  gboolean far = (state & GDK_CONTROL_MASK) != 0;
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  guint last = self->columns->len - 1, end = hj_table_grid_n_rows (self);
  guint row = self->row, column = self->column;

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      row = far ? 0 : step (row, -1, end);
      break;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      row = far ? (end > 0 ? end - 1 : 0) : step (row, 1, end);
      break;

    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      column = far ? 0 : step (column, -1, last);
      break;

    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      column = far ? last : step (column, 1, last);
      break;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      column = 0;
      row = far ? 0 : row;
      break;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      column = last;
      row = far && end > 0 ? end - 1 : row;
      break;

    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      if (far)
        return FALSE;
      row = step (row, -rows_of_page (self), end);
      break;

    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      if (far)
        return FALSE;
      row = step (row, rows_of_page (self), end);
      break;

    default:
      return FALSE;
    }
  self->tab_column = -1;
  hj_table_editor_go (self, row, column, extend);

  return TRUE;
}

static gboolean
handle_command (HjTableGrid     *self,
                guint            key,
                GdkModifierType  state)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_c:
      hj_table_grid_copy (self);
      return TRUE;

    case GDK_KEY_x:
      hj_table_grid_copy (self);
      hj_table_grid_clear_cells (self);
      return TRUE;

    case GDK_KEY_v:
      hj_table_grid_paste (self);
      return TRUE;

    case GDK_KEY_a:
      hj_table_grid_select_all (self);
      return TRUE;

    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      if ((state & GDK_SHIFT_MASK) != 0)
        return FALSE;
      hj_table_grid_delete_rows (self);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
handle_navigating (HjTableGrid     *self,
                   guint            key,
                   GdkModifierType  state)
{
  if (travel (self, key, state))
    return TRUE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return handle_command (self, key, state);

  switch (key)
    {
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (self->whole_rows)
        hj_table_grid_delete_rows (self);
      else
        hj_table_grid_clear_cells (self);
      return TRUE;

    case GDK_KEY_F2:
      hj_table_grid_edit (self);
      return TRUE;

    case GDK_KEY_F7:
      hj_table_grid_sort_current (self);
      return TRUE;

    case GDK_KEY_space:
      if ((state & GDK_SHIFT_MASK) == 0)
        return FALSE;
      self->whole_rows = TRUE;
      hj_table_grid_show_again (self);
      return TRUE;

    case GDK_KEY_Escape:
      if (self->anchor_row == self->row && self->anchor_column == self->column && !self->whole_rows)
        return FALSE;
      hj_table_grid_move (self, self->row, self->column);
      return TRUE;

    default:
      return FALSE;
    }
}

/* Before the entry: while an input method is composing everything is its own. */
gboolean
hj_table_keys_press (HjTableGrid     *self,
                     guint            key,
                     GdkModifierType  state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  int direction = (modifiers & GDK_SHIFT_MASK) != 0 ? -1 : 1;

  if (self->composing || self->session == NULL || (modifiers & GDK_ALT_MASK) != 0)
    return FALSE;

  /* Control and Tab lead out of the table, as out of any text that takes Tabs. */
  if ((key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab) && (modifiers & GDK_CONTROL_MASK) != 0)
    {
      hj_table_grid_commit (self);
      return gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (self->editor)),
                                     direction > 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
    }
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    {
      tab (self, key == GDK_KEY_ISO_Left_Tab ? -1 : direction);
      return TRUE;
    }
  if (hj_keys_is_enter (key) && (modifiers & GDK_CONTROL_MASK) == 0)
    {
      enter (self, direction);
      return TRUE;
    }
  if (key == GDK_KEY_F4 && modifiers == 0)
    {
      hj_table_grid_choose (self);
      return TRUE;
    }
  if (!self->editing)
    return handle_navigating (self, key, modifiers);

  if (key == GDK_KEY_Escape)
    {
      revert (self);
      return TRUE;
    }
  if (key == GDK_KEY_Up || key == GDK_KEY_Down || key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    return travel (self, key, modifiers & ~GDK_SHIFT_MASK);

  return FALSE;
}
