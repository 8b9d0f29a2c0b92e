/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-forms.h"

G_BEGIN_DECLS

/* A block from a spreadsheet, as its clipboard gives it: lines of cells with tabs between, a cell in
 * quotes where it holds a tab, a quote or a line's end. Pure; may be called on any thread. */

typedef struct {
  guint  line;    /* from 0, of the lines that became rows */
  char  *id;      /* of the record */
  char  *field;
  char  *text;    /* as it stood there */
  char  *why;     /* the clause */
} HjPasteProblem;

typedef struct {
  GPtrArray *records;    /* HjRecord: changed and new ones, in the block's order */
  GPtrArray *problems;   /* HjPasteProblem: cells that were not understood; what the row had stays */
  guint      n_lines;
  guint      n_new;
  guint      n_beyond;   /* columns of the block that have no place in the table */
  gboolean   by_head;    /* the first line names the columns, and they went where it says */
} HjPaste;

typedef struct {
  HjScheme     *scheme;
  const HjForm *form;
  GPtrArray    *columns;      /* HjFormColumn */
  GPtrArray    *existing;     /* HjRecord: the rows from the current one on; what goes beyond becomes new rows */
  guint         first_column;
  char         *occupation;   /* of new rows; NULL */
  gint64        position;     /* of the first new row */
} HjPasteTarget;

HjPasteTarget *hj_paste_target_copy (const HjPasteTarget *target);  /* shares what is immutable */
void           hj_paste_target_free (HjPasteTarget *target);
GPtrArray     *hj_paste_split (const char *text);  /* (element-type GStrv): lines of cells; blank lines at the end are none */
HjPaste       *hj_paste_read (const HjPasteTarget *target, const char *text);
void           hj_paste_free (HjPaste *paste);
char          *hj_paste_quote (const char *cell);  /* a cell as it goes to the clipboard */

G_END_DECLS
