/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <string.h>

#include "hj-scheme-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlChar, xmlFree)

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A line that was broken in the file is one line on the page: between Chinese
 * characters nothing is left of the break, elsewhere a space. */
static char *
join_lines (const char *raw)
{
  GString *text = g_string_new (NULL);
  gunichar last = 0;

  while (*raw)
    {
      gsize blank = strspn (raw, " \t\n\r");

      if (blank > 0)
        {
          gboolean broken = memchr (raw, '\n', blank) != NULL;
          gunichar next = g_utf8_get_char (raw + blank);

          if (last && next && !(broken && (g_unichar_iswide (last) || g_unichar_iswide (next))))
            g_string_append_c (text, ' ');
          raw += blank;
          continue;
        }
      last = g_utf8_get_char (raw);
      g_string_append_unichar (text, last);
      raw = g_utf8_next_char (raw);
    }
  return g_string_free (text, FALSE);
}

gboolean
hj_xml_is (const xmlNode *node,
           const char    *name)
{
  return node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name);
}

xmlNode *
hj_xml_next (xmlNode    *node,
             const char *name)
{
  for (node = node->next; node; node = node->next)
    if (hj_xml_is (node, name))
      return node;
  return NULL;
}

/* (nullable): the first child of that name; a NULL parent has none */
xmlNode *
hj_xml_first (xmlNode    *parent,
              const char *name)
{
  for (xmlNode *node = parent ? parent->children : NULL; node; node = node->next)
    if (hj_xml_is (node, name))
      return node;
  return NULL;
}

gboolean
hj_xml_has (xmlNode    *node,
            const char *attribute)
{
  return xmlHasNsProp (node, (const xmlChar *) attribute, NULL) != NULL;
}

char *
hj_xml_text (xmlNode *node)
{
  g_autoptr (xmlChar) content = xmlNodeGetContent (node);

  return join_lines (content ? (const char *) content : "");
}

char *
hj_xml_child_text (xmlNode    *parent,
                   const char *name)
{
  xmlNode *child = hj_xml_first (parent, name);

  return child ? hj_xml_text (child) : g_strdup ("");
}

char *
hj_xml_attribute (xmlNode    *node,
                  const char *attribute)
{
  g_autoptr (xmlChar) value = xmlGetNoNsProp (node, (const xmlChar *) attribute);

  return join_lines (value ? (const char *) value : "");
}

HjPoints
hj_xml_points (xmlNode    *node,
               const char *attribute,
               HjPoints    fallback)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);
  HjPoints points = fallback;

  if (*value && !hj_points_parse (value, &points, NULL))
    g_assert_not_reached ();  /* the grammar let nothing else through */
  return points;
}

int
hj_xml_whole (xmlNode    *node,
              const char *attribute,
              int         fallback)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);

  return *value ? (int) g_ascii_strtoll (value, NULL, 10) : fallback;
}

gboolean
hj_xml_yes (xmlNode    *node,
            const char *attribute)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);

  return g_str_equal (value, "yes");
}

HjDay
hj_xml_day (xmlNode    *node,
            const char *attribute)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);
  HjDay day = HJ_DAY_NONE;

  if (*value && !hj_day_parse (value, &day, NULL))
    return HJ_DAY_NONE;
  return day;
}

/* "a b c" of a list attribute as the model keeps it: "a,b,c". */
char *
hj_xml_id_list (xmlNode    *node,
                const char *attribute)
{
  char *value = hj_xml_attribute (node, attribute);

  for (char *at = value; *at; at++)
    if (is_blank (*at))
      *at = ',';
  return value;
}

/* Takes @value in place of what stood there. */
void
hj_xml_set (char **field,
            char  *value)
{
  g_free (*field);
  *field = value;
}
