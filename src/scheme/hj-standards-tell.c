/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-standards-private.h"

/* Outcomes in words, as an official writes them: 档案管理人员应不少于3人，现2人，缺1人；其中1人学历不足.
 * Chinese always, like the notices. */

/* What rows of a table are counted in. */
static const char *
counter_of (HjRecordKind kind)
{
  switch (kind)
    {
    case HJ_RECORD_STAFF:
    case HJ_RECORD_EXPERT:
    case HJ_RECORD_ASSESSOR:
    case HJ_RECORD_INSPECTOR:
      return "人";
    case HJ_RECORD_SITE:
      return "处";
    case HJ_RECORD_EQUIPMENT:
      return "台（套）";
    case HJ_RECORD_MATERIAL:
      return "份";
    case HJ_RECORD_RULE:
    case HJ_RECORD_CREDIT:
      return "项";
    case HJ_RECORD_BRANCH:
      return "家";
    case HJ_RECORD_APPLICANT:
      return "";
    case HJ_RECORD_OCCUPATION:
    case HJ_RECORD_FUNDING:
    case HJ_RECORD_HISTORY:
    default:
      return "个";
    }
}

/* At most two places, none to spare; never rounded up to a bound it doesn't reach. */
static char *
amount (double      value,
        const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length;

  g_ascii_formatd (digits, sizeof digits, "%.2f", floor (value * 100 + 1e-6) / 100);
  length = strlen (digits);
  while (digits[length - 1] == '0')
    digits[--length] = '\0';
  if (digits[length - 1] == '.')
    digits[--length] = '\0';
  return g_strconcat (digits, unit, NULL);
}

/* Bounds are written with at most three places. */
static gboolean
equal (double a,
       double b)
{
  return fabs (a - b) < 1e-6;
}

/* One of a kind that is there or not: 应有财务管理制度. */
static gboolean
is_presence (const HjCheck *check)
{
  return *check->unit == '\0' && *check->measure == '\0' &&
         ((check->has_at_least && equal (check->at_least, 1)) || (check->has_at_most && equal (check->at_most, 0)));
}

static gboolean
is_exact (const HjCheck *check)
{
  return check->has_at_least && check->has_at_most && equal (check->at_least, check->at_most);
}

/* A rank (4A, 四星) is reached or not: nothing of it is lacking in pieces. */
static gboolean
is_grade (const HjCheck *check)
{
  return strstr (check->measure, "hj:rank") != NULL;
}

/* A grade of none at all is 无, not 0A. */
static char *
measured (const HjCheck *check,
          double         value)
{
  return is_grade (check) && value < 1 ? g_strdup ("无") : amount (value, check->unit);
}

/* The one row is the subject's own, and goes without a count. */
static gboolean
is_own_row (const HjStandardResult *result,
            const HjOutcome        *outcome)
{
  const HjStandardRow *row = outcome->rows->len == 1 ? outcome->rows->pdata[0] : NULL;

  return row != NULL && (row->kind == HJ_RECORD_APPLICANT ||
                         (row->kind == HJ_RECORD_OCCUPATION && *result->subject && g_str_has_prefix (result->subject, row->id)));
}

static char *
tell_required (const HjCheck *check)
{
  g_autofree char *least = amount (check->at_least, check->unit);
  g_autofree char *most = amount (check->at_most, check->unit);

  if (is_presence (check))
    return g_strdup (check->has_at_least ? "有" : "无");
  if (is_exact (check))
    return g_strdup (least);
  if (check->has_at_least && check->has_at_most)
    {
      g_autofree char *plain = amount (check->at_least, "");

      return g_strdup_printf ("%s至%s", plain, most);
    }
  if (is_grade (check) && check->has_at_least)
    return g_strdup_printf ("不低于%s", least);
  return g_strdup_printf (check->has_at_least ? "不少于%s" : "不超过%s", check->has_at_least ? least : most);
}

static char *
tell_found (const HjCheck   *check,
            const HjOutcome *outcome)
{
  if (!isfinite (outcome->sure) || (outcome->rows->len == 0 && *outcome->because))
    return g_strdup ("不明");
  if (is_presence (check))
    return g_strdup (outcome->sure >= 1 ? "有" : outcome->hopeful >= 1 ? "不明" : "无");
  return measured (check, outcome->sure);
}

/* ；其中1人学历不足，2人工作年限不足 */
static void
append_reasons (GString         *text,
                const HjOutcome *outcome,
                HjRowStanding    standing,
                const char      *opening,
                gboolean         counted)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *counter = "";

  for (guint i = 0; i < outcome->rows->len; i++)
    {
      const HjStandardRow *row = outcome->rows->pdata[i];
      g_auto (GStrv) phrases = row->standing == standing ? g_strsplit (row->why, "；", -1) : NULL;

      for (char **phrase = phrases; phrase != NULL && *phrase; phrase++)
        {
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *phrase));

          counter = counter_of (row->kind);
          if (n == 0)
            g_ptr_array_add (reasons, g_strdup (*phrase));
          g_hash_table_insert (counts, n == 0 ? reasons->pdata[reasons->len - 1] : *phrase, GUINT_TO_POINTER (n + 1));
        }
    }
  if (reasons->len == 0)
    return;
  g_string_append (text, opening);
  for (guint i = 0; i < reasons->len; i++)
    {
      const char *phrase = reasons->pdata[i];

      g_string_append (text, i > 0 ? "，" : "");
      if (*counter && counted)
        g_string_append_printf (text, "%u%s", GPOINTER_TO_UINT (g_hash_table_lookup (counts, phrase)), counter);
      g_string_append (text, phrase);
    }
}

static void
append_gap (GString         *text,
            const HjCheck   *check,
            const HjOutcome *outcome)
{
  g_autofree char *found = measured (check, outcome->sure);

  if (is_presence (check))
    {
      g_autofree char *rows = amount (outcome->sure, "");

      if (check->has_at_least)
        g_string_append_printf (text, "应有%s，现无", check->title);
      else
        g_string_append_printf (text, "不应有%s，现有%s%s", check->title, rows,
                                outcome->rows->len > 0 ? counter_of (((HjStandardRow *) outcome->rows->pdata[0])->kind) : "");
      return;
    }
  g_string_append (text, check->title);
  if (is_exact (check))
    {
      g_autofree char *bound = amount (check->at_least, check->unit);

      g_string_append_printf (text, "应为%s，现%s", bound, found);
    }
  else
    {
      g_autofree char *required = tell_required (check);

      g_string_append_printf (text, check->has_at_least && check->has_at_most ? "应为%s，现%s" : "应%s，现%s", required, found);
    }
  if (is_grade (check))
    return;
  if (check->has_at_least && outcome->sure < check->at_least)
    {
      g_autofree char *gap = amount (check->at_least - outcome->sure, check->unit);

      g_string_append_printf (text, "，缺%s", gap);
    }
  else
    {
      g_autofree char *over = amount (outcome->sure - check->at_most, check->unit);

      g_string_append_printf (text, "，超出%s", over);
    }
}

static void
append_unknown (GString                *text,
                const HjStandardResult *result,
                const HjOutcome        *outcome)
{
  const HjCheck *check = result->check;
  g_autofree char *required = tell_required (check);
  g_autofree char *found = isfinite (outcome->sure) ? amount (outcome->sure, check->unit) : NULL;

  if (is_presence (check))
    g_string_append_printf (text, check->has_at_least ? "应有%s" : "不应有%s", check->title);
  else
    g_string_append_printf (text, check->has_at_least && check->has_at_most ? "%s应为%s" : "%s应%s", check->title, required);
  if (*outcome->because)
    {
      g_string_append_printf (text, "，%s，不能判定", outcome->because);
      return;
    }
  if (is_own_row (result, outcome))
    {
      append_reasons (text, outcome, HJ_ROW_UNKNOWN, "，", FALSE);
      g_string_append (text, "，不能判定");
      return;
    }
  if (found != NULL && !is_presence (check))
    g_string_append_printf (text, "，可确认%s", found);
  append_reasons (text, outcome, HJ_ROW_UNKNOWN, "，不能判定：", TRUE);
}

static void
append_met (GString          *text,
            HjStandardResult *result,
            const HjOutcome  *outcome)
{
  const HjCheck *check = result->check;
  g_autofree char *found = tell_found (check, outcome);

  if (is_presence (check))
    g_string_append_printf (text, check->has_at_least ? "有%s" : "没有%s", check->title);
  else
    g_string_append_printf (text, "%s%s", check->title, found);
}

/* Above the upper end, or below the lower, of what is only a remark. */
static void
append_remark (GString         *text,
               const HjCheck   *check,
               const HjOutcome *outcome)
{
  g_autofree char *found = amount (outcome->sure, check->unit);
  g_autofree char *least = amount (check->at_least, check->unit);
  g_autofree char *most = amount (check->at_most, check->unit);

  if (is_presence (check))
    g_string_append_printf (text, "%s%s，提请注意", check->has_at_least ? "无" : "有", check->title);
  else if (check->has_at_most && outcome->sure > check->at_most)
    g_string_append_printf (text, "%s%s，超过%s，提请注意", check->title, found, most);
  else
    g_string_append_printf (text, "%s%s，不足%s，提请注意", check->title, found, least);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* What the outcome rests on, whatever order the rows stand in. */
static char *
digest_of (const HjStandardResult *result,
           const HjOutcome        *outcome)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; i < outcome->rows->len; i++)
    {
      const HjStandardRow *row = outcome->rows->pdata[i];

      g_ptr_array_add (lines, g_strdup_printf ("%d %s %d %s", row->kind, row->id, row->standing, row->why));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_insert (lines, 0, g_strdup_printf ("%s\n%s\n%d\n%s\n%s", result->check->id, result->subject, outcome->kind,
                                                 result->required, result->message));
  g_ptr_array_add (lines, NULL);
  all = g_strjoinv ("\n", (char **) lines->pdata);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

/**
 * hj_tell_result:
 * @result: with its check and subject; status, words, figures and rows are filled in
 */
void
hj_tell_result (HjStandardResult *result,
                const HjOutcome  *outcome)
{
  const HjCheck *check = result->check;
  gboolean remark = check->remark || result->standard->kind == HJ_STANDARD_REMARK;
  GString *text = g_string_new (NULL);

  g_free (result->required);
  result->required = tell_required (check);
  g_free (result->found);
  result->found = tell_found (check, outcome);
  result->measured = outcome->kind == HJ_OUTCOME_UNKNOWN ? (double) NAN : outcome->sure;
  if (*result->occupation)
    g_string_append_printf (text, "%s：", result->occupation);
  switch (outcome->kind)
    {
    case HJ_OUTCOME_MET:
      result->status = HJ_STANDARD_MET;
      append_met (text, result, outcome);
      break;
    case HJ_OUTCOME_SHORT:
      result->status = remark ? HJ_STANDARD_MET : HJ_STANDARD_SHORT;
      result->over = remark;
      if (remark)
        append_remark (text, check, outcome);
      else
        append_gap (text, check, outcome);
      if (check->has_at_least && outcome->sure < check->at_least)
        {
          gboolean own = is_own_row (result, outcome);
          /* 应有诚信承诺书，现无：未收到 */
          gboolean alone = is_presence (check) && outcome->rows->len == 1;

          result->missing = check->at_least - outcome->sure;
          append_reasons (text, outcome, HJ_ROW_FAILS, own || is_presence (check) ? "：" : "；其中", !own && !alone);
          append_reasons (text, outcome, HJ_ROW_UNKNOWN, own ? "：" : "；另不能判定：", !own);
        }
      break;
    case HJ_OUTCOME_UNKNOWN:
      result->status = HJ_STANDARD_UNKNOWN;
      append_unknown (text, result, outcome);
      break;
    case HJ_OUTCOME_NOT_ASKED:
    default:
      result->status = HJ_STANDARD_NOT_APPLICABLE;
      break;
    }
  g_free (result->message);
  result->message = g_string_free (text, FALSE);
  g_free (result->state);
  result->state = digest_of (result, outcome);
}
