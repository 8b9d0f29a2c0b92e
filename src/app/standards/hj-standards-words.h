/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-standard-result.h"

G_BEGIN_DECLS

/* A status or a row's standing in a sign, a word and a style class: one place, so that a status never
 * stands by its colour alone and is called the same everywhere. Borrowed. */
const char *hj_standards_words_status (HjStandardStatus status);
const char *hj_standards_words_status_sign (HjStandardStatus status);
const char *hj_standards_words_status_class (HjStandardStatus status);
/* @unwanted: of a check that asks for none: what counts there speaks against the applicant. */
const char *hj_standards_words_standing (HjRowStanding standing, gboolean unwanted);
const char *hj_standards_words_standing_sign (HjRowStanding standing, gboolean unwanted);
/* What is offered where a word why is owed; Chinese always, it goes into the dossier. (transfer full) (element-type utf8) */
GPtrArray  *hj_standards_words_dismissals (void);

G_END_DECLS
