/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "hj-cli.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"

#define MAX_ENTRIES 32 /* options of one verb */

static const HjCliVerb verbs[] = {
  { "new", "FILE --scheme ID --applicant NAME [--occupation CODE:NAME:LEVELS]… [--expert NAME]… [--date DAY]",
    N_("make a dossier"), hj_cli_new },
  { "record", "FILE [--expert NAME] [--criterion ID --verdict VERDICT --deduct POINTS …]",
    N_("record one finding, or JSON lines from standard input"), hj_cli_record },
  { "score", "FILE [--expert NAME] [--json] [--explain ID]",
    N_("show the score, or how a figure came about"), hj_cli_score },
  { "document", "FILE --kind score-sheet|deductions -o OUT.pdf",
    N_("typeset a document"), hj_cli_document },
  { "verify", "FILE",
    N_("check that a file is unchanged since it was published"), hj_cli_verify },
  { "import", "FILE SOURCE [--preview] [--json]",
    N_("take an application from a file: XML, XLSX, DOCX or CSV"), hj_cli_import },
  { "export", "FILE -o OUT.xml|.xlsx|.docx|.csv [--table NAME]",
    N_("write the dossier or its application to a file"), hj_cli_export },
  { "check", "FILE [--json] [--date DAY]",
    N_("check the application against the standards"), hj_cli_check },
  { "form", "SCHEME -o FORM.xlsx|.docx",
    N_("write a scheme's form for an applicant to fill"), hj_cli_form },
  { "scheme", "list [--json] | show ID [--json] | check [FILE|ID]… | add FILE [--replace] | diff A B [--json] |"
              " move FILE SCHEME [--keep ID]… [--again ID]… [--preview]",
    N_("list, show, check, add or compare schemes, or move a dossier to another"), hj_cli_scheme },
};

static void
put (FILE       *stream,
     const char *format,
     va_list     args)
{
  g_autofree char *text = g_strdup_vprintf (format, args);

  fputs (text, stream);
}

void
hj_cli_print (const char *format,
              ...)
{
  va_list args;

  va_start (args, format);
  put (stdout, format, args);
  va_end (args);
}

void
hj_cli_warn (const char *format,
             ...)
{
  va_list args;

  fputs ("hjctl: ", stderr);
  va_start (args, format);
  put (stderr, format, args);
  va_end (args);
  fputc ('\n', stderr);
}

int
hj_cli_refuse (const GError *error)
{
  hj_cli_warn ("%s", error->message);
  return HJ_CLI_REFUSED;
}

int
hj_cli_finish_output (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return HJ_CLI_OK;
  hj_cli_warn (_("The output could not be written: %s."), g_strerror (errno));
  return HJ_CLI_REFUSED;
}

static const HjCliVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];
  return NULL;
}

int
hj_cli_misuse (const char *verb,
               const char *format,
               ...)
{
  const HjCliVerb *known = verb != NULL ? find_verb (verb) : NULL;
  va_list args;

  fputs ("hjctl: ", stderr);
  va_start (args, format);
  put (stderr, format, args);
  va_end (args);
  if (known != NULL)
    fprintf (stderr, "\n%s hjctl %s %s\n", _("Usage:"), known->name, known->usage);
  else
    fprintf (stderr, "\n%s\n", _("“hjctl --help” tells what there is."));
  return HJ_CLI_MISUSE;
}

static guint
count_operands (char **arguments)
{
  return g_strv_length (arguments);
}

/* GOption leaves a "--" that ended the options among the operands. */
static void
drop_separator (char **arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    if (g_str_equal (arguments[i], "--"))
      {
        g_free (arguments[i]);
        memmove (&arguments[i], &arguments[i + 1], (g_strv_length (&arguments[i + 1]) + 1) * sizeof (char *));
        return;
      }
}

/* GOption keeps the last of two values and says nothing of the first: what was
 * typed would be lost. Options that hold one value are read as lists and counted. */
static GOptionEntry *
read_as_lists (const GOptionEntry  *entries,
               char              ***lists)
{
  guint n = 0;
  GOptionEntry *copy;

  while (entries[n].long_name != NULL)
    n++;
  g_assert (n < MAX_ENTRIES);
  copy = g_memdup2 (entries, (n + 1) * sizeof (GOptionEntry));
  for (guint i = 0; i < n; i++)
    if (copy[i].arg == G_OPTION_ARG_FILENAME)
      {
        copy[i].arg = G_OPTION_ARG_FILENAME_ARRAY;
        copy[i].arg_data = &lists[i];
      }
  return copy;
}

/* Moves each single value to where its entry wants it; the name of one that was given twice. */
static const char *
take_single_values (const GOptionEntry  *entries,
                    char              ***lists)
{
  const char *twice = NULL;

  for (guint i = 0; entries[i].long_name != NULL; i++)
    {
      g_auto (GStrv) values = g_steal_pointer (&lists[i]);

      if (values == NULL)
        continue;
      if (values[1] != NULL)
        twice = entries[i].long_name;
      *(char **) entries[i].arg_data = g_strdup (values[0]);
    }
  return twice;
}

/**
 * hj_cli_parse:
 * @arguments: (inout): starts with the verb's name; ends as its operands
 *
 * Options may stand before or after the operands, as "--name value" or
 * "--name=value". Values are bytes, whatever the locale: see hj_cli_main().
 */
int
hj_cli_parse (const char          *verb,
              const GOptionEntry  *entries,
              char              ***arguments,
              guint                least,
              guint                most)
{
  const HjCliVerb *known = find_verb (verb);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  char **lists[MAX_ENTRIES] = { NULL };
  g_autofree GOptionEntry *counted = read_as_lists (entries, lists);
  gboolean parsed;
  const char *twice;
  char **operands;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, counted, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  parsed = g_option_context_parse_strv (context, arguments, &error);
  twice = take_single_values (entries, lists);
  if (!parsed)
    return hj_cli_misuse (verb, "%s", error->message);
  if (twice != NULL)
    return hj_cli_misuse (verb, _("--%s stands twice; only one can be meant."), twice);
  if (help)
    {
      hj_cli_print ("%s hjctl %s %s\n\n%s\n\n%s\n",
                    _("Usage:"), known->name, known->usage, _(known->summary),
                    _("“man hjctl” tells more."));
      return hj_cli_finish_output ();
    }
  operands = *arguments;
  g_free (operands[0]);
  memmove (operands, operands + 1, g_strv_length (operands + 1) * sizeof (char *) + sizeof (char *));
  drop_separator (operands);
  if (count_operands (operands) < least)
    return hj_cli_misuse (verb, "%s", _("Something is missing."));
  if (count_operands (operands) > most)
    return hj_cli_misuse (verb, _("“%s” is more than is understood here."), operands[most]);
  return -1;
}

HjSession *
hj_cli_open (const char     *path,
             HjSessionMode   mode,
             GError        **error)
{
  HjSession *session = hj_session_open (path, mode, NULL, error);

  if (session == NULL)
    return NULL;
  if (hj_session_get_notice (session) != NULL)
    hj_cli_warn ("%s", hj_session_get_notice (session));
  if (hj_session_get_recovery (session) != NULL)
    hj_cli_warn ("%s", hj_session_get_recovery (session));
  return session;
}

int
hj_cli_close (HjSession  *session,
              const char *kept)
{
  g_autoptr (GError) error = NULL;

  if (hj_session_close (session, FALSE, &error))
    return HJ_CLI_OK;
  hj_session_abandon (session);
  if (g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED))
    hj_cli_warn ("%s", _("Open it in the window of Hengjian to choose."));
  hj_cli_warn ("%s", kept);
  return hj_cli_refuse (error);
}

gboolean
hj_cli_check_name (const char  *name,
                   GError     **error)
{
  if (hj_text_is_sound (name) && strpbrk (name, "\t\r\n") == NULL)
    return TRUE;
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                       _("A name is one line of text without control characters; nothing was recorded."));
  return FALSE;
}

HjScheme *
hj_cli_load_scheme (const char  *id_or_path,
                    GError     **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (strchr (id_or_path, G_DIR_SEPARATOR) == NULL && !g_str_has_suffix (id_or_path, ".hjs"))
    return hj_scheme_load (id_or_path, error);
  bytes = hj_safe_file_read (id_or_path, HJ_SCHEME_MAX_BYTES, NULL, error);
  name = g_path_get_basename (id_or_path);
  return bytes != NULL ? hj_scheme_read (bytes, name, error) : NULL;
}

const HjMember *
hj_cli_find_expert (const HjContent *content,
                    const char      *name)
{
  const HjMember *member = hj_content_find_member_by_name (content, name);

  return member != NULL ? member : hj_content_find_member (content, name);
}

static int
show_help (void)
{
  hj_cli_print ("%s hjctl %s\n\n", _("Usage:"), _("VERB [OPTION]… [FILE]"));
  hj_cli_print ("%s\n\n", _("Evaluate on site whether an organisation may certify vocational skill levels."));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    hj_cli_print ("  %-9s %s\n            hjctl %s %s\n", verbs[i].name, _(verbs[i].summary), verbs[i].name, verbs[i].usage);
  hj_cli_print ("\n  --help     %s\n  --version  %s\n\n", _("show this"), _("show the version"));
  hj_cli_print ("%s\n", _("Exit status: 0 done; 1 refused, the reason is on standard error; 2 misuse. “man hjctl” tells more."));
  return hj_cli_finish_output ();
}

static int
show_version (void)
{
  hj_cli_print ("hjctl %s\n", VERSION);
  return hj_cli_finish_output ();
}

/* Names come from the command line and go into a dossier: they must be text. */
static gboolean
is_text (char **arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!g_utf8_validate (arguments[i], -1, NULL))
      return FALSE;
  return TRUE;
}

static void
set_language (void)
{
  const char *folder = g_getenv ("HENGJIAN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
hj_cli_main (int    argc,
             char **argv)
{
  g_auto (GStrv) arguments = NULL;
  const HjCliVerb *verb;

  set_language ();
  g_set_prgname ("hjctl");
  if (argc < 2)
    return hj_cli_misuse (NULL, "%s", _("Say what to do."));
  if (!is_text (argv))
    return hj_cli_misuse (NULL, "%s", _("An argument is not UTF-8 text."));
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    return show_help ();
  if (g_str_equal (argv[1], "--version"))
    return show_version ();
  verb = find_verb (argv[1]);
  if (verb == NULL)
    return hj_cli_misuse (NULL, _("There is no verb “%s”."), argv[1]);
  arguments = g_strdupv (argv + 1);
  return verb->func (arguments);
}
