/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "hj-store-private.h"

/* The ALL texts name every column of the content in a fixed order and sort by
 * the key (or by what is the same for the same content): the content digest is
 * taken over what they return, and the loader reads the very same rows. */
static const char * const texts[HJ_N_SQL] = {
  [HJ_SQL_BEGIN] = "BEGIN IMMEDIATE",
  [HJ_SQL_BEGIN_READ] = "BEGIN",
  [HJ_SQL_COMMIT] = "COMMIT",
  [HJ_SQL_ROLLBACK] = "ROLLBACK",
  [HJ_SQL_DATA_VERSION] = "PRAGMA data_version",

  [HJ_SQL_GET_DOSSIER] = "SELECT dossier_id FROM dossier",
  [HJ_SQL_GET_FIRST_SCHEME] = "SELECT scheme, scheme_digest FROM dossier",
  [HJ_SQL_GET_LAST_SCHEME] = "SELECT scheme, scheme_digest FROM edition ORDER BY moved DESC, id DESC LIMIT 1",
  [HJ_SQL_GET_SCHEME_AT] = "SELECT scheme, scheme_digest FROM edition ORDER BY moved, id LIMIT 1 OFFSET ?1",
  [HJ_SQL_GET_FORM_AT] = "SELECT former, former_size FROM edition ORDER BY moved, id LIMIT 1 OFFSET ?1",
  [HJ_SQL_GET_FIRST_DIGEST] = "SELECT scheme_digest, scheme_id, scheme_edition FROM dossier",
  [HJ_SQL_GET_LAST_DIGEST] =
    "SELECT scheme_digest, scheme_id, scheme_edition, moved FROM edition ORDER BY moved DESC, id DESC LIMIT 1",
  [HJ_SQL_ALL_EDITIONS] =
    "SELECT moved, left_id, left_edition, left_title, left_digest FROM edition ORDER BY moved, id",
  [HJ_SQL_ADD_EDITION] =
    "INSERT INTO edition (id, moved, left_id, left_edition, left_title, left_digest, scheme_id, scheme_edition,"
    " scheme_digest, former_size, scheme, former) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
  [HJ_SQL_GET_PUBLICATION] =
    "SELECT serial, parent_digest, content_digest, published, publisher, entries, chain_heads FROM publication",
  [HJ_SQL_SET_PUBLICATION] =
    "UPDATE publication SET serial = ?1, parent_digest = ?2, content_digest = ?3, published = ?4,"
    " publisher = ?5, entries = ?6, chain_heads = ?7",
  [HJ_SQL_GET_COPY] = "SELECT copy_id, target_digest FROM copy",
  [HJ_SQL_SET_COPY] = "UPDATE copy SET copy_id = ?1",
  [HJ_SQL_SET_TARGET] = "UPDATE copy SET target_digest = ?1",
  [HJ_SQL_GET_SEAL] = "SELECT digest FROM seal",
  [HJ_SQL_SET_SEAL] = "UPDATE seal SET digest = ?1",

  [HJ_SQL_GET_SEAL_PAGE] =
    "SELECT (rootpage - 1) * (SELECT page_size FROM pragma_page_size), (SELECT page_size FROM pragma_page_size)"
    " FROM sqlite_schema WHERE type = 'table' AND name = 'seal'",
  [HJ_SQL_DELETE_DRAFTS] = "DELETE FROM draft",

  [HJ_SQL_V1_DOSSIER] = "SELECT dossier_id, scheme_digest FROM dossier",
  [HJ_SQL_V1_APPLICANT] =
    "SELECT name, credit_code, department, type, address, postcode, contact, phone FROM applicant",
  [HJ_SQL_ALL_VISIT] = "SELECT from_day, to_day, place, methods FROM visit",
  [HJ_SQL_V1_OCCUPATIONS] =
    "SELECT id, position, code, edition, name, trade, levels FROM occupation ORDER BY position, id",
  [HJ_SQL_ALL_MEMBERS] =
    "SELECT id, position, name, unit, title, lead, recused, recusal, joined FROM member ORDER BY position, id",
  [HJ_SQL_V1_MATERIALS] = "SELECT material, answered, received, copies, remark FROM material ORDER BY material",
  [HJ_SQL_ALL_FINDINGS] =
    "SELECT criterion, expert, verdict, reason, method, occupation, note, tier, quantity, award, evidence, changed"
    " FROM finding ORDER BY criterion, expert",
  [HJ_SQL_ALL_DEDUCTIONS] =
    "SELECT criterion, expert, id, position, points, aspect, reason, method, occupation"
    " FROM deduction ORDER BY criterion, expert, position, id",
  [HJ_SQL_ALL_MARKS] =
    "SELECT criterion, expert, aspect, mark, remark FROM mark ORDER BY criterion, expert, aspect",
  [HJ_SQL_V1_NOTES] = "SELECT expert, id, about, text, changed FROM note ORDER BY changed, id, expert",
  [HJ_SQL_ALL_NOTES] = "SELECT expert, id, about, text, changed FROM note ORDER BY expert, id",
  [HJ_SQL_ALL_DECISIONS] =
    "SELECT check_id, subject, expert, kind, reason, criterion, deduction, gap, changed"
    " FROM decision ORDER BY check_id, subject, expert",
  [HJ_SQL_ALL_RELAXATIONS] =
    "SELECT standard, subject, expert, bonus_case, reason, changed FROM relaxation ORDER BY standard, subject",
  [HJ_SQL_ALL_CONCLUSION] = "SELECT result, reasons, expert, day FROM conclusion",
  [HJ_SQL_ALL_DRAFTS] = "SELECT expert, field, text, changed FROM draft ORDER BY expert, field",

  [HJ_SQL_GET_FINDING] =
    "SELECT criterion, expert, verdict, reason, method, occupation, note, tier, quantity, award, evidence, changed"
    " FROM finding WHERE criterion = ?1 AND expert = ?2",
  [HJ_SQL_GET_DEDUCTIONS] =
    "SELECT criterion, expert, id, position, points, aspect, reason, method, occupation"
    " FROM deduction WHERE criterion = ?1 AND expert = ?2 ORDER BY position, id",
  [HJ_SQL_GET_MARKS] =
    "SELECT criterion, expert, aspect, mark, remark FROM mark WHERE criterion = ?1 AND expert = ?2 ORDER BY aspect",
  [HJ_SQL_PUT_FINDING] =
    "INSERT INTO finding (criterion, expert, verdict, reason, method, occupation, note, tier, quantity, award,"
    " evidence, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    " ON CONFLICT (criterion, expert) DO UPDATE SET verdict = ?3, reason = ?4, method = ?5, occupation = ?6,"
    " note = ?7, tier = ?8, quantity = ?9, award = ?10, evidence = ?11, changed = ?12",
  [HJ_SQL_PUT_DEDUCTION] =
    "INSERT INTO deduction (criterion, expert, id, position, points, aspect, reason, method, occupation)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
  [HJ_SQL_PUT_MARK] =
    "INSERT INTO mark (criterion, expert, aspect, mark, remark) VALUES (?1, ?2, ?3, ?4, ?5)",
  [HJ_SQL_DELETE_FINDING] = "DELETE FROM finding WHERE criterion = ?1 AND expert = ?2",
  [HJ_SQL_DELETE_DEDUCTIONS] = "DELETE FROM deduction WHERE criterion = ?1 AND expert = ?2",
  [HJ_SQL_DELETE_MARKS] = "DELETE FROM mark WHERE criterion = ?1 AND expert = ?2",

  [HJ_SQL_PUT_APPLICANT] =
    "UPDATE applicant SET name = ?1, credit_code = ?2, department = ?3, type = ?4, address = ?5, postcode = ?6,"
    " contact = ?7, phone = ?8",
  [HJ_SQL_PUT_VISIT] = "UPDATE visit SET from_day = ?1, to_day = ?2, place = ?3, methods = ?4",
  [HJ_SQL_PUT_MATERIAL] =
    "INSERT INTO material (material, answered, received, copies, remark) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (material) DO UPDATE SET answered = ?2, received = ?3, copies = ?4, remark = ?5,"
    " copies_known = iif(?4 = 0, copies_known, 0)",
  [HJ_SQL_PUT_OCCUPATION] =
    "INSERT INTO occupation (id, position, code, edition, name, trade, levels)"
    " VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM occupation), ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (id) DO UPDATE SET code = ?2, edition = ?3, name = ?4, trade = ?5, levels = ?6",
  [HJ_SQL_DELETE_OCCUPATION] = "DELETE FROM occupation WHERE id = ?1",
  [HJ_SQL_OCCUPATION_USED] =
    "SELECT EXISTS (SELECT 1 FROM finding WHERE occupation = ?1)"
    " OR EXISTS (SELECT 1 FROM deduction WHERE occupation = ?1)",
  [HJ_SQL_PUT_MEMBER] =
    "INSERT INTO member (id, position, name, unit, title, lead, recused, recusal, joined)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    " ON CONFLICT (id) DO UPDATE SET position = ?2, name = ?3, unit = ?4, title = ?5, lead = ?6, recused = ?7,"
    " recusal = ?8, joined = ?9",
  [HJ_SQL_DELETE_MEMBER] = "DELETE FROM member WHERE id = ?1",
  [HJ_SQL_MEMBER_USED] =
    "SELECT (SELECT count(*) FROM finding WHERE expert = ?1),"
    " (SELECT count(*) FROM note WHERE expert = ?1) + (SELECT count(*) FROM decision WHERE expert = ?1), name,"
    " EXISTS (SELECT 1 FROM relaxation WHERE expert = ?1) OR EXISTS (SELECT 1 FROM conclusion WHERE expert = ?1)"
    " FROM member WHERE id = ?1",
  [HJ_SQL_MEMBER_KNOWN] = "SELECT 1 FROM member WHERE id = ?1",

  [HJ_SQL_GET_NOTE] = "SELECT expert, about, text FROM note WHERE id = ?1",
  [HJ_SQL_PUT_NOTE] =
    "INSERT INTO note (expert, id, about, text, changed) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (expert, id) DO UPDATE SET about = ?3, text = ?4, changed = ?5",
  [HJ_SQL_DELETE_NOTE] = "DELETE FROM note WHERE expert = ?1 AND id = ?2",
  [HJ_SQL_PUT_DECISION] =
    "INSERT INTO decision (check_id, subject, expert, kind, reason, criterion, deduction, gap, changed)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
    " ON CONFLICT (check_id, subject, expert) DO UPDATE SET kind = ?4, reason = ?5, criterion = ?6, deduction = ?7,"
    " gap = ?8, changed = ?9 WHERE (kind, reason, criterion, deduction, gap) <> (?4, ?5, ?6, ?7, ?8)",
  [HJ_SQL_DELETE_DECISION] = "DELETE FROM decision WHERE check_id = ?1 AND subject = ?2 AND expert = ?3",
  [HJ_SQL_PUT_RELAXATION] =
    "INSERT INTO relaxation (standard, subject, expert, bonus_case, reason, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (standard, subject) DO UPDATE SET expert = ?3, bonus_case = ?4, reason = ?5, changed = ?6"
    " WHERE (expert, bonus_case, reason) <> (?3, ?4, ?5)",
  [HJ_SQL_DELETE_RELAXATION] = "DELETE FROM relaxation WHERE standard = ?1 AND subject = ?2",
  [HJ_SQL_PUT_CONCLUSION] =
    "INSERT INTO conclusion (singleton, result, reasons, expert, day) VALUES (1, ?1, ?2, ?3, ?4)"
    " ON CONFLICT (singleton) DO UPDATE SET result = ?1, reasons = ?2, expert = ?3, day = ?4",
  [HJ_SQL_DELETE_CONCLUSION] = "DELETE FROM conclusion",
  [HJ_SQL_PUT_DRAFT] =
    "INSERT INTO draft (expert, field, text, changed) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (expert, field) DO UPDATE SET text = ?3, changed = ?4",
  [HJ_SQL_DELETE_DRAFT] = "DELETE FROM draft WHERE expert = ?1 AND field = ?2",
  [HJ_SQL_ORPHAN_EXPERT] =
    "SELECT 1 FROM (SELECT expert FROM note UNION ALL SELECT expert FROM relaxation"
    " UNION ALL SELECT expert FROM conclusion)"
    " WHERE expert <> '' AND expert NOT IN (SELECT id FROM member) LIMIT 1",
  [HJ_SQL_ORPHAN_OCCUPATION] =
    "SELECT 1 FROM (SELECT occupation FROM finding UNION ALL SELECT occupation FROM deduction)"
    " WHERE occupation <> '' AND occupation NOT IN (SELECT id FROM occupation) LIMIT 1",

  [HJ_SQL_HISTORY_END] = "SELECT count(*), coalesce(max(tick), 0) FROM history",
  [HJ_SQL_HISTORY_HEAD] =
    "SELECT sequence, hash FROM history WHERE author = ?1 AND copy_id = ?2 AND layer = ?3"
    " ORDER BY sequence DESC LIMIT 1",
  [HJ_SQL_HISTORY_HEADS] =
    "SELECT author, copy_id, layer, max(sequence), hash FROM history GROUP BY author, copy_id, layer"
    " ORDER BY author, copy_id, layer",
  [HJ_SQL_HISTORY_STACK] =
    "SELECT copy_id, tick, kind, target_copy, target_tick, label FROM history WHERE author = ?1"
    " GROUP BY copy_id, tick ORDER BY tick, copy_id",
  [HJ_SQL_HISTORY_COMMAND] =
    "SELECT layer, changes, changeset FROM history WHERE author = ?1 AND copy_id = ?2 AND tick = ?3 AND kind = 'do'"
    " ORDER BY layer",
  [HJ_SQL_HISTORY_COMMAND_BACK] =
    "SELECT layer, changes, changeset FROM history WHERE author = ?1 AND copy_id = ?2 AND tick = ?3 AND kind = 'do'"
    " ORDER BY layer DESC",
  [HJ_SQL_ADD_HISTORY] =
    "INSERT INTO history (author, copy_id, layer, sequence, tick, kind, target_copy, target_tick, wall, monotonic,"
    " boot_id, label, changes, hash, changeset)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
  [HJ_SQL_ALL_HISTORY] =
    "SELECT author, copy_id, layer, sequence, wall, monotonic, boot_id, label, kind, hash FROM history"
    " ORDER BY tick, copy_id, author, layer, sequence",
  [HJ_SQL_CHECK_HISTORY] =
    "SELECT author, copy_id, layer, sequence, tick, kind, target_copy, target_tick, wall, monotonic, boot_id, label,"
    " changes, hash, changeset FROM history ORDER BY author, copy_id, layer, sequence",
};

/* SQLite's errno may be that of a later step: the file itself is asked. */
static HjErrorCode
code_for_path (const char *path)
{
  if (g_access (path, F_OK) != 0 && errno == ENOENT)
    return HJ_ERROR_NOT_FOUND;

  return g_access (path, R_OK | W_OK) != 0 ? HJ_ERROR_DENIED : HJ_ERROR_IO;
}

static HjErrorCode
code_for (int         code,
          int         system_error,
          const char *path)
{
  /* SQLite says FULL only where it saw the write itself fail. */
  if (system_error == ENOSPC || system_error == EDQUOT)
    return HJ_ERROR_FULL;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return HJ_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HJ_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
      return HJ_ERROR_CORRUPT;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return HJ_ERROR_DENIED;
    case SQLITE_CANTOPEN:
      return code_for_path (path);
    case SQLITE_TOOBIG:
      return HJ_ERROR_TOO_LARGE;
    case SQLITE_CONSTRAINT:
    case SQLITE_RANGE:
      return HJ_ERROR_INVALID;
    case SQLITE_IOERR:
      return HJ_ERROR_IO;
    default:
      return HJ_ERROR_FAILED;
    }
}

/* What the user can do about it, in one sentence with %s for the file's name. */
static const char *
sentence_for (HjErrorCode code)
{
  switch (code)
    {
    case HJ_ERROR_FULL:
      return _("There is no room left to write “%s”. What was recorded before is safe; free some space and try again.");
    case HJ_ERROR_BUSY:
      return _("“%s” is being written by another program. Nothing was changed; try again when it has finished.");
    case HJ_ERROR_CORRUPT:
      return _("“%s” is damaged and was not used. Open an earlier copy of it.");
    case HJ_ERROR_DENIED:
      return _("The system does not allow writing to “%s”. Nothing was changed; check its permissions.");
    case HJ_ERROR_NOT_FOUND:
      return _("There is no file “%s”. Check its name and whether the stick is plugged in.");
    case HJ_ERROR_TOO_LARGE:
      return _("Something in “%s” is larger than a dossier may hold. Nothing was changed; shorten it.");
    case HJ_ERROR_INVALID:
      return _("What was given does not fit into “%s”. Nothing was changed; correct it and try again.");
    case HJ_ERROR_IO:
      return _("Reading or writing “%s” failed. What was recorded before is safe; check the disk and try again.");
    case HJ_ERROR_FAILED:
    case HJ_ERROR_TOO_NEW:
    case HJ_ERROR_CHANGED:
    case HJ_ERROR_GLYPH:
    default:
      return _("Working on “%s” failed. What was recorded before is safe; try again.");
    }
}

gboolean
hj_sqlite_error (sqlite3     *db,
                 int          code,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  gboolean said = db != NULL && (sqlite3_errcode (db) & 0xff) == (code & 0xff);
  g_autofree char *detail = g_utf8_make_valid (said ? sqlite3_errmsg (db) : sqlite3_errstr (code), -1);
  g_autofree char *text = NULL;
  int primary = code & 0xff;
  gboolean has_errno = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN || primary == SQLITE_FULL;
  HjErrorCode kind = code_for (code, db != NULL && has_errno ? sqlite3_system_errno (db) : 0, path);
  GString *message;

  if (primary == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The work was cancelled."));
      return FALSE;
    }

  /* The sentences are ours and translated, so the name is put in by hand. */
  message = g_string_new (sentence_for (kind));
  g_string_replace (message, "%s", name, 1);
  text = g_string_free (message, FALSE);
  g_debug ("%s: SQLite %d: %s", path, code, detail);
  /* Of damage it says which part; of the rest our sentence says all that helps. */
  if (kind == HJ_ERROR_CORRUPT || kind == HJ_ERROR_FAILED)
    g_set_error (error, HJ_ERROR, (int) kind, "%s (%s)", text, detail);
  else
    g_set_error_literal (error, HJ_ERROR, (int) kind, text);

  return FALSE;
}

gboolean
hj_sqlite_exec (sqlite3     *db,
                const char  *path,
                const char  *sql,
                GError     **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK ? TRUE : hj_sqlite_error (db, code, path, error);
}

/* Sets a pragma and reads it back: a misspelt or refused one is silent in SQLite. */
gboolean
hj_sqlite_pragma (sqlite3     *db,
                  const char  *path,
                  const char  *name,
                  const char  *set,
                  const char  *expected,
                  GError     **error)
{
  g_autofree char *set_sql = g_strdup_printf ("PRAGMA %s = %s", name, set);
  g_autofree char *get_sql = g_strdup_printf ("PRAGMA %s", name);
  g_autoptr (HjStatement) statement = NULL;
  int code;

  if (!hj_sqlite_exec (db, path, set_sql, error))
    return FALSE;
  code = sqlite3_prepare_v2 (db, get_sql, -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code != SQLITE_ROW)
    return hj_sqlite_error (db, code == SQLITE_DONE ? SQLITE_ERROR : code, path, error);
  if (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), expected) != 0)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_FAILED,
                   _("The database does not take the setting %s = %s, without which nothing is safe."), name, set);
      return FALSE;
    }

  return TRUE;
}

/* The first row of a check says "ok", or there is none, where all is well. */
gboolean
hj_sqlite_check (sqlite3     *db,
                 const char  *path,
                 const char  *sql,
                 GError     **error)
{
  g_autoptr (HjStatement) statement = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  const char *said;

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  if (code != SQLITE_ROW)
    return hj_sqlite_error (db, code, path, error);
  said = (const char *) sqlite3_column_text (statement, 0);
  if (g_strcmp0 (said, "ok") == 0)
    return TRUE;

  g_debug ("%s: %s: %s", path, sql, said != NULL ? said : "");
  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("Parts of “%s” are damaged, so it was not opened. Open an earlier copy of it."), name);

  return FALSE;
}

gboolean
hj_sqlite_get_int (sqlite3     *db,
                   const char  *path,
                   const char  *sql,
                   gint64      *value,
                   GError     **error)
{
  g_autoptr (HjStatement) statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code != SQLITE_ROW)
    return hj_sqlite_error (db, code == SQLITE_DONE ? SQLITE_ERROR : code, path, error);
  *value = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

const char *
hj_sql_text (HjSql sql)
{
  g_assert (sql < HJ_N_SQL);

  return texts[sql];
}

gboolean
hj_store_fail (HjStore  *store,
               int       code,
               GError  **error)
{
  return hj_sqlite_error (store->db, code, store->path, error);
}

/* The kept statement, ready to be bound; released by its autoptr. */
HjQuery *
hj_store_query (HjStore  *store,
                HjSql     sql,
                GError  **error)
{
  g_assert (store->thread == g_thread_self ());

  if (store->statements[sql] == NULL)
    {
      int code = sqlite3_prepare_v3 (store->db, texts[sql], -1, SQLITE_PREPARE_PERSISTENT,
                                     &store->statements[sql], NULL);

      if (code != SQLITE_OK)
        {
          hj_store_fail (store, code, error);
          return NULL;
        }
    }

  return store->statements[sql];
}

gboolean
hj_store_step (HjStore   *store,
               HjQuery   *query,
               gboolean  *row,
               GError   **error)
{
  int code = sqlite3_step (query);

  *row = code == SQLITE_ROW;

  return code == SQLITE_ROW || code == SQLITE_DONE ? TRUE : hj_store_fail (store, code, error);
}

gboolean
hj_store_run (HjStore  *store,
              HjQuery  *query,
              GError  **error)
{
  gboolean row;

  do
    {
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
    }
  while (row);

  return TRUE;
}

gboolean
hj_store_run_text (HjStore     *store,
                   HjSql        sql,
                   const char  *text,
                   GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, text);

  return hj_store_run (store, query, error);
}

gboolean
hj_store_simple (HjStore  *store,
                 HjSql     sql,
                 GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);

  return query != NULL && hj_store_run (store, query, error);
}

/* After a failure, whose error is the one to tell: SQLite may have rolled back already. */
void
hj_store_rollback (HjStore *store)
{
  if (!sqlite3_get_autocommit (store->db))
    hj_store_simple (store, HJ_SQL_ROLLBACK, NULL);
}

gboolean
hj_store_prepare_all (HjStore  *store,
                      GError  **error)
{
  for (HjSql sql = 0; sql < HJ_N_SQL; sql++)
    {
      g_autoptr (HjQuery) query = hj_store_query (store, sql, error);

      if (query == NULL)
        {
          g_prefix_error (error, "%s: ", texts[sql]);
          return FALSE;
        }
    }

  return hj_store_prepare_record_queries (store, error);
}

static int
progressed_cb (gpointer data)
{
  HjStore *store = data;

  return g_cancellable_is_cancelled (store->cancellable);
}

void
hj_store_watch (HjStore      *store,
                GCancellable *cancellable)
{
  store->cancellable = cancellable;
  sqlite3_progress_handler (store->db, 2000, cancellable != NULL ? progressed_cb : NULL, store);
}

void
hj_query_bind_text (HjQuery    *query,
                    int         index,
                    const char *text)
{
  sqlite3_bind_text (query, index, text != NULL ? text : "", -1, SQLITE_STATIC);
}

char *
hj_query_dup_text (HjQuery *query,
                   int      column)
{
  const char *text = (const char *) sqlite3_column_text (query, column);
  int size = sqlite3_column_bytes (query, column);

  if (sqlite3_column_type (query, column) != SQLITE_TEXT || text == NULL)
    return NULL;
  if (!g_utf8_validate_len (text, (gsize) size, NULL))
    return NULL;

  return g_strndup (text, (gsize) size);
}
