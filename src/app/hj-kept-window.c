/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-kept-window"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-clock.h"
#include "hj-kept-window.h"
#include "hj-window.h"

static void
row_activated_cb (GtkListBoxRow *row,
                  GtkWindow     *window)
{
  const char *path = g_object_get_data (G_OBJECT (row), "path");
  GtkWindow *parent = gtk_window_get_transient_for (window);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HjWindow *opened = hj_window_new (gtk_window_get_application (parent));

  gtk_window_present (GTK_WINDOW (opened));
  hj_window_open (opened, file, HJ_SESSION_READ);
  gtk_window_close (window);
}

static GtkWidget *
row_new (const HjKeptState *state,
         GtkWindow         *window)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *time = hj_clock_format_local (state->published);
  g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, state->serial);
  g_autofree char *about = g_strdup_printf (_("No. %s · %s"), serial,
                                            state->publisher[0] != '\0' ? state->publisher : _("nobody named"));
  g_autofree char *subtitle = g_markup_escape_text (about, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (state->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), window, 0);

  return row;
}

GtkWindow *
hj_kept_window_new (GtkWindow *parent,
                    HjSession *session)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = hj_session_list_kept (session, &error);

  gtk_window_set_title (GTK_WINDOW (window), _("Earlier States"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 420);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);

  if (states == NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), error->message);
  else if (states->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("No earlier state is kept on this computer."));
  else
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _("The last published states, kept on this computer. "
                                             "One opens to read, in a window of its own."));
  for (guint i = 0; states != NULL && i < states->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (g_ptr_array_index (states, i), GTK_WINDOW (window)));

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));

  return GTK_WINDOW (window);
}
