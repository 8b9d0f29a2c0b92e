/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <string.h>

#include "hj-store-private.h"

/* The application's tables as SQL, from the descriptors of the model. */

/* What version 1 had already: columns are appended there. */
static guint
get_first_column (HjRecordKind kind)
{
  switch (kind)
    {
    case HJ_RECORD_APPLICANT:
      return 8;
    case HJ_RECORD_OCCUPATION:
      return 5;
    case HJ_RECORD_MATERIAL:
      return 3;
    case HJ_RECORD_STAFF:
    case HJ_RECORD_EXPERT:
    case HJ_RECORD_ASSESSOR:
    case HJ_RECORD_INSPECTOR:
    case HJ_RECORD_RULE:
    case HJ_RECORD_SITE:
    case HJ_RECORD_EQUIPMENT:
    case HJ_RECORD_FUNDING:
    case HJ_RECORD_HISTORY:
    case HJ_RECORD_CREDIT:
    case HJ_RECORD_BRANCH:
    default:
      return 0;
    }
}

#define DIGITS_4 "[0-9][0-9][0-9][0-9]"
#define MONTH    "-[01][0-9]"
#define MDAY     "-[0-3][0-9]"

/**
 * hj_record_column_sql:
 *
 * A column as it stands in the schema. Unknown is '' or, for a number, NULL. Of
 * a choice the form of its id is checked here and its being one of the choices
 * where it is written: choices are added in time, and a CHECK can't be changed.
 */
char *
hj_record_column_sql (const HjRecordField *field)
{
  const char *name = field->column;

  switch (field->kind)
    {
    case HJ_VALUE_INTEGER:
      return g_strdup_printf ("%s INTEGER CHECK (%s BETWEEN -999999999999 AND 999999999999)", name, name);
    case HJ_VALUE_DECIMAL:
      return g_strdup_printf ("%s INTEGER CHECK (%s BETWEEN -99999999999999 AND 99999999999999)", name, name);
    case HJ_VALUE_FLAG:
      return g_strdup_printf ("%s INTEGER CHECK (%s IN (0, 1))", name, name);
    case HJ_VALUE_DAY:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (%s = '' OR %s GLOB '" DIGITS_4 "'"
                              " OR %s GLOB '" DIGITS_4 MONTH "' OR %s GLOB '" DIGITS_4 MONTH MDAY "')",
                              name, name, name, name, name);
    case HJ_VALUE_CHOICE:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (length(%s) <= 64 AND %s NOT GLOB '*[^a-z0-9-]*')",
                              name, name, name);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return g_strdup_printf ("%s TEXT NOT NULL DEFAULT '' CHECK (length(%s) <= 65536)", name, name);
    }
}

static char *
make_table (const HjRecordTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE %s (\n"
                               "  id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 128),\n"
                               "  position INTEGER NOT NULL,\n", table->table);
  for (guint i = 0; i < table->n_fields; i++)
    {
      g_autofree char *column = hj_record_column_sql (&table->fields[i]);

      g_string_append_printf (sql, "  %s,\n", column);
    }
  g_string_append (sql, "  PRIMARY KEY (id)\n) STRICT, WITHOUT ROWID");

  return g_string_free (sql, FALSE);
}

static void
add_statements (GPtrArray           *statements,
                const HjRecordTable *table)
{
  guint first = get_first_column (table->kind);

  if (first == 0)
    {
      g_ptr_array_add (statements, make_table (table));
      return;
    }
  for (guint i = first; i < table->n_fields; i++)
    {
      g_autofree char *column = hj_record_column_sql (&table->fields[i]);

      g_ptr_array_add (statements, g_strdup_printf ("ALTER TABLE %s ADD COLUMN %s", table->table, column));
    }
}

/**
 * hj_record_schema_get:
 *
 * Returns: (transfer none) (array zero-terminated=1): what makes the
 *   application's tables out of those of version 1
 */
const char * const *
hj_record_schema_get (void)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      GPtrArray *statements = g_ptr_array_new ();

      for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
        add_statements (statements, hj_record_table ((HjRecordKind) i));
      g_ptr_array_add (statements, NULL);
      g_once_init_leave (&made, (gsize) g_ptr_array_free (statements, FALSE));
    }

  return (const char * const *) made;
}
