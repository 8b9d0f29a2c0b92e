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
 * operation limit for each, with no functions but XPath's own core and
 *   hj:years(from[, to])        full years between two days (to: the day of the check); NaN and unknown where one is missing
 *   hj:rank(vocabulary, text)   the highest rank of the vocabulary's words found in the text, longest word first
 *                               (高级工程师 is not 高级工); 0 for 无; NaN and unknown where no word is found or the text is missing
 *   hj:is(vocabulary, text, word)  whether one of the text's parts means the same as the word (same rank)
 *   hj:same-name(text, name[, vocabulary])  names of documents: 《》, spaces, 职业技能等级认定, endings and synonyms set aside
 *   hj:for(text, occupation)    whether a row is for an occupation: "" is for all, else one of the names in the text
 *   hj:distinct(nodes)          number of different values (by ID number, else by name)
 *   hj:sum(nodes)               of those there are; unknown flagged where one is missing
 *   hj:level()  hj:occupation() the subject of the check ($level, $occupation are variables too)
 * A missing attribute makes a condition that is false for its lack unknown, never false.
 */
HjStandardReport *hj_standards_check (HjContent *content, GBytes *xml, HjDay day, GCancellable *cancellable, GError **error);

G_END_DECLS
