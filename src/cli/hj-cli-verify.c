/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-cli.h"

int
hj_cli_verify (char **arguments)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GPtrArray) report = NULL;
  g_autoptr (GError) error = NULL;
  int status = hj_cli_parse ("verify", entries, &arguments, 1, 1);
  gboolean sound;

  if (status >= 0)
    return status;
  sound = hj_session_verify_file (arguments[0], &report, &error);
  for (guint i = 0; report != NULL && i < report->len; i++)
    hj_cli_print ("%s\n", (const char *) g_ptr_array_index (report, i));
  if (!sound)
    {
      hj_cli_finish_output ();
      return hj_cli_refuse (error);
    }
  /* Without a signature nothing can be said of who made it. */
  hj_cli_print (_("%s is unchanged since it was published.\n"), arguments[0]);
  return hj_cli_finish_output ();
}
