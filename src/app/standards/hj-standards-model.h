/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-proposal.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_STANDARDS_MODEL (hj_standards_model_get_type ())
G_DECLARE_FINAL_TYPE (HjStandardsModel, hj_standards_model, HJ, STANDARDS_MODEL, GObject)

/**
 * HjStandardsModel:
 *
 * What the standards come to for a session, as every widget sees it: one for each session, which
 * owns it. Asking for it is what starts the checks.
 *
 * Signal "changed" (): a newer report, a newer content, or another one records.
 */
HjStandardsModel *hj_standards_model_get (HjSession *session);  /* borrowed from the session */
HjStandardReport *hj_standards_model_get_report (HjStandardsModel *self);  /* (nullable) while none is there yet */
gboolean          hj_standards_model_is_stale (HjStandardsModel *self);    /* a newer one is on its way */
/* Of the recorder. (transfer full) (element-type HjProposal): valid until the next "changed" */
GPtrArray        *hj_standards_model_list_proposals (HjStandardsModel *self, const HjItem *item);
guint             hj_standards_model_count_waiting (HjStandardsModel *self, const HjItem *item);  /* open or outdated */
/* In place of what the session says, for tests of widgets. (nullable) */
void              hj_standards_model_set_report (HjStandardsModel *self, HjStandardReport *report);

G_END_DECLS
