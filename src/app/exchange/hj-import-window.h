/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-import-preview.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_WINDOW (hj_import_window_get_type ())
G_DECLARE_FINAL_TYPE (HjImportWindow, hj_import_window, HJ, IMPORT_WINDOW, AdwWindow)

/* Reads a file for a dossier, shows what it would change, and imports what is chosen as one undoable
 * step. Modal over @parent, whose "win.toast-undo" tells what was done. */
HjImportWindow  *hj_import_window_new (GtkWindow *parent, HjSession *session);
void             hj_import_window_read (HjImportWindow *self, const char *path);
/* A plan that is there already. (transfer full) */
void             hj_import_window_show_plan (HjImportWindow *self, HjImportPlan *plan);
void             hj_import_window_show_failure (HjImportWindow *self, const char *message);
HjImportPreview *hj_import_window_get_preview (HjImportWindow *self);
GtkWidget       *hj_import_window_get_cancel (HjImportWindow *self);  /* of what is under way */
GtkWidget       *hj_import_window_get_import (HjImportWindow *self);   /* the button */
const char      *hj_import_window_get_page (HjImportWindow *self);     /* "busy", "failed", "preview" */

G_END_DECLS
