/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include "hj-assess-private.h"

/* A trimmed mean of two voices would be a mean of none. */
#define LEAST_TO_TRIM 3

/* Orders states by how much they weigh, for where several experts' voices meet. */
static const int state_weights[] = {
  [HJ_STATE_OPEN] = -1,
  [HJ_STATE_NOT_APPLICABLE] = 0,
  [HJ_STATE_MET] = 1,
  [HJ_STATE_DEFICIENT] = 2,
  [HJ_STATE_MISSING] = 3,
  [HJ_STATE_PROBLEM] = 4,
};

static HjState
state_of_verdict (HjVerdict verdict)
{
  switch (verdict)
    {
    case HJ_VERDICT_MET:
      return HJ_STATE_MET;
    case HJ_VERDICT_MISSING:
      return HJ_STATE_MISSING;
    case HJ_VERDICT_DEFICIENT:
      return HJ_STATE_DEFICIENT;
    case HJ_VERDICT_PROBLEM:
      return HJ_STATE_PROBLEM;
    case HJ_VERDICT_NOT_APPLICABLE:
      return HJ_STATE_NOT_APPLICABLE;
    case HJ_VERDICT_NONE:
    default:
      return HJ_STATE_OPEN;
    }
}

/* Conditions and vetoes have no figure to take a mean of. */
HjCombine
hj_assess_combine (const HjScheme *scheme,
                   HjRuleKind      kind)
{
  if (kind == HJ_RULE_VETO || kind == HJ_RULE_CONDITION)
    return HJ_COMBINE_CONSENSUS;
  return scheme->combine[kind];
}

guint
hj_assess_trim (const HjScheme *scheme,
                HjRuleKind      kind,
                guint           n_voices)
{
  return hj_assess_combine (scheme, kind) == HJ_COMBINE_TRIMMED_MEAN &&
         n_voices >= (guint) MAX (scheme->trim_from, LEAST_TO_TRIM)
         ? 1
         : 0;
}

static const HjFinding *
find_finding (const GPtrArray *findings,
              const char      *expert)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->expert, expert))
        return finding;
    }
  return NULL;
}

static void
add_voice (HjCardCriterion *entry,
           const HjMember  *member,
           const HjFinding *finding)
{
  HjCardVoice voice = {
    .member = member,
    .finding = finding,
    .open_why = hj_assess_why_open (entry->criterion, finding),
    .deduction = hj_assess_raw_deduction (entry->criterion, finding),
    .award = finding->has_award ? finding->award : 0,
  };

  if (voice.open_why == HJ_OPEN_NOT)
    voice.state = state_of_verdict (hj_assess_effective_verdict (entry->criterion, finding));
  g_array_append_val (entry->voices, voice);
}

/* In panel order. A recused member does not count, nor one who recorded nothing here. */
static void
collect_voices (const HjScoreCard *card,
                HjCardCriterion   *entry,
                const GPtrArray   *findings)
{
  const HjContent *content = card->content;

  for (guint i = 0; findings != NULL && i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      const HjFinding *finding;

      if (member->recused)
        continue;
      if (card->expert != NULL && !g_str_equal (card->expert, member->id))
        continue;
      finding = find_finding (findings, member->id);
      if (finding != NULL && hj_assess_speaks (finding))
        add_voice (entry, member, finding);
    }
}

static gboolean
voices_agree (const HjCardVoice *a,
              const HjCardVoice *b)
{
  return a->state == b->state && a->deduction == b->deduction && a->award == b->award;
}

/* Whether those who have concluded differ, however many have not. */
static gboolean
voices_differ (const GArray *voices)
{
  const HjCardVoice *first = NULL;

  for (guint i = 0; i < voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (voices, HjCardVoice, i);

      if (voice->open_why != HJ_OPEN_NOT)
        continue;
      if (first != NULL && !voices_agree (first, voice))
        return TRUE;
      first = voice;
    }
  return FALSE;
}

static HjOpenWhy
first_open_why (const GArray *voices)
{
  for (guint i = 0; i < voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (voices, HjCardVoice, i);

      if (voice->open_why != HJ_OPEN_NOT)
        return voice->open_why;
    }
  return voices->len == 0 ? HJ_OPEN_UNASSESSED : HJ_OPEN_NOT;
}

static int
compare_voices (gconstpointer a,
                gconstpointer b)
{
  const HjCardVoice *x = a;
  const HjCardVoice *y = b;
  HjPoints left = x->deduction - x->award;
  HjPoints right = y->deduction - y->award;

  if (left != right)
    return left < right ? -1 : 1;
  return state_weights[x->state] - state_weights[y->state];
}

/* The exact mean of the voices, without the highest and the lowest where the scheme trims. */
static void
take_mean (const HjScheme  *scheme,
           HjCardCriterion *entry)
{
  g_autoptr (GArray) sorted = g_array_copy (entry->voices);
  guint trim = hj_assess_trim (scheme, entry->criterion->item->rule.kind, sorted->len);
  gint64 n = (gint64) (sorted->len - 2 * trim);
  HjPoints deductions = 0;
  HjPoints awards = 0;

  g_array_sort (sorted, compare_voices);
  for (guint i = trim; i < sorted->len - trim; i++)
    {
      const HjCardVoice *voice = &g_array_index (sorted, HjCardVoice, i);

      deductions += voice->deduction;
      awards += voice->award;
      if (state_weights[voice->state] > state_weights[entry->state])
        entry->state = voice->state;
    }
  entry->deduction = hj_amount_new (deductions, n);
  entry->award = hj_amount_new (awards, n);
}

static void
take_consensus (HjCardCriterion *entry)
{
  const HjCardVoice *voice = &g_array_index (entry->voices, HjCardVoice, 0);

  entry->state = voice->state;
  entry->deduction = hj_amount_from_points (voice->deduction);
  entry->award = hj_amount_from_points (voice->award);
}

static void
add_reason (GPtrArray  *reasons,
            const char *reason)
{
  if (!hj_assess_is_blank (reason) &&
      !g_ptr_array_find_with_equal_func (reasons, reason, g_str_equal, NULL))
    g_ptr_array_add (reasons, (char *) reason);
}

/* In panel order, each text once: two experts with the same words say one thing. */
static char *
join_reasons (const GArray *voices)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();

  for (guint i = 0; i < voices->len; i++)
    {
      const HjFinding *finding = g_array_index (voices, HjCardVoice, i).finding;

      add_reason (reasons, finding->reason);
      for (guint j = 0; j < finding->deductions->len; j++)
        add_reason (reasons, ((HjDeduction *) g_ptr_array_index (finding->deductions, j))->reason);
      for (guint j = 0; j < finding->marks->len; j++)
        {
          const HjAspectMark *mark = g_ptr_array_index (finding->marks, j);

          if (mark->mark == HJ_MARK_PROBLEM || mark->mark == HJ_MARK_NOT_APPLICABLE)
            add_reason (reasons, mark->remark);
        }
    }
  g_ptr_array_add (reasons, NULL);
  return g_strjoinv ("；", (char **) reasons->pdata);
}

/* A condition of another kind of applicant is not asked: not applicable, unless an expert says otherwise. */
static gboolean
settle_unasked (const HjScoreCard *card,
                HjCardCriterion   *entry)
{
  const HjContent *content = card->content;

  if (entry->voices->len > 0 ||
      hj_scheme_asks_type (content->scheme, entry->criterion->types, content->applicant.type))
    return FALSE;
  entry->state = HJ_STATE_NOT_APPLICABLE;
  entry->open_why = HJ_OPEN_NOT;
  entry->unasked = TRUE;
  return TRUE;
}

void
hj_assess_hear_panel (HjScoreCard     *card,
                      HjCardCriterion *entry,
                      const GPtrArray *findings)
{
  const HjScheme *scheme = card->content->scheme;
  HjRuleKind kind = entry->criterion->item->rule.kind;
  gboolean consensus = hj_assess_combine (scheme, kind) == HJ_COMBINE_CONSENSUS;

  collect_voices (card, entry, findings);
  if (settle_unasked (card, entry))
    return;
  g_free (entry->reason);
  entry->reason = join_reasons (entry->voices);
  entry->disagreement = consensus && voices_differ (entry->voices);
  entry->open_why = entry->disagreement ? HJ_OPEN_DISAGREEMENT : first_open_why (entry->voices);
  if (entry->disagreement)
    g_ptr_array_add (card->disagreements, entry->criterion->id);
  if (entry->open_why != HJ_OPEN_NOT)
    return;
  if (consensus)
    take_consensus (entry);
  else
    take_mean (scheme, entry);
}
