/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-json.h"

#define MAX_DEPTH 16
#define MAX_KEYS  200    /* of an object; each is compared with those before it */
#define MAX_VALUES 2000  /* of a list */

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint       depth;
} Reader;

static HjJson *
new_value (HjJsonKind kind)
{
  HjJson *json = g_new0 (HjJson, 1);

  json->kind = kind;
  if (kind == HJ_JSON_OBJECT)
    json->names = g_ptr_array_new_with_free_func (g_free);
  if (kind == HJ_JSON_OBJECT || kind == HJ_JSON_ARRAY)
    json->values = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_json_free);
  return json;
}

HjJson *
hj_json_new_string (const char *text)
{
  HjJson *json = new_value (HJ_JSON_STRING);

  json->text = g_strdup (text);
  return json;
}

HjJson *
hj_json_new_object (void)
{
  return new_value (HJ_JSON_OBJECT);
}

void
hj_json_free (HjJson *json)
{
  g_free (json->text);
  g_clear_pointer (&json->names, g_ptr_array_unref);
  g_clear_pointer (&json->values, g_ptr_array_unref);
  g_free (json);
}

/**
 * hj_json_add:
 * @name: (nullable): within an object; %NULL within an array
 * @value: (transfer full)
 */
void
hj_json_add (HjJson     *object,
             const char *name,
             HjJson     *value)
{
  if (object->names != NULL)
    g_ptr_array_add (object->names, g_strdup (name));
  g_ptr_array_add (object->values, value);
}

const HjJson *
hj_json_get (const HjJson *object,
             const char   *name)
{
  for (guint i = 0; object->kind == HJ_JSON_OBJECT && i < object->names->len; i++)
    if (g_str_equal (g_ptr_array_index (object->names, i), name))
      return g_ptr_array_index (object->values, i);
  return NULL;
}

static gboolean
refuse (const Reader  *reader,
        const char    *message,
        GError       **error)
{
  glong column = g_utf8_strlen (reader->start, reader->at - reader->start) + 1;

  /* Translators: what is wrong with a line of JSON, and at which character */
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("not proper JSON at character %ld: %s"), column, message);
  return FALSE;
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && strchr (" \t\r\n", *reader->at) != NULL)
    reader->at++;
}

static gboolean
take (Reader *reader,
      char    character)
{
  if (reader->at >= reader->end || *reader->at != character)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
read_hex (Reader   *reader,
          gunichar *unit,
          GError  **error)
{
  *unit = 0;
  if (reader->end - reader->at < 4)
    return refuse (reader, _("four hexadecimal digits are expected"), error);
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*reader->at);

      if (digit < 0)
        return refuse (reader, _("four hexadecimal digits are expected"), error);
      *unit = *unit * 16 + (gunichar) digit;
      reader->at++;
    }
  return TRUE;
}

/* After "\u". A pair of surrogates is one character; half a pair is none, and neither is NUL. */
static gboolean
read_unicode (Reader   *reader,
              GString  *text,
              GError  **error)
{
  gunichar unit, low;

  if (!read_hex (reader, &unit, error))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (!take (reader, '\\') || !take (reader, 'u'))
        return refuse (reader, _("half a character"), error);
      if (!read_hex (reader, &low, error))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (reader, _("half a character"), error);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if ((unit >= 0xdc00 && unit < 0xe000) || unit == 0)
    return refuse (reader, _("a character that text can't hold"), error);
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
read_escape (Reader   *reader,
             GString  *text,
             GError  **error)
{
  static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
  char character = reader->at < reader->end ? *reader->at : '\0';

  reader->at++;
  if (character == 'u')
    return read_unicode (reader, text, error);
  for (const char *escape = escapes; *escape != '\0'; escape += 2)
    if (*escape == character)
      {
        g_string_append_c (text, escape[1]);
        return TRUE;
      }
  reader->at--;
  return refuse (reader, _("an unknown escape"), error);
}

static char *
read_string (Reader  *reader,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!take (reader, '"'))
    {
      refuse (reader, _("a string in double quotes is expected"), error);
      return NULL;
    }
  while (reader->at < reader->end && *reader->at != '"')
    {
      guchar character = (guchar) *reader->at;

      if (character < 0x20)
        {
          refuse (reader, _("a control character in a string"), error);
          return NULL;
        }
      if (character != '\\')
        g_string_append_c (text, *reader->at++);
      else
        {
          reader->at++;
          if (!read_escape (reader, text, error))
            return NULL;
        }
    }
  if (!take (reader, '"'))
    {
      refuse (reader, _("the string has no end"), error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static HjJson *
read_number (Reader  *reader,
             GError **error)
{
  static GRegex *grammar;
  const char *start = reader->at;
  g_autofree char *text = NULL;
  HjJson *json;

  if (grammar == NULL)
    grammar = g_regex_new ("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$", 0, 0, NULL);
  while (reader->at < reader->end && (g_ascii_isalnum (*reader->at) || strchr ("+-.", *reader->at) != NULL))
    reader->at++;
  text = g_strndup (start, (gsize) (reader->at - start));
  if (!g_regex_match (grammar, text, 0, NULL))
    {
      reader->at = start;
      refuse (reader, _("a value is expected"), error);
      return NULL;
    }
  json = new_value (HJ_JSON_NUMBER);
  json->text = g_steal_pointer (&text);
  return json;
}

static HjJson *
read_word (Reader  *reader,
           GError **error)
{
  static const struct { const char *word; HjJsonKind kind; gboolean truth; } words[] = {
    { "null", HJ_JSON_NULL, FALSE },
    { "true", HJ_JSON_BOOLEAN, TRUE },
    { "false", HJ_JSON_BOOLEAN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if ((gsize) (reader->end - reader->at) >= length && memcmp (reader->at, words[i].word, length) == 0)
        {
          HjJson *json = new_value (words[i].kind);

          reader->at += length;
          json->truth = words[i].truth;
          return json;
        }
    }
  return read_number (reader, error);
}

static gboolean
read_name (Reader   *reader,
           HjJson   *object,
           char    **name,
           GError  **error)
{
  skip_blanks (reader);
  *name = read_string (reader, error);
  if (*name == NULL)
    return FALSE;
  if (hj_json_get (object, *name) != NULL)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("the key “%s” stands twice"), *name);
      return FALSE;
    }
  skip_blanks (reader);
  return take (reader, ':') || refuse (reader, _("a colon is expected"), error);
}

static HjJson *
read_value (Reader  *reader,
            GError **error)
{
  char bracket;
  g_autoptr (HjJson) json = NULL;

  skip_blanks (reader);
  bracket = reader->at < reader->end ? *reader->at : '\0';
  if (bracket == '"')
    {
      json = new_value (HJ_JSON_STRING);
      json->text = read_string (reader, error);
      return json->text != NULL ? g_steal_pointer (&json) : NULL;
    }
  if (bracket != '{' && bracket != '[')
    return read_word (reader, error);

  reader->at++;
  json = new_value (bracket == '{' ? HJ_JSON_OBJECT : HJ_JSON_ARRAY);
  if (++reader->depth > MAX_DEPTH)
    return refuse (reader, _("nested too deeply"), error), NULL;
  skip_blanks (reader);
  while (!take (reader, bracket == '{' ? '}' : ']'))
    {
      g_autofree char *name = NULL;
      HjJson *value;

      if (json->values->len > 0 && !take (reader, ','))
        return refuse (reader, _("a comma or the end is expected"), error), NULL;
      if (json->values->len >= (bracket == '{' ? MAX_KEYS : MAX_VALUES))
        return refuse (reader, _("too many values in one list"), error), NULL;
      if (bracket == '{' && !read_name (reader, json, &name, error))
        return NULL;
      value = read_value (reader, error);
      if (value == NULL)
        return NULL;
      hj_json_add (json, name, value);
      skip_blanks (reader);
    }
  reader->depth--;
  return g_steal_pointer (&json);
}

/**
 * hj_json_parse:
 * @length: of @text in bytes, or -1
 *
 * Returns: (transfer full) (nullable): the one value that @text holds
 */
HjJson *
hj_json_parse (const char  *text,
               gssize       length,
               GError     **error)
{
  Reader reader = { text, text, text + (length >= 0 ? (gsize) length : strlen (text)), 0 };
  g_autoptr (HjJson) json = NULL;

  if (!g_utf8_validate_len (text, (gsize) (reader.end - text), &reader.at))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("not UTF-8 text at byte %d"), (int) (reader.at - text) + 1);
      return NULL;
    }
  reader.at = text;
  json = read_value (&reader, error);
  if (json == NULL)
    return NULL;
  skip_blanks (&reader);
  if (reader.at != reader.end)
    return refuse (&reader, _("something stands after the end"), error), NULL;
  return g_steal_pointer (&json);
}

/* ---- Writing ------------------------------------------------------------ */

struct _HjJsonWriter {
  GString *text;
  GString *brackets;  /* those that are open */
  gboolean first;
};

HjJsonWriter *
hj_json_writer_new (void)
{
  HjJsonWriter *writer = g_new0 (HjJsonWriter, 1);

  writer->text = g_string_new (NULL);
  writer->brackets = g_string_new (NULL);
  writer->first = TRUE;
  return writer;
}

void
hj_json_writer_free (HjJsonWriter *writer)
{
  g_string_free (writer->text, TRUE);
  g_string_free (writer->brackets, TRUE);
  g_free (writer);
}

static void
write_string (GString    *out,
              const char *value)
{
  g_string_append_c (out, '"');
  for (const char *at = value; *at != '\0'; at++)
    switch (*at)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      default:
        if ((guchar) *at < 0x20 || *at == 0x7f)
          g_string_append_printf (out, "\\u%04x", (guint) *at);
        else
          g_string_append_c (out, *at);
      }
  g_string_append_c (out, '"');
}

static void
begin_value (HjJsonWriter *writer,
             const char   *name)
{
  if (!writer->first)
    g_string_append_c (writer->text, ',');
  if (writer->brackets->len > 0)
    {
      g_string_append_c (writer->text, '\n');
      for (gsize i = 0; i < writer->brackets->len; i++)
        g_string_append (writer->text, "  ");
    }
  if (name != NULL)
    {
      write_string (writer->text, name);
      g_string_append (writer->text, ": ");
    }
  writer->first = FALSE;
}

void
hj_json_writer_begin (HjJsonWriter *writer,
                      const char   *name,
                      char          bracket)
{
  begin_value (writer, name);
  g_string_append_c (writer->text, bracket);
  g_string_append_c (writer->brackets, bracket);
  writer->first = TRUE;
}

void
hj_json_writer_end (HjJsonWriter *writer)
{
  char bracket = writer->brackets->str[writer->brackets->len - 1];

  g_string_truncate (writer->brackets, writer->brackets->len - 1);
  if (!writer->first)
    {
      g_string_append_c (writer->text, '\n');
      for (gsize i = 0; i < writer->brackets->len; i++)
        g_string_append (writer->text, "  ");
    }
  g_string_append_c (writer->text, bracket == '{' ? '}' : ']');
  writer->first = FALSE;
}

void
hj_json_writer_string (HjJsonWriter *writer,
                       const char   *name,
                       const char   *value)
{
  begin_value (writer, name);
  if (value != NULL)
    write_string (writer->text, value);
  else
    g_string_append (writer->text, "null");
}

void
hj_json_writer_boolean (HjJsonWriter *writer,
                        const char   *name,
                        gboolean      value)
{
  begin_value (writer, name);
  g_string_append (writer->text, value ? "true" : "false");
}

void
hj_json_writer_integer (HjJsonWriter *writer,
                        const char   *name,
                        gint64        value)
{
  begin_value (writer, name);
  g_string_append_printf (writer->text, "%" G_GINT64_FORMAT, value);
}

const char *
hj_json_writer_get_text (HjJsonWriter *writer)
{
  return writer->text->str;
}
