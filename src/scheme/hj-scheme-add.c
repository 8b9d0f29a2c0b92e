/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"

/* The user's own schemes: files of their data folder, one for each id. */

void
hj_scheme_entry_free (HjSchemeEntry *entry)
{
  g_free (entry->id);
  g_free (entry->edition);
  g_free (entry->short_title);
  g_free (entry->title);
  g_free (entry->path);
  g_free (entry);
}

static char *
dup_user_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "hengjian", "schemes", NULL);
}

static HjSchemeEntry *
entry_new (const HjScheme *scheme,
           const char     *path)
{
  HjSchemeEntry *entry = g_new0 (HjSchemeEntry, 1);

  entry->id = g_strdup (scheme->id);
  entry->edition = g_strdup (scheme->edition);
  entry->short_title = g_strdup (scheme->short_title);
  entry->title = g_strdup (scheme->title);
  entry->path = g_strdup (path);
  entry->user = TRUE;
  return entry;
}

/* What the catalogue has under this id: the user's own before the program's; NULL for none. */
static const HjSchemeEntry *
find_entry (GPtrArray  *entries,
            const char *id)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->id, id))
        return entry;
    }
  return NULL;
}

static gboolean
is_same_file (const HjSchemeEntry *known,
              GBytes              *bytes)
{
  g_autoptr (GBytes) there = hj_safe_file_read (known->path, HJ_SCHEME_MAX_BYTES, NULL, NULL);

  return there != NULL && g_bytes_equal (there, bytes);
}

/* A scheme that would be covered is told of, unless it is the very same file. */
static gboolean
may_cover (const HjSchemeEntry *known,
           const HjScheme      *scheme,
           GBytes              *bytes,
           GError             **error)
{
  if (known == NULL || (!known->user && !g_str_equal (known->edition, scheme->edition)))
    return TRUE;
  if (is_same_file (known, bytes))
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_CHANGED,
               _("There is already another scheme “%s”, edition %s: %s. Nothing was changed; choose to replace it, or give the new one another id."),
               known->id, known->edition, known->short_title);
  return FALSE;
}

/**
 * hj_scheme_add:
 * @path: the file of a scheme, which stays where it is
 *
 * The program's own file again adds nothing: the entry is that of the program.
 *
 * Returns: (transfer full): what the catalogue has from now on
 */
HjSchemeEntry *
hj_scheme_add (const char  *path,
               gboolean     replace,
               GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HjScheme) scheme = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *target = NULL;
  const HjSchemeEntry *known;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = hj_safe_file_read (path, HJ_SCHEME_MAX_BYTES, NULL, error);
  if (bytes == NULL)
    return NULL;
  name = g_filename_display_name (path);
  scheme = hj_scheme_read (bytes, name, error);
  if (scheme == NULL)
    return NULL;

  entries = hj_scheme_catalogue (NULL);
  known = find_entry (entries, scheme->id);
  if (!replace && !may_cover (known, scheme, bytes, error))
    return NULL;

  /* A copy of the program's own would hide what an update of the program brings. */
  if (known != NULL && !known->user && is_same_file (known, bytes))
    {
      HjSchemeEntry *same = entry_new (scheme, known->path);

      same->user = FALSE;
      return same;
    }

  folder = dup_user_folder ();
  file = g_strconcat (scheme->id, ".hjs", NULL);
  target = known != NULL && known->user ? g_strdup (known->path) : g_build_filename (folder, file, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      hj_safe_file_set_errno (error, errno, folder, TRUE);
      return NULL;
    }
  if (!hj_safe_file_write (target, bytes, 0600, NULL, NULL, NULL, error))
    return NULL;
  return entry_new (scheme, target);
}

/**
 * hj_scheme_remove:
 *
 * Dossiers that go by it keep the copy of their own.
 */
gboolean
hj_scheme_remove (const char  *id,
                  GError     **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  const HjSchemeEntry *known;

  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  entries = hj_scheme_catalogue (NULL);
  known = find_entry (entries, id);
  if (known == NULL || !known->user)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND,
                   _("There is no scheme “%s” of your own. Those of the program can't be removed."), id);
      return FALSE;
    }
  if (g_unlink (known->path) != 0)
    {
      hj_safe_file_set_errno (error, errno, known->path, TRUE);
      return FALSE;
    }
  return TRUE;
}
