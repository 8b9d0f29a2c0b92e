/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-scheme-private.h"
#include "hj-standards-private.h"

/* An application's check reads each row a few dozen times; a hostile expression would read each
 * row for each row. Operations are libxml2's own count. */
#define LIMIT_BASE 200000
#define LIMIT_PER_ELEMENT 400
#define BUDGET_LIMITS 400

/* A value longer than this says nothing more to a check. */
#define MAX_PROSE_CHARS 40

/* ---- Expressions ---- */

static void
free_expression (gpointer data)
{
  HjExpression *expression = data;

  g_clear_pointer (&expression->compiled, xmlXPathFreeCompExpr);
  g_clear_pointer (&expression->wild, xmlFreeDoc);
  g_ptr_array_unref (expression->attributes);
  g_array_unref (expression->tables);
  g_free (expression->source);
  g_free (expression);
}

static void
add_wild (xmlNode    *root,
          const char *text)
{
  xmlNewTextChild (root, NULL, BAD_CAST "any", BAD_CAST text);
}

/* What a missing value is taken for when we ask whether it could matter: a node set in which
 * some node equals each text of the expression, is above and below each number, and whose
 * first contains them all. XPath's comparisons ask for some node. */
static xmlDoc *
make_wild (GArray         *tokens,
           const HjScheme *scheme)
{
  xmlDoc *doc = xmlNewDoc (BAD_CAST "1.0");
  xmlNode *root = xmlNewDocNode (doc, NULL, BAD_CAST "wild", NULL);
  GString *all = g_string_new (",");

  xmlDocSetRootElement (doc, root);
  for (guint i = 0; i < tokens->len; i++)
    {
      const HjToken *token = &g_array_index (tokens, HjToken, i);

      if (token->kind == HJ_TOKEN_LITERAL || token->kind == HJ_TOKEN_NUMBER)
        {
          g_autofree char *value = hj_token_dup_value (token);

          g_string_append_printf (all, "%s,", value);
        }
    }
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    g_string_append_printf (all, "%s,", ((const HjLevel *) scheme->occupations.levels->pdata[i])->id);
  add_wild (root, all->str);
  for (guint i = 0; i < tokens->len; i++)
    {
      const HjToken *token = &g_array_index (tokens, HjToken, i);

      if (token->kind == HJ_TOKEN_LITERAL || token->kind == HJ_TOKEN_NUMBER)
        {
          g_autofree char *value = hj_token_dup_value (token);

          add_wild (root, value);
        }
    }
  add_wild (root, "-999999999");
  add_wild (root, "999999999");
  g_string_free (all, TRUE);
  return doc;
}

/* `@name` as a path of its own, not at the end of one and not before another step. */
static gboolean
stands_alone (GArray *tokens,
              guint   i)
{
  const HjToken *token = &g_array_index (tokens, HjToken, i);
  const HjToken *next = token + 1;

  if (token->length < 2)
    return FALSE;
  /* For whom a row is may be left open: that is for all, and no trouble. */
  if (i > 1 && hj_token_is (token - 1, "(") && hj_token_is (token - 2, "hj:for"))
    return FALSE;
  if (i > 0 && (hj_token_is (token - 1, "/") || hj_token_is (token - 1, "//") || hj_token_is (token - 1, "::")))
    return FALSE;
  return next->kind == HJ_TOKEN_END || !(hj_token_is (next, "/") || hj_token_is (next, "//") || hj_token_is (next, "["));
}

/* `@name` becomes `hj:any(@name, 'name')`, which tells when it is missing; of a measure it is that
 * of the rows that remain, none of which lacks it. */
static char *
rewrite (GArray   *tokens,
         gboolean  measure)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i + 1 < tokens->len; i++)
    {
      const HjToken *token = &g_array_index (tokens, HjToken, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (token->kind == HJ_TOKEN_ATTRIBUTE && stands_alone (tokens, i))
        {
          g_autofree char *name = hj_token_dup_value (token);

          if (measure)
            g_string_append_printf (text, "$rows/@%s", name);
          else
            g_string_append_printf (text, "hj:any(@%s, '%s')", name, name);
        }
      else
        g_string_append_len (text, token->text, (gssize) token->length);
    }
  return g_string_free (text, FALSE);
}

static void
note_names (HjExpression *expression,
            GArray       *tokens)
{
  for (guint i = 0; i + 1 < tokens->len; i++)
    {
      const HjToken *token = &g_array_index (tokens, HjToken, i);
      g_autofree char *value = hj_token_dup_value (token);

      if (token->kind == HJ_TOKEN_ATTRIBUTE)
        g_ptr_array_add (expression->attributes, g_steal_pointer (&value));
      else if (token->kind == HJ_TOKEN_NAME && i > 0 && hj_token_is (token - 1, "/"))
        {
          const HjRecordTable *table = hj_record_table_find (value);
          gboolean of_dossier = i > 1 && hj_token_is (token - 2, "dossier");

          if (table != NULL && of_dossier)
            g_array_append_val (expression->tables, table->kind);
        }
      else if (token->kind == HJ_TOKEN_VARIABLE && g_str_equal (value, "rows"))
        expression->uses_rows = TRUE;
      else if (token->kind == HJ_TOKEN_VARIABLE && !g_str_equal (value, "type"))
        expression->by_subject = TRUE;
      else if (token->kind == HJ_TOKEN_NAME && (g_str_equal (value, "hj:level") || g_str_equal (value, "hj:occupation")))
        expression->by_subject = TRUE;
    }
}

static HjExpression *
compile (HjEvaluator *evaluator,
         GHashTable  *known,
         const char  *xpath)
{
  HjExpression *expression = g_hash_table_lookup (known, xpath);
  g_autoptr (GArray) tokens = NULL;
  g_autofree char *text = NULL;

  if (expression != NULL)
    return expression;
  tokens = hj_xpath_lex (xpath);
  text = rewrite (tokens, known == evaluator->measures);
  expression = g_new0 (HjExpression, 1);
  expression->source = g_strdup (xpath);
  expression->attributes = g_ptr_array_new_with_free_func (g_free);
  expression->tables = g_array_new (FALSE, FALSE, sizeof (HjRecordKind));
  if (hj_xpath_unknown_function (tokens) == NULL)
    expression->compiled = xmlXPathCtxtCompile (evaluator->context, BAD_CAST text);
  expression->wild = make_wild (tokens, evaluator->scheme);
  note_names (expression, tokens);
  g_hash_table_insert (known, expression->source, expression);
  return expression;
}

HjExpression *
hj_evaluator_compile (HjEvaluator *evaluator,
                      const char  *xpath)
{
  return compile (evaluator, evaluator->expressions, xpath);
}

HjExpression *
hj_evaluator_compile_measure (HjEvaluator *evaluator,
                              const char  *xpath)
{
  return compile (evaluator, evaluator->measures, xpath);
}

/* The nodes a missing value stands for. They belong to the expression. */
xmlXPathObject *
hj_expression_new_wild (HjExpression *expression)
{
  xmlXPathObject *object = xmlXPathNewNodeSet (NULL);

  for (xmlNode *node = xmlDocGetRootElement (expression->wild)->children; node; node = node->next)
    xmlXPathNodeSetAddUnique (object->nodesetval, node);
  return object;
}

/* ---- The document ---- */

/* Long text is cut: a check asks whether it is there. What is in an element becomes an attribute,
 * so that a field is an attribute whatever its kind, and no expression can join the texts of a dossier. */
static void
prose_to_attribute (xmlNode *row,
                    xmlNode *field)
{
  xmlChar *content = xmlNodeGetContent (field);
  g_autofree char *text = g_utf8_substring ((const char *) content, 0,
                                            MIN (g_utf8_strlen ((const char *) content, -1), MAX_PROSE_CHARS));

  g_strstrip (text);
  if (*text)
    xmlSetProp (row, field->name, BAD_CAST text);
  xmlFree (content);
}

/* A row remembers its table: it is asked for at each value that is read. */
static void
simplify_row (xmlNode             *row,
              const HjRecordTable *table)
{
  row->ns = NULL;
  row->_private = (gpointer) table;
  for (xmlNode *child = row->children, *next; child; child = next)
    {
      next = child->next;
      if (child->type == XML_ELEMENT_NODE)
        prose_to_attribute (row, child);
      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
}

/* Leaves the application alone: the tables of records, without a namespace. What experts
 * found and decided can't move a standard. */
static void
simplify (xmlDoc *doc)
{
  xmlNode *root = xmlDocGetRootElement (doc);

  root->ns = NULL;
  for (xmlNode *child = root->children, *next; child; child = next)
    {
      const HjRecordTable *table = child->type == XML_ELEMENT_NODE ? hj_record_table_find ((const char *) child->name) : NULL;

      next = child->next;
      if (table == NULL)
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
          continue;
        }
      if (table->single)
        {
          simplify_row (child, table);
          continue;
        }
      child->ns = NULL;
      for (xmlNode *row = child->children, *after; row; row = after)
        {
          after = row->next;
          if (row->type == XML_ELEMENT_NODE && g_str_equal (row->name, table->row))
            simplify_row (row, table);
          else
            {
              xmlUnlinkNode (row);
              xmlFreeNode (row);
            }
        }
    }
}

static guint
count_rows (xmlDoc *doc)
{
  guint n = 0;

  for (xmlNode *table = xmlDocGetRootElement (doc)->children; table; table = table->next)
    n += 1 + (guint) xmlChildElementCount (table);
  return n;
}

static void
keep_quiet (void       *data,
            HjXmlError  error)
{
}

static xmlDoc *
parse (GBytes  *xml,
       GError **error)
{
  g_autoptr (xmlParserCtxt) context = xmlNewParserCtxt ();
  g_autoptr (xmlDoc) doc = NULL;
  gsize length;
  const char *text = g_bytes_get_data (xml, &length);
  xmlNode *root;

  context->sax->serror = (xmlStructuredErrorFunc) keep_quiet;
  if (text != NULL && length <= G_MAXINT)
    doc = xmlCtxtReadMemory (context, text, (int) length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA);
  root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  if (root == NULL || doc->intSubset != NULL || !hj_xml_is (root, "dossier"))
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CORRUPT,
                           _("The application could not be read for checking. What was entered is safe in the dossier; "
                             "save it and open it again."));
      return NULL;
    }
  simplify (doc);
  return g_steal_pointer (&doc);
}

/* An application without an applicant's row still has one to start a path from. */
xmlNode *
hj_evaluator_get_applicant (HjEvaluator *evaluator)
{
  xmlNode *root = xmlDocGetRootElement (evaluator->doc);
  xmlNode *applicant;

  for (xmlNode *child = root->children; child; child = child->next)
    if (hj_xml_is (child, "applicant"))
      return child;
  applicant = xmlNewChild (root, NULL, BAD_CAST "applicant", NULL);
  applicant->_private = (gpointer) hj_record_table (HJ_RECORD_APPLICANT);
  xmlSetProp (applicant, BAD_CAST "id", BAD_CAST "applicant");
  return applicant;
}

GPtrArray *
hj_evaluator_get_rows (HjEvaluator *evaluator,
                       HjRecordKind kind)
{
  GPtrArray *rows = g_ptr_array_new ();
  const HjRecordTable *table = hj_record_table (kind);

  if (table->single)
    {
      g_ptr_array_add (rows, hj_evaluator_get_applicant (evaluator));
      return rows;
    }
  for (xmlNode *child = xmlDocGetRootElement (evaluator->doc)->children; child; child = child->next)
    if (hj_xml_is (child, table->id))
      for (xmlNode *row = child->children; row; row = row->next)
        g_ptr_array_add (rows, row);
  return rows;
}

gboolean
hj_evaluator_is_empty (HjEvaluator *evaluator,
                       HjRecordKind kind)
{
  g_autoptr (GPtrArray) rows = hj_evaluator_get_rows (evaluator, kind);

  if (kind != HJ_RECORD_APPLICANT)
    return rows->len == 0;
  for (xmlAttr *attribute = ((xmlNode *) rows->pdata[0])->properties; attribute; attribute = attribute->next)
    if (!g_str_equal (attribute->name, "id") && !g_str_equal (attribute->name, "position"))
      return FALSE;
  return TRUE;
}

gboolean
hj_node_get_row (xmlNode       *node,
                 HjRecordKind  *kind,
                 xmlNode      **row)
{
  for (; node != NULL && node->type != XML_DOCUMENT_NODE; node = node->parent)
    if (node->type == XML_ELEMENT_NODE && node->_private != NULL)
      {
        *kind = ((const HjRecordTable *) node->_private)->kind;
        *row = node;
        return TRUE;
      }
  return FALSE;
}

char *
hj_node_dup (xmlNode    *node,
             const char *attribute)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST attribute);
  char *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

/* Ids of levels with blanks between; what could not be made a list of them is still in words. */
static gboolean
is_level_list (const char *value)
{
  g_auto (GStrv) ids = g_strsplit_set (value, " ,", -1);

  for (char **id = ids; *id; id++)
    if (strlen (*id) > 1 || (**id != '\0' && !g_ascii_isdigit (**id)))
      return FALSE;
  return TRUE;
}

static gboolean
is_of_kind (const HjRecordField *field,
            const char          *value)
{
  char *end = NULL;

  switch (field->kind)
    {
    case HJ_VALUE_REGION:
      return strlen (value) == 6 && strspn (value, "0123456789") == 6;
    case HJ_VALUE_LEVELS:
      return is_level_list (value);
    case HJ_VALUE_OCCUPATION_CODE:
      return g_regex_match_simple ("^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}", value, 0, 0);
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      g_ascii_strtod (value, &end);
      return end != value && *end == '\0' && !g_ascii_isalpha (*value);
    case HJ_VALUE_FLAG:
      return g_str_equal (value, "yes") || g_str_equal (value, "no");
    case HJ_VALUE_CHOICE:
      for (const HjRecordChoice *choice = field->choices; choice->id != NULL; choice++)
        if (g_str_equal (choice->id, value))
          return TRUE;
      return FALSE;
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_DAY:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION:
    default:
      return TRUE;
    }
}

/* Found out once for each value, and remembered beside it. */
gboolean
hj_node_is_understood (xmlNode    *node,
                       const char *attribute)
{
  enum { NOT_ASKED, UNDERSTOOD, STRANGE };
  HjRecordKind kind;
  xmlNode *row;
  const HjRecordField *field;
  xmlAttr *value = xmlHasProp (node, BAD_CAST attribute);
  gboolean understood;

  if (value == NULL || value->children == NULL)
    return TRUE;
  if (GPOINTER_TO_INT (value->_private) != NOT_ASKED)
    return GPOINTER_TO_INT (value->_private) == UNDERSTOOD;
  field = hj_node_get_row (node, &kind, &row) ? hj_record_table_field (hj_record_table (kind), attribute) : NULL;
  understood = field == NULL || is_of_kind (field, (const char *) value->children->content);
  value->_private = GINT_TO_POINTER (understood ? UNDERSTOOD : STRANGE);
  return understood;
}

/* ---- The evaluator ---- */

void
hj_trouble_free (gpointer data)
{
  HjTrouble *trouble = data;

  g_free (trouble->field);
  g_free (trouble->text);
  g_free (trouble);
}

/* Told once for each field of a node: what is told of one node comes together. In a hopeful
 * evaluation it is no news. */
void
hj_evaluator_trouble (HjEvaluator *evaluator,
                      const char  *field,
                      const char  *text)
{
  xmlNode *node = evaluator->context->node;
  HjTrouble *trouble;

  if (evaluator->hopeful)
    return;
  for (guint i = evaluator->troubles->len; i > 0; i--)
    {
      trouble = evaluator->troubles->pdata[i - 1];
      if (trouble->node != node)
        break;
      if (g_str_equal (trouble->field, field) || (*field == '\0' && text == NULL))
        return;
    }
  trouble = g_new0 (HjTrouble, 1);
  trouble->node = node;
  trouble->field = g_strdup (field);
  trouble->text = g_strdup (text);
  g_ptr_array_add (evaluator->troubles, trouble);
}

static char *
normalise_type (const char *type)
{
  return hj_words_normalise (type);
}

/* The applicant's type as the scheme's id; what is written may be its id or its label. */
static const char *
find_type (HjEvaluator *evaluator)
{
  g_autofree char *written = hj_node_dup (hj_evaluator_get_applicant (evaluator), "type");
  g_autofree char *plain = normalise_type (written);

  for (guint i = 0; i < evaluator->scheme->applicant_types->len; i++)
    {
      const HjApplicantType *type = evaluator->scheme->applicant_types->pdata[i];
      g_autofree char *label = normalise_type (type->label);

      if (g_str_equal (plain, type->id) || g_str_equal (plain, label))
        return type->id;
    }
  return "";
}

HjEvaluator *
hj_evaluator_new (HjScheme *scheme,
                  GBytes   *xml,
                  HjDay     day,
                  GError  **error)
{
  HjEvaluator *evaluator;
  xmlDoc *doc;

  hj_scheme_xml_init ();
  doc = parse (xml, error);
  if (doc == NULL)
    return NULL;
  evaluator = g_new0 (HjEvaluator, 1);
  evaluator->scheme = hj_scheme_ref (scheme);
  evaluator->day = day;
  evaluator->doc = doc;
  evaluator->expressions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_expression);
  evaluator->measures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_expression);
  evaluator->vocabularies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) hj_word_index_free);
  evaluator->for_cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  evaluator->judged = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  evaluator->troubles = g_ptr_array_new_with_free_func (hj_trouble_free);
  evaluator->limit = LIMIT_BASE + (guint64) LIMIT_PER_ELEMENT * count_rows (doc);
  evaluator->budget = evaluator->limit * BUDGET_LIMITS;
  for (guint i = 0; i < scheme->vocabularies->len; i++)
    {
      const HjVocabulary *vocabulary = scheme->vocabularies->pdata[i];

      g_hash_table_insert (evaluator->vocabularies, vocabulary->id, hj_word_index_new (vocabulary));
    }
  hj_evaluator_get_applicant (evaluator);
  evaluator->type = find_type (evaluator);
  xmlXPathOrderDocElems (doc);
  evaluator->context = xmlXPathNewContext (doc);
  evaluator->context->user = evaluator;
  evaluator->context->error = (xmlStructuredErrorFunc) keep_quiet;
  hj_standards_register_functions (evaluator->context);
  xmlXPathRegisterVariable (evaluator->context, BAD_CAST "type", xmlXPathNewCString (evaluator->type));
  hj_evaluator_set_rows (evaluator, NULL);
  return evaluator;
}

void
hj_evaluator_free (HjEvaluator *evaluator)
{
  g_hash_table_unref (evaluator->judged);
  g_hash_table_unref (evaluator->expressions);
  g_hash_table_unref (evaluator->measures);
  g_clear_pointer (&evaluator->context, xmlXPathFreeContext);
  xmlFreeDoc (evaluator->doc);
  g_hash_table_unref (evaluator->vocabularies);
  g_hash_table_unref (evaluator->for_cache);
  g_ptr_array_unref (evaluator->troubles);
  hj_scheme_unref (evaluator->scheme);
  g_free (evaluator);
}

void
hj_evaluator_set_subject (HjEvaluator     *evaluator,
                          const HjSubject *subject)
{
  evaluator->subject = *subject;
  g_hash_table_remove_all (evaluator->for_cache);
  xmlXPathRegisterVariable (evaluator->context, BAD_CAST "occupation", xmlXPathNewCString (subject->name));
  xmlXPathRegisterVariable (evaluator->context, BAD_CAST "level", xmlXPathNewCString (subject->level));
}

/* $rows, for a measure. */
void
hj_evaluator_set_rows (HjEvaluator *evaluator,
                       GPtrArray   *nodes)
{
  xmlXPathObject *object = xmlXPathNewNodeSet (NULL);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    xmlXPathNodeSetAddUnique (object->nodesetval, nodes->pdata[i]);
  xmlXPathRegisterVariable (evaluator->context, BAD_CAST "rows", object);
}

/**
 * hj_evaluator_run:
 * @node: the context node
 * @hopeful: what is missing or not understood is taken for what would do
 * @result: (out) (transfer full)
 *
 * One evaluation, from scratch under the operation limit; `troubles` tells afterwards what
 * kept it from a sure answer.
 */
HjEvaluation
hj_evaluator_run (HjEvaluator     *evaluator,
                  HjExpression    *expression,
                  xmlNode         *node,
                  gboolean         hopeful,
                  xmlXPathObject **result)
{
  xmlXPathContext *context = evaluator->context;
  gboolean exceeded;

  *result = NULL;
  evaluator->hopeful = hopeful;
  if (!hopeful)
    g_ptr_array_set_size (evaluator->troubles, 0);
  if (expression->compiled == NULL)
    return HJ_EVALUATION_FAILED;
  if (evaluator->budget == 0)
    return HJ_EVALUATION_EXCEEDED;
  evaluator->current = expression;
  context->opLimit = MIN (evaluator->limit, evaluator->budget);
  context->opCount = 0;
  context->node = node;
  context->proximityPosition = -1;
  context->contextSize = -1;
  *result = xmlXPathCompiledEval (expression->compiled, context);
  exceeded = context->opCount >= context->opLimit;
  evaluator->budget -= MIN (evaluator->budget, context->opCount);
  evaluator->current = NULL;
  if (*result != NULL)
    return HJ_EVALUATED;
  return exceeded ? HJ_EVALUATION_EXCEEDED : HJ_EVALUATION_FAILED;
}
