/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-visit-fact"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-visit-fact.h"

GtkWidget *
hj_visit_fact_new (const HjPlace *place)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *target = NULL;

  g_return_val_if_fail (place != NULL, NULL);

  target = hj_place_to_string (place);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_widget_add_css_class (arrow, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_widget_add_css_class (row, "fact");

  return row;
}

void
hj_visit_fact_show (GtkWidget  *row,
                    const char *title,
                    const char *value)
{
  g_autofree char *shown = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  label = g_markup_escape_text (title, -1);
  shown = g_markup_escape_text (value[0] != '\0' ? value : _("Not filled in"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
}
