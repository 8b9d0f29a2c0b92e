/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include "hj-store-private.h"

/* A finding is one row, with its deductions and marks in tables of their own. */

/* A string field from a text column; FALSE where the column holds no sound text. */
static gboolean
take_text (HjQuery  *query,
           int       column,
           char    **field)
{
  char *text = hj_query_dup_text (query, column);

  if (text == NULL)
    return FALSE;
  g_free (*field);
  *field = text;

  return TRUE;
}

/* The columns of HJ_SQL_ALL_FINDINGS. */
gboolean
hj_finding_from_row (HjQuery    *query,
                     HjFinding **finding)
{
  g_autoptr (HjFinding) read = hj_finding_new ("", "");
  const char *verdict = (const char *) sqlite3_column_text (query, 2);

  if (!take_text (query, 0, &read->criterion) || !take_text (query, 1, &read->expert) ||
      !hj_verdict_from_id (verdict, &read->verdict) ||
      !take_text (query, 3, &read->reason) || !take_text (query, 4, &read->method) ||
      !take_text (query, 5, &read->occupation) || !take_text (query, 6, &read->note) ||
      !take_text (query, 7, &read->tier) || !take_text (query, 10, &read->evidence))
    return FALSE;
  read->quantity = sqlite3_column_int (query, 8);
  read->has_award = sqlite3_column_type (query, 9) != SQLITE_NULL;
  read->award = sqlite3_column_int64 (query, 9);
  read->changed = sqlite3_column_int64 (query, 11);
  *finding = g_steal_pointer (&read);

  return TRUE;
}

/* The columns of HJ_SQL_ALL_DEDUCTIONS. */
gboolean
hj_deduction_from_row (HjQuery   *query,
                       HjFinding *finding)
{
  HjDeduction *deduction = hj_finding_add_deduction (finding, sqlite3_column_int64 (query, 4));

  return take_text (query, 2, &deduction->id) && take_text (query, 5, &deduction->aspect) &&
         take_text (query, 6, &deduction->reason) && take_text (query, 7, &deduction->method) &&
         take_text (query, 8, &deduction->occupation);
}

/* The columns of HJ_SQL_ALL_MARKS. */
gboolean
hj_mark_from_row (HjQuery   *query,
                  HjFinding *finding)
{
  g_autofree char *aspect = hj_query_dup_text (query, 2);
  g_autofree char *remark = hj_query_dup_text (query, 4);
  HjMark mark;

  if (aspect == NULL || remark == NULL || !hj_mark_from_id ((const char *) sqlite3_column_text (query, 3), &mark))
    return FALSE;
  hj_finding_set_mark (finding, aspect, mark, remark);

  return TRUE;
}

static HjQuery *
query_for (HjStore     *store,
           HjSql        sql,
           const char  *criterion,
           const char  *expert,
           GError     **error)
{
  HjQuery *query = hj_store_query (store, sql, error);

  if (query != NULL)
    {
      hj_query_bind_text (query, 1, criterion);
      hj_query_bind_text (query, 2, expert);
    }

  return query;
}

static gboolean
read_parts (HjStore    *store,
            HjSql       sql,
            HjFinding  *finding,
            gboolean  (*read) (HjQuery *, HjFinding *),
            GError    **error)
{
  g_autoptr (HjQuery) query = query_for (store, sql, finding->criterion, finding->expert, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  for (;;)
    {
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!read (query, finding))
        return hj_store_fail (store, SQLITE_CORRUPT, error);
    }
}

/**
 * hj_store_read_finding:
 *
 * Returns: (transfer full): the finding, an empty one where there is none yet,
 *   or %NULL with @error set
 */
HjFinding *
hj_store_read_finding (HjStore     *store,
                       const char  *criterion,
                       const char  *expert,
                       GError     **error)
{
  g_autoptr (HjQuery) query = query_for (store, HJ_SQL_GET_FINDING, criterion, expert, error);
  g_autoptr (HjFinding) finding = NULL;
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return NULL;
  if (!row)
    return hj_finding_new (criterion, expert);
  if (!hj_finding_from_row (query, &finding))
    {
      hj_store_fail (store, SQLITE_CORRUPT, error);
      return NULL;
    }
  if (!read_parts (store, HJ_SQL_GET_DEDUCTIONS, finding, hj_deduction_from_row, error) ||
      !read_parts (store, HJ_SQL_GET_MARKS, finding, hj_mark_from_row, error))
    return NULL;

  return g_steal_pointer (&finding);
}

static gboolean
delete_rows (HjStore          *store,
             HjSql             sql,
             const HjFinding  *finding,
             GError          **error)
{
  g_autoptr (HjQuery) query = query_for (store, sql, finding->criterion, finding->expert, error);

  return query != NULL && hj_store_run (store, query, error);
}

static gboolean
put_finding (HjStore          *store,
             const HjFinding  *finding,
             gint64            now,
             GError          **error)
{
  g_autoptr (HjQuery) query = query_for (store, HJ_SQL_PUT_FINDING, finding->criterion, finding->expert, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 3, hj_verdict_to_id (finding->verdict));
  hj_query_bind_text (query, 4, finding->reason);
  hj_query_bind_text (query, 5, finding->method);
  hj_query_bind_text (query, 6, finding->occupation);
  hj_query_bind_text (query, 7, finding->note);
  hj_query_bind_text (query, 8, finding->tier);
  sqlite3_bind_int (query, 9, finding->quantity);
  if (finding->has_award)
    sqlite3_bind_int64 (query, 10, finding->award);
  else
    sqlite3_bind_null (query, 10);
  hj_query_bind_text (query, 11, finding->evidence);
  sqlite3_bind_int64 (query, 12, now);

  return hj_store_run (store, query, error);
}

static gboolean
put_deduction (HjStore          *store,
               const HjFinding  *finding,
               guint             position,
               GError          **error)
{
  const HjDeduction *deduction = g_ptr_array_index (finding->deductions, position);
  g_autoptr (HjQuery) query = query_for (store, HJ_SQL_PUT_DEDUCTION, finding->criterion, finding->expert, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 3, deduction->id);
  sqlite3_bind_int64 (query, 4, position);
  sqlite3_bind_int64 (query, 5, deduction->points);
  hj_query_bind_text (query, 6, deduction->aspect);
  hj_query_bind_text (query, 7, deduction->reason);
  hj_query_bind_text (query, 8, deduction->method);
  hj_query_bind_text (query, 9, deduction->occupation);

  return hj_store_run (store, query, error);
}

static gboolean
put_mark (HjStore          *store,
          const HjFinding  *finding,
          guint             position,
          GError          **error)
{
  const HjAspectMark *mark = g_ptr_array_index (finding->marks, position);
  g_autoptr (HjQuery) query = NULL;

  /* A mark that says nothing is the same as none. */
  if (mark->mark == HJ_MARK_NONE && *mark->remark == '\0')
    return TRUE;

  query = query_for (store, HJ_SQL_PUT_MARK, finding->criterion, finding->expert, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 3, mark->aspect);
  hj_query_bind_text (query, 4, hj_mark_to_id (mark->mark));
  hj_query_bind_text (query, 5, mark->remark);

  return hj_store_run (store, query, error);
}

/**
 * hj_store_write_finding:
 * @before: what was said so far
 * @finding: what (criterion, expert) says from now on; an empty one takes it away
 * @now: wall clock of the change, us
 *
 * Within a transaction of the caller. The session extension joins the deletion
 * and the insertion of an unchanged row into nothing, so an entry holds only
 * what really changed.
 */
gboolean
hj_store_write_finding (HjStore          *store,
                        const HjFinding  *before,
                        const HjFinding  *finding,
                        gint64            now,
                        GError          **error)
{
  if ((before->deductions->len > 0 && !delete_rows (store, HJ_SQL_DELETE_DEDUCTIONS, finding, error)) ||
      (before->marks->len > 0 && !delete_rows (store, HJ_SQL_DELETE_MARKS, finding, error)))
    return FALSE;
  if (hj_finding_is_empty (finding))
    return delete_rows (store, HJ_SQL_DELETE_FINDING, finding, error);
  if (!put_finding (store, finding, now, error))
    return FALSE;

  for (guint i = 0; i < finding->deductions->len; i++)
    if (!put_deduction (store, finding, i, error))
      return FALSE;
  for (guint i = 0; i < finding->marks->len; i++)
    if (!put_mark (store, finding, i, error))
      return FALSE;

  return TRUE;
}
