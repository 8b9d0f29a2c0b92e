/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* One command, one transaction, one entry; and the same backwards. */

static guint
get_layers (GPtrArray *commands)
{
  guint layers = 0;

  for (guint i = 0; i < commands->len; i++)
    layers |= 1u << hj_command_get_layer (((const HjCommand *) g_ptr_array_index (commands, i))->kind);

  return layers;
}

/* @as_panel: what belongs to any expert may be written, as one entry of the panel's layer. */
static gboolean
apply_all (HjStore        *store,
           GPtrArray      *commands,
           gboolean        as_panel,
           const HjEntry  *entry,
           guint          *n_entries,
           GError        **error)
{
  const char *author = as_panel ? "" : entry->author;
  g_autoptr (HjRecording) recording = NULL;

  if (commands->len == 0)
    return TRUE;
  recording = hj_recording_start (store, as_panel ? 0 : get_layers (commands), error);
  if (recording == NULL)
    return FALSE;
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    store->ends[i] = -1;
  for (guint i = 0; i < commands->len; i++)
    if (!hj_store_apply_command (store, author, g_ptr_array_index (commands, i), entry->wall, error))
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

  if (!ok || n_entries == 0)
    {
      hj_store_rollback (store);
      hj_store_settle_touched (store, FALSE);
      return ok;
    }
  if (!hj_store_simple (store, HJ_SQL_COMMIT, error))
    {
      hj_store_rollback (store);
      hj_store_forget_records (store);
      return FALSE;
    }
  hj_store_settle_touched (store, TRUE);
  store->tick = entry->tick;
  store->entries += n_entries;
  steps = g_hash_table_lookup (store->steps, entry->author);
  if (steps != NULL)
    hj_steps_note (steps, entry);

  return TRUE;
}

static gboolean
apply (HjStore     *store,
       const char  *author,
       const char  *label,
       GPtrArray   *commands,
       gboolean     as_panel,
       GError     **error)
{
  HjMoment now;
  HjEntry entry;
  guint n_entries = 0;
  gboolean ok;

  author = author != NULL ? author : "";
  label = label != NULL ? label : "";
  if (!hj_store_check_author (author, label, error) || !begin (store, author, &now, &entry, error))
    return FALSE;
  entry.label = label;
  ok = apply_all (store, commands, as_panel, &entry, &n_entries, error);

  return finish (store, &entry, ok, n_entries, error);
}

gboolean
hj_store_apply (HjStore     *store,
                const char  *author,
                const char  *label,
                GPtrArray   *commands,
                GError     **error)
{
  g_return_val_if_fail (store != NULL && commands != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return apply (store, author, label, commands, FALSE, error);
}

gboolean
hj_store_apply_as_panel (HjStore     *store,
                         const char  *author,
                         const char  *label,
                         GPtrArray   *commands,
                         GError     **error)
{
  g_return_val_if_fail (store != NULL && commands != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return apply (store, author, label, commands, TRUE, error);
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

  if (row)
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                         _("This step can't be taken back, because findings or notes now depend on it. "
                           "Nothing was changed."));

  return !row;
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

  return check_orphans (store, HJ_SQL_ORPHAN_EXPERT, error) && check_orphans (store, HJ_SQL_ORPHAN_OCCUPATION, error);
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
  if (!hj_store_check_author (author, "", error) || !begin (store, author, &now, &entry, error))
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
  if (!hj_store_can_write (store, error) || !hj_store_check_author (author, gone ? "" : text, error) || !hj_store_check_id (field, error))
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
