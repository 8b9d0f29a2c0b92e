/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds a folder's style sheet to the display, once. @resource: "/org/hengjian/Hengjian/ui/standards/standards.css" */
void hj_style_ensure (const char *resource);

G_END_DECLS
