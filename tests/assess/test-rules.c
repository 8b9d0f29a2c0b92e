/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"
#include "hj-error.h"
#include "hj-test.h"

#define NO  (-1)

/* What each verdict costs under each rule, in hundredths; NO where the rule doesn't know it. The scheme is that of
 * make_scheme(): 10 points, count 2 and deficient 0.5, partial 3 and 1, shortfall of two at 2, a tier of 6, one
 * deduction of 2.50. Independent of hj_rule_allows(). */
static const int costs[HJ_N_RULES][HJ_N_VERDICTS] = {
  /*                            none  met  missing deficient problem n/a */
  [HJ_RULE_COUNT]          = { 0,    0,   200,    50,       NO,     0 },
  [HJ_RULE_ALL_OR_NOTHING] = { 0,    0,   NO,     NO,       1000,   0 },
  [HJ_RULE_JUDGED]         = { 0,    0,   NO,     250,      NO,     0 },
  [HJ_RULE_SHORTFALL]      = { 0,    0,   400,    NO,       NO,     0 },
  [HJ_RULE_PARTIAL]        = { 0,    0,   300,    100,      NO,     0 },
  [HJ_RULE_TIERS]          = { 0,    0,   NO,     400,      NO,     0 },
  [HJ_RULE_BONUS]          = { 0,    0,   0,      NO,       NO,     NO },
  [HJ_RULE_VETO]           = { 0,    0,   NO,     NO,       0,      0 },
  [HJ_RULE_CONDITION]      = { 0,    0,   0,      0,        NO,     0 },
};

/* Which of them stay open until a reason is given. */
static const gboolean owes[HJ_N_RULES][HJ_N_VERDICTS] = {
  [HJ_RULE_COUNT]          = { 0, 0, 0, 1, 0, 1 },
  [HJ_RULE_ALL_OR_NOTHING] = { 0, 0, 0, 0, 1, 1 },
  [HJ_RULE_JUDGED]         = { 0, 0, 0, 1, 0, 1 },
  [HJ_RULE_SHORTFALL]      = { 0, 0, 0, 0, 0, 1 },
  [HJ_RULE_PARTIAL]        = { 0, 0, 0, 1, 0, 1 },
  [HJ_RULE_TIERS]          = { 0, 0, 0, 1, 0, 1 },
  [HJ_RULE_BONUS]          = { 0, 1, 0, 0, 0, 0 },
  [HJ_RULE_VETO]           = { 0, 0, 0, 0, 1, 1 },
  [HJ_RULE_CONDITION]      = { 0, 0, 1, 1, 0, 1 },
};

static const HjState states[HJ_N_VERDICTS] = {
  HJ_STATE_OPEN, HJ_STATE_MET, HJ_STATE_MISSING, HJ_STATE_DEFICIENT, HJ_STATE_PROBLEM, HJ_STATE_NOT_APPLICABLE,
};

static void
add_tier (HjRule     *rule,
          const char *id,
          HjPoints    points,
          gint64      from,
          gint64      to)
{
  HjTier *tier = hj_rule_add_tier (rule);

  hj_str_set (&tier->id, id);
  hj_str_set (&tier->label, id);
  tier->points = points;
  tier->banded = from >= 0;
  tier->from = MAX (from, 0);
  tier->to = to;
}

static HjScheme *
make_scheme (HjRuleKind kind,
             guint      n_criteria)
{
  HjScheme *scheme = hj_test_scheme_of (kind, n_criteria);
  HjRule *rule = &hj_scheme_find_item (scheme, "1.1")->rule;

  if (kind == HJ_RULE_COUNT)
    rule->deficient = 50;
  if (kind == HJ_RULE_PARTIAL)
    {
      rule->missing = 300;
      rule->deficient = 100;
    }
  if (kind == HJ_RULE_TIERS)
    {
      add_tier (rule, "good", 1000, -1, 0);
      add_tier (rule, "fair", 600, -1, 0);
      add_tier (rule, "poor", 200, -1, 0);
    }
  return scheme;
}

/* The finding that says @verdict as completely as the rule wants it, but for its reason. */
static HjFinding *
say (HjContent  *content,
     const char *criterion,
     guint       expert,
     HjVerdict   verdict)
{
  HjRuleKind kind = hj_scheme_find_item (content->scheme, "1.1")->rule.kind;
  HjFinding *finding = hj_test_set (content, criterion, expert, verdict, NULL);

  if (kind == HJ_RULE_JUDGED && verdict == HJ_VERDICT_DEFICIENT)
    hj_test_deduct (content, criterion, expert, 250, NULL);
  if (kind == HJ_RULE_SHORTFALL && verdict == HJ_VERDICT_MISSING)
    finding->quantity = 2;
  if (kind == HJ_RULE_TIERS && verdict == HJ_VERDICT_DEFICIENT)
    hj_str_set (&finding->tier, "fair");
  if (kind == HJ_RULE_BONUS && verdict == HJ_VERDICT_MET)
    hj_test_award (content, criterion, expert, 1500, NULL);
  return finding;
}

static void
give_reason (HjFinding *finding)
{
  hj_str_set (&finding->reason, "because");
  for (guint i = 0; i < finding->deductions->len; i++)
    hj_str_set (&((HjDeduction *) g_ptr_array_index (finding->deductions, i))->reason, "because");
}

static void
check_cell (HjRuleKind kind,
            HjVerdict  verdict)
{
  g_autoptr (HjScheme) scheme = make_scheme (kind, 1);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "1.1.1");
  HjFinding *finding = say (content, "1.1.1", 0, verdict);
  gboolean known = costs[kind][verdict] != NO;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScoreCard) card = NULL;
  const HjCardCriterion *entry;

  g_test_message ("%s, %s", hj_rule_kind_to_id (kind), hj_verdict_to_id (verdict));
  g_assert_true (hj_assess_check_finding (scheme, finding, &error) == known);
  if (verdict != HJ_VERDICT_NONE)
    g_assert_true (hj_rule_allows (&criterion->item->rule, verdict) == known);
  if (!known)
    {
      g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
      give_reason (finding);
    }
  else if (owes[kind][verdict])
    {
      HjOpenWhy why = kind == HJ_RULE_BONUS ? HJ_OPEN_OWES_EVIDENCE : HJ_OPEN_OWES_REASON;
      g_autoptr (HjScoreCard) owing = hj_assess (content, NULL);

      g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, why);
      hj_assert_amount (hj_score_card_find_criterion (owing, "1.1.1")->deduction, "0.00");
      hj_assert_amount (owing->bonus, "0.00");
      give_reason (finding);
    }
  /* With every reason given it is concluded; what the rule doesn't know stays open whatever a file says. */
  card = hj_assess (content, NULL);
  entry = hj_score_card_find_criterion (card, "1.1.1");
  g_assert_cmpint (entry->state, ==, known ? states[verdict] : HJ_STATE_OPEN);
  g_assert_cmpint (entry->deduction.num, ==, known ? costs[kind][verdict] : 0);
  g_assert_cmpint (entry->deduction.den, ==, 1);
  g_assert_cmpint (entry->award.num, ==, kind == HJ_RULE_BONUS && verdict == HJ_VERDICT_MET ? 1500 : 0);
  if (kind == HJ_RULE_BONUS)
    g_assert_cmpuint (card->open, ==, 0);
  else
    g_assert_true ((card->open == 0) == (known && verdict != HJ_VERDICT_NONE));
}

static void
test_every_cell (void)
{
  for (guint kind = 0; kind < HJ_N_RULES; kind++)
    for (guint verdict = 0; verdict < HJ_N_VERDICTS; verdict++)
      check_cell ((HjRuleKind) kind, (HjVerdict) verdict);
}

/* Asked of the rule alone, before anything is recorded: a judged item owes through its deductions. */
static void
test_owes_reason (void)
{
  for (guint kind = 0; kind < HJ_N_RULES; kind++)
    for (guint verdict = 0; verdict < HJ_N_VERDICTS; verdict++)
      {
        g_autoptr (HjScheme) scheme = make_scheme ((HjRuleKind) kind, 1);
        HjItem *item = hj_scheme_find_item (scheme, "1.1");
        gboolean itself = owes[kind][verdict] && kind != HJ_RULE_BONUS &&
                          !(kind == HJ_RULE_JUDGED && verdict == HJ_VERDICT_DEFICIENT);

        if (costs[kind][verdict] != NO)
          g_assert_true (hj_assess_owes_reason (item, (HjVerdict) verdict) == itself);
      }
}

/* White space is no reason. */
static void
test_blank_reason (void)
{
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_COUNT, 1);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, "1.1.1");
  HjFinding *finding = hj_test_set (content, "1.1.1", 0, HJ_VERDICT_NOT_APPLICABLE, " 　\t\n");

  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_OWES_REASON);
  hj_str_set (&finding->reason, "无");
  g_assert_cmpint (hj_assess_why_open (criterion, finding), ==, HJ_OPEN_NOT);
}

/* A note, a method or a reason typed ahead is no finding: it neither scores nor holds anything open. */
static void
test_says_nothing (void)
{
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_COUNT, 1);
  g_autoptr (HjContent) content = hj_test_content (scheme, 2);
  g_autoptr (HjScoreCard) card = NULL;
  HjFinding *finding = hj_test_finding (content, "1.1.1", 0);

  hj_str_set (&finding->note, "an opinion");
  hj_str_set (&finding->method, "site");
  hj_str_set (&finding->reason, "typed ahead");
  hj_test_set (content, "1.1.1", 1, HJ_VERDICT_MISSING, NULL);
  card = hj_assess (content, NULL);
  g_assert_cmpuint (hj_score_card_find_criterion (card, "1.1.1")->voices->len, ==, 1);
  hj_assert_amount (card->base, "8.00");
}

typedef struct {
  HjPoints min, max, increment, points;
  gboolean sound;
} Amount;

static void
test_judged_amounts (void)
{
  static const Amount amounts[] = {
    { 50, 1000, 50, 50, TRUE }, { 50, 1000, 50, 1000, TRUE }, { 50, 1000, 50, 250, TRUE },
    { 50, 1000, 50, 0, FALSE }, { 50, 1000, 50, -50, FALSE }, { 50, 1000, 50, 25, FALSE }, { 50, 1000, 50, 275, FALSE },
    { 50, 1000, 50, 1050, FALSE }, { 100, 500, 100, 150, FALSE }, { 100, 500, 100, 600, FALSE }, { 100, 500, 100, 500, TRUE },
    { 0, 0, 50, 1000, TRUE }, { 0, 0, 50, 1050, FALSE }, { 0, 0, 50, 0, FALSE }, { 0, 0, 0, 1, TRUE }, { 0, 0, 0, 999, TRUE },
    { 50, 1000, 50, G_MAXINT64, FALSE }, { 50, 1000, 50, G_MININT64, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_JUDGED, 1);
      g_autoptr (HjContent) content = hj_test_content (scheme, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (HjScoreCard) card = NULL;
      HjRule *rule = &hj_scheme_find_item (scheme, "1.1")->rule;

      rule->min = amounts[i].min;
      rule->max = amounts[i].max;
      rule->increment = amounts[i].increment;
      hj_test_deduct (content, "1.1.1", 0, amounts[i].points, "because");
      g_test_message ("amount %u", i);
      g_assert_true (hj_assess_check_finding (scheme, hj_test_finding (content, "1.1.1", 0), &error) == amounts[i].sound);
      g_assert_true (error == NULL || strstr (error->message, "item") != NULL);
      card = hj_assess (content, NULL);
      g_assert_cmpint (card->base.num, ==, 1000 - (amounts[i].sound ? amounts[i].points : 0));
    }
}

static void
test_tiers (void)
{
  static const struct { HjVerdict verdict; const char *tier; gboolean sound; const char *base; HjState state; } samples[] = {
    { HJ_VERDICT_MET, "", TRUE, "10.00", HJ_STATE_MET },
    { HJ_VERDICT_MET, "good", TRUE, "10.00", HJ_STATE_MET },
    { HJ_VERDICT_MET, "fair", FALSE, "10.00", HJ_STATE_OPEN },
    { HJ_VERDICT_DEFICIENT, "fair", TRUE, "6.00", HJ_STATE_DEFICIENT },
    { HJ_VERDICT_DEFICIENT, "poor", TRUE, "2.00", HJ_STATE_DEFICIENT },
    { HJ_VERDICT_DEFICIENT, "good", FALSE, "10.00", HJ_STATE_OPEN },
    { HJ_VERDICT_DEFICIENT, "", FALSE, "10.00", HJ_STATE_OPEN },
    { HJ_VERDICT_DEFICIENT, "none such", FALSE, "10.00", HJ_STATE_OPEN },
    { HJ_VERDICT_NONE, "poor", TRUE, "2.00", HJ_STATE_DEFICIENT },
    { HJ_VERDICT_NONE, "good", TRUE, "10.00", HJ_STATE_MET },
  };
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_TIERS, 1);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      HjFinding *finding = hj_test_set (content, "1.1.1", 0, samples[i].verdict, "because");
      g_autoptr (HjScoreCard) card = NULL;

      hj_str_set (&finding->tier, samples[i].tier);
      g_test_message ("sample %u", i);
      g_assert_true (hj_assess_check_finding (scheme, finding, NULL) == samples[i].sound);
      card = hj_assess (content, NULL);
      hj_assert_amount (card->base, samples[i].base);
      g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.1")->state, ==, samples[i].state);
    }
}

/* Tiers that are bands of a measured quantity: the quantity finds its band. */
static void
test_bands (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme_of (HJ_RULE_TIERS, 1);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  HjRule *rule = &hj_scheme_find_item (scheme, "1.1")->rule;
  HjFinding *finding = hj_test_set (content, "1.1.1", 0, HJ_VERDICT_NONE, "measured");

  add_tier (rule, "large", 1000, 60, G_MAXINT64);
  add_tier (rule, "middle", 500, 30, 59);
  add_tier (rule, "small", 0, 10, 29);
  finding->quantity = 60;
  assert_base (content, "10.00");
  finding->quantity = 59;
  assert_base (content, "5.00");
  finding->quantity = 30;
  assert_base (content, "5.00");
  finding->quantity = 29;
  assert_base (content, "0.00");
  finding->quantity = 9;
  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
  finding->quantity = 45;
  hj_str_set (&finding->tier, "small");
  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
  hj_str_set (&finding->tier, "middle");
  g_assert_true (hj_assess_check_finding (scheme, finding, NULL));
}

static void
test_shortfall (void)
{
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_SHORTFALL, 2);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  HjFinding *finding = hj_test_set (content, "1.1.1", 0, HJ_VERDICT_MISSING, NULL);

  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
  for (int short_of = 1; short_of <= 8; short_of++)
    {
      g_autoptr (HjScoreCard) card = NULL;

      finding->quantity = short_of;
      g_assert_true (hj_assess_check_finding (scheme, finding, NULL));
      card = hj_assess (content, NULL);
      g_assert_cmpint (hj_score_card_find_item (card, "1.1")->raw.num, ==, 200 * short_of);
      g_assert_cmpint (card->base.num, ==, MAX (0, 1000 - 200 * short_of));
    }
  hj_scheme_find_item (scheme, "1.1")->rule.cap = 300;
  assert_base (content, "7.00");
  finding->quantity = G_MAXINT;
  assert_base (content, "7.00");
  finding->quantity = -1;
  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
  finding->verdict = HJ_VERDICT_MET;
  finding->quantity = 1;
  g_assert_false (hj_assess_check_finding (scheme, finding, NULL));
}

static void
test_partial (void)
{
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_PARTIAL, 5);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  hj_test_all_met (content, 0);
  hj_test_set (content, "1.1.1", 0, HJ_VERDICT_DEFICIENT, "partly");
  assert_base (content, "9.00");
  hj_test_set (content, "1.1.2", 0, HJ_VERDICT_MISSING, NULL);
  assert_base (content, "6.00");
  hj_test_set (content, "1.1.3", 0, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "1.1.4", 0, HJ_VERDICT_MISSING, NULL);
  assert_base (content, "0.00");
  /* A cap belongs to counting and judging; here the amounts themselves say what may be lost. */
  hj_scheme_find_item (scheme, "1.1")->rule.cap = 100;
  assert_base (content, "0.00");
}

/* A veto fails the whole, whatever the points; while it is open there is no verdict. */
static void
test_veto (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_test_content (scheme, 3);
  HjSection *section = hj_scheme_add_section (scheme);
  HjItem *item = hj_section_add_item (section);
  g_autoptr (HjScoreCard) open = NULL;
  g_autoptr (HjScoreCard) clear = NULL;
  g_autoptr (HjScoreCard) vetoed = NULL;

  hj_str_set (&section->id, "6");
  hj_str_set (&item->id, "6.1");
  hj_str_set (&item->title, "veto");
  item->rule.kind = HJ_RULE_VETO;
  hj_str_set (&hj_item_add_criterion (item)->id, "6.1.1");
  hj_test_all_met (content, 0);
  hj_test_forget (content, "6.1.1", 0);
  open = hj_assess (content, NULL);
  g_assert_cmpint (open->outcome, ==, HJ_OUTCOME_INCOMPLETE);
  g_assert_cmpuint (open->open, ==, 1);
  g_assert_cmpuint (open->total, ==, 18);
  hj_test_set (content, "6.1.1", 0, HJ_VERDICT_MET, NULL);
  clear = hj_assess (content, NULL);
  g_assert_cmpint (clear->outcome, ==, HJ_OUTCOME_PASS);
  hj_test_set (content, "6.1.1", 0, HJ_VERDICT_PROBLEM, "forged papers");
  vetoed = hj_assess (content, NULL);
  g_assert_cmpint (vetoed->outcome, ==, HJ_OUTCOME_FAIL);
  g_assert_true (vetoed->vetoed);
  g_assert_false (vetoed->can_pass);
  hj_assert_amount (vetoed->base, "100.00");
  g_assert_false (hj_score_card_find_item (vetoed, "6.1")->has_score);
  g_assert_cmpuint (vetoed->warnings->len, ==, 1);
}

/* A scheme without points: conditions, counted as open, never a verdict by points. */
static void
test_conditions (void)
{
  static const HjVerdict verdicts[] = { HJ_VERDICT_MET, HJ_VERDICT_DEFICIENT, HJ_VERDICT_MISSING, HJ_VERDICT_NOT_APPLICABLE };
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_CONDITION, 4);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);
  g_autoptr (HjScoreCard) open = hj_assess (content, NULL);
  g_autoptr (HjScoreCard) card = NULL;

  g_assert_cmpuint (open->open, ==, 4);
  g_assert_cmpint (open->outcome, ==, HJ_OUTCOME_NOT_ASSESSABLE);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *criterion = g_strdup_printf ("1.1.%u", i + 1);

      hj_test_set (content, criterion, 0, verdicts[i], i == 0 ? NULL : "because");
    }
  card = hj_assess (content, NULL);
  g_assert_true (card->complete);
  g_assert_cmpuint (card->open, ==, 0);
  g_assert_cmpint (card->outcome, ==, HJ_OUTCOME_NOT_ASSESSABLE);
  hj_assert_amount (card->base, "0.00");
  g_assert_false (hj_score_card_find_item (card, "1.1")->has_score);
  g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.2")->state, ==, HJ_STATE_DEFICIENT);
  g_assert_cmpint (hj_score_card_find_criterion (card, "1.1.3")->state, ==, HJ_STATE_MISSING);
}

/* A judged item may be capped below its points. */
static void
test_cap (void)
{
  g_autoptr (HjScheme) scheme = make_scheme (HJ_RULE_COUNT, 5);
  g_autoptr (HjContent) content = hj_test_content (scheme, 1);

  hj_scheme_find_item (scheme, "1.1")->rule.cap = 500;
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *criterion = g_strdup_printf ("1.1.%u", i);

      hj_test_set (content, criterion, 0, HJ_VERDICT_MISSING, NULL);
    }
  assert_base (content, "5.00");
  hj_scheme_find_item (scheme, "1.1")->rule.cap = 0;
  assert_base (content, "0.00");
}

static void
assert_refused (HjScheme   *scheme,
                HjFinding  *finding,
                const char *named)
{
  g_autoptr (HjFinding) taken = finding;
  g_autoptr (GError) error = NULL;

  g_assert_false (hj_assess_check_finding (scheme, taken, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, named));
}

/* Names that the scheme doesn't have are refused, and named. */
static void
test_unknown_names (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjFinding *finding;

  assert_refused (scheme, hj_finding_new ("9.9.9", "e"), "9.9.9");
  finding = hj_finding_new ("2.1.1", "e");
  hj_str_set (&finding->method, "telepathy");
  assert_refused (scheme, finding, "telepathy");
  finding = hj_finding_new ("3.1.1", "e");
  hj_finding_set_mark (finding, "1.2.1.office", HJ_MARK_CLEAR, NULL);
  assert_refused (scheme, finding, "1.2.1.office");
  finding = hj_finding_new ("3.1.1", "e");
  hj_str_set (&hj_finding_add_deduction (finding, 100)->aspect, "3.1.1.roof");
  assert_refused (scheme, finding, "3.1.1.roof");
  finding = hj_finding_new ("3.1.1", "e");
  hj_str_set (&hj_finding_add_deduction (finding, 100)->method, "hearsay");
  assert_refused (scheme, finding, "hearsay");
  finding = hj_finding_new ("2.1.1", "e");
  hj_str_set (&finding->tier, "gold");
  assert_refused (scheme, finding, "工作场所相关制度、办法的情况");
  finding = hj_finding_new ("2.1.1", "e");
  hj_finding_add_deduction (finding, 200);
  assert_refused (scheme, finding, "工作场所相关制度、办法的情况");
  finding = hj_finding_new ("2.1.1", "e");
  finding->has_award = TRUE;
  assert_refused (scheme, finding, "工作场所相关制度、办法的情况");
  finding = hj_finding_new ("2.1.1", "e");
  finding->verdict = (HjVerdict) 77;
  assert_refused (scheme, finding, "?");
}

/* What a scheme's own words contradict: points with nothing found, nothing with points. */
static void
test_contradictions (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjFinding *finding = hj_finding_new ("3.1.1", "e");

  finding->verdict = HJ_VERDICT_DEFICIENT;
  assert_refused (scheme, finding, "设备实施条件");
  finding = hj_finding_new ("3.1.1", "e");
  finding->verdict = HJ_VERDICT_MET;
  hj_finding_add_deduction (finding, 100);
  assert_refused (scheme, finding, "设备实施条件");
  finding = hj_finding_new ("3.1.1", "e");
  finding->verdict = HJ_VERDICT_NOT_APPLICABLE;
  hj_finding_add_deduction (finding, 100);
  assert_refused (scheme, finding, "设备实施条件");
  finding = hj_finding_new ("5.1.1", "e");
  finding->verdict = HJ_VERDICT_MET;
  assert_refused (scheme, finding, "加分项");
  finding = hj_finding_new ("5.1.1", "e");
  finding->verdict = HJ_VERDICT_MISSING;
  finding->has_award = TRUE;
  finding->award = 1000;
  assert_refused (scheme, finding, "加分项");
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/rules/every-cell", test_every_cell);
  g_test_add_func ("/rules/owes-reason", test_owes_reason);
  g_test_add_func ("/rules/blank-reason", test_blank_reason);
  g_test_add_func ("/rules/says-nothing", test_says_nothing);
  g_test_add_func ("/rules/judged-amounts", test_judged_amounts);
  g_test_add_func ("/rules/tiers", test_tiers);
  g_test_add_func ("/rules/bands", test_bands);
  g_test_add_func ("/rules/shortfall", test_shortfall);
  g_test_add_func ("/rules/partial", test_partial);
  g_test_add_func ("/rules/veto", test_veto);
  g_test_add_func ("/rules/conditions", test_conditions);
  g_test_add_func ("/rules/cap", test_cap);
  g_test_add_func ("/rules/unknown-names", test_unknown_names);
  g_test_add_func ("/rules/contradictions", test_contradictions);
  return hj_test_run ();
}
