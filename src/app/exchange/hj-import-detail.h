/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-import-entry.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_DETAIL (hj_import_detail_get_type ())
G_DECLARE_FINAL_TYPE (HjImportDetail, hj_import_detail, HJ, IMPORT_DETAIL, GtkWidget)

/* One row of a plan, whole: each value before and after, each cell that was not understood, with its
 * place and why. */
void       hj_import_detail_show (HjImportDetail *self, HjImportEntry *entry);  /* entry may be NULL */
GtkWidget *hj_import_detail_get_list (HjImportDetail *self);

G_END_DECLS
