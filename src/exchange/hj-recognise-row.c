/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-recognise-private.h"

guint
hj_row_count_columns (const HjGrid *grid)
{
  guint columns = 0;

  for (guint i = 0; i < grid->rows->len; i++)
    {
      const GPtrArray *cells = grid->rows->pdata[i];

      columns = MAX (columns, cells->len);
      for (guint j = 0; j < cells->len; j++)
        {
          const HjCell *cell = cells->pdata[j];

          if (cell != NULL && cell->column_span > 1)
            columns = MAX (columns, j + MIN (cell->column_span, HJ_GRID_MAX_COLUMNS));
        }
    }

  return MIN (columns, HJ_GRID_MAX_COLUMNS);
}

static const HjCell *
cell_at (const HjGrid *grid,
         guint         row,
         guint         column)
{
  const GPtrArray *cells = row < grid->rows->len ? grid->rows->pdata[row] : NULL;

  return cells != NULL && column < cells->len ? cells->pdata[column] : NULL;
}

/* Merged cells of this row take what they cover; those from above keep it. */
static void
place_owners (HjRow        *row,
              const HjGrid *grid,
              guint         index)
{
  for (guint column = 0; column < row->n; column++)
    if (row->owners[column].until <= index)
      row->owners[column] = (HjOwner) { 0 };
  for (guint column = 0; column < row->n; column++)
    {
      const HjCell *cell = cell_at (grid, index, column);
      guint until;

      if (cell == NULL || (cell->row_span <= 1 && cell->column_span <= 1) || row->owners[column].until > index)
        continue;
      until = index + MIN (MAX (cell->row_span, 1), grid->rows->len);
      for (guint covered = column; covered < row->n && covered - column < MAX (cell->column_span, 1); covered++)
        row->owners[covered] = (HjOwner) { until, index, column };
    }
}

void
hj_row_load (HjRow        *row,
             const HjGrid *grid,
             guint         index)
{
  place_owners (row, grid, index);
  for (guint column = 0; column < row->n; column++)
    {
      const HjOwner *owner = &row->owners[column];
      gboolean covered = owner->until > index;
      const HjCell *cell = covered ? cell_at (grid, owner->row, owner->column) : cell_at (grid, index, column);

      row->places[column] = (HjPlace) {
        .text = cell != NULL ? cell->text : "",
        .sort = cell != NULL ? cell->sort : HJ_CELL_TEXT,
        .span = cell != NULL ? MAX (cell->column_span, 1) : 1,
        .above = covered && owner->row < index,
        .left = covered && owner->column < column,
      };
    }
}

void
hj_row_follow (HjRow       *row,
               const HjRow *before)
{
  row->n = before->n;
  memcpy (row->owners, before->owners, before->n * sizeof before->owners[0]);
}

gboolean
hj_row_is_blank (const HjRow *row)
{
  for (guint column = 0; column < row->n; column++)
    if (*row->places[column].text != '\0' && !row->places[column].above)
      return FALSE;

  return TRUE;
}

const char *
hj_row_get_single (const HjRow *row)
{
  const char *single = NULL;

  for (guint column = 0; column < row->n; column = hj_row_next (row, column))
    if (*row->places[column].text != '\0')
      {
        if (single != NULL || row->places[column].above)
          return NULL;
        single = row->places[column].text;
      }

  return single;
}

guint
hj_row_get_height (const HjRow *row,
                   guint        column)
{
  const HjOwner *owner = &row->owners[column];

  return owner->until == 0 ? 1 : owner->until - owner->row;
}

guint
hj_row_next (const HjRow *row,
             guint        column)
{
  column++;
  while (column < row->n && row->places[column].left)
    column++;

  return column;
}
