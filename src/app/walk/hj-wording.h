/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-score-card.h"

G_BEGIN_DECLS

/* The words and symbols of the walk: one place, so that a verdict is called the same
 * on a button, in the way and to a screen reader. Strings are borrowed unless dup'd. */

/* The verdict in the field's words for this rule: 有 缺 不规范 for counted documents,
 * 符合 发现问题 for all or nothing, 符合 扣分 for judged ones ... */
const char *hj_wording_verdict (const HjScheme *scheme,
                              const HjRule   *rule,
                              HjVerdict       verdict);
const char *hj_wording_verdict_symbol (HjVerdict verdict);
const char *hj_wording_verdict_class (HjVerdict verdict);  /* CSS */
guint       hj_wording_verdict_key (HjVerdict verdict);    /* 1-5; 0 for none */

const char *hj_wording_mark (HjMark mark);
/* What one criterion stands at, in a word. */
const char *hj_wording_state (const HjScheme        *scheme,
                            const HjCardCriterion *criterion);

char       *hj_wording_cost (HjPoints points);             /* 2.50 taken: "−2.5"; 0: "" */
char       *hj_wording_amount_cost (HjAmount amount);
/* "5.2 title" unless the title brings its own number. */
char       *hj_wording_title (const char *id, const char *title);
const char *hj_wording_expert (const HjContent *content, const char *member);

G_END_DECLS
