/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"
#include "hj-sheet-page.h"

G_BEGIN_DECLS

/* The frame around an open dossier: header, banners, the way, the page of the
 * current place, the score bar. It owns the session. */
#define HJ_TYPE_DOSSIER_PAGE (hj_dossier_page_get_type ())
G_DECLARE_FINAL_TYPE (HjDossierPage, hj_dossier_page, HJ, DOSSIER_PAGE, GtkWidget)

GtkWidget     *hj_dossier_page_new (HjSession *session);
HjSession     *hj_dossier_page_get_session (HjDossierPage *self);
const HjPlace *hj_dossier_page_get_place (HjDossierPage *self);
void           hj_dossier_page_go (HjDossierPage *self, const HjPlace *place);
/* To the page before or after this one in the way. */
void           hj_dossier_page_step (HjDossierPage *self, int direction);
void           hj_dossier_page_go_open (HjDossierPage *self, int direction);
void           hj_dossier_page_toggle_way (HjDossierPage *self);
void           hj_dossier_page_start_search (HjDossierPage *self);
/* Out of the search or the folded way, the keyboard back to the page. TRUE where there was something to leave. */
gboolean       hj_dossier_page_escape (HjDossierPage *self);
void           hj_dossier_page_popup_where (HjDossierPage *self);
void           hj_dossier_page_popup_recorder (HjDossierPage *self);
void           hj_dossier_page_popup_menu (HjDossierPage *self);
void           hj_dossier_page_report_failure (HjDossierPage *self, const char *headline, const char *body);
/* What is being typed becomes an answer: the focus leaves the field, and comes back. */
void           hj_dossier_page_commit_typing (HjDossierPage *self);
/* The same, and the focus stays away: the page is about to go. */
void           hj_dossier_page_leave_field (HjDossierPage *self);
/* (nullable): the sheet page, where it is what one sees. */
HjSheetPage   *hj_dossier_page_get_sheet (HjDossierPage *self);

G_END_DECLS
