/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-cli.h"
#include "hj-error.h"
#include "hj-session-exchange.h"

static char *
dup_table_ids (void)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", hj_record_table ((HjRecordKind) i)->id);
  return g_string_free (ids, FALSE);
}

/* What the ending of a name says; misuse where no such thing is written. */
static int
find_format (const char *verb,
             const char *output,
             HjFormat   *format)
{
  if (output == NULL || *output == '\0')
    return hj_cli_misuse (verb, "%s", _("-o is needed: the file to write."));
  if (!hj_format_from_path (output, format))
    return hj_cli_misuse (verb, _("“%s” doesn't tell what to write; it ends in .xml, .xlsx, .docx or .csv."), output);
  return -1;
}

/* ---- export ------------------------------------------------------------- */

static int
export (const char   *path,
        const char   *output,
        HjRecordKind  table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, HJ_SESSION_READ, &error);

  if (session == NULL || !hj_job_export (hj_session_get_content (session), output, table, FALSE, NULL, &error))
    return hj_cli_refuse (error);
  hj_cli_print (_("Wrote %s.\n"), output);
  return hj_cli_finish_output ();
}

int
hj_cli_export (char **arguments)
{
  g_autofree char *output = NULL;
  g_autofree char *table_id = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "table", 't', 0, G_OPTION_ARG_FILENAME, &table_id, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const HjRecordTable *table = NULL;
  HjFormat format = HJ_FORMAT_XML;
  int status = hj_cli_parse ("export", entries, &arguments, 1, 1);

  if (status < 0)
    status = find_format ("export", output, &format);
  if (status >= 0)
    return status;
  if (table_id != NULL)
    table = hj_record_table_find (table_id);
  if (table_id != NULL && table == NULL)
    {
      g_autofree char *ids = dup_table_ids ();

      return hj_cli_misuse ("export", _("There is no table “%s”; there are %s."), table_id, ids);
    }
  if (format != HJ_FORMAT_CSV && table_id != NULL)
    return hj_cli_misuse ("export", "%s", _("--table is for CSV; the other formats hold everything."));
  return export (arguments[0], output, table != NULL ? table->kind : HJ_EXPORT_ALL_TABLES);
}

/* ---- form --------------------------------------------------------------- */

static int
write_form (const char *scheme_id,
            const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_cli_load_scheme (scheme_id, &error);
  g_autoptr (HjContent) content = scheme != NULL ? hj_content_new (scheme) : NULL;

  if (content == NULL || !hj_job_export (content, output, HJ_RECORD_APPLICANT, TRUE, NULL, &error))
    return hj_cli_refuse (error);
  hj_cli_print (_("Wrote %s.\n"), output);
  return hj_cli_finish_output ();
}

int
hj_cli_form (char **arguments)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  HjFormat format = HJ_FORMAT_XML;
  int status = hj_cli_parse ("form", entries, &arguments, 1, 1);

  if (status < 0)
    status = find_format ("form", output, &format);
  if (status >= 0)
    return status;
  if (format != HJ_FORMAT_XLSX && format != HJ_FORMAT_DOCX)
    return hj_cli_misuse ("form", "%s", _("A form to be filled is a workbook (.xlsx) or a Word file (.docx)."));
  return write_form (arguments[0], output);
}
