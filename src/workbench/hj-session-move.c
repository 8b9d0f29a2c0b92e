/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-scheme-file.h"
#include "hj-session-private.h"

/* To another edition of a scheme, and what was left behind. */

static gboolean
check_plan (HjSession         *session,
            const HjMovePlan  *plan,
            GError           **error)
{
  if (g_strcmp0 (plan->diff->from->digest, session->scheme->digest) == 0)
    return TRUE;
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CHANGED,
                       _("The dossier goes by another edition than the one that was compared. Nothing was changed; "
                         "compare the editions again."));
  return FALSE;
}

/* On the writer: what was recorded until now is what is left. */
static gboolean
move_op (HjSession  *session,
         HjOp       *op,
         GError    **error)
{
  HjMovePlan *plan = op->data;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GBytes) former = NULL;

  if (!hj_session_check_writable (session, error) || !check_plan (session, plan, error) ||
      (content = hj_store_load (session->store, session->scheme, error)) == NULL)
    return FALSE;
  former = hj_xml_write (content);
  commands = hj_move_plan_commands (plan, content, former, error);
  if (commands == NULL || !hj_session_prepare_change (session, error) ||
      !hj_store_apply_as_panel (session->store, op->author, op->label, commands, error))
    return FALSE;
  hj_session_refresh_after_commit (session);
  return TRUE;
}

static HjOp *
new_move_op (HjSession  *session,
             HjMovePlan *plan)
{
  HjOp *op = hj_op_new (session, move_op);

  op->author = g_strdup (session->recorder);
  /* Translators: a step that can be undone; %s is a scheme's short title */
  op->label = g_strdup_printf (_("Moved to %s"), plan->diff->to->short_title);
  op->data = plan;
  return op;
}

gboolean
hj_session_move_scheme (HjSession   *session,
                        HjMovePlan  *plan,
                        GError     **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session) && plan != NULL, FALSE);

  return hj_op_run (new_move_op (session, plan), session->writer, error);
}

/**
 * hj_session_move_scheme_async:
 * @plan: to be left alone until the callback
 */
void
hj_session_move_scheme_async (HjSession           *session,
                              HjMovePlan          *plan,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session) && plan != NULL);

  hj_op_start (new_move_op (session, plan),
               session->writer,
               g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_move_scheme_finish (HjSession     *session,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hj_session_apply_finish (session, result, error);
}

typedef struct {
  gint64  sequence;
  char   *path;    /* of the file, where a thread reads it */
  GBytes *scheme;
  GBytes *form;
} Former;

/* On the writer. */
static gboolean
former_op (HjSession  *session,
           HjOp       *op,
           GError    **error)
{
  Former *former = op->data;

  return hj_session_check_writable (session, error) &&
         hj_store_dup_former (session->store, former->sequence, &former->scheme, &former->form, error);
}

static gboolean
read_former (HjSession  *session,
             Former     *former,
             GError    **error)
{
  HjOp *op;

  if (session->mode == HJ_SESSION_READ)
    return hj_session_read_former (session->path, former->sequence, &former->scheme, &former->form, error);
  op = hj_op_new (session, former_op);
  op->data = former;
  return hj_op_run (op, session->writer, error);
}

static HjContent *
parse_former (const Former  *former,
              GError       **error)
{
  g_autoptr (HjScheme) scheme = hj_scheme_read (former->scheme, _("the scheme in the dossier"), error);

  return scheme != NULL
           ? hj_xml_read (former->form, _("the former state in the dossier"), scheme, NULL, error) : NULL;
}

/**
 * hj_session_load_former:
 * @sequence: HjFormerEdition.sequence
 *
 * Returns: (transfer full): the content as it was left, with the scheme of then
 */
HjContent *
hj_session_load_former (HjSession  *session,
                        gint64      sequence,
                        GError    **error)
{
  Former former = { .sequence = sequence };
  HjContent *content = NULL;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  if (read_former (session, &former, error))
    content = parse_former (&former, error);
  g_clear_pointer (&former.scheme, g_bytes_unref);
  g_clear_pointer (&former.form, g_bytes_unref);
  return content;
}

#define CONTENT "hj-former-content"

static void
free_former (gpointer data)
{
  Former *former = data;

  g_clear_pointer (&former->scheme, g_bytes_unref);
  g_clear_pointer (&former->form, g_bytes_unref);
  g_free (former->path);
  g_free (former);
}

static gboolean
keep_content (GTask         *task,
              const Former  *former,
              GError       **error)
{
  HjContent *content = parse_former (former, error);

  if (content != NULL)
    g_object_set_data_full (G_OBJECT (task), CONTENT, content, (GDestroyNotify) hj_content_unref);
  return content != NULL;
}

/* On the writer. */
static gboolean
load_former_op (HjSession  *session,
                HjOp       *op,
                GError    **error)
{
  return former_op (session, op, error) && keep_content (op->task, op->data, error);
}

/* Of a session that only reads: the published file, on a thread of its own, which
 * has the path and not the session: it might be the last to let go of it. */
static void
load_former_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  Former *former = task_data;
  HjContent *content = NULL;
  GError *error = NULL;

  if (hj_session_read_former (former->path, former->sequence, &former->scheme, &former->form, &error))
    content = parse_former (former, &error);
  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) hj_content_unref);
  else
    g_task_return_error (task, error);
}

static void
former_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  HjContent *content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content != NULL)
    {
      g_object_set_data_full (G_OBJECT (task), CONTENT, content, (GDestroyNotify) hj_content_unref);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
hj_session_load_former_async (HjSession           *session,
                              gint64               sequence,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Former *former = g_new0 (Former, 1);
  g_autoptr (GTask) task = NULL;
  HjOp *op;

  g_return_if_fail (HJ_IS_SESSION (session));

  former->sequence = sequence;
  task = g_task_new (session, cancellable, callback, user_data);
  if (session->mode == HJ_SESSION_READ)
    {
      g_autoptr (GTask) load = g_task_new (NULL, cancellable, former_loaded_cb, g_steal_pointer (&task));

      former->path = g_strdup (session->path);
      g_task_set_task_data (load, former, free_former);
      g_task_run_in_thread (load, load_former_thread);
      return;
    }
  op = hj_op_new (session, load_former_op);
  op->data = former;
  op->free_data = free_former;
  hj_op_start (op, session->writer, g_steal_pointer (&task));
}

HjContent *
hj_session_load_former_finish (HjSession     *session,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return hj_content_ref (g_object_get_data (G_OBJECT (result), CONTENT));
}
