/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* The form of a new dossier: scheme, applicant, date, occupations, experts, and where the
 * file goes. Signals: "created" (HjSession), "cancelled" (). */
#define HJ_TYPE_NEW_DOSSIER_PAGE (hj_new_dossier_page_get_type ())
G_DECLARE_FINAL_TYPE (HjNewDossierPage, hj_new_dossier_page, HJ, NEW_DOSSIER_PAGE, GtkWidget)

GtkWidget  *hj_new_dossier_page_new (void);
void        hj_new_dossier_page_create (HjNewDossierPage *self);
gboolean    hj_new_dossier_page_is_ready (HjNewDossierPage *self);     /* the schemes are there */
const char *hj_new_dossier_page_get_problem (HjNewDossierPage *self);  /* "" if none is shown */

G_END_DECLS
