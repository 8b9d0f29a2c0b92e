/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-standard-result.h"

G_BEGIN_DECLS

#define HJ_TYPE_RESULT_ROWS (hj_result_rows_get_type ())
G_DECLARE_FINAL_TYPE (HjResultRows, hj_result_rows, HJ, RESULT_ROWS, GtkWidget)

/* The rows behind a figure: which count, which don't and why. Those that don't come first. Activating
 * one goes to its record (win.go). */
GtkWidget *hj_result_rows_new (void);
void       hj_result_rows_show (HjResultRows *self, HjContent *content, const HjStandardResult *result);
GtkWidget *hj_result_rows_get_list (HjResultRows *self);

G_END_DECLS
