/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <xlsxwriter.h>

#include "hj-exchange-private.h"
#include "hj-layout-private.h"

G_BEGIN_DECLS

/* Between the files that write the workbook. */

/* Above the rows stand a title, what to know, what is asked for and what is supplementary, and the heads. */
#define HJ_BOOK_ROW_TITLE 0
#define HJ_BOOK_ROW_NOTE  1
#define HJ_BOOK_ROW_BAND  2
#define HJ_BOOK_ROW_HEADS 3
#define HJ_BOOK_ROW_FIRST 4

#define HJ_BOOK_MAX_ITEMS 500    /* of a list on the hidden sheet */
#define HJ_BOOK_MAX_TEXT  32767  /* characters that a cell can hold */

typedef struct {
  const HjContent *content;
  gboolean         empty;
  lxw_workbook    *workbook;
  GPtrArray       *long_lists;  /* GPtrArray of char*: written last, as the hidden sheet is */
  GHashTable      *names;       /* of sheets, in small letters */
  char            *occupations; /* where the occupations' names stand: a formula, or NULL */
  lxw_format      *title, *note, *asked, *supplement, *text, *code, *day, *number, *decimal, *label, *label_supplement;
  HjProgress       progress;
  gpointer         user_data;
  GCancellable    *cancellable;
  gsize            done, rows;
  gboolean         too_long;
} HjBook;

/* hj-workbook-cell.c: how cells look, what stands in them, and what may be chosen there. */
void        hj_book_add_formats (HjBook *book);
lxw_format *hj_book_find_format (const HjBook *book, const HjLayoutColumn *column);
double      hj_book_find_width (const HjLayoutColumn *column);   /* in characters of ASCII */
void        hj_book_write_text (HjBook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                                lxw_format *format);             /* sets too_long */
void        hj_book_write_value (HjBook *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column_at,
                                 const HjLayoutColumn *column, const char *value);
void        hj_book_add_choice (HjBook *book, lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t at,
                                const HjLayoutColumn *column);

/* hj-workbook-sheet.c: a sheet for each table, and that of the applicant. */
void        hj_book_set_page (lxw_worksheet *sheet, gboolean wide);
gboolean    hj_book_write_table (HjBook *book, const HjLayoutTable *table, const char *name, const GPtrArray *rows, GError **error);
void        hj_book_write_single (HjBook *book, const HjLayoutTable *table, const char *name);

G_END_DECLS
