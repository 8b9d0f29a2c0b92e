/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The digit of a plain key press, on the main block or the keypad; -1 for any other key, and for
 * every key while the keyboard is in a text field inside @row. */
int      hj_keys_get_digit (GtkWidget *row, guint keyval, GdkModifierType state);
gboolean hj_keys_is_in_text (GtkWidget *widget);
gboolean hj_keys_is_enter (guint keyval);

G_END_DECLS
