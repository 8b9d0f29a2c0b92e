/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where working copies live: $XDG_DATA_HOME/hengjian/work/<dossier-id>-<copy-id>/, keyed by the
 * dossier and the copy, never by a path (a sandbox portal hides it). A folder holds
 *
 *   dossier.hjd     the working copy (WAL), the store's alone
 *   state           what is known of the target: where, which digest was opened or published
 *   lock            flock'ed by the one process and window that writes; its text names the holder
 *   unpublished     there while something here is not in the file (a hint for readers)
 *   pending.hjd     an export on its way to the target
 *   published/      the last three published states
 *
 * Folders are 0700, files 0600. */

typedef struct {
  char     *folder;
  int       lock_fd;         /* -1: not held by us */
  /* What the state file holds. */
  char     *path;            /* where the target lay when it was last opened or published */
  char     *base_digest;     /* of the target as it was opened or last published; "" before the first time */
  char     *pending_digest;  /* of an export that was about to be put in place; "" */
  gint64    base_entries;    /* history entries in that state */
  gint64    published;       /* wall clock, us; 0 */
  char     *recorder;
  gboolean  in_use;          /* TRUE at opening: the last holder didn't get to say goodbye */
} HjWorkplace;

HjWorkplace *hj_workplace_new (const char *folder);
void         hj_workplace_free (HjWorkplace *place);

/* The folder of all working copies, made when it is not there. */
char        *hj_work_dup_root (GError **error);
/* One process at a time looks for, makes or removes working copies. -1 on failure. */
int          hj_work_begin (GError **error);
void         hj_work_end (int fd);
/* A fresh folder that belongs to no dossier yet. */
char        *hj_work_make_folder (const char *prefix, GError **error);
char        *hj_work_dup_folder (const char *dossier_id, const char *copy_id, GError **error);
/* The working copies there are, with their states read; of one dossier, or of all where
 * @dossier_id is NULL. (element-type HjWorkplace) */
GPtrArray   *hj_work_list (const char *dossier_id);
void         hj_work_remove_tree (const char *folder);

gboolean     hj_workplace_lock (HjWorkplace *place, GError **error);
void         hj_workplace_unlock (HjWorkplace *place);
char        *hj_workplace_dup_holder (HjWorkplace *place);
gboolean     hj_workplace_save (HjWorkplace *place, GError **error);
char        *hj_workplace_dup_dossier (const HjWorkplace *place);  /* whose it is, by the folder's name */
char        *hj_workplace_dup_file (const HjWorkplace *place, const char *name);
gboolean     hj_workplace_has_file (const HjWorkplace *place, const char *name);
gboolean     hj_workplace_is_base (const HjWorkplace *place, const char *digest);
gboolean     hj_workplace_mark_unpublished (HjWorkplace *place, GError **error);
void         hj_workplace_mark_published (HjWorkplace *place);
/* Puts a published state among those that are kept, and lets the oldest go. */
gboolean     hj_workplace_keep (HjWorkplace *place, const char *file, gint64 serial, const char *digest, GError **error);
void         hj_workplace_inherit_kept (HjWorkplace *place, HjWorkplace *from);

#define HJ_WORK_STORE       "dossier.hjd"
#define HJ_WORK_STATE       "state"
#define HJ_WORK_LOCK        "lock"
#define HJ_WORK_UNPUBLISHED "unpublished"
#define HJ_WORK_PENDING     "pending.hjd"
#define HJ_WORK_PUBLISHED   "published"
#define HJ_WORK_KEPT        3

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjWorkplace, hj_workplace_free)

G_END_DECLS
