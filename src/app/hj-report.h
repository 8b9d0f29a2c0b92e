/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How any widget inside a window says something to its user without knowing the
 * window. They go through the actions "win.report-failure" and "win.toast";
 * where no window offers them (a widget alone in a test) they warn. */

/**
 * hj_report_failure:
 * @headline: what failed, short: “The answer was not recorded”
 * @error: why, where what was entered is safe, what to do
 *
 * A banner that stays until it is dismissed.
 */
void hj_report_failure (GtkWidget    *widget,
                        const char   *headline,
                        const GError *error);
void hj_report_toast (GtkWidget  *widget,
                      const char *text);

G_END_DECLS
