/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-job-private.h"
#include "hj-relay-private.h"
#include "hj-safe-file.h"
#include "hj-session-exchange.h"

/* A dossier's data, or the empty form of its scheme, as a file. */

static gboolean
write_file (HjContent     *content,
            const char    *path,
            HjRecordKind   table,
            gboolean       empty,
            HjProgress     progress,
            gpointer       progress_data,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;
  HjFormat format;

  if (!hj_format_from_path (path, &format))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("What is to be written to “%s” is told by the name’s ending: .xlsx, .docx, .csv or .xml. "
                     "Nothing was written; choose such a name."), name);
      return FALSE;
    }
  if (!hj_job_check_target (path, error))
    return FALSE;
  bytes = hj_export_write (format, content, empty, table, progress, progress_data, cancellable, error);
  return bytes != NULL && hj_safe_file_write (path, bytes, 0, NULL, NULL, cancellable, error);
}

/**
 * hj_job_export:
 * @content: of which the scheme alone counts where @empty
 * @table: the one to write; CSV only
 *
 * Writes on the calling thread; the file is there whole or not at all.
 */
gboolean
hj_job_export (HjContent     *content,
               const char    *path,
               HjRecordKind   table,
               gboolean       empty,
               GCancellable  *cancellable,
               GError       **error)
{
  g_return_val_if_fail (content != NULL && path != NULL, FALSE);

  return write_file (content, path, table, empty, NULL, NULL, cancellable, error);
}

typedef struct {
  HjContent    *content;
  char         *path;
  HjRecordKind  table;
  gboolean      empty;
  HjRelay      *relay;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  hj_content_unref (export->content);
  g_free (export->path);
  hj_relay_unref (export->relay);
  g_free (export);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  gboolean written = write_file (export->content, export->path, export->table, export->empty, hj_relay_report, export->relay,
                                 cancellable, &error);

  hj_relay_finish (export->relay);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * hj_job_export_async:
 * @progress: (nullable): called in the caller's context, never after the callback
 */
void
hj_job_export_async (HjContent           *content,
                     const char          *path,
                     HjRecordKind         table,
                     gboolean             empty,
                     HjProgress           progress,
                     gpointer             progress_data,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  g_return_if_fail (content != NULL && path != NULL);

  export->content = hj_content_ref (content);
  export->path = g_strdup (path);
  export->table = table;
  export->empty = empty;
  export->relay = hj_relay_new (g_task_get_context (task), progress, progress_data);
  g_task_set_source_tag (task, hj_job_export_async);
  g_task_set_task_data (task, export, free_export);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_in_thread);
}

gboolean
hj_job_export_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
