/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-part-private.h"

G_BEGIN_DECLS

/* How a cell's number shows, as far as it matters to what was meant. */
typedef enum {
  HJ_SHOWN_NUMBER,    /* plainly */
  HJ_SHOWN_DAY,       /* a day; its time of day is dropped */
  HJ_SHOWN_MONTH,     /* year and month alone */
  HJ_SHOWN_YEAR,
  HJ_SHOWN_TIME,      /* hours and minutes */
  HJ_SHOWN_PERCENT,
  HJ_SHOWN_ZEROS,     /* with zeros in front, `digits` in all */
  HJ_SHOWN_DECIMALS,  /* with `digits` places */
} HjShownKind;

typedef struct { HjShownKind kind; guint digits; } HjShown;

/* hj-xlsx-number.c */
HjShown    hj_shown_from_code (const char *code);
HjShown    hj_shown_from_builtin (guint id);
char      *hj_shown_format (HjShown shown, gboolean from_1904, const char *raw, gboolean *number);

/* hj-xlsx-styles.c: cell style to HjShown; empty where there is no such part */
GArray    *hj_xlsx_styles_read (GBytes *bytes, const char *file, GError **error);

/* hj-xlsx-strings.c: (element-type utf8) */
GPtrArray *hj_xlsx_strings_read (GBytes *bytes, const char *file, const HjPartWork *work, GError **error);
char      *hj_xlsx_unescape (const char *text);  /* _x000A_ to what it stands for */

/* What the sheets of a workbook share, and the bounds on all of them together. */
typedef struct {
  const char *file;
  GPtrArray  *strings;
  GArray     *styles;
  gboolean    from_1904;
  gsize       cells;      /* read so far */
  gsize       text_bytes;
} HjXlsxBook;

/* hj-xlsx-sheet.c */
gboolean   hj_xlsx_sheet_read (HjXlsxBook *book, GBytes *bytes, HjGrid *grid, const HjPartWork *work, GError **error);

G_END_DECLS
