/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where the columns of a table are, in pixels; shared by its head and its rows. Column 0 is the
 * row's number, the last one its remarks. The first two stay in sight. */
typedef struct {
  guint  n_columns;
  int   *x;             /* n_columns + 1 */
  int    frozen;        /* where the columns that scroll begin */
  int    scroll;        /* how far they have */
  int    viewport;      /* width in sight */
  int    row_height;
} HjTableGeometry;

#define HJ_TABLE_N_FROZEN 2

/* Where a column is shown now. */
int hj_table_geometry_get_x (const HjTableGeometry *geometry, guint column);
int hj_table_geometry_get_width (const HjTableGeometry *geometry, guint column);

#define HJ_TYPE_TABLE_ROW (hj_table_row_get_type ())
G_DECLARE_FINAL_TYPE (HjTableRow, hj_table_row, HJ, TABLE_ROW, GtkWidget)

typedef enum {
  HJ_CELL_PLAIN      = 0,
  HJ_CELL_SELECTED   = 1 << 0,
  HJ_CELL_REMARKED   = 1 << 1,
  HJ_CELL_UNRECORDED = 1 << 2,  /* typed, and not understood or not recorded */
  HJ_CELL_HINT       = 1 << 3,
} HjCellLook;

/**
 * HjTableRow:
 *
 * One row in sight: cells that draw their text and nothing else, so that paging through a hundred
 * thousand rows lays out a few hundred texts and creates no widget.
 */
GtkWidget  *hj_table_row_new (const HjTableGeometry *geometry);
void        hj_table_row_set_bound (HjTableRow *self, guint index, guint64 generation);
gboolean    hj_table_row_is_bound (HjTableRow *self, guint index, guint64 generation);
void        hj_table_row_show (HjTableRow *self, guint column, const char *text, HjCellLook look, gboolean at_end);
const char *hj_table_row_get_text (HjTableRow *self, guint column);
HjCellLook  hj_table_row_get_look (HjTableRow *self, guint column);
void        hj_table_row_set_name (HjTableRow *self, const char *name);  /* for a screen reader */

G_END_DECLS
