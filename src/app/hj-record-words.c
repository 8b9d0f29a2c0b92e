/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-record-words"

#include "config.h"

#include "hj-record-words.h"

/* What tells two rows of a table apart, beside their name. */
static const char *const told[HJ_N_RECORD_KINDS][3] = {
  [HJ_RECORD_APPLICANT] = { "name" },
  [HJ_RECORD_STAFF] = { "name", "duty" },
  [HJ_RECORD_EXPERT] = { "name", "speciality", "occupation" },
  [HJ_RECORD_ASSESSOR] = { "name", "occupation" },
  [HJ_RECORD_INSPECTOR] = { "name", "title" },
  [HJ_RECORD_RULE] = { "name" },
  [HJ_RECORD_OCCUPATION] = { "name", "trade" },
  [HJ_RECORD_SITE] = { "name", "kind", "area" },
  [HJ_RECORD_EQUIPMENT] = { "name", "model", "quantity" },
  [HJ_RECORD_MATERIAL] = { NULL },
  [HJ_RECORD_FUNDING] = { "year" },
  [HJ_RECORD_HISTORY] = { "year", "kind", "occupation" },
  [HJ_RECORD_CREDIT] = { "subject", "result" },
  [HJ_RECORD_BRANCH] = { "name", "region" },
};

static void
append (GString             *text,
        const HjRecordTable *table,
        const HjRecord      *record,
        const char          *id)
{
  const HjRecordField *field = hj_record_table_field (table, id);
  const char *value = hj_record_get (record, id);

  if (value[0] == '\0')
    return;
  g_string_append_printf (text, "%s%s%s", text->len > 0 ? " · " : "",
                          field->choices != NULL ? hj_record_field_choice_label (field, value) : value,
                          field->kind == HJ_VALUE_DECIMAL ? field->unit : "");
}

char *
hj_record_words_dup_label (const HjScheme *scheme,
                           const HjRecord *record)
{
  const HjRecordTable *table;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (record != NULL, NULL);

  table = hj_record_table (record->kind);
  for (guint i = 0; i < 3 && told[record->kind][i] != NULL; i++)
    append (text, table, record, told[record->kind][i]);
  for (guint i = 0; i < scheme->materials->len && record->kind == HJ_RECORD_MATERIAL; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      if (g_str_equal (material->id, record->id))
        g_string_append (text, material->text);
    }

  return text->len > 0 ? g_strdup (text->str) : g_strdup (table->label);
}
