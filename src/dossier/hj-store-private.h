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
#define HJ_STORE_MAX_ROW    (64 * 1024 * 1024)  /* bytes in one value: bounds a changeset too */
#define HJ_STORE_MAX_FORM   (256 * 1024 * 1024) /* bytes in a former state's canonical form, which is kept compressed */

/* Every SQL text that runs more than once; prepared when first needed, kept
 * until the store is closed. A test prepares all of them. */
typedef enum {
  HJ_SQL_BEGIN,
  HJ_SQL_BEGIN_READ,
  HJ_SQL_COMMIT,
  HJ_SQL_ROLLBACK,
  HJ_SQL_DATA_VERSION,
  HJ_SQL_GET_DOSSIER,
  HJ_SQL_GET_FIRST_SCHEME,
  HJ_SQL_GET_LAST_SCHEME,
  HJ_SQL_GET_SCHEME_AT,
  HJ_SQL_GET_FORM_AT,
  HJ_SQL_GET_FIRST_DIGEST,
  HJ_SQL_GET_LAST_DIGEST,
  HJ_SQL_ALL_EDITIONS,
  HJ_SQL_ADD_EDITION,
  HJ_SQL_GET_PUBLICATION,
  HJ_SQL_SET_PUBLICATION,
  HJ_SQL_GET_COPY,
  HJ_SQL_SET_COPY,
  HJ_SQL_SET_TARGET,
  HJ_SQL_GET_SEAL,
  HJ_SQL_SET_SEAL,
  HJ_SQL_GET_SEAL_PAGE,
  HJ_SQL_DELETE_DRAFTS,
  HJ_SQL_V1_DOSSIER,
  HJ_SQL_V1_APPLICANT,
  HJ_SQL_V1_OCCUPATIONS,
  HJ_SQL_V1_MATERIALS,
  HJ_SQL_V1_NOTES,
  HJ_SQL_ALL_VISIT,
  HJ_SQL_ALL_MEMBERS,
  HJ_SQL_ALL_FINDINGS,
  HJ_SQL_ALL_DEDUCTIONS,
  HJ_SQL_ALL_MARKS,
  HJ_SQL_ALL_NOTES,
  HJ_SQL_ALL_DECISIONS,
  HJ_SQL_ALL_RELAXATIONS,
  HJ_SQL_ALL_CONCLUSION,
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
  HJ_SQL_PUT_DECISION,
  HJ_SQL_DELETE_DECISION,
  HJ_SQL_PUT_RELAXATION,
  HJ_SQL_DELETE_RELAXATION,
  HJ_SQL_PUT_CONCLUSION,
  HJ_SQL_DELETE_CONCLUSION,
  HJ_SQL_PUT_DRAFT,
  HJ_SQL_DELETE_DRAFT,
  HJ_SQL_ORPHAN_EXPERT,
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

/* What is done with a table of records; the texts are made of the descriptors. */
typedef enum {
  HJ_RECORD_SQL_ALL,
  HJ_RECORD_SQL_GET,
  HJ_RECORD_SQL_PUT,
  HJ_RECORD_SQL_DELETE,
  HJ_RECORD_SQL_END,     /* the last position */
  HJ_N_RECORD_SQL,
} HjRecordSql;

typedef struct _HjRowSet HjRowSet;

/* A table of records as it was last read. */
typedef struct {
  HjRecords  *records;  /* NULL: to be read whole */
  HjRowSet   *set;      /* digests of its rows */
  GHashTable *stale;    /* ids that were written since; NULL for none */
  GHashTable *touched;  /* ids that the transaction of now writes; NULL for none */
} HjRecordCache;

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
  int           version;      /* of the file, as it was found */
  GCancellable *cancellable;  /* of the call that runs now */
  char         *copy_id;
  char         *title;        /* of the scheme it was last read with; NULL before */
  sqlite3_stmt *record_statements[HJ_N_RECORD_KINDS][HJ_N_RECORD_SQL];
  HjRecordCache caches[HJ_N_RECORD_KINDS];
  gint64        cache_version;            /* the caches are those of this data_version */
  gint64        ends[HJ_N_RECORD_KINDS];  /* last positions within a list of commands; -1: to be asked for */
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
  const char * const *records;     /* of the application's tables, before them; NULL for none */
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
gboolean   hj_store_write_finding (HjStore *store, const HjFinding *before, const HjFinding *finding, gint64 now, GError **error);
gboolean   hj_finding_from_row (HjQuery *query, HjFinding **finding);
gboolean   hj_deduction_from_row (HjQuery *query, HjFinding *finding);
gboolean   hj_mark_from_row (HjQuery *query, HjFinding *finding);

/* hj-record-schema.c */
extern const char * const hj_record_schema_2[];

/* hj-record-value.c: canonical values and columns */
static inline gboolean
hj_value_kind_is_number (HjValueKind kind)
{
  return kind == HJ_VALUE_INTEGER || kind == HJ_VALUE_DECIMAL || kind == HJ_VALUE_FLAG;
}
gboolean  hj_record_check_values (const HjRecord *record, GError **error);
void      hj_record_bind_value (HjQuery *query, int index, const HjRecordField *field, const char *value);
gboolean  hj_record_take_value (HjQuery *query, int column, HjRecord *record, guint place);

/* hj-record-rows.c */
HjQuery  *hj_store_record_query (HjStore *store, HjRecordKind kind, HjRecordSql what, GError **error);
gboolean  hj_store_prepare_record_queries (HjStore *store, GError **error);
void      hj_store_finalize_record_queries (HjStore *store);
HjRecord *hj_record_from_row (HjQuery *query, HjRecordKind kind);
gboolean  hj_store_put_record (HjStore *store, const HjRecord *record, GError **error);
gboolean  hj_store_delete_record (HjStore *store, HjRecordKind kind, const char *id, GError **error);

/* hj-record-cache.c */
void      hj_record_cache_clear (HjRecordCache *cache);
void      hj_store_forget_records (HjStore *store);
void      hj_store_touch_record (HjStore *store, HjRecordKind kind, const char *id);
void      hj_store_settle_touched (HjStore *store, gboolean committed);
gboolean  hj_store_read_records (HjStore *store, GError **error);  /* in a transaction of the caller */

/* hj-row-set.c */
HjRowSet *hj_row_set_new (void);
void      hj_row_set_free (HjRowSet *set);
void      hj_row_set_add (HjRowSet *set, const HjRecord *record);
void      hj_row_set_remove (HjRowSet *set, const HjRecord *record);
void      hj_row_set_digest (HjRowSet *set, GChecksum *checksum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRowSet, hj_row_set_free)

/* hj-panel-rows.c: what the panel says about standards and at the end; within a transaction of the caller */
gboolean  hj_store_put_decision (HjStore *store, const HjDecision *decision, gint64 now, GError **error);
gboolean  hj_store_delete_decision (HjStore *store, const HjDecision *decision, GError **error);
gboolean  hj_store_put_relaxation (HjStore *store, const HjRelaxation *relaxation, gint64 now, GError **error);
gboolean  hj_store_put_conclusion (HjStore *store, const HjConclusion *conclusion, GError **error);
HjDecision   *hj_decision_from_row (HjQuery *query);    /* NULL where it holds what can't be there */
HjRelaxation *hj_relaxation_from_row (HjQuery *query);
gboolean      hj_conclusion_from_row (HjQuery *query, HjConclusion *conclusion);

/* hj-edition.c: the schemes that a dossier was opened with and moved to */
gboolean  hj_store_move (HjStore *store, HjScheme *scheme, GBytes *former, gint64 now, GError **error);
gboolean  hj_store_read_former (HjStore *store, GPtrArray *former, GError **error);
char     *hj_store_read_scheme_digest (HjStore *store, GError **error);
/* Every scheme and every former state is what it was. */
gboolean  hj_store_check_editions (HjStore *store, GError **error);

/* hj-content-digest.c; both in a transaction of the caller */
typedef gboolean (*HjReadRow) (gpointer loader, HjQuery *query);
/* A table that is read as it is; its rows go to @checksum too, without their @n_times last columns. */
gboolean  hj_store_read_table (HjStore *store, HjSql sql, HjReadRow read, gpointer loader, GChecksum *checksum,
                               guint n_times, GError **error);
/* As version @version takes it. */
char     *hj_store_digest_content (HjStore *store, int version, GError **error);

/* hj-store-load.c */
char     *hj_store_read_content (HjStore *store, gpointer loader, GError **error);

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
  HJ_LAYER_PANEL,     /* of all experts together: an act of the panel may write to any table */
  HJ_N_LAYERS,
} HjLayer;

const char         *hj_layer_to_id (HjLayer layer);
gboolean            hj_layer_from_id (const char *id, HjLayer *layer);

/* hj-store-commands.c */
HjLayer   hj_command_get_layer (HjCommandKind kind);
gboolean  hj_store_apply_command (HjStore *store, const char *author, const HjCommand *command, gint64 now, GError **error);
gboolean  hj_store_check_id (const char *id, GError **error);
gboolean  hj_store_check_author (const char *author, const char *label, GError **error);

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
