/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-content.h"

/* What the panel says about standards and at the end; the records and their faces. */

static const char * const result_ids[] = { "none", "approve", "approve-after-rectification", "reject" };

const char *
hj_result_to_id (HjResult result)
{
  g_return_val_if_fail ((guint) result < G_N_ELEMENTS (result_ids), "none");

  return result_ids[result];
}

gboolean
hj_result_from_id (const char *id,
                   HjResult   *result)
{
  for (guint i = 0; i < G_N_ELEMENTS (result_ids); i++)
    if (g_strcmp0 (result_ids[i], id) == 0)
      {
        *result = (HjResult) i;
        return TRUE;
      }

  return FALSE;
}

HjDecision *
hj_decision_new (const char *check,
                 const char *subject,
                 const char *expert)
{
  HjDecision *decision = g_new0 (HjDecision, 1);

  hj_str_set (&decision->check, check);
  hj_str_set (&decision->subject, subject);
  hj_str_set (&decision->expert, expert);
  hj_str_set (&decision->reason, NULL);
  hj_str_set (&decision->criterion, NULL);
  hj_str_set (&decision->deduction, NULL);
  hj_str_set (&decision->gap, NULL);

  return decision;
}

HjDecision *
hj_decision_copy (const HjDecision *decision)
{
  HjDecision *copy = hj_decision_new (decision->check, decision->subject, decision->expert);

  copy->kind = decision->kind;
  hj_str_set (&copy->reason, decision->reason);
  hj_str_set (&copy->criterion, decision->criterion);
  hj_str_set (&copy->deduction, decision->deduction);
  hj_str_set (&copy->gap, decision->gap);
  copy->changed = decision->changed;

  return copy;
}

void
hj_decision_free (HjDecision *decision)
{
  g_free (decision->check);
  g_free (decision->subject);
  g_free (decision->expert);
  g_free (decision->reason);
  g_free (decision->criterion);
  g_free (decision->deduction);
  g_free (decision->gap);
  g_free (decision);
}

HjRelaxation *
hj_relaxation_new (const char *standard,
                   const char *subject,
                   const char *expert)
{
  HjRelaxation *relaxation = g_new0 (HjRelaxation, 1);

  hj_str_set (&relaxation->standard, standard);
  hj_str_set (&relaxation->subject, subject);
  hj_str_set (&relaxation->expert, expert);
  hj_str_set (&relaxation->bonus_case, NULL);
  hj_str_set (&relaxation->reason, NULL);

  return relaxation;
}

HjRelaxation *
hj_relaxation_copy (const HjRelaxation *relaxation)
{
  HjRelaxation *copy = hj_relaxation_new (relaxation->standard, relaxation->subject, relaxation->expert);

  hj_str_set (&copy->bonus_case, relaxation->bonus_case);
  hj_str_set (&copy->reason, relaxation->reason);
  copy->changed = relaxation->changed;

  return copy;
}

void
hj_relaxation_free (HjRelaxation *relaxation)
{
  g_free (relaxation->standard);
  g_free (relaxation->subject);
  g_free (relaxation->expert);
  g_free (relaxation->bonus_case);
  g_free (relaxation->reason);
  g_free (relaxation);
}

HjFormerEdition *
hj_former_edition_copy (const HjFormerEdition *edition)
{
  HjFormerEdition *copy = g_new0 (HjFormerEdition, 1);

  copy->sequence = edition->sequence;
  hj_str_set (&copy->scheme_id, edition->scheme_id);
  hj_str_set (&copy->scheme_edition, edition->scheme_edition);
  hj_str_set (&copy->scheme_title, edition->scheme_title);
  hj_str_set (&copy->scheme_digest, edition->scheme_digest);
  copy->left = edition->left;

  return copy;
}

void
hj_former_edition_free (HjFormerEdition *edition)
{
  g_free (edition->scheme_id);
  g_free (edition->scheme_edition);
  g_free (edition->scheme_title);
  g_free (edition->scheme_digest);
  g_free (edition);
}

/**
 * hj_conclusion_copy_into:
 * @to: a conclusion that holds strings or zeroes; what it held is freed
 */
void
hj_conclusion_copy_into (HjConclusion       *to,
                         const HjConclusion *from)
{
  to->result = from->result;
  to->day = from->day;
  hj_str_set (&to->reasons, from->reasons);
  hj_str_set (&to->expert, from->expert);
}

void
hj_conclusion_clear (HjConclusion *conclusion)
{
  g_free (conclusion->reasons);
  g_free (conclusion->expert);
  *conclusion = (HjConclusion) { .day = HJ_DAY_NONE };
}

static void
refresh_applicant (HjContent      *content,
                   const HjRecord *record)
{
  HjApplicant *applicant = &content->applicant;

  hj_str_set (&applicant->name, hj_record_get (record, "name"));
  hj_str_set (&applicant->credit_code, hj_record_get (record, "credit-code"));
  hj_str_set (&applicant->department, hj_record_get (record, "department"));
  hj_str_set (&applicant->type, hj_record_get (record, "type"));
  hj_str_set (&applicant->address, hj_record_get (record, "address"));
  hj_str_set (&applicant->postcode, hj_record_get (record, "postcode"));
  hj_str_set (&applicant->contact, hj_record_get (record, "contact"));
  hj_str_set (&applicant->phone, hj_record_get (record, "phone"));
}

static void
refresh_occupations (HjContent *content,
                     HjRecords *records)
{
  g_ptr_array_set_size (content->occupations, 0);
  for (guint i = 0; i < records->rows->len; i++)
    {
      const HjRecord *record = records->rows->pdata[i];
      HjOccupation *occupation = hj_occupation_new ();

      hj_str_set (&occupation->id, record->id);
      hj_str_set (&occupation->code, hj_record_get (record, "code"));
      hj_str_set (&occupation->edition, hj_record_get (record, "edition"));
      hj_str_set (&occupation->name, hj_record_get (record, "name"));
      hj_str_set (&occupation->trade, hj_record_get (record, "trade"));
      hj_str_set (&occupation->levels, hj_record_get (record, "levels"));
      g_ptr_array_add (content->occupations, occupation);
    }
}

/* One receipt for each material the scheme asks for, in its order; others stay in the records alone. */
static void
refresh_materials (HjContent *content,
                   HjRecords *records)
{
  g_ptr_array_set_size (content->materials, 0);
  for (guint i = 0; i < content->scheme->materials->len; i++)
    {
      const HjMaterial *material = content->scheme->materials->pdata[i];
      const HjRecord *record = hj_records_find (records, material->id);
      HjMaterialReceipt *receipt = hj_material_receipt_new (material->id);

      if (record != NULL)
        {
          const char *received = hj_record_get (record, "received");

          receipt->answered = *received != '\0';
          receipt->received = g_strcmp0 (received, "yes") == 0;
          receipt->copies = (int) CLAMP (g_ascii_strtoll (hj_record_get (record, "copies"), NULL, 10), G_MININT, G_MAXINT);
          hj_str_set (&receipt->remark, hj_record_get (record, "remark"));
        }
      g_ptr_array_add (content->materials, receipt);
    }
}

/**
 * hj_content_set_records:
 * @records: (transfer full): takes the place of the table of its kind
 *
 * Of the applicant's table there must be at most one row.
 */
void
hj_content_set_records (HjContent *content,
                        HjRecords *records)
{
  g_return_if_fail (content != NULL && records != NULL);

  g_clear_pointer (&content->records[records->kind], hj_records_unref);
  content->records[records->kind] = records;

  if (records->kind == HJ_RECORD_APPLICANT && records->rows->len > 0)
    refresh_applicant (content, records->rows->pdata[0]);
  else if (records->kind == HJ_RECORD_OCCUPATION)
    refresh_occupations (content, records);
  else if (records->kind == HJ_RECORD_MATERIAL)
    refresh_materials (content, records);
}

const HjRecord *
hj_content_find_record (const HjContent *content,
                        HjRecordKind     kind,
                        const char      *id)
{
  g_return_val_if_fail (content != NULL && (guint) kind < HJ_N_RECORD_KINDS, NULL);

  return hj_records_find (content->records[kind], id);
}

const HjRecord *
hj_content_get_applicant_record (const HjContent *content)
{
  g_return_val_if_fail (content != NULL, NULL);

  return content->records[HJ_RECORD_APPLICANT]->rows->pdata[0];
}

const HjDecision *
hj_content_find_decision (const HjContent *content,
                          const char      *check,
                          const char      *subject,
                          const char      *expert)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->decisions->len; i++)
    {
      const HjDecision *decision = content->decisions->pdata[i];

      if (g_strcmp0 (decision->check, check) == 0 && g_strcmp0 (decision->subject, subject) == 0 &&
          g_strcmp0 (decision->expert, expert) == 0)
        return decision;
    }

  return NULL;
}

const HjRelaxation *
hj_content_find_relaxation (const HjContent *content,
                            const char      *standard,
                            const char      *subject)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->relaxations->len; i++)
    {
      const HjRelaxation *relaxation = content->relaxations->pdata[i];

      if (g_strcmp0 (relaxation->standard, standard) == 0 && g_strcmp0 (relaxation->subject, subject) == 0)
        return relaxation;
    }

  return NULL;
}
