/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-scheme-sense-private.h"

/* Forms fill records: each field must be one of the record's table, of a kind that fits. */

static gboolean
kind_fits (const HjField       *field,
           const HjRecordField *record)
{
  switch (record->kind)
    {
    case HJ_VALUE_DAY:
      return g_str_equal (field->kind, "day");
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      return g_str_equal (field->kind, "number");
    case HJ_VALUE_FLAG:
      return g_str_equal (field->kind, "flag");
    case HJ_VALUE_CHOICE:
      return g_str_equal (field->kind, "choice");
    case HJ_VALUE_ID_NUMBER:
      return g_str_equal (field->kind, "id-number");
    case HJ_VALUE_PHONE:
      return g_str_equal (field->kind, "phone") || g_str_equal (field->kind, "text");
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_TEXT:
      return g_str_equal (field->kind, "text") || g_str_equal (field->kind, "choice");
    case HJ_VALUE_PROSE:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return g_str_equal (field->kind, "text");
    }
}

static gboolean
is_choice (const HjRecordField *record,
           const char          *option)
{
  for (const HjRecordChoice *choice = record->choices; choice != NULL && choice->id != NULL; choice++)
    if (g_str_equal (choice->label, option))
      return TRUE;
  return FALSE;
}

static void
check_options (HjSense             *sense,
               const HjField       *field,
               const HjRecordField *record)
{
  g_auto (GStrv) options = g_strsplit (field->options, "\n", -1);

  if (record->kind != HJ_VALUE_CHOICE || *field->options == '\0')
    return;
  for (char **option = options; *option; option++)
    if (!is_choice (record, *option))
      hj_source_complain (sense->source, field, _("“%s” is no choice of the field “%s”. Expected: choices that the record knows."),
                          *option, field->id);
}

/* "purpose=practice": which rows are the form's own. */
static void
check_with (HjSense      *sense,
            const HjForm *form)
{
  const HjRecordTable *table = hj_record_table (form->record);
  const char *equals = strchr (form->with, '=');
  g_autofree char *name = equals != NULL ? g_strndup (form->with, (gsize) (equals - form->with)) : NULL;
  const HjRecordField *field = name != NULL ? hj_record_table_field (table, name) : NULL;
  gboolean known = field != NULL && equals[1] != '\0';

  if (*form->with == '\0')
    return;
  if (known && field->kind == HJ_VALUE_CHOICE)
    known = !g_str_equal (hj_record_field_choice_label (field, equals + 1), equals + 1);
  else if (known && field->kind == HJ_VALUE_FLAG)
    known = g_str_equal (equals + 1, "yes") || g_str_equal (equals + 1, "no");
  if (!known)
    hj_source_complain (sense->source, form, _("“%s” tells no rows of the table “%s”. Expected: a field of it, “=” and one of its values."),
                        form->with, table->id);
}

static void
check_field (HjSense       *sense,
             const HjForm  *form,
             const HjField *field)
{
  const HjRecordTable *table = hj_record_table (form->record);
  const HjRecordField *record = hj_record_table_field (table, field->id);

  if (record == NULL)
    {
      hj_source_complain (sense->source, field, _("The table “%s” has no field “%s”. Expected: one of its fields."), table->id, field->id);
      return;
    }
  if (!kind_fits (field, record))
    hj_source_complain (sense->source, field, _("The kind “%s” does not fit the field “%s”. Expected: the kind of what it holds."),
                        field->kind, field->id);
  check_options (sense, field, record);
}

void
hj_sense_check_form (HjSense      *sense,
                     const HjForm *form)
{
  const HjRecordTable *table = hj_record_table (form->record);

  if (form->table && table->single)
    hj_source_complain (sense->source, form, _("The table “%s” has one row. Expected: a form without table=\"yes\"."), table->id);
  if (form->per_occupation && form->record != HJ_RECORD_OCCUPATION && hj_record_table_index (table, "occupation") < 0)
    hj_source_complain (sense->source, form, _("The table “%s” knows no occupations. Expected: a form without per-occupation=\"yes\"."), table->id);
  check_with (sense, form);
  for (guint i = 0; i < form->fields->len; i++)
    check_field (sense, form, form->fields->pdata[i]);
}
