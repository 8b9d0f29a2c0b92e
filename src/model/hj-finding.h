/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme.h"

G_BEGIN_DECLS

/* A deduction under a judged criterion. The strings are never NULL. */
typedef struct {
  char     *id;          /* random */
  HjPoints  points;      /* positive: what is taken */
  char     *aspect;      /* id or "" */
  char     *reason;      /* "" while owed */
  char     *method;      /* id or "" */
  char     *occupation;  /* occupation id or "" */
} HjDeduction;

typedef enum {
  HJ_MARK_NONE,            /* not looked at */
  HJ_MARK_CLEAR,           /* nothing found */
  HJ_MARK_PROBLEM,
  HJ_MARK_NOT_APPLICABLE,
} HjMark;

const char *hj_mark_to_id (HjMark mark);  /* "none", "clear", "problem", "not-applicable" */
gboolean    hj_mark_from_id (const char *id, HjMark *mark);

typedef struct {
  char   *aspect;  /* id */
  HjMark  mark;
  char   *remark;
} HjAspectMark;

/**
 * HjFinding:
 *
 * What one expert recorded about one criterion. A value: copied to be changed.
 *
 * @verdict is what the expert concluded; %HJ_VERDICT_NONE while nothing is
 * concluded, although aspects may be marked and deductions taken already. For a
 * criterion with aspects a verdict given is the recorded conclusion; without one
 * the criterion is concluded by itself when no aspect is left unmarked
 * (hj_assess_effective_verdict() in src/assess).
 */
typedef struct {
  char      *criterion;
  char      *expert;      /* member id */
  HjVerdict  verdict;
  char      *reason;
  char      *method;
  char      *occupation;
  char      *note;        /* free remark on this criterion, printed as an opinion */
  char      *tier;        /* tiers: id or "" */
  int        quantity;    /* shortfall: units short */
  gboolean   has_award;
  HjPoints   award;       /* bonus */
  char      *evidence;    /* bonus: the papers that prove it; the reason serves where this is empty */
  GPtrArray *deductions;  /* HjDeduction, in the order taken */
  GPtrArray *marks;       /* HjAspectMark, scheme order not required */
  gint64     changed;     /* wall clock of the last change, us; 0 unknown */
} HjFinding;

HjFinding    *hj_finding_new (const char *criterion, const char *expert);
HjFinding    *hj_finding_copy (const HjFinding *finding);
void          hj_finding_free (HjFinding *finding);
gboolean      hj_finding_equal (const HjFinding *a, const HjFinding *b);  /* all but `changed` */
gboolean      hj_finding_is_empty (const HjFinding *finding);             /* says nothing at all: same as no finding */
HjDeduction  *hj_finding_add_deduction (HjFinding *finding, HjPoints points);  /* new random id; borrowed */
HjDeduction  *hj_finding_find_deduction (const HjFinding *finding, const char *id);
gboolean      hj_finding_remove_deduction (HjFinding *finding, const char *id);
HjMark        hj_finding_get_mark (const HjFinding *finding, const char *aspect);
HjAspectMark *hj_finding_find_mark (const HjFinding *finding, const char *aspect);
void          hj_finding_set_mark (HjFinding *finding, const char *aspect, HjMark mark, const char *remark);
HjPoints      hj_finding_sum_deductions (const HjFinding *finding);
void          hj_deduction_free (HjDeduction *deduction);
/* Text as it should come from outside: UTF-8, not too long, and no control character but tab and the
 * ends of lines: XML could not hold it and no page could show it. */
#define HJ_TEXT_MAX 65536 /* characters */
gboolean      hj_text_is_sound (const char *text);
void          hj_str_set (char **field, const char *value);  /* frees, copies, NULL becomes "" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjFinding, hj_finding_free)

G_END_DECLS
