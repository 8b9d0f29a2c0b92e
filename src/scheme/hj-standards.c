/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <string.h>

#include "hj-standards-private.h"

/* One occupation that is applied for. */
typedef struct {
  xmlNode *node;
  char    *id, *name, *trade, *code, *levels;
  char    *label;   /* for people: name, and trade in brackets */
} Occupation;

typedef struct {
  HjContent        *content;
  HjEvaluator      *evaluator;
  HjStandardReport *report;
  GPtrArray        *occupations;  /* Occupation */
  GCancellable     *cancellable;
} Work;

static void
free_occupation (gpointer data)
{
  Occupation *occupation = data;

  g_free (occupation->id);
  g_free (occupation->name);
  g_free (occupation->trade);
  g_free (occupation->code);
  g_free (occupation->levels);
  g_free (occupation->label);
  g_free (occupation);
}

static GPtrArray *
collect_occupations (HjEvaluator *evaluator)
{
  g_autoptr (GPtrArray) rows = hj_evaluator_get_rows (evaluator, HJ_RECORD_OCCUPATION);
  GPtrArray *occupations = g_ptr_array_new_with_free_func (free_occupation);

  for (guint i = 0; i < rows->len; i++)
    {
      Occupation *occupation = g_new0 (Occupation, 1);

      occupation->node = rows->pdata[i];
      occupation->id = hj_node_dup (occupation->node, "id");
      occupation->name = hj_node_dup (occupation->node, "name");
      occupation->trade = hj_node_dup (occupation->node, "trade");
      occupation->code = hj_node_dup (occupation->node, "code");
      /* The canonical form has blanks between: an XML Schema list. */
      occupation->levels = g_strdelimit (hj_node_dup (occupation->node, "levels"), " ", ',');
      if (*occupation->trade)
        occupation->label = g_strdup_printf ("%s（%s）", occupation->name, occupation->trade);
      else
        occupation->label = g_strdup (*occupation->name ? occupation->name : "未填名称的职业");
      g_ptr_array_add (occupations, occupation);
    }
  return occupations;
}

static gboolean
list_has (const char *list,
          const char *id)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);

  return g_strv_contains ((const char * const *) ids, id);
}

static void
count_result (HjStandardReport       *report,
              const HjStandardResult *result)
{
  report->n_met += result->status == HJ_STANDARD_MET;
  report->n_short += result->status == HJ_STANDARD_SHORT;
  report->n_unknown += result->status == HJ_STANDARD_UNKNOWN;
  report->n_relaxed += result->status == HJ_STANDARD_RELAXED;
  report->n_manual += result->status == HJ_STANDARD_MANUAL;
}

/* The panel's mark on this subject, or on the occupation or the applicant it belongs to. */
static gboolean
is_relaxed (Work                   *work,
            const HjStandardResult *result)
{
  const char *slash = strchr (result->subject, '/');
  g_autofree char *occupation = slash != NULL ? g_strndup (result->subject, (gsize) (slash - result->subject)) : NULL;
  const char *standard = result->standard->id;

  return result->standard->relaxable &&
         (hj_content_find_relaxation (work->content, standard, result->subject) != NULL ||
          (occupation != NULL && hj_content_find_relaxation (work->content, standard, occupation) != NULL) ||
          hj_content_find_relaxation (work->content, standard, "") != NULL);
}

static void
finish (Work             *work,
        HjStandardResult *result)
{
  if (result->status == HJ_STANDARD_SHORT && is_relaxed (work, result))
    result->status = HJ_STANDARD_RELAXED;
  if (*result->state == '\0')
    {
      g_autofree char *text = g_strjoin ("\n", result->standard->id, result->subject,
                                         hj_standard_status_to_id (result->status), result->message, NULL);

      g_free (result->state);
      result->state = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    }
  count_result (work->report, result);
}

static void
say (HjStandardResult *result,
     HjStandardStatus  status,
     const char       *message)
{
  result->status = status;
  hj_str_set (&result->message, message);
}

/* Whether the applicant is of a type the standard is for; unsure where its type is not told or not known. */
static HjAnswer
is_for_type (Work             *work,
             const HjStandard *standard)
{
  const char *type = work->evaluator->type;

  if (*standard->types == '\0')
    return HJ_ANSWER_YES;
  if (*type == '\0')
    return HJ_ANSWER_UNSURE;
  return list_has (standard->types, type) ? HJ_ANSWER_YES : HJ_ANSWER_NO;
}

static char *
tell_type_unknown (Work *work)
{
  g_autofree char *written = hj_node_dup (hj_evaluator_get_applicant (work->evaluator), "type");

  return *written ? g_strdup_printf ("机构类型“%s”不在本方案所列类型之内，不能判定", written) : g_strdup ("机构类型未填，不能判定");
}

/* An exclusion without a check of its own: what was looked up about it. */
static void
judge_exclusion (Work             *work,
                 HjStandardResult *result)
{
  g_autoptr (GPtrArray) rows = hj_evaluator_get_rows (work->evaluator, HJ_RECORD_CREDIT);
  gboolean clear = FALSE, found = FALSE, open = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *subject = hj_node_dup (rows->pdata[i], "subject");
      g_autofree char *outcome = hj_node_dup (rows->pdata[i], "result");
      HjStandardRow *row;

      if (!g_str_equal (subject, result->standard->id))
        continue;
      row = g_new0 (HjStandardRow, 1);
      row->kind = HJ_RECORD_CREDIT;
      row->id = hj_node_dup (rows->pdata[i], "id");
      row->standing = g_str_equal (outcome, "clear") ? HJ_ROW_COUNTS : g_str_equal (outcome, "found") ? HJ_ROW_FAILS : HJ_ROW_UNKNOWN;
      row->why = g_strdup (row->standing == HJ_ROW_FAILS ? "查询结果为有" : row->standing == HJ_ROW_UNKNOWN ? "结果未填" : "");
      g_ptr_array_add (result->rows, row);
      clear = clear || row->standing == HJ_ROW_COUNTS;
      found = found || row->standing == HJ_ROW_FAILS;
      open = open || row->standing == HJ_ROW_UNKNOWN;
    }
  hj_str_set (&result->required, "无");
  hj_str_set (&result->found, found ? "有" : clear && !open ? "未发现" : "不明");
  if (found)
    say (result, HJ_STANDARD_SHORT, "不应有此情形，查询结果为有");
  else if (clear && open)
    say (result, HJ_STANDARD_UNKNOWN, "有查询的结果未填，不能判定");
  else if (clear)
    say (result, HJ_STANDARD_MET, "查询未发现此情形");
  else
    say (result, HJ_STANDARD_UNKNOWN, "尚未查询，不能判定");
}

static void
judge_plain (Work             *work,
             const HjStandard *standard,
             HjAnswer          typed)
{
  HjStandardResult *result = hj_standard_report_add (work->report, standard, NULL);

  if (typed == HJ_ANSWER_NO)
    result->status = HJ_STANDARD_NOT_APPLICABLE;
  else if (standard->kind == HJ_STANDARD_EXCLUSION)
    judge_exclusion (work, result);
  else
    say (result, HJ_STANDARD_MANUAL, "此项不能由程序核查，请专家核对");
  finish (work, result);
}

static void
judge_one (Work             *work,
           const HjStandard *standard,
           const HjCheck    *check,
           HjAnswer          typed,
           const Occupation *occupation,
           const char       *level)
{
  HjStandardResult *result = hj_standard_report_add (work->report, standard, check);
  HjSubject subject = { "", "", "", "", level, hj_evaluator_get_applicant (work->evaluator) };
  g_auto (HjOutcome) outcome = { 0 };

  if (occupation != NULL)
    {
      subject = (HjSubject) { occupation->id, occupation->name, occupation->trade, occupation->code, level, occupation->node };
      g_free (result->subject);
      g_free (result->occupation);
      result->subject = *level ? g_strdup_printf ("%s/%s", occupation->id, level) : g_strdup (occupation->id);
      result->occupation = *level ? g_strconcat (occupation->label, hj_scheme_level_label (work->report->scheme, level), NULL)
                                  : g_strdup (occupation->label);
    }
  if (typed == HJ_ANSWER_NO)
    result->status = HJ_STANDARD_NOT_APPLICABLE;
  else if (typed == HJ_ANSWER_UNSURE)
    {
      g_autofree char *message = tell_type_unknown (work);

      say (result, HJ_STANDARD_UNKNOWN, message);
    }
  else
    {
      hj_evaluator_set_subject (work->evaluator, &subject);
      hj_judge_check (work->evaluator, check, &outcome);
      hj_tell_result (result, &outcome);
      g_ptr_array_unref (result->rows);
      result->rows = g_steal_pointer (&outcome.rows);
    }
  finish (work, result);
}

/* Once for each occupation applied for, or each level of each. Without an occupation nothing can be asked. */
static void
judge_occupations (Work             *work,
                   const HjStandard *standard,
                   const HjCheck    *check,
                   HjAnswer          typed)
{
  const GPtrArray *levels = work->report->scheme->occupations.levels;

  for (guint i = 0; i < work->occupations->len; i++)
    {
      const Occupation *occupation = work->occupations->pdata[i];

      if (check->scope == HJ_CHECK_OCCUPATION)
        {
          judge_one (work, standard, check, typed, occupation, "");
          continue;
        }
      for (guint j = 0; j < levels->len; j++)
        {
          const char *level = ((const HjLevel *) levels->pdata[j])->id;

          if (list_has (occupation->levels, level) && (*check->levels == '\0' || list_has (check->levels, level)))
            judge_one (work, standard, check, typed, occupation, level);
        }
    }
}

/* A level check can't be asked of an occupation whose levels are not told. */
static gboolean
lacks_levels (Work *work)
{
  for (guint i = 0; i < work->occupations->len; i++)
    if (*((const Occupation *) work->occupations->pdata[i])->levels == '\0')
      return TRUE;
  return FALSE;
}

static void
judge_check (Work             *work,
             const HjStandard *standard,
             const HjCheck    *check,
             HjAnswer          typed)
{
  gboolean unasked = work->occupations->len == 0 || (check->scope == HJ_CHECK_LEVEL && lacks_levels (work));

  if (check->scope == HJ_CHECK_APPLICANT)
    {
      judge_one (work, standard, check, typed, NULL, "");
      return;
    }
  if (unasked)
    {
      HjStandardResult *result = hj_standard_report_add (work->report, standard, check);

      if (typed == HJ_ANSWER_NO)
        result->status = HJ_STANDARD_NOT_APPLICABLE;
      else
        say (result, HJ_STANDARD_UNKNOWN,
             work->occupations->len == 0 ? "申报职业（工种）尚未填报，不能判定" : "有申报职业（工种）的等级未填，不能判定");
      finish (work, result);
    }
  judge_occupations (work, standard, check, typed);
}

/**
 * hj_standards_check: see the header. Thread-safe: all it uses is its own.
 *
 * Returns: (transfer full): results in the scheme's order, then by subject in the order of the
 *   application; CORRUPT where @xml is no dossier, or cancelled
 */
HjStandardReport *
hj_standards_check (HjContent    *content,
                    GBytes       *xml,
                    HjDay         day,
                    GCancellable *cancellable,
                    GError      **error)
{
  HjEvaluator *evaluator;
  g_autoptr (HjStandardReport) report = NULL;
  g_autoptr (GPtrArray) occupations = NULL;
  gboolean cancelled = FALSE;

  g_return_val_if_fail (content != NULL && xml != NULL, NULL);

  evaluator = hj_evaluator_new (content->scheme, xml, day, error);
  if (evaluator == NULL)
    return NULL;
  report = hj_standard_report_new (content->scheme, day);
  occupations = collect_occupations (evaluator);
  for (guint i = 0; i < content->scheme->standards->len && !cancelled; i++)
    {
      const HjStandard *standard = content->scheme->standards->pdata[i];
      Work work = { content, evaluator, report, occupations, cancellable };
      HjAnswer typed = is_for_type (&work, standard);

      if (standard->checks->len == 0)
        judge_plain (&work, standard, typed);
      for (guint j = 0; j < standard->checks->len && !cancelled; j++)
        {
          cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
          if (!cancelled)
            judge_check (&work, standard, standard->checks->pdata[j], typed);
        }
    }
  hj_evaluator_free (evaluator);
  return cancelled ? NULL : g_steal_pointer (&report);
}
