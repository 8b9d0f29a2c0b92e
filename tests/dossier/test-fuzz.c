/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "hj-test.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* The kept samples of the fuzz target: what once broke it, and one of each kind. */
static void
test_folder (gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpint (LLVMFuzzerTestOneInput ((const uint8_t *) text, length), ==, 0);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_data_func ("/dossier/fuzz/corpus", "corpus", test_folder);
  return hj_test_run ();
}
