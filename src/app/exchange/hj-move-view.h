/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

#define HJ_TYPE_MOVE_VIEW (hj_move_view_get_type ())
G_DECLARE_FINAL_TYPE (HjMoveView, hj_move_view, HJ, MOVE_VIEW, GtkWidget)

/**
 * HjMoveView:
 *
 * What moving a dossier to another edition means, criterion by criterion: what is to be chosen (points
 * or rule changed), what is to be answered again, what has no place there, what is kept. Signal
 * "choice-changed" (): something was chosen.
 */
GtkWidget   *hj_move_view_new (void);
void         hj_move_view_take_plan (HjMoveView *self, HjMovePlan *plan);  /* (transfer full) (nullable) */
HjMovePlan  *hj_move_view_get_plan (HjMoveView *self);                     /* (nullable) */
/* The buttons of a criterion whose points changed. (nullable) */
GtkWidget   *hj_move_view_get_keep (HjMoveView *self, const char *criterion);
GtkWidget   *hj_move_view_get_again (HjMoveView *self, const char *criterion);
/* What is to be answered again as it is chosen now. (transfer container) (element-type HjCriterion) */
GPtrArray   *hj_move_view_list_again (HjMoveView *self);

G_END_DECLS
