/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

typedef struct {
  HjSession  *session;
  HjOp       *op;
  GError    **error;
  gboolean    ok;
} Making;

static gboolean
make_store (HjSession  *session,
            HjScheme   *scheme,
            const char *folder,
            GError    **error)
{
  g_autofree char *file = g_build_filename (folder, HJ_WORK_STORE, NULL);
  g_autofree char *copy_id = hj_id_new ();
  g_autofree char *home = NULL;
  g_autofree char *path = hj_session_dup_path (session);
  g_autofree char *working = NULL;
  g_autoptr (HjStore) store = hj_store_create (file, scheme, error);
  g_auto (HjStoreInfo) info = { NULL };

  if (store == NULL || !hj_store_get_info (store, &info, error) ||
      (home = hj_work_dup_folder (info.dossier_id, copy_id, error)) == NULL)
    return FALSE;
  /* Closed before its folder is renamed: SQLite finds a journal by its path. */
  g_clear_pointer (&store, hj_store_close);
  if (g_rename (folder, home) != 0)
    {
      hj_safe_file_set_errno (error, errno, home, TRUE);
      return FALSE;
    }
  session->place = hj_workplace_new (home);
  working = hj_workplace_dup_file (session->place, HJ_WORK_STORE);
  session->store = hj_store_open (working, HJ_STORE_READ_WRITE, NULL, error);
  if (session->store == NULL || !hj_session_set_copy_id (session->store, session->place, error) ||
      !hj_workplace_lock (session->place, error))
    return FALSE;
  hj_str_set (&session->place->path, path);
  session->place->in_use = TRUE;
  return TRUE;
}

static gboolean
fill_store (HjSession  *session,
            HjOp       *op,
            GError    **error)
{
  /* Read back what the dossier embeds: it is scored by that copy for ever. */
  session->scheme = hj_session_read_scheme (session->store, error);
  if (session->scheme == NULL)
    return FALSE;
  if (op->commands != NULL && op->commands->len > 0)
    return hj_session_apply_op (session, op, error);
  return hj_session_refresh (session, error);
}

static void
make_job (gpointer data)
{
  Making *making = data;
  HjSession *session = making->session;
  g_autofree char *folder = hj_work_make_folder ("new", making->error);

  if (folder == NULL)
    return;
  making->ok = make_store (session, making->op->scheme, folder, making->error) &&
               fill_store (session, making->op, making->error);
  hj_work_remove_tree (folder);
}

static void
unmake_job (gpointer data)
{
  HjSession *session = data;

  g_clear_pointer (&session->store, hj_store_close);
  if (session->place != NULL)
    hj_work_remove_tree (session->place->folder);
  g_clear_pointer (&session->place, hj_workplace_free);
}

/* On the publisher: the file is there when this returns, or nothing is. */
gboolean
hj_session_create_op (HjSession  *session,
                      HjOp       *op,
                      GError    **error)
{
  g_autofree char *path = hj_session_resolve_path (op->path);
  Making making = { session, op, error, FALSE };

  session->mode = HJ_SESSION_WRITE;
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autofree char *name = g_filename_display_name (op->path);

      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("There is a file “%s” already. It was not touched; choose another name."), name);
      return FALSE;
    }
  hj_session_set_path (session, path);
  hj_lane_run (session->writer, make_job, &making);
  if (making.ok && hj_session_publish_now (session, HJ_PUBLISH_NEW, op->cancellable, error))
    return TRUE;
  hj_lane_run (session->writer, unmake_job, session);
  return FALSE;
}

static HjOp *
new_create_op (HjSession  *session,
               const char *path,
               HjScheme   *scheme,
               GPtrArray  *commands)
{
  HjOp *op = hj_op_new (session, hj_session_create_op);

  op->path = g_strdup (path);
  op->scheme = hj_scheme_ref (scheme);
  op->author = g_strdup ("");
  op->label = g_strdup (_("New dossier"));
  op->commands = commands != NULL ? g_ptr_array_ref (commands) : NULL;
  return op;
}

HjSession *
hj_session_create (const char    *path,
                   HjScheme      *scheme,
                   GPtrArray     *commands,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (HjSession) session = hj_session_new_closed ();
  HjOp *op;

  g_return_val_if_fail (path != NULL && scheme != NULL, NULL);

  op = new_create_op (session, path, scheme, commands);
  g_set_object (&op->cancellable, cancellable);
  if (!hj_op_run (op, session->publisher, error))
    return NULL;
  return hj_session_finish_opening (g_steal_pointer (&session));
}

void
hj_session_create_async (const char          *path,
                         HjScheme            *scheme,
                         GPtrArray           *commands,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (HjSession) session = hj_session_new_closed ();

  g_return_if_fail (path != NULL && scheme != NULL);

  hj_op_start (new_create_op (session, path, scheme, commands),
               session->publisher,
               g_task_new (NULL, cancellable, callback, user_data));
}

HjSession *
hj_session_create_finish (GAsyncResult  *result,
                          GError       **error)
{
  return hj_session_open_finish (result, error);
}
