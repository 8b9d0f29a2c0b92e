/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include "hj-assess-private.h"

typedef struct {
  HjScoreCard *card;
  GHashTable  *findings;  /* criterion id -> GPtrArray of HjFinding: one pass over them, not one a criterion */
} Assessment;

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

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  HjPoints left = *(const HjPoints *) a;
  HjPoints right = *(const HjPoints *) b;

  return (left > right) - (left < right);
}

/* Whether the same experts, in the same order, speak in both. */
static gboolean
same_voices (const GArray *a,
             const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_array_index (a, HjCardVoice, i).member != g_array_index (b, HjCardVoice, i).member)
      return FALSE;
  return TRUE;
}

/* What each expert's own sheet takes at this item, capped there; NULL where the
 * criteria were not assessed by the same experts. */
static GArray *
dup_own_deductions (const HjCardItem *entry,
                    HjPoints          cap)
{
  g_autoptr (GArray) own = g_array_new (FALSE, TRUE, sizeof (HjPoints));
  const GArray *first = NULL;

  for (guint i = 0; i < entry->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (entry->criteria, i);

      if (criterion->open_why != HJ_OPEN_NOT)
        continue;
      if (first == NULL)
        g_array_set_size (own, criterion->voices->len);
      else if (!same_voices (first, criterion->voices))
        return NULL;
      first = criterion->voices;
      for (guint j = 0; j < own->len; j++)
        g_array_index (own, HjPoints, j) += g_array_index (first, HjCardVoice, j).deduction;
    }
  for (guint j = 0; j < own->len; j++)
    g_array_index (own, HjPoints, j) = MIN (g_array_index (own, HjPoints, j), cap);
  return first != NULL ? g_steal_pointer (&own) : NULL;
}

/* What is taken at an item. Where a mean is taken it is the mean of what the
 * experts' own sheets show, each capped by itself, so that the panel's total is
 * the sum of theirs over their number (domain.md 1: sum ≥ 90 × n). */
static HjAmount
apply_cap (const HjScheme   *scheme,
           const HjCardItem *entry)
{
  HjRuleKind kind = entry->item->rule.kind;
  HjPoints cap = hj_assess_item_cap (entry->item);
  HjAmount capped = hj_amount_min (entry->raw, hj_amount_from_points (cap));
  g_autoptr (GArray) own = NULL;
  HjPoints sum = 0;
  guint trim;

  if (hj_assess_combine (scheme, kind) == HJ_COMBINE_CONSENSUS)
    return capped;
  own = dup_own_deductions (entry, cap);
  if (own == NULL)
    return capped;
  trim = hj_assess_trim (scheme, kind, own->len);
  if (trim > 0 && entry->criteria->len > 1)
    return capped;
  g_array_sort (own, compare_points);
  for (guint i = trim; i < own->len - trim; i++)
    sum += g_array_index (own, HjPoints, i);
  return hj_amount_new (sum, (gint64) (own->len - 2 * trim));
}

static void
sum_item (Assessment *assessment,
          HjCardItem *entry)
{
  const HjItem *item = entry->item;
  gboolean bonus = hj_assess_item_is_bonus (item);
  HjAmount awards = HJ_AMOUNT_ZERO;

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
  entry->applied = apply_cap (assessment->card->content->scheme, entry);
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
    {
      const HjCriterion *criterion = g_ptr_array_index (item->criteria, i);

      hj_assess_hear_panel (assessment->card,
                            hj_card_item_add_criterion (entry, criterion),
                            g_hash_table_lookup (assessment->findings, criterion->id));
    }
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
  hj_assess_warn (card);
  return card;
}
