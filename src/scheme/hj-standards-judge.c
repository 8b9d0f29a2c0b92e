/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-standards-private.h"

/* One check for one subject. Each expression is asked twice where a value is missing or was not
 * understood: once with it counting as no, once as whatever would do. What both answers agree on
 * is sure; where they differ it is unknown, never short. */

#define EXCEEDED "核查表达式超出运算上限，未能判定"
#define BROKEN "核查表达式无法求值，未能判定"

/* Tables whose rows have names of the scheme's: a row that is not there was not answered yet. */
#define IS_KEYED(kind) ((kind) == HJ_RECORD_MATERIAL || (kind) == HJ_RECORD_CREDIT)

typedef struct {
  HjEvaluator   *evaluator;
  const HjCheck *check;
  HjOutcome     *outcome;
  GPtrArray     *sure;     /* xmlNode: rows that count */
  GPtrArray     *hopeful;  /* and those that may */
} Judge;

void
hj_outcome_clear (HjOutcome *outcome)
{
  g_clear_pointer (&outcome->rows, g_ptr_array_unref);
  g_clear_pointer (&outcome->because, g_free);
}

static void
free_row (gpointer data)
{
  HjStandardRow *row = data;

  g_free (row->id);
  g_free (row->why);
  g_free (row);
}

static void
give_up (Judge        *judge,
         HjEvaluation  how)
{
  judge->outcome->kind = HJ_OUTCOME_UNKNOWN;
  hj_str_set (&judge->outcome->because, how == HJ_EVALUATION_EXCEEDED ? EXCEEDED : BROKEN);
}

/* 学历未填, 学历“肄业”未能识别. */
static void
append_troubles (GString           *why,
                 const HjEvaluator *evaluator,
                 const xmlNode     *node,
                 HjRecordKind       kind)
{
  for (guint i = 0; i < evaluator->troubles->len; i++)
    {
      const HjTrouble *trouble = evaluator->troubles->pdata[i];
      HjRecordKind of = kind;
      xmlNode *row;
      gboolean known = hj_node_get_row (trouble->node, &of, &row);
      const HjRecordField *field = hj_record_table_field (hj_record_table (known ? of : kind), trouble->field);
      g_autofree char *text = NULL;

      if (node != NULL && trouble->node != node)
        continue;
      if (g_str_equal (trouble->field, HJ_TROUBLE_PEOPLE))
        text = g_strdup (trouble->text);
      else if (trouble->text == NULL)
        text = g_strdup_printf ("%s未填", field != NULL ? field->label : "所需内容");
      else
        text = g_strdup_printf ("%s“%s”未能识别", field != NULL ? field->label : "内容", trouble->text);
      if (strstr (why->str, text) != NULL)
        continue;
      if (why->len > 0)
        g_string_append (why, "；");
      g_string_append (why, text);
    }
}

static HjEvaluation
ask_once (HjEvaluator  *evaluator,
          HjExpression *expression,
          xmlNode      *node,
          gboolean      hopeful,
          gboolean      late,
          gboolean     *answer)
{
  g_autoptr (xmlXPathObject) result = NULL;
  HjEvaluation how;

  evaluator->late = late;
  how = hj_evaluator_run (evaluator, expression, node, hopeful, &result);
  evaluator->late = FALSE;
  *answer = how == HJ_EVALUATED && xmlXPathCastToBoolean (result);
  return how;
}

/* Truth of @xpath at @node: yes, no, or unsure with the evaluator's troubles. A date that is told
 * by its month alone is asked at both its ends. */
static HjEvaluation
ask (HjEvaluator *evaluator,
     const char  *xpath,
     xmlNode     *node,
     HjAnswer    *answer)
{
  HjExpression *expression = hj_evaluator_compile (evaluator, xpath);
  gboolean first, second, hope;
  HjEvaluation how;

  *answer = HJ_ANSWER_UNSURE;
  evaluator->spanned = FALSE;
  how = ask_once (evaluator, expression, node, FALSE, FALSE, &first);
  second = first;
  if (how == HJ_EVALUATED && evaluator->spanned)
    how = ask_once (evaluator, expression, node, FALSE, TRUE, &second);
  if (how != HJ_EVALUATED)
    return how;
  if (first && second)
    *answer = HJ_ANSWER_YES;
  else if (first || second)
    *answer = HJ_ANSWER_UNSURE;
  else if (evaluator->troubles->len == 0)
    *answer = HJ_ANSWER_NO;
  else
    {
      how = ask_once (evaluator, expression, node, TRUE, FALSE, &hope);
      *answer = hope || how != HJ_EVALUATED ? HJ_ANSWER_UNSURE : HJ_ANSWER_NO;
    }
  return how;
}

static GPtrArray *
nodes_of (const xmlXPathObject *object)
{
  GPtrArray *nodes = g_ptr_array_new ();

  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    g_ptr_array_add (nodes, object->nodesetval->nodeTab[i]);
  return nodes;
}

static void
add_row (Judge         *judge,
         xmlNode       *node,
         HjRecordKind   kind,
         HjRowStanding  standing,
         const char    *why)
{
  HjStandardRow *row = g_new0 (HjStandardRow, 1);

  row->kind = kind;
  row->id = hj_node_dup (node, "id");
  row->standing = standing;
  row->why = g_strdup (why);
  g_ptr_array_add (judge->outcome->rows, row);
  if (standing == HJ_ROW_COUNTS)
    g_ptr_array_add (judge->sure, node);
  if (standing != HJ_ROW_FAILS)
    g_ptr_array_add (judge->hopeful, node);
}

/* Attributes that the measure reads and the row lacks. */
static void
append_unmeasured (Judge        *judge,
                   xmlNode      *node,
                   HjRecordKind  kind,
                   GString      *why)
{
  HjExpression *measure;

  if (*judge->check->measure == '\0')
    return;
  measure = hj_evaluator_compile_measure (judge->evaluator, judge->check->measure);
  for (guint i = 0; i < measure->attributes->len; i++)
    {
      const char *name = measure->attributes->pdata[i];
      const HjRecordField *field = hj_record_table_field (hj_record_table (kind), name);

      gboolean there = xmlHasProp (node, BAD_CAST name) != NULL;

      if (field == NULL || (there && hj_node_is_understood (node, name)))
        continue;
      g_string_append_printf (why, "%s%s%s", why->len > 0 ? "；" : "", field->label, there ? "未能识别" : "未填");
    }
}

/* What the conditions say of a row; kept for other subjects where they don't depend on one. */
typedef struct {
  HjRowStanding standing;
  char         *why;
} Verdict;

static void
free_verdict (gpointer data)
{
  Verdict *verdict = data;

  g_free (verdict->why);
  g_free (verdict);
}

static HjEvaluation
judge_conditions (Judge        *judge,
                  xmlNode      *node,
                  HjRecordKind  kind,
                  Verdict      *verdict)
{
  GString *fails = g_string_new (NULL);
  GString *open = g_string_new (NULL);
  HjEvaluation how = HJ_EVALUATED;

  for (guint i = 0; i < judge->check->conditions->len && how == HJ_EVALUATED; i++)
    {
      const HjCheckCondition *condition = judge->check->conditions->pdata[i];
      HjAnswer answer;

      how = ask (judge->evaluator, condition->test, node, &answer);
      if (how != HJ_EVALUATED)
        break;
      if (answer == HJ_ANSWER_NO)
        g_string_append_printf (fails, "%s%s", fails->len > 0 ? "；" : "", condition->phrase);
      else if (answer == HJ_ANSWER_UNSURE)
        append_troubles (open, judge->evaluator, NULL, kind);
    }
  append_unmeasured (judge, node, kind, open);
  verdict->standing = fails->len > 0 ? HJ_ROW_FAILS : open->len > 0 ? HJ_ROW_UNKNOWN : HJ_ROW_COUNTS;
  verdict->why = g_strdup (fails->len > 0 ? fails->str : open->str);
  g_string_free (fails, TRUE);
  g_string_free (open, TRUE);
  return how;
}

static gboolean
depends_on_subject (Judge *judge)
{
  for (guint i = 0; i < judge->check->conditions->len; i++)
    {
      const HjCheckCondition *condition = judge->check->conditions->pdata[i];

      if (hj_evaluator_compile (judge->evaluator, condition->test)->by_subject)
        return TRUE;
    }
  return FALSE;
}

static HjEvaluation
judge_row (Judge      *judge,
           GHashTable *known,
           xmlNode    *selected,
           gboolean    undecided,
           GString    *doubt)
{
  HjRecordKind kind;
  xmlNode *node;
  Verdict *verdict;
  HjEvaluation how = HJ_EVALUATED;

  if (!hj_node_get_row (selected, &kind, &node))
    return HJ_EVALUATED;
  verdict = g_hash_table_lookup (known, node);
  if (verdict == NULL)
    {
      verdict = g_new0 (Verdict, 1);
      how = judge_conditions (judge, node, kind, verdict);
      g_hash_table_insert (known, node, verdict);
    }
  /* A row that may not be meant and would not do anyway is none of this check's. */
  if (undecided && verdict->standing == HJ_ROW_FAILS)
    return how;
  if (undecided && *verdict->why)
    g_string_append_printf (doubt, "%s%s", doubt->len > 0 ? "；" : "", verdict->why);
  add_row (judge, node, kind, undecided ? HJ_ROW_UNKNOWN : verdict->standing, undecided ? doubt->str : verdict->why);
  return how;
}

/* Selects the rows, and judges each. */
static HjEvaluation
judge_rows (Judge *judge)
{
  HjEvaluator *evaluator = judge->evaluator;
  HjExpression *rows = hj_evaluator_compile (evaluator, judge->check->rows);
  g_autoptr (GHashTable) own = NULL;
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) perhaps = NULL;
  g_autoptr (GHashTable) doubts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (xmlXPathObject) first = NULL;
  g_autoptr (xmlXPathObject) second = NULL;
  GHashTable *known;
  HjEvaluation how = hj_evaluator_run (evaluator, rows, evaluator->subject.node, FALSE, &first);

  if (how != HJ_EVALUATED)
    return how;
  if (first->type != XPATH_NODESET)
    return HJ_EVALUATION_FAILED;
  nodes = nodes_of (first);
  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_add (chosen, nodes->pdata[i]);
  if (evaluator->troubles->len > 0)
    {
      how = hj_evaluator_run (evaluator, rows, evaluator->subject.node, TRUE, &second);
      if (how != HJ_EVALUATED)
        return how;
      perhaps = nodes_of (second);
      for (guint i = 0; i < perhaps->len; i++)
        if (!g_hash_table_contains (chosen, perhaps->pdata[i]))
          {
            GString *why = g_string_new (NULL);
            HjRecordKind kind;
            xmlNode *row;

            if (hj_node_get_row (perhaps->pdata[i], &kind, &row))
              append_troubles (why, evaluator, row, kind);
            g_hash_table_insert (doubts, perhaps->pdata[i], g_string_free (why, FALSE));
          }
    }

  known = g_hash_table_lookup (evaluator->judged, judge->check);
  if (known == NULL)
    {
      known = g_hash_table_new_full (NULL, NULL, NULL, free_verdict);
      if (depends_on_subject (judge))
        own = known;
      else
        g_hash_table_insert (evaluator->judged, (gpointer) judge->check, known);
    }
  for (guint i = 0; i < nodes->len && how == HJ_EVALUATED; i++)
    how = judge_row (judge, known, nodes->pdata[i], FALSE, NULL);
  for (guint i = 0; perhaps != NULL && i < perhaps->len && how == HJ_EVALUATED; i++)
    {
      const char *doubt = g_hash_table_lookup (doubts, perhaps->pdata[i]);
      g_autoptr (GString) why = g_string_new (doubt);

      if (doubt != NULL)
        how = judge_row (judge, known, perhaps->pdata[i], TRUE, why);
    }
  return how;
}

/* The measure over @nodes; their number where the check has none. */
static HjEvaluation
measure (Judge     *judge,
         GPtrArray *nodes,
         gboolean   hopeful,
         double    *value)
{
  HjEvaluator *evaluator = judge->evaluator;
  HjExpression *expression;
  g_autoptr (xmlXPathObject) result = NULL;
  HjEvaluation how;

  *value = nodes->len;
  if (*judge->check->measure == '\0' || nodes->len == 0)
    return HJ_EVALUATED;
  expression = hj_evaluator_compile_measure (evaluator, judge->check->measure);
  for (guint i = 0; hopeful && i < nodes->len; i++)
    for (guint j = 0; j < expression->attributes->len; j++)
      if (xmlHasProp (nodes->pdata[i], BAD_CAST expression->attributes->pdata[j]) == NULL ||
          !hj_node_is_understood (nodes->pdata[i], expression->attributes->pdata[j]))
        {
          *value = INFINITY;
          return HJ_EVALUATED;
        }
  hj_evaluator_set_rows (evaluator, nodes);
  how = hj_evaluator_run (evaluator, expression, nodes->pdata[0], hopeful, &result);
  if (how == HJ_EVALUATED)
    *value = xmlXPathCastToNumber (result);
  hj_evaluator_set_rows (evaluator, NULL);
  return how;
}

/* 尚未填报: a table without a row says nothing; nor does one of keyed rows that lacks the one asked for. */
static gboolean
is_unfilled (Judge *judge)
{
  HjExpression *rows = hj_evaluator_compile (judge->evaluator, judge->check->rows);

  for (guint i = 0; i < rows->tables->len; i++)
    {
      HjRecordKind kind = g_array_index (rows->tables, HjRecordKind, i);
      gboolean unasked = IS_KEYED (kind) && judge->outcome->rows->len == 0;

      if (!unasked && !hj_evaluator_is_empty (judge->evaluator, kind))
        continue;
      g_free (judge->outcome->because);
      if (unasked)
        judge->outcome->because = g_strdup (kind == HJ_RECORD_CREDIT ? "尚未查询" : "尚未登记是否收到");
      else
        judge->outcome->because = g_strdup_printf ("%s尚未填报", hj_record_table (kind)->label);
      return TRUE;
    }
  return FALSE;
}

/* Below by more than a rounding of doubles. */
static gboolean
is_below (double value,
          double bound)
{
  return value < bound - 1e-6;
}

static HjOutcomeKind
compare (const HjCheck   *check,
         const HjOutcome *outcome)
{
  gboolean unknown = FALSE;

  if (check->has_at_least && is_below (outcome->sure, check->at_least))
    {
      if (is_below (outcome->hopeful, check->at_least))
        return HJ_OUTCOME_SHORT;
      unknown = TRUE;
    }
  if (check->has_at_most && is_below (check->at_most, outcome->sure))
    return HJ_OUTCOME_SHORT;
  if (check->has_at_most && is_below (check->at_most, outcome->hopeful))
    unknown = TRUE;
  return unknown ? HJ_OUTCOME_UNKNOWN : HJ_OUTCOME_MET;
}

static void
judge_amount (Judge *judge)
{
  HjOutcome *outcome = judge->outcome;
  HjEvaluation how;

  how = judge_rows (judge);
  if (how == HJ_EVALUATED)
    how = measure (judge, judge->sure, FALSE, &outcome->sure);
  if (how == HJ_EVALUATED && isnan (outcome->sure) && judge->evaluator->troubles->len > 0)
    {
      GString *why = g_string_new (NULL);

      append_troubles (why, judge->evaluator, NULL, HJ_RECORD_APPLICANT);
      g_free (outcome->because);
      outcome->because = g_string_free (why, FALSE);
    }
  if (how == HJ_EVALUATED)
    how = measure (judge, judge->hopeful, TRUE, &outcome->hopeful);
  if (how != HJ_EVALUATED)
    {
      give_up (judge, how);
      return;
    }
  if (isnan (outcome->sure) || isnan (outcome->hopeful))
    {
      outcome->kind = HJ_OUTCOME_UNKNOWN;
      return;
    }
  outcome->kind = compare (judge->check, outcome);
  if (is_unfilled (judge) && !(outcome->kind == HJ_OUTCOME_MET && !judge->check->has_at_most))
    outcome->kind = HJ_OUTCOME_UNKNOWN;
}

/**
 * hj_judge_check:
 * @outcome: (out): to be cleared
 *
 * For the evaluator's subject. Where it can't be told whether the check is asked at all, a sound
 * answer still stands (asked or not, nothing is short), and a gap becomes unknown.
 */
void
hj_judge_check (HjEvaluator   *evaluator,
                const HjCheck *check,
                HjOutcome     *outcome)
{
  g_autoptr (GPtrArray) sure = g_ptr_array_new ();
  g_autoptr (GPtrArray) hopeful = g_ptr_array_new ();
  Judge judge = { evaluator, check, outcome, sure, hopeful };
  HjAnswer applies = HJ_ANSWER_YES;
  g_autoptr (GString) doubt = g_string_new (NULL);

  *outcome = (HjOutcome) { HJ_OUTCOME_UNKNOWN, NAN, NAN, g_ptr_array_new_with_free_func (free_row), g_strdup ("") };
  if (*check->applies)
    {
      HjEvaluation how = ask (evaluator, check->applies, evaluator->subject.node, &applies);
      HjRecordKind kind = check->scope == HJ_CHECK_APPLICANT ? HJ_RECORD_APPLICANT : HJ_RECORD_OCCUPATION;

      if (how != HJ_EVALUATED)
        {
          give_up (&judge, how);
          return;
        }
      append_troubles (doubt, evaluator, NULL, kind);
    }
  if (applies == HJ_ANSWER_NO)
    {
      outcome->kind = HJ_OUTCOME_NOT_ASKED;
      return;
    }
  judge_amount (&judge);
  if (applies == HJ_ANSWER_UNSURE && outcome->kind == HJ_OUTCOME_SHORT)
    {
      outcome->kind = HJ_OUTCOME_UNKNOWN;
      hj_str_set (&outcome->because, doubt->str);
    }
}
