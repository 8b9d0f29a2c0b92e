/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "forms-content.h"
#include "hj-scheme-file.h"
#include "hj-value.h"

HjScheme *
forms_scheme (const char *id)
{
  g_autofree char *file = g_strconcat (id, ".hjs", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("HENGJIAN_DATA_DIR"), "schemes", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HjScheme *scheme;
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));
  bytes = g_bytes_new_take (data, size);
  scheme = hj_scheme_read (bytes, file, &error);
  g_assert_no_error (error);

  return scheme;
}

static const char *const words[] = {
  "张三", "李喆", "职业培训部", "高级讲师", "A座3层", "=1+1", "甲_x0041_乙", "a&b<c>\"d\"", "𠮷野", "O'Neil", "电工（维修）", "100%", "TRUE", "+86", "@甲",
};

static char *
random_number (GRand    *rand,
               gboolean  decimal)
{
  gint32 whole = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 20 : 1000000);
  gint32 part = decimal && g_rand_boolean (rand) ? g_rand_int_range (rand, 1, 100) : 0;

  if (part == 0)
    return g_strdup_printf ("%d", whole);

  return part % 10 == 0 ? g_strdup_printf ("%d.%d", whole, part / 10) : g_strdup_printf ("%d.%02d", whole, part);
}

static char *
random_levels (HjScheme *scheme,
               GRand    *rand)
{
  GString *levels = g_string_new (NULL);
  guint n = scheme->occupations.levels->len;

  for (guint i = 0; i < n; i++)
    if (g_rand_boolean (rand) || (i == n - 1 && levels->len == 0))
      g_string_append_printf (levels, "%s%s", levels->len > 0 ? "," : "", ((HjLevel *) scheme->occupations.levels->pdata[i])->id);

  return g_string_free (levels, FALSE);
}

static char *
random_digits (GRand *rand,
               guint  n)
{
  char *digits = g_strnfill (n, '0');

  for (guint i = 0; i < n; i++)
    digits[i] = (char) ('0' + g_rand_int_range (rand, 0, 10));

  return digits;
}

static char *
random_text (GRand    *rand,
             gboolean  prose)
{
  const char *first = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
  const char *second = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];

  return prose && g_rand_boolean (rand) ? g_strdup_printf ("%s\n%s", first, second) : g_strdup_printf ("%s%s", first, second);
}

char *
forms_random_value (HjScheme            *scheme,
                    const HjRecordField *field,
                    const char          *options,
                    GRand               *rand)
{
  guint n = 0;

  if (options != NULL && *options != '\0' && field->kind == HJ_VALUE_TEXT)
    {
      g_auto (GStrv) parts = g_strsplit (options, "\n", -1);

      return g_strdup (parts[g_rand_int_range (rand, 0, (gint32) g_strv_length (parts))]);
    }
  switch ((int) field->kind)
    {
    case HJ_VALUE_DAY:
      n = (guint) g_rand_int_range (rand, 0, 4);
      return n == 0 ? g_strdup_printf ("%d", g_rand_int_range (rand, 1950, 2030))
             : n == 1 ? g_strdup_printf ("%d-%02d", g_rand_int_range (rand, 1950, 2030), g_rand_int_range (rand, 1, 13))
             : g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (rand, 1950, 2030), g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
    case HJ_VALUE_INTEGER:
      return strcmp (field->id, "year") == 0 ? g_strdup_printf ("%d", g_rand_int_range (rand, 1990, 2030)) : random_number (rand, FALSE);
    case HJ_VALUE_DECIMAL:
      return random_number (rand, TRUE);
    case HJ_VALUE_FLAG:
      return g_strdup (g_rand_boolean (rand) ? "yes" : "no");
    case HJ_VALUE_CHOICE:
      while (field->choices[n].id != NULL)
        n++;
      return g_strdup (field->choices[g_rand_int_range (rand, 0, (gint32) n)].id);
    case HJ_VALUE_ID_NUMBER:
      return g_rand_boolean (rand) ? g_strdup ("11010519491231002X") : random_digits (rand, 18);
    case HJ_VALUE_CREDIT_CODE:
      return g_strdup ("91350100M000100Y43");
    case HJ_VALUE_PHONE:
      {
        g_autofree char *digits = random_digits (rand, 10);

        return g_strconcat ("1", digits, NULL);
      }
    case HJ_VALUE_MAIL:
      return g_strdup ("a@b.cn");
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_REGION:
      return g_strdup ("050011");
    case HJ_VALUE_OCCUPATION_CODE:
      return g_strdup_printf ("4-%02d-%02d-%02d", g_rand_int_range (rand, 1, 99), g_rand_int_range (rand, 1, 99), g_rand_int_range (rand, 1, 99));
    case HJ_VALUE_LEVELS:
      return random_levels (scheme, rand);
    default:
      return random_text (rand, field->kind == HJ_VALUE_PROSE);
    }
}

static const char *
find_options (const HjScheme *scheme,
              HjRecordKind    kind,
              const char     *field)
{
  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = scheme->forms->pdata[i];

      for (guint j = 0; form->record == kind && j < form->fields->len; j++)
        if (strcmp (((HjField *) form->fields->pdata[j])->id, field) == 0)
          return ((HjField *) form->fields->pdata[j])->options;
    }
  return "";
}

static void
set_if_there (HjRecord   *record,
              const char *field,
              const char *value)
{
  if (hj_record_table_index (hj_record_table (record->kind), field) >= 0)
    hj_record_set (record, field, value);
}

/* What the rows of a table are told apart by is never the same twice. */
static void
tell_apart (HjScheme *scheme,
            HjRecord *record,
            GRand    *rand,
            guint     n)
{
  g_autofree char *name = g_strdup_printf ("%s%u", words[g_rand_int_range (rand, 0, 4)], n);
  g_autofree char *digits = random_digits (rand, 17);
  g_autofree char *number = g_strconcat (digits, "X", NULL);
  g_autofree char *year = g_strdup_printf ("%u", 1990 + n);
  g_auto (GStrv) subjects = g_strsplit (find_options (scheme, record->kind, "subject"), "\n", -1);

  set_if_there (record, "name", name);
  set_if_there (record, "year", year);
  set_if_there (record, "certificate", name);
  if (*digits != '0')
    {
      set_if_there (record, "id-number", number);
      set_if_there (record, "credit-code", number);
    }
  if (record->kind != HJ_RECORD_CREDIT)
    return;
  if (subjects[0] == NULL || n < g_strv_length (subjects))
    hj_record_set (record, "subject", subjects[0] != NULL ? subjects[n] : name);
  else
    for (guint i = 0; i < hj_record_table (record->kind)->n_fields; i++)
      hj_record_set (record, hj_record_table (record->kind)->fields[i].id, "");
}

static void
fill_record (HjScheme *scheme,
             HjRecord *record,
             GRand    *rand,
             guint     n)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    if (g_rand_int_range (rand, 0, 4) != 0)
      {
        g_autofree char *value = forms_random_value (scheme, &table->fields[i], find_options (scheme, record->kind, table->fields[i].id), rand);

        hj_record_set (record, table->fields[i].id, value);
      }
  if (!table->single)
    tell_apart (scheme, record, rand, n);
}

HjContent *
forms_content_random (HjScheme *scheme,
                      GRand    *rand,
                      guint     max_rows)
{
  HjContent *content = hj_content_new (scheme);

  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      const HjRecordTable *table = hj_record_table ((HjRecordKind) kind);
      guint n = table->single ? 1 : (guint) g_rand_int_range (rand, 0, (gint32) max_rows + 1);
      GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

      if (kind == HJ_RECORD_MATERIAL)
        {
          g_ptr_array_unref (rows);
          continue;
        }
      for (guint i = 0; i < n; i++)
        {
          HjRecord *record = hj_record_new ((HjRecordKind) kind, table->single ? "applicant" : NULL);

          record->position = i;
          fill_record (scheme, record, rand, i);
          g_ptr_array_add (rows, record);
        }
      hj_content_set_records (content, hj_records_new ((HjRecordKind) kind, rows));
    }
  return content;
}

/* Rows that the lines name, by number; rows of which nothing is said stay out. */
static void
set_cell (GPtrArray           *rows,
          const HjRecordTable *table,
          char               **parts)
{
  guint64 index = g_ascii_strtoull (parts[1], NULL, 10);

  while (rows->len <= index)
    {
      HjRecord *record = hj_record_new (table->kind, table->single ? "applicant" : NULL);

      record->position = rows->len;
      g_ptr_array_add (rows, record);
    }
  hj_record_set (rows->pdata[index], parts[2], parts[3]);
}

HjContent *
forms_content_from_table (HjScheme   *scheme,
                          const char *path)
{
  HjContent *content = hj_content_new (scheme);
  GPtrArray *rows[HJ_N_RECORD_KINDS] = { NULL };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 4);
      const HjRecordTable *table = hj_record_table_find (parts[0]);

      g_assert_nonnull (table);
      g_assert_cmpuint (g_strv_length (parts), ==, 4);
      if (rows[table->kind] == NULL)
        rows[table->kind] = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
      set_cell (rows[table->kind], table, parts);
    }
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    if (rows[kind] != NULL)
      hj_content_set_records (content, hj_records_new ((HjRecordKind) kind, rows[kind]));

  return content;
}
