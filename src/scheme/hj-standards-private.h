/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-standards.h"
#include "hj-xpath-lexer.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlXPathObject, xmlXPathFreeObject)

/* ---- Words (hj-standards-words.c): no XML ---- */

/* What can be said of a text that people wrote: a text that is missing or not understood is never "no". */
typedef enum { HJ_ANSWER_NO, HJ_ANSWER_YES, HJ_ANSWER_UNSURE } HjAnswer;

typedef struct _HjWordIndex HjWordIndex;

HjWordIndex *hj_word_index_new (const HjVocabulary *vocabulary);
void         hj_word_index_free (HjWordIndex *index);
gboolean     hj_word_index_rank (HjWordIndex *index, const char *text, int *rank);
HjAnswer     hj_word_index_is (HjWordIndex *index, const char *text, const char *word);
char        *hj_words_normalise (const char *text);
gboolean     hj_words_say_none (const char *text);
HjAnswer     hj_words_named (const char *text);
HjAnswer     hj_words_same_name (HjWordIndex *index, const char *text, const char *name);
HjAnswer     hj_words_for (const char *text, const char *occupation, const char *trade, const char *code);

/* ---- Evaluation (hj-standards-evaluator.c, -functions.c) ---- */

/**
 * HjExpression:
 * @attributes: (element-type utf8): names of the attributes it reads
 * @tables: (element-type int): record tables named in it
 * @by_subject: its value depends on the occupation or level, beside the node
 * @wild: nodes that compare as any value would: what a missing value is taken for when we ask whether it could matter
 *
 * One XPath of the scheme, rewritten so that `@name` tells when it is missing.
 */
typedef struct {
  char             *source;
  xmlXPathCompExpr *compiled;  /* NULL: libxml2 could not read it */
  GPtrArray        *attributes;
  GArray           *tables;
  gboolean          by_subject;
  gboolean          uses_rows;
  xmlDoc           *wild;
} HjExpression;

/* A value that kept an evaluation from a sure answer. @text: NULL where it is missing, else what was not understood. */
typedef struct { xmlNode *node; char *field, *text; } HjTrouble;  /* node: the context, borrowed */

/* In place of a field: the text is the whole reason. */
#define HJ_TROUBLE_PEOPLE "?"

typedef struct {
  const char *id;       /* of the occupation; "" for the applicant */
  const char *name, *trade, *code;
  const char *level;    /* id, "" for all */
  xmlNode    *node;     /* what a relative path starts from */
} HjSubject;

typedef struct {
  HjScheme        *scheme;
  HjDay            day;
  xmlDoc          *doc;
  xmlXPathContext *context;
  GHashTable      *expressions;   /* source → HjExpression */
  GHashTable      *measures;      /* the same, of measures */
  GHashTable      *vocabularies;  /* id → HjWordIndex */
  GHashTable      *for_cache;     /* "text\nsubject" → HjAnswer */
  GHashTable      *judged;        /* "check" → (row → standing), of conditions that don't depend on the subject */
  const char      *type;          /* id of the applicant's type, "" unknown */
  HjSubject        subject;
  HjExpression    *current;
  gboolean         hopeful;       /* what is missing or not understood is taken for what would do */
  gboolean         late;          /* of a date that is told by its month or year alone, the other end */
  gboolean         spanned;       /* there was such a date */
  GPtrArray       *troubles;      /* HjTrouble, of the evaluation at hand */
  guint64          limit;         /* operations of one evaluation */
  guint64          budget;        /* operations left for the whole check */
} HjEvaluator;

typedef enum {
  HJ_EVALUATED,
  HJ_EVALUATION_EXCEEDED,  /* the operation limit */
  HJ_EVALUATION_FAILED,    /* not XPath, or of the wrong kind */
} HjEvaluation;

HjEvaluator  *hj_evaluator_new (HjScheme *scheme, GBytes *xml, HjDay day, GError **error);
void          hj_evaluator_free (HjEvaluator *evaluator);
xmlNode      *hj_evaluator_get_applicant (HjEvaluator *evaluator);
GPtrArray    *hj_evaluator_get_rows (HjEvaluator *evaluator, HjRecordKind kind);  /* (transfer full): xmlNode, borrowed */
gboolean      hj_evaluator_is_empty (HjEvaluator *evaluator, HjRecordKind kind);
void          hj_evaluator_set_subject (HjEvaluator *evaluator, const HjSubject *subject);
HjExpression *hj_evaluator_compile (HjEvaluator *evaluator, const char *xpath);
HjExpression *hj_evaluator_compile_measure (HjEvaluator *evaluator, const char *xpath);
HjEvaluation  hj_evaluator_run (HjEvaluator *evaluator, HjExpression *expression, xmlNode *node, gboolean hopeful,
                                xmlXPathObject **result);
void          hj_evaluator_set_rows (HjEvaluator *evaluator, GPtrArray *nodes);
void          hj_evaluator_trouble (HjEvaluator *evaluator, const char *field, const char *text);
void          hj_trouble_free (gpointer trouble);
void          hj_standards_register_functions (xmlXPathContext *context);
xmlXPathObject *hj_expression_new_wild (HjExpression *expression);

/* The row a node belongs to: its table, and its id; FALSE for a node that belongs to none. */
gboolean      hj_node_get_row (xmlNode *node, HjRecordKind *kind, xmlNode **row);
char         *hj_node_dup (xmlNode *node, const char *attribute);  /* never NULL */
/* Whether what stands in a field is a value of its kind; a text that could not be made one is not understood. */
gboolean      hj_node_is_understood (xmlNode *row, const char *attribute);

/* A function of ours: for the evaluator and for the check of a scheme. */
typedef struct { const char *name; guint min, max; int vocabulary; } HjXPathFunction;  /* vocabulary: index of that argument, -1 */
const HjXPathFunction *hj_xpath_function_find (const char *name);
const HjToken         *hj_xpath_unknown_function (GArray *tokens);

/* ---- Judging (hj-standards-judge.c) ---- */

typedef enum {
  HJ_OUTCOME_MET,
  HJ_OUTCOME_SHORT,
  HJ_OUTCOME_UNKNOWN,
  HJ_OUTCOME_NOT_ASKED,
} HjOutcomeKind;

/**
 * HjOutcome:
 * @sure: measured over the rows that count
 * @hopeful: and with those that can't be told; infinite where that has no bound
 * @because: why unknown, beyond single rows; a clause in Chinese, ""
 */
typedef struct {
  HjOutcomeKind kind;
  double        sure, hopeful;
  GPtrArray    *rows;     /* HjStandardRow */
  char         *because;
} HjOutcome;

void hj_judge_check (HjEvaluator *evaluator, const HjCheck *check, HjOutcome *outcome);
void hj_outcome_clear (HjOutcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjOutcome, hj_outcome_clear)

/* ---- Telling (hj-standards-tell.c): Chinese, never translated ---- */

void hj_tell_result (HjStandardResult *result, const HjOutcome *outcome);

G_END_DECLS
