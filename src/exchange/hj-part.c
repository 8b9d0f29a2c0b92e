/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "hj-part-private.h"

/* libxml2's time is quadratic in the attributes of one tag. */
#define MAX_TAG_BYTES      (64 * 1024)
#define MAX_TAG_ATTRIBUTES 256
#define MAX_DEPTH          250
#define MAX_TREE_BYTES     (48 * 1024 * 1024)
#define CHUNK              (256 * 1024)
#define PARSE_OPTIONS      (XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC)

struct _HjPart {
  const HjPartHandler *handler;
  gpointer             data;
  xmlParserCtxt       *context;
  const char          *file;
  const xmlChar      **attributes;
  int                  n_attributes;
  guint                depth;
  GError              *error;
};

static void
free_context (xmlParserCtxt *context)
{
  if (context->myDoc != NULL)
    xmlFreeDoc (context->myDoc);
  xmlFreeParserCtxt (context);
}

typedef xmlParserCtxt Context;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Context, free_context)

static void
free_relation (gpointer data)
{
  HjRelation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static GError *
new_damaged (const char *file)
{
  return g_error_new (HJ_ERROR, HJ_ERROR_CORRUPT,
                      _("“%s” is damaged: a part of it is not readable. Nothing was taken from it; "
                        "open it in the program that wrote it and save it again."),
                      file);
}

static GError *
new_hostile (const char *file)
{
  return g_error_new (HJ_ERROR, HJ_ERROR_CORRUPT,
                      _("“%s” holds what no office program writes. Nothing was taken from it, "
                        "and it should be treated with care."),
                      file);
}

/* From behind a `<` to behind its `>`, which may stand in a quoted value too. NULL for a tag beyond the bounds. */
static const char *
skip_tag (const char *at,
          const char *end)
{
  const char *limit = end - at > MAX_TAG_BYTES ? at + MAX_TAG_BYTES : end;
  guint attributes = 0;
  char quote = 0;

  for (; at < limit; at++)
    {
      if (quote)
        quote = *at == quote ? 0 : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '=' && ++attributes > MAX_TAG_ATTRIBUTES)
        return NULL;
      else if (*at == '>')
        return at + 1;
    }
  return at == end ? at : NULL;
}

static const char *
skip_behind (const char *at,
             const char *end,
             const char *mark)
{
  const char *found = memmem (at, end - at, mark, strlen (mark));

  return found != NULL ? found + strlen (mark) : end;
}

static gboolean
looking_at (const char *at,
            const char *end,
            const char *mark)
{
  return (gsize) (end - at) >= strlen (mark) && memcmp (at, mark, strlen (mark)) == 0;
}

/* Before libxml2 sees it: no declarations, no tag beyond the bounds. This is no parser: what isn't well-formed passes. */
static gboolean
check_tags (const char *at,
            const char *end)
{
  while (at != NULL && (at = memchr (at, '<', end - at)) != NULL)
    {
      at++;
      if (looking_at (at, end, "!--"))
        at = skip_behind (at + 3, end, "-->");
      else if (looking_at (at, end, "![CDATA["))
        at = skip_behind (at, end, "]]>");
      else if (looking_at (at, end, "!"))
        return FALSE;
      else if (looking_at (at, end, "?"))
        at = skip_behind (at, end, "?>");
      else if ((at = skip_tag (at, end)) == NULL)
        return FALSE;
      if (at == end)
        break;
    }
  return TRUE;
}

/**
 * hj_part_is_office:
 * @uri: (nullable): of a namespace
 *
 * Whether it is one of those in which sheets, Word texts and relationships are written, by the transitional or
 * the strict edition of the standard; the many extensions are not.
 */
gboolean
hj_part_is_office (const char *uri)
{
  return uri != NULL
         && (g_str_has_prefix (uri, "http://schemas.openxmlformats.org/")
             || g_str_has_prefix (uri, "http://purl.oclc.org/ooxml/"));
}

static void
started_cb (void           *context,
            const xmlChar  *name,
            const xmlChar  *prefix,
            const xmlChar  *uri,
            int             n_namespaces,
            const xmlChar **namespaces,
            int             n_attributes,
            int             n_defaulted,
            const xmlChar **attributes)
{
  HjPart *part = ((xmlParserCtxt *) context)->_private;

  if (part->error != NULL)
    return;
  if (++part->depth > MAX_DEPTH)
    {
      hj_part_refuse (part, new_hostile (part->file));
      return;
    }
  if (!hj_part_is_office ((const char *) uri))
    return;
  part->attributes = attributes;
  part->n_attributes = n_attributes;
  part->handler->start (part, (const char *) name, part->data);
  part->n_attributes = 0;
}

static void
ended_cb (void          *context,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *uri)
{
  HjPart *part = ((xmlParserCtxt *) context)->_private;

  if (part->error != NULL)
    return;
  part->depth--;
  if (hj_part_is_office ((const char *) uri))
    part->handler->end (part, (const char *) name, part->data);
}

static void
text_cb (void          *context,
         const xmlChar *text,
         int            length)
{
  HjPart *part = ((xmlParserCtxt *) context)->_private;

  if (part->error == NULL && length > 0)
    part->handler->text (part, (const char *) text, length, part->data);
}

/* The scan before refuses declarations too; this is the parser's own word. */
static void
declared_cb (void          *context,
             const xmlChar *name,
             const xmlChar *external,
             const xmlChar *system)
{
  HjPart *part = ((xmlParserCtxt *) context)->_private;

  hj_part_refuse (part, new_hostile (part->file));
}

static void
ignored_cb (void       *context,
            const char *format,
            ...)
{
}

static xmlSAXHandler sax = {
  .initialized = XML_SAX2_MAGIC,
  .startElementNs = started_cb,
  .endElementNs = ended_cb,
  .characters = text_cb,
  .cdataBlock = text_cb,
  .internalSubset = declared_cb,
  .error = ignored_cb,
  .warning = ignored_cb,
  .fatalError = ignored_cb,
};

static void
skip_mark (const char **data,
           gsize       *size)
{
  if (*size >= 3 && memcmp (*data, "\xef\xbb\xbf", 3) == 0)
    {
      *data += 3;
      *size -= 3;
    }
}

static gboolean
feed (HjPart            *part,
      const char        *data,
      gsize              size,
      const HjPartWork  *work,
      GError           **error)
{
  for (gsize at = 0; at < size && part->error == NULL; at += CHUNK)
    {
      if (work != NULL && g_cancellable_set_error_if_cancelled (work->cancellable, error))
        return FALSE;
      if (xmlParseChunk (part->context, data + at, (int) MIN (CHUNK, size - at), 0) != 0 && part->error == NULL)
        part->error = new_damaged (part->file);
      if (work != NULL && work->progress != NULL)
        work->progress (work->from + (work->to - work->from) * (double) MIN (at + CHUNK, size) / (double) size,
                        work->user_data);
    }
  if (part->error == NULL && xmlParseChunk (part->context, NULL, 0, 1) != 0 && part->error == NULL)
    part->error = new_damaged (part->file);
  if (part->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&part->error));

  return FALSE;
}

/**
 * hj_part_read:
 * @bytes: an XML part
 * @file: the document's name, for what is told
 * @work: (nullable): progress, and whether to go on
 *
 * Streams the part past @handler.
 *
 * Returns: whether all of it was read; CORRUPT, the handler's own error, or cancelled
 */
gboolean
hj_part_read (GBytes               *bytes,
              const char           *file,
              const HjPartHandler  *handler,
              gpointer              data,
              const HjPartWork     *work,
              GError              **error)
{
  HjPart part = { .handler = handler, .data = data, .file = file };
  g_autoptr (Context) context = NULL;
  gboolean read;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  g_assert (file != NULL && handler != NULL);

  if (size == 0 || !check_tags (text, text + size))
    {
      g_propagate_error (error, size == 0 ? new_damaged (file) : new_hostile (file));
      return FALSE;
    }
  skip_mark (&text, &size);
  context = part.context = xmlCreatePushParserCtxt (&sax, NULL, NULL, 0, NULL);
  context->_private = &part;
  xmlCtxtUseOptions (context, PARSE_OPTIONS);
  read = feed (&part, text, size, work, error);
  g_clear_error (&part.error);

  return read;
}

/* No tree of what is declared: its entities never come to be. */
static void
tree_declared_cb (void          *context,
                  const xmlChar *name,
                  const xmlChar *external,
                  const xmlChar *system)
{
  xmlStopParser (context);
}

/**
 * hj_part_read_tree:
 *
 * The whole part as a tree, for what is small or must be walked in more than one way.
 *
 * Returns: (transfer full) (nullable): the tree; CORRUPT, TOO_LARGE
 */
xmlDoc *
hj_part_read_tree (GBytes      *bytes,
                   const char  *file,
                   GError     **error)
{
  g_autoptr (Context) context = NULL;
  xmlDoc *document;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size > MAX_TREE_BYTES)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
                   _("“%s” is too long: its text has more than %d megabytes. Nothing was taken from it; "
                     "split it and import the pieces."),
                   file, MAX_TREE_BYTES / 1024 / 1024);
      return NULL;
    }
  if (size == 0 || !check_tags (text, text + size))
    {
      g_propagate_error (error, size == 0 ? new_damaged (file) : new_hostile (file));
      return NULL;
    }
  skip_mark (&text, &size);
  context = xmlNewParserCtxt ();
  context->sax->internalSubset = tree_declared_cb;
  context->sax->error = context->sax->warning = context->sax->fatalError = ignored_cb;
  document = xmlCtxtReadMemory (context, text, (int) size, NULL, NULL, PARSE_OPTIONS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    {
      g_propagate_error (error, new_damaged (file));
      g_clear_pointer (&document, xmlFreeDoc);
    }
  return document;
}

const char *
hj_part_get (const HjPart *part,
             const char   *attribute,
             gsize        *length)
{
  for (int i = 0; i < part->n_attributes; i++)
    {
      const xmlChar **found = part->attributes + i * 5;

      if (strcmp ((const char *) found[0], attribute) == 0)
        {
          *length = found[4] - found[3];
          return (const char *) found[3];
        }
    }
  *length = 0;

  return NULL;
}

char *
hj_part_dup (const HjPart *part,
             const char   *attribute)
{
  gsize length;
  const char *value = hj_part_get (part, attribute, &length);

  return g_strndup (value != NULL ? value : "", length);
}

guint
hj_part_get_uint (const HjPart *part,
                  const char   *attribute,
                  guint         fallback)
{
  gsize length;
  const char *value = hj_part_get (part, attribute, &length);
  guint number = 0;

  if (value == NULL || length == 0 || length > 9)
    return fallback;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return fallback;
      number = number * 10 + (guint) (value[i] - '0');
    }
  return number;
}

void
hj_part_refuse (HjPart *part,
                GError *error)
{
  if (part->error == NULL)
    part->error = error;
  else
    g_error_free (error);
  xmlStopParser (part->context);
}

/* A target is written absolutely, or relative to the part's folder, with "../" in it at times. */
static char *
resolve_target (const char *part,
                const char *target)
{
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *whole = NULL;

  whole = g_str_has_prefix (target, "/") ? g_strdup (target) : g_build_filename ("/", folder, target, NULL);

  return g_canonicalize_filename (whole, "/");
}

static void
relation_started_cb (HjPart     *part,
                     const char *element,
                     gpointer    data)
{
  HjRelation *relation;

  if (strcmp (element, "Relationship") != 0)
    return;
  relation = g_new0 (HjRelation, 1);
  relation->id = hj_part_dup (part, "Id");
  relation->type = hj_part_dup (part, "Type");
  relation->target = hj_part_dup (part, "Target");
  g_ptr_array_add (data, relation);
}

static void
relation_ended_cb (HjPart     *part,
                   const char *element,
                   gpointer    data)
{
}

static void
relation_text_cb (HjPart     *part,
                  const char *text,
                  gsize       length,
                  gpointer    data)
{
}

/**
 * hj_relations_read:
 * @part: the part whose relationships are wanted; "" for the whole document's
 *
 * Targets are resolved: names of parts, without a leading slash.
 */
GPtrArray *
hj_relations_read (HjZip       *zip,
                   const char  *part,
                   const char  *file,
                   GError     **error)
{
  static const HjPartHandler handler = { relation_started_cb, relation_ended_cb, relation_text_cb };
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (free_relation);
  g_autoptr (GError) local = NULL;
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (*part == '\0')
    name = g_strdup ("_rels/.rels");
  else if (strcmp (folder, ".") == 0)
    name = g_strdup_printf ("_rels/%s.rels", base);
  else
    name = g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  bytes = hj_zip_read (zip, name, &local);
  if (local != NULL || (bytes != NULL && !hj_part_read (bytes, file, &handler, relations, NULL, &local)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  for (guint i = 0; i < relations->len; i++)
    {
      HjRelation *relation = relations->pdata[i];
      g_autofree char *target = g_steal_pointer (&relation->target);
      g_autofree char *resolved = resolve_target (part, target);

      relation->target = g_strdup (resolved + strspn (resolved, "/"));
    }
  return g_steal_pointer (&relations);
}

const HjRelation *
hj_relations_find (const GPtrArray *relations,
                   const char      *id)
{
  for (guint i = 0; i < relations->len; i++)
    if (strcmp (((HjRelation *) relations->pdata[i])->id, id) == 0)
      return relations->pdata[i];

  return NULL;
}

gboolean
hj_relation_has_type (const HjRelation *relation,
                      const char       *type)
{
  const char *last = strrchr (relation->type, '/');

  return strcmp (last != NULL ? last + 1 : relation->type, type) == 0;
}

const HjRelation *
hj_relations_find_type (const GPtrArray *relations,
                        const char      *type)
{
  for (guint i = 0; i < relations->len; i++)
    if (hj_relation_has_type (relations->pdata[i], type))
      return relations->pdata[i];

  return NULL;
}
