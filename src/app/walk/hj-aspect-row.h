/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-finding-editor.h"

G_BEGIN_DECLS

#define HJ_TYPE_ASPECT_ROW (hj_aspect_row_get_type ())
G_DECLARE_FINAL_TYPE (HjAspectRow, hj_aspect_row, HJ, ASPECT_ROW, GtkListBoxRow)

/* One thing to look at under a criterion: guidance of the program's own, a mark, a remark.
 * Keys on the row: 1 nothing found, 4 problem, 5 not applicable, 0 takes the mark back; 3, where
 * the criterion is judged, takes points here: signal "deduct" (string aspect). */
GtkWidget      *hj_aspect_row_new (HjFindingEditor *editor, const HjAspect *aspect);
const HjAspect *hj_aspect_row_get_aspect (HjAspectRow *self);
void            hj_aspect_row_show (HjAspectRow *self);
void            hj_aspect_row_commit (HjAspectRow *self);
void            hj_aspect_row_reset (HjAspectRow *self);
GtkWidget      *hj_aspect_row_get_button (HjAspectRow *self, HjMark mark);
GtkWidget      *hj_aspect_row_get_remark (HjAspectRow *self);

G_END_DECLS
