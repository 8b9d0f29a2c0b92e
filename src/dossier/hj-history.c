/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* The history: entries that are only ever added, each chained by its hash to the
 * one before it of the same author, copy and layer. Undo and redo are read off
 * it, never kept anywhere else. */

/* A clock is flagged as jumped when wall and boot clock disagree by more. */
#define CLOCK_TOLERANCE (2 * G_USEC_PER_SEC)

static void
step_free (HjUndoStep *step)
{
  g_free (step->copy_id);
  g_free (step->label);
  g_free (step);
}

static HjUndoStep *
step_new (const char *copy_id,
          gint64      tick,
          const char *label)
{
  HjUndoStep *step = g_new0 (HjUndoStep, 1);

  step->copy_id = g_strdup (copy_id);
  step->tick = tick;
  step->label = g_strdup (label);

  return step;
}

static HjSteps *
steps_new (void)
{
  HjSteps *steps = g_new0 (HjSteps, 1);

  steps->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  steps->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);

  return steps;
}

static void
steps_free (HjSteps *steps)
{
  g_ptr_array_unref (steps->undo);
  g_ptr_array_unref (steps->redo);
  g_free (steps);
}

static gboolean
move_step (GPtrArray     *from,
           GPtrArray     *to,
           const HjEntry *entry)
{
  const HjUndoStep *last = from->len > 0 ? g_ptr_array_index (from, from->len - 1) : NULL;

  if (last == NULL || last->tick != entry->target_tick || !g_str_equal (last->copy_id, entry->target_copy))
    return FALSE;
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));

  return TRUE;
}

/* What a command of its author did to their steps. FALSE where a history that
 * was read contradicts itself. */
static gboolean
steps_follow (HjSteps       *steps,
              const HjEntry *entry)
{
  if (g_str_equal (entry->kind, "undo"))
    return move_step (steps->undo, steps->redo, entry);
  if (g_str_equal (entry->kind, "redo"))
    return move_step (steps->redo, steps->undo, entry);
  g_ptr_array_add (steps->undo, step_new (entry->copy_id, entry->tick, entry->label));
  g_ptr_array_set_size (steps->redo, 0);

  return TRUE;
}

void
hj_steps_note (HjSteps       *steps,
               const HjEntry *entry)
{
  if (!steps_follow (steps, entry))
    g_critical ("the history's own step doesn't follow");
}

static const char *
text_of (HjQuery *query,
         int      column)
{
  const char *text = (const char *) sqlite3_column_text (query, column);

  return text != NULL ? text : "";
}

static gboolean
read_steps (HjStore     *store,
            const char  *author,
            HjSteps     *steps,
            GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_HISTORY_STACK, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, author);
  for (;;)
    {
      HjEntry entry = { 0 };

      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      entry.copy_id = text_of (query, 0);
      entry.tick = sqlite3_column_int64 (query, 1);
      entry.kind = text_of (query, 2);
      entry.target_copy = text_of (query, 3);
      entry.target_tick = sqlite3_column_int64 (query, 4);
      entry.label = text_of (query, 5);
      if (!g_utf8_validate (entry.label, -1, NULL) || !steps_follow (steps, &entry))
        return hj_store_fail (store, SQLITE_CORRUPT, error);
    }
}

/**
 * hj_store_refresh:
 *
 * Makes what is kept about the history true again, if another connection wrote
 * since. To be called within the transaction that relies on it.
 */
gboolean
hj_store_refresh (HjStore  *store,
                  GError  **error)
{
  g_autoptr (HjQuery) version = hj_store_query (store, HJ_SQL_DATA_VERSION, error);
  g_autoptr (HjQuery) end = NULL;
  gboolean row;
  gint64 is;

  if (version == NULL || !hj_store_step (store, version, &row, error))
    return FALSE;
  is = sqlite3_column_int64 (version, 0);
  if (is == store->data_version)
    return TRUE;

  end = hj_store_query (store, HJ_SQL_HISTORY_END, error);
  if (end == NULL || !hj_store_step (store, end, &row, error))
    return FALSE;
  store->entries = sqlite3_column_int64 (end, 0);
  store->tick = sqlite3_column_int64 (end, 1);
  /* No history ever gets there by itself. */
  if (store->tick == G_MAXINT64)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  store->data_version = is;
  g_clear_pointer (&store->steps, g_hash_table_unref);
  store->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) steps_free);

  return TRUE;
}

/* (transfer none): after hj_store_refresh(). */
HjSteps *
hj_store_get_steps (HjStore     *store,
                    const char  *author,
                    GError     **error)
{
  HjSteps *steps = g_hash_table_lookup (store->steps, author);

  if (steps != NULL)
    return steps;
  steps = steps_new ();
  if (!read_steps (store, author, steps, error))
    {
      steps_free (steps);
      return NULL;
    }
  g_hash_table_insert (store->steps, g_strdup (author), steps);

  return steps;
}

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  char head[24];

  g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", strlen (text));
  g_checksum_update (checksum, (const guchar *) head, -1);
  g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
hash_number (GChecksum *checksum,
             gint64     number)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  hash_text (checksum, text);
}

/**
 * hj_entry_hash:
 * @previous: hash of the entry before it in its chain, "" for the first
 *
 * SHA-256 over "hengjian entry 1\n" and then every field, in the order of the
 * table, each with its length in bytes before it; the changeset comes last.
 */
char *
hj_entry_hash (const HjEntry *entry,
               const char    *previous)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) "hengjian entry 1\n", -1);
  hash_text (checksum, previous);
  hash_text (checksum, entry->author);
  hash_text (checksum, entry->copy_id);
  hash_text (checksum, entry->layer);
  hash_number (checksum, entry->sequence);
  hash_number (checksum, entry->tick);
  hash_text (checksum, entry->kind);
  hash_text (checksum, entry->target_copy);
  hash_number (checksum, entry->target_tick);
  hash_number (checksum, entry->wall);
  hash_number (checksum, entry->monotonic);
  hash_text (checksum, entry->boot_id);
  hash_text (checksum, entry->label);
  hash_number (checksum, entry->changes);
  hash_number (checksum, entry->n_changeset);
  if (entry->n_changeset > 0)
    g_checksum_update (checksum, entry->changeset, entry->n_changeset);

  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
read_head (HjStore     *store,
           HjEntry     *entry,
           char       **previous,
           GError     **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_HISTORY_HEAD, error);
  gboolean row;

  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, entry->author);
  hj_query_bind_text (query, 2, entry->copy_id);
  hj_query_bind_text (query, 3, entry->layer);
  if (!hj_store_step (store, query, &row, error))
    return FALSE;
  if (row && sqlite3_column_int64 (query, 0) == G_MAXINT64)
    return hj_store_fail (store, SQLITE_CORRUPT, error);
  entry->sequence = row ? sqlite3_column_int64 (query, 0) + 1 : 1;
  *previous = g_strdup (row ? text_of (query, 1) : "");

  return TRUE;
}

gboolean
hj_store_add_entry (HjStore  *store,
                    HjEntry  *entry,
                    GError  **error)
{
  g_autofree char *previous = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (HjQuery) query = NULL;

  if (!read_head (store, entry, &previous, error))
    return FALSE;
  hash = hj_entry_hash (entry, previous);
  query = hj_store_query (store, HJ_SQL_ADD_HISTORY, error);
  if (query == NULL)
    return FALSE;
  hj_query_bind_text (query, 1, entry->author);
  hj_query_bind_text (query, 2, entry->copy_id);
  hj_query_bind_text (query, 3, entry->layer);
  sqlite3_bind_int64 (query, 4, entry->sequence);
  sqlite3_bind_int64 (query, 5, entry->tick);
  hj_query_bind_text (query, 6, entry->kind);
  hj_query_bind_text (query, 7, entry->target_copy);
  sqlite3_bind_int64 (query, 8, entry->target_tick);
  sqlite3_bind_int64 (query, 9, entry->wall);
  sqlite3_bind_int64 (query, 10, entry->monotonic);
  hj_query_bind_text (query, 11, entry->boot_id);
  hj_query_bind_text (query, 12, entry->label);
  sqlite3_bind_int64 (query, 13, entry->changes);
  hj_query_bind_text (query, 14, hash);
  sqlite3_bind_blob (query, 15, entry->changeset, entry->n_changeset, SQLITE_STATIC);

  return hj_store_run (store, query, error);
}

char *
hj_store_dup_heads (HjStore  *store,
                    GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_HISTORY_HEADS, error);
  g_autoptr (GString) heads = g_string_new (NULL);
  gboolean row;

  if (query == NULL)
    return NULL;
  for (;;)
    {
      if (!hj_store_step (store, query, &row, error))
        return NULL;
      if (!row)
        return g_string_free (g_steal_pointer (&heads), FALSE);
      g_string_append_printf (heads, "%s%s/%s/%s:%" G_GINT64_FORMAT ":%s", heads->len > 0 ? "\n" : "",
                              text_of (query, 0), text_of (query, 1), text_of (query, 2),
                              (gint64) sqlite3_column_int64 (query, 3), text_of (query, 4));
    }
}

static HjEntry
entry_from_row (HjQuery *query)
{
  return (HjEntry) {
    .author = text_of (query, 0),
    .copy_id = text_of (query, 1),
    .layer = text_of (query, 2),
    .sequence = sqlite3_column_int64 (query, 3),
    .tick = sqlite3_column_int64 (query, 4),
    .kind = text_of (query, 5),
    .target_copy = text_of (query, 6),
    .target_tick = sqlite3_column_int64 (query, 7),
    .wall = sqlite3_column_int64 (query, 8),
    .monotonic = sqlite3_column_int64 (query, 9),
    .boot_id = text_of (query, 10),
    .label = text_of (query, 11),
    .changes = sqlite3_column_int64 (query, 12),
    .changeset = sqlite3_column_blob (query, 14),
    .n_changeset = sqlite3_column_bytes (query, 14),
  };
}

static gboolean
refuse_chain (HjStore        *store,
              const HjEntry  *entry,
              GError        **error)
{
  g_autofree char *name = g_filename_display_basename (store->path);
  g_autofree char *layer = g_utf8_make_valid (entry->layer, -1);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->sequence);

  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("The history of “%s” was changed: entry %s of the layer “%s” doesn't follow from the one before it."),
               name, number, layer);

  return FALSE;
}

/**
 * hj_store_check_chains:
 *
 * Every chain from its first entry: no number left out, every hash right.
 * CORRUPT names the entry that is not.
 */
gboolean
hj_store_check_chains (HjStore  *store,
                       gint64   *entries,
                       GError  **error)
{
  g_autoptr (HjQuery) query = hj_store_query (store, HJ_SQL_CHECK_HISTORY, error);
  g_autofree char *chain = g_strdup ("");
  g_autofree char *previous = g_strdup ("");
  gint64 sequence = 0;
  gboolean row;

  *entries = 0;
  if (query == NULL)
    return FALSE;
  for (;;)
    {
      g_autofree char *own = NULL;
      g_autofree char *hash = NULL;
      HjEntry entry;

      if (!hj_store_step (store, query, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      entry = entry_from_row (query);
      own = g_strjoin ("\n", entry.author, entry.copy_id, entry.layer, NULL);
      if (!g_str_equal (own, chain))
        {
          sequence = 0;
          hj_str_set (&chain, own);
          hj_str_set (&previous, "");
        }
      hash = hj_entry_hash (&entry, previous);
      if (entry.sequence != ++sequence || !g_str_equal (hash, text_of (query, 13)))
        return refuse_chain (store, &entry, error);
      hj_str_set (&previous, hash);
      (*entries)++;
    }
}

void
hj_history_entry_free (HjHistoryEntry *entry)
{
  g_free (entry->author);
  g_free (entry->copy_id);
  g_free (entry->layer);
  g_free (entry->boot_id);
  g_free (entry->label);
  g_free (entry->kind);
  g_free (entry->hash);
  g_free (entry);
}

static char *
dup_valid (HjQuery *query,
           int      column)
{
  return g_utf8_make_valid (text_of (query, column), -1);
}

static HjHistoryEntry *
history_entry_from_row (HjQuery *query)
{
  HjHistoryEntry *entry = g_new0 (HjHistoryEntry, 1);

  entry->author = dup_valid (query, 0);
  entry->copy_id = dup_valid (query, 1);
  entry->layer = dup_valid (query, 2);
  entry->sequence = sqlite3_column_int64 (query, 3);
  entry->wall = sqlite3_column_int64 (query, 4);
  entry->monotonic = sqlite3_column_int64 (query, 5);
  entry->boot_id = dup_valid (query, 6);
  entry->label = dup_valid (query, 7);
  entry->kind = dup_valid (query, 8);
  entry->hash = dup_valid (query, 9);

  return entry;
}

/* Within one boot both clocks must have gone the same way; across boots the
 * wall clock may at least not go back. */
static gboolean
clock_jumped (const HjHistoryEntry *before,
              const HjHistoryEntry *entry)
{
  gint64 wall, boot;

  if (before == NULL ||
      __builtin_sub_overflow (entry->wall, before->wall, &wall) ||
      __builtin_sub_overflow (entry->monotonic, before->monotonic, &boot))
    return before != NULL;
  if (!g_str_equal (before->boot_id, entry->boot_id))
    return wall < 0;

  return wall < boot - CLOCK_TOLERANCE || wall > boot + CLOCK_TOLERANCE;
}

GPtrArray *
hj_store_history (HjStore  *store,
                  GError  **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_history_entry_free);
  g_autoptr (GHashTable) last_of_copy = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HjQuery) query = NULL;
  gboolean row;

  g_return_val_if_fail (store != NULL, NULL);

  query = hj_store_query (store, HJ_SQL_ALL_HISTORY, error);
  if (query == NULL)
    return NULL;
  for (;;)
    {
      HjHistoryEntry *entry;

      if (!hj_store_step (store, query, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&entries);
      entry = history_entry_from_row (query);
      g_ptr_array_add (entries, entry);
      entry->clock_jumped = clock_jumped (g_hash_table_lookup (last_of_copy, entry->copy_id), entry);
      g_hash_table_replace (last_of_copy, entry->copy_id, entry);
    }
}
