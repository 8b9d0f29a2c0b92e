/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-score-card.h"

G_BEGIN_DECLS

/* The words in which papers tell states and conclusions: Chinese whatever the window's language, and
 * the scheme's own where it has some. */

const char *hj_printed_state (HjRuleKind kind, HjState state);            /* 具备, 缺少, 不规范 …; "" while open */
/* The same in the scheme's own words, where it has the term "verdict.RULE.STATE". */
const char *hj_printed_state_in (const HjScheme *scheme, HjRuleKind kind, HjState state);
/* 通过, 整改后通过, 不通过, or the terms "result-approve", "result-approve-after", "result-reject"; "" for none. */
const char *hj_printed_result (const HjScheme *scheme, HjResult result);
/* The scheme's own word for a conclusion; NULL where it has none. */
const char *hj_scheme_result_term (const HjScheme *scheme, HjResult result);

G_END_DECLS
