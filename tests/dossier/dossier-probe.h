/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-store.h"

G_BEGIN_DECLS

/* Does everything with a file that may hold anything: each step either works or
 * refuses with a sentence. Fails the program otherwise. */

typedef enum {
  DOSSIER_REFUSED,
  DOSSIER_READ,      /* refused for its digest alone: what is in it could be read */
  DOSSIER_VERIFIED,  /* opened */
} DossierProbed;

/* Leaves the file as it is. @error: why it was refused or found changed. */
DossierProbed dossier_probe_published (const char *path, HjScheme *scheme, GError **error);
/* Works on the file itself; FALSE if it was refused. */
gboolean      dossier_probe_working (const char *path, HjScheme *scheme);

G_END_DECLS
