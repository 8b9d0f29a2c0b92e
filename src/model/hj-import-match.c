/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-import-private.h"

/* Rows that share a key are few where a key is any good. Where it isn't (a thousand devices called 电脑),
 * so many of each sort are looked at, so that reading a file stays linear. */
#define MAX_LOOKED_AT 64
#define MAX_ALTERNATIVES 4
#define MAX_KEY_FIELDS 6

/* "name+duty": the fields of one alternative of a table's key. */
typedef struct {
  guint fields[MAX_KEY_FIELDS];
  guint n_fields;
} Alternative;

/* The rows with one key. */
typedef struct {
  GPtrArray *free;   /* HjImportSlot: of the dossier; those before `first` are taken, others may be */
  guint      first;
  GPtrArray *taken;  /* HjImportSlot, in the order in which the file told of them */
} Bucket;

struct _HjImportIndex {
  const HjRecordTable *table;
  GPtrArray   *slots;    /* HjImportSlot, owned */
  GHashTable  *by_id;    /* borrowed id to slot, of the dossier's rows */
  Alternative  alternatives[MAX_ALTERNATIVES];
  guint        n_alternatives;
  GHashTable  *by_key;   /* "0\x1fkey" to Bucket; the digit is the alternative */
  GHashTable  *by_all;   /* all values to Bucket */
};

static void
free_slot (HjImportSlot *slot)
{
  g_clear_pointer (&slot->offered, hj_record_unref);
  g_free (slot);
}

static Bucket *
bucket_new (void)
{
  Bucket *bucket = g_new0 (Bucket, 1);

  bucket->free = g_ptr_array_new ();
  bucket->taken = g_ptr_array_new ();
  return bucket;
}

static void
free_bucket (Bucket *bucket)
{
  g_ptr_array_unref (bucket->free);
  g_ptr_array_unref (bucket->taken);
  g_free (bucket);
}

static void
put (GHashTable   *buckets,
     const char   *key,
     HjImportSlot *slot)
{
  Bucket *bucket = g_hash_table_lookup (buckets, key);

  if (bucket == NULL)
    {
      bucket = bucket_new ();
      g_hash_table_insert (buckets, g_strdup (key), bucket);
    }
  g_ptr_array_add (slot->row == NULL ? bucket->free : bucket->taken, slot);
}

/* ASCII and the common ideographs, of which nearly all values consist, fold into themselves but for capitals and
 * spaces. NULL for what needs the whole work. */
static char *
fold_plain (const char *value)
{
  GString *out = g_string_sized_new (strlen (value) + 1);

  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = (guchar) *at < 0x80 ? (guchar) *at : g_utf8_get_char (at);

      if (character < 0x80)
        {
          if (!g_ascii_isspace ((char) character))
            g_string_append_c (out, g_ascii_tolower ((char) character));
        }
      else if (character >= 0x4e00 && character <= 0x9fff)
        g_string_append_len (out, at, 3);
      else
        {
          g_string_free (out, TRUE);
          return NULL;
        }
    }
  return g_string_free (out, FALSE);
}

/* Full-width forms, capitals and spaces don't make two names of one: 张　三 is 张三. */
static char *
fold (const char *value)
{
  char *plain = fold_plain (value);
  g_autofree char *normal = plain == NULL ? g_utf8_normalize (value, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  g_autofree char *folded = NULL;
  GString *out;

  if (plain != NULL)
    return plain;
  folded = g_utf8_casefold (normal != NULL ? normal : value, -1);
  out = g_string_sized_new (strlen (folded));
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_len (out, at, g_utf8_next_char (at) - at);
  return g_string_free (out, FALSE);
}

static gboolean
same_value (const char *a,
            const char *b)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;
  first = fold (a);
  second = fold (b);
  return strcmp (first, second) == 0;
}

/* NULL where the field that leads the alternative is unknown. */
static char *
dup_key (const HjImportIndex *index,
         guint                n,
         const HjRecord      *record)
{
  const Alternative *alternative = &index->alternatives[n];
  GString *key;

  if (alternative->n_fields == 0 || *record->values[alternative->fields[0]] == '\0')
    return NULL;

  key = g_string_new (NULL);
  g_string_append_printf (key, "%u", n);
  for (guint i = 0; i < alternative->n_fields; i++)
    {
      g_autofree char *folded = fold (record->values[alternative->fields[i]]);

      g_string_append_c (key, '\x1f');
      g_string_append (key, folded);
    }
  return g_string_free (key, FALSE);
}

static char *
dup_all (const HjImportIndex *index,
         const HjRecord      *record)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < index->table->n_fields; i++)
    {
      g_string_append (all, record->values[i]);
      g_string_append_c (all, '\x1f');
    }
  return g_string_free (all, FALSE);
}

static void
read_alternatives (HjImportIndex *index)
{
  g_auto (GStrv) alternatives = g_strsplit (index->table->key, "|", -1);

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (alternatives[i], "+", -1);
      Alternative *alternative = &index->alternatives[index->n_alternatives++];

      g_assert (index->n_alternatives <= MAX_ALTERNATIVES);
      for (guint j = 0; fields[j] != NULL; j++)
        {
          int field = hj_record_table_index (index->table, fields[j]);

          g_assert (field >= 0 && alternative->n_fields < MAX_KEY_FIELDS);
          alternative->fields[alternative->n_fields++] = (guint) field;
        }
    }
}

/**
 * hj_import_index_new:
 * @records: the dossier's rows, which must outlive the index
 */
HjImportIndex *
hj_import_index_new (const HjRecords *records)
{
  HjImportIndex *index = g_new0 (HjImportIndex, 1);

  index->table = hj_record_table (records->kind);
  index->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) free_slot);
  index->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  index->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_bucket);
  index->by_all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_bucket);
  if (*index->table->key != '\0')
    read_alternatives (index);
  for (guint i = 0; i < records->rows->len; i++)
    {
      HjImportSlot *slot = hj_import_index_add (index);

      slot->before = g_ptr_array_index (records->rows, i);
      g_hash_table_insert (index->by_id, slot->before->id, slot);
      hj_import_index_learn (index, slot, slot->before);
    }
  return index;
}

void
hj_import_index_free (HjImportIndex *index)
{
  g_hash_table_unref (index->by_id);
  g_hash_table_unref (index->by_key);
  g_hash_table_unref (index->by_all);
  g_ptr_array_unref (index->slots);
  g_free (index);
}

HjImportSlot *
hj_import_index_add (HjImportIndex *index)
{
  HjImportSlot *slot = g_new0 (HjImportSlot, 1);

  g_ptr_array_add (index->slots, slot);
  return slot;
}

/**
 * hj_import_index_learn:
 * @record: what is known of the row of @slot; it is found by these values from now on
 */
void
hj_import_index_learn (HjImportIndex  *index,
                       HjImportSlot   *slot,
                       const HjRecord *record)
{
  g_autofree char *all = dup_all (index, record);

  for (guint i = 0; i < index->n_alternatives; i++)
    {
      g_autofree char *key = dup_key (index, i, record);

      if (key != NULL)
        put (index->by_key, key, slot);
    }
  put (index->by_all, all, slot);
}

gboolean
hj_import_is_own_form (const HjRecord *record)
{
  return record->position != 0;
}

/* Values that both know and that differ. */
static guint
count_conflicts (const HjRecordTable *table,
                 const HjRecord      *a,
                 const HjRecord      *b)
{
  guint n = 0;

  for (guint i = 0; i < table->n_fields; i++)
    if (*a->values[i] != '\0' && *b->values[i] != '\0' && !same_value (a->values[i], b->values[i]))
      n++;
  return n;
}

/* Two people may share a name: a number of their own that differs tells them apart, whatever weaker key they share. */
static gboolean
told_apart (const HjImportIndex *index,
            guint                alternative,
            const HjRecord      *a,
            const HjRecord      *b)
{
  for (guint i = 0; i < alternative; i++)
    {
      guint field = index->alternatives[i].fields[0];

      if (index->alternatives[i].n_fields == 1 && *a->values[field] != '\0' && *b->values[field] != '\0' &&
          !same_value (a->values[field], b->values[field]))
        return TRUE;
    }
  return FALSE;
}

/* Rooms and devices of one description are several things; a shared room that is listed once for each occupation is one. */
static gboolean
is_shared_room (const HjImportIndex *index,
                const HjRecord      *a,
                const HjRecord      *b)
{
  int occupation = hj_record_table_index (index->table, "occupation");

  for (guint i = 0; i < index->table->n_fields; i++)
    if (same_value (a->values[i], b->values[i]) == (i == (guint) occupation))
      return FALSE;
  return *a->values[occupation] != '\0' && *b->values[occupation] != '\0';
}

/* Whether two rows of one file say different things of one thing, rather than tell of two. */
static gboolean
may_unite (const HjImportIndex *index,
           guint                alternative,
           const HjRecord      *a,
           const HjRecord      *b)
{
  const HjRecordTable *table = index->table;

  switch ((int) table->kind)
    {
    case HJ_RECORD_EQUIPMENT:
      return FALSE;
    case HJ_RECORD_SITE:
      return is_shared_room (index, a, b);
    case HJ_RECORD_OCCUPATION:
      {
        const char *code = hj_record_get (a, "code");
        const char *other = hj_record_get (b, "code");

        return *code == '\0' || *other == '\0' || same_value (code, other);
      }
    default:
      for (guint i = 0; i < table->n_fields; i++)
        if (*a->values[i] != '\0' && *b->values[i] != '\0' && !same_value (a->values[i], b->values[i]) &&
            (alternative > 0 || table->fields[i].kind != HJ_VALUE_OCCUPATION))
          return FALSE;
      return TRUE;
    }
}

/* The row of the dossier that fits best; *score counts the values that differ. */
static HjImportSlot *
find_free (HjImportIndex  *index,
           Bucket         *bucket,
           guint           alternative,
           const HjRecord *record,
           guint          *score)
{
  HjImportSlot *best = NULL;

  while (bucket->first < bucket->free->len &&
         ((HjImportSlot *) g_ptr_array_index (bucket->free, bucket->first))->row != NULL)
    bucket->first++;

  *score = G_MAXUINT;
  for (guint i = bucket->first; i < MIN (bucket->free->len, bucket->first + MAX_LOOKED_AT) && *score > 0; i++)
    {
      HjImportSlot *slot = g_ptr_array_index (bucket->free, i);
      guint conflicts;

      if (slot->row != NULL || told_apart (index, alternative, record, slot->before))
        continue;
      conflicts = count_conflicts (index->table, record, slot->before);
      if (conflicts < *score)
        {
          best = slot;
          *score = conflicts;
        }
    }
  return best;
}

/* One that an offer was taken for already, latest first: to unite with, or to be taken from an offer that fits worse. */
static HjImportSlot *
find_taken (HjImportIndex  *index,
            Bucket         *bucket,
            guint           alternative,
            const HjRecord *record,
            gboolean        steal)
{
  guint n = bucket->taken->len;

  for (guint i = n; i > (n > MAX_LOOKED_AT ? n - MAX_LOOKED_AT : 0); i--)
    {
      HjImportSlot *slot = g_ptr_array_index (bucket->taken, i - 1);

      if (hj_import_is_own_form (slot->offered) || told_apart (index, alternative, record, slot->offered))
        continue;
      if (!steal && may_unite (index, alternative, record, slot->offered))
        return slot;
      if (steal && slot->before != NULL &&
          count_conflicts (index->table, record, slot->before) == 0 &&
          count_conflicts (index->table, slot->offered, slot->before) > 0)
        return slot;
    }
  return NULL;
}

/* Whether @whole says all that @part says already. */
static gboolean
covers (const HjRecordTable *table,
        const HjRecord      *whole,
        const HjRecord      *part)
{
  for (guint i = 0; i < table->n_fields; i++)
    {
      HjValueKind kind = table->fields[i].kind;

      if (*part->values[i] == '\0' || strcmp (whole->values[i], part->values[i]) == 0)
        continue;
      if ((kind == HJ_VALUE_LEVELS && table->kind == HJ_RECORD_OCCUPATION) ||
          (kind == HJ_VALUE_OCCUPATION && table->kind != HJ_RECORD_EQUIPMENT))
        {
          const char *separator = kind == HJ_VALUE_LEVELS ? "," : "、";
          g_auto (GStrv) all = g_strsplit (whole->values[i], separator, -1);
          g_auto (GStrv) some = g_strsplit (part->values[i], separator, -1);

          for (guint j = 0; some[j] != NULL; j++)
            if (!g_strv_contains ((const char * const *) all, some[j]))
              return FALSE;
          continue;
        }
      return FALSE;
    }
  return TRUE;
}

/* A row that the file tells of in several parts is the whole of them in the dossier by now: each part is found in it
 * again, so that a file read twice changes nothing. */
static HjImportMatch
find_cover (HjImportIndex   *index,
            guint            alternative,
            const HjRecord  *record,
            gboolean         unite,
            HjImportSlot   **slot)
{
  g_autofree char *key = dup_key (index, alternative, record);
  Bucket *bucket = key != NULL ? g_hash_table_lookup (index->by_key, key) : NULL;
  HjRecordKind kind = index->table->kind;

  for (guint i = bucket != NULL ? bucket->first : 0; bucket != NULL && i < MIN (bucket->free->len, bucket->first + MAX_LOOKED_AT); i++)
    {
      *slot = g_ptr_array_index (bucket->free, i);
      if ((*slot)->row == NULL && covers (index->table, (*slot)->before, record))
        return HJ_MATCH_FREE;
    }
  if (bucket == NULL || !unite || kind == HJ_RECORD_EQUIPMENT)
    return HJ_MATCH_NONE;
  for (guint i = 0; i < MIN (bucket->taken->len, MAX_LOOKED_AT); i++)
    {
      *slot = g_ptr_array_index (bucket->taken, bucket->taken->len - 1 - i);
      if ((*slot)->before != NULL && covers (index->table, (*slot)->before, record) &&
          !hj_import_is_own_form ((*slot)->offered) &&
          (kind != HJ_RECORD_SITE || is_shared_room (index, record, (*slot)->offered)))
        return covers (index->table, (*slot)->before, (*slot)->offered) ? HJ_MATCH_UNITE : HJ_MATCH_STEAL;
    }
  return HJ_MATCH_NONE;
}

static HjImportMatch
find_by_key (HjImportIndex   *index,
             guint            alternative,
             const HjRecord  *record,
             gboolean         unite,
             HjImportSlot   **slot)
{
  g_autofree char *key = dup_key (index, alternative, record);
  Bucket *bucket = key != NULL ? g_hash_table_lookup (index->by_key, key) : NULL;
  HjImportSlot *best;
  guint score;

  if (bucket == NULL)
    return HJ_MATCH_NONE;

  best = find_free (index, bucket, alternative, record, &score);
  if (unite && score > 0)
    {
      *slot = find_taken (index, bucket, alternative, record, FALSE);
      if (*slot != NULL)
        return HJ_MATCH_UNITE;
      *slot = find_taken (index, bucket, alternative, record, TRUE);
      if (*slot != NULL)
        return HJ_MATCH_STEAL;
    }
  *slot = best;
  return best != NULL ? HJ_MATCH_FREE : HJ_MATCH_NONE;
}

static HjImportMatch
find_single (HjImportIndex   *index,
             HjImportSlot   **slot)
{
  if (index->slots->len == 0)
    return HJ_MATCH_NONE;
  *slot = g_ptr_array_index (index->slots, 0);
  return (*slot)->row == NULL ? HJ_MATCH_FREE : HJ_MATCH_UNITE;
}

/**
 * hj_import_index_find:
 * @slot: (out): the row, unless nothing matches
 *
 * By id; by all values being the same; as a part of what is known; then by the alternatives of the table's key, best first.
 */
HjImportMatch
hj_import_index_find (HjImportIndex   *index,
                      const HjRecord  *record,
                      gboolean         unite,
                      HjImportSlot   **slot)
{
  g_autofree char *all = NULL;
  Bucket *bucket;
  guint score;

  if (index->table->single)
    return find_single (index, slot);

  *slot = g_hash_table_lookup (index->by_id, record->id);
  if (*slot != NULL)
    {
      if ((*slot)->row == NULL)
        return HJ_MATCH_FREE;
      return strcmp ((*slot)->offered->id, record->id) == 0 ? HJ_MATCH_UNITE : HJ_MATCH_STEAL;
    }

  all = dup_all (index, record);
  bucket = g_hash_table_lookup (index->by_all, all);
  if (bucket != NULL)
    {
      *slot = find_free (index, bucket, 0, record, &score);
      if (*slot != NULL)
        return HJ_MATCH_FREE;
    }
  for (guint i = 0; i < index->n_alternatives; i++)
    {
      HjImportMatch match = find_cover (index, i, record, unite, slot);

      if (match != HJ_MATCH_NONE)
        return match;
    }
  for (guint i = 0; i < index->n_alternatives; i++)
    {
      HjImportMatch match = find_by_key (index, i, record, unite, slot);

      if (match != HJ_MATCH_NONE)
        return match;
    }
  return HJ_MATCH_NONE;
}
