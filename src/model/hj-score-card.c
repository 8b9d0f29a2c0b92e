/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-score-card.h"

static const char * const outcome_ids[] = {
  [HJ_OUTCOME_INCOMPLETE] = "incomplete",
  [HJ_OUTCOME_PASS] = "pass",
  [HJ_OUTCOME_FAIL] = "fail",
  [HJ_OUTCOME_NOT_ASSESSABLE] = "not-assessable",
};

static const char * const state_ids[] = {
  [HJ_STATE_OPEN] = "open",
  [HJ_STATE_MET] = "met",
  [HJ_STATE_MISSING] = "missing",
  [HJ_STATE_DEFICIENT] = "deficient",
  [HJ_STATE_PROBLEM] = "problem",
  [HJ_STATE_NOT_APPLICABLE] = "not-applicable",
};

const char *
hj_outcome_to_id (HjOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (outcome_ids), "incomplete");

  return outcome_ids[outcome];
}

const char *
hj_state_to_id (HjState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_ids), "open");

  return state_ids[state];
}

static void
free_criterion (gpointer data)
{
  HjCardCriterion *criterion = data;

  g_free (criterion->reason);
  g_array_unref (criterion->voices);
  g_free (criterion);
}

static void
free_item (gpointer data)
{
  HjCardItem *item = data;

  g_ptr_array_unref (item->criteria);
  g_free (item);
}

static void
free_section (gpointer data)
{
  HjCardSection *section = data;

  g_ptr_array_unref (section->items);
  g_free (section);
}

/**
 * hj_score_card_new:
 * @content: a reference is taken
 * @expert: (nullable): the member whose own card it is
 *
 * Returns: (transfer full): a card without sections, for the rules to fill
 *   before it is shared
 */
HjScoreCard *
hj_score_card_new (HjContent  *content,
                   const char *expert)
{
  HjScoreCard *card;

  g_return_val_if_fail (content != NULL, NULL);

  card = g_new0 (HjScoreCard, 1);
  g_atomic_ref_count_init (&card->ref_count);
  card->content = hj_content_ref (content);
  card->expert = g_strdup (expert);
  card->base = card->bonus = card->grand = HJ_AMOUNT_ZERO;
  card->sections = g_ptr_array_new_with_free_func (free_section);
  card->items = g_ptr_array_new_with_free_func (free_item);
  card->disagreements = g_ptr_array_new ();
  card->warnings = g_ptr_array_new_with_free_func (g_free);
  return card;
}

HjCardSection *
hj_score_card_add_section (HjScoreCard     *card,
                           const HjSection *section)
{
  HjCardSection *entry = g_new0 (HjCardSection, 1);

  entry->section = section;
  entry->score = HJ_AMOUNT_ZERO;
  entry->items = g_ptr_array_new ();
  g_ptr_array_add (card->sections, entry);
  return entry;
}

HjCardItem *
hj_score_card_add_item (HjScoreCard   *card,
                        HjCardSection *section,
                        const HjItem  *item)
{
  HjCardItem *entry = g_new0 (HjCardItem, 1);

  entry->item = item;
  entry->raw = entry->applied = entry->score = HJ_AMOUNT_ZERO;
  entry->criteria = g_ptr_array_new_with_free_func (free_criterion);
  g_ptr_array_add (card->items, entry);
  g_ptr_array_add (section->items, entry);
  return entry;
}

HjCardCriterion *
hj_card_item_add_criterion (HjCardItem        *item,
                            const HjCriterion *criterion)
{
  HjCardCriterion *entry = g_new0 (HjCardCriterion, 1);

  entry->criterion = criterion;
  entry->deduction = entry->award = HJ_AMOUNT_ZERO;
  entry->reason = g_strdup ("");
  entry->voices = g_array_new (FALSE, TRUE, sizeof (HjCardVoice));
  g_ptr_array_add (item->criteria, entry);
  return entry;
}

HjScoreCard *
hj_score_card_ref (HjScoreCard *card)
{
  g_return_val_if_fail (card != NULL, NULL);

  g_atomic_ref_count_inc (&card->ref_count);
  return card;
}

void
hj_score_card_unref (HjScoreCard *card)
{
  g_return_if_fail (card != NULL);

  if (!g_atomic_ref_count_dec (&card->ref_count))
    return;
  g_ptr_array_unref (card->sections);
  g_ptr_array_unref (card->items);
  g_ptr_array_unref (card->disagreements);
  g_ptr_array_unref (card->warnings);
  g_free (card->expert);
  hj_content_unref (card->content);
  g_free (card);
}

const HjCardItem *
hj_score_card_find_item (const HjScoreCard *card,
                         const char        *id)
{
  g_return_val_if_fail (card != NULL, NULL);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      if (g_strcmp0 (item->item->id, id) == 0)
        return item;
    }
  return NULL;
}

const HjCardCriterion *
hj_score_card_find_criterion (const HjScoreCard *card,
                              const char        *id)
{
  g_return_val_if_fail (card != NULL, NULL);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; j < item->criteria->len; j++)
        {
          const HjCardCriterion *criterion = g_ptr_array_index (item->criteria, j);

          if (g_strcmp0 (criterion->criterion->id, id) == 0)
            return criterion;
        }
    }
  return NULL;
}

const HjCardSection *
hj_score_card_find_section (const HjScoreCard *card,
                            const char        *id)
{
  g_return_val_if_fail (card != NULL, NULL);

  for (guint i = 0; i < card->sections->len; i++)
    {
      const HjCardSection *section = g_ptr_array_index (card->sections, i);

      if (g_strcmp0 (section->section->id, id) == 0)
        return section;
    }
  return NULL;
}

static void
tally_criterion (HjTally               *tally,
                 const HjCardCriterion *criterion)
{
  switch (criterion->state)
    {
    case HJ_STATE_MET:
      tally->met++;
      break;
    case HJ_STATE_DEFICIENT:
      tally->partly++;
      break;
    case HJ_STATE_MISSING:
    case HJ_STATE_PROBLEM:
      tally->not_met++;
      break;
    case HJ_STATE_NOT_APPLICABLE:
      tally->not_applicable++;
      break;
    case HJ_STATE_OPEN:
    default:
      tally->open++;
      break;
    }
}

HjTally
hj_score_card_tally (const HjScoreCard *card)
{
  HjTally tally = { 0 };

  g_return_val_if_fail (card != NULL, tally);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; !item->item->section->bonus && j < item->criteria->len; j++)
        tally_criterion (&tally, g_ptr_array_index (item->criteria, j));
    }
  return tally;
}
