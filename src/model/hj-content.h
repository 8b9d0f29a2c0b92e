/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-finding.h"

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
  char        *digest;       /* content digest: everything but drafts and history; "" for one made in a test */
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
void               hj_applicant_copy_into (HjApplicant *to, const HjApplicant *from);
void               hj_applicant_clear (HjApplicant *applicant);
void               hj_visit_copy_into (HjVisit *to, const HjVisit *from);
void               hj_visit_clear (HjVisit *visit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjContent, hj_content_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMember, hj_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjOccupation, hj_occupation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjNote, hj_note_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMaterialReceipt, hj_material_receipt_free)

G_END_DECLS
