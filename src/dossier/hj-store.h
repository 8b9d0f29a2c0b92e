/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-clock.h"
#include "hj-command.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The SQLite document. One connection, used on one thread at a time (the thread
 * that opened it; asserted). Knows nothing of publishing policy or of the window. */

typedef struct _HjStore HjStore;

#define HJ_STORE_APPLICATION_ID 0x484a4453 /* "HJDS" */
#define HJ_STORE_MAX_BYTES      (512 * 1024 * 1024)

typedef enum {
  HJ_STORE_READ_WRITE,  /* a working copy: WAL, synchronous FULL */
  HJ_STORE_READ_ONLY,   /* a published file: immutable, no sidecars */
} HjStoreMode;

/* What a published file says of itself, a working copy of the published state it goes back to;
 * all strings "" where absent. The file digest is the one that stands in the file itself (README). */
typedef struct {
  char   *dossier_id;
  char   *copy_id;         /* of the working copy that published it */
  gint64  serial;          /* 1, 2, ...; 0 = never published */
  char   *file_digest;
  char   *parent_digest;   /* file digest of the state it was made from */
  char   *content_digest;
  gint64  published;       /* wall clock, us */
  char   *publisher;       /* name of the recorder */
  gint64  entries;         /* history entries */
  char   *chain_heads;     /* "author/copy/layer:sequence:hash", one a line */
  char   *target_digest;   /* working copy: what hj_store_mark_published() was told of the target's bytes */
} HjStoreInfo;

void hj_store_info_clear (HjStoreInfo *info);

/* One entry of the history, newest last. */
typedef struct {
  char   *author;      /* member id, "" before there is one */
  char   *copy_id;
  char   *layer;       /* "findings", "applicant", ... */
  gint64  sequence;
  gint64  wall, monotonic;
  char   *boot_id;
  char   *label;       /* what was done, in the language of the moment it was done */
  char   *kind;        /* "do", "undo", "redo" */
  char   *hash;        /* chained to the author's previous entry */
  gboolean clock_jumped;  /* wall and boot clock disagree since the entry before it in the same copy */
} HjHistoryEntry;

void hj_history_entry_free (HjHistoryEntry *entry);

/**
 * hj_store_create:
 *
 * Makes a new dossier at @path, which must not exist, holding the scheme's bytes
 * and a fresh random dossier id, in one transaction.
 */
HjStore   *hj_store_create (const char *path, HjScheme *scheme, GError **error);
/**
 * hj_store_open:
 *
 * Hardened (design.md 7): trusted_schema off, defensive, limits, DQS off, a
 * schema that is exactly ours (CORRUPT names the object that is not), the
 * migration ladder for older versions in a working copy, TOO_NEW for newer ones.
 * READ_ONLY takes published files only, unchanged to the byte, and reads them as one
 * snapshot: a working state that was copied with its WAL left behind is refused, and
 * so is a file whose digest is another. READ_WRITE can't tell: a copy of a published
 * file is opened READ_ONLY once before it becomes a working copy. To be used and closed on the thread that opened it.
 */
HjStore   *hj_store_open (const char *path, HjStoreMode mode, GCancellable *cancellable, GError **error);
void       hj_store_close (HjStore *store);

GBytes    *hj_store_dup_scheme (HjStore *store, GError **error);             /* byte for byte */
gboolean   hj_store_get_info (HjStore *store, HjStoreInfo *info, GError **error);
HjContent *hj_store_load (HjStore *store, HjScheme *scheme, GError **error); /* one consistent snapshot */

char      *hj_store_get_scheme_digest (HjStore *store, GError **error);      /* of the scheme of now: cheap */

/* This working copy's own id; opening a published file on another machine makes a new one. */
gboolean   hj_store_set_copy_id (HjStore *store, const char *copy_id, GError **error);

/**
 * hj_store_apply:
 * @author: the recorder's member id, or ""
 * @commands: (element-type HjCommand): applied as one transaction, one history
 *   entry, in order; nothing is kept if one is refused
 *
 * Durable when it returns TRUE. The members' layer rule is enforced: a finding
 * is written by its own expert only (@author), unless @author is "" (command, import).
 * Commands that change nothing make no entry. Commands of both layers (a new member
 * with a finding) make an entry in each, which are undone together.
 */
gboolean   hj_store_apply (HjStore     *store,
                           const char  *author,
                           const char  *label,
                           GPtrArray   *commands,
                           GError     **error);

/* An act of the panel: a move to another edition, a dossier's XML form read in. As hj_store_apply(), but
 * @author may write what belongs to any expert, and everything is one entry of the layer "panel", which its
 * author takes back. */
gboolean   hj_store_apply_as_panel (HjStore *store, const char *author, const char *label, GPtrArray *commands, GError **error);

/* The recorder's own entries only, through the history, also after reopening. The label of what
 * would be undone or redone is NULL where there is nothing. */
gboolean   hj_store_undo (HjStore *store, const char *author, GError **error);
gboolean   hj_store_redo (HjStore *store, const char *author, GError **error);
gboolean   hj_store_peek_undo (HjStore *store, const char *author, char **undo_label, char **redo_label, GError **error);

/* Of a dossier that was moved to another edition (HJ_COMMAND_SCHEME): the scheme's bytes and the canonical form of
 * the state that was left; see HjContent.former. NOT_FOUND. hj_store_dup_scheme() gives the scheme of now. */
gboolean   hj_store_dup_former (HjStore *store, gint64 sequence, GBytes **scheme, GBytes **form, GError **error);

/* Outside the history; an empty or NULL text removes it. */
gboolean   hj_store_set_draft (HjStore *store, const char *author, const char *field, const char *text, GError **error);

GPtrArray *hj_store_history (HjStore *store, GError **error);  /* HjHistoryEntry */

/**
 * hj_store_export:
 *
 * A complete file at @path (which must not exist) by VACUUM INTO, in rollback mode, with the
 * publishing facts written in: serial + 1, parent digest, chain heads, entry count, content
 * digest, whole-file digest, without drafts. @info returns them.
 */
gboolean   hj_store_export (HjStore       *store,
                            const char    *path,
                            const char    *publisher,
                            GCancellable  *cancellable,
                            HjStoreInfo   *info,
                            GError       **error);
/* Tells the working copy that the exported state is now the published one. @file_digest: (nullable):
 * the digest of the target's bytes as they lie there, kept for HjStoreInfo.target_digest. What was
 * recorded after the export stays unpublished. */
gboolean   hj_store_mark_published (HjStore *store, const HjStoreInfo *info, const char *file_digest, GError **error);
gboolean   hj_store_has_unpublished (HjStore *store, gboolean *unpublished, GError **error);

/* A published file: integrity check, chain, counts, digests. TRUE means "unchanged since
 * published", never "authentic". @report: (element-type utf8): a line for each thing checked. */
gboolean   hj_store_verify (const char *path, GPtrArray **report, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjStore, hj_store_close)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjStoreInfo, hj_store_info_clear)

G_END_DECLS
