/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* Search over criteria, reasons and notes, in the place of the page.
 * Signal "place-chosen" (HjPlace). */
#define HJ_TYPE_SEARCH_PAGE (hj_search_page_get_type ())
G_DECLARE_FINAL_TYPE (HjSearchPage, hj_search_page, HJ, SEARCH_PAGE, GtkWidget)

void  hj_search_page_set_session (HjSearchPage *self, HjSession *session);  /* (nullable) */
void  hj_search_page_start (HjSearchPage *self);
guint hj_search_page_get_n_hits (HjSearchPage *self);

G_END_DECLS
