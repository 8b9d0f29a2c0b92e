/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-exchange-private.h"

static void
free_cell (gpointer data)
{
  HjCell *cell = data;

  if (cell == NULL)
    return;
  g_free (cell->text);
  g_free (cell);
}

static void
free_row (gpointer data)
{
  g_ptr_array_unref (data);
}

/**
 * hj_grid_new:
 * @name: of the sheet or table, as people know it
 * @place: how its places are told: "工作表“人员”"; a cell's own place is added
 */
HjGrid *
hj_grid_new (const char *name,
             const char *place)
{
  HjGrid *grid = g_new0 (HjGrid, 1);

  grid->name = g_strdup (name != NULL ? name : "");
  grid->place = g_strdup (place != NULL ? place : "");
  grid->lead = g_strdup ("");
  grid->rows = g_ptr_array_new_with_free_func (free_row);

  return grid;
}

void
hj_grid_free (HjGrid *grid)
{
  g_free (grid->name);
  g_free (grid->place);
  g_free (grid->lead);
  g_ptr_array_unref (grid->rows);
  g_free (grid);
}

/* Rows and cells that are skipped come to be, blank. */
HjCell *
hj_grid_set (HjGrid     *grid,
             guint       row,
             guint       column,
             const char *text)
{
  GPtrArray *cells;
  HjCell *cell;

  g_return_val_if_fail (grid != NULL, NULL);

  if (row >= HJ_GRID_MAX_ROWS || column >= HJ_GRID_MAX_COLUMNS)
    return NULL;

  while (grid->rows->len <= row)
    g_ptr_array_add (grid->rows, g_ptr_array_new_with_free_func (free_cell));
  cells = grid->rows->pdata[row];
  while (cells->len <= column)
    g_ptr_array_add (cells, NULL);
  cell = cells->pdata[column];
  if (cell == NULL)
    cells->pdata[column] = cell = g_new0 (HjCell, 1);
  g_free (cell->text);
  cell->text = g_strdup (text != NULL ? text : "");
  cell->row_span = cell->column_span = 1;

  return cell;
}

const char *
hj_grid_get (const HjGrid *grid,
             guint         row,
             guint         column)
{
  const GPtrArray *cells;
  const HjCell *cell;

  g_return_val_if_fail (grid != NULL, "");

  if (row >= grid->rows->len)
    return "";
  cells = grid->rows->pdata[row];
  cell = column < cells->len ? cells->pdata[column] : NULL;

  return cell != NULL ? cell->text : "";
}

/* Columns as a spreadsheet counts them: A … Z, AA … */
char *
hj_grid_dup_place (const HjGrid *grid,
                   guint         row,
                   guint         column)
{
  char letters[4] = { 0 };

  g_return_val_if_fail (grid != NULL && column < HJ_GRID_MAX_COLUMNS, NULL);

  if (column >= 26)
    letters[0] = (char) ('A' + column / 26 - 1);
  letters[column >= 26 ? 1 : 0] = (char) ('A' + column % 26);

  /* TRANSLATORS: a sheet or table, a row's number, a column's letter */
  return g_strdup_printf (_("%s, row %u, column %s"), grid->place, row + 1, letters);
}
