/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-digest.h"
#include "hj-record.h"

/* What takes a moment that could be felt. */
#define MANY_ROWS 2000

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

void
hj_record_set_at (HjRecord   *record,
                  guint       index,
                  const char *value)
{
  g_return_if_fail (record != NULL && index < hj_record_table (record->kind)->n_fields);

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

/* Rows mostly come in their order already. */
static void
sort_rows (GPtrArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (compare_rows (&rows->pdata[i - 1], &rows->pdata[i]) > 0)
      {
        g_ptr_array_sort (rows, compare_rows);
        return;
      }
}

/* The ids are copied: the table of places outlives the rows it was made of. */
static GHashTable *
find_places (HjRecordKind  kind,
             GPtrArray    *rows)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HjRecord *record = rows->pdata[i];

      g_assert (record->kind == kind);
      g_hash_table_insert (places, g_strdup (record->id), GUINT_TO_POINTER (i + 1));
    }

  return places;
}

static HjRecords *
records_new (HjRecordKind  kind,
             GPtrArray    *rows,
             GHashTable   *places)
{
  HjRecords *records = g_new0 (HjRecords, 1);

  g_atomic_ref_count_init (&records->ref_count);
  records->kind = kind;
  records->rows = rows;
  records->places = places;

  return records;
}

HjRecords *
hj_records_new (HjRecordKind  kind,
                GPtrArray    *rows)
{
  if (rows == NULL)
    rows = g_ptr_array_new ();
  g_ptr_array_set_free_func (rows, (GDestroyNotify) hj_record_unref);
  sort_rows (rows);

  return records_new (kind, rows, find_places (kind, rows));
}

const HjRecord *
hj_records_find (const HjRecords *records,
                 const char      *id)
{
  guint place;

  g_return_val_if_fail (records != NULL && id != NULL, NULL);

  place = GPOINTER_TO_UINT (g_hash_table_lookup (records->places, id));

  return place != 0 ? records->rows->pdata[place - 1] : NULL;
}

static gpointer
copy_row (gconstpointer record,
          gpointer      data)
{
  return hj_record_ref ((HjRecord *) record);
}

/* Only values change: every row stays where it is. */
static gboolean
places_stay (const HjRecords *records,
             GPtrArray       *put,
             GPtrArray       *removed)
{
  if (removed != NULL && removed->len > 0)
    return FALSE;
  for (guint i = 0; i < put->len; i++)
    {
      const HjRecord *record = put->pdata[i];
      const HjRecord *before = hj_records_find (records, record->id);

      if (before == NULL || before->position != record->position)
        return FALSE;
    }

  return TRUE;
}

static HjRecords *
rearrange (const HjRecords *records,
           GPtrArray       *put,
           GPtrArray       *removed)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *rows = g_ptr_array_sized_new (records->rows->len + put->len);

  for (guint i = 0; removed != NULL && i < removed->len; i++)
    g_hash_table_add (gone, removed->pdata[i]);
  for (guint i = 0; i < put->len; i++)
    g_hash_table_add (gone, ((HjRecord *) put->pdata[i])->id);
  for (guint i = 0; i < records->rows->len; i++)
    {
      HjRecord *record = records->rows->pdata[i];

      if (!g_hash_table_contains (gone, record->id))
        g_ptr_array_add (rows, hj_record_ref (record));
    }
  for (guint i = 0; i < put->len; i++)
    g_ptr_array_add (rows, hj_record_ref (put->pdata[i]));

  return hj_records_new (records->kind, rows);
}

HjRecords *
hj_records_change (const HjRecords *records,
                   GPtrArray       *put,
                   GPtrArray       *removed)
{
  GPtrArray *rows;

  g_return_val_if_fail (records != NULL && put != NULL, NULL);

  if (!places_stay (records, put, removed))
    return rearrange (records, put, removed);

  rows = g_ptr_array_copy (records->rows, copy_row, NULL);
  for (guint i = 0; i < put->len; i++)
    {
      HjRecord *record = put->pdata[i];
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (records->places, record->id)) - 1;

      hj_record_unref (rows->pdata[place]);
      rows->pdata[place] = hj_record_ref (record);
    }

  return records_new (records->kind, rows, g_hash_table_ref (records->places));
}

HjRecords *
hj_records_ref (HjRecords *records)
{
  g_return_val_if_fail (records != NULL, NULL);

  g_atomic_ref_count_inc (&records->ref_count);

  return records;
}

static void
records_free (HjRecords *records)
{
  g_hash_table_unref (records->places);
  g_ptr_array_unref (records->rows);
  g_free (records);
}

static void
reap (gpointer data,
      gpointer user_data)
{
  records_free (data);
}

/* The last to let go of a snapshot is mostly the window, which must not stop
 * for each of a hundred thousand rows: a thread does it. */
static void
records_free_aside (HjRecords *records)
{
  static GThreadPool *reaper;

  if (g_once_init_enter (&reaper))
    g_once_init_leave (&reaper, g_thread_pool_new (reap, NULL, 1, FALSE, NULL));
  g_thread_pool_push (reaper, records, NULL);
}

void
hj_records_unref (HjRecords *records)
{
  g_return_if_fail (records != NULL);

  if (!g_atomic_ref_count_dec (&records->ref_count))
    return;
  if (records->rows->len > MANY_ROWS)
    records_free_aside (records);
  else
    records_free (records);
}
