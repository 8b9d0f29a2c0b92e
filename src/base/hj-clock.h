/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-day.h"

G_BEGIN_DECLS

/**
 * HjMoment:
 * @wall: microseconds since the epoch, UTC, as the machine believes it
 * @monotonic: microseconds since boot
 * @boot_id: the kernel's id of this boot, so that a clock that jumped is noticed
 */
typedef struct {
  gint64 wall;
  gint64 monotonic;
  char   boot_id[40];
} HjMoment;

typedef void (*HjClockFunc) (HjMoment *moment, gpointer user_data);

void  hj_clock_now (HjMoment *moment);
HjDay hj_clock_today (void);                                     /* local civil day */
void  hj_clock_set_func (HjClockFunc func, gpointer user_data);  /* for tests; NULL restores */
char *hj_clock_format_time (gint64 wall);                        /* local "14:02" */
char *hj_clock_format_local (gint64 wall);                       /* local "2026-11-05 14:02" */

G_END_DECLS
