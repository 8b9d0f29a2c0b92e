/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-session-private.h"

/* How a session ends, and the published states that are kept here beyond it. */

typedef struct {
  HjSession *session;
  gboolean   discard;
  gboolean   ok;
  GError    *error;
} Closing;

/* Never while anything is only here: neither an answer nor a word being typed. */
static gboolean
check_nothing_only_here (HjSession  *session,
                         GError    **error)
{
  g_autoptr (HjContent) content = hj_store_load (session->store, session->scheme, error);
  gboolean unpublished;

  if (content == NULL || !hj_store_has_unpublished (session->store, &unpublished, error))
    return FALSE;
  if (!unpublished && content->drafts->len == 0)
    return TRUE;
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                       _("Something was typed or answered that is not in the file yet. Nothing was removed from this computer; "
                         "finish it and close again."));
  return FALSE;
}

static void
close_job (gpointer data)
{
  Closing *closing = data;
  HjSession *session = closing->session;
  g_autofree char *folder = NULL;
  int opening;

  closing->ok = !closing->discard || session->store == NULL || check_nothing_only_here (session, &closing->error);
  if (!closing->ok)
    return;
  if (!closing->discard || session->store == NULL)
    {
      hj_session_let_go (session);
      return;
    }
  folder = g_strdup (session->place->folder);
  opening = hj_work_begin (NULL);
  hj_session_let_go (session);
  hj_work_remove_tree (folder);
  hj_work_end (opening);
}

static gboolean
close_op (HjSession  *session,
          HjOp       *op,
          GError    **error)
{
  Closing closing = { .session = session, .discard = op->flag };
  gboolean closed;

  g_mutex_lock (&session->lock);
  closed = session->shared.closed;
  g_mutex_unlock (&session->lock);
  if (session->mode == HJ_SESSION_READ || closed)
    return TRUE;
  if (!hj_session_publish_now (session, HJ_PUBLISH_IF_NEEDED, op->cancellable, error))
    return FALSE;
  hj_lane_run (session->writer, close_job, &closing);
  if (!closing.ok)
    g_propagate_error (error, closing.error);
  return closing.ok;
}

/**
 * hj_session_close:
 *
 * Publishes what is unpublished, then lets go of the lock. On failure the session
 * stays open.
 */
gboolean
hj_session_close (HjSession  *session,
                  gboolean    discard_local,
                  GError    **error)
{
  HjOp *op;

  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  op = hj_op_new (session, close_op);
  op->flag = discard_local;
  return hj_op_run (op, session->publisher, error);
}

void
hj_session_close_async (HjSession           *session,
                        gboolean             discard_local,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  HjOp *op;

  g_return_if_fail (HJ_IS_SESSION (session));

  op = hj_op_new (session, close_op);
  op->flag = discard_local;
  hj_op_start (op, session->publisher, g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_close_finish (HjSession     *session,
                         GAsyncResult  *result,
                         GError       **error)
{
  return hj_session_apply_finish (session, result, error);
}

/* ---- Earlier states ----------------------------------------------------- */

void
hj_kept_state_free (HjKeptState *state)
{
  g_free (state->path);
  g_free (state->publisher);
  g_free (state);
}

static HjKeptState *
read_kept (const char *path)
{
  g_autoptr (HjStore) store = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, NULL);
  g_auto (HjStoreInfo) info = { NULL };
  HjKeptState *state;

  if (store == NULL || !hj_store_get_info (store, &info, NULL))
    return NULL;
  state = g_new0 (HjKeptState, 1);
  state->path = g_strdup (path);
  state->serial = info.serial;
  state->published = info.published;
  state->publisher = g_strdup (info.publisher);
  return state;
}

static int
compare_kept (gconstpointer a,
              gconstpointer b)
{
  const HjKeptState *x = *(HjKeptState * const *) a;
  const HjKeptState *y = *(HjKeptState * const *) b;

  if (x->serial != y->serial)
    return x->serial < y->serial ? 1 : -1;
  return x->published < y->published ? 1 : x->published > y->published ? -1 : 0;
}

typedef struct {
  HjSession *session;
  GPtrArray *states;
} Listing;

static void
list_kept_job (gpointer data)
{
  Listing *listing = data;
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (listing->session->place == NULL)
    return;
  folder = hj_workplace_dup_file (listing->session->place, HJ_WORK_PUBLISHED);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      HjKeptState *state = read_kept (path);

      if (state != NULL)
        g_ptr_array_add (listing->states, state);
    }
  g_ptr_array_sort (listing->states, compare_kept);
}

/**
 * hj_session_list_kept:
 *
 * Returns: (element-type HjKeptState): newest first; those that can't be read any more are left out
 */
GPtrArray *
hj_session_list_kept (HjSession  *session,
                      GError    **error)
{
  Listing listing = { session, g_ptr_array_new_with_free_func ((GDestroyNotify) hj_kept_state_free) };

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  hj_lane_run (session->writer, list_kept_job, &listing);
  return listing.states;
}
