/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-printed-words.h"

const char *
hj_printed_state (HjRuleKind kind,
                  HjState    state)
{
  gboolean condition = kind == HJ_RULE_CONDITION;
  gboolean judged = kind == HJ_RULE_JUDGED || kind == HJ_RULE_TIERS;
  gboolean problem = kind == HJ_RULE_ALL_OR_NOTHING || kind == HJ_RULE_VETO;

  switch (state)
    {
    case HJ_STATE_MET:
      return problem ? "未发现问题" : judged ? "未扣分" : condition ? "符合" : "具备";
    case HJ_STATE_MISSING:
      return condition ? "不符合" : kind == HJ_RULE_SHORTFALL ? "不足" : kind == HJ_RULE_BONUS ? "不加分" : "缺少";
    case HJ_STATE_DEFICIENT:
      return condition ? "基本符合" : judged ? "扣分" : "不规范";
    case HJ_STATE_PROBLEM:
      return "发现问题";
    case HJ_STATE_NOT_APPLICABLE:
      return "不适用";
    case HJ_STATE_OPEN:
    default:
      return "";
    }
}

const char *
hj_printed_state_in (const HjScheme *scheme,
                     HjRuleKind      kind,
                     HjState         state)
{
  g_autofree char *key = g_strdup_printf ("verdict.%s.%s", hj_rule_kind_to_id (kind), hj_state_to_id (state));

  return hj_scheme_term (scheme, key, hj_printed_state (kind, state));
}

const char *
hj_scheme_result_term (const HjScheme *scheme,
                       HjResult        result)
{
  static const char *const keys[] = {
    [HJ_RESULT_NONE] = "",
    [HJ_RESULT_APPROVE] = "result-approve",
    [HJ_RESULT_APPROVE_AFTER] = "result-approve-after",
    [HJ_RESULT_REJECT] = "result-reject",
  };

  return hj_scheme_term (scheme, keys[result], NULL);
}

const char *
hj_printed_result (const HjScheme *scheme,
                   HjResult        result)
{
  static const char *const words[] = {
    [HJ_RESULT_NONE] = "",
    [HJ_RESULT_APPROVE] = "通过",
    [HJ_RESULT_APPROVE_AFTER] = "整改后通过",
    [HJ_RESULT_REJECT] = "不通过",
  };
  const char *own = hj_scheme_result_term (scheme, result);

  return own != NULL ? own : words[result];
}
