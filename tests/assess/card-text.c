/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "card-text.h"

static void
add_amount (GString    *text,
            const char *name,
            HjAmount    amount)
{
  g_string_append_printf (text, " %s=%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, name, amount.num, amount.den);
}

char *
card_to_text (const HjScoreCard *card)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "open %u of %u, can pass %d, vetoed %d, %s, differs %d", card->open, card->total,
                          card->can_pass, card->vetoed, hj_outcome_to_id (card->outcome), card->printed_sum_differs);
  add_amount (text, "base", card->base);
  add_amount (text, "bonus", card->bonus);
  add_amount (text, "grand", card->grand);
  for (guint i = 0; i < card->disagreements->len; i++)
    g_string_append_printf (text, " ≠%s", (char *) g_ptr_array_index (card->disagreements, i));
  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      g_string_append_printf (text, "\n%s open %u done %u has %d", item->item->id, item->open, item->done, item->has_score);
      add_amount (text, "raw", item->raw);
      add_amount (text, "applied", item->applied);
      add_amount (text, "score", item->score);
      for (guint j = 0; j < item->criteria->len; j++)
        {
          const HjCardCriterion *entry = g_ptr_array_index (item->criteria, j);

          g_string_append_printf (text, "\n  %s %s why %d voices %u “%s”", entry->criterion->id,
                                  hj_state_to_id (entry->state), entry->open_why, entry->voices->len, entry->reason);
          add_amount (text, "deduction", entry->deduction);
          add_amount (text, "award", entry->award);
        }
    }
  for (guint i = 0; i < card->warnings->len; i++)
    g_string_append_printf (text, "\n! %s", (char *) g_ptr_array_index (card->warnings, i));
  return g_string_free (text, FALSE);
}
