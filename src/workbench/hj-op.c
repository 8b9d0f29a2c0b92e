/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include "hj-session-private.h"

HjOp *
hj_op_new (HjSession *session,
           HjOpFunc   func)
{
  HjOp *op = g_new0 (HjOp, 1);

  op->session = session;
  op->func = func;
  return op;
}

/* On the owner's thread where there is a task: it may hold the last reference to the session. */
void
hj_op_free (HjOp *op)
{
  /* The session holds its lanes, so an operation that nobody waits for needs no reference of its own. */
  if (op->task != NULL)
    g_object_unref (op->session);
  g_clear_object (&op->task);
  g_clear_object (&op->cancellable);
  g_clear_error (&op->error);
  g_free (op->author);
  g_free (op->label);
  g_clear_pointer (&op->commands, g_ptr_array_unref);
  g_free (op->path);
  g_free (op->path_out);
  g_clear_pointer (&op->scheme, hj_scheme_unref);
  if (op->free_data != NULL)
    op->free_data (op->data);
  g_free (op);
}

static void
perform_op (gpointer data)
{
  HjOp *op = data;

  op->ok = !g_cancellable_set_error_if_cancelled (op->cancellable, &op->error) &&
           op->func (op->session, op, &op->error);
  g_assert (op->ok == (op->error == NULL));
}

/**
 * hj_op_run:
 * @op: (transfer full)
 *
 * Waits until it is done, and adopts what came of it.
 */
gboolean
hj_op_run (HjOp    *op,
           HjLane  *lane,
           GError **error)
{
  gboolean ok;

  hj_lane_run (lane, perform_op, op);
  hj_session_adopt (op->session);
  ok = op->ok;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&op->error));
  hj_op_free (op);
  return ok;
}

static gboolean
op_completed_cb (gpointer data)
{
  HjOp *op = data;

  hj_session_adopt (op->session);
  g_task_set_task_data (op->task, g_steal_pointer (&op->path_out), g_free);
  if (!op->ok)
    g_task_return_error (op->task, g_steal_pointer (&op->error));
  else if (g_task_get_source_object (op->task) == NULL)
    g_task_return_pointer (op->task, g_object_ref (op->session), g_object_unref);
  else
    g_task_return_boolean (op->task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
perform_quiet_op (gpointer data)
{
  HjOp *op = data;

  perform_op (op);
  if (!op->ok)
    hj_session_post_failure (op->session, op->error);
  hj_op_free (op);
}

/* Everything of an operation is let go in the owner's context: were the lane to
 * drop the last reference, it would have to end itself. */
static void
perform_and_return_op (gpointer data)
{
  HjOp *op = data;

  perform_op (op);
  hj_lane_return (op->session->context, op_completed_cb, op, (GDestroyNotify) hj_op_free);
}

/**
 * hj_op_start:
 * @op: (transfer full)
 * @task: (transfer full) (nullable): what to answer; without one a failure is
 *   told by the signal
 *
 * A path that comes out of it is the task's data.
 */
void
hj_op_start (HjOp   *op,
             HjLane *lane,
             GTask  *task)
{
  if (task == NULL)
    {
      hj_lane_push (lane, perform_quiet_op, op);
      return;
    }
  op->task = task;
  g_object_ref (op->session);
  /* What was committed is told as done, also when it was cancelled a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_set_object (&op->cancellable, g_task_get_cancellable (task));
  hj_lane_push (lane, perform_and_return_op, op);
}
