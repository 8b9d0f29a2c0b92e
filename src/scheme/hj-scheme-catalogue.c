/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-private.h"

/* The head of a scheme file ends within its first bytes. */
#define HEAD_BYTES 16384
/* More files than any province has notices: what lies beyond is not looked at. */
#define MAX_FILES 200
/* So many problems of one file are told. */
#define MAX_PROBLEMS 5
#define SUFFIX ".hjs"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

static void
ignore_error (void       *data,
              HjXmlError  error)
{
}

static char *
reader_attribute (xmlTextReader *reader,
                  const char    *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy = g_strdup (value ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

static char *
reader_text (xmlTextReader *reader)
{
  xmlChar *value = xmlTextReaderReadString (reader);
  char *copy = g_strstrip (g_strdup (value ? (const char *) value : ""));

  xmlFree (value);
  return copy;
}

static gboolean
is_scheme_root (xmlTextReader *reader)
{
  return g_strcmp0 ((const char *) xmlTextReaderConstLocalName (reader), "scheme") == 0
         && g_strcmp0 ((const char *) xmlTextReaderConstNamespaceUri (reader), HJ_SCHEME_NAMESPACE) == 0;
}

/* Reads up to the end of the head; what follows may be cut off. */
static gboolean
read_head (xmlTextReader *reader,
           HjSchemeEntry *entry)
{
  while (xmlTextReaderRead (reader) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (reader);
      int depth = xmlTextReaderDepth (reader);

      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT && depth == 1)
        return *entry->id && *entry->title && *entry->short_title;
      if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT)
        continue;
      if (depth == 0 && !is_scheme_root (reader))
        return FALSE;
      if (depth == 0)
        {
          hj_xml_set (&entry->id, reader_attribute (reader, "id"));
          hj_xml_set (&entry->edition, reader_attribute (reader, "edition"));
        }
      else if (depth == 2 && g_str_equal (name, "title"))
        hj_xml_set (&entry->title, reader_text (reader));
      else if (depth == 2 && g_str_equal (name, "short-title"))
        hj_xml_set (&entry->short_title, reader_text (reader));
    }
  return FALSE;
}

/* (transfer full) (nullable): the first bytes, cut where a character ends */
static char *
read_beginning (const char *path,
                gsize      *length)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *text = g_malloc (HEAD_BYTES);
  const char *end;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, HEAD_BYTES, length, NULL, NULL))
    return NULL;
  if (!g_utf8_validate (text, (gssize) *length, &end) && *length == HEAD_BYTES && text + *length - end < 4)
    *length = (gsize) (end - text);
  return g_steal_pointer (&text);
}

static HjSchemeEntry *
read_entry (const char *path,
            gboolean    user)
{
  HjSchemeEntry *entry;
  gsize length = 0;
  g_autofree char *text = read_beginning (path, &length);
  g_autoptr (xmlTextReader) reader = NULL;
  HjSource source;
  gboolean bounded;

  if (text == NULL)
    return NULL;
  hj_scheme_xml_init ();
  hj_source_init (&source, path);
  bounded = hj_scheme_xml_scan (&source, text, length);
  hj_source_clear (&source);
  reader = bounded ? xmlReaderForMemory (text, (int) length, NULL, "UTF-8", XML_PARSE_NONET) : NULL;
  if (reader == NULL)
    return NULL;
  xmlTextReaderSetStructuredErrorHandler (reader, (xmlStructuredErrorFunc) ignore_error, NULL);
  entry = g_new0 (HjSchemeEntry, 1);
  *entry = (HjSchemeEntry) {
    .id = g_strdup (""),
    .edition = g_strdup (""),
    .short_title = g_strdup (""),
    .title = g_strdup (""),
    .path = g_strdup (path),
    .user = user,
  };
  if (!read_head (reader, entry))
    g_clear_pointer (&entry, hj_scheme_entry_free);
  return entry;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const HjSchemeEntry *const *one = a, *const *two = b;

  return strcmp ((*one)->id, (*two)->id);
}

/* The names of a folder's scheme files, sorted: the order of a folder is chance. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && names->len < MAX_FILES && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
put_entry (GPtrArray     *entries,
           HjSchemeEntry *entry)
{
  for (guint i = 0; i < entries->len; i++)
    {
      HjSchemeEntry *other = g_ptr_array_index (entries, i);

      if (!g_str_equal (other->id, entry->id))
        continue;
      /* The user's own edition stands before the program's; of two in one folder the first. */
      if (entry->user && !other->user)
        {
          hj_scheme_entry_free (other);
          entries->pdata[i] = entry;
        }
      else
        hj_scheme_entry_free (entry);
      return;
    }
  g_ptr_array_add (entries, entry);
}

static void
add_folder (GPtrArray  *entries,
            GPtrArray  *unreadable,
            const char *folder,
            gboolean    user)
{
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      HjSchemeEntry *entry = read_entry (path, user);

      if (entry != NULL)
        put_entry (entries, entry);
      else
        g_ptr_array_add (unreadable, g_filename_display_name (path));
    }
}

static GPtrArray *
catalogue (GPtrArray *unreadable)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_scheme_entry_free);
  g_autofree char *data = hj_scheme_dup_data_dir ();
  g_autofree char *own = g_build_filename (data, "schemes", NULL);
  g_autofree char *users = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);

  add_folder (entries, unreadable, own, FALSE);
  add_folder (entries, unreadable, users, TRUE);
  g_ptr_array_sort (entries, compare_ids);
  return entries;
}

/* `；` and `, ` read alike in a list of file names and ids. */
static char *
join (GPtrArray  *parts,
      const char *separator)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (separator, (char **) parts->pdata);
}

static void
set_not_found (const char  *id,
               GPtrArray   *entries,
               GPtrArray   *unreadable,
               GError     **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *known = NULL;
  g_autofree char *broken = NULL;

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (ids, ((HjSchemeEntry *) g_ptr_array_index (entries, i))->id);
  known = ids->len > 0 ? join (ids, ", ") : g_strdup (_("none"));
  if (unreadable->len == 0)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND, _("There is no scheme “%s”. There are: %s."), id, known);
      return;
    }
  broken = join (unreadable, ", ");
  g_set_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
               _("There is no scheme “%s”. There are: %s. These files are no schemes: %s."), id, known, broken);
}

/* Documented in the header. */
char *
hj_scheme_dup_data_dir (void)
{
  const char *named = g_getenv ("HENGJIAN_DATA_DIR");

  return g_strdup (named && *named ? named : PKGDATADIR);
}

/* Documented in the header. */
GPtrArray *
hj_scheme_catalogue (GError **error)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  entries = catalogue (unreadable);
  for (guint i = 0; i < unreadable->len; i++)
    g_info ("%s is no scheme and is left out", (const char *) g_ptr_array_index (unreadable, i));
  if (entries->len == 0)
    {
      g_autofree char *data = hj_scheme_dup_data_dir ();

      g_set_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
                   _("There are no schemes in %s. Install the program again, or set HENGJIAN_DATA_DIR."), data);
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static void
add_problems (GPtrArray  *damaged,
              GHashTable *ids,
              const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, HJ_SCHEME_MAX_BYTES, NULL, &error);
  g_autoptr (GPtrArray) problems = bytes != NULL ? hj_scheme_check (bytes, name) : NULL;
  HjSchemeEntry *entry;
  const char *first;

  if (problems == NULL)
    {
      g_ptr_array_add (damaged, g_strdup (error->message));
      return;
    }
  for (guint i = 0; i < problems->len && i < MAX_PROBLEMS; i++)
    g_ptr_array_add (damaged, hj_scheme_problem_format (g_ptr_array_index (problems, i)));
  if (problems->len > 0)
    return;

  entry = read_entry (path, TRUE);
  first = entry != NULL ? g_hash_table_lookup (ids, entry->id) : NULL;
  if (first != NULL)
    g_ptr_array_add (damaged, g_strdup_printf (_("%s: it has the id “%s” like %s, which is the one that is used."), name,
                                               entry->id, first));
  else if (entry != NULL)
    g_hash_table_insert (ids, g_strdup (entry->id), g_strdup (name));
  g_clear_pointer (&entry, hj_scheme_entry_free);
}

/* Documented in the header. */
GPtrArray *
hj_scheme_list_damaged (void)
{
  GPtrArray *damaged = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);
  g_autoptr (GPtrArray) names = list_files (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      add_problems (damaged, ids, path);
    }
  return damaged;
}

/* Documented in the header. */
HjScheme *
hj_scheme_load (const char  *id,
                GError     **error)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  entries = catalogue (unreadable);
  for (guint i = 0; i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *name = NULL;

      if (!g_str_equal (entry->id, id))
        continue;
      bytes = hj_safe_file_read (entry->path, HJ_SCHEME_MAX_BYTES, NULL, error);
      if (bytes == NULL)
        return NULL;
      name = g_filename_display_name (entry->path);
      return hj_scheme_read (bytes, name, error);
    }
  set_not_found (id, entries, unreadable, error);
  return NULL;
}
