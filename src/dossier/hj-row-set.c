/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier"

#include "config.h"

#include <string.h>

#include "hj-store-private.h"

/* The digest of a table that changes by a row at a time: the rows' digests in
 * their own order, in 256 buckets by their first byte. A row more or less costs
 * its bucket and the list of buckets, whatever the size of the table. */

#define N_BUCKETS   256
#define DIGEST_SIZE 32

struct _HjRowSet {
  GByteArray *buckets[N_BUCKETS];  /* digests, ascending; NULL for none */
  guint8      digests[N_BUCKETS][DIGEST_SIZE];
  gboolean    dirty[N_BUCKETS];
  guint8      whole[DIGEST_SIZE];  /* of all buckets, unless changed; 32 zeroes of none */
  gboolean    changed;
  guint       n_rows;
  GChecksum  *checksum;
};

HjRowSet *
hj_row_set_new (void)
{
  HjRowSet *set = g_new0 (HjRowSet, 1);

  set->checksum = g_checksum_new (G_CHECKSUM_SHA256);

  return set;
}

void
hj_row_set_free (HjRowSet *set)
{
  for (guint i = 0; i < N_BUCKETS; i++)
    g_clear_pointer (&set->buckets[i], g_byte_array_unref);
  g_checksum_free (set->checksum);
  g_free (set);
}

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  char head[24];
  gsize length = strlen (text);

  g_snprintf (head, sizeof head, "%" G_GSIZE_FORMAT ":", length);
  g_checksum_update (checksum, (const guchar *) head, -1);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

static void
finish (GChecksum *checksum,
        guint8    *digest)
{
  gsize size = DIGEST_SIZE;

  g_checksum_get_digest (checksum, digest, &size);
  g_checksum_reset (checksum);
}

/* Unknown values are left out: a field that a later version adds changes the
 * digest of no row that doesn't use it. */
static void
digest_record (HjRowSet       *set,
               const HjRecord *record,
               guint8         *digest)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  char position[24];

  g_snprintf (position, sizeof position, "%" G_GINT64_FORMAT, record->position);
  hash_text (set->checksum, table->id);
  hash_text (set->checksum, record->id);
  hash_text (set->checksum, position);
  for (guint i = 0; i < table->n_fields; i++)
    if (*record->values[i] != '\0')
      {
        hash_text (set->checksum, table->fields[i].id);
        hash_text (set->checksum, record->values[i]);
      }
  finish (set->checksum, digest);
}

/* Where @digest stands in its bucket, or would stand. */
static guint
find_place (const GByteArray *bucket,
            const guint8     *digest,
            gboolean         *found)
{
  guint low = 0, high = bucket->len / DIGEST_SIZE;

  *found = FALSE;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = memcmp (bucket->data + middle * DIGEST_SIZE, digest, DIGEST_SIZE);

      if (order == 0)
        {
          *found = TRUE;
          return middle;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
hj_row_set_add (HjRowSet       *set,
                const HjRecord *record)
{
  guint8 digest[DIGEST_SIZE];
  GByteArray *bucket;
  gboolean found;
  guint place, length;

  digest_record (set, record, digest);
  if (set->buckets[digest[0]] == NULL)
    set->buckets[digest[0]] = g_byte_array_new ();
  bucket = set->buckets[digest[0]];
  length = bucket->len;
  place = find_place (bucket, digest, &found);
  g_byte_array_set_size (bucket, length + DIGEST_SIZE);
  memmove (bucket->data + (place + 1) * DIGEST_SIZE, bucket->data + place * DIGEST_SIZE, length - place * DIGEST_SIZE);
  memcpy (bucket->data + place * DIGEST_SIZE, digest, DIGEST_SIZE);
  set->dirty[digest[0]] = set->changed = TRUE;
  set->n_rows++;
}

void
hj_row_set_remove (HjRowSet       *set,
                   const HjRecord *record)
{
  guint8 digest[DIGEST_SIZE];
  GByteArray *bucket;
  gboolean found = FALSE;
  guint place = 0;

  digest_record (set, record, digest);
  bucket = set->buckets[digest[0]];
  if (bucket != NULL)
    place = find_place (bucket, digest, &found);
  g_return_if_fail (found);
  g_byte_array_remove_range (bucket, place * DIGEST_SIZE, DIGEST_SIZE);
  set->dirty[digest[0]] = set->changed = TRUE;
  set->n_rows--;
}

static void
digest_buckets (HjRowSet *set)
{
  for (guint i = 0; i < N_BUCKETS; i++)
    {
      if (!set->dirty[i])
        continue;
      set->dirty[i] = FALSE;
      if (set->buckets[i]->len == 0)
        {
          memset (set->digests[i], 0, DIGEST_SIZE);
          continue;
        }
      g_checksum_update (set->checksum, set->buckets[i]->data, set->buckets[i]->len);
      finish (set->checksum, set->digests[i]);
    }
}

/**
 * hj_row_set_digest:
 *
 * SHA-256 over the 256 digests of the buckets, each SHA-256 over its rows'
 * digests in ascending order, or 32 zeroes where it has none; of a table
 * without rows 32 zeroes. Added to @checksum.
 */
void
hj_row_set_digest (HjRowSet  *set,
                   GChecksum *checksum)
{
  if (set->changed)
    {
      set->changed = FALSE;
      digest_buckets (set);
      g_checksum_update (set->checksum, &set->digests[0][0], sizeof set->digests);
      finish (set->checksum, set->whole);
      if (set->n_rows == 0)
        memset (set->whole, 0, sizeof set->whole);
    }
  g_checksum_update (checksum, set->whole, sizeof set->whole);
}
