/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-test.h"

/* What an item of ten points is worth with so many documents missing, written down by hand. */
static const char * const worth[] = { "10.00", "8.00", "6.00", "4.00", "2.00", "0.00", "0.00", "0.00" };
static const int line_sums[] = { 10, 8, 6, 4, 2, 0, 0, 0 };

static const char * const documents[] = {
  "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.1.6", "2.1.7", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5",
};

static guint
count_bits (guint set)
{
  guint n = 0;

  for (; set != 0; set &= set - 1)
    n++;
  return n;
}

/* All 4096 ways in which the twelve rule documents can be there or not. */
static void
test_exhaustive (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  hj_test_all_met (content, 0);
  for (guint set = 0; set < 1u << G_N_ELEMENTS (documents); set++)
    {
      guint first = count_bits (set & 0x7f);
      guint second = count_bits (set >> 7);
      g_autoptr (HjScoreCard) card = NULL;
      gboolean pass = 80 + line_sums[first] + line_sums[second] >= 90;

      for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
        hj_test_finding (content, documents[i], 0)->verdict = set & (1u << i) ? HJ_VERDICT_MISSING : HJ_VERDICT_MET;
      card = hj_assess (content, NULL);
      hj_assert_amount (hj_score_card_find_item (card, "2.1")->score, worth[first]);
      hj_assert_amount (hj_score_card_find_item (card, "2.2")->score, worth[second]);
      g_assert_cmpint (hj_score_card_find_item (card, "2.1")->raw.num, ==, 200 * (gint64) first);
      g_assert_cmpint (hj_score_card_find_item (card, "2.2")->raw.num, ==, 200 * (gint64) second);
      g_assert_cmpint (card->outcome, ==, pass ? HJ_OUTCOME_PASS : HJ_OUTCOME_FAIL);
    }
}

/* Each of the five staff documents open, met, missing, deficient, deficient without a reason (it costs nothing and
 * owes none), or not applicable: 6^5. */
static void
test_every_state (void)
{
  static const HjVerdict verdicts[] = { HJ_VERDICT_NONE, HJ_VERDICT_MET, HJ_VERDICT_MISSING, HJ_VERDICT_DEFICIENT,
                                        HJ_VERDICT_DEFICIENT, HJ_VERDICT_NOT_APPLICABLE };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  for (guint code = 0; code < 6 * 6 * 6 * 6 * 6; code++)
    {
      g_autoptr (HjScoreCard) card = NULL;
      const HjCardItem *item;
      guint missing = 0;
      guint open = 0;
      guint rest = code;

      for (guint i = 0; i < 5; i++, rest /= 6)
        {
          HjFinding *finding = hj_test_finding (content, documents[7 + i], 0);

          finding->verdict = verdicts[rest % 6];
          hj_str_set (&finding->reason, rest % 6 == 3 || rest % 6 == 5 ? "未盖章" : "");
          missing += rest % 6 == 2;
          open += rest % 6 == 0;
        }
      card = hj_assess (content, NULL);
      item = hj_score_card_find_item (card, "2.2");
      hj_assert_amount (item->score, worth[missing]);
      g_assert_cmpuint (item->open, ==, open);
      g_assert_cmpuint (item->done, ==, 5 - open);
      g_assert_true (item->has_score == (open == 0));
      g_assert_cmpuint (card->open, ==, 12 + open);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/documents/exhaustive", test_exhaustive);
  g_test_add_func ("/documents/every-state", test_every_state);
  return hj_test_run ();
}
