/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-move-view.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_MOVE_WINDOW (hj_move_window_get_type ())
G_DECLARE_FINAL_TYPE (HjMoveWindow, hj_move_window, HJ, MOVE_WINDOW, AdwWindow)

/* Moves a dossier to another edition: which, what that means, then one undoable step; at the end a
 * list of what is to be answered again, each a way there. */
HjMoveWindow *hj_move_window_new (GtkWindow *parent, HjSession *session);
GtkDropDown  *hj_move_window_get_to (HjMoveWindow *self);
HjMoveView   *hj_move_window_get_view (HjMoveWindow *self);
GtkWidget    *hj_move_window_get_move (HjMoveWindow *self);   /* the button */
GtkWidget    *hj_move_window_get_again (HjMoveWindow *self);  /* the list at the end */
const char   *hj_move_window_get_page (HjMoveWindow *self);   /* "plan", "done" */

G_END_DECLS
