/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"

G_BEGIN_DECLS

/* Something of the application, shown where the panel prepares its visit: a row that leads to where it is entered,
 * so that one fact has one field. */
GtkWidget *hj_visit_fact_new (const HjPlace *place);
/* @value: "" where it is not filled in. */
void       hj_visit_fact_show (GtkWidget *row, const char *title, const char *value);

G_END_DECLS
