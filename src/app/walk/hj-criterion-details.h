/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-deduction-row.h"
#include "hj-finding-editor.h"

G_BEGIN_DECLS

#define HJ_TYPE_CRITERION_DETAILS (hj_criterion_details_get_type ())
G_DECLARE_FINAL_TYPE (HjCriterionDetails, hj_criterion_details, HJ, CRITERION_DETAILS, GtkWidget)

/**
 * HjCriterionDetails:
 *
 * What a verdict needs beside itself, opened in place where it is owed: reason, method and note;
 * award and evidence; how many short; aspects with their marks; deductions; the conclusion.
 *
 * Signals: "done" () the keyboard goes back to the row; "aspect-focused" (string).
 */
void      hj_criterion_details_setup (HjCriterionDetails *self,
                                      HjFindingEditor    *editor);
/* @more: the user asked for what isn't owed, too. Returns whether there is anything to show. */
gboolean  hj_criterion_details_show (HjCriterionDetails *self,
                                     gboolean            more);
/* Puts the keyboard into the first field that owes something; into the first field where @any. */
gboolean  hj_criterion_details_focus_owed (HjCriterionDetails *self, gboolean any);
/* Takes points: into the deduction that is not complete yet, or a new one. */
void      hj_criterion_details_deduct (HjCriterionDetails *self,
                                       const char         *aspect);
void      hj_criterion_details_focus_aspect (HjCriterionDetails *self,
                                             const char         *aspect);
void      hj_criterion_details_commit (HjCriterionDetails *self);
/* Before another expert's finding is shown: what was typed is committed, and the fields forget it. */
void      hj_criterion_details_reset (HjCriterionDetails *self);

GtkWidget      *hj_criterion_details_get_reason (HjCriterionDetails *self);    /* its entry */
GtkWidget      *hj_criterion_details_get_note (HjCriterionDetails *self);
GtkWidget      *hj_criterion_details_get_award (HjCriterionDetails *self);
GtkWidget      *hj_criterion_details_get_evidence (HjCriterionDetails *self);
GtkWidget      *hj_criterion_details_get_conclude (HjCriterionDetails *self);
GtkWidget      *hj_criterion_details_get_aspects (HjCriterionDetails *self);   /* the list box */
HjDeductionRow *hj_criterion_details_get_deduction (HjCriterionDetails *self, guint position);

G_END_DECLS
