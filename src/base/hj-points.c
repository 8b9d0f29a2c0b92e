/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-points.h"

/* Products of two 64-bit figures: wide enough for every comparison and sum. */
__extension__ typedef __int128 HjWide;

/* The value of a decimal digit, also of a full-width one as input methods type it; -1 for anything else. */
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
is_decimal_point (gunichar ch)
{
  return ch == '.' || ch == 0xff0e || ch == 0x3002 || ch == 0xff61;
}

static gboolean
is_minus (gunichar ch)
{
  return ch == '-' || ch == 0x2212 || ch == 0xff0d;
}

static const char *
skip_space (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* The digits before the decimal point. FALSE when they exceed what points can be. */
static gboolean
scan_whole (const char **p,
            HjPoints    *points,
            guint       *n_digits)
{
  for (; **p != '\0'; *p = g_utf8_next_char (*p))
    {
      int digit = digit_value (g_utf8_get_char (*p));

      if (digit < 0)
        break;
      (*n_digits)++;
      *points = *points * 10 + HJ_POINTS (digit);
      if (*points > HJ_POINTS_MAX)
        return FALSE;
    }
  return TRUE;
}

/* The decimals. FALSE when a third one is not zero: a hundredth is the smallest amount there is. */
static gboolean
scan_decimals (const char **p,
               HjPoints    *points,
               guint       *n_digits)
{
  HjPoints unit = 10;

  for (; **p != '\0'; *p = g_utf8_next_char (*p))
    {
      int digit = digit_value (g_utf8_get_char (*p));

      if (digit < 0)
        break;
      if (unit == 0 && digit != 0)
        return FALSE;
      (*n_digits)++;
      *points += digit * unit;
      unit /= 10;
    }
  return TRUE;
}

static gboolean
scan_points (const char *text,
             HjPoints   *points)
{
  const char *p = skip_space (text);
  HjPoints value = 0;
  gboolean negative = FALSE;
  guint n_digits = 0;

  if (is_minus (g_utf8_get_char (p)))
    {
      negative = TRUE;
      p = g_utf8_next_char (p);
    }
  if (!scan_whole (&p, &value, &n_digits))
    return FALSE;
  if (is_decimal_point (g_utf8_get_char (p)))
    {
      p = g_utf8_next_char (p);
      if (!scan_decimals (&p, &value, &n_digits))
        return FALSE;
    }
  p = skip_space (p);
  if (n_digits == 0 || *p != '\0' || value > HJ_POINTS_MAX)
    return FALSE;
  *points = negative ? -value : value;
  return TRUE;
}

/**
 * hj_points_parse:
 * @text: an amount as people type it
 * @points: (out): the amount in hundredths; untouched on failure
 *
 * Takes ASCII and full-width digits, and `.`, `．`, `。` or `｡` before the
 * decimals: what a Chinese input method leaves behind. At most two decimals
 * that are not zero.
 *
 * Returns: %FALSE with %HJ_ERROR_INVALID for anything else
 */
gboolean
hj_points_parse (const char  *text,
                 HjPoints    *points,
                 GError     **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (points != NULL, FALSE);

  if (g_utf8_validate (text, -1, NULL) && scan_points (text, points))
    return TRUE;
  if (g_utf8_validate (text, -1, NULL))
    g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                 _("“%s” is not a number of points. Write something like 2 or 2.50."), text);
  else
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                         _("This is not a number of points. Write something like 2 or 2.50."));
  return FALSE;
}

/**
 * hj_points_format:
 *
 * Returns: (transfer full): the amount with exactly two decimals and an ASCII
 *   minus sign; what JSON and files hold
 */
char *
hj_points_format (HjPoints points)
{
  guint64 size = points < 0 ? -(guint64) points : (guint64) points;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u",
                          points < 0 ? "-" : "", size / 100, (guint) (size % 100));
}

/**
 * hj_points_format_short:
 *
 * Returns: (transfer full): the amount without decimals that say nothing
 */
char *
hj_points_format_short (HjPoints points)
{
  char *text = hj_points_format (points);
  gsize length = strlen (text);

  while (text[length - 1] == '0')
    text[--length] = '\0';
  if (text[length - 1] == '.')
    text[--length] = '\0';
  return text;
}

static HjWide
greatest_common_divisor (HjWide a,
                         HjWide b)
{
  while (b != 0)
    {
      HjWide rest = a % b;

      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

static gint64
clamp_wide (HjWide value)
{
  return (gint64) CLAMP (value, (HjWide) G_MININT64, (HjWide) G_MAXINT64);
}

/* Rounds towards minus infinity: the cut that never flatters. */
static HjWide
floor_divide (HjWide num,
              HjWide den)
{
  HjWide quotient = num / den;

  return num % den < 0 ? quotient - 1 : quotient;
}

/* Lowest terms. A fraction that 64 bits cannot hold (tens of experts with as
 * many different numbers of voices) is cut down to a whole hundredth: a hostile
 * file may cost a hundredth, never a crash. */
static HjAmount
reduce (HjWide num,
        HjWide den)
{
  HjWide divisor = greatest_common_divisor (num, den);

  num /= divisor;
  den /= divisor;
  if (den > G_MAXINT64 || num > G_MAXINT64 || num < G_MININT64)
    return (HjAmount) { clamp_wide (floor_divide (num, den)), 1 };
  return (HjAmount) { (gint64) num, (gint64) den };
}

/**
 * hj_amount_from_points:
 *
 * Returns: the amount as a fraction with the denominator 1
 */
HjAmount
hj_amount_from_points (HjPoints points)
{
  return (HjAmount) { points, 1 };
}

/**
 * hj_amount_new:
 * @num: hundredths of a point
 * @den: positive
 *
 * Returns: @num / @den in lowest terms
 */
HjAmount
hj_amount_new (gint64 num,
               gint64 den)
{
  g_return_val_if_fail (den > 0, HJ_AMOUNT_ZERO);

  return reduce (num, den);
}

HjAmount
hj_amount_add (HjAmount a,
               HjAmount b)
{
  if (a.den == b.den)
    return reduce ((HjWide) a.num + b.num, a.den);
  return reduce ((HjWide) a.num * b.den + (HjWide) b.num * a.den, (HjWide) a.den * b.den);
}

HjAmount
hj_amount_sub (HjAmount a,
               HjAmount b)
{
  if (a.den == b.den)
    return reduce ((HjWide) a.num - b.num, a.den);
  return reduce ((HjWide) a.num * b.den - (HjWide) b.num * a.den, (HjWide) a.den * b.den);
}

HjAmount
hj_amount_min (HjAmount a,
               HjAmount b)
{
  return hj_amount_compare (a, b) <= 0 ? a : b;
}

HjAmount
hj_amount_max (HjAmount a,
               HjAmount b)
{
  return hj_amount_compare (a, b) >= 0 ? a : b;
}

/**
 * hj_amount_compare:
 *
 * Compares exactly, over the common denominator (domain.md 1: sum ≥ 90 × n).
 *
 * Returns: below, equal to or above 0
 */
int
hj_amount_compare (HjAmount a,
                   HjAmount b)
{
  HjWide left = (HjWide) a.num * b.den;
  HjWide right = (HjWide) b.num * a.den;

  return left < right ? -1 : left > right ? 1 : 0;
}

gboolean
hj_amount_is_whole (HjAmount a)
{
  return a.num % a.den == 0;
}

/**
 * hj_amount_format:
 *
 * Returns: (transfer full): the amount cut down to two decimals, never rounded
 *   up: 89.9967 is "89.99", so that no figure below the line is shown on it
 */
char *
hj_amount_format (HjAmount a)
{
  return hj_points_format (clamp_wide (floor_divide (a.num, a.den)));
}

char *
hj_amount_format_short (HjAmount a)
{
  return hj_points_format_short (clamp_wide (floor_divide (a.num, a.den)));
}
