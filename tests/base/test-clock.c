/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-test.h"

static void
test_machine (void)
{
  HjMoment first, second;

  hj_clock_now (&first);
  hj_clock_now (&second);
  g_assert_cmpint (first.wall, >, G_GINT64_CONSTANT (1500000000) * G_USEC_PER_SEC);
  g_assert_cmpint (second.monotonic, >=, first.monotonic);
  g_assert_cmpuint (strlen (first.boot_id), ==, 36);
  g_assert_cmpstr (first.boot_id, ==, second.boot_id);
}

/* The civil day is the one where the machine stands: an hour before midnight in Shanghai is still that day. */
static void
test_injected (void)
{
  HjMoment moment, later;
  g_autofree char *time = NULL;
  g_autofree char *local = NULL;
  g_autofree char *day = NULL;

  hj_test_clock_set (2026, 11, 5, 23, 59);
  hj_clock_now (&moment);
  time = hj_clock_format_time (moment.wall);
  local = hj_clock_format_local (moment.wall);
  day = hj_day_format_iso (hj_clock_today ());
  g_assert_cmpstr (time, ==, "23:59");
  g_assert_cmpstr (local, ==, "2026-11-05 23:59");
  g_assert_cmpstr (day, ==, "2026-11-05");
  hj_test_clock_advance (60 * G_USEC_PER_SEC);
  g_assert_cmpint (hj_clock_today (), ==, hj_day_new (2026, 11, 6));
  hj_test_clock_jump (-86400 * G_TIME_SPAN_SECOND);
  hj_clock_now (&later);
  g_assert_cmpint (hj_clock_today (), ==, hj_day_new (2026, 11, 5));
  g_assert_cmpint (later.monotonic - moment.monotonic, ==, 60 * G_USEC_PER_SEC);
  hj_test_clock_reset ();
}

static void
test_before_the_epoch (void)
{
  g_autofree char *text = hj_clock_format_local (-1);
  g_autofree char *far = hj_clock_format_local (G_MAXINT64);

  g_assert_cmpstr (text, ==, "1970-01-01 07:59");
  g_assert_nonnull (far);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/clock/machine", test_machine);
  g_test_add_func ("/clock/injected", test_injected);
  g_test_add_func ("/clock/before-the-epoch", test_before_the_epoch);
  return hj_test_run ();
}
