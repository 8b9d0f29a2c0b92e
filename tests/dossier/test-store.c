/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* Making, opening, loading and changing a dossier. */

static void
test_create_and_open (void)
{
  g_autofree char *path = hj_test_path ("create.hjd");
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  store = hj_store_create (path, scheme, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_null (hj_store_create (path, scheme, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_pointer (&store, hj_store_close);

  store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  bytes = hj_store_dup_scheme (store, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, scheme->bytes));
  content = dossier_load (store, scheme);
  g_assert_true (hj_id_is_valid (content->dossier_id));
  g_assert_cmpint (content->serial, ==, 0);
  g_assert_cmpuint (content->members->len, ==, 0);
  g_assert_cmpuint (content->materials->len, ==, scheme->materials->len);
  g_assert_cmpuint (strlen (content->digest), ==, 64);
}

static void
test_sql_texts (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (GError) error = NULL;

  for (HjSql sql = 0; sql < HJ_N_SQL; sql++)
    g_assert_nonnull (hj_sql_text (sql));
  hj_store_prepare_all (store, &error);
  g_assert_no_error (error);
}

/* A table without a primary key is silently left out of every changeset. */
static void
test_primary_keys (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjStatement) statement = NULL;
  guint n_tables = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (store->db,
                                       "SELECT s.name, s.sql, (SELECT count(*) FROM pragma_table_info (s.name)"
                                       " WHERE pk > 0) FROM sqlite_schema AS s",
                                       -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *sql = (const char *) sqlite3_column_text (statement, 1);

      g_test_message ("%s", (const char *) sqlite3_column_text (statement, 0));
      g_assert_cmpint (sqlite3_column_int (statement, 2), >, 0);
      g_assert_nonnull (strstr (sql, ") STRICT"));
      g_assert_null (strstr (sql, "AUTOINCREMENT"));
      n_tables++;
    }
  g_assert_cmpuint (n_tables, ==, 30);
}

static void
test_round_trip (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (HjStore) store = dossier_new (scheme);
      g_autoptr (HjContent) content = dossier_random_content (scheme);
      g_autoptr (GPtrArray) commands = dossier_commands_for (content);
      g_autofree char *path = g_strdup (store->path);
      g_autoptr (HjContent) back = NULL;
      g_autoptr (HjContent) again = NULL;
      g_autoptr (GError) error = NULL;

      hj_store_apply (store, "", "everything", commands, &error);
      g_assert_no_error (error);
      back = dossier_load (store, scheme);
      dossier_assert_same (content, back);

      g_clear_pointer (&store, hj_store_close);
      store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
      g_assert_no_error (error);
      again = dossier_load (store, scheme);
      dossier_assert_same (content, again);
      g_assert_cmpstr (back->digest, ==, again->digest);
    }
}

static void
test_nothing_changed (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjContent) content = dossier_random_content (scheme);
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (HjContent) before = NULL;
  g_autoptr (HjContent) after = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (content->findings,
                   dossier_random_finding (content, "2.1.1", hj_content_find_member (content,
                     ((HjMember *) g_ptr_array_index (content->members, 0))->id)->id));
  ((HjFinding *) g_ptr_array_index (content->findings, content->findings->len - 1))->verdict = HJ_VERDICT_MET;
  content->conclusion.result = HJ_RESULT_APPROVE;
  commands = dossier_commands_for (content);
  hj_store_apply (store, "", "first", commands, &error);
  g_assert_no_error (error);
  before = dossier_load (store, scheme);
  hj_test_clock_advance (G_USEC_PER_SEC);
  hj_store_apply (store, "", "again", commands, &error);
  g_assert_no_error (error);
  after = dossier_load (store, scheme);
  g_assert_cmpstr (before->digest, ==, after->digest);

  history = hj_store_history (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);  /* one for each layer */
}

static void
test_layers (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (HjNote) note = hj_note_new (hj_test_expert (0), "visit", "我的");
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_no_error (error);
  g_assert_false (dossier_record (store, "1.1.1", 1, 0, HJ_VERDICT_MISSING, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  g_ptr_array_add (commands, hj_command_new_note (note));
  hj_store_apply (store, hj_test_expert (0), "note", commands, &error);
  g_assert_no_error (error);

  /* The same id under another name is still the other's note. */
  g_ptr_array_set_size (commands, 0);
  hj_str_set (&note->expert, hj_test_expert (1));
  g_ptr_array_add (commands, hj_command_new_note (note));
  g_assert_false (hj_store_apply (store, hj_test_expert (1), "note", commands, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  /* Somebody who is not on the panel finds nothing. */
  g_assert_false (dossier_record (store, "1.1.1", 7, 7, HJ_VERDICT_MET, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
}

/* All of a command or nothing of it. */
static void
test_all_or_nothing (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autofree char *before = dossier_digest (store, scheme);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjFinding) good = hj_finding_new ("1.1.1", hj_test_expert (0));
  g_autoptr (HjFinding) bad = hj_finding_new ("1.2.1", "nobody");
  g_autoptr (GError) error = NULL;

  good->verdict = bad->verdict = HJ_VERDICT_MET;
  g_ptr_array_add (commands, hj_command_new_finding (good));
  g_ptr_array_add (commands, hj_command_new_finding (bad));
  g_assert_false (hj_store_apply (store, "", "two", commands, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  after = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, after);
}

static void
test_texts (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autofree char *longest = g_strnfill (HJ_STORE_MAX_TEXT, 'x');
  g_autofree char *too_long = g_strnfill (HJ_STORE_MAX_TEXT + 1, 'x');
  const struct { const char *reason; gboolean ok; } cases[] = {
    { longest, TRUE },
    { too_long, FALSE },
    { "\xff\xfe", FALSE },
    { "喆堃昇玥祎镕赟翀 𠮷 \"'; DROP TABLE finding; --", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HjFinding) finding = hj_finding_new ("1.1.1", hj_test_expert (0));
      g_autoptr (GPtrArray) commands = hj_command_list_new ();
      g_autoptr (GError) error = NULL;

      hj_str_set (&finding->reason, cases[i].reason);
      g_ptr_array_add (commands, hj_command_new_finding (finding));
      g_assert_cmpint (hj_store_apply (store, "", "text", commands, &error), ==, cases[i].ok);
      if (!cases[i].ok)
        g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
    }
}

static void
test_members_with_findings_stay (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_ptr_array_add (commands, hj_command_new_remove_member (hj_test_expert (0)));
  g_assert_false (hj_store_apply (store, "", "remove", commands, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_NONE, &error));
  hj_store_apply (store, "", "remove", commands, &error);
  g_assert_no_error (error);
  content = dossier_load (store, scheme);
  g_assert_cmpuint (content->members->len, ==, 1);
}

static void
test_drafts (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autoptr (HjContent) before = dossier_load (store, scheme);
  g_autoptr (HjContent) with = NULL;
  g_autoptr (HjContent) without = NULL;
  g_autoptr (GError) error = NULL;

  hj_store_set_draft (store, hj_test_expert (0), "finding/1.1.1/reason", "正在写", &error);
  g_assert_no_error (error);
  with = dossier_load (store, scheme);
  g_assert_cmpuint (with->drafts->len, ==, 1);
  g_assert_cmpstr (hj_content_find_draft (with, hj_test_expert (0), "finding/1.1.1/reason")->text, ==, "正在写");
  g_assert_cmpstr (with->digest, ==, before->digest);

  hj_store_set_draft (store, hj_test_expert (0), "finding/1.1.1/reason", "", &error);
  g_assert_no_error (error);
  without = dossier_load (store, scheme);
  g_assert_cmpuint (without->drafts->len, ==, 0);
}

static void
test_read_only_refuses (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *path = dossier_new_published (scheme);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStore) store = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (hj_store_set_draft (store, "", "x", "y", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_DENIED);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/store/create-and-open", test_create_and_open);
  g_test_add_func ("/store/sql-texts", test_sql_texts);
  g_test_add_func ("/store/primary-keys", test_primary_keys);
  g_test_add_func ("/store/round-trip", test_round_trip);
  g_test_add_func ("/store/nothing-changed", test_nothing_changed);
  g_test_add_func ("/store/layers", test_layers);
  g_test_add_func ("/store/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/store/texts", test_texts);
  g_test_add_func ("/store/members-with-findings-stay", test_members_with_findings_stay);
  g_test_add_func ("/store/drafts", test_drafts);
  g_test_add_func ("/store/read-only-refuses", test_read_only_refuses);

  return hj_test_run ();
}
