/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A calendar for the date field @entry, which has a HjDraftField: a day chosen is an answer. */
GtkWidget *hj_day_button_new (GtkWidget *entry);

G_END_DECLS
