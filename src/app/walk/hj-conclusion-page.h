/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_CONCLUSION_PAGE (hj_conclusion_page_get_type ())
G_DECLARE_FINAL_TYPE (HjConclusionPage, hj_conclusion_page, HJ, CONCLUSION_PAGE, GtkWidget)

/* How the assessment ends: the result and its reasons. What the findings suggest is said, and never set
 * by itself. Property "session" (nullable). */
GtkWidget  *hj_conclusion_page_new (HjSession *session);
GtkWidget  *hj_conclusion_page_get_choice (HjConclusionPage *self, HjResult result);  /* its button */
GtkWidget  *hj_conclusion_page_get_reasons (HjConclusionPage *self);                  /* the text view */
GtkWidget  *hj_conclusion_page_get_take (HjConclusionPage *self);  /* puts what was found into the reasons */
const char *hj_conclusion_page_get_suggestion (HjConclusionPage *self);

G_END_DECLS
