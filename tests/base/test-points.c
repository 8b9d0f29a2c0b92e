/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-error.h"
#include "hj-test.h"

typedef struct {
  const char *text;
  HjPoints    points;
} Sample;

static void
test_parse_accepts (void)
{
  static const Sample samples[] = {
    { "0", 0 }, { "2", 200 }, { "2.5", 250 }, { "2.50", 250 }, { "2.05", 205 }, { "0.5", 50 }, { ".5", 50 },
    { "2.", 200 }, { "10.00", 1000 }, { "-3", -300 }, { "−0.25", -25 }, { "－1", -100 }, { " 7 ", 700 },
    { "2.500", 250 }, { "2.0000000000000000000000", 200 }, { "００２．５０", 250 }, { "２。５", 250 }, { "2｡5", 250 },
    { "　１０　", 1000 }, { "100000", HJ_POINTS_MAX }, { "-100000.00", -HJ_POINTS_MAX }, { "0000000000001", 100 },
    { "-0", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      HjPoints points = 424242;

      g_test_message ("“%s”", samples[i].text);
      g_assert_true (hj_points_parse (samples[i].text, &points, &error));
      g_assert_no_error (error);
      g_assert_cmpint (points, ==, samples[i].points);
    }
}

static void
test_parse_refuses (void)
{
  static const char * const samples[] = {
    "", " ", "-", ".", "。", "x", "2x", "2,5", "2..5", "2.505", "1e3", "0x10", "--2", "2-", "1 2", "100000.01", "-100001",
    "99999999999999999999999999", "两", "½", "²", "+2", "NaN", "\xff\xfe", "2\xc0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GError) error = NULL;
      HjPoints points = 424242;

      g_test_message ("sample %u", i);
      g_assert_false (hj_points_parse (samples[i], &points, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (points, ==, 424242);
    }
}

static void
test_format (void)
{
  static const struct { HjPoints points; const char *full, *brief; } samples[] = {
    { 0, "0.00", "0" }, { 250, "2.50", "2.5" }, { 800, "8.00", "8" }, { -1000, "-10.00", "-10" }, { 205, "2.05", "2.05" },
    { -5, "-0.05", "-0.05" }, { 10000, "100.00", "100" }, { 7, "0.07", "0.07" }, { -250, "-2.50", "-2.5" },
    { G_MININT64, "-92233720368547758.08", "-92233720368547758.08" },
    { G_MAXINT64, "92233720368547758.07", "92233720368547758.07" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *full = hj_points_format (samples[i].points);
      g_autofree char *brief = hj_points_format_short (samples[i].points);

      g_assert_cmpstr (full, ==, samples[i].full);
      g_assert_cmpstr (brief, ==, samples[i].brief);
    }
}

/* Whatever is written is read back as itself, in both forms. */
static void
test_round_trip (void)
{
  for (HjPoints points = -30000; points <= 30000; points += 7)
    {
      g_autofree char *full = hj_points_format (points);
      g_autofree char *brief = hj_points_format_short (points);
      HjPoints read = G_MAXINT64;

      g_assert_true (hj_points_parse (full, &read, NULL));
      g_assert_cmpint (read, ==, points);
      g_assert_true (hj_points_parse (brief, &read, NULL));
      g_assert_cmpint (read, ==, points);
    }
}

static void
test_amount_cut (void)
{
  static const struct { gint64 num, den; const char *text; } samples[] = {
    { 26999, 3, "89.99" },   /* 89.9967 is never shown as 90.00 */
    { 27000, 3, "90.00" }, { 26998, 3, "89.99" }, { 1000, 3, "3.33" }, { 2000, 3, "6.66" }, { 0, 7, "0.00" },
    { 1, 3, "0.00" }, { -1, 3, "-0.01" }, { -1000, 3, "-3.34" }, { 899999, 100, "89.99" }, { 5, 2, "0.02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    hj_assert_amount (hj_amount_new (samples[i].num, samples[i].den), samples[i].text);
}

static void
test_amount_exact (void)
{
  HjAmount third = hj_amount_new (100, 3);
  HjAmount one = hj_amount_add (hj_amount_add (third, third), third);
  HjAmount line = hj_amount_from_points (HJ_POINTS (90));

  g_assert_cmpint (one.num, ==, 100);
  g_assert_cmpint (one.den, ==, 1);
  g_assert_false (hj_amount_is_whole (third));
  g_assert_true (hj_amount_is_whole (one));
  g_assert_cmpint (hj_amount_compare (hj_amount_new (26999, 3), line), <, 0);
  g_assert_cmpint (hj_amount_compare (hj_amount_new (27000, 3), line), ==, 0);
  g_assert_cmpint (hj_amount_compare (hj_amount_new (27001, 3), line), >, 0);
  g_assert_cmpint (hj_amount_compare (hj_amount_min (third, one), third), ==, 0);
  g_assert_cmpint (hj_amount_compare (hj_amount_max (third, one), one), ==, 0);
  g_assert_cmpint (hj_amount_sub (third, third).num, ==, 0);
  g_assert_cmpint (hj_amount_sub (third, third).den, ==, 1);
}

/* Sums over all small denominators against integers over their common multiple. */
static void
test_amount_against_integers (void)
{
  enum { COMMON = 27720 };  /* 1 .. 12 divide it */
  g_autoptr (GRand) rand = g_rand_new_with_seed (20201108);

  for (guint round = 0; round < 2000; round++)
    {
      HjAmount sum = HJ_AMOUNT_ZERO;
      gint64 reference = 0;

      for (guint i = 0; i < 8; i++)
        {
          gint64 num = g_rand_int_range (rand, -20000, 20000);
          gint64 den = g_rand_int_range (rand, 1, 13);

          sum = hj_amount_add (sum, hj_amount_new (num, den));
          reference += num * (COMMON / den);
        }
      g_assert_cmpint (sum.num * (COMMON / sum.den), ==, reference);
      g_assert_cmpint (COMMON % sum.den, ==, 0);
    }
}

/* A hostile panel: more denominators than 64 bits hold. It may lose a hundredth, never crash or gain. */
static void
test_amount_never_overflows (void)
{
  HjAmount sum = HJ_AMOUNT_ZERO;
  double estimate = 0;

  for (gint64 den = 1; den < 200; den++)
    {
      sum = hj_amount_add (sum, hj_amount_new (HJ_POINTS_MAX, den));
      estimate += (double) HJ_POINTS_MAX / (double) den;
      g_assert_cmpint (sum.den, >, 0);
      g_assert_cmpfloat ((double) sum.num / (double) sum.den, <=, estimate + 0.001);
      g_assert_cmpfloat ((double) sum.num / (double) sum.den, >=, estimate - (double) den);
    }
  sum = hj_amount_add (hj_amount_from_points (G_MAXINT64), hj_amount_from_points (G_MAXINT64));
  g_assert_cmpint (sum.num, ==, G_MAXINT64);
  sum = hj_amount_sub (hj_amount_from_points (G_MININT64), hj_amount_from_points (G_MAXINT64));
  g_assert_cmpint (sum.num, ==, G_MININT64);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/points/parse/accepts", test_parse_accepts);
  g_test_add_func ("/points/parse/refuses", test_parse_refuses);
  g_test_add_func ("/points/format", test_format);
  g_test_add_func ("/points/round-trip", test_round_trip);
  g_test_add_func ("/amount/cut-never-rounded-up", test_amount_cut);
  g_test_add_func ("/amount/exact", test_amount_exact);
  g_test_add_func ("/amount/against-integers", test_amount_against_integers);
  g_test_add_func ("/amount/never-overflows", test_amount_never_overflows);
  return hj_test_run ();
}
