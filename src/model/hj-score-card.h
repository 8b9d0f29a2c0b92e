/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

typedef enum {
  HJ_OUTCOME_INCOMPLETE,      /* something of the sections under the line is open */
  HJ_OUTCOME_PASS,
  HJ_OUTCOME_FAIL,
  HJ_OUTCOME_NOT_ASSESSABLE,  /* a scheme without points */
} HjOutcome;

const char *hj_outcome_to_id (HjOutcome outcome);  /* "pass", "fail", "incomplete", "not-assessable" */

typedef enum {
  HJ_STATE_OPEN,          /* not assessed, or a reason owed, or the experts differ; also a bonus case
                           * that nobody awarded, which no count of open criteria includes */
  HJ_STATE_MET,
  HJ_STATE_MISSING,
  HJ_STATE_DEFICIENT,
  HJ_STATE_PROBLEM,
  HJ_STATE_NOT_APPLICABLE,
} HjState;

const char *hj_state_to_id (HjState state);  /* "open", "met", ... */

/* Why a criterion is open. */
typedef enum {
  HJ_OPEN_NOT,           /* it is not */
  HJ_OPEN_UNASSESSED,
  HJ_OPEN_ASPECTS,       /* aspects are left and nobody concluded */
  HJ_OPEN_OWES_REASON,
  HJ_OPEN_OWES_EVIDENCE, /* bonus: not counted yet */
  HJ_OPEN_DISAGREEMENT,
} HjOpenWhy;

/* One expert's part in a criterion's figure. */
typedef struct {
  const HjMember  *member;   /* borrowed from the content */
  const HjFinding *finding;  /* borrowed from the content */
  HjState          state;
  HjOpenWhy        open_why;
  HjPoints         deduction;  /* raw, positive */
  HjPoints         award;
} HjCardVoice;

typedef struct {
  const HjCriterion *criterion;
  HjState    state;
  HjOpenWhy  open_why;
  gboolean   disagreement;
  gboolean   unasked;     /* not of this kind of applicant (HjCriterion.types), and nobody recorded anything */
  HjAmount   deduction;   /* raw, combined, positive; an open criterion costs nothing yet */
  HjAmount   award;       /* bonus */
  char      *reason;      /* the experts' reasons in panel order, "；" between */
  GArray    *voices;      /* HjCardVoice: experts who recorded something */
} HjCardCriterion;

typedef struct {
  const HjItem *item;
  guint      open;        /* criteria of it that are open */
  guint      done;
  HjAmount   raw;         /* sum of the criteria's deductions */
  HjAmount   applied;     /* after the cap */
  HjAmount   score;       /* points - applied; awards for bonus. Upper bound while open */
  gboolean   has_score;   /* FALSE while open, or without points; a bonus always has one */
  GPtrArray *criteria;    /* HjCardCriterion */
} HjCardItem;

typedef struct {
  const HjSection *section;
  guint      open, done;
  HjAmount   score;       /* upper bound while open */
  GPtrArray *items;       /* HjCardItem, shared with the card */
} HjCardSection;

/**
 * HjScoreCard:
 *
 * The score of a dossier, for the panel or for one expert. Immutable.
 * Figures are exact; @base is an upper bound ("至多") while @open > 0.
 */
typedef struct {
  gatomicrefcount ref_count;
  HjContent *content;
  char      *expert;          /* NULL: the panel */
  gboolean   complete;
  guint      open;            /* criteria of the sections under the line (or all but bonus) that are open */
  guint      total;           /* how many there are: 17 for Zhejiang */
  HjAmount   base, bonus, grand;
  gboolean   can_pass;        /* FALSE: even the upper bound is below the line, or a veto stands */
  gboolean   vetoed;
  HjOutcome  outcome;
  GPtrArray *sections;        /* HjCardSection */
  GPtrArray *items;           /* HjCardItem, scheme order, bonus last */
  GPtrArray *disagreements;   /* const char*: criterion ids */
  gboolean   printed_sum_differs;  /* items cut down to two places don't add up to the cut total */
  GPtrArray *warnings;        /* char*: a section at 0, fewer than three experts ..., in the user's language */
} HjScoreCard;

/**
 * HjTally:
 * @not_met: conditions not met, and problems at a veto
 *
 * How many criteria were found how: what a scheme without points has instead of a total.
 */
typedef struct { guint met, partly, not_met, not_applicable, open; } HjTally;

/* Of all but bonus cases. */
HjTally hj_score_card_tally (const HjScoreCard *card);

/* For src/assess and tests to fill, before the card is shared. What is added is borrowed. */
HjScoreCard           *hj_score_card_new (HjContent *content, const char *expert);
HjCardSection         *hj_score_card_add_section (HjScoreCard *card, const HjSection *section);
HjCardItem            *hj_score_card_add_item (HjScoreCard *card, HjCardSection *section, const HjItem *item);
HjCardCriterion       *hj_card_item_add_criterion (HjCardItem *item, const HjCriterion *criterion);

HjScoreCard           *hj_score_card_ref (HjScoreCard *card);
void                   hj_score_card_unref (HjScoreCard *card);
const HjCardItem      *hj_score_card_find_item (const HjScoreCard *card, const char *id);
const HjCardCriterion *hj_score_card_find_criterion (const HjScoreCard *card, const char *id);
const HjCardSection   *hj_score_card_find_section (const HjScoreCard *card, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjScoreCard, hj_score_card_unref)

G_END_DECLS
