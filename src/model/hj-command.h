/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/**
 * HjCommandKind:
 *
 * One change of a dossier. A list of commands is applied as one transaction and
 * one history entry (design.md 5): all of it or nothing.
 */
typedef enum {
  HJ_COMMAND_FINDING,            /* replaces the finding of (criterion, expert); an empty one clears it */
  HJ_COMMAND_APPLICANT,
  HJ_COMMAND_VISIT,
  HJ_COMMAND_MATERIAL,
  HJ_COMMAND_OCCUPATION,         /* put */
  HJ_COMMAND_REMOVE_OCCUPATION,  /* by id */
  HJ_COMMAND_MEMBER,             /* put */
  HJ_COMMAND_REMOVE_MEMBER,      /* by id; refused while the member has findings or notes */
  HJ_COMMAND_NOTE,               /* put; an empty text removes it */
  HJ_COMMAND_RECORD,             /* put: the whole row; also of applicant, occupations and materials */
  HJ_COMMAND_REMOVE_RECORD,      /* by (record_kind, id) */
  HJ_COMMAND_DECISION,           /* put */
  HJ_COMMAND_REMOVE_DECISION,    /* by `decision`'s key */
  HJ_COMMAND_RELAXATION,         /* put; an empty reason removes it */
  HJ_COMMAND_CONCLUSION,
  HJ_COMMAND_SCHEME,             /* moves the dossier to `scheme`; `former` is the canonical form of the state that is left */
} HjCommandKind;

typedef struct {
  HjCommandKind      kind;
  HjFinding         *finding;
  HjApplicant        applicant;
  HjVisit            visit;
  HjMaterialReceipt *material;
  HjOccupation      *occupation;
  HjMember          *member;
  HjNote            *note;
  HjRecord          *record;       /* referenced: it must not change any more */
  HjRecordKind       record_kind;  /* REMOVE_RECORD */
  HjDecision        *decision;
  HjRelaxation      *relaxation;
  HjConclusion       conclusion;
  HjScheme          *scheme;       /* SCHEME: with its bytes */
  GBytes            *former;
  char              *id;      /* REMOVE_* */
  gboolean           dated;   /* FINDING, NOTE, DECISION, RELAXATION: `changed` came with it (of an import) and stands;
                               * else it is the moment of the command */
} HjCommand;

/* Each copies what it is given. */
HjCommand *hj_command_new_finding (const HjFinding *finding);
HjCommand *hj_command_new_applicant (const HjApplicant *applicant);
HjCommand *hj_command_new_visit (const HjVisit *visit);
HjCommand *hj_command_new_material (const HjMaterialReceipt *receipt);
HjCommand *hj_command_new_occupation (const HjOccupation *occupation);
HjCommand *hj_command_new_remove_occupation (const char *id);
HjCommand *hj_command_new_member (const HjMember *member);
HjCommand *hj_command_new_remove_member (const char *id);
HjCommand *hj_command_new_note (const HjNote *note);
HjCommand *hj_command_new_record (HjRecord *record);  /* a reference, not a copy */
HjCommand *hj_command_new_remove_record (HjRecordKind kind, const char *id);
HjCommand *hj_command_new_decision (const HjDecision *decision);
HjCommand *hj_command_new_remove_decision (const char *check, const char *subject, const char *expert);
HjCommand *hj_command_new_relaxation (const HjRelaxation *relaxation);
HjCommand *hj_command_new_conclusion (const HjConclusion *conclusion);
HjCommand *hj_command_new_scheme (HjScheme *scheme, GBytes *former);
HjCommand *hj_command_copy (const HjCommand *command);
void       hj_command_free (HjCommand *command);
GPtrArray *hj_command_list_new (void);  /* frees its commands */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjCommand, hj_command_free)

G_END_DECLS
