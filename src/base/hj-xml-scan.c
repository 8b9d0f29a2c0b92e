/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <string.h>

#include "hj-xml-scan.h"

typedef struct {
  const HjXmlBounds *bounds;
  const char        *at;
  const char        *end;
  int                line;
  guint              elements;
  int                depth;
} Scan;

static void
go_to (Scan       *scan,
       const char *place)
{
  for (const char *at = scan->at; (at = memchr (at, '\n', (gsize) (place - at))) != NULL; at++)
    scan->line++;
  scan->at = place;
}

/* Behind the next @mark; to the end where there is none. */
static void
skip_behind (Scan       *scan,
             const char *mark)
{
  const char *found = g_strstr_len (scan->at, scan->end - scan->at, mark);

  go_to (scan, found != NULL ? found + strlen (mark) : scan->end);
}

static gboolean
looking_at (const Scan *scan,
            const char *mark)
{
  gsize length = strlen (mark);

  return (gsize) (scan->end - scan->at) >= length && memcmp (scan->at, mark, length) == 0;
}

/* The `>` that ends a tag, which may also stand in a quoted value; NULL if the tag is too large. */
static const char *
find_end_of_tag (const Scan *scan)
{
  const char *at = scan->at;
  guint attributes = 0;
  char quote = 0;

  for (; at < scan->end && (quote != 0 || *at != '>'); at++)
    {
      if (quote != 0)
        quote = *at == quote ? 0 : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '=')
        attributes++;
      if ((gsize) (at - scan->at) > scan->bounds->max_tag_bytes || attributes > scan->bounds->max_attributes)
        return NULL;
    }

  return at;
}

/* The line stays that of the tag's beginning until the tag is known to be sound. */
static HjXmlFault
scan_tag (Scan *scan)
{
  const char *close = find_end_of_tag (scan);

  if (close == NULL)
    return HJ_XML_TAG_TOO_LARGE;
  if (close < scan->end)
    {
      if (scan->at + 1 < scan->end && scan->at[1] == '/')
        {
          scan->depth--;
        }
      else
        {
          scan->elements++;
          scan->depth += close[-1] != '/';
        }
      if (scan->depth > scan->bounds->max_depth)
        return HJ_XML_TOO_DEEP;
      if (scan->elements > scan->bounds->max_elements)
        return HJ_XML_TOO_MANY;
      close++;
    }
  go_to (scan, close);

  return HJ_XML_SOUND;
}

/* What stands behind a `<`. */
static HjXmlFault
scan_markup (Scan *scan)
{
  if (looking_at (scan, "<!--"))
    {
      scan->at += strlen ("<!--");
      skip_behind (scan, "-->");
    }
  else if (looking_at (scan, "<![CDATA["))
    skip_behind (scan, "]]>");
  else if (looking_at (scan, "<?"))
    skip_behind (scan, "?>");
  else if (looking_at (scan, "<!"))
    return HJ_XML_DECLARATION;
  else
    return scan_tag (scan);

  return HJ_XML_SOUND;
}

/* Whether an XML declaration, if there is one, names no other encoding than UTF-8. */
static gboolean
declares_utf8 (const char *text,
               gsize       length)
{
  const char *close = g_strstr_len (text, (gssize) MIN (length, 200), "?>");
  g_autofree char *declaration = NULL;
  const char *name;

  if (length < 5 || memcmp (text, "<?xml", 5) != 0 || close == NULL)
    return TRUE;
  declaration = g_strndup (text, (gsize) (close - text));
  name = strstr (declaration, "encoding");
  if (name == NULL)
    return TRUE;
  name += strcspn (name, "\"'");

  return *name != '\0' && g_ascii_strncasecmp (name + 1, "UTF-8", 5) == 0 && name[6] == name[0];
}

HjXmlFault
hj_xml_scan (const char        *text,
             gsize              length,
             const HjXmlBounds *bounds,
             int               *line)
{
  Scan scan = { .bounds = bounds, .at = text, .end = text + length, .line = 1 };
  HjXmlFault fault = HJ_XML_SOUND;

  /* In any other encoding the bounds would see nothing. */
  *line = 0;
  if (!g_utf8_validate_len (text, length, NULL))
    return HJ_XML_NOT_UTF8;
  *line = 1;
  if (!declares_utf8 (text, length))
    return HJ_XML_OTHER_ENCODING;

  while (fault == HJ_XML_SOUND && scan.at < scan.end)
    {
      const char *next = memchr (scan.at, '<', (gsize) (scan.end - scan.at));

      go_to (&scan, next != NULL ? next : scan.end);
      if (next != NULL)
        fault = scan_markup (&scan);
    }
  *line = scan.line;

  return fault;
}
