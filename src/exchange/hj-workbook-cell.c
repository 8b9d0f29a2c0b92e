/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-value.h"
#include "hj-workbook-private.h"

#define LIST_BYTES 250    /* a list within a cell may have 255 */

#define COLOUR_ASKED      0xDDEBF7
#define COLOUR_SUPPLEMENT 0xFFF2CC
#define COLOUR_RULE       0x7F7F7F

static lxw_format *
add_format (HjBook     *book,
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

void
hj_book_add_formats (HjBook *book)
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

lxw_format *
hj_book_find_format (const HjBook         *book,
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
double
hj_book_find_width (const HjLayoutColumn *column)
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

void
hj_book_write_text (HjBook        *book,
                    lxw_worksheet *sheet,
                    lxw_row_t      row,
                    lxw_col_t      column,
                    const char    *text,
                    lxw_format    *format)
{
  g_autofree char *escaped = escape_text (text);

  if (g_utf8_strlen (escaped, -1) > HJ_BOOK_MAX_TEXT)
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

void
hj_book_write_value (HjBook               *book,
                     lxw_worksheet        *sheet,
                     lxw_row_t             row,
                     lxw_col_t             column_at,
                     const HjLayoutColumn *column,
                     const char           *value)
{
  lxw_format *format = hj_book_find_format (book, column);
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
  hj_book_write_text (book, sheet, row, column_at, shown, format);
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
dup_list_place (HjBook    *book,
                GPtrArray *options)
{
  guint at = book->long_lists->len;
  char column[4] = { 0 };

  g_ptr_array_add (book->long_lists, g_ptr_array_ref (options));
  lxw_col_to_name (column, (lxw_col_t) at, 1);

  return g_strdup_printf ("=" HJ_LAYOUT_LISTS "!%s$1:%s$%u", column, column, MIN (options->len, HJ_BOOK_MAX_ITEMS));
}

/* What may be chosen is offered; several levels or occupations, and words of one's own, may be typed all the same. */
void
hj_book_add_choice (HjBook               *book,
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
