/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "hj-error.h"
#include "hj-safe-file.h"

#define CHUNK_BYTES (256 * 1024)
#define MAX_TRIES   100
/* Of a folder's entries, before a write: a stick with more is left unswept rather than searched. */
#define MAX_SWEPT_ENTRIES 4096
/* Younger files may be of a writer that has not taken its lock yet. */
#define LEFT_SECONDS 60

/* A file on its way: written under a name of its own beside the target. */
typedef struct {
  char           *target;  /* what the user named, links followed */
  char           *folder;
  char           *temp;    /* NULL once it is renamed or removed */
  int             fd;
  gsize           written;
  gsize           expected;
  HjProgressFunc  progress;
  gpointer        user_data;
  GCancellable   *cancellable;
} SafeWriter;

G_LOCK_DEFINE_STATIC (fault);

static HjFileFaultFunc fault_func;
static gpointer        fault_data;

/**
 * hj_safe_file_set_fault:
 * @func: (nullable): asked before each step; what it returns other than 0 is
 *   the errno that step fails with
 *
 * For tests of what a full disk or a dying stick does.
 */
void
hj_safe_file_set_fault (HjFileFaultFunc func,
                        gpointer        user_data)
{
  G_LOCK (fault);
  fault_func = func;
  fault_data = user_data;
  G_UNLOCK (fault);
}

/* TRUE when the step may be tried; errno says why not. */
static gboolean
pass_gate (HjFileOp    op,
           const char *path)
{
  HjFileFaultFunc func;
  gpointer data;

  G_LOCK (fault);
  func = fault_func;
  data = fault_data;
  G_UNLOCK (fault);

  errno = func != NULL ? func (op, path, data) : 0;
  return errno == 0;
}

static HjErrorCode
code_from_errno (int errnum)
{
  switch (errnum)
    {
    case ENOSPC:
    case EDQUOT:
      return HJ_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return HJ_ERROR_DENIED;
    case ENOENT:
    case ENOTDIR:
      return HJ_ERROR_NOT_FOUND;
    case EFBIG:
    case EOVERFLOW:
      return HJ_ERROR_TOO_LARGE;
    case EBUSY:
    case ETXTBSY:
      return HJ_ERROR_BUSY;
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
    case EINVAL:
      return HJ_ERROR_INVALID;
    default:
      return HJ_ERROR_IO;
    }
}

static void
set_read_error (GError     **error,
                int          errnum,
                const char  *name)
{
  HjErrorCode code = code_from_errno (errnum);

  if (code == HJ_ERROR_NOT_FOUND)
    g_set_error (error, HJ_ERROR, code, _("There is no file “%s”. It may have been moved, or its stick taken out."), name);
  else if (code == HJ_ERROR_DENIED)
    g_set_error (error, HJ_ERROR, code, _("“%s” may not be read here. Ask for permission, or copy it to a folder of yours."), name);
  else
    g_set_error (error, HJ_ERROR, code, _("“%s” could not be read: %s."), name, g_strerror (errnum));
}

static void
set_write_error (GError     **error,
                 int          errnum,
                 const char  *name)
{
  HjErrorCode code = code_from_errno (errnum);

  if (code == HJ_ERROR_FULL)
    g_set_error (error, HJ_ERROR, code,
                 _("There is no room for “%s”; what stood there before is untouched. Free some space, or choose another place."), name);
  else if (errnum == EROFS)
    g_set_error (error, HJ_ERROR, code,
                 _("“%s” lies on a disk or stick that can only be read. Choose another place."), name);
  else if (code == HJ_ERROR_DENIED)
    g_set_error (error, HJ_ERROR, code,
                 _("“%s” may not be written here. Choose another place, or ask for permission."), name);
  else if (code == HJ_ERROR_NOT_FOUND)
    g_set_error (error, HJ_ERROR, code,
                 _("The folder of “%s” is not there. It may have been moved, or its stick taken out."), name);
  else
    g_set_error (error, HJ_ERROR, code,
                 _("“%s” could not be written: %s. What stood there before is untouched; try again, or choose another place."),
                 name, g_strerror (errnum));
}

/**
 * hj_safe_file_set_errno:
 * @errnum: errno of the call that failed
 * @writing: whether the file was to be written
 *
 * Says in a sentence what a failed system call means to the user.
 */
void
hj_safe_file_set_errno (GError     **error,
                        int          errnum,
                        const char  *path,
                        gboolean     writing)
{
  g_autofree char *name = NULL;

  g_return_if_fail (path != NULL);

  name = g_filename_display_name (path);
  if (writing)
    set_write_error (error, errnum, name);
  else
    set_read_error (error, errnum, name);
}

static gboolean
set_too_large (GError     **error,
               const char  *path,
               gsize        max_bytes)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *size = g_format_size (max_bytes);

  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
               _("“%s” is larger than %s, the most that is accepted here."), name, size);
  return FALSE;
}

/* Never blocks on a pipe, never follows into a device: only a regular file is read. */
static int
open_for_reading (const char   *path,
                  gsize         max_bytes,
                  struct stat  *info,
                  GError      **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      hj_safe_file_set_errno (error, errno, path, FALSE);
      return -1;
    }
  if (fstat (fd, info) != 0)
    {
      hj_safe_file_set_errno (error, errno, path, FALSE);
      close (fd);
      return -1;
    }
  if (!S_ISREG (info->st_mode))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("“%s” is a folder or a device, not a file."), name);
      close (fd);
      return -1;
    }
  if ((guint64) info->st_size > max_bytes)
    {
      set_too_large (error, path, max_bytes);
      close (fd);
      return -1;
    }
  return fd;
}

static gssize
read_some (int     fd,
           guchar *buffer,
           gsize   size)
{
  gssize length;

  do
    length = read (fd, buffer, size);
  while (length < 0 && errno == EINTR);
  return length;
}

/**
 * hj_safe_file_scan:
 * @func: is handed the bytes, piece by piece
 *
 * The bound holds for what is read, not for what the file claims: one that grows
 * meanwhile is %HJ_ERROR_TOO_LARGE too.
 */
gboolean
hj_safe_file_scan (const char    *path,
                   gsize          max_bytes,
                   HjScanFunc     func,
                   gpointer       user_data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autofree guchar *buffer = NULL;
  struct stat info;
  gsize total = 0;
  gssize length = 0;
  int fd;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  fd = open_for_reading (path, max_bytes, &info, error);
  if (fd < 0)
    return FALSE;
  buffer = g_malloc (CHUNK_BYTES);
  while (!g_cancellable_is_cancelled (cancellable) &&
         total <= max_bytes &&
         (length = read_some (fd, buffer, CHUNK_BYTES)) > 0)
    {
      total += (gsize) length;
      if (total <= max_bytes)
        func (user_data, buffer, length);
    }
  if (length < 0)
    hj_safe_file_set_errno (error, errno, path, FALSE);
  close (fd);
  if (length < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return total <= max_bytes || set_too_large (error, path, max_bytes);
}

static void
append_to_array (gpointer      user_data,
                 const guchar *data,
                 gssize        length)
{
  g_byte_array_append (user_data, data, (guint) length);
}

/**
 * hj_safe_file_read:
 *
 * Returns: (transfer full) (nullable): the file's bytes, never more than @max_bytes
 */
GBytes *
hj_safe_file_read (const char    *path,
                   gsize          max_bytes,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();

  g_return_val_if_fail (path != NULL, NULL);

  if (!hj_safe_file_scan (path, MIN (max_bytes, G_MAXUINT / 2), append_to_array, array, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static void
safe_writer_clear (SafeWriter *writer)
{
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->temp != NULL)
    unlink (writer->temp);
  g_free (writer->temp);
  g_free (writer->folder);
  g_free (writer->target);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SafeWriter, safe_writer_clear)

/* Where the bytes shall really go: a link is written through, not replaced. */
static char *
resolve_target (const char   *path,
                struct stat  *info,
                gboolean     *exists,
                GError      **error)
{
  g_autofree char *real = NULL;
  char *resolved;

  *exists = FALSE;
  if (lstat (path, info) != 0)
    {
      if (errno == ENOENT)
        return g_strdup (path);
      hj_safe_file_set_errno (error, errno, path, TRUE);
      return NULL;
    }
  if (S_ISLNK (info->st_mode))
    {
      resolved = realpath (path, NULL);
      if (resolved == NULL || stat (resolved, info) != 0)
        {
          hj_safe_file_set_errno (error, errno, path, TRUE);
          free (resolved);
          return NULL;
        }
      real = g_strdup (resolved);
      free (resolved);
    }
  if (!S_ISREG (info->st_mode))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID,
                   _("“%s” is a folder or a device; a file cannot take its place."), name);
      return NULL;
    }
  *exists = TRUE;
  return real != NULL ? g_steal_pointer (&real) : g_strdup (path);
}

/* Says so before a long copy rather than at its end. File systems that tell no size are not asked. */
static gboolean
check_room (SafeWriter  *writer,
            GError     **error)
{
  struct statvfs room;

  if (statvfs (writer->folder, &room) != 0 || room.f_blocks == 0 || room.f_frsize == 0)
    return TRUE;
  if (writer->expected / room.f_frsize < room.f_bavail)
    return TRUE;
  if (writer->expected <= (guint64) room.f_bavail * room.f_frsize)
    return TRUE;
  hj_safe_file_set_errno (error, ENOSPC, writer->target, TRUE);
  return FALSE;
}

/* ".hj-0123abcd.tmp" */
static gboolean
is_temp_name (const char *name)
{
  if (strlen (name) != strlen (".hj-01234567.tmp") || !g_str_has_prefix (name, ".hj-") ||
      !g_str_has_suffix (name, ".tmp"))
    return FALSE;
  for (guint i = 0; i < 8; i++)
    if (!g_ascii_isxdigit (name[4 + i]))
      return FALSE;
  return TRUE;
}

/* A writer holds a lock on its file as long as it lives, so that one without a
 * lock and not of this minute was left by a program that was killed. */
static void
sweep_one (int         folder,
           const char *name)
{
  struct stat info;
  int fd = openat (folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0)
    return;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid () &&
      info.st_mtime + LEFT_SECONDS < time (NULL) && flock (fd, LOCK_EX | LOCK_NB) == 0)
    (void) !unlinkat (folder, name, 0);
  close (fd);
}

/* A killed program leaves its half-written file on the user's stick: the next
 * write there takes it away. What cannot be swept hurts nobody. */
static void
sweep_left (const char *path)
{
  DIR *folder = opendir (path);
  guint n_seen = 0;

  if (folder == NULL)
    return;
  for (struct dirent *entry = readdir (folder);
       entry != NULL && n_seen < MAX_SWEPT_ENTRIES;
       entry = readdir (folder), n_seen++)
    if (is_temp_name (entry->d_name))
      sweep_one (dirfd (folder), entry->d_name);
  closedir (folder);
}

static gboolean
open_temp (SafeWriter  *writer,
           mode_t       mode,
           GError     **error)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/.hj-%08x.tmp", writer->folder, g_random_int ());

      if (pass_gate (HJ_FILE_OP_OPEN, path))
        writer->fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
      if (writer->fd >= 0)
        {
          writer->temp = g_steal_pointer (&path);
          (void) !flock (writer->fd, LOCK_EX | LOCK_NB);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }
  hj_safe_file_set_errno (error, errno, writer->target, TRUE);
  return FALSE;
}

static gboolean
safe_writer_begin (SafeWriter  *writer,
                   const char  *path,
                   int          mode,
                   GError     **error)
{
  struct stat info;
  gboolean exists;

  writer->target = resolve_target (path, &info, &exists, error);
  if (writer->target == NULL)
    return FALSE;
  writer->folder = g_path_get_dirname (writer->target);
  sweep_left (writer->folder);
  if (!check_room (writer, error) || !open_temp (writer, mode != 0 ? (mode_t) mode : 0666, error))
    return FALSE;
  /* A file system without permissions, as on most sticks, may refuse: that is no failure. */
  if (mode != 0)
    (void) !fchmod (writer->fd, (mode_t) mode);
  else if (exists)
    (void) !fchmod (writer->fd, info.st_mode & 07777);
  return TRUE;
}

static gboolean
safe_writer_append (SafeWriter    *writer,
                    const guchar  *data,
                    gsize          length,
                    GError       **error)
{
  while (length > 0)
    {
      gssize done = -1;

      if (g_cancellable_set_error_if_cancelled (writer->cancellable, error))
        return FALSE;
      if (pass_gate (HJ_FILE_OP_WRITE, writer->temp))
        done = write (writer->fd, data, MIN (length, CHUNK_BYTES));
      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        {
          hj_safe_file_set_errno (error, errno, writer->target, TRUE);
          return FALSE;
        }
      data += done;
      length -= (gsize) done;
      writer->written += (gsize) done;
      if (writer->progress != NULL && writer->expected > 0)
        writer->progress (MIN (1.0, (double) writer->written / (double) writer->expected), writer->user_data);
    }
  return TRUE;
}

/* Some file systems cannot flush at all and say so; that is their nature and no failure. */
static gboolean
flush_is_impossible (int errnum)
{
  return errnum == EINVAL || errnum == ENOTSUP || errnum == ENOSYS;
}

static gboolean
flush_file (SafeWriter  *writer,
            GError     **error)
{
  int fd = writer->fd;

  if (!pass_gate (HJ_FILE_OP_SYNC, writer->temp) || (fsync (fd) != 0 && !flush_is_impossible (errno)))
    {
      hj_safe_file_set_errno (error, errno, writer->target, TRUE);
      return FALSE;
    }
  writer->fd = -1;
  if (close (fd) != 0 && errno != EINTR)
    {
      hj_safe_file_set_errno (error, errno, writer->target, TRUE);
      return FALSE;
    }
  return TRUE;
}

/* A folder one may write but not read cannot be opened for its flush. */
static gboolean
folder_flush_is_impossible (int errnum)
{
  return flush_is_impossible (errnum) || errnum == EACCES || errnum == EPERM || errnum == EBADF || errnum == EROFS;
}

static gboolean
flush_folder (SafeWriter  *writer,
              GError     **error)
{
  g_autofree char *name = NULL;
  int saved = 0;
  int fd = -1;

  if (pass_gate (HJ_FILE_OP_SYNC, writer->folder))
    fd = open (writer->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 || fsync (fd) != 0)
    saved = errno;
  if (fd >= 0)
    close (fd);
  if (saved == 0 || folder_flush_is_impossible (saved))
    return TRUE;
  name = g_filename_display_name (writer->target);
  g_set_error (error, HJ_ERROR, code_from_errno (saved),
               _("“%s” is written, but the disk or stick did not confirm it: %s. Save once more before you take it away."),
               name, g_strerror (saved));
  return FALSE;
}

static gboolean
safe_writer_commit (SafeWriter  *writer,
                    GError     **error)
{
  if (!flush_file (writer, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (writer->cancellable, error))
    return FALSE;
  if (!pass_gate (HJ_FILE_OP_RENAME, writer->target) || rename (writer->temp, writer->target) != 0)
    {
      hj_safe_file_set_errno (error, errno, writer->target, TRUE);
      return FALSE;
    }
  g_clear_pointer (&writer->temp, g_free);
  return flush_folder (writer, error);
}

/**
 * hj_safe_file_write:
 * @mode: permission bits; 0 keeps the target's
 * @progress: (nullable): is told the fraction written, on this thread
 *
 * Puts @bytes in the place of @path all at once (design.md 6).
 */
gboolean
hj_safe_file_write (const char      *path,
                    GBytes          *bytes,
                    int              mode,
                    HjProgressFunc   progress,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_auto (SafeWriter) writer = {
    .fd = -1,
    .expected = g_bytes_get_size (bytes),
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  g_return_val_if_fail (path != NULL, FALSE);

  return safe_writer_begin (&writer, path, mode, error) &&
         safe_writer_append (&writer, data, size, error) &&
         safe_writer_commit (&writer, error);
}

/* From an open source to the writer, no more than was promised. */
static gboolean
copy_bytes (int           source_fd,
            const char   *source,
            gsize         max_bytes,
            SafeWriter   *writer,
            GError      **error)
{
  g_autofree guchar *buffer = g_malloc (CHUNK_BYTES);
  gssize length;

  while ((length = read_some (source_fd, buffer, CHUNK_BYTES)) > 0)
    {
      if (writer->written + (gsize) length > max_bytes)
        return set_too_large (error, source, max_bytes);
      if (!safe_writer_append (writer, buffer, (gsize) length, error))
        return FALSE;
    }
  if (length < 0)
    {
      hj_safe_file_set_errno (error, errno, source, FALSE);
      return FALSE;
    }
  return TRUE;
}

/**
 * hj_safe_file_copy:
 *
 * The bytes of @source alone, as hj_safe_file_write() puts them in place; never
 * more than @max_bytes.
 */
gboolean
hj_safe_file_copy (const char      *source,
                   const char      *target,
                   gsize            max_bytes,
                   int              mode,
                   HjProgressFunc   progress,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_auto (SafeWriter) writer = {
    .fd = -1,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  struct stat info;
  gboolean copied;
  int fd;

  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  fd = open_for_reading (source, max_bytes, &info, error);
  if (fd < 0)
    return FALSE;
  writer.expected = (gsize) info.st_size;
  copied = safe_writer_begin (&writer, target, mode, error) &&
           copy_bytes (fd, source, max_bytes, &writer, error) &&
           safe_writer_commit (&writer, error);
  close (fd);
  return copied;
}
