/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "hj-scheme-private.h"
#include "hj-scheme-resources.h"

#define RESOURCE_PATH "/org/hengjian/scheme/scheme.xsd"
#define QUALIFIED_PREFIX "{" HJ_SCHEME_NAMESPACE "}"
#define SCHEMA_NAMESPACE "{http://www.w3.org/2001/XMLSchema}"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

/* What a value with this pattern is, in words; the pattern is how libxml2 names
 * the type that was broken. */
typedef struct {
  const char *pattern;
  const char *meaning;
} Meaning;

static const Meaning meanings[] = {
  { "[a-z0-9]+([.\\-][a-z0-9]+)*",
    N_("an id of lower-case letters and digits, with single dots or hyphens between them, such as 2.1.3") },
  { "(0|[1-9][0-9]{0,4})(\\.[0-9]{1,2})?", N_("points such as 2 or 2.50") },
  { "0|[1-9][0-9]{0,5}", N_("a whole number such as 5") },
  { "(0|[1-9][0-9]{0,8})(\\.[0-9]{1,3})?", N_("a number such as 60 or 3.5") },
  { "[0-9]{4}-[0-9]{2}-[0-9]{2}", N_("a day such as 2020-11-05") },
  { "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", N_("a day of every year such as 03-15") },
  { "[0-9A-Za-z]([0-9A-Za-z\\-]{0,30}[0-9A-Za-z])?", N_("an occupation code such as 4-07-03-02") },
  { "\\^(([A-Za-z0-9\\-]|\\\\d|\\[[A-Za-z0-9\\-]+\\])(\\{[1-9][0-9]?\\})?)+$",
    N_("characters, classes and exact counts between ^ and $, such as ^[1-8]-\\d{2}$") },
};

static xmlSchema *
parse_schema (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hj_scheme_get_resource (), RESOURCE_PATH, 0, NULL);
  g_autoptr (xmlSchemaParserCtxt) context = NULL;
  xmlSchema *schema;

  g_assert (bytes != NULL);

  context = xmlSchemaNewMemParserCtxt (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  schema = xmlSchemaParse (context);
  g_assert (schema != NULL);
  return schema;
}

/* Parsed once for the whole program: that takes longer than checking a scheme. */
static gpointer
load_once (gpointer data)
{
  return parse_schema ();
}

static gboolean
has_name (xmlNode    *node,
          const char *name)
{
  g_autofree char *own = hj_xml_attribute (node, "name");

  return g_str_equal (own, name);
}

/* The attributes declared under @node, not those of the elements within it. */
static void
add_attributes (GPtrArray *names,
                xmlNode   *node)
{
  for (xmlNode *child = node->children; child; child = child->next)
    {
      if (hj_xml_is (child, "attribute"))
        {
          g_autofree char *name = hj_xml_attribute (child, "name");

          if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_steal_pointer (&name));
        }
      else if (child->type == XML_ELEMENT_NODE && !hj_xml_is (child, "element"))
        add_attributes (names, child);
    }
}

/* What each declaration of an element of this name allows: its own, or those of its type. */
static void
add_declared (GPtrArray  *names,
              xmlNode    *schema,
              xmlNode    *node,
              const char *element)
{
  for (xmlNode *child = node->children; child; child = child->next)
    {
      if (hj_xml_is (child, "element") && has_name (child, element))
        {
          g_autofree char *type = hj_xml_attribute (child, "type");

          add_attributes (names, child);
          for (xmlNode *named = schema->children; named && *type; named = named->next)
            if (hj_xml_is (named, "complexType") && has_name (named, type))
              add_attributes (names, named);
        }
      add_declared (names, schema, child, element);
    }
}

/* (transfer full): the attributes that an element may have, as the grammar itself says */
static char *
list_attributes (const char *element)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hj_scheme_get_resource (), RESOURCE_PATH, 0, NULL);
  g_autoptr (xmlDoc) doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes),
                                          NULL, NULL, XML_PARSE_NONET);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_assert (doc != NULL);

  add_declared (names, xmlDocGetRootElement (doc), xmlDocGetRootElement (doc), element);
  if (names->len == 0)
    return g_strdup (_("no attributes"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
without (const char *text,
         const char *part)
{
  g_auto (GStrv) pieces = g_strsplit (text, part, -1);

  return g_strjoinv ("", pieces);
}

/* (nullable): what stands between the first @before and the last @after */
static char *
between (const char *text,
         const char *before,
         const char *after)
{
  const char *start = strstr (text, before);
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (before);
  end = *after ? g_strrstr (start, after) : start + strlen (start);
  return end ? g_strndup (start, (gsize) (end - start)) : NULL;
}

static char *
shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  if (g_utf8_strlen (valid, -1) <= 40)
    return g_steal_pointer (&valid);
  g_autofree char *head = g_utf8_substring (valid, 0, 40);
  return g_strconcat (head, "…", NULL);
}

static const char *
meaning_of (const char *pattern)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].pattern, pattern))
      return _(meanings[i].meaning);
  return pattern;
}

/* `Expected is one of ( a, b ).` → `a, b`. libxml2 names ten of them and stops without a word. */
static char *
expected_of (const char *message)
{
  const char *at = strstr (message, "Expected is");
  g_autofree char *list = at ? between (at, "( ", " )") : NULL;
  guint commas = 0;

  for (const char *comma = list ? strchr (list, ',') : NULL; comma; comma = strchr (comma + 1, ','))
    commas++;
  return commas >= 9 ? g_strdup_printf (_("%s and others"), list) : g_steal_pointer (&list);
}

static char *
explain_content (const char *message,
                 xmlNode    *node)
{
  g_autofree char *expected = expected_of (message);
  const char *name = node ? (const char *) node->name : "";
  const char *parent = node && node->parent && node->parent->name ? (const char *) node->parent->name : "";

  if (strstr (message, "Missing child"))
    return g_strdup_printf (_("“%s” is incomplete. Expected next in it: %s."), name, expected ? expected : "");
  if (strstr (message, "This element is not expected") && expected)
    return g_strdup_printf (_("“%s” is not expected here. Expected: %s."), name, expected);
  if (strstr (message, "This element is not expected"))
    return g_strdup_printf (_("“%s” is not expected here. Nothing more belongs into “%s”."), name, parent);
  if (strstr (message, "Character content"))
    return g_strdup_printf (_("“%s” holds elements or nothing, no text of its own. Expected: no text."), name);
  if (strstr (message, "Element content"))
    return g_strdup_printf (_("“%s” holds text alone. Expected: no elements in it."), name);
  return NULL;
}

static char *
explain_value (const char *message,
               const char *what)
{
  g_autofree char *raw = NULL, *value = NULL, *detail = NULL;

  if (strstr (message, "[facet 'pattern']"))
    {
      raw = between (message, "The value '", "' is not accepted by the pattern '");
      detail = between (message, "' is not accepted by the pattern '", "'.");
      value = shorten (raw ? raw : "");
      return g_strdup_printf (_("“%s” is not acceptable as %s. Expected: %s."), value, what,
                              detail ? meaning_of (detail) : "");
    }
  if (strstr (message, "[facet 'enumeration']"))
    {
      raw = between (message, "The value '", "' is not an element of the set {");
      g_autofree char *set = between (message, "' is not an element of the set {", "}.");

      detail = without (set ? set : "", "'");
      value = shorten (raw ? raw : "");
      return g_strdup_printf (_("“%s” is not acceptable as %s. Expected one of: %s."), value, what, detail);
    }
  if (strstr (message, "Length']"))
    {
      detail = between (message, "length of '", "'.");
      if (strstr (message, "underruns"))
        return g_strdup_printf (_("There is nothing in %s. Expected: a text."), what);
      raw = between (message, "allowed maximum length of '", "'.");
      return g_strdup_printf (_("Too much in %s. Expected: a length of at most %s."), what, raw ? raw : "");
    }
  raw = between (message, "'", "' is not a valid value of ");
  if (raw == NULL)
    return NULL;
  value = shorten (strrchr (raw, '\'') ? strrchr (raw, '\'') + 1 : raw);
  detail = between (message, "' is not a valid value of ", "");
  return g_strdup_printf (_("“%s” is not acceptable as %s. Expected: %s."), value, what,
                          strstr (detail, "'day'") || strstr (detail, "xs:date") ? _("a day such as 2020-11-05")
                                                                                 : meaning_of (meanings[0].pattern));
}

static char *
explain_attribute (const char *message,
                   const char *attribute,
                   const char *element)
{
  g_autofree char *name = NULL, *known = NULL;

  if (strstr (message, "is required but missing"))
    {
      name = between (message, "The attribute '", "' is required but missing");
      return g_strdup_printf (_("The attribute “%s” is missing. Expected: a value for it."), name ? name : "");
    }
  if (attribute != NULL && strstr (message, "is not allowed"))
    {
      known = list_attributes (element);
      return g_strdup_printf (_("The attribute “%s” is not known here. Expected: %s."), attribute, known);
    }
  return NULL;
}

/* libxml2's `Element 'x', attribute 'y': [facet …] …` as a sentence that says
 * what is expected. What is not recognised is passed on as it is. */
static char *
explain (HjXmlError  error,
         xmlNode    *element)
{
  g_autofree char *valid = g_utf8_make_valid (error->message ? error->message : "", -1);
  g_autofree char *message = without (g_strstrip (valid), QUALIFIED_PREFIX);
  const char *body = strstr (message, "': ");
  g_autofree char *attribute = NULL, *what = NULL;
  char *sentence;

  body = body ? body + strlen ("': ") : message;
  if (g_str_has_prefix (message, "Element '") && strstr (message, ", attribute '")
      && strstr (message, ", attribute '") < body)
    {
      g_autofree char *head = g_strndup (message, (gsize) (body - message));
      attribute = between (head, ", attribute '", "': ");
    }
  what = attribute ? g_strdup_printf ("“%s”", attribute)
                   : g_strdup_printf ("“%s”", element ? (const char *) element->name : "");

  sentence = explain_attribute (body, attribute, element ? (const char *) element->name : "");
  if (sentence == NULL)
    sentence = explain_value (body, what);
  if (sentence == NULL)
    sentence = explain_content (body, element);
  return sentence ? sentence : g_strdup (body);
}

static xmlNode *
element_of (HjXmlError error)
{
  xmlNode *node = error->node;

  if (node != NULL && node->type == XML_ATTRIBUTE_NODE)
    node = node->parent;
  return node != NULL && node->type == XML_ELEMENT_NODE ? node : NULL;
}

/* A broken value is reported twice by some versions: for the facet and for its type. */
static gboolean
is_echo (const HjSource *source,
         xmlNode        *element,
         HjXmlError      error)
{
  const HjSchemeProblem *last;

  if (source->problems->len == 0 || error->code != XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1)
    return FALSE;
  last = g_ptr_array_index (source->problems, source->problems->len - 1);
  return element != NULL && last->line == (int) xmlGetLineNo (element);
}

static void
keep_grammar_error (void       *data,
                    HjXmlError  error)
{
  HjSource *source = data;
  xmlNode *element;
  g_autofree char *sentence = NULL;

  if (error == NULL || error->level < XML_ERR_ERROR || source->problems->len >= HJ_SCHEME_MAX_PROBLEMS)
    return;
  element = element_of (error);
  if (is_echo (source, element, error))
    return;
  sentence = explain (error, element);
  hj_source_complain_at (source, element, "%s", sentence);
}

/**
 * hj_scheme_grammar_check:
 *
 * Checks the document with data/scheme.xsd, which is compiled in: an installed
 * program needs no path for it. Safe on any thread.
 *
 * Returns: %FALSE with problems added
 */
gboolean
hj_scheme_grammar_check (HjSource *source,
                         xmlDoc   *doc)
{
  static GOnce once = G_ONCE_INIT;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (xmlSchemaValidCtxt) context = NULL;
  int status;

  g_once (&once, load_once, NULL);
  context = xmlSchemaNewValidCtxt (once.retval);
  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_grammar_error, source);
  status = xmlSchemaValidateDoc (context, doc);
  if (status != 0 && hj_source_is_sound (source))
    hj_source_complain_line (source, 0, _("This is not a scheme: it does not follow the grammar of schemes."));
  return status == 0 && hj_source_is_sound (source);
}
