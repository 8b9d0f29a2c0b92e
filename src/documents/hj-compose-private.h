/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-printed-words.h"
#include "hj-flow-private.h"
#include "hj-score-card.h"
#include "hj-table-private.h"

G_BEGIN_DECLS

/* One function for each kind of document: card to plan. */
HjPlan *hj_score_sheet_compose (HjTexts *texts, const HjScoreCard *card, GError **error);
HjPlan *hj_deductions_compose (HjTexts *texts, const HjScoreCard *card, GError **error);
char   *hj_score_sheet_dup_title (const HjScoreCard *card);
char   *hj_deductions_dup_title (const HjScoreCard *card);

/* What the program adds around the official table (src/documents/hj-additions.c). */
void    hj_additions_set_head (HjFlow *flow, const HjScoreCard *card, const char *kind);
void    hj_additions_compose (HjFlow *flow, const HjScoreCard *card);
void    hj_additions_add_heading (HjFlow *flow, const char *string);
void    hj_additions_add_note (HjFlow *flow, const char *string, HjPlace place);
void    hj_additions_add_name (HjFlow *flow, const HjScoreCard *card);  /* in full where the head shortens it */
void    hj_additions_add_visit (HjFlow *flow, const HjScoreCard *card);
void    hj_additions_add_signatures (HjFlow *flow, const HjScoreCard *card);

/* Words and figures of documents (src/documents/hj-words.c). All transfer full
 * and Chinese whatever the language of the window: the paper is official. */
char       *hj_words_points (HjPoints points);                          /* 30分 */
char       *hj_words_titled_points (const char *title, gboolean has_points, HjPoints points);  /* 2.规章制度情况 (20分) */
char       *hj_words_visit_days (const HjContent *content);            /* 2020年11月25日至26日 */
char       *hj_words_methods (const HjContent *content);
char       *hj_words_occupations (const HjContent *content);
char       *hj_words_rule (const HjItem *item);                         /* 每缺1项扣2分，最多扣10分 */
char       *hj_words_again (const char *string);                        /* with （续） */
guint       hj_words_decimals (HjAmount amount, guint at_least);
char       *hj_words_amount (HjAmount amount, guint decimals);          /* cut, never rounded up */
HjDay       hj_words_day (const HjContent *content);                    /* of the metadata */

static inline HjPlace
hj_place (const char *what,
          const char *about)
{
  return (HjPlace) { what, about };
}

G_END_DECLS
