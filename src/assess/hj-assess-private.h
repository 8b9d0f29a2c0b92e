/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-assess.h"

G_BEGIN_DECLS

/* Between the files of this folder. */

/* Nothing but white space: no reason, no evidence. */
gboolean      hj_assess_is_blank (const char *text);
/* Does the finding bear on the score at all, or is it a note, a method, a reason typed ahead? */
gboolean      hj_assess_speaks (const HjFinding *finding);
/* The tier that stands: the named one, the one whose band holds the quantity, or what the verdict leaves no
 * choice about; NULL while none does. */
const HjTier *hj_assess_find_tier (const HjItem *item, const HjFinding *finding);
/* The verdict, points, tier, quantity and award: what scoring rests on. Names of methods and aspects are not. */
gboolean      hj_assess_check_figures (const HjItem *item, const HjFinding *finding, GError **error);

gboolean      hj_assess_item_is_bonus (const HjItem *item);
/* Whether an open criterion of it blocks the verdict (domain.md 1: those of sections 1 to 4). */
gboolean      hj_assess_item_is_due (const HjScheme *scheme, const HjItem *item);
/* The most that may be taken in it. */
HjPoints      hj_assess_item_cap (const HjItem *item);

/* What the panel, or the card's expert, says of one criterion: voices, combined figure, disagreement. */
void          hj_assess_hear_panel (HjScoreCard *card, HjCardCriterion *entry, const GPtrArray *findings);
void          hj_assess_warn (HjScoreCard *card);

/* How many voices a trimmed mean leaves out at each end, for so many voices. */
guint         hj_assess_trim (const HjScheme *scheme, HjRuleKind kind, guint n_voices);
HjCombine     hj_assess_combine (const HjScheme *scheme, HjRuleKind kind);

G_END_DECLS
