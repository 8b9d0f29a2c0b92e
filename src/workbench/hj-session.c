/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-error.h"
#include "hj-session-private.h"

enum {
  CHANGED,
  WHERE_CHANGED,
  UNDO_CHANGED,
  FAILED,
  STANDARDS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HjSession, hj_session, G_TYPE_OBJECT)

void
hj_view_clear (HjView *view)
{
  g_clear_pointer (&view->content, hj_content_unref);
  g_clear_pointer (&view->card, hj_score_card_unref);
  g_clear_pointer (&view->own_card, hj_score_card_unref);
}

void
hj_labels_clear (HjLabels *labels)
{
  g_clear_pointer (&labels->undo, g_free);
  g_clear_pointer (&labels->redo, g_free);
}

HjScoreCard *
hj_session_assess_own (HjContent   *content,
            HjScoreCard *card,
            const char  *recorder)
{
  if (recorder == NULL || *recorder == '\0' || hj_content_find_member (content, recorder) == NULL)
    return hj_score_card_ref (card);
  return hj_assess (content, recorder);
}

/* ---- From the lanes to the owner ---------------------------------------- */

static gboolean
notified_cb (gpointer data)
{
  hj_session_adopt (data);
  return G_SOURCE_REMOVE;
}

/* With the lock held: one idle in the owner's context, however much has come together. */
void
hj_session_schedule_notify (HjSession *session)
{
  if (session->shared.notify != NULL)
    return;
  session->shared.notify = g_idle_source_new ();
  g_source_set_priority (session->shared.notify, G_PRIORITY_DEFAULT);
  g_source_set_callback (session->shared.notify, notified_cb, session, NULL);
  g_source_attach (session->shared.notify, session->context);
}

static void
adopt_view (HjSession *session,
            HjView    *view)
{
  const char *recorder = session->recorder;

  if (view->content == NULL)
    return;
  hj_view_clear (&session->view);
  session->view = *view;
  /* Computed for whoever recorded then; the recorder may have changed meanwhile. */
  if (g_strcmp0 (view->own_card->expert, *recorder != '\0' ? recorder : NULL) != 0)
    {
      session->view.own_card = hj_session_assess_own (view->content, view->card, recorder);
      hj_score_card_unref (view->own_card);
    }
  hj_session_check_standards (session);
  g_signal_emit (session, signals[CHANGED], 0);
}

/**
 * hj_session_adopt:
 *
 * Takes over what the lanes have made since the last time, and tells of it. On
 * the owner's thread.
 */
void
hj_session_adopt (HjSession *session)
{
  g_autoptr (GPtrArray) failures = NULL;
  g_autoptr (HjSession) keep = g_object_ref (session);
  g_autoptr (HjStandardReport) report = NULL;
  g_autoptr (HjContent) report_of = NULL;
  HjView view;
  gboolean labels_changed, position_changed;

  g_assert (g_thread_self () == session->owner);

  g_mutex_lock (&session->lock);
  if (session->shared.notify != NULL)
    {
      g_source_destroy (session->shared.notify);
      g_clear_pointer (&session->shared.notify, g_source_unref);
    }
  view = session->shared.view;
  session->shared.view = (HjView) { NULL };
  labels_changed = session->shared.labels_changed;
  position_changed = session->shared.position_changed;
  session->shared.labels_changed = session->shared.position_changed = FALSE;
  if (labels_changed)
    {
      hj_labels_clear (&session->labels);
      session->labels = session->shared.labels;
      session->shared.labels = (HjLabels) { NULL };
    }
  if (position_changed)
    {
      g_clear_error (&session->position.error);
      session->position = session->shared.position;
      if (session->position.error != NULL)
        session->position.error = g_error_copy (session->position.error);
      g_free (session->path);
      session->path = g_strdup (session->shared.path);
    }
  report = g_steal_pointer (&session->shared.report);
  report_of = g_steal_pointer (&session->shared.report_of);
  failures = g_steal_pointer (&session->shared.failures);
  session->shared.failures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_mutex_unlock (&session->lock);

  if (report != NULL)
    hj_session_adopt_standards (session, report, report_of);
  adopt_view (session, &view);
  if (report != NULL)
    g_signal_emit (session, signals[STANDARDS_CHANGED], 0);
  if (labels_changed)
    g_signal_emit (session, signals[UNDO_CHANGED], 0);
  if (position_changed)
    g_signal_emit (session, signals[WHERE_CHANGED], 0);
  for (guint i = 0; i < failures->len; i++)
    g_signal_emit (session, signals[FAILED], 0, g_ptr_array_index (failures, i));
}

void
hj_session_post_position (HjSession *session)
{
  session->shared.position_changed = TRUE;
  hj_session_schedule_notify (session);
}

void
hj_session_post_failure (HjSession    *session,
                         const GError *error)
{
  g_mutex_lock (&session->lock);
  g_ptr_array_add (session->shared.failures, g_error_copy (error));
  hj_session_schedule_notify (session);
  g_mutex_unlock (&session->lock);
}

char *
hj_session_dup_path (HjSession *session)
{
  char *path;

  g_mutex_lock (&session->lock);
  path = g_strdup (session->shared.path);
  g_mutex_unlock (&session->lock);
  return path;
}

/* A draft's key in the table: who types, and where. */
static char *
make_draft_key (const char *author,
                const char *field)
{
  return g_strconcat (author, "\n", field, NULL);
}

/* ---- The object --------------------------------------------------------- */

static void
hj_session_dispose (GObject *object)
{
  HjSession *session = HJ_SESSION (object);

  if (session->writer != NULL)
    hj_lane_run (session->writer, hj_session_let_go_job, session);
  hj_session_stop_standards (session);
  g_clear_pointer (&session->publisher, hj_lane_stop);
  g_clear_pointer (&session->writer, hj_lane_stop);
  if (session->shared.notify != NULL)
    {
      g_source_destroy (session->shared.notify);
      g_clear_pointer (&session->shared.notify, g_source_unref);
    }
  G_OBJECT_CLASS (hj_session_parent_class)->dispose (object);
}

static void
hj_session_finalize (GObject *object)
{
  HjSession *session = HJ_SESSION (object);

  hj_view_clear (&session->view);
  hj_view_clear (&session->shared.view);
  hj_labels_clear (&session->labels);
  hj_labels_clear (&session->shared.labels);
  g_clear_error (&session->position.error);
  g_clear_error (&session->shared.position.error);
  g_clear_pointer (&session->shared.last_card, hj_score_card_unref);
  g_ptr_array_unref (session->shared.failures);
  g_hash_table_unref (session->shared.drafts);
  g_free (session->shared.path);
  g_free (session->path);
  g_free (session->recorder);
  g_free (session->writer_recorder);
  g_free (session->recovery);
  g_free (session->notice);
  g_clear_pointer (&session->scheme, hj_scheme_unref);
  g_clear_pointer (&session->standards, hj_standard_report_unref);
  g_clear_pointer (&session->standards_of, hj_content_unref);
  g_clear_object (&session->checking);
  g_clear_pointer (&session->shared.to_check, hj_content_unref);
  g_clear_pointer (&session->shared.report, hj_standard_report_unref);
  g_clear_pointer (&session->shared.report_of, hj_content_unref);
  g_main_context_unref (session->context);
  g_mutex_clear (&session->lock);
  G_OBJECT_CLASS (hj_session_parent_class)->finalize (object);
}

static void
hj_session_class_init (HjSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = hj_session_dispose;
  object_class->finalize = hj_session_finalize;

  /**
   * HjSession::changed:
   *
   * The content, and with it the cards, are new ones.
   */
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HjSession::where-changed:
   *
   * Where the latest state is, or how far publishing got.
   */
  signals[WHERE_CHANGED] = g_signal_new ("where-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNDO_CHANGED] = g_signal_new ("undo-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HjSession::standards-changed:
   *
   * There is a new report, of the content of now unless a newer one is on its way.
   */
  signals[STANDARDS_CHANGED] = g_signal_new ("standards-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
  /**
   * HjSession::failed:
   * @error: what failed in the background, where no caller waits for it
   */
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hj_session_init (HjSession *session)
{
  g_mutex_init (&session->lock);
  session->context = g_main_context_ref_thread_default ();
  session->owner = g_thread_self ();
  session->recorder = g_strdup ("");
  session->writer_recorder = g_strdup ("");
  session->autosave_due = -1;
  session->shared.autosave_delay = HJ_AUTOSAVE_DELAY_US;
  session->shared.drafts_due = -1;
  session->shared.failures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  session->shared.drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  session->writer = hj_lane_new ("hj-writer", hj_session_tick, session);
  session->publisher = hj_lane_new ("hj-publisher", NULL, NULL);
  session->checking = g_cancellable_new ();
}

HjSession *
hj_session_new_closed (void)
{
  return g_object_new (HJ_TYPE_SESSION, NULL);
}

/* ---- Getters, all of the owner ------------------------------------------ */

HjSessionMode
hj_session_get_mode (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), HJ_SESSION_READ);

  return session->mode;
}

const char *
hj_session_get_path (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->path;
}

HjContent *
hj_session_get_content (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->view.content;
}

HjScoreCard *
hj_session_get_card (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->view.card;
}

HjScoreCard *
hj_session_get_own_card (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->view.own_card;
}

HjScheme *
hj_session_get_scheme (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->view.content != NULL ? session->view.content->scheme : NULL;
}

const char *
hj_session_get_recorder (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), "");

  return session->recorder;
}

const char *
hj_session_get_recovery (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->recovery;
}

const char *
hj_session_get_notice (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->notice;
}

const char *
hj_session_get_undo_label (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->labels.undo;
}

const char *
hj_session_get_redo_label (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->labels.redo;
}

/**
 * hj_session_get_where:
 *
 * A conflict outranks a failure, and both outrank what is merely not saved yet.
 */
HjWhere
hj_session_get_where (HjSession *session)
{
  const HjPosition *position;

  g_return_val_if_fail (HJ_IS_SESSION (session), HJ_WHERE_READ_ONLY);

  position = &session->position;
  if (session->mode == HJ_SESSION_READ)
    return HJ_WHERE_READ_ONLY;
  if (position->publishing)
    return HJ_WHERE_PUBLISHING;
  if (position->conflict)
    return HJ_WHERE_CONFLICT;
  if (position->error != NULL)
    return HJ_WHERE_FAILED;
  return position->unpublished ? HJ_WHERE_HERE : HJ_WHERE_PUBLISHED;
}

double
hj_session_get_publish_progress (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), 0);

  return session->position.progress;
}

gint64
hj_session_get_published (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), 0);

  return session->position.published;
}

const GError *
hj_session_get_publish_error (HjSession *session)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  return session->position.error;
}

gboolean
hj_session_get_autosave (HjSession *session)
{
  gboolean autosave;

  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  g_mutex_lock (&session->lock);
  autosave = session->shared.autosave;
  g_mutex_unlock (&session->lock);
  return autosave;
}

/**
 * hj_session_set_autosave:
 *
 * Off unless asked for. What is not in the file yet when it is switched on is
 * published too, some seconds later.
 */
void
hj_session_set_autosave (HjSession *session,
                         gboolean   autosave)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  g_mutex_lock (&session->lock);
  session->shared.autosave = autosave;
  g_mutex_unlock (&session->lock);
  hj_lane_push (session->writer, hj_session_autosave_job, session);
}

void
hj_session_set_autosave_delay (HjSession *session,
                               guint      milliseconds)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  g_mutex_lock (&session->lock);
  session->shared.autosave_delay = (gint64) milliseconds * 1000;
  g_mutex_unlock (&session->lock);
  hj_lane_push (session->writer, hj_session_autosave_job, session);
}

/* ---- What the owner asks for -------------------------------------------- */

/**
 * hj_session_set_recorder:
 * @member: a member's id, or "" for nobody in particular
 */
void
hj_session_set_recorder (HjSession  *session,
                         const char *member)
{
  HjOp *op;

  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (member != NULL);

  if (g_str_equal (session->recorder, member))
    return;
  hj_str_set (&session->recorder, member);
  if (session->view.content != NULL)
    {
      g_clear_pointer (&session->view.own_card, hj_score_card_unref);
      session->view.own_card = hj_session_assess_own (session->view.content, session->view.card, member);
      g_signal_emit (session, signals[CHANGED], 0);
    }
  if (session->mode == HJ_SESSION_READ)
    return;
  op = hj_op_new (session, hj_session_recorder_op);
  op->author = g_strdup (member);
  hj_op_start (op, session->writer, NULL);
}

static HjOp *
new_apply_op (HjSession  *session,
              const char *author,
              const char *label,
              GPtrArray  *commands)
{
  HjOp *op = hj_op_new (session, hj_session_apply_op);

  op->author = g_strdup (author);
  op->label = g_strdup (label);
  op->commands = g_ptr_array_ref (commands);
  return op;
}

/**
 * hj_session_apply:
 * @author: the recorder's member id, or ""
 * @commands: (element-type HjCommand): not to be changed afterwards
 *
 * Returns: %TRUE when the change is durable in the working copy; otherwise
 *   nothing of it is kept, and what was there before is safe
 */
gboolean
hj_session_apply (HjSession   *session,
                  const char  *author,
                  const char  *label,
                  GPtrArray   *commands,
                  GError     **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);
  g_return_val_if_fail (author != NULL && label != NULL && commands != NULL, FALSE);

  return hj_op_run (new_apply_op (session, author, label, commands), session->writer, error);
}

void
hj_session_apply_async (HjSession           *session,
                        const char          *author,
                        const char          *label,
                        GPtrArray           *commands,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (author != NULL && label != NULL && commands != NULL);

  hj_op_start (new_apply_op (session, author, label, commands),
               session->writer,
               g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_apply_finish (HjSession     *session,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
hj_session_undo (HjSession  *session,
                 GError    **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  return hj_op_run (hj_op_new (session, hj_session_undo_op), session->writer, error);
}

void
hj_session_undo_async (HjSession           *session,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_op_start (hj_op_new (session, hj_session_undo_op), session->writer, g_task_new (session, NULL, callback, user_data));
}

gboolean
hj_session_undo_finish (HjSession     *session,
                        GAsyncResult  *result,
                        GError       **error)
{
  return hj_session_apply_finish (session, result, error);
}

gboolean
hj_session_redo (HjSession  *session,
                 GError    **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session), FALSE);

  return hj_op_run (hj_op_new (session, hj_session_redo_op), session->writer, error);
}

void
hj_session_redo_async (HjSession           *session,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_op_start (hj_op_new (session, hj_session_redo_op), session->writer, g_task_new (session, NULL, callback, user_data));
}

gboolean
hj_session_redo_finish (HjSession     *session,
                        GAsyncResult  *result,
                        GError       **error)
{
  return hj_session_apply_finish (session, result, error);
}

/**
 * hj_session_set_draft:
 * @field: where it is typed
 *
 * The first change of a field starts the clock and later ones don't put it off,
 * so that steady typing is kept too.
 */
void
hj_session_set_draft (HjSession  *session,
                      const char *field,
                      const char *text)
{
  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (field != NULL);

  if (session->mode == HJ_SESSION_READ)
    return;
  g_mutex_lock (&session->lock);
  g_hash_table_replace (session->shared.drafts,
                        make_draft_key (session->recorder, field),
                        g_strdup (text != NULL ? text : ""));
  if (session->shared.drafts_due < 0)
    session->shared.drafts_due = g_get_monotonic_time () + HJ_DRAFT_DELAY_US;
  g_mutex_unlock (&session->lock);
  hj_lane_wake (session->writer);
}

/* Returns when everything that was typed so far is written. */
void
hj_session_flush_drafts (HjSession *session)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_lane_run (session->writer, hj_session_drafts_job, session);
}

/**
 * hj_session_abandon:
 *
 * Lets go of the file and of the lock without publishing; the work stays in the
 * working copy and is there at the next opening.
 */
void
hj_session_abandon (HjSession *session)
{
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_lane_run (session->writer, hj_session_let_go_job, session);
}
