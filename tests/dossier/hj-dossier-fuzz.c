/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "dossier-probe.h"
#include "hj-test.h"

/* Any bytes are opened as a dossier or refused with a sentence. Built with libFuzzer
 * this looks for others; test-fuzz.c gives it the kept samples in every run. */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
remove_all (const char *path)
{
  static const char * const suffixes[] = { "", "-wal", "-shm", "-journal", ".exported" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static HjScheme *scheme;
  g_autofree char *folder = g_dir_make_tmp ("hj-fuzz-XXXXXX", NULL);
  g_autofree char *path = NULL;
  int fd;

  g_assert_nonnull (folder);
  path = g_build_filename (folder, "fuzz.hjd", NULL);
  if (scheme == NULL)
    scheme = hj_test_scheme ();
  fd = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  close (fd);

  dossier_probe_published (path, scheme, NULL);
  dossier_probe_working (path, scheme);
  remove_all (path);
  g_rmdir (folder);

  return 0;
}
