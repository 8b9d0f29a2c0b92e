/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-store-private.h"

/* A text of any length is a way to make a program stumble: one bound for all. */
#define TEXT(name) "  " name " TEXT NOT NULL CHECK (length(" name ") <= 65536),\n"
#define KEY(name)  "  " name " TEXT NOT NULL CHECK (length(" name ") BETWEEN 1 AND 128),\n"
#define FLAG(name) "  " name " INTEGER NOT NULL CHECK (" name " IN (0, 1)),\n"
#define ONE_ROW    "  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),\n"

/* Version 1. Keys are natural or random, never counters; a table that holds one
 * row has a constant for its key. Days are days since 1970-01-01, times are
 * microseconds since then, points are hundredths.
 *
 * These texts are never changed: a released schema is what older files hold.
 * What comes later is a step of its own below, which adds tables and appends
 * columns and does nothing else (an old changeset must still fit).
 */
static const char * const version_1[] = {
  /* What the dossier is: fixed when it is made. */
  "CREATE TABLE dossier (\n"
  ONE_ROW
  "  dossier_id TEXT NOT NULL CHECK (length(dossier_id) = 32),\n"
  "  created INTEGER NOT NULL,\n"
  TEXT ("scheme_id")
  TEXT ("scheme_edition")
  "  scheme_digest TEXT NOT NULL CHECK (length(scheme_digest) = 64),\n"
  "  scheme BLOB NOT NULL CHECK (length(scheme) BETWEEN 1 AND 2097152)\n"
  ") STRICT",

  /* The working copy this file is, and the digest of the target's bytes when it
   * last published. */
  "CREATE TABLE copy (\n"
  ONE_ROW
  KEY ("copy_id")
  "  target_digest TEXT NOT NULL CHECK (length(target_digest) <= 128)\n"
  ") STRICT",

  /* The published state: this file itself, or the one the working copy goes back to. */
  "CREATE TABLE publication (\n"
  ONE_ROW
  "  serial INTEGER NOT NULL CHECK (serial >= 0),\n"
  "  parent_digest TEXT NOT NULL CHECK (length(parent_digest) IN (0, 64)),\n"
  "  content_digest TEXT NOT NULL CHECK (length(content_digest) IN (0, 64)),\n"
  "  published INTEGER NOT NULL,\n"
  TEXT ("publisher")
  "  entries INTEGER NOT NULL CHECK (entries >= 0),\n"
  "  chain_heads TEXT NOT NULL\n"
  ") STRICT",

  /* Alone on its page, so that the digits can be found in the file's bytes. */
  "CREATE TABLE seal (\n"
  ONE_ROW
  "  digest TEXT NOT NULL CHECK (length(digest) = 64)\n"
  ") STRICT",

  "CREATE TABLE applicant (\n"
  ONE_ROW
  TEXT ("name")
  TEXT ("credit_code")
  TEXT ("department")
  TEXT ("type")
  TEXT ("address")
  TEXT ("postcode")
  TEXT ("contact")
  "  phone TEXT NOT NULL CHECK (length(phone) <= 65536)\n"
  ") STRICT",

  "CREATE TABLE visit (\n"
  ONE_ROW
  "  from_day INTEGER,\n"
  "  to_day INTEGER,\n"
  TEXT ("place")
  "  methods TEXT NOT NULL CHECK (length(methods) <= 65536)\n"
  ") STRICT",

  "CREATE TABLE occupation (\n"
  KEY ("id")
  "  position INTEGER NOT NULL,\n"
  TEXT ("code")
  TEXT ("edition")
  TEXT ("name")
  TEXT ("trade")
  TEXT ("levels")
  "  PRIMARY KEY (id)\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE member (\n"
  KEY ("id")
  "  position INTEGER NOT NULL,\n"
  TEXT ("name")
  TEXT ("unit")
  TEXT ("title")
  FLAG ("lead")
  FLAG ("recused")
  TEXT ("recusal")
  "  joined INTEGER,\n"
  "  PRIMARY KEY (id)\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE material (\n"
  KEY ("material")
  FLAG ("answered")
  FLAG ("received")
  "  copies INTEGER NOT NULL,\n"
  TEXT ("remark")
  "  PRIMARY KEY (material)\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE finding (\n"
  KEY ("criterion")
  "  expert TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,\n"
  "  verdict TEXT NOT NULL CHECK (verdict IN ('none', 'met', 'missing', 'deficient', 'problem', 'not-applicable')),\n"
  TEXT ("reason")
  TEXT ("method")
  TEXT ("occupation")
  TEXT ("note")
  TEXT ("tier")
  "  quantity INTEGER NOT NULL,\n"
  "  award INTEGER,\n"
  TEXT ("evidence")
  "  changed INTEGER NOT NULL,\n"
  "  PRIMARY KEY (criterion, expert)\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE deduction (\n"
  KEY ("criterion")
  KEY ("expert")
  KEY ("id")
  "  position INTEGER NOT NULL,\n"
  "  points INTEGER NOT NULL,\n"
  TEXT ("aspect")
  TEXT ("reason")
  TEXT ("method")
  TEXT ("occupation")
  "  PRIMARY KEY (criterion, expert, id),\n"
  "  FOREIGN KEY (criterion, expert) REFERENCES finding (criterion, expert) DEFERRABLE INITIALLY DEFERRED\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE mark (\n"
  KEY ("criterion")
  KEY ("expert")
  KEY ("aspect")
  "  mark TEXT NOT NULL CHECK (mark IN ('none', 'clear', 'problem', 'not-applicable')),\n"
  TEXT ("remark")
  "  PRIMARY KEY (criterion, expert, aspect),\n"
  "  FOREIGN KEY (criterion, expert) REFERENCES finding (criterion, expert) DEFERRABLE INITIALLY DEFERRED\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE note (\n"
  "  expert TEXT NOT NULL CHECK (length(expert) <= 128),\n"
  KEY ("id")
  TEXT ("about")
  TEXT ("text")
  "  changed INTEGER NOT NULL,\n"
  "  PRIMARY KEY (expert, id)\n"
  ") STRICT, WITHOUT ROWID",

  /* What is being typed: outside the history, never published. */
  "CREATE TABLE draft (\n"
  "  expert TEXT NOT NULL CHECK (length(expert) <= 128),\n"
  KEY ("field")
  TEXT ("text")
  "  changed INTEGER NOT NULL,\n"
  "  PRIMARY KEY (expert, field)\n"
  ") STRICT, WITHOUT ROWID",

  /* The entries of one command share copy_id and tick. The tick is higher than
   * any the copy had seen, so it gives an order that survives uniting files. */
  "CREATE TABLE history (\n"
  "  author TEXT NOT NULL CHECK (length(author) <= 128),\n"
  KEY ("copy_id")
  KEY ("layer")
  "  sequence INTEGER NOT NULL CHECK (sequence > 0),\n"
  "  tick INTEGER NOT NULL CHECK (tick > 0),\n"
  "  kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),\n"
  "  target_copy TEXT NOT NULL CHECK (length(target_copy) <= 128),\n"
  "  target_tick INTEGER NOT NULL,\n"
  "  wall INTEGER NOT NULL,\n"
  "  monotonic INTEGER NOT NULL,\n"
  "  boot_id TEXT NOT NULL CHECK (length(boot_id) <= 128),\n"
  TEXT ("label")
  "  changes INTEGER NOT NULL CHECK (changes > 0),\n"
  "  hash TEXT NOT NULL CHECK (length(hash) = 64),\n"
  "  changeset BLOB NOT NULL,\n"
  "  PRIMARY KEY (author, copy_id, layer, sequence)\n"
  ") STRICT, WITHOUT ROWID",
  NULL
};

/* Version 2: what the application's tables need (hj-record-schema.c), and then
 * what the panel says about standards, how it ends, and the schemes that the
 * dossier was moved to. */
static const char * const version_2[] = {
  /* In version 1 no copies and nobody knows were the same. */
  "ALTER TABLE material ADD COLUMN copies_known INTEGER NOT NULL DEFAULT 0 CHECK (copies_known IN (0, 1))",

  "CREATE TABLE decision (\n"
  KEY ("check_id")
  "  subject TEXT NOT NULL CHECK (length(subject) <= 256),\n"
  "  expert TEXT NOT NULL REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,\n"
  "  kind TEXT NOT NULL CHECK (kind IN ('accepted', 'dismissed')),\n"
  TEXT ("reason")
  TEXT ("criterion")
  TEXT ("deduction")
  TEXT ("gap")
  "  changed INTEGER NOT NULL,\n"
  "  PRIMARY KEY (check_id, subject, expert)\n"
  ") STRICT, WITHOUT ROWID",

  "CREATE TABLE relaxation (\n"
  KEY ("standard")
  "  subject TEXT NOT NULL CHECK (length(subject) <= 256),\n"
  "  expert TEXT NOT NULL CHECK (length(expert) <= 128),\n"
  TEXT ("bonus_case")
  "  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 65536),\n"
  "  changed INTEGER NOT NULL,\n"
  "  PRIMARY KEY (standard, subject)\n"
  ") STRICT, WITHOUT ROWID",

  /* No row: nothing was concluded yet. */
  "CREATE TABLE conclusion (\n"
  ONE_ROW
  "  result TEXT NOT NULL CHECK (result IN ('none', 'approve', 'approve-after-rectification', 'reject')),\n"
  TEXT ("reasons")
  "  expert TEXT NOT NULL CHECK (length(expert) <= 128),\n"
  "  day INTEGER\n"
  ") STRICT",

  /* A move: from which scheme, to which, and the canonical form of what was
   * left, compressed (zlib). The latest by (moved, id) is where the dossier is. */
  "CREATE TABLE edition (\n"
  KEY ("id")
  "  moved INTEGER NOT NULL,\n"
  TEXT ("left_id")
  TEXT ("left_edition")
  TEXT ("left_title")
  "  left_digest TEXT NOT NULL CHECK (length(left_digest) = 64),\n"
  TEXT ("scheme_id")
  TEXT ("scheme_edition")
  "  scheme_digest TEXT NOT NULL CHECK (length(scheme_digest) = 64),\n"
  "  former_size INTEGER NOT NULL CHECK (former_size BETWEEN 0 AND 268435456),\n"
  "  scheme BLOB NOT NULL CHECK (length(scheme) BETWEEN 1 AND 2097152),\n"
  "  former BLOB NOT NULL,\n"
  "  PRIMARY KEY (id)\n"
  ") STRICT, WITHOUT ROWID",
  NULL
};

static const HjSchemaStep steps[] = {
  { 1, version_1, NULL },
  { 2, version_2, hj_record_schema_2 },
  { 0, NULL, NULL }
};

const HjLadder hj_ladder = { steps };

int
hj_ladder_get_version (const HjLadder *ladder)
{
  int version = 0;

  while (ladder->steps[version].version != 0)
    {
      g_assert (ladder->steps[version].version == version + 1);
      version++;
    }

  return version;
}

static gboolean
run_all (const char * const  *statements,
         sqlite3             *db,
         const char          *path,
         GError             **error)
{
  for (guint i = 0; statements[i] != NULL; i++)
    if (!hj_sqlite_exec (db, path, statements[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
take_step (const HjSchemaStep  *step,
           sqlite3             *db,
           const char          *path,
           GError             **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", step->version);

  if (step->records != NULL && !run_all (step->records, db, path, error))
    return FALSE;

  return run_all (step->statements, db, path, error) && hj_sqlite_exec (db, path, version, error);
}

/* Adds name to SQL text of every object in the schema. */
static gboolean
read_objects (sqlite3     *db,
              const char  *path,
              GHashTable  *objects,
              GError     **error)
{
  g_autoptr (HjStatement) statement = NULL;
  int code = sqlite3_prepare_v2 (db, "SELECT type, name, sql FROM sqlite_schema LIMIT 1000", -1, &statement, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        {
          const char *type = (const char *) sqlite3_column_text (statement, 0);
          const char *name = (const char *) sqlite3_column_text (statement, 1);
          const char *sql = (const char *) sqlite3_column_text (statement, 2);

          g_hash_table_replace (objects,
                                g_strconcat (type ? type : "?", " ", name ? name : "?", NULL),
                                g_strdup (sql ? sql : ""));
        }
    }

  return code == SQLITE_DONE ? TRUE : hj_sqlite_error (db, code, path, error);
}

/* The table that a statement makes or appends a column to; NULL of any other statement. */
static char *
dup_table (const char *statement)
{
  static const char * const verbs[] = { "CREATE TABLE ", "ALTER TABLE " };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (statement, verbs[i]))
      {
        const char *name = statement + strlen (verbs[i]);

        return g_strndup (name, strcspn (name, " "));
      }

  return NULL;
}

static void
sort_out (const char * const *statements,
          GHashTable         *groups,
          GPtrArray          *all)
{
  for (guint i = 0; statements != NULL && statements[i] != NULL; i++)
    {
      g_autofree char *table = dup_table (statements[i]);
      GPtrArray *group = table != NULL ? g_hash_table_lookup (groups, table) : NULL;

      g_ptr_array_add (all, (gpointer) statements[i]);
      if (group != NULL)
        g_ptr_array_add (group, (gpointer) statements[i]);
      else
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (group, (gpointer) statements[i]);
          g_hash_table_insert (groups, table != NULL ? g_steal_pointer (&table) : g_strdup (""), group);
        }
    }
}

/* The ladder's statements up to @version, in order, in groups that may be run apart: an
 * appended column has the whole schema read again, so a table that gets some is alone.
 * Where a statement does something else, all are one group. (element-type GPtrArray) */
static GPtrArray *
list_groups (const HjLadder *ladder,
             int             version)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *single = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer group;

  for (int i = 0; i < version; i++)
    {
      sort_out (ladder->steps[i].records, groups, all);
      sort_out (ladder->steps[i].statements, groups, all);
    }
  g_ptr_array_add (list, single);
  if (g_hash_table_contains (groups, ""))
    {
      g_ptr_array_extend (single, all, NULL, NULL);
      return list;
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    if (((GPtrArray *) group)->len == 1)
      g_ptr_array_extend (single, group, NULL, NULL);
    else
      g_ptr_array_add (list, g_ptr_array_ref (group));

  return list;
}

static gboolean
read_group (GPtrArray   *statements,
            GHashTable  *objects,
            GError     **error)
{
  g_autoptr (HjDatabase) db = NULL;
  int code = sqlite3_open_v2 (":memory:", &db,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                              NULL);

  if (code != SQLITE_OK)
    return hj_sqlite_error (db, code, ":memory:", error);
  for (guint i = 0; i < statements->len; i++)
    if (!hj_sqlite_exec (db, ":memory:", g_ptr_array_index (statements, i), error))
      return FALSE;

  return read_objects (db, ":memory:", objects, error);
}

/* What version @version looks like: the ladder climbed in memory. */
static GHashTable *
make_reference (const HjLadder  *ladder,
                int              version,
                GError         **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) groups = list_groups (ladder, version);

  for (guint i = 0; i < groups->len; i++)
    if (!read_group (g_ptr_array_index (groups, i), objects, error))
      return NULL;

  return g_steal_pointer (&objects);
}

/* Reading the reference again at each opening would cost more than the opening. */
static GHashTable *
get_reference (const HjLadder  *ladder,
               int              version,
               GError         **error)
{
  static GMutex mutex;
  static GHashTable *references = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *key = g_strdup_printf ("%p %d", (gconstpointer) ladder, version);
  GHashTable *reference;

  if (references == NULL)
    references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);

  reference = g_hash_table_lookup (references, key);
  if (reference == NULL)
    {
      reference = make_reference (ladder, version, error);
      if (reference != NULL)
        g_hash_table_insert (references, g_steal_pointer (&key), reference);
    }

  return reference;
}

/**
 * hj_schema_create:
 *
 * A fresh dossier gets the very texts that an old one has at the end of the
 * ladder. It doesn't climb: each appended column would have the whole schema
 * read again.
 */
gboolean
hj_schema_create (const HjLadder  *ladder,
                  sqlite3         *db,
                  const char      *path,
                  GError         **error)
{
  int version = hj_ladder_get_version (ladder);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", version);
  GHashTable *reference = get_reference (ladder, version, error);
  g_autoptr (GList) names = NULL;

  if (reference == NULL)
    return FALSE;
  names = g_list_sort (g_hash_table_get_keys (reference), (GCompareFunc) strcmp);
  for (const GList *l = names; l != NULL; l = l->next)
    {
      const char *sql = g_hash_table_lookup (reference, l->data);

      /* What a constraint needs has no text and comes with its table. */
      if (*sql != '\0' && !hj_sqlite_exec (db, path, sql, error))
        return FALSE;
    }

  return hj_sqlite_exec (db, path, set_version, error);
}

static gboolean
refuse_object (const char  *path,
               const char  *fault,
               const char  *object,
               GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *shown = g_utf8_make_valid (object, -1);

  if (g_utf8_strlen (shown, -1) > 80)
    *g_utf8_offset_to_pointer (shown, 80) = '\0';
  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("“%s” was not opened: %s (%s). It was damaged or made by something else; open an earlier copy of it."),
               name, fault, shown);

  return FALSE;
}

gboolean
hj_schema_compare (const HjLadder  *ladder,
                   int              version,
                   sqlite3         *db,
                   const char      *path,
                   GError         **error)
{
  GHashTable *reference = get_reference (ladder, version, error);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, sql;

  if (reference == NULL || !read_objects (db, path, objects, error))
    return FALSE;

  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    {
      const char *expected = g_hash_table_lookup (reference, name);

      if (expected == NULL)
        return refuse_object (path, _("it contains something that no dossier has"), name, error);
      if (strcmp (expected, sql) != 0)
        return refuse_object (path, _("a part of it has another form than in a dossier"), name, error);
    }

  g_hash_table_iter_init (&iter, reference);
  while (g_hash_table_iter_next (&iter, &name, &sql))
    if (!g_hash_table_contains (objects, name))
      return refuse_object (path, _("a part of it is missing"), name, error);

  return TRUE;
}

static gboolean
migrate_one (const HjSchemaStep  *step,
             sqlite3             *db,
             const char          *path,
             GError             **error)
{
  if (!hj_sqlite_exec (db, path, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (take_step (step, db, path, error) && hj_sqlite_exec (db, path, "COMMIT", error))
    return TRUE;

  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

/* Each step is a transaction of its own that ends with its version: wherever it
 * stops, the file is a sound dossier of the version it says. */
gboolean
hj_schema_migrate (const HjLadder  *ladder,
                   int              version,
                   sqlite3         *db,
                   const char      *path,
                   GError         **error)
{
  int newest = hj_ladder_get_version (ladder);

  for (int i = version; i < newest; i++)
    if (!migrate_one (&ladder->steps[i], db, path, error))
      return FALSE;

  return hj_schema_compare (ladder, newest, db, path, error);
}
