/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-standards-private.h"

/* The few functions of ours (design.md 3). Each tells the evaluator of a value that is missing
 * or that it does not understand, and then answers no; in a hopeful evaluation it answers what
 * would do instead. */

#define FUNCTIONS_NAMESPACE "urn:hengjian:function:1"

/* What a function was given for a text. */
typedef enum { TEXT_THERE, TEXT_MISSING, TEXT_WILD } TextState;

typedef struct {
  TextState  state;
  char      *text;   /* never NULL */
  char      *field;  /* name of the attribute it was read from, "" if none */
} Text;

static void
text_clear (Text *text)
{
  g_free (text->text);
  g_free (text->field);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

static HjEvaluator *
evaluator_of (xmlXPathParserContext *ctxt)
{
  return ctxt->context->user;
}

static void
pop_text (xmlXPathParserContext *ctxt,
          Text                  *text)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_autoptr (xmlXPathObject) object = valuePop (ctxt);
  xmlNodeSet *nodes = object != NULL && object->type == XPATH_NODESET ? object->nodesetval : NULL;
  xmlNode *node = nodes != NULL && nodes->nodeNr > 0 ? nodes->nodeTab[0] : NULL;
  xmlChar *value;

  text->state = TEXT_THERE;
  text->field = g_strdup (node != NULL && node->type == XML_ATTRIBUTE_NODE ? (const char *) node->name : "");
  if (object == NULL || (object->type == XPATH_NODESET && node == NULL))
    text->state = TEXT_MISSING;
  else if (node != NULL && evaluator->current != NULL && node->doc == evaluator->current->wild)
    text->state = TEXT_WILD;
  value = object != NULL ? xmlXPathCastToString (object) : NULL;
  text->text = g_strdup (value != NULL ? (const char *) value : "");
  xmlFree (value);
  if (text->state == TEXT_THERE && text->text[0] == '\0' && object->type == XPATH_NODESET)
    text->state = TEXT_MISSING;
}

static void
push_boolean (xmlXPathParserContext *ctxt,
              gboolean               value)
{
  valuePush (ctxt, xmlXPathNewBoolean (value));
}

static void
push_number (xmlXPathParserContext *ctxt,
             double                 value)
{
  valuePush (ctxt, xmlXPathNewFloat (value));
}

/* A number that can't be told: none, or any where we hope. */
static void
push_unknown_number (xmlXPathParserContext *ctxt)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);

  if (evaluator->hopeful && evaluator->current != NULL)
    valuePush (ctxt, hj_expression_new_wild (evaluator->current));
  else
    push_number (ctxt, NAN);
}

static void
push_answer (xmlXPathParserContext *ctxt,
             HjAnswer               answer,
             const Text            *text)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);

  if (answer == HJ_ANSWER_UNSURE)
    hj_evaluator_trouble (evaluator, text->field, text->state == TEXT_THERE ? text->text : NULL);
  push_boolean (ctxt, answer == HJ_ANSWER_YES || (answer == HJ_ANSWER_UNSURE && evaluator->hopeful));
}

static HjWordIndex *
find_index (xmlXPathParserContext *ctxt,
            const char            *id)
{
  return g_hash_table_lookup (evaluator_of (ctxt)->vocabularies, id);
}

/* hj:any(@name, 'name'): the attribute; where it is missing or no value of its field, any value, or
 * what stands there and a trouble told. */
static void
any_cb (xmlXPathParserContext *ctxt,
        int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) name = { 0 };
  const xmlNodeSet *nodes;

  CHECK_ARITY (2);
  pop_text (ctxt, &name);
  CHECK_TYPE (XPATH_NODESET);
  nodes = ctxt->value->nodesetval;
  if (nodes != NULL && nodes->nodeNr > 0 && hj_node_is_understood (nodes->nodeTab[0]->parent, name.text))
    return;
  if (nodes != NULL && nodes->nodeNr > 0)
    {
      xmlChar *text = xmlXPathCastNodeToString (nodes->nodeTab[0]);

      hj_evaluator_trouble (evaluator, name.text, (const char *) text);
      xmlFree (text);
    }
  else
    hj_evaluator_trouble (evaluator, name.text, NULL);
  if (evaluator->hopeful && evaluator->current != NULL)
    {
      xmlXPathFreeObject (valuePop (ctxt));
      valuePush (ctxt, hj_expression_new_wild (evaluator->current));
    }
}

/* The first and the last day a date may mean: "2020-05" is some day of May. */
static gboolean
span_of (const char *text,
         HjDay      *first,
         HjDay      *last)
{
  int year = 0, month = 0;
  gsize length = strlen (text);

  if (length == 10)
    {
      *last = HJ_DAY_NONE;
      if (hj_day_parse (text, first, NULL))
        *last = *first;
      return *last != HJ_DAY_NONE;
    }
  if (sscanf (text, "%4d-%2d", &year, &month) == 2 && length == 7)
    {
      *first = hj_day_new (year, month, 1);
      *last = month == 12 ? hj_day_new (year + 1, 1, 1) - 1 : hj_day_new (year, month + 1, 1) - 1;
      return *first != HJ_DAY_NONE;
    }
  if (length == 4 && sscanf (text, "%4d", &year) == 1)
    {
      *first = hj_day_new (year, 1, 1);
      *last = hj_day_new (year, 12, 31);
      return *first != HJ_DAY_NONE;
    }
  return FALSE;
}

static int
full_years (HjDay from,
            HjDay to)
{
  int from_year, from_month, from_day, to_year, to_month, to_day;

  hj_day_split (from, &from_year, &from_month, &from_day);
  hj_day_split (to, &to_year, &to_month, &to_day);
  return to_year - from_year - (to_month < from_month || (to_month == from_month && to_day < from_day));
}

/* hj:years(from): years gone by until the day of the check. hj:years(from, to): of a term that runs
 * from and to, both days in it: 2020-06-01 to 2025-05-31 is five. */
static void
years_cb (xmlXPathParserContext *ctxt,
          int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) from = { 0 };
  g_auto (Text) to = { 0 };
  HjDay first, last, end_first, end_last;
  int least, most;

  if (nargs < 1 || nargs > 2)
    XP_ERROR (XPATH_INVALID_ARITY);
  if (nargs == 2)
    pop_text (ctxt, &to);
  pop_text (ctxt, &from);
  end_first = end_last = evaluator->day;
  if (!span_of (from.text, &first, &last))
    {
      hj_evaluator_trouble (evaluator, from.field, from.state == TEXT_THERE ? from.text : NULL);
      push_unknown_number (ctxt);
      return;
    }
  if (nargs == 2 && !span_of (to.text, &end_first, &end_last))
    {
      hj_evaluator_trouble (evaluator, to.field, to.state == TEXT_THERE ? to.text : NULL);
      push_unknown_number (ctxt);
      return;
    }
  least = full_years (last, end_first + (nargs == 2));
  most = full_years (first, end_last + (nargs == 2));
  if (least != most)
    {
      evaluator->spanned = TRUE;
      hj_evaluator_trouble (evaluator, from.field, from.text);
    }
  push_number (ctxt, evaluator->hopeful || evaluator->late ? most : least);
}

/* hj:past(day): whether it is over on the day of the check; a day is over when the next has come. */
static void
past_cb (xmlXPathParserContext *ctxt,
         int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) text = { 0 };
  HjAnswer answer = HJ_ANSWER_UNSURE;
  HjDay first, last;

  CHECK_ARITY (1);
  pop_text (ctxt, &text);
  if (text.state == TEXT_THERE && span_of (text.text, &first, &last))
    answer = last < evaluator->day ? HJ_ANSWER_YES : first >= evaluator->day ? HJ_ANSWER_NO : HJ_ANSWER_UNSURE;
  push_answer (ctxt, answer, &text);
}

/* hj:rank(vocabulary, text) */
static void
rank_cb (xmlXPathParserContext *ctxt,
         int                    nargs)
{
  g_auto (Text) text = { 0 };
  g_auto (Text) vocabulary = { 0 };
  HjWordIndex *index;
  int rank;

  CHECK_ARITY (2);
  pop_text (ctxt, &text);
  pop_text (ctxt, &vocabulary);
  index = find_index (ctxt, vocabulary.text);
  if (index != NULL && text.state == TEXT_THERE && hj_word_index_rank (index, text.text, &rank))
    {
      push_number (ctxt, rank);
      return;
    }
  hj_evaluator_trouble (evaluator_of (ctxt), text.field, text.state == TEXT_THERE ? text.text : NULL);
  push_unknown_number (ctxt);
}

/* hj:is(vocabulary, text, word) */
static void
is_cb (xmlXPathParserContext *ctxt,
       int                    nargs)
{
  g_auto (Text) word = { 0 };
  g_auto (Text) text = { 0 };
  g_auto (Text) vocabulary = { 0 };
  HjWordIndex *index;
  HjAnswer answer = HJ_ANSWER_UNSURE;

  CHECK_ARITY (3);
  pop_text (ctxt, &word);
  pop_text (ctxt, &text);
  pop_text (ctxt, &vocabulary);
  index = find_index (ctxt, vocabulary.text);
  if (index != NULL && text.state == TEXT_THERE)
    answer = hj_word_index_is (index, text.text, word.text);
  push_answer (ctxt, answer, &text);
}

/* hj:same-name(text, name[, vocabulary]) */
static void
same_name_cb (xmlXPathParserContext *ctxt,
              int                    nargs)
{
  g_auto (Text) vocabulary = { 0 };
  g_auto (Text) name = { 0 };
  g_auto (Text) text = { 0 };
  HjAnswer answer = HJ_ANSWER_UNSURE;

  if (nargs < 2 || nargs > 3)
    XP_ERROR (XPATH_INVALID_ARITY);
  if (nargs == 3)
    pop_text (ctxt, &vocabulary);
  pop_text (ctxt, &name);
  pop_text (ctxt, &text);
  if (text.state == TEXT_THERE)
    answer = hj_words_same_name (nargs == 3 ? find_index (ctxt, vocabulary.text) : NULL, text.text, name.text);
  push_answer (ctxt, answer, &text);
}

/* hj:for(text, occupation): a value that is missing is for all. */
static void
for_cb (xmlXPathParserContext *ctxt,
        int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  const HjSubject *subject = &evaluator->subject;
  g_auto (Text) occupation = { 0 };
  g_auto (Text) text = { 0 };
  HjAnswer answer = HJ_ANSWER_YES;
  gboolean own;

  CHECK_ARITY (2);
  pop_text (ctxt, &occupation);
  pop_text (ctxt, &text);
  own = g_str_equal (occupation.text, subject->name);
  if (text.state == TEXT_THERE)
    {
      gpointer known;

      if (own && g_hash_table_lookup_extended (evaluator->for_cache, text.text, NULL, &known))
        answer = GPOINTER_TO_INT (known);
      else
        answer = hj_words_for (text.text, occupation.text, own ? subject->trade : "", own ? subject->code : "");
      if (own)
        g_hash_table_insert (evaluator->for_cache, g_strdup (text.text), GINT_TO_POINTER (answer));
    }
  push_answer (ctxt, answer, &text);
}

/* hj:named(text): whether it names something. 无 and 未设立 name nothing; a stroke or 待定 says nothing. */
static void
named_cb (xmlXPathParserContext *ctxt,
          int                    nargs)
{
  g_auto (Text) text = { 0 };
  HjAnswer answer = HJ_ANSWER_UNSURE;

  CHECK_ARITY (1);
  pop_text (ctxt, &text);
  if (text.state == TEXT_THERE)
    answer = hj_words_named (text.text);
  push_answer (ctxt, answer, &text);
}

/* hj:people(phrase): what only people can tell; always unsure, for the reason given. */
static void
people_cb (xmlXPathParserContext *ctxt,
           int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) phrase = { 0 };

  CHECK_ARITY (1);
  pop_text (ctxt, &phrase);
  hj_evaluator_trouble (evaluator, HJ_TROUBLE_PEOPLE, phrase.text);
  push_boolean (ctxt, evaluator->hopeful);
}

/* hj:has(list, item): whether a list with blanks or commas between has the item. */
static void
has_cb (xmlXPathParserContext *ctxt,
        int                    nargs)
{
  g_auto (Text) item = { 0 };
  g_auto (Text) list = { 0 };
  HjAnswer answer = HJ_ANSWER_UNSURE;

  CHECK_ARITY (2);
  pop_text (ctxt, &item);
  pop_text (ctxt, &list);
  if (list.state == TEXT_THERE)
    {
      g_auto (GStrv) items = g_strsplit_set (list.text, " ,", -1);

      answer = g_strv_contains ((const char * const *) items, item.text) ? HJ_ANSWER_YES : HJ_ANSWER_NO;
    }
  push_answer (ctxt, answer, &list);
}

/* An occupation is told by its name and trade; a form that has a row for each level names it again. */
static char *
occupation_of (xmlNode  *node,
               gboolean *sure)
{
  g_autofree char *name = hj_node_dup (node, "name");
  g_autofree char *trade = hj_node_dup (node, "trade");
  g_autofree char *plain = hj_words_normalise (name);
  g_autofree char *kind = hj_words_normalise (trade);

  *sure = *plain != '\0';
  return *sure ? g_strjoin ("\n", plain, kind, NULL) : hj_node_dup (node, "id");
}

/* What tells a person or a thing from another: the ID number, else the name. */
static char *
identity_of (xmlNode  *node,
             gboolean *sure)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  HjRecordKind kind;
  xmlNode *row;

  *sure = TRUE;
  if (node->type != XML_ELEMENT_NODE)
    {
      xmlChar *value = xmlXPathCastNodeToString (node);
      char *copy = g_strdup ((const char *) value);

      xmlFree (value);
      return copy;
    }
  if (hj_node_get_row (node, &kind, &row) && kind == HJ_RECORD_OCCUPATION)
    return occupation_of (node, sure);
  number = hj_node_dup (node, "id-number");
  if (*number)
    return hj_words_normalise (number);
  *sure = FALSE;
  name = hj_node_dup (node, "name");
  return hj_words_normalise (name);
}

/* Names of those that are told by their ID numbers: one without a number may be one of them. */
static GHashTable *
collect_names (const xmlNodeSet *nodes)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < nodes->nodeNr; i++)
    {
      gboolean sure;
      g_autofree char *identity = identity_of (nodes->nodeTab[i], &sure);

      if (sure && nodes->nodeTab[i]->type == XML_ELEMENT_NODE)
        {
          g_autofree char *name = hj_node_dup (nodes->nodeTab[i], "name");

          g_hash_table_add (names, hj_words_normalise (name));
        }
    }
  return names;
}

/* hj:distinct(nodes): two rows of one name, of which one has no ID number, may be one person or two. */
static void
distinct_cb (xmlXPathParserContext *ctxt,
             int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (xmlXPathObject) object = NULL;
  guint unsure = 0;

  CHECK_ARITY (1);
  CHECK_TYPE (XPATH_NODESET);
  object = valuePop (ctxt);
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      gboolean sure;
      char *identity = identity_of (object->nodesetval->nodeTab[i], &sure);

      if (sure)
        g_hash_table_add (seen, identity);
      else
        g_ptr_array_add (nameless, identity);
    }
  if (nameless->len > 0)
    names = collect_names (object->nodesetval);
  for (guint i = 0; i < nameless->len; i++)
    {
      const char *name = g_ptr_array_index (nameless, i);

      if (*name && g_hash_table_add (names, g_strdup (name)))
        g_hash_table_add (seen, g_strdup_printf ("?%s", name));
      else
        unsure++;
    }
  if (unsure > 0)
    hj_evaluator_trouble (evaluator, "id-number", NULL);
  push_number (ctxt, g_hash_table_size (seen) + (evaluator->hopeful ? unsure : 0));
}

/* hj:sum(nodes): in whole hundredths, so that 20.1 and 9.9 are 30. */
static void
sum_cb (xmlXPathParserContext *ctxt,
        int                    nargs)
{
  g_autoptr (xmlXPathObject) object = NULL;
  double hundredths = 0;

  CHECK_ARITY (1);
  CHECK_TYPE (XPATH_NODESET);
  object = valuePop (ctxt);
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      xmlNode *node = object->nodesetval->nodeTab[i];
      double value = xmlXPathCastNodeToNumber (node);

      if (isfinite (value))
        hundredths += round (value * 100);
      else
        hj_evaluator_trouble (evaluator_of (ctxt), (const char *) node->name, NULL);
    }
  push_number (ctxt, hundredths / 100);
}

/* hj:rooms(nodes): each room once. A form filled for each occupation names a shared one again and
 * again; two rows of one name, address and use are one room. A row without a name is one of its own. */
static void
rooms_cb (xmlXPathParserContext *ctxt,
          int                    nargs)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (xmlXPathObject) object = NULL;
  xmlXPathObject *rooms;

  CHECK_ARITY (1);
  CHECK_TYPE (XPATH_NODESET);
  object = valuePop (ctxt);
  rooms = xmlXPathNewNodeSet (NULL);
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      xmlNode *node = object->nodesetval->nodeTab[i];
      g_autofree char *name = hj_node_dup (node, "name");
      g_autofree char *address = hj_node_dup (node, "address");
      g_autofree char *kind = hj_node_dup (node, "kind");
      g_autofree char *plain = hj_words_normalise (name);

      if (*plain == '\0' || g_hash_table_add (seen, g_strjoin ("\n", plain, address, kind, NULL)))
        xmlXPathNodeSetAddUnique (rooms->nodesetval, node);
    }
  valuePush (ctxt, rooms);
}

/* hj:applicant(field): of the applicant, whatever row one stands on. */
static void
applicant_cb (xmlXPathParserContext *ctxt,
              int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) name = { 0 };
  xmlNode *applicant, *here;
  xmlAttr *attribute;

  CHECK_ARITY (1);
  pop_text (ctxt, &name);
  applicant = hj_evaluator_get_applicant (evaluator);
  attribute = xmlHasProp (applicant, BAD_CAST name.text);
  if (attribute != NULL)
    {
      valuePush (ctxt, xmlXPathNewNodeSet ((xmlNode *) attribute));
      return;
    }
  here = evaluator->context->node;
  evaluator->context->node = applicant;
  hj_evaluator_trouble (evaluator, name.text, NULL);
  evaluator->context->node = here;
  if (evaluator->hopeful && evaluator->current != NULL)
    valuePush (ctxt, hj_expression_new_wild (evaluator->current));
  else
    valuePush (ctxt, xmlXPathNewNodeSet (NULL));
}

/* hj:listed(text): whether the notice's list of occupations has the name. */
static void
listed_cb (xmlXPathParserContext *ctxt,
           int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  const GPtrArray *listed = evaluator->scheme->occupations.listed;
  g_auto (Text) name = { 0 };
  g_autofree char *plain = NULL;
  HjAnswer answer = HJ_ANSWER_UNSURE;

  CHECK_ARITY (1);
  pop_text (ctxt, &name);
  plain = hj_words_normalise (name.text);
  if (name.state == TEXT_THERE)
    answer = HJ_ANSWER_NO;
  for (guint i = 0; i < listed->len && answer != HJ_ANSWER_YES && *plain; i++)
    {
      g_autofree char *known = hj_words_normalise (((const HjListedOccupation *) listed->pdata[i])->name);

      /* 互联网营销师（直播销售员）: a trade of one that is listed, written into its name. */
      if (g_str_equal (plain, known) || (g_str_has_prefix (plain, known) && plain[strlen (known)] == '('))
        answer = HJ_ANSWER_YES;
      else if (name.state == TEXT_THERE && (strstr (plain, known) != NULL || strstr (known, plain) != NULL))
        answer = HJ_ANSWER_UNSURE;
    }
  push_answer (ctxt, answer, &name);
}

/* hj:taken(day): whether the notice takes applications on this day. A day of which only the month or
 * the year is known is told where all its days are alike. */
static void
taken_cb (xmlXPathParserContext *ctxt,
          int                    nargs)
{
  HjEvaluator *evaluator = evaluator_of (ctxt);
  g_auto (Text) day = { 0 };
  HjAnswer answer = HJ_ANSWER_UNSURE;
  HjDay first, last;
  int n_taken = 0;

  CHECK_ARITY (1);
  pop_text (ctxt, &day);
  if (day.state == TEXT_THERE && span_of (day.text, &first, &last))
    {
      for (HjDay at = first; at <= last; at++)
        n_taken += hj_scheme_takes_on (evaluator->scheme, at) ? 1 : 0;
      if (n_taken == 0)
        answer = HJ_ANSWER_NO;
      else if (n_taken == last - first + 1)
        answer = HJ_ANSWER_YES;
    }
  push_answer (ctxt, answer, &day);
}

static void
level_cb (xmlXPathParserContext *ctxt,
          int                    nargs)
{
  CHECK_ARITY (0);
  valuePush (ctxt, xmlXPathNewCString (evaluator_of (ctxt)->subject.level));
}

static void
occupation_cb (xmlXPathParserContext *ctxt,
               int                    nargs)
{
  CHECK_ARITY (0);
  valuePush (ctxt, xmlXPathNewCString (evaluator_of (ctxt)->subject.name));
}

static const HjXPathFunction functions[] = {
  { "hj:years", 1, 2, -1 },
  { "hj:past", 1, 1, -1 },
  { "hj:rank", 2, 2, 0 },
  { "hj:is", 3, 3, 0 },
  { "hj:same-name", 2, 3, 2 },
  { "hj:for", 2, 2, -1 },
  { "hj:has", 2, 2, -1 },
  { "hj:named", 1, 1, -1 },
  { "hj:people", 1, 1, -1 },
  { "hj:distinct", 1, 1, -1 },
  { "hj:sum", 1, 1, -1 },
  { "hj:rooms", 1, 1, -1 },
  { "hj:applicant", 1, 1, -1 },
  { "hj:listed", 1, 1, -1 },
  { "hj:taken", 1, 1, -1 },
  { "hj:level", 0, 0, -1 },
  { "hj:occupation", 0, 0, -1 },
};

static const xmlXPathFunction calls[] = {
  years_cb, past_cb, rank_cb, is_cb, same_name_cb, for_cb, has_cb, named_cb, people_cb, distinct_cb, sum_cb, rooms_cb,
  applicant_cb, listed_cb, taken_cb, level_cb, occupation_cb,
};
G_STATIC_ASSERT (G_N_ELEMENTS (functions) == G_N_ELEMENTS (calls));

/* NULL where there is no such function for a scheme to call. */
const HjXPathFunction *
hj_xpath_function_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      return &functions[i];
  return NULL;
}

/* XPath's core, and the node tests that look like calls. */
static const char * const core[] = {
  "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with", "contains",
  "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate", "boolean", "not", "true",
  "false", "lang", "number", "sum", "floor", "ceiling", "round", "text", "node", "comment", "processing-instruction", NULL
};

/* The first name that is called and is no function: libxml2 would find out only while it evaluates. */
const HjToken *
hj_xpath_unknown_function (GArray *tokens)
{
  for (guint i = 0; i + 1 < tokens->len; i++)
    {
      const HjToken *token = &g_array_index (tokens, HjToken, i);
      g_autofree char *name = token->kind == HJ_TOKEN_NAME && hj_token_is (token + 1, "(") ? hj_token_dup_value (token) : NULL;
      gboolean operator = i > 0 && name != NULL && (g_str_equal (name, "and") || g_str_equal (name, "or") ||
                                                    g_str_equal (name, "div") || g_str_equal (name, "mod"));

      if (name != NULL && !operator && !g_strv_contains (core, name) && hj_xpath_function_find (name) == NULL)
        return token;
    }
  return NULL;
}

void
hj_standards_register_functions (xmlXPathContext *context)
{
  xmlXPathRegisterNs (context, BAD_CAST "hj", BAD_CAST FUNCTIONS_NAMESPACE);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    xmlXPathRegisterFuncNS (context, BAD_CAST (functions[i].name + strlen ("hj:")), BAD_CAST FUNCTIONS_NAMESPACE, calls[i]);
  xmlXPathRegisterFuncNS (context, BAD_CAST "any", BAD_CAST FUNCTIONS_NAMESPACE, any_cb);
}
