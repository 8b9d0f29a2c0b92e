/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <time.h>

#include "hj-clock.h"

G_LOCK_DEFINE_STATIC (clock);

static HjClockFunc clock_func;
static gpointer    clock_data;

static const char *
get_boot_id (void)
{
  static char *boot_id;

  if (g_once_init_enter (&boot_id))
    {
      char *text = NULL;

      if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &text, NULL, NULL))
        text = g_strdup ("");
      g_strstrip (text);
      g_once_init_leave (&boot_id, text);
    }
  return boot_id;
}

/* Since boot including sleep: a laptop that was closed is not a clock that jumped. */
static gint64
get_time_since_boot (void)
{
  struct timespec now;

#ifdef CLOCK_BOOTTIME
  if (clock_gettime (CLOCK_BOOTTIME, &now) == 0)
    return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
#endif
  return g_get_monotonic_time ();
}

/**
 * hj_clock_now:
 * @moment: (out caller-allocates): this moment, by wall, since boot, and in which boot
 *
 * May be called on any thread.
 */
void
hj_clock_now (HjMoment *moment)
{
  HjClockFunc func;
  gpointer data;

  g_return_if_fail (moment != NULL);

  G_LOCK (clock);
  func = clock_func;
  data = clock_data;
  G_UNLOCK (clock);

  *moment = (HjMoment) { 0 };
  if (func != NULL)
    {
      func (moment, data);
      return;
    }
  moment->wall = g_get_real_time ();
  moment->monotonic = get_time_since_boot ();
  g_strlcpy (moment->boot_id, get_boot_id (), sizeof moment->boot_id);
}

static GDateTime *
local_from_wall (gint64 wall)
{
  gint64 seconds = wall / G_USEC_PER_SEC - (wall % G_USEC_PER_SEC < 0 ? 1 : 0);

  return g_date_time_new_from_unix_local (seconds);
}

/**
 * hj_clock_today:
 *
 * Returns: the civil day of this moment where the machine stands
 */
HjDay
hj_clock_today (void)
{
  g_autoptr (GDateTime) local = NULL;
  HjMoment moment;

  hj_clock_now (&moment);
  local = local_from_wall (moment.wall);
  if (local == NULL)
    return HJ_DAY_NONE;
  return hj_day_new (g_date_time_get_year (local),
                     g_date_time_get_month (local),
                     g_date_time_get_day_of_month (local));
}

/**
 * hj_clock_set_func:
 * @func: (nullable): answers in place of the machine's clock
 *
 * For tests: the same state gives the same bytes only under a clock that stands still.
 */
void
hj_clock_set_func (HjClockFunc func,
                   gpointer    user_data)
{
  G_LOCK (clock);
  clock_func = func;
  clock_data = user_data;
  G_UNLOCK (clock);
}

char *
hj_clock_format_time (gint64 wall)
{
  g_autoptr (GDateTime) local = local_from_wall (wall);

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

char *
hj_clock_format_local (gint64 wall)
{
  g_autoptr (GDateTime) local = local_from_wall (wall);

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}
