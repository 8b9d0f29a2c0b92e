/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-id-toggles"

#include "config.h"

#include "hj-id-toggles.h"

#define ID      "hj-id"
#define CHANGED "hj-changed"
#define DATA    "hj-changed-data"
#define SETTING "hj-setting"

static char *
dup_ids (GtkBox *box)
{
  GString *ids = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "," : "",
                              (const char *) g_object_get_data (G_OBJECT (child), ID));

  return g_string_free (ids, FALSE);
}

static void
toggled_cb (GtkBox *box)
{
  HjIdsChangedFunc changed = (HjIdsChangedFunc) g_object_get_data (G_OBJECT (box), CHANGED);
  g_autofree char *ids = NULL;

  if (g_object_get_data (G_OBJECT (box), SETTING) != NULL)
    return;
  ids = dup_ids (box);
  changed (ids, g_object_get_data (G_OBJECT (box), DATA));
}

/**
 * hj_id_toggles_add:
 * @changed: called with the new set; the same for the whole box
 * @user_data: outlives the box
 */
void
hj_id_toggles_add (GtkBox           *box,
                   const char       *id,
                   const char       *label,
                   HjIdsChangedFunc  changed,
                   gpointer          user_data)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), ID, g_strdup (id), g_free);
  g_object_set_data (G_OBJECT (box), CHANGED, (gpointer) changed);
  g_object_set_data (G_OBJECT (box), DATA, user_data);
  gtk_widget_add_css_class (button, "verdict");
  gtk_widget_add_css_class (button, "met");
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), box, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
}

void
hj_id_toggles_show (GtkBox     *box,
                    const char *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids, ",", -1);

  g_object_set_data (G_OBJECT (box), SETTING, box);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child),
                                  g_strv_contains ((const char *const *) parts,
                                                   g_object_get_data (G_OBJECT (child), ID)));
  g_object_set_data (G_OBJECT (box), SETTING, NULL);
}
