/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_SCORE_BAR (hj_score_bar_get_type ())
G_DECLARE_FINAL_TYPE (HjScoreBar, hj_score_bar, HJ, SCORE_BAR, GtkWidget)

/* Always in sight: base against the line, bonus, grand total, what is open; previous and next
 * open by the actions "win.previous-open" and "win.next-open". show_place() tells it where one is. */
GtkWidget *hj_score_bar_new (HjSession *session);
void       hj_score_bar_show_place (HjScoreBar *self, const HjPlace *place);
/* A figure as shown: "base", "bonus", "grand" or "verdict" (what is open). */
const char *hj_score_bar_get_figure (HjScoreBar *self, const char *id);
GtkWidget  *hj_score_bar_get_button (HjScoreBar *self, const char *id);

G_END_DECLS
