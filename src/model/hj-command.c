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
  g_free (command->id);
  g_free (command);
}

GPtrArray *
hj_command_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hj_command_free);
}
