/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* Where the latest state is, in the header; a popover explains it and offers what can be done. */
#define HJ_TYPE_WHERE_BUTTON (hj_where_button_get_type ())
G_DECLARE_FINAL_TYPE (HjWhereButton, hj_where_button, HJ, WHERE_BUTTON, GtkWidget)

void        hj_where_button_set_session (HjWhereButton *self, HjSession *session);  /* (nullable) */
void        hj_where_button_popup (HjWhereButton *self);
const char *hj_where_button_get_words (HjWhereButton *self);

G_END_DECLS
