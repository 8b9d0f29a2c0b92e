/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-jobs.h"
#include "hj-session.h"

G_BEGIN_DECLS

/* The score sheet, or the deduction statement, as it will print. Planned when it
 * comes into sight and again when the dossier changes while one looks at it. */
#define HJ_TYPE_SHEET_PAGE (hj_sheet_page_get_type ())
G_DECLARE_FINAL_TYPE (HjSheetPage, hj_sheet_page, HJ, SHEET_PAGE, GtkWidget)

GtkWidget      *hj_sheet_page_new (HjSession *session);
void            hj_sheet_page_set_session (HjSheetPage *self, HjSession *session);  /* (nullable) */
void            hj_sheet_page_set_kind (HjSheetPage *self, HjDocumentKind kind);
HjDocumentKind  hj_sheet_page_get_kind (HjSheetPage *self);

/* Zoom: a factor of the size on paper; fitting the width again when it is 0. */
void            hj_sheet_page_zoom (HjSheetPage *self, int direction);  /* 0 fits */
double          hj_sheet_page_get_zoom (HjSheetPage *self);
guint           hj_sheet_page_get_n_pages (HjSheetPage *self);  /* 0 until it is planned */
gboolean        hj_sheet_page_is_drawn (HjSheetPage *self);     /* every page has its picture */
const char     *hj_sheet_page_get_problem (HjSheetPage *self);  /* (nullable): why there are no pages */

/* What prints is planned from the dossier as it is then, not from what is on the screen. */
void            hj_sheet_print (GtkWindow *window, HjSession *session, HjDocumentKind kind);
void            hj_sheet_export (GtkWindow *window, HjSession *session, HjDocumentKind kind);

G_END_DECLS
