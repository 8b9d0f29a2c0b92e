/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-proposal-row.h"

G_BEGIN_DECLS

#define HJ_TYPE_PROPOSAL_LIST (hj_proposal_list_get_type ())
G_DECLARE_FINAL_TYPE (HjProposalList, hj_proposal_list, HJ, PROPOSAL_LIST, GtkWidget)

/* The proposals at one place: under a criterion, or of the item as a whole. Dismissed ones fold away.
 * It hides where there is none. */
GtkWidget     *hj_proposal_list_new (void);
/* @proposals: (element-type HjProposal): all of the item; those whose criterion is @criterion are shown,
 * or with NULL those that the expert must put under one. */
void           hj_proposal_list_show (HjProposalList *self, HjSession *session, GPtrArray *proposals, const HjCriterion *criterion);
/* Appends the rows that wait for a word of the expert, top to bottom. */
void           hj_proposal_list_add_waiting (HjProposalList *self, GPtrArray *rows);
HjProposalRow *hj_proposal_list_get_row (HjProposalList *self, guint position);  /* (nullable) */
GtkWidget     *hj_proposal_list_get_fold (HjProposalList *self);

G_END_DECLS
