/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-standards-words"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-standards-words.h"

static const struct {
  const char *sign, *word, *css_class;
} statuses[] = {
  [HJ_STANDARD_MET] = { "✓", NC_("standard", "Met"), "met" },
  [HJ_STANDARD_SHORT] = { "✕", NC_("standard", "Short"), "short" },
  [HJ_STANDARD_UNKNOWN] = { "?", NC_("standard", "Unknown"), "unknown" },
  [HJ_STANDARD_RELAXED] = { "≈", NC_("standard", "Relaxed"), "relaxed" },
  [HJ_STANDARD_MANUAL] = { "○", NC_("standard", "To be looked at"), "manual" },
  [HJ_STANDARD_NOT_APPLICABLE] = { "–", NC_("standard", "Doesn’t apply"), "not-applicable" },
};

static const struct {
  const char *sign, *word;
} standings[] = {
  [HJ_ROW_COUNTS] = { "✓", NC_("standard row", "counts") },
  [HJ_ROW_FAILS] = { "✕", NC_("standard row", "doesn’t count") },
  [HJ_ROW_UNKNOWN] = { "?", NC_("standard row", "can’t be told") },
}, unwanted_standings[] = {
  [HJ_ROW_COUNTS] = { "✕", NC_("standard row", "one of these") },
  [HJ_ROW_FAILS] = { "✓", NC_("standard row", "none of these") },
  [HJ_ROW_UNKNOWN] = { "?", NC_("standard row", "can’t be told") },
};

const char *
hj_standards_words_status (HjStandardStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "standard", statuses[status].word);
}

const char *
hj_standards_words_status_sign (HjStandardStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return statuses[status].sign;
}

const char *
hj_standards_words_status_class (HjStandardStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), "");

  return statuses[status].css_class;
}

const char *
hj_standards_words_standing (HjRowStanding standing,
                             gboolean      unwanted)
{
  g_return_val_if_fail ((guint) standing < G_N_ELEMENTS (standings), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "standard row", (unwanted ? unwanted_standings : standings)[standing].word);
}

const char *
hj_standards_words_standing_sign (HjRowStanding standing,
                                  gboolean      unwanted)
{
  g_return_val_if_fail ((guint) standing < G_N_ELEMENTS (standings), "");

  return (unwanted ? unwanted_standings : standings)[standing].sign;
}

GPtrArray *
hj_standards_words_dismissals (void)
{
  static const char *const phrases[] = {
    "现场核实已具备", "已补交证明材料", "申报表填写有误，实际符合", "与本次申报无关", "已在其他项目中扣分",
  };
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    g_ptr_array_add (list, g_strdup (phrases[i]));

  return list;
}
