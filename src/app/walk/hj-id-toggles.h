/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A comma-separated set of ids ("5,4,3") as toggle buttons in a box. */
typedef void (*HjIdsChangedFunc) (const char *ids, gpointer user_data);

void hj_id_toggles_add (GtkBox *box, const char *id, const char *label, HjIdsChangedFunc changed, gpointer user_data);
void hj_id_toggles_show (GtkBox *box, const char *ids);

G_END_DECLS
