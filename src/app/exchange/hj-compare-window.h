/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-diff-view.h"

G_BEGIN_DECLS

#define HJ_TYPE_COMPARE_WINDOW (hj_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (HjCompareWindow, hj_compare_window, HJ, COMPARE_WINDOW, AdwWindow)

/* Two schemes chosen, and what differs between them. @own: (nullable): the open dossier's. */
HjCompareWindow *hj_compare_window_new (GtkWindow *parent, HjScheme *own);
HjDiffView      *hj_compare_window_get_view (HjCompareWindow *self);
GtkDropDown     *hj_compare_window_get_from (HjCompareWindow *self);
GtkDropDown     *hj_compare_window_get_to (HjCompareWindow *self);

G_END_DECLS
