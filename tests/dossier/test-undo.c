/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* Undo and redo, out of the history alone. */

#define N_EXPERTS 2

static void
reopen (HjStore **store)
{
  g_autofree char *path = g_strdup ((*store)->path);
  g_autoptr (GError) error = NULL;

  hj_store_close (*store);
  *store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
}

/* What one expert has said, as text: another's undo must not change a letter of it. */
static char *
findings_of (HjStore  *store,
             HjScheme *scheme,
             guint     expert)
{
  g_autoptr (HjContent) content = dossier_load (store, scheme);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (!g_str_equal (finding->expert, hj_test_expert (expert)))
        continue;
      g_string_append_printf (text, "%s %d %s %s %s %u %u %" G_GINT64_FORMAT "\n", finding->criterion, finding->verdict,
                              finding->reason, finding->note, finding->evidence, finding->deductions->len,
                              finding->marks->len, finding->changed);
      for (guint k = 0; k < finding->deductions->len; k++)
        {
          const HjDeduction *deduction = g_ptr_array_index (finding->deductions, k);

          g_string_append_printf (text, "  %s %" G_GINT64_FORMAT " %s\n", deduction->id, deduction->points,
                                  deduction->reason);
        }
    }
  for (guint i = 0; i < content->notes->len; i++)
    {
      const HjNote *note = g_ptr_array_index (content->notes, i);

      if (g_str_equal (note->expert, hj_test_expert (expert)))
        g_string_append_printf (text, "note %s %s\n", note->id, note->text);
    }

  return g_strdup (text->str);
}

static gboolean
random_command (HjStore   *store,
                HjContent *content,
                guint      author)
{
  static const char * const criteria[] = { "1.1.1", "2.1.1", "3.1.1", "5.1.1" };
  const char *criterion = criteria[g_test_rand_int_range (0, G_N_ELEMENTS (criteria))];
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (g_test_rand_int_range (0, 5) == 0)
    {
      g_autoptr (HjNote) note = hj_note_new (hj_test_expert (author), "visit", "意见");

      g_ptr_array_add (commands, hj_command_new_note (note));
    }
  else
    {
      g_autoptr (HjFinding) finding = g_test_rand_int_range (0, 5) == 0
                                    ? hj_finding_new (criterion, hj_test_expert (author))
                                    : dossier_random_finding (content, criterion, hj_test_expert (author));

      g_ptr_array_add (commands, hj_command_new_finding (finding));
    }
  before = dossier_digest (store, content->scheme);
  hj_store_apply (store, hj_test_expert (author), "random", commands, &error);
  g_assert_no_error (error);
  after = dossier_digest (store, content->scheme);
  hj_test_clock_advance (G_USEC_PER_SEC);

  return !g_str_equal (before, after);
}

static guint
take_all (HjStore  *store,
          guint     author,
          gboolean  redo)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr (GError) error = NULL;

      if (!(redo ? hj_store_redo : hj_store_undo) (store, hj_test_expert (author), &error))
        {
          g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
          return n;
        }
      n++;
      g_assert_cmpuint (n, <, 1000);
    }
}

/* Random commands of two experts, with undo, redo and reopening between them:
 * undoing everything gives the first digest, redoing everything the last, and
 * neither ever changes what the other expert said. */
static void
test_two_authors (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint round = 0; round < 6; round++)
    {
      g_autoptr (HjStore) store = dossier_new_with_panel (scheme, N_EXPERTS);
      g_autoptr (HjContent) content = dossier_load (store, scheme);
      g_autofree char *first = dossier_digest (store, scheme);
      guint depth[N_EXPERTS] = { 0 };
      guint undone[N_EXPERTS] = { 0 };

      for (guint i = 0; i < 30; i++)
        {
          guint author = (guint) g_test_rand_int_range (0, N_EXPERTS);
          g_autofree char *other = findings_of (store, scheme, 1 - author);
          g_autofree char *other_after = NULL;
          g_autoptr (GError) error = NULL;
          int what = g_test_rand_int_range (0, 8);

          if (what == 0)
            reopen (&store);
          else if (what <= 2 && depth[author] > 0)
            {
              g_assert_true (hj_store_undo (store, hj_test_expert (author), &error));
              depth[author]--;
              undone[author]++;
            }
          else if (what == 3 && undone[author] > 0)
            {
              g_assert_true (hj_store_redo (store, hj_test_expert (author), &error));
              depth[author]++;
              undone[author]--;
            }
          else if (random_command (store, content, author))
            {
              depth[author]++;
              undone[author] = 0;
            }
          other_after = findings_of (store, scheme, 1 - author);
          g_assert_cmpstr (other, ==, other_after);
        }

      for (guint author = 0; author < N_EXPERTS; author++)
        take_all (store, author, TRUE);
      reopen (&store);
      {
        g_autofree char *last = dossier_digest (store, scheme);
        g_autofree char *empty = NULL;
        g_autofree char *again = NULL;

        g_assert_cmpuint (take_all (store, 0, FALSE), ==, depth[0] + undone[0]);
        reopen (&store);
        g_assert_cmpuint (take_all (store, 1, FALSE), ==, depth[1] + undone[1]);
        empty = dossier_digest (store, scheme);
        g_assert_cmpstr (empty, ==, first);

        reopen (&store);
        take_all (store, 1, TRUE);
        take_all (store, 0, TRUE);
        again = dossier_digest (store, scheme);
        g_assert_cmpstr (again, ==, last);
      }
    }
}

static void
assert_labels (HjStore    *store,
               const char *undo,
               const char *redo)
{
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;
  g_autoptr (GError) error = NULL;

  hj_store_peek_undo (store, hj_test_expert (0), &undo_label, &redo_label, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undo_label, ==, undo);
  g_assert_cmpstr (redo_label, ==, redo);
}

static void
test_labels (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (GError) error = NULL;

  assert_labels (store, NULL, NULL);
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_true (dossier_record (store, "2.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_true (dossier_record (store, "2.1.2", 1, 1, HJ_VERDICT_MET, &error));
  assert_labels (store, "2.1.1", NULL);
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  assert_labels (store, "1.1.1", "2.1.1");
  reopen (&store);
  assert_labels (store, "1.1.1", "2.1.1");
  g_assert_true (dossier_record (store, "2.1.3", 0, 0, HJ_VERDICT_MET, &error));
  assert_labels (store, "2.1.3", NULL);
  g_assert_false (hj_store_redo (store, hj_test_expert (0), &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

/* A new member together with a finding of theirs: one command, undone as one. */
static void
test_two_layers (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjMember) member = hj_member_new ("沈主任");
  g_autoptr (HjFinding) finding = hj_finding_new ("1.1.1", member->id);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autofree char *before = dossier_digest (store, scheme);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  finding->verdict = HJ_VERDICT_MET;
  g_ptr_array_add (commands, hj_command_new_member (member));
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  hj_store_apply (store, "", "both", commands, &error);
  g_assert_no_error (error);
  between = dossier_digest (store, scheme);
  hj_store_undo (store, "", &error);
  g_assert_no_error (error);
  after = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, after);
  hj_store_redo (store, "", &error);
  g_assert_no_error (error);
  again = dossier_digest (store, scheme);
  g_assert_cmpstr (between, ==, again);
}

/* What somebody else changed or built on since is not taken back by force. */
static void
test_conflicts (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  /* The panel has a finding by now, so it can't go. */
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  before = dossier_digest (store, scheme);
  g_assert_false (hj_store_undo (store, "", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);

  /* An import wrote over the expert's own finding. */
  {
    g_autoptr (HjFinding) finding = hj_finding_new ("1.1.1", hj_test_expert (0));
    g_autoptr (GPtrArray) commands = hj_command_list_new ();

    finding->verdict = HJ_VERDICT_NOT_APPLICABLE;
    g_ptr_array_add (commands, hj_command_new_finding (finding));
    hj_store_apply (store, "", "import", commands, &error);
    g_assert_no_error (error);
  }
  g_assert_false (hj_store_undo (store, hj_test_expert (0), &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (hj_store_undo (store, "", &error));
  after = dossier_digest (store, scheme);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
}

static void
exec (HjStore    *store,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  hj_sqlite_exec (store->db, store->path, sql, &error);
  g_assert_no_error (error);
}

/* A changeset that a file brings may say anything. None of it is believed. */
static void
test_hostile_changesets (void)
{
  static const char * const tamperings[] = {
    /* bytes that are no changeset */
    "UPDATE history SET changeset = x'00' WHERE layer = 'findings'",
    "UPDATE history SET changeset = x'' WHERE layer = 'findings'",
    "UPDATE history SET changeset = randomblob (200) WHERE layer = 'findings'",
    /* cut off */
    "UPDATE history SET changeset = substr (changeset, 1, length (changeset) - 1) WHERE layer = 'findings'",
    /* the entry of another layer */
    "UPDATE history SET changeset = (SELECT h.changeset FROM history AS h WHERE h.layer = 'applicant')"
    " WHERE layer = 'findings'",
    "UPDATE history SET layer = 'applicant' WHERE layer = 'findings'",
    "UPDATE history SET layer = 'unknown' WHERE layer = 'findings'",
    /* another expert's rows under this author's name */
    "UPDATE history SET changeset = (SELECT h.changeset FROM history AS h WHERE h.author = 'EXPERT1')"
    " WHERE author = 'EXPERT0'",
    /* fewer or more rows than recorded */
    "UPDATE history SET changes = changes + 1 WHERE layer = 'findings'",
    "UPDATE history SET changes = 77 WHERE layer = 'findings'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autoptr (HjScheme) scheme = hj_test_scheme ();
      g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (GString) sql = g_string_new (tamperings[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
      g_assert_true (dossier_record (store, "1.1.1", 1, 1, HJ_VERDICT_DEFICIENT, &error));
      g_string_replace (sql, "EXPERT0", hj_test_expert (0), 0);
      g_string_replace (sql, "EXPERT1", hj_test_expert (1), 0);
      exec (store, sql->str);
      reopen (&store);
      before = dossier_digest (store, scheme);

      g_test_message ("%s", sql->str);
      g_assert_false (hj_store_undo (store, hj_test_expert (0), &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
      after = dossier_digest (store, scheme);
      g_assert_cmpstr (before, ==, after);
    }
}

/* Every byte of a changeset turned over: refused, or it changed just what it says, never a crash. */
static void
test_flipped_changesets (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 length = 0;

  g_assert_true (dossier_record (store, "1.1.1", 1, 1, HJ_VERDICT_MET, &error));
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_DEFICIENT, &error));
  other = findings_of (store, scheme, 1);
  g_assert_true (hj_sqlite_get_int (store->db, store->path,
                                    "SELECT length (changeset) FROM history WHERE label = '1.1.1' ORDER BY tick DESC",
                                    &length, &error));
  for (gint64 at = 1; at <= length; at++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SAVEPOINT try; UPDATE history SET changeset = CAST (substr (changeset, 1, %d) || x'%02x' ||"
        " substr (changeset, %d) AS BLOB) WHERE author = '%s'",
        (int) at - 1, g_test_rand_int_range (0, 256), (int) at + 1, hj_test_expert (0));
      g_autoptr (GError) refused = NULL;
      g_autofree char *other_after = NULL;

      g_assert_cmpint (sqlite3_exec (store->db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (store->db, "RELEASE try", NULL, NULL, NULL), ==, SQLITE_OK);
      if (hj_store_undo (store, hj_test_expert (0), &refused))
        {
          g_assert_true (hj_store_redo (store, hj_test_expert (0), NULL) || TRUE);
          exec (store, "DELETE FROM history WHERE kind <> 'do'");
          reopen (&store);
        }
      other_after = findings_of (store, scheme, 1);
      g_assert_cmpstr (other, ==, other_after);
    }
}

static void
test_clock (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  const HjHistoryEntry *entry;

  hj_test_clock_advance (60 * G_USEC_PER_SEC);
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  hj_test_clock_jump (-3600 * (gint64) G_USEC_PER_SEC);
  g_assert_true (dossier_record (store, "2.1.1", 0, 0, HJ_VERDICT_MET, &error));
  hj_test_clock_advance (60 * G_USEC_PER_SEC);
  g_assert_true (dossier_record (store, "2.1.2", 0, 0, HJ_VERDICT_MET, &error));

  history = hj_store_history (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 4);
  for (guint i = 0; i < history->len; i++)
    {
      entry = g_ptr_array_index (history, i);
      g_assert_cmpint (entry->clock_jumped, ==, i == 2);
      g_assert_cmpuint (strlen (entry->hash), ==, 64);
      g_assert_cmpstr (entry->kind, ==, "do");
    }
  entry = g_ptr_array_index (history, 3);
  g_assert_cmpstr (entry->label, ==, "2.1.2");
  g_assert_cmpstr (entry->author, ==, hj_test_expert (0));
  g_assert_cmpstr (entry->layer, ==, "findings");
  g_assert_cmpint (entry->sequence, ==, 3);
}

/* Any byte of an entry that is turned over breaks its chain. */
static void
test_chain (void)
{
  static const char * const changes[] = {
    "wall = wall + 1", "monotonic = monotonic - 1", "boot_id = boot_id || 'x'", "label = 'other'",
    "kind = 'redo'", "tick = tick + 100", "changes = changes + 1", "target_copy = 'x'", "target_tick = 5",
    "changeset = CAST (changeset || x'00' AS BLOB)", "author = 'somebody'", "copy_id = 'elsewhere'", "layer = 'other'",
    "sequence = sequence + 50", "hash = upper (hash)",
    "hash = substr (hash, 2) || CASE substr (hash, 1, 1) WHEN 'a' THEN 'b' ELSE 'a' END",
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (GError) error = NULL;
  gint64 entries = 0;

  for (guint i = 0; i < 5; i++)
    g_assert_true (dossier_record (store, "1.1.1", 0, 0, (HjVerdict) (i + 1), &error));
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  g_assert_true (hj_store_check_chains (store, &entries, &error));
  g_assert_cmpint (entries, ==, 7);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    for (guint tick = 1; tick <= 7; tick++)
      {
        g_autofree char *sql = g_strdup_printf ("UPDATE history SET %s WHERE tick = %u", changes[i], tick);

        exec (store, "BEGIN");
        exec (store, sql);
        g_assert_false (hj_store_check_chains (store, &entries, &error));
        g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
        g_clear_error (&error);
        exec (store, "ROLLBACK");
      }
  exec (store, "DELETE FROM history WHERE tick = 4");
  g_assert_false (hj_store_check_chains (store, &entries, &error));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  hj_test_clock_set (2026, 11, 5, 9, 0);

  g_test_add_func ("/undo/two-authors", test_two_authors);
  g_test_add_func ("/undo/labels", test_labels);
  g_test_add_func ("/undo/two-layers", test_two_layers);
  g_test_add_func ("/undo/conflicts", test_conflicts);
  g_test_add_func ("/undo/hostile-changesets", test_hostile_changesets);
  g_test_add_func ("/undo/flipped-changesets", test_flipped_changesets);
  g_test_add_func ("/undo/clock", test_clock);
  g_test_add_func ("/undo/chain", test_chain);

  return hj_test_run ();
}
