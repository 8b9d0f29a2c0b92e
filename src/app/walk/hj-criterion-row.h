/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-criterion-details.h"
#include "hj-finding-editor.h"
#include "hj-proposal-list.h"
#include "hj-verdict-bar.h"

G_BEGIN_DECLS

#define HJ_TYPE_CRITERION_ROW (hj_criterion_row_get_type ())
G_DECLARE_FINAL_TYPE (HjCriterionRow, hj_criterion_row, HJ, CRITERION_ROW, GtkListBoxRow)

/**
 * HjCriterionRow:
 *
 * One criterion: its words, its choices in one linked row, what it costs, what it owes opened in
 * place, and what other experts found, to read only.
 *
 * Keys on the row: the digits 1-5 of the verdicts, 0 or Delete takes the answer back, Enter opens
 * reason and note. They are inert while the keyboard is in a text field.
 *
 * Signals: "hinted" (string) what the choice looked at would cost, NULL when none is;
 * "aspect-focused" (string); "answered" () the user gave an answer here.
 */
GtkWidget         *hj_criterion_row_new (HjSession *session, const HjCriterion *criterion, guint number);
const HjCriterion *hj_criterion_row_get_criterion (HjCriterionRow *self);
void               hj_criterion_row_update (HjCriterionRow *self);
void               hj_criterion_row_commit (HjCriterionRow *self);
void               hj_criterion_row_focus_aspect (HjCriterionRow *self, const char *aspect);
HjCriterionDetails *hj_criterion_row_get_details (HjCriterionRow *self);
HjVerdictBar      *hj_criterion_row_get_verdicts (HjCriterionRow *self);
HjFindingEditor   *hj_criterion_row_get_editor (HjCriterionRow *self);
HjProposalList    *hj_criterion_row_get_proposals (HjCriterionRow *self);  /* filled by the page */
const char        *hj_criterion_row_get_voices (HjCriterionRow *self);  /* what others found, as shown */

G_END_DECLS
