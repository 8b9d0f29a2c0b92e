/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include "hj-store-private.h"

/* How rows go into a content digest, and the digest of version 1, by which the
 * files of then are verified. That of now is taken while the content is read. */

/* Each value with its type and length, so that no two different rows look alike. */
static void
digest_row (GChecksum *checksum,
            HjQuery   *query,
            guint      n_times)
{
  int n_columns = sqlite3_column_count (query) - (int) n_times;
  char head[40];

  for (int i = 0; i < n_columns; i++)
    {
      int type = sqlite3_column_type (query, i);

      if (type == SQLITE_INTEGER)
        g_snprintf (head, sizeof head, "i%" G_GINT64_FORMAT ";", (gint64) sqlite3_column_int64 (query, i));
      else if (type == SQLITE_NULL)
        g_strlcpy (head, "n;", sizeof head);
      else
        g_snprintf (head, sizeof head, "t%d:", sqlite3_column_bytes (query, i));
      g_checksum_update (checksum, (const guchar *) head, -1);
      if (type != SQLITE_INTEGER && type != SQLITE_NULL && sqlite3_column_bytes (query, i) > 0)
        g_checksum_update (checksum, sqlite3_column_blob (query, i), sqlite3_column_bytes (query, i));
    }
  g_checksum_update (checksum, (const guchar *) "\n", 1);
}

/**
 * hj_store_read_table:
 * @read: (nullable): what is done with a row; FALSE where it holds what can't be there
 * @checksum: (nullable): takes the rows
 * @n_times: so many last columns say when something was changed, and are no content
 */
gboolean
hj_store_read_table (HjStore    *store,
                     HjSql       sql,
                     HjReadRow   read,
                     gpointer    loader,
                     GChecksum  *checksum,
                     guint       n_times,
                     GError    **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  for (;;)
    {
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (checksum != NULL)
        digest_row (checksum, query, n_times);
      if (read != NULL && !read (loader, query))
        return hj_store_fail (store, SQLITE_CORRUPT, error);
    }
}

/* The tables that version 1 had, in the order of its digest. */
static const struct {
  const char *name;
  HjSql       sql;
} tables_1[] = {
  { "dossier", HJ_SQL_V1_DOSSIER },
  { "applicant", HJ_SQL_V1_APPLICANT },
  { "visit", HJ_SQL_ALL_VISIT },
  { "occupation", HJ_SQL_V1_OCCUPATIONS },
  { "member", HJ_SQL_ALL_MEMBERS },
  { "material", HJ_SQL_V1_MATERIALS },
  { "finding", HJ_SQL_ALL_FINDINGS },
  { "deduction", HJ_SQL_ALL_DEDUCTIONS },
  { "mark", HJ_SQL_ALL_MARKS },
  { "note", HJ_SQL_V1_NOTES },
};

static char *
digest_version_1 (HjStore  *store,
                  GError  **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) "hengjian content 1\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (tables_1); i++)
    {
      g_checksum_update (checksum, (const guchar *) tables_1[i].name, -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
      if (!hj_store_read_table (store, tables_1[i].sql, NULL, NULL, checksum, 0, error))
        return NULL;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

char *
hj_store_digest_content (HjStore  *store,
                         int       version,
                         GError  **error)
{
  return version == 1 ? digest_version_1 (store, error) : hj_store_read_content (store, NULL, error);
}
