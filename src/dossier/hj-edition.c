/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "hj-digest.h"
#include "hj-store-private.h"

/* The schemes of a dossier: the one it was opened with stands in the table
 * "dossier", each move to another is a row of "edition" with the scheme moved to
 * and the canonical form of the state that was left. The latest move counts. */

static GBytes *
convert (GConverter  *converter,
         gconstpointer data,
         gsize         size,
         gsize         bound,
         GError      **error)
{
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) converted = g_converter_input_stream_new (bytes, converter);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 buffer[32768];
  gssize n;

  while ((n = g_input_stream_read (converted, buffer, sizeof buffer, NULL, error)) > 0)
    {
      if (result->len + (gsize) n > bound)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "longer than its bound");
          return NULL;
        }
      g_byte_array_append (result, buffer, (guint) n);
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&result)) : NULL;
}

static GBytes *
compress (GBytes  *form,
          GError **error)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  gsize size;
  gconstpointer data = g_bytes_get_data (form, &size);

  return convert (zlib, data, size, HJ_STORE_MAX_ROW, error);
}

/* Exactly as long as the row says: a file can't make it grow beyond. */
static GBytes *
expand (gconstpointer data,
        gsize         size,
        gint64        expected)
{
  g_autoptr (GConverter) zlib = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) form = NULL;

  if (expected < 0 || expected > HJ_STORE_MAX_FORM)
    return NULL;
  form = convert (zlib, data, size, (gsize) expected, NULL);

  return form != NULL && g_bytes_get_size (form) == (gsize) expected ? g_steal_pointer (&form) : NULL;
}

/* What is left, as the row of the move remembers it. */
typedef struct {
  char   *id, *edition, *title, *digest;
  gint64  moved;  /* when the dossier came there; G_MININT64 for the first */
} Left;

static void
left_clear (Left *left)
{
  g_free (left->id);
  g_free (left->edition);
  g_free (left->title);
  g_free (left->digest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Left, left_clear)

static gboolean
read_left (HjStore  *store,
           Left     *left,
           GError  **error)
{
  g_autoptr (HjQuery) last = hj_store_query (store, HJ_SQL_GET_LAST_DIGEST, error);
  g_autoptr (HjQuery) first = NULL;
  HjQuery *query = last;
  gboolean row;

  if (last == NULL || !hj_store_step (store, last, &row, error))
    return FALSE;
  if (!row)
    {
      query = first = hj_store_query (store, HJ_SQL_GET_FIRST_DIGEST, error);
      if (first == NULL || !hj_store_step (store, first, &row, error))
        return FALSE;
    }
  if (!row)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  left->digest = hj_query_dup_text (query, 0);
  left->id = hj_query_dup_text (query, 1);
  left->edition = hj_query_dup_text (query, 2);
  left->moved = query == last ? sqlite3_column_int64 (query, 3) : G_MININT64;

  return (left->digest != NULL && left->id != NULL && left->edition != NULL && left->moved < G_MAXINT64) ||
         hj_store_fail (store, SQLITE_CORRUPT, error);
}

static gboolean
add_edition (HjStore     *store,
             HjScheme    *scheme,
             const Left  *left,
             GBytes      *form,
             gsize        form_size,
             gint64       now,
             GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_ADD_EDITION, error);
  g_autofree char *digest = hj_digest_bytes (scheme->bytes);
  g_autofree char *id = hj_id_new ();
  gsize n_scheme, n_form;
  gconstpointer scheme_data = g_bytes_get_data (scheme->bytes, &n_scheme);
  gconstpointer form_data = g_bytes_get_data (form, &n_form);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, id);
  /* A clock that was set back doesn't change which move was the last. */
  sqlite3_bind_int64 (query, 2, left->moved >= now ? left->moved + 1 : now);
  hj_query_bind_text (query, 3, left->id);
  hj_query_bind_text (query, 4, left->edition);
  hj_query_bind_text (query, 5, store->title != NULL ? store->title : left->id);
  hj_query_bind_text (query, 6, left->digest);
  hj_query_bind_text (query, 7, scheme->id);
  hj_query_bind_text (query, 8, scheme->edition);
  hj_query_bind_text (query, 9, digest);
  sqlite3_bind_int64 (query, 10, (gint64) form_size);
  sqlite3_bind_blob64 (query, 11, scheme_data, n_scheme, SQLITE_STATIC);
  sqlite3_bind_blob64 (query, 12, form_data, n_form, SQLITE_STATIC);

  return hj_store_run (store, query, error);
}

/**
 * hj_store_move:
 * @former: canonical form of the state that is left
 *
 * The dossier goes by @scheme from now on. Moving to the scheme that it goes by
 * already changes nothing.
 */
gboolean
hj_store_move (HjStore   *store,
               HjScheme  *scheme,
               GBytes    *former,
               gint64     now,
               GError   **error)
{
  g_auto (Left) left = { 0 };
  g_autoptr (GBytes) form = NULL;
  g_autofree char *digest = NULL;

  if (scheme->bytes == NULL || g_bytes_get_size (scheme->bytes) == 0 ||
      g_bytes_get_size (scheme->bytes) > HJ_STORE_MAX_SCHEME)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                           _("The scheme has no file of its own, or one that is too large. Nothing was changed."));
      return FALSE;
    }
  if (!read_left (store, &left, error))
    return FALSE;
  digest = hj_digest_bytes (scheme->bytes);
  if (g_str_equal (digest, left.digest))
    return TRUE;
  form = g_bytes_get_size (former) <= HJ_STORE_MAX_FORM ? compress (former, NULL) : NULL;
  if (form == NULL)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
                           _("The state that would be left is larger than 256 MB. Nothing was changed."));
      return FALSE;
    }

  return add_edition (store, scheme, &left, form, g_bytes_get_size (former), now, error);
}

/* (element-type HjFormerEdition), oldest first */
gboolean
hj_store_read_former (HjStore    *store,
                      GPtrArray  *former,
                      GError    **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_ALL_EDITIONS, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  for (;;)
    {
      HjFormerEdition *edition;

      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      edition = g_new0 (HjFormerEdition, 1);
      g_ptr_array_add (former, edition);
      edition->sequence = former->len;
      edition->left = sqlite3_column_int64 (query, 0);
      edition->scheme_id = hj_query_dup_text (query, 1);
      edition->scheme_edition = hj_query_dup_text (query, 2);
      edition->scheme_title = hj_query_dup_text (query, 3);
      edition->scheme_digest = hj_query_dup_text (query, 4);
      if (edition->scheme_id == NULL || edition->scheme_edition == NULL || edition->scheme_title == NULL ||
          edition->scheme_digest == NULL)
        return hj_store_fail (store, SQLITE_CORRUPT, error);
    }
}

/* The digest of the scheme of now, within a transaction of the caller. */
char *
hj_store_read_scheme_digest (HjStore  *store,
                             GError  **error)
{
  g_auto (Left) left = { 0 };

  return read_left (store, &left, error) ? g_steal_pointer (&left.digest) : NULL;
}

/**
 * hj_store_get_scheme_digest:
 *
 * SHA-256 of the scheme that the dossier goes by now, without reading it: it is
 * another one after a move, and after a move was undone or redone.
 *
 * Returns: (transfer full) (nullable)
 */
char *
hj_store_get_scheme_digest (HjStore  *store,
                            GError  **error)
{
  char *digest;

  g_return_val_if_fail (store != NULL, NULL);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return NULL;
  digest = hj_store_read_scheme_digest (store, error);
  hj_store_rollback (store);

  return digest;
}

/* Columns: the scheme, its digest. NULL where they don't fit. */
static GBytes *
scheme_from_row (HjQuery *query)
{
  g_autoptr (GBytes) bytes = g_bytes_new (sqlite3_column_blob (query, 0), (gsize) sqlite3_column_bytes (query, 0));
  g_autofree char *digest = hj_digest_bytes (bytes);
  g_autofree char *recorded = hj_query_dup_text (query, 1);

  return g_strcmp0 (digest, recorded) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* @row: FALSE where there is no such row; then NULL without an error. */
static GBytes *
read_scheme (HjStore   *store,
             HjSql      sql,
             gint64     place,
             gboolean  *row,
             GError   **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);
  GBytes *bytes;

  *row = TRUE;
  if (query == NULL)
    return NULL;
  if (sql == HJ_SQL_GET_SCHEME_AT)
    sqlite3_bind_int64 (query, 1, place);
  if (!hj_store_step (store, query, row, error))
    {
      *row = TRUE;
      return NULL;
    }
  if (!*row)
    return NULL;
  bytes = scheme_from_row (query);
  if (bytes == NULL)
    hj_store_fail (store, SQLITE_CORRUPT, error);

  return bytes;
}

GBytes *
hj_store_dup_scheme (HjStore  *store,
                     GError  **error)
{
  gboolean row;
  GBytes *bytes;

  g_return_val_if_fail (store != NULL, NULL);

  bytes = read_scheme (store, HJ_SQL_GET_LAST_SCHEME, 0, &row, error);
  if (bytes == NULL && !row)
    bytes = read_scheme (store, HJ_SQL_GET_FIRST_SCHEME, 0, &row, error);
  if (bytes == NULL && !row)
    hj_store_fail (store, SQLITE_CORRUPT, error);

  return bytes;
}

/* The form that move number @place (from 0) left behind. */
static GBytes *
read_form (HjStore   *store,
           gint64     place,
           gboolean  *row,
           GError   **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_GET_FORM_AT, error);
  GBytes *form;

  *row = TRUE;
  if (query == NULL)
    return NULL;
  sqlite3_bind_int64 (query, 1, place);
  if (!hj_store_step (store, query, row, error))
    {
      *row = TRUE;
      return NULL;
    }
  if (!*row)
    return NULL;
  form = expand (sqlite3_column_blob (query, 0), (gsize) sqlite3_column_bytes (query, 0),
                 sqlite3_column_int64 (query, 1));
  if (form == NULL)
    hj_store_fail (store, SQLITE_CORRUPT, error);

  return form;
}

gboolean
hj_store_dup_former (HjStore  *store,
                     gint64    sequence,
                     GBytes  **scheme,
                     GBytes  **form,
                     GError  **error)
{
  g_autoptr (GBytes) left_form = NULL;
  g_autoptr (GBytes) left_scheme = NULL;
  gboolean form_row = FALSE, scheme_row = FALSE;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return FALSE;
  if (sequence >= 1)
    left_form = read_form (store, sequence - 1, &form_row, error);
  if (left_form != NULL)
    left_scheme = sequence == 1 ? read_scheme (store, HJ_SQL_GET_FIRST_SCHEME, 0, &scheme_row, error)
                                : read_scheme (store, HJ_SQL_GET_SCHEME_AT, sequence - 2, &scheme_row, error);
  hj_store_rollback (store);
  if (left_form == NULL && !form_row)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
                         _("The dossier was never in that former edition. Choose one of those it was moved from."));
  else if (left_form != NULL && left_scheme == NULL && !scheme_row)
    hj_store_fail (store, SQLITE_CORRUPT, error);
  if (left_form == NULL || left_scheme == NULL)
    return FALSE;
  if (scheme != NULL)
    *scheme = g_steal_pointer (&left_scheme);
  if (form != NULL)
    *form = g_steal_pointer (&left_form);

  return TRUE;
}

gboolean
hj_store_check_editions (HjStore  *store,
                         GError  **error)
{
  g_autoptr (GBytes) now = hj_store_dup_scheme (store, error);
  g_autoptr (GPtrArray) former = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_former_edition_free);

  if (now == NULL || !hj_store_read_former (store, former, error))
    return FALSE;
  for (guint i = 0; i < former->len; i++)
    if (!hj_store_dup_former (store, i + 1, NULL, NULL, error))
      return FALSE;

  return TRUE;
}
