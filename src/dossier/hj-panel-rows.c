/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include "hj-store-private.h"

/* Decisions about proposals, relaxations of standards, the conclusion. A put
 * that says what is there already leaves the time of the change alone. */

static const char * const decision_ids[] = {
  [HJ_DECISION_ACCEPTED] = "accepted",
  [HJ_DECISION_DISMISSED] = "dismissed",
};

gboolean
hj_store_put_decision (HjStore           *store,
                       const HjDecision  *decision,
                       gint64             now,
                       GError           **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_PUT_DECISION, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, decision->check);
  hj_query_bind_text (query, 2, decision->subject);
  hj_query_bind_text (query, 3, decision->expert);
  hj_query_bind_text (query, 4, decision_ids[decision->kind]);
  hj_query_bind_text (query, 5, decision->reason);
  hj_query_bind_text (query, 6, decision->criterion);
  hj_query_bind_text (query, 7, decision->deduction);
  hj_query_bind_text (query, 8, decision->gap);
  sqlite3_bind_int64 (query, 9, now);

  return hj_store_run (store, query, error);
}

gboolean
hj_store_delete_decision (HjStore           *store,
                          const HjDecision  *decision,
                          GError           **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_DELETE_DECISION, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, decision->check);
  hj_query_bind_text (query, 2, decision->subject);
  hj_query_bind_text (query, 3, decision->expert);

  return hj_store_run (store, query, error);
}

/* Without a reason it is taken back. */
gboolean
hj_store_put_relaxation (HjStore             *store,
                         const HjRelaxation  *relaxation,
                         gint64               now,
                         GError             **error)
{
  gboolean gone = *relaxation->reason == '\0';
  g_autoptr (HjQuery) query = hj_store_query (store, gone ? HJ_SQL_DELETE_RELAXATION : HJ_SQL_PUT_RELAXATION, error);

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, relaxation->standard);
  hj_query_bind_text (query, 2, relaxation->subject);
  if (!gone)
    {
      hj_query_bind_text (query, 3, relaxation->expert);
      hj_query_bind_text (query, 4, relaxation->bonus_case);
      hj_query_bind_text (query, 5, relaxation->reason);
      sqlite3_bind_int64 (query, 6, now);
    }

  return hj_store_run (store, query, error);
}

/* One that says nothing is no row, so that undoing the first one leaves the same. */
gboolean
hj_store_put_conclusion (HjStore             *store,
                         const HjConclusion  *conclusion,
                         GError             **error)
{
  gboolean gone = conclusion->result == HJ_RESULT_NONE && *conclusion->reasons == '\0' &&
                  *conclusion->expert == '\0' && conclusion->day == HJ_DAY_NONE;
  g_autoptr (HjQuery) query = hj_store_query (store, gone ? HJ_SQL_DELETE_CONCLUSION : HJ_SQL_PUT_CONCLUSION, error);

  if (query == NULL)
    return FALSE;
  if (!gone)
    {
      hj_query_bind_text (query, 1, hj_result_to_id (conclusion->result));
      hj_query_bind_text (query, 2, conclusion->reasons);
      hj_query_bind_text (query, 3, conclusion->expert);
      if (conclusion->day == HJ_DAY_NONE)
        sqlite3_bind_null (query, 4);
      else
        sqlite3_bind_int (query, 4, conclusion->day);
    }

  return hj_store_run (store, query, error);
}

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

/* The columns of HJ_SQL_ALL_DECISIONS. */
HjDecision *
hj_decision_from_row (HjQuery *query)
{
  g_autoptr (HjDecision) decision = hj_decision_new ("", "", "");
  const char *kind = (const char *) sqlite3_column_text (query, 3);

  if (!take_text (query, 0, &decision->check) || !take_text (query, 1, &decision->subject) ||
      !take_text (query, 2, &decision->expert) || !take_text (query, 4, &decision->reason) ||
      !take_text (query, 5, &decision->criterion) || !take_text (query, 6, &decision->deduction) ||
      !take_text (query, 7, &decision->gap))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (decision_ids); i++)
    if (g_strcmp0 (kind, decision_ids[i]) == 0)
      {
        decision->kind = (HjDecisionKind) i;
        decision->changed = sqlite3_column_int64 (query, 8);
        return g_steal_pointer (&decision);
      }

  return NULL;
}

/* The columns of HJ_SQL_ALL_RELAXATIONS. */
HjRelaxation *
hj_relaxation_from_row (HjQuery *query)
{
  g_autoptr (HjRelaxation) relaxation = hj_relaxation_new ("", "", "");

  if (!take_text (query, 0, &relaxation->standard) || !take_text (query, 1, &relaxation->subject) ||
      !take_text (query, 2, &relaxation->expert) || !take_text (query, 3, &relaxation->bonus_case) ||
      !take_text (query, 4, &relaxation->reason))
    return NULL;
  relaxation->changed = sqlite3_column_int64 (query, 5);

  return g_steal_pointer (&relaxation);
}

/* The columns of HJ_SQL_ALL_CONCLUSION. */
gboolean
hj_conclusion_from_row (HjQuery      *query,
                        HjConclusion *conclusion)
{
  gint64 day = sqlite3_column_int64 (query, 3);

  if (!hj_result_from_id ((const char *) sqlite3_column_text (query, 0), &conclusion->result) ||
      !take_text (query, 1, &conclusion->reasons) || !take_text (query, 2, &conclusion->expert) ||
      day < G_MININT32 || day > G_MAXINT32)
    return FALSE;
  conclusion->day = sqlite3_column_type (query, 3) == SQLITE_NULL ? HJ_DAY_NONE : (HjDay) day;

  return TRUE;
}
