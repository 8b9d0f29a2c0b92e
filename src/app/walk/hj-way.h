/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"
#include "hj-way-row.h"

G_BEGIN_DECLS

#define HJ_TYPE_WAY (hj_way_get_type ())
G_DECLARE_FINAL_TYPE (HjWay, hj_way, HJ, WAY, GtkWidget)

/* The way: the steps of the dossier as a sidebar.
 *
 * Property "session" (readwrite, nullable: NULL lets go of it, as in all widgets of the walk).
 * Signal "place-activated" (HjPlace): the user wants to go there. The frame answers with
 * hj_way_show_place(), which selects the place and scrolls to it without emitting. */
GtkWidget *hj_way_new (HjSession *session);
void       hj_way_show_place (HjWay *self, const HjPlace *place);
/* The row of a place as hj_place_to_string() writes it: "item:2.1"; NULL where there is none. */
HjWayRow  *hj_way_get_row (HjWay *self, const char *place);
HjWayRow  *hj_way_get_selected (HjWay *self);

G_END_DECLS
