/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-xml-private.h"
#include "hj-xml-scan.h"

/* Bytes of a stranger, made a document tree or refused. */

gboolean
hj_canon_fail (const char  *name,
               long         line,
               const char  *sentence,
               GError     **error)
{
  if (line > 0)
    /* TRANSLATORS: a file's name, a line's number, a sentence on what is wrong there */
    g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT, _("“%s”, line %ld: %s Nothing was changed."), name, line, sentence);
  else
    /* TRANSLATORS: a file's name, a sentence on what is wrong with it */
    g_set_error (error, HJ_ERROR, HJ_ERROR_CORRUPT, _("“%s”: %s Nothing was changed."), name, sentence);

  return FALSE;
}

static gboolean
fail_bounds (const char  *name,
             int          line,
             const char  *sentence,
             GError     **error)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE, _("“%s”, line %ld: %s Nothing was changed."), name, (long) line, sentence);

  return FALSE;
}

/**
 * hj_canon_scan:
 *
 * Bounds what the XML parser will be given: encoding, size and number of tags, depth, no
 * declarations. It is no parser: what is not well-formed passes.
 */
gboolean
hj_canon_scan (const char  *text,
               gsize        length,
               const char  *name,
               GError     **error)
{
  static const HjXmlBounds bounds = {
    HJ_CANON_MAX_ELEMENTS, HJ_CANON_MAX_DEPTH, HJ_CANON_MAX_TAG_BYTES, HJ_CANON_MAX_ATTRIBUTES
  };
  int line;

  switch (hj_xml_scan (text, length, &bounds, &line))
    {
    case HJ_XML_NOT_UTF8:
    case HJ_XML_OTHER_ENCODING:
      return hj_canon_fail (name, 0, _("This is not a dossier's XML form: it is not encoded in UTF-8."), error);

    case HJ_XML_DECLARATION:
      return hj_canon_fail (name, line,
                            _("A dossier's XML form has no DOCTYPE and no declarations, which could make a program read other files."),
                            error);

    case HJ_XML_TAG_TOO_LARGE:
      return fail_bounds (name, line, _("A tag here is larger than any of a dossier."), error);

    case HJ_XML_TOO_DEEP:
      return fail_bounds (name, line, _("Elements stand deeper in each other than in any dossier."), error);

    case HJ_XML_TOO_MANY:
      return fail_bounds (name, line, _("There are more elements than in any dossier."), error);

    case HJ_XML_SOUND:
    default:
      return TRUE;
    }
}

typedef struct {
  long  line;
  char *message;  /* NULL while nothing is wrong */
} Syntax;

/* The first is the cause; what follows are its consequences. */
static void
keep_syntax_error (void         *data,
                   HjCanonError  problem)
{
  xmlParserCtxt *context = data;
  Syntax *syntax = context->_private;

  if (problem == NULL || problem->level < XML_ERR_ERROR || syntax->message != NULL)
    return;
  syntax->line = problem->line;
  syntax->message = g_utf8_make_valid (problem->message != NULL ? problem->message : "", -1);
  g_strstrip (syntax->message);
}

static xmlParserInput *
refuse_entity (const char    *url,
               const char    *id,
               xmlParserCtxt *context)
{
  return NULL;
}

/* Nothing this program reads as XML may make it open another file. */
static gpointer
init_once (gpointer data)
{
  xmlInitParser ();
  xmlSetExternalEntityLoader (refuse_entity);

  return NULL;
}

/* Attributes of other namespaces: xsi:type and its like would change what the grammar means. */
static gboolean
check_namespaces (xmlNode     *node,
                  const char  *name,
                  GError     **error)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        if (attribute->ns != NULL)
          return hj_canon_fail (name, xmlGetLineNo (node), _("An attribute belongs to another namespace."), error);
      if (!check_namespaces (node->children, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_root (xmlNode     *root,
            const char  *name,
            GError     **error)
{
  const char *space = root != NULL && root->ns != NULL ? (const char *) root->ns->href : "";

  if (root != NULL && strcmp ((const char *) root->name, "dossier") == 0)
    {
      if (strcmp (space, HJ_EXCHANGE_NAMESPACE) == 0)
        return TRUE;
      if (g_str_has_prefix (space, HJ_CANON_NAMESPACE_STEM))
        {
          g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_NEW,
                       _("“%s” was written by a newer version of this program. Nothing was changed; "
                         "read it with that version."), name);
          return FALSE;
        }
    }

  return hj_canon_fail (name, 0, _("This is XML, but not that of a dossier."), error);
}

/**
 * hj_canon_parse:
 *
 * Returns: (transfer full) (nullable): the document, well-formed, and a dossier by its root
 */
xmlDoc *
hj_canon_parse (GBytes      *bytes,
                const char  *name,
                GError     **error)
{
  static GOnce once = G_ONCE_INIT;
  g_autoptr (xmlParserCtxt) context = NULL;
  g_autoptr (xmlDoc) doc = NULL;
  g_autofree char *message = NULL;
  Syntax syntax = { 0 };
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length > HJ_EXCHANGE_MAX_BYTES)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE, _("“%s” is larger than %d MiB. Nothing was changed."),
                   name, HJ_EXCHANGE_MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  if (length == 0)
    {
      hj_canon_fail (name, 0, _("The file is empty."), error);
      return NULL;
    }
  g_once (&once, init_once, NULL);
  if (!hj_canon_scan (text, length, name, error))
    return NULL;

  context = xmlNewParserCtxt ();
  context->_private = &syntax;
  context->sax->serror = (xmlStructuredErrorFunc) keep_syntax_error;
  doc = xmlCtxtReadMemory (context, text, (int) length, NULL, "UTF-8",
                           XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT);
  message = syntax.message;
  if (doc == NULL || message != NULL || doc->intSubset != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("This is not well-formed XML (%s)."),
                                                   message != NULL ? message : "DOCTYPE");

      hj_canon_fail (name, syntax.line, sentence, error);
      return NULL;
    }
  if (!check_root (xmlDocGetRootElement (doc), name, error) ||
      !check_namespaces (xmlDocGetRootElement (doc), name, error))
    return NULL;

  return g_steal_pointer (&doc);
}
