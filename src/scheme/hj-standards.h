/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-standard-result.h"

G_BEGIN_DECLS

/**
 * hj_standards_check:
 * @content: whose relaxations and scheme count; its data is not read here
 * @xml: its canonical form (src/exchange)
 * @day: that years are counted to
 *
 * Evaluates the machine checks of the scheme's standards over the canonical form (design.md 3), under an
 * operation limit for each evaluation and for the whole, with no functions but XPath's own core and ours; what an
 * expression sees and may call is in this folder's README. A value that is missing or not understood makes a
 * check unknown where it could matter, never short; so does the operation limit.
 */
HjStandardReport *hj_standards_check (HjContent *content, GBytes *xml, HjDay day, GCancellable *cancellable, GError **error);

G_END_DECLS
