/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-day.h"
#include "hj-error.h"

/* Shifts the calendar to begin in March, so that the leap day is the last of its year. */
static HjDay
days_from_civil (int year,
                 int month,
                 int day)
{
  int shifted = month <= 2 ? year - 1 : year;
  int era = shifted / 400;
  int year_of_era = shifted - era * 400;
  int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

/**
 * hj_day_new:
 * @year: 1 to 9999
 *
 * Returns: the civil day, or %HJ_DAY_NONE where the calendar has none
 */
HjDay
hj_day_new (int year,
            int month,
            int day)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
    return HJ_DAY_NONE;
  if (day > g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year))
    return HJ_DAY_NONE;
  return days_from_civil (year, month, day);
}

static int
digit_value (gunichar ch)
{
  if (ch >= '0' && ch <= '9')
    return (int) (ch - '0');
  if (ch >= 0xff10 && ch <= 0xff19)
    return (int) (ch - 0xff10);
  return -1;
}

static gboolean
is_separator (gunichar ch)
{
  static const gunichar separators[] = { '-', '/', '.', 0x5e74 /* 年 */, 0x6708 /* 月 */, 0x65e5 /* 日 */,
                                         0xff0d, 0xff0f, 0xff0e, 0x2212 };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i] == ch)
      return TRUE;
  return FALSE;
}

/* Up to three groups of digits with one separator after each. The number of groups, 0 for anything else. */
static guint
scan_groups (const char *text,
             int         values[3],
             guint       lengths[3])
{
  guint n = 0;
  gboolean in_group = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar ch = g_utf8_get_char (p);
      int digit = digit_value (ch);

      if (g_unichar_isspace (ch))
        continue;
      if (digit < 0 && (!in_group || !is_separator (ch)))
        return 0;
      if (digit < 0)
        {
          in_group = FALSE;
          continue;
        }
      if (!in_group && n == 3)
        return 0;
      if (!in_group)
        {
          values[n] = 0;
          lengths[n++] = 0;
          in_group = TRUE;
        }
      if (++lengths[n - 1] > 8)
        return 0;
      values[n - 1] = values[n - 1] * 10 + digit;
    }
  return n;
}

static HjDay
scan_day (const char *text)
{
  int values[3] = { 0, 0, 0 };
  guint lengths[3] = { 0, 0, 0 };
  guint n;

  if (!g_utf8_validate (text, -1, NULL))
    return HJ_DAY_NONE;
  n = scan_groups (text, values, lengths);
  if (n == 1 && lengths[0] == 8)
    return hj_day_new (values[0] / 10000, values[0] / 100 % 100, values[0] % 100);
  if (n == 3 && lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2)
    return hj_day_new (values[0], values[1], values[2]);
  return HJ_DAY_NONE;
}

/**
 * hj_day_parse:
 * @text: 2026-11-05, 2026/11/5, 2026.11.5, 20261105 or 2026年11月5日
 *
 * Returns: %FALSE with %HJ_ERROR_INVALID, @day untouched, for anything else
 */
gboolean
hj_day_parse (const char  *text,
              HjDay       *day,
              GError     **error)
{
  HjDay parsed;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (day != NULL, FALSE);

  parsed = scan_day (text);
  if (parsed == HJ_DAY_NONE)
    {
      g_autofree char *shown = g_utf8_make_valid (text, -1);

      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("“%s” is not a date. Write something like 2026-11-05."), shown);
      return FALSE;
    }
  *day = parsed;
  return TRUE;
}

/**
 * hj_day_split:
 * @day: any day but %HJ_DAY_NONE
 */
void
hj_day_split (HjDay  day,
              int   *year,
              int   *month,
              int   *mday)
{
  gint64 shifted = (gint64) day + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  int day_of_era = (int) (shifted - era * 146097);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;

  g_return_if_fail (day != HJ_DAY_NONE);

  *mday = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  *year = (int) (year_of_era + era * 400) + (*month <= 2 ? 1 : 0);
}

char *
hj_day_format_iso (HjDay day)
{
  int year, month, mday;

  if (day == HJ_DAY_NONE)
    return g_strdup ("");
  hj_day_split (day, &year, &month, &mday);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, mday);
}

/**
 * hj_day_format_letter:
 *
 * Returns: (transfer full): the day as letters write it (GB/T 9704): 2026年11月5日,
 *   without leading zeros
 */
char *
hj_day_format_letter (HjDay day)
{
  int year, month, mday;

  if (day == HJ_DAY_NONE)
    return g_strdup ("");
  hj_day_split (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日", year, month, mday);
}
