/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-digest.h"
#include "hj-finding.h"

static const char * const mark_ids[] = {
  [HJ_MARK_NONE] = "none",
  [HJ_MARK_CLEAR] = "clear",
  [HJ_MARK_PROBLEM] = "problem",
  [HJ_MARK_NOT_APPLICABLE] = "not-applicable",
};

const char *
hj_mark_to_id (HjMark mark)
{
  g_return_val_if_fail ((guint) mark < G_N_ELEMENTS (mark_ids), "none");

  return mark_ids[mark];
}

gboolean
hj_mark_from_id (const char *id,
                 HjMark     *mark)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (mark_ids); i++)
    if (g_str_equal (mark_ids[i], id))
      {
        *mark = (HjMark) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hj_str_set:
 * @value: (nullable): may be a part of *@field itself
 */
void
hj_str_set (char       **field,
            const char  *value)
{
  char *copy = g_strdup (value != NULL ? value : "");

  g_free (*field);
  *field = copy;
}

gboolean
hj_text_is_sound (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > HJ_TEXT_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean control = character < 0x20 && strchr ("\t\n\r", (int) character) == NULL;

      if (control || character == 0x7f || character == 0xfffe || character == 0xffff)
        return FALSE;
    }
  return TRUE;
}

void
hj_deduction_free (HjDeduction *deduction)
{
  g_free (deduction->id);
  g_free (deduction->aspect);
  g_free (deduction->reason);
  g_free (deduction->method);
  g_free (deduction->occupation);
  g_free (deduction);
}

static HjDeduction *
copy_deduction (const HjDeduction *deduction)
{
  HjDeduction *copy = g_new0 (HjDeduction, 1);

  copy->id = g_strdup (deduction->id);
  copy->points = deduction->points;
  copy->aspect = g_strdup (deduction->aspect);
  copy->reason = g_strdup (deduction->reason);
  copy->method = g_strdup (deduction->method);
  copy->occupation = g_strdup (deduction->occupation);
  return copy;
}

static void
free_mark (gpointer data)
{
  HjAspectMark *mark = data;

  g_free (mark->aspect);
  g_free (mark->remark);
  g_free (mark);
}

HjFinding *
hj_finding_new (const char *criterion,
                const char *expert)
{
  HjFinding *finding = g_new0 (HjFinding, 1);

  hj_str_set (&finding->criterion, criterion);
  hj_str_set (&finding->expert, expert);
  finding->reason = g_strdup ("");
  finding->method = g_strdup ("");
  finding->occupation = g_strdup ("");
  finding->note = g_strdup ("");
  finding->tier = g_strdup ("");
  finding->evidence = g_strdup ("");
  finding->deductions = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_deduction_free);
  finding->marks = g_ptr_array_new_with_free_func (free_mark);
  return finding;
}

HjFinding *
hj_finding_copy (const HjFinding *finding)
{
  HjFinding *copy;

  g_return_val_if_fail (finding != NULL, NULL);

  copy = hj_finding_new (finding->criterion, finding->expert);
  copy->verdict = finding->verdict;
  hj_str_set (&copy->reason, finding->reason);
  hj_str_set (&copy->method, finding->method);
  hj_str_set (&copy->occupation, finding->occupation);
  hj_str_set (&copy->note, finding->note);
  hj_str_set (&copy->tier, finding->tier);
  copy->quantity = finding->quantity;
  copy->has_award = finding->has_award;
  copy->award = finding->award;
  hj_str_set (&copy->evidence, finding->evidence);
  for (guint i = 0; i < finding->deductions->len; i++)
    g_ptr_array_add (copy->deductions, copy_deduction (g_ptr_array_index (finding->deductions, i)));
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      hj_finding_set_mark (copy, mark->aspect, mark->mark, mark->remark);
    }
  copy->changed = finding->changed;
  return copy;
}

void
hj_finding_free (HjFinding *finding)
{
  g_free (finding->criterion);
  g_free (finding->expert);
  g_free (finding->reason);
  g_free (finding->method);
  g_free (finding->occupation);
  g_free (finding->note);
  g_free (finding->tier);
  g_free (finding->evidence);
  g_ptr_array_unref (finding->deductions);
  g_ptr_array_unref (finding->marks);
  g_free (finding);
}

static gboolean
equal_deductions (const GPtrArray *a,
                  const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HjDeduction *x = g_ptr_array_index (a, i);
      const HjDeduction *y = g_ptr_array_index (b, i);

      if (x->points != y->points ||
          !g_str_equal (x->id, y->id) ||
          !g_str_equal (x->aspect, y->aspect) ||
          !g_str_equal (x->reason, y->reason) ||
          !g_str_equal (x->method, y->method) ||
          !g_str_equal (x->occupation, y->occupation))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark_says_something (const HjAspectMark *mark)
{
  return mark->mark != HJ_MARK_NONE || *mark->remark != '\0';
}

/* Every mark of @a that says something is in @b too. Their order means nothing. */
static gboolean
marks_within (const HjFinding *a,
              const HjFinding *b)
{
  for (guint i = 0; i < a->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (a->marks, i);
      const HjAspectMark *other = hj_finding_find_mark (b, mark->aspect);

      if (!mark_says_something (mark))
        continue;
      if (other == NULL || other->mark != mark->mark || !g_str_equal (other->remark, mark->remark))
        return FALSE;
    }
  return TRUE;
}

gboolean
hj_finding_equal (const HjFinding *a,
                  const HjFinding *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_str_equal (a->criterion, b->criterion) &&
         g_str_equal (a->expert, b->expert) &&
         a->verdict == b->verdict &&
         g_str_equal (a->reason, b->reason) &&
         g_str_equal (a->method, b->method) &&
         g_str_equal (a->occupation, b->occupation) &&
         g_str_equal (a->note, b->note) &&
         g_str_equal (a->tier, b->tier) &&
         a->quantity == b->quantity &&
         a->has_award == b->has_award &&
         a->award == b->award &&
         g_str_equal (a->evidence, b->evidence) &&
         equal_deductions (a->deductions, b->deductions) &&
         marks_within (a, b) &&
         marks_within (b, a);
}

gboolean
hj_finding_is_empty (const HjFinding *finding)
{
  g_return_val_if_fail (finding != NULL, TRUE);

  for (guint i = 0; i < finding->marks->len; i++)
    if (mark_says_something (g_ptr_array_index (finding->marks, i)))
      return FALSE;
  return finding->verdict == HJ_VERDICT_NONE &&
         *finding->reason == '\0' &&
         *finding->method == '\0' &&
         *finding->occupation == '\0' &&
         *finding->note == '\0' &&
         *finding->tier == '\0' &&
         finding->quantity == 0 &&
         !finding->has_award &&
         *finding->evidence == '\0' &&
         finding->deductions->len == 0;
}

HjDeduction *
hj_finding_add_deduction (HjFinding *finding,
                          HjPoints   points)
{
  HjDeduction *deduction = g_new0 (HjDeduction, 1);

  g_return_val_if_fail (finding != NULL, NULL);

  deduction->id = hj_id_new ();
  deduction->points = points;
  deduction->aspect = g_strdup ("");
  deduction->reason = g_strdup ("");
  deduction->method = g_strdup ("");
  deduction->occupation = g_strdup ("");
  g_ptr_array_add (finding->deductions, deduction);
  return deduction;
}

HjDeduction *
hj_finding_find_deduction (const HjFinding *finding,
                           const char      *id)
{
  g_return_val_if_fail (finding != NULL, NULL);

  for (guint i = 0; i < finding->deductions->len; i++)
    {
      HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      if (g_strcmp0 (deduction->id, id) == 0)
        return deduction;
    }
  return NULL;
}

gboolean
hj_finding_remove_deduction (HjFinding  *finding,
                             const char *id)
{
  HjDeduction *deduction = hj_finding_find_deduction (finding, id);

  return deduction != NULL && g_ptr_array_remove (finding->deductions, deduction);
}

HjAspectMark *
hj_finding_find_mark (const HjFinding *finding,
                      const char      *aspect)
{
  g_return_val_if_fail (finding != NULL, NULL);

  for (guint i = 0; i < finding->marks->len; i++)
    {
      HjAspectMark *mark = g_ptr_array_index (finding->marks, i);

      if (g_strcmp0 (mark->aspect, aspect) == 0)
        return mark;
    }
  return NULL;
}

HjMark
hj_finding_get_mark (const HjFinding *finding,
                     const char      *aspect)
{
  const HjAspectMark *mark = hj_finding_find_mark (finding, aspect);

  return mark != NULL ? mark->mark : HJ_MARK_NONE;
}

/**
 * hj_finding_set_mark:
 * @remark: (nullable): what was seen there
 *
 * A mark that says nothing takes the aspect off the finding.
 */
void
hj_finding_set_mark (HjFinding  *finding,
                     const char *aspect,
                     HjMark      mark,
                     const char *remark)
{
  HjAspectMark *entry = hj_finding_find_mark (finding, aspect);

  if (entry == NULL)
    {
      entry = g_new0 (HjAspectMark, 1);
      entry->aspect = g_strdup (aspect);
      entry->remark = g_strdup ("");
      g_ptr_array_add (finding->marks, entry);
    }
  entry->mark = mark;
  hj_str_set (&entry->remark, remark);
  if (!mark_says_something (entry))
    g_ptr_array_remove (finding->marks, entry);
}

HjPoints
hj_finding_sum_deductions (const HjFinding *finding)
{
  HjPoints sum = 0;

  g_return_val_if_fail (finding != NULL, 0);

  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);

      sum += CLAMP (deduction->points, 0, HJ_POINTS_MAX);
    }
  return sum;
}
