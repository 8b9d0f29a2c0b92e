/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-finding-editor.h"

G_BEGIN_DECLS

#define HJ_TYPE_DEDUCTION_ROW (hj_deduction_row_get_type ())
G_DECLARE_FINAL_TYPE (HjDeductionRow, hj_deduction_row, HJ, DEDUCTION_ROW, GtkWidget)

/* One deduction of a judged criterion: points, where, why, by which method, for which occupation.
 * Signal "done" (): Enter in the reason. */
GtkWidget  *hj_deduction_row_new (HjFindingEditor *editor, const char *id);
const char *hj_deduction_row_get_id (HjDeductionRow *self);
void        hj_deduction_row_show (HjDeductionRow *self, guint number);
void        hj_deduction_row_focus_points (HjDeductionRow *self);
void        hj_deduction_row_focus_reason (HjDeductionRow *self);
void        hj_deduction_row_commit (HjDeductionRow *self);
GtkWidget  *hj_deduction_row_get_points (HjDeductionRow *self);
GtkWidget  *hj_deduction_row_get_reason (HjDeductionRow *self);

G_END_DECLS
