/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "hj-exchange-resources.h"
#include "hj-xml-private.h"

#define RESOURCE_PATH "/org/hengjian/exchange/dossier.xsd"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

typedef struct {
  long  line;
  char *sentence;  /* NULL while nothing is wrong */
} Fault;

/* Parsed once for the whole program: that takes longer than checking a small dossier. */
static gpointer
load_once (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hj_exchange_get_resource (), RESOURCE_PATH, 0, NULL);
  g_autoptr (xmlSchemaParserCtxt) context = NULL;
  xmlSchema *schema;

  g_assert (bytes != NULL);

  context = xmlSchemaNewMemParserCtxt (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes));
  schema = xmlSchemaParse (context);
  g_assert (schema != NULL);

  return schema;
}

/* What stands in the quotes behind @mark, without namespace, at most 40 characters of it. */
static char *
quoted_behind (const char *message,
               const char *mark)
{
  const char *start = strstr (message, mark);
  const char *close = NULL;
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;

  if (start != NULL)
    start = strchr (start + strlen (mark), '\'');
  if (start != NULL)
    close = strchr (start + 1, '\'');
  if (close == NULL)
    return g_strdup ("");
  text = g_strndup (start + 1, (gsize) (close - start - 1));
  valid = g_utf8_make_valid (strrchr (text, '}') != NULL ? strrchr (text, '}') + 1 : text, -1);
  if (g_utf8_strlen (valid, -1) > 40)
    {
      g_autofree char *head = g_utf8_substring (valid, 0, 40);

      return g_strconcat (head, "…", NULL);
    }

  return g_steal_pointer (&valid);
}

/* libxml2's message as a sentence for people. */
static char *
explain (int         code,
         const char *message,
         const char *element)
{
  g_autofree char *attribute = quoted_behind (message, ", attribute ");

  switch (code)
    {
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
      return g_strdup_printf (_("The attribute “%s” of “%s” is not known."), attribute, element);

    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      {
        g_autofree char *missing = quoted_behind (message, "The attribute");

        return g_strdup_printf (_("“%s” lacks its attribute “%s”."), element, missing);
      }

    case XML_SCHEMAV_ELEMENT_CONTENT:
      return g_strdup_printf (_("“%s” is not expected here, or something before it is missing."), element);

    default:
      break;
    }
  if (*attribute != '\0')
    {
      g_autofree char *value = quoted_behind (message, "The value");

      return g_strdup_printf (_("“%s” is not acceptable as “%s” of “%s”."), value, attribute, element);
    }

  return g_strdup_printf (_("“%s” does not have the form of a dossier."), element);
}

static void
keep_fault (void         *data,
            HjCanonError  problem)
{
  Fault *fault = data;
  xmlNode *node;

  if (problem == NULL || problem->level < XML_ERR_ERROR || fault->sentence != NULL)
    return;
  node = problem->node;
  if (node != NULL && node->type == XML_ATTRIBUTE_NODE)
    node = node->parent;
  fault->line = node != NULL ? xmlGetLineNo (node) : problem->line;
  fault->sentence = explain (problem->code, problem->message != NULL ? problem->message : "",
                             node != NULL ? (const char *) node->name : "dossier");
}

/**
 * hj_canon_check:
 *
 * Checks the document with data/dossier.xsd, which is compiled in: an installed program needs no
 * path for it. Safe on any thread.
 */
gboolean
hj_canon_check (xmlDoc      *doc,
                const char  *name,
                GError     **error)
{
  static GOnce once = G_ONCE_INIT;
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (xmlSchemaValidCtxt) context = NULL;
  g_autofree char *sentence = NULL;
  Fault fault = { 0 };
  int status;

  g_once (&once, load_once, NULL);
  context = xmlSchemaNewValidCtxt (once.retval);
  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_fault, &fault);
  status = xmlSchemaValidateDoc (context, doc);
  sentence = fault.sentence;
  if (status == 0 && sentence == NULL)
    return TRUE;

  return hj_canon_fail (name, fault.line, sentence != NULL ? sentence : _("It does not have the form of a dossier."), error);
}
