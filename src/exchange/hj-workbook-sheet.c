/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include "hj-value.h"
#include "hj-workbook-private.h"

#define BLANK_ROWS 20     /* ruled ones to be filled; fewer behind what is filled in already */
#define MORE_ROWS  8
#define LAST_ROW   9999   /* down to where lists and checks reach */
#define PAGE_WIDTH 88.0   /* characters across a sheet of paper */
#define LINE_HEIGHT 15.0  /* points */
#define MAX_LINES   20

/* A table of few columns is widened to the page. */
static double
find_scale (const HjLayoutTable *table)
{
  double sum = 0;

  for (guint i = 0; i < table->columns->len; i++)
    sum += hj_book_find_width (table->columns->pdata[i]);

  return CLAMP (PAGE_WIDTH / sum, 1, 4);
}

void
hj_book_set_page (lxw_worksheet *sheet,
                  gboolean       wide)
{
  worksheet_set_paper (sheet, 9);
  if (wide)
    worksheet_set_landscape (sheet);
  worksheet_set_margins (sheet, 0.6, 0.6, 0.7, 0.7);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_center_horizontally (sheet);
  worksheet_set_footer (sheet, "&C&\"宋体\"&9&A　第&P页，共&N页");
}

static gboolean
go_on (HjBook  *book,
       GError **error)
{
  book->done++;
  if (book->done % 256 == 0 && book->progress != NULL && book->rows > 0)
    book->progress (MIN (0.9, 0.9 * (double) book->done / (double) book->rows), book->user_data);

  return book->done % 256 != 0 || !g_cancellable_set_error_if_cancelled (book->cancellable, error);
}

static void
merge_title (lxw_worksheet *sheet,
             lxw_row_t      row,
             lxw_col_t      last,
             const char    *text,
             lxw_format    *format)
{
  if (last > 0)
    worksheet_merge_range (sheet, row, 0, row, last, text, format);
  else
    worksheet_write_string (sheet, row, 0, text, format);
}

/* How many lines a text takes in a cell so wide. */
static guint
count_lines (const char *text,
             double      width)
{
  g_auto (GStrv) parts = g_strsplit (text, "\n", -1);
  guint room = MAX ((guint) width, 3) - 1, lines = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    lines += MAX (1, (hj_layout_count_letters (parts[i]) + room - 1) / room);

  return CLAMP (lines, 1, MAX_LINES);
}

/* Not every program makes a row as high as its texts need when it opens the file. */
static void
fit_row (HjBook              *book,
         lxw_worksheet       *sheet,
         lxw_row_t            row,
         const HjLayoutTable *table,
         const HjRecord      *record)
{
  double scale = find_scale (table);
  guint lines = 1;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const HjLayoutColumn *column = table->columns->pdata[c];
      g_autofree char *shown = hj_value_format (book->content->scheme, column->field, record->values[column->index], FALSE);

      lines = MAX (lines, count_lines (shown, scale * hj_book_find_width (column)));
    }
  if (lines > 1)
    worksheet_set_row (sheet, row, LINE_HEIGHT * lines + 3, NULL);
}

static double
sum_widths (const HjLayoutTable *table,
            lxw_col_t            from,
            lxw_col_t            to)
{
  double sum = 0;

  for (lxw_col_t i = from; i < to; i++)
    sum += find_scale (table) * hj_book_find_width (table->columns->pdata[i]);

  return sum;
}

static guint
count_blank (const GPtrArray *rows)
{
  return rows->len > 0 ? MORE_ROWS : BLANK_ROWS;
}

/* Which columns the notice asks for, and which only its standards need: in words above their colour. */
static void
write_bands (HjBook              *book,
             lxw_worksheet       *sheet,
             const HjLayoutTable *table)
{
  lxw_col_t asked = 0;
  lxw_col_t all = (lxw_col_t) table->columns->len;

  while (asked < all && !((HjLayoutColumn *) table->columns->pdata[asked])->supplement)
    asked++;
  if (all > asked && count_lines (HJ_LAYOUT_BAND_SUPPLEMENT, sum_widths (table, asked, all)) > 1)
    worksheet_set_row (sheet, HJ_BOOK_ROW_BAND,
                       LINE_HEIGHT * count_lines (HJ_LAYOUT_BAND_SUPPLEMENT, sum_widths (table, asked, all)) + 3, NULL);
  if (asked == 1)
    worksheet_write_string (sheet, HJ_BOOK_ROW_BAND, 0, HJ_LAYOUT_BAND_ASKED, book->asked);
  else if (asked > 1)
    worksheet_merge_range (sheet, HJ_BOOK_ROW_BAND, 0, HJ_BOOK_ROW_BAND, asked - 1, HJ_LAYOUT_BAND_ASKED, book->asked);
  if (all - asked == 1)
    worksheet_write_string (sheet, HJ_BOOK_ROW_BAND, asked, HJ_LAYOUT_BAND_SUPPLEMENT, book->supplement);
  else if (all > asked)
    worksheet_merge_range (sheet, HJ_BOOK_ROW_BAND, asked, HJ_BOOK_ROW_BAND, all - 1, HJ_LAYOUT_BAND_SUPPLEMENT, book->supplement);
}

static void
write_heads (HjBook              *book,
             lxw_worksheet       *sheet,
             const HjLayoutTable *table)
{
  lxw_col_t last = (lxw_col_t) table->columns->len - 1;
  double scale = find_scale (table);

  for (lxw_col_t i = 0; i <= last; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];

      worksheet_set_column (sheet, i, i, scale * hj_book_find_width (column), hj_book_find_format (book, column));
    }
  worksheet_set_row (sheet, HJ_BOOK_ROW_TITLE, 28, NULL);
  merge_title (sheet, HJ_BOOK_ROW_TITLE, last, table->title, book->title);
  worksheet_set_row (sheet, HJ_BOOK_ROW_NOTE, 30, NULL);
  merge_title (sheet, HJ_BOOK_ROW_NOTE, last,
               "注：一行一条，从下面第一个空行填起，不够可以往下加；不要改动表头和列的次序，不清楚的留空。", book->note);
  write_bands (book, sheet, table);
  worksheet_set_row (sheet, HJ_BOOK_ROW_HEADS, 36, NULL);
  for (lxw_col_t i = 0; i <= last; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];

      hj_book_write_text (book, sheet, HJ_BOOK_ROW_HEADS, i, column->label, column->supplement ? book->supplement : book->asked);
    }
}

static gboolean
write_rows (HjBook               *book,
            lxw_worksheet        *sheet,
            const HjLayoutTable  *table,
            const GPtrArray      *rows,
            GError              **error)
{
  for (guint r = 0; r < rows->len + count_blank (rows); r++)
    {
      const HjRecord *record = r < rows->len ? rows->pdata[r] : NULL;

      if (record != NULL && !go_on (book, error))
        return FALSE;
      if (record != NULL)
        fit_row (book, sheet, HJ_BOOK_ROW_FIRST + r, table, record);
      for (guint c = 0; c < table->columns->len; c++)
        {
          const HjLayoutColumn *column = table->columns->pdata[c];

          if (record != NULL && *record->values[column->index] != '\0')
            hj_book_write_value (book, sheet, HJ_BOOK_ROW_FIRST + r, (lxw_col_t) c, column, record->values[column->index]);
          else
            worksheet_write_blank (sheet, HJ_BOOK_ROW_FIRST + r, (lxw_col_t) c, hj_book_find_format (book, column));
        }
    }
  return TRUE;
}

gboolean
hj_book_write_table (HjBook               *book,
                     const HjLayoutTable  *table,
                     const char           *name,
                     const GPtrArray      *rows,
                     GError              **error)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, name);
  lxw_row_t last = MAX (LAST_ROW, HJ_BOOK_ROW_FIRST + rows->len + count_blank (rows));

  write_heads (book, sheet, table);
  for (guint i = 0; i < table->columns->len; i++)
    hj_book_add_choice (book, sheet, HJ_BOOK_ROW_FIRST, last, (lxw_col_t) i, table->columns->pdata[i]);
  worksheet_freeze_panes (sheet, HJ_BOOK_ROW_FIRST, 1);
  worksheet_repeat_rows (sheet, HJ_BOOK_ROW_BAND, HJ_BOOK_ROW_HEADS);
  worksheet_print_area (sheet, 0, 0, HJ_BOOK_ROW_FIRST + rows->len + count_blank (rows) - 1, (lxw_col_t) table->columns->len - 1);
  hj_book_set_page (sheet, table->columns->len > 4);

  return write_rows (book, sheet, table, rows, error);
}

/* The applicant: a label and a value in each row, what is supplementary under a row that says so. */
static void
write_single_row (HjBook               *book,
                  lxw_worksheet        *sheet,
                  lxw_row_t             row,
                  const HjLayoutColumn *column)
{
  const HjRecord *record = book->empty ? NULL : hj_content_get_applicant_record (book->content);
  const char *value = record != NULL ? record->values[column->index] : "";

  worksheet_set_row (sheet, row, column->field->kind == HJ_VALUE_PROSE ? 72 : 24, NULL);
  hj_book_write_text (book, sheet, row, 0, column->label, column->supplement ? book->label_supplement : book->label);
  if (*value != '\0')
    hj_book_write_value (book, sheet, row, 1, column, value);
  else
    worksheet_write_blank (sheet, row, 1, hj_book_find_format (book, column));
  hj_book_add_choice (book, sheet, row, row, 1, column);
}

void
hj_book_write_single (HjBook              *book,
                      const HjLayoutTable *table,
                      const char          *name)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, name);
  lxw_row_t row = HJ_BOOK_ROW_BAND;

  worksheet_set_column (sheet, 0, 0, 34, NULL);
  worksheet_set_column (sheet, 1, 1, 62, NULL);
  worksheet_set_row (sheet, HJ_BOOK_ROW_TITLE, 28, NULL);
  merge_title (sheet, HJ_BOOK_ROW_TITLE, 1, table->title, book->title);
  worksheet_set_row (sheet, HJ_BOOK_ROW_NOTE, 30, NULL);
  merge_title (sheet, HJ_BOOK_ROW_NOTE, 1, "注：在右边一列填写，不清楚的留空。", book->note);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];
      const HjLayoutColumn *before = i > 0 ? table->columns->pdata[i - 1] : NULL;

      if (before == NULL || before->supplement != column->supplement)
        merge_title (sheet, row++, 1, column->supplement ? HJ_LAYOUT_BAND_SUPPLEMENT : HJ_LAYOUT_BAND_ASKED,
                     column->supplement ? book->supplement : book->asked);
      write_single_row (book, sheet, row++, column);
    }
  worksheet_freeze_panes (sheet, HJ_BOOK_ROW_BAND, 1);
  hj_book_set_page (sheet, FALSE);
}
