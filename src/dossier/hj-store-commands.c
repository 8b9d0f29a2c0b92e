/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* What each command writes, and what it is refused for. */

#define MAX_ID      128
#define MAX_SUBJECT 256  /* an occupation's id and a level */

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
check_texts (GError **error,
             ...)
{
  va_list args;
  const char *text;
  gboolean ok = TRUE;

  va_start (args, error);
  while (ok && (text = va_arg (args, const char *)) != NULL)
    ok = g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) <= HJ_STORE_MAX_TEXT;
  va_end (args);

  return ok || refuse (error, _("A text is longer than 65536 characters or is no text at all. "
                                "Nothing was changed; shorten it."));
}

gboolean
hj_store_check_id (const char  *id,
                   GError     **error)
{
  return (id != NULL && *id != '\0' && g_utf8_validate (id, -1, NULL) && g_utf8_strlen (id, -1) <= MAX_ID) ||
         refuse (error, _("What was to be recorded names nothing that it belongs to. Nothing was changed."));
}

/* In the layer of the findings each row has an owner, and only they write it. */
static gboolean
check_owner (const char  *author,
             const char  *expert,
             GError     **error)
{
  return *author == '\0' || g_str_equal (author, expert) ||
         refuse (error, _("A finding or note is written by its own expert only. Nothing was changed; "
                          "choose that expert as the one who records."));
}

/* What is kept about one id: its first row, to be read from the query; @row is FALSE where there is none. */
static HjQuery *
ask (HjStore     *store,
     HjSql        sql,
     const char  *id,
     gboolean    *row,
     GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);

  if (query == NULL)
    return NULL;
  hj_query_bind_text (query, 1, id);

  return hj_store_step (store, query, row, error) ? g_steal_pointer (&query) : NULL;
}

static gboolean
member_is_known (HjStore     *store,
                 const char  *id,
                 gboolean    *known,
                 GError     **error)
{
  g_autoptr (HjQuery) query = ask (store, HJ_SQL_MEMBER_KNOWN, id, known, error);

  return query != NULL;
}

static gboolean
check_member (HjStore     *store,
              const char  *id,
              GError     **error)
{
  gboolean known;

  if (!hj_store_check_id (id, error) || !member_is_known (store, id, &known, error))
    return FALSE;

  return known || refuse (error, _("The expert is not a member of the panel. Nothing was changed; add the member first."));
}

static gboolean
check_finding (const HjFinding  *finding,
               GError          **error)
{
  if (!hj_store_check_id (finding->criterion, error) ||
      !check_texts (error, finding->reason, finding->method, finding->occupation, finding->note, finding->tier,
                    finding->evidence, NULL))
    return FALSE;
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (!hj_store_check_id (deduction->id, error) ||
          !check_texts (error, deduction->aspect, deduction->reason, deduction->method, deduction->occupation, NULL))
        return FALSE;
      if (hj_finding_find_deduction (finding, deduction->id) != deduction)
        return refuse (error, _("Two deductions have the same id. Nothing was changed."));
    }
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (!hj_store_check_id (mark->aspect, error) || !check_texts (error, mark->remark, NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_finding (HjStore          *store,
               const char       *author,
               const HjFinding  *finding,
               gint64            now,
               GError          **error)
{
  g_autoptr (HjFinding) before = NULL;
  g_autoptr (HjFinding) after = NULL;

  if (!check_member (store, finding->expert, error) || !check_owner (author, finding->expert, error) ||
      !check_finding (finding, error))
    return FALSE;
  before = hj_store_read_finding (store, finding->criterion, finding->expert, error);
  if (before == NULL)
    return FALSE;
  after = hj_finding_copy (finding);
  if (!after->has_award)
    after->award = 0;
  /* The time of a change alone is no change. */
  if (hj_finding_equal (before, after))
    return TRUE;

  return hj_store_write_finding (store, before, after, now, error);
}

static gboolean
apply_applicant (HjStore            *store,
                 const HjApplicant  *applicant,
                 GError            **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (!check_texts (error, applicant->name, applicant->credit_code, applicant->department, applicant->type,
                    applicant->address, applicant->postcode, applicant->contact, applicant->phone, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_APPLICANT, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, applicant->name);
  hj_query_bind_text (query, 2, applicant->credit_code);
  hj_query_bind_text (query, 3, applicant->department);
  hj_query_bind_text (query, 4, applicant->type);
  hj_query_bind_text (query, 5, applicant->address);
  hj_query_bind_text (query, 6, applicant->postcode);
  hj_query_bind_text (query, 7, applicant->contact);
  hj_query_bind_text (query, 8, applicant->phone);

  return hj_store_run (store, query, error);
}

static void
bind_day (HjQuery *query,
          int      index,
          HjDay    day)
{
  if (day == HJ_DAY_NONE)
    sqlite3_bind_null (query, index);
  else
    sqlite3_bind_int (query, index, day);
}

static gboolean
apply_visit (HjStore        *store,
             const HjVisit  *visit,
             GError        **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (!check_texts (error, visit->place, visit->methods, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_VISIT, error);
  if (query == NULL)
    return FALSE;
  bind_day (query, 1, visit->from);
  bind_day (query, 2, visit->to);
  hj_query_bind_text (query, 3, visit->place);
  hj_query_bind_text (query, 4, visit->methods);

  return hj_store_run (store, query, error);
}

static gboolean
apply_material (HjStore                  *store,
                const HjMaterialReceipt  *receipt,
                GError                  **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (!hj_store_check_id (receipt->material, error) || !check_texts (error, receipt->remark, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_MATERIAL, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, receipt->material);
  sqlite3_bind_int (query, 2, receipt->answered != FALSE);
  sqlite3_bind_int (query, 3, receipt->answered && receipt->received);
  sqlite3_bind_int (query, 4, receipt->copies);
  hj_query_bind_text (query, 5, receipt->remark);

  return hj_store_run (store, query, error);
}

static gboolean
apply_occupation (HjStore             *store,
                  const HjOccupation  *occupation,
                  GError             **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (!hj_store_check_id (occupation->id, error) ||
      !check_texts (error, occupation->code, occupation->edition, occupation->name, occupation->trade,
                    occupation->levels, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_OCCUPATION, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, occupation->id);
  hj_query_bind_text (query, 2, occupation->code);
  hj_query_bind_text (query, 3, occupation->edition);
  hj_query_bind_text (query, 4, occupation->name);
  hj_query_bind_text (query, 5, occupation->trade);
  hj_query_bind_text (query, 6, occupation->levels);

  return hj_store_run (store, query, error);
}

static gboolean
remove_occupation (HjStore     *store,
                   const char  *id,
                   GError     **error)
{
  g_autoptr (HjQuery) used = NULL;
  gboolean row;

  if (!hj_store_check_id (id, error))
    return FALSE;
  used = ask (store, HJ_SQL_OCCUPATION_USED, id, &row, error);
  if (used == NULL)
    return FALSE;
  if (row && sqlite3_column_int (used, 0) != 0)
    return refuse (error, _("A finding names this occupation, so it was not removed. Take it out of the finding first."));

  return hj_store_run_text (store, HJ_SQL_DELETE_OCCUPATION, id, error);
}

static gboolean
apply_member (HjStore         *store,
              const HjMember  *member,
              GError         **error)
{
  g_autoptr (HjQuery) query = NULL;

  if (!hj_store_check_id (member->id, error) ||
      !check_texts (error, member->name, member->unit, member->title, member->recusal, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_MEMBER, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, member->id);
  sqlite3_bind_int (query, 2, member->position);
  hj_query_bind_text (query, 3, member->name);
  hj_query_bind_text (query, 4, member->unit);
  hj_query_bind_text (query, 5, member->title);
  sqlite3_bind_int (query, 6, member->lead != FALSE);
  sqlite3_bind_int (query, 7, member->recused != FALSE);
  hj_query_bind_text (query, 8, member->recusal);
  bind_day (query, 9, member->joined);

  return hj_store_run (store, query, error);
}

static gboolean
remove_member (HjStore     *store,
               const char  *id,
               GError     **error)
{
  g_autoptr (HjQuery) used = NULL;
  gboolean row;

  if (!hj_store_check_id (id, error))
    return FALSE;
  used = ask (store, HJ_SQL_MEMBER_USED, id, &row, error);
  if (used == NULL)
    return FALSE;
  if (row && (sqlite3_column_int (used, 0) > 0 || sqlite3_column_int (used, 1) > 0))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("%s has recorded findings (%d) or notes (%d) and was not removed. "
                     "Let them be cleared first, or mark the member as recused."),
                   (const char *) sqlite3_column_text (used, 2),
                   sqlite3_column_int (used, 0), sqlite3_column_int (used, 1));
      return FALSE;
    }
  if (row && sqlite3_column_int (used, 3) != 0)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("%s wrote the conclusion or marked a standard as relaxed and was not removed. "
                     "Let another member write it down first, or mark the member as recused."),
                   (const char *) sqlite3_column_text (used, 2));
      return FALSE;
    }

  return hj_store_run_text (store, HJ_SQL_DELETE_MEMBER, id, error);
}

/* Sets @same if the note says this already; refuses the id of another's note. */
static gboolean
compare_note (HjStore       *store,
              const HjNote  *note,
              gboolean      *same,
              GError       **error)
{
  gboolean row;
  g_autoptr (HjQuery) query = ask (store, HJ_SQL_GET_NOTE, note->id, &row, error);

  *same = FALSE;
  if (query == NULL)
    return FALSE;
  if (!row)
    {
      *same = *note->text == '\0';
      return TRUE;
    }
  if (g_strcmp0 ((const char *) sqlite3_column_text (query, 0), note->expert) != 0)
    return refuse (error, _("A note is changed by its own expert only. Nothing was changed."));
  *same = g_strcmp0 ((const char *) sqlite3_column_text (query, 1), note->about) == 0 &&
          g_strcmp0 ((const char *) sqlite3_column_text (query, 2), note->text) == 0;

  return TRUE;
}

static gboolean
apply_note (HjStore       *store,
            const char    *author,
            const HjNote  *note,
            gint64         now,
            GError       **error)
{
  g_autoptr (HjQuery) query = NULL;
  gboolean same;

  if (!hj_store_check_id (note->id, error) || !check_texts (error, note->about, note->text, NULL) ||
      !check_owner (author, note->expert, error))
    return FALSE;
  if (*note->expert != '\0' && !check_member (store, note->expert, error))
    return FALSE;
  if (!compare_note (store, note, &same, error))
    return FALSE;
  if (same)
    return TRUE;

  query = hj_store_query (store, *note->text == '\0' ? HJ_SQL_DELETE_NOTE : HJ_SQL_PUT_NOTE, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, note->expert);
  hj_query_bind_text (query, 2, note->id);
  if (*note->text != '\0')
    {
      hj_query_bind_text (query, 3, note->about);
      hj_query_bind_text (query, 4, note->text);
      sqlite3_bind_int64 (query, 5, now);
    }

  return hj_store_run (store, query, error);
}

/* About what, by which expert: the key of a decision or a relaxation. */
static gboolean
check_subject (const char  *id,
               const char  *subject,
               GError     **error)
{
  if (!hj_store_check_id (id, error))
    return FALSE;

  return (g_utf8_validate (subject, -1, NULL) && g_utf8_strlen (subject, -1) <= MAX_SUBJECT) ||
         refuse (error, _("What was to be recorded names nothing that it belongs to. Nothing was changed."));
}

static gboolean
apply_decision (HjStore           *store,
                const char        *author,
                const HjDecision  *decision,
                gint64             now,
                GError           **error)
{
  if (!check_subject (decision->check, decision->subject, error) || !check_member (store, decision->expert, error) ||
      !check_owner (author, decision->expert, error) ||
      !check_texts (error, decision->reason, decision->criterion, decision->deduction, decision->gap, NULL))
    return FALSE;
  if (decision->kind == HJ_DECISION_DISMISSED && *decision->reason == '\0')
    return refuse (error, _("Dismissing a proposal needs a word why. Nothing was changed; write the reason first."));

  return hj_store_put_decision (store, decision, now, error);
}

static gboolean
remove_decision (HjStore           *store,
                 const char        *author,
                 const HjDecision  *decision,
                 GError           **error)
{
  return check_subject (decision->check, decision->subject, error) &&
         check_owner (author, decision->expert, error) &&
         hj_store_delete_decision (store, decision, error);
}

static gboolean
apply_relaxation (HjStore             *store,
                  const HjRelaxation  *relaxation,
                  gint64               now,
                  GError             **error)
{
  return check_subject (relaxation->standard, relaxation->subject, error) &&
         (*relaxation->expert == '\0' || check_member (store, relaxation->expert, error)) &&
         check_texts (error, relaxation->bonus_case, relaxation->reason, NULL) &&
         hj_store_put_relaxation (store, relaxation, now, error);
}

static gboolean
apply_conclusion (HjStore             *store,
                  const HjConclusion  *conclusion,
                  GError             **error)
{
  return (*conclusion->expert == '\0' || check_member (store, conclusion->expert, error)) &&
         check_texts (error, conclusion->reasons, NULL) &&
         hj_store_put_conclusion (store, conclusion, error);
}

static gboolean
apply_record (HjStore         *store,
              const HjRecord  *record,
              GError         **error)
{
  return hj_store_check_id (record->id, error) && hj_store_put_record (store, record, error);
}

static gboolean
remove_record (HjStore       *store,
               HjRecordKind   kind,
               const char    *id,
               GError       **error)
{
  if (kind == HJ_RECORD_OCCUPATION)
    return remove_occupation (store, id, error);

  return hj_store_check_id (id, error) && hj_store_delete_record (store, kind, id, error);
}

/**
 * hj_store_apply_command:
 * @author: whose findings it may write; "" for anybody's
 * @now: wall clock of the change, us
 *
 * Within a transaction of the caller, who rolls back after an error.
 */
gboolean
hj_store_apply_command (HjStore          *store,
                        const char       *author,
                        const HjCommand  *command,
                        gint64            now,
                        GError          **error)
{
  switch (command->kind)
    {
    case HJ_COMMAND_FINDING:
      return apply_finding (store, author, command->finding, command->dated ? command->finding->changed : now, error);
    case HJ_COMMAND_APPLICANT:
      return apply_applicant (store, &command->applicant, error);
    case HJ_COMMAND_VISIT:
      return apply_visit (store, &command->visit, error);
    case HJ_COMMAND_MATERIAL:
      return apply_material (store, command->material, error);
    case HJ_COMMAND_OCCUPATION:
      return apply_occupation (store, command->occupation, error);
    case HJ_COMMAND_REMOVE_OCCUPATION:
      return remove_occupation (store, command->id, error);
    case HJ_COMMAND_MEMBER:
      return apply_member (store, command->member, error);
    case HJ_COMMAND_REMOVE_MEMBER:
      return remove_member (store, command->id, error);
    case HJ_COMMAND_NOTE:
      return apply_note (store, author, command->note, command->dated ? command->note->changed : now, error);
    case HJ_COMMAND_RECORD:
      return apply_record (store, command->record, error);
    case HJ_COMMAND_REMOVE_RECORD:
      return remove_record (store, command->record_kind, command->id, error);
    case HJ_COMMAND_DECISION:
      return apply_decision (store, author, command->decision, command->dated ? command->decision->changed : now, error);
    case HJ_COMMAND_REMOVE_DECISION:
      return remove_decision (store, author, command->decision, error);
    case HJ_COMMAND_RELAXATION:
      return apply_relaxation (store, command->relaxation, command->dated ? command->relaxation->changed : now,
                               error);
    case HJ_COMMAND_CONCLUSION:
      return apply_conclusion (store, &command->conclusion, error);
    case HJ_COMMAND_SCHEME:
      return hj_store_move (store, command->scheme, command->former, now, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

HjLayer
hj_command_get_layer (HjCommandKind kind)
{
  switch (kind)
    {
    case HJ_COMMAND_FINDING:
    case HJ_COMMAND_NOTE:
    case HJ_COMMAND_DECISION:
    case HJ_COMMAND_REMOVE_DECISION:
      return HJ_LAYER_FINDINGS;
    case HJ_COMMAND_RELAXATION:
    case HJ_COMMAND_CONCLUSION:
    case HJ_COMMAND_SCHEME:
      return HJ_LAYER_PANEL;
    case HJ_COMMAND_APPLICANT:
    case HJ_COMMAND_VISIT:
    case HJ_COMMAND_MATERIAL:
    case HJ_COMMAND_OCCUPATION:
    case HJ_COMMAND_REMOVE_OCCUPATION:
    case HJ_COMMAND_MEMBER:
    case HJ_COMMAND_REMOVE_MEMBER:
    case HJ_COMMAND_RECORD:
    case HJ_COMMAND_REMOVE_RECORD:
    default:
      return HJ_LAYER_APPLICANT;
    }
}

/* Who writes, and what they call it. */
gboolean
hj_store_check_author (const char  *author,
                       const char  *label,
                       GError     **error)
{
  return (*author == '\0' || hj_store_check_id (author, error)) && check_texts (error, label, NULL);
}
