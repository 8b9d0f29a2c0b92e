/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-xlsx-private.h"

typedef struct {
  GPtrArray *strings;
  GString   *text;
  guint      phonetic;  /* within how many: readings of names are not their text */
  gboolean   in_text;
} Strings;

static gboolean
is_escape (const char *at)
{
  return at[0] == '_' && at[1] == 'x'
         && g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3])
         && g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]) && at[6] == '_';
}

/**
 * hj_xlsx_unescape:
 *
 * Spreadsheets write the characters that XML doesn't take, and carriage returns, as `_x000D_`. What cannot stand in a
 * text becomes nothing.
 */
char *
hj_xlsx_unescape (const char *text)
{
  GString *plain;

  if (strstr (text, "_x") == NULL)
    return g_strdup (text);
  plain = g_string_sized_new (strlen (text));
  while (*text != '\0')
    if (is_escape (text))
      {
        gunichar c = (gunichar) g_ascii_strtoull (text + 2, NULL, 16);

        if ((c >= 0x20 && c != 0x7f && (c < 0xd800 || c > 0xdfff) && c < 0xfffe) || c == '\n' || c == '\t')
          g_string_append_unichar (plain, c);
        text += 7;
      }
    else
      g_string_append_c (plain, *text++);

  return g_string_free (plain, FALSE);
}

static void
started_cb (HjPart     *part,
            const char *element,
            gpointer    data)
{
  Strings *strings = data;

  if (strcmp (element, "si") == 0)
    g_string_truncate (strings->text, 0);
  else if (strcmp (element, "rPh") == 0)
    strings->phonetic++;
  else if (strcmp (element, "t") == 0)
    strings->in_text = strings->phonetic == 0;
}

static void
ended_cb (HjPart     *part,
          const char *element,
          gpointer    data)
{
  Strings *strings = data;

  if (strcmp (element, "si") == 0)
    g_ptr_array_add (strings->strings, hj_xlsx_unescape (strings->text->str));
  else if (strcmp (element, "rPh") == 0 && strings->phonetic > 0)
    strings->phonetic--;
  else if (strcmp (element, "t") == 0)
    strings->in_text = FALSE;
}

static void
text_cb (HjPart     *part,
         const char *text,
         gsize       length,
         gpointer    data)
{
  Strings *strings = data;

  if (strings->in_text)
    g_string_append_len (strings->text, text, length);
}

/**
 * hj_xlsx_strings_read:
 * @bytes: (nullable): the part; a workbook may have none
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the shared strings, runs joined
 */
GPtrArray *
hj_xlsx_strings_read (GBytes            *bytes,
                      const char        *file,
                      const HjPartWork  *work,
                      GError           **error)
{
  static const HjPartHandler handler = { started_cb, ended_cb, text_cb };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { found, text, 0, FALSE };

  if (bytes != NULL && !hj_part_read (bytes, file, &handler, &strings, work, error))
    return NULL;

  return g_steal_pointer (&found);
}
