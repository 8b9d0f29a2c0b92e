/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-assess.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* Schemes unlike Zhejiang's, from the file to the verdict: what the format can
 * say is what the rules count. The figures are worked out by hand. */

static HjScheme *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HjScheme *scheme;
  char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  scheme = hj_scheme_read (bytes, name, &error);
  g_assert_no_error (error);
  return scheme;
}

/* What is recorded is what the rules know. */
static void
record (HjContent       *content,
        const HjFinding *finding)
{
  g_autoptr (GError) error = NULL;

  hj_assess_check_finding (content->scheme, finding, &error);
  g_assert_no_error (error);
}

static void
deduct (HjContent  *content,
        HjPoints    points,
        const char *reason)
{
  hj_test_deduct (content, "b.site.1", 0, points, reason);
  record (content, hj_test_finding (content, "b.site.1", 0));
}

static void
set (HjContent  *content,
     const char *criterion,
     HjVerdict   verdict,
     const char *reason)
{
  record (content, hj_test_set (content, criterion, 0, verdict, reason));
}

static void
set_quantity (HjContent  *content,
              const char *criterion,
              HjVerdict   verdict,
              int         quantity)
{
  HjFinding *finding = hj_test_set (content, criterion, 0, verdict, "");

  finding->quantity = quantity;
  record (content, finding);
}

static void
set_tier (HjContent  *content,
          const char *criterion,
          guint       expert,
          const char *tier)
{
  HjFinding *finding = hj_test_finding (content, criterion, expert);

  hj_str_set (&finding->tier, tier);
  hj_str_set (&finding->reason, "据台账");
  finding->verdict = g_str_equal (tier, "large") || g_str_equal (tier, "good") ? HJ_VERDICT_MET : HJ_VERDICT_DEFICIENT;
  record (content, finding);
}

static void
assert_item (HjScoreCard *card,
             const char  *id,
             const char  *score)
{
  const HjCardItem *item = hj_score_card_find_item (card, id);

  g_assert_nonnull (item);
  hj_assert_amount (item->score, score);
}

/* Everything answered, something taken everywhere. */
static HjContent *
make_mixed (HjScheme *scheme)
{
  HjContent *content = hj_test_content (scheme, 1);

  set (content, "a.count.1", HJ_VERDICT_MISSING, "");
  set (content, "a.count.2", HJ_VERDICT_DEFICIENT, "没有文号");
  set (content, "a.count.3", HJ_VERDICT_MET, "");
  set_quantity (content, "a.staff.1", HJ_VERDICT_MISSING, 3);
  set (content, "a.papers.1", HJ_VERDICT_MISSING, "");
  set (content, "a.papers.2", HJ_VERDICT_DEFICIENT, "未盖章");
  set_tier (content, "b.size.1", 0, "middle");
  set_tier (content, "b.quality.1", 0, "fair");
  deduct (content, 225, "面积不足");
  set (content, "b.money.1", HJ_VERDICT_MET, "");
  set (content, "c.veto.1", HJ_VERDICT_MET, "");
  return content;
}

static void
test_every_rule (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = make_mixed (scheme);
  g_autoptr (HjScoreCard) card = hj_assess (content, NULL);

  assert_item (card, "a.count", "5.00");    /* 10 - 4 - 1 */
  assert_item (card, "a.staff", "12.50");   /* 20 - 3 × 2.5 */
  assert_item (card, "a.papers", "9.00");   /* 20 - 8 - 3 */
  assert_item (card, "b.size", "12.50");    /* the tier's own points */
  assert_item (card, "b.quality", "6.00");
  assert_item (card, "b.site", "7.75");     /* 10 - 2.25 */
  assert_item (card, "b.money", "10.00");
  g_assert_true (card->complete);
  hj_assert_amount (card->base, "62.75");
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_PASS);
}

static void
test_caps (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = make_mixed (scheme);
  g_autoptr (HjScoreCard) card = NULL;

  set (content, "a.count.2", HJ_VERDICT_MISSING, "");
  set (content, "a.count.3", HJ_VERDICT_MISSING, "");
  set_quantity (content, "a.staff.1", HJ_VERDICT_MISSING, 9);
  card = hj_assess (content, NULL);
  hj_assert_amount (hj_score_card_find_item (card, "a.count")->raw, "12.00");
  assert_item (card, "a.count", "1.00");    /* at most 9 are taken */
  hj_assert_amount (hj_score_card_find_item (card, "a.staff")->raw, "22.50");
  assert_item (card, "a.staff", "10.00");   /* at most 10 */
}

static void
test_bands (void)
{
  static const struct { int quantity; const char *score; } wanted[] = {
    { 1, "5.00" }, { 299, "5.00" }, { 300, "12.50" }, { 999, "12.50" }, { 1000, "20.00" }, { 100000, "20.00" },
  };
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      HjFinding *finding = hj_test_finding (content, "b.size.1", 0);
      g_autoptr (HjScoreCard) card = NULL;

      finding->quantity = wanted[i].quantity;
      hj_str_set (&finding->reason, "据台账");
      record (content, finding);
      card = hj_assess (content, NULL);
      assert_item (card, "b.size", wanted[i].score);
    }
}

/* 60 is not above 60: the line of this scheme excludes its own figure. */
static void
test_exclusive_line (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = make_mixed (scheme);
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (HjScoreCard) above = NULL;

  deduct (content, 275, "照明不足");
  card = hj_assess (content, NULL);
  hj_assert_amount (card->base, "60.00");
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_FAIL);
  set (content, "a.count.2", HJ_VERDICT_MET, "");
  above = hj_assess (content, NULL);
  hj_assert_amount (above->base, "61.00");
  g_assert_cmpint (above->outcome, ==, HJ_OUTCOME_PASS);
}

static void
test_veto (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) open = NULL;
  g_autoptr (HjScoreCard) clear = NULL;
  g_autoptr (HjScoreCard) vetoed = NULL;

  hj_test_all_met (content, 0);
  hj_test_forget (content, "c.veto.1", 0);
  set_tier (content, "b.size.1", 0, "large");
  set_tier (content, "b.quality.1", 0, "good");
  open = hj_assess (content, NULL);
  g_assert_cmpint (open->outcome, ==, HJ_OUTCOME_INCOMPLETE);
  g_assert_cmpuint (open->open, ==, 1);
  set (content, "c.veto.1", HJ_VERDICT_MET, "");
  clear = hj_assess (content, NULL);
  hj_assert_amount (clear->base, "100.00");
  g_assert_cmpint (clear->outcome, ==, HJ_OUTCOME_PASS);
  set (content, "c.veto.1", HJ_VERDICT_PROBLEM, "伪造证书");
  vetoed = hj_assess (content, NULL);
  hj_assert_amount (vetoed->base, "100.00");
  g_assert_true (vetoed->vetoed);
  g_assert_false (vetoed->can_pass);
  g_assert_cmpint (vetoed->outcome, ==, HJ_OUTCOME_FAIL);
}

static void
test_bonus (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = make_mixed (scheme);
  g_autoptr (HjScoreCard) card = NULL;

  record (content, hj_test_award (content, "d.bonus.1", 0, 600, "获奖证书"));
  record (content, hj_test_award (content, "d.bonus.2", 0, 600, "获奖证书"));
  card = hj_assess (content, NULL);
  hj_assert_amount (card->bonus, "10.00");  /* 6 + 6, at most 10 */
  hj_assert_amount (card->base, "62.75");
  hj_assert_amount (card->grand, "72.75");
}

/* A trimmed mean from four experts on: of 0, 1, 2, 4 the middle ones count. */
static void
test_combinations (void)
{
  static const HjPoints taken[] = { 400, 100, 200, 25 };
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autoptr (HjContent) content = hj_test_content (scheme, 4);
  g_autoptr (HjScoreCard) card = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    hj_test_deduct (content, "b.site.1", i, taken[i], "面积不足");
  for (guint i = 0; i < 3; i++)
    set_tier (content, "b.size.1", i, i == 0 ? "large" : "middle");
  set (content, "b.money.1", HJ_VERDICT_MET, "");
  hj_test_set (content, "b.money.1", 1, HJ_VERDICT_PROBLEM, "无预算");
  card = hj_assess (content, NULL);
  assert_item (card, "b.site", "8.50");     /* 10 - (1 + 2) / 2 */
  assert_item (card, "b.size", "15.00");    /* (20 + 12.5 + 12.5) / 3 */
  g_assert_cmpuint (card->disagreements->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (card->disagreements, 0), ==, "b.money.1");
  assert_item (card, "b.money", "10.00");   /* open, and costs nothing yet */
}

static void
test_conditions (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("conditions.hjs");
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) empty = hj_assess (content, NULL);
  g_autoptr (HjScoreCard) card = NULL;

  g_assert_cmpint (scheme->kind, ==, HJ_SCHEME_CONDITIONS);
  g_assert_false (scheme->pass.present);
  g_assert_cmpint (scheme->filing.valid_until, ==, hj_day_new (2028, 2, 29));
  g_assert_cmpuint (scheme->steps->len, ==, 5);
  g_assert_cmpint (((const HjStep *) g_ptr_array_index (scheme->steps, 2))->kind, ==, HJ_STEP_REVIEW);
  g_assert_cmpuint (empty->open, ==, 3);
  set (content, "1.1.1", HJ_VERDICT_MET, "");
  set (content, "1.1.2", HJ_VERDICT_DEFICIENT, "900平方米，正在扩建");
  set (content, "1.2.1", HJ_VERDICT_MET, "");
  card = hj_assess (content, NULL);
  g_assert_true (card->complete);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_NOT_ASSESSABLE);
  g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.2")->state, ==, HJ_STATE_DEFICIENT);
  g_assert_false (hj_score_card_find_item (card, "1.1")->has_score);
}

/* What the file says stands in the model, value by value. */
static void
test_values (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  const HjStandard *standard = g_ptr_array_index (scheme->standards, 0);
  const HjCheck *check = g_ptr_array_index (standard->checks, 0);
  const HjCheckCondition *condition = g_ptr_array_index (check->conditions, 0);
  const HjField *field = g_ptr_array_index (((const HjForm *) g_ptr_array_index (scheme->forms, 0))->fields, 1);
  const HjItem *item = hj_scheme_find_item (scheme, "a.count");

  g_assert_cmpint (standard->kind, ==, HJ_STANDARD_REQUIREMENT);
  g_assert_cmpint (((const HjStandard *) g_ptr_array_index (scheme->standards, 1))->kind, ==, HJ_STANDARD_EXCLUSION);
  g_assert_cmpstr (standard->types, ==, "school,company");
  g_assert_true (standard->relaxable);
  g_assert_cmpint (check->scope, ==, HJ_CHECK_LEVEL);
  g_assert_cmpstr (check->levels, ==, "4,3");
  g_assert_cmpstr (check->rows, ==, "/dossier/assessors/assessor[hj:for(@occupation,$occupation)]");
  g_assert_true (check->has_at_least && check->has_at_most);
  g_assert_cmpfloat_with_epsilon (check->at_least, 10, 0.0001);
  g_assert_cmpfloat_with_epsilon (check->at_most, 50, 0.0001);
  g_assert_false (check->remark);
  g_assert_cmpstr (condition->test, ==, "hj:rank('skill', @title) >= 4");
  g_assert_cmpstr (condition->phrase, ==, "有技师资格");
  g_assert_cmpstr (field->options, ==, "男\n女");
  g_assert_cmpstr (field->group, ==, "本人");
  g_assert_cmpstr (item->sheet_title, ==, "制度建设");
  g_assert_cmpstr (item->sheet_criterion, ==, "三项制度");
  g_assert_cmpstr (item->rule.unit, ==, "项");
  g_assert_cmpstr (g_ptr_array_index (item->methods, 1), ==, "site");
  g_assert_cmpint (scheme->combine[HJ_RULE_JUDGED], ==, HJ_COMBINE_TRIMMED_MEAN);
  g_assert_cmpint (scheme->trim_from, ==, 4);
  g_assert_cmpint (scheme->filing.valid_years, ==, 3);
  g_assert_cmpint (scheme->filing.valid_until, ==, HJ_DAY_NONE);
  g_assert_true (scheme->filing.at_least);
  g_assert_false (scheme->filing.working);
  g_assert_cmpstr (scheme->occupations.usual_levels, ==, "5,4,3");
  g_assert_cmpint (scheme->occupations.bodies_min, ==, 2);
  g_assert_cmpstr (hj_scheme_term (scheme, "applicant", ""), ==, "申报机构");
}

/* A text that was broken in the file is one line in the model. */
static void
test_broken_lines (void)
{
  static const char text[] =
    "<scheme xmlns='urn:hengjian:scheme:1' id='a' edition='1' kind='conditions'>"
    "<head><title>\n  职业技能\n  等级认定 </title><short-title>浙江 2020</short-title>"
    "<notice authority='局'>Notice\n   of the <!-- not -->  year &lt;2026&gt; &#31532;1号</notice></head>"
    "<methods><method id='site'><![CDATA[看<>看]]></method></methods>"
    "<rubric><section id='1'><title>一</title><item id='1.1'><title>一</title><condition/>"
    "<criterion id='1.1.1'><text>有</text></criterion></item></section></rubric></scheme>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_read (bytes, "lines.hjs", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scheme->title, ==, "职业技能等级认定");
  g_assert_cmpstr (scheme->short_title, ==, "浙江 2020");
  g_assert_cmpstr (scheme->notice, ==, "Notice of the year <2026> 第1号");
  g_assert_cmpstr (hj_scheme_method_label (scheme, "site"), ==, "看<>看");
}

/* The digests change with the words, and with nothing else. */
static void
test_digests (void)
{
  g_autoptr (HjScheme) scheme = read_sample ("points.hjs");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "points.hjs", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HjScheme) other = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_string_replace (changed, "<text>制度一</text>", "<text>制度壹</text>", 0);
  g_string_replace (changed, "<title>人员</title>", "<title>人 员</title>", 0);
  g_string_replace (changed, "<phrase>没有印章</phrase>", "<phrase>无章</phrase>", 0);
  bytes = g_string_free_to_bytes (g_steal_pointer (&changed));
  other = hj_scheme_read (bytes, "changed.hjs", NULL);
  g_assert_nonnull (other);
  g_assert_cmpstr (hj_scheme_find_criterion (scheme, "a.count.1")->digest, !=, hj_scheme_find_criterion (other, "a.count.1")->digest);
  g_assert_cmpstr (hj_scheme_find_criterion (scheme, "a.count.2")->digest, ==, hj_scheme_find_criterion (other, "a.count.2")->digest);
  g_assert_cmpstr (hj_scheme_find_item (scheme, "a.count")->digest, ==, hj_scheme_find_item (other, "a.count")->digest);
  g_assert_cmpstr (hj_scheme_find_item (scheme, "a.staff")->digest, !=, hj_scheme_find_item (other, "a.staff")->digest);
  g_assert_cmpstr (hj_scheme_find_section (scheme, "a")->digest, ==, hj_scheme_find_section (other, "a")->digest);
  g_assert_cmpstr (scheme->digest, !=, other->digest);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/unlike/every-rule", test_every_rule);
  g_test_add_func ("/scheme/unlike/caps", test_caps);
  g_test_add_func ("/scheme/unlike/bands", test_bands);
  g_test_add_func ("/scheme/unlike/exclusive-line", test_exclusive_line);
  g_test_add_func ("/scheme/unlike/veto", test_veto);
  g_test_add_func ("/scheme/unlike/bonus", test_bonus);
  g_test_add_func ("/scheme/unlike/combinations", test_combinations);
  g_test_add_func ("/scheme/unlike/conditions", test_conditions);
  g_test_add_func ("/scheme/unlike/values", test_values);
  g_test_add_func ("/scheme/unlike/broken-lines", test_broken_lines);
  g_test_add_func ("/scheme/unlike/digests", test_digests);
  return hj_test_run ();
}
