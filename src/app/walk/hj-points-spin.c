/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-points-spin"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hj-points-spin.h"
#include "hj-report.h"

typedef struct {
  HjPoints min, max, increment;
  gboolean refused;
} Range;

static void
refuse (GtkSpinButton *spin,
        Range         *range)
{
  g_autofree char *min = hj_points_format_short (range->min);
  g_autofree char *max = hj_points_format_short (range->max);
  g_autofree char *step = hj_points_format_short (range->increment);
  g_autofree char *text = g_strdup_printf (_("Points go from %s to %s in steps of %s."), min, max, step);

  range->refused = TRUE;
  gtk_widget_error_bell (GTK_WIDGET (spin));
  hj_report_toast (GTK_WIDGET (spin), text);
}

static int
input_cb (GtkSpinButton *spin,
          double        *value,
          gpointer       user_data)
{
  Range *range = user_data;
  HjPoints points;

  if (!hj_points_parse (gtk_editable_get_text (GTK_EDITABLE (spin)), &points, NULL) ||
      points < range->min || points > range->max ||
      (range->increment > 0 && points % range->increment != 0))
    {
      refuse (spin, range);
      return GTK_INPUT_ERROR;
    }
  *value = (double) points / 100.0;

  return TRUE;
}

static gboolean
output_cb (GtkSpinButton *spin,
           gpointer       user_data)
{
  g_autofree char *text = hj_points_format_short (hj_points_spin_get (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

void
hj_points_spin_set_range (GtkSpinButton *spin,
                          HjPoints       min,
                          HjPoints       max,
                          HjPoints       increment)
{
  Range *range = g_new0 (Range, 1);
  double step = (double) (increment > 0 ? increment : 50) / 100.0;

  g_return_if_fail (GTK_IS_SPIN_BUTTON (spin));

  range->min = min;
  range->max = max;
  range->increment = increment;
  g_object_set_data_full (G_OBJECT (spin), "hj-range", range, g_free);
  gtk_spin_button_set_digits (spin, 2);
  gtk_spin_button_set_increments (spin, step, step * 2);
  gtk_spin_button_set_range (spin, (double) min / 100.0, (double) max / 100.0);
  g_signal_handlers_disconnect_matched (spin, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, input_cb, NULL);
  g_signal_handlers_disconnect_matched (spin, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, output_cb, NULL);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), range);
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
}

HjPoints
hj_points_spin_get (GtkSpinButton *spin)
{
  return (HjPoints) llround (gtk_adjustment_get_value (gtk_spin_button_get_adjustment (spin)) * 100.0);
}

gboolean
hj_points_spin_take_refused (GtkSpinButton *spin)
{
  Range *range = g_object_get_data (G_OBJECT (spin), "hj-range");
  gboolean refused = range != NULL && range->refused;

  if (refused)
    range->refused = FALSE;

  return refused;
}

void
hj_points_spin_set (GtkSpinButton *spin,
                    HjPoints       points)
{
  gtk_spin_button_set_value (spin, (double) points / 100.0);
}
