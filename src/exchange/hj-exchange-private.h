/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-error.h"
#include "hj-exchange.h"

G_BEGIN_DECLS

/* What spreadsheets, CSV and Word tables have in common: a grid of texts with their places. */

#define HJ_GRID_MAX_COLUMNS 256
#define HJ_GRID_MAX_ROWS    200000

/* What the file holds for a cell, which decides how far its text can be believed. */
typedef enum {
  HJ_CELL_TEXT,
  HJ_CELL_NUMBER,   /* of which a spreadsheet keeps fifteen digits */
  HJ_CELL_ERROR,    /* #N/A, #REF! … */
  HJ_CELL_FORMULA,  /* whose result was not kept in the file: the text is the formula */
} HjCellSort;

typedef struct {
  char       *text;   /* as it shows: a date as ISO, a whole number without exponent; "" for blank */
  HjCellSort  sort;
  guint       row_span, column_span;  /* a merged cell stands at its first place; 1, 1 otherwise; what it covers is "" */
} HjCell;

typedef struct {
  char      *name;    /* of the sheet; the heading above a Word table; the file for CSV */
  GPtrArray *rows;    /* GPtrArray of HjCell, ragged */
  char      *place;   /* format of a place: sheet or "第2个表" */
  gboolean   hidden;  /* a sheet that isn't shown: lists, remains */
  guint      n_hidden; /* rows and columns of it that aren't shown, though they hold something */
  gboolean   follows; /* Word: nothing stands between the table before and this one */
  char      *lead;    /* Word: the lines between the table before and this one: titles, 职业（工种）：电工 …; "" otherwise */
} HjGrid;

HjGrid    *hj_grid_new (const char *name, const char *place);
void       hj_grid_free (HjGrid *grid);
HjCell    *hj_grid_set (HjGrid *grid, guint row, guint column, const char *text);  /* NULL beyond the bounds */
const char*hj_grid_get (const HjGrid *grid, guint row, guint column);              /* "" where there is nothing */
char      *hj_grid_dup_place (const HjGrid *grid, guint row, guint column);

/* hj-zip.c: a bounded archive. */
typedef struct _HjZip HjZip;
HjZip     *hj_zip_open (GBytes *bytes, const char *name, GError **error);   /* entries, sizes, ratio bounded; CORRUPT, TOO_LARGE */
GBytes    *hj_zip_read (HjZip *zip, const char *entry, GError **error);      /* NULL without error: there is none */
GPtrArray *hj_zip_list (HjZip *zip);                                         /* const char* */
void       hj_zip_free (HjZip *zip);
GBytes    *hj_zip_write (const char * const *names, GBytes * const *parts, guint n, GError **error);  /* deterministic */

/* hj-xlsx-read.c, hj-csv.c, hj-docx-read.c: (element-type HjGrid) */
GPtrArray *hj_xlsx_read (GBytes *bytes, const char *name, HjProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);
GPtrArray *hj_csv_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
/* @lines: (element-type utf8): paragraphs outside of tables, for what stands there, and "" for each table between */
GPtrArray *hj_docx_read (GBytes *bytes, const char *name, GPtrArray **lines, GCancellable *cancellable, GError **error);

/* hj-recognise.c: grids to offers. Tables by their headings in any order and with merged cells; forms of label and
 * value cells; ticked boxes. @forms: the scheme's forms first, then every table of the model. */
gboolean   hj_recognise_grids (HjImportPlan *plan, GPtrArray *grids, GPtrArray *lines, HjProgress progress, gpointer user_data,
                               GCancellable *cancellable, GError **error);
char      *hj_normalise_heading (const char *text);  /* no spaces, full-width to ASCII, brackets alike, no colon, star or unit */

/* hj-xml-plan.c */
HjImportPlan *hj_xml_plan (GBytes *bytes, const char *name, HjContent *content, GCancellable *cancellable, GError **error);
/* hj-workbook.c, hj-docx-write.c, hj-csv.c */
GBytes    *hj_workbook_write (const HjContent *content, gboolean empty, HjProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);
GBytes    *hj_docx_write (const HjContent *content, gboolean empty, GCancellable *cancellable, GError **error);
GBytes    *hj_csv_write (const HjContent *content, HjRecordKind table, gboolean empty, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjGrid, hj_grid_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjZip, hj_zip_free)

G_END_DECLS
