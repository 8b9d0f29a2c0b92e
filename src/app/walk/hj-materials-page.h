/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-material-row.h"
#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_MATERIALS_PAGE (hj_materials_page_get_type ())
G_DECLARE_FINAL_TYPE (HjMaterialsPage, hj_materials_page, HJ, MATERIALS_PAGE, GtkWidget)

/* The materials of the scheme: received, copies, remark. */
GtkWidget     *hj_materials_page_new (HjSession *session);
void           hj_materials_page_show_place (HjMaterialsPage *self, const HjPlace *place);
HjMaterialRow *hj_materials_page_get_row (HjMaterialsPage *self, guint position);  /* (nullable) */

G_END_DECLS
