/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_FINDING_EDITOR (hj_finding_editor_get_type ())
G_DECLARE_FINAL_TYPE (HjFindingEditor, hj_finding_editor, HJ, FINDING_EDITOR, GObject)

/**
 * HjFindingEditor:
 *
 * What the recorder says of one criterion, and the only way a widget changes it. An answer is
 * shown at once as pending, and stands when its commit has; a failed one goes back to what is
 * recorded. Answers given while another is under way build on it.
 *
 * Signals: "changed" () what is shown is new, or no longer pending; "failed" (GError) a commit
 * failed and what is shown went back.
 */
HjFindingEditor   *hj_finding_editor_new (HjSession         *session,
                                          const HjCriterion *criterion);
HjSession         *hj_finding_editor_get_session (HjFindingEditor *self);
const HjCriterion *hj_finding_editor_get_criterion (HjFindingEditor *self);
const char        *hj_finding_editor_get_expert (HjFindingEditor *self);
gboolean           hj_finding_editor_can_edit (HjFindingEditor *self);
gboolean           hj_finding_editor_is_pending (HjFindingEditor *self);
/* Called when the session changed. TRUE if another expert records now. */
gboolean           hj_finding_editor_sync (HjFindingEditor *self);

const HjFinding   *hj_finding_editor_peek (HjFindingEditor *self);  /* (nullable) */
HjFinding         *hj_finding_editor_dup (HjFindingEditor *self);   /* never NULL */
HjVerdict          hj_finding_editor_get_verdict (HjFindingEditor *self);  /* the one that stands */
HjOpenWhy          hj_finding_editor_why_open (HjFindingEditor *self);
/* What is recorded if this verdict were chosen. (transfer full) */
HjFinding         *hj_finding_editor_propose (HjFindingEditor *self,
                                              HjVerdict        verdict,
                                              const char      *tier);

void               hj_finding_editor_submit (HjFindingEditor *self,
                                             HjFinding       *finding,
                                             const char      *label);
void               hj_finding_editor_choose (HjFindingEditor *self,
                                             HjVerdict        verdict,
                                             const char      *tier);
void               hj_finding_editor_clear (HjFindingEditor *self);
char              *hj_finding_editor_add_deduction (HjFindingEditor *self,
                                                    const char      *aspect);
void               hj_finding_editor_remove_deduction (HjFindingEditor *self,
                                                       const char      *id);
void               hj_finding_editor_set_mark (HjFindingEditor *self,
                                               const char      *aspect,
                                               HjMark           mark,
                                               const char      *remark);
void               hj_finding_editor_set_concluded (HjFindingEditor *self,
                                                    gboolean         concluded);

G_END_DECLS
