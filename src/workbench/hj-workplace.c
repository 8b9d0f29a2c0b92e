/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-workplace-private.h"

#define GROUP            "dossier"
#define STATE_MAX_BYTES  (64 * 1024)
#define OPENING_TRIES    1000
#define OPENING_STEP_US  (10 * 1000)

/**
 * hj_workplace_new:
 *
 * The working copy in @folder as its state file tells of it; an empty state
 * where there is none or it can't be read.
 */
HjWorkplace *
hj_workplace_new (const char *folder)
{
  g_autoptr (GKeyFile) state = g_key_file_new ();
  HjWorkplace *place = g_new0 (HjWorkplace, 1);
  g_autofree char *file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  place->folder = g_strdup (folder);
  place->lock_fd = -1;
  file = hj_workplace_dup_file (place, HJ_WORK_STATE);
  bytes = hj_safe_file_read (file, STATE_MAX_BYTES, NULL, NULL);
  if (bytes != NULL)
    g_key_file_load_from_bytes (state, bytes, G_KEY_FILE_NONE, NULL);

  place->path = g_key_file_get_string (state, GROUP, "path", NULL);
  place->base_digest = g_key_file_get_string (state, GROUP, "base-digest", NULL);
  place->pending_digest = g_key_file_get_string (state, GROUP, "pending-digest", NULL);
  place->recorder = g_key_file_get_string (state, GROUP, "recorder", NULL);
  place->base_entries = g_key_file_get_int64 (state, GROUP, "base-entries", NULL);
  place->published = g_key_file_get_int64 (state, GROUP, "published", NULL);
  place->in_use = g_key_file_get_boolean (state, GROUP, "in-use", NULL);
  place->path = place->path != NULL ? place->path : g_strdup ("");
  place->base_digest = place->base_digest != NULL ? place->base_digest : g_strdup ("");
  place->pending_digest = place->pending_digest != NULL ? place->pending_digest : g_strdup ("");
  place->recorder = place->recorder != NULL ? place->recorder : g_strdup ("");
  return place;
}

void
hj_workplace_free (HjWorkplace *place)
{
  hj_workplace_unlock (place);
  g_free (place->folder);
  g_free (place->path);
  g_free (place->base_digest);
  g_free (place->pending_digest);
  g_free (place->recorder);
  g_free (place);
}

/**
 * hj_workplace_save:
 *
 * Writes the state file, durably: what was opened and published must survive a
 * dead battery as the answers do.
 */
gboolean
hj_workplace_save (HjWorkplace  *place,
                   GError      **error)
{
  g_autoptr (GKeyFile) state = g_key_file_new ();
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_STATE);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  char *text;

  g_key_file_set_string (state, GROUP, "path", place->path);
  g_key_file_set_string (state, GROUP, "base-digest", place->base_digest);
  g_key_file_set_string (state, GROUP, "pending-digest", place->pending_digest);
  g_key_file_set_string (state, GROUP, "recorder", place->recorder);
  g_key_file_set_int64 (state, GROUP, "base-entries", place->base_entries);
  g_key_file_set_int64 (state, GROUP, "published", place->published);
  g_key_file_set_boolean (state, GROUP, "in-use", place->in_use);
  text = g_key_file_to_data (state, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  return hj_safe_file_write (file, bytes, 0600, NULL, NULL, NULL, error);
}

char *
hj_workplace_dup_dossier (const HjWorkplace *place)
{
  g_autofree char *name = g_path_get_basename (place->folder);
  g_auto (GStrv) ids = g_strsplit (name, "-", 2);

  return g_strdup (ids[0]);
}

char *
hj_workplace_dup_file (const HjWorkplace *place,
                       const char        *name)
{
  return g_build_filename (place->folder, name, NULL);
}

gboolean
hj_workplace_has_file (const HjWorkplace *place,
                       const char        *name)
{
  g_autofree char *file = hj_workplace_dup_file (place, name);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Whether a file with this digest is the one this copy goes back to. An export
 * that was put in place just before the battery died counts: it is ours. */
gboolean
hj_workplace_is_base (const HjWorkplace *place,
                      const char        *digest)
{
  if (*digest == '\0')
    return FALSE;
  return g_str_equal (place->base_digest, digest) || g_str_equal (place->pending_digest, digest);
}

static gboolean
make_private_folder (const char  *folder,
                     GError     **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  hj_safe_file_set_errno (error, errno, folder, TRUE);
  return FALSE;
}

char *
hj_work_dup_root (GError **error)
{
  g_autofree char *root = g_build_filename (g_get_user_data_dir (), "hengjian", "work", NULL);

  if (!make_private_folder (root, error))
    return NULL;
  return g_steal_pointer (&root);
}

char *
hj_work_dup_folder (const char  *dossier_id,
                    const char  *copy_id,
                    GError     **error)
{
  g_autofree char *root = hj_work_dup_root (error);
  g_autofree char *name = NULL;

  /* The ids come from a file of a stranger's: they must not become a path. */
  if (!hj_id_is_valid (dossier_id) || !hj_id_is_valid (copy_id))
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CORRUPT,
                           _("The dossier's own id is not one this program makes; the file was changed by something else."));
      return NULL;
    }
  if (root == NULL)
    return NULL;
  name = g_strdup_printf ("%s-%s", dossier_id, copy_id);
  return g_build_filename (root, name, NULL);
}

char *
hj_work_make_folder (const char  *prefix,
                     GError     **error)
{
  g_autofree char *root = hj_work_dup_root (error);
  g_autofree char *id = hj_id_new ();
  g_autofree char *name = g_strdup_printf ("%s-%s", prefix, id);
  g_autofree char *folder = NULL;

  if (root == NULL)
    return NULL;
  folder = g_build_filename (root, name, NULL);
  if (!make_private_folder (folder, error))
    return NULL;
  return g_steal_pointer (&folder);
}

/* TRUE with the lock, FALSE with errno. */
static gboolean
lock_file (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

static int
open_lock_file (const char *file)
{
  return open (file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/**
 * hj_work_begin:
 *
 * Looking for a working copy and locking it must be one step, else two windows
 * that open the same stick at once would each make a copy of their own. Waits
 * for another's opening, some seconds at most.
 */
int
hj_work_begin (GError **error)
{
  g_autofree char *root = hj_work_dup_root (error);
  g_autofree char *file = NULL;
  int fd;

  if (root == NULL)
    return -1;
  file = g_build_filename (root, ".opening", NULL);
  fd = open_lock_file (file);
  if (fd < 0)
    {
      hj_safe_file_set_errno (error, errno, file, TRUE);
      return -1;
    }
  for (guint i = 0; i < OPENING_TRIES; i++)
    {
      if (lock_file (fd))
        return fd;
      if (errno != EWOULDBLOCK)
        break;
      g_usleep (OPENING_STEP_US);
    }
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_BUSY,
                       _("Another window is just opening a dossier and does not get on. Try again in a moment."));
  close (fd);
  return -1;
}

void
hj_work_end (int fd)
{
  if (fd >= 0)
    close (fd);
}

/* "<dossier>-<copy>", both ids as this program makes them. */
static gboolean
is_work_folder (const char *name,
                const char *dossier_id)
{
  g_auto (GStrv) ids = g_strsplit (name, "-", 2);

  if (g_strv_length (ids) != 2 || !hj_id_is_valid (ids[0]) || !hj_id_is_valid (ids[1]))
    return FALSE;
  return dossier_id == NULL || g_str_equal (ids[0], dossier_id);
}

GPtrArray *
hj_work_list (const char *dossier_id)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_workplace_free);
  g_autofree char *root = hj_work_dup_root (NULL);
  g_autoptr (GDir) dir = root != NULL ? g_dir_open (root, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_work_folder (name, dossier_id))
      {
        g_autofree char *folder = g_build_filename (root, name, NULL);

        g_ptr_array_add (places, hj_workplace_new (folder));
      }
  return g_steal_pointer (&places);
}

/* Two levels deep at most, and never through a link. */
void
hj_work_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
        hj_work_remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

/* What a second window reads of the first: program, user, host, process, one a line. */
static void
write_holder (int fd)
{
  const char *program = g_get_prgname () != NULL ? g_get_prgname () : "hengjian";
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s\n%ld\n",
                                           program,
                                           g_get_user_name (),
                                           g_get_host_name (),
                                           (long) getpid ());
  gsize length = strlen (text);

  /* The lock counts, not its text: a full disk must not keep anyone from working. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, length, 0) != (gssize) length)
    g_debug ("The lock's holder could not be noted down: %s", g_strerror (errno));
}

static char *
read_holder (const char *file)
{
  g_autoptr (GBytes) bytes = hj_safe_file_read (file, 4096, NULL, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  if (bytes != NULL)
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return g_strdup (_("another program"));
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) < 4)
    return g_strdup (_("another program"));
  /* Translators: who has a dossier open: user, computer, program, process number */
  return g_strdup_printf (_("%s on %s (%s, process %s)"), lines[1], lines[2], lines[0], lines[3]);
}

/**
 * hj_workplace_lock:
 *
 * %HJ_ERROR_BUSY names the holder. The kernel lets go of the lock when its
 * process ends, however it ends: there is no stale lock to clean up.
 */
gboolean
hj_workplace_lock (HjWorkplace  *place,
                   GError      **error)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_LOCK);
  int fd;

  g_assert (place->lock_fd < 0);

  fd = open_lock_file (file);
  if (fd < 0)
    {
      hj_safe_file_set_errno (error, errno, file, TRUE);
      return FALSE;
    }
  if (!lock_file (fd))
    {
      g_autofree char *holder = read_holder (file);

      g_set_error (error, HJ_ERROR, HJ_ERROR_BUSY,
                   _("%s has this dossier open for writing. It can be read meanwhile; close it there to write here."),
                   holder);
      close (fd);
      return FALSE;
    }
  write_holder (fd);
  place->lock_fd = fd;
  return TRUE;
}

void
hj_workplace_unlock (HjWorkplace *place)
{
  if (place->lock_fd < 0)
    return;
  if (ftruncate (place->lock_fd, 0) != 0)
    g_debug ("The lock's holder could not be wiped out: %s", g_strerror (errno));
  close (place->lock_fd);
  place->lock_fd = -1;
}

/**
 * hj_workplace_dup_holder:
 *
 * Who has it open; %NULL for nobody. Asked between hj_work_begin() and
 * hj_work_end(), so that the asking is not in a writer's way.
 */
char *
hj_workplace_dup_holder (HjWorkplace *place)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_LOCK);
  gboolean held;
  int fd = open (file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return NULL;
  held = !lock_file (fd);
  close (fd);
  return held ? read_holder (file) : NULL;
}

/* Noted before the first answer that is not in the file, so that no answer is there without the note. */
gboolean
hj_workplace_mark_unpublished (HjWorkplace  *place,
                               GError      **error)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_UNPUBLISHED);
  int fd = open (file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      hj_safe_file_set_errno (error, errno, file, TRUE);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

void
hj_workplace_mark_published (HjWorkplace *place)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_UNPUBLISHED);

  g_unlink (file);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* Names begin with the serial, so that they sort by it. */
static void
prune_kept (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i + HJ_WORK_KEPT < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (path);
    }
}

/**
 * hj_workplace_keep:
 * @file: a complete published file in the working folder; it is moved
 */
gboolean
hj_workplace_keep (HjWorkplace  *place,
                   const char   *file,
                   gint64        serial,
                   const char   *digest,
                   GError      **error)
{
  g_autofree char *folder = hj_workplace_dup_file (place, HJ_WORK_PUBLISHED);
  g_autofree char *name = g_strdup_printf ("%010" G_GINT64_FORMAT "-%.12s.hjd", serial, digest);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!make_private_folder (folder, error))
    return FALSE;
  if (g_chmod (file, 0600) != 0 || g_rename (file, path) != 0)
    {
      hj_safe_file_set_errno (error, errno, path, TRUE);
      return FALSE;
    }
  prune_kept (folder);
  return TRUE;
}

/* When a dossier comes back changed from elsewhere, a new copy takes the place
 * of the old; what had been published stays within reach. */
void
hj_workplace_inherit_kept (HjWorkplace *place,
                           HjWorkplace *from)
{
  g_autofree char *old = hj_workplace_dup_file (from, HJ_WORK_PUBLISHED);
  g_autofree char *new = hj_workplace_dup_file (place, HJ_WORK_PUBLISHED);
  g_autoptr (GDir) dir = g_dir_open (old, 0, NULL);
  const char *name;

  if (dir == NULL || g_mkdir_with_parents (new, 0700) != 0)
    return;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (old, name, NULL);
      g_autofree char *target = g_build_filename (new, name, NULL);

      if (g_rename (source, target) != 0)
        g_debug ("An earlier state was left behind: %s", g_strerror (errno));
    }
  prune_kept (new);
}
