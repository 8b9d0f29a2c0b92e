/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include "hj-scheme-private.h"

static void
free_problem (gpointer data)
{
  HjSchemeProblem *problem = data;

  g_free (problem->file);
  g_free (problem->element);
  g_free (problem->message);
  g_free (problem);
}

/* The attributes by which a person finds an element again. */
static char *
name_of (xmlNode *node)
{
  static const char *const names[] = { "id", "key", "kind", "rule" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = hj_xml_attribute (node, names[i]);

      if (*value && g_utf8_strlen (value, -1) <= 64)
        return g_steal_pointer (&value);
    }
  return g_strdup ("");
}

static void
add_problem (HjSource   *source,
             int         line,
             char       *element,
             const char *format,
             va_list     args)
{
  HjSchemeProblem *problem;

  g_assert (source != NULL);

  if (source->problems->len >= HJ_SCHEME_MAX_PROBLEMS)
    {
      g_free (element);
      return;
    }
  problem = g_new0 (HjSchemeProblem, 1);
  problem->file = g_strdup (source->file);
  problem->line = line;
  problem->element = element;
  problem->message = g_strdup_vprintf (format, args);
  g_ptr_array_add (source->problems, problem);
}

void
hj_source_init (HjSource   *source,
                const char *file)
{
  *source = (HjSource) {
    .file = file,
    .problems = g_ptr_array_new_with_free_func (free_problem),
    .nodes = g_hash_table_new (NULL, NULL),
  };
}

void
hj_source_clear (HjSource *source)
{
  g_clear_pointer (&source->problems, g_ptr_array_unref);
  g_clear_pointer (&source->nodes, g_hash_table_unref);
}

void
hj_source_note (HjSource      *source,
                gconstpointer  object,
                xmlNode       *node)
{
  g_hash_table_insert (source->nodes, (gpointer) object, node);
}

xmlNode *
hj_source_find_node (const HjSource *source,
                     gconstpointer   object)
{
  return g_hash_table_lookup (source->nodes, object);
}

gboolean
hj_source_is_sound (const HjSource *source)
{
  return source->problems->len == 0;
}

/**
 * hj_source_describe:
 * @node: (nullable): an element
 *
 * Returns: (transfer full): what a person calls it: `item 2.1`, `item 2.1/judged`,
 *   `pass`, ``
 */
char *
hj_source_describe (xmlNode *node)
{
  g_autofree char *name = NULL;
  const char *element;

  if (node == NULL || node->type != XML_ELEMENT_NODE)
    return g_strdup ("");
  element = (const char *) node->name;
  name = name_of (node);
  if (*name)
    return g_strdup_printf ("%s %s", element, name);
  for (xmlNode *above = node->parent; above && above->type == XML_ELEMENT_NODE; above = above->parent)
    {
      g_autofree char *whole = name_of (above);

      if (*whole && above->parent && above->parent->type == XML_ELEMENT_NODE)
        return g_strdup_printf ("%s %s/%s", (const char *) above->name, whole, element);
    }
  return g_strdup (element);
}

/**
 * hj_source_complain:
 * @object: a value of the model that was noted with hj_source_note()
 *
 * Adds a problem where the object was read.
 */
void
hj_source_complain (HjSource      *source,
                    gconstpointer  object,
                    const char    *format,
                    ...)
{
  xmlNode *node = hj_source_find_node (source, object);
  va_list args;

  va_start (args, format);
  add_problem (source, node ? (int) xmlGetLineNo (node) : 0, hj_source_describe (node), format, args);
  va_end (args);
}

void
hj_source_complain_at (HjSource   *source,
                       xmlNode    *node,
                       const char *format,
                       ...)
{
  va_list args;

  va_start (args, format);
  add_problem (source, node ? (int) xmlGetLineNo (node) : 0, hj_source_describe (node), format, args);
  va_end (args);
}

void
hj_source_complain_line (HjSource   *source,
                         int         line,
                         const char *format,
                         ...)
{
  va_list args;

  va_start (args, format);
  add_problem (source, line, g_strdup (""), format, args);
  va_end (args);
}

/**
 * hj_scheme_problem_format:
 *
 * Returns: (transfer full): `file:line: element: what is expected`, without the
 *   parts that are not known
 */
char *
hj_scheme_problem_format (const HjSchemeProblem *problem)
{
  GString *text;

  g_return_val_if_fail (problem != NULL, NULL);

  text = g_string_new (problem->file);
  if (problem->line > 0)
    g_string_append_printf (text, ":%d", problem->line);
  g_string_append (text, ": ");
  if (*problem->element)
    g_string_append_printf (text, "%s: ", problem->element);
  g_string_append (text, problem->message);
  return g_string_free (text, FALSE);
}
