/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-forms.h"

G_BEGIN_DECLS

/* The choices of a field as a popover: a list of which one, or several, are taken. */

typedef void (*HjChosenFunc) (const char *value, gpointer user_data);

gboolean   hj_table_chooser_has (const HjFormColumn *column, const HjContent *content);  /* whether there is something to choose from */
/* @value: what is recorded; @chosen is called with the new canonical value. */
GtkWidget *hj_table_chooser_new (const HjFormColumn *column, const HjContent *content, const char *value,
                                 HjChosenFunc chosen, gpointer user_data);

G_END_DECLS
