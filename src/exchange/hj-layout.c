/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-layout-private.h"

static void
free_column (gpointer data)
{
  HjLayoutColumn *column = data;

  g_free (column->label);
  g_free (column);
}

static void
free_table (gpointer data)
{
  hj_layout_table_free (data);
}

void
hj_layout_table_free (HjLayoutTable *table)
{
  g_ptr_array_unref (table->columns);
  g_free (table->title);
  g_free (table->with);
  g_free (table);
}

static HjLayoutColumn *
find_column (const HjLayoutTable *table,
             int                  index)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (((HjLayoutColumn *) table->columns->pdata[i])->index == index)
      return table->columns->pdata[i];

  return NULL;
}

static HjLayoutTable *
find_table (const GPtrArray *tables,
            const HjForm    *form)
{
  for (guint i = 0; i < tables->len; i++)
    {
      HjLayoutTable *table = tables->pdata[i];

      if (table->table->kind == form->record && strcmp (table->with, form->with ?: "") == 0)
        return table;
    }
  return NULL;
}

static HjLayoutTable *
add_table (GPtrArray    *tables,
           const HjForm *form)
{
  HjLayoutTable *table = g_new0 (HjLayoutTable, 1);

  table->table = hj_record_table (form->record);
  table->single = table->table->single;
  table->title = g_strdup (table->single ? table->table->label : form->title);
  table->with = g_strdup (form->with ?: "");
  table->supplement = form->supplement;
  table->columns = g_ptr_array_new_with_free_func (free_column);
  if (table->single)
    g_ptr_array_insert (tables, 0, table);
  else
    g_ptr_array_add (tables, table);

  return table;
}

static gboolean
has_unit (const char *label,
          const char *unit)
{
  return *unit == '\0' || strstr (label, unit) != NULL || strstr (label, "平方米") != NULL;
}

static void
add_column (HjLayoutTable *table,
            const char    *id,
            const HjForm  *form,
            const HjField *asked,
            const char    *label)
{
  int index = hj_record_table_index (table->table, id);
  HjLayoutColumn *column;

  /* A form may name what isn't of its table; the same field on the cover and within is asked for once. */
  if (index < 0 || find_column (table, index) != NULL)
    return;
  column = g_new0 (HjLayoutColumn, 1);
  column->field = &table->table->fields[index];
  column->index = index;
  column->asked = asked;
  column->supplement = form->supplement || (asked != NULL && asked->supplement);
  if (label == NULL || *label == '\0')
    label = column->field->label;
  column->label = has_unit (label, column->field->unit)
                  ? g_strdup (label) : g_strdup_printf ("%s（%s）", label, column->field->unit);
  g_ptr_array_add (table->columns, column);
}

static void
add_form (GPtrArray    *tables,
          const HjForm *form)
{
  HjLayoutTable *table = find_table (tables, form);

  if (table == NULL)
    table = add_table (tables, form);
  table->supplement = table->supplement && form->supplement;
  if (form->per_occupation && form->record != HJ_RECORD_OCCUPATION)
    table->per_occupation = TRUE;
  for (guint i = 0; i < form->fields->len; i++)
    {
      const HjField *asked = form->fields->pdata[i];

      /* A page's 合计 says too little as the head of a column. */
      add_column (table, asked->id, form, asked, form->table || table->single ? asked->label : NULL);
    }
}

static guint
count_label (const HjLayoutTable *table,
             const char          *label)
{
  guint n = 0;

  for (guint i = 0; i < table->columns->len; i++)
    n += strcmp (((HjLayoutColumn *) table->columns->pdata[i])->label, label) == 0;

  return n;
}

/* 职务 of the head and 职务 of the contact: a table names each by its group, or by our own word. */
static void
tell_apart (HjLayoutTable *table)
{
  g_autoptr (GPtrArray) twice = g_ptr_array_new ();

  for (guint i = 0; i < table->columns->len; i++)
    {
      HjLayoutColumn *column = table->columns->pdata[i];

      if (count_label (table, column->label) > 1)
        g_ptr_array_add (twice, column);
    }
  for (guint i = 0; i < twice->len; i++)
    {
      HjLayoutColumn *column = twice->pdata[i];
      const char *group = column->asked != NULL ? column->asked->group : NULL;
      g_autofree char *plain = g_steal_pointer (&column->label);

      column->label = group != NULL && *group != '\0' && !g_str_has_prefix (plain, group)
                      ? g_strconcat (group, plain, NULL) : g_strdup (column->field->label);
    }
}

static int
compare_supplement_cb (gconstpointer a,
                       gconstpointer b,
                       gpointer      columns)
{
  const HjLayoutColumn *first = *(HjLayoutColumn *const *) a;
  const HjLayoutColumn *second = *(HjLayoutColumn *const *) b;

  return (int) first->supplement - (int) second->supplement;
}

/**
 * hj_layout_new:
 *
 * One table for all forms that fill the same records: the applicant's parts are one, the areas that a page of an
 * occupation asks for are columns of the occupations.
 *
 * Returns: (transfer full) (element-type HjLayoutTable)
 */
GPtrArray *
hj_layout_new (const HjScheme *scheme)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (free_table);

  g_return_val_if_fail (scheme != NULL, NULL);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = scheme->forms->pdata[i];

      /* What the authority ticks off is no table of the applicant's. */
      if (form->record != HJ_RECORD_MATERIAL)
        add_form (tables, form);
    }
  for (guint i = tables->len; i > 0; i--)
    {
      HjLayoutTable *table = tables->pdata[i - 1];
      static const HjForm added = { 0 };

      if (table->per_occupation && hj_record_table_index (table->table, "occupation") >= 0)
        add_column (table, "occupation", &added, NULL, NULL);
      if (table->columns->len == 0)
        g_ptr_array_remove_index (tables, i - 1);
      else
        {
          g_ptr_array_sort_with_data (table->columns, compare_supplement_cb, NULL);
          tell_apart (table);
        }
    }
  return g_steal_pointer (&tables);
}

/**
 * hj_layout_is_of:
 * @with: (nullable): of a form: "purpose=practice,tenure=own"
 *
 * Whether the form is for records such as this one.
 */
gboolean
hj_layout_is_of (const char     *with,
                 const HjRecord *record)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  g_auto (GStrv) parts = g_strsplit_set (with != NULL ? with : "", ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (hj_record_table_index (table, parts[i]) >= 0
          && strcmp (hj_record_get (record, parts[i]), equals + 1) != 0)
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
hj_layout_rows (const HjLayoutTable *table,
                const HjContent     *content)
{
  const HjRecords *records = content->records[table->table->kind];
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < records->rows->len; i++)
    if (hj_layout_is_of (table->with, records->rows->pdata[i]))
      g_ptr_array_add (rows, records->rows->pdata[i]);

  return g_steal_pointer (&rows);
}

static void
add_lines (GPtrArray  *options,
           const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (options, g_strdup (parts[i]));
}

GPtrArray *
hj_layout_options (const HjLayoutColumn *column,
                   const HjScheme       *scheme)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  const char *own = column->asked != NULL && column->asked->options != NULL ? column->asked->options : "";

  if (*own != '\0')
    add_lines (options, own);
  else if (column->field->choices != NULL)
    for (const HjRecordChoice *choice = column->field->choices; choice->id != NULL; choice++)
      g_ptr_array_add (options, g_strdup (choice->label));
  else if (column->field->kind == HJ_VALUE_FLAG)
    add_lines (options, "是\n否");
  else if (column->field->kind == HJ_VALUE_LEVELS)
    for (guint i = 0; i < scheme->occupations.levels->len; i++)
      g_ptr_array_add (options, g_strdup (((HjLevel *) scheme->occupations.levels->pdata[i])->label));

  return g_steal_pointer (&options);
}

static const char *
find_hint (HjValueKind kind)
{
  switch (kind)
    {
    case HJ_VALUE_DAY:
      return "日期，例如2020年5月14日；只知年月的写2020年5月。";
    case HJ_VALUE_INTEGER:
      return "整数，不写单位。";
    case HJ_VALUE_DECIMAL:
      return "数字，最多两位小数，不写单位。";
    case HJ_VALUE_FLAG:
      return "填“是”或“否”；不清楚的留空。";
    case HJ_VALUE_ID_NUMBER:
      return "18位居民身份证号码，本列已设为文本。";
    case HJ_VALUE_CREDIT_CODE:
      return "18位统一社会信用代码。";
    case HJ_VALUE_PHONE:
      return "手机或带区号的固定电话。";
    case HJ_VALUE_OCCUPATION_CODE:
      return "职业分类大典中的编码，例如4-07-03-02。";
    case HJ_VALUE_LEVELS:
      return "多个等级之间用顿号隔开，例如五级、四级、三级。";
    case HJ_VALUE_OCCUPATION:
      return "写所申报的职业名称，几个之间用顿号隔开；各职业共用的留空。";
    case HJ_VALUE_CHOICE:
      return "从列表中选择。";
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_REGION:
    default:
      return "";
    }
}

char *
hj_layout_hint (const HjLayoutColumn *column,
                const HjScheme       *scheme)
{
  return g_strconcat (column->supplement ? HJ_LAYOUT_SUPPLEMENT "：通知的申报表没有这一栏，核对标准时需要。" : "",
                      find_hint (column->field->kind), NULL);
}

guint
hj_layout_count_letters (const char *text)
{
  guint n = 0, longest = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      n = *text == '\n' ? 0 : n + ((guchar) *text < 0x80 ? 1 : 2);
      longest = MAX (longest, n);
    }

  return longest;
}
