/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-session.h"
#include "hj-way-row.h"

G_BEGIN_DECLS

void hj_way_show_row (HjSession *session, HjWayRow *row, gboolean section);

G_END_DECLS
