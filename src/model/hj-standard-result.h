/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* What the standards come to, for one content on one day: a value that src/scheme makes, the window,
 * the command and the documents show. Immutable, to be read on any thread. */

typedef enum {
  HJ_STANDARD_MET,
  HJ_STANDARD_SHORT,
  HJ_STANDARD_UNKNOWN,         /* a value is missing, was not understood, or the operation limit was reached */
  HJ_STANDARD_RELAXED,         /* short, and the panel relaxed it */
  HJ_STANDARD_MANUAL,          /* not to be checked by machine; in JSON "unknown" with a message that says so */
  HJ_STANDARD_NOT_APPLICABLE,  /* not of this type of applicant, occupation or level; left out of JSON */
} HjStandardStatus;

const char *hj_standard_status_to_id (HjStandardStatus status);  /* "met", "short", "unknown", "relaxed", "manual", "not-applicable" */

/* A row that a check looked at. */
typedef enum { HJ_ROW_COUNTS, HJ_ROW_FAILS, HJ_ROW_UNKNOWN } HjRowStanding;
typedef struct {
  HjRecordKind   kind;
  char          *id;
  HjRowStanding  standing;
  char          *why;       /* the phrases of the conditions it fails or that can't be told: "学历不足", "；" between; "" */
} HjStandardRow;

/* The outcome of one check for one subject. */
typedef struct {
  const HjStandard *standard;  /* borrowed from the scheme */
  const HjCheck    *check;     /* borrowed; NULL for a standard without checks (MANUAL) */
  char             *subject;   /* "", occupation id, or "id/level" */
  char             *occupation;/* its name and level for people, "" for the applicant as a whole */
  HjStandardStatus  status;
  gboolean          over;      /* above at_most of a remark: worth a word, no gap */
  char             *required;  /* 不少于3人 */
  char             *found;     /* 2人 */
  double            measured;  /* NAN where unknown */
  double            missing;   /* how far below at_least, 0 if not */
  char             *message;   /* the gap in words, Chinese: 档案管理人员应不少于3人，现2人，缺1人；其中1人学历不足 */
  char             *item;      /* rubric item it bears on, "" */
  char             *aspect;    /* "" */
  char             *state;     /* digest of what the outcome rests on: tells whether a decision still fits */
  GPtrArray        *rows;      /* HjStandardRow */
} HjStandardResult;

typedef struct {
  gatomicrefcount  ref_count;
  HjScheme        *scheme;
  HjDay            day;      /* that years were counted to */
  GPtrArray       *results;  /* HjStandardResult, scheme order, then subject */
  guint            n_met, n_short, n_unknown, n_relaxed, n_manual;
} HjStandardReport;

HjStandardReport *hj_standard_report_new (HjScheme *scheme, HjDay day);
HjStandardResult *hj_standard_report_add (HjStandardReport *report, const HjStandard *standard, const HjCheck *check);
HjStandardReport *hj_standard_report_ref (HjStandardReport *report);
void              hj_standard_report_unref (HjStandardReport *report);
const HjStandardResult *hj_standard_report_find (const HjStandardReport *report, const char *check, const char *subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjStandardReport, hj_standard_report_unref)

G_END_DECLS
