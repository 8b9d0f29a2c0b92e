/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-release"

#include "config.h"

#include <gio/gio.h>

#include "hj-release.h"

typedef struct {
  gpointer       data;
  GDestroyNotify free_func;
} Parcel;

/* Here and not by the task's own end, which comes back to the thread that began it. */
static void
release_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Parcel *parcel = task_data;

  parcel->free_func (g_steal_pointer (&parcel->data));
  g_task_return_boolean (task, TRUE);
}

void
hj_release (gpointer       data,
            GDestroyNotify free_func)
{
  g_autoptr (GTask) task = NULL;
  Parcel *parcel;

  g_return_if_fail (free_func != NULL);

  if (data == NULL)
    return;

  parcel = g_new0 (Parcel, 1);
  parcel->data = data;
  parcel->free_func = free_func;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, parcel, g_free);
  g_task_run_in_thread (task, release_in_thread);
}
