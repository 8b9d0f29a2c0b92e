/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-raw-zip.h"

static guint32
checksum (const guint8 *data,
          gsize         length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return ~crc;
}

static void
put (GByteArray *out,
     guint64     value,
     guint       bytes)
{
  for (guint i = 0; i < bytes; i++)
    {
      guint8 byte = (guint8) (i < sizeof value ? value >> (8 * i) : 0);

      g_byte_array_append (out, &byte, 1);
    }
}

/* What the header before the data and the one in the directory have in common. */
static void
put_common (GByteArray       *out,
            const HjRawEntry *entry,
            gsize             length,
            guint32           crc)
{
  put (out, 20, 2);
  put (out, entry->encrypted ? 1 : 0, 2);
  put (out, 0, 2);
  put (out, 0x00210000, 4);
  put (out, entry->wrong_checksum ? crc ^ 1 : crc, 4);
  put (out, length, 4);
  put (out, entry->declared ? (guint64) entry->declared : length, 4);
  put (out, strlen (entry->name), 2);
  put (out, 0, 2);
}

GBytes *
hj_raw_zip (const HjRawEntry *entries,
            guint             n)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint32 start;

  for (guint i = 0; i < n; i++)
    {
      const HjRawEntry *entry = &entries[i];
      gsize length = entry->length < 0 ? strlen (entry->data) : (gsize) entry->length;
      guint32 crc = checksum ((const guint8 *) entry->data, length);

      put (directory, 0x02014b50, 4);
      put (directory, 20, 2);
      put_common (directory, entry, length, crc);
      put (directory, 0, 2 + 2 + 2 + 4);
      put (directory, out->len, 4);
      g_byte_array_append (directory, (const guint8 *) entry->name, (guint) strlen (entry->name));

      put (out, 0x04034b50, 4);
      put_common (out, entry, length, crc);
      g_byte_array_append (out, (const guint8 *) entry->name, (guint) strlen (entry->name));
      g_byte_array_append (out, (const guint8 *) entry->data, (guint) length);
    }
  start = out->len;
  g_byte_array_append (out, directory->data, directory->len);
  put (out, 0x06054b50, 4);
  put (out, 0, 4);
  put (out, n, 2);
  put (out, n, 2);
  put (out, directory->len, 4);
  put (out, start, 4);
  put (out, 0, 2);

  return g_byte_array_free_to_bytes (out);
}
