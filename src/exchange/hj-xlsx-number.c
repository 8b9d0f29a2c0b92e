/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-xlsx-private.h"

/* The last day that a spreadsheet knows: 9999-12-31. */
#define MAX_SERIAL 2958465

/* What a format's code says, its literal texts and brackets taken out: "yyyy年m月" becomes "yyyymm". */
static char *
bare_code (const char *code)
{
  GString *bare = g_string_new (NULL);

  for (const char *c = code; *c != '\0' && *c != ';'; c++)
    {
      if (*c == '"')
        {
          const char *close = strchr (c + 1, '"');

          if (close == NULL)
            break;
          c = close;
        }
      else if (*c == '\\' || *c == '_' || *c == '*')
        {
          if (c[1] == '\0')
            break;
          c++;
        }
      else if (*c == '[')
        {
          const char *close = strchr (c, ']');

          if (close == NULL)
            break;
          /* [h] counts hours; [Red], [$-804] and [DBNum1] only say how. */
          if (close == c + 2 || (close == c + 3 && c[1] == c[2]))
            g_string_append_c (bare, g_ascii_tolower (c[1]));
          c = close;
        }
      else if ((guchar) *c < 0x80 && *c != ' ' && *c != '@')
        g_string_append_c (bare, g_ascii_tolower (*c));
    }
  return g_string_free (bare, FALSE);
}

static HjShown
shown_date (const char *bare)
{
  gboolean year = strchr (bare, 'y') != NULL || strchr (bare, 'e') != NULL;
  gboolean clock = strchr (bare, 'h') != NULL || strchr (bare, 's') != NULL;
  gboolean month = strchr (bare, 'm') != NULL;

  if (strchr (bare, 'd') != NULL)
    return (HjShown) { HJ_SHOWN_DAY, 0 };
  if (year && month)
    return (HjShown) { HJ_SHOWN_MONTH, 0 };
  if (year)
    return (HjShown) { HJ_SHOWN_YEAR, 0 };
  if (clock)
    return (HjShown) { HJ_SHOWN_TIME, 0 };

  return (HjShown) { month ? HJ_SHOWN_MONTH : HJ_SHOWN_NUMBER, 0 };
}

/**
 * hj_shown_from_code:
 * @code: a number format: `yyyy"年"m"月"d"日"`, `000000`, `0.00`, `[$-804]e/m/d;@` …
 */
HjShown
hj_shown_from_code (const char *code)
{
  g_autofree char *bare = bare_code (code);
  gsize zeros = strspn (bare, "0");

  if (g_str_has_prefix (bare, "general") || *bare == '\0')
    return (HjShown) { HJ_SHOWN_NUMBER, 0 };
  if (strchr (bare, '%') != NULL)
    return (HjShown) { HJ_SHOWN_PERCENT, 0 };
  if (zeros > 1 && zeros <= 20 && bare[zeros] == '\0')
    return (HjShown) { HJ_SHOWN_ZEROS, (guint) zeros };
  if (zeros == 1 && bare[1] == '.' && strspn (bare + 2, "0") == strlen (bare + 2) && strlen (bare) <= 10)
    return (HjShown) { HJ_SHOWN_DECIMALS, (guint) strlen (bare + 2) };
  /* An exponent's E is no year. */
  if (strpbrk (bare, "0#?") != NULL && strpbrk (bare, "ydh") == NULL)
    return (HjShown) { HJ_SHOWN_NUMBER, 0 };

  return shown_date (bare);
}

/* Those that a workbook needn't spell out; 27 to 36 and 50 to 58 as a Chinese office program takes them. */
HjShown
hj_shown_from_builtin (guint id)
{
  switch (id)
    {
    case 9: case 10:
      return (HjShown) { HJ_SHOWN_PERCENT, 0 };
    case 2:
      return (HjShown) { HJ_SHOWN_DECIMALS, 2 };
    case 14: case 15: case 16: case 22: case 28: case 29: case 30: case 31:
    case 51: case 53: case 54: case 58:
      return (HjShown) { HJ_SHOWN_DAY, 0 };
    case 17: case 27: case 36: case 50: case 52: case 57:
      return (HjShown) { HJ_SHOWN_MONTH, 0 };
    case 18: case 19: case 20: case 21: case 32: case 33: case 34: case 35: case 45: case 46: case 47: case 55: case 56:
      return (HjShown) { HJ_SHOWN_TIME, 0 };
    default:
      return (HjShown) { HJ_SHOWN_NUMBER, 0 };
    }
}

/* Fifteen digits, as a spreadsheet holds and shows them, never with an exponent. */
static char *
format_plain (double value)
{
  char digits[32];
  GString *text;
  int exponent;
  gsize length;

  g_ascii_formatd (digits, sizeof digits, "%.14e", fabs (value));
  exponent = (int) g_ascii_strtoll (strchr (digits, 'e') + 1, NULL, 10);
  *strchr (digits, 'e') = '\0';
  memmove (digits + 1, digits + 2, strlen (digits + 2) + 1);
  for (length = strlen (digits); length > 1 && digits[length - 1] == '0'; length--)
    digits[length - 1] = '\0';

  text = g_string_new (value < 0 ? "-" : "");
  if (exponent < 0)
    {
      g_string_append (text, "0.");
      for (int i = -1; i > exponent; i--)
        g_string_append_c (text, '0');
      g_string_append (text, digits);
    }
  else
    for (gsize i = 0; i < length || i <= (gsize) exponent; i++)
      {
        if (i == (gsize) exponent + 1)
          g_string_append_c (text, '.');
        g_string_append_c (text, i < length ? digits[i] : '0');
      }

  return g_string_free (text, FALSE);
}

/* The 1900 system counts a 29 February 1900 that never was: from day 61 on it is one ahead. */
static char *
format_date (double   serial,
             HjShown  shown,
             gboolean from_1904)
{
  gint64 days = (gint64) floor (serial) + (from_1904 ? 1462 : 0);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) date = NULL;

  if (days < 1 || days > MAX_SERIAL)
    return NULL;
  if (days == 60)
    return g_strdup (shown.kind == HJ_SHOWN_DAY ? "1900-02-29" : shown.kind == HJ_SHOWN_MONTH ? "1900-02" : "1900");
  first = g_date_time_new_utc (1899, 12, 31, 0, 0, 0);
  date = g_date_time_add_days (first, (int) (days > 60 ? days - 1 : days));

  return shown.kind == HJ_SHOWN_DAY
         ? g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (date), g_date_time_get_month (date),
                            g_date_time_get_day_of_month (date))
         : shown.kind == HJ_SHOWN_MONTH
         ? g_strdup_printf ("%04d-%02d", g_date_time_get_year (date), g_date_time_get_month (date))
         : g_strdup_printf ("%04d", g_date_time_get_year (date));
}

static char *
format_time (double value)
{
  int minutes = (int) floor ((value - floor (value)) * 24 * 60 + 0.5) % (24 * 60);

  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static char *
format_number (double  value,
               HjShown shown)
{
  g_autofree char *plain = format_plain (shown.kind == HJ_SHOWN_PERCENT ? value * 100 : value);
  const char *point = strchr (plain, '.');

  if (shown.kind == HJ_SHOWN_PERCENT)
    return g_strconcat (plain, "%", NULL);
  if (shown.kind == HJ_SHOWN_ZEROS && point == NULL && *plain != '-' && strlen (plain) < shown.digits)
    {
      g_autofree char *zeros = g_strnfill (shown.digits - strlen (plain), '0');

      return g_strconcat (zeros, plain, NULL);
    }
  /* 2020.10 was typed as a month and is kept as 2020.1; what is cut by the format is kept whole. */
  if (shown.kind == HJ_SHOWN_DECIMALS && point != NULL && strlen (point + 1) < shown.digits)
    {
      g_autofree char *zeros = g_strnfill (shown.digits - strlen (point + 1), '0');

      return g_strconcat (plain, zeros, NULL);
    }
  return g_steal_pointer (&plain);
}

/**
 * hj_shown_format:
 * @raw: the number as the file has it
 * @number: (out): whether what is returned is a number and not a date
 *
 * Returns: (transfer full): a day as ISO, a number without an exponent; @raw where it isn't a number at all
 */
char *
hj_shown_format (HjShown     shown,
                 gboolean    from_1904,
                 const char *raw,
                 gboolean   *number)
{
  char *end;
  double value = g_ascii_strtod (raw, &end);
  char *date = NULL;

  *number = FALSE;
  if (end == raw || *end != '\0' || !isfinite (value))
    return g_strdup (raw);
  if (shown.kind == HJ_SHOWN_DAY || shown.kind == HJ_SHOWN_MONTH || shown.kind == HJ_SHOWN_YEAR)
    date = format_date (value, shown, from_1904);
  else if (shown.kind == HJ_SHOWN_TIME && value >= 0 && value < 1)
    date = format_time (value);
  if (date != NULL)
    return date;

  *number = TRUE;
  if (fabs (value) > 1e30 || (fabs (value) < 1e-12 && fabs (value) > 0))
    return g_strdup (raw);

  return format_number (value, shown);
}
