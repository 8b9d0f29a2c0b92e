/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include "hj-assess-private.h"

/* Every criterion of the card in the order one walks them. */
static GPtrArray *
list_criteria (const HjScoreCard *card)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; j < item->criteria->len; j++)
        g_ptr_array_add (list, g_ptr_array_index (item->criteria, j));
    }
  return list;
}

/* Bonus cases are never open (domain.md 1). */
static gboolean
is_due (const HjScoreCard     *card,
        const HjCardCriterion *entry)
{
  return entry->state == HJ_STATE_OPEN && hj_assess_item_is_due (card->content->scheme, entry->criterion->item);
}

/**
 * hj_assess_next_open:
 * @from: (nullable): where one stands; %NULL for before the first or after the last
 * @direction: forwards if positive, else backwards
 *
 * Returns: (nullable): the nearest criterion in that direction that blocks the
 *   verdict, around the end; @from itself where it is the only one
 */
const HjCriterion *
hj_assess_next_open (const HjScoreCard *card,
                     const char        *from,
                     int                direction)
{
  g_autoptr (GPtrArray) list = NULL;
  int step = direction > 0 ? 1 : -1;
  int n, at;

  g_return_val_if_fail (card != NULL, NULL);

  list = list_criteria (card);
  n = (int) list->len;
  at = step > 0 ? -1 : n;
  for (int i = 0; from != NULL && i < n; i++)
    {
      const HjCardCriterion *entry = g_ptr_array_index (list, i);

      if (g_str_equal (entry->criterion->id, from))
        at = i;
    }
  for (int tries = 0; tries < n; tries++)
    {
      const HjCardCriterion *entry;

      at = (at + step + n) % n;
      entry = g_ptr_array_index (list, at);
      if (is_due (card, entry))
        return entry->criterion;
    }
  return NULL;
}
