/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-phrase-entry.h"
#include "hj-proposal.h"

G_BEGIN_DECLS

#define HJ_TYPE_PROPOSAL_EDITOR (hj_proposal_editor_get_type ())
G_DECLARE_FINAL_TYPE (HjProposalEditor, hj_proposal_editor, HJ, PROPOSAL_EDITOR, GtkWidget)

/**
 * HjProposalEditor:
 *
 * What accepting or dismissing a proposal needs, in place. Accepting: where it belongs, what the
 * verdict is, how many points (none is proposed), and the reason, which stands there with its clause.
 * Dismissing: a word why. It records nothing: signal "given" () says that what is chosen can be
 * recorded, "cancelled" () that it was given up.
 */
GtkWidget     *hj_proposal_editor_new_accept (HjSession *session, const HjProposal *proposal);
GtkWidget     *hj_proposal_editor_new_dismiss (HjSession *session, const HjProposal *proposal);
gboolean       hj_proposal_editor_is_accepting (HjProposalEditor *self);
/* @acceptance: its strings are borrowed from the editor. */
void           hj_proposal_editor_read (HjProposalEditor *self, HjAcceptance *acceptance);
const char    *hj_proposal_editor_get_reason_text (HjProposalEditor *self);
/* After it is recorded, or given up: what was typed is no draft any more. */
void           hj_proposal_editor_forget (HjProposalEditor *self);

GtkSpinButton *hj_proposal_editor_get_points (HjProposalEditor *self);
GtkDropDown   *hj_proposal_editor_get_criterion (HjProposalEditor *self);
HjPhraseEntry *hj_proposal_editor_get_reason (HjProposalEditor *self);
GtkWidget     *hj_proposal_editor_get_record (HjProposalEditor *self);
GtkWidget     *hj_proposal_editor_get_choice (HjProposalEditor *self, guint position);  /* (nullable): a verdict or tier */

G_END_DECLS
