/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hj-store-private.h"

/* What leaves the working copy, and what can be said of a file that came back.
 * How a file can hold its own digest is told in the README of this folder. */

#define DIGEST_SIZE 64

static const char zeroes[DIGEST_SIZE + 1] = "0000000000000000000000000000000000000000000000000000000000000000";

void
hj_store_info_clear (HjStoreInfo *info)
{
  g_free (info->dossier_id);
  g_free (info->copy_id);
  g_free (info->file_digest);
  g_free (info->parent_digest);
  g_free (info->content_digest);
  g_free (info->publisher);
  g_free (info->chain_heads);
  g_free (info->target_digest);
  *info = (HjStoreInfo) { 0 };
}

static gboolean
read_text (HjStore  *store,
           HjSql     sql,
           int       column,
           char    **text,
           GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  *text = row ? hj_query_dup_text (query, column) : NULL;

  return *text != NULL || hj_store_fail (store, SQLITE_CORRUPT, error);
}

static gboolean
read_publication (HjStore      *store,
                  HjStoreInfo  *info,
                  GError      **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_GET_PUBLICATION, error);
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  if (!row)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  info->serial = sqlite3_column_int64 (query, 0);
  info->parent_digest = hj_query_dup_text (query, 1);
  info->content_digest = hj_query_dup_text (query, 2);
  info->published = sqlite3_column_int64 (query, 3);
  info->publisher = hj_query_dup_text (query, 4);
  info->entries = sqlite3_column_int64 (query, 5);
  info->chain_heads = hj_query_dup_text (query, 6);

  return (info->parent_digest != NULL && info->content_digest != NULL && info->publisher != NULL &&
          info->chain_heads != NULL) || hj_store_fail (store, SQLITE_CORRUPT, error);
}

static gboolean
read_info (HjStore      *store,
           HjStoreInfo  *info,
           GError      **error)
{
  if (!read_text (store, HJ_SQL_GET_DOSSIER, 0, &info->dossier_id, error) ||
      !read_text (store, HJ_SQL_GET_COPY, 0, &info->copy_id, error) ||
      !read_text (store, HJ_SQL_GET_COPY, 1, &info->target_digest, error) ||
      !read_text (store, HJ_SQL_GET_SEAL, 0, &info->file_digest, error) ||
      !read_publication (store, info, error))
    return FALSE;
  if (info->serial == 0)
    *info->file_digest = '\0';

  return TRUE;
}

gboolean
hj_store_get_info (HjStore      *store,
                   HjStoreInfo  *info,
                   GError      **error)
{
  gboolean ok;

  g_return_val_if_fail (store != NULL && info != NULL, FALSE);

  *info = (HjStoreInfo) { 0 };
  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return FALSE;
  ok = read_info (store, info, error);
  hj_store_rollback (store);
  if (!ok)
    hj_store_info_clear (info);

  return ok;
}

gboolean
hj_store_set_copy_id (HjStore     *store,
                      const char  *copy_id,
                      GError     **error)
{
  g_return_val_if_fail (store != NULL && copy_id != NULL && *copy_id != '\0', FALSE);

  if (!hj_store_can_write (store, error) || !hj_store_run_text (store, HJ_SQL_SET_COPY, copy_id, error))
    return FALSE;
  hj_str_set (&store->copy_id, copy_id);

  return TRUE;
}

static gboolean
write_publication (HjStore            *store,
                   const HjStoreInfo  *info,
                   GError            **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_SET_PUBLICATION, error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, info->serial);
  hj_query_bind_text (query, 2, info->parent_digest);
  hj_query_bind_text (query, 3, info->content_digest);
  sqlite3_bind_int64 (query, 4, info->published);
  hj_query_bind_text (query, 5, info->publisher);
  sqlite3_bind_int64 (query, 6, info->entries);
  hj_query_bind_text (query, 7, info->chain_heads);

  return hj_store_run (store, query, error);
}

/* Where the 64 digits of the file digest stand among the file's bytes: the root
 * page of the table "seal" holds its one row and no other text. */
static gboolean
find_seal (HjStore     *store,
           int          fd,
           const char  *digits,
           gint64      *offset,
           GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_GET_SEAL_PAGE, error);
  g_autofree char *page = NULL;
  const char *found;
  gboolean row;
  gint64 start, size;

  g_assert (digits != NULL);

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  start = row ? sqlite3_column_int64 (query, 0) : -1;
  size = row ? sqlite3_column_int64 (query, 1) : 0;
  if (start < 0 || size < 512 || size > 65536)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  page = g_malloc ((gsize) size);
  if (pread (fd, page, (gsize) size, start) != size)
    return hj_store_fail (store, SQLITE_IOERR_READ, error);
  found = memmem (page, (gsize) size, digits, DIGEST_SIZE);
  if (found == NULL ||
      memmem (found + 1, (gsize) (size - (found + 1 - page)), digits, DIGEST_SIZE) != NULL)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  *offset = start + (found - page);

  return TRUE;
}

/* SHA-256 of the whole file, with 64 zeroes in place of the digits at @seal. */
static char *
digest_around (HjStore  *store,
               int       fd,
               gint64    seal,
               GError  **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (65536);
  gint64 at = 0;
  gssize n;

  while ((n = pread (fd, buffer, 65536, at)) > 0)
    {
      for (gint64 i = MAX (at, seal); i < MIN (at + n, seal + DIGEST_SIZE); i++)
        buffer[i - at] = '0';
      g_checksum_update (checksum, buffer, n);
      at += n;
    }
  if (n < 0)
    {
      hj_store_fail (store, SQLITE_IOERR_READ, error);
      return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

static char *
compute_file_digest (HjStore     *store,
                     const char  *path,
                     const char  *digits,
                     gint64      *offset,
                     GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  char *digest = NULL;

  if (fd < 0)
    {
      hj_store_fail (store, SQLITE_IOERR_READ, error);
      return NULL;
    }
  if (find_seal (store, fd, digits, offset, error))
    digest = digest_around (store, fd, *offset, error);
  close (fd);

  return digest;
}

/* Writes the digits over the zeroes and flushes the file, through SQLite's own
 * handle: nothing is written by this program that its faults can't reach. */
static gboolean
write_seal (HjStore     *store,
            const char  *digest,
            gint64       offset,
            GError     **error)
{
  sqlite3_file *file = NULL;
  int code = sqlite3_file_control (store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK && (file == NULL || file->pMethods == NULL))
    code = SQLITE_IOERR;
  if (code == SQLITE_OK)
    code = file->pMethods->xWrite (file, digest, DIGEST_SIZE, offset);
  if (code == SQLITE_OK)
    code = file->pMethods->xSync (file, SQLITE_SYNC_NORMAL);

  return code == SQLITE_OK ? TRUE : hj_store_fail (store, code, error);
}

/**
 * hj_store_check_seal:
 *
 * One byte that was turned over on a stick may be somebody's verdict: a file
 * that isn't what was published is not read as if it were.
 */
gboolean
hj_store_check_seal (HjStore  *store,
                     GError  **error)
{
  g_auto (HjStoreInfo) info = { 0 };
  g_autofree char *digest = NULL;
  g_autofree char *name = g_filename_display_basename (store->path);
  gint64 offset;

  if (!hj_store_get_info (store, &info, error))
    return FALSE;
  if (info.serial > 0)
    digest = compute_file_digest (store, store->path, info.file_digest, &offset, NULL);
  if (g_strcmp0 (digest, info.file_digest) == 0)
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("“%s” is not what was published: some of its bytes are damaged or were changed. "
                 "Open an earlier copy of it."), name);

  return FALSE;
}

/* What the file says of itself follows from what is in it, whatever happened
 * to the working copy meanwhile. */
static gboolean
fill_facts (HjStore      *exported,
            const char   *publisher,
            HjStoreInfo  *info,
            GError      **error)
{
  HjMoment now;

  if (!hj_store_refresh (exported, error) || !read_info (exported, info, error))
    return FALSE;
  hj_clock_now (&now);
  if (info->serial == G_MAXINT64)
    return hj_store_fail (exported, SQLITE_CORRUPT, error);
  hj_str_set (&info->parent_digest, info->file_digest);
  info->serial++;
  info->published = now.wall;
  hj_str_set (&info->publisher, publisher);
  info->entries = exported->entries;
  g_clear_pointer (&info->content_digest, g_free);
  info->content_digest = hj_store_digest_content (exported, exported->version, error);
  g_clear_pointer (&info->chain_heads, g_free);
  info->chain_heads = hj_store_dup_heads (exported, error);
  hj_str_set (&info->target_digest, "");

  return info->content_digest != NULL && info->chain_heads != NULL &&
         write_publication (exported, info, error) &&
         hj_store_run_text (exported, HJ_SQL_SET_SEAL, zeroes, error) &&
         hj_store_run_text (exported, HJ_SQL_SET_TARGET, "", error) &&
         hj_store_simple (exported, HJ_SQL_DELETE_DRAFTS, error);
}

static gboolean
finish_export (const char    *path,
               const char    *publisher,
               GCancellable  *cancellable,
               HjStoreInfo   *info,
               GError       **error)
{
  g_autoptr (HjStore) exported = hj_store_open_exported (path, error);
  gint64 offset = 0;
  gint64 free_pages = 0;

  if (exported == NULL)
    return FALSE;
  hj_store_watch (exported, cancellable);
  if (!hj_store_simple (exported, HJ_SQL_BEGIN, error))
    return FALSE;
  if (!fill_facts (exported, publisher, info, error) || !hj_store_simple (exported, HJ_SQL_COMMIT, error))
    {
      hj_store_rollback (exported);
      return FALSE;
    }
  /* Long drafts leave empty pages behind. */
  if (!hj_sqlite_get_int (exported->db, path, "PRAGMA freelist_count", &free_pages, error) ||
      (free_pages > 0 && !hj_sqlite_exec (exported->db, path, "VACUUM", error)))
    return FALSE;

  g_clear_pointer (&info->file_digest, g_free);
  info->file_digest = compute_file_digest (exported, path, zeroes, &offset, error);

  return info->file_digest != NULL && write_seal (exported, info->file_digest, offset, error);
}

static gboolean
vacuum_into (HjStore       *store,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (HjSqliteText) sql = sqlite3_mprintf ("VACUUM INTO %Q", absolute);
  gboolean ok;

  hj_store_watch (store, cancellable);
  ok = hj_sqlite_exec (store->db, path, sql, error);
  hj_store_watch (store, NULL);

  return ok && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

gboolean
hj_store_export (HjStore       *store,
                 const char    *path,
                 const char    *publisher,
                 GCancellable  *cancellable,
                 HjStoreInfo   *info,
                 GError       **error)
{
  g_auto (HjStoreInfo) made = { 0 };

  g_return_val_if_fail (store != NULL && path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  g_assert (store->thread == g_thread_self ());

  if (info != NULL)
    *info = (HjStoreInfo) { 0 };
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !hj_store_make_file (path, error))
    return FALSE;
  if (!vacuum_into (store, path, cancellable, error) ||
      !finish_export (path, publisher != NULL ? publisher : "", cancellable, &made, error))
    {
      g_unlink (path);
      return FALSE;
    }
  if (info != NULL)
    {
      *info = made;
      made = (HjStoreInfo) { 0 };
    }

  return TRUE;
}

gboolean
hj_store_mark_published (HjStore            *store,
                         const HjStoreInfo  *info,
                         const char         *file_digest,
                         GError            **error)
{
  g_return_val_if_fail (store != NULL && info != NULL && info->file_digest != NULL, FALSE);

  if (!hj_store_can_write (store, error) || !hj_store_simple (store, HJ_SQL_BEGIN, error))
    return FALSE;
  if (write_publication (store, info, error) &&
      hj_store_run_text (store, HJ_SQL_SET_SEAL, info->file_digest, error) &&
      hj_store_run_text (store, HJ_SQL_SET_TARGET, file_digest != NULL ? file_digest : "", error) &&
      hj_store_simple (store, HJ_SQL_COMMIT, error))
    return TRUE;
  hj_store_rollback (store);

  return FALSE;
}

gboolean
hj_store_has_unpublished (HjStore   *store,
                          gboolean  *unpublished,
                          GError   **error)
{
  g_auto (HjStoreInfo) info = { 0 };
  gboolean ok;

  g_return_val_if_fail (store != NULL && unpublished != NULL, FALSE);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return FALSE;
  ok = hj_store_refresh (store, error) && read_publication (store, &info, error);
  hj_store_rollback (store);
  *unpublished = ok && (info.serial == 0 || info.entries != store->entries);

  return ok;
}

/* One thing that verifying looks at: a line of the report either way. */
static gboolean
tell (GPtrArray   *report,
      gboolean     ok,
      const char  *good,
      const char  *bad,
      GError     **error)
{
  g_ptr_array_add (report, g_strdup (ok ? good : bad));
  if (!ok && error != NULL && *error == NULL)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CORRUPT, bad);

  return ok;
}

static gboolean
verify_seal (HjStore            *store,
             const HjStoreInfo  *info,
             GPtrArray          *report,
             GError            **error)
{
  gint64 offset = 0;
  g_autofree char *digest = compute_file_digest (store, store->path, info->file_digest, &offset, error);

  return tell (report, g_strcmp0 (digest, info->file_digest) == 0,
               _("Every byte is as it was when the file was published."),
               _("The file was changed after it was published: its digest is another one."), error);
}

static gboolean
verify_history (HjStore            *store,
                const HjStoreInfo  *info,
                GPtrArray          *report,
                GError            **error)
{
  g_autofree char *heads = NULL;
  gint64 entries = 0;

  if (!tell (report, hj_store_check_chains (store, &entries, error),
             _("Every entry of the history follows from the one before it."),
             _("The history was changed: an entry doesn't follow from the one before it."), error))
    return FALSE;
  heads = hj_store_dup_heads (store, error);

  return tell (report, heads != NULL && entries == info->entries && g_str_equal (heads, info->chain_heads),
               _("The history is as long as the file says."),
               _("The history has more or fewer entries than the file says."), error);
}

static gboolean
verify_content (HjStore            *store,
                const HjStoreInfo  *info,
                GPtrArray          *report,
                GError            **error)
{
  g_autofree char *digest = hj_store_digest_content (store, store->version, error);

  return tell (report, g_strcmp0 (digest, info->content_digest) == 0,
               _("The content is what was published."),
               _("The content is not what was published: its digest is another one."), error);
}

static gboolean
verify_all (HjStore    *store,
            GPtrArray  *report,
            GError    **error)
{
  g_auto (HjStoreInfo) info = { 0 };

  if (!hj_store_get_info (store, &info, error))
    return FALSE;
  if (!tell (report, info.serial > 0, _("The file was published."),
             _("The file was never published, so there is nothing to compare it with."), error))
    return FALSE;
  if (!tell (report, hj_sqlite_check (store->db, store->path, "PRAGMA integrity_check(1)", error),
             _("The tables are sound."), _("Parts of the tables are damaged."), error))
    return FALSE;
  if (!tell (report, hj_store_check_editions (store, error), _("The scheme in it is whole."), _("The scheme in it is damaged."), error))
    return FALSE;

  return verify_content (store, &info, report, error) &&
         verify_history (store, &info, report, error) &&
         verify_seal (store, &info, report, error);
}

/**
 * hj_store_verify:
 * @report: (out) (optional) (transfer full): a line for each thing looked at,
 *   the last of them what is wrong if something is
 */
gboolean
hj_store_verify (const char  *path,
                 GPtrArray  **report,
                 GError     **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HjStore) store = NULL;
  gboolean ok;

  g_return_val_if_fail (path != NULL, FALSE);

  store = hj_store_open_with (&hj_ladder, path, HJ_STORE_READ_ONLY, NULL, &local_error);
  if (store == NULL)
    g_ptr_array_add (lines, g_strdup (local_error->message));
  ok = store != NULL && verify_all (store, lines, &local_error);
  if (report != NULL)
    *report = g_steal_pointer (&lines);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return ok;
}
