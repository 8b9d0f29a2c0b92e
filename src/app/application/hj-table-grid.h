/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-table-rows.h"

G_BEGIN_DECLS

#define HJ_TYPE_TABLE_GRID (hj_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (HjTableGrid, hj_table_grid, HJ, TABLE_GRID, GtkWidget)

/**
 * HjTableGrid:
 *
 * The records of a form as a table one types into, a scrollable of the rows in sight. One editor
 * stands in the current cell and has the keyboard: a stock entry, so that input methods work from
 * the first key. The row after the last is blank; what is typed there becomes a record.
 *
 * Not a GtkColumnView: in GTK 4.8 that keeps two hundred rows of widgets, which take several
 * frames to bind when one pages far (tests/bench/table measures both).
 *
 * Signals: "moved" (): the current cell, or what is to be said of it, is another;
 *   "told" (text): something to be told at the table, until the next act.
 */
GtkWidget       *hj_table_grid_new (HjSession *session, const HjForm *form);
HjTableRows     *hj_table_grid_get_rows (HjTableGrid *self);
GPtrArray       *hj_table_grid_get_columns (HjTableGrid *self);  /* (element-type HjFormColumn) */
void             hj_table_grid_set_occupation (HjTableGrid *self, const char *occupation);  /* NULL: of all */
void             hj_table_grid_stop (HjTableGrid *self);         /* the session goes: takes no more */

/* ID numbers are shown whole. */
void             hj_table_grid_set_revealed (HjTableGrid *self, gboolean revealed);
gboolean         hj_table_grid_get_revealed (HjTableGrid *self);

void             hj_table_grid_move (HjTableGrid *self, guint row, guint column);  /* the row after the last is the blank one */
void             hj_table_grid_get_current (HjTableGrid *self, guint *row, guint *column);
/* @field: (nullable): and its cell. FALSE: it is not in the table as it is arranged. */
gboolean         hj_table_grid_show_record (HjTableGrid *self, const char *id, const char *field);
/* What is to be said of the current cell: why it was not understood, or what is odd. (transfer full): "" */
char            *hj_table_grid_dup_remark (HjTableGrid *self, gboolean *is_error);
gboolean         hj_table_grid_is_editing (HjTableGrid *self);                   /* typed into, or asked for by F2 */
guint            hj_table_grid_count_selected (HjTableGrid *self);               /* rows */
GtkWidget       *hj_table_grid_get_editor (HjTableGrid *self);
/* As it is shown; "" where the row is not in sight. For tests. */
const char      *hj_table_grid_get_text (HjTableGrid *self, guint row, guint column);

/* What the keys, the menu and the buttons do. */
void             hj_table_grid_commit (HjTableGrid *self);
void             hj_table_grid_edit (HjTableGrid *self);
void             hj_table_grid_choose (HjTableGrid *self);
void             hj_table_grid_add_row (HjTableGrid *self);
void             hj_table_grid_delete_rows (HjTableGrid *self);
void             hj_table_grid_clear_cells (HjTableGrid *self);
void             hj_table_grid_select_all (HjTableGrid *self);
void             hj_table_grid_copy (HjTableGrid *self);
void             hj_table_grid_paste (HjTableGrid *self);
void             hj_table_grid_sort (HjTableGrid *self, int column, gboolean descending);
void             hj_table_grid_sort_current (HjTableGrid *self);                 /* up, down, as it was */

G_END_DECLS
