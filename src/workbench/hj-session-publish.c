/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

/* One publishing on its way: the publisher's, with the writer doing its two shares. */
typedef struct {
  HjSession      *session;
  HjPublishFlags  flags;
  char           *path;
  char           *current;  /* digest of what lies at the target now; NULL where nothing does */
  char           *file;     /* the export, in the working folder */
  char           *digest;   /* of the export */
  HjStoreInfo     info;
  gboolean        nothing;  /* the file holds everything already */
  gboolean        ok;
  GError         *error;
} Publishing;

static void
publishing_clear (Publishing *publishing)
{
  g_free (publishing->path);
  g_free (publishing->current);
  g_free (publishing->file);
  g_free (publishing->digest);
  hj_store_info_clear (&publishing->info);
  g_clear_error (&publishing->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Publishing, publishing_clear)

static gboolean
export_state (HjSession   *session,
              Publishing  *publishing,
              GError     **error)
{
  g_autofree char *publisher = hj_session_dup_publisher (session);

  publishing->file = hj_workplace_dup_file (session->place, HJ_WORK_PENDING);
  g_unlink (publishing->file);
  if (!hj_store_export (session->store, publishing->file, publisher, NULL, &publishing->info, error))
    return FALSE;
  publishing->digest = hj_digest_file (publishing->file, HJ_STORE_MAX_BYTES, error);
  return publishing->digest != NULL;
}

/* The target must be what was opened, or what we ourselves put there. */
static gboolean
check_target (Publishing   *publishing,
              HjWorkplace  *place,
              GError      **error)
{
  g_autofree char *name = g_filename_display_basename (publishing->path);

  if (publishing->current == NULL)
    return TRUE;
  if (publishing->flags & HJ_PUBLISH_NEW)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("There is a file “%s” already. It was not touched; choose another name."), name);
      return FALSE;
    }
  if (hj_workplace_is_base (place, publishing->current))
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_CHANGED,
               _("“%s” was changed elsewhere since it was opened here. Nothing is lost: your answers are safe on this "
                 "computer. Choose whether they go to a new file beside it, or take its name with the other kept beside."),
               name);
  return FALSE;
}

/* First share of the writer: what is to be published, and the note that it is on its way. */
static gboolean
prepare (Publishing  *publishing,
         GError     **error)
{
  HjSession *session = publishing->session;
  HjWorkplace *place = session->place;
  gboolean unpublished;

  if (!hj_session_check_writable (session, error) ||
      !hj_session_write_drafts (session, error) ||
      !hj_store_has_unpublished (session->store, &unpublished, error))
    return FALSE;
  publishing->nothing = !unpublished && !(publishing->flags & HJ_PUBLISH_NEW) &&
                        (publishing->current != NULL || (publishing->flags & HJ_PUBLISH_IF_NEEDED));
  if (publishing->nothing)
    return TRUE;
  if (!check_target (publishing, place, error) || !export_state (session, publishing, error))
    return FALSE;
  /* What an earlier attempt put there without getting to note it is the base now. */
  if (publishing->current != NULL && g_str_equal (publishing->current, place->pending_digest))
    hj_str_set (&place->base_digest, publishing->current);
  hj_str_set (&place->pending_digest, publishing->digest);
  return hj_workplace_save (place, error);
}

static void
prepare_job (gpointer data)
{
  Publishing *publishing = data;

  publishing->ok = prepare (publishing, &publishing->error);
}

/* Second share of the writer: the file is in place and was read back. */
static gboolean
commit (Publishing  *publishing,
        GError     **error)
{
  HjSession *session = publishing->session;
  HjWorkplace *place = session->place;
  gboolean unpublished;

  if (!hj_session_check_writable (session, error) ||
      !hj_store_mark_published (session->store, &publishing->info, publishing->digest, error) ||
      !hj_store_has_unpublished (session->store, &unpublished, error))
    return FALSE;
  hj_str_set (&place->base_digest, publishing->digest);
  hj_str_set (&place->pending_digest, "");
  hj_str_set (&place->path, publishing->path);
  place->base_entries = publishing->info.entries;
  place->published = publishing->info.published;
  if (!hj_workplace_save (place, error) ||
      !hj_workplace_keep (place, publishing->file, publishing->info.serial, publishing->digest, error))
    return FALSE;
  session->marked = unpublished;
  if (!unpublished)
    hj_workplace_mark_published (place);
  g_mutex_lock (&session->lock);
  session->shared.position.unpublished = unpublished;
  session->shared.position.published = place->published;
  g_mutex_unlock (&session->lock);
  return TRUE;
}

static void
commit_job (gpointer data)
{
  Publishing *publishing = data;

  publishing->ok = commit (publishing, &publishing->error);
}

static void
progressed_cb (double   fraction,
               gpointer user_data)
{
  HjSession *session = user_data;

  g_mutex_lock (&session->lock);
  session->shared.position.progress = fraction;
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
}

/* The slow part. What was written is read back: some sticks lie. */
static gboolean
put_in_place (Publishing    *publishing,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *written = NULL;

  if (!hj_safe_file_copy (publishing->file, publishing->path, HJ_STORE_MAX_BYTES, 0,
                          progressed_cb, publishing->session, cancellable, error))
    return FALSE;
  written = hj_digest_file (publishing->path, HJ_STORE_MAX_BYTES, error);
  if (written == NULL)
    return FALSE;
  if (!g_str_equal (written, publishing->digest))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_IO,
                   _("“%s” reads back different from what was written. Don't trust this disk or stick; "
                     "everything is safe on this computer, save a copy elsewhere."),
                   publishing->path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_current (Publishing    *publishing,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GError) missing = NULL;

  publishing->current = hj_digest_file (publishing->path, HJ_STORE_MAX_BYTES, &missing);
  if (publishing->current != NULL || g_error_matches (missing, HJ_ERROR, HJ_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

static void
begin_publishing (HjSession *session)
{
  g_mutex_lock (&session->lock);
  session->shared.position.publishing = TRUE;
  session->shared.position.progress = 0;
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
}

static void
end_publishing (HjSession    *session,
                const GError *error)
{
  gboolean conflict = g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED);

  g_mutex_lock (&session->lock);
  session->shared.position.publishing = FALSE;
  session->shared.position.conflict = conflict;
  g_clear_error (&session->shared.position.error);
  if (error != NULL && !conflict)
    session->shared.position.error = g_error_copy (error);
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
}

static gboolean
publish (Publishing    *publishing,
         GCancellable  *cancellable,
         GError       **error)
{
  HjSession *session = publishing->session;

  if (!find_current (publishing, cancellable, error))
    return FALSE;
  hj_lane_run (session->writer, prepare_job, publishing);
  if (publishing->ok && publishing->nothing)
    return TRUE;
  if (publishing->ok && !put_in_place (publishing, cancellable, &publishing->error))
    publishing->ok = FALSE;
  if (publishing->ok)
    hj_lane_run (session->writer, commit_job, publishing);
  if (publishing->ok)
    return TRUE;
  if (publishing->file != NULL)
    g_unlink (publishing->file);
  g_propagate_error (error, g_steal_pointer (&publishing->error));
  return FALSE;
}

/**
 * hj_session_publish_now:
 *
 * On the publisher. Exports, checks that the target still is what was opened,
 * puts the file in place, reads it back and remembers it. Whatever fails, the
 * working copy keeps everything and the next attempt starts over.
 */
gboolean
hj_session_publish_now (HjSession       *session,
                        HjPublishFlags   flags,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_auto (Publishing) publishing = { .session = session, .flags = flags };
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean ok;

  publishing.path = hj_session_dup_path (session);
  begin_publishing (session);
  ok = publish (&publishing, cancellable, &problem);
  end_publishing (session, problem);
  if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!publishing.nothing)
    {
      g_mutex_lock (&session->lock);
      card = session->shared.last_card != NULL ? hj_score_card_ref (session->shared.last_card) : NULL;
      g_mutex_unlock (&session->lock);
      hj_recent_remember (publishing.path, card, FALSE);
    }
  return TRUE;
}

gboolean
hj_session_publish_op (HjSession  *session,
                       HjOp       *op,
                       GError    **error)
{
  if (session->mode == HJ_SESSION_READ)
    return hj_session_check_writable (session, error);
  return hj_session_publish_now (session, HJ_PUBLISH_DEFAULT, op->cancellable, error);
}

/* ---- Conflicts ---------------------------------------------------------- */

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

/* ---- Copies and closing ------------------------------------------------- */

static void
export_copy_job (gpointer data)
{
  Publishing *publishing = data;
  HjSession *session = publishing->session;
  g_autofree char *id = hj_id_new ();
  g_autofree char *name = g_strconcat ("copy-", id, ".hjd", NULL);
  g_autofree char *publisher = NULL;

  if (!hj_session_check_writable (session, &publishing->error) ||
      !hj_session_write_drafts (session, &publishing->error))
    return;
  publisher = hj_session_dup_publisher (session);
  publishing->file = hj_workplace_dup_file (session->place, name);
  publishing->ok = hj_store_export (session->store, publishing->file, publisher, NULL,
                                    &publishing->info, &publishing->error) &&
                   (publishing->digest = hj_digest_file (publishing->file, HJ_STORE_MAX_BYTES, &publishing->error)) != NULL;
}

/* A complete file elsewhere. What is open for reading is copied as the file is. */
static gboolean
save_copy_op (HjSession  *session,
              HjOp       *op,
              GError    **error)
{
  g_auto (Publishing) publishing = { .session = session };
  g_autofree char *own = hj_session_dup_path (session);

  publishing.path = g_canonicalize_filename (op->path, NULL);
  if (session->mode == HJ_SESSION_READ)
    return hj_safe_file_copy (own, publishing.path, HJ_STORE_MAX_BYTES, 0, NULL, NULL, op->cancellable, error);
  if (g_str_equal (own, publishing.path))
    return hj_session_publish_now (session, HJ_PUBLISH_DEFAULT, op->cancellable, error);
  hj_lane_run (session->writer, export_copy_job, &publishing);
  if (publishing.ok && !put_in_place (&publishing, op->cancellable, &publishing.error))
    publishing.ok = FALSE;
  if (publishing.file != NULL)
    g_unlink (publishing.file);
  if (!publishing.ok)
    g_propagate_error (error, g_steal_pointer (&publishing.error));
  return publishing.ok;
}

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

/* ---- Public ------------------------------------------------------------- */

/**
 * hj_session_publish:
 *
 * %HJ_ERROR_CHANGED where the file was changed elsewhere; whatever fails, the
 * answers are safe in the working copy.
 */
gboolean
hj_session_publish (HjSession     *session,
                    GCancellable  *cancellable,
                    GError       **error)
{
  HjOp *op;

  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  op = hj_op_new (session, hj_session_publish_op);
  g_set_object (&op->cancellable, cancellable);
  return hj_op_run (op, session->publisher, error);
}

void
hj_session_publish_async (HjSession           *session,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_op_start (hj_op_new (session, hj_session_publish_op),
               session->publisher,
               g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_publish_finish (HjSession     *session,
                           GAsyncResult  *result,
                           GError       **error)
{
  return hj_session_apply_finish (session, result, error);
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

void
hj_session_save_copy_async (HjSession           *session,
                            const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  HjOp *op;

  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (path != NULL);

  op = hj_op_new (session, save_copy_op);
  op->path = g_strdup (path);
  hj_op_start (op, session->publisher, g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_save_copy_finish (HjSession     *session,
                             GAsyncResult  *result,
                             GError       **error)
{
  return hj_session_apply_finish (session, result, error);
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
