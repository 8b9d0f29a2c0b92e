/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-store-private.h"

/* Recording what a command changes, and applying it again or backwards. A
 * changeset that comes out of a file is as untrusted as the rest of it. */

struct _HjRecording {
  HjStore         *store;
  sqlite3_session *sessions[HJ_N_LAYERS];  /* NULL for a layer that isn't written */
};

/* How many leading columns of each table an entry may hold, which of them are
 * the key, and which names the expert whose row it is. Columns that a later
 * version appends are counted by SQLite itself. */
typedef struct {
  HjLayer     layer;
  const char *name;
  int         columns;  /* of the version that made the table */
  int         keys;     /* the first so many are the key; see place */
  int         expert;   /* column, or -1 */
  int         record;   /* HjRecordKind, or -1 */
} Table;

static const Table tables[] = {
  { HJ_LAYER_APPLICANT, "applicant", 9, 1, -1, HJ_RECORD_APPLICANT },
  { HJ_LAYER_APPLICANT, "visit", 5, 1, -1, -1 },
  { HJ_LAYER_APPLICANT, "occupation", 7, 1, -1, HJ_RECORD_OCCUPATION },
  { HJ_LAYER_APPLICANT, "member", 9, 1, -1, -1 },
  { HJ_LAYER_APPLICANT, "material", 5, 1, -1, HJ_RECORD_MATERIAL },
  { HJ_LAYER_APPLICANT, "staff", 17, 1, -1, HJ_RECORD_STAFF },
  { HJ_LAYER_APPLICANT, "bank_expert", 14, 1, -1, HJ_RECORD_EXPERT },
  { HJ_LAYER_APPLICANT, "assessor", 17, 1, -1, HJ_RECORD_ASSESSOR },
  { HJ_LAYER_APPLICANT, "inspector", 12, 1, -1, HJ_RECORD_INSPECTOR },
  { HJ_LAYER_APPLICANT, "rule_document", 6, 1, -1, HJ_RECORD_RULE },
  { HJ_LAYER_APPLICANT, "site", 23, 1, -1, HJ_RECORD_SITE },
  { HJ_LAYER_APPLICANT, "equipment", 13, 1, -1, HJ_RECORD_EQUIPMENT },
  { HJ_LAYER_APPLICANT, "funding", 10, 1, -1, HJ_RECORD_FUNDING },
  { HJ_LAYER_APPLICANT, "history_record", 10, 1, -1, HJ_RECORD_HISTORY },
  { HJ_LAYER_APPLICANT, "credit", 7, 1, -1, HJ_RECORD_CREDIT },
  { HJ_LAYER_APPLICANT, "branch", 13, 1, -1, HJ_RECORD_BRANCH },
  { HJ_LAYER_FINDINGS, "finding", 12, 2, 1, -1 },
  { HJ_LAYER_FINDINGS, "deduction", 9, 3, 1, -1 },
  { HJ_LAYER_FINDINGS, "mark", 5, 3, 1, -1 },
  { HJ_LAYER_FINDINGS, "note", 5, 2, 0, -1 },
  { HJ_LAYER_FINDINGS, "decision", 9, 3, 2, -1 },
  { HJ_LAYER_PANEL, "relaxation", 6, 2, -1, -1 },
  { HJ_LAYER_PANEL, "conclusion", 5, 1, -1, -1 },
  { HJ_LAYER_PANEL, "edition", 12, 1, -1, -1 },
};

static const char * const layer_ids[HJ_N_LAYERS] = {
  [HJ_LAYER_APPLICANT] = "applicant",
  [HJ_LAYER_FINDINGS] = "findings",
  [HJ_LAYER_PANEL] = "panel",
};

const char *
hj_layer_to_id (HjLayer layer)
{
  g_assert (layer < HJ_N_LAYERS);

  return layer_ids[layer];
}

gboolean
hj_layer_from_id (const char *id,
                  HjLayer    *layer)
{
  for (guint i = 0; i < HJ_N_LAYERS; i++)
    if (g_strcmp0 (layer_ids[i], id) == 0)
      {
        *layer = (HjLayer) i;
        return TRUE;
      }

  return FALSE;
}

/* What the panel does together may touch any table. */
static gboolean
layer_has (HjLayer      layer,
           const Table *table)
{
  return layer == HJ_LAYER_PANEL || table->layer == layer;
}

static const Table *
find_table (HjLayer     layer,
            const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (layer_has (layer, &tables[i]) && g_strcmp0 (tables[i].name, name) == 0)
      return &tables[i];

  return NULL;
}

void
hj_recording_free (HjRecording *recording)
{
  for (guint i = 0; i < HJ_N_LAYERS; i++)
    g_clear_pointer (&recording->sessions[i], sqlite3session_delete);
  g_free (recording);
}

/* @all: an act of the panel: everything it writes is one entry of its layer. */
static gboolean
watch_layer (HjRecording  *recording,
             HjLayer       layer,
             gboolean      all,
             GError      **error)
{
  HjStore *store = recording->store;
  int code = sqlite3session_create (store->db, "main", &recording->sessions[layer]);

  for (guint i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (tables); i++)
    if (all || tables[i].layer == layer)
      code = sqlite3session_attach (recording->sessions[layer], tables[i].name);

  return code == SQLITE_OK ? TRUE : hj_store_fail (store, code, error);
}

/**
 * hj_recording_start:
 * @layers: a bit for each layer that is about to be written; 0 for an act of
 *   the panel, which may write to any table and is one entry of its layer
 *
 * A layer that is not named is not recorded, and costs nothing.
 */
HjRecording *
hj_recording_start (HjStore  *store,
                    guint     layers,
                    GError  **error)
{
  g_autoptr (HjRecording) recording = g_new0 (HjRecording, 1);

  recording->store = store;
  if (layers == 0)
    return watch_layer (recording, HJ_LAYER_PANEL, TRUE, error) ? g_steal_pointer (&recording) : NULL;
  for (guint i = 0; i < HJ_N_LAYERS; i++)
    if ((layers & (1u << i)) != 0 && !watch_layer (recording, (HjLayer) i, FALSE, error))
      return NULL;

  return g_steal_pointer (&recording);
}

static gboolean
finish_layer (HjRecording    *recording,
              HjLayer         layer,
              const HjEntry  *template,
              guint          *n_entries,
              GError        **error)
{
  HjStore *store = recording->store;
  HjEntry entry = *template;
  g_autoptr (HjSqliteText) changeset = NULL;
  gpointer data = NULL;
  int code = sqlite3session_changeset (recording->sessions[layer], &entry.n_changeset, &data);

  changeset = data;
  if (code != SQLITE_OK)
    return hj_store_fail (store, code, error);
  if (entry.n_changeset == 0)
    return TRUE;
  entry.layer = hj_layer_to_id (layer);
  entry.changeset = changeset;
  if (!hj_changeset_check (store, layer, entry.author, changeset, entry.n_changeset, &entry.changes, error))
    return FALSE;
  (*n_entries)++;

  return hj_store_add_entry (store, &entry, error);
}

gboolean
hj_recording_finish (HjRecording    *recording,
                     const HjEntry  *template,
                     guint          *n_entries,
                     GError        **error)
{
  *n_entries = 0;
  for (guint i = 0; i < HJ_N_LAYERS; i++)
    if (recording->sessions[i] != NULL &&
        !finish_layer (recording, (HjLayer) i, template, n_entries, error))
      return FALSE;

  return TRUE;
}

static gboolean
refuse_entry (HjStore     *store,
              const char  *fault,
              GError     **error)
{
  g_autofree char *name = g_filename_display_basename (store->path);

  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("The history of “%s” has a damaged entry (%s), so nothing was undone or redone. "
                 "All that was recorded is unchanged."),
               name, fault);

  return FALSE;
}

/* Whose row it is stands in the key, which every change carries: the old row of
 * a deletion or an update, the new one of an insertion. */
static gboolean
row_is_of (sqlite3_changeset_iter *iter,
           int                     operation,
           int                     column,
           const char             *author)
{
  sqlite3_value *value = NULL;
  int code = operation == SQLITE_INSERT ? sqlite3changeset_new (iter, column, &value)
                                        : sqlite3changeset_old (iter, column, &value);

  if (code != SQLITE_OK || value == NULL || sqlite3_value_type (value) != SQLITE_TEXT)
    return FALSE;

  return g_strcmp0 ((const char *) sqlite3_value_text (value), author) == 0;
}

/* What is kept of this row is about to be out of date. */
static void
touch_row (HjStore                *store,
           sqlite3_changeset_iter *iter,
           int                     operation,
           const Table            *table)
{
  sqlite3_value *value = NULL;
  int code = operation == SQLITE_INSERT ? sqlite3changeset_new (iter, 0, &value)
                                        : sqlite3changeset_old (iter, 0, &value);
  const char *id = code == SQLITE_OK && value != NULL ? (const char *) sqlite3_value_text (value) : NULL;

  if (table->record == HJ_RECORD_APPLICANT)
    id = "applicant";
  if (id != NULL)
    hj_store_touch_record (store, (HjRecordKind) table->record, id);
}

static const char *
find_fault (HjStore                *store,
            sqlite3_changeset_iter *iter,
            HjLayer                 layer,
            const char             *author)
{
  const char *name = NULL;
  const Table *table;
  unsigned char *keys = NULL;
  int columns = 0, n_keys = 0, operation = 0, indirect = 0;

  if (sqlite3changeset_op (iter, &name, &columns, &operation, &indirect) != SQLITE_OK)
    return "operation";
  table = find_table (layer, name);
  if (table == NULL)
    return "table";
  if (columns < table->columns || sqlite3changeset_pk (iter, &keys, &n_keys) != SQLITE_OK || n_keys != columns)
    return "columns";
  for (int i = 0; i < columns; i++)
    if ((keys[i] != 0) != (i < table->keys))
      return "key";
  if (operation != SQLITE_INSERT && operation != SQLITE_DELETE && operation != SQLITE_UPDATE)
    return "operation";
  if (layer != HJ_LAYER_PANEL && table->expert >= 0 && *author != '\0' && !row_is_of (iter, operation, table->expert, author))
    return "author";
  if (table->record >= 0)
    touch_row (store, iter, operation, table);

  return NULL;
}

/**
 * hj_changeset_check:
 * @author: the only expert whose rows it may touch in the findings; "" for any
 * @changes: (out): rows it changes
 *
 * Reads a changeset through before anything is done with it.
 */
gboolean
hj_changeset_check (HjStore        *store,
                    HjLayer         layer,
                    const char     *author,
                    gconstpointer   data,
                    int             size,
                    gint64         *changes,
                    GError        **error)
{
  sqlite3_changeset_iter *iter = NULL;
  const char *fault = NULL;
  int code = sqlite3changeset_start (&iter, size, (gpointer) data);

  *changes = 0;
  if (code != SQLITE_OK)
    return hj_store_fail (store, code, error);
  while (fault == NULL && (code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    {
      fault = find_fault (store, iter, layer, author);
      (*changes)++;
    }
  if (sqlite3changeset_finalize (iter) != SQLITE_OK && fault == NULL)
    fault = "form";
  if (fault == NULL && code != SQLITE_DONE)
    fault = "form";

  return fault == NULL ? TRUE : refuse_entry (store, fault, error);
}

/* Nothing is ever forced: the first row that is not as the entry left it ends it all. */
static int
conflicted_cb (gpointer                data,
               int                     conflict,
               sqlite3_changeset_iter *iter)
{
  int *met = data;

  *met = conflict;

  return SQLITE_CHANGESET_ABORT;
}

/**
 * hj_changeset_apply:
 * @changes: rows that the entry says it changes
 *
 * Within a transaction of the caller, who rolls back after an error. INVALID
 * where a row is no longer as the entry left it; CORRUPT where the changeset is
 * not what it should be, or changed another number of rows.
 */
gboolean
hj_changeset_apply (HjStore        *store,
                    HjLayer         layer,
                    const char     *author,
                    gconstpointer   data,
                    int             size,
                    gint64          changes,
                    GError        **error)
{
  gint64 counted = 0;
  gint64 before;
  int conflict = 0;
  int code;

  if (!hj_changeset_check (store, layer, author, data, size, &counted, error))
    return FALSE;
  if (counted != changes)
    return refuse_entry (store, "count", error);

  before = sqlite3_total_changes64 (store->db);
  code = sqlite3changeset_apply (store->db, size, (gpointer) data, NULL, conflicted_cb, &conflict);
  if (conflict == SQLITE_CHANGESET_DATA || conflict == SQLITE_CHANGESET_NOTFOUND ||
      conflict == SQLITE_CHANGESET_CONFLICT || conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                           _("This step can't be taken back: what it changed has been changed again since, "
                             "or something now depends on it. Nothing was changed; correct it by hand."));
      return FALSE;
    }
  if (conflict == SQLITE_CHANGESET_CONSTRAINT)
    return refuse_entry (store, "value", error);
  if (code != SQLITE_OK)
    return hj_store_fail (store, code, error);
  /* SQLite skips a table that doesn't fit and says nothing. */
  if (sqlite3_total_changes64 (store->db) - before != changes)
    return refuse_entry (store, "rows", error);

  return TRUE;
}
