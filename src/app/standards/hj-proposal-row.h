/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-proposal-editor.h"

G_BEGIN_DECLS

#define HJ_TYPE_PROPOSAL_ROW (hj_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (HjProposalRow, hj_proposal_row, HJ, PROPOSAL_ROW, GtkWidget)

/* One proposal: the gap with its clause, and Accept and Dismiss; or what was decided about it, and
 * how to take that back. */
GtkWidget        *hj_proposal_row_new (HjSession *session, const char *key);
const char       *hj_proposal_row_get_key (HjProposalRow *self);
void              hj_proposal_row_show (HjProposalRow *self, const HjProposal *proposal);
HjProposalState   hj_proposal_row_get_state (HjProposalRow *self);
gboolean          hj_proposal_row_is_waiting (HjProposalRow *self);   /* for a word of the expert */
void              hj_proposal_row_focus (HjProposalRow *self);
const char       *hj_proposal_row_get_text (HjProposalRow *self);
const char       *hj_proposal_row_get_caption (HjProposalRow *self);
GtkWidget        *hj_proposal_row_get_accept (HjProposalRow *self);
GtkWidget        *hj_proposal_row_get_dismiss (HjProposalRow *self);
GtkWidget        *hj_proposal_row_get_take_back (HjProposalRow *self);
GtkWidget        *hj_proposal_row_get_keep (HjProposalRow *self);
HjProposalEditor *hj_proposal_row_get_editor (HjProposalRow *self);  /* (nullable) while closed */

G_END_DECLS
