/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include "hj-store-private.h"

/* The application as it was last read. Snapshots share the tables that didn't
 * change; after a commit only the rows that it wrote are read again, and only
 * they are hashed. */

/* More rows than this part of a table are read with one statement. */
#define MANY_ROWS 1000

void
hj_record_cache_clear (HjRecordCache *cache)
{
  g_clear_pointer (&cache->records, hj_records_unref);
  g_clear_pointer (&cache->set, hj_row_set_free);
  g_clear_pointer (&cache->stale, g_hash_table_unref);
  g_clear_pointer (&cache->touched, g_hash_table_unref);
}

/* As if nothing had been read yet. */
void
hj_store_forget_records (HjStore *store)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    hj_record_cache_clear (&store->caches[i]);
}

/* A row that the transaction writes: it counts when the transaction does. */
void
hj_store_touch_record (HjStore      *store,
                       HjRecordKind  kind,
                       const char   *id)
{
  HjRecordCache *cache = &store->caches[kind];

  if (cache->records == NULL)
    return;
  if (cache->touched == NULL)
    cache->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (cache->touched, g_strdup (id));
}

static void
take_touched (HjRecordCache *cache)
{
  GHashTableIter iter;
  gpointer id;

  if (cache->stale == NULL)
    {
      cache->stale = g_steal_pointer (&cache->touched);
      return;
    }
  g_hash_table_iter_init (&iter, cache->touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (cache->stale, g_strdup (id));
  g_clear_pointer (&cache->touched, g_hash_table_unref);
}

/**
 * hj_store_settle_touched:
 * @committed: what was touched is written now; else it is as it was before
 */
void
hj_store_settle_touched (HjStore  *store,
                         gboolean  committed)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      HjRecordCache *cache = &store->caches[i];

      if (cache->touched == NULL)
        continue;
      if (committed)
        take_touched (cache);
      g_clear_pointer (&cache->touched, g_hash_table_unref);
      if (cache->stale != NULL && cache->records != NULL &&
          g_hash_table_size (cache->stale) > MANY_ROWS + cache->records->rows->len / 2)
        hj_record_cache_clear (cache);
    }
}

static gboolean
read_all (HjStore        *store,
          HjRecordKind    kind,
          HjRecordCache  *cache,
          GError        **error)
{
  g_autoptr (HjQuery) query = hj_store_record_query (store, kind, HJ_RECORD_SQL_ALL, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  g_autoptr (HjRowSet) set = hj_row_set_new ();
  gboolean row;

  if (query == NULL)
    return FALSE;
  for (;;)
    {
      HjRecord *record;

      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        break;
      record = hj_record_from_row (query, kind);
      if (record == NULL)
        return hj_store_fail (store, SQLITE_CORRUPT, error);
      g_ptr_array_add (rows, record);
      hj_row_set_add (set, record);
    }
  if (hj_record_table (kind)->single && rows->len != 1)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  cache->records = hj_records_new (kind, g_steal_pointer (&rows));
  cache->set = g_steal_pointer (&set);

  return TRUE;
}

static gboolean
read_stale (HjStore        *store,
            HjRecordKind    kind,
            HjRecordCache  *cache,
            GPtrArray      *put,
            GPtrArray      *removed,
            GError        **error)
{
  g_autoptr (HjQuery) query = hj_store_record_query (store, kind, HJ_RECORD_SQL_GET, error);
  GHashTableIter iter;
  gpointer id;

  if (query == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, cache->stale);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean row;

      sqlite3_reset (query);
      hj_query_bind_text (query, 1, id);
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        {
          g_ptr_array_add (removed, id);
          continue;
        }
      g_ptr_array_add (put, hj_record_from_row (query, kind));
      if (put->pdata[put->len - 1] == NULL)
        {
          g_ptr_array_set_size (put, (int) put->len - 1);
          return hj_store_fail (store, SQLITE_CORRUPT, error);
        }
    }

  return TRUE;
}

static gboolean
update (HjStore        *store,
        HjRecordKind    kind,
        HjRecordCache  *cache,
        GError        **error)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  HjRecords *records;

  if (!read_stale (store, kind, cache, put, removed, error))
    return FALSE;
  for (guint i = 0; i < put->len; i++)
    {
      const HjRecord *before = hj_records_find (cache->records, ((HjRecord *) put->pdata[i])->id);

      if (before != NULL)
        hj_row_set_remove (cache->set, before);
      hj_row_set_add (cache->set, put->pdata[i]);
    }
  for (guint i = 0; i < removed->len; i++)
    {
      const HjRecord *before = hj_records_find (cache->records, removed->pdata[i]);

      if (before != NULL)
        hj_row_set_remove (cache->set, before);
    }
  records = hj_records_change (cache->records, put, removed);
  hj_records_unref (cache->records);
  cache->records = records;
  g_clear_pointer (&cache->stale, g_hash_table_unref);

  return TRUE;
}

/* Another connection may have written since: then nothing that was read counts. */
static gboolean
check_version (HjStore  *store,
               GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_DATA_VERSION, error);
  gboolean row;
  gint64 version;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;
  version = sqlite3_column_int64 (query, 0);
  if (version != store->cache_version)
    hj_store_forget_records (store);
  store->cache_version = version;

  return TRUE;
}

/**
 * hj_store_read_records:
 *
 * Makes the caches those of the snapshot that the caller's transaction sees.
 */
gboolean
hj_store_read_records (HjStore  *store,
                       GError  **error)
{
  if (!check_version (store, error))
    return FALSE;

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      HjRecordCache *cache = &store->caches[i];
      HjRecordKind kind = (HjRecordKind) i;

      if ((cache->records == NULL && !read_all (store, kind, cache, error)) ||
          (cache->stale != NULL && !update (store, kind, cache, error)))
        {
          hj_record_cache_clear (cache);
          return FALSE;
        }
    }

  return TRUE;
}
