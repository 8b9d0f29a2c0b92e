/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-report"

#include "config.h"

#include "hj-report.h"

void
hj_report_failure (GtkWidget    *widget,
                   const char   *headline,
                   const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (headline != NULL);
  g_return_if_fail (error != NULL);

  if (!gtk_widget_activate_action (widget, "win.report-failure", "(ss)", headline, error->message))
    g_warning ("%s: %s", headline, error->message);
}

void
hj_report_toast (GtkWidget  *widget,
                 const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  if (!gtk_widget_activate_action (widget, "win.toast", "s", text))
    g_message ("%s", text);
}
