/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-criterion-row.h"
#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_ITEM_PAGE (hj_item_page_get_type ())
G_DECLARE_FINAL_TYPE (HjItemPage, hj_item_page, HJ, ITEM_PAGE, GtkWidget)

/* One item of the rubric. Signal "place-changed" (HjPlace): the focus moved to another
 * criterion or aspect of it, so that the way and "next open" follow. show_place() puts the
 * keyboard focus on the criterion where the place names one, and on the first row else. */
GtkWidget      *hj_item_page_new (HjSession *session);
void            hj_item_page_show_place (HjItemPage *self, const HjPlace *place);
HjCriterionRow *hj_item_page_get_row (HjItemPage *self, const char *criterion);  /* (nullable) */
GtkWidget      *hj_item_page_get_waiting (HjItemPage *self);    /* says how many proposals wait, and leads to them */
HjProposalList *hj_item_page_get_proposals (HjItemPage *self);  /* those that belong to no criterion yet */
/* The line below the criteria: what a choice would cost, or what the last one did. */
const char     *hj_item_page_get_hint (HjItemPage *self);
/* Makes entries of whatever is being typed. */
void            hj_item_page_commit (HjItemPage *self);

G_END_DECLS
