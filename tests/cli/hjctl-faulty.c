/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "hj-cli.h"
#include "hj-fault-vfs.h"
#include "hj-safe-file.h"

/* hjctl on a disk that fails when it is told to; never installed.
 *
 *   HJ_FAULT_AT     which step fails, from 1, counted over SQLite's and our own
 *   HJ_FAULT_ERRNO  with what
 *   HJ_FAULT_HOW    once, sticky or torn
 *   HJ_FAULT_SIDE   vfs or files: whose steps are counted
 *
 * What was counted is written to the file HJ_FAULT_REPORT. */

static struct {
  guint    at;
  guint    seen;
  int      errnum;
  gboolean sticky;
} plan;

static int
fail_file_step (HjFileOp    op,
                const char *path,
                gpointer    user_data)
{
  guint seen = (guint) g_atomic_int_add (&plan.seen, 1) + 1;

  return seen == plan.at || (plan.sticky && seen > plan.at) ? plan.errnum : 0;
}

static guint
get_number (const char *name)
{
  const char *text = g_getenv (name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static HjFaultHow
get_how (void)
{
  const char *how = g_getenv ("HJ_FAULT_HOW");

  if (g_strcmp0 (how, "sticky") == 0)
    return HJ_FAULT_STICKY;
  return g_strcmp0 (how, "torn") == 0 ? HJ_FAULT_TORN : HJ_FAULT_ONCE;
}

static void
report (gboolean vfs)
{
  const char *path = g_getenv ("HJ_FAULT_REPORT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%u\n", vfs ? hj_fault_vfs_count () : plan.seen);
  fclose (file);
}

int
main (int    argc,
      char **argv)
{
  gboolean vfs = g_strcmp0 (g_getenv ("HJ_FAULT_SIDE"), "files") != 0;
  int status;

  hj_fault_vfs_install ();
  plan.at = get_number ("HJ_FAULT_AT");
  plan.errnum = (int) get_number ("HJ_FAULT_ERRNO");
  plan.sticky = get_how () == HJ_FAULT_STICKY;
  if (vfs)
    hj_fault_vfs_arm (HJ_FAULT_ALL, plan.at > 0 ? plan.at : G_MAXINT, plan.errnum, get_how ());
  else
    hj_safe_file_set_fault (fail_file_step, NULL);
  status = hj_cli_main (argc, argv);
  report (vfs);
  return status;
}
