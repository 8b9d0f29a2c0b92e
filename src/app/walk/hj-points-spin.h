/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-points.h"

G_BEGIN_DECLS

/* Points in a stock spin button: in the rule's range and step, read exactly. What is out of
 * range or off the step is refused and told, never bent to the nearest. */
void     hj_points_spin_set_range (GtkSpinButton *spin, HjPoints min, HjPoints max, HjPoints increment);
HjPoints hj_points_spin_get (GtkSpinButton *spin);
/* Whether what was typed last was refused; asked once. */
gboolean hj_points_spin_take_refused (GtkSpinButton *spin);
void     hj_points_spin_set (GtkSpinButton *spin, HjPoints points);

G_END_DECLS
