/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hj-digest.h"
#include "hj-store-private.h"

#define HEADER_SIZE 100

static gboolean
refuse (const char   *path,
        HjErrorCode   code,
        const char   *sentence,
        GError      **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, HJ_ERROR, (int) code, "“%s”: %s", name, sentence);

  return FALSE;
}

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
refuse_errno (const char  *path,
              int          code,
              GError     **error)
{
  if (code == ENOENT || code == ENOTDIR)
    return refuse (path, HJ_ERROR_NOT_FOUND,
                   _("there is no such file. Check its name and whether the stick is plugged in."), error);
  if (code == EACCES || code == EPERM)
    return refuse (path, HJ_ERROR_DENIED, _("the system does not allow reading it. Check its permissions."), error);

  return refuse (path, HJ_ERROR_IO, g_strerror (code), error);
}

static gboolean
read_header (const char   *path,
             guint8       *header,
             struct stat  *status,
             GError      **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  gssize n = -1;
  int code;

  if (fd < 0)
    return refuse_errno (path, errno, error);
  if (fstat (fd, status) == 0)
    n = S_ISREG (status->st_mode) ? pread (fd, header, HEADER_SIZE, 0) : 0;
  code = errno;
  close (fd);
  if (n < 0)
    return refuse_errno (path, code, error);
  if (n < HEADER_SIZE)
    return refuse (path, HJ_ERROR_CORRUPT, _("this is not a dossier: it is empty, cut off, or no file at all."), error);

  return TRUE;
}

/* A page size of 1 stands for 65536. */
static guint32
get_page_size (const guint8 *header)
{
  guint32 size = (guint32) header[16] << 8 | header[17];

  return size == 1 ? 65536 : size;
}

static gboolean
header_is_sqlite (const guint8 *header)
{
  guint32 page_size = get_page_size (header);

  return memcmp (header, "SQLite format 3", 16) == 0 &&
         page_size >= 512 && (page_size & (page_size - 1)) == 0 &&
         header[18] >= 1 && header[18] <= 2 && header[19] == header[18] &&
         header[20] == 0 && header[21] == 64 && header[22] == 32 && header[23] == 32;
}

/**
 * hj_store_check_header:
 *
 * What can be said of a file from its first hundred bytes and its size, before
 * SQLite sees it. A published file is in rollback mode and exactly as long as
 * it says; a working copy may have its latest pages in the WAL still.
 */
gboolean
hj_store_check_header (const char   *path,
                       HjStoreMode   mode,
                       int           newest,
                       GError      **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  struct stat status = { 0 };
  guint32 version;

  if (!read_header (path, header, &status, error))
    return FALSE;
  if (status.st_size > HJ_STORE_MAX_BYTES)
    return refuse (path, HJ_ERROR_TOO_LARGE,
                   _("it is larger than the 512 MB that a dossier may have, and was not opened."), error);
  if (!header_is_sqlite (header) || read_be32 (header + 68) != HJ_STORE_APPLICATION_ID)
    return refuse (path, HJ_ERROR_CORRUPT, _("this is not a dossier of Hengjian. Choose another file."), error);

  version = read_be32 (header + 60);
  if (version > (guint32) newest && version < 10000)
    return refuse (path, HJ_ERROR_TOO_NEW,
                   _("a newer version of this program wrote it. Update the program and open it again."), error);
  if (version == 0 || version > (guint32) newest || read_be32 (header + 56) != 1)
    return refuse (path, HJ_ERROR_CORRUPT,
                   _("its first page is damaged, so it was not opened. Open an earlier copy of it."), error);
  if (mode == HJ_STORE_READ_ONLY && header[18] != 1)
    return refuse (path, HJ_ERROR_CORRUPT,
                   _("this is a working state that was copied while in use, and its latest answers may be missing. "
                     "Ask for the published file."), error);
  if (mode == HJ_STORE_READ_ONLY &&
      (guint64) status.st_size != (guint64) read_be32 (header + 28) * get_page_size (header))
    return refuse (path, HJ_ERROR_CORRUPT,
                   _("it is not as long as it says: it was cut off or something was added. "
                     "Open an earlier copy of it."), error);

  return TRUE;
}

static const struct {
  int id;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, HJ_STORE_MAX_ROW },
  { SQLITE_LIMIT_SQL_LENGTH, 65536 },
  { SQLITE_LIMIT_COLUMN, 64 },
  { SQLITE_LIMIT_EXPR_DEPTH, 200 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
  { SQLITE_LIMIT_VDBE_OP, 100000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 8 },
  { SQLITE_LIMIT_ATTACHED, 2 },  /* VACUUM INTO needs one */
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 256 },  /* a changeset binds three for each column */
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct {
  int option;
  int value;
} switches[] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
};

/* Before the first statement: nothing of the file has been parsed yet. */
gboolean
hj_store_harden (sqlite3     *db,
                 const char  *path,
                 GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      int is = -1;
      int code = sqlite3_db_config (db, switches[i].option, switches[i].value, &is);

      if (code != SQLITE_OK || is != switches[i].value)
        return hj_sqlite_error (db, code != SQLITE_OK ? code : SQLITE_ERROR, path, error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].id, limits[i].value);
  sqlite3_busy_timeout (db, 5000);

  /* A database in memory has nothing to map. */
  if (*sqlite3_db_filename (db, "main") != '\0' &&
      !hj_sqlite_pragma (db, path, "mmap_size", "0", "0", error))
    return FALSE;

  return hj_sqlite_pragma (db, path, "cell_size_check", "ON", "1", error) &&
         hj_sqlite_pragma (db, path, "secure_delete", "ON", "1", error) &&
         hj_sqlite_pragma (db, path, "temp_store", "MEMORY", "2", error);
}

static sqlite3 *
open_database (const char   *path,
               HjStoreMode   mode,
               GError      **error)
{
  g_autoptr (HjDatabase) db = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *name = NULL;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  int code;

  if (uri == NULL)
    return NULL;
  /* Immutable: no lock, no journal, no WAL is looked for beside it. */
  name = g_strconcat (uri, mode == HJ_STORE_READ_ONLY ? "?mode=ro&immutable=1" : "?mode=rw", NULL);
  flags |= mode == HJ_STORE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  code = sqlite3_open_v2 (name, &db, flags, NULL);
  if (code != SQLITE_OK)
    {
      hj_sqlite_error (db, code, path, error);
      return NULL;
    }
  if (!hj_store_harden (db, path, error))
    return NULL;

  return g_steal_pointer (&db);
}

static HjStore *
store_new (const char   *path,
           HjStoreMode   mode,
           sqlite3      *db)
{
  HjStore *store = g_new0 (HjStore, 1);

  store->thread = g_thread_self ();
  store->path = g_strdup (path);
  store->mode = mode;
  store->db = db;
  store->data_version = -1;
  store->cache_version = -1;
  store->version = hj_ladder_get_version (&hj_ladder);

  return store;
}

/* A working copy: every commit is on the disk when it returns, with one flush. */
static gboolean
make_durable (HjStore  *store,
              GError  **error)
{
  g_autofree char *pages = NULL;
  gint64 page_size = 0;

  if (!hj_sqlite_get_int (store->db, store->path, "PRAGMA page_size", &page_size, error))
    return FALSE;
  pages = g_strdup_printf ("%d", HJ_STORE_MAX_BYTES / (int) CLAMP (page_size, 512, 65536));

  return hj_sqlite_pragma (store->db, store->path, "journal_mode", "WAL", "wal", error) &&
         hj_sqlite_pragma (store->db, store->path, "synchronous", "FULL", "2", error) &&
         hj_sqlite_pragma (store->db, store->path, "foreign_keys", "ON", "1", error) &&
         hj_sqlite_pragma (store->db, store->path, "wal_autocheckpoint", "1000", "1000", error) &&
         hj_sqlite_pragma (store->db, store->path, "max_page_count", pages, pages, error);
}

static gboolean
check_sound (HjStore  *store,
             GError  **error)
{
  return hj_sqlite_check (store->db, store->path, "PRAGMA quick_check(1)", error) &&
         hj_sqlite_check (store->db, store->path, "PRAGMA foreign_key_check", error) &&
         hj_sqlite_check (store->db, store->path,
                          "SELECT iif((SELECT count(*) FROM dossier) = 1 AND (SELECT count(*) FROM copy) = 1"
                          " AND (SELECT count(*) FROM publication) = 1 AND (SELECT count(*) FROM seal) = 1"
                          " AND (SELECT count(*) FROM applicant) = 1 AND (SELECT count(*) FROM visit) = 1, 'ok', 'no')",
                          error);
}

gboolean
hj_store_make_file (const char  *path,
                    GError     **error)
{
  int fd = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    return refuse (path, HJ_ERROR_INVALID, _("there is already a file of this name. Choose another name."), error);
  if (fd < 0)
    return refuse_errno (path, errno, error);
  close (fd);

  return TRUE;
}

/* The file as it was stays beside the working copy, whatever becomes of the migration. */
static gboolean
keep_before_migration (HjStore  *store,
                       int       version,
                       GError  **error)
{
  g_autofree char *kept = g_strdup_printf ("%s.before-version-%d", store->path, version + 1);
  g_autofree char *writing = g_strconcat (kept, ".new", NULL);
  g_autoptr (HjSqliteText) sql = sqlite3_mprintf ("VACUUM INTO %Q", writing);

  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    return TRUE;
  g_unlink (writing);
  if (!hj_store_make_file (writing, error))
    return FALSE;
  if (!hj_sqlite_exec (store->db, writing, sql, error))
    {
      g_unlink (writing);
      return FALSE;
    }
  if (g_rename (writing, kept) != 0)
    return refuse_errno (kept, errno, error);

  return TRUE;
}

/* A published file is read as one snapshot: the stick may be pulled out or the
 * file replaced, and one of an older version is brought up to date without
 * writing to it. It also makes SQLite check the values: in a file that it can't
 * write to, it doesn't look at CHECK constraints at all. */
static gboolean
move_to_memory (HjStore  *store,
                GError  **error)
{
  g_autoptr (HjDatabase) memory = NULL;
  sqlite3_backup *backup;
  int code = sqlite3_open_v2 (":memory:", &memory,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                              NULL);

  if (code != SQLITE_OK)
    return hj_sqlite_error (memory, code, store->path, error);
  if (!hj_store_harden (memory, store->path, error))
    return FALSE;
  backup = sqlite3_backup_init (memory, "main", store->db, "main");
  if (backup == NULL)
    return hj_sqlite_error (memory, sqlite3_errcode (memory), store->path, error);
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  if (code != SQLITE_OK)
    return hj_sqlite_error (memory, code, store->path, error);

  sqlite3_close (store->db);
  store->db = g_steal_pointer (&memory);
  hj_store_watch (store, store->cancellable);

  return TRUE;
}

static gboolean
bring_up_to_date (HjStore         *store,
                  const HjLadder  *ladder,
                  GError         **error)
{
  gint64 version = 0;

  if (store->mode == HJ_STORE_READ_ONLY && !move_to_memory (store, error))
    return FALSE;
  if (!hj_sqlite_get_int (store->db, store->path, "PRAGMA user_version", &version, error))
    return FALSE;
  /* In a working copy the header may be older than what the WAL holds. */
  if (version > hj_ladder_get_version (ladder))
    return refuse (store->path, HJ_ERROR_TOO_NEW,
                   _("a newer version of this program wrote it. Update the program and open it again."), error);
  if (version < 1)
    return refuse (store->path, HJ_ERROR_CORRUPT, _("this is not a dossier of Hengjian. Choose another file."), error);
  store->version = (int) version;
  if (!hj_schema_compare (ladder, (int) version, store->db, store->path, error))
    return FALSE;
  if (!check_sound (store, error))
    return FALSE;
  if (version == hj_ladder_get_version (ladder))
    return TRUE;

  return (store->mode == HJ_STORE_READ_ONLY || keep_before_migration (store, (int) version, error)) &&
         hj_schema_migrate (ladder, (int) version, store->db, store->path, error);
}

static gboolean
read_copy_id (HjStore  *store,
              GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_GET_COPY, error);
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  g_clear_pointer (&store->copy_id, g_free);
  if (row)
    store->copy_id = hj_query_dup_text (query, 0);
  if (store->copy_id == NULL)
    return refuse (store->path, HJ_ERROR_CORRUPT, _("its copy id is damaged. Open an earlier copy of it."), error);

  return TRUE;
}

HjStore *
hj_store_open_with (const HjLadder  *ladder,
                    const char      *path,
                    HjStoreMode      mode,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_autoptr (HjStore) store = NULL;
  sqlite3 *db;
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !hj_store_check_header (path, mode, hj_ladder_get_version (ladder), error))
    return NULL;
  db = open_database (path, mode, error);
  if (db == NULL)
    return NULL;

  store = store_new (path, mode, db);
  hj_store_watch (store, cancellable);
  ok = bring_up_to_date (store, ladder, error) &&
       (mode == HJ_STORE_READ_ONLY ? hj_sqlite_pragma (store->db, path, "query_only", "ON", "1", error)
                                   : make_durable (store, error)) &&
       read_copy_id (store, error);
  hj_store_watch (store, NULL);

  return ok ? g_steal_pointer (&store) : NULL;
}

HjStore *
hj_store_open (const char    *path,
               HjStoreMode    mode,
               GCancellable  *cancellable,
               GError       **error)
{
  HjStore *store;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  store = hj_store_open_with (&hj_ladder, path, mode, cancellable, error);
  if (store != NULL && mode == HJ_STORE_READ_ONLY && !hj_store_check_seal (store, error))
    g_clear_pointer (&store, hj_store_close);

  return store;
}

/* A file that VACUUM INTO has just made, for its last touches: nobody else has
 * it, and it goes if anything fails, so it needs no journal on the disk. */
HjStore *
hj_store_open_exported (const char  *path,
                        GError     **error)
{
  g_autoptr (HjStore) store = NULL;
  sqlite3 *db = open_database (path, HJ_STORE_READ_WRITE, error);

  if (db == NULL)
    return NULL;
  store = store_new (path, HJ_STORE_READ_WRITE, db);
  if (!hj_sqlite_pragma (db, path, "journal_mode", "MEMORY", "memory", error) ||
      !hj_sqlite_pragma (db, path, "synchronous", "OFF", "0", error) ||
      !read_copy_id (store, error))
    return NULL;

  return g_steal_pointer (&store);
}

static gboolean
insert_dossier (HjStore   *store,
                HjScheme  *scheme,
                GError   **error)
{
  g_autofree char *digest = hj_digest_bytes (scheme->bytes);
  g_autofree char *id = hj_id_new ();
  g_autoptr (HjStatement) statement = NULL;
  HjMoment now;
  int code = sqlite3_prepare_v2 (store->db,
                                 "INSERT INTO dossier (singleton, dossier_id, created, scheme_id, scheme_edition,"
                                 " scheme_digest, scheme) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                                 -1, &statement, NULL);

  if (code != SQLITE_OK)
    return hj_store_fail (store, code, error);
  hj_clock_now (&now);
  hj_query_bind_text (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, now.wall);
  hj_query_bind_text (statement, 3, scheme->id);
  hj_query_bind_text (statement, 4, scheme->edition);
  hj_query_bind_text (statement, 5, digest);
  sqlite3_bind_blob (statement, 6, g_bytes_get_data (scheme->bytes, NULL), (int) g_bytes_get_size (scheme->bytes),
                     SQLITE_STATIC);

  return hj_store_run (store, statement, error);
}

/* The tables of one row have it from the start, so that every later change is an update. */
static gboolean
insert_single_rows (HjStore  *store,
                    GError  **error)
{
  g_autofree char *copy_id = hj_id_new ();
  g_autoptr (HjSqliteText) copy = sqlite3_mprintf ("INSERT INTO copy VALUES (1, %Q, '')", copy_id);
  g_autofree char *zeroes = g_strnfill (64, '0');
  g_autoptr (HjSqliteText) seal = sqlite3_mprintf ("INSERT INTO seal VALUES (1, %Q)", zeroes);

  return hj_sqlite_exec (store->db, store->path, copy, error) &&
         hj_sqlite_exec (store->db, store->path, seal, error) &&
         hj_sqlite_exec (store->db, store->path,
                         "INSERT INTO publication VALUES (1, 0, '', '', 0, '', 0, '');"
                         "INSERT INTO applicant (singleton, name, credit_code, department, type, address, postcode,"
                         " contact, phone) VALUES (1, '', '', '', '', '', '', '', '');"
                         "INSERT INTO visit VALUES (1, NULL, NULL, '', '')", error);
}

static gboolean
fill_new (HjStore   *store,
          HjScheme  *scheme,
          GError   **error)
{
  g_autofree char *id = g_strdup_printf ("PRAGMA application_id = %d", HJ_STORE_APPLICATION_ID);

  if (!hj_sqlite_exec (store->db, store->path, "BEGIN IMMEDIATE", error))
    return FALSE;

  return hj_sqlite_exec (store->db, store->path, id, error) &&
         hj_schema_create (&hj_ladder, store->db, store->path, error) &&
         insert_dossier (store, scheme, error) &&
         insert_single_rows (store, error) &&
         hj_sqlite_exec (store->db, store->path, "COMMIT", error);
}

static void
remove_failed (const char *path)
{
  static const char * const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static HjStore *
create_in (const char  *path,
           HjScheme    *scheme,
           GError     **error)
{
  g_autoptr (HjStore) store = NULL;
  sqlite3 *db = open_database (path, HJ_STORE_READ_WRITE, error);

  if (db == NULL)
    return NULL;
  store = store_new (path, HJ_STORE_READ_WRITE, db);
  if (!hj_sqlite_pragma (db, path, "page_size", "4096", "4096", error) ||
      !hj_sqlite_pragma (db, path, "auto_vacuum", "NONE", "0", error) ||
      !hj_sqlite_pragma (db, path, "encoding", "'UTF-8'", "UTF-8", error) ||
      !hj_sqlite_pragma (db, path, "synchronous", "EXTRA", "3", error) ||
      !fill_new (store, scheme, error) ||
      !make_durable (store, error) ||
      !read_copy_id (store, error))
    return NULL;

  return g_steal_pointer (&store);
}

HjStore *
hj_store_create (const char  *path,
                 HjScheme    *scheme,
                 GError     **error)
{
  HjStore *store;

  g_return_val_if_fail (path != NULL && scheme != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (scheme->bytes == NULL || g_bytes_get_size (scheme->bytes) == 0 ||
      g_bytes_get_size (scheme->bytes) > HJ_STORE_MAX_SCHEME)
    {
      refuse (path, HJ_ERROR_INVALID, _("the scheme has no file of its own, or one that is too large."), error);
      return NULL;
    }
  if (!hj_store_make_file (path, error))
    return NULL;
  store = create_in (path, scheme, error);
  if (store == NULL)
    remove_failed (path);

  return store;
}

/**
 * hj_store_close:
 *
 * In a working copy the last connection moves the WAL into the file; what is
 * there already is durable either way.
 */
void
hj_store_close (HjStore *store)
{
  if (store == NULL)
    return;
  g_assert (store->thread == g_thread_self ());

  for (guint i = 0; i < HJ_N_SQL; i++)
    g_clear_pointer (&store->statements[i], sqlite3_finalize);
  hj_store_finalize_record_queries (store);
  hj_store_forget_records (store);
  if (sqlite3_close (store->db) != SQLITE_OK)
    g_critical ("%s: %s", store->path, sqlite3_errmsg (store->db));
  g_clear_pointer (&store->steps, g_hash_table_unref);
  g_free (store->copy_id);
  g_free (store->title);
  g_free (store->path);
  g_free (store);
}

gboolean
hj_store_can_write (HjStore  *store,
                    GError  **error)
{
  g_assert (store->thread == g_thread_self ());

  return store->mode == HJ_STORE_READ_WRITE ||
         refuse (store->path, HJ_ERROR_DENIED, _("it is open for reading only. Nothing was changed."), error);
}
