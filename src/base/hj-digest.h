/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 as 64 lower-case hexadecimal digits. */
char *hj_digest_bytes (GBytes *bytes);
char *hj_digest_text (const char *text);
char *hj_digest_file (const char *path, gsize max_bytes, GError **error);

/* A random 128-bit id as 32 lower-case hexadecimal digits: never a counter,
 * so that the files of several experts can be united (design.md 4). */
char    *hj_id_new (void);
gboolean hj_id_is_valid (const char *id);

G_END_DECLS
