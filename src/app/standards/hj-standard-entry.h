/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-result-row.h"

G_BEGIN_DECLS

#define HJ_TYPE_STANDARD_ENTRY (hj_standard_entry_get_type ())
G_DECLARE_FINAL_TYPE (HjStandardEntry, hj_standard_entry, HJ, STANDARD_ENTRY, GtkListBoxRow)

/* What of a standard is in sight. */
typedef enum { HJ_SHOW_ALL, HJ_SHOW_SHORT, HJ_SHOW_UNKNOWN } HjShow;

/**
 * HjStandardEntry:
 *
 * One standard: its clause, its official words, and below them what each of its checks came to, for
 * each subject. Where many subjects meet it, those fold into one line until they are asked for.
 */
GtkWidget        *hj_standard_entry_new (HjSession *session, const HjStandard *standard);
const HjStandard *hj_standard_entry_get_standard (HjStandardEntry *self);
/* @report: (nullable) while none is there. @occupation: an occupation's id, or "" for all.
 * Returns whether anything of it is to be seen. */
gboolean          hj_standard_entry_show (HjStandardEntry *self, HjStandardReport *report, HjShow show, const char *occupation);
HjStandardStatus  hj_standard_entry_get_status (HjStandardEntry *self);  /* the worst of its results */
HjResultRow      *hj_standard_entry_get_result (HjStandardEntry *self, const char *check, const char *subject);  /* (nullable) */
GtkWidget        *hj_standard_entry_get_more (HjStandardEntry *self);    /* the button that unfolds those met */

G_END_DECLS
