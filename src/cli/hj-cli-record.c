/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "hj-cli.h"
#include "hj-cli-line.h"
#include "hj-error.h"

#define MAX_INPUT_BYTES (16 * 1024 * 1024)
#define BYTE_ORDER_MARK "\357\273\277" /* what an editor of Windows puts before a text */

typedef struct {
  char *expert, *criterion, *verdict, *deduct, *aspect, *reason, *method, *award;
  char *tier, *quantity, *evidence, *note, *occupation;
} Options;

/* A line with its number; number 0 is that of the options. */
typedef struct {
  guint   number;
  HjJson *json;
} Line;

typedef struct {
  HjContent   *content;
  GPtrArray   *commands;
  GHashTable  *findings;    /* "criterion\nexpert" -> index of its command */
  GHashTable  *new_experts; /* name -> member id */
  const char  *default_expert;
  char        *only_expert; /* the one whose findings these are; "" for several */
  guint        count;
} Batch;

static void
options_clear (Options *options)
{
  g_free (options->expert);
  g_free (options->criterion);
  g_free (options->verdict);
  g_free (options->deduct);
  g_free (options->aspect);
  g_free (options->reason);
  g_free (options->method);
  g_free (options->award);
  g_free (options->tier);
  g_free (options->quantity);
  g_free (options->evidence);
  g_free (options->note);
  g_free (options->occupation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
line_free (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->json, hj_json_free);
  g_free (line);
}

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->commands, g_ptr_array_unref);
  g_clear_pointer (&batch->findings, g_hash_table_unref);
  g_clear_pointer (&batch->new_experts, g_hash_table_unref);
  g_clear_pointer (&batch->content, hj_content_unref);
  g_free (batch->only_expert);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
prefix_line (guint    number,
             GError **error)
{
  if (number > 0)
    g_prefix_error (error, _("line %u: "), number);
  return FALSE;
}

/* ---- Lines -------------------------------------------------------------- */

static GByteArray *
read_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guchar buffer[16384];
  gsize length;

  while ((length = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) length);
      if (bytes->len > MAX_INPUT_BYTES)
        {
          g_set_error_literal (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
                               _("More than 16 MB on standard input; nothing was recorded."));
          return NULL;
        }
    }
  if (ferror (stdin))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_IO, _("Standard input could not be read: %s."), g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static gboolean
is_blank_line (const char *text,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr (" \t\r", text[i]) == NULL || text[i] == '\0')
      return FALSE;
  return TRUE;
}

static gboolean
add_line (GPtrArray   *lines,
          guint        number,
          const char  *text,
          gsize        length,
          GError     **error)
{
  Line *line;

  if (is_blank_line (text, length))
    return TRUE;
  line = g_new0 (Line, 1);
  g_ptr_array_add (lines, line);
  line->number = number;
  line->json = hj_json_parse (text, (gssize) length, error);
  return (line->json != NULL && hj_line_check (line->json, error)) || prefix_line (number, error);
}

static GPtrArray *
read_lines (GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GByteArray) input = read_input (error);
  const char *at, *end;

  if (input == NULL)
    return NULL;
  at = (const char *) input->data;
  end = at + input->len;
  if (input->len >= strlen (BYTE_ORDER_MARK) && memcmp (at, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    at += strlen (BYTE_ORDER_MARK);
  for (guint number = 1; at < end; number++)
    {
      const char *newline = memchr (at, '\n', (gsize) (end - at));
      const char *stop = newline != NULL ? newline : end;

      if (!add_line (lines, number, at, (gsize) (stop - at), error))
        return NULL;
      at = stop + 1;
    }
  if (lines->len == 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                           _("There is nothing on standard input. Give JSON lines there, or one finding with --criterion."));
      return NULL;
    }
  return g_steal_pointer (&lines);
}

static void
add_text (HjJson     *json,
          const char *name,
          const char *text)
{
  if (text != NULL)
    hj_json_add (json, name, hj_json_new_string (text));
}

/* The options say what a line would say. */
static GPtrArray *
make_line (const Options  *options,
           GError        **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  Line *line = g_new0 (Line, 1);

  g_ptr_array_add (lines, line);
  line->json = hj_json_new_object ();
  add_text (line->json, "expert", options->expert);
  add_text (line->json, "criterion", options->criterion);
  add_text (line->json, "verdict", options->verdict);
  add_text (line->json, "deduct", options->deduct);
  add_text (line->json, "aspect", options->aspect);
  add_text (line->json, "reason", options->reason);
  add_text (line->json, "method", options->method);
  add_text (line->json, "award", options->award);
  add_text (line->json, "tier", options->tier);
  add_text (line->json, "evidence", options->evidence);
  add_text (line->json, "note", options->note);
  add_text (line->json, "occupation", options->occupation);
  if (options->quantity != NULL)
    {
      HjJson *number = hj_json_new_string (options->quantity);

      number->kind = HJ_JSON_NUMBER;
      hj_json_add (line->json, "quantity", number);
    }
  return hj_line_check (line->json, error) ? g_steal_pointer (&lines) : NULL;
}

/* ---- The batch ---------------------------------------------------------- */

/* An expert the dossier does not know becomes a member, after those there are. */
static const char *
find_or_add_expert (Batch      *batch,
                    const char *name)
{
  const HjMember *member = hj_cli_find_expert (batch->content, name);
  const char *id = g_hash_table_lookup (batch->new_experts, name);
  g_autoptr (HjMember) fresh = NULL;

  if (member != NULL)
    return member->id;
  if (id != NULL)
    return id;
  fresh = hj_member_new (name);
  for (guint i = 0; i < batch->content->members->len; i++)
    {
      const HjMember *other = g_ptr_array_index (batch->content->members, i);

      fresh->position = MAX (fresh->position, other->position + 1);
    }
  fresh->position += (int) g_hash_table_size (batch->new_experts);
  g_ptr_array_add (batch->commands, hj_command_new_member (fresh));
  g_hash_table_insert (batch->new_experts, g_strdup (name), g_strdup (fresh->id));
  return g_hash_table_lookup (batch->new_experts, name);
}

/* A later line for the same criterion and expert replaces the earlier. */
static void
put_finding (Batch           *batch,
             const HjFinding *finding)
{
  g_autofree char *key = g_strconcat (finding->criterion, "\n", finding->expert, NULL);
  gpointer index;

  if (g_hash_table_lookup_extended (batch->findings, key, NULL, &index))
    {
      HjCommand **slot = (HjCommand **) &g_ptr_array_index (batch->commands, GPOINTER_TO_UINT (index));

      hj_command_free (*slot);
      *slot = hj_command_new_finding (finding);
      return;
    }
  g_hash_table_insert (batch->findings, g_steal_pointer (&key), GUINT_TO_POINTER (batch->commands->len));
  g_ptr_array_add (batch->commands, hj_command_new_finding (finding));
}

static void
note_author (Batch      *batch,
             const char *expert)
{
  if (batch->only_expert == NULL)
    batch->only_expert = g_strdup (expert);
  else if (!g_str_equal (batch->only_expert, expert))
    hj_str_set (&batch->only_expert, "");
}

static gboolean
add_to_batch (Batch       *batch,
              const Line  *line,
              GError     **error)
{
  const char *named = hj_line_get_expert (line->json);
  g_autofree char *name = g_strdup (named != NULL ? named : batch->default_expert != NULL ? batch->default_expert : "");
  g_autoptr (HjFinding) finding = NULL;
  const char *expert;

  g_strstrip (name);
  if (*name == '\0')
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("“expert” is missing"));
      return prefix_line (line->number, error);
    }
  if (!hj_cli_check_name (name, error))
    return prefix_line (line->number, error);
  expert = find_or_add_expert (batch, name);
  finding = hj_line_to_finding (line->json, batch->content, expert, error);
  if (finding == NULL)
    return prefix_line (line->number, error);
  put_finding (batch, finding);
  note_author (batch, expert);
  batch->count++;
  return TRUE;
}

static gboolean
make_batch (Batch           *batch,
            HjContent       *content,
            const GPtrArray *lines,
            GError         **error)
{
  batch->content = hj_content_ref (content);
  batch->commands = hj_command_list_new ();
  batch->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  batch->new_experts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < lines->len; i++)
    if (!add_to_batch (batch, g_ptr_array_index (lines, i), error))
      return FALSE;
  return TRUE;
}

/* Done means: the file itself holds it. What could not be published is kept here
 * and goes along the next time, but it is not acknowledged. */
static int
record (const char      *path,
        const GPtrArray *lines,
        const char      *default_expert)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, HJ_SESSION_WRITE, &error);
  g_auto (Batch) batch = { .default_expert = default_expert };

  if (session == NULL)
    return hj_cli_refuse (error);
  if (!make_batch (&batch, hj_session_get_content (session), lines, &error) ||
      !hj_session_apply (session,
                         batch.only_expert,
                         dngettext (GETTEXT_PACKAGE, "Recorded a finding by command", "Recorded findings by command", batch.count),
                         batch.commands,
                         &error))
    return hj_cli_refuse (error);
  if (hj_cli_close (session, _("The finding is kept on this computer but is not in the file; it is saved with the next change.")) != HJ_CLI_OK)
    return HJ_CLI_REFUSED;
  hj_cli_print (dngettext (GETTEXT_PACKAGE, "%u finding recorded.\n", "%u findings recorded.\n", batch.count), batch.count);
  return hj_cli_finish_output ();
}

static gboolean
says_something (const Options *options)
{
  return options->verdict != NULL || options->deduct != NULL || options->aspect != NULL ||
         options->reason != NULL || options->method != NULL || options->award != NULL ||
         options->tier != NULL || options->quantity != NULL || options->evidence != NULL ||
         options->note != NULL || options->occupation != NULL;
}

static int
run (const Options *options,
     const char    *path)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (options->criterion == NULL && says_something (options))
    return hj_cli_misuse ("record", "%s", _("--criterion is needed for one finding; without it JSON lines are read."));
  if (options->criterion != NULL && options->expert == NULL)
    return hj_cli_misuse ("record", "%s", _("--expert is needed: who records this?"));
  lines = options->criterion != NULL ? make_line (options, &error) : read_lines (&error);
  if (lines == NULL)
    return hj_cli_refuse (error);
  return record (path, lines, options->expert);
}

int
hj_cli_record (char **arguments)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "expert", 'e', 0, G_OPTION_ARG_FILENAME, &options.expert, NULL, NULL },
    { "criterion", 'c', 0, G_OPTION_ARG_FILENAME, &options.criterion, NULL, NULL },
    { "verdict", 'v', 0, G_OPTION_ARG_FILENAME, &options.verdict, NULL, NULL },
    { "deduct", 'd', 0, G_OPTION_ARG_FILENAME, &options.deduct, NULL, NULL },
    { "aspect", 0, 0, G_OPTION_ARG_FILENAME, &options.aspect, NULL, NULL },
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &options.reason, NULL, NULL },
    { "method", 'm', 0, G_OPTION_ARG_FILENAME, &options.method, NULL, NULL },
    { "award", 0, 0, G_OPTION_ARG_FILENAME, &options.award, NULL, NULL },
    { "tier", 0, 0, G_OPTION_ARG_FILENAME, &options.tier, NULL, NULL },
    { "quantity", 0, 0, G_OPTION_ARG_FILENAME, &options.quantity, NULL, NULL },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &options.evidence, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &options.note, NULL, NULL },
    { "occupation", 0, 0, G_OPTION_ARG_FILENAME, &options.occupation, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  int status = hj_cli_parse ("record", entries, &arguments, 1, 1);

  return status < 0 ? run (&options, arguments[0]) : status;
}
