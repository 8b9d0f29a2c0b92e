/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-assess-private.h"

/* Below three experts no notice forbids the visit, but the mean says little (domain.md 1). */
#define FEW_EXPERTS 3
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

typedef struct {
  HjScoreCard *card;
  GHashTable  *findings;  /* criterion id -> GPtrArray of HjFinding: one pass over them, not one a criterion */
} Assessment;

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

static GHashTable *
index_findings (const HjContent *content)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < content->findings->len; i++)
    {
      HjFinding *finding = g_ptr_array_index (content->findings, i);
      GPtrArray *list = g_hash_table_lookup (index, finding->criterion);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (index, finding->criterion, list);
        }
      g_ptr_array_add (list, finding);
    }
  return index;
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
collect_voices (Assessment      *assessment,
                HjCardCriterion *entry)
{
  const HjContent *content = assessment->card->content;
  const GPtrArray *findings = g_hash_table_lookup (assessment->findings, entry->criterion->id);

  for (guint i = 0; findings != NULL && i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      const HjFinding *finding;

      if (member->recused)
        continue;
      if (assessment->card->expert != NULL && !g_str_equal (assessment->card->expert, member->id))
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

static void
assess_criterion (Assessment      *assessment,
                  HjCardCriterion *entry)
{
  const HjScheme *scheme = assessment->card->content->scheme;
  HjRuleKind kind = entry->criterion->item->rule.kind;
  gboolean consensus = hj_assess_combine (scheme, kind) == HJ_COMBINE_CONSENSUS;

  collect_voices (assessment, entry);
  g_free (entry->reason);
  entry->reason = join_reasons (entry->voices);
  entry->disagreement = consensus && voices_differ (entry->voices);
  entry->open_why = entry->disagreement ? HJ_OPEN_DISAGREEMENT : first_open_why (entry->voices);
  if (entry->disagreement)
    g_ptr_array_add (assessment->card->disagreements, entry->criterion->id);
  if (entry->open_why != HJ_OPEN_NOT)
    return;
  if (consensus)
    take_consensus (entry);
  else
    take_mean (scheme, entry);
}

static void
sum_item (Assessment *assessment,
          HjCardItem *entry)
{
  const HjItem *item = entry->item;
  gboolean bonus = hj_assess_item_is_bonus (item);
  HjAmount awards = HJ_AMOUNT_ZERO;
  HjAmount cap = hj_amount_from_points (hj_assess_item_cap (item));

  for (guint i = 0; i < entry->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (entry->criteria, i);

      if (criterion->state != HJ_STATE_OPEN)
        entry->done++;
      else if (!bonus)
        entry->open++;
      if (item->rule.kind == HJ_RULE_VETO && criterion->state == HJ_STATE_PROBLEM)
        assessment->card->vetoed = TRUE;
      entry->raw = hj_amount_add (entry->raw, criterion->deduction);
      awards = hj_amount_add (awards, criterion->award);
    }
  entry->applied = hj_amount_min (entry->raw, cap);
  if (item->rule.kind == HJ_RULE_BONUS)
    {
      entry->score = item->rule.cap > 0 ? hj_amount_min (awards, hj_amount_from_points (item->rule.cap)) : awards;
      entry->has_score = TRUE;
    }
  else if (item->has_points)
    {
      entry->score = hj_amount_sub (hj_amount_from_points (item->points), entry->applied);
      entry->has_score = entry->open == 0;
    }
}

static void
assess_item (Assessment    *assessment,
             HjCardSection *section,
             const HjItem  *item)
{
  HjCardItem *entry = hj_score_card_add_item (assessment->card, section, item);

  for (guint i = 0; i < item->criteria->len; i++)
    assess_criterion (assessment, hj_card_item_add_criterion (entry, g_ptr_array_index (item->criteria, i)));
  sum_item (assessment, entry);
  section->open += entry->open;
  section->done += entry->done;
  section->score = hj_amount_add (section->score, entry->score);
}

static void
assess_section (Assessment      *assessment,
                const HjSection *section)
{
  HjCardSection *entry = hj_score_card_add_section (assessment->card, section);

  for (guint i = 0; i < section->items->len; i++)
    assess_item (assessment, entry, g_ptr_array_index (section->items, i));
}

/* The base total alone meets the pass line; the bonus never helps it (domain.md 1). */
static void
sum_card (HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *entry = g_ptr_array_index (card->items, i);
      gboolean bonus = hj_assess_item_is_bonus (entry->item);

      if (hj_assess_item_is_due (scheme, entry->item))
        {
          card->open += entry->open;
          card->total += entry->criteria->len;
        }
      if (bonus)
        card->bonus = hj_amount_add (card->bonus, entry->score);
      else if (hj_scheme_section_counts (scheme, entry->item->section->id))
        card->base = hj_amount_add (card->base, entry->score);
      card->grand = hj_amount_add (card->grand, entry->score);
    }
  card->complete = card->open == 0;
}

static void
conclude (HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;
  gboolean scored = scheme->kind == HJ_SCHEME_POINTS && scheme->pass.present;

  card->can_pass = !card->vetoed && (!scored || hj_pass_line_reached (&scheme->pass, card->base));
  if (scheme->kind == HJ_SCHEME_CONDITIONS || (!scored && !card->vetoed))
    card->outcome = HJ_OUTCOME_NOT_ASSESSABLE;
  else if (!card->complete)
    card->outcome = HJ_OUTCOME_INCOMPLETE;
  else
    card->outcome = card->can_pass ? HJ_OUTCOME_PASS : HJ_OUTCOME_FAIL;
}

/* The amount as it is printed: whole hundredths, cut down. */
static gint64
printed (HjAmount amount)
{
  return amount.num / amount.den;
}

/* Whoever adds up the printed items must not find another total without a word about it. */
static gboolean
printed_sums_differ (const HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;
  gint64 base = 0;
  gint64 all = 0;
  HjAmount others;

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *entry = g_ptr_array_index (card->items, i);

      if (!hj_assess_item_is_bonus (entry->item) && hj_scheme_section_counts (scheme, entry->item->section->id))
        base += printed (entry->score);
      all += printed (entry->score);
    }
  others = hj_amount_sub (hj_amount_sub (card->grand, card->base), card->bonus);
  return base != printed (card->base) ||
         all != printed (card->grand) ||
         printed (card->base) + printed (card->bonus) + printed (others) != printed (card->grand);
}

static void G_GNUC_PRINTF (2, 3)
warn (HjScoreCard *card,
      const char  *format,
      ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (card->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* No notice sets a minimum a section: a section at 0 is said, and fails nothing (domain.md 1). */
static void
warn_of_sections (HjScoreCard *card)
{
  for (guint i = 0; i < card->sections->len; i++)
    {
      const HjCardSection *entry = g_ptr_array_index (card->sections, i);

      if (entry->section->has_points && !entry->section->bonus &&
          hj_amount_compare (entry->score, HJ_AMOUNT_ZERO) <= 0)
        warn (card, _("“%s” stands at 0. The notice sets no minimum, so this alone fails nothing."),
              entry->section->title);
    }
}

static void
warn_of_criteria (HjScoreCard *card)
{
  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; j < item->criteria->len; j++)
        {
          const HjCardCriterion *entry = g_ptr_array_index (item->criteria, j);

          if (entry->open_why == HJ_OPEN_OWES_EVIDENCE)
            warn (card, _("The bonus of %s is kept but not counted: its evidence is not named."),
                  entry->criterion->id);
          if (item->item->rule.kind == HJ_RULE_VETO && entry->state == HJ_STATE_PROBLEM)
            warn (card, _("The problem at %s fails the whole, whatever the points."), entry->criterion->id);
        }
    }
}

static void
warn_of_panel (HjScoreCard *card)
{
  const HjContent *content = card->content;
  guint n_experts = 0;

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      gboolean recorded = FALSE;

      if (!member->recused)
        n_experts++;
      for (guint j = 0; member->recused && !recorded && j < content->findings->len; j++)
        recorded = g_str_equal (((HjFinding *) g_ptr_array_index (content->findings, j))->expert, member->id);
      if (recorded)
        warn (card, _("What %s recorded does not count: the expert is recused."), member->name);
    }
  if (n_experts < FEW_EXPERTS)
    warn (card,
          dngettext (GETTEXT_PACKAGE,
                       "Only %u expert assesses. The notice sets no number; three or more are usual.",
                       "Only %u experts assess. The notice sets no number; three or more are usual.",
                       n_experts),
          n_experts);
}

/**
 * hj_assess:
 *
 * One score cell an item, deductions on its criteria, subtotals on sections
 * (domain.md 1). An open criterion costs nothing yet, so that while anything is
 * open the base total is the most it can become.
 *
 * Returns: (transfer full): the card; it holds a reference on @content
 */
HjScoreCard *
hj_assess (HjContent  *content,
           const char *expert)
{
  Assessment assessment;
  HjScoreCard *card;

  g_return_val_if_fail (content != NULL, NULL);

  card = hj_score_card_new (content, expert);
  assessment.card = card;
  assessment.findings = index_findings (content);
  for (guint i = 0; i < content->scheme->sections->len; i++)
    assess_section (&assessment, g_ptr_array_index (content->scheme->sections, i));
  g_hash_table_unref (assessment.findings);
  sum_card (card);
  conclude (card);
  card->printed_sum_differs = printed_sums_differ (card);
  warn_of_sections (card);
  warn_of_criteria (card);
  if (expert == NULL)
    warn_of_panel (card);
  return card;
}

/* Puts @finding where its like stands, or where it would; an empty one takes it away. */
static void
replace_finding (HjContent       *content,
                 const HjFinding *finding)
{
  const HjFinding *old = hj_content_find_finding (content, finding->criterion, finding->expert);

  if (old != NULL)
    g_ptr_array_remove (content->findings, (gpointer) old);
  if (!hj_finding_is_empty (finding))
    g_ptr_array_add (content->findings, hj_finding_copy (finding));
}

/**
 * hj_assess_preview:
 *
 * Equal to the card that hj_assess() gives after the change: a choice that still
 * owes its reason costs nothing yet. hj_assess_preview_settled() tells what it
 * will cost.
 */
HjScoreCard *
hj_assess_preview (HjContent       *content,
                   const HjFinding *finding,
                   const char      *expert)
{
  g_autoptr (HjContent) changed = NULL;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  changed = hj_content_copy (content);
  replace_finding (changed, finding);
  return hj_assess (changed, expert);
}

/* Stands for a reason or evidence that is still owed; never stored, never printed. */
#define OWED "…"

static void
settle (char **field)
{
  if (hj_assess_is_blank (*field))
    hj_str_set (field, OWED);
}

/**
 * hj_assess_preview_settled:
 *
 * The card as if @finding stood, were concluded, and owed no reason or evidence
 * any more: what a choice will cost once its reason is there ("−2，此项剩 8"),
 * told before and after it is made. Points taken at one aspect count although
 * others are left to look at: that passing became impossible is said at once.
 *
 * Returns: (transfer full): the card; its reasons are not for showing
 */
HjScoreCard *
hj_assess_preview_settled (HjContent       *content,
                           const HjFinding *finding,
                           const char      *expert)
{
  g_autoptr (HjFinding) settled = NULL;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  settled = hj_finding_copy (finding);
  if (hj_assess_speaks (settled))
    settle (&settled->reason);
  if (settled->verdict == HJ_VERDICT_NONE && settled->deductions->len > 0)
    settled->verdict = HJ_VERDICT_DEFICIENT;
  for (guint i = 0; i < settled->deductions->len; i++)
    settle (&((HjDeduction *) g_ptr_array_index (settled->deductions, i))->reason);
  return hj_assess_preview (content, settled, expert);
}
