/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * hj_release:
 * @data: (nullable): something large, which nobody else looks at any more
 * @free_func: may be called in any thread
 *
 * Lets go of it in a thread: what a hundred thousand rows consist of takes longer to be freed than a frame.
 */
void hj_release (gpointer data, GDestroyNotify free_func);

G_END_DECLS
