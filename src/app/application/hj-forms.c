/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-forms"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-forms.h"
#include "hj-value.h"

/* Digits of the ID numbers of before. */
#define SHORTEST_ID 15

/* Between two rows, so that one can be put between them. */
#define STEP 1024

static HjFormOption *
option_new (const char *label,
            const char *value)
{
  HjFormOption *option = g_new0 (HjFormOption, 1);

  option->label = g_strdup (label);
  option->value = g_strdup (value);

  return option;
}

static void
option_free (HjFormOption *option)
{
  g_free (option->label);
  g_free (option->value);
  g_free (option);
}

static void
column_free (HjFormColumn *column)
{
  hj_scheme_unref (column->scheme);
  g_ptr_array_unref (column->options);
  g_free (column);
}

/* The notice's own words for a choice; a word that the field can't hold is no choice of it. */
static void
add_options_of_notice (HjFormColumn *column)
{
  g_auto (GStrv) lines = g_strsplit (column->field->options, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *canonical = NULL;

      g_strstrip (lines[i]);
      if (lines[i][0] == '\0')
        continue;
      if (hj_value_parse (column->scheme, column->record_field, column->field->options, lines[i], &canonical, NULL) &&
          canonical[0] != '\0')
        g_ptr_array_add (column->options, option_new (lines[i], canonical));
    }
}

static void
add_formatted_option (HjFormColumn *column,
                      const char   *value)
{
  g_autofree char *label = hj_value_format (column->scheme, column->record_field, value, FALSE);

  g_ptr_array_add (column->options, option_new (label, value));
}

static void
add_standards (HjFormColumn *column)
{
  for (guint i = 0; i < column->scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (column->scheme->standards, i);

      if (standard->kind == HJ_STANDARD_EXCLUSION)
        g_ptr_array_add (column->options, option_new (standard->text, standard->id));
    }
}

static void
add_options (HjFormColumn *column,
             const HjForm *form)
{
  const HjRecordField *field = column->record_field;

  if (field->kind == HJ_VALUE_LEVELS)
    {
      for (guint i = 0; i < column->scheme->occupations.levels->len; i++)
        {
          const HjLevel *level = g_ptr_array_index (column->scheme->occupations.levels, i);

          g_ptr_array_add (column->options, option_new (level->label, level->id));
        }
      return;
    }

  add_options_of_notice (column);
  if (column->options->len > 0)
    return;
  if (field->kind == HJ_VALUE_FLAG)
    {
      add_formatted_option (column, "yes");
      add_formatted_option (column, "no");
    }
  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    g_ptr_array_add (column->options, option_new (choice->label, choice->id));
  if (form->record == HJ_RECORD_CREDIT && g_str_equal (field->id, "subject"))
    add_standards (column);
  if (form->record == HJ_RECORD_APPLICANT && g_str_equal (field->id, "type"))
    for (guint i = 0; i < column->scheme->applicant_types->len; i++)
      {
        const HjApplicantType *type = g_ptr_array_index (column->scheme->applicant_types, i);

        g_ptr_array_add (column->options, option_new (type->label, type->label));
      }
}

static void
add_columns (GPtrArray    *columns,
             HjScheme     *scheme,
             const HjForm *form,
             gboolean      supplement)
{
  const HjRecordTable *table = hj_record_table (form->record);

  for (guint i = 0; i < form->fields->len; i++)
    {
      const HjField *field = g_ptr_array_index (form->fields, i);
      int index = hj_record_table_index (table, field->id);
      HjFormColumn *column;

      /* A field that no table has is a fault of the scheme, which its own check tells of. */
      if (field->supplement != supplement || index < 0 || hj_forms_is_key (form, field->id))
        continue;
      column = g_new0 (HjFormColumn, 1);
      column->scheme = hj_scheme_ref (scheme);
      column->field = field;
      column->record_field = &table->fields[index];
      column->index = (guint) index;
      column->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
      add_options (column, form);
      g_ptr_array_add (columns, column);
    }
}

/* "purpose=practice" or "kind=theory|practice,tenure=leased". */
static gboolean
matches_with (const HjForm   *form,
              const HjRecord *record)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  g_auto (GStrv) conditions = NULL;

  if (form->with == NULL || form->with[0] == '\0')
    return TRUE;

  conditions = g_strsplit (form->with, ",", -1);
  for (guint i = 0; conditions[i] != NULL; i++)
    {
      char *values = strchr (conditions[i], '=');
      g_auto (GStrv) allowed = NULL;
      int index;

      if (values == NULL)
        continue;
      *values++ = '\0';
      index = hj_record_table_index (table, g_strstrip (conditions[i]));
      allowed = g_strsplit (values, "|", -1);
      if (index >= 0 && !g_strv_contains ((const char *const *) allowed, record->values[index]))
        return FALSE;
    }

  return TRUE;
}

/* Some row must not vanish because no form asks for its like: the first form of its table shows it. */
static gboolean
is_left_over (const HjScheme *scheme,
              const HjForm   *form,
              const HjRecord *record)
{
  gboolean first = TRUE;

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *other = g_ptr_array_index (scheme->forms, i);

      if (other->record != record->kind || !hj_forms_is_table (other))
        continue;
      if (first && other != form)
        return FALSE;
      first = FALSE;
      if (matches_with (other, record))
        return FALSE;
    }

  return !first;
}

GPtrArray *
hj_forms_list (HjScheme *scheme)
{
  GPtrArray *forms = g_ptr_array_new ();

  g_return_val_if_fail (scheme != NULL, forms);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      HjForm *form = g_ptr_array_index (scheme->forms, i);
      const HjRecordTable *table = hj_record_table (form->record);

      /* The materials have a page of their own. */
      if (form->record != HJ_RECORD_MATERIAL && !(form->table && table->single))
        g_ptr_array_add (forms, form);
    }

  return forms;
}

const HjForm *
hj_forms_find (HjScheme   *scheme,
               const char *id)
{
  g_autoptr (GPtrArray) forms = hj_forms_list (scheme);

  for (guint i = 0; i < forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (forms, i);

      if (g_str_equal (form->id, id))
        return form;
    }

  return NULL;
}

/* A form of single fields has one row in the whole dossier or one for each occupation;
 * of any other table there may be many rows whatever the form says. */
gboolean
hj_forms_is_table (const HjForm *form)
{
  g_return_val_if_fail (form != NULL, FALSE);

  if (hj_record_table (form->record)->single)
    return FALSE;

  return form->table || !(form->per_occupation && form->record == HJ_RECORD_OCCUPATION);
}

gboolean
hj_forms_is_key (const HjForm *form,
                 const char   *field)
{
  g_auto (GStrv) conditions = NULL;

  if (form->with == NULL || form->with[0] == '\0')
    return FALSE;
  conditions = g_strsplit (form->with, ",", -1);
  for (guint i = 0; conditions[i] != NULL; i++)
    if (g_str_has_prefix (conditions[i], field) && conditions[i][strlen (field)] == '=' &&
        strchr (conditions[i], '|') == NULL)
      return TRUE;

  return FALSE;
}

GPtrArray *
hj_forms_list_columns (HjScheme     *scheme,
                       const HjForm *form)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);

  g_return_val_if_fail (scheme != NULL && form != NULL, columns);

  add_columns (columns, scheme, form, FALSE);
  add_columns (columns, scheme, form, TRUE);

  return columns;
}

gboolean
hj_forms_names_occupation (const char *value,
                           const char *occupation)
{
  g_auto (GStrv) names = g_strsplit (value, "、", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (g_strstrip (names[i]), occupation))
      return TRUE;

  return FALSE;
}

gboolean
hj_forms_takes (const HjScheme *scheme,
                const HjForm   *form,
                const HjRecord *record,
                const char     *occupation)
{
  int index;

  g_return_val_if_fail (form != NULL && record != NULL, FALSE);

  if (record->kind != form->record)
    return FALSE;
  if (!matches_with (form, record) && !is_left_over (scheme, form, record))
    return FALSE;
  if (occupation == NULL || !form->per_occupation)
    return TRUE;
  if (form->record == HJ_RECORD_OCCUPATION)
    return g_str_equal (hj_record_get (record, "name"), occupation);

  index = hj_record_table_index (hj_record_table (form->record), "occupation");

  return index < 0 || record->values[index][0] == '\0' || hj_forms_names_occupation (record->values[index], occupation);
}

gint64
hj_forms_next_position (const HjRecords *records)
{
  const HjRecord *last = records->rows->len > 0 ? g_ptr_array_index (records->rows, records->rows->len - 1) : NULL;

  return last != NULL ? last->position + STEP : STEP;
}

HjRecord *
hj_forms_new_row (const HjForm *form,
                  const char   *id,
                  const char   *occupation,
                  gint64        position)
{
  HjRecord *record = hj_record_new (form->record, id);
  const HjRecordTable *table = hj_record_table (form->record);
  g_auto (GStrv) conditions = g_strsplit (form->with != NULL ? form->with : "", ",", -1);

  record->position = position;
  for (guint i = 0; conditions[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit_set (conditions[i], "=|", 3);

      if (g_strv_length (pair) >= 2 && hj_record_table_index (table, pair[0]) >= 0)
        hj_record_set (record, pair[0], pair[1]);
    }
  if (form->per_occupation && occupation != NULL && hj_record_table_index (table, "occupation") >= 0)
    hj_record_set (record, "occupation", occupation);

  return record;
}

const char *
hj_forms_name_of (const HjRecord *record)
{
  static const char *const names[] = { "name", "subject", "year", "credit-code" };
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int index = hj_record_table_index (table, names[i]);

      if (index >= 0 && record->values[index][0] != '\0')
        return record->values[index];
    }

  return "";
}

char *
hj_form_column_format (const HjFormColumn *column,
                       const char         *value,
                       gboolean            mask)
{
  if (column->record_field->kind != HJ_VALUE_LEVELS)
    for (guint i = 0; i < column->options->len; i++)
      {
        const HjFormOption *option = g_ptr_array_index (column->options, i);

        if (g_str_equal (option->value, value))
          return g_strdup (option->label);
      }

  return hj_value_format (column->scheme, column->record_field, value, mask);
}

gboolean
hj_form_column_parse (const HjFormColumn  *column,
                      const char          *text,
                      char               **canonical,
                      GError             **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (column->record_field->kind != HJ_VALUE_LEVELS)
    for (guint i = 0; i < column->options->len; i++)
      {
        const HjFormOption *option = g_ptr_array_index (column->options, i);

        if (g_str_equal (option->label, stripped))
          {
            *canonical = g_strdup (option->value);
            return TRUE;
          }
      }

  return hj_value_parse (column->scheme, column->record_field, column->field->options, text, canonical, error);
}

char *
hj_form_column_dup_progress (const HjFormColumn *column,
                             const char         *text)
{
  static const struct { HjValueKind kind; glong length; gboolean told; } codes[] = {
    { HJ_VALUE_ID_NUMBER, 18, TRUE },
    { HJ_VALUE_CREDIT_CODE, 18, TRUE },
    { HJ_VALUE_OCCUPATION_CODE, 10, FALSE },
    { HJ_VALUE_PHONE, 11, FALSE },
    { HJ_VALUE_POSTCODE, 6, FALSE },
  };
  g_autofree char *canonical = NULL;
  glong length;

  if (!hj_form_column_parse (column, text, &canonical, NULL))
    return NULL;
  if (column->record_field->kind == HJ_VALUE_MAIL)
    return strchr (canonical, '@') == NULL ? g_strdup ("") : NULL;

  length = g_utf8_strlen (canonical, -1);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].kind == column->record_field->kind && length < codes[i].length)
      return codes[i].told && length > 0 ? g_strdup_printf (_("%ld of %ld characters"), length, codes[i].length) : g_strdup ("");

  return NULL;
}

gboolean
hj_form_column_is_secret (const HjFormColumn *column)
{
  return column->record_field->kind == HJ_VALUE_ID_NUMBER;
}

static gboolean
is_of_number (gunichar ch)
{
  return g_unichar_isdigit (ch) || ch == 'x' || ch == 'X';
}

char *
hj_form_column_mask_typed (const HjFormColumn *column,
                           const char         *text)
{
  GString *masked;
  const char *next;

  if (!hj_form_column_is_secret (column))
    return g_strdup (text);

  masked = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = next)
    {
      glong length = 0;

      for (next = at; is_of_number (g_utf8_get_char (next)); next = g_utf8_next_char (next))
        length++;
      if (length == 0)
        next = g_utf8_next_char (at);
      for (glong i = 0; at < next; i++, at = g_utf8_next_char (at))
        if (length >= SHORTEST_ID && i >= 6 && i < length - 4)
          g_string_append_c (masked, '*');
        else
          g_string_append_unichar (masked, g_utf8_get_char (at));
    }

  return g_string_free (masked, FALSE);
}

gboolean
hj_form_column_is_number (const HjFormColumn *column)
{
  return column->record_field->kind == HJ_VALUE_INTEGER || column->record_field->kind == HJ_VALUE_DECIMAL;
}

const char *
hj_form_column_get_label (const HjFormColumn *column)
{
  return column->field->label[0] != '\0' ? column->field->label : column->record_field->label;
}
