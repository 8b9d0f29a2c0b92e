/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One page of a document on the screen: the size it has on paper, times the zoom,
 * blank until its picture is there. Composes nothing itself. */
#define HJ_TYPE_PAPER (hj_paper_get_type ())
G_DECLARE_FINAL_TYPE (HjPaper, hj_paper, HJ, PAPER, GtkWidget)

GtkWidget  *hj_paper_new (double width_pt, double height_pt, const char *label);
void        hj_paper_set_zoom (HjPaper *self, double pixels_per_pt);  /* logical pixels */
void        hj_paper_set_texture (HjPaper *self, GdkTexture *texture);
GdkTexture *hj_paper_get_texture (HjPaper *self);

G_END_DECLS
