/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-import-entry.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_LIST (hj_import_list_get_type ())
G_DECLARE_FINAL_TYPE (HjImportList, hj_import_list, HJ, IMPORT_LIST, GObject)

/**
 * HjImportList:
 *
 * The rows of a plan that are filed under one state, as a list of #HjImportEntry. However many rows there are, only
 * those in sight are objects. Signal "choice-changed" (): another number is chosen.
 */
HjImportList  *hj_import_list_new (void);
void           hj_import_list_take_plan (HjImportList *self, HjImportPlan *plan);  /* (transfer full) (nullable) */
HjImportPlan  *hj_import_list_get_plan (HjImportList *self);                       /* (nullable) */
void           hj_import_list_set_show (HjImportList *self, HjImportShow show);
HjImportShow   hj_import_list_get_show (HjImportList *self);
guint          hj_import_list_get_n_filed (HjImportList *self, HjImportShow show);
guint          hj_import_list_get_n_chosen (HjImportList *self);
void           hj_import_list_choose_all (HjImportList *self, gboolean chosen);    /* of those shown */

G_END_DECLS
