/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-test.h"

/* The boundary cases of domain.md 1, by one expert. */
typedef struct {
  const char *name;
  const char *missing;    /* criteria, space between */
  const char *problems;
  const char *deductions; /* of 3.1.1, space between */
  const char *awards;     /* of 5.1.1, 5.1.2 ... */
  const char *base, *bonus, *grand;
  HjOutcome   outcome;
} Case;

static const Case cases[] = {
  { "all met", "", "", "", "", "100.00", "0.00", "100.00", HJ_OUTCOME_PASS },
  { "funding only", "", "4.1.1", "", "", "90.00", "0.00", "90.00", HJ_OUTCOME_PASS },
  { "2 of 7 and 3 of 5 missing", "2.1.1 2.1.7 2.2.1 2.2.3 2.2.5", "", "", "", "90.00", "0.00", "90.00", HJ_OUTCOME_PASS },
  { "any five missing", "2.1.1 2.1.2 2.1.3 2.1.4 2.1.5", "", "", "", "90.00", "0.00", "90.00", HJ_OUTCOME_PASS },
  { "all seven missing cost ten", "2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7", "", "", "", "90.00", "0.00", "90.00",
    HJ_OUTCOME_PASS },
  { "3 of 7 and 3 of 5 missing", "2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.2.3", "", "", "", "88.00", "0.00", "88.00", HJ_OUTCOME_FAIL },
  { "the same with a bonus of 20", "2.1.1 2.1.2 2.1.3 2.2.1 2.2.2 2.2.3", "", "", "20", "88.00", "20.00", "108.00",
    HJ_OUTCOME_FAIL },
  { "staff problem", "", "1.2.1", "", "", "85.00", "0.00", "85.00", HJ_OUTCOME_FAIL },
  { "staff problem with four bonuses", "", "1.2.1", "", "20 20 20 20", "85.00", "80.00", "165.00", HJ_OUTCOME_FAIL },
  { "equipment 10", "", "", "10", "", "90.00", "0.00", "90.00", HJ_OUTCOME_PASS },
  { "equipment 10 in parts", "", "", "4 5.5 0.5", "", "90.00", "0.00", "90.00", HJ_OUTCOME_PASS },
  { "equipment 10.5", "", "", "10.5", "", "89.50", "0.00", "89.50", HJ_OUTCOME_FAIL },
  { "equipment beyond its points", "", "", "30 30 7.5", "", "70.00", "0.00", "70.00", HJ_OUTCOME_FAIL },
  { "89 and a bonus of 20", "2.1.1 2.1.2", "", "7", "20", "89.00", "20.00", "109.00", HJ_OUTCOME_FAIL },
  { "all twelve missing", "2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5", "", "", "10 20",
    "80.00", "30.00", "110.00", HJ_OUTCOME_FAIL },
  { "nothing left", "2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5", "1.2.1 4.1.1", "30", "", "25.00", "0.00",
    "25.00", HJ_OUTCOME_FAIL },
};

typedef void (*EachFunc) (HjContent *content, const char *word, guint position);

static void
for_each_word (HjContent  *content,
               const char *words,
               EachFunc    func)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    func (content, parts[i], i);
}

static void
set_missing (HjContent  *content,
             const char *criterion,
             guint       position)
{
  hj_test_set (content, criterion, 0, HJ_VERDICT_MISSING, NULL);
}

static void
set_problem (HjContent  *content,
             const char *criterion,
             guint       position)
{
  hj_test_set (content, criterion, 0, HJ_VERDICT_PROBLEM, "合同未到期");
}

static void
deduct (HjContent  *content,
        const char *points,
        guint       position)
{
  HjPoints value;

  g_assert_true (hj_points_parse (points, &value, NULL));
  hj_test_deduct (content, "3.1.1", 0, value, "面积不足");
}

static void
award (HjContent  *content,
       const char *points,
       guint       position)
{
  g_autofree char *criterion = g_strdup_printf ("5.1.%u", position + 1);
  HjPoints value;

  g_assert_true (hj_points_parse (points, &value, NULL));
  hj_test_award (content, criterion, 0, value, "证书");
}

static void
test_case (gconstpointer data)
{
  const Case *sample = data;
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_all_met (content, 0);
  for_each_word (content, sample->missing, set_missing);
  for_each_word (content, sample->problems, set_problem);
  for_each_word (content, sample->deductions, deduct);
  for_each_word (content, sample->awards, award);
  for (guint i = 0; i < content->findings->len; i++)
    {
      g_autoptr (GError) error = NULL;

      hj_assess_check_finding (scheme, g_ptr_array_index (content->findings, i), &error);
      g_assert_no_error (error);
    }
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, sample->base);
  hj_assert_amount (card->bonus, sample->bonus);
  hj_assert_amount (card->grand, sample->grand);
  g_assert_cmpint (card->outcome, ==, sample->outcome);
  g_assert_true (card->can_pass == (sample->outcome == HJ_OUTCOME_PASS));
  g_assert_true (card->complete);
  g_assert_cmpuint (card->open, ==, 0);
  g_assert_cmpuint (card->total, ==, 17);
  g_assert_false (card->printed_sum_differs);
}

/* Every single award from 0 to 30 in tenths: 0 or 10..20 on a step of a half, nothing else. */
static void
test_awards (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  for (HjPoints points = 0; points <= 3000; points += 10)
    {
      g_autoptr (GError) error = NULL;
      gboolean sound = points == 0 || (points >= 1000 && points <= 2000 && points % 50 == 0);
      HjFinding *finding = hj_test_award (content, "5.1.2", 0, points, "证书");

      g_assert_true (hj_assess_check_finding (scheme, finding, &error) == sound);
      g_assert_true ((error == NULL) == sound);
    }
}

/* Nothing recorded: everything open, the base at most 100. */
static void
test_untouched (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) card = hj_assess (content, NULL);
  const HjCardItem *item = hj_score_card_find_item (card, "2.1");
  const HjCardItem *bonus = hj_score_card_find_item (card, "5.1");

  hj_assert_amount (card->base, "100.00");
  g_assert_cmpuint (card->open, ==, 17);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_INCOMPLETE);
  g_assert_true (card->can_pass);
  g_assert_false (card->complete);
  g_assert_cmpuint (item->open, ==, 7);
  g_assert_false (item->has_score);
  g_assert_cmpuint (bonus->open, ==, 0);
  g_assert_true (bonus->has_score);
  g_assert_cmpuint (card->disagreements->len, ==, 0);
}

/* While anything is open the base is the most it can be, and says so as soon as even that is too little. */
static void
test_upper_bound (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) before = NULL;
  g_autoptr (HjScoreCard) after = NULL;

  hj_test_set (content, "4.1.1", 0, HJ_VERDICT_PROBLEM, "无专项经费");
  before = hj_assess (content, NULL);
  hj_assert_amount (before->base, "90.00");
  g_assert_true (before->can_pass);
  g_assert_cmpuint (before->open, ==, 16);
  hj_test_set (content, "2.1.1", 0, HJ_VERDICT_MISSING, NULL);
  after = hj_assess (content, NULL);
  hj_assert_amount (after->base, "88.00");
  g_assert_false (after->can_pass);
  g_assert_cmpint (after->outcome, ==, HJ_OUTCOME_INCOMPLETE);
}

/* The sixth and seventh missing document are recorded, and cost nothing; taking one back recomputes from raw. */
static void
test_raw_and_applied (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  for (guint n = 1; n <= 7; n++)
    {
      g_autofree char *criterion = g_strdup_printf ("2.1.%u", n);
      g_autoptr (HjScoreCard) card = NULL;
      const HjCardItem *item;

      hj_test_set (content, criterion, 0, HJ_VERDICT_MISSING, NULL);
      card = hj_assess (content, NULL);
      item = hj_score_card_find_item (card, "2.1");
      g_assert_cmpint (item->raw.num, ==, 200 * n);
      g_assert_cmpint (item->applied.num, ==, MIN (200 * n, 1000));
      g_assert_true (item->has_score == (n == 7));
    }
  hj_test_set (content, "2.1.4", 0, HJ_VERDICT_MET, NULL);
  hj_test_set (content, "2.1.5", 0, HJ_VERDICT_MET, NULL);
  assert_base (content, "90.00");
  hj_test_set (content, "2.1.6", 0, HJ_VERDICT_MET, NULL);
  assert_base (content, "92.00");
}

/* Three places in the walk, one item of 30: what is taken there is summed. */
static void
test_aspects (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "3.1.1");
  HjFinding *finding = hj_test_finding (content, "3.1.1", 0);
  HjDeduction *deduction = hj_finding_add_deduction (finding, 250);

  hj_str_set (&deduction->reason, "面积不足");
  hj_str_set (&deduction->aspect, "3.1.1.sites");
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_ASPECTS);
  hj_finding_set_mark (finding, "3.1.1.sites", HJ_MARK_PROBLEM, NULL);
  hj_finding_set_mark (finding, "3.1.1.equipment", HJ_MARK_CLEAR, NULL);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_ASPECTS);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_NONE);
  assert_base (content, "100.00");
  hj_finding_set_mark (finding, "3.1.1.video", HJ_MARK_NOT_APPLICABLE, NULL);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_DEFICIENT);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_NOT);
  assert_base (content, "97.50");
  deduction = hj_finding_add_deduction (finding, 400);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_OWES_REASON);
  assert_base (content, "100.00");
  hj_str_set (&deduction->reason, "设备缺 2 台");
  assert_base (content, "93.50");
}

/* The expert concludes with aspects left: that is recorded and stands. */
static void
test_concluded_early (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "3.1.1");
  HjFinding *finding = hj_test_set (content, "3.1.1", 0, HJ_VERDICT_MET, NULL);

  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_NOT);
  hj_finding_set_mark (finding, "3.1.1.video", HJ_MARK_PROBLEM, "noted, no points");
  g_assert_true (hj_assess_check_finding (scheme, finding, NULL));
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_NOT);
  finding->verdict = HJ_VERDICT_NONE;
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_ASPECTS);
}

/* 发现问题不得分: the first problem decides, whatever else is looked at; a verdict cannot talk it away. */
static void
test_one_problem_decides (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "1.2.1");
  HjFinding *finding = hj_test_finding (content, "1.2.1", 0);
  g_autoptr (HjScoreCard) card = NULL;

  hj_finding_set_mark (finding, "1.2.1.office", HJ_MARK_PROBLEM, NULL);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_PROBLEM);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_OWES_REASON);
  hj_finding_set_mark (finding, "1.2.1.office", HJ_MARK_PROBLEM, "职称不符");
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_NOT);
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, "85.00");
  g_assert_false (card->can_pass);
  g_assert_cmpstr (hj_score_card_find_criterion (card, "1.2.1")->reason, ==, "职称不符");
  finding->verdict = HJ_VERDICT_MET;
  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_UNASSESSED);
}

static void
test_all_aspects_clear (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "1.2.1");
  HjFinding *finding = hj_test_finding (content, "1.2.1", 0);

  for (guint i = 0; i < criterion->aspects->len; i++)
    hj_finding_set_mark (finding, ((HjAspect *) g_ptr_array_index (criterion->aspects, i))->id, HJ_MARK_CLEAR, NULL);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_MET);
  for (guint i = 0; i < criterion->aspects->len; i++)
    hj_finding_set_mark (finding, ((HjAspect *) g_ptr_array_index (criterion->aspects, i))->id, HJ_MARK_NOT_APPLICABLE, NULL);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_NOT_APPLICABLE);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_OWES_REASON);
}

/* A problem marked under a judged criterion is not silently worth nothing: points, or a conclusion without them. */
static void
test_judged_problem_without_points (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "3.1.1");
  HjFinding *finding = hj_test_finding (content, "3.1.1", 0);

  hj_finding_set_mark (finding, "3.1.1.sites", HJ_MARK_PROBLEM, "noted");
  hj_finding_set_mark (finding, "3.1.1.equipment", HJ_MARK_CLEAR, NULL);
  hj_finding_set_mark (finding, "3.1.1.video", HJ_MARK_CLEAR, NULL);
  g_assert_cmpint (hj_assess_effective_verdict (criterion, finding), ==, HJ_VERDICT_DEFICIENT);
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_OWES_REASON);
}

/* Kept, not counted, and it says so; never an open criterion. */
static void
test_bonus_without_evidence (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 3);
  HjFinding *finding;
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (HjScoreCard) proven = NULL;

  hj_test_all_met (content, 0);
  finding = hj_test_award (content, "5.1.3", 0, HJ_POINTS (15), "  ");
  g_assert_true (hj_assess_check_finding (scheme, finding, NULL));
  card = hj_assess (content, NULL);
  hj_assert_amount (card->bonus, "0.00");
  g_assert_true (card->complete);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_PASS);
  g_assert_cmpint (hj_score_card_find_criterion (card, "5.1.3")->open_why, ==, HJ_OPEN_OWES_EVIDENCE);
  g_assert_cmpuint (card->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (card->warnings, 0), "5.1.3"));
  hj_str_set (&finding->reason, "全国先进");
  proven = hj_assess (content, NULL);
  hj_assert_amount (proven->bonus, "15.00");
  hj_assert_amount (proven->grand, "115.00");
  g_assert_cmpuint (proven->warnings->len, ==, 0);
}

/* No minimum a section: at 0 it warns, and fails nothing by itself. */
static void
test_section_at_zero (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 3);
  g_autoptr (HjScoreCard) card = NULL;

  hj_test_all_met (content, 0);
  hj_test_set (content, "4.1.1", 0, HJ_VERDICT_PROBLEM, "无");
  card = hj_assess (content, NULL);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_PASS);
  g_assert_cmpuint (card->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (card->warnings, 0), "4.经费保障"));
}

static void
test_exclusive_line (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) card = NULL;

  scheme->pass.inclusive = FALSE;
  hj_test_all_met (content, 0);
  hj_test_set (content, "4.1.1", 0, HJ_VERDICT_PROBLEM, "无");
  card = hj_assess (content, NULL);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_FAIL);
  g_assert_false (card->can_pass);
}

static void
test_next_open (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) fresh = hj_assess (content, NULL);
  g_autoptr (HjScoreCard) some = NULL;
  g_autoptr (HjScoreCard) none = NULL;
  const char *at = NULL;

  for (guint i = 0; i < 17; i++)
    {
      const char *before = at;

      at = hj_assess_next_open (fresh, at, 1)->id;
      if (before != NULL)
        g_assert_cmpstr (hj_assess_next_open (fresh, at, -1)->id, ==, before);
    }
  g_assert_cmpstr (at, ==, "4.1.1");
  g_assert_cmpstr (hj_assess_next_open (fresh, at, 1)->id, ==, "1.1.1");
  g_assert_cmpstr (hj_assess_next_open (fresh, "1.1.1", -1)->id, ==, "4.1.1");
  g_assert_cmpstr (hj_assess_next_open (fresh, "5.1.2", -1)->id, ==, "4.1.1");
  g_assert_cmpstr (hj_assess_next_open (fresh, NULL, -1)->id, ==, "4.1.1");
  hj_test_all_met (content, 0);
  hj_test_set (content, "2.1.6", 0, HJ_VERDICT_NONE, NULL);
  hj_test_set (content, "3.2.1", 0, HJ_VERDICT_NOT_APPLICABLE, NULL);
  some = hj_assess (content, NULL);
  g_assert_cmpstr (hj_assess_next_open (some, NULL, 1)->id, ==, "2.1.6");
  g_assert_cmpstr (hj_assess_next_open (some, "2.1.6", 1)->id, ==, "3.2.1");
  g_assert_cmpstr (hj_assess_next_open (some, "3.2.1", 1)->id, ==, "2.1.6");
  hj_test_set (content, "2.1.6", 0, HJ_VERDICT_MET, NULL);
  hj_test_set (content, "3.2.1", 0, HJ_VERDICT_MET, NULL);
  none = hj_assess (content, NULL);
  g_assert_null (hj_assess_next_open (none, NULL, 1));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/zhejiang/boundary/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/zhejiang/awards", test_awards);
  g_test_add_func ("/zhejiang/untouched", test_untouched);
  g_test_add_func ("/zhejiang/upper-bound", test_upper_bound);
  g_test_add_func ("/zhejiang/raw-and-applied", test_raw_and_applied);
  g_test_add_func ("/zhejiang/aspects", test_aspects);
  g_test_add_func ("/zhejiang/concluded-early", test_concluded_early);
  g_test_add_func ("/zhejiang/one-problem-decides", test_one_problem_decides);
  g_test_add_func ("/zhejiang/all-aspects-clear", test_all_aspects_clear);
  g_test_add_func ("/zhejiang/judged-problem-without-points", test_judged_problem_without_points);
  g_test_add_func ("/zhejiang/bonus-without-evidence", test_bonus_without_evidence);
  g_test_add_func ("/zhejiang/section-at-zero", test_section_at_zero);
  g_test_add_func ("/zhejiang/exclusive-line", test_exclusive_line);
  g_test_add_func ("/zhejiang/next-open", test_next_open);
  return hj_test_run ();
}
