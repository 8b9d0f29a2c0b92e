/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-import-detail.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_PREVIEW (hj_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (HjImportPreview, hj_import_preview, HJ, IMPORT_PREVIEW, GtkWidget)

/**
 * HjImportPreview:
 *
 * What a file would change, before anything changes: what is new, what is changed, what was not
 * understood, what is the same, by state; each row can be chosen or left out. Enter or Space chooses
 * the row with the keyboard. Signal "choice-changed" (): another number is chosen.
 */
void           hj_import_preview_take_plan (HjImportPreview *self, HjImportPlan *plan);  /* (transfer full) */
HjImportPlan  *hj_import_preview_get_plan (HjImportPreview *self);  /* (nullable) */
guint          hj_import_preview_get_n_chosen (HjImportPreview *self);
void           hj_import_preview_set_show (HjImportPreview *self, HjImportShow show);
HjImportShow   hj_import_preview_get_show (HjImportPreview *self);
/* Of those in sight. */
void           hj_import_preview_choose_all (HjImportPreview *self, gboolean chosen);
guint          hj_import_preview_get_n_shown (HjImportPreview *self);
HjImportEntry *hj_import_preview_get_entry (HjImportPreview *self, guint position);  /* (transfer none) of those in sight */
GtkWidget     *hj_import_preview_get_list (HjImportPreview *self);
HjImportDetail*hj_import_preview_get_detail (HjImportPreview *self);

G_END_DECLS
