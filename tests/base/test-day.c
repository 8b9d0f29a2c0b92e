/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-error.h"
#include "hj-test.h"

static void
test_parse (void)
{
  static const char * const samples[] = {
    "2026-11-05", "2026-11-5", "2026/11/5", "2026.11.5", "20261105", "2026年11月5日", "２０２６年１１月５日", " 2026 年 11 月 5 日 ",
    "2026－11－05",
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *iso = NULL;
      HjDay day = 0;

      g_test_message ("“%s”", samples[i]);
      g_assert_true (hj_day_parse (samples[i], &day, &error));
      iso = hj_day_format_iso (day);
      g_assert_cmpstr (iso, ==, "2026-11-05");
    }
}

static void
test_parse_refuses (void)
{
  static const char * const samples[] = {
    "", "2026", "2026-11", "26-11-05", "2026-13-01", "2026-02-29", "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01",
    "2026-11-05-01", "2026--11-05", "-2026-11-05", "202611050", "2026x11x05", "today", "2026-111-05", "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      HjDay day = 4242;

      g_test_message ("sample %u", i);
      g_assert_false (hj_day_parse (samples[i], &day, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (day, ==, 4242);
    }
}

/* Every day of the calendar GLib knows, both ways. */
static void
test_calendar (void)
{
  HjDay first = hj_day_new (1, 1, 1);
  GDate date;

  g_assert_cmpint (hj_day_new (1970, 1, 1), ==, 0);
  g_assert_cmpint (hj_day_new (2000, 3, 1), ==, 11017);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1);
  for (HjDay day = first; day <= hj_day_new (2400, 12, 31); day++)
    {
      int year, month, mday;

      hj_day_split (day, &year, &month, &mday);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, g_date_get_month (&date));
      g_assert_cmpint (mday, ==, g_date_get_day (&date));
      g_assert_cmpint (hj_day_new (year, month, mday), ==, day);
      g_date_add_days (&date, 1);
    }
}

static void
test_format (void)
{
  g_autofree char *none = hj_day_format_iso (HJ_DAY_NONE);
  g_autofree char *none_letter = hj_day_format_letter (HJ_DAY_NONE);
  g_autofree char *letter = hj_day_format_letter (hj_day_new (2026, 1, 5));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (none_letter, ==, "");
  g_assert_cmpstr (letter, ==, "2026年1月5日");
  g_assert_cmpint (hj_day_new (2026, 2, 29), ==, HJ_DAY_NONE);
  g_assert_cmpint (hj_day_new (10000, 1, 1), ==, HJ_DAY_NONE);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/day/parse", test_parse);
  g_test_add_func ("/day/parse/refuses", test_parse_refuses);
  g_test_add_func ("/day/calendar", test_calendar);
  g_test_add_func ("/day/format", test_format);
  return hj_test_run ();
}
