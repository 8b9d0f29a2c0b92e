/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-exchange-private.h"

/* An office document has some tens of parts; one with a picture a person, some thousands. What is far beyond
 * is no application. A sheet of repeated rows packs to a fiftieth: only what is both large and packed far
 * tighter than that is taken for a bomb. */
#define MAX_ENTRIES   4096
#define MAX_ENTRY     ((gint64) 192 * 1024 * 1024)
#define MAX_TOTAL     ((gint64) 320 * 1024 * 1024)
#define MAX_RATIO     200
#define RATIO_FROM    ((gint64) 8 * 1024 * 1024)
#define MAX_NAME      512
#define READ_BLOCK    (64 * 1024)

struct _HjZip {
  GBytes     *bytes;
  char       *name;
  GHashTable *sizes;   /* entry to the size that it declares, gint64 */
  GPtrArray  *entries; /* char*, in the archive's order */
};

typedef struct archive       Archive;
typedef struct archive_entry ArchiveEntry;

static void
free_reader (Archive *reader)
{
  archive_read_free (reader);
}

static void
free_writer (Archive *writer)
{
  archive_write_free (writer);
}

typedef Archive ArchiveReader;
typedef Archive ArchiveWriter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveReader, free_reader)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveWriter, free_writer)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArchiveEntry, archive_entry_free)

static void
set_corrupt (GError     **error,
             const char  *name)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT,
               _("“%s” is damaged or was not copied completely. Nothing was taken from it; save or copy it again."),
               name);
}

static void
set_too_large (GError     **error,
               const char  *name)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
               _("“%s” unpacks to more than an application can hold. Nothing was taken from it; "
                 "remove pictures and what does not belong to the forms, and save it again."),
               name);
}

/* Only a ZIP archive with its directory at the end is read: what office programs write. */
static Archive *
open_reader (HjZip *zip)
{
  g_autoptr (ArchiveReader) reader = archive_read_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (zip->bytes, &size);

  archive_read_support_format_zip_seekable (reader);
  if (size == 0 || archive_read_open_memory (reader, data, size) != ARCHIVE_OK)
    return NULL;

  return g_steal_pointer (&reader);
}

/* Names are keys here and never paths on a disk. Some programs write them with backslashes or a leading slash.
 * NULL for a folder and for what is no name. */
static char *
dup_entry_name (ArchiveEntry *entry)
{
  const char *raw = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = NULL;

  if (raw == NULL)
    raw = archive_entry_pathname (entry);
  if (raw == NULL || strlen (raw) > MAX_NAME)
    return NULL;
  name = g_utf8_make_valid (raw, -1);
  g_strdelimit (name, "\\", '/');
  if (name[0] == '\0' || name[strlen (name) - 1] == '/')
    return NULL;

  return g_strdup (name + strspn (name, "/"));
}

static gboolean
note_entry (HjZip         *zip,
            ArchiveEntry  *entry,
            gint64        *total,
            GError       **error)
{
  g_autofree char *name = dup_entry_name (entry);
  gint64 size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : -1;

  if (name == NULL)
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("“%s” is protected with a password. Save it without one and import it again."),
                   zip->name);
      return FALSE;
    }
  /* No link, no device: a part that isn't a file would read as empty. */
  if (size < 0 || archive_entry_filetype (entry) != AE_IFREG || g_hash_table_contains (zip->sizes, name))
    {
      set_corrupt (error, zip->name);
      return FALSE;
    }
  *total += MIN (size, MAX_TOTAL);
  if (size > MAX_ENTRY || *total > MAX_TOTAL || zip->entries->len >= MAX_ENTRIES
      || (*total > RATIO_FROM && *total / MAX_RATIO > (gint64) g_bytes_get_size (zip->bytes)))
    {
      set_too_large (error, zip->name);
      return FALSE;
    }
  g_hash_table_insert (zip->sizes, name, g_memdup2 (&size, sizeof size));
  g_ptr_array_add (zip->entries, g_steal_pointer (&name));

  return TRUE;
}

static gboolean
read_directory (HjZip   *zip,
                GError **error)
{
  g_autoptr (ArchiveReader) reader = open_reader (zip);
  gint64 total = 0;
  guint folders = 0;
  ArchiveEntry *entry;
  int status = ARCHIVE_FATAL;

  while (reader != NULL && (status = archive_read_next_header (reader, &entry)) == ARCHIVE_OK)
    {
      if (!note_entry (zip, entry, &total, error))
        return FALSE;
      if (++folders > 2 * MAX_ENTRIES)
        {
          set_too_large (error, zip->name);
          return FALSE;
        }
    }
  if (status != ARCHIVE_EOF || zip->entries->len == 0)
    {
      set_corrupt (error, zip->name);
      return FALSE;
    }
  return TRUE;
}

/**
 * hj_zip_open:
 * @bytes: an archive from strangers
 * @name: the file's name, for what is told
 *
 * Reads the directory alone; nothing is unpacked yet. Refused are archives with too many entries, with entries
 * or a sum too large, packed too tightly, with a name twice, or encrypted.
 *
 * Returns: (transfer full) (nullable): the archive; CORRUPT, TOO_LARGE, INVALID
 */
HjZip *
hj_zip_open (GBytes      *bytes,
             const char  *name,
             GError     **error)
{
  g_autoptr (HjZip) zip = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  zip = g_new0 (HjZip, 1);
  zip->bytes = g_bytes_ref (bytes);
  zip->name = g_strdup (name);
  zip->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  zip->entries = g_ptr_array_new_with_free_func (g_free);

  return read_directory (zip, error) ? g_steal_pointer (&zip) : NULL;
}

/* Reads to the end of the entry's data and one byte further: whoever declared less than there is has lied. */
static GBytes *
unpack (HjZip    *zip,
        Archive  *reader,
        gint64    size,
        GError  **error)
{
  g_autofree guint8 *data = g_try_malloc (size + 1);
  gint64 done = 0;
  la_ssize_t got = 1;

  if (data == NULL)
    {
      set_too_large (error, zip->name);
      return NULL;
    }
  while (done <= size && (got = archive_read_data (reader, data + done, MIN (size + 1 - done, READ_BLOCK))) > 0)
    done += got;
  /* A warning of the checksum is an error too. */
  if (got != 0 || done != size || archive_errno (reader) != 0)
    {
      set_corrupt (error, zip->name);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/**
 * hj_zip_read:
 * @entry: a part's name without a leading slash; case counts
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL without an error where there is none; CORRUPT where
 *   it is cut, its checksum or its declared size is wrong
 */
GBytes *
hj_zip_read (HjZip       *zip,
             const char  *entry,
             GError     **error)
{
  g_autoptr (ArchiveReader) reader = NULL;
  const gint64 *size;
  ArchiveEntry *header;

  g_return_val_if_fail (zip != NULL && entry != NULL, NULL);

  size = g_hash_table_lookup (zip->sizes, entry);
  if (size == NULL)
    return NULL;

  reader = open_reader (zip);
  while (reader != NULL && archive_read_next_header (reader, &header) == ARCHIVE_OK)
    {
      g_autofree char *name = dup_entry_name (header);

      if (g_strcmp0 (name, entry) == 0)
        return unpack (zip, reader, *size, error);
    }
  set_corrupt (error, zip->name);

  return NULL;
}

/**
 * hj_zip_list:
 *
 * Returns: (transfer container) (element-type utf8): the entries' names, borrowed from the archive
 */
GPtrArray *
hj_zip_list (HjZip *zip)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (zip != NULL, NULL);

  list = g_ptr_array_new ();
  for (guint i = 0; i < zip->entries->len; i++)
    g_ptr_array_add (list, zip->entries->pdata[i]);

  return g_steal_pointer (&list);
}

void
hj_zip_free (HjZip *zip)
{
  g_hash_table_unref (zip->sizes);
  g_ptr_array_unref (zip->entries);
  g_bytes_unref (zip->bytes);
  g_free (zip->name);
  g_free (zip);
}

static la_ssize_t
append_cb (Archive    *writer,
           void       *user_data,
           const void *buffer,
           size_t      length)
{
  g_byte_array_append (user_data, buffer, length);

  return (la_ssize_t) length;
}

static gboolean
write_entry (Archive    *writer,
             const char *name,
             GBytes     *part)
{
  g_autoptr (ArchiveEntry) entry = archive_entry_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (part, &size);

  /* Without a time of its own an entry gets 1980-01-01, wherever and whenever it is written. */
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  if (archive_write_header (writer, entry) != ARCHIVE_OK)
    return FALSE;

  return size == 0 || archive_write_data (writer, data, size) == (la_ssize_t) size;
}

/**
 * hj_zip_write:
 * @names: (array length=n): ASCII
 *
 * Equal parts in equal order give equal bytes.
 */
GBytes *
hj_zip_write (const char * const  *names,
              GBytes * const      *parts,
              guint                n,
              GError             **error)
{
  g_autoptr (ArchiveWriter) writer = archive_write_new ();
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean written;

  g_return_val_if_fail (names != NULL && parts != NULL && n > 0, NULL);

  archive_write_set_format_zip (writer);
  archive_write_zip_set_compression_deflate (writer);
  archive_write_set_bytes_in_last_block (writer, 1);
  written = archive_write_open (writer, out, NULL, append_cb, NULL) == ARCHIVE_OK;
  for (guint i = 0; written && i < n; i++)
    written = write_entry (writer, names[i], parts[i]);
  written = written && archive_write_close (writer) == ARCHIVE_OK;
  if (!written)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_FAILED, _("The document could not be packed: %s."),
                   archive_error_string (writer) ?: "");
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
