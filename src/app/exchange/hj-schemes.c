/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-schemes"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-picker.h"
#include "hj-schemes.h"

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = hj_scheme_catalogue (&error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
hj_schemes_list_async (GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_run_in_thread (task, list_thread);
}

GPtrArray *
hj_schemes_list_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
damaged_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, hj_scheme_list_damaged (), (GDestroyNotify) g_ptr_array_unref);
}

void
hj_schemes_list_damaged_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_run_in_thread (task, damaged_thread);
}

GPtrArray *
hj_schemes_list_damaged_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  HjScheme *scheme = hj_scheme_load (task_data, &error);

  if (scheme != NULL)
    g_task_return_pointer (task, scheme, (GDestroyNotify) hj_scheme_unref);
  else
    g_task_return_error (task, error);
}

void
hj_schemes_load_async (const char          *id,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, load_thread);
}

HjScheme *
hj_schemes_load_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hj_schemes_fill (GtkDropDown    *choice,
                 GPtrArray      *entries,
                 const HjScheme *own,
                 const char     *name)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  if (own != NULL)
    {
      g_ptr_array_add (ids, (gpointer) HJ_SCHEMES_OWN);
      g_ptr_array_add (labels, g_strdup_printf (_("This dossier’s: %s, edition %s"), own->short_title, own->edition));
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (ids, entry->id);
      g_ptr_array_add (labels, g_strdup_printf (_("%s, edition %s"), entry->short_title, entry->edition));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (choice, (const char *const *) ids->pdata, (const char *const *) labels->pdata, name);
}
