/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-error.h"
#include "hj-session-private.h"

gboolean
hj_session_check_writable (HjSession  *session,
                           GError    **error)
{
  if (session->mode == HJ_SESSION_READ)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_DENIED,
                         _("This dossier is open for reading only. Nothing was changed."));
  else if (session->store == NULL)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                         _("This dossier was closed already. Open it again to go on."));
  else
    return TRUE;
  return FALSE;
}

gboolean
hj_session_refresh_labels (HjSession  *session,
                           GError    **error)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  if (!hj_store_peek_undo (session->store, session->writer_recorder, &undo, &redo, error))
    return FALSE;
  g_mutex_lock (&session->lock);
  hj_labels_clear (&session->shared.labels);
  session->shared.labels.undo = g_steal_pointer (&undo);
  session->shared.labels.redo = g_steal_pointer (&redo);
  session->shared.labels_changed = TRUE;
  hj_session_schedule_notify (session);
  g_mutex_unlock (&session->lock);
  return TRUE;
}

/* A move to another edition, or its undo, left the dossier with another scheme. */
static gboolean
refresh_scheme (HjSession  *session,
                GError    **error)
{
  g_autofree char *digest = hj_store_get_scheme_digest (session->store, error);
  HjScheme *scheme;

  if (digest == NULL)
    return FALSE;
  if (g_str_equal (digest, session->scheme->digest))
    return TRUE;
  scheme = hj_session_read_scheme (session->store, error);
  if (scheme == NULL)
    return FALSE;
  hj_scheme_unref (session->scheme);
  session->scheme = scheme;
  return TRUE;
}

/**
 * hj_session_refresh:
 *
 * Makes the snapshot and the cards of what the store holds now.
 */
gboolean
hj_session_refresh (HjSession  *session,
                    GError    **error)
{
  HjView view = { NULL };
  gboolean unpublished;

  if (!refresh_scheme (session, error))
    return FALSE;
  view.content = hj_store_load (session->store, session->scheme, error);
  if (view.content == NULL)
    return FALSE;
  if (!hj_store_has_unpublished (session->store, &unpublished, error))
    {
      hj_view_clear (&view);
      return FALSE;
    }
  view.card = hj_assess (view.content, NULL);
  view.own_card = hj_session_assess_own (view.content, view.card, session->writer_recorder);

  g_mutex_lock (&session->lock);
  hj_view_clear (&session->shared.view);
  session->shared.view = view;
  g_clear_pointer (&session->shared.last_card, hj_score_card_unref);
  session->shared.last_card = hj_score_card_ref (view.card);
  if (session->shared.position.unpublished != unpublished)
    {
      session->shared.position.unpublished = unpublished;
      session->shared.position_changed = TRUE;
    }
  hj_session_schedule_notify (session);
  g_mutex_unlock (&session->lock);
  return hj_session_refresh_labels (session, error);
}

/* What was committed stays committed when the new view of it can't be had. */
void
hj_session_refresh_after_commit (HjSession *session)
{
  g_autoptr (GError) error = NULL;

  if (!hj_session_refresh (session, &error))
    hj_session_post_failure (session, error);
  g_mutex_lock (&session->lock);
  session->autosave_due = session->shared.autosave && !session->shared.position.conflict
                          ? g_get_monotonic_time () + session->shared.autosave_delay
                          : -1;
  g_mutex_unlock (&session->lock);
}

gboolean
hj_session_prepare_change (HjSession  *session,
                           GError    **error)
{
  if (!hj_session_check_writable (session, error))
    return FALSE;
  if (!session->marked && !hj_workplace_mark_unpublished (session->place, error))
    return FALSE;
  session->marked = TRUE;
  return TRUE;
}

gboolean
hj_session_check_commands (HjSession  *session,
                           GPtrArray  *commands,
                           GError    **error)
{
  for (guint i = 0; i < commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (commands, i);

      if (command->kind == HJ_COMMAND_FINDING &&
          !hj_finding_is_empty (command->finding) &&
          !hj_assess_check_finding (session->scheme, command->finding, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
hj_session_apply_op (HjSession  *session,
                     HjOp       *op,
                     GError    **error)
{
  if (!hj_session_check_writable (session, error) ||
      !hj_session_check_commands (session, op->commands, error) ||
      !hj_session_prepare_change (session, error) ||
      !hj_store_apply (session->store, op->author, op->label, op->commands, error))
    return FALSE;
  hj_session_refresh_after_commit (session);
  return TRUE;
}

gboolean
hj_session_undo_op (HjSession  *session,
                    HjOp       *op,
                    GError    **error)
{
  if (!hj_session_prepare_change (session, error) ||
      !hj_store_undo (session->store, session->writer_recorder, error))
    return FALSE;
  hj_session_refresh_after_commit (session);
  return TRUE;
}

gboolean
hj_session_redo_op (HjSession  *session,
                    HjOp       *op,
                    GError    **error)
{
  if (!hj_session_prepare_change (session, error) ||
      !hj_store_redo (session->store, session->writer_recorder, error))
    return FALSE;
  hj_session_refresh_after_commit (session);
  return TRUE;
}

/* Puts back what could not be written, unless something newer was typed meanwhile. */
static void
keep_draft (HjSession  *session,
            const char *key,
            const char *text)
{
  g_mutex_lock (&session->lock);
  if (!g_hash_table_contains (session->shared.drafts, key))
    g_hash_table_insert (session->shared.drafts, g_strdup (key), g_strdup (text));
  session->shared.drafts_due = g_get_monotonic_time () + 4 * HJ_DRAFT_DELAY_US;
  g_mutex_unlock (&session->lock);
}

gboolean
hj_session_write_drafts (HjSession  *session,
                         GError    **error)
{
  g_autoptr (GHashTable) drafts = NULL;
  GHashTableIter iter;
  gpointer key, text;
  gboolean ok = TRUE;

  g_mutex_lock (&session->lock);
  session->shared.drafts_due = -1;
  if (g_hash_table_size (session->shared.drafts) > 0)
    {
      drafts = session->shared.drafts;
      session->shared.drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    }
  g_mutex_unlock (&session->lock);
  if (drafts == NULL || session->store == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, drafts);
  while (g_hash_table_iter_next (&iter, &key, &text))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\n", 2);

      if (ok && hj_store_set_draft (session->store, parts[0], parts[1], text, error))
        continue;
      ok = FALSE;
      keep_draft (session, key, text);
    }
  return ok;
}

void
hj_session_drafts_job (gpointer data)
{
  HjSession *session = data;
  g_autoptr (GError) error = NULL;

  if (!hj_session_write_drafts (session, &error))
    hj_session_post_failure (session, error);
}

/**
 * hj_session_tick:
 *
 * The writer's clock: drafts after a short delay, publishing after a longer one.
 */
gint64
hj_session_tick (gpointer data)
{
  HjSession *session = data;
  gint64 now = g_get_monotonic_time ();
  gint64 drafts_due;

  g_mutex_lock (&session->lock);
  drafts_due = session->shared.drafts_due;
  g_mutex_unlock (&session->lock);

  if (drafts_due >= 0 && drafts_due <= now)
    {
      hj_session_drafts_job (session);
      g_mutex_lock (&session->lock);
      drafts_due = session->shared.drafts_due;
      g_mutex_unlock (&session->lock);
    }
  if (session->autosave_due >= 0 && session->autosave_due <= now)
    {
      session->autosave_due = -1;
      hj_op_start (hj_op_new (session, hj_session_publish_op), session->publisher, NULL);
    }
  if (drafts_due < 0 || session->autosave_due < 0)
    return MAX (drafts_due, session->autosave_due);
  return MIN (drafts_due, session->autosave_due);
}

/* Who publishes, as the file will say: the recorder's name, else the user's. */
char *
hj_session_dup_publisher (HjSession *session)
{
  g_autoptr (HjContent) content = hj_store_load (session->store, session->scheme, NULL);
  const HjMember *member = content != NULL ? hj_content_find_member (content, session->writer_recorder) : NULL;

  return g_strdup (member != NULL ? member->name : g_get_user_name ());
}

/**
 * hj_session_let_go:
 *
 * Closes the store and gives the lock back; what is not published stays in the
 * working copy.
 */
void
hj_session_let_go (HjSession *session)
{
  g_autoptr (GError) error = NULL;

  session->autosave_due = -1;
  if (session->store != NULL && !hj_session_write_drafts (session, &error))
    g_warning ("What was being typed could not be kept: %s", error->message);
  g_clear_pointer (&session->store, hj_store_close);
  if (session->place != NULL)
    {
      session->place->in_use = FALSE;
      if (!hj_workplace_save (session->place, NULL))
        g_debug ("The working copy could not note that it was closed; the next opening will look twice.");
      g_clear_pointer (&session->place, hj_workplace_free);
    }
  g_mutex_lock (&session->lock);
  session->shared.closed = TRUE;
  g_mutex_unlock (&session->lock);
}

void
hj_session_let_go_job (gpointer data)
{
  hj_session_let_go (data);
}

gboolean
hj_session_recorder_op (HjSession  *session,
                        HjOp       *op,
                        GError    **error)
{
  if (session->store == NULL)
    return TRUE;
  hj_str_set (&session->writer_recorder, op->author);
  hj_str_set (&session->place->recorder, op->author);
  return hj_workplace_save (session->place, error) &&
         hj_session_refresh_labels (session, error);
}

void
hj_session_autosave_job (gpointer data)
{
  HjSession *session = data;

  g_mutex_lock (&session->lock);
  session->autosave_due = session->shared.autosave && session->shared.position.unpublished &&
                          !session->shared.position.conflict && session->store != NULL
                          ? g_get_monotonic_time () + session->shared.autosave_delay
                          : -1;
  g_mutex_unlock (&session->lock);
}
