/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-command.h"
#include "hj-document.h"
#include "hj-score-card.h"
#include "hj-store.h"

G_BEGIN_DECLS

/* One open dossier: the working copy, its writer thread, publishing (design.md 6).
 *
 * Blocking calls are for the command and the tests; the window uses the _async
 * face only. Async results and signals arrive in the main context of the thread
 * that made the session. */

#define HJ_TYPE_SESSION (hj_session_get_type ())
G_DECLARE_FINAL_TYPE (HjSession, hj_session, HJ, SESSION, GObject)

typedef enum {
  HJ_SESSION_WRITE,       /* BUSY if another process or window holds the dossier; the message names the holder */
  HJ_SESSION_READ,        /* reads the published file; session.newer tells of something unpublished here */
} HjSessionMode;

/* Where the latest state is. */
typedef enum {
  HJ_WHERE_PUBLISHED,     /* saved to the file */
  HJ_WHERE_HERE,          /* on this computer, not yet in the file */
  HJ_WHERE_PUBLISHING,
  HJ_WHERE_FAILED,        /* the last attempt to publish failed; see hj_session_get_publish_error() */
  HJ_WHERE_CONFLICT,      /* the file was changed elsewhere since it was opened */
  HJ_WHERE_READ_ONLY,
} HjWhere;

/* What is done when the file was changed elsewhere: neither loses the other side. */
typedef enum {
  HJ_CONFLICT_SAVE_BESIDE,   /* ours goes to a new file beside it */
  HJ_CONFLICT_KEEP_BOTH,     /* theirs is copied beside it first, then ours takes the name */
} HjConflictChoice;

/* Signals:
 *   "changed" ()        the content, and with it the card, is a new one
 *   "where-changed" ()  where the latest state is, publish progress
 *   "undo-changed" ()
 *   "standards-changed" ()  see hj_session_get_standards()
 *   "failed" (GError*)  something in the background failed; loud
 */

HjSession  *hj_session_open (const char *path, HjSessionMode mode, GCancellable *cancellable, GError **error);
void        hj_session_open_async (const char *path, HjSessionMode mode, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
HjSession  *hj_session_open_finish (GAsyncResult *result, GError **error);

/* Whether a published file is unchanged; see hj_store_verify(). A private copy of it is looked at. */
gboolean    hj_session_verify_file (const char *path, GPtrArray **report, GError **error);

/* A new dossier: written and published at @path, which must not exist, then open for writing.
 * @commands: (nullable): what it starts with, in the same first entry. */
HjSession  *hj_session_create (const char *path, HjScheme *scheme, GPtrArray *commands, GCancellable *cancellable, GError **error);
void        hj_session_create_async (const char *path, HjScheme *scheme, GPtrArray *commands, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
HjSession  *hj_session_create_finish (GAsyncResult *result, GError **error);

HjSessionMode hj_session_get_mode (HjSession *session);
const char *hj_session_get_path (HjSession *session);
HjContent  *hj_session_get_content (HjSession *session);   /* (transfer none) the current snapshot */
HjScoreCard*hj_session_get_card (HjSession *session);      /* (transfer none) the panel's */
HjScoreCard*hj_session_get_own_card (HjSession *session);  /* (transfer none) the recorder's; the panel's without one */
HjScheme   *hj_session_get_scheme (HjSession *session);    /* (transfer none) the content's: another after a move or its undo */

/* Who records: a member id, or "". Remembered with the working copy. */
void        hj_session_set_recorder (HjSession *session, const char *member);
const char *hj_session_get_recorder (HjSession *session);

/* One quiet line after a crash ("recovered N answers …"), or NULL; and whether drafts were brought back. */
const char *hj_session_get_recovery (HjSession *session);
/* READ: a line about newer unpublished work on this computer, or who holds it; else NULL. */
const char *hj_session_get_notice (HjSession *session);

/* Each returns when the change is durable in the working copy. Queued in order. */
gboolean    hj_session_apply (HjSession *session, const char *author, const char *label, GPtrArray *commands, GError **error);
void        hj_session_apply_async (HjSession *session, const char *author, const char *label, GPtrArray *commands,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_apply_finish (HjSession *session, GAsyncResult *result, GError **error);

gboolean    hj_session_undo (HjSession *session, GError **error);  /* the recorder's own */
void        hj_session_undo_async (HjSession *session, GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_undo_finish (HjSession *session, GAsyncResult *result, GError **error);
gboolean    hj_session_redo (HjSession *session, GError **error);
void        hj_session_redo_async (HjSession *session, GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_redo_finish (HjSession *session, GAsyncResult *result, GError **error);
const char *hj_session_get_undo_label (HjSession *session);  /* NULL: nothing to undo */
const char *hj_session_get_redo_label (HjSession *session);

/* What is being typed: written within half a second; "" removes it. Never an entry of the history. */
void        hj_session_set_draft (HjSession *session, const char *field, const char *text);
void        hj_session_flush_drafts (HjSession *session);

HjWhere     hj_session_get_where (HjSession *session);
double      hj_session_get_publish_progress (HjSession *session);
gint64      hj_session_get_published (HjSession *session);         /* wall clock of the last, us; 0 */
const GError *hj_session_get_publish_error (HjSession *session);
gboolean    hj_session_get_autosave (HjSession *session);
void        hj_session_set_autosave (HjSession *session, gboolean autosave);  /* publish some seconds after the last answer */
void        hj_session_set_autosave_delay (HjSession *session, guint milliseconds);   /* 5000 unless set */

gboolean    hj_session_publish (HjSession *session, GCancellable *cancellable, GError **error);  /* CHANGED on a conflict */
void        hj_session_publish_async (HjSession *session, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_publish_finish (HjSession *session, GAsyncResult *result, GError **error);
/* @path_out: where ours (or theirs, for KEEP_BOTH) was put aside. */
void        hj_session_resolve_conflict_async (HjSession *session, HjConflictChoice choice,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_resolve_conflict_finish (HjSession *session, GAsyncResult *result, char **path_out, GError **error);

/* A complete copy elsewhere; the session stays with its own file. */
void        hj_session_save_copy_async (HjSession *session, const char *path, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_save_copy_finish (HjSession *session, GAsyncResult *result, GError **error);

/* The published states that are kept on this computer, newest first; open one with hj_session_open (READ). */
typedef struct { char *path; gint64 serial; gint64 published; char *publisher; } HjKeptState;
void        hj_kept_state_free (HjKeptState *state);
GPtrArray  *hj_session_list_kept (HjSession *session, GError **error);

/* Flushes drafts, publishes what is unpublished, lets go of the lock. On failure the session stays
 * open and the working copy keeps everything. @discard_local: remove working copy and kept states
 * after a verified publish ("remove everything from this computer"). */
gboolean    hj_session_close (HjSession *session, gboolean discard_local, GError **error);
void        hj_session_close_async (HjSession *session, gboolean discard_local, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_session_close_finish (HjSession *session, GAsyncResult *result, GError **error);
/* Lets go without publishing: the work stays in the working copy and is there at the next opening. */
void        hj_session_abandon (HjSession *session);

G_END_DECLS
