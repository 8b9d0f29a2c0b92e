/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_FORMER_WINDOW (hj_former_window_get_type ())
G_DECLARE_FINAL_TYPE (HjFormerWindow, hj_former_window, HJ, FORMER_WINDOW, AdwWindow)

/* The states that were left when the dossier was moved to another edition, to read: scored by the scheme
 * of then, as their sheet would print. */
HjFormerWindow *hj_former_window_new (GtkWindow *parent, HjSession *session);
GtkDropDown    *hj_former_window_get_choice (HjFormerWindow *self);
const char     *hj_former_window_get_summary (HjFormerWindow *self);
guint           hj_former_window_get_n_pages (HjFormerWindow *self);  /* 0 until they are there */

G_END_DECLS
