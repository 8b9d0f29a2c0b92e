/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-xml-private.h"

/* Bytes of a stranger, made a document tree or refused. */

typedef struct {
  const char *name;
  const char *at;
  const char *end;
  long        line;
  guint       elements;
  int         depth;
} Scan;

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
fail_bounds (const Scan  *scan,
             const char  *sentence,
             GError     **error)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE, _("“%s”, line %ld: %s Nothing was changed."),
               scan->name, scan->line, sentence);

  return FALSE;
}

static void
count_lines (Scan       *scan,
             const char *until)
{
  for (const char *at = scan->at; (at = memchr (at, '\n', (gsize) (until - at))) != NULL; at++)
    scan->line++;
  scan->at = until;
}

/* Behind the next @mark; to the end where there is none. */
static void
skip_behind (Scan       *scan,
             const char *mark)
{
  const char *found = g_strstr_len (scan->at, scan->end - scan->at, mark);

  count_lines (scan, found != NULL ? found + strlen (mark) : scan->end);
}

static gboolean
looking_at (const Scan *scan,
            const char *mark)
{
  gsize length = strlen (mark);

  return (gsize) (scan->end - scan->at) >= length && memcmp (scan->at, mark, length) == 0;
}

/* The `>` that ends a tag; one may also stand in a quoted value. */
static const char *
find_end_of_tag (const Scan *scan,
                 guint      *attributes)
{
  const char *at = scan->at;
  char quote = 0;

  *attributes = 0;
  for (; at < scan->end && (quote != 0 || *at != '>'); at++)
    {
      if (quote != 0)
        quote = *at == quote ? 0 : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '=')
        ++*attributes;
      if (at - scan->at > HJ_CANON_MAX_TAG_BYTES || *attributes > HJ_CANON_MAX_ATTRIBUTES)
        return NULL;
    }

  return at;
}

static gboolean
scan_tag (Scan    *scan,
          GError **error)
{
  guint attributes;
  const char *start = scan->at;
  const char *close = find_end_of_tag (scan, &attributes);

  if (close == NULL)
    return fail_bounds (scan, _("A tag here is larger than any of a dossier."), error);
  if (close == scan->end)
    {
      count_lines (scan, close);
      return TRUE;
    }

  if (start + 1 < scan->end && start[1] == '/')
    scan->depth--;
  else
    {
      scan->elements++;
      scan->depth += close[-1] != '/';
    }
  count_lines (scan, close + 1);
  if (scan->depth > HJ_CANON_MAX_DEPTH)
    return fail_bounds (scan, _("Elements stand deeper in each other than in any dossier."), error);
  if (scan->elements > HJ_CANON_MAX_ELEMENTS)
    return fail_bounds (scan, _("There are more elements than in any dossier."), error);

  return TRUE;
}

/* What stands behind a `<`. */
static gboolean
scan_markup (Scan    *scan,
             GError **error)
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
    return hj_canon_fail (scan->name, scan->line,
                          _("A dossier's XML form has no DOCTYPE and no declarations, which could make a program read other files."),
                          error);
  else
    return scan_tag (scan, error);

  return TRUE;
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
  Scan scan = { .name = name, .at = text, .end = text + length, .line = 1 };

  /* In any other encoding the bounds would see nothing. */
  if (!g_utf8_validate_len (text, length, NULL) || !declares_utf8 (text, length))
    return hj_canon_fail (name, 0, _("This is not a dossier's XML form: it is not encoded in UTF-8."), error);

  while (scan.at < scan.end)
    {
      const char *next = memchr (scan.at, '<', (gsize) (scan.end - scan.at));

      count_lines (&scan, next != NULL ? next : scan.end);
      if (next != NULL && !scan_markup (&scan, error))
        return FALSE;
    }

  return TRUE;
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
