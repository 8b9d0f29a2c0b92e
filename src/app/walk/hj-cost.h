/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-score-card.h"

G_BEGIN_DECLS

/* What a choice costs, in words: "−2, 8 left of this item; 1-4项合计 92 ≥ 90". Every figure is
 * the card's; nothing is computed here. */

char *hj_cost_after (const HjScoreCard *card, const char *criterion);
/* What an expert took here, counted yet or not; an award is negative. */
HjPoints hj_cost_taken (const HjCriterion *criterion, const HjFinding *finding);
char *hj_cost_before (HjContent *content, const HjScoreCard *now, const HjFinding *finding);
/* What it will cost once it counts: with its reason, its evidence, its conclusion. @can_pass tells whether
 * the line can still be reached then. */
char *hj_cost_owed (HjContent *content, const HjCriterion *criterion, const HjFinding *finding, gboolean *can_pass);
/* Of an item as a whole: "6 / 10", "at most 8 / 10", "not assessed / 10"; "" without points. */
char *hj_cost_item (const HjCardItem *item);
/* "1-4项合计 92 ≥ 90" or "1-4项合计 at most 98"; "" without a line. */
char *hj_cost_line (const HjScoreCard *card);
/* The comparison alone: "≥ 90"; "" without a line. */
char *hj_cost_comparison (const HjScoreCard *card);

G_END_DECLS
