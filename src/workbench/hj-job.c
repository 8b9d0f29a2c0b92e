/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-job-private.h"
#include "hj-store.h"

/* A slip of the hand must not cost a visit: "-o visit.hjd" for "-o visit.pdf". */
gboolean
hj_job_check_target (const char  *path,
                     GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  guint8 head[72];
  gsize length = 0;
  guint32 id;

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    stream = g_file_read (file, NULL, NULL);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, NULL, NULL) ||
      length < sizeof head || memcmp (head, "SQLite format 3", 16) != 0)
    return TRUE;
  memcpy (&id, head + 68, sizeof id);
  if (GUINT32_FROM_BE (id) != HJ_STORE_APPLICATION_ID)
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_DENIED,
               _("“%s” is a dossier; a document does not take its place. Nothing was written; choose another name."),
               path);
  return FALSE;
}
