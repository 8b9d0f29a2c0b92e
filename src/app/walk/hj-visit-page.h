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

G_END_DECLS
