/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-import-words.h"
#include "hj-value.h"
#include "hj-wording.h"

static void
free_line (HjImportLine *line)
{
  g_free (line->label);
  g_free (line->before);
  g_free (line->after);
  g_free (line);
}

static const char *
or_dash (const char *text)
{
  return text != NULL && *text != '\0' ? text : "—";
}

/* A line where something differs, or where a new row says something. */
static void
add_line (GPtrArray  *lines,
          gboolean    known,
          const char *label,
          const char *before,
          const char *after)
{
  HjImportLine *line;

  if (known ? g_strcmp0 (before, after) == 0 : after == NULL || *after == '\0')
    return;
  line = g_new0 (HjImportLine, 1);
  line->label = g_strdup (label);
  line->before = known ? g_strdup (or_dash (before)) : NULL;
  line->after = g_strdup (or_dash (after));
  g_ptr_array_add (lines, line);
}

/* Takes both texts. */
static void
take_line (GPtrArray  *lines,
           gboolean    known,
           const char *label,
           char       *before,
           char       *after)
{
  add_line (lines, known, label, before, after);
  g_free (before);
  g_free (after);
}

/* ---- Tables of the application ------------------------------------------ */

const char *
hj_import_words_field (const HjScheme *scheme,
                       HjRecordKind    kind,
                       const char     *field)
{
  const HjRecordField *known = hj_record_table_field (hj_record_table (kind), field);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);

      for (guint j = 0; form->record == kind && j < form->fields->len; j++)
        if (g_str_equal (((const HjField *) g_ptr_array_index (form->fields, j))->id, field))
          return ((const HjField *) g_ptr_array_index (form->fields, j))->label;
    }

  return known != NULL ? known->label : field;
}

static char *
dup_value (const HjScheme *scheme,
           const HjRecord *record,
           const char     *field)
{
  const HjRecordField *known = hj_record_table_field (hj_record_table (record->kind), field);

  return known != NULL ? hj_value_format (scheme, known, hj_record_get (record, field), TRUE) : g_strdup ("");
}

static void
list_record (GPtrArray         *lines,
             const HjScheme    *scheme,
             const HjImportRow *row)
{
  gboolean known = row->state == HJ_IMPORT_CHANGED && row->before != NULL;

  for (guint i = 0; i < row->fields->len; i++)
    {
      const char *field = g_ptr_array_index (row->fields, i);

      take_line (lines, known, hj_import_words_field (scheme, row->record->kind, field),
                 known ? dup_value (scheme, row->before, field) : NULL, dup_value (scheme, row->record, field));
    }
  if (known && row->fields->len == 0)
    add_line (lines, TRUE, _("Order"), _("as in the dossier"), _("as in the file"));
}

/* ---- What the panel recorded -------------------------------------------- */

static const char *
yes_or_no (gboolean yes)
{
  return yes ? _("yes") : _("no");
}

static char *
dup_deductions (const HjFinding *finding)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; finding != NULL && i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);
      g_autofree char *cost = hj_wording_cost (deduction->points);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "；" : "", cost, deduction->reason);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_marks (const HjScheme  *scheme,
           const HjFinding *finding)
{
  GString *text = g_string_new (NULL);
  const HjCriterion *criterion;

  if (finding == NULL)
    return g_string_free (text, FALSE);

  criterion = hj_scheme_find_criterion ((HjScheme *) scheme, finding->criterion);
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);
      const HjAspect *aspect = criterion != NULL ? hj_criterion_find_aspect (criterion, mark->aspect) : NULL;

      g_string_append_printf (text, "%s%s %s%s%s", i > 0 ? "；" : "", aspect != NULL ? aspect->title : mark->aspect,
                              hj_wording_mark (mark->mark), *mark->remark != '\0' ? " " : "", mark->remark);
    }

  return g_string_free (text, FALSE);
}

static const char *
verdict_word (const HjScheme  *scheme,
              const HjFinding *finding)
{
  const HjCriterion *criterion = finding != NULL ? hj_scheme_find_criterion ((HjScheme *) scheme, finding->criterion) : NULL;

  if (finding == NULL || finding->verdict == HJ_VERDICT_NONE)
    return "";

  return criterion != NULL ? hj_wording_verdict (scheme, &criterion->item->rule, finding->verdict)
                           : hj_verdict_to_id (finding->verdict);
}

static char *
dup_number (int number)
{
  return number != 0 ? g_strdup_printf ("%d", number) : g_strdup ("");
}

static void
list_finding (GPtrArray       *lines,
              const HjContent *content,
              const HjFinding *finding)
{
  const HjFinding *before = hj_content_find_finding (content, finding->criterion, finding->expert);
  gboolean known = before != NULL;
  const HjScheme *scheme = content->scheme;

  add_line (lines, known, _("Verdict"), verdict_word (scheme, before), verdict_word (scheme, finding));
  take_line (lines, known, _("Deductions"), dup_deductions (before), dup_deductions (finding));
  take_line (lines, known, _("Award"), known && before->has_award ? hj_points_format_short (before->award) : g_strdup (""),
             finding->has_award ? hj_points_format_short (finding->award) : g_strdup (""));
  add_line (lines, known, _("Tier"), known ? before->tier : NULL, finding->tier);
  take_line (lines, known, _("Quantity"), known ? dup_number (before->quantity) : NULL, dup_number (finding->quantity));
  add_line (lines, known, _("Reason"), known ? before->reason : NULL, finding->reason);
  take_line (lines, known, _("Aspects"), dup_marks (scheme, before), dup_marks (scheme, finding));
  add_line (lines, known, _("Evidence"), known ? before->evidence : NULL, finding->evidence);
  add_line (lines, known, _("Note"), known ? before->note : NULL, finding->note);
  add_line (lines, known, _("Method"), known ? hj_scheme_method_label (scheme, before->method) : NULL,
            hj_scheme_method_label (scheme, finding->method));
}

static void
list_member (GPtrArray       *lines,
             const HjContent *content,
             const HjMember  *member)
{
  const HjMember *before = hj_content_find_member (content, member->id);
  gboolean known = before != NULL;

  add_line (lines, known, _("Name"), known ? before->name : NULL, member->name);
  add_line (lines, known, _("Unit"), known ? before->unit : NULL, member->unit);
  add_line (lines, known, _("Title"), known ? before->title : NULL, member->title);
  add_line (lines, known, _("Lead"), known ? yes_or_no (before->lead) : NULL, yes_or_no (member->lead));
  add_line (lines, known, _("Recused"), known ? yes_or_no (before->recused) : NULL, member->recused ? yes_or_no (TRUE) : known ? yes_or_no (FALSE) : "");
  add_line (lines, known, _("Why recused"), known ? before->recusal : NULL, member->recusal);
  take_line (lines, known, _("Joined"), known ? hj_day_format_iso (before->joined) : NULL, hj_day_format_iso (member->joined));
  take_line (lines, known, _("Place in the panel"), known ? g_strdup_printf ("%d", before->position + 1) : NULL,
             g_strdup_printf ("%d", member->position + 1));
}

static char *
dup_methods (const HjScheme *scheme,
             const char     *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids, ",", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", hj_scheme_method_label (scheme, parts[i]));

  return g_string_free (text, FALSE);
}

static void
list_visit (GPtrArray       *lines,
            const HjContent *content,
            const HjVisit   *visit)
{
  const HjVisit *before = &content->visit;

  take_line (lines, TRUE, _("First day"), hj_day_format_iso (before->from), hj_day_format_iso (visit->from));
  take_line (lines, TRUE, _("Last day"), hj_day_format_iso (before->to), hj_day_format_iso (visit->to));
  add_line (lines, TRUE, _("Place"), before->place, visit->place);
  take_line (lines, TRUE, _("Methods"), dup_methods (content->scheme, before->methods), dup_methods (content->scheme, visit->methods));
}

static const char *
decision_word (const HjDecision *decision)
{
  return decision->kind == HJ_DECISION_ACCEPTED ? _("accepted") : _("dismissed");
}

static void
list_decision (GPtrArray        *lines,
               const HjContent  *content,
               const HjDecision *decision)
{
  const HjDecision *before = hj_content_find_decision (content, decision->check, decision->subject, decision->expert);
  gboolean known = before != NULL;

  add_line (lines, known, _("Shortfall"), known ? before->gap : NULL, decision->gap);
  add_line (lines, known, _("Decided"), known ? decision_word (before) : NULL, decision_word (decision));
  add_line (lines, known, _("Reason"), known ? before->reason : NULL, decision->reason);
  add_line (lines, known, _("Criterion"), known ? before->criterion : NULL, decision->criterion);
}

static void
list_relaxation (GPtrArray          *lines,
                 const HjContent    *content,
                 const HjRelaxation *relaxation)
{
  const HjRelaxation *before = hj_content_find_relaxation (content, relaxation->standard, relaxation->subject);
  gboolean known = before != NULL;

  add_line (lines, known, _("Bonus case"), known ? before->bonus_case : NULL, relaxation->bonus_case);
  add_line (lines, known, _("Reason"), known ? before->reason : NULL, relaxation->reason);
}

static const char *
result_word (HjResult result)
{
  switch (result)
    {
    case HJ_RESULT_APPROVE:
      return _("Approve");

    case HJ_RESULT_APPROVE_AFTER:
      return _("Approve After Rectification");

    case HJ_RESULT_REJECT:
      return _("Do Not Approve");

    case HJ_RESULT_NONE:
    default:
      return "";
    }
}

static void
list_conclusion (GPtrArray          *lines,
                 const HjContent    *content,
                 const HjConclusion *conclusion)
{
  const HjConclusion *before = &content->conclusion;
  gboolean known = before->result != HJ_RESULT_NONE;

  add_line (lines, known, _("Conclusion"), result_word (before->result), result_word (conclusion->result));
  add_line (lines, known, _("Reasons"), before->reasons, conclusion->reasons);
  take_line (lines, known, _("Day"), hj_day_format_iso (before->day), hj_day_format_iso (conclusion->day));
}

static void
list_note (GPtrArray       *lines,
           const HjContent *content,
           const HjNote    *note)
{
  const HjNote *before = hj_content_find_note (content, note->id);

  add_line (lines, before != NULL, _("Text"), before != NULL ? before->text : NULL, note->text);
  add_line (lines, before != NULL, _("About"), before != NULL ? before->about : NULL, note->about);
}

static void
list_command (GPtrArray       *lines,
              const HjContent *content,
              const HjCommand *command)
{
  switch ((int) command->kind)
    {
    case HJ_COMMAND_FINDING:
      list_finding (lines, content, command->finding);
      break;
    case HJ_COMMAND_MEMBER:
      list_member (lines, content, command->member);
      break;
    case HJ_COMMAND_VISIT:
      list_visit (lines, content, &command->visit);
      break;
    case HJ_COMMAND_NOTE:
      list_note (lines, content, command->note);
      break;
    case HJ_COMMAND_DECISION:
      list_decision (lines, content, command->decision);
      break;
    case HJ_COMMAND_RELAXATION:
      list_relaxation (lines, content, command->relaxation);
      break;
    case HJ_COMMAND_CONCLUSION:
      list_conclusion (lines, content, &command->conclusion);
      break;
    default:
      break;
    }
}

GPtrArray *
hj_import_words_list (const HjImportPlan *plan,
                      const HjImportRow  *row)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) free_line);

  g_return_val_if_fail (plan != NULL && row != NULL, lines);

  if (row->record != NULL)
    list_record (lines, plan->content->scheme, row);
  else if (row->command != NULL)
    list_command (lines, plan->content, row->command);

  return lines;
}

const char *
hj_import_words_kind (const HjImportRow *row)
{
  if (row->record != NULL)
    return hj_record_table (row->record->kind)->label;
  if (row->command == NULL)
    return "";

  switch ((int) row->command->kind)
    {
    case HJ_COMMAND_FINDING:
      return _("Finding");

    case HJ_COMMAND_MEMBER:
      return _("Expert");

    case HJ_COMMAND_VISIT:
      return _("Visit");

    case HJ_COMMAND_NOTE:
      return _("Note");

    case HJ_COMMAND_DECISION:
      return _("Decision about a shortfall");

    case HJ_COMMAND_RELAXATION:
      return _("Relaxation");

    case HJ_COMMAND_CONCLUSION:
      return _("Conclusion");

    case HJ_COMMAND_RECORD:
      return hj_record_table (row->command->record->kind)->label;

    default:
      return "";
    }
}

gboolean
hj_import_words_is_known (const HjImportPlan *plan,
                          const HjImportRow  *row)
{
  const HjContent *content = plan->content;
  const HjCommand *command = row->command;

  if (command == NULL)
    return row->before != NULL;

  switch ((int) command->kind)
    {
    case HJ_COMMAND_FINDING:
      return hj_content_find_finding (content, command->finding->criterion, command->finding->expert) != NULL;

    case HJ_COMMAND_MEMBER:
      return hj_content_find_member (content, command->member->id) != NULL;

    case HJ_COMMAND_VISIT:
      return content->visit.from != HJ_DAY_NONE || *content->visit.place != '\0' || *content->visit.methods != '\0';

    case HJ_COMMAND_NOTE:
      return hj_content_find_note (content, command->note->id) != NULL;

    case HJ_COMMAND_DECISION:
      return hj_content_find_decision (content, command->decision->check, command->decision->subject,
                                       command->decision->expert) != NULL;

    case HJ_COMMAND_RELAXATION:
      return hj_content_find_relaxation (content, command->relaxation->standard, command->relaxation->subject) != NULL;

    case HJ_COMMAND_CONCLUSION:
      return content->conclusion.result != HJ_RESULT_NONE;

    default:
      return FALSE;
    }
}
