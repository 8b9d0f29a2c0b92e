/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "hj-xlsx-private.h"

/* Of all sheets together. A shared string may be named a million times, so what it comes to is counted. */
#define MAX_CELLS      4000000
#define MAX_TEXT_BYTES ((gsize) 256 * 1024 * 1024)
#define MAX_CELL_BYTES (256 * 1024)
#define MAX_MERGES     100000
#define MAX_COVERED    4000000

typedef struct { guint row, column, rows, columns; } Merge;

enum { SHOWN, HIDDEN };

typedef struct {
  HjXlsxBook *book;
  HjGrid     *grid;
  GArray     *merges;
  guint       row;       /* of the row being read */
  guint       column;    /* where the next cell stands that doesn't say it */
  guint       next_row;
  gboolean    row_hidden;  /* and nothing of it was met yet */
  guint8      columns[HJ_GRID_MAX_COLUMNS];  /* HIDDEN until something of one is met */
  gboolean    in_cell, in_value, in_formula, has_value;
  guint       phonetic;
  char        type[12];
  guint       style;
  GString    *value;
  GString    *formula;   /* of the cell; "…" where another cell has its text */
} Sheet;

/* "AB12": @column and @row count from 0; a reference without digits leaves the row as it is. */
static gboolean
parse_reference (const char *text,
                 gsize       length,
                 guint      *row,
                 guint      *column)
{
  guint letters = 0;
  guint digits = 0;
  gsize i = 0;

  for (; i < length && (g_ascii_isalpha (text[i]) || text[i] == '$'); i++)
    if (text[i] != '$')
      letters = letters > 100000 ? letters : letters * 26 + (guint) (g_ascii_toupper (text[i]) - 'A') + 1;
  for (; i < length && (g_ascii_isdigit (text[i]) || text[i] == '$'); i++)
    if (text[i] != '$')
      digits = digits > 100000000 ? digits : digits * 10 + (guint) (text[i] - '0');
  if (i != length || letters == 0)
    return FALSE;
  *column = letters - 1;
  if (digits > 0)
    *row = digits - 1;

  return TRUE;
}

static void
refuse_size (Sheet  *sheet,
             HjPart *part)
{
  hj_part_refuse (part,
                  g_error_new (HJ_ERROR, HJ_ERROR_TOO_LARGE,
                               _("“%s” holds more than an application can hold. Nothing was taken from it; "
                                 "split it and import the pieces."),
                               sheet->book->file));
}

static void
refuse_place (Sheet  *sheet,
              HjPart *part)
{
  if (sheet->column >= HJ_GRID_MAX_COLUMNS)
    hj_part_refuse (part,
                    g_error_new (HJ_ERROR, HJ_ERROR_TOO_LARGE,
                                 _("Sheet “%s” of “%s” has something in column %u; at most %d columns are read. "
                                   "Nothing was taken from it; remove the columns that belong to no form."),
                                 sheet->grid->name, sheet->book->file, sheet->column + 1, HJ_GRID_MAX_COLUMNS));
  else
    hj_part_refuse (part,
                    g_error_new (HJ_ERROR, HJ_ERROR_TOO_LARGE,
                                 _("Sheet “%s” of “%s” has something in row %u; at most %d rows are read. "
                                   "Nothing was taken from it; split it and import the pieces."),
                                 sheet->grid->name, sheet->book->file, sheet->row + 1, HJ_GRID_MAX_ROWS));
}

static const char *
find_string (const Sheet *sheet)
{
  char *end;
  guint64 index = g_ascii_strtoull (sheet->value->str, &end, 10);

  return end != sheet->value->str && index < sheet->book->strings->len ? sheet->book->strings->pdata[index] : "";
}

static HjShown
find_shown (const Sheet *sheet)
{
  return sheet->style < sheet->book->styles->len
         ? g_array_index (sheet->book->styles, HjShown, sheet->style)
         : (HjShown) { HJ_SHOWN_NUMBER, 0 };
}

/* What the cell shows. A truth is told in the forms' own words; what is written as an ISO day needn't tell its hour. */
static char *
dup_shown (const Sheet *sheet,
           HjCellSort  *sort)
{
  const char *raw = sheet->value->str;
  gboolean number;
  char *shown;

  *sort = strcmp (sheet->type, "e") == 0 ? HJ_CELL_ERROR : HJ_CELL_TEXT;
  if (strcmp (sheet->type, "s") == 0)
    return g_strdup (find_string (sheet));
  if (strcmp (sheet->type, "b") == 0)
    return g_strdup (strcmp (raw, "1") == 0 || strcmp (raw, "true") == 0 ? "是" : "否");
  if (strcmp (sheet->type, "inlineStr") == 0 || strcmp (sheet->type, "str") == 0 || strcmp (sheet->type, "e") == 0)
    return hj_xlsx_unescape (raw);
  if (strcmp (sheet->type, "d") == 0)
    return g_strndup (raw, strcspn (raw, "T"));

  shown = hj_shown_format (find_shown (sheet), sheet->book->from_1904, raw, &number);
  if (number)
    *sort = HJ_CELL_NUMBER;

  return shown;
}

/* Rows that a filter hides, and columns put out of sight, belong to the sheet all the same; that they do is told. */
static void
count_hidden (Sheet *sheet)
{
  sheet->grid->n_hidden += sheet->row_hidden;
  sheet->grid->n_hidden += sheet->columns[sheet->column] == HIDDEN;
  sheet->row_hidden = FALSE;
  sheet->columns[sheet->column] = SHOWN;
}

static gboolean
is_hidden (HjPart *part)
{
  gsize length;
  const char *value = hj_part_get (part, "hidden", &length);

  return value != NULL && ((length == 1 && *value == '1') || (length == 4 && strncmp (value, "true", 4) == 0));
}

static void
note_columns (Sheet  *sheet,
              HjPart *part)
{
  guint first = hj_part_get_uint (part, "min", 0);
  guint last = MIN (hj_part_get_uint (part, "max", first), HJ_GRID_MAX_COLUMNS);

  for (guint column = MAX (first, 1); column <= last && is_hidden (part); column++)
    sheet->columns[column - 1] = HIDDEN;
}

static void
end_cell (Sheet  *sheet,
          HjPart *part)
{
  g_autofree char *text = NULL;
  HjCellSort sort = HJ_CELL_FORMULA;
  HjCell *cell;

  sheet->in_cell = FALSE;
  if (sheet->value->len > 0)
    text = dup_shown (sheet, &sort);
  else if (sheet->formula->len > 0 && !sheet->has_value)
    text = g_strconcat ("=", sheet->formula->str, NULL);
  if (text == NULL || *text == '\0')
    return;

  sheet->book->cells++;
  sheet->book->text_bytes += strlen (text);
  if (sheet->book->cells > MAX_CELLS || sheet->book->text_bytes > MAX_TEXT_BYTES)
    {
      refuse_size (sheet, part);
      return;
    }
  cell = hj_grid_set (sheet->grid, sheet->row, sheet->column, text);
  if (cell == NULL)
    {
      refuse_place (sheet, part);
      return;
    }
  cell->sort = sort;
  count_hidden (sheet);
}

static void
start_row (Sheet  *sheet,
           HjPart *part)
{
  guint row = hj_part_get_uint (part, "r", 0);

  sheet->row = row > 0 ? row - 1 : sheet->next_row;
  sheet->next_row = sheet->row + 1;
  sheet->column = 0;
  sheet->row_hidden = is_hidden (part);
}

static void
start_cell (Sheet  *sheet,
            HjPart *part)
{
  gsize length;
  const char *reference = hj_part_get (part, "r", &length);
  const char *type;

  if (reference != NULL && parse_reference (reference, length, &sheet->row, &sheet->column))
    sheet->next_row = sheet->row + 1;
  type = hj_part_get (part, "t", &length);
  length = MIN (length, sizeof sheet->type - 1);
  memcpy (sheet->type, type != NULL ? type : "", length);
  sheet->type[length] = '\0';
  sheet->style = hj_part_get_uint (part, "s", 0);
  sheet->in_cell = TRUE;
  sheet->in_value = sheet->in_formula = sheet->has_value = FALSE;
  sheet->phonetic = 0;
  g_string_truncate (sheet->formula, 0);
  g_string_truncate (sheet->value, 0);
}

static void
note_merge (Sheet  *sheet,
            HjPart *part)
{
  gsize length;
  const char *text = hj_part_get (part, "ref", &length);
  const char *colon = text != NULL ? memchr (text, ':', length) : NULL;
  guint last_row = 0;
  guint last_column = 0;
  Merge merge = { 0 };

  if (colon == NULL
      || !parse_reference (text, colon - text, &merge.row, &merge.column)
      || !parse_reference (colon + 1, text + length - colon - 1, &last_row, &last_column)
      || last_row < merge.row || last_column < merge.column)
    return;
  merge.rows = MIN (last_row, HJ_GRID_MAX_ROWS - 1) - MIN (merge.row, last_row) + 1;
  merge.columns = MIN (last_column, HJ_GRID_MAX_COLUMNS - 1) - MIN (merge.column, last_column) + 1;
  if (merge.row >= HJ_GRID_MAX_ROWS || merge.column >= HJ_GRID_MAX_COLUMNS)
    return;
  g_array_append_val (sheet->merges, merge);
  if (sheet->merges->len > MAX_MERGES)
    refuse_size (sheet, part);
}

static void
started_cb (HjPart     *part,
            const char *element,
            gpointer    data)
{
  Sheet *sheet = data;

  if (strcmp (element, "row") == 0)
    start_row (sheet, part);
  else if (strcmp (element, "c") == 0)
    start_cell (sheet, part);
  else if (strcmp (element, "v") == 0)
    sheet->in_value = sheet->has_value = sheet->in_cell;
  else if (strcmp (element, "f") == 0)
    sheet->in_formula = sheet->in_cell;
  else if (strcmp (element, "rPh") == 0)
    sheet->phonetic++;
  else if (strcmp (element, "t") == 0)
    sheet->in_value = sheet->in_cell && sheet->phonetic == 0 && strcmp (sheet->type, "inlineStr") == 0;
  else if (strcmp (element, "col") == 0)
    note_columns (sheet, part);
  else if (strcmp (element, "mergeCell") == 0)
    note_merge (sheet, part);
}

static void
ended_cb (HjPart     *part,
          const char *element,
          gpointer    data)
{
  Sheet *sheet = data;

  if (strcmp (element, "v") == 0 || strcmp (element, "t") == 0)
    sheet->in_value = FALSE;
  else if (strcmp (element, "rPh") == 0 && sheet->phonetic > 0)
    sheet->phonetic--;
  else if (strcmp (element, "f") == 0 && sheet->in_formula)
    {
      sheet->in_formula = FALSE;
      if (sheet->formula->len == 0)
        g_string_assign (sheet->formula, "…");
    }
  else if (strcmp (element, "c") == 0)
    {
      end_cell (sheet, part);
      sheet->column++;
    }
}

static void
text_cb (HjPart     *part,
         const char *text,
         gsize       length,
         gpointer    data)
{
  Sheet *sheet = data;

  GString *into = sheet->in_formula ? sheet->formula : sheet->value;

  if (!sheet->in_value && !sheet->in_formula)
    return;
  g_string_append_len (into, text, length);
  if (into->len > MAX_CELL_BYTES)
    refuse_size (sheet, part);
}

/* What a merged cell covers shows nothing, whatever the file still holds there. */
static gboolean
apply_merge (Sheet       *sheet,
             const Merge *merge,
             gsize       *covered)
{
  GPtrArray *rows = sheet->grid->rows;
  guint last = MIN (merge->row + merge->rows, rows->len);
  const char *text = hj_grid_get (sheet->grid, merge->row, merge->column);
  g_autofree char *kept = g_strdup (text);
  HjCell *cell;
  HjCellSort sort = HJ_CELL_TEXT;

  for (guint r = merge->row; r < last; r++)
    {
      GPtrArray *cells = rows->pdata[r];

      for (guint c = merge->column; c < MIN (merge->column + merge->columns, cells->len); c++)
        if (cells->pdata[c] != NULL)
          {
            cell = cells->pdata[c];
            if (r == merge->row && c == merge->column)
              sort = cell->sort;
            else
              *cell->text = '\0';
          }
      *covered += merge->columns;
      if (*covered > MAX_COVERED)
        return FALSE;
    }
  if (merge->row >= rows->len)
    return TRUE;
  cell = hj_grid_set (sheet->grid, merge->row, merge->column, kept);
  cell->sort = sort;
  cell->row_span = merge->rows;
  cell->column_span = merge->columns;

  return TRUE;
}

/**
 * hj_xlsx_sheet_read:
 * @grid: filled
 *
 * Streams one sheet. References that are left out are counted, formulas count with the value that was kept.
 */
gboolean
hj_xlsx_sheet_read (HjXlsxBook        *book,
                    GBytes            *bytes,
                    HjGrid            *grid,
                    const HjPartWork  *work,
                    GError           **error)
{
  static const HjPartHandler handler = { started_cb, ended_cb, text_cb };
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) formula = g_string_new (NULL);
  g_autoptr (GArray) merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  Sheet sheet = { .book = book, .grid = grid, .merges = merges, .value = value, .formula = formula };
  gsize covered = 0;

  if (!hj_part_read (bytes, book->file, &handler, &sheet, work, error))
    return FALSE;
  for (guint i = 0; i < merges->len; i++)
    if (!apply_merge (&sheet, &g_array_index (merges, Merge, i), &covered))
      {
        g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
                     _("“%s” holds more than an application can hold. Nothing was taken from it; "
                       "split it and import the pieces."),
                     book->file);
        return FALSE;
      }
  return TRUE;
}
