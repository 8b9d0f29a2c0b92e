/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-command.h"

static HjCommand *
command_new (HjCommandKind kind)
{
  HjCommand *command = g_new0 (HjCommand, 1);

  command->kind = kind;
  return command;
}

HjCommand *
hj_command_new_finding (const HjFinding *finding)
{
  HjCommand *command = command_new (HJ_COMMAND_FINDING);

  command->finding = hj_finding_copy (finding);
  return command;
}

HjCommand *
hj_command_new_applicant (const HjApplicant *applicant)
{
  HjCommand *command = command_new (HJ_COMMAND_APPLICANT);

  hj_applicant_copy_into (&command->applicant, applicant);
  return command;
}

HjCommand *
hj_command_new_visit (const HjVisit *visit)
{
  HjCommand *command = command_new (HJ_COMMAND_VISIT);

  hj_visit_copy_into (&command->visit, visit);
  return command;
}

HjCommand *
hj_command_new_material (const HjMaterialReceipt *receipt)
{
  HjCommand *command = command_new (HJ_COMMAND_MATERIAL);

  command->material = hj_material_receipt_copy (receipt);
  return command;
}

HjCommand *
hj_command_new_occupation (const HjOccupation *occupation)
{
  HjCommand *command = command_new (HJ_COMMAND_OCCUPATION);

  command->occupation = hj_occupation_copy (occupation);
  return command;
}

HjCommand *
hj_command_new_remove_occupation (const char *id)
{
  HjCommand *command = command_new (HJ_COMMAND_REMOVE_OCCUPATION);

  command->id = g_strdup (id);
  return command;
}

HjCommand *
hj_command_new_member (const HjMember *member)
{
  HjCommand *command = command_new (HJ_COMMAND_MEMBER);

  command->member = hj_member_copy (member);
  return command;
}

HjCommand *
hj_command_new_remove_member (const char *id)
{
  HjCommand *command = command_new (HJ_COMMAND_REMOVE_MEMBER);

  command->id = g_strdup (id);
  return command;
}

HjCommand *
hj_command_new_note (const HjNote *note)
{
  HjCommand *command = command_new (HJ_COMMAND_NOTE);

  command->note = hj_note_copy (note);
  return command;
}

HjCommand *
hj_command_new_record (HjRecord *record)
{
  HjCommand *command = command_new (HJ_COMMAND_RECORD);

  command->record = hj_record_ref (record);
  command->record_kind = record->kind;
  return command;
}

HjCommand *
hj_command_new_remove_record (HjRecordKind  kind,
                              const char   *id)
{
  HjCommand *command = command_new (HJ_COMMAND_REMOVE_RECORD);

  command->record_kind = kind;
  command->id = g_strdup (id);
  return command;
}

HjCommand *
hj_command_new_decision (const HjDecision *decision)
{
  HjCommand *command = command_new (HJ_COMMAND_DECISION);

  command->decision = hj_decision_copy (decision);
  return command;
}

HjCommand *
hj_command_new_remove_decision (const char *check,
                                const char *subject,
                                const char *expert)
{
  HjCommand *command = command_new (HJ_COMMAND_REMOVE_DECISION);

  command->decision = hj_decision_new (check, subject, expert);
  return command;
}

HjCommand *
hj_command_new_relaxation (const HjRelaxation *relaxation)
{
  HjCommand *command = command_new (HJ_COMMAND_RELAXATION);

  command->relaxation = hj_relaxation_copy (relaxation);
  return command;
}

HjCommand *
hj_command_new_conclusion (const HjConclusion *conclusion)
{
  HjCommand *command = command_new (HJ_COMMAND_CONCLUSION);

  hj_conclusion_copy_into (&command->conclusion, conclusion);
  return command;
}

/**
 * hj_command_new_scheme:
 * @scheme: where the dossier moves to
 * @former: the canonical form of the state that is left, kept in the dossier
 */
HjCommand *
hj_command_new_scheme (HjScheme *scheme,
                       GBytes   *former)
{
  HjCommand *command = command_new (HJ_COMMAND_SCHEME);

  command->scheme = hj_scheme_ref (scheme);
  command->former = g_bytes_ref (former);
  return command;
}

/**
 * hj_command_copy:
 *
 * Returns: (transfer full): the same change again; values are copied, shared ones (record, scheme, bytes) referenced
 */
HjCommand *
hj_command_copy (const HjCommand *command)
{
  HjCommand *copy;

  g_return_val_if_fail (command != NULL, NULL);

  copy = command_new (command->kind);
  copy->finding = command->finding != NULL ? hj_finding_copy (command->finding) : NULL;
  if (command->kind == HJ_COMMAND_APPLICANT)
    hj_applicant_copy_into (&copy->applicant, &command->applicant);
  if (command->kind == HJ_COMMAND_VISIT)
    hj_visit_copy_into (&copy->visit, &command->visit);
  copy->material = command->material != NULL ? hj_material_receipt_copy (command->material) : NULL;
  copy->occupation = command->occupation != NULL ? hj_occupation_copy (command->occupation) : NULL;
  copy->member = command->member != NULL ? hj_member_copy (command->member) : NULL;
  copy->note = command->note != NULL ? hj_note_copy (command->note) : NULL;
  copy->record = command->record != NULL ? hj_record_ref (command->record) : NULL;
  copy->record_kind = command->record_kind;
  copy->dated = command->dated;
  copy->decision = command->decision != NULL ? hj_decision_copy (command->decision) : NULL;
  copy->relaxation = command->relaxation != NULL ? hj_relaxation_copy (command->relaxation) : NULL;
  if (command->kind == HJ_COMMAND_CONCLUSION)
    hj_conclusion_copy_into (&copy->conclusion, &command->conclusion);
  copy->scheme = command->scheme != NULL ? hj_scheme_ref (command->scheme) : NULL;
  copy->former = command->former != NULL ? g_bytes_ref (command->former) : NULL;
  copy->id = g_strdup (command->id);
  return copy;
}

void
hj_command_free (HjCommand *command)
{
  g_clear_pointer (&command->finding, hj_finding_free);
  hj_applicant_clear (&command->applicant);
  hj_visit_clear (&command->visit);
  g_clear_pointer (&command->material, hj_material_receipt_free);
  g_clear_pointer (&command->occupation, hj_occupation_free);
  g_clear_pointer (&command->member, hj_member_free);
  g_clear_pointer (&command->note, hj_note_free);
  g_clear_pointer (&command->record, hj_record_unref);
  g_clear_pointer (&command->decision, hj_decision_free);
  g_clear_pointer (&command->relaxation, hj_relaxation_free);
  hj_conclusion_clear (&command->conclusion);
  g_clear_pointer (&command->scheme, hj_scheme_unref);
  g_clear_pointer (&command->former, g_bytes_unref);
  g_free (command->id);
  g_free (command);
}

GPtrArray *
hj_command_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hj_command_free);
}
