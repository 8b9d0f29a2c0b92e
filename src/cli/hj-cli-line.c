/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-cli-line.h"
#include "hj-error.h"

typedef enum {
  KIND_TEXT,
  KIND_AMOUNT,      /* a decimal string; a number that reads the same is accepted */
  KIND_COUNT,
  KIND_DEDUCTIONS,
  KIND_MARKS,
} Kind;

typedef struct {
  const char *name;
  Kind        kind;
} Key;

static const Key line_keys[] = {
  { "expert", KIND_TEXT },
  { "criterion", KIND_TEXT },
  { "verdict", KIND_TEXT },
  { "deductions", KIND_DEDUCTIONS },
  { "deduct", KIND_AMOUNT },
  { "aspect", KIND_TEXT },
  { "reason", KIND_TEXT },
  { "method", KIND_TEXT },
  { "award", KIND_AMOUNT },
  { "tier", KIND_TEXT },
  { "quantity", KIND_COUNT },
  { "evidence", KIND_TEXT },
  { "note", KIND_TEXT },
  { "occupation", KIND_TEXT },
  { "aspects", KIND_MARKS },
};

static const Key deduction_keys[] = {
  { "points", KIND_AMOUNT },
  { "aspect", KIND_TEXT },
  { "reason", KIND_TEXT },
  { "method", KIND_TEXT },
  { "occupation", KIND_TEXT },
};

static const Key mark_keys[] = {
  { "aspect", KIND_TEXT },
  { "mark", KIND_TEXT },
  { "remark", KIND_TEXT },
};

#define MAX_COUNT 1000000

static gboolean
refuse (GError     **error,
        const char  *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, message);
  return FALSE;
}

static const Key *
find_key (const Key  *keys,
          guint       n_keys,
          const char *name)
{
  for (guint i = 0; i < n_keys; i++)
    if (g_str_equal (keys[i].name, name))
      return &keys[i];
  return NULL;
}

static gboolean
check_amount (const char    *name,
              const HjJson  *value,
              GError       **error)
{
  HjPoints points;

  if (value->kind != HJ_JSON_STRING && value->kind != HJ_JSON_NUMBER)
    return refuse (error, _("“%s” must be an amount like \"2.50\""), name);
  return hj_points_parse (value->text, &points, error);
}

static gboolean
check_count (const char    *name,
             const HjJson  *value,
             GError       **error)
{
  gint64 count;

  if (value->kind != HJ_JSON_NUMBER ||
      !g_ascii_string_to_signed (value->text, 10, 0, MAX_COUNT, &count, NULL))
    return refuse (error, _("“%s” must be a whole number"), name);
  return TRUE;
}

/* A value of null says the same as no key. The check of a list is its caller's. */
static gboolean
check_value (const Key     *key,
             const HjJson  *value,
             GError       **error)
{
  if (value->kind == HJ_JSON_NULL)
    return TRUE;
  switch (key->kind)
    {
    case KIND_AMOUNT:
      return check_amount (key->name, value, error);
    case KIND_COUNT:
      return check_count (key->name, value, error);
    case KIND_DEDUCTIONS:
      return value->kind == HJ_JSON_ARRAY || refuse (error, _("“%s” must be a list"), key->name);
    case KIND_MARKS:
      return value->kind == HJ_JSON_ARRAY || value->kind == HJ_JSON_OBJECT ||
             refuse (error, _("“%s” must be a list"), key->name);
    case KIND_TEXT:
    default:
      if (value->kind != HJ_JSON_STRING)
        return refuse (error, _("“%s” must be text"), key->name);
      return hj_text_is_sound (value->text) ||
             refuse (error, _("“%s” is longer than 65536 characters or holds control characters"), key->name);
    }
}

static gboolean
check_object (const Key     *keys,
              guint          n_keys,
              const HjJson  *object,
              GError       **error)
{
  if (object->kind != HJ_JSON_OBJECT)
    return refuse (error, _("a JSON object is expected"));
  for (guint i = 0; i < object->names->len; i++)
    {
      const char *name = g_ptr_array_index (object->names, i);
      const Key *key = find_key (keys, n_keys, name);

      if (key == NULL)
        return refuse (error, _("the key “%s” is not known"), name);
      if (!check_value (key, g_ptr_array_index (object->values, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The value of a key, NULL where it is missing or null. */
static const HjJson *
get (const HjJson *object,
     const char   *name)
{
  const HjJson *value = hj_json_get (object, name);

  return value != NULL && value->kind != HJ_JSON_NULL ? value : NULL;
}

static const char *
get_text (const HjJson *object,
          const char   *name)
{
  const HjJson *value = get (object, name);

  return value != NULL ? value->text : "";
}

static gboolean
check_deductions (const HjJson  *line,
                  GError       **error)
{
  const HjJson *deductions = get (line, "deductions");

  for (guint i = 0; deductions != NULL && i < deductions->values->len; i++)
    {
      const HjJson *deduction = g_ptr_array_index (deductions->values, i);

      if (!check_object (deduction_keys, G_N_ELEMENTS (deduction_keys), deduction, error))
        return FALSE;
      if (get (deduction, "points") == NULL)
        return refuse (error, _("a deduction needs “points”"));
    }
  return TRUE;
}

static gboolean
check_marks (const HjJson  *line,
             GError       **error)
{
  const HjJson *marks = get (line, "aspects");

  for (guint i = 0; marks != NULL && i < marks->values->len; i++)
    {
      const HjJson *mark = g_ptr_array_index (marks->values, i);

      if (marks->kind == HJ_JSON_OBJECT && mark->kind != HJ_JSON_STRING)
        return refuse (error, _("“%s” must be text"), (const char *) g_ptr_array_index (marks->names, i));
      if (marks->kind == HJ_JSON_ARRAY && !check_object (mark_keys, G_N_ELEMENTS (mark_keys), mark, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_clear (const HjJson *line)
{
  return g_str_equal (get_text (line, "verdict"), "clear");
}

/* A script may write every key on every line: null, "" and an empty list say nothing. */
static gboolean
says_nothing (const HjJson *value)
{
  return value->kind == HJ_JSON_NULL ||
         (value->kind == HJ_JSON_STRING && *value->text == '\0') ||
         (value->values != NULL && value->values->len == 0);
}

/* An all-or-nothing criterion takes no points of choice, but what the problem was about can be named. */
static gboolean
is_problem (const HjJson *line)
{
  return g_str_equal (get_text (line, "verdict"), "problem");
}

static gboolean
check_sense (const HjJson  *line,
             GError       **error)
{
  HjVerdict verdict;

  if (*get_text (line, "criterion") == '\0')
    return refuse (error, _("“criterion” is missing"));
  if (get (line, "verdict") != NULL && !is_clear (line) &&
      (!hj_verdict_from_id (get_text (line, "verdict"), &verdict) || verdict == HJ_VERDICT_NONE))
    return refuse (error, _("there is no verdict “%s”"), get_text (line, "verdict"));
  if (get (line, "deduct") != NULL && get (line, "deductions") != NULL)
    return refuse (error, _("“deduct” and “deductions” exclude each other"));
  if (*get_text (line, "aspect") != '\0' && get (line, "deduct") == NULL && !is_problem (line))
    return refuse (error, _("“aspect” goes with “deduct” or with the verdict “problem”"));
  for (guint i = 0; is_clear (line) && i < line->names->len; i++)
    {
      const char *name = g_ptr_array_index (line->names, i);

      if (!g_str_equal (name, "expert") && !g_str_equal (name, "criterion") && !g_str_equal (name, "verdict") &&
          !says_nothing (g_ptr_array_index (line->values, i)))
        return refuse (error, _("“clear” removes the finding; “%s” says something else"), name);
    }
  return TRUE;
}

gboolean
hj_line_check (const HjJson  *line,
               GError       **error)
{
  return check_object (line_keys, G_N_ELEMENTS (line_keys), line, error) &&
         check_deductions (line, error) &&
         check_marks (line, error) &&
         check_sense (line, error);
}

const char *
hj_line_get_expert (const HjJson *line)
{
  const char *name = get_text (line, "expert");

  return *name != '\0' ? name : NULL;
}

/* ---- Names to ids ------------------------------------------------------- */

static gboolean
set_method (char            **field,
            const HjScheme   *scheme,
            const char       *name,
            GError          **error)
{
  if (*name == '\0')
    return TRUE;
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      if (g_str_equal (method->id, name) || g_str_equal (method->label, name))
        {
          hj_str_set (field, method->id);
          return TRUE;
        }
    }
  return refuse (error, _("the scheme has no method “%s”"), name);
}

static const HjAspect *
find_aspect (const HjCriterion  *criterion,
             const char         *name,
             GError            **error)
{
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      if (g_str_equal (aspect->id, name) || g_str_equal (aspect->title, name))
        return aspect;
    }
  refuse (error, _("criterion %s has no aspect “%s”"), criterion->id, name);
  return NULL;
}

static gboolean
set_occupation (char             **field,
                const HjContent   *content,
                const char        *name,
                GError           **error)
{
  if (*name == '\0')
    return TRUE;
  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      if (g_str_equal (occupation->id, name) || g_str_equal (occupation->code, name) ||
          g_str_equal (occupation->name, name))
        {
          hj_str_set (field, occupation->id);
          return TRUE;
        }
    }
  return refuse (error, _("the dossier has no occupation “%s”"), name);
}

/* ---- The finding -------------------------------------------------------- */

static gboolean
add_deduction (HjFinding          *finding,
               const HjCriterion  *criterion,
               const HjContent    *content,
               const HjJson       *object,
               const char         *amount,
               GError            **error)
{
  const char *aspect_name = get_text (object, "aspect");
  const HjAspect *aspect = NULL;
  HjDeduction *deduction;
  HjPoints points;

  if (!hj_points_parse (get_text (object, amount), &points, error))
    return FALSE;
  if (points <= 0)
    return refuse (error, _("what is taken is written as a positive amount"));
  if (*aspect_name != '\0' && (aspect = find_aspect (criterion, aspect_name, error)) == NULL)
    return FALSE;
  deduction = hj_finding_add_deduction (finding, points);
  hj_str_set (&deduction->aspect, aspect != NULL ? aspect->id : "");
  hj_str_set (&deduction->reason, get_text (object, "reason"));
  return set_method (&deduction->method, content->scheme, get_text (object, "method"), error) &&
         set_occupation (&deduction->occupation, content, get_text (object, "occupation"), error);
}

static gboolean
add_mark (HjFinding          *finding,
          const HjCriterion  *criterion,
          const char         *name,
          const char         *word,
          const char         *remark,
          GError            **error)
{
  const HjAspect *aspect = find_aspect (criterion, name, error);
  HjMark mark;

  if (aspect == NULL)
    return FALSE;
  if (!hj_mark_from_id (word, &mark))
    return refuse (error, _("“%s” is no mark; there are none, clear, problem and not-applicable"), word);
  hj_finding_set_mark (finding, aspect->id, mark, remark);
  return TRUE;
}

static gboolean
add_marks (HjFinding          *finding,
           const HjCriterion  *criterion,
           const HjJson       *marks,
           GError            **error)
{
  for (guint i = 0; i < marks->values->len; i++)
    {
      const HjJson *mark = g_ptr_array_index (marks->values, i);
      gboolean listed = marks->kind == HJ_JSON_ARRAY;

      if (!add_mark (finding,
                     criterion,
                     listed ? get_text (mark, "aspect") : g_ptr_array_index (marks->names, i),
                     listed ? get_text (mark, "mark") : mark->text,
                     listed ? get_text (mark, "remark") : "",
                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_deductions (HjFinding          *finding,
                const HjCriterion  *criterion,
                const HjContent    *content,
                const HjJson       *line,
                GError            **error)
{
  const HjJson *deductions = get (line, "deductions");

  if (get (line, "deduct") != NULL)
    return add_deduction (finding, criterion, content, line, "deduct", error);
  for (guint i = 0; deductions != NULL && i < deductions->values->len; i++)
    if (!add_deduction (finding, criterion, content, g_ptr_array_index (deductions->values, i), "points", error))
      return FALSE;
  return TRUE;
}

/* What is said of the whole criterion; beside "deduct" these words are the deduction's. */
static gboolean
set_words (HjFinding        *finding,
           const HjContent  *content,
           const HjJson     *line,
           GError          **error)
{
  hj_str_set (&finding->note, get_text (line, "note"));
  hj_str_set (&finding->tier, get_text (line, "tier"));
  hj_str_set (&finding->evidence, get_text (line, "evidence"));
  if (get (line, "deduct") != NULL)
    return TRUE;
  hj_str_set (&finding->reason, get_text (line, "reason"));
  return set_method (&finding->method, content->scheme, get_text (line, "method"), error) &&
         set_occupation (&finding->occupation, content, get_text (line, "occupation"), error);
}

static gboolean
set_figures (HjFinding     *finding,
             const HjJson  *line,
             GError       **error)
{
  const HjJson *award = get (line, "award");
  const HjJson *quantity = get (line, "quantity");

  if (quantity != NULL)
    finding->quantity = (int) g_ascii_strtoll (quantity->text, NULL, 10);
  if (award == NULL)
    return TRUE;
  finding->has_award = TRUE;
  return hj_points_parse (award->text, &finding->award, error);
}

/* A line concludes what it speaks of. Points taken without a word are deficient,
 * points added are met, none added is missing. Marks alone are on the way still. */
static void
set_verdict (HjFinding    *finding,
             const HjJson *line)
{
  if (get (line, "verdict") != NULL)
    hj_verdict_from_id (get_text (line, "verdict"), &finding->verdict);
  else if (finding->deductions->len > 0 && finding->marks->len == 0)
    finding->verdict = HJ_VERDICT_DEFICIENT;
  else if (finding->has_award)
    finding->verdict = finding->award > 0 ? HJ_VERDICT_MET : HJ_VERDICT_MISSING;
  if (finding->has_award && finding->award == 0)
    finding->has_award = FALSE;
}

HjFinding *
hj_line_to_finding (const HjJson     *line,
                    const HjContent  *content,
                    const char       *expert_id,
                    GError          **error)
{
  const HjCriterion *criterion = hj_scheme_find_criterion (content->scheme, get_text (line, "criterion"));
  const HjJson *marks = get (line, "aspects");
  g_autoptr (HjFinding) finding = NULL;

  if (criterion == NULL)
    {
      refuse (error, _("the scheme has no criterion “%s”"), get_text (line, "criterion"));
      return NULL;
    }
  finding = hj_finding_new (criterion->id, expert_id);
  if (is_clear (line))
    return g_steal_pointer (&finding);
  if (!set_words (finding, content, line, error) ||
      !set_figures (finding, line, error) ||
      !add_deductions (finding, criterion, content, line, error) ||
      (marks != NULL && !add_marks (finding, criterion, marks, error)) ||
      (is_problem (line) && get (line, "deduct") == NULL && *get_text (line, "aspect") != '\0' &&
       !add_mark (finding, criterion, get_text (line, "aspect"), "problem", "", error)))
    return NULL;
  set_verdict (finding, line);
  if (hj_finding_is_empty (finding))
    {
      refuse (error, _("it says nothing about criterion %s; the verdict “clear” removes what was recorded"), criterion->id);
      return NULL;
    }
  if (!hj_assess_check_finding (content->scheme, finding, error))
    return NULL;
  return g_steal_pointer (&finding);
}
