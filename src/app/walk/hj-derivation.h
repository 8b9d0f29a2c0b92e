/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-score-card.h"

G_BEGIN_DECLS

#define HJ_TYPE_DERIVATION (hj_derivation_get_type ())
G_DECLARE_FINAL_TYPE (HjDerivation, hj_derivation, HJ, DERIVATION, GtkPopover)

/* How a figure came about: raw deduction, cap, applied deduction, rule, who, why. It shows the
 * card of the moment it was opened, and goes when it is closed. */
GtkWidget *hj_derivation_popup (GtkWidget *figure, const HjScoreCard *card, const char *id, const char *title);

G_END_DECLS
