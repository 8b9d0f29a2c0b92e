/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_MATERIAL_ROW (hj_material_row_get_type ())
G_DECLARE_FINAL_TYPE (HjMaterialRow, hj_material_row, HJ, MATERIAL_ROW, GtkListBoxRow)

/* One of the scheme's materials: received or not, how many copies, a remark. No points.
 * Keys: 1 received, 2 not received, 0 takes it back. */
GtkWidget *hj_material_row_new (HjSession *session, const HjMaterial *material, guint number);
GtkWidget *hj_material_row_get_button (HjMaterialRow *self, gboolean received);
GtkWidget *hj_material_row_get_copies (HjMaterialRow *self);
GtkWidget *hj_material_row_get_remark (HjMaterialRow *self);

G_END_DECLS
