/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-compat"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compat.h"

/* The chooser lives as long as its task, and the task as long as the chooser is shown. */
static void
chooser_response_cb (GtkNativeDialog *dialog,
                     int              response,
                     GTask           *task)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("No file was chosen."));

  g_object_unref (task);
}

static void
native_hide_cb (GCancellable    *cancellable,
                GtkNativeDialog *dialog)
{
  gtk_native_dialog_hide (dialog);
}

static GtkFileChooserNative *
chooser_new (GtkWindow            *parent,
             const char           *title,
             GtkFileChooserAction  action,
             GFile                *folder,
             const char           *filter_name,
             const char           *suffix)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto (GStrv) suffixes = g_strsplit (suffix, "|", -1);

  dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);

  gtk_file_filter_set_name (filter, filter_name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), filter);

  return dialog;
}

static void
chooser_run (GtkFileChooserNative *dialog,
             gpointer              source_tag,
             GCancellable         *cancellable,
             GAsyncReadyCallback   callback,
             gpointer              user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (native_hide_cb), dialog, 0);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
hj_compat_open_file (GtkWindow           *parent,
                     const char          *title,
                     GFile               *folder,
                     const char          *filter_name,
                     const char          *suffix,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL);

  chooser_run (chooser_new (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, folder, filter_name, suffix),
               hj_compat_open_file, cancellable, callback, user_data);
}

GFile *
hj_compat_open_file_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hj_compat_save_file (GtkWindow           *parent,
                     const char          *title,
                     GFile               *folder,
                     const char          *name,
                     const char          *filter_name,
                     const char          *suffix,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL);
  g_return_if_fail (name != NULL);

  dialog = chooser_new (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, folder, filter_name, suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  chooser_run (dialog, hj_compat_save_file, cancellable, callback, user_data);
}

GFile *
hj_compat_save_file_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
question_response_cb (AdwMessageDialog *dialog,
                      const char       *response,
                      GTask            *task)
{
  g_task_set_task_data (task, g_strdup (response), g_free);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);

  g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);

  return G_SOURCE_REMOVE;
}

/* Answered when the dialog is gone: what is done about the answer may end the window it
 * stands before. */
static void
question_destroyed_cb (AdwMessageDialog *dialog,
                       GTask            *task)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}

static void
question_cancelled_cb (GCancellable     *cancellable,
                       AdwMessageDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
}

void
hj_compat_choose (GtkWindow           *parent,
                  const char          *heading,
                  const char          *body,
                  GtkWidget           *extra,
                  const HjChoice      *choices,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (choices != NULL && choices[0].id != NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  for (const HjChoice *choice = choices; choice->id != NULL; choice++)
    {
      adw_message_dialog_add_response (dialog, choice->id, choice->label);
      adw_message_dialog_set_response_appearance (dialog, choice->id, choice->appearance);
      if (choice->appearance == ADW_RESPONSE_SUGGESTED)
        adw_message_dialog_set_default_response (dialog, choice->id);
    }
  adw_message_dialog_set_close_response (dialog, choices[0].id);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hj_compat_choose);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (choices[0].id), g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (question_response_cb), task);
  g_signal_connect (dialog, "destroy", G_CALLBACK (question_destroyed_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (question_cancelled_cb), dialog, 0);

  gtk_window_present (GTK_WINDOW (dialog));
}

/* Returns: (transfer full): the id of what was chosen */
char *
hj_compat_choose_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hj_compat_show_file (GtkWindow *parent,
                     GFile     *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (G_IS_FILE (file));

  uri = g_file_get_uri (file);
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
}

void
hj_compat_show_folder (GtkWindow *parent,
                       GFile     *file)
{
  g_autoptr (GFile) folder = NULL;

  g_return_if_fail (G_IS_FILE (file));

  folder = g_file_get_parent (file);
  if (folder != NULL)
    hj_compat_show_file (parent, folder);
}
