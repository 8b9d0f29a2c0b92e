/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-digest.h"
#include "hj-record.h"

/* Most values of most rows are unknown: they share this one. */
static char unknown[] = "";

static void
free_value (char *value)
{
  if (value != unknown)
    g_free (value);
}

static void
take_value (char       **place,
            const char  *value)
{
  char *taken = value == NULL || *value == '\0' ? unknown : g_strdup (value);

  free_value (*place);
  *place = taken;
}

HjRecord *
hj_record_new (HjRecordKind  kind,
               const char   *id)
{
  const HjRecordTable *table = hj_record_table (kind);
  HjRecord *record = g_new0 (HjRecord, 1);

  g_atomic_ref_count_init (&record->ref_count);
  record->kind = kind;
  record->id = id != NULL ? g_strdup (id) : hj_id_new ();
  record->values = g_new (char *, table->n_fields);
  for (guint i = 0; i < table->n_fields; i++)
    record->values[i] = unknown;

  return record;
}

HjRecord *
hj_record_copy (const HjRecord *record)
{
  HjRecord *copy;

  g_return_val_if_fail (record != NULL, NULL);

  copy = hj_record_new (record->kind, record->id);
  copy->position = record->position;
  for (guint i = 0; i < hj_record_table (record->kind)->n_fields; i++)
    take_value (&copy->values[i], record->values[i]);

  return copy;
}

HjRecord *
hj_record_ref (HjRecord *record)
{
  g_return_val_if_fail (record != NULL, NULL);

  g_atomic_ref_count_inc (&record->ref_count);

  return record;
}

void
hj_record_unref (HjRecord *record)
{
  g_return_if_fail (record != NULL);

  if (!g_atomic_ref_count_dec (&record->ref_count))
    return;

  for (guint i = 0; i < hj_record_table (record->kind)->n_fields; i++)
    free_value (record->values[i]);
  g_free (record->values);
  g_free (record->id);
  g_free (record);
}

const char *
hj_record_get (const HjRecord *record,
               const char     *field)
{
  int index;

  g_return_val_if_fail (record != NULL && field != NULL, "");

  index = hj_record_table_index (hj_record_table (record->kind), field);
  g_return_val_if_fail (index >= 0, "");

  return record->values[index];
}

void
hj_record_set (HjRecord   *record,
               const char *field,
               const char *value)
{
  int index;

  g_return_if_fail (record != NULL && field != NULL);

  index = hj_record_table_index (hj_record_table (record->kind), field);
  g_return_if_fail (index >= 0);

  take_value (&record->values[index], value);
}

gboolean
hj_record_equal (const HjRecord *a,
                 const HjRecord *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->kind != b->kind || a->position != b->position || g_strcmp0 (a->id, b->id) != 0)
    return FALSE;

  for (guint i = 0; i < hj_record_table (a->kind)->n_fields; i++)
    if (g_strcmp0 (a->values[i], b->values[i]) != 0)
      return FALSE;

  return TRUE;
}

gboolean
hj_record_is_empty (const HjRecord *record)
{
  g_return_val_if_fail (record != NULL, TRUE);

  for (guint i = 0; i < hj_record_table (record->kind)->n_fields; i++)
    if (*record->values[i] != '\0')
      return FALSE;

  return TRUE;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const HjRecord *first = *(const HjRecord * const *) a;
  const HjRecord *second = *(const HjRecord * const *) b;

  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;

  return g_strcmp0 (first->id, second->id);
}

HjRecords *
hj_records_new (HjRecordKind  kind,
                GPtrArray    *rows)
{
  HjRecords *records = g_new0 (HjRecords, 1);

  g_atomic_ref_count_init (&records->ref_count);
  records->kind = kind;
  records->rows = rows != NULL ? rows : g_ptr_array_new ();
  g_ptr_array_set_free_func (records->rows, (GDestroyNotify) hj_record_unref);
  g_ptr_array_sort (records->rows, compare_rows);
  records->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->rows->len; i++)
    {
      HjRecord *record = records->rows->pdata[i];

      g_assert (record->kind == kind);
      g_hash_table_insert (records->by_id, record->id, record);
    }

  return records;
}

HjRecords *
hj_records_ref (HjRecords *records)
{
  g_return_val_if_fail (records != NULL, NULL);

  g_atomic_ref_count_inc (&records->ref_count);

  return records;
}

void
hj_records_unref (HjRecords *records)
{
  g_return_if_fail (records != NULL);

  if (!g_atomic_ref_count_dec (&records->ref_count))
    return;

  g_hash_table_unref (records->by_id);
  g_ptr_array_unref (records->rows);
  g_free (records);
}

const HjRecord *
hj_records_find (const HjRecords *records,
                 const char      *id)
{
  g_return_val_if_fail (records != NULL && id != NULL, NULL);

  return g_hash_table_lookup (records->by_id, id);
}
