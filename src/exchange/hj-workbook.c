/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <xlsxwriter.h>

#include "hj-exchange-private.h"
#include "hj-layout-private.h"
#include "hj-value.h"

/* Above the rows stand a title, what to know, what is asked for and what is supplementary, and the heads. */
#define ROW_TITLE 0
#define ROW_NOTE  1
#define ROW_BAND  2
#define ROW_HEADS 3
#define ROW_FIRST 4

#define BLANK_ROWS     20     /* ruled ones to be filled */
#define LAST_ROW       9999   /* down to where lists and checks reach */
#define CONSTANT_FROM  3000   /* rows from which no table is held in memory */
#define LIST_BYTES     250    /* a list within a cell may have 255 */
#define MAX_LIST_ITEMS 500
#define SHEET_NAME_MAX 31
#define MAX_CELL_TEXT  32767
#define PAGE_WIDTH     88.0   /* characters across a sheet of paper */

#define COLOUR_ASKED      0xDDEBF7
#define COLOUR_SUPPLEMENT 0xFFF2CC
#define COLOUR_RULE       0x7F7F7F

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
} Book;

static lxw_format *
add_format (Book       *book,
            gboolean    bold,
            guint32     colour,
            const char *number)
{
  lxw_format *format = workbook_add_format (book->workbook);

  format_set_font_name (format, "宋体");
  format_set_font_size (format, 11);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap (format);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, COLOUR_RULE);
  if (bold)
    {
      format_set_bold (format);
      format_set_align (format, LXW_ALIGN_CENTER);
    }
  if (colour != 0)
    format_set_bg_color (format, colour);
  if (number != NULL)
    format_set_num_format (format, number);

  return format;
}

static void
add_formats (Book *book)
{
  book->asked = add_format (book, TRUE, COLOUR_ASKED, NULL);
  book->supplement = add_format (book, TRUE, COLOUR_SUPPLEMENT, NULL);
  book->label = add_format (book, FALSE, COLOUR_ASKED, NULL);
  book->label_supplement = add_format (book, FALSE, COLOUR_SUPPLEMENT, NULL);
  book->text = add_format (book, FALSE, 0, NULL);
  book->code = add_format (book, FALSE, 0, "@");
  book->day = add_format (book, FALSE, 0, "yyyy\"年\"m\"月\"d\"日\"");
  book->number = add_format (book, FALSE, 0, "0");
  book->decimal = add_format (book, FALSE, 0, "General");
  format_set_align (book->day, LXW_ALIGN_CENTER);
  format_set_align (book->number, LXW_ALIGN_CENTER);
  format_set_align (book->decimal, LXW_ALIGN_CENTER);

  book->title = workbook_add_format (book->workbook);
  format_set_font_name (book->title, "黑体");
  format_set_font_size (book->title, 16);
  format_set_align (book->title, LXW_ALIGN_VERTICAL_CENTER);
  book->note = workbook_add_format (book->workbook);
  format_set_font_name (book->note, "宋体");
  format_set_font_size (book->note, 10);
  format_set_font_color (book->note, 0x595959);
  format_set_text_wrap (book->note);
  format_set_align (book->note, LXW_ALIGN_VERTICAL_TOP);
}

/* Whether a field is text to the last character, whatever it looks like. */
static gboolean
is_code (HjValueKind kind)
{
  return kind == HJ_VALUE_ID_NUMBER || kind == HJ_VALUE_CREDIT_CODE || kind == HJ_VALUE_PHONE
         || kind == HJ_VALUE_POSTCODE || kind == HJ_VALUE_OCCUPATION_CODE || kind == HJ_VALUE_REGION
         || kind == HJ_VALUE_TEXT || kind == HJ_VALUE_MAIL;
}

static lxw_format *
find_format (const Book           *book,
             const HjLayoutColumn *column)
{
  switch ((int) column->field->kind)
    {
    case HJ_VALUE_DAY:
      return book->day;
    case HJ_VALUE_INTEGER:
      return book->number;
    case HJ_VALUE_DECIMAL:
      return book->decimal;
    default:
      return is_code (column->field->kind) ? book->code : book->text;
    }
}

/* In characters of a Chinese head, two to one of ASCII. */
static double
find_width (const HjLayoutColumn *column)
{
  double width = 2.0 * (double) MIN (g_utf8_strlen (column->label, -1), 8) + 2;

  switch ((int) column->field->kind)
    {
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
      return MAX (width, 22);
    case HJ_VALUE_DAY:
    case HJ_VALUE_PHONE:
      return MAX (width, 17);
    case HJ_VALUE_PROSE:
      return MAX (width, 30);
    case HJ_VALUE_LEVELS:
      return MAX (width, 34);
    case HJ_VALUE_OCCUPATION:
      return MAX (width, 22);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_MAIL:
      return MAX (width, 14);
    default:
      return width;
    }
}

/* A table of few columns is widened to the page. */
static double
find_scale (const HjLayoutTable *table)
{
  double sum = 0;

  for (guint i = 0; i < table->columns->len; i++)
    sum += find_width (table->columns->pdata[i]);

  return CLAMP (PAGE_WIDTH / sum, 1, 4);
}

/* At most 31 characters, none of those that a sheet's name cannot have, none twice. */
static char *
dup_sheet_name (Book       *book,
                const char *title)
{
  GString *name = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (const char *at = title; *at != '\0' && g_utf8_strlen (name->str, -1) < SHEET_NAME_MAX - 3; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (name, c < 0x20 || (c < 0x80 && strchr ("/:\\?*[]'", (int) c) != NULL) || c > 0xffff ? 0x00b7 : c);
    }
  if (name->len == 0)
    g_string_append (name, "表");
  folded = g_utf8_strdown (name->str, -1);
  for (guint n = 2; g_hash_table_contains (book->names, folded); n++)
    {
      g_string_append_printf (name, "%u", n);
      g_free (folded);
      folded = g_utf8_strdown (name->str, -1);
    }
  g_hash_table_add (book->names, g_steal_pointer (&folded));

  return g_string_free (name, FALSE);
}

/* A text that looks like a spreadsheet's own escape is escaped, so that it comes back as it is. */
static char *
escape_text (const char *text)
{
  GString *escaped;

  if (strstr (text, "_x") == NULL)
    return g_strdup (text);
  escaped = g_string_new (NULL);
  for (; *text != '\0'; text++)
    {
      if (g_str_has_prefix (text, "_x"))
        g_string_append (escaped, "_x005F");
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

static void
write_text (Book          *book,
            lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            const char    *text,
            lxw_format    *format)
{
  g_autofree char *escaped = escape_text (text);

  if (g_utf8_strlen (escaped, -1) > MAX_CELL_TEXT)
    book->too_long = TRUE;
  else if (*escaped == '\0')
    worksheet_write_blank (sheet, row, column, format);
  else
    worksheet_write_string (sheet, row, column, escaped, format);
}

/* A whole day is a date of the spreadsheet; a month or a year alone is written out. */
static gboolean
write_day (lxw_worksheet *sheet,
           lxw_row_t      row,
           lxw_col_t      column,
           const char    *value,
           lxw_format    *format)
{
  lxw_datetime date = { 0 };

  if (strlen (value) != strlen ("2020-05-14"))
    return FALSE;
  date.year = (int) g_ascii_strtoll (value, NULL, 10);
  date.month = (int) g_ascii_strtoll (value + 5, NULL, 10);
  date.day = (int) g_ascii_strtoll (value + 8, NULL, 10);

  return date.year > 1900 && worksheet_write_datetime (sheet, row, column, &date, format) == LXW_NO_ERROR;
}

static gboolean
is_exact (const char *value)
{
  return *value != '\0' && strlen (value) <= 14 && strspn (value, "-0123456789.") == strlen (value);
}

static void
write_value (Book                 *book,
             lxw_worksheet        *sheet,
             lxw_row_t             row,
             lxw_col_t             column_at,
             const HjLayoutColumn *column,
             const char           *value)
{
  lxw_format *format = find_format (book, column);
  HjValueKind kind = column->field->kind;
  g_autofree char *shown = NULL;

  if (kind == HJ_VALUE_DAY && write_day (sheet, row, column_at, value, format))
    return;
  if ((kind == HJ_VALUE_INTEGER || kind == HJ_VALUE_DECIMAL) && is_exact (value))
    {
      worksheet_write_number (sheet, row, column_at, g_ascii_strtod (value, NULL), format);
      return;
    }
  shown = hj_value_format (book->content->scheme, column->field, value, FALSE);
  write_text (book, sheet, row, column_at, shown, format);
}

static gsize
count_bytes (const GPtrArray *options)
{
  gsize bytes = 0;

  for (guint i = 0; i < options->len; i++)
    bytes += strlen (options->pdata[i]) + 1;

  return bytes;
}

/* A longer list stands in a column of the hidden sheet. */
static char *
dup_list_place (Book      *book,
                GPtrArray *options)
{
  guint at = book->long_lists->len;
  char column[4] = { 0 };

  g_ptr_array_add (book->long_lists, g_ptr_array_ref (options));
  lxw_col_to_name (column, (lxw_col_t) at, 1);

  return g_strdup_printf ("=" HJ_LAYOUT_LISTS "!%s$1:%s$%u", column, column, MIN (options->len, MAX_LIST_ITEMS));
}

/* What may be chosen is offered; several levels or occupations, and words of one's own, may be typed all the same. */
static void
add_choice (Book                 *book,
            lxw_worksheet        *sheet,
            lxw_row_t             first,
            lxw_row_t             last,
            lxw_col_t             at,
            const HjLayoutColumn *column)
{
  g_autoptr (GPtrArray) options = hj_layout_options (column, book->content->scheme);
  g_autofree char *hint = hj_layout_hint (column, book->content->scheme);
  g_autofree char *title = g_utf8_substring (column->label, 0, MIN (g_utf8_strlen (column->label, -1), 30));
  g_autofree char *place = NULL;
  lxw_data_validation rule = { 0 };
  gboolean strict = column->field->kind == HJ_VALUE_FLAG || column->field->kind == HJ_VALUE_CHOICE;

  if (column->field->kind == HJ_VALUE_OCCUPATION && book->occupations != NULL)
    place = g_strdup (book->occupations);
  else if (options->len > 0 && count_bytes (options) > LIST_BYTES)
    place = dup_list_place (book, options);
  if (options->len == 0 && place == NULL && *hint == '\0')
    return;
  if (place != NULL)
    {
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = place;
    }
  else if (options->len > 0)
    {
      g_ptr_array_add (options, NULL);
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = (char **) options->pdata;
    }
  else
    rule.validate = LXW_VALIDATION_TYPE_ANY;
  rule.input_title = title;
  rule.input_message = *hint != '\0' ? hint : NULL;
  rule.show_error = strict ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF;
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  worksheet_data_validation_range (sheet, first, at, last, at, &rule);
}

static void
set_page (lxw_worksheet *sheet,
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
go_on (Book    *book,
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

/* Which columns the notice asks for, and which only its standards need: in words above their colour. */
static void
write_bands (Book                *book,
             lxw_worksheet       *sheet,
             const HjLayoutTable *table)
{
  lxw_col_t asked = 0;
  lxw_col_t all = (lxw_col_t) table->columns->len;

  while (asked < all && !((HjLayoutColumn *) table->columns->pdata[asked])->supplement)
    asked++;
  if (asked == 1)
    worksheet_write_string (sheet, ROW_BAND, 0, HJ_LAYOUT_BAND_ASKED, book->asked);
  else if (asked > 1)
    worksheet_merge_range (sheet, ROW_BAND, 0, ROW_BAND, asked - 1, HJ_LAYOUT_BAND_ASKED, book->asked);
  if (all - asked == 1)
    worksheet_write_string (sheet, ROW_BAND, asked, HJ_LAYOUT_BAND_SUPPLEMENT, book->supplement);
  else if (all > asked)
    worksheet_merge_range (sheet, ROW_BAND, asked, ROW_BAND, all - 1, HJ_LAYOUT_BAND_SUPPLEMENT, book->supplement);
}

static void
write_heads (Book                *book,
             lxw_worksheet       *sheet,
             const HjLayoutTable *table)
{
  lxw_col_t last = (lxw_col_t) table->columns->len - 1;
  double scale = find_scale (table);

  for (lxw_col_t i = 0; i <= last; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];

      worksheet_set_column (sheet, i, i, scale * find_width (column), find_format (book, column));
    }
  worksheet_set_row (sheet, ROW_TITLE, 28, NULL);
  merge_title (sheet, ROW_TITLE, last, table->title, book->title);
  worksheet_set_row (sheet, ROW_NOTE, 30, NULL);
  merge_title (sheet, ROW_NOTE, last,
               "注：一行一条，从下面第一个空行填起，不够可以往下加；不要改动表头和列的次序，不清楚的留空。", book->note);
  write_bands (book, sheet, table);
  worksheet_set_row (sheet, ROW_HEADS, 36, NULL);
  for (lxw_col_t i = 0; i <= last; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];

      write_text (book, sheet, ROW_HEADS, i, column->label, column->supplement ? book->supplement : book->asked);
    }
}

static gboolean
write_rows (Book                 *book,
            lxw_worksheet        *sheet,
            const HjLayoutTable  *table,
            const GPtrArray      *rows,
            GError              **error)
{
  for (guint r = 0; r < rows->len + BLANK_ROWS; r++)
    {
      const HjRecord *record = r < rows->len ? rows->pdata[r] : NULL;

      if (record != NULL && !go_on (book, error))
        return FALSE;
      for (guint c = 0; c < table->columns->len; c++)
        {
          const HjLayoutColumn *column = table->columns->pdata[c];

          if (record != NULL && *record->values[column->index] != '\0')
            write_value (book, sheet, ROW_FIRST + r, (lxw_col_t) c, column, record->values[column->index]);
          else
            worksheet_write_blank (sheet, ROW_FIRST + r, (lxw_col_t) c, find_format (book, column));
        }
    }
  return TRUE;
}

static gboolean
write_table (Book                 *book,
             const HjLayoutTable  *table,
             const char           *name,
             const GPtrArray      *rows,
             GError              **error)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, name);
  lxw_row_t last = MAX (LAST_ROW, ROW_FIRST + rows->len + BLANK_ROWS);

  write_heads (book, sheet, table);
  for (guint i = 0; i < table->columns->len; i++)
    add_choice (book, sheet, ROW_FIRST, last, (lxw_col_t) i, table->columns->pdata[i]);
  worksheet_freeze_panes (sheet, ROW_FIRST, 1);
  worksheet_repeat_rows (sheet, ROW_BAND, ROW_HEADS);
  worksheet_print_area (sheet, 0, 0, ROW_FIRST + rows->len + BLANK_ROWS - 1, (lxw_col_t) table->columns->len - 1);
  set_page (sheet, table->columns->len > 4);

  return write_rows (book, sheet, table, rows, error);
}

/* The applicant: a label and a value in each row, what is supplementary under a row that says so. */
static void
write_single_row (Book                 *book,
                  lxw_worksheet        *sheet,
                  lxw_row_t             row,
                  const HjLayoutColumn *column)
{
  const HjRecord *record = book->empty ? NULL : hj_content_get_applicant_record (book->content);
  const char *value = record != NULL ? record->values[column->index] : "";

  worksheet_set_row (sheet, row, column->field->kind == HJ_VALUE_PROSE ? 72 : 24, NULL);
  write_text (book, sheet, row, 0, column->label, column->supplement ? book->label_supplement : book->label);
  if (*value != '\0')
    write_value (book, sheet, row, 1, column, value);
  else
    worksheet_write_blank (sheet, row, 1, find_format (book, column));
  add_choice (book, sheet, row, row, 1, column);
}

static void
write_single (Book                *book,
              const HjLayoutTable *table,
              const char          *name)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, name);
  lxw_row_t row = ROW_BAND;

  worksheet_set_column (sheet, 0, 0, 34, NULL);
  worksheet_set_column (sheet, 1, 1, 62, NULL);
  worksheet_set_row (sheet, ROW_TITLE, 28, NULL);
  merge_title (sheet, ROW_TITLE, 1, table->title, book->title);
  worksheet_set_row (sheet, ROW_NOTE, 30, NULL);
  merge_title (sheet, ROW_NOTE, 1, "注：在右边一列填写，不清楚的留空。", book->note);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const HjLayoutColumn *column = table->columns->pdata[i];
      const HjLayoutColumn *before = i > 0 ? table->columns->pdata[i - 1] : NULL;

      if (before == NULL || before->supplement != column->supplement)
        merge_title (sheet, row++, 1, column->supplement ? HJ_LAYOUT_BAND_SUPPLEMENT : HJ_LAYOUT_BAND_ASKED,
                     column->supplement ? book->supplement : book->asked);
      write_single_row (book, sheet, row++, column);
    }
  worksheet_freeze_panes (sheet, ROW_BAND, 1);
  set_page (sheet, FALSE);
}

static void
write_line (Book          *book,
            lxw_worksheet *sheet,
            lxw_row_t     *row,
            const char    *text,
            lxw_format    *format)
{
  double lines = 1 + (double) (g_utf8_strlen (text, -1) / 46);

  worksheet_set_row (sheet, *row, lines * 17 + 3, NULL);
  worksheet_write_string (sheet, *row, 0, text, format);
  ++*row;
}

/* The first sheet. One column of sentences, so that nobody takes it for a form. */
static void
write_notes (Book            *book,
             const GPtrArray *tables,
             const GPtrArray *names)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, HJ_LAYOUT_NOTES);
  lxw_format *plain = workbook_add_format (book->workbook);
  const HjScheme *scheme = book->content->scheme;
  g_autofree char *first = g_strdup_printf ("本工作簿按“%s”的申报表编制，每张工作表填一种内容，填好后由衡鉴（Hengjian）导入。", scheme->notice);
  lxw_row_t row = 0;

  format_set_font_name (plain, "宋体");
  format_set_font_size (plain, 12);
  format_set_text_wrap (plain);
  format_set_align (plain, LXW_ALIGN_VERTICAL_TOP);
  worksheet_set_column (sheet, 0, 0, 84, plain);
  worksheet_set_row (sheet, row, 32, NULL);
  worksheet_write_string (sheet, row++, 0, hj_scheme_text (scheme, "application.title")[0] != '\0'
                          ? hj_scheme_text (scheme, "application.title") : scheme->title, book->title);
  write_line (book, sheet, &row, first, plain);
  write_line (book, sheet, &row, "一、蓝色的栏目是通知的申报表要填的，用通知的原话，按通知的次序；黄色的栏目是" HJ_LAYOUT_SUPPLEMENT
              "：申报表没有，但核对遴选标准时需要，请尽量填写。", plain);
  write_line (book, sheet, &row, "二、不知道的留空，不要填“无”“/”或猜测的数字；留空只表示尚未填报，不会因此判为不符合。", plain);
  write_line (book, sheet, &row, "三、身份证号码、电话、编码各列已设为文本，请直接填写或以“数值”方式粘贴，不要改成数字格式，否则末尾几位会变成0。", plain);
  write_line (book, sheet, &row, "四、日期写成2020年5月14日、2020-5-14或2020.5.14均可；面积、金额、人数只写数字，单位见表头。", plain);
  write_line (book, sheet, &row, "五、有下拉列表的可以选，也可以自己写；多个等级、多个职业之间用顿号隔开。", plain);
  write_line (book, sheet, &row, "六、各表可以增加行，不要改动表名和表头，不要合并或拆分单元格。", plain);
  write_line (book, sheet, &row, "各工作表：", plain);
  for (guint i = 0; i < tables->len; i++)
    {
      const HjLayoutTable *table = tables->pdata[i];
      g_autofree char *line = g_strdup_printf ("　　%s%s%s", (const char *) names->pdata[i],
                                               table->supplement ? "（" HJ_LAYOUT_SUPPLEMENT "）" : "",
                                               table->per_occupation ? "——各职业（工种）分别填写，注明所属职业" : "");

      write_line (book, sheet, &row, line, plain);
    }
  set_page (sheet, FALSE);
}

static void
write_lists (Book *book)
{
  lxw_worksheet *sheet;

  if (book->long_lists->len == 0)
    return;
  sheet = workbook_add_worksheet (book->workbook, HJ_LAYOUT_LISTS);
  /* Row by row: that is how a workbook in constant memory wants it. */
  for (guint r = 0; r < MAX_LIST_ITEMS; r++)
    for (guint c = 0; c < book->long_lists->len; c++)
      {
        const GPtrArray *options = book->long_lists->pdata[c];

        if (r < options->len && options->pdata[r] != NULL)
          worksheet_write_string (sheet, r, (lxw_col_t) c, options->pdata[r], NULL);
      }
  worksheet_hide (sheet);
}

/* Where the names of the occupations stand, for the lists of those who belong to one. */
static char *
dup_occupations_place (const GPtrArray *tables,
                       const GPtrArray *names)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const HjLayoutTable *table = tables->pdata[i];

      for (guint c = 0; table->table->kind == HJ_RECORD_OCCUPATION && c < table->columns->len; c++)
        if (strcmp (((HjLayoutColumn *) table->columns->pdata[c])->field->id, "name") == 0)
          {
            char column[4] = { 0 };

            lxw_col_to_name (column, (lxw_col_t) c, 1);
            return g_strdup_printf ("='%s'!%s$%d:%s$%d", (const char *) names->pdata[i],
                                    column, ROW_FIRST + 1, column, ROW_FIRST + 100);
          }
    }
  return NULL;
}

/* The tables to write and their rows; how much there is decides how the workbook is made. */
typedef struct {
  GPtrArray *tables;  /* HjLayoutTable */
  GPtrArray *rows;    /* GPtrArray of HjRecord, one for each table */
  gsize      count;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->tables, g_ptr_array_unref);
  g_clear_pointer (&plan->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static void
plan_init (Plan            *plan,
           const HjContent *content,
           gboolean         empty)
{
  plan->tables = hj_layout_new (content->scheme);
  plan->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < plan->tables->len; i++)
    {
      GPtrArray *own = empty ? g_ptr_array_new () : hj_layout_rows (plan->tables->pdata[i], content);

      g_ptr_array_add (plan->rows, own);
      plan->count += own->len;
    }
}

/* Equal contents give equal bytes: the day in the properties is the notice's, never that of the writing. */
static void
set_properties (Book *book)
{
  const HjScheme *scheme = book->content->scheme;
  lxw_doc_properties properties = { 0 };

  properties.title = (char *) scheme->title;
  properties.comments = (char *) "衡鉴（Hengjian）";
  properties.created = scheme->issued != HJ_DAY_NONE ? (time_t) scheme->issued * 86400 : 86400;
  workbook_set_properties (book->workbook, &properties);
}

static gboolean
write_book (Book        *book,
            const Plan  *plan,
            GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plan->tables->len; i++)
    g_ptr_array_add (names, dup_sheet_name (book, ((HjLayoutTable *) plan->tables->pdata[i])->title));
  book->occupations = dup_occupations_place (plan->tables, names);
  set_properties (book);
  add_formats (book);
  write_notes (book, plan->tables, names);
  for (guint i = 0; i < plan->tables->len; i++)
    {
      const HjLayoutTable *table = plan->tables->pdata[i];

      if (table->single)
        write_single (book, table, names->pdata[i]);
      else if (!write_table (book, table, names->pdata[i], plan->rows->pdata[i], error))
        return FALSE;
    }
  write_lists (book);
  if (!book->too_long)
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
               _("A text is longer than a cell of a workbook can hold (%d characters). "
                 "What was entered is safe; export it as XML, or shorten the text."),
               MAX_CELL_TEXT);

  return FALSE;
}

/* The library writes by a path alone. The file lives for a moment, in a folder that nobody else can read. */
static GBytes *
write_through_file (Book        *book,
                    const Plan  *plan,
                    const char  *folder,
                    GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "form.xlsx", NULL);
  lxw_workbook_options options = { .constant_memory = plan->count >= CONSTANT_FROM, .tmpdir = (char *) folder };
  gboolean written;
  lxw_error status;
  char *data;
  gsize size;

  book->workbook = workbook_new_opt (path, &options);
  written = book->workbook != NULL && write_book (book, plan, error);
  status = book->workbook != NULL ? workbook_close (book->workbook) : LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (written && (status != LXW_NO_ERROR || !g_file_get_contents (path, &data, &size, NULL)))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_IO,
                   _("The workbook could not be written: %s. What was entered is safe; see that the disk has room and try again."),
                   lxw_strerror (status));
      written = FALSE;
    }
  g_remove (path);

  return written ? g_bytes_new_take (data, size) : NULL;
}

/**
 * hj_workbook_write:
 * @empty: the form for an applicant to fill: of @content its scheme alone counts
 * @progress: (nullable)
 *
 * The application as a workbook: how to fill it, the applicant, and a sheet a table, with the notice's words in
 * the notice's order, and behind them what its standards need beyond. Equal contents give equal bytes.
 *
 * Returns: (transfer full) (nullable): the file; IO, TOO_LARGE for a text beyond what a cell holds, cancelled
 */
GBytes *
hj_workbook_write (const HjContent  *content,
                   gboolean          empty,
                   HjProgress        progress,
                   gpointer          user_data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("hengjian-XXXXXX", error);
  locale_t plain;
  locale_t before;
  GBytes *bytes;
  Book book = {
    .content = content, .empty = empty, .progress = progress, .user_data = user_data, .cancellable = cancellable,
  };

  g_return_val_if_fail (content != NULL, NULL);

  if (folder == NULL)
    return NULL;
  plan_init (&plan, content, empty);
  book.rows = plan.count;
  book.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book.long_lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  /* The library prints numbers by the locale of its thread: a decimal comma would be no number. */
  plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  before = uselocale (plain);
  bytes = write_through_file (&book, &plan, folder, error);
  uselocale (before);
  freelocale (plain);
  g_rmdir (folder);
  g_hash_table_unref (book.names);
  g_ptr_array_unref (book.long_lists);
  g_free (book.occupations);
  if (bytes != NULL && progress != NULL)
    progress (1, user_data);

  return bytes;
}
