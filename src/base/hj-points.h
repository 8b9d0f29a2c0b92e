/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HjPoints:
 *
 * Points as an integer number of hundredths: 2.50 points are 250.
 */
typedef gint64 HjPoints;

#define HJ_POINTS(whole) ((HjPoints) (whole) * 100)
/* The largest amount a scheme or a finding may name, in hundredths. */
#define HJ_POINTS_MAX HJ_POINTS (100000)

/**
 * HjAmount:
 * @num: numerator, in hundredths of a point
 * @den: denominator, positive; the fraction is in lowest terms
 *
 * What several experts' points combine to: an exact fraction of hundredths.
 */
typedef struct {
  gint64 num;
  gint64 den;
} HjAmount;

#define HJ_AMOUNT_ZERO ((HjAmount) { 0, 1 })

gboolean hj_points_parse (const char  *text,
                          HjPoints    *points,
                          GError     **error);
char    *hj_points_format (HjPoints points);        /* "2.50", "-10.00" */
char    *hj_points_format_short (HjPoints points);  /* "2.5", "8", "-10" */

HjAmount hj_amount_from_points (HjPoints points);
HjAmount hj_amount_new (gint64 num, gint64 den);
HjAmount hj_amount_add (HjAmount a, HjAmount b);
HjAmount hj_amount_sub (HjAmount a, HjAmount b);
HjAmount hj_amount_min (HjAmount a, HjAmount b);
HjAmount hj_amount_max (HjAmount a, HjAmount b);
int      hj_amount_compare (HjAmount a, HjAmount b);
gboolean hj_amount_is_whole (HjAmount a);  /* a whole number of hundredths: printing cuts nothing */
/* Cut down to two places, never rounded up: 89.9967 is "89.99". */
char    *hj_amount_format (HjAmount a);
char    *hj_amount_format_short (HjAmount a);

G_END_DECLS
