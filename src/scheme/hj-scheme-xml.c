/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xpath.h>
#include <string.h>

#include "hj-scheme-private.h"
#include "hj-xml-scan.h"

/* A notice as data needs a thousand elements, nine deep, with a dozen attributes.
 * What lies far beyond is refused before libxml2 sees it: its time is quadratic
 * in the attributes of a tag. */
#define MAX_ELEMENTS 20000
#define MAX_DEPTH 32
#define MAX_TAG_BYTES 16384
#define MAX_TAG_ATTRIBUTES 32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlXPathContext, xmlXPathFreeContext)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlXPathCompExpr, xmlXPathFreeCompExpr)

static void
keep_syntax_error (void       *data,
                   HjXmlError  error)
{
  xmlParserCtxt *context = data;
  HjSource *source = context->_private;
  g_autofree char *message = NULL;

  /* The first is the cause; what follows are its consequences. */
  if (error == NULL || error->level < XML_ERR_ERROR || source->problems->len > 0)
    return;
  message = g_utf8_make_valid (error->message ? error->message : "", -1);
  hj_source_complain_line (source, error->line, _("This is not well-formed XML: %s"), g_strstrip (message));
}

static xmlParserInput *
refuse_entity (const char    *url,
               const char    *id,
               xmlParserCtxt *context)
{
  return NULL;
}

static gpointer
init_once (gpointer data)
{
  xmlInitParser ();
  /* Nothing this program reads as XML may make it open another file. */
  xmlSetExternalEntityLoader (refuse_entity);
  return NULL;
}

void
hj_scheme_xml_init (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, init_once, NULL);
}

/**
 * hj_scheme_xml_scan:
 * @text: a file, or its beginning
 *
 * Bounds what the XML parser will be given: encoding, size and number of tags,
 * depth, and no declarations. It is no parser: what is not well-formed passes.
 *
 * Returns: %FALSE with a problem added
 */
gboolean
hj_scheme_xml_scan (HjSource   *source,
                    const char *text,
                    gsize       length)
{
  static const HjXmlBounds bounds = { MAX_ELEMENTS, MAX_DEPTH, MAX_TAG_BYTES, MAX_TAG_ATTRIBUTES };
  int line;

  switch (hj_xml_scan (text, length, &bounds, &line))
    {
    case HJ_XML_NOT_UTF8:
      hj_source_complain_line (source, line, _("This is not a scheme. A scheme is an XML file encoded in UTF-8."));
      return FALSE;

    case HJ_XML_OTHER_ENCODING:
      hj_source_complain_line (source, line, _("A scheme is encoded in UTF-8. Write encoding=\"UTF-8\" and save the file so."));
      return FALSE;

    case HJ_XML_DECLARATION:
      hj_source_complain_line (source, line,
                               _("A scheme has no DOCTYPE and no declarations. Remove what begins with “<!” here."));
      return FALSE;

    case HJ_XML_TAG_TOO_LARGE:
      hj_source_complain_line (source, line,
                               _("This tag is too large. A tag may have at most %d attributes and %d bytes."),
                               MAX_TAG_ATTRIBUTES, MAX_TAG_BYTES);
      return FALSE;

    case HJ_XML_TOO_DEEP:
    case HJ_XML_TOO_MANY:
      hj_source_complain_line (source, line,
                               _("This is too much for a scheme. It may hold at most %d elements, %d deep."),
                               MAX_ELEMENTS, MAX_DEPTH);
      return FALSE;

    case HJ_XML_SOUND:
    default:
      return TRUE;
    }
}

/* Attributes and elements of other namespaces: xsi:type and its like would
 * change what the grammar means. */
static gboolean
check_namespaces (HjSource *source,
                  xmlDoc   *doc)
{
  xmlNode *node = xmlDocGetRootElement (doc);
  xmlNode *root = node;

  while (node != NULL)
    {
      for (xmlAttr *attribute = node->properties; node->type == XML_ELEMENT_NODE && attribute; attribute = attribute->next)
        if (attribute->ns != NULL)
          {
            hj_source_complain_at (source, node, _("The attribute “%s” belongs to another namespace. Remove it."),
                                   (const char *) attribute->name);
            return FALSE;
          }
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        {
          node = node->children;
          continue;
        }
      while (node != root && node->next == NULL)
        node = node->parent;
      node = node == root ? NULL : node->next;
    }
  return TRUE;
}

static gboolean
check_root (HjSource *source,
            xmlDoc   *doc)
{
  xmlNode *root = xmlDocGetRootElement (doc);
  const char *space = root && root->ns ? (const char *) root->ns->href : "";

  if (root != NULL && hj_xml_is (root, "scheme"))
    {
      if (g_str_equal (space, HJ_SCHEME_NAMESPACE))
        return TRUE;
      if (g_str_has_prefix (space, HJ_SCHEME_NAMESPACE_STEM))
        {
          source->too_new = TRUE;
          hj_source_complain_at (source, root,
                                 _("This scheme is written in a later form (%s) than this program knows (%s). "
                                   "Open it with a newer version of the program."),
                                 space, HJ_SCHEME_NAMESPACE);
          return FALSE;
        }
    }
  hj_source_complain_at (source, root, _("This is not a scheme. Expected: the element “scheme” in the namespace %s."),
                         HJ_SCHEME_NAMESPACE);
  return FALSE;
}

/**
 * hj_scheme_xml_parse:
 *
 * Returns: (transfer full) (nullable): the document, well-formed and a scheme by
 *   its root; %NULL with a problem added
 */
xmlDoc *
hj_scheme_xml_parse (HjSource *source,
                     GBytes   *bytes)
{
  g_autoptr (xmlParserCtxt) context = NULL;
  g_autoptr (xmlDoc) doc = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert (length > 0 && length <= HJ_SCHEME_MAX_BYTES);

  hj_scheme_xml_init ();
  if (!hj_scheme_xml_scan (source, text, length))
    return NULL;
  context = xmlNewParserCtxt ();
  context->_private = source;
  context->sax->serror = (xmlStructuredErrorFunc) keep_syntax_error;
  doc = xmlCtxtReadMemory (context, text, (int) length, NULL, "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
  if (doc == NULL || !hj_source_is_sound (source) || doc->intSubset != NULL)
    {
      if (hj_source_is_sound (source))
        hj_source_complain_line (source, 0, _("This is not a scheme. A scheme is an XML file encoded in UTF-8."));
      return NULL;
    }
  if (!check_root (source, doc) || !check_namespaces (source, doc))
    return NULL;
  return g_steal_pointer (&doc);
}

static void
keep_xpath_error (void       *data,
                  HjXmlError  error)
{
  int *at = data;

  if (error != NULL && *at == 0)
    *at = error->int1 + 1;
}

/* libxml2 takes the end of the text for a missing `)`. */
static gboolean
is_balanced (const char *xpath)
{
  GString *open = g_string_new (NULL);
  gboolean balanced = TRUE;
  char quote = 0;

  for (; *xpath && balanced; xpath++)
    {
      if (quote)
        quote = *xpath == quote ? 0 : quote;
      else if (*xpath == '"' || *xpath == '\'')
        quote = *xpath;
      else if (*xpath == '(' || *xpath == '[')
        g_string_append_c (open, *xpath == '(' ? ')' : ']');
      else if (*xpath == ')' || *xpath == ']')
        {
          balanced = open->len > 0 && open->str[open->len - 1] == *xpath;
          g_string_truncate (open, open->len - balanced);
        }
    }
  balanced = balanced && open->len == 0 && quote == 0;
  g_string_free (open, TRUE);
  return balanced;
}

/**
 * hj_scheme_xml_compiles:
 * @at: (out): the character where it goes wrong, from 1
 *
 * Whether an XPath of a standard can be read. What its functions are is known
 * only where it is evaluated.
 */
gboolean
hj_scheme_xml_compiles (const char *xpath,
                        int        *at)
{
  g_autoptr (xmlXPathContext) context = xmlXPathNewContext (NULL);
  g_autoptr (xmlXPathCompExpr) compiled = NULL;

  *at = 0;
  context->userData = at;
  context->error = (xmlStructuredErrorFunc) keep_xpath_error;
  compiled = xmlXPathCtxtCompile (context, (const xmlChar *) xpath);
  if (compiled != NULL && is_balanced (xpath))
    return TRUE;
  if (*at <= 0 || *at > (int) strlen (xpath))
    *at = (int) g_utf8_strlen (xpath, -1);
  else
    *at = (int) g_utf8_pointer_to_offset (xpath, xpath + *at - 1) + 1;
  return FALSE;
}
