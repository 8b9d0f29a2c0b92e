/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-cli.h"
#include "hj-error.h"
#include "hj-notice.h"

typedef struct {
  char   *scheme;
  char   *applicant;
  char  **occupations;
  char  **experts;
  char   *date;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->scheme);
  g_free (options->applicant);
  g_strfreev (options->occupations);
  g_strfreev (options->experts);
  g_free (options->date);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

/* A code of another form than the scheme's is kept: it may be right. */
static void
warn_of_code (const HjScheme *scheme,
              const char     *code)
{
  const char *pattern = scheme->occupations.code_pattern;

  if (*pattern != '\0' && !g_regex_match_simple (pattern, code, G_REGEX_DOLLAR_ENDONLY, 0))
    hj_cli_warn (_("“%s” has not the form of an occupation's code, as 4-07-03-02 has; it is kept as it is."), code);
}

/* "三级/高级工" is also called 三级, and 高级工. */
static gboolean
is_level (const HjLevel *level,
          const char    *name)
{
  g_auto (GStrv) parts = g_strsplit (level->label, "/", -1);

  return g_str_equal (level->id, name) || g_str_equal (level->label, name) ||
         g_strv_contains ((const char *const *) parts, name);
}

static const HjLevel *
find_level (const HjScheme *scheme,
            const char     *name)
{
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      if (is_level (level, name))
        return level;
    }
  return NULL;
}

/* "5,4,3" or "五级/初级工、四级/中级工": ids or labels, each once. */
static char *
read_levels (const HjScheme  *scheme,
             const char      *text,
             GError         **error)
{
  g_autofree char *commas = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) levels = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GRegex) separators = g_regex_new ("\\s*[,，、;；+ ]\\s*", 0, 0, NULL);

  commas = g_strstrip (g_regex_replace_literal (separators, text, -1, 0, ",", 0, NULL));
  names = g_strsplit (commas, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const HjLevel *level = find_level (scheme, names[i]);

      if (*names[i] == '\0')
        continue;
      if (level == NULL)
        {
          g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("The scheme has no level “%s”."), names[i]);
          return NULL;
        }
      if (g_hash_table_add (seen, level->id))
        g_string_append_printf (levels, "%s%s", levels->len > 0 ? "," : "", level->id);
    }
  if (levels->len == 0)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("The scheme has no level “%s”."), text);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&levels), FALSE);
}

/* CODE:NAME:LEVELS; the name may hold colons of its own. */
static gboolean
split_occupation (const char  *text,
                  char       **code,
                  char       **name,
                  char       **levels)
{
  const char *first = strchr (text, ':');
  const char *last = strrchr (text, ':');

  if (first == NULL || first == last)
    return FALSE;
  *code = g_strstrip (g_strndup (text, (gsize) (first - text)));
  *name = g_strstrip (g_strndup (first + 1, (gsize) (last - first - 1)));
  *levels = g_strstrip (g_strdup (last + 1));
  return **code != '\0' && **name != '\0' && **levels != '\0';
}

static gboolean
add_occupation (GPtrArray       *commands,
                const HjScheme  *scheme,
                const char      *text,
                GError         **error)
{
  g_autoptr (HjOccupation) occupation = hj_occupation_new ();
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *levels = NULL;
  g_autofree char *ids = NULL;

  if (!split_occupation (text, &code, &name, &levels))
    return FALSE;
  ids = hj_cli_check_name (name, error) && hj_cli_check_name (code, error) ? read_levels (scheme, levels, error) : NULL;
  if (ids == NULL)
    return FALSE;
  warn_of_code (scheme, code);
  hj_str_set (&occupation->code, code);
  hj_str_set (&occupation->name, name);
  hj_str_set (&occupation->levels, ids);
  hj_str_set (&occupation->edition, scheme->occupations.edition);
  g_ptr_array_add (commands, hj_command_new_occupation (occupation));
  return TRUE;
}

static gboolean
add_expert (GPtrArray   *commands,
            char       **experts,
            guint        position,
            GError     **error)
{
  g_autofree char *name = g_strstrip (g_strdup (experts[position]));
  g_autoptr (HjMember) member = NULL;

  if (*name == '\0')
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("An expert needs a name."));
      return FALSE;
    }
  if (!hj_cli_check_name (name, error))
    return FALSE;
  for (guint i = 0; i < position; i++)
    if (g_str_equal (g_strstrip (experts[i]), name))
      {
        g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("The expert “%s” is named twice."), name);
        return FALSE;
      }
  member = hj_member_new (name);
  member->position = (int) position;
  g_ptr_array_add (commands, hj_command_new_member (member));
  return TRUE;
}

static GPtrArray *
make_commands (const Options   *options,
               const HjScheme  *scheme,
               HjDay            day,
               GError         **error)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  HjContent *empty = hj_content_new ((HjScheme *) scheme);
  gboolean ok = hj_cli_check_name (options->applicant, error);

  hj_str_set (&empty->applicant.name, options->applicant);
  g_strstrip (empty->applicant.name);
  empty->visit.from = day;
  g_ptr_array_add (commands, hj_command_new_applicant (&empty->applicant));
  if (day != HJ_DAY_NONE)
    g_ptr_array_add (commands, hj_command_new_visit (&empty->visit));
  hj_content_unref (empty);
  for (guint i = 0; ok && options->occupations != NULL && options->occupations[i] != NULL; i++)
    ok = add_occupation (commands, scheme, options->occupations[i], error);
  for (guint i = 0; ok && options->experts != NULL && options->experts[i] != NULL; i++)
    ok = add_expert (commands, options->experts, i, error);
  return ok ? g_steal_pointer (&commands) : NULL;
}

/* What the session applies for beyond what the notice takes. */
static void
warn_of_limits (HjSession *session)
{
  const HjContent *content = hj_session_get_content (session);
  g_autoptr (GString) levels = g_string_new (NULL);
  g_autoptr (GPtrArray) limits = NULL;

  for (guint i = 0; i < content->occupations->len; i++)
    g_string_append_printf (levels, "%s,", ((const HjOccupation *) g_ptr_array_index (content->occupations, i))->levels);
  limits = hj_notice_list_limits (content->scheme, content->occupations->len, levels->str);
  for (guint i = 0; i < limits->len; i++)
    hj_cli_warn ("%s", (const char *) g_ptr_array_index (limits, i));
}

static int
make (const Options *options,
      const char    *path,
      HjDay          day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_cli_load_scheme (options->scheme, &error);
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (HjSession) session = NULL;

  if (scheme == NULL)
    return hj_cli_refuse (error);
  commands = make_commands (options, scheme, day, &error);
  if (commands == NULL)
    return hj_cli_refuse (error);
  session = hj_session_create (path, scheme, commands, NULL, &error);
  if (session != NULL)
    warn_of_limits (session);
  if (session == NULL || !hj_session_close (session, FALSE, &error))
    return hj_cli_refuse (error);
  hj_cli_print (_("Made %s.\n"), path);
  return hj_cli_finish_output ();
}

/* What can't be understood at all is misuse; what can, but isn't acceptable, is refused. */
static int
check_shape (const Options *options,
             HjDay         *day)
{
  g_autoptr (GError) error = NULL;

  *day = HJ_DAY_NONE;
  if (options->scheme == NULL || options->applicant == NULL)
    return hj_cli_misuse ("new", "%s", _("--scheme and --applicant are needed."));
  if (is_blank (options->applicant))
    return hj_cli_misuse ("new", "%s", _("The applicant needs a name."));
  if (options->date != NULL && !hj_day_parse (options->date, day, &error))
    return hj_cli_misuse ("new", "%s", error->message);
  for (guint i = 0; options->occupations != NULL && options->occupations[i] != NULL; i++)
    {
      g_autofree char *code = NULL;
      g_autofree char *name = NULL;
      g_autofree char *levels = NULL;

      if (!split_occupation (options->occupations[i], &code, &name, &levels))
        return hj_cli_misuse ("new", _("“%s” is not CODE:NAME:LEVELS, as in 4-07-03-02:劳动关系协调员:5,4,3."),
                              options->occupations[i]);
    }
  return -1;
}

int
hj_cli_new (char **arguments)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "scheme", 's', 0, G_OPTION_ARG_FILENAME, &options.scheme, NULL, NULL },
    { "applicant", 'a', 0, G_OPTION_ARG_FILENAME, &options.applicant, NULL, NULL },
    { "occupation", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.occupations, NULL, NULL },
    { "expert", 'e', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.experts, NULL, NULL },
    { "date", 'd', 0, G_OPTION_ARG_FILENAME, &options.date, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  HjDay day;
  int status = hj_cli_parse ("new", entries, &arguments, 1, 1);

  if (status < 0)
    status = check_shape (&options, &day);
  if (status < 0)
    status = make (&options, arguments[0], day);
  return status;
}
