/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HjDay:
 *
 * A civil day as the number of days since 1970-01-01; %HJ_DAY_NONE is no day.
 */
typedef gint32 HjDay;

#define HJ_DAY_NONE G_MININT32

HjDay    hj_day_new (int year, int month, int day);  /* HJ_DAY_NONE where there is no such day */
gboolean hj_day_parse (const char  *text,            /* 2026-11-05, 2026/11/5, 2026.11.5, 20261105, 2026年11月5日 */
                       HjDay       *day,
                       GError     **error);
void     hj_day_split (HjDay day, int *year, int *month, int *mday);
char    *hj_day_format_iso (HjDay day);              /* "2026-11-05"; "" for none */
char    *hj_day_format_letter (HjDay day);           /* "2026年11月5日"; "" for none */

G_END_DECLS
