/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-lane-private.h"
#include "hj-import-plan.h"
#include "hj-scheme-diff.h"
#include "hj-session-exchange.h"
#include "hj-workplace-private.h"

G_BEGIN_DECLS

/* Four threads meet in a session.
 *
 *  owner      the thread that made it: getters, signals, results
 *  writer     a lane of its own; alone touches `store`, and `place` but for its
 *             constant folder. Milliseconds a job, so that an answer never waits
 *  publisher  a lane for what may be slow: bytes to a stick. It has the writer do
 *             its share with hj_lane_run(); never the other way round
 *  checker    a lane for what the standards come to; knows a content and nothing else
 *
 * What crosses is in `shared`, under `lock`; the owner adopts it in one step. */

/* A consistent view; NULL where nothing new. */
typedef struct {
  HjContent   *content;
  HjScoreCard *card;
  HjScoreCard *own_card;
} HjView;

typedef struct {
  char *undo;
  char *redo;
} HjLabels;

/* Where the latest state is, in its parts. */
typedef struct {
  gboolean  unpublished;
  gboolean  publishing;
  gboolean  conflict;
  double    progress;
  gint64    published;
  GError   *error;       /* of the last attempt */
} HjPosition;

struct _HjSession {
  GObject        parent_instance;

  GMainContext  *context;
  GThread       *owner;
  HjLane        *writer;
  HjLane        *publisher;
  HjLane        *checker;      /* what the standards come to; NULL before anybody asks */

  /* Set once while opening, before anyone else sees the session. */
  HjSessionMode  mode;
  char          *recovery;
  char          *notice;

  /* The owner's, adopted from `shared`. */
  HjView         view;
  HjLabels       labels;
  HjPosition     position;
  char          *recorder;
  gboolean       standards_wanted;
  HjStandardReport *standards;
  HjContent     *standards_of;  /* what the report is about */
  GCancellable  *checking;      /* ends the check that runs when the session goes */

  /* The writer's. */
  HjStore       *store;
  HjScheme      *scheme;        /* that the dossier goes by now: another one after a move or its undo */
  HjWorkplace   *place;
  char          *writer_recorder;
  gint64         autosave_due;  /* monotonic; -1 for none */
  gboolean       marked;        /* the note that something is unpublished stands */

  GMutex         lock;
  struct {
    HjView       view;
    HjLabels     labels;
    HjPosition   position;
    gboolean     labels_changed;
    gboolean     position_changed;
    GPtrArray   *failures;      /* GError */
    GSource     *notify;        /* the one coalesced idle */
    HjScoreCard *last_card;     /* of the latest state, also when the owner has adopted it */
    GHashTable  *drafts;        /* "author\nfield" -> text, not written yet */
    gint64       drafts_due;    /* monotonic; -1 for none */
    char        *path;          /* of the target; it moves when a conflict is resolved */
    gboolean     autosave;
    gint64       autosave_delay; /* us */
    gboolean     closed;
    HjContent        *to_check;   /* the latest that standards are wanted of; NULL for none */
    gboolean          checking;   /* the checker has a job that will look at it */
    HjStandardReport *report;     /* made, not adopted yet */
    HjContent        *report_of;
  } shared;
  char          *path;          /* the owner's copy of shared.path */
};

/* Something the owner asked for, on its way through a lane and back. */
typedef struct _HjOp HjOp;
typedef gboolean (*HjOpFunc) (HjSession *session, HjOp *op, GError **error);
struct _HjOp {
  HjSession         *session;
  GTask             *task;      /* NULL: somebody waits */
  HjOpFunc           func;
  GCancellable      *cancellable;
  gboolean           ok;
  GError            *error;
  char              *author;
  char              *label;
  GPtrArray         *commands;
  char              *path;
  char              *path_out;
  HjScheme          *scheme;
  HjSessionMode      mode;
  HjConflictChoice   choice;
  gboolean           flag;
  gpointer           data;     /* what only this kind of operation knows; freed by `free_data` */
  GDestroyNotify     free_data;
};

void         hj_view_clear (HjView *view);
void         hj_labels_clear (HjLabels *labels);
HjScoreCard *hj_session_assess_own (HjContent *content, HjScoreCard *card, const char *recorder);

HjSession *hj_session_new_closed (void);
HjOp      *hj_op_new (HjSession *session, HjOpFunc func);
void       hj_op_free (HjOp *op);
gboolean   hj_op_run (HjOp *op, HjLane *lane, GError **error);
void       hj_op_start (HjOp *op, HjLane *lane, GTask *task);

void       hj_session_adopt (HjSession *session);
void       hj_session_schedule_notify (HjSession *session);   /* with the lock held */
void       hj_session_post_position (HjSession *session);     /* with the lock held */
void       hj_session_post_failure (HjSession *session, const GError *error);
char      *hj_session_dup_path (HjSession *session);

/* On the writer only. */
gboolean   hj_session_refresh (HjSession *session, GError **error);
gboolean   hj_session_refresh_labels (HjSession *session, GError **error);
gboolean   hj_session_write_drafts (HjSession *session, GError **error);
gint64     hj_session_tick (gpointer data);
void       hj_session_let_go (HjSession *session);
void       hj_session_let_go_job (gpointer session);
void       hj_session_drafts_job (gpointer session);
void       hj_session_autosave_job (gpointer session);
gboolean   hj_session_check_writable (HjSession *session, GError **error);
gboolean   hj_session_apply_op (HjSession *session, HjOp *op, GError **error);
gboolean   hj_session_undo_op (HjSession *session, HjOp *op, GError **error);
gboolean   hj_session_redo_op (HjSession *session, HjOp *op, GError **error);
gboolean   hj_session_recorder_op (HjSession *session, HjOp *op, GError **error);
char      *hj_session_dup_publisher (HjSession *session);
gboolean   hj_session_prepare_change (HjSession *session, GError **error);
void       hj_session_refresh_after_commit (HjSession *session);
gboolean   hj_session_check_commands (HjSession *session, GPtrArray *commands, GError **error);

/* hj-session-standards.c, the owner's */
void       hj_session_check_standards (HjSession *session);    /* of the content of now, if anybody wants them */
void       hj_session_adopt_standards (HjSession *session, HjStandardReport *report, HjContent *content);
void       hj_session_stop_standards (HjSession *session);

/* A file that was asked for, as its bytes are now. */
typedef struct {
  char   *path;    /* links followed */
  GBytes *bytes;
  char   *digest;
} HjTarget;

void         hj_target_clear (HjTarget *target);
HjWorkplace *hj_place_find (GPtrArray *places, const HjTarget *target);
HjWorkplace *hj_place_find_by_path (GPtrArray *places, const HjTarget *target);
HjWorkplace *hj_place_choose (HjTarget *target, gboolean *fresh, GCancellable *cancellable, GError **error);
char        *hj_place_set_aside (HjWorkplace *place);

/* Opening: on the lanes, but for the last. */
char      *hj_session_resolve_path (const char *path);
void       hj_session_set_path (HjSession *session, const char *path);
HjScheme  *hj_session_read_scheme (HjStore *store, GError **error);
gboolean   hj_session_set_copy_id (HjStore *store, HjWorkplace *place, GError **error);
HjSession *hj_session_finish_opening (HjSession *session);
/* Of a file that is read only: what hj_store_dup_former() says of it. */
gboolean   hj_session_read_former (const char *path, gint64 sequence, GBytes **scheme, GBytes **form, GError **error);
gboolean   hj_session_open_op (HjSession *session, HjOp *op, GError **error);
gboolean   hj_session_create_op (HjSession *session, HjOp *op, GError **error);
typedef enum {
  HJ_PUBLISH_DEFAULT   = 0,
  HJ_PUBLISH_NEW       = 1 << 0,  /* the target must not be there yet */
  HJ_PUBLISH_IF_NEEDED = 1 << 1,  /* a target that is gone is no reason when all of it was published */
} HjPublishFlags;

/* On the publisher. */
gboolean   hj_session_publish_op (HjSession *session, HjOp *op, GError **error);
gboolean   hj_session_publish_now (HjSession *session, HjPublishFlags flags, GCancellable *cancellable, GError **error);
/* Remembers the dossier in the list of recent ones. */
void       hj_recent_remember (const char *path, HjScoreCard *card, gboolean unpublished);

#define HJ_AUTOSAVE_DELAY_US (5 * G_USEC_PER_SEC)
#define HJ_DRAFT_DELAY_US    (G_USEC_PER_SEC / 4)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjTarget, hj_target_clear)

G_END_DECLS
