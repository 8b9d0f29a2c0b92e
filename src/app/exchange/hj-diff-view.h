/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

#define HJ_TYPE_DIFF_VIEW (hj_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (HjDiffView, hj_diff_view, HJ, DIFF_VIEW, GtkWidget)

/* Two editions side by side: what is changed, new, gone, equal; by kind. */
GtkWidget *hj_diff_view_new (void);
void       hj_diff_view_take_diff (HjDiffView *self, HjSchemeDiff *diff);  /* (transfer full) (nullable) */
void       hj_diff_view_set_show (HjDiffView *self, HjChange change);
GtkWidget *hj_diff_view_get_list (HjDiffView *self);
const char*hj_diff_view_get_summary (HjDiffView *self);

G_END_DECLS
