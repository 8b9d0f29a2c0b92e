/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-standard-result.h"

G_BEGIN_DECLS

/* A shortfall that the machine found, at the rubric's item it bears on, and what the recorder
 * decided about it. Values over a report and a content; nothing here records anything. */

typedef enum {
  HJ_PROPOSAL_OPEN,
  HJ_PROPOSAL_OUTDATED,   /* accepted, but it doesn't hold any more, or the gap is another now */
  HJ_PROPOSAL_ACCEPTED,
  HJ_PROPOSAL_DISMISSED,
} HjProposalState;

typedef struct {
  HjProposalState         state;
  const HjStandardResult *result;     /* borrowed from the report; NULL where it has none any more */
  const HjDecision       *decision;   /* borrowed from the content; NULL while nothing was decided */
  const HjCriterion      *criterion;  /* where it belongs; NULL where the expert must say */
  const HjAspect         *aspect;     /* NULL */
  char                   *key;        /* "check|subject" */
} HjProposal;

/* What the recorder chose when accepting. */
typedef struct {
  const HjCriterion *criterion;
  HjVerdict          verdict;   /* what the criterion becomes; for judged ones HJ_VERDICT_DEFICIENT */
  HjPoints           points;    /* judged: what is taken; never proposed */
  int                quantity;  /* shortfall: units short */
  const char        *tier;      /* tiers: the tier chosen, or NULL */
  const char        *reason;
} HjAcceptance;

/**
 * hj_proposals_list:
 * @report: (nullable)
 * @expert: whose decisions count
 * @item: (nullable): one item's, or all there are
 *
 * Open ones first, then those that are outdated, accepted, dismissed; each in the scheme's order. A
 * dismissal or an acceptance whose gap has changed since is open, or outdated, again.
 *
 * Returns: (transfer full) (element-type HjProposal): valid while @report and @content are
 */
GPtrArray  *hj_proposals_list (HjStandardReport *report, HjContent *content, const char *expert, const HjItem *item);
void        hj_proposal_free (HjProposal *proposal);

/* The words that a finding gets: the gap, and the clause in brackets. Chinese always. */
char       *hj_proposal_dup_reason (const HjProposal *proposal);
/* The criteria it can be put under. (transfer container) (element-type HjCriterion) */
GPtrArray  *hj_proposal_list_criteria (const HjProposal *proposal, HjScheme *scheme);
/* What the rule knows for a shortfall: one verdict, or the ones to choose from. Returns their number. */
guint       hj_proposal_list_verdicts (const HjRule *rule, HjVerdict verdicts[HJ_N_VERDICTS]);

/**
 * hj_proposal_accept:
 * @expert: who accepts
 *
 * Returns: (transfer full): the finding and the decision, to be recorded as one step; NULL with
 *   INVALID where the rule doesn't know what was chosen
 */
GPtrArray  *hj_proposal_accept (const HjProposal *proposal, HjContent *content, const char *expert,
                                const HjAcceptance *acceptance, GError **error);
/* @reason is owed. (transfer full) */
GPtrArray  *hj_proposal_dismiss (const HjProposal *proposal, const char *expert, const char *reason);
/* The decision goes, and with an acceptance what it recorded. (transfer full) */
GPtrArray  *hj_proposal_take_back (const HjProposal *proposal, HjContent *content);
/* An accepted one whose gap has changed: the decision is about the gap of now, the finding stays. (transfer full) */
GPtrArray  *hj_proposal_keep (const HjProposal *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjProposal, hj_proposal_free)

G_END_DECLS
