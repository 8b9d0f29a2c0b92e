/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "forms-content.h"
#include "hj-exchange-private.h"
#include "hj-scheme-file.h"

/* Writes the program's own forms for tests/fixtures: SCHEME.hjs NAME.tsv OUT.xlsx OUT.docx; "-" for an empty form. */

static void
save (GBytes     *bytes,
      const char *path,
      GError     *error)
{
  if (bytes == NULL || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    {
      g_printerr ("%s: %s\n", path, error != NULL ? error->message : "");
      exit (EXIT_FAILURE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) workbook = NULL;
  g_autoptr (GBytes) document = NULL;
  gboolean empty = argc > 2 && g_str_equal (argv[2], "-");
  char *data;
  gsize size;

  if (argc != 5 || !g_file_get_contents (argv[1], &data, &size, NULL))
    {
      g_printerr ("make-forms SCHEME.hjs NAME.tsv OUT.xlsx OUT.docx\n");
      return EXIT_FAILURE;
    }
  bytes = g_bytes_new_take (data, size);
  scheme = hj_scheme_read (bytes, argv[1], &error);
  if (scheme == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  content = empty ? hj_content_new (scheme) : forms_content_from_table (scheme, argv[2]);
  workbook = hj_workbook_write (content, empty, NULL, NULL, NULL, &error);
  save (workbook, argv[3], error);
  document = hj_docx_write (content, empty, NULL, &error);
  save (document, argv[4], error);

  return EXIT_SUCCESS;
}
