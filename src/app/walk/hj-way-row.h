/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_WAY_ROW (hj_way_row_get_type ())
G_DECLARE_FINAL_TYPE (HjWayRow, hj_way_row, HJ, WAY_ROW, GtkListBoxRow)

typedef enum {
  HJ_WAY_NOTHING,     /* nothing to say: no symbol */
  HJ_WAY_UNTOUCHED,   /* ○ */
  HJ_WAY_BEGUN,       /* ◐ */
  HJ_WAY_DONE,        /* ✓ */
  HJ_WAY_ATTENTION,   /* ! experts differ, a problem */
} HjWayState;

/* One step of the way: a symbol, a title, and on the right its progress and score. @depth 0-2. */
GtkWidget     *hj_way_row_new (const HjPlace *place, const char *title, guint depth);
const HjPlace *hj_way_row_get_place (HjWayRow *self);
guint          hj_way_row_get_depth (HjWayRow *self);
/* @state_word is read by a screen reader; @progress and @score are shown. */
void           hj_way_row_show (HjWayRow   *self,
                                HjWayState  state,
                                const char *state_word,
                                const char *progress,
                                const char *score);
const char    *hj_way_row_get_title (HjWayRow *self);
const char    *hj_way_row_get_progress (HjWayRow *self);
const char    *hj_way_row_get_score (HjWayRow *self);
HjWayState     hj_way_row_get_state (HjWayRow *self);

G_END_DECLS
