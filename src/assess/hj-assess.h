/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-score-card.h"

G_BEGIN_DECLS

/**
 * hj_assess:
 * @expert: (nullable): a member id, for this expert's own card; %NULL for the panel
 *
 * The one function that computes a score card (design.md 2). Pure: no file, no
 * clock. Recused members do not count. An expert who recorded nothing about a
 * criterion is not counted for it; one whose finding still owes a reason holds
 * it open.
 */
HjScoreCard *hj_assess (HjContent *content, const char *expert);

/**
 * hj_assess_check_finding:
 *
 * Whether the rule knows what the finding says: verdicts the rule doesn't have,
 * points off-step or out of range, unknown aspects, tiers or methods are
 * INVALID with a sentence that names them. Owed reasons are no error.
 */
gboolean hj_assess_check_finding (const HjScheme   *scheme,
                                  const HjFinding  *finding,
                                  GError          **error);

/* The verdict that stands: the recorded one, or the one the aspects add up to
 * (all marked: deductions or a problem there make it deficient/problem; the first
 * problem at an aspect decides an all-or-nothing item or a veto at once). */
HjVerdict hj_assess_effective_verdict (const HjCriterion *criterion, const HjFinding *finding);
HjOpenWhy hj_assess_why_open (const HjCriterion *criterion, const HjFinding *finding);  /* finding may be NULL */
gboolean  hj_assess_owes_reason (const HjItem *item, HjVerdict verdict);
HjPoints  hj_assess_raw_deduction (const HjCriterion *criterion, const HjFinding *finding);

/**
 * hj_assess_preview:
 *
 * What a choice would cost before it is made: the card as if @finding stood in
 * place of what its expert has recorded. (transfer full)
 */
HjScoreCard *hj_assess_preview (HjContent *content, const HjFinding *finding, const char *expert);

/* The same, as if @finding owed nothing any more and its deductions were concluded: what a choice
 * will cost once its reason is there. For figures only. (transfer full) */
HjScoreCard *hj_assess_preview_settled (HjContent *content, const HjFinding *finding, const char *expert);

/* The item's rule in a sentence: "Each one missing takes 2 points, 10 at most." (transfer full) */
char *hj_assess_describe_rule (const HjItem *item);
/* A state in a word for the user: "met", "missing" ... (borrowed, translated) */
const char *hj_assess_state_label (HjState state);
const char *hj_assess_open_label (HjOpenWhy why);
/* How an assessment ends, in words for the user (borrowed, translated). */
const char *hj_assess_result_label (const HjScheme *scheme, HjResult result);  /* in the scheme's own words where it has some */

/* A step of a derivation: "每少1项扣2.00分 × 6" "12.00". */
typedef struct { char *label, *figure, *detail; } HjDerivationStep;
void hj_derivation_step_free (HjDerivationStep *step);

/**
 * hj_assess_explain:
 * @id: a criterion, item or section id, or "base", "bonus", "grand", "verdict"
 *
 * Returns: (transfer full) (element-type HjDerivationStep): how the figure came
 *   about: raw deduction, cap, applied deduction, rule, who, why; NULL for an
 *   unknown id.
 */
GPtrArray *hj_assess_explain (const HjScoreCard *card, const char *id);

/* Next or previous open criterion after @from (criterion id or NULL) in the walk, wrapping; NULL if none is open. */
const HjCriterion *hj_assess_next_open (const HjScoreCard *card, const char *from, int direction);

G_END_DECLS
