/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_VISIT_PAGE (hj_visit_page_get_type ())
G_DECLARE_FINAL_TYPE (HjVisitPage, hj_visit_page, HJ, VISIT_PAGE, GtkWidget)

/* Applicant, occupations and levels, members, date, place, methods. */
GtkWidget *hj_visit_page_new (HjSession *session);
void       hj_visit_page_show_place (HjVisitPage *self, const HjPlace *place);
/* A field of the page by its draft's name: "visit/from", "visit/place"; and what is shown of the applicant, "applicant/name" ...
 * NULL where this notice doesn't ask for it. */
GtkWidget *hj_visit_page_get_field (HjVisitPage *self, const char *field);
GtkWidget *hj_visit_page_get_new_member (HjVisitPage *self);       /* the entry */
GtkWidget *hj_visit_page_get_new_occupation (HjVisitPage *self);
GtkWidget *hj_visit_page_get_occupation (HjVisitPage *self, const char *id);  /* (nullable): its row */
GtkWidget *hj_visit_page_get_member (HjVisitPage *self, const char *id);  /* (nullable): its row */

G_END_DECLS
