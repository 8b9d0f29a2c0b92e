/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cost"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-cost.h"
#include "hj-wording.h"

static void
append_part (GString    *text,
             const char *separator,
             const char *part)
{
  if (part[0] == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

char *
hj_cost_comparison (const HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  gboolean reached = hj_pass_line_reached (pass, card->base);
  g_autofree char *line = hj_points_format_short (pass->line);
  const char *sign;

  if (!pass->present)
    return g_strdup ("");

  if (pass->inclusive)
    sign = reached ? "\xe2\x89\xa5" : "<";
  else
    sign = reached ? ">" : "\xe2\x89\xa4";

  return g_strdup_printf ("%s %s", sign, line);
}

char *
hj_cost_line (const HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  g_autofree char *base = hj_amount_format_short (card->base);
  g_autofree char *comparison = hj_cost_comparison (card);

  if (!pass->present)
    return g_strdup ("");

  if (card->open > 0)
    /* Translators: “1-4项合计 at most 98 ≥ 90”: label of the sum, figure, comparison with the pass line */
    return g_strdup_printf (_("%s at most %s %s"), pass->label, base, comparison);

  return g_strdup_printf ("%s %s %s", pass->label, base, comparison);
}

char *
hj_cost_item (const HjCardItem *item)
{
  g_autofree char *score = hj_amount_format_short (item->score);
  g_autofree char *points = hj_points_format_short (item->item->points);

  if (item->item->section->bonus)
    return item->score.num > 0 ? g_strdup_printf ("+%s", score) : g_strdup ("");
  if (!item->item->has_points)
    return g_strdup ("");
  if (item->has_score)
    return g_strdup_printf ("%s / %s", score, points);
  if (item->done == 0 && item->raw.num == 0)
    return g_strdup_printf (_("not assessed / %s"), points);

  return g_strdup_printf (_("at most %s / %s"), score, points);
}

/* What is left of the item, and that nothing more can be taken where it is used up. */
static char *
item_part (const HjCardItem *item)
{
  g_autofree char *score = hj_amount_format_short (item->score);

  if (!item->item->has_points || item->item->section->bonus)
    return g_strdup ("");
  if (hj_amount_compare (item->raw, item->applied) > 0)
    return g_strdup (_("nothing is left of this item"));
  if (!item->has_score)
    return g_strdup_printf (_("at most %s left of this item"), score);

  return g_strdup_printf (_("%s left of this item"), score);
}

static char *
own_part (const HjCardCriterion *criterion)
{
  if (criterion->award.num > 0)
    return hj_wording_amount_cost (hj_amount_new (-criterion->award.num, criterion->award.den));
  if (criterion->deduction.num > 0)
    return hj_wording_amount_cost (criterion->deduction);
  if (criterion->state == HJ_STATE_OPEN)
    return g_strdup (hj_assess_open_label (criterion->open_why));
  if (criterion->criterion->item->has_points)
    return g_strdup (_("costs nothing"));

  return g_strdup ("");
}

static char *
bonus_part (const HjScoreCard *card)
{
  g_autofree char *bonus = hj_amount_format_short (card->bonus);
  g_autofree char *grand = hj_amount_format_short (card->grand);

  if (card->open > 0)
    return g_strdup_printf (_("bonus %s; grand total at most %s"), bonus, grand);

  return g_strdup_printf (_("bonus %s; grand total %s"), bonus, grand);
}

static char *
sentence (const HjScoreCard *card,
          const char        *criterion_id,
          const char        *impossible)
{
  const HjCardCriterion *criterion = hj_score_card_find_criterion (card, criterion_id);
  g_autoptr (GString) text = g_string_new (NULL);
  const HjCardItem *item;
  g_autofree char *own = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *line = NULL;

  if (criterion == NULL)
    return g_strdup ("");

  item = hj_score_card_find_item (card, criterion->criterion->item->id);
  own = own_part (criterion);
  rest = item_part (item);
  line = item->item->section->bonus ? bonus_part (card) : hj_cost_line (card);

  /* Translators: between the cost of a choice and what is left of the item: “−2, 8 left of this item” */
  append_part (text, "", own);
  append_part (text, C_("cost", ", "), rest);
  /* Translators: before the running total: “8 left of this item; 1-4项合计 92 ≥ 90” */
  append_part (text, C_("cost", "; "), line);
  if (!card->can_pass && card->content->scheme->kind == HJ_SCHEME_POINTS)
    append_part (text, C_("cost", "; "), impossible);

  return g_strdup (text->str);
}

/**
 * hj_cost_after:
 *
 * What a criterion stands at: its cost, what is left of its item, the running total against the
 * line, and that passing is no longer possible where it is not.
 */
char *
hj_cost_after (const HjScoreCard *card,
               const char        *criterion)
{
  g_return_val_if_fail (card != NULL, NULL);

  return sentence (card, criterion, _("passing is no longer possible"));
}

HjPoints
hj_cost_taken (const HjCriterion *criterion,
               const HjFinding   *finding)
{
  HjPoints taken = hj_assess_raw_deduction (criterion, finding);

  /* Before the conclusion the rules take nothing yet; the deductions stand all the same. */
  if (taken == 0 && criterion->item->rule.kind == HJ_RULE_JUDGED)
    taken = hj_finding_sum_deductions (finding);

  return taken - (finding->has_award ? finding->award : 0);
}

/**
 * hj_cost_owed:
 * @finding: recorded, but open: it owes a reason or evidence, or aspects are left
 * @can_pass: (out): whether the line can still be reached once it counts
 *
 * What it will cost once it counts; that passing is impossible then is said now, not later.
 *
 * Returns: (transfer full): %NULL where it costs nothing even then
 */
char *
hj_cost_owed (HjContent         *content,
              const HjCriterion *criterion,
              const HjFinding   *finding,
              gboolean          *can_pass)
{
  HjOpenWhy why = hj_assess_why_open (criterion, finding);
  g_autoptr (HjScoreCard) preview = NULL;
  g_autofree char *text = NULL;

  *can_pass = TRUE;
  if (why == HJ_OPEN_ASPECTS)
    {
      g_autofree char *cost = hj_wording_cost (hj_cost_taken (criterion, finding));

      /* Translators: points taken while aspects are left to look at */
      return cost[0] != '\0' ? g_strdup_printf (_("%s, counted once it is concluded"), cost) : NULL;
    }
  if (why != HJ_OPEN_OWES_REASON && why != HJ_OPEN_OWES_EVIDENCE)
    return NULL;

  preview = hj_assess_preview_settled (content, finding, NULL);
  *can_pass = preview->can_pass;
  text = sentence (preview, criterion->id, _("passing is no longer possible"));

  /* Translators: what an answer will cost as soon as what it owes is given */
  return why == HJ_OPEN_OWES_REASON ? g_strdup_printf (_("With its reason: %s"), text)
                                    : g_strdup_printf (_("With its evidence: %s"), text);
}

/**
 * hj_cost_before:
 * @finding: what would be recorded
 *
 * The same before it is recorded.
 */
char *
hj_cost_before (HjContent         *content,
                const HjScoreCard *now,
                const HjFinding   *finding)
{
  g_autoptr (HjScoreCard) preview = NULL;

  g_return_val_if_fail (content != NULL && now != NULL && finding != NULL, NULL);

  preview = hj_assess_preview_settled (content, finding, NULL);

  return sentence (preview, finding->criterion,
                   now->can_pass ? _("this would make passing impossible")
                                 : _("passing is no longer possible"));
}
