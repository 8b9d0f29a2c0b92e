/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-cli-edition.h"
#include "hj-error.h"
#include "hj-json.h"
#include "hj-scheme-file.h"
#include "hj-session-exchange.h"
#include "hj-text-diff.h"

/* ---- add ---------------------------------------------------------------- */

int
hj_cli_scheme_add (const char *path,
                   gboolean    replace)
{
  g_autoptr (GError) error = NULL;
  HjSchemeEntry *entry = hj_scheme_add (path, replace, &error);

  if (entry == NULL)
    {
      hj_cli_refuse (error);
      if (!replace && g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED))
        hj_cli_warn ("%s", _("--replace puts the new one in its place."));
      return HJ_CLI_REFUSED;
    }
  hj_cli_print (_("Added %s, edition %s: %s.\n"), entry->id, entry->edition, entry->path);
  hj_scheme_entry_free (entry);
  return hj_cli_finish_output ();
}

/* ---- diff --------------------------------------------------------------- */

static const char *
change_id (HjChange change)
{
  static const char * const ids[] = { "equal", "changed", "new", "gone" };

  return ids[change];
}

static void
write_edition (HjJsonWriter   *writer,
               const char     *name,
               const HjScheme *scheme)
{
  hj_json_writer_begin (writer, name, '{');
  hj_json_writer_string (writer, "id", scheme->id);
  hj_json_writer_string (writer, "edition", scheme->edition);
  hj_json_writer_string (writer, "title", scheme->title);
  hj_json_writer_end (writer);
}

static void
write_change (HjJsonWriter         *writer,
              const HjSchemeChange *change)
{
  static const char * const kinds[] = { "same", "old", "added" };

  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "part", hj_part_to_id (change->part));
  hj_json_writer_string (writer, "id", change->id);
  hj_json_writer_string (writer, "change", change_id (change->change));
  hj_json_writer_boolean (writer, "points_changed", change->points_changed);
  hj_json_writer_string (writer, "before", change->before);
  hj_json_writer_string (writer, "after", change->after);
  hj_json_writer_string (writer, "before_rule", change->before_rule);
  hj_json_writer_string (writer, "after_rule", change->after_rule);
  hj_json_writer_begin (writer, "words", '[');
  for (guint i = 0; i < change->runs->len; i++)
    {
      const HjRun *run = g_ptr_array_index (change->runs, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "kind", kinds[run->kind]);
      hj_json_writer_string (writer, "text", run->text);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
}

static void
print_diff_as_json (const HjSchemeDiff *diff)
{
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  hj_json_writer_begin (writer, NULL, '{');
  write_edition (writer, "from", diff->from);
  write_edition (writer, "to", diff->to);
  hj_json_writer_integer (writer, "equal", diff->n_equal);
  hj_json_writer_integer (writer, "changed", diff->n_changed);
  hj_json_writer_integer (writer, "new", diff->n_new);
  hj_json_writer_integer (writer, "gone", diff->n_gone);
  hj_json_writer_boolean (writer, "same_file", diff->same_file);
  hj_json_writer_begin (writer, "changes", '[');
  for (guint i = 0; i < diff->changes->len; i++)
    write_change (writer, g_ptr_array_index (diff->changes, i));
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

/* Of longer rules one looks for the words that differ. */
#define SHORT_RULE 24

/* Under its heading, each of its lines. */
static void
print_indented (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    hj_cli_print ("    %s\n", lines[i]);
}

/* [-what went-]{+what came+}, as tools for texts write it. */
static void
print_runs (GPtrArray *runs)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const HjRun *run = g_ptr_array_index (runs, i);

      if (run->kind == HJ_RUN_SAME)
        g_string_append (text, run->text);
      else if (run->kind == HJ_RUN_OLD)
        g_string_append_printf (text, "[-%s-]", run->text);
      else
        g_string_append_printf (text, "{+%s+}", run->text);
    }
  print_indented (text->str);
}

static void
print_words (const HjSchemeChange *change)
{
  if (change->runs->len == 0)
    print_indented (*change->after != '\0' ? change->after : change->before);
  else
    print_runs (change->runs);
}

/* Points and rule of before and after; one that has none says nothing. */
static void
print_rules (const HjSchemeChange *change)
{
  g_autofree char *words = NULL;

  if (g_utf8_strlen (change->before_rule, -1) > SHORT_RULE && g_utf8_strlen (change->after_rule, -1) > SHORT_RULE)
    {
      g_autoptr (GPtrArray) runs = hj_text_diff (change->before_rule, change->after_rule);

      print_runs (runs);
      return;
    }
  words = g_strconcat (*change->before_rule != '\0' ? "[-" : "", change->before_rule, *change->before_rule != '\0' ? "-]" : "",
                       *change->after_rule != '\0' ? "{+" : "", change->after_rule, *change->after_rule != '\0' ? "+}" : "", NULL);
  print_indented (words);
}

static void
print_change (const HjSchemeChange *change)
{
  const char *words[] = { "", _("changed"), _("new"), _("gone") };

  if (g_str_equal (change->id, hj_part_to_id (change->part)))
    hj_cli_print ("%s: %s\n", words[change->change], hj_part_label (change->part));
  else
    hj_cli_print ("%s: %s %s\n", words[change->change], hj_part_label (change->part), change->id);
  print_words (change);
  if (change->points_changed)
    print_rules (change);
}

int
hj_cli_scheme_diff (const char *from_name,
                    const char *to_name,
                    gboolean    json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) from = hj_cli_load_scheme (from_name, &error);
  g_autoptr (HjScheme) to = from != NULL ? hj_cli_load_scheme (to_name, &error) : NULL;
  g_autoptr (HjSchemeDiff) diff = NULL;

  if (to == NULL)
    return hj_cli_refuse (error);
  diff = hj_scheme_diff_new (from, to);
  if (json)
    {
      print_diff_as_json (diff);
      return hj_cli_finish_output ();
    }
  for (guint i = 0; i < diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (diff->changes, i);

      if (change->change != HJ_CHANGE_EQUAL)
        print_change (change);
    }
  if (!diff->same_file && diff->n_changed + diff->n_new + diff->n_gone == 0)
    hj_cli_print ("%s\n", _("They say the same; their files differ in what isn’t compared: the edition, comments, the order of entries."));
  hj_cli_print (_("%u equal, %u changed, %u new, %u gone\n"), diff->n_equal, diff->n_changed, diff->n_new, diff->n_gone);
  return hj_cli_finish_output ();
}

/* ---- move --------------------------------------------------------------- */

static const HjSchemeChange *
find_item_change (const HjMovePlan *plan,
                  const char       *criterion)
{
  HjCriterion *known = hj_scheme_find_criterion (plan->diff->to, criterion);

  for (guint i = 0; known != NULL && i < plan->diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (plan->diff->changes, i);

      if (change->part == HJ_PART_ITEM && g_str_equal (change->id, known->item->id))
        return change;
    }
  return NULL;
}

static const char *
carry_words (const HjMoveEntry *entry)
{
  switch (entry->carry)
    {
    case HJ_CARRY_KEEP:
      return _("kept");
    case HJ_CARRY_ASK:
      return !entry->answered ? _("to be chosen") : entry->keep ? _("kept") : _("to be answered again");
    case HJ_CARRY_DROP:
      return _("gone");
    case HJ_CARRY_AGAIN:
    default:
      return _("to be answered again");
    }
}

static const char *
criterion_text (const HjMovePlan *plan,
                const char       *id)
{
  HjCriterion *criterion = hj_scheme_find_criterion (plan->diff->to, id);

  if (criterion == NULL)
    criterion = hj_scheme_find_criterion (plan->diff->from, id);
  return criterion != NULL ? criterion->text : "";
}

/* Criteria with findings to which this happens, by what was chosen where somebody had to. */
static guint
count_carried (const HjMovePlan *plan,
               HjCarry           carry)
{
  guint n = 0;

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);
      HjCarry chosen = entry->carry;

      if (chosen == HJ_CARRY_ASK && entry->answered)
        chosen = entry->keep ? HJ_CARRY_KEEP : HJ_CARRY_AGAIN;
      n += entry->n_findings > 0 && chosen == carry;
    }
  return n;
}

static void
print_plan (const HjMovePlan *plan)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);
      const HjSchemeChange *change = entry->carry == HJ_CARRY_ASK ? find_item_change (plan, entry->criterion) : NULL;

      hj_cli_print ("%s: %s %s\n", entry->n_findings > 0 ? carry_words (entry) : _("new"), entry->criterion,
                    criterion_text (plan, entry->criterion));
      if (change != NULL)
        print_rules (change);
    }
  for (guint i = 0; i < plan->told->len; i++)
    hj_cli_print (_("note: %s\n"), (const char *) g_ptr_array_index (plan->told, i));
  for (guint i = 0; i < plan->dropped->len; i++)
    hj_cli_print (_("left behind: %s\n"), (const char *) g_ptr_array_index (plan->dropped, i));
  hj_cli_print (_("%u kept, %u to be answered again, %u gone, %u to be chosen\n"),
                count_carried (plan, HJ_CARRY_KEEP), count_carried (plan, HJ_CARRY_AGAIN), count_carried (plan, HJ_CARRY_DROP),
                hj_move_plan_n_open (plan));
}

/* What must be chosen, with the options that say it. */
static int
refuse_open (const HjMovePlan *plan)
{
  hj_cli_warn ("%s", _("Points or the rule changed where there are findings. For each of these say --keep ID, the findings stand "
                       "under the new rule, or --again ID, it is answered again; nothing was changed:"));
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);
      const HjSchemeChange *change = find_item_change (plan, entry->criterion);

      if (entry->carry == HJ_CARRY_ASK && !entry->answered)
        hj_cli_warn ("  %s %s: %s → %s", entry->criterion, criterion_text (plan, entry->criterion),
                     change != NULL ? change->before_rule : "", change != NULL ? change->after_rule : "");
    }
  return HJ_CLI_REFUSED;
}

/* -1 to go on. */
static int
choose (HjMovePlan  *plan,
        char       **criteria,
        gboolean     keep)
{
  for (guint i = 0; criteria != NULL && criteria[i] != NULL; i++)
    if (!hj_move_plan_choose (plan, criteria[i], keep))
      {
        hj_cli_warn (_("There is nothing to choose about “%s”; nothing was changed."), criteria[i]);
        return HJ_CLI_REFUSED;
      }
  return -1;
}

static int
apply_move (HjSession  *session,
            HjMovePlan *plan)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (hj_move_plan_n_open (plan) > 0)
    return refuse_open (plan);
  if (!hj_session_move_scheme (session, plan, &error))
    return hj_cli_refuse (error);
  status = hj_cli_close (session, _("The move is kept on this computer but is not in the file; it is saved with the next change."));
  if (status != HJ_CLI_OK)
    return status;
  print_plan (plan);
  hj_cli_print (_("Moved to %s, edition %s.\n"), plan->diff->to->id, plan->diff->to->edition);
  return hj_cli_finish_output ();
}

int
hj_cli_scheme_move (const char  *path,
                    const char  *to_name,
                    char       **keep,
                    char       **again,
                    gboolean     preview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) to = hj_cli_load_scheme (to_name, &error);
  g_autoptr (HjSession) session = NULL;
  g_autoptr (HjMovePlan) plan = NULL;
  int status;

  for (guint i = 0; keep != NULL && keep[i] != NULL; i++)
    if (again != NULL && g_strv_contains ((const char * const *) again, keep[i]))
      return hj_cli_misuse ("scheme", _("“%s” is both kept and answered again."), keep[i]);
  if (to != NULL)
    session = hj_cli_open (path, preview ? HJ_SESSION_READ : HJ_SESSION_WRITE, &error);
  if (session == NULL)
    return hj_cli_refuse (error);
  if (g_str_equal (to->digest, hj_session_get_scheme (session)->digest))
    {
      hj_cli_print (_("The dossier goes by %s, edition %s, already.\n"), to->id, to->edition);
      return hj_cli_finish_output ();
    }

  plan = hj_move_plan_new (hj_session_get_content (session), to);
  status = choose (plan, keep, TRUE);
  if (status < 0)
    status = choose (plan, again, FALSE);
  if (status >= 0)
    return status;
  if (!preview)
    return apply_move (session, plan);
  print_plan (plan);
  return hj_cli_finish_output ();
}
