/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-fault-vfs"

#include "config.h"

#include <errno.h>
#include <sqlite3.h>

#include "hj-fault-vfs.h"

typedef struct {
  sqlite3_file  base;
  sqlite3_file *real;
} FaultFile;

static struct {
  GMutex      mutex;
  guint       kinds;
  guint       nth;
  guint       count;
  int         error_number;
  HjFaultHow  how;
  gboolean    hit;
  int         last_error;
} fault;

static sqlite3_vfs *real_vfs;

/* TRUE if this step must fail. */
static gboolean
step_fails (HjFaultKind kind)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fault.mutex);
  gboolean fails;

  if ((fault.kinds & kind) == 0)
    return FALSE;
  fault.count++;
  fails = fault.how == HJ_FAULT_STICKY ? fault.count >= fault.nth : fault.count == fault.nth;
  if (fails)
    {
      fault.hit = TRUE;
      fault.last_error = fault.error_number;
    }

  return fails;
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((FaultFile *) (gpointer) file)->real;
}

static int
fault_close (sqlite3_file *file)
{
  return real_of (file)->pMethods->xClose (real_of (file));
}

static int
fault_read (sqlite3_file  *file,
            void          *buffer,
            int            amount,
            sqlite3_int64  offset)
{
  if (step_fails (HJ_FAULT_READ))
    return SQLITE_IOERR_READ;

  return real_of (file)->pMethods->xRead (real_of (file), buffer, amount, offset);
}

static int
fault_write (sqlite3_file  *file,
             const void    *buffer,
             int            amount,
             sqlite3_int64  offset)
{
  if (step_fails (HJ_FAULT_WRITE))
    {
      if (fault.how == HJ_FAULT_TORN && amount > 1)
        real_of (file)->pMethods->xWrite (real_of (file), buffer, amount / 2, offset);
      /* As the real one: a full disk is told apart at a write only. */
      return fault.error_number == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }

  return real_of (file)->pMethods->xWrite (real_of (file), buffer, amount, offset);
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  if (step_fails (HJ_FAULT_TRUNCATE))
    return SQLITE_IOERR_TRUNCATE;

  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  if (step_fails (HJ_FAULT_SYNC))
    return SQLITE_IOERR_FSYNC;

  return real_of (file)->pMethods->xSync (real_of (file), flags);
}

static int
fault_file_size (sqlite3_file  *file,
                 sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
fault_lock (sqlite3_file *file,
            int           lock)
{
  return real_of (file)->pMethods->xLock (real_of (file), lock);
}

static int
fault_unlock (sqlite3_file *file,
              int           lock)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), lock);
}

static int
fault_check_reserved_lock (sqlite3_file *file,
                           int          *result)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), result);
}

static int
fault_file_control (sqlite3_file *file,
                    int           op,
                    void         *arg)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), op, arg);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
fault_device_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
fault_shm_map (sqlite3_file   *file,
               int             page,
               int             size,
               int             extend,
               void volatile **mapped)
{
  if (extend && step_fails (HJ_FAULT_SHM))
    return SQLITE_IOERR_SHMMAP;

  return real_of (file)->pMethods->xShmMap (real_of (file), page, size, extend, mapped);
}

static int
fault_shm_lock (sqlite3_file *file,
                int           offset,
                int           n,
                int           flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
fault_shm_unmap (sqlite3_file *file,
                 int           delete_it)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), delete_it);
}

/* Version 2: without memory mapping, which the store turns off anyway. */
static const sqlite3_io_methods fault_methods = {
  .iVersion = 2,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved_lock,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_device_characteristics,
  .xShmMap = fault_shm_map,
  .xShmLock = fault_shm_lock,
  .xShmBarrier = fault_shm_barrier,
  .xShmUnmap = fault_shm_unmap,
};

static int
fault_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  FaultFile *own = (FaultFile *) (gpointer) file;
  int code;

  own->base.pMethods = NULL;
  if ((flags & SQLITE_OPEN_READWRITE) != 0 && step_fails (HJ_FAULT_OPEN))
    return SQLITE_CANTOPEN;
  own->real = (sqlite3_file *) (gpointer) (own + 1);
  own->real->pMethods = NULL;
  code = real_vfs->xOpen (real_vfs, name, own->real, flags, out_flags);
  /* SQLite closes a file that has methods, also after a failed opening. */
  if (own->real->pMethods != NULL)
    own->base.pMethods = &fault_methods;

  return code;
}

static int
fault_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_folder)
{
  if (step_fails (HJ_FAULT_DELETE))
    return SQLITE_IOERR_DELETE;

  return real_vfs->xDelete (real_vfs, name, sync_folder);
}

static int
fault_get_last_error (sqlite3_vfs *vfs,
                      int          size,
                      char        *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fault.mutex);
  int error_number = fault.last_error;

  fault.last_error = 0;

  return error_number != 0 ? error_number : real_vfs->xGetLastError (real_vfs, size, text);
}

/**
 * hj_fault_vfs_install:
 *
 * Makes the failing disk the one that every later connection uses.
 */
void
hj_fault_vfs_install (void)
{
  static sqlite3_vfs vfs;

  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real_vfs);
  vfs = *real_vfs;
  vfs.pNext = NULL;
  vfs.zName = "hj-fault";
  vfs.szOsFile = (int) sizeof (FaultFile) + real_vfs->szOsFile;
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  vfs.xGetLastError = fault_get_last_error;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
hj_fault_vfs_arm (guint      kinds,
                  guint      nth,
                  int        error_number,
                  HjFaultHow how)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fault.mutex);

  g_assert_nonnull (real_vfs);
  fault.kinds = kinds;
  fault.nth = nth;
  fault.count = 0;
  fault.error_number = error_number;
  fault.how = how;
  fault.hit = FALSE;
  fault.last_error = 0;
}

gboolean
hj_fault_vfs_disarm (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fault.mutex);

  fault.kinds = 0;

  return fault.hit;
}

guint
hj_fault_vfs_count (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&fault.mutex);

  return fault.count;
}
