/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-recognise-private.h"

/* Rows under a head. */

typedef struct {
  HjWork        *work;
  const HjGrid  *grid;
  const HjRow   *row;
  guint          index;
  const HjHeads *heads;
} Data;

gboolean
hj_data_is_total (const HjRow *row)
{
  guint seen = 0;

  for (guint column = 0; column < row->n && seen < 2; column = hj_row_next (row, column))
    {
      const char *text = row->places[column].text;
      g_autofree char *normal = NULL;

      if (*text == '\0' || row->places[column].above)
        continue;
      seen++;
      if (strstr (text, "计") == NULL)
        continue;
      normal = hj_normalise_heading (text);
      if (hj_is_total (normal))
        return TRUE;
    }

  return FALSE;
}

/* The scheme's material that this text names. */
static const char *
find_material (const HjScheme *scheme,
               const char     *text)
{
  g_autofree char *normal = hj_normalise_heading (text);
  g_autofree char *bare = hj_strip_number (normal);
  const char *part = NULL;
  guint n_parts = 0;

  for (guint i = 0; i < scheme->materials->len && *bare != '\0'; i++)
    {
      const HjMaterial *material = scheme->materials->pdata[i];
      g_autofree char *own = hj_normalise_heading (material->text);
      g_autofree char *own_bare = hj_strip_number (own);

      if (strcmp (own_bare, bare) == 0 || strcmp (material->id, text) == 0)
        return material->id;
      /* 申报表 is 《…申报表》（附件3）, unless another has the word too. */
      if (g_utf8_strlen (bare, -1) >= 2 && strstr (own_bare, bare) != NULL)
        {
          part = material->id;
          n_parts++;
        }
    }

  return n_parts == 1 ? part : NULL;
}

static GPtrArray *
new_troubles (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
}

/* What the row of one group of columns says. @material: (out): the cell that names one */
static HjRecord *
read_group (const Data  *data,
            guint        group,
            GPtrArray   *troubles,
            const char **material)
{
  const HjHeads *heads = data->heads;
  HjRecord *record = hj_record_new (heads->table->kind, NULL);

  for (guint column = 0; column < MIN (heads->n, data->row->n); column++)
    {
      const HjPlace *place = &data->row->places[column];
      const HjLabel *label = heads->labels[column];
      const HjWhere where = { data->grid, data->index, column, NULL };

      if (label == NULL || heads->groups[column] != group || *place->text == '\0' || place->left)
        continue;
      if (label->field == NULL)
        {
          *material = place->text;
          continue;
        }
      if (label->level != NULL)
        {
          hj_recognise_level (data->work->scheme, record, label, place->text);
          continue;
        }
      if (label->range)
        {
          hj_recognise_range (data->work->scheme, record, label, place->text, place->sort, &where, troubles);
          continue;
        }
      hj_recognise_value (data->work->scheme, record, label->field, label->words, place->text, place->sort, &where,
                          troubles);
    }

  return record;
}

static HjRecord *
with_id (HjRecord   *record,
         const char *id)
{
  HjRecord *named = hj_record_new (record->kind, id);
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    hj_record_set (named, table->fields[i].id, record->values[i]);
  hj_record_unref (record);

  return named;
}

/* Takes both. What a page says of its occupation, and what an applicant's row says, are gathered. */
static void
gather (HjWork     *work,
        HjRecord   *record,
        GPtrArray  *troubles,
        const char *place)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  HjRecord *to = record->kind == HJ_RECORD_APPLICANT ? work->applicant : hj_page_for (work, record, place)->record;
  GPtrArray *list = record->kind == HJ_RECORD_APPLICANT ? work->troubles : work->page->troubles;

  for (guint i = 0; i < table->n_fields; i++)
    if (*record->values[i] != '\0')
      hj_record_set (to, table->fields[i].id, record->values[i]);
  while (troubles->len > 0)
    g_ptr_array_add (list, g_ptr_array_steal_index (troubles, 0));
  if (record->kind == HJ_RECORD_APPLICANT && work->place == NULL)
    work->place = g_strdup (place);
  hj_record_unref (record);
  g_ptr_array_unref (troubles);
}

/* Takes both. */
static void
offer (const Data *data,
       HjRecord   *record,
       GPtrArray  *troubles,
       const char *place)
{
  HjWork *work = data->work;
  const HjRecordTable *table = hj_record_table (record->kind);

  if (record->kind == HJ_RECORD_APPLICANT ||
      (record->kind == HJ_RECORD_OCCUPATION && work->page != NULL && *hj_record_get (record, "name") == '\0' &&
       *hj_record_get (record, "code") == '\0'))
    {
      gather (work, record, troubles, place);
      return;
    }
  hj_recognise_with (record, data->heads->with);
  if (work->page != NULL && hj_record_table_index (table, "occupation") >= 0 &&
      (record->kind == HJ_RECORD_EQUIPMENT || record->kind == HJ_RECORD_SITE) &&
      *hj_record_get (record, "occupation") == '\0')
    hj_record_set (record, "occupation", work->page->occupation);
  hj_import_plan_offer (work->plan, record, place, troubles);
}

static void
read_material_row (const Data *data,
                   HjRecord   *record,
                   GPtrArray  *troubles,
                   const char *text,
                   const char *place)
{
  const char *id = text != NULL ? find_material (data->work->scheme, text) : NULL;

  if (id != NULL)
    {
      hj_import_plan_offer (data->work->plan, with_id (record, id), place, troubles);
      return;
    }
  if (text != NULL)
    {
      g_autofree char *note = g_strdup_printf (_("%s: “%s” is no material of this scheme; the row was left out."), place, text);

      hj_import_plan_note (data->work->plan, note);
    }
  hj_record_unref (record);
  g_ptr_array_unref (troubles);
}

/* A cell with a list in it: 1.考务管理办法 2.… each on a line of its own. */
static void
read_list (const Data *data,
           const char *text,
           guint       column)
{
  const HjLabel *label = data->heads->labels[column];
  g_autofree char *even = g_strdelimit (g_strdup (text), "\r\v\f", '\n');
  g_auto (GStrv) halves = g_strsplit (even, "；", -1);
  g_autofree char *joined = g_strjoinv ("\n", halves);
  g_auto (GStrv) lines = g_strsplit (joined, "\n", -1);
  g_autofree char *place = hj_grid_dup_place (data->grid, data->index, column);
  const HjWhere where = { data->grid, data->index, column, NULL };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *bare = hj_strip_number (g_strstrip (lines[i]));
      HjRecord *record;
      GPtrArray *troubles;

      g_strstrip (bare);
      /* 填报目录，内容另附。 is what the form says, not what is filled in. */
      if (*bare == '\0' || strstr (bare, "另附") != NULL || hj_is_remark (bare))
        continue;
      record = hj_record_new (data->heads->table->kind, NULL);
      troubles = new_troubles ();
      hj_recognise_value (data->work->scheme, record, label->field, label->words, bare, HJ_CELL_TEXT, &where, troubles);
      offer (data, record, troubles, place);
    }
}

static guint
first_column (const HjHeads *heads,
              guint          group)
{
  for (guint column = 0; column < heads->n; column++)
    if (heads->labels[column] != NULL && heads->groups[column] == group)
      return column;

  return 0;
}

/**
 * hj_data_read:
 *
 * Offers what a row under @heads says; what belongs to the applicant or to an occupation's page is gathered.
 */
void
hj_data_read (HjWork        *work,
              const HjGrid  *grid,
              const HjRow   *row,
              guint          index,
              const HjHeads *heads)
{
  const Data all = { .work = work, .grid = grid, .row = row, .index = index, .heads = heads };
  const Data *data = &all;

  for (guint group = 0; group < data->heads->n_groups; group++)
    {
      guint column = first_column (data->heads, group);
      g_autofree char *place = NULL;
      g_autoptr (GPtrArray) troubles = NULL;
      const char *material = NULL;
      HjRecord *record;

      if (data->heads->list)
        {
          if (!data->row->places[column].above)
            read_list (data, data->row->places[column].text, column);
          continue;
        }
      troubles = new_troubles ();
      record = read_group (data, group, troubles, &material);
      if (hj_record_is_empty (record) && troubles->len == 0)
        {
          hj_record_unref (record);
          continue;
        }
      place = hj_grid_dup_place (data->grid, data->index, column);
      if (record->kind == HJ_RECORD_MATERIAL)
        read_material_row (data, record, g_steal_pointer (&troubles), material, place);
      else
        offer (data, record, g_steal_pointer (&troubles), place);
    }
}
