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

/* ---- Copies ------------------------------------------------------------- */

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
