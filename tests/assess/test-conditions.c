/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-assess.h"
#include "hj-test.h"

/* A scheme without points: counts instead of totals, conditions of another kind of applicant,
 * and the panel's conclusion against what was found. */

static HjScheme *
make_scheme (void)
{
  HjScheme *scheme = hj_test_scheme_of (HJ_RULE_CONDITION, 5);
  HjApplicantType *school = hj_scheme_add_applicant_type (scheme);
  HjApplicantType *company = hj_scheme_add_applicant_type (scheme);

  hj_str_set (&school->id, "school");
  hj_str_set (&school->label, "院校");
  hj_str_set (&company->id, "company");
  hj_str_set (&company->label, "企业");
  hj_str_set (&hj_scheme_find_criterion (scheme, "1.1.4")->types, "school");
  hj_str_set (&hj_scheme_find_criterion (scheme, "1.1.5")->types, "company,other");
  return scheme;
}

static HjContent *
make_content (const char *type)
{
  g_autoptr (HjScheme) scheme = make_scheme ();
  HjContent *content = hj_test_content (scheme, 3);

  hj_str_set (&content->applicant.type, type);
  return content;
}

static void
assert_tally (const HjScoreCard *card,
              guint              met,
              guint              partly,
              guint              not_met,
              guint              not_applicable,
              guint              open)
{
  HjTally tally = hj_score_card_tally (card);

  g_assert_cmpuint (tally.met, ==, met);
  g_assert_cmpuint (tally.partly, ==, partly);
  g_assert_cmpuint (tally.not_met, ==, not_met);
  g_assert_cmpuint (tally.not_applicable, ==, not_applicable);
  g_assert_cmpuint (tally.open, ==, open);
  g_assert_cmpuint (card->open, ==, open);
}

static void
test_unasked (void)
{
  static const struct { const char *type; HjState school, company; guint open; } cases[] = {
    { "院校", HJ_STATE_OPEN, HJ_STATE_NOT_APPLICABLE, 4 },
    { "企业", HJ_STATE_NOT_APPLICABLE, HJ_STATE_OPEN, 4 },
    /* An unknown kind is asked everything. */
    { "", HJ_STATE_OPEN, HJ_STATE_OPEN, 5 },
    { "别的单位", HJ_STATE_OPEN, HJ_STATE_OPEN, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HjContent) content = make_content (cases[i].type);
      g_autoptr (HjScoreCard) card = hj_assess (content, NULL);
      g_autoptr (HjScoreCard) own = hj_assess (content, hj_test_expert (1));

      g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.4")->state, ==, cases[i].school);
      g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.5")->state, ==, cases[i].company);
      g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.4")->unasked, ==, cases[i].school == HJ_STATE_NOT_APPLICABLE);
      assert_tally (card, 0, 0, 0, 5 - cases[i].open, cases[i].open);
      assert_tally (own, 0, 0, 0, 5 - cases[i].open, cases[i].open);
    }
}

/* What an expert recorded stands, whatever kind the applicant is of. */
static void
test_recorded_all_the_same (void)
{
  g_autoptr (HjContent) content = make_content ("企业");
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_set (content, "1.1.4", 0, HJ_VERDICT_MISSING, "没有在校生");
  card = hj_assess (content, NULL);
  g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.4")->state, ==, HJ_STATE_MISSING);
  g_assert_false (hj_score_card_find_criterion (card, "1.1.4")->unasked);
  assert_tally (card, 0, 0, 1, 0, 4);
}

static void
test_walk_skips_the_unasked (void)
{
  g_autoptr (HjContent) content = make_content ("企业");
  g_autoptr (HjScoreCard) card = hj_assess (content, NULL);

  g_assert_cmpstr (hj_assess_next_open (card, "1.1.3", 1)->id, ==, "1.1.5");
  g_assert_cmpstr (hj_assess_next_open (card, "1.1.5", -1)->id, ==, "1.1.3");
}

static gboolean
warns (const HjScoreCard *card,
       const char        *words)
{
  for (guint i = 0; i < card->warnings->len; i++)
    if (strstr (g_ptr_array_index (card->warnings, i), words) != NULL)
      return TRUE;
  return FALSE;
}

typedef struct {
  HjVerdict   last;     /* of 1.1.3 */
  HjResult    result;
  const char *reasons;
  const char *warning;  /* NULL: none of the conclusion */
} ConclusionCase;

static const ConclusionCase conclusions[] = {
  { HJ_VERDICT_MET, HJ_RESULT_NONE, "", "still owed" },
  { HJ_VERDICT_MET, HJ_RESULT_APPROVE, "", "owes its reasons" },
  { HJ_VERDICT_MET, HJ_RESULT_APPROVE, "  ", "owes its reasons" },
  { HJ_VERDICT_MET, HJ_RESULT_APPROVE, "条件符合", NULL },
  { HJ_VERDICT_DEFICIENT, HJ_RESULT_APPROVE, "基本符合", NULL },
  { HJ_VERDICT_MISSING, HJ_RESULT_APPROVE, "可以", "approves although 1 condition is not met" },
  { HJ_VERDICT_MISSING, HJ_RESULT_APPROVE_AFTER, "整改", NULL },
  { HJ_VERDICT_MISSING, HJ_RESULT_REJECT, "缺场地", NULL },
  { HJ_VERDICT_NONE, HJ_RESULT_NONE, "", NULL },
  { HJ_VERDICT_NONE, HJ_RESULT_REJECT, "缺场地", "something is open" },
};

static void
test_conclusion (gconstpointer data)
{
  static const char * const words[] = { "still owed", "owes its reasons", "approves although", "something is open", "excluded" };
  const ConclusionCase *wanted = data;
  g_autoptr (HjContent) content = make_content ("院校");
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_set (content, "1.1.1", 0, HJ_VERDICT_MET, "");
  hj_test_set (content, "1.1.2", 0, HJ_VERDICT_MET, "");
  hj_test_set (content, "1.1.4", 0, HJ_VERDICT_MET, "");
  if (wanted->last != HJ_VERDICT_NONE)
    hj_test_set (content, "1.1.3", 0, wanted->last, "所见如此");
  content->conclusion.result = wanted->result;
  hj_str_set (&content->conclusion.reasons, wanted->reasons);
  card = hj_assess (content, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (warns (card, words[i]), ==, wanted->warning != NULL && strstr (wanted->warning, words[i]) != NULL);
  if (wanted->warning != NULL)
    g_assert_true (warns (card, wanted->warning));
}

static void
test_veto (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme_of (HJ_RULE_VETO, 1);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjScoreCard) card = NULL;

  scheme->kind = HJ_SCHEME_CONDITIONS;
  scheme->pass.present = FALSE;
  content = hj_test_content (scheme, 3);
  hj_test_set (content, "1.1.1", 0, HJ_VERDICT_PROBLEM, "列入名单");
  content->conclusion.result = HJ_RESULT_APPROVE_AFTER;
  hj_str_set (&content->conclusion.reasons, "整改");
  card = hj_assess (content, NULL);
  g_assert_true (card->vetoed);
  g_assert_false (card->can_pass);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_NOT_ASSESSABLE);
  assert_tally (card, 0, 0, 1, 0, 0);
  g_assert_true (warns (card, "excludes the applicant"));
  g_assert_true (warns (card, "approves an applicant that is excluded"));
}

static void
test_explained (void)
{
  g_autoptr (HjContent) content = make_content ("企业");
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  static const char * const figures[] = { "1", "1", "1", "1", "1" };
  const HjDerivationStep *last;

  hj_test_set (content, "1.1.1", 0, HJ_VERDICT_MET, "");
  hj_test_set (content, "1.1.2", 0, HJ_VERDICT_DEFICIENT, "尚可");
  hj_test_set (content, "1.1.3", 0, HJ_VERDICT_MISSING, "没有");
  content->conclusion.result = HJ_RESULT_REJECT;
  hj_str_set (&content->conclusion.reasons, "条件不足");
  card = hj_assess (content, NULL);
  steps = hj_assess_explain (card, "verdict");
  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (figures) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_assert_cmpstr (((const HjDerivationStep *) g_ptr_array_index (steps, i))->figure, ==, figures[i]);
  last = g_ptr_array_index (steps, steps->len - 1);
  g_assert_cmpstr (last->figure, ==, "Rejected");
  g_assert_cmpstr (last->detail, ==, "条件不足");
}

/* There are no totals to explain, which is said instead of 0.00. */
static void
test_no_totals (void)
{
  static const char * const ids[] = { "base", "bonus", "grand" };
  g_autoptr (HjContent) content = make_content ("企业");
  g_autoptr (HjScoreCard) card = hj_assess (content, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GPtrArray) steps = hj_assess_explain (card, ids[i]);
      const HjDerivationStep *step;

      g_assert_cmpuint (steps->len, ==, 1);
      step = g_ptr_array_index (steps, 0);
      g_assert_cmpstr (step->label, ==, "No points");
      g_assert_cmpstr (step->figure, ==, "");
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/assess/conditions/unasked", test_unasked);
  g_test_add_func ("/assess/conditions/recorded-all-the-same", test_recorded_all_the_same);
  g_test_add_func ("/assess/conditions/walk-skips-the-unasked", test_walk_skips_the_unasked);
  for (guint i = 0; i < G_N_ELEMENTS (conclusions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/assess/conditions/conclusion/%u", i);

      g_test_add_data_func (path, &conclusions[i], test_conclusion);
    }
  g_test_add_func ("/assess/conditions/veto", test_veto);
  g_test_add_func ("/assess/conditions/explained", test_explained);
  g_test_add_func ("/assess/conditions/no-totals", test_no_totals);
  return hj_test_run ();
}
