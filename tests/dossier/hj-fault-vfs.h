/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk that fails when it is told to: a layer over SQLite's own file system,
 * so that the Nth write, flush or other step of the real code fails.
 *
 *   hj_fault_vfs_install ();                 first thing in main(), before any store is opened
 *   hj_fault_vfs_arm (HJ_FAULT_ALL, n, ENOSPC, HJ_FAULT_ONCE);
 *   ... the code under test ...
 *   hit = hj_fault_vfs_disarm ();            FALSE: it took fewer than n steps; the sweep is over
 *
 * Counts over all connections and threads. Only SQLite's files pass here; for
 * the rest see hj_safe_file_set_fault(). */

typedef enum {
  HJ_FAULT_WRITE = 1 << 0,
  HJ_FAULT_SYNC = 1 << 1,
  HJ_FAULT_TRUNCATE = 1 << 2,
  HJ_FAULT_OPEN = 1 << 3,    /* of a file that is opened to be written */
  HJ_FAULT_DELETE = 1 << 4,
  HJ_FAULT_SHM = 1 << 5,     /* mapping the WAL's index */
  HJ_FAULT_READ = 1 << 6,    /* not part of ALL */
  HJ_FAULT_ALL = 0x3f,
} HjFaultKind;

typedef enum {
  HJ_FAULT_ONCE,
  HJ_FAULT_STICKY,  /* every later step of the kind fails too, like a disk that is full */
  HJ_FAULT_TORN,    /* once; a write leaves its first half behind */
} HjFaultHow;

void     hj_fault_vfs_install (void);
void     hj_fault_vfs_arm (guint kinds, guint nth, int error_number, HjFaultHow how);  /* nth from 1 */
gboolean hj_fault_vfs_disarm (void);
guint    hj_fault_vfs_count (void);  /* steps of the armed kinds since arming */

G_END_DECLS
