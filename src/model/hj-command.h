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
  char              *id;      /* REMOVE_* */
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
void       hj_command_free (HjCommand *command);
GPtrArray *hj_command_list_new (void);  /* frees its commands */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjCommand, hj_command_free)

G_END_DECLS
