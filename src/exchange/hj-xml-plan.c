/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-xml-private.h"

/* Importing the canonical form: its rows as offers, the rest as commands. What the file lacks stays
 * as it is, and what is the same already is not offered, so that a second import changes nothing. */

typedef struct {
  HjImportPlan *plan;
  HjContent    *file;
  GHashTable   *renamed;  /* ids of the file's rows that stand under another id in the dossier */
} Import;

static const char *
rename_id (const Import *import,
           const char   *id)
{
  const char *known = g_hash_table_lookup (import->renamed, id);

  return known != NULL ? known : id;
}

/* Subjects of standards are "", an occupation's id, or "id/level". */
static char *
rename_subject (const Import *import,
                const char   *subject)
{
  g_auto (GStrv) parts = g_strsplit (subject, "/", 2);

  if (parts[0] == NULL)
    return g_strdup ("");

  return parts[1] != NULL ? g_strconcat (rename_id (import, parts[0]), "/", parts[1], NULL)
                          : g_strdup (rename_id (import, parts[0]));
}

static void
offer_command (Import        *import,
               HjCommand     *command,
               const char    *label,
               const char    *place,
               HjImportState  state)
{
  HjImportRow *row;

  command->dated = TRUE;
  row = hj_import_plan_offer_command (import->plan, command, label, state);
  hj_str_set (&row->place, place);
}

static void
offer_record (Import     *import,
              HjRecord   *record,
              const char *place)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  gboolean known = hj_content_find_record (import->plan->content, record->kind, record->id) != NULL;
  HjImportRow *row;

  /* A row of which nothing is known yet stands in the file for itself, and so does one without a
   * place in the order, which the plan would otherwise take for what a form says. */
  if (!table->single && !known && (hj_record_is_empty (record) || record->position == 0))
    {
      offer_command (import, hj_command_new_record (record), table->label, place, HJ_IMPORT_NEW);
      return;
    }
  row = hj_import_plan_offer (import->plan, hj_record_ref (record), place, NULL);
  if (row != NULL && row->record != NULL && strcmp (row->record->id, record->id) != 0)
    g_hash_table_insert (import->renamed, g_strdup (record->id), g_strdup (row->record->id));
}

static void
offer_records (Import *import)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      const HjRecordTable *table = hj_record_table ((HjRecordKind) i);
      const GPtrArray *rows = import->file->records[i]->rows;

      for (guint j = 0; j < rows->len; j++)
        {
          /* TRANSLATORS: a table's title, the number of a row in it */
          g_autofree char *place = g_strdup_printf (_("%s, row %u"), table->label, j + 1);

          offer_record (import, rows->pdata[j], place);
        }
    }
}

/* What stands where there was nothing is new; what replaces something is a change of it. */
static HjImportState
compare_state (gconstpointer before)
{
  return before == NULL ? HJ_IMPORT_NEW : HJ_IMPORT_CHANGED;
}

static gboolean
said_visit (const HjVisit *visit)
{
  return visit->from != HJ_DAY_NONE || visit->to != HJ_DAY_NONE || *visit->place != '\0' || *visit->methods != '\0';
}

static gboolean
said_conclusion (const HjConclusion *conclusion)
{
  return conclusion->result != HJ_RESULT_NONE || conclusion->day != HJ_DAY_NONE || *conclusion->reasons != '\0' ||
         *conclusion->expert != '\0';
}

static void
offer_visit (Import *import)
{
  const HjVisit *visit = &import->file->visit;
  const HjVisit *before = &import->plan->content->visit;
  HjVisit merged = {
    .from = visit->from != HJ_DAY_NONE ? visit->from : before->from,
    .to = visit->to != HJ_DAY_NONE ? visit->to : before->to,
    .place = *visit->place != '\0' ? visit->place : before->place,
    .methods = *visit->methods != '\0' ? visit->methods : before->methods,
  };

  if (merged.from != before->from || merged.to != before->to || strcmp (merged.place, before->place) != 0 ||
      strcmp (merged.methods, before->methods) != 0)
    offer_command (import, hj_command_new_visit (&merged), _("Visit"), "",
                   said_visit (before) ? HJ_IMPORT_CHANGED : HJ_IMPORT_NEW);
}

static gboolean
same_member (const HjMember *a,
             const HjMember *b)
{
  return b != NULL && a->position == b->position && a->lead == b->lead && a->recused == b->recused &&
         a->joined == b->joined && strcmp (a->name, b->name) == 0 && strcmp (a->unit, b->unit) == 0 &&
         strcmp (a->title, b->title) == 0 && strcmp (a->recusal, b->recusal) == 0;
}

static void
offer_members (Import *import)
{
  for (guint i = 0; i < import->file->members->len; i++)
    {
      const HjMember *member = import->file->members->pdata[i];
      const HjMember *before = hj_content_find_member (import->plan->content, member->id);

      if (!same_member (member, before))
        offer_command (import, hj_command_new_member (member), member->name, _("Panel"), compare_state (before));
    }
}

static const char *
name_of (const Import *import,
         const char   *expert)
{
  const HjMember *member = hj_content_find_member (import->file, expert);

  return member != NULL ? member->name : expert;
}

static void
offer_findings (Import *import)
{
  for (guint i = 0; i < import->file->findings->len; i++)
    {
      HjFinding *finding = import->file->findings->pdata[i];
      const HjFinding *before = hj_content_find_finding (import->plan->content, finding->criterion, finding->expert);
      g_autofree char *label = g_strdup_printf ("%s %s", finding->criterion, name_of (import, finding->expert));

      hj_str_set (&finding->occupation, rename_id (import, finding->occupation));
      for (guint j = 0; j < finding->deductions->len; j++)
        {
          HjDeduction *deduction = finding->deductions->pdata[j];

          hj_str_set (&deduction->occupation, rename_id (import, deduction->occupation));
        }
      if (before == NULL || !hj_finding_equal (before, finding))
        offer_command (import, hj_command_new_finding (finding), label, _("Findings"), compare_state (before));
    }
}

static void
offer_notes (Import *import)
{
  for (guint i = 0; i < import->file->notes->len; i++)
    {
      const HjNote *note = import->file->notes->pdata[i];
      const HjNote *before = hj_content_find_note (import->plan->content, note->id);

      if (*note->text != '\0' &&
          (before == NULL || strcmp (before->expert, note->expert) != 0 || strcmp (before->about, note->about) != 0 ||
           strcmp (before->text, note->text) != 0))
        offer_command (import, hj_command_new_note (note), name_of (import, note->expert), _("Notes"),
                       compare_state (before));
    }
}

static gboolean
same_decision (const HjDecision *a,
               const HjDecision *b)
{
  return b != NULL && a->kind == b->kind && strcmp (a->reason, b->reason) == 0 &&
         strcmp (a->criterion, b->criterion) == 0 && strcmp (a->deduction, b->deduction) == 0 && strcmp (a->gap, b->gap) == 0;
}

static void
offer_decisions (Import *import)
{
  for (guint i = 0; i < import->file->decisions->len; i++)
    {
      HjDecision *decision = import->file->decisions->pdata[i];
      g_autofree char *subject = rename_subject (import, decision->subject);
      const HjDecision *before = hj_content_find_decision (import->plan->content, decision->check, subject, decision->expert);

      hj_str_set (&decision->subject, subject);
      if (!same_decision (decision, before))
        offer_command (import, hj_command_new_decision (decision), decision->check, _("Decisions"), compare_state (before));
    }
}

static void
offer_relaxations (Import *import)
{
  for (guint i = 0; i < import->file->relaxations->len; i++)
    {
      HjRelaxation *relaxation = import->file->relaxations->pdata[i];
      g_autofree char *subject = rename_subject (import, relaxation->subject);
      const HjRelaxation *before;

      hj_str_set (&relaxation->subject, subject);
      before = hj_content_find_relaxation (import->plan->content, relaxation->standard, subject);
      if (*relaxation->reason != '\0' &&
          (before == NULL || strcmp (before->expert, relaxation->expert) != 0 ||
           strcmp (before->bonus_case, relaxation->bonus_case) != 0 || strcmp (before->reason, relaxation->reason) != 0))
        offer_command (import, hj_command_new_relaxation (relaxation), relaxation->standard, _("Relaxations"),
                       compare_state (before));
    }
}

static void
offer_conclusion (Import *import)
{
  const HjConclusion *conclusion = &import->file->conclusion;
  const HjConclusion *before = &import->plan->content->conclusion;

  if (said_conclusion (conclusion) && (conclusion->result != before->result || conclusion->day != before->day ||
                                       strcmp (conclusion->reasons, before->reasons) != 0 ||
                                       strcmp (conclusion->expert, before->expert) != 0))
    offer_command (import, hj_command_new_conclusion (conclusion), _("Conclusion"), "",
                   said_conclusion (before) ? HJ_IMPORT_CHANGED : HJ_IMPORT_NEW);
}

/**
 * hj_xml_plan:
 * @content: what it is compared with; its scheme must be that of the file
 *
 * Returns: (transfer full): the plan; the panel stands before what it recorded
 */
HjImportPlan *
hj_xml_plan (GBytes        *bytes,
             const char    *name,
             HjContent     *content,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (HjContent) file = NULL;
  g_autoptr (GHashTable) renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Import import = { .renamed = renamed };

  g_return_val_if_fail (bytes != NULL && name != NULL && content != NULL, NULL);

  import.file = file = hj_xml_read (bytes, name, content->scheme, cancellable, error);
  if (file == NULL)
    return NULL;

  import.plan = hj_import_plan_new (content, name);
  offer_records (&import);
  offer_members (&import);
  offer_visit (&import);
  offer_findings (&import);
  offer_notes (&import);
  offer_decisions (&import);
  offer_relaxations (&import);
  offer_conclusion (&import);

  return import.plan;
}
