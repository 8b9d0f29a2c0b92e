/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-xml-private.h"

/* "_x0041_": how long such an escape is. */
#define ESCAPE_LENGTH 7

/* Tab and the ends of lines are the only controls of XML 1.0. */
static gboolean
is_beyond_xml (gunichar character)
{
  return (character < 0x20 && character != '\t' && character != '\n' && character != '\r') ||
         character == 0xfffe || character == 0xffff;
}

/* The character that an escape at @text stands for, 0 where there is none. */
static gunichar
read_escape (const char *text)
{
  gunichar character = 0;

  if (text[0] != '_' || text[1] != 'x')
    return 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]) || g_ascii_islower (text[i]))
        return 0;
      character = character * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }

  return text[6] == '_' && (is_beyond_xml (character) || character == '_') ? character : 0;
}

static gboolean
needs_escape (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      guchar byte = (guchar) *at;

      if ((byte < 0x20 && is_beyond_xml (byte)) || (byte == '_' && read_escape (at) != 0) ||
          (byte == 0xef && is_beyond_xml (g_utf8_get_char (at))))
        return TRUE;
    }

  return FALSE;
}

char *
hj_canon_escape (const char *text)
{
  GString *escaped;

  g_assert (text != NULL);

  if (!needs_escape (text))
    return NULL;

  escaped = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (is_beyond_xml (character) || (character == '_' && read_escape (at) != 0))
        g_string_append_printf (escaped, "_x%04X_", character);
      else
        g_string_append_unichar (escaped, character);
    }

  return g_string_free (escaped, FALSE);
}

char *
hj_canon_unescape (const char *text)
{
  GString *plain;
  const char *at = text;

  g_assert (text != NULL);

  if (strstr (text, "_x") == NULL)
    return NULL;

  plain = g_string_new (NULL);
  while (*at != '\0')
    {
      gunichar character = read_escape (at);

      if (character != 0)
        g_string_append_unichar (plain, character);
      else
        g_string_append_c (plain, *at);
      at += character != 0 ? ESCAPE_LENGTH : 1;
    }

  return g_string_free (plain, FALSE);
}
