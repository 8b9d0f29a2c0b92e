/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-content.h"
#include "hj-digest.h"

static char *
blank (void)
{
  return g_strdup ("");
}

HjOccupation *
hj_occupation_new (void)
{
  HjOccupation *occupation = g_new0 (HjOccupation, 1);

  occupation->id = hj_id_new ();
  occupation->code = blank ();
  occupation->edition = blank ();
  occupation->name = blank ();
  occupation->trade = blank ();
  occupation->levels = blank ();
  return occupation;
}

HjOccupation *
hj_occupation_copy (const HjOccupation *occupation)
{
  HjOccupation *copy = g_new0 (HjOccupation, 1);

  hj_str_set (&copy->id, occupation->id);
  hj_str_set (&copy->code, occupation->code);
  hj_str_set (&copy->edition, occupation->edition);
  hj_str_set (&copy->name, occupation->name);
  hj_str_set (&copy->trade, occupation->trade);
  hj_str_set (&copy->levels, occupation->levels);
  return copy;
}

void
hj_occupation_free (HjOccupation *occupation)
{
  g_free (occupation->id);
  g_free (occupation->code);
  g_free (occupation->edition);
  g_free (occupation->name);
  g_free (occupation->trade);
  g_free (occupation->levels);
  g_free (occupation);
}

HjMember *
hj_member_new (const char *name)
{
  HjMember *member = g_new0 (HjMember, 1);

  member->id = hj_id_new ();
  hj_str_set (&member->name, name);
  member->unit = blank ();
  member->title = blank ();
  member->recusal = blank ();
  member->joined = HJ_DAY_NONE;
  return member;
}

HjMember *
hj_member_copy (const HjMember *member)
{
  HjMember *copy = g_new0 (HjMember, 1);

  hj_str_set (&copy->id, member->id);
  hj_str_set (&copy->name, member->name);
  hj_str_set (&copy->unit, member->unit);
  hj_str_set (&copy->title, member->title);
  copy->lead = member->lead;
  copy->recused = member->recused;
  hj_str_set (&copy->recusal, member->recusal);
  copy->joined = member->joined;
  copy->position = member->position;
  return copy;
}

void
hj_member_free (HjMember *member)
{
  g_free (member->id);
  g_free (member->name);
  g_free (member->unit);
  g_free (member->title);
  g_free (member->recusal);
  g_free (member);
}

HjMaterialReceipt *
hj_material_receipt_new (const char *material)
{
  HjMaterialReceipt *receipt = g_new0 (HjMaterialReceipt, 1);

  hj_str_set (&receipt->material, material);
  receipt->remark = blank ();
  return receipt;
}

HjMaterialReceipt *
hj_material_receipt_copy (const HjMaterialReceipt *receipt)
{
  HjMaterialReceipt *copy = hj_material_receipt_new (receipt->material);

  copy->answered = receipt->answered;
  copy->received = receipt->received;
  copy->copies = receipt->copies;
  hj_str_set (&copy->remark, receipt->remark);
  return copy;
}

void
hj_material_receipt_free (HjMaterialReceipt *receipt)
{
  g_free (receipt->material);
  g_free (receipt->remark);
  g_free (receipt);
}

HjNote *
hj_note_new (const char *expert,
             const char *about,
             const char *text)
{
  HjNote *note = g_new0 (HjNote, 1);

  note->id = hj_id_new ();
  hj_str_set (&note->expert, expert);
  hj_str_set (&note->about, about);
  hj_str_set (&note->text, text);
  return note;
}

HjNote *
hj_note_copy (const HjNote *note)
{
  HjNote *copy = g_new0 (HjNote, 1);

  hj_str_set (&copy->id, note->id);
  hj_str_set (&copy->expert, note->expert);
  hj_str_set (&copy->about, note->about);
  hj_str_set (&copy->text, note->text);
  copy->changed = note->changed;
  return copy;
}

void
hj_note_free (HjNote *note)
{
  g_free (note->id);
  g_free (note->expert);
  g_free (note->about);
  g_free (note->text);
  g_free (note);
}

HjDraft *
hj_draft_new (const char *expert,
              const char *field,
              const char *text)
{
  HjDraft *draft = g_new0 (HjDraft, 1);

  hj_str_set (&draft->expert, expert);
  hj_str_set (&draft->field, field);
  hj_str_set (&draft->text, text);
  return draft;
}

static HjDraft *
copy_draft (const HjDraft *draft)
{
  HjDraft *copy = hj_draft_new (draft->expert, draft->field, draft->text);

  copy->changed = draft->changed;
  return copy;
}

void
hj_draft_free (HjDraft *draft)
{
  g_free (draft->expert);
  g_free (draft->field);
  g_free (draft->text);
  g_free (draft);
}

/**
 * hj_applicant_copy_into:
 * @to: an applicant that holds strings or zeroes; what it held is freed
 */
void
hj_applicant_copy_into (HjApplicant       *to,
                        const HjApplicant *from)
{
  hj_str_set (&to->name, from->name);
  hj_str_set (&to->credit_code, from->credit_code);
  hj_str_set (&to->department, from->department);
  hj_str_set (&to->type, from->type);
  hj_str_set (&to->address, from->address);
  hj_str_set (&to->postcode, from->postcode);
  hj_str_set (&to->contact, from->contact);
  hj_str_set (&to->phone, from->phone);
}

void
hj_applicant_clear (HjApplicant *applicant)
{
  g_free (applicant->name);
  g_free (applicant->credit_code);
  g_free (applicant->department);
  g_free (applicant->type);
  g_free (applicant->address);
  g_free (applicant->postcode);
  g_free (applicant->contact);
  g_free (applicant->phone);
  *applicant = (HjApplicant) { 0 };
}

/**
 * hj_visit_copy_into:
 * @to: a visit that holds strings or zeroes; what it held is freed
 */
void
hj_visit_copy_into (HjVisit       *to,
                    const HjVisit *from)
{
  to->from = from->from;
  to->to = from->to;
  hj_str_set (&to->place, from->place);
  hj_str_set (&to->methods, from->methods);
}

void
hj_visit_clear (HjVisit *visit)
{
  g_free (visit->place);
  g_free (visit->methods);
  *visit = (HjVisit) { .from = HJ_DAY_NONE, .to = HJ_DAY_NONE };
}

/**
 * hj_content_new:
 * @scheme: a reference is taken
 *
 * Returns: (transfer full): an empty content, with no member, no answer and no
 *   material receipt yet
 */
HjContent *
hj_content_new (HjScheme *scheme)
{
  HjContent *content;
  GPtrArray *applicant;

  g_return_val_if_fail (scheme != NULL, NULL);

  content = g_new0 (HjContent, 1);
  g_atomic_ref_count_init (&content->ref_count);
  content->dossier_id = blank ();
  content->scheme = hj_scheme_ref (scheme);
  hj_applicant_copy_into (&content->applicant, &(HjApplicant) { 0 });
  hj_visit_copy_into (&content->visit, &(HjVisit) { .from = HJ_DAY_NONE, .to = HJ_DAY_NONE });
  content->occupations = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_occupation_free);
  content->members = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_member_free);
  content->materials = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_material_receipt_free);
  content->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_finding_free);
  content->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_note_free);
  content->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_draft_free);
  content->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_decision_free);
  content->relaxations = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_relaxation_free);
  content->former = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_former_edition_free);
  hj_conclusion_copy_into (&content->conclusion, &(HjConclusion) { .day = HJ_DAY_NONE });
  applicant = g_ptr_array_new ();
  g_ptr_array_add (applicant, hj_record_new (HJ_RECORD_APPLICANT, "applicant"));
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    content->records[i] = hj_records_new ((HjRecordKind) i, i == HJ_RECORD_APPLICANT ? applicant : NULL);
  content->digest = blank ();
  return content;
}

/**
 * hj_content_copy:
 *
 * Returns: (transfer full): all of it again, to be changed before it is shared
 */
HjContent *
hj_content_copy (const HjContent *content)
{
  HjContent *copy;

  g_return_val_if_fail (content != NULL, NULL);

  copy = hj_content_new (content->scheme);
  hj_str_set (&copy->dossier_id, content->dossier_id);
  hj_applicant_copy_into (&copy->applicant, &content->applicant);
  hj_visit_copy_into (&copy->visit, &content->visit);
  for (guint i = 0; i < content->occupations->len; i++)
    g_ptr_array_add (copy->occupations, hj_occupation_copy (g_ptr_array_index (content->occupations, i)));
  for (guint i = 0; i < content->members->len; i++)
    g_ptr_array_add (copy->members, hj_member_copy (g_ptr_array_index (content->members, i)));
  for (guint i = 0; i < content->materials->len; i++)
    g_ptr_array_add (copy->materials, hj_material_receipt_copy (g_ptr_array_index (content->materials, i)));
  for (guint i = 0; i < content->findings->len; i++)
    g_ptr_array_add (copy->findings, hj_finding_copy (g_ptr_array_index (content->findings, i)));
  for (guint i = 0; i < content->notes->len; i++)
    g_ptr_array_add (copy->notes, hj_note_copy (g_ptr_array_index (content->notes, i)));
  for (guint i = 0; i < content->drafts->len; i++)
    g_ptr_array_add (copy->drafts, copy_draft (g_ptr_array_index (content->drafts, i)));
  for (guint i = 0; i < content->decisions->len; i++)
    g_ptr_array_add (copy->decisions, hj_decision_copy (g_ptr_array_index (content->decisions, i)));
  for (guint i = 0; i < content->relaxations->len; i++)
    g_ptr_array_add (copy->relaxations, hj_relaxation_copy (g_ptr_array_index (content->relaxations, i)));
  for (guint i = 0; i < content->former->len; i++)
    g_ptr_array_add (copy->former, hj_former_edition_copy (g_ptr_array_index (content->former, i)));
  hj_conclusion_copy_into (&copy->conclusion, &content->conclusion);
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      hj_records_unref (copy->records[i]);
      copy->records[i] = hj_records_ref (content->records[i]);
    }
  hj_str_set (&copy->digest, content->digest);
  copy->serial = content->serial;
  return copy;
}

HjContent *
hj_content_ref (HjContent *content)
{
  g_return_val_if_fail (content != NULL, NULL);

  g_atomic_ref_count_inc (&content->ref_count);
  return content;
}

void
hj_content_unref (HjContent *content)
{
  g_return_if_fail (content != NULL);

  if (!g_atomic_ref_count_dec (&content->ref_count))
    return;
  g_free (content->dossier_id);
  hj_scheme_unref (content->scheme);
  hj_applicant_clear (&content->applicant);
  hj_visit_clear (&content->visit);
  g_ptr_array_unref (content->occupations);
  g_ptr_array_unref (content->members);
  g_ptr_array_unref (content->materials);
  g_ptr_array_unref (content->findings);
  g_ptr_array_unref (content->notes);
  g_ptr_array_unref (content->drafts);
  g_ptr_array_unref (content->decisions);
  g_ptr_array_unref (content->relaxations);
  g_ptr_array_unref (content->former);
  hj_conclusion_clear (&content->conclusion);
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    hj_records_unref (content->records[i]);
  g_free (content->digest);
  g_free (content);
}

const HjFinding *
hj_content_find_finding (const HjContent *content,
                         const char      *criterion,
                         const char      *expert)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (g_strcmp0 (finding->criterion, criterion) == 0 && g_strcmp0 (finding->expert, expert) == 0)
        return finding;
    }
  return NULL;
}

const HjMember *
hj_content_find_member (const HjContent *content,
                        const char      *id)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);

      if (g_strcmp0 (member->id, id) == 0)
        return member;
    }
  return NULL;
}

const HjMember *
hj_content_find_member_by_name (const HjContent *content,
                                const char      *name)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);

      if (g_strcmp0 (member->name, name) == 0)
        return member;
    }
  return NULL;
}

const HjOccupation *
hj_content_find_occupation (const HjContent *content,
                            const char      *id)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      if (g_strcmp0 (occupation->id, id) == 0)
        return occupation;
    }
  return NULL;
}

gboolean
hj_content_asks (const HjContent *content,
                 const char      *types)
{
  g_return_val_if_fail (content != NULL && types != NULL, TRUE);

  return hj_scheme_asks_type (content->scheme, types, content->applicant.type);
}

const HjMaterialReceipt *
hj_content_find_material (const HjContent *content,
                          const char      *material)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->materials->len; i++)
    {
      const HjMaterialReceipt *receipt = g_ptr_array_index (content->materials, i);

      if (g_strcmp0 (receipt->material, material) == 0)
        return receipt;
    }
  return NULL;
}

const HjDraft *
hj_content_find_draft (const HjContent *content,
                       const char      *expert,
                       const char      *field)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->drafts->len; i++)
    {
      const HjDraft *draft = g_ptr_array_index (content->drafts, i);

      if (g_strcmp0 (draft->expert, expert) == 0 && g_strcmp0 (draft->field, field) == 0)
        return draft;
    }
  return NULL;
}

const HjNote *
hj_content_find_note (const HjContent *content,
                      const char      *id)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->notes->len; i++)
    {
      const HjNote *note = g_ptr_array_index (content->notes, i);

      if (g_strcmp0 (note->id, id) == 0)
        return note;
    }
  return NULL;
}
