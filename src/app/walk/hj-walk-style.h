/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives the display the walk's style, once. Each of its pages asks for it. */
void hj_walk_style_ensure (void);

G_END_DECLS
