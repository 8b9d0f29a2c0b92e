/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HJ_ERROR (hj_error_quark ())

/**
 * HjErrorCode:
 * @HJ_ERROR_FAILED: nothing more precise can be said
 * @HJ_ERROR_INVALID: what was given is not acceptable; nothing was changed
 * @HJ_ERROR_NOT_FOUND: there is no such thing
 * @HJ_ERROR_BUSY: another holder has it; the message names the holder
 * @HJ_ERROR_CORRUPT: a file is not what it claims to be
 * @HJ_ERROR_TOO_NEW: a newer version of the program wrote it
 * @HJ_ERROR_TOO_LARGE: it exceeds a bound; the message names the bound
 * @HJ_ERROR_FULL: the disk or stick has no room
 * @HJ_ERROR_DENIED: the system does not allow it (permissions, read only)
 * @HJ_ERROR_CHANGED: the target was changed elsewhere since it was opened
 * @HJ_ERROR_IO: reading or writing failed
 * @HJ_ERROR_GLYPH: no font has a character that must be printed
 *
 * What a caller can do about a failure, the same for all modules. The message
 * is a full sentence for the user: what happened, and the way out.
 */
typedef enum {
  HJ_ERROR_FAILED,
  HJ_ERROR_INVALID,
  HJ_ERROR_NOT_FOUND,
  HJ_ERROR_BUSY,
  HJ_ERROR_CORRUPT,
  HJ_ERROR_TOO_NEW,
  HJ_ERROR_TOO_LARGE,
  HJ_ERROR_FULL,
  HJ_ERROR_DENIED,
  HJ_ERROR_CHANGED,
  HJ_ERROR_IO,
  HJ_ERROR_GLYPH,
} HjErrorCode;

GQuark hj_error_quark (void);

G_END_DECLS
