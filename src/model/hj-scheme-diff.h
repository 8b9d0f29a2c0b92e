/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-command.h"

G_BEGIN_DECLS

/* Two editions side by side, and what moving a dossier from one to the other means. Pure. */

typedef enum { HJ_CHANGE_EQUAL, HJ_CHANGE_CHANGED, HJ_CHANGE_NEW, HJ_CHANGE_GONE } HjChange;
typedef enum {
  HJ_PART_SECTION, HJ_PART_ITEM, HJ_PART_CRITERION, HJ_PART_STANDARD, HJ_PART_MATERIAL,
  HJ_PART_ASPECT,      /* what one looks at under a criterion */
  HJ_PART_PASS_LINE,
  HJ_PART_COMBINE,     /* how the findings of several experts become one */
  HJ_PART_CHECK,       /* the machine check of a standard: its rows, conditions, measure */
  HJ_PART_VOCABULARY,
  HJ_PART_FORM,
  HJ_PART_FIELD,       /* id: "form/field" */
  HJ_PART_SCOPE,       /* which occupations, and how many */
  HJ_PART_LEVEL,
  HJ_PART_OCCUPATION,  /* one of the listed ones */
  HJ_PART_TYPE,        /* of applicants */
  HJ_PART_STEP,
  HJ_PART_INTAKE,
  HJ_PART_FILING,
  HJ_PART_PLEDGE,
  HJ_PART_NOTICE,      /* its title, number, authority */
  HJ_PART_METHOD,
  HJ_PART_TERM,
  HJ_PART_TEXT,        /* of a document */
  HJ_PART_READING,
  HJ_PART_PHRASES,
} HjPart;
#define HJ_N_PARTS (HJ_PART_PHRASES + 1)

const char *hj_part_to_id (HjPart part);  /* "section", "item", "pass-line" ... */
const char *hj_part_label (HjPart part);  /* for people, by locale */

/* A stretch of a changed text. */
typedef enum { HJ_RUN_SAME, HJ_RUN_OLD, HJ_RUN_ADDED } HjRunKind;
typedef struct { HjRunKind kind; char *text; } HjRun;

typedef struct {
  HjPart     part;
  HjChange   change;
  char      *id;
  char      *before, *after;   /* texts; "" where there is none */
  GPtrArray *runs;             /* HjRun: the words that changed; empty unless CHANGED */
  gboolean   points_changed;   /* what is said beside the text differs: points, rule, bounds, conditions, options … */
  char      *before_rule, *after_rule;  /* in words, where it differs what differs: 15分，发现问题不得分 */
} HjSchemeChange;

typedef struct {
  HjScheme  *from, *to;
  GPtrArray *changes;  /* HjSchemeChange: in the order of `to`, gone ones after their neighbours */
  guint      n_equal, n_changed, n_new, n_gone;
  gboolean   same_file;  /* byte for byte; editions can be told as equal and their files differ, in comments or in order */
} HjSchemeDiff;

HjSchemeDiff *hj_scheme_diff_new (HjScheme *from, HjScheme *to);
void          hj_scheme_diff_free (HjSchemeDiff *diff);
char         *hj_scheme_rule_words (const HjItem *item);  /* 10分，每少1项扣2分，扣完为止 */

/* What happens to the findings of one criterion. */
typedef enum {
  HJ_CARRY_KEEP,    /* id and text equal, points and rule equal */
  HJ_CARRY_ASK,     /* text equal, points or rule changed: somebody must choose KEEP or AGAIN */
  HJ_CARRY_AGAIN,   /* text changed: to be answered again */
  HJ_CARRY_DROP,    /* gone */
} HjCarry;
typedef struct {
  char     *criterion;
  HjCarry   carry;
  guint     n_findings;
  gboolean  keep;      /* for ASK: what was chosen */
  gboolean  answered;  /* ASK: a choice was made */
} HjMoveEntry;

typedef struct {
  HjSchemeDiff *diff;
  GPtrArray    *entries;   /* HjMoveEntry: criteria with findings, then new ones */
  GPtrArray    *dropped;   /* char*: other content that has no place there (materials, decisions, relaxations), in words */
  GPtrArray    *told;      /* char*: what one must know beside, in words: another pass line, tables that aren't asked for there */
} HjMovePlan;

HjMovePlan *hj_move_plan_new (HjContent *content, HjScheme *to);
gboolean    hj_move_plan_choose (HjMovePlan *plan, const char *criterion, gboolean keep);  /* FALSE: nothing to choose there */
guint       hj_move_plan_n_open (const HjMovePlan *plan);
/* The commands of the move, HJ_COMMAND_SCHEME first; INVALID while choices are open. @former: canonical form of @content. */
GPtrArray  *hj_move_plan_commands (HjMovePlan *plan, HjContent *content, GBytes *former, GError **error);
void        hj_move_plan_free (HjMovePlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjSchemeDiff, hj_scheme_diff_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMovePlan, hj_move_plan_free)

G_END_DECLS
