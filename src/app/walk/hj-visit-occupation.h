/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_VISIT_OCCUPATION (hj_visit_occupation_get_type ())
G_DECLARE_FINAL_TYPE (HjVisitOccupation, hj_visit_occupation, HJ, VISIT_OCCUPATION, AdwExpanderRow)

/* One occupation applied for: code, name, trade, levels. */
GtkWidget  *hj_visit_occupation_new (HjSession *session, const char *id);
const char *hj_visit_occupation_get_id (HjVisitOccupation *self);

G_END_DECLS
