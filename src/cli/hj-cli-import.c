/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-cli.h"
#include "hj-json.h"
#include "hj-session-exchange.h"
#include "hj-value.h"

static const char *
state_id (HjImportState state)
{
  static const char * const ids[] = {
    [HJ_IMPORT_NEW] = "new",
    [HJ_IMPORT_CHANGED] = "changed",
    [HJ_IMPORT_SAME] = "same",
    [HJ_IMPORT_UNREADABLE] = "unreadable",
    [HJ_IMPORT_OTHER] = "other",
  };

  return ids[state];
}

static const char *
table_label (const HjImportRow *row)
{
  return row->record != NULL ? hj_record_table (row->record->kind)->label : "";
}

/* ---- JSON --------------------------------------------------------------- */

static void
write_fields (HjJsonWriter      *writer,
              const HjImportRow *row)
{
  hj_json_writer_begin (writer, "fields", '[');
  for (guint i = 0; row->record != NULL && i < row->fields->len; i++)
    {
      const char *field = g_ptr_array_index (row->fields, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "field", field);
      hj_json_writer_string (writer, "before", row->before != NULL ? hj_record_get (row->before, field) : "");
      hj_json_writer_string (writer, "after", hj_record_get (row->record, field));
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
}

static void
write_troubles (HjJsonWriter      *writer,
                const HjImportRow *row)
{
  hj_json_writer_begin (writer, "unreadable", '[');
  for (guint i = 0; i < row->troubles->len; i++)
    {
      const HjImportTrouble *trouble = g_ptr_array_index (row->troubles, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "place", trouble->place);
      hj_json_writer_string (writer, "field", trouble->field);
      hj_json_writer_string (writer, "text", trouble->text);
      hj_json_writer_string (writer, "why", trouble->why);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
}

static void
print_json (const HjImportPlan *plan,
            gboolean            imported)
{
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "source", plan->source);
  hj_json_writer_boolean (writer, "imported", imported);
  hj_json_writer_integer (writer, "new", plan->n_new);
  hj_json_writer_integer (writer, "changed", plan->n_changed);
  hj_json_writer_integer (writer, "same", plan->n_same);
  hj_json_writer_integer (writer, "unreadable", plan->n_unreadable);
  hj_json_writer_begin (writer, "rows", '[');
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = g_ptr_array_index (plan->rows, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "state", state_id (row->state));
      hj_json_writer_string (writer, "table", row->record != NULL ? hj_record_table (row->record->kind)->id : NULL);
      hj_json_writer_string (writer, "id", row->record != NULL ? row->record->id : NULL);
      hj_json_writer_string (writer, "label", row->label);
      hj_json_writer_string (writer, "place", row->place);
      write_fields (writer, row);
      write_troubles (writer, row);
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "notes", '[');
  for (guint i = 0; i < plan->notes->len; i++)
    hj_json_writer_string (writer, NULL, g_ptr_array_index (plan->notes, i));
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

/* ---- Text --------------------------------------------------------------- */

/* ID numbers are masked: a terminal has onlookers. */
static char *
show_value (const HjImportPlan *plan,
            const HjRecord     *record,
            const char         *field)
{
  const HjRecordField *known = hj_record_table_field (hj_record_table (record->kind), field);
  const char *value = hj_record_get (record, field);

  return *value != '\0' ? hj_value_format (plan->content->scheme, known, value, TRUE) : g_strdup ("—");
}

static void
print_values (const HjImportPlan *plan,
              const HjImportRow  *row)
{
  for (guint i = 0; row->record != NULL && i < row->fields->len; i++)
    {
      const char *field = g_ptr_array_index (row->fields, i);
      const HjRecordField *known = hj_record_table_field (hj_record_table (row->record->kind), field);
      g_autofree char *after = show_value (plan, row->record, field);

      if (row->before != NULL)
        {
          g_autofree char *before = show_value (plan, row->before, field);

          hj_cli_print ("    %s: %s → %s\n", known->label, before, after);
        }
      else
        hj_cli_print ("    %s: %s\n", known->label, after);
    }
}

static void
print_troubles (const HjImportRow *row)
{
  for (guint i = 0; i < row->troubles->len; i++)
    {
      const HjImportTrouble *trouble = g_ptr_array_index (row->troubles, i);

      hj_cli_print ("  ! %s: “%s” %s\n", *trouble->place != '\0' ? trouble->place : row->place, trouble->text, trouble->why);
    }
}

static const char *
state_words (HjImportState state)
{
  switch (state)
    {
    case HJ_IMPORT_NEW:
      return _("new");
    case HJ_IMPORT_CHANGED:
      return _("changed");
    case HJ_IMPORT_UNREADABLE:
      return _("unreadable");
    case HJ_IMPORT_SAME:
      return _("the same");
    case HJ_IMPORT_OTHER:
    default:
      return _("also");
    }
}

/* What stays the same is only counted. */
static void
print_text (const HjImportPlan *plan)
{
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = g_ptr_array_index (plan->rows, i);

      if (row->state == HJ_IMPORT_SAME)
        continue;
      hj_cli_print ("%s: %s%s%s%s%s%s\n", state_words (row->state), table_label (row), *table_label (row) != '\0' ? " " : "", row->label,
                    *row->place != '\0' ? " (" : "", row->place, *row->place != '\0' ? ")" : "");
      print_values (plan, row);
      print_troubles (row);
    }
  for (guint i = 0; i < plan->notes->len; i++)
    hj_cli_print ("! %s\n", (const char *) g_ptr_array_index (plan->notes, i));
  hj_cli_print (_("%u new, %u changed, %u the same, %u unreadable\n"),
                plan->n_new, plan->n_changed, plan->n_same, plan->n_unreadable);
}

/* ---- The verb ----------------------------------------------------------- */

static gboolean
changes_anything (const HjImportPlan *plan)
{
  g_autoptr (GPtrArray) commands = hj_import_plan_commands (plan);

  return commands->len > 0;
}

static int
import (const char *path,
        const char *source,
        gboolean    preview,
        gboolean    json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, preview ? HJ_SESSION_READ : HJ_SESSION_WRITE, &error);
  g_autoptr (HjImportPlan) plan = session != NULL ? hj_session_read_import (session, source, NULL, &error) : NULL;
  gboolean imports;
  int status;

  if (plan == NULL)
    return hj_cli_refuse (error);
  imports = !preview && changes_anything (plan);
  if (imports)
    {
      if (!hj_session_apply_import (session, plan, &error))
        return hj_cli_refuse (error);
      status = hj_cli_close (session, _("What was imported is kept on this computer but is not in the file; it is saved with the next change."));
      if (status != HJ_CLI_OK)
        return status;
    }
  if (json)
    print_json (plan, imports);
  else
    print_text (plan);
  if (!json && !preview)
    hj_cli_print ("%s\n", imports ? _("Imported.") : _("There is nothing to import."));
  return hj_cli_finish_output ();
}

int
hj_cli_import (char **arguments)
{
  gboolean preview = FALSE;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &preview, NULL, NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  int status = hj_cli_parse ("import", entries, &arguments, 2, 2);

  return status < 0 ? import (arguments[0], arguments[1], preview, json) : status;
}
