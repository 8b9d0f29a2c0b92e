/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-test.h"

#define DIGEST_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
test_digest (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autofree char *of_bytes = hj_digest_bytes (bytes);
  g_autofree char *of_text = hj_digest_text ("abc");

  g_assert_cmpstr (of_bytes, ==, DIGEST_OF_ABC);
  g_assert_cmpstr (of_text, ==, DIGEST_OF_ABC);
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hj_test_path ("abc");
  g_autofree char *missing = hj_test_path ("missing");
  g_autofree char *digest = NULL;

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  digest = hj_digest_file (path, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (digest, ==, DIGEST_OF_ABC);
  g_assert_null (hj_digest_file (path, 2, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (hj_digest_file (missing, 2, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      char *id = hj_id_new ();

      g_assert_true (hj_id_is_valid (id));
      g_assert_true (g_hash_table_add (seen, id));
    }
  g_assert_false (hj_id_is_valid (NULL));
  g_assert_false (hj_id_is_valid (""));
  g_assert_false (hj_id_is_valid ("0123456789abcdef0123456789abcde"));
  g_assert_false (hj_id_is_valid ("0123456789ABCDEF0123456789abcdef"));
  g_assert_false (hj_id_is_valid ("0123456789abcdef0123456789abcdef0"));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/digest/known", test_digest);
  g_test_add_func ("/digest/file", test_file);
  g_test_add_func ("/id/random", test_ids);
  return hj_test_run ();
}
