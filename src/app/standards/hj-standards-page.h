/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-place.h"
#include "hj-standard-entry.h"

G_BEGIN_DECLS

#define HJ_TYPE_STANDARDS_PAGE (hj_standards_page_get_type ())
G_DECLARE_FINAL_TYPE (HjStandardsPage, hj_standards_page, HJ, STANDARDS_PAGE, GtkWidget)

/* The standards by groups, each with what is required, what the dossier has, and the gap; what is
 * short, what is unknown, or all; of all occupations or of one. Property "session" (nullable). */
GtkWidget     *hj_standards_page_new (HjSession *session);
void           hj_standards_page_show_place (HjStandardsPage *self, const HjPlace *place);
void           hj_standards_page_set_show (HjStandardsPage *self, HjShow show);
HjShow         hj_standards_page_get_show (HjStandardsPage *self);
HjStandardEntry *hj_standards_page_get_row (HjStandardsPage *self, const char *standard);  /* (nullable) */
GtkDropDown   *hj_standards_page_get_occupation (HjStandardsPage *self);
const char    *hj_standards_page_get_summary (HjStandardsPage *self);

G_END_DECLS
