/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "dossier-fixture.h"
#include "hj-fault-vfs.h"
#include "hj-store-private.h"

/* The Nth write, flush or other step fails, for every N: what was acknowledged
 * is there afterwards, what failed is either whole or not at all, and it is said. */

#define MAX_STEPS 2000

static const struct {
  int         error_number;
  HjFaultHow  how;
} ways[] = {
  { ENOSPC, HJ_FAULT_ONCE },
  { ENOSPC, HJ_FAULT_STICKY },
  { EIO, HJ_FAULT_ONCE },
  { EIO, HJ_FAULT_STICKY },
  { EIO, HJ_FAULT_TORN },
};

static void
assert_loud (const GError *error)
{
  g_assert_nonnull (error);
  if (!g_error_matches (error, HJ_ERROR, HJ_ERROR_FULL) && !g_error_matches (error, HJ_ERROR, HJ_ERROR_IO))
    g_error ("neither FULL nor IO: %s", error->message);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static HjStore *
open_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  HjStore *store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);

  g_assert_no_error (error);

  return store;
}

/* Runs @step with every Nth operation failing, from a fresh copy of the same
 * dossier each time, until it takes fewer than N. */
typedef gboolean (*Step) (HjStore *store, const char *folder, GError **error);

static void
copy_dossier (const char *from,
              const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) size, &error);
  g_assert_no_error (error);
}

typedef struct {
  HjScheme   *scheme;
  const char *master;   /* path of a closed dossier */
  const char *before;   /* its digest */
  const char *after;    /* digest after the step */
} Sweep;

static gboolean
sweep_one (const Sweep *sweep,
           Step         step,
           guint        way,
           guint        nth)
{
  g_autofree char *path = dossier_fresh_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *digest = NULL;
  g_autoptr (HjStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok, hit;

  copy_dossier (sweep->master, path);
  store = open_sound (path);
  hj_fault_vfs_arm (HJ_FAULT_ALL, nth, ways[way].error_number, ways[way].how);
  ok = step (store, folder, &error);
  /* Closing on the failing disk must not lose anything either. */
  g_clear_pointer (&store, hj_store_close);
  hit = hj_fault_vfs_disarm ();
  if (!ok)
    assert_loud (error);
  else
    g_assert_no_error (error);

  store = open_sound (path);
  digest = dossier_digest (store, sweep->scheme);
  if (ok)
    g_assert_cmpstr (digest, ==, sweep->after);
  else
    g_assert_true (g_str_equal (digest, sweep->before) || g_str_equal (digest, sweep->after));

  /* And it can be worked on. */
  g_clear_error (&error);
  g_assert_true (dossier_record (store, "4.1.1", 1, 1, HJ_VERDICT_MET, &error));
  g_clear_pointer (&store, hj_store_close);
  hj_test_remove_tree (folder);

  return hit;
}

static void
sweep_all (const Sweep *sweep,
           Step         step)
{
  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    {
      guint nth = 1;

      for (; sweep_one (sweep, step, way, nth); nth += HJ_TEST_STRIDE)
        g_assert_cmpuint (nth, <, MAX_STEPS);
      g_test_message ("%s %d: %u steps", g_strerror (ways[way].error_number), ways[way].how, nth - 1);
      g_assert_cmpuint (nth, >, 2);
    }
}

static char *
make_master (HjScheme *scheme)
{
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (GError) error = NULL;
  g_auto (HjStoreInfo) info = { 0 };

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_true (dossier_record (store, "2.1.1", 0, 0, HJ_VERDICT_MISSING, &error));
  g_assert_no_error (error);
  {
    g_autofree char *path = dossier_fresh_path ();

    /* The master must be a closed file without a WAL beside it. */
    hj_store_export (store, path, "tester", NULL, &info, &error);
    g_assert_no_error (error);
    return g_steal_pointer (&path);
  }
}

static void
run_sweep (Step step)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *master = make_master (scheme);
  g_autofree char *trial = dossier_fresh_path ();
  g_autofree char *folder = g_path_get_dirname (trial);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (HjStore) store = NULL;
  g_autoptr (GError) error = NULL;
  Sweep sweep = { .scheme = scheme, .master = master };

  copy_dossier (master, trial);
  store = open_sound (trial);
  before = dossier_digest (store, scheme);
  g_assert_true (step (store, folder, &error));
  g_assert_no_error (error);
  after = dossier_digest (store, scheme);
  sweep.before = before;
  sweep.after = after;

  sweep_all (&sweep, step);
}

static gboolean
apply_step (HjStore     *store,
            const char  *folder,
            GError     **error)
{
  return dossier_record (store, "3.2.1", 0, 0, HJ_VERDICT_DEFICIENT, error);
}

/* A whole list in one step: a workbook that is read in. */
static gboolean
import_step (HjStore     *store,
             const char  *folder,
             GError     **error)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("person-%u", i);
      g_autofree char *prose = g_strnfill (300, 'x');
      g_autoptr (HjRecord) person = hj_record_new (i % 3 == 0 ? HJ_RECORD_ASSESSOR : HJ_RECORD_STAFF, id);

      hj_record_set (person, "name", id);
      hj_record_set (person, "remark", prose);
      g_ptr_array_add (commands, hj_command_new_record (person));
    }

  return hj_store_apply (store, hj_test_expert (0), "import", commands, error);
}

static gboolean
undo_step (HjStore     *store,
           const char  *folder,
           GError     **error)
{
  return hj_store_undo (store, hj_test_expert (0), error);
}

static gboolean
export_step (HjStore     *store,
             const char  *folder,
             GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "exported.hjd", NULL);
  gboolean ok = hj_store_export (store, path, "tester", NULL, NULL, error);

  /* A failed export leaves nothing behind that could be taken for one. */
  g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, ok);
  if (ok)
    {
      g_autoptr (GError) unsound = NULL;

      hj_store_verify (path, NULL, &unsound);
      g_assert_no_error (unsound);
      g_unlink (path);
    }

  return ok;
}

static gboolean
publish_step (HjStore     *store,
              const char  *folder,
              GError     **error)
{
  g_auto (HjStoreInfo) info = { 0 };

  if (!hj_store_get_info (store, &info, error))
    return FALSE;

  return hj_store_mark_published (store, &info, "x", error);
}

static void
test_apply (void)
{
  run_sweep (apply_step);
}

static void
test_import (void)
{
  run_sweep (import_step);
}

/* A step that failed changes nothing of what the store keeps of what it read. */
static void
test_kept (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint nth = 1, hit = TRUE; hit; nth += HJ_TEST_STRIDE)
    {
      g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
      g_autofree char *path = g_strdup (store->path);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *before = dossier_digest (store, scheme);
      g_autofree char *kept = NULL;
      g_autofree char *anew = NULL;
      g_autoptr (GError) error = NULL;
      gboolean ok;

      g_assert_cmpuint (nth, <, MAX_STEPS);
      hj_fault_vfs_arm (HJ_FAULT_ALL, nth, ENOSPC, HJ_FAULT_ONCE);
      ok = import_step (store, folder, &error);
      hit = hj_fault_vfs_disarm ();
      kept = dossier_digest (store, scheme);
      g_assert_cmpint (g_str_equal (kept, before), ==, !ok);
      g_clear_pointer (&store, hj_store_close);
      store = open_sound (path);
      anew = dossier_digest (store, scheme);
      g_assert_cmpstr (kept, ==, anew);
      g_clear_pointer (&store, hj_store_close);
      hj_test_remove_tree (folder);
    }
}

/* Bringing a version 1 up to date on a disk that fails: it is as it was, or up to date. */
static void
test_migrate (void)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "fixtures", "version-1-application.hjd", NULL);
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *expected = NULL;

  for (guint nth = 1, hit = TRUE; hit; nth += HJ_TEST_STRIDE)
    {
      g_autofree char *path = dossier_fresh_path ();
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *digest = NULL;
      g_autoptr (HjStore) store = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (nth, <, MAX_STEPS);
      copy_dossier (fixture, path);
      hj_fault_vfs_arm (HJ_FAULT_ALL, nth, nth % 2 == 0 ? ENOSPC : EIO, nth % 3 == 0 ? HJ_FAULT_TORN : HJ_FAULT_ONCE);
      store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
      hit = hj_fault_vfs_disarm ();
      if (store == NULL)
        assert_loud (error);
      g_clear_pointer (&store, hj_store_close);
      store = open_sound (path);
      digest = dossier_digest (store, scheme);
      if (expected == NULL)
        expected = g_strdup (digest);
      g_assert_cmpstr (digest, ==, expected);
      g_clear_pointer (&store, hj_store_close);
      hj_test_remove_tree (folder);
    }
}

static void
test_undo (void)
{
  run_sweep (undo_step);
}

static void
test_export (void)
{
  run_sweep (export_step);
}

static void
test_mark_published (void)
{
  run_sweep (publish_step);
}

/* A dossier that could not be made leaves nothing in its place. */
static void
test_create (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint nth = 1, hit = TRUE; hit; nth += HJ_TEST_STRIDE)
      {
        g_autofree char *path = dossier_fresh_path ();
        g_autofree char *folder = g_path_get_dirname (path);
        g_autoptr (HjStore) store = NULL;
        g_autoptr (GError) error = NULL;

        g_assert_cmpuint (nth, <, MAX_STEPS);
        hj_fault_vfs_arm (HJ_FAULT_ALL, nth, ways[way].error_number, ways[way].how);
        store = hj_store_create (path, scheme, &error);
        hit = hj_fault_vfs_disarm ();
        if (store == NULL)
          {
            assert_loud (error);
            g_assert_cmpuint (hj_test_count_files (folder), ==, 0);
          }
        else
          {
            g_autofree char *digest = NULL;

            g_clear_pointer (&store, hj_store_close);
            store = open_sound (path);
            digest = dossier_digest (store, scheme);
            g_clear_pointer (&store, hj_store_close);
          }
        hj_test_remove_tree (folder);
      }
}

/* Many answers on a disk that fails now and then: each that was acknowledged is there. */
static void
test_acknowledged (void)
{
  static const char * const criteria[] = { "1.1.1", "1.2.1", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "4.1.1" };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (HjContent) first = dossier_load (store, scheme);
  guint failed = 0;

  for (guint i = 0; i < 400; i++)
    {
      const char *criterion = criteria[g_test_rand_int_range (0, G_N_ELEMENTS (criteria))];
      HjVerdict verdict = (HjVerdict) g_test_rand_int_range (1, HJ_N_VERDICTS);
      g_autoptr (GError) error = NULL;

      hj_fault_vfs_arm (HJ_FAULT_ALL, (guint) g_test_rand_int_range (1, 12), g_test_rand_bit () ? EIO : ENOSPC,
                        HJ_FAULT_ONCE);
      if (dossier_record (store, criterion, 0, 0, verdict, &error))
        {
          g_hash_table_insert (said, (gpointer) criterion, GINT_TO_POINTER (verdict));
        }
      else
        {
          assert_loud (error);
          failed++;
        }
      hj_fault_vfs_disarm ();
    }
  g_test_message ("%u of 400 failed", failed);
  g_assert_cmpuint (failed, >, 0);

  content = dossier_load (store, scheme);
  for (guint i = 0; i < G_N_ELEMENTS (criteria); i++)
    {
      const HjFinding *finding = hj_content_find_finding (content, criteria[i], hj_test_expert (0));

      g_assert_cmpint (finding != NULL ? finding->verdict : HJ_VERDICT_NONE, ==,
                       GPOINTER_TO_INT (g_hash_table_lookup (said, criteria[i])));
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  hj_fault_vfs_install ();
  hj_test_clock_set (2026, 11, 5, 9, 0);

  g_test_add_func ("/faults/create", test_create);
  g_test_add_func ("/faults/apply", test_apply);
  g_test_add_func ("/faults/import", test_import);
  g_test_add_func ("/faults/kept", test_kept);
  g_test_add_func ("/faults/migrate", test_migrate);
  g_test_add_func ("/faults/undo", test_undo);
  g_test_add_func ("/faults/export", test_export);
  g_test_add_func ("/faults/mark-published", test_mark_published);
  g_test_add_func ("/faults/acknowledged", test_acknowledged);

  return hj_test_run ();
}
