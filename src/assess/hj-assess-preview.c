/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include "hj-assess-private.h"

/* Puts @finding where its like stands, or where it would; an empty one takes it away. */
static void
replace_finding (HjContent       *content,
                 const HjFinding *finding)
{
  const HjFinding *old = hj_content_find_finding (content, finding->criterion, finding->expert);

  if (old != NULL)
    g_ptr_array_remove (content->findings, (gpointer) old);
  if (!hj_finding_is_empty (finding))
    g_ptr_array_add (content->findings, hj_finding_copy (finding));
}

/**
 * hj_assess_preview:
 *
 * Equal to the card that hj_assess() gives after the change: a choice that still
 * owes its reason costs nothing yet. hj_assess_preview_settled() tells what it
 * will cost.
 */
HjScoreCard *
hj_assess_preview (HjContent       *content,
                   const HjFinding *finding,
                   const char      *expert)
{
  g_autoptr (HjContent) changed = NULL;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  changed = hj_content_copy (content);
  replace_finding (changed, finding);
  return hj_assess (changed, expert);
}

/* Stands for a reason or evidence that is still owed; never stored, never printed. */
#define OWED "…"

static void
settle (char **field)
{
  if (hj_assess_is_blank (*field))
    hj_str_set (field, OWED);
}

/**
 * hj_assess_preview_settled:
 *
 * The card as if @finding stood, were concluded, and owed no reason or evidence
 * any more: what a choice will cost once its reason is there ("−2，此项剩 8"),
 * told before and after it is made. Points taken at one aspect count although
 * others are left to look at: that passing became impossible is said at once.
 *
 * Returns: (transfer full): the card; its reasons are not for showing
 */
HjScoreCard *
hj_assess_preview_settled (HjContent       *content,
                           const HjFinding *finding,
                           const char      *expert)
{
  g_autoptr (HjFinding) settled = NULL;

  g_return_val_if_fail (content != NULL, NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  settled = hj_finding_copy (finding);
  if (hj_assess_speaks (settled))
    settle (&settled->reason);
  if (settled->verdict == HJ_VERDICT_NONE && settled->deductions->len > 0)
    settled->verdict = HJ_VERDICT_DEFICIENT;
  for (guint i = 0; i < settled->deductions->len; i++)
    settle (&((HjDeduction *) g_ptr_array_index (settled->deductions, i))->reason);
  return hj_assess_preview (content, settled, expert);
}
