/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a window says in passing: a text; a text with a way to undo; a file that was written, and a way
 * to open it. */
void hj_toast_text (AdwToastOverlay *overlay, const char *text);
void hj_toast_undo (AdwToastOverlay *overlay, const char *text);
void hj_toast_file (AdwToastOverlay *overlay, GVariant *uri);

G_END_DECLS
