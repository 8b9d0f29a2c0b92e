/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

/* Who is recording: in the header, with a popover that changes it by one digit and adds an expert.
 * Signal "closed": the popover went, chosen or not; the keyboard belongs to the page again. */
#define HJ_TYPE_RECORDER_BUTTON (hj_recorder_button_get_type ())
G_DECLARE_FINAL_TYPE (HjRecorderButton, hj_recorder_button, HJ, RECORDER_BUTTON, GtkWidget)

void        hj_recorder_button_set_session (HjRecorderButton *self, HjSession *session);  /* (nullable) */
void        hj_recorder_button_popup (HjRecorderButton *self);
const char *hj_recorder_button_get_name (HjRecorderButton *self);

G_END_DECLS
