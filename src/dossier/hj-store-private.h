/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "hj-error.h"
#include "hj-store.h"

G_BEGIN_DECLS

/* For the files of this folder and its tests only. */

#define HJ_STORE_MAX_TEXT   HJ_TEXT_MAX               /* characters in one field */
#define HJ_STORE_MAX_SCHEME (2 * 1024 * 1024)
#define HJ_STORE_MAX_ROW    (16 * 1024 * 1024)  /* bytes in one value: bounds a changeset too */

/* Every SQL text that runs more than once; prepared when first needed, kept
 * until the store is closed. A test prepares all of them. */
typedef enum {
  HJ_SQL_BEGIN,
  HJ_SQL_BEGIN_READ,
  HJ_SQL_COMMIT,
  HJ_SQL_ROLLBACK,
  HJ_SQL_DATA_VERSION,
  HJ_SQL_GET_DOSSIER,
  HJ_SQL_GET_SCHEME,
  HJ_SQL_GET_PUBLICATION,
  HJ_SQL_SET_PUBLICATION,
  HJ_SQL_GET_COPY,
  HJ_SQL_SET_COPY,
  HJ_SQL_SET_TARGET,
  HJ_SQL_GET_SEAL,
  HJ_SQL_SET_SEAL,
  HJ_SQL_GET_SEAL_PAGE,
  HJ_SQL_DELETE_DRAFTS,
  HJ_SQL_ALL_DOSSIER,
  HJ_SQL_ALL_APPLICANT,
  HJ_SQL_ALL_VISIT,
  HJ_SQL_ALL_OCCUPATIONS,
  HJ_SQL_ALL_MEMBERS,
  HJ_SQL_ALL_MATERIALS,
  HJ_SQL_ALL_FINDINGS,
  HJ_SQL_ALL_DEDUCTIONS,
  HJ_SQL_ALL_MARKS,
  HJ_SQL_ALL_NOTES,
  HJ_SQL_ALL_DRAFTS,
  HJ_SQL_GET_FINDING,
  HJ_SQL_GET_DEDUCTIONS,
  HJ_SQL_GET_MARKS,
  HJ_SQL_PUT_FINDING,
  HJ_SQL_PUT_DEDUCTION,
  HJ_SQL_PUT_MARK,
  HJ_SQL_DELETE_FINDING,
  HJ_SQL_DELETE_DEDUCTIONS,
  HJ_SQL_DELETE_MARKS,
  HJ_SQL_PUT_APPLICANT,
  HJ_SQL_PUT_VISIT,
  HJ_SQL_PUT_MATERIAL,
  HJ_SQL_PUT_OCCUPATION,
  HJ_SQL_DELETE_OCCUPATION,
  HJ_SQL_OCCUPATION_USED,
  HJ_SQL_PUT_MEMBER,
  HJ_SQL_DELETE_MEMBER,
  HJ_SQL_MEMBER_USED,
  HJ_SQL_MEMBER_KNOWN,
  HJ_SQL_GET_NOTE,
  HJ_SQL_PUT_NOTE,
  HJ_SQL_DELETE_NOTE,
  HJ_SQL_PUT_DRAFT,
  HJ_SQL_DELETE_DRAFT,
  HJ_SQL_ORPHAN_NOTE,
  HJ_SQL_ORPHAN_OCCUPATION,
  HJ_SQL_HISTORY_END,
  HJ_SQL_HISTORY_HEAD,
  HJ_SQL_HISTORY_HEADS,
  HJ_SQL_HISTORY_STACK,
  HJ_SQL_HISTORY_COMMAND,
  HJ_SQL_HISTORY_COMMAND_BACK,
  HJ_SQL_ADD_HISTORY,
  HJ_SQL_ALL_HISTORY,
  HJ_SQL_CHECK_HISTORY,
  HJ_N_SQL,
} HjSql;

/* Where a command stands in the history: in one copy no two have the same tick. */
typedef struct {
  char   *copy_id;
  gint64  tick;
  char   *label;
} HjUndoStep;

/* An author's own steps, as the history tells them. */
typedef struct {
  GPtrArray *undo;  /* HjUndoStep, what undo takes back next is last */
  GPtrArray *redo;  /* HjUndoStep */
} HjSteps;

struct _HjStore {
  sqlite3      *db;
  sqlite3_stmt *statements[HJ_N_SQL];
  GThread      *thread;
  char         *path;
  HjStoreMode   mode;
  GCancellable *cancellable;  /* of the call that runs now */
  char         *copy_id;
  /* Valid while the database's data_version is this one. */
  gint64        data_version;
  gint64        tick;         /* the highest in the history */
  gint64        entries;
  GHashTable   *steps;        /* author to HjSteps, made when first asked for */
};

/* hj-store-sql.c: statements and errors */
typedef sqlite3_stmt HjQuery;  /* one use of a kept statement */
static inline void
hj_query_release (HjQuery *query)
{
  sqlite3_reset (query);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjQuery, hj_query_release)

static inline void
hj_statement_finalize (sqlite3_stmt *statement)
{
  sqlite3_finalize (statement);
}
typedef sqlite3_stmt HjStatement;  /* one that is not kept */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjStatement, hj_statement_finalize)

typedef sqlite3 HjDatabase;
static inline void
hj_database_close (HjDatabase *db)
{
  sqlite3_close (db);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjDatabase, hj_database_close)

typedef char HjSqliteText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjSqliteText, sqlite3_free)

gboolean  hj_sqlite_error (sqlite3 *db, int code, const char *path, GError **error);  /* always FALSE */
gboolean  hj_sqlite_exec (sqlite3 *db, const char *path, const char *sql, GError **error);
gboolean  hj_sqlite_pragma (sqlite3 *db, const char *path, const char *name, const char *set, const char *expected, GError **error);
gboolean  hj_sqlite_check (sqlite3 *db, const char *path, const char *sql, GError **error);  /* no row, or "ok" */
gboolean  hj_sqlite_get_int (sqlite3 *db, const char *path, const char *sql, gint64 *value, GError **error);
const char *hj_sql_text (HjSql sql);
HjQuery  *hj_store_query (HjStore *store, HjSql sql, GError **error);
gboolean  hj_store_step (HjStore *store, HjQuery *query, gboolean *row, GError **error);
gboolean  hj_store_run (HjStore *store, HjQuery *query, GError **error);  /* to its end */
gboolean  hj_store_run_text (HjStore *store, HjSql sql, const char *text, GError **error);  /* its only parameter */
gboolean  hj_store_simple (HjStore *store, HjSql sql, GError **error);    /* without parameters, to its end */
void      hj_store_rollback (HjStore *store);
gboolean  hj_store_fail (HjStore *store, int code, GError **error);
gboolean  hj_store_prepare_all (HjStore *store, GError **error);
void      hj_store_watch (HjStore *store, GCancellable *cancellable);     /* NULL ends it */
void      hj_query_bind_text (HjQuery *query, int index, const char *text);  /* must outlive the step */
/* A copy; CORRUPT for what is not text in UTF-8 without NUL. */
char     *hj_query_dup_text (HjQuery *query, int column);

/* hj-schema.c: the ladder */
typedef struct {
  int                 version;     /* the version it leads to */
  const char * const *statements;  /* NULL at the end */
} HjSchemaStep;

/* Steps 1, 2, ...; the last has version 0. */
typedef struct {
  const HjSchemaStep *steps;
} HjLadder;

extern const HjLadder hj_ladder;
int       hj_ladder_get_version (const HjLadder *ladder);
gboolean  hj_schema_create (const HjLadder *ladder, sqlite3 *db, const char *path, GError **error);
/* Names the first object that is not as version @version has it. */
gboolean  hj_schema_compare (const HjLadder *ladder, int version, sqlite3 *db, const char *path, GError **error);
gboolean  hj_schema_migrate (const HjLadder *ladder, int version, sqlite3 *db, const char *path, GError **error);

/* hj-store-open.c */
gboolean  hj_store_check_header (const char *path, HjStoreMode mode, int newest, GError **error);
gboolean  hj_store_harden (sqlite3 *db, const char *path, GError **error);
/* hj_store_open() without looking at the seal. */
HjStore  *hj_store_open_with (const HjLadder *ladder, const char *path, HjStoreMode mode, GCancellable *cancellable, GError **error);
HjStore  *hj_store_open_exported (const char *path, GError **error);
gboolean  hj_store_make_file (const char *path, GError **error);  /* empty, 0600; must not exist */
gboolean  hj_store_can_write (HjStore *store, GError **error);

/* hj-store-publish.c */
gboolean  hj_store_check_seal (HjStore *store, GError **error);  /* the file's bytes are those that were published */

/* hj-finding-rows.c */
HjFinding *hj_store_read_finding (HjStore *store, const char *criterion, const char *expert, GError **error);
gboolean   hj_store_write_finding (HjStore *store, const HjFinding *finding, gint64 now, GError **error);
gboolean   hj_finding_from_row (HjQuery *query, HjFinding **finding);
gboolean   hj_deduction_from_row (HjQuery *query, HjFinding *finding);
gboolean   hj_mark_from_row (HjQuery *query, HjFinding *finding);

/* hj-store-load.c */
char     *hj_store_digest_content (HjStore *store, GError **error);  /* in a transaction of the caller */

/* hj-history.c */
typedef struct {
  const char    *author;
  const char    *copy_id;
  const char    *layer;
  gint64         sequence;
  gint64         tick;
  const char    *kind;
  const char    *target_copy;
  gint64         target_tick;
  gint64         wall;
  gint64         monotonic;
  const char    *boot_id;
  const char    *label;
  gint64         changes;
  gconstpointer  changeset;
  int            n_changeset;
} HjEntry;

char     *hj_entry_hash (const HjEntry *entry, const char *previous);
gboolean  hj_store_refresh (HjStore *store, GError **error);
/* Fills in sequence and hash. */
gboolean  hj_store_add_entry (HjStore *store, HjEntry *entry, GError **error);
HjSteps  *hj_store_get_steps (HjStore *store, const char *author, GError **error);
void      hj_steps_note (HjSteps *steps, const HjEntry *entry);
char     *hj_store_dup_heads (HjStore *store, GError **error);
gboolean  hj_store_check_chains (HjStore *store, gint64 *entries, GError **error);

/* hj-changeset.c: what SQLite's session extension recorded */
typedef enum {
  HJ_LAYER_APPLICANT,
  HJ_LAYER_FINDINGS,
  HJ_N_LAYERS,
} HjLayer;

const char         *hj_layer_to_id (HjLayer layer);
gboolean            hj_layer_from_id (const char *id, HjLayer *layer);
const char * const *hj_layer_get_tables (HjLayer layer);

typedef struct _HjRecording HjRecording;
HjRecording *hj_recording_start (HjStore *store, guint layers, GError **error);
void         hj_recording_free (HjRecording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRecording, hj_recording_free)
/* Ends it: an entry for each layer that changed. @template says who and what. */
gboolean     hj_recording_finish (HjRecording *recording, const HjEntry *entry, guint *n_entries, GError **error);

/* A changeset read from a file is untrusted: its tables, columns, keys and owner are checked. */
gboolean     hj_changeset_check (HjStore *store, HjLayer layer, const char *author, gconstpointer data, int size, gint64 *changes, GError **error);
gboolean     hj_changeset_apply (HjStore *store, HjLayer layer, const char *author, gconstpointer data, int size, gint64 changes, GError **error);

G_END_DECLS
