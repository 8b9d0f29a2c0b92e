/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps what has the keyboard in sight in @scroller, in place of what its viewport does: of something
 * taller than the page its head counts, so that a long criterion doesn't jump to its end. */
void hj_follow_focus (GtkScrolledWindow *scroller);
/* Brings a widget that has just been added into sight, once it has its place. */
void hj_follow_focus_show (GtkWidget *widget);

G_END_DECLS
