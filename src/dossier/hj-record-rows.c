/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* The application's rows: one statement for each table and each thing to do,
 * made of the descriptors, prepared when first needed. */

#define POSITION_STEP 1024
#define MAX_POSITION  (G_GINT64_CONSTANT (1) << 52)

/* Where a table is older than the records, or has its own idea of a row. */
static gboolean
has_position (HjRecordKind kind)
{
  return kind != HJ_RECORD_APPLICANT && kind != HJ_RECORD_MATERIAL;
}

static const char *
get_id_expression (HjRecordKind kind)
{
  return kind == HJ_RECORD_APPLICANT ? "'applicant'" : kind == HJ_RECORD_MATERIAL ? "material" : "id";
}

/* Whether a material was received is two columns in version 1: nobody has said
 * yet, and yes or no. Its copies were never unknown there. */
static const char *
get_select_expression (HjRecordKind         kind,
                       const HjRecordField *field)
{
  if (kind == HJ_RECORD_MATERIAL && g_str_equal (field->column, "received"))
    return "CASE WHEN answered = 0 THEN NULL ELSE received END";
  if (kind == HJ_RECORD_MATERIAL && g_str_equal (field->column, "copies"))
    return "CASE WHEN copies = 0 AND copies_known = 0 THEN NULL ELSE copies END";

  return field->column;
}

static void
append_select (GString             *sql,
               const HjRecordTable *table)
{
  g_string_append_printf (sql, "SELECT %s, %s", get_id_expression (table->kind),
                          has_position (table->kind) ? "position" : "0");
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, ", %s", get_select_expression (table->kind, &table->fields[i]));
  g_string_append_printf (sql, " FROM %s", table->table);
}

/* The applicant's one row is always there. */
static void
append_update (GString             *sql,
               const HjRecordTable *table)
{
  g_string_append_printf (sql, "UPDATE %s SET ", table->table);
  for (guint i = 0; i < table->n_fields; i++)
    g_string_append_printf (sql, "%s%s = ?%u", i > 0 ? ", " : "", table->fields[i].column, i + 3);
}

static void
append_column (GString    *columns,
               GString    *values,
               GString    *updates,
               const char *column,
               const char *value)
{
  g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "", column);
  g_string_append_printf (values, "%s%s", values->len > 0 ? ", " : "", value);
  g_string_append_printf (updates, "%s%s = excluded.%s", updates->len > 0 ? ", " : "", column, column);
}

static void
append_insert (GString             *sql,
               const HjRecordTable *table)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) updates = g_string_new (NULL);
  const char *key = get_id_expression (table->kind);

  if (has_position (table->kind))
    append_column (columns, values, updates, "position", "?2");
  for (guint i = 0; i < table->n_fields; i++)
    {
      const char *column = table->fields[i].column;
      gboolean material = table->kind == HJ_RECORD_MATERIAL;
      g_autofree char *value = g_strdup_printf ("?%u", i + 3);
      g_autofree char *known = g_strdup_printf ("coalesce(?%u, 0)", i + 3);
      g_autofree char *answered = g_strdup_printf ("?%u IS NOT NULL", i + 3);
      g_autofree char *zero = g_strdup_printf ("?%u IS 0", i + 3);

      if (material && g_str_equal (column, "received"))
        append_column (columns, values, updates, "answered", answered);
      if (material && g_str_equal (column, "copies"))
        append_column (columns, values, updates, "copies_known", zero);
      append_column (columns, values, updates, column,
                     material && hj_value_kind_is_number (table->fields[i].kind) ? known : value);
    }
  g_string_append_printf (sql, "INSERT INTO %s (%s, %s) VALUES (?1, %s) ON CONFLICT (%s) DO UPDATE SET %s",
                          table->table, key, columns->str, values->str, key, updates->str);
}

static char *
make_text (const HjRecordTable *table,
           HjRecordSql          what)
{
  GString *sql = g_string_new (NULL);
  const char *key = get_id_expression (table->kind);

  switch (what)
    {
    case HJ_RECORD_SQL_ALL:
      append_select (sql, table);
      g_string_append (sql, " ORDER BY 2, 1");
      break;
    case HJ_RECORD_SQL_GET:
      append_select (sql, table);
      g_string_append_printf (sql, " WHERE %s = ?1", key);
      break;
    case HJ_RECORD_SQL_PUT:
      if (table->single)
        append_update (sql, table);
      else
        append_insert (sql, table);
      break;
    case HJ_RECORD_SQL_DELETE:
      g_string_append_printf (sql, "DELETE FROM %s WHERE %s = ?1", table->table, key);
      break;
    case HJ_RECORD_SQL_END:
      g_string_append_printf (sql, "SELECT coalesce(max(%s), 0) FROM %s",
                              has_position (table->kind) ? "position" : "0", table->table);
      break;
    case HJ_N_RECORD_SQL:
    default:
      g_assert_not_reached ();
    }

  return g_string_free (sql, FALSE);
}

/* The kept statement, ready to be bound; released by its autoptr. */
HjQuery *
hj_store_record_query (HjStore      *store,
                       HjRecordKind  kind,
                       HjRecordSql   what,
                       GError      **error)
{
  sqlite3_stmt **statement = &store->record_statements[kind][what];

  g_assert (store->thread == g_thread_self ());

  if (*statement == NULL)
    {
      g_autofree char *sql = make_text (hj_record_table (kind), what);
      int code = sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);

      if (code != SQLITE_OK)
        {
          hj_store_fail (store, code, error);
          return NULL;
        }
    }

  return *statement;
}

void
hj_store_finalize_record_queries (HjStore *store)
{
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint what = 0; what < HJ_N_RECORD_SQL; what++)
      g_clear_pointer (&store->record_statements[kind][what], sqlite3_finalize);
}

gboolean
hj_store_prepare_record_queries (HjStore  *store,
                                 GError  **error)
{
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint what = 0; what < HJ_N_RECORD_SQL; what++)
      {
        g_autoptr (HjQuery) query = hj_store_record_query (store, (HjRecordKind) kind, (HjRecordSql) what, error);

        if (query == NULL)
          return FALSE;
      }

  return TRUE;
}

/**
 * hj_record_from_row:
 * @query: stands on a row of HJ_RECORD_SQL_ALL or GET
 *
 * Returns: (transfer full) (nullable): %NULL where the row holds what can't be there
 */
HjRecord *
hj_record_from_row (HjQuery      *query,
                    HjRecordKind  kind)
{
  const HjRecordTable *table = hj_record_table (kind);
  g_autofree char *id = hj_query_dup_text (query, 0);
  g_autoptr (HjRecord) record = NULL;

  if (id == NULL)
    return NULL;
  record = hj_record_new (kind, id);
  record->position = sqlite3_column_int64 (query, 1);
  for (guint i = 0; i < table->n_fields; i++)
    if (!hj_record_take_value (query, (int) i + 2, record, i))
      return NULL;

  return g_steal_pointer (&record);
}

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, sentence);

  return FALSE;
}

/* The position of a row that is there already; 0 for a new one. */
static gboolean
find_position (HjStore         *store,
               const HjRecord  *record,
               gint64          *position,
               GError         **error)
{
  g_autoptr (HjQuery) query = hj_store_record_query (store, record->kind, HJ_RECORD_SQL_GET, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, record->id);
  if (!hj_store_step (store, query, &row, error))
    return FALSE;
  *position = row ? sqlite3_column_int64 (query, 1) : 0;

  return TRUE;
}

/* The last position of a table is asked for once in a list of commands. */
static gboolean
find_end (HjStore       *store,
          HjRecordKind   kind,
          gint64        *end,
          GError       **error)
{
  if (store->ends[kind] < 0)
    {
      g_autoptr (HjQuery) query = hj_store_record_query (store, kind, HJ_RECORD_SQL_END, error);
      gboolean row;

      if (query == NULL || !hj_store_step (store, query, &row, error))
        return FALSE;
      store->ends[kind] = CLAMP (sqlite3_column_int64 (query, 0), 0, MAX_POSITION);
    }
  *end = store->ends[kind];

  return TRUE;
}

/* A row without a position stays where it is, or comes last. */
static gboolean
choose_position (HjStore         *store,
                 const HjRecord  *record,
                 gint64          *position,
                 GError         **error)
{
  gint64 end;

  *position = record->position;
  if (!has_position (record->kind))
    return TRUE;
  if (record->position > MAX_POSITION || record->position < -MAX_POSITION)
    return refuse (error, _("A row was to stand at a place that no table has. Nothing was changed."));
  if (record->position == 0 && !find_position (store, record, position, error))
    return FALSE;
  if (*position == 0)
    {
      if (!find_end (store, record->kind, &end, error))
        return FALSE;
      *position = end + POSITION_STEP;
    }
  if (store->ends[record->kind] >= 0)
    store->ends[record->kind] = MAX (store->ends[record->kind], *position);

  return TRUE;
}

/**
 * hj_store_put_record:
 *
 * The whole row. A @record with position 0 stays where it is or, if it is new,
 * comes last; the applicant and the materials have no position. INVALID names
 * the field whose value is not canonical.
 */
gboolean
hj_store_put_record (HjStore         *store,
                     const HjRecord  *record,
                     GError         **error)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  g_autoptr (HjQuery) query = NULL;
  gint64 position;

  if (table->single && !g_str_equal (record->id, "applicant"))
    return refuse (error, _("A dossier has one applicant only. Nothing was changed."));
  if (!hj_record_check_values (record, error) || !choose_position (store, record, &position, error))
    return FALSE;

  query = hj_store_record_query (store, record->kind, HJ_RECORD_SQL_PUT, error);
  if (query == NULL)
    return FALSE;
  if (!table->single)
    hj_query_bind_text (query, 1, record->id);
  if (has_position (record->kind))
    sqlite3_bind_int64 (query, 2, position);
  for (guint i = 0; i < table->n_fields; i++)
    hj_record_bind_value (query, (int) i + 3, &table->fields[i], record->values[i]);

  return hj_store_run (store, query, error);
}

gboolean
hj_store_delete_record (HjStore       *store,
                        HjRecordKind   kind,
                        const char    *id,
                        GError       **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (hj_record_table (kind)->single)
    return refuse (error, _("The applicant can't be taken out of a dossier. Nothing was changed; empty its fields instead."));
  query = hj_store_record_query (store, kind, HJ_RECORD_SQL_DELETE, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, id);

  return hj_store_run (store, query, error);
}
