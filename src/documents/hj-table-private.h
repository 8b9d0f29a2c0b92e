/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-flow-private.h"

G_BEGIN_DECLS

/**
 * HjTableLook:
 *
 * The rules of a table and the air in its cells.
 */
typedef struct {
  double   frame_pt;      /* around it; 0 for none */
  double   rule_pt;       /* inside */
  double   gray;
  gboolean verticals;     /* rules between columns */
  double   pad_x_pt, pad_y_pt;
} HjTableLook;

typedef enum {
  HJ_BREAK_HERE_BAD,     /* inside something that belongs together */
  HJ_BREAK_HERE_GOOD,    /* between items */
  HJ_BREAK_HERE_BEST,    /* between sections */
} HjRowBreak;

/* A cell of a table, merged over rows and columns; texts are owned. */
typedef struct {
  guint    row, col, n_rows, n_cols;
  HjText  *text;    /* NULL: blank */
  HjText  *again;   /* what stands in it where it goes on after a break: the text with 续; NULL: `text` */
  gboolean top;     /* text at the top, else in the middle */
  double   gray;
} HjCell;

typedef struct {
  double     min_height_pt;
  HjRowBreak before;
} HjRow;

/**
 * HjTable:
 * @n_head: rows at its start that are repeated on every page
 */
typedef struct {
  HjTableLook look;
  guint       n_cols;
  double     *x_pt;    /* n_cols + 1 edges, from the left of the text */
  guint       n_head;
  GArray     *rows;    /* HjRow */
  GPtrArray  *cells;   /* HjCell */
  HjCell    **owners;  /* by row and column: the cell that covers it, or NULL; once the table is set */
} HjTable;

HjTable *hj_table_new (const HjTableLook *look, const double *widths_mm, guint n_cols);
void     hj_table_free (HjTable *table);
guint    hj_table_add_row (HjTable *table, double min_height_pt, HjRowBreak before);
/* Takes the text. Cells may be added in any order; they are drawn in the order of reading. */
HjCell  *hj_table_add_cell (HjTable *table, guint row, guint col, guint n_rows, guint n_cols, HjText *text);
/* The room for text in a cell over these columns. */
double   hj_table_get_text_width (const HjTable *table, guint col, guint n_cols);
/* Sets the table on as many pages as it needs: rows are torn only if one alone
 * is longer than a page. Frees it. */
void     hj_flow_add_table (HjFlow *flow, HjTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjTable, hj_table_free)

G_END_DECLS
