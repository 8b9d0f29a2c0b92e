/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-cli-edition.h"
#include "hj-error.h"
#include "hj-json.h"
#include "hj-notice.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"

/* ---- list --------------------------------------------------------------- */

/* One that is damaged hides none of the others. */
static void
warn_of_damaged (void)
{
  g_autoptr (GPtrArray) damaged = hj_scheme_list_damaged ();

  for (guint i = 0; i < damaged->len; i++)
    hj_cli_warn ("%s", (const char *) g_ptr_array_index (damaged, i));
}

static int
list_schemes (gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_scheme_catalogue (&error);
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  warn_of_damaged ();
  if (entries == NULL)
    return hj_cli_refuse (error);
  hj_json_writer_begin (writer, NULL, '[');
  for (guint i = 0; i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);

      if (!json)
        {
          hj_cli_print ("%s\t%s\t%s\t%s\n", entry->id, entry->edition, entry->short_title, entry->title);
          continue;
        }
      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", entry->id);
      hj_json_writer_string (writer, "edition", entry->edition);
      hj_json_writer_string (writer, "short_title", entry->short_title);
      hj_json_writer_string (writer, "title", entry->title);
      hj_json_writer_string (writer, "path", entry->path);
      hj_json_writer_boolean (writer, "user", entry->user);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  if (json)
    hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
  return hj_cli_finish_output ();
}

/* ---- show --------------------------------------------------------------- */

static void
write_points (HjJsonWriter *writer,
              const char   *name,
              gboolean      present,
              HjPoints      points)
{
  g_autofree char *text = present ? hj_points_format (points) : NULL;

  hj_json_writer_string (writer, name, text);
}

/* What a rule kind doesn't use is left out. */
static void
write_rule (HjJsonWriter *writer,
            const HjItem *item)
{
  const HjRule *rule = &item->rule;
  gboolean counts = rule->kind == HJ_RULE_COUNT || rule->kind == HJ_RULE_SHORTFALL;
  gboolean ranges = rule->kind == HJ_RULE_JUDGED || rule->kind == HJ_RULE_BONUS;

  hj_json_writer_begin (writer, "rule", '{');
  hj_json_writer_string (writer, "kind", hj_rule_kind_to_id (rule->kind));
  hj_json_writer_string (writer, "combine", hj_combine_to_id (item->section->scheme->combine[rule->kind]));
  if (counts)
    write_points (writer, "step", TRUE, rule->step);
  if (counts || rule->kind == HJ_RULE_JUDGED)
    write_points (writer, "cap", TRUE, rule->cap);
  if (rule->kind == HJ_RULE_PARTIAL)
    write_points (writer, "missing", TRUE, rule->missing);
  if (rule->kind == HJ_RULE_PARTIAL || rule->kind == HJ_RULE_COUNT)
    write_points (writer, "deficient", TRUE, rule->deficient);
  if (ranges)
    {
      write_points (writer, "min", TRUE, rule->min);
      write_points (writer, "max", TRUE, rule->max);
      write_points (writer, "increment", TRUE, rule->increment);
    }
  if (rule->kind == HJ_RULE_BONUS)
    hj_json_writer_boolean (writer, "evidence", rule->evidence);
  if (rule->kind == HJ_RULE_TIERS)
    {
      hj_json_writer_begin (writer, "tiers", '[');
      for (guint i = 0; i < rule->tiers->len; i++)
        {
          const HjTier *tier = g_ptr_array_index (rule->tiers, i);

          hj_json_writer_begin (writer, NULL, '{');
          hj_json_writer_string (writer, "id", tier->id);
          hj_json_writer_string (writer, "label", tier->label);
          write_points (writer, "points", TRUE, tier->points);
          hj_json_writer_end (writer);
        }
      hj_json_writer_end (writer);
    }
  hj_json_writer_begin (writer, "verdicts", '[');
  for (guint i = HJ_VERDICT_NONE + 1; i < HJ_N_VERDICTS; i++)
    if (hj_rule_allows (rule, (HjVerdict) i))
      hj_json_writer_string (writer, NULL, hj_verdict_to_id ((HjVerdict) i));
  hj_json_writer_end (writer);
  hj_json_writer_string (writer, "reading", rule->reading);
  hj_json_writer_end (writer);
}

static void
write_criterion (HjJsonWriter      *writer,
                 const HjCriterion *criterion)
{
  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "id", criterion->id);
  hj_json_writer_string (writer, "text", criterion->text);
  hj_json_writer_string (writer, "digest", criterion->digest);
  hj_json_writer_begin (writer, "aspects", '[');
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", aspect->id);
      hj_json_writer_string (writer, "title", aspect->title);
      hj_json_writer_string (writer, "guidance", aspect->guidance);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
}

static void
write_item (HjJsonWriter *writer,
            const HjItem *item)
{
  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "id", item->id);
  hj_json_writer_string (writer, "title", item->title);
  write_points (writer, "points", item->has_points, item->points);
  write_rule (writer, item);
  hj_json_writer_string (writer, "basis", item->basis);
  hj_json_writer_string (writer, "digest", item->digest);
  hj_json_writer_begin (writer, "methods", '[');
  for (guint i = 0; i < item->methods->len; i++)
    hj_json_writer_string (writer, NULL, g_ptr_array_index (item->methods, i));
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "criteria", '[');
  for (guint i = 0; i < item->criteria->len; i++)
    write_criterion (writer, g_ptr_array_index (item->criteria, i));
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
}

static void
write_sections (HjJsonWriter   *writer,
                const HjScheme *scheme)
{
  hj_json_writer_begin (writer, "sections", '[');
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", section->id);
      hj_json_writer_string (writer, "title", section->title);
      write_points (writer, "points", section->has_points, section->points);
      hj_json_writer_boolean (writer, "bonus", section->bonus);
      hj_json_writer_string (writer, "digest", section->digest);
      hj_json_writer_begin (writer, "items", '[');
      for (guint j = 0; j < section->items->len; j++)
        write_item (writer, g_ptr_array_index (section->items, j));
      hj_json_writer_end (writer);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
}

static void
write_pass_line (HjJsonWriter     *writer,
                 const HjPassLine *pass)
{
  if (!pass->present)
    {
      hj_json_writer_string (writer, "pass_line", NULL);
      return;
    }
  hj_json_writer_begin (writer, "pass_line", '{');
  write_points (writer, "points", TRUE, pass->line);
  hj_json_writer_boolean (writer, "inclusive", pass->inclusive);
  hj_json_writer_string (writer, "label", pass->label);
  hj_json_writer_string (writer, "note", pass->note);
  hj_json_writer_string (writer, "reading", pass->reading);
  hj_json_writer_begin (writer, "sections", '[');
  for (guint i = 0; i < pass->sections->len; i++)
    hj_json_writer_string (writer, NULL, g_ptr_array_index (pass->sections, i));
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
}

static void
write_pair (HjJsonWriter *writer,
            const char   *name,
            const char   *value,
            const char   *second_name,
            const char   *second_value)
{
  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, name, value);
  hj_json_writer_string (writer, second_name, second_value);
  hj_json_writer_end (writer);
}

static void
write_words (HjJsonWriter   *writer,
             const HjScheme *scheme)
{
  hj_json_writer_begin (writer, "methods", '[');
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      write_pair (writer, "id", method->id, "label", method->label);
    }
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "levels", '[');
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      write_pair (writer, "id", level->id, "label", level->label);
    }
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "readings", '[');
  for (guint i = 0; i < scheme->readings->len; i++)
    {
      const HjReading *reading = g_ptr_array_index (scheme->readings, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", reading->id);
      hj_json_writer_string (writer, "about", reading->about);
      hj_json_writer_string (writer, "text", reading->text);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
}

static void
write_papers (HjJsonWriter   *writer,
              const HjScheme *scheme)
{
  hj_json_writer_begin (writer, "materials", '[');
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", material->id);
      hj_json_writer_string (writer, "text", material->text);
      hj_json_writer_integer (writer, "copies", material->copies);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "standards", '[');
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", standard->id);
      hj_json_writer_string (writer, "group", standard->group);
      hj_json_writer_string (writer, "clause", standard->clause);
      hj_json_writer_string (writer, "text", standard->text);
      hj_json_writer_string (writer, "item", standard->item);
      hj_json_writer_string (writer, "digest", standard->digest);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "pledges", '[');
  for (guint i = 0; i < scheme->pledges->len; i++)
    {
      const HjPledge *pledge = g_ptr_array_index (scheme->pledges, i);

      write_pair (writer, "id", pledge->id, "text", pledge->text);
    }
  hj_json_writer_end (writer);
}

/* What the notice says beside the rubric and the standards, as the window shows it. */
static void
write_notice (HjJsonWriter *writer,
              HjScheme     *scheme)
{
  g_autoptr (GPtrArray) parts = hj_notice_list (scheme);

  hj_json_writer_begin (writer, "parts", '[');
  for (guint i = 0; i < parts->len; i++)
    {
      const HjNoticePart *part = g_ptr_array_index (parts, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "title", part->title);
      hj_json_writer_begin (writer, "lines", '[');
      for (guint j = 0; j < part->lines->len; j++)
        {
          const HjNoticeLine *line = g_ptr_array_index (part->lines, j);

          hj_json_writer_begin (writer, NULL, '{');
          hj_json_writer_string (writer, "label", line->label);
          hj_json_writer_string (writer, "text", line->text);
          hj_json_writer_boolean (writer, "own", line->own);
          hj_json_writer_end (writer);
        }
      hj_json_writer_end (writer);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
}

static void
print_notice (HjScheme *scheme)
{
  g_autoptr (GPtrArray) parts = hj_notice_list (scheme);

  for (guint i = 0; i < parts->len; i++)
    {
      const HjNoticePart *part = g_ptr_array_index (parts, i);

      hj_cli_print ("\n%s\n", part->title);
      for (guint j = 0; j < part->lines->len; j++)
        {
          const HjNoticeLine *line = g_ptr_array_index (part->lines, j);

          hj_cli_print ("  %s%s%s\n", line->label, *line->label != '\0' ? ": " : "", line->text);
        }
    }
}

static void
show_as_json (HjScheme *scheme)
{
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();
  g_autofree char *issued = hj_day_format_iso (scheme->issued);

  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "id", scheme->id);
  hj_json_writer_string (writer, "edition", scheme->edition);
  hj_json_writer_string (writer, "title", scheme->title);
  hj_json_writer_string (writer, "short_title", scheme->short_title);
  hj_json_writer_string (writer, "notice", scheme->notice);
  hj_json_writer_string (writer, "document_number", scheme->document_number);
  hj_json_writer_string (writer, "authority", scheme->authority);
  hj_json_writer_string (writer, "issued", issued);
  hj_json_writer_string (writer, "kind", scheme->kind == HJ_SCHEME_POINTS ? "points" : "conditions");
  hj_json_writer_string (writer, "digest", scheme->digest != NULL ? scheme->digest : "");
  write_points (writer, "points", scheme->kind == HJ_SCHEME_POINTS, hj_scheme_full_points (scheme));
  write_pass_line (writer, &scheme->pass);
  write_sections (writer, scheme);
  write_words (writer, scheme);
  write_papers (writer, scheme);
  write_notice (writer, scheme);
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

static void
print_item (const HjItem *item)
{
  g_autofree char *points = item->has_points ? hj_points_format_short (item->points) : g_strdup ("—");

  hj_cli_print ("  %s %s (%s, %s)\n      %s\n", item->id, item->title, points, hj_rule_kind_to_id (item->rule.kind), item->basis);
  for (guint i = 0; i < item->criteria->len; i++)
    {
      const HjCriterion *criterion = g_ptr_array_index (item->criteria, i);

      hj_cli_print ("    %s %s\n", criterion->id, criterion->text);
      for (guint j = 0; j < criterion->aspects->len; j++)
        {
          const HjAspect *aspect = g_ptr_array_index (criterion->aspects, j);

          hj_cli_print ("      · %s %s\n", aspect->id, aspect->title);
        }
    }
}

static void
show_as_text (HjScheme *scheme)
{
  hj_cli_print ("%s (%s)\n%s %s\n\n", scheme->title, scheme->id, scheme->authority, scheme->document_number);
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      hj_cli_print ("%s\n", section->title);
      for (guint j = 0; j < section->items->len; j++)
        print_item (g_ptr_array_index (section->items, j));
    }
  hj_cli_print ("\n%s\n", scheme->pass.note);
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      hj_cli_print ("%s%s %s", i > 0 ? ", " : "", method->id, method->label);
    }
  hj_cli_print ("\n");
  print_notice (scheme);
}

static int
show_scheme (const char *id,
             gboolean    json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_cli_load_scheme (id, &error);

  if (scheme == NULL)
    return hj_cli_refuse (error);
  if (json)
    show_as_json (scheme);
  else
    show_as_text (scheme);
  return hj_cli_finish_output ();
}

/* ---- check -------------------------------------------------------------- */

/* TRUE for a sound file; everything that is wrong with it goes to standard error. */
static gboolean
check_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, HJ_SCHEME_MAX_BYTES, NULL, &error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) problems = NULL;

  if (bytes == NULL)
    {
      hj_cli_refuse (error);
      return FALSE;
    }
  problems = hj_scheme_check (bytes, name);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = hj_scheme_problem_format (g_ptr_array_index (problems, i));

      hj_cli_warn ("%s", line);
    }
  if (problems->len == 0)
    hj_cli_print (_("%s is sound.\n"), path);
  return problems->len == 0;
}

/* What names a scheme of the catalogue stands for its file, unless a file has that very name. */
static const char *
find_path (const GPtrArray *entries,
           const char      *name)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->id, name) && !g_file_test (name, G_FILE_TEST_EXISTS))
        return entry->path;
    }
  return name;
}

/* Without a name: all the schemes there are. */
static int
check_files (char **names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_scheme_catalogue (&error);
  gboolean sound = TRUE;

  if (names[0] == NULL && entries == NULL)
    return hj_cli_refuse (error);
  for (guint i = 0; names[0] == NULL && i < entries->len; i++)
    sound = check_file (((HjSchemeEntry *) g_ptr_array_index (entries, i))->path) && sound;
  for (guint i = 0; names[i] != NULL; i++)
    sound = check_file (find_path (entries, names[i])) && sound;
  return sound ? hj_cli_finish_output () : HJ_CLI_REFUSED;
}

/* ---- The verb ----------------------------------------------------------- */

typedef struct {
  gboolean   json, replace, preview;
  char     **keep, **again;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->keep);
  g_strfreev (options->again);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Which of the options each part of the verb knows, and how many operands behind its name. */
static const struct {
  const char *name;
  guint       least, most;
  gboolean    json, replace, moves;
} parts[] = {
  { "list", 0, 0, TRUE, FALSE, FALSE },
  { "show", 1, 1, TRUE, FALSE, FALSE },
  { "check", 0, G_MAXUINT, FALSE, FALSE, FALSE },
  { "add", 1, 1, FALSE, TRUE, FALSE },
  { "diff", 2, 2, TRUE, FALSE, FALSE },
  { "move", 2, 2, FALSE, FALSE, TRUE },
};

static gboolean
is_understood (const Options *options,
               const char    *part,
               guint          n_operands)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, part))
      return n_operands >= parts[i].least && n_operands <= parts[i].most && (parts[i].json || !options->json) &&
             (parts[i].replace || !options->replace) &&
             (parts[i].moves || (options->keep == NULL && options->again == NULL && !options->preview));
  return FALSE;
}

int
hj_cli_scheme (char **arguments)
{
  g_auto (Options) options = { FALSE };
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    { "replace", 'r', 0, G_OPTION_ARG_NONE, &options.replace, NULL, NULL },
    { "keep", 'k', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.keep, NULL, NULL },
    { "again", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.again, NULL, NULL },
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &options.preview, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  int status = hj_cli_parse ("scheme", entries, &arguments, 1, G_MAXUINT);
  char **operands;

  if (status >= 0)
    return status;
  operands = arguments + 1;
  if (!is_understood (&options, arguments[0], g_strv_length (operands)))
    return hj_cli_misuse ("scheme", "%s", _("Say list, show ID, check FILE, add FILE, diff A B, or move FILE SCHEME."));
  if (g_str_equal (arguments[0], "list"))
    return list_schemes (options.json);
  if (g_str_equal (arguments[0], "show"))
    return show_scheme (operands[0], options.json);
  if (g_str_equal (arguments[0], "check"))
    return check_files (operands);
  if (g_str_equal (arguments[0], "add"))
    return hj_cli_scheme_add (operands[0], options.replace);
  if (g_str_equal (arguments[0], "diff"))
    return hj_cli_scheme_diff (operands[0], operands[1], options.json);
  return hj_cli_scheme_move (operands[0], operands[1], options.keep, options.again, options.preview);
}
