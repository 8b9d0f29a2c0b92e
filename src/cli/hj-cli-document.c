/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-cli.h"
#include "hj-jobs.h"

static int
write_document (const char     *path,
                HjDocumentKind  kind,
                const char     *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, HJ_SESSION_READ, &error);

  if (session == NULL ||
      !hj_job_write_document (kind, hj_session_get_card (session), output, NULL, &error))
    return hj_cli_refuse (error);
  hj_cli_print (_("Wrote %s.\n"), output);
  return hj_cli_finish_output ();
}

int
hj_cli_document (char **arguments)
{
  g_autofree char *kind_id = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_FILENAME, &kind_id, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  HjDocumentKind kind;
  int status = hj_cli_parse ("document", entries, &arguments, 1, 1);

  if (status >= 0)
    return status;
  if (kind_id == NULL || output == NULL || *output == '\0')
    return hj_cli_misuse ("document", "%s", _("--kind and -o are needed."));
  if (!hj_document_kind_from_id (kind_id, &kind))
    return hj_cli_misuse ("document", _("There is no document “%s”; there are score-sheet and deductions."), kind_id);
  return write_document (arguments[0], kind, output);
}
