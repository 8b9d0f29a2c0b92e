/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_WINDOW (hj_window_get_type ())
G_DECLARE_FINAL_TYPE (HjWindow, hj_window, HJ, WINDOW, AdwApplicationWindow)

/* Actions of the window that its pages use (gtk_widget_activate_action()):
 *
 *   win.go (s)               to a place, hj_place_to_string()
 *   win.next-open, win.previous-open
 *                            to the next or previous open criterion after the current place
 *   win.choose-recorder      opens the list of who may record
 *   win.undo, win.redo       of the recorder's own entries
 *   win.report-failure (ss), win.toast (s)   see hj-report.h
 *   win.escape               the keyboard back to the page, out of a field or a popover
 */

HjWindow  *hj_window_new (GtkApplication *application);

/* Opens a dossier in this window, which must show the start page; failures are told in it. */
void       hj_window_open (HjWindow *self, GFile *file, HjSessionMode mode);
/* Shows an open session; the window closes it when the user leaves. */
void       hj_window_take_session (HjWindow *self, HjSession *session);
HjSession *hj_window_get_session (HjWindow *self);  /* (nullable) */
gboolean   hj_window_is_free (HjWindow *self);       /* shows the start page and opens nothing */
void       hj_window_go (HjWindow *self, const HjPlace *place);

G_END_DECLS
