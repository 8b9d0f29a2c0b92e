/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "dossier-fixture.h"
#include "dossier-probe.h"

/* Damaged and hostile files: each is refused with a sentence that names it, or
 * read soundly; never a crash, never half a dossier. */

typedef struct {
  HjScheme *scheme;
  guint8   *data;    /* of a sound published file */
  gsize     size;
  char     *digest;  /* of its content */
} Sound;

static void
sound_init (Sound *sound)
{
  g_autoptr (HjStore) store = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dossier_fresh_path ();

  sound->scheme = hj_test_scheme ();
  store = dossier_new (sound->scheme);
  content = dossier_random_content (sound->scheme);
  commands = dossier_commands_for (content);
  g_assert_true (hj_store_apply (store, "", "everything", commands, &error));
  g_assert_true (hj_store_undo (store, "", &error));
  g_assert_true (hj_store_redo (store, "", &error));
  g_assert_true (hj_store_export (store, path, "tester", NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, (char **) &sound->data, &sound->size, &error));
  sound->digest = dossier_digest (store, sound->scheme);
}

static void
sound_clear (Sound *sound)
{
  hj_scheme_unref (sound->scheme);
  g_free (sound->data);
  g_free (sound->digest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sound, sound_clear)

static char *
write_file (const guint8 *data,
            gsize         size)
{
  g_autoptr (GError) error = NULL;
  char *path = dossier_fresh_path ();

  g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);

  return path;
}

/* What must hold for any bytes at all. */
static DossierProbed
probe (const Sound  *sound,
       const guint8 *data,
       gsize         size)
{
  g_autofree char *path = write_file (data, size);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  DossierProbed probed = dossier_probe_published (path, sound->scheme, &error);

  if (probed == DOSSIER_REFUSED)
    g_assert_nonnull (strstr (error->message, "dossier.hjd"));
  /* Reading leaves nothing beside the file. */
  g_assert_cmpuint (hj_test_count_files (folder), ==, 1);
  if (probed == DOSSIER_VERIFIED)
    g_assert_cmpmem (data, size, sound->data, sound->size);
  dossier_probe_working (path, sound->scheme);
  hj_test_remove_tree (folder);

  return probed;
}

static gsize
random_place (gsize size)
{
  return (gsize) (g_test_rand_double () * (double) size);
}

static void
test_truncated (void)
{
  g_auto (Sound) sound = { 0 };

  sound_init (&sound);
  g_assert_cmpint (probe (&sound, sound.data, sound.size), ==, DOSSIER_VERIFIED);
  for (guint i = 0; i < 250; i++)
    {
      gsize size = i < 130 ? i : random_place (sound.size);

      g_assert_cmpint (probe (&sound, sound.data, size), ==, DOSSIER_REFUSED);
    }
}

static void
test_flipped (void)
{
  g_auto (Sound) sound = { 0 };
  guint read = 0;

  sound_init (&sound);
  for (guint i = 0; i < 420; i++)
    {
      g_autofree guint8 *data = g_memdup2 (sound.data, sound.size);
      int n = g_test_rand_int_range (1, i % 3 == 0 ? 40 : 3);

      for (int k = 0; k < n; k++)
        data[random_place (i % 5 == 0 ? 4096 : sound.size)] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      read += probe (&sound, data, sound.size) != DOSSIER_REFUSED;
    }
  g_test_message ("%u of 420 could be read but for their digest", read);
}

/* A page that was written elsewhere, or never. */
static void
test_pages (void)
{
  g_auto (Sound) sound = { 0 };

  sound_init (&sound);
  for (guint i = 0; i < 150; i++)
    {
      g_autofree guint8 *data = g_memdup2 (sound.data, sound.size);
      gsize n_pages = sound.size / 4096;
      gsize from = random_place (n_pages) * 4096;
      gsize to = random_place (n_pages) * 4096;

      if (i % 3 == 0)
        memset (data + to, 0, 4096);
      else if (i % 3 == 1)
        memcpy (data + to, sound.data + from, 4096);
      else
        for (guint k = 0; k < 4096; k++)
          data[to + k] = (guint8) g_test_rand_int_range (0, 256);
      probe (&sound, data, sound.size);
    }
}

static void
test_noise (void)
{
  g_auto (Sound) sound = { 0 };

  sound_init (&sound);
  for (guint i = 0; i < 150; i++)
    {
      gsize size = random_place (20000) + 100;
      g_autofree guint8 *data = g_malloc (size);

      for (gsize k = 0; k < size; k++)
        data[k] = (guint8) g_test_rand_int_range (0, 256);
      /* Half of them begin like a dossier. */
      if (i % 2 == 0)
        memcpy (data, sound.data, 100);
      g_assert_cmpint (probe (&sound, data, size), ==, DOSSIER_REFUSED);
    }
}

/* A file that SQLite itself finds sound, changed by somebody with SQLite. */
static const struct {
  const char *sql;
  const char *named;  /* must stand in the refusal; NULL: may be read, must not verify */
} hostile[] = {
  { "CREATE TRIGGER evil AFTER UPDATE ON applicant BEGIN DELETE FROM finding; END", "evil" },
  { "CREATE VIEW evil AS SELECT * FROM finding", "evil" },
  { "CREATE TABLE evil (id INTEGER PRIMARY KEY)", "evil" },
  { "CREATE INDEX evil ON member (name)", "evil" },
  { "CREATE VIRTUAL TABLE evil USING fts5 (x)", "evil" },
  { "CREATE TABLE evil (id INTEGER PRIMARY KEY AUTOINCREMENT)", "table " },
  { "ANALYZE", "sqlite_stat" },
  { "DROP TABLE mark", "mark" },
  { "ALTER TABLE finding ADD COLUMN evil TEXT", "finding" },
  { "ALTER TABLE note RENAME TO notes", "note" },
  { "ALTER TABLE member DROP COLUMN unit", "member" },
  { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'STRICT', '') WHERE name = 'member'",
    "dossier.hjd" },
  { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, 'length(name)', 'length(unit)')"
    " WHERE name = 'member'", "member" },
  { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE member (' WHERE name = 'member'",
    "dossier.hjd" },
  { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'finding'", "dossier.hjd" },
  { "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'evil', 'evil', 0,"
    " 'CREATE TABLE evil (x)')", "dossier.hjd" },
  { "PRAGMA application_id = 1", "dossier.hjd" },
  { "PRAGMA user_version = 0", "dossier.hjd" },
  { "PRAGMA user_version = 99", "newer" },
  { "PRAGMA user_version = -1", "dossier.hjd" },
  { "PRAGMA journal_mode = WAL", "dossier.hjd" },
  { "PRAGMA page_size = 512; VACUUM", NULL },
  { "PRAGMA auto_vacuum = FULL; VACUUM", NULL },
  { "DELETE FROM seal", "dossier.hjd" },
  { "DELETE FROM dossier", "dossier.hjd" },
  { "DELETE FROM applicant", "dossier.hjd" },
  { "DELETE FROM visit", "dossier.hjd" },
  { "DELETE FROM copy", "dossier.hjd" },
  { "DELETE FROM publication", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; UPDATE finding SET verdict = 'excellent'", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; UPDATE member SET id = '' WHERE position = 0", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; UPDATE dossier SET scheme = zeroblob (3000000)", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; UPDATE applicant SET name = CAST (zeroblob (70000000) AS TEXT)",
    "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; UPDATE applicant SET name = printf ('%.*c', 100000, 'x')", "dossier.hjd" },
  { "UPDATE applicant SET name = CAST (zeroblob (100000) AS TEXT)", NULL },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO applicant (singleton, name, credit_code, department,"
    " type, address, postcode, contact, phone) VALUES (2, '', '', '', '', '', '', '', '')", "dossier.hjd" },
  { "PRAGMA foreign_keys = OFF; DELETE FROM member", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO staff (id, position, birth) VALUES ('x', 1, '1990年5月')", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO staff (id, position, full_time) VALUES ('x', 1, 2)", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO staff (id, position, age) VALUES ('x', 1, 1000000000000)",
    "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO site (id, position, kind) VALUES ('x', 1, 'Not an id')",
    "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO site (id, position, area) VALUES ('x', 1, 100000000000000)",
    "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO bank_expert (id, position) VALUES ('', 1)", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO relaxation VALUES ('s', '', '', '', '', 0)", "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT OR REPLACE INTO conclusion VALUES (1, 'excellent', '', '', NULL)",
    "dossier.hjd" },
  { "PRAGMA foreign_keys = OFF; INSERT INTO decision VALUES ('c', '', 'nobody', 'accepted', '', '', '', '', 0)",
    "dossier.hjd" },
  { "PRAGMA ignore_check_constraints = ON; INSERT INTO edition VALUES ('e', 1, '', '', '', '', '', '', '', 0, x'00', x'')",
    "dossier.hjd" },
  { "INSERT INTO staff (id, position, name) VALUES ('x', 9223372036854775807, CAST (x'410042' AS TEXT))", NULL },
  { "INSERT INTO site (id, position, kind) VALUES ('x', -9223372036854775808, 'of-a-later-version')", NULL },
  { "UPDATE material SET copies = 9223372036854775807", NULL },
  { "INSERT INTO edition VALUES ('e', 9223372036854775807, '', '', '', hex (zeroblob (32)), '', '', hex (zeroblob (32)),"
    " 268435456, x'00', x'789c')", NULL },
  { "INSERT OR REPLACE INTO conclusion VALUES (1, 'reject', '', 'nobody', -9223372036854775808)", NULL },
  { "PRAGMA foreign_keys = OFF; UPDATE deduction SET criterion = 'none'", "dossier.hjd" },
  { "UPDATE applicant SET name = CAST (x'ff41' AS TEXT)", NULL },
  { "UPDATE applicant SET name = CAST (x'410042' AS TEXT)", NULL },
  { "UPDATE applicant SET name = 'somebody else'", NULL },
  { "UPDATE visit SET from_day = 9223372036854775807", NULL },
  { "UPDATE dossier SET scheme = x'00'", NULL },
  { "UPDATE finding SET changed = changed + 1", NULL },
  { "UPDATE publication SET serial = 9223372036854775807", NULL },
  { "UPDATE publication SET serial = 0", NULL },
  { "UPDATE seal SET digest = lower (hex (zeroblob (32)))", NULL },
  { "UPDATE history SET changeset = zeroblob (1000)", NULL },
  { "UPDATE history SET kind = 'undo', target_tick = 99", NULL },
  { "UPDATE history SET tick = 9223372036854775807", NULL },
  { "UPDATE history SET sequence = 9223372036854775807 WHERE layer = 'findings' AND sequence = 3", NULL },
  { "UPDATE history SET label = CAST (x'ff' AS TEXT)", NULL },
  { "UPDATE history SET wall = -9223372036854775807, monotonic = 9223372036854775807 WHERE sequence = 2", NULL },
  { "DELETE FROM history WHERE sequence = 3", NULL },
  { "DELETE FROM history", NULL },
};

/* As a stranger would: without any of our bounds. */
static void
change_with_sqlite (const char *path,
                    const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_hostile (void)
{
  g_auto (Sound) sound = { 0 };

  sound_init (&sound);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = write_file (sound.data, sound.size);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GError) error = NULL;
      DossierProbed probed;

      change_with_sqlite (path, hostile[i].sql);
      probed = dossier_probe_published (path, sound.scheme, &error);
      g_test_message ("%s: %s", hostile[i].sql, error != NULL ? error->message : "?");
      if (probed == DOSSIER_VERIFIED || (hostile[i].named != NULL && probed != DOSSIER_REFUSED))
        g_error ("%s was taken", hostile[i].sql);
      if (hostile[i].named != NULL && strstr (error->message, hostile[i].named) == NULL)
        g_error ("%s: “%s” doesn't name %s", hostile[i].sql, error->message, hostile[i].named);
      dossier_probe_working (path, sound.scheme);
      hj_test_remove_tree (folder);
    }
}

/* Wrong types under the right schema: STRICT is lifted, the values are written, STRICT is put back. */
static void
test_wrong_types (void)
{
  static const char * const values[] = {
    "UPDATE member SET name = x'00ff'",
    "UPDATE member SET lead = 'x'",
    "UPDATE member SET position = 1.5",
    "UPDATE member SET joined = 'yesterday'",
    "UPDATE member SET unit = NULL",
  };
  g_auto (Sound) sound = { 0 };

  sound_init (&sound);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *path = write_file (sound.data, sound.size);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GError) error = NULL;

      change_with_sqlite (path,
                          "PRAGMA writable_schema = ON; CREATE TABLE keep (id INTEGER PRIMARY KEY, sql TEXT);"
                          "INSERT INTO keep SELECT 1, sql FROM sqlite_schema WHERE name = 'member';"
                          "UPDATE sqlite_schema SET sql = replace (replace (sql, 'STRICT, ', ''), 'NOT NULL', '')"
                          " WHERE name = 'member'");
      change_with_sqlite (path, "PRAGMA ignore_check_constraints = ON");
      {
        g_autofree char *sql = g_strconcat ("PRAGMA ignore_check_constraints = ON;", values[i], NULL);

        change_with_sqlite (path, sql);
      }
      change_with_sqlite (path,
                          "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = (SELECT sql FROM keep)"
                          " WHERE name = 'member'");
      change_with_sqlite (path, "DROP TABLE keep; VACUUM");
      g_assert_cmpint (dossier_probe_published (path, sound.scheme, &error), ==, DOSSIER_REFUSED);
      g_test_message ("%s: %s", values[i], error->message);
      dossier_probe_working (path, sound.scheme);
      hj_test_remove_tree (folder);
    }
}

/* Files that are not even meant to be dossiers. */
static void
test_strangers (void)
{
  static const char * const texts[] = { "", "x", "SQLite format 3", "<?xml version=\"1.0\"?><scheme/>", "PK\003\004" };
  g_auto (Sound) sound = { 0 };
  g_autofree char *path = dossier_fresh_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *missing = g_build_filename (folder, "missing.hjd", NULL);
  g_autoptr (GError) error = NULL;

  sound_init (&sound);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (probe (&sound, (const guint8 *) texts[i], strlen (texts[i])), ==, DOSSIER_REFUSED);

  change_with_sqlite (path, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  g_assert_cmpint (dossier_probe_published (path, sound.scheme, &error), ==, DOSSIER_REFUSED);
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
  g_clear_error (&error);

  g_assert_null (hj_store_open (missing, HJ_STORE_READ_ONLY, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (hj_store_open (folder, HJ_STORE_READ_ONLY, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (hj_store_open ("/dev/zero", HJ_STORE_READ_ONLY, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
}

/* What lies beside a published file is never read and never touched. */
static void
test_sidecars (void)
{
  static const char * const suffixes[] = { "-wal", "-shm", "-journal" };
  g_auto (Sound) sound = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (HjStore) store = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  sound_init (&sound);
  path = write_file (sound.data, sound.size);
  folder = g_path_get_dirname (path);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      /* A journal that SQLite would roll back: the first page, as something else. */
      g_file_set_contents (name, (const char *) sound.data, 4096, &error);
      g_assert_no_error (error);
    }
  store = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  digest = dossier_digest (store, sound.scheme);
  g_assert_cmpstr (digest, ==, sound.digest);
  g_clear_pointer (&store, hj_store_close);
  g_assert_true (hj_store_verify (path, NULL, &error));
  g_assert_cmpuint (hj_test_count_files (folder), ==, 4);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/damage/truncated", test_truncated);
  g_test_add_func ("/damage/flipped", test_flipped);
  g_test_add_func ("/damage/pages", test_pages);
  g_test_add_func ("/damage/noise", test_noise);
  g_test_add_func ("/damage/hostile", test_hostile);
  g_test_add_func ("/damage/wrong-types", test_wrong_types);
  g_test_add_func ("/damage/strangers", test_strangers);
  g_test_add_func ("/damage/sidecars", test_sidecars);

  return hj_test_run ();
}
