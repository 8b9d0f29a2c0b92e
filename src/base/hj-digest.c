/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <sys/random.h>

#include "hj-digest.h"
#include "hj-safe-file.h"

#define ID_BYTES 16

char *
hj_digest_bytes (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

char *
hj_digest_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
update_checksum (gpointer      user_data,
                 const guchar *data,
                 gssize        length)
{
  g_checksum_update (user_data, data, length);
}

/**
 * hj_digest_file:
 * @max_bytes: a larger file is %HJ_ERROR_TOO_LARGE
 *
 * Reads the file in pieces: its size does not matter to memory.
 *
 * Returns: (transfer full) (nullable): the digest of its bytes
 */
char *
hj_digest_file (const char  *path,
                gsize        max_bytes,
                GError     **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (path != NULL, NULL);

  if (!hj_safe_file_scan (path, max_bytes, update_checksum, checksum, NULL, error))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * hj_id_new:
 *
 * Returns: (transfer full): 128 random bits as 32 hexadecimal digits
 */
char *
hj_id_new (void)
{
  guchar bytes[ID_BYTES];
  GString *id = g_string_sized_new (2 * ID_BYTES);

  if (getrandom (bytes, sizeof bytes, 0) != (gssize) sizeof bytes)
    g_error ("The system gives no random numbers; ids made now could meet those of another machine.");
  for (guint i = 0; i < ID_BYTES; i++)
    g_string_append_printf (id, "%02x", bytes[i]);
  return g_string_free (id, FALSE);
}

gboolean
hj_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) != 2 * ID_BYTES)
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && !(*p >= 'a' && *p <= 'f'))
      return FALSE;
  return TRUE;
}
