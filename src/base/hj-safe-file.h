/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HjFileOp:
 *
 * The steps at which writing a file can fail. Each passes through one gate,
 * so that a test can make the Nth of them fail under the real code.
 */
typedef enum {
  HJ_FILE_OP_OPEN,
  HJ_FILE_OP_WRITE,
  HJ_FILE_OP_SYNC,
  HJ_FILE_OP_RENAME,
} HjFileOp;

/* Returns 0 to let the step pass, or the errno it must fail with. */
typedef int (*HjFileFaultFunc) (HjFileOp op, const char *path, gpointer user_data);

void hj_safe_file_set_fault (HjFileFaultFunc func, gpointer user_data);

/* What a failed system call means to the user; @errnum is its errno, @path the file it was about.
 * FULL, DENIED, NOT_FOUND, BUSY or IO, with a full sentence. */
void hj_safe_file_set_errno (GError **error, int errnum, const char *path, gboolean writing);

typedef void (*HjProgressFunc) (double fraction, gpointer user_data);

/* Reads a regular file whole, bounded; TOO_LARGE, NOT_FOUND, DENIED, IO. */
GBytes  *hj_safe_file_read (const char    *path,
                            gsize          max_bytes,
                            GCancellable  *cancellable,
                            GError       **error);
/* Hands the bytes of a regular file to @func in pieces, bounded; errors as hj_safe_file_read(). */
typedef void (*HjScanFunc) (gpointer user_data, const guchar *data, gssize length);
gboolean hj_safe_file_scan (const char    *path,
                            gsize          max_bytes,
                            HjScanFunc     func,
                            gpointer       user_data,
                            GCancellable  *cancellable,
                            GError       **error);
/* Writes beside the target, flushes, renames onto it, flushes the folder where
 * the system allows it. On any failure the target is what it was, and the
 * temporary file is gone; only when the very last step fails, the flush of the
 * folder, it is already the new file, complete (compare its digest to tell).
 * @mode: permission bits; 0 keeps those of the target, 0666 less the umask where
 * it is new. A target that is a link is written through. FULL, DENIED, IO. */
gboolean hj_safe_file_write (const char      *path,
                             GBytes          *bytes,
                             int              mode,
                             HjProgressFunc   progress,
                             gpointer         user_data,
                             GCancellable    *cancellable,
                             GError         **error);
gboolean hj_safe_file_copy (const char      *source,
                            const char      *target,
                            gsize            max_bytes,
                            int              mode,
                            HjProgressFunc   progress,
                            gpointer         user_data,
                            GCancellable    *cancellable,
                            GError         **error);

G_END_DECLS
