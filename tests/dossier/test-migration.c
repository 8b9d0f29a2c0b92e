/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* The ladder. fixtures/version-1.hjd, version-1-application.hjd and version-2.hjd
 * are real published dossiers of those versions, never to be made again: what
 * older files hold is what they hold. */

/* What their content digest is now; what it was then stands in the files. */
static const char content_of_version_1[] = "aa528c711283402e6e06df8a0a960901eb9dc55d6bd89a6ce6cfb483dcc66c8f";
static const char content_of_version_2[] = "25c2e012c7ff12bd32c5932aeae2a0a85b54ca6dea4e81a952131f9960e12477";

/* What a version 3 and 4 could be: tables are added, columns are appended. */
static const char * const to_3[] = {
  "ALTER TABLE member ADD COLUMN phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 100)",
  "CREATE TABLE objection (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID",
  NULL
};
static const char * const to_4[] = {
  "ALTER TABLE finding ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
  NULL
};
static const char * const to_4_failing[] = {
  "ALTER TABLE finding ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
  "ALTER TABLE nothing ADD COLUMN weight INTEGER",
  NULL
};

static char *
copy_fixture (const char *name)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  char *path = dossier_fresh_path ();
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (fixture, &data, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);

  return path;
}

static gint64
get_version (HjStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  hj_sqlite_get_int (store->db, store->path, "PRAGMA user_version", &version, &error);
  g_assert_no_error (error);

  return version;
}

static void
test_version_1 (void)
{
  g_autofree char *path = copy_fixture ("version-1.hjd");
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hj_store_verify (path, NULL, &error));
  g_assert_no_error (error);
  store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (store), ==, hj_ladder_get_version (&hj_ladder));
  content = dossier_load (store, scheme);
  g_assert_cmpstr (content->digest, ==, content_of_version_1);
  g_assert_cmpuint (content->members->len, ==, 2);
  g_assert_cmpuint (content->findings->len, ==, 3);
  history = hj_store_history (store, &error);
  g_assert_cmpuint (history->len, ==, 4);
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  g_assert_no_error (error);
  g_assert_true (hj_store_redo (store, hj_test_expert (0), &error));
}

/* To the end, which is nothing to undo or redo. */
static void
take_all (HjStore    *store,
          gboolean  (*take) (HjStore *, const char *, GError **),
          guint       author)
{
  g_autoptr (GError) error = NULL;

  while (take (store, hj_test_expert (author), &error))
    ;
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

/* Everything that version 1 could hold becomes records, also what is read from a
 * file that stays as it is; its history still fits the longer rows. */
static void
test_application (void)
{
  g_autofree char *path = copy_fixture ("version-1-application.hjd");
  g_autofree char *digest = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GError) error = NULL;
  const HjRecord *record;

  g_assert_true (hj_store_verify (path, NULL, &error));
  g_assert_no_error (error);
  store = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  content = dossier_load (store, scheme);
  g_assert_cmpstr (content->applicant.name, ==, "杭州某某职业培训学校");
  record = hj_content_get_applicant_record (content);
  g_assert_cmpstr (hj_record_get (record, "credit-code"), ==, "52330100MJ8700001A");
  g_assert_cmpstr (hj_record_get (record, "founded"), ==, "");
  g_assert_cmpuint (content->occupations->len, ==, 2);
  record = content->records[HJ_RECORD_OCCUPATION]->rows->pdata[1];
  g_assert_cmpstr (hj_record_get (record, "name"), ==, "焊工");
  g_assert_cmpstr (hj_record_get (record, "places"), ==, "");
  record = hj_content_find_record (content, HJ_RECORD_MATERIAL,
                                   ((HjMaterialReceipt *) content->materials->pdata[0])->material);
  g_assert_cmpstr (hj_record_get (record, "received"), ==, "yes");
  g_assert_cmpstr (hj_record_get (record, "copies"), ==, "2");
  record = hj_content_find_record (content, HJ_RECORD_MATERIAL,
                                   ((HjMaterialReceipt *) content->materials->pdata[1])->material);
  g_assert_cmpstr (hj_record_get (record, "received"), ==, "no");
  g_assert_cmpstr (hj_record_get (record, "copies"), ==, "");
  g_assert_cmpuint (content->records[HJ_RECORD_STAFF]->rows->len, ==, 0);
  digest = g_strdup (content->digest);
  g_clear_pointer (&store, hj_store_close);

  store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  take_all (store, hj_store_undo, 1);
  take_all (store, hj_store_undo, 0);
  hj_content_unref (content);
  content = dossier_load (store, scheme);
  g_assert_cmpuint (content->occupations->len, ==, 0);
  g_assert_cmpstr (content->applicant.name, ==, "");
  take_all (store, hj_store_redo, 0);
  take_all (store, hj_store_redo, 1);
  undone = dossier_digest (store, scheme);
  g_assert_cmpstr (undone, ==, digest);
}

/* Every table of version 2, a move, and a history over them. */
static void
test_version_2 (void)
{
  g_autofree char *path = copy_fixture ("version-2.hjd");
  g_autofree char *again = NULL;
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjContent) emptied = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (hj_store_verify (path, NULL, &error));
  g_assert_no_error (error);
  store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (store), ==, hj_ladder_get_version (&hj_ladder));
  content = dossier_load (store, scheme);
  g_assert_cmpstr (content->digest, ==, content_of_version_2);
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS - 1; kind++)
    g_assert_cmpuint (content->records[kind]->rows->len, >, 0);
  g_assert_cmpuint (content->decisions->len, >, 0);
  g_assert_cmpuint (content->former->len, ==, 1);
  bytes = hj_store_dup_scheme (store, &error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "<scheme edition=\"2\"/>", 21);
  g_assert_true (hj_store_dup_former (store, 1, NULL, &form, &error));
  g_assert_cmpmem (g_bytes_get_data (form, NULL), g_bytes_get_size (form), "<dossier/>", 10);

  while (hj_store_undo (store, "", &error))
    ;
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  emptied = dossier_load (store, scheme);
  g_assert_cmpuint (emptied->members->len, ==, 0);
  g_assert_cmpuint (emptied->records[HJ_RECORD_STAFF]->rows->len, ==, 0);
  while (hj_store_redo (store, "", NULL))
    ;
  again = dossier_digest (store, scheme);
  g_assert_cmpstr (again, ==, content_of_version_2);
}

static void
test_climb (void)
{
  const HjSchemaStep steps[] = { hj_ladder.steps[0], hj_ladder.steps[1], { 3, to_3, NULL }, { 4, to_4, NULL }, { 0, NULL, NULL } };
  const HjLadder ladder = { steps };
  g_autofree char *path = copy_fixture ("version-1.hjd");
  g_autofree char *kept = g_strconcat (path, ".before-version-2", NULL);
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  /* hj_schema_migrate() compares with a fresh one of the same version. */
  store = hj_store_open_with (&ladder, path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (store), ==, 4);
  digest = dossier_digest (store, scheme);
  g_assert_cmpstr (digest, ==, content_of_version_1);

  /* A changeset of version 1 fits the longer rows. */
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  g_assert_no_error (error);
  g_assert_true (hj_store_redo (store, hj_test_expert (0), &error));
  g_assert_no_error (error);
  g_assert_true (dossier_record (store, "4.1.1", 1, 1, HJ_VERDICT_MET, &error));
  g_assert_true (hj_store_undo (store, hj_test_expert (1), &error));
  g_clear_pointer (&store, hj_store_close);

  /* What it was before is kept, and this program's own version refuses the new one. */
  store = hj_store_open (kept, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&store, hj_store_close);
  g_assert_null (hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_NEW);
}

/* A published file is brought up to date in memory only. */
static void
test_read_only (void)
{
  const HjSchemaStep steps[] = { hj_ladder.steps[0], hj_ladder.steps[1], { 3, to_3, NULL }, { 0, NULL, NULL } };
  const HjLadder ladder = { steps };
  g_autofree char *path = copy_fixture ("version-1.hjd");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *before = hj_digest_file (path, HJ_STORE_MAX_BYTES, NULL);
  g_autofree char *after = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStore) store = hj_store_open_with (&ladder, path, HJ_STORE_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_version (store), ==, 3);
  digest = dossier_digest (store, scheme);
  g_assert_cmpstr (digest, ==, content_of_version_1);
  after = hj_digest_file (path, HJ_STORE_MAX_BYTES, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (hj_test_count_files (folder), ==, 1);
}

/* A step that fails leaves the version before it, sound, and can be taken later. */
static void
test_failing_step (void)
{
  const HjSchemaStep failing_steps[] = { hj_ladder.steps[0], hj_ladder.steps[1], { 3, to_3, NULL }, { 4, to_4_failing, NULL }, { 0, NULL, NULL } };
  const HjSchemaStep three_steps[] = { hj_ladder.steps[0], hj_ladder.steps[1], { 3, to_3, NULL }, { 0, NULL, NULL } };
  const HjSchemaStep good_steps[] = { hj_ladder.steps[0], hj_ladder.steps[1], { 3, to_3, NULL }, { 4, to_4, NULL }, { 0, NULL, NULL } };
  const HjLadder failing = { failing_steps };
  const HjLadder three = { three_steps };
  const HjLadder good = { good_steps };
  g_autofree char *path = copy_fixture ("version-1.hjd");
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (hj_store_open_with (&failing, path, HJ_STORE_READ_WRITE, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  store = hj_store_open_with (&three, path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_version (store), ==, 3);
  g_clear_pointer (&store, hj_store_close);

  store = hj_store_open_with (&good, path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  digest = dossier_digest (store, scheme);
  g_assert_cmpstr (digest, ==, content_of_version_1);
}

/* What a field's column is to be, made of the model's descriptor. */
static char *
column_text (const HjRecordField *field)
{
  static const char day[] = "[0-9][0-9][0-9][0-9]";
  const char *name = field->column;

  switch (field->kind)
    {
    case HJ_VALUE_INTEGER:
      return g_strdup_printf ("%s INTEGER CHECK (%s BETWEEN -999999999999 AND 999999999999)", name, name);
    case HJ_VALUE_DECIMAL:
      return g_strdup_printf ("%s INTEGER CHECK (%s BETWEEN -99999999999999 AND 99999999999999)", name, name);
    case HJ_VALUE_FLAG:
      return g_strdup_printf ("%s INTEGER CHECK (%s IN (0, 1))", name, name);
    case HJ_VALUE_DAY:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (%s = '' OR %s GLOB '%s' OR %s GLOB '%s-[01][0-9]'"
                              " OR %s GLOB '%s-[01][0-9]-[0-3][0-9]')", name, name, name, day, name, day, name, day);
    case HJ_VALUE_CHOICE:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (length(%s) <= 64 AND %s NOT GLOB '*[^a-z0-9-]*')",
                              name, name, name);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (length(%s) <= 65536)", name, name);
    }
}

static char *
dup_table_text (HjStore    *store,
                const char *table)
{
  g_autoptr (HjStatement) statement = NULL;

  sqlite3_prepare_v2 (store->db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

/* The columns that version 1 had already say it in its own words. */
static gboolean
is_of_version_1 (HjRecordKind kind,
                 guint        place)
{
  return (kind == HJ_RECORD_APPLICANT && place < 8) || (kind == HJ_RECORD_OCCUPATION && place < 5) ||
         (kind == HJ_RECORD_MATERIAL && place < 3);
}

/* Every field of the model has its column, of its kind, in the order of the fields; and no table has others. */
static void
test_columns (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      const HjRecordTable *table = hj_record_table (kind);
      g_autofree char *text = dup_table_text (store, table->table);
      const char *from = text;

      for (guint i = 0; i < table->n_fields; i++)
        {
          const HjRecordField *field = &table->fields[i];
          g_autofree char *column = column_text (field);
          const char *found = strstr (from, column);

          if (is_of_version_1 (kind, i))
            {
              g_assert_cmpint (sqlite3_table_column_metadata (store->db, "main", table->table, field->column, NULL,
                                                              NULL, NULL, NULL, NULL), ==, SQLITE_OK);
              continue;
            }
          if (found == NULL)
            g_error ("the field “%s” has no column in the schema, in the order of the fields. Add a step to the ladder"
                     " (hj-schema.c) with “ALTER TABLE %s ADD COLUMN %s”", field->id, table->table, column);
          from = found + strlen (column);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/migration/version-1", test_version_1);
  g_test_add_func ("/migration/application", test_application);
  g_test_add_func ("/migration/columns", test_columns);
  g_test_add_func ("/migration/version-2", test_version_2);
  g_test_add_func ("/migration/climb", test_climb);
  g_test_add_func ("/migration/read-only", test_read_only);
  g_test_add_func ("/migration/failing-step", test_failing_step);

  return hj_test_run ();
}
