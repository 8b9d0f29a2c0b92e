/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* The published states that are kept on this computer; one is opened to read in a window of its own. */
GtkWindow *hj_kept_window_new (GtkWindow *parent, HjSession *session);

G_END_DECLS
