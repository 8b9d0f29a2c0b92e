/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <math.h>
#include <string.h>

#include "hj-scheme-file.h"
#include "hj-standards.h"
#include "hj-test.h"

/* Each machine check of a scheme just below, at and above its bound, and with a value missing:
 * bounds/ID.xml is a sound application, bounds/ID.txt says what each row changes of it.
 * A check without its rows fails the test. The scheme's id is the argument. */

#define XMLNS " xmlns=\"urn:hengjian:dossier:1\""

static const char * const labels[] = { "below", "at", "above", "unknown" };
static const char * const more_labels[] = { "short", "met", "unknown" };

typedef struct {
  char *check;
  char *subject;
  char *edits[G_N_ELEMENTS (labels)];  /* NULL: no row; "-": there is no such amount */
  GPtrArray *more[3];                  /* edits after which it is short, or met: one for each condition's bound; or unknown as well */
} Block;

static HjScheme *scheme;
static HjDay day;
static char *application;   /* without its namespace, so that paths are short */
static GPtrArray *blocks;

static void
free_block (gpointer data)
{
  Block *block = data;

  g_free (block->check);
  g_free (block->subject);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_free (block->edits[i]);
  for (guint i = 0; i < G_N_ELEMENTS (more_labels); i++)
    g_ptr_array_unref (block->more[i]);
  g_free (block);
}

static char *
read_file (const char *ending)
{
  g_autofree char *name = g_strconcat (scheme->id, ending, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "bounds", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
read_line (const char *line)
{
  Block *block = blocks->len > 0 ? g_ptr_array_index (blocks, blocks->len - 1) : NULL;

  if (*line == '\0' || *line == '#')
    return;
  if (g_str_has_prefix (line, "day "))
    {
      g_assert_true (hj_day_parse (line + 4, &day, NULL));
      return;
    }
  if (g_str_has_prefix (line, "== "))
    {
      g_auto (GStrv) words = g_strsplit (line + 3, " ", 2);

      block = g_new0 (Block, 1);
      block->check = g_strdup (words[0]);
      block->subject = g_strdup (words[1] != NULL ? words[1] : "");
      for (guint i = 0; i < G_N_ELEMENTS (more_labels); i++)
        block->more[i] = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (blocks, block);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_has_prefix (line, labels[i]) && line[strlen (labels[i])] == ':' && (block == NULL || block->edits[i] == NULL))
      {
        g_assert_nonnull (block);
        block->edits[i] = g_strstrip (g_strdup (line + strlen (labels[i]) + 1));
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (more_labels); i++)
    if (g_str_has_prefix (line, more_labels[i]) && line[strlen (more_labels[i])] == ':')
      {
        g_assert_nonnull (block);
        g_ptr_array_add (block->more[i], g_strstrip (g_strdup (line + strlen (more_labels[i]) + 1)));
        return;
      }
  g_error ("%s.txt: what is “%s”?", scheme->id, line);
}

static void
read_blocks (void)
{
  g_autofree char *text = read_file (".txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  blocks = g_ptr_array_new_with_free_func (free_block);
  for (char **line = lines; *line; line++)
    read_line (g_strstrip (*line));
}

/* ---- Edits ---- */

static GPtrArray *
find_nodes (xmlDoc     *doc,
            const char *path)
{
  g_autofree char *full = g_strconcat ("/dossier/", path, NULL);
  GPtrArray *nodes = g_ptr_array_new ();
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *object = xmlXPathEvalExpression (BAD_CAST full, context);

  for (int i = 0; object != NULL && object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    g_ptr_array_add (nodes, object->nodesetval->nodeTab[i]);
  xmlXPathFreeObject (object);
  xmlXPathFreeContext (context);
  if (nodes->len == 0)
    g_error ("%s: nothing is at %s", scheme->id, path);
  return nodes;
}

/* copy [N] PATH: the first row there, again, as somebody else. */
static void
copy_row (xmlDoc     *doc,
          const char *rest)
{
  static guint made;
  char *end = NULL;
  guint64 times = g_ascii_strtoull (rest, &end, 10);
  g_autoptr (GPtrArray) nodes = find_nodes (doc, end != rest ? end + 1 : rest);
  xmlNode *row = nodes->pdata[0];

  for (guint64 i = 0; i < (end != rest ? times : 1); i++)
    {
      xmlNode *copy = xmlAddNextSibling (row, xmlCopyNode (row, 1));
      g_autofree char *id = g_strdup_printf ("%032x", 0xc0000000 + ++made);
      xmlChar *name = xmlGetProp (copy, BAD_CAST "name");
      g_autofree char *other = g_strdup_printf ("%s之%u", name != NULL ? (const char *) name : "", made);

      xmlSetProp (copy, BAD_CAST "id", BAD_CAST id);
      if (xmlHasProp (copy, BAD_CAST "id-number"))
        xmlSetProp (copy, BAD_CAST "id-number", BAD_CAST id);
      /* A document's name is what it is known by; a person's or a room's tells two apart. */
      if (name != NULL && !g_str_equal (copy->name, "rule"))
        xmlSetProp (copy, BAD_CAST "name", BAD_CAST other);
      xmlFree (name);
    }
}

/* set PATH/@NAME VALUE, unset PATH/@NAME: of all rows there. */
static void
set_attribute (xmlDoc     *doc,
               const char *rest,
               gboolean    unset)
{
  const char *at = g_strrstr (rest, "/@");
  g_autofree char *path = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  g_assert_nonnull (at);
  path = g_strndup (rest, (gsize) (at - rest));
  words = g_strsplit (at + 2, " ", 2);
  nodes = find_nodes (doc, path);
  for (guint i = 0; i < nodes->len; i++)
    if (unset)
      xmlUnsetProp (nodes->pdata[i], BAD_CAST words[0]);
    else
      xmlSetProp (nodes->pdata[i], BAD_CAST words[0], BAD_CAST words[1]);
}

static void
apply_edit (xmlDoc     *doc,
            const char *edit)
{
  if (g_str_has_prefix (edit, "drop "))
    {
      g_autoptr (GPtrArray) nodes = find_nodes (doc, edit + 5);

      for (guint i = 0; i < nodes->len; i++)
        {
          xmlUnlinkNode (nodes->pdata[i]);
          xmlFreeNode (nodes->pdata[i]);
        }
    }
  else if (g_str_has_prefix (edit, "copy "))
    copy_row (doc, edit + 5);
  else if (g_str_has_prefix (edit, "set "))
    set_attribute (doc, edit + 4, FALSE);
  else if (g_str_has_prefix (edit, "unset "))
    set_attribute (doc, edit + 6, TRUE);
  else
    g_error ("%s.txt: what is “%s”?", scheme->id, edit);
}

static HjStandardReport *
check_edited (const char *edits)
{
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_auto (GStrv) list = g_strsplit (edits, " ; ", -1);
  xmlDoc *doc = xmlReadMemory (application, (int) strlen (application), NULL, NULL, XML_PARSE_NOBLANKS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  HjStandardReport *report;
  xmlChar *text;
  int length;

  g_assert_nonnull (doc);
  for (char **edit = list; *edit; edit++)
    if (*g_strstrip (*edit))
      apply_edit (doc, *edit);
  xmlNewNs (xmlDocGetRootElement (doc), BAD_CAST "urn:hengjian:dossier:1", NULL);
  xmlDocDumpMemory (doc, &text, &length);
  xml = g_bytes_new (text, (gsize) length);
  xmlFree (text);
  xmlFreeDoc (doc);
  report = hj_standards_check (content, xml, day, NULL, &error);
  g_assert_no_error (error);
  return report;
}

/* ---- Tests ---- */

/* All that is asked of the sound application is met. */
static void
test_sound (void)
{
  g_autoptr (HjStandardReport) report = check_edited ("");

  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = report->results->pdata[i];
      gboolean open = result->check == NULL && result->standard->kind == HJ_STANDARD_EXCLUSION;

      if (result->status == HJ_STANDARD_SHORT || (result->status == HJ_STANDARD_UNKNOWN && !open))
        g_error ("%s %s: %s", result->standard->id, result->subject, result->message);
    }
  g_assert_cmpuint (report->n_met, >, 0);
}

/* A value taken out of the sound application, or one that nobody understands, makes nothing short. */
static void
assert_never_short (const char *table,
                    const char *row,
                    guint       n,
                    const char *attribute,
                    const char *value)
{
  g_autofree char *path = n > 0 ? g_strdup_printf ("%s/%s[%u]", table, row, n) : g_strdup (table);
  g_autofree char *edit = g_strdup_printf ("%sset %s/@%s%s%s", value != NULL ? "" : "un", path, attribute,
                                           value != NULL ? " " : "", value != NULL ? value : "");
  g_autoptr (HjStandardReport) report = check_edited (edit);

  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = report->results->pdata[i];

      if (result->status == HJ_STANDARD_SHORT)
        g_error ("%s: %s: %s", edit, result->check != NULL ? result->check->id : result->standard->id, result->message);
    }
}

/* Whose values a check reads as they stand, so that a strange one is simply another: names of occupations and
 * documents, what is looked up, who is who. */
static gboolean
is_plain (const char *attribute)
{
  static const char * const plain[] = { "id", "position", "name", "id-number", "occupation", "levels", "subject", "type", "rating" };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (plain[i], attribute))
      return TRUE;
  return FALSE;
}

static void
test_never_short (void)
{
  xmlDoc *doc = xmlReadMemory (application, (int) strlen (application), NULL, NULL, XML_PARSE_NOBLANKS);

  for (xmlNode *table = xmlDocGetRootElement (doc)->children; table; table = table->next)
    {
      gboolean single = g_str_equal (table->name, "applicant");
      guint rows = (guint) xmlChildElementCount (table), step = !single && rows > 12 ? 5 : 1, n = single ? 0 : 1;

      if (hj_record_table_find ((const char *) table->name) == NULL)
        continue;
      for (xmlNode *row = single ? table : table->children; row; row = single ? NULL : row->next, n++)
        for (xmlAttr *attribute = n <= 1 || n % step == 0 ? row->properties : NULL; attribute; attribute = attribute->next)
          {
            const char *name = (const char *) attribute->name;

            if (g_str_equal (name, "id") || g_str_equal (name, "position"))
              continue;
            assert_never_short ((const char *) table->name, (const char *) row->name, n, name, NULL);
            if (!is_plain (name))
              assert_never_short ((const char *) table->name, (const char *) row->name, n, name, "某某");
          }
    }
  xmlFreeDoc (doc);
}

static gboolean
is_asked (const char *check)
{
  for (guint i = 0; i < blocks->len; i++)
    if (g_str_equal (((const Block *) blocks->pdata[i])->check, check))
      return TRUE;
  return FALSE;
}

static void
test_covered (void)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = scheme->standards->pdata[i];

      for (guint j = 0; j < standard->checks->len; j++)
        {
          const HjCheck *check = standard->checks->pdata[j];

          if (!is_asked (check->id))
            g_error ("%s.txt has no rows for the check %s", scheme->id, check->id);
        }
    }
}

/* On which side of the check's bounds the row really is: just a word in a table proves nothing. */
static void
assert_amount (const HjStandardResult *result,
               guint                   label)
{
  const HjCheck *check = result->check;
  double low = check->has_at_least ? check->at_least : check->at_most;
  double high = check->has_at_most ? check->at_most : check->at_least;

  if (label == 0)
    g_assert_cmpfloat (result->measured, <, low - 1e-6);
  else if (label == 1)
    g_assert_true (fabs (result->measured - low) < 1e-6 || fabs (result->measured - high) < 1e-6);
  else if (label == 2)
    g_assert_cmpfloat (result->measured, >, high + 1e-6);
}

static HjStandardStatus
expect_status (const HjStandardResult *result,
               guint                   label)
{
  const HjCheck *check = result->check;
  gboolean remark = check->remark || result->standard->kind == HJ_STANDARD_REMARK;

  if (label == 3)
    return HJ_STANDARD_UNKNOWN;
  if (remark || label == 1)
    return HJ_STANDARD_MET;
  if (label == 0)
    return check->has_at_least ? HJ_STANDARD_SHORT : HJ_STANDARD_MET;
  return check->has_at_most ? HJ_STANDARD_SHORT : HJ_STANDARD_MET;
}

typedef struct { const Block *block; guint label; } Row;

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (HjStandardReport) report = check_edited (row->block->edits[row->label]);
  const HjStandardResult *result = hj_standard_report_find (report, row->block->check, row->block->subject);

  if (result == NULL)
    g_error ("%s: there is no check %s for the subject “%s”", scheme->id, row->block->check, row->block->subject);
  g_test_message ("%s", result->message);
  if (result->status != expect_status (result, row->label))
    g_error ("%s, %s: is %s. %s", row->block->check, labels[row->label], hj_standard_status_to_id (result->status), result->message);
  assert_amount (result, row->label);
  g_assert_cmpstr (result->message, !=, "");
  g_assert_true (g_utf8_validate (result->message, -1, NULL));
}

typedef struct { const Block *block; guint label, n; } More;

/* A person just below what a condition asks for makes it short, one above it does not. */
static void
test_more (gconstpointer data)
{
  const More *more = data;
  const char *edits = more->block->more[more->label]->pdata[more->n];
  g_autoptr (HjStandardReport) report = check_edited (edits);
  const HjStandardResult *result = hj_standard_report_find (report, more->block->check, more->block->subject);

  g_assert_nonnull (result);
  if (!g_str_equal (hj_standard_status_to_id (result->status), more_labels[more->label]))
    g_error ("%s, %s: is %s. %s", more->block->check, edits, hj_standard_status_to_id (result->status), result->message);
}

/* What can't be below or above: none at most, or one of what is there or not. */
static gboolean
may_lack (const Block *block,
          guint        label)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = scheme->standards->pdata[i];

      for (guint j = 0; j < standard->checks->len; j++)
        {
          const HjCheck *check = standard->checks->pdata[j];

          if (!g_str_equal (check->id, block->check))
            continue;
          if (label == 0)
            return !check->has_at_least && check->at_most < 1e-6;
          return label == 2 && !check->has_at_most && fabs (check->at_least - 1) < 1e-6;
        }
    }
  g_error ("%s.txt: the scheme has no check %s", scheme->id, block->check);
}

/* Which of the check's blocks: some have more than one. */
static guint
ordinal_of (const Block *block)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len && blocks->pdata[i] != block; i++)
    n += g_str_equal (((const Block *) blocks->pdata[i])->check, block->check) ? 1 : 0;
  return n;
}

static void
add_rows (const Block *block)
{
  guint ordinal = ordinal_of (block);
  g_autofree char *again = ordinal > 0 ? g_strdup_printf ("-%u", ordinal + 1) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scheme/bounds/%s/%s%s%s%s/%s", scheme->id, block->check,
                                               *block->subject ? ":" : "", block->subject, again, labels[i]);
      Row *row;

      g_strdelimit (path + strlen ("/scheme/bounds/") + strlen (scheme->id) + 1 + strlen (block->check), "/", '-');
      if (block->edits[i] == NULL)
        g_error ("%s.txt: %s has no row “%s”", scheme->id, block->check, labels[i]);
      if (g_str_equal (block->edits[i], "-"))
        {
          if (!may_lack (block, i))
            g_error ("%s.txt: %s can be %s", scheme->id, block->check, labels[i]);
          continue;
        }
      row = g_new (Row, 1);
      *row = (Row) { block, i };
      g_test_add_data_func_full (path, row, test_row, g_free);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more_labels); i++)
    for (guint j = 0; j < block->more[i]->len; j++)
      {
        More *more = g_new (More, 1);
        g_autofree char *subject = g_strdelimit (g_strdup (block->subject), "/", '-');
        g_autofree char *path = g_strdup_printf ("/scheme/bounds/%s/%s%s%s%s/%s-%u", scheme->id, block->check,
                                                 *subject ? ":" : "", subject, again, more_labels[i], j + 1);

        *more = (More) { block, i, j };
        g_test_add_data_func_full (path, more, test_more, g_free);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  GString *text;
  int result;

  hj_test_init (&argc, &argv);
  if (argc < 2)
    g_error ("The id of a scheme is missing.");
  scheme = hj_scheme_load (argv[1], &error);
  g_assert_no_error (error);
  application = read_file (".xml");
  text = g_string_new (application);
  g_string_replace (text, XMLNS, "", 1);
  g_free (application);
  application = g_string_free (text, FALSE);
  read_blocks ();
  g_test_add_func ("/scheme/bounds/sound", test_sound);
  g_test_add_func ("/scheme/bounds/covered", test_covered);
  g_test_add_func ("/scheme/bounds/never-short", test_never_short);
  for (guint i = 0; i < blocks->len; i++)
    add_rows (blocks->pdata[i]);
  result = hj_test_run ();
  g_ptr_array_unref (blocks);
  g_free (application);
  hj_scheme_unref (scheme);
  return result;
}
