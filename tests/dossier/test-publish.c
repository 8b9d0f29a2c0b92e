/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* What leaves a working copy, and what can be told of a file that comes back. */

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
write_file (const char   *path,
            const guint8 *data,
            gsize         size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
export (HjStore     *store,
        const char  *path,
        HjStoreInfo *info)
{
  g_autoptr (GError) error = NULL;

  hj_store_export (store, path, "记录人", NULL, info, &error);
  g_assert_no_error (error);
}

static void
test_facts (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autofree char *path = dossier_fresh_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (HjStore) published = NULL;
  g_autoptr (HjContent) ours = NULL;
  g_autoptr (HjContent) theirs = NULL;
  g_autoptr (GPtrArray) report = NULL;
  g_auto (HjStoreInfo) info = { 0 };
  g_auto (HjStoreInfo) read = { 0 };
  g_auto (HjStoreInfo) working = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (hj_store_get_info (store, &working, &error));
  g_assert_cmpint (working.serial, ==, 0);
  g_assert_cmpstr (working.file_digest, ==, "");

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_true (hj_store_set_draft (store, hj_test_expert (0), "finding/2.1.1/reason", "写了一半", &error));
  export (store, path, &info);
  g_assert_cmpuint (hj_test_count_files (folder), ==, 1);

  g_assert_cmpint (info.serial, ==, 1);
  g_assert_cmpstr (info.parent_digest, ==, "");
  g_assert_cmpstr (info.publisher, ==, "记录人");
  g_assert_cmpstr (info.copy_id, ==, working.copy_id);
  g_assert_cmpint (info.entries, ==, 2);
  g_assert_nonnull (strstr (info.chain_heads, "/applicant:1:"));
  g_assert_nonnull (strstr (info.chain_heads, "/findings:1:"));
  g_assert_cmpuint (strlen (info.file_digest), ==, 64);

  published = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hj_store_get_info (published, &read, &error));
  g_assert_cmpstr (read.dossier_id, ==, info.dossier_id);
  g_assert_cmpstr (read.file_digest, ==, info.file_digest);
  g_assert_cmpstr (read.content_digest, ==, info.content_digest);
  g_assert_cmpstr (read.chain_heads, ==, info.chain_heads);
  g_assert_cmpint (read.published, ==, info.published);

  ours = dossier_load (store, scheme);
  theirs = dossier_load (published, scheme);
  g_assert_cmpstr (ours->digest, ==, theirs->digest);
  g_assert_cmpstr (ours->digest, ==, info.content_digest);
  g_assert_cmpuint (ours->drafts->len, ==, 1);
  g_assert_cmpuint (theirs->drafts->len, ==, 0);

  g_assert_true (hj_store_verify (path, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report->len, ==, 7);
}

/* The rule of the README, done by hand. */
static void
test_file_digest (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *path = dossier_new_published (scheme);
  g_autoptr (GBytes) bytes = read_file (path);
  g_autoptr (HjStore) store = NULL;
  g_auto (HjStoreInfo) info = { 0 };
  g_autofree guint8 *copy = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) zeroed = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 *digits;

  store = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hj_store_get_info (store, &info, &error));
  copy = g_memdup2 (data, size);
  digits = memmem (copy, size, info.file_digest, 64);
  g_assert_nonnull (digits);
  memset (digits, '0', 64);
  zeroed = g_bytes_new (copy, size);
  digest = hj_digest_bytes (zeroed);
  g_assert_cmpstr (digest, ==, info.file_digest);

  /* A rollback-mode file: complete alone, needing no sidecar. */
  g_assert_cmpint (data[18], ==, 1);
  g_assert_cmpint (data[19], ==, 1);
}

static void
test_lineage (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autofree char *parent = g_strdup ("");
  g_autoptr (GError) error = NULL;

  for (gint64 serial = 1; serial <= 4; serial++)
    {
      g_autofree char *path = dossier_fresh_path ();
      g_auto (HjStoreInfo) info = { 0 };
      g_auto (HjStoreInfo) working = { 0 };
      gboolean unpublished = FALSE;

      g_assert_true (dossier_record (store, "1.1.1", 0, 0, (HjVerdict) serial, &error));
      g_assert_true (hj_store_has_unpublished (store, &unpublished, &error));
      g_assert_true (unpublished);
      export (store, path, &info);
      g_assert_cmpint (info.serial, ==, serial);
      g_assert_cmpstr (info.parent_digest, ==, parent);

      /* Answered while it was being published. */
      if (serial == 3)
        g_assert_true (dossier_record (store, "2.1.1", 1, 1, HJ_VERDICT_MET, &error));
      g_assert_true (hj_store_mark_published (store, &info, "digest-of-the-target", &error));
      g_assert_true (hj_store_has_unpublished (store, &unpublished, &error));
      g_assert_cmpint (unpublished, ==, serial == 3);
      g_assert_true (hj_store_get_info (store, &working, &error));
      g_assert_cmpstr (working.target_digest, ==, "digest-of-the-target");
      g_assert_cmpstr (working.file_digest, ==, info.file_digest);
      g_assert_cmpint (working.serial, ==, serial);
      hj_str_set (&parent, info.file_digest);
    }
}

/* A published file becomes a working copy by copying its bytes, and what it
 * publishes then goes back to it. */
static void
test_second_life (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *path = dossier_new_published (scheme);
  g_autofree char *copy = dossier_fresh_path ();
  g_autofree char *next = dossier_fresh_path ();
  g_autofree char *id = hj_id_new ();
  g_autoptr (GBytes) bytes = read_file (path);
  g_autoptr (HjStore) store = NULL;
  g_auto (HjStoreInfo) first = { 0 };
  g_auto (HjStoreInfo) second = { 0 };
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean unpublished = TRUE;
  const HjHistoryEntry *last;

  write_file (copy, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  store = hj_store_open (copy, HJ_STORE_READ_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (hj_store_get_info (store, &first, &error));
  g_assert_true (hj_store_has_unpublished (store, &unpublished, &error));
  g_assert_false (unpublished);
  g_assert_true (hj_store_set_copy_id (store, id, &error));
  g_assert_true (hj_store_has_unpublished (store, &unpublished, &error));
  g_assert_false (unpublished);

  /* What was done before on the other machine can still be undone here. */
  g_assert_true (hj_store_undo (store, hj_test_expert (0), &error));
  g_assert_no_error (error);
  history = hj_store_history (store, &error);
  last = g_ptr_array_index (history, history->len - 1);
  g_assert_cmpstr (last->kind, ==, "undo");
  g_assert_cmpstr (last->copy_id, ==, id);
  g_assert_cmpint (last->sequence, ==, 1);

  export (store, next, &second);
  g_assert_cmpint (second.serial, ==, 2);
  g_assert_cmpstr (second.parent_digest, ==, first.file_digest);
  g_assert_cmpstr (second.copy_id, ==, id);
  g_assert_true (hj_store_verify (next, NULL, &error));
  g_assert_no_error (error);
}

static void
test_refusals (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autofree char *path = dossier_fresh_path ();
  g_autofree char *nowhere = g_build_filename (hj_test_folder (), "no", "such", "folder.hjd", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_file (path, (const guint8 *) "mine", 4);
  g_assert_false (hj_store_export (store, path, "", NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_clear_error (&error);
  {
    g_autoptr (GBytes) bytes = read_file (path);

    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "mine", 4);
  }

  g_assert_false (hj_store_export (store, nowhere, "", NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_unlink (path);
  g_cancellable_cancel (cancellable);
  g_assert_false (hj_store_export (store, path, "", cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* Answering goes on. */
  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));

  /* A working copy was never published. */
  g_assert_false (hj_store_verify (store->path, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
}

/* Publishing runs on a second connection while answers are given on the first. */
static void
test_two_connections (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStore) second = hj_store_open (store->path, HJ_STORE_READ_WRITE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *path = dossier_fresh_path ();
      g_auto (HjStoreInfo) info = { 0 };
      g_autofree char *undo = NULL;
      gboolean unpublished;

      g_assert_true (dossier_record (store, "1.1.1", 0, 0, (HjVerdict) (i + 1), &error));
      export (second, path, &info);
      g_assert_cmpint (info.entries, ==, 2 + i * 2);
      g_assert_true (hj_store_mark_published (second, &info, NULL, &error));
      g_assert_true (hj_store_has_unpublished (store, &unpublished, &error));
      g_assert_false (unpublished);

      /* Each sees what the other has written. */
      g_assert_true (dossier_record (second, "2.1.1", 0, 0, (HjVerdict) (i + 1), &error));
      g_assert_no_error (error);
      g_assert_true (hj_store_peek_undo (store, hj_test_expert (0), &undo, NULL, &error));
      g_assert_cmpstr (undo, ==, "2.1.1");
    }
}

/* No byte of a published file can be turned over unseen. */
static void
test_flipped_bytes (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *path = dossier_new_published (scheme);
  g_autofree char *damaged = dossier_fresh_path ();
  g_autoptr (GBytes) bytes = read_file (path);
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
  gsize step = g_test_slow () ? 1 : 397;

  for (gsize at = 0; at < size; at += at < 200 ? 1 : step)
    {
      guint8 bit = (guint8) (1 << g_test_rand_int_range (0, 8));
      g_autoptr (GError) error = NULL;

      data[at] ^= bit;
      write_file (damaged, data, size);
      data[at] ^= bit;
      if (hj_store_verify (damaged, NULL, &error))
        g_error ("byte %" G_GSIZE_FORMAT " was turned over unseen", at);
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  hj_test_clock_set (2026, 11, 5, 9, 0);

  g_test_add_func ("/publish/facts", test_facts);
  g_test_add_func ("/publish/file-digest", test_file_digest);
  g_test_add_func ("/publish/lineage", test_lineage);
  g_test_add_func ("/publish/second-life", test_second_life);
  g_test_add_func ("/publish/refusals", test_refusals);
  g_test_add_func ("/publish/two-connections", test_two_connections);
  g_test_add_func ("/publish/flipped-bytes", test_flipped_bytes);

  return hj_test_run ();
}
