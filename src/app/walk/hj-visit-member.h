/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_VISIT_MEMBER (hj_visit_member_get_type ())
G_DECLARE_FINAL_TYPE (HjVisitMember, hj_visit_member, HJ, VISIT_MEMBER, AdwExpanderRow)

/* One expert of the panel: name, unit, title, lead, recusal and why, joined late. */
GtkWidget  *hj_visit_member_new (HjSession *session, const char *id);
const char *hj_visit_member_get_id (HjVisitMember *self);

G_END_DECLS
