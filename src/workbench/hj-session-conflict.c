/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

/* The file was changed elsewhere since it was opened: neither side is lost. */

/* "评估.hjd" -> "评估 (张三 2026-11-05 14.02).hjd", a name that is free. */
static char *
make_name_beside (const char *path,
                  const char *who)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *when = NULL;
  char *dot = strrchr (name, '.');
  HjMoment now;

  if (dot != NULL && dot != name)
    *dot = '\0';
  hj_clock_now (&now);
  when = g_strdelimit (hj_clock_format_local (now.wall), ":", '.');
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" %u", i) : g_strdup ("");
      g_autofree char *file = g_strdup_printf ("%s (%s %s%s).hjd", name, who, when, number);
      g_autofree char *beside = g_build_filename (folder, g_strdelimit (file, "/", '-'), NULL);

      if (!g_file_test (beside, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&beside);
    }
}

typedef struct {
  HjSession  *session;
  const char *digest;
  char       *publisher;
  gboolean    ok;
  GError     *error;
} Accepting;

static void
name_publisher_job (gpointer data)
{
  Accepting *accepting = data;

  if (hj_session_check_writable (accepting->session, &accepting->error))
    accepting->publisher = hj_session_dup_publisher (accepting->session);
}

/* Theirs is safe beside: what lies at the target may be replaced. */
static void
accept_base_job (gpointer data)
{
  Accepting *accepting = data;
  HjWorkplace *place = accepting->session->place;

  if (!hj_session_check_writable (accepting->session, &accepting->error))
    return;
  hj_str_set (&place->base_digest, accepting->digest);
  accepting->ok = hj_workplace_save (place, &accepting->error);
}

static gboolean
save_ours_beside (HjSession   *session,
                  const char  *path,
                  const char  *beside,
                  GError     **error)
{
  g_mutex_lock (&session->lock);
  hj_str_set (&session->shared.path, beside);
  g_mutex_unlock (&session->lock);
  if (hj_session_publish_now (session, HJ_PUBLISH_NEW, NULL, error))
    return TRUE;
  g_mutex_lock (&session->lock);
  hj_str_set (&session->shared.path, path);
  session->shared.position.conflict = TRUE;
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
  return FALSE;
}

static gboolean
put_theirs_beside (HjSession   *session,
                   const char  *path,
                   const char  *beside,
                   GError     **error)
{
  Accepting accepting = { .session = session };
  g_autofree char *digest = NULL;

  if (!hj_safe_file_copy (path, beside, HJ_STORE_MAX_BYTES, 0, NULL, NULL, NULL, error))
    return FALSE;
  digest = hj_digest_file (beside, HJ_STORE_MAX_BYTES, error);
  if (digest == NULL)
    return FALSE;
  accepting.digest = digest;
  hj_lane_run (session->writer, accept_base_job, &accepting);
  if (!accepting.ok)
    {
      g_propagate_error (error, accepting.error);
      return FALSE;
    }
  return hj_session_publish_now (session, HJ_PUBLISH_DEFAULT, NULL, error);
}

static gboolean
resolve_op (HjSession  *session,
            HjOp       *op,
            GError    **error)
{
  Accepting accepting = { .session = session };
  g_autofree char *path = hj_session_dup_path (session);
  g_autofree char *beside = NULL;
  gboolean ok;

  hj_lane_run (session->writer, name_publisher_job, &accepting);
  if (accepting.error != NULL)
    {
      g_propagate_error (error, accepting.error);
      return FALSE;
    }
  beside = make_name_beside (path, op->choice == HJ_CONFLICT_SAVE_BESIDE ? accepting.publisher : _("other"));
  g_free (accepting.publisher);
  ok = op->choice == HJ_CONFLICT_SAVE_BESIDE
       ? save_ours_beside (session, path, beside, error)
       : put_theirs_beside (session, path, beside, error);
  if (ok)
    op->path_out = g_steal_pointer (&beside);
  return ok;
}

void
hj_session_resolve_conflict_async (HjSession           *session,
                                   HjConflictChoice     choice,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  HjOp *op;

  g_return_if_fail (HJ_IS_SESSION (session));

  op = hj_op_new (session, resolve_op);
  op->choice = choice;
  hj_op_start (op, session->publisher, g_task_new (session, NULL, callback, user_data));
}

gboolean
hj_session_resolve_conflict_finish (HjSession     *session,
                                    GAsyncResult  *result,
                                    char         **path_out,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  if (path_out != NULL)
    *path_out = g_strdup (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_boolean (G_TASK (result), error);
}
