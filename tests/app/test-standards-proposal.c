/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-standards-proposal"

#include "config.h"

#include "hj-command.h"
#include "hj-proposal.h"
#include "hj-test.h"

/* Proposals as values: what is short and bears on an item, what was decided, what an acceptance makes. */

typedef struct {
  HjScheme         *scheme;
  HjContent        *content;
  HjStandardReport *report;
  HjStandardResult *result;
} Fixture;

static HjItem *
add_item (HjScheme   *scheme,
          const char *id,
          HjRuleKind  kind,
          guint       n_criteria)
{
  HjSection *section = hj_scheme_add_section (scheme);
  HjItem *item = hj_section_add_item (section);

  hj_str_set (&section->id, id);
  hj_str_set (&item->id, id);
  item->has_points = TRUE;
  item->points = 1500;
  item->rule.kind = kind;
  item->rule.step = 200;
  item->rule.cap = 1500;
  item->rule.min = 100;
  item->rule.max = 500;
  item->rule.increment = 50;
  g_ptr_array_add (item->methods, g_strdup ("papers"));
  for (guint i = 0; i < n_criteria; i++)
    {
      HjCriterion *criterion = hj_item_add_criterion (item);
      g_autofree char *name = g_strdup_printf ("%s.%u", id, i + 1);

      hj_str_set (&criterion->id, name);
    }

  return item;
}

static void
set_up_rule (Fixture    *fixture,
             HjRuleKind  kind,
             guint       n_criteria)
{
  HjStandard *standard;
  HjCheck *check;
  HjItem *item;
  HjMethod *method;
  HjMember *member = hj_member_new ("李明");

  fixture->scheme = hj_scheme_new ();
  method = hj_scheme_add_method (fixture->scheme);
  hj_str_set (&method->id, "papers");
  item = add_item (fixture->scheme, "1", kind, n_criteria);
  standard = hj_scheme_add_standard (fixture->scheme);
  hj_str_set (&standard->id, "staff.archivists");
  hj_str_set (&standard->clause, "附件1 一.4");
  check = hj_standard_add_check (standard);
  hj_str_set (&check->id, "archivists.count");
  hj_str_set (&check->title, "档案管理人员");
  fixture->content = hj_content_new (fixture->scheme);
  hj_str_set (&member->id, "li");
  g_ptr_array_add (fixture->content->members, member);
  fixture->report = hj_standard_report_new (fixture->scheme, HJ_DAY_NONE);
  fixture->result = hj_standard_report_add (fixture->report, standard, check);
  fixture->result->status = HJ_STANDARD_SHORT;
  hj_str_set (&fixture->result->message, "档案管理人员应不少于3人，现2人，缺1人");
  hj_str_set (&fixture->result->item, item->id);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->report, hj_standard_report_unref);
  g_clear_pointer (&fixture->content, hj_content_unref);
  g_clear_pointer (&fixture->scheme, hj_scheme_unref);
}

/* What the store would do. */
static void
apply (Fixture   *fixture,
       GPtrArray *commands)
{
  GPtrArray *findings = fixture->content->findings;
  GPtrArray *decisions = fixture->content->decisions;

  for (guint i = 0; i < commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (commands, i);

      if (command->kind == HJ_COMMAND_FINDING)
        {
          g_ptr_array_set_size (findings, 0);
          g_ptr_array_add (findings, hj_finding_copy (command->finding));
        }
      else
        {
          for (guint j = decisions->len; j > 0; j--)
            if (g_str_equal (((const HjDecision *) decisions->pdata[j - 1])->check, command->decision->check))
              g_ptr_array_remove_index (decisions, j - 1);
          if (command->kind == HJ_COMMAND_DECISION)
            g_ptr_array_add (decisions, hj_decision_copy (command->decision));
        }
    }
}

static GPtrArray *
list (Fixture *fixture)
{
  return hj_proposals_list (fixture->report, fixture->content, "li", NULL);
}

static HjProposalState
state_of (Fixture *fixture)
{
  g_autoptr (GPtrArray) proposals = list (fixture);

  g_assert_cmpuint (proposals->len, ==, 1);

  return ((const HjProposal *) g_ptr_array_index (proposals, 0))->state;
}

static void
accept (Fixture   *fixture,
        HjVerdict  verdict,
        HjPoints   points)
{
  g_autoptr (GPtrArray) proposals = list (fixture);
  const HjProposal *proposal = g_ptr_array_index (proposals, 0);
  g_autofree char *reason = hj_proposal_dup_reason (proposal);
  HjAcceptance acceptance = { proposal->criterion, verdict, points, 1, NULL, reason };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands = hj_proposal_accept (proposal, fixture->content, "li", &acceptance, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (commands->len, ==, 2);
  apply (fixture, commands);
}

/* The rule says what a shortfall becomes; the reason carries the gap and the clause. */
static void
test_accept (void)
{
  static const struct { HjRuleKind kind; HjVerdict verdict; } cases[] = {
    { HJ_RULE_COUNT, HJ_VERDICT_MISSING },
    { HJ_RULE_COUNT, HJ_VERDICT_DEFICIENT },
    { HJ_RULE_ALL_OR_NOTHING, HJ_VERDICT_PROBLEM },
    { HJ_RULE_VETO, HJ_VERDICT_PROBLEM },
    { HJ_RULE_SHORTFALL, HJ_VERDICT_MISSING },
    { HJ_RULE_PARTIAL, HJ_VERDICT_MISSING },
    { HJ_RULE_CONDITION, HJ_VERDICT_MISSING },
    { HJ_RULE_CONDITION, HJ_VERDICT_DEFICIENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL, };
      const HjFinding *finding;

      set_up_rule (&fixture, cases[i].kind, 1);
      accept (&fixture, cases[i].verdict, 0);
      finding = hj_content_find_finding (fixture.content, "1.1", "li");
      g_assert_cmpint (finding->verdict, ==, cases[i].verdict);
      g_assert_cmpstr (finding->reason, ==, "档案管理人员应不少于3人，现2人，缺1人（附件1 一.4）");
      g_assert_cmpstr (finding->method, ==, "papers");
      g_assert_cmpint (finding->quantity, ==, cases[i].kind == HJ_RULE_SHORTFALL ? 1 : 0);
      g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_ACCEPTED);
      tear_down (&fixture, NULL);
    }
}

/* Points are what the expert chose, under the rule; none is refused. */
static void
test_accept_judged (void)
{
  Fixture fixture = { NULL, };
  const HjFinding *finding;
  const HjDeduction *deduction;
  g_autoptr (GError) error = NULL;

  set_up_rule (&fixture, HJ_RULE_JUDGED, 1);
  {
    g_autoptr (GPtrArray) proposals = list (&fixture);
    const HjProposal *proposal = g_ptr_array_index (proposals, 0);
    HjAcceptance none = { proposal->criterion, HJ_VERDICT_DEFICIENT, 0, 0, NULL, "x" };

    g_assert_null (hj_proposal_accept (proposal, fixture.content, "li", &none, &error));
    g_assert_nonnull (error);
  }
  accept (&fixture, HJ_VERDICT_DEFICIENT, 250);
  finding = hj_content_find_finding (fixture.content, "1.1", "li");
  g_assert_cmpuint (finding->deductions->len, ==, 1);
  deduction = g_ptr_array_index (finding->deductions, 0);
  g_assert_cmpint (deduction->points, ==, 250);
  g_assert_cmpstr (deduction->reason, ==, "档案管理人员应不少于3人，现2人，缺1人（附件1 一.4）");
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_ACCEPTED);
  tear_down (&fixture, NULL);
}

/* Accepted on figures that are others now: pointed out; kept or taken back. */
static void
test_outdated (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GPtrArray) keep = NULL;
  g_autoptr (GPtrArray) back = NULL;

  set_up_rule (&fixture, HJ_RULE_COUNT, 1);
  accept (&fixture, HJ_VERDICT_MISSING, 0);
  hj_str_set (&fixture.result->message, "档案管理人员应不少于3人，现1人，缺2人");
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_OUTDATED);
  proposals = list (&fixture);
  keep = hj_proposal_keep (g_ptr_array_index (proposals, 0));
  apply (&fixture, keep);
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_ACCEPTED);

  fixture.result->status = HJ_STANDARD_MET;
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_OUTDATED);
  fixture.result->status = HJ_STANDARD_UNKNOWN;
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_OUTDATED);
  g_clear_pointer (&proposals, g_ptr_array_unref);
  proposals = list (&fixture);
  back = hj_proposal_take_back (g_ptr_array_index (proposals, 0), fixture.content);
  apply (&fixture, back);
  g_assert_cmpint (hj_content_find_finding (fixture.content, "1.1", "li")->verdict, ==, HJ_VERDICT_NONE);
  g_clear_pointer (&proposals, g_ptr_array_unref);
  proposals = list (&fixture);
  g_assert_cmpuint (proposals->len, ==, 0);
  tear_down (&fixture, NULL);
}

static void
accept_check (Fixture    *fixture,
              const char *check,
              gboolean    take_back)
{
  g_autoptr (GPtrArray) proposals = list (fixture);

  for (guint i = 0; i < proposals->len; i++)
    {
      const HjProposal *proposal = g_ptr_array_index (proposals, i);
      g_autofree char *reason = hj_proposal_dup_reason (proposal);
      HjAcceptance acceptance = { proposal->criterion, HJ_VERDICT_PROBLEM, 0, 0, NULL, reason };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) commands = NULL;

      if (!g_str_equal (proposal->result->check->id, check))
        continue;
      commands = take_back ? hj_proposal_take_back (proposal, fixture->content)
                           : hj_proposal_accept (proposal, fixture->content, "li", &acceptance, &error);
      g_assert_no_error (error);
      apply (fixture, commands);
      return;
    }
  g_assert_not_reached ();
}

/* A second check that is short at the same criterion, with its own aspect there. */
static void
add_second (Fixture *fixture)
{
  HjStandard *standard = hj_scheme_add_standard (fixture->scheme);
  HjCheck *check = hj_standard_add_check (standard);
  HjItem *item = hj_scheme_find_item (fixture->scheme, "1");
  HjStandardResult *result;

  hj_str_set (&standard->id, "staff.finance");
  hj_str_set (&standard->clause, "附件1 一.7");
  hj_str_set (&check->id, "finance.count");
  hj_str_set (&check->title, "财务管理人员");
  result = hj_standard_report_add (fixture->report, standard, check);
  result->status = HJ_STANDARD_SHORT;
  hj_str_set (&result->message, "财务管理人员应不少于1人，现0人，缺1人；其中1人学历不足");
  hj_str_set (&result->item, item->id);
}

/* Two accepted at one criterion: what is taken back is one of them, and never what the expert wrote. */
static void
test_take_back_one (void)
{
  Fixture fixture = { NULL, };
  HjFinding *finding;

  set_up_rule (&fixture, HJ_RULE_ALL_OR_NOTHING, 1);
  add_second (&fixture);
  accept_check (&fixture, "archivists.count", FALSE);
  accept_check (&fixture, "finance.count", FALSE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_cmpstr (finding->reason, ==, "档案管理人员应不少于3人，现2人，缺1人（附件1 一.4）；"
                                        "财务管理人员应不少于1人，现0人，缺1人；其中1人学历不足（附件1 一.7）");

  accept_check (&fixture, "archivists.count", TRUE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_cmpint (finding->verdict, ==, HJ_VERDICT_PROBLEM);
  g_assert_cmpstr (finding->reason, ==, "财务管理人员应不少于1人，现0人，缺1人；其中1人学历不足（附件1 一.7）");
  accept_check (&fixture, "archivists.count", FALSE);

  finding = g_ptr_array_index (fixture.content->findings, 0);
  hj_str_set (&finding->reason, "张某答不出岗位职责；财务管理人员应不少于1人，现0人，缺1人；其中1人学历不足（附件1 一.7）");
  accept_check (&fixture, "finance.count", TRUE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_cmpint (finding->verdict, ==, HJ_VERDICT_PROBLEM);
  g_assert_cmpstr (finding->reason, ==, "张某答不出岗位职责");
  accept_check (&fixture, "archivists.count", TRUE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_cmpint (finding->verdict, ==, HJ_VERDICT_PROBLEM);
  g_assert_cmpstr (finding->reason, ==, "张某答不出岗位职责");
  tear_down (&fixture, NULL);
}

/* The aspect that an acceptance marked is open again with it. */
static void
test_take_back_mark (void)
{
  Fixture fixture = { NULL, };
  const HjFinding *finding;
  HjCriterion *criterion;
  HjAspect *aspect;

  set_up_rule (&fixture, HJ_RULE_ALL_OR_NOTHING, 1);
  criterion = hj_scheme_find_criterion (fixture.scheme, "1.1");
  aspect = hj_criterion_add_aspect (criterion);
  hj_str_set (&aspect->id, "1.1.archivists");
  hj_str_set (&fixture.result->aspect, aspect->id);
  accept_check (&fixture, "archivists.count", FALSE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_cmpint (hj_finding_find_mark (finding, aspect->id)->mark, ==, HJ_MARK_PROBLEM);
  accept_check (&fixture, "archivists.count", TRUE);
  finding = g_ptr_array_index (fixture.content->findings, 0);
  g_assert_null (hj_finding_find_mark (finding, aspect->id));
  g_assert_cmpint (finding->verdict, ==, HJ_VERDICT_NONE);
  tear_down (&fixture, NULL);
}

/* What the expert took back at the criterion is a proposal again; so is a dismissal of other figures. */
static void
test_open_again (void)
{
  Fixture fixture = { NULL, };
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GPtrArray) dismiss = NULL;

  set_up_rule (&fixture, HJ_RULE_JUDGED, 1);
  accept (&fixture, HJ_VERDICT_DEFICIENT, 100);
  g_ptr_array_set_size (fixture.content->findings, 0);
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_OPEN);
  g_ptr_array_set_size (fixture.content->decisions, 0);

  proposals = list (&fixture);
  dismiss = hj_proposal_dismiss (g_ptr_array_index (proposals, 0), "li", "现场核实已具备");
  apply (&fixture, dismiss);
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_DISMISSED);
  hj_str_set (&fixture.result->message, "档案管理人员应不少于3人，现0人，缺3人");
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_OPEN);
  tear_down (&fixture, NULL);
}

/* Nothing but a shortfall is proposed: not what is unknown, relaxed or met. */
static void
test_only_short (void)
{
  Fixture fixture = { NULL, };
  static const HjStandardStatus others[] = {
    HJ_STANDARD_MET, HJ_STANDARD_UNKNOWN, HJ_STANDARD_RELAXED, HJ_STANDARD_NOT_APPLICABLE,
  };

  set_up_rule (&fixture, HJ_RULE_COUNT, 3);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GPtrArray) proposals = NULL;

      fixture.result->status = others[i];
      proposals = list (&fixture);
      g_assert_cmpuint (proposals->len, ==, 0);
    }
  tear_down (&fixture, NULL);
}

/* Where several criteria could be meant the expert says which; an aspect says it by itself. */
static void
test_target (void)
{
  Fixture fixture = { NULL, };
  HjCriterion *second;
  HjAspect *aspect;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GPtrArray) criteria = NULL;

  set_up_rule (&fixture, HJ_RULE_JUDGED, 3);
  proposals = list (&fixture);
  g_assert_null (((const HjProposal *) g_ptr_array_index (proposals, 0))->criterion);
  criteria = hj_proposal_list_criteria (g_ptr_array_index (proposals, 0), fixture.scheme);
  g_assert_cmpuint (criteria->len, ==, 3);

  second = hj_scheme_find_criterion (fixture.scheme, "1.2");
  aspect = hj_criterion_add_aspect (second);
  hj_str_set (&aspect->id, "1.2.archivists");
  hj_str_set (&fixture.result->aspect, "1.2.archivists");
  g_clear_pointer (&proposals, g_ptr_array_unref);
  proposals = list (&fixture);
  g_assert_true (((const HjProposal *) g_ptr_array_index (proposals, 0))->criterion == second);
  accept (&fixture, HJ_VERDICT_DEFICIENT, 150);
  g_assert_cmpint (hj_finding_get_mark (g_ptr_array_index (fixture.content->findings, 0), "1.2.archivists"),
                   ==, HJ_MARK_PROBLEM);
  /* The other aspects are still to be looked at: nothing is concluded. */
  g_assert_cmpint (((HjFinding *) g_ptr_array_index (fixture.content->findings, 0))->verdict, ==, HJ_VERDICT_NONE);
  g_assert_cmpint (state_of (&fixture), ==, HJ_PROPOSAL_ACCEPTED);
  tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/standards/proposal/accept", test_accept);
  g_test_add_func ("/standards/proposal/accept-judged", test_accept_judged);
  g_test_add_func ("/standards/proposal/outdated", test_outdated);
  g_test_add_func ("/standards/proposal/open-again", test_open_again);
  g_test_add_func ("/standards/proposal/take-back-one", test_take_back_one);
  g_test_add_func ("/standards/proposal/take-back-mark", test_take_back_mark);
  g_test_add_func ("/standards/proposal/only-short", test_only_short);
  g_test_add_func ("/standards/proposal/target", test_target);

  return hj_test_run ();
}
