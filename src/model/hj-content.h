/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-finding.h"
#include "hj-record.h"

G_BEGIN_DECLS

/* The content of a dossier at one moment: an immutable value that the store
 * makes, the rules score, the documents print and the window shows. It may be
 * handed to another thread. Strings are never NULL. */

typedef struct {
  char *name;
  char *credit_code;     /* 统一社会信用代码, "" if unknown */
  char *department;      /* 主管部门 */
  char *type;            /* 机构类型, in the scheme's words */
  char *address;
  char *postcode;
  char *contact;
  char *phone;
} HjApplicant;

typedef struct {
  char *id;       /* random */
  char *code;     /* 4-07-03-02 */
  char *edition;  /* 2015 */
  char *name;     /* 职业 */
  char *trade;    /* 工种, "" if none */
  char *levels;   /* scheme level ids, comma between: "5,4,3" */
} HjOccupation;

typedef struct {
  char     *id;       /* random */
  char     *name;
  char     *unit;
  char     *title;    /* 职称 / 职务 */
  gboolean  lead;
  gboolean  recused;
  char     *recusal;  /* why */
  HjDay     joined;   /* of a late joiner, else HJ_DAY_NONE */
  int       position; /* order on the sheet */
} HjMember;

typedef struct {
  HjDay  from, to;   /* HJ_DAY_NONE if not set; `to` only for several days */
  char  *place;
  char  *methods;    /* method ids, comma between */
} HjVisit;

typedef struct {
  char     *material;  /* scheme's id */
  gboolean  answered;  /* FALSE: nobody has said yet */
  gboolean  received;
  int       copies;
  char     *remark;
} HjMaterialReceipt;

/* A free note, printed as an opinion. @about: "visit", a section/item/criterion id, or "" for nothing in particular. */
typedef struct {
  char   *id;
  char   *expert;
  char   *about;
  char   *text;
  gint64  changed;
} HjNote;

/* What an expert decided about a proposal, a shortfall that the machine found (design.md 3). Keyed by
 * (check, subject, expert). @subject: "" for the applicant, an occupation's id, or "id/level". */
typedef enum { HJ_DECISION_ACCEPTED, HJ_DECISION_DISMISSED } HjDecisionKind;
typedef struct {
  char           *check;      /* HjCheck.id */
  char           *subject;
  char           *expert;
  HjDecisionKind  kind;
  char           *reason;     /* dismissed: a word why, owed */
  char           *criterion;  /* accepted: where it became a finding */
  char           *deduction;  /* accepted: the deduction's id, "" where the finding has none (count, conditions) */
  char           *gap;        /* the gap in words as it was decided on */
  gint64          changed;
} HjDecision;

/* A standard that is short and that the panel relaxes, naming the bonus case (可适当放宽). Keyed by
 * (standard, subject); @expert: who marked it. Never set by the program itself. */
typedef struct {
  char   *standard;
  char   *subject;
  char   *expert;
  char   *bonus_case;  /* criterion id of the scheme's bonus section; "" where the scheme has none */
  char   *reason;      /* owed */
  gint64  changed;
} HjRelaxation;

/* How an assessment without points ends, or what the panel says beside the points. */
typedef enum { HJ_RESULT_NONE, HJ_RESULT_APPROVE, HJ_RESULT_APPROVE_AFTER, HJ_RESULT_REJECT } HjResult;
typedef struct {
  HjResult  result;
  char     *reasons;
  char     *expert;  /* who wrote it down */
  HjDay     day;
} HjConclusion;

const char *hj_result_to_id (HjResult result);  /* "none", "approve", "approve-after-rectification", "reject" */
gboolean    hj_result_from_id (const char *id, HjResult *result);

/* A scheme that the dossier was moved from: it and the state of then can be had again. */
typedef struct {
  gint64  sequence;       /* 1 for the scheme it was opened with */
  char   *scheme_id, *scheme_edition, *scheme_title, *scheme_digest;
  gint64  left;           /* wall clock when it was left, us */
} HjFormerEdition;

/* What is being typed and is not an answer yet. @field names the place: "finding/2.1.3/reason", "deduction/<id>/reason", "note/<id>" ... */
typedef struct {
  char   *expert;
  char   *field;
  char   *text;
  gint64  changed;
} HjDraft;

typedef struct {
  gatomicrefcount ref_count;
  char        *dossier_id;
  HjScheme    *scheme;
  HjApplicant  applicant;
  HjVisit      visit;
  GPtrArray   *occupations;  /* HjOccupation */
  GPtrArray   *members;      /* HjMember, by position, then id */
  GPtrArray   *materials;    /* HjMaterialReceipt: one for each material of the scheme, in its order */
  GPtrArray   *findings;     /* HjFinding, by (criterion in scheme order, member order) */
  GPtrArray   *notes;        /* HjNote, by time, then id */
  GPtrArray   *drafts;       /* HjDraft */
  HjRecords   *records[HJ_N_RECORD_KINDS];  /* never NULL; `applicant`, `occupations` and `materials` are faces of theirs:
                                             * hj_content_set_records() keeps them equal */
  GPtrArray   *decisions;    /* HjDecision, by (check, subject, expert) */
  GPtrArray   *relaxations;  /* HjRelaxation, by (standard, subject) */
  HjConclusion conclusion;
  GPtrArray   *former;       /* HjFormerEdition, oldest first; empty for a dossier that was never moved */
  char        *digest;       /* content digest: everything but drafts and history and which dossier it is, so that an export imported
                              * into a fresh one digests alike; "" for one made in a test */
  gint64       serial;       /* of the published state it goes back to; 0 = never published */
} HjContent;

HjContent       *hj_content_new (HjScheme *scheme);  /* empty, to be filled before it is shared */
HjContent       *hj_content_copy (const HjContent *content);  /* deep, but for the scheme; to be changed before it is shared */
HjContent       *hj_content_ref (HjContent *content);
void             hj_content_unref (HjContent *content);
const HjFinding *hj_content_find_finding (const HjContent *content, const char *criterion, const char *expert);
const HjMember  *hj_content_find_member (const HjContent *content, const char *id);
const HjMember  *hj_content_find_member_by_name (const HjContent *content, const char *name);
const HjOccupation *hj_content_find_occupation (const HjContent *content, const char *id);
const HjMaterialReceipt *hj_content_find_material (const HjContent *content, const char *material);
const HjDraft   *hj_content_find_draft (const HjContent *content, const char *expert, const char *field);
/* Takes the table; refreshes the faces. Before the content is shared. */
void             hj_content_set_records (HjContent *content, HjRecords *records);
const HjRecord  *hj_content_find_record (const HjContent *content, HjRecordKind kind, const char *id);
const HjRecord  *hj_content_get_applicant_record (const HjContent *content);  /* never NULL */
const HjDecision   *hj_content_find_decision (const HjContent *content, const char *check, const char *subject, const char *expert);
const HjRelaxation *hj_content_find_relaxation (const HjContent *content, const char *standard, const char *subject);
/* Whether what is meant for @types (HjCriterion, HjMaterial, HjStandard) is asked of this applicant. */
gboolean         hj_content_asks (const HjContent *content, const char *types);
const HjNote    *hj_content_find_note (const HjContent *content, const char *id);

HjOccupation      *hj_occupation_new (void);
HjOccupation      *hj_occupation_copy (const HjOccupation *occupation);
void               hj_occupation_free (HjOccupation *occupation);
HjMember          *hj_member_new (const char *name);
HjMember          *hj_member_copy (const HjMember *member);
void               hj_member_free (HjMember *member);
HjMaterialReceipt *hj_material_receipt_new (const char *material);
HjMaterialReceipt *hj_material_receipt_copy (const HjMaterialReceipt *receipt);
void               hj_material_receipt_free (HjMaterialReceipt *receipt);
HjNote            *hj_note_new (const char *expert, const char *about, const char *text);
HjNote            *hj_note_copy (const HjNote *note);
void               hj_note_free (HjNote *note);
HjDraft           *hj_draft_new (const char *expert, const char *field, const char *text);
void               hj_draft_free (HjDraft *draft);
HjDecision        *hj_decision_new (const char *check, const char *subject, const char *expert);
HjDecision        *hj_decision_copy (const HjDecision *decision);
void               hj_decision_free (HjDecision *decision);
HjRelaxation      *hj_relaxation_new (const char *standard, const char *subject, const char *expert);
HjRelaxation      *hj_relaxation_copy (const HjRelaxation *relaxation);
void               hj_relaxation_free (HjRelaxation *relaxation);
HjFormerEdition   *hj_former_edition_copy (const HjFormerEdition *edition);
void               hj_former_edition_free (HjFormerEdition *edition);
void               hj_conclusion_copy_into (HjConclusion *to, const HjConclusion *from);
void               hj_conclusion_clear (HjConclusion *conclusion);
void               hj_applicant_copy_into (HjApplicant *to, const HjApplicant *from);
void               hj_applicant_clear (HjApplicant *applicant);
void               hj_visit_copy_into (HjVisit *to, const HjVisit *from);
void               hj_visit_clear (HjVisit *visit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjContent, hj_content_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMember, hj_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjOccupation, hj_occupation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjNote, hj_note_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjDecision, hj_decision_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRelaxation, hj_relaxation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMaterialReceipt, hj_material_receipt_free)

G_END_DECLS
