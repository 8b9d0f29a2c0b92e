/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-proposal"

#include "config.h"

#include <string.h>

#include "hj-assess.h"
#include "hj-command.h"
#include "hj-proposal.h"

/* Between the words of one reason and the next. */
#define JOINT "；"

void
hj_proposal_free (HjProposal *proposal)
{
  if (proposal == NULL)
    return;

  g_free (proposal->key);
  g_free (proposal);
}

/* The criterion that has the aspect, or the only one of the item. */
static void
find_target (HjProposal *proposal,
             HjItem     *item,
             const char *aspect)
{
  for (guint i = 0; i < item->criteria->len; i++)
    {
      const HjCriterion *criterion = g_ptr_array_index (item->criteria, i);

      proposal->aspect = aspect[0] != '\0' ? hj_criterion_find_aspect (criterion, aspect) : NULL;
      if (proposal->aspect != NULL || g_str_equal (criterion->id, aspect))
        {
          proposal->criterion = criterion;
          return;
        }
    }
  if (item->criteria->len == 1)
    proposal->criterion = g_ptr_array_index (item->criteria, 0);
}

/* Whether what the acceptance recorded is still there. */
static gboolean
still_recorded (const HjDecision *decision,
                const HjContent  *content)
{
  const HjFinding *finding = hj_content_find_finding (content, decision->criterion, decision->expert);

  if (finding == NULL)
    return FALSE;
  if (decision->deduction[0] != '\0')
    return hj_finding_find_deduction (finding, decision->deduction) != NULL;

  return finding->verdict != HJ_VERDICT_NONE && finding->verdict != HJ_VERDICT_MET;
}

static HjProposalState
judge (const HjStandardResult *result,
       const HjDecision       *decision,
       const HjContent        *content)
{
  gboolean same = result != NULL && decision != NULL && result->status == HJ_STANDARD_SHORT &&
                  g_str_equal (decision->gap, result->message);

  if (decision == NULL)
    return HJ_PROPOSAL_OPEN;
  if (decision->kind == HJ_DECISION_DISMISSED)
    return same ? HJ_PROPOSAL_DISMISSED : HJ_PROPOSAL_OPEN;
  if (!still_recorded (decision, content))
    return HJ_PROPOSAL_OPEN;

  return same ? HJ_PROPOSAL_ACCEPTED : HJ_PROPOSAL_OUTDATED;
}

static char *
make_key (const char *check,
          const char *subject)
{
  return g_strconcat (check, "|", subject, NULL);
}

static HjProposal *
proposal_new (const HjStandardResult *result,
              const HjDecision       *decision,
              const HjContent        *content,
              HjItem                 *item)
{
  HjProposal *proposal = g_new0 (HjProposal, 1);

  proposal->result = result;
  proposal->decision = decision;
  proposal->state = judge (result, decision, content);
  proposal->key = result != NULL ? make_key (result->check->id, result->subject)
                                 : make_key (decision->check, decision->subject);
  if (decision != NULL && decision->kind == HJ_DECISION_ACCEPTED && proposal->state != HJ_PROPOSAL_OPEN)
    {
      proposal->criterion = hj_scheme_find_criterion (content->scheme, decision->criterion);
      if (proposal->criterion != NULL && result != NULL && result->aspect[0] != '\0')
        proposal->aspect = hj_criterion_find_aspect (proposal->criterion, result->aspect);
    }
  else
    find_target (proposal, item, result != NULL ? result->aspect : "");

  return proposal;
}

/* Of what is short: everything. Of what isn't: only what was accepted while it was. */
static gboolean
is_wanted (const HjStandardResult *result,
           const HjDecision       *decision,
           const HjContent        *content)
{
  if (result->check == NULL)
    return FALSE;
  if (result->status == HJ_STANDARD_SHORT)
    return TRUE;

  return decision != NULL && decision->kind == HJ_DECISION_ACCEPTED && still_recorded (decision, content);
}

static void
add_results (GPtrArray        *proposals,
             HjStandardReport *report,
             HjContent        *content,
             const char       *expert,
             const HjItem     *item)
{
  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = g_ptr_array_index (report->results, i);
      HjItem *bears_on = result->item[0] != '\0' ? hj_scheme_find_item (content->scheme, result->item) : NULL;
      const HjDecision *decision;

      if (bears_on == NULL || (item != NULL && bears_on != item) || result->check == NULL)
        continue;
      decision = hj_content_find_decision (content, result->check->id, result->subject, expert);
      if (is_wanted (result, decision, content))
        g_ptr_array_add (proposals, proposal_new (result, decision, content, bears_on));
    }
}

/* Accepted, and the report knows nothing of it any more: an occupation was taken back. */
static void
add_orphans (GPtrArray        *proposals,
             HjStandardReport *report,
             HjContent        *content,
             const char       *expert,
             const HjItem     *item)
{
  for (guint i = 0; i < content->decisions->len; i++)
    {
      const HjDecision *decision = g_ptr_array_index (content->decisions, i);
      const HjCriterion *criterion;

      if (decision->kind != HJ_DECISION_ACCEPTED || !g_str_equal (decision->expert, expert) ||
          hj_standard_report_find (report, decision->check, decision->subject) != NULL)
        continue;
      criterion = hj_scheme_find_criterion (content->scheme, decision->criterion);
      if (criterion != NULL && (item == NULL || criterion->item == item) && still_recorded (decision, content))
        g_ptr_array_add (proposals, proposal_new (NULL, decision, content, criterion->item));
    }
}

GPtrArray *
hj_proposals_list (HjStandardReport *report,
                   HjContent        *content,
                   const char       *expert,
                   const HjItem     *item)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_proposal_free);

  g_return_val_if_fail (content != NULL && expert != NULL, proposals);

  if (report == NULL)
    return proposals;

  add_results (found, report, content, expert, item);
  add_orphans (found, report, content, expert, item);
  for (guint state = HJ_PROPOSAL_OPEN; state <= HJ_PROPOSAL_DISMISSED; state++)
    for (guint i = 0; i < found->len; i++)
      if (((const HjProposal *) g_ptr_array_index (found, i))->state == state)
        g_ptr_array_add (proposals, g_ptr_array_index (found, i));

  return proposals;
}

char *
hj_proposal_dup_reason (const HjProposal *proposal)
{
  const HjStandardResult *result = proposal->result;

  if (result == NULL)
    return g_strdup (proposal->decision->gap);
  if (result->standard->clause[0] == '\0')
    return g_strdup (result->message);

  return g_strdup_printf ("%s（%s）", result->message, result->standard->clause);
}

GPtrArray *
hj_proposal_list_criteria (const HjProposal *proposal,
                           HjScheme         *scheme)
{
  GPtrArray *criteria = g_ptr_array_new ();
  const HjItem *item;

  if (proposal->criterion != NULL)
    {
      g_ptr_array_add (criteria, (gpointer) proposal->criterion);
      return criteria;
    }

  item = proposal->result != NULL ? hj_scheme_find_item (scheme, proposal->result->item) : NULL;
  for (guint i = 0; item != NULL && i < item->criteria->len; i++)
    g_ptr_array_add (criteria, g_ptr_array_index (item->criteria, i));

  return criteria;
}

guint
hj_proposal_list_verdicts (const HjRule *rule,
                           HjVerdict     verdicts[HJ_N_VERDICTS])
{
  static const HjVerdict order[] = { HJ_VERDICT_MISSING, HJ_VERDICT_PROBLEM, HJ_VERDICT_DEFICIENT };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (hj_rule_allows (rule, order[i]))
      verdicts[n++] = order[i];

  return n;
}

static const char *
default_method (const HjCriterion *criterion)
{
  return criterion->item->methods->len > 0 ? g_ptr_array_index (criterion->item->methods, 0) : "";
}

/* What stands there already stays; the same words are not said twice. */
static void
add_reason (char       **reason,
            const char  *words)
{
  g_autofree char *joined = NULL;

  if (strstr (*reason, words) != NULL)
    return;
  joined = (*reason)[0] != '\0' ? g_strconcat (*reason, JOINT, words, NULL) : g_strdup (words);
  hj_str_set (reason, joined);
}

/* The occupation that a subject ("id" or "id/level") names; "" for the applicant as a whole. */
static char *
dup_occupation (const HjStandardResult *result,
                const HjContent        *content)
{
  g_auto (GStrv) parts = g_strsplit (result->subject, "/", 2);

  return g_strdup (parts[0] != NULL && hj_content_find_occupation (content, parts[0]) != NULL ? parts[0] : "");
}

static HjFinding *
make_finding (const HjProposal   *proposal,
              const HjContent    *content,
              const char         *expert,
              const HjAcceptance *acceptance,
              HjDecision         *decision)
{
  const HjCriterion *criterion = acceptance->criterion;
  const HjFinding *now = hj_content_find_finding (content, criterion->id, expert);
  HjFinding *finding = now != NULL ? hj_finding_copy (now) : hj_finding_new (criterion->id, expert);
  gboolean judged = criterion->item->rule.kind == HJ_RULE_JUDGED;

  if (finding->method[0] == '\0')
    hj_str_set (&finding->method, default_method (criterion));
  if (proposal->aspect != NULL && hj_criterion_find_aspect (criterion, proposal->aspect->id) != NULL)
    {
      const HjAspectMark *mark = hj_finding_find_mark (finding, proposal->aspect->id);
      g_autofree char *remark = g_strdup (mark != NULL ? mark->remark : "");

      hj_finding_set_mark (finding, proposal->aspect->id, HJ_MARK_PROBLEM, remark);
    }
  if (judged)
    {
      HjDeduction *deduction = hj_finding_add_deduction (finding, acceptance->points);
      g_autofree char *occupation = dup_occupation (proposal->result, content);

      hj_str_set (&deduction->reason, acceptance->reason);
      hj_str_set (&deduction->method, default_method (criterion));
      hj_str_set (&deduction->occupation, occupation);
      hj_str_set (&deduction->aspect, proposal->aspect != NULL ? proposal->aspect->id : "");
      hj_str_set (&decision->deduction, deduction->id);
      /* With aspects the rest is still to be looked at: taking points concludes nothing. */
      finding->verdict = criterion->aspects->len > 0 ? HJ_VERDICT_NONE : HJ_VERDICT_DEFICIENT;
    }
  else
    {
      finding->verdict = acceptance->verdict;
      add_reason (&finding->reason, acceptance->reason);
      hj_str_set (&finding->tier, acceptance->tier != NULL ? acceptance->tier : "");
      finding->quantity = criterion->item->rule.kind == HJ_RULE_SHORTFALL ? acceptance->quantity : 0;
    }

  return finding;
}

GPtrArray *
hj_proposal_accept (const HjProposal    *proposal,
                    HjContent           *content,
                    const char          *expert,
                    const HjAcceptance  *acceptance,
                    GError             **error)
{
  g_autoptr (HjDecision) decision = NULL;
  g_autoptr (HjFinding) finding = NULL;
  GPtrArray *commands;

  g_return_val_if_fail (proposal->result != NULL && acceptance->criterion != NULL, NULL);

  decision = hj_decision_new (proposal->result->check->id, proposal->result->subject, expert);
  decision->kind = HJ_DECISION_ACCEPTED;
  hj_str_set (&decision->criterion, acceptance->criterion->id);
  hj_str_set (&decision->gap, proposal->result->message);
  hj_str_set (&decision->reason, acceptance->reason);
  finding = make_finding (proposal, content, expert, acceptance, decision);
  if (!hj_assess_check_finding (content->scheme, finding, error))
    return NULL;

  commands = hj_command_list_new ();
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  g_ptr_array_add (commands, hj_command_new_decision (decision));

  return commands;
}

GPtrArray *
hj_proposal_dismiss (const HjProposal *proposal,
                     const char       *expert,
                     const char       *reason)
{
  g_autoptr (HjDecision) decision = NULL;
  GPtrArray *commands;

  g_return_val_if_fail (proposal->result != NULL && reason[0] != '\0', NULL);

  decision = hj_decision_new (proposal->result->check->id, proposal->result->subject, expert);
  decision->kind = HJ_DECISION_DISMISSED;
  hj_str_set (&decision->reason, reason);
  hj_str_set (&decision->gap, proposal->result->message);
  commands = hj_command_list_new ();
  g_ptr_array_add (commands, hj_command_new_decision (decision));

  return commands;
}

/* The aspect that a check's standard bears on, "" none. */
static const char *
aspect_of (const HjScheme *scheme,
           const char     *check)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      for (guint j = 0; j < standard->checks->len; j++)
        if (g_str_equal (((const HjCheck *) g_ptr_array_index (standard->checks, j))->id, check))
          return standard->aspect;
    }

  return "";
}

/* Another acceptance of the same expert that stands in the same criterion, or in the same aspect of it. */
static gboolean
is_shared (const HjDecision *decision,
           const HjContent  *content,
           const char       *aspect)
{
  for (guint i = 0; i < content->decisions->len; i++)
    {
      const HjDecision *other = g_ptr_array_index (content->decisions, i);

      if (other->kind != HJ_DECISION_ACCEPTED || !g_str_equal (other->expert, decision->expert) ||
          !g_str_equal (other->criterion, decision->criterion) ||
          (g_str_equal (other->check, decision->check) && g_str_equal (other->subject, decision->subject)))
        continue;
      if (aspect == NULL || g_str_equal (aspect_of (content->scheme, other->check), aspect))
        return TRUE;
    }

  return FALSE;
}

/* The words of the acceptance go, with what joined them; those of other acceptances and the expert's own stay. */
static void
remove_words (char       **reason,
              const char  *words)
{
  const char *at = words[0] != '\0' ? strstr (*reason, words) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *left = NULL;
  const char *after;

  if (at == NULL)
    return;
  before = g_strndup (*reason, (gsize) (at - *reason));
  after = at + strlen (words);
  if (g_str_has_suffix (before, JOINT))
    before[strlen (before) - strlen (JOINT)] = '\0';
  else if (g_str_has_prefix (after, JOINT))
    after += strlen (JOINT);
  left = g_strconcat (before, after, NULL);
  hj_str_set (reason, left);
}

/* The mark that the acceptance set, unless something else of the finding still speaks for it. */
static void
remove_mark (HjFinding        *finding,
             const HjDecision *decision,
             const HjContent  *content,
             const HjAspect   *aspect)
{
  const HjAspectMark *mark = aspect != NULL ? hj_finding_find_mark (finding, aspect->id) : NULL;
  g_autofree char *remark = mark != NULL ? g_strdup (mark->remark) : NULL;

  if (mark == NULL || mark->mark != HJ_MARK_PROBLEM || is_shared (decision, content, aspect->id))
    return;
  for (guint i = 0; i < finding->deductions->len; i++)
    if (g_str_equal (((const HjDeduction *) g_ptr_array_index (finding->deductions, i))->aspect, aspect->id))
      return;
  hj_finding_set_mark (finding, aspect->id, HJ_MARK_NONE, remark);
}

/* Without what the acceptance put into it. A criterion that is met or not has one verdict for all
 * that was accepted there: it goes with the last of them, and never while words of the expert's own are left. */
static HjFinding *
without_acceptance (const HjProposal *proposal,
                    const HjContent  *content,
                    const HjFinding  *now)
{
  const HjDecision *decision = proposal->decision;
  HjFinding *finding = hj_finding_copy (now);

  if (decision->deduction[0] != '\0')
    {
      hj_finding_remove_deduction (finding, decision->deduction);
      if (finding->deductions->len == 0 && finding->verdict == HJ_VERDICT_DEFICIENT)
        finding->verdict = HJ_VERDICT_NONE;
    }
  else
    {
      remove_words (&finding->reason, decision->reason[0] != '\0' ? decision->reason : decision->gap);
      if (finding->reason[0] == '\0' && !is_shared (decision, content, NULL))
        {
          finding->verdict = HJ_VERDICT_NONE;
          finding->quantity = 0;
          hj_str_set (&finding->tier, "");
        }
    }
  remove_mark (finding, decision, content, proposal->aspect);

  return finding;
}

GPtrArray *
hj_proposal_take_back (const HjProposal *proposal,
                       HjContent        *content)
{
  const HjDecision *decision = proposal->decision;
  GPtrArray *commands;
  const HjFinding *now;

  g_return_val_if_fail (decision != NULL, NULL);

  commands = hj_command_list_new ();
  now = decision->kind == HJ_DECISION_ACCEPTED
          ? hj_content_find_finding (content, decision->criterion, decision->expert) : NULL;
  if (now != NULL && still_recorded (decision, content))
    {
      g_autoptr (HjFinding) finding = without_acceptance (proposal, content, now);

      g_ptr_array_add (commands, hj_command_new_finding (finding));
    }
  g_ptr_array_add (commands, hj_command_new_remove_decision (decision->check, decision->subject, decision->expert));

  return commands;
}

GPtrArray *
hj_proposal_keep (const HjProposal *proposal)
{
  g_autoptr (HjDecision) decision = NULL;
  GPtrArray *commands = hj_command_list_new ();

  g_return_val_if_fail (proposal->decision != NULL, commands);

  /* Without a gap of now there is nothing to be about: the finding is the expert's own from here. */
  if (proposal->result == NULL || proposal->result->status != HJ_STANDARD_SHORT)
    {
      g_ptr_array_add (commands, hj_command_new_remove_decision (proposal->decision->check, proposal->decision->subject,
                                                                 proposal->decision->expert));
      return commands;
    }
  decision = hj_decision_copy (proposal->decision);
  hj_str_set (&decision->gap, proposal->result->message);
  g_ptr_array_add (commands, hj_command_new_decision (decision));

  return commands;
}
