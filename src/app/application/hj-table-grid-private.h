/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-record-desk.h"
#include "hj-remark-board.h"
#include "hj-table-grid.h"
#include "hj-table-row.h"

G_BEGIN_DECLS

/* In pixels: what a finger hits. */
#define HJ_TABLE_MIN_ROW_HEIGHT    44
#define HJ_TABLE_MIN_HEADER_HEIGHT 48

struct _HjTableGrid
{
  GtkWidget        parent_instance;

  HjSession       *session;      /* NULL once it stopped */
  HjRecordDesk    *desk;
  HjRemarkBoard   *board;
  const HjForm    *form;
  GPtrArray       *columns;      /* HjFormColumn */
  HjTableRows     *rows;

  /* What is in sight. */
  GtkAdjustment   *hadjustment;
  GtkAdjustment   *vadjustment;
  HjTableGeometry  geometry;
  int              header_height;
  GPtrArray       *headers;      /* GtkWidget, one a column of the geometry */
  GtkWidget       *gauge;        /* a label: how large a character is */
  GPtrArray       *slots;        /* HjTableRow */
  guint64          generation;   /* what the slots show is of an older one: show it again */
  gboolean         revealed;
  gboolean         scrolling;    /* to the current cell, once there is a place for it */

  /* Where one is. */
  guint            row;
  guint            column;       /* of @columns */
  char            *row_id;       /* of the current row; NULL for the blank one */
  guint            anchor_row;
  guint            anchor_column;
  gboolean         whole_rows;
  gboolean         travelled;    /* somebody moved: until then one is at the first row */
  int              tab_column;   /* where a run of Tabs began; -1 */

  /* The editor. */
  GtkWidget       *editor;
  GtkWidget       *chooser;      /* a popover, while it is up */
  gboolean         editing;      /* typed into, or asked for */
  gboolean         composing;    /* an input method is at it */
  gboolean         setting;
};

/* Shared by the table's files. */
guint            hj_table_grid_n_rows (HjTableGrid *self);                /* without the blank one */
const HjFormColumn *hj_table_grid_column (HjTableGrid *self, guint column);
char            *hj_table_grid_dup_draft (HjTableGrid *self, guint row, guint column);
void             hj_table_grid_show_again (HjTableGrid *self);            /* what the rows show has changed */
void             hj_table_grid_get_selection (HjTableGrid *self, guint *top, guint *bottom, guint *left, guint *right);
void             hj_table_grid_scroll_to_current (HjTableGrid *self);
void             hj_table_grid_tell (HjTableGrid *self, const char *text);

/* hj-table-head.c */
void             hj_table_head_make (HjTableGrid *self);
void             hj_table_head_show_sorted (HjTableGrid *self);
void             hj_table_head_update_geometry (HjTableGrid *self, int width);

/* hj-table-cells.c */
void             hj_table_cells_allocate (HjTableGrid *self, int width, int height);

/* hj-table-layout.c */
void             hj_table_layout_allocate (HjTableGrid *self, int width, int height);
void             hj_table_layout_snapshot (HjTableGrid *self, GtkSnapshot *snapshot);
/* Column 0 is the rows' numbers, the last the remarks. FALSE: no row is there. */
gboolean         hj_table_layout_pick (HjTableGrid *self, double x, double y, guint *row, guint *column);

/* hj-table-keys.c */
gboolean         hj_table_keys_press (HjTableGrid *self, guint key, GdkModifierType state);

/* hj-table-editor.c */
void             hj_table_editor_make (HjTableGrid *self);
gboolean         hj_table_editor_focus (HjTableGrid *self);
void             hj_table_editor_show (HjTableGrid *self);                /* the current cell's text */
void             hj_table_editor_follow (HjTableGrid *self);              /* the rows changed under it */
void             hj_table_editor_go (HjTableGrid *self, guint row, guint column, gboolean extend);
HjRecord        *hj_table_editor_begin_row (HjTableGrid *self, guint row);  /* a copy to be changed; a new one for the blank row */
/* Puts a row, and mends what names it. */
void             hj_table_editor_add_put (HjTableGrid *self, GPtrArray *commands, HjRecord *record);

G_END_DECLS
