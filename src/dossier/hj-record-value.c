/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-day.h"
#include "hj-store-private.h"

/* A value of a record between its canonical form and its column. */

#define MAX_INTEGER    G_GINT64_CONSTANT (999999999999)
#define MAX_HUNDREDTHS G_GINT64_CONSTANT (99999999999999)

/* Text that the dossier's XML form can carry too. */
static gboolean
text_is_sound (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > HJ_STORE_MAX_TEXT)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_digits (const char *text,
             guint       n,
             int        *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }

  return TRUE;
}

static gboolean
day_is_canonical (const char *text)
{
  gsize length = strlen (text);
  int year, month = 1, mday = 1;

  if ((length != 4 && length != 7 && length != 10) || !read_digits (text, 4, &year) ||
      (length > 4 && (text[4] != '-' || !read_digits (text + 5, 2, &month))) ||
      (length > 7 && (text[7] != '-' || !read_digits (text + 8, 2, &mday))))
    return FALSE;

  return hj_day_new (year, month, mday) != HJ_DAY_NONE;
}

static void
format_number (HjValueKind  kind,
               gint64       number,
               char        *text,
               gsize        size)
{
  const char *sign = number < 0 ? "-" : "";
  guint64 magnitude = number < 0 ? -(guint64) number : (guint64) number;
  guint cents = (guint) (magnitude % 100);

  if (kind == HJ_VALUE_INTEGER)
    g_snprintf (text, size, "%s%" G_GUINT64_FORMAT, sign, magnitude);
  else if (cents == 0)
    g_snprintf (text, size, "%s%" G_GUINT64_FORMAT, sign, magnitude / 100);
  else if (cents % 10 == 0)
    g_snprintf (text, size, "%s%" G_GUINT64_FORMAT ".%u", sign, magnitude / 100, cents / 10);
  else
    g_snprintf (text, size, "%s%" G_GUINT64_FORMAT ".%02u", sign, magnitude / 100, cents);
}

/* Reads what format_number() writes, and nothing else. */
static gboolean
read_number (HjValueKind  kind,
             const char  *text,
             gint64      *number)
{
  const char *p = *text == '-' ? text + 1 : text;
  gint64 value = 0;
  gint64 max = kind == HJ_VALUE_INTEGER ? MAX_INTEGER : MAX_HUNDREDTHS;
  guint places = 0;
  gboolean point = FALSE;
  char again[32];

  for (; *p != '\0'; p++)
    {
      if (*p == '.' && !point && kind == HJ_VALUE_DECIMAL)
        {
          point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*p) || (point && ++places > 2) || value > max)
        return FALSE;
      value = value * 10 + (*p - '0');
    }
  for (; kind == HJ_VALUE_DECIMAL && places < 2; places++)
    value *= 10;
  if (value > max)
    return FALSE;
  *number = *text == '-' ? -value : value;
  format_number (kind, *number, again, sizeof again);

  return g_str_equal (again, text);
}

static gboolean
choice_is_known (const HjRecordField *field,
                 const char          *id)
{
  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    if (g_str_equal (choice->id, id))
      return TRUE;

  return FALSE;
}

static gboolean
value_is_canonical (const HjRecordField *field,
                    const char          *value)
{
  gint64 number;

  if (*value == '\0')
    return TRUE;

  switch (field->kind)
    {
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      return read_number (field->kind, value, &number);
    case HJ_VALUE_FLAG:
      return g_str_equal (value, "yes") || g_str_equal (value, "no");
    case HJ_VALUE_DAY:
      return day_is_canonical (value);
    case HJ_VALUE_CHOICE:
      return choice_is_known (field, value);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return text_is_sound (value);
    }
}

/**
 * hj_record_check_values:
 * @error: INVALID: names the table, the field and what it was to hold
 *
 * Every value is in the canonical form of its kind (HjValueKind): the CHECK
 * constraints of the tables say the same, and can't say where.
 */
gboolean
hj_record_check_values (const HjRecord  *record,
                        GError         **error)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    {
      g_autofree char *valid = NULL;
      g_autofree char *shown = NULL;

      if (value_is_canonical (&table->fields[i], record->values[i]))
        continue;
      valid = g_utf8_make_valid (record->values[i], -1);
      shown = g_utf8_strlen (valid, -1) > 40 ? g_utf8_substring (valid, 0, 40) : g_strdup (valid);
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("“%s” of “%s” can't hold “%s”. Nothing was changed; correct it and try again."),
                   table->fields[i].label, table->label, shown);
      return FALSE;
    }

  return TRUE;
}

/* @value: canonical; must outlive the step */
void
hj_record_bind_value (HjQuery             *query,
                      int                  index,
                      const HjRecordField *field,
                      const char          *value)
{
  gint64 number = 0;

  if (!hj_value_kind_is_number (field->kind))
    sqlite3_bind_text (query, index, value, -1, SQLITE_STATIC);
  else if (*value == '\0')
    sqlite3_bind_null (query, index);
  else if (field->kind == HJ_VALUE_FLAG)
    sqlite3_bind_int (query, index, g_str_equal (value, "yes"));
  else if (read_number (field->kind, value, &number))
    sqlite3_bind_int64 (query, index, number);
  else
    g_assert_not_reached ();
}

/* FALSE where the column holds nothing of the field's kind. */
gboolean
hj_record_take_value (HjQuery   *query,
                      int        column,
                      HjRecord  *record,
                      guint      place)
{
  HjValueKind kind = hj_record_table (record->kind)->fields[place].kind;
  int type = sqlite3_column_type (query, column);
  const char *text;
  char number[32];

  if (hj_value_kind_is_number (kind))
    {
      if (type == SQLITE_NULL)
        return TRUE;
      if (kind == HJ_VALUE_FLAG)
        hj_record_set_at (record, place, sqlite3_column_int64 (query, column) != 0 ? "yes" : "no");
      else
        {
          format_number (kind, sqlite3_column_int64 (query, column), number, sizeof number);
          hj_record_set_at (record, place, number);
        }
      return type == SQLITE_INTEGER;
    }

  text = (const char *) sqlite3_column_text (query, column);
  if (type != SQLITE_TEXT || text == NULL ||
      !g_utf8_validate_len (text, (gsize) sqlite3_column_bytes (query, column), NULL))
    return FALSE;
  hj_record_set_at (record, place, text);

  return TRUE;
}
