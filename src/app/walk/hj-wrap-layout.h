/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HJ_TYPE_WRAP_LAYOUT (hj_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (HjWrapLayout, hj_wrap_layout, HJ, WRAP_LAYOUT, GtkLayoutManager)

/**
 * HjWrapLayout:
 *
 * Children beside each other while they fit, and on further lines where they
 * don't: a row of choices beside its text on a laptop, below it on a tablet
 * held upright or with large text.
 *
 * Properties: "spacing" and "line-spacing" in pixels; "squeeze", whether a
 * child that expands may be narrowed to its minimum before a line is broken.
 * What is left of a line goes to its expanding children.
 */
GtkLayoutManager *hj_wrap_layout_new (int      spacing,
                                      int      line_spacing,
                                      gboolean squeeze);

G_END_DECLS
