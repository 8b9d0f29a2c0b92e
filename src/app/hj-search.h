/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"
#include "hj-place.h"

G_BEGIN_DECLS

/**
 * HjSearchHit:
 * @place: where it is
 * @title: what it belongs to: "2.1.3 职业技能等级认定题库（试卷）开发、保密规定"
 * @kind: translated: "Reason", "Note" …
 * @who: the expert's name, "" for what nobody in particular said
 * @markup: the text around the match, the matches in bold, as Pango markup
 */
typedef struct {
  HjPlace *place;
  char    *title;
  char    *kind;
  char    *who;
  char    *markup;
} HjSearchHit;

#define HJ_SEARCH_MAX_HITS 200

/**
 * hj_search:
 * @query: words, blanks between: each must occur. Upper and lower case, full and
 *   half width are the same
 *
 * Looks through criteria, aspects, reasons, deductions, remarks and notes, and through the records of
 * the application: an ID number by its last four or whole, shown masked.
 *
 * Returns: (transfer full) (element-type HjSearchHit): in the order of the way,
 *   at most %HJ_SEARCH_MAX_HITS
 */
GPtrArray *hj_search (const HjContent *content, const char *query);

G_END_DECLS
