/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-exchange-private.h"
#include "hj-value.h"

/* Texts with commas. What a spreadsheet would take for a formula stands behind an apostrophe, and a
 * number too long for it behind a tab; both are taken off again when they are read. */

#define BOM "\xef\xbb\xbf"
/* Digits that a spreadsheet would round. */
#define LONG_NUMBER 12

/* --- reading --- */

typedef struct {
  const char *name;
  const char *at;
  const char *end;
  char        delimiter;
  guint       row, column;
  HjGrid     *grid;
  GString    *cell;
} Scan;

static gboolean
refuse (const char   *name,
        HjErrorCode   code,
        const char   *sentence,
        GError      **error)
{
  g_set_error (error, HJ_ERROR, code, _("“%s”: %s Nothing was changed."), name, sentence);

  return FALSE;
}

static char *
convert (const char *text,
         gsize       length,
         const char *charset,
         gsize      *converted)
{
  return length > G_MAXSSIZE ? NULL : g_convert (text, (gssize) length, "UTF-8", charset, NULL, converted, NULL);
}

/* Bytes of something else turn into those when they are taken for text. */
static gboolean
has_controls (const char *text,
              gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\t' && text[i] != '\n' && text[i] != '\r')
      return TRUE;

  return FALSE;
}

/* UTF-8 with or without its mark, UTF-16 as Excel's “Unicode text”, else GB18030, whose bytes are
 * hardly ever UTF-8 by chance. */
static char *
decode (GBytes      *bytes,
        const char  *name,
        gsize       *length,
        GError     **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  char *decoded = NULL;

  if (size >= 3 && memcmp (text, BOM, 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  *length = size;
  if (size == 0)
    return g_strdup ("");
  if (size >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    decoded = convert (text + 2, size - 2, (guchar) text[0] == 0xff ? "UTF-16LE" : "UTF-16BE", length);
  else if (g_utf8_validate_len (text, size, NULL))
    decoded = g_strndup (text, size);
  else
    decoded = convert (text, size, "GB18030", length);
  if (decoded == NULL || has_controls (decoded, *length))
    {
      g_free (decoded);
      refuse (name, HJ_ERROR_CORRUPT,
              _("It is no text table: neither UTF-8 nor GB18030. Save it again as “CSV UTF-8”."), error);
      return NULL;
    }

  return decoded;
}

/* The mark that occurs most outside of quotes in the first lines. */
static char
guess_delimiter (const char *text,
                 gsize       length)
{
  static const char marks[] = ",;\t";
  guint counts[3] = { 0 };
  guint lines = 0, best = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length && lines < 20; i++)
    {
      const char *mark = quoted || text[i] == '\0' ? NULL : strchr (marks, text[i]);

      if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == '\n' && !quoted)
        lines++;
      else if (mark != NULL)
        counts[mark - marks]++;
    }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;

  return marks[best];
}

static gboolean
starts_formula (char first)
{
  return first != '\0' && strchr ("=+-@\t\r", first) != NULL;
}

/* What an apostrophe guards: the same test when it is written and when it is read. */
static gboolean
is_guarded (const char *text)
{
  return starts_formula (text[strspn (text, "'")]);
}

static gboolean
is_long_number (const char *text)
{
  gsize length = strspn (text, "0123456789Xx");

  return length >= LONG_NUMBER && text[length] == '\0';
}

/* What our writer, and people who know spreadsheets, put before a text: ', a tab, or ="…". */
static const char *
unguard (GString *cell)
{
  if (cell->str[0] == '\'' && is_guarded (cell->str))
    return cell->str + 1;
  if (cell->str[0] == '\t' && is_long_number (cell->str + 1))
    return cell->str + 1;
  if (cell->len > 3 && strncmp (cell->str, "=\"", 2) == 0 && cell->str[cell->len - 1] == '"' &&
      strchr (cell->str + 2, '"') == cell->str + cell->len - 1)
    {
      g_string_truncate (cell, cell->len - 1);
      return cell->str + 2;
    }

  return cell->str;
}

static gboolean
end_cell (Scan    *scan,
          GError **error)
{
  const char *text = unguard (scan->cell);

  if (g_utf8_strlen (text, -1) > HJ_TEXT_MAX)
    return refuse (scan->name, HJ_ERROR_TOO_LARGE, _("A cell holds more than 65536 characters."), error);
  if (*text != '\0' && hj_grid_set (scan->grid, scan->row, scan->column, text) == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("It has more than %d rows or %d columns."),
                                                   HJ_GRID_MAX_ROWS, HJ_GRID_MAX_COLUMNS);

      return refuse (scan->name, HJ_ERROR_TOO_LARGE, sentence, error);
    }
  scan->column++;
  g_string_truncate (scan->cell, 0);

  return TRUE;
}

/* Behind the opening quote; to behind the closing one. FALSE where there is none. */
static gboolean
scan_quoted (Scan *scan)
{
  while (scan->at < scan->end)
    {
      if (*scan->at != '"')
        g_string_append_c (scan->cell, *scan->at++);
      else if (scan->at + 1 < scan->end && scan->at[1] == '"')
        {
          g_string_append_c (scan->cell, '"');
          scan->at += 2;
        }
      else
        {
          scan->at++;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
scan_cell (Scan    *scan,
           GError **error)
{
  guint row = scan->row;

  if (scan->at < scan->end && *scan->at == '"')
    {
      scan->at++;
      if (!scan_quoted (scan))
        {
          g_autofree char *sentence = g_strdup_printf (_("A quotation mark in row %u is never closed."), row + 1);

          return refuse (scan->name, HJ_ERROR_CORRUPT, sentence, error);
        }
    }
  while (scan->at < scan->end && *scan->at != scan->delimiter && *scan->at != '\n' && *scan->at != '\r')
    g_string_append_c (scan->cell, *scan->at++);

  return end_cell (scan, error);
}

static gboolean
scan_row (Scan    *scan,
          GError **error)
{
  scan->column = 0;
  if (!scan_cell (scan, error))
    return FALSE;
  while (scan->at < scan->end && *scan->at == scan->delimiter)
    {
      scan->at++;
      if (!scan_cell (scan, error))
        return FALSE;
    }
  if (scan->at < scan->end && *scan->at == '\r')
    scan->at++;
  if (scan->at < scan->end && *scan->at == '\n')
    scan->at++;
  scan->row++;

  return TRUE;
}

/**
 * hj_csv_read:
 *
 * Commas, semicolons or tabs, whichever the file uses; quotes as in RFC 4180.
 *
 * Returns: (transfer full) (element-type HjGrid): one grid, or %NULL with CORRUPT or TOO_LARGE set
 */
GPtrArray *
hj_csv_read (GBytes        *bytes,
             const char    *name,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_grid_free);
  Scan scan = { .name = name, .cell = cell };
  gsize length;
  char *dot;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  if (g_bytes_get_size (bytes) > HJ_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE, _("“%s” is larger than %d MiB. Nothing was changed."),
                   name, HJ_EXCHANGE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  text = decode (bytes, name, &length, error);
  if (text == NULL)
    return NULL;

  title = g_strdup (name);
  dot = strrchr (title, '.');
  if (dot != NULL && dot != title)
    *dot = '\0';
  scan.grid = hj_grid_new (title, name);
  g_ptr_array_add (grids, scan.grid);
  scan.at = text;
  scan.end = text + length;
  if (g_ascii_strncasecmp (text, "sep=", 4) == 0 && length > 4)
    {
      scan.delimiter = text[4];
      scan.at += 5;
      scan.at += strspn (scan.at, "\r\n");
    }
  else
    scan.delimiter = guess_delimiter (text, length);

  while (scan.at < scan.end)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !scan_row (&scan, error))
      return NULL;

  return g_steal_pointer (&grids);
}

/* --- writing --- */

static void
append_cell (GString    *csv,
             const char *text,
             gboolean    plain_number,
             gboolean    last)
{
  const char *guard = "";

  if (is_long_number (text))
    guard = "\t";
  else if (is_guarded (text) && !plain_number)
    guard = "'";
  if (*guard == '\0' && strpbrk (text, ",;\t\"\r\n") == NULL)
    g_string_append (csv, text);
  else
    {
      g_string_append_printf (csv, "\"%s", guard);
      for (const char *at = text; *at != '\0'; at++)
        g_string_append (csv, *at == '"' ? "\"\"" : (char[]) { *at, '\0' });
      g_string_append_c (csv, '"');
    }
  g_string_append (csv, last ? "\r\n" : ",");
}

static char *
format (const HjContent     *content,
        const HjRecordField *field,
        const char          *value)
{
  return *value == '\0' ? g_strdup ("") : hj_value_format (content->scheme, field, value, FALSE);
}

static gboolean
is_number (const HjRecordField *field)
{
  return field->kind == HJ_VALUE_INTEGER || field->kind == HJ_VALUE_DECIMAL;
}

typedef struct {
  const HjRecordField *field;
  const char          *label;
} Column;

static gboolean
has_column (const GArray        *columns,
            const HjRecordField *field)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, Column, i).field == field)
      return TRUE;

  return FALSE;
}

static void
add_column (GArray              *columns,
            const HjRecordField *field,
            const char          *label)
{
  Column column = { field, label };

  if (field != NULL && !has_column (columns, field))
    g_array_append_val (columns, column);
}

static gboolean
is_used (const HjRecords *records,
         guint            index)
{
  for (guint i = 0; i < records->rows->len; i++)
    if (*((HjRecord *) records->rows->pdata[i])->values[index] != '\0')
      return TRUE;

  return FALSE;
}

/* What this notice asks for in this table, in its words and order (everything where it has no form
 * for it); besides, what some row holds. */
static GArray *
choose_columns (const HjContent     *content,
                const HjRecordTable *table,
                gboolean             empty)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  gboolean asked;

  for (guint i = 0; i < content->scheme->forms->len; i++)
    {
      const HjForm *form = content->scheme->forms->pdata[i];

      for (guint j = 0; j < form->fields->len && form->record == table->kind; j++)
        {
          const HjField *field = form->fields->pdata[j];

          add_column (columns, hj_record_table_field (table, field->id), field->label);
        }
      if (form->record == table->kind && strchr (form->with, '=') != NULL)
        {
          g_autofree char *id = g_strndup (form->with, strcspn (form->with, "="));
          const HjRecordField *field = hj_record_table_field (table, id);

          add_column (columns, field, field != NULL ? field->label : "");
        }
    }
  asked = columns->len > 0;
  for (guint i = 0; i < table->n_fields; i++)
    if (!asked || (!empty && is_used (content->records[table->kind], i)))
      add_column (columns, &table->fields[i], table->fields[i].label);

  return columns;
}

/* The applicant is one row: a label and its value a line are read more easily. */
static void
append_form (GString         *csv,
             const HjContent *content,
             const GArray    *columns,
             gboolean         empty)
{
  const HjRecord *record = hj_content_get_applicant_record (content);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      g_autofree char *value = empty ? g_strdup ("")
                                     : format (content, column->field, hj_record_get (record, column->field->id));

      append_cell (csv, column->label, FALSE, FALSE);
      append_cell (csv, value, is_number (column->field), TRUE);
    }
}

/* Materials are told apart by the notice's text, which is no field of theirs. */
static void
append_material (GString         *csv,
                 const HjContent *content,
                 const char      *id)
{
  const char *text = id;

  for (guint i = 0; i < content->scheme->materials->len; i++)
    {
      const HjMaterial *material = content->scheme->materials->pdata[i];

      if (strcmp (material->id, id) == 0)
        text = material->text;
    }
  append_cell (csv, text, FALSE, FALSE);
}

static void
append_table (GString             *csv,
              const HjContent     *content,
              const HjRecordTable *table,
              const GArray        *columns,
              gboolean             empty)
{
  const GPtrArray *rows = content->records[table->kind]->rows;

  if (table->kind == HJ_RECORD_MATERIAL)
    append_cell (csv, table->label, FALSE, FALSE);
  for (guint i = 0; i < columns->len; i++)
    append_cell (csv, g_array_index (columns, Column, i).label, FALSE, i + 1 == columns->len);
  for (guint i = 0; i < rows->len && !empty; i++)
    {
      const HjRecord *record = rows->pdata[i];

      if (table->kind == HJ_RECORD_MATERIAL)
        append_material (csv, content, record->id);
      for (guint j = 0; j < columns->len; j++)
        {
          const HjRecordField *field = g_array_index (columns, Column, j).field;
          g_autofree char *value = format (content, field, hj_record_get (record, field->id));

          append_cell (csv, value, is_number (field), j + 1 == columns->len);
        }
    }
  for (guint i = 0; i < content->scheme->materials->len && empty && table->kind == HJ_RECORD_MATERIAL; i++)
    {
      append_material (csv, content, ((HjMaterial *) content->scheme->materials->pdata[i])->id);
      for (guint j = 0; j < columns->len; j++)
        append_cell (csv, "", FALSE, j + 1 == columns->len);
    }
}

static void
append_content (GString         *csv,
                const HjContent *content,
                HjRecordKind     kind,
                gboolean         empty)
{
  const HjRecordTable *table = hj_record_table (kind);
  g_autoptr (GArray) columns = choose_columns (content, table, empty);

  if (table->single)
    append_form (csv, content, columns, empty);
  else
    append_table (csv, content, table, columns, empty);
}

static void
append_titled (GString         *csv,
               const HjContent *content,
               HjRecordKind     kind,
               gboolean         empty)
{
  const HjRecordTable *table = hj_record_table (kind);

  if (!empty && !table->single && content->records[kind]->rows->len == 0)
    return;
  if (kind != HJ_RECORD_APPLICANT)
    append_cell (csv, "", FALSE, TRUE);
  append_cell (csv, table->label, FALSE, TRUE);
  append_content (csv, content, kind, empty);
}

/* One below the other, each under its name and apart by a blank line: so they are found again.
 * The rule documents are last: of a table with one column, a name below it would be one more row. */
static void
append_all (GString         *csv,
            const HjContent *content,
            gboolean         empty)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    if (i != HJ_RECORD_RULE)
      append_titled (csv, content, (HjRecordKind) i, empty);
  append_titled (csv, content, HJ_RECORD_RULE, empty);
}

/**
 * hj_csv_write:
 * @kind: of the table, or HJ_EXPORT_ALL_TABLES
 *
 * Headed in this notice's words; UTF-8 with its mark and CRLF, so that Excel and WPS open it as it is.
 *
 * Returns: (transfer full)
 */
GBytes *
hj_csv_write (const HjContent  *content,
              HjRecordKind      kind,
              gboolean          empty,
              GError          **error)
{
  GString *csv;

  g_return_val_if_fail (content != NULL && (guint) kind <= HJ_N_RECORD_KINDS, NULL);

  csv = g_string_new (BOM);
  if (kind == HJ_EXPORT_ALL_TABLES)
    append_all (csv, content, empty);
  else
    append_content (csv, content, kind, empty);

  return g_string_free_to_bytes (csv);
}
