/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* One command, one transaction, one entry; and the same backwards. */

#define MAX_ID 128

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

static gboolean
check_id (const char  *id,
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

  if (!check_id (id, error) || !member_is_known (store, id, &known, error))
    return FALSE;

  return known || refuse (error, _("The expert is not a member of the panel. Nothing was changed; add the member first."));
}

static gboolean
check_finding (const HjFinding  *finding,
               GError          **error)
{
  if (!check_id (finding->criterion, error) ||
      !check_texts (error, finding->reason, finding->method, finding->occupation, finding->note, finding->tier,
                    finding->evidence, NULL))
    return FALSE;
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (!check_id (deduction->id, error) ||
          !check_texts (error, deduction->aspect, deduction->reason, deduction->method, deduction->occupation, NULL))
        return FALSE;
      if (hj_finding_find_deduction (finding, deduction->id) != deduction)
        return refuse (error, _("Two deductions have the same id. Nothing was changed."));
    }
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (!check_id (mark->aspect, error) || !check_texts (error, mark->remark, NULL))
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

  return hj_store_write_finding (store, after, now, error);
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

  if (!check_id (receipt->material, error) || !check_texts (error, receipt->remark, NULL))
    return FALSE;
  query = hj_store_query (store, HJ_SQL_PUT_MATERIAL, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, receipt->material);
  sqlite3_bind_int (query, 2, receipt->answered != FALSE);
  sqlite3_bind_int (query, 3, receipt->received != FALSE);
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

  if (!check_id (occupation->id, error) ||
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

  if (!check_id (id, error))
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

  if (!check_id (member->id, error) ||
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

  if (!check_id (id, error))
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

  if (!check_id (note->id, error) || !check_texts (error, note->about, note->text, NULL) ||
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

static gboolean
apply_command (HjStore          *store,
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
    case HJ_COMMAND_REMOVE_RECORD:
    case HJ_COMMAND_DECISION:
    case HJ_COMMAND_REMOVE_DECISION:
    case HJ_COMMAND_RELAXATION:
    case HJ_COMMAND_CONCLUSION:
    case HJ_COMMAND_SCHEME:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static guint
get_layers (GPtrArray *commands)
{
  guint layers = 0;

  for (guint i = 0; i < commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (commands, i);
      gboolean own = command->kind == HJ_COMMAND_FINDING || command->kind == HJ_COMMAND_NOTE;

      layers |= 1u << (own ? HJ_LAYER_FINDINGS : HJ_LAYER_APPLICANT);
    }

  return layers;
}

static gboolean
apply_all (HjStore        *store,
           GPtrArray      *commands,
           const HjEntry  *entry,
           guint          *n_entries,
           GError        **error)
{
  g_autoptr (HjRecording) recording = hj_recording_start (store, get_layers (commands), error);

  if (recording == NULL)
    return FALSE;
  for (guint i = 0; i < commands->len; i++)
    if (!apply_command (store, entry->author, g_ptr_array_index (commands, i), entry->wall, error))
      return FALSE;

  return hj_recording_finish (recording, entry, n_entries, error);
}

/* Opens the transaction and says who writes at what moment. */
static gboolean
begin (HjStore     *store,
       const char  *author,
       HjMoment    *now,
       HjEntry     *entry,
       GError     **error)
{
  if (!hj_store_can_write (store, error) || !hj_store_simple (store, HJ_SQL_BEGIN, error))
    return FALSE;
  if (!hj_store_refresh (store, error))
    {
      hj_store_rollback (store);
      return FALSE;
    }
  hj_clock_now (now);
  *entry = (HjEntry) {
    .author = author,
    .copy_id = store->copy_id,
    .tick = store->tick + 1,
    .kind = "do",
    .target_copy = "",
    .wall = now->wall,
    .monotonic = now->monotonic,
    .boot_id = now->boot_id,
    .label = "",
  };

  return TRUE;
}

/* Closes the transaction: everything with its entries is durable, or nothing is. */
static gboolean
finish (HjStore        *store,
        const HjEntry  *entry,
        gboolean        ok,
        guint           n_entries,
        GError        **error)
{
  HjSteps *steps;

  if (!ok || n_entries == 0 || !hj_store_simple (store, HJ_SQL_COMMIT, error))
    {
      hj_store_rollback (store);
      return ok && n_entries == 0;
    }
  store->tick = entry->tick;
  store->entries += n_entries;
  steps = g_hash_table_lookup (store->steps, entry->author);
  if (steps != NULL)
    hj_steps_note (steps, entry);

  return TRUE;
}

static gboolean
check_author (const char  *author,
              const char  *label,
              GError     **error)
{
  return (*author == '\0' || check_id (author, error)) && check_texts (error, label, NULL);
}

gboolean
hj_store_apply (HjStore     *store,
                const char  *author,
                const char  *label,
                GPtrArray   *commands,
                GError     **error)
{
  HjMoment now;
  HjEntry entry;
  guint n_entries = 0;
  gboolean ok;

  g_return_val_if_fail (store != NULL && commands != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  author = author != NULL ? author : "";
  label = label != NULL ? label : "";
  if (!check_author (author, label, error) || !begin (store, author, &now, &entry, error))
    return FALSE;
  entry.label = label;
  ok = apply_all (store, commands, &entry, &n_entries, error);

  return finish (store, &entry, ok, n_entries, error);
}

static gboolean
take_back_entry (HjStore        *store,
                 HjQuery        *query,
                 const HjEntry  *template,
                 GError        **error)
{
  HjEntry entry = *template;
  g_autoptr (HjSqliteText) inverse = NULL;
  gconstpointer data = sqlite3_column_blob (query, 2);
  int size = sqlite3_column_bytes (query, 2);
  gpointer inverted = NULL;
  HjLayer layer;
  gint64 counted;

  if (!hj_layer_from_id ((const char *) sqlite3_column_text (query, 0), &layer) || data == NULL)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  entry.layer = hj_layer_to_id (layer);
  entry.changes = sqlite3_column_int64 (query, 1);
  entry.changeset = data;
  entry.n_changeset = size;
  if (g_str_equal (entry.kind, "undo"))
    {
      int code;

      /* Checked before it is turned round, and again before it is applied. */
      if (!hj_changeset_check (store, layer, entry.author, data, size, &counted, error))
        return FALSE;
      code = sqlite3changeset_invert (size, data, &entry.n_changeset, &inverted);
      inverse = inverted;
      if (code != SQLITE_OK)
        return hj_store_fail (store, code, error);
      entry.changeset = inverse;
    }

  return hj_changeset_apply (store, layer, entry.author, entry.changeset, entry.n_changeset, entry.changes, error) &&
         hj_store_add_entry (store, &entry, error);
}

/* Rows outside a foreign key that the step may have left behind. */
static gboolean
check_orphans (HjStore  *store,
               HjSql     sql,
               GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, sql, error);
  gboolean row;

  if (query == NULL || !hj_store_step (store, query, &row, error))
    return FALSE;

  return !row || refuse (error, _("This step can't be taken back, because findings or notes now depend on it. "
                                  "Nothing was changed."));
}

static gboolean
take_step (HjStore        *store,
           const HjEntry  *entry,
           guint          *n_entries,
           GError        **error)
{
  /* A command that wrote to several layers is taken back in the opposite order. */
  gboolean back = g_str_equal (entry->kind, "undo");
  g_autoptr (HjQuery) query = hj_store_query (store, back ? HJ_SQL_HISTORY_COMMAND_BACK : HJ_SQL_HISTORY_COMMAND, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, entry->author);
  hj_query_bind_text (query, 2, entry->target_copy);
  sqlite3_bind_int64 (query, 3, entry->target_tick);
  for (;;)
    {
      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!take_back_entry (store, query, entry, error))
        return FALSE;
      (*n_entries)++;
    }

  return check_orphans (store, HJ_SQL_ORPHAN_NOTE, error) && check_orphans (store, HJ_SQL_ORPHAN_OCCUPATION, error);
}

/* The last step of @author on one side goes to the other. */
static gboolean
take (HjStore     *store,
      const char  *author,
      gboolean     redo,
      GError     **error)
{
  g_autofree char *label = NULL;
  g_autofree char *target_copy = NULL;
  HjMoment now;
  HjEntry entry;
  HjSteps *steps;
  GPtrArray *from;
  guint n_entries = 0;
  gboolean ok = FALSE;

  author = author != NULL ? author : "";
  if (!check_author (author, "", error) || !begin (store, author, &now, &entry, error))
    return FALSE;
  entry.kind = redo ? "redo" : "undo";
  steps = hj_store_get_steps (store, author, error);
  from = steps == NULL ? NULL : redo ? steps->redo : steps->undo;
  if (from != NULL && from->len == 0)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
                         redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
  if (from != NULL && from->len > 0)
    {
      const HjUndoStep *step = g_ptr_array_index (from, from->len - 1);

      entry.label = label = g_strdup (step->label);
      entry.target_copy = target_copy = g_strdup (step->copy_id);
      entry.target_tick = step->tick;
      ok = take_step (store, &entry, &n_entries, error);
      if (ok && n_entries == 0)
        ok = hj_store_fail (store, SQLITE_CORRUPT, error);
    }

  return finish (store, &entry, ok, n_entries, error);
}

gboolean
hj_store_undo (HjStore     *store,
               const char  *author,
               GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return take (store, author, FALSE, error);
}

gboolean
hj_store_redo (HjStore     *store,
               const char  *author,
               GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);

  return take (store, author, TRUE, error);
}

static char *
dup_last_label (GPtrArray *steps)
{
  const HjUndoStep *step = steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;

  return step != NULL ? g_strdup (step->label) : NULL;
}

/**
 * hj_store_peek_undo:
 * @undo_label: (out) (nullable) (optional) (transfer full): what would be undone
 * @redo_label: (out) (nullable) (optional) (transfer full): what would be redone
 *
 * Cheap: after the first call for an author the steps are kept up to date.
 */
gboolean
hj_store_peek_undo (HjStore     *store,
                    const char  *author,
                    char       **undo_label,
                    char       **redo_label,
                    GError     **error)
{
  HjSteps *steps = NULL;

  g_return_val_if_fail (store != NULL, FALSE);

  if (!hj_store_simple (store, HJ_SQL_BEGIN_READ, error))
    return FALSE;
  if (hj_store_refresh (store, error))
    steps = hj_store_get_steps (store, author != NULL ? author : "", error);
  hj_store_rollback (store);
  if (steps == NULL)
    return FALSE;
  if (undo_label != NULL)
    *undo_label = dup_last_label (steps->undo);
  if (redo_label != NULL)
    *redo_label = dup_last_label (steps->redo);

  return TRUE;
}

/**
 * hj_store_set_draft:
 *
 * Durable when it returns, and no entry of the history.
 */
gboolean
hj_store_set_draft (HjStore     *store,
                    const char  *author,
                    const char  *field,
                    const char  *text,
                    GError     **error)
{
  g_autoptr (HjQuery) query = NULL;
  gboolean gone = text == NULL || *text == '\0';
  HjMoment now;

  g_return_val_if_fail (store != NULL, FALSE);

  author = author != NULL ? author : "";
  if (!hj_store_can_write (store, error) || !check_author (author, gone ? "" : text, error) || !check_id (field, error))
    return FALSE;
  query = hj_store_query (store, gone ? HJ_SQL_DELETE_DRAFT : HJ_SQL_PUT_DRAFT, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, author);
  hj_query_bind_text (query, 2, field);
  if (!gone)
    {
      hj_clock_now (&now);
      hj_query_bind_text (query, 3, text);
      sqlite3_bind_int64 (query, 4, now.wall);
    }

  return hj_store_run (store, query, error);
}
