/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-scheme-private.h"

/* Whether the amounts of a rule make sense for the points of its item. */

/* Where @least is itself above @most, that was told of the amount it comes from. */
static void
expect_amount (HjSource     *source,
               const HjRule *rule,
               const char   *name,
               HjPoints      value,
               HjPoints      least,
               HjPoints      most)
{
  g_autofree char *said = hj_points_format_short (value);
  g_autofree char *low = hj_points_format_short (least);
  g_autofree char *high = hj_points_format_short (most);

  if (least <= most && (value < least || value > most))
    hj_source_complain (source, rule, _("“%s” is %s. Expected: from %s to %s."), name, said, low, high);
}

static void
check_range (HjSource     *source,
             const HjRule *rule,
             HjPoints      most)
{
  expect_amount (source, rule, "increment", rule->increment, 1, most);
  expect_amount (source, rule, "max", rule->max, 1, most);
  expect_amount (source, rule, "min", rule->min, 1, rule->max);
  if (rule->increment > 0 && (rule->min % rule->increment != 0 || rule->max % rule->increment != 0))
    hj_source_complain (source, rule, _("“min” and “max” do not lie on the increment. Expected: multiples of it."));
}

static void
check_tier (HjSource     *source,
            const HjTier *tier,
            const HjTier *above)
{
  if (tier->banded && tier->from > tier->to)
    hj_source_complain (source, tier, _("This band is empty. Expected: “from” at most as large as “to”."));
  if (above == NULL)
    return;
  if (tier->points >= above->points)
    hj_source_complain (source, tier, _("The tiers do not fall. Expected: fewer points than the tier above it."));
  if (g_str_equal (tier->id, above->id))
    hj_source_complain (source, tier, _("“%s” is there twice. Expected: each once."), tier->id);
}

static int
compare_bands (gconstpointer a,
               gconstpointer b)
{
  const HjTier *const *one = a, *const *two = b;

  return (*one)->from < (*two)->from ? -1 : (*one)->from > (*two)->from;
}

/* Bands cover every whole quantity from 0 up, each once. */
static void
check_bands (HjSource     *source,
             const HjRule *rule)
{
  g_autoptr (GPtrArray) bands = g_ptr_array_new ();
  gint64 next = 0;

  for (guint i = 0; i < rule->tiers->len; i++)
    g_ptr_array_add (bands, g_ptr_array_index (rule->tiers, i));
  g_ptr_array_sort (bands, compare_bands);
  for (guint i = 0; i < bands->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (bands, i);

      if (tier->from > next)
        hj_source_complain (source, tier, _("The bands leave a gap below “%s”. Expected: “from” %d."),
                            tier->id, (int) next);
      else if (tier->from < next || next < 0)
        hj_source_complain (source, tier, _("The band of “%s” overlaps another. Expected: each quantity in one band."), tier->id);
      if (tier->to < tier->from)
        return;
      next = tier->to == G_MAXINT64 ? -1 : tier->to + 1;
    }
  if (next >= 0)
    hj_source_complain (source, rule, _("The bands end. Expected: the uppermost without “to”."));
}

static void
check_tiers (HjSource     *source,
             const HjItem *item)
{
  const HjRule *rule = &item->rule;
  const HjTier *first = g_ptr_array_index (rule->tiers, 0);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *points = hj_points_format_short (item->points);
  guint banded = 0;

  if (first->points != item->points)
    hj_source_complain (source, first, _("The best tier gives the item's points. Expected: points=\"%s\"."), points);
  for (guint i = 0; i < rule->tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);
      const HjTier *above = i > 0 ? g_ptr_array_index (rule->tiers, i - 1) : NULL;

      check_tier (source, tier, above);
      if (!g_hash_table_add (ids, tier->id) && !g_str_equal (tier->id, above->id))
        hj_source_complain (source, tier, _("“%s” is there twice. Expected: each once."), tier->id);
      banded += tier->banded;
    }
  if (banded > 0 && banded < rule->tiers->len)
    hj_source_complain (source, rule, _("Some tiers are bands and others are not. Expected: “from” or “to” in all or in none."));
  else if (banded > 0)
    check_bands (source, rule);
  if (item->criteria->len != 1)
    hj_source_complain (source, rule, _("A tier gives the points of the whole item. Expected: one criterion in it."));
}

void
hj_scheme_check_rule (HjSource     *source,
                      const HjItem *item)
{
  const HjRule *rule = &item->rule;

  switch (rule->kind)
    {
    case HJ_RULE_COUNT:
    case HJ_RULE_SHORTFALL:
      expect_amount (source, rule, "step", rule->step, 1, item->points);
      expect_amount (source, rule, "cap", rule->cap, rule->step, item->points);
      expect_amount (source, rule, "deficient", rule->deficient, 0, rule->step);
      break;
    case HJ_RULE_JUDGED:
      check_range (source, rule, item->points);
      expect_amount (source, rule, "cap", rule->cap, rule->max, item->points);
      break;
    case HJ_RULE_PARTIAL:
      expect_amount (source, rule, "missing", rule->missing, 1, item->points);
      expect_amount (source, rule, "deficient", rule->deficient, 0, rule->missing);
      break;
    case HJ_RULE_TIERS:
      check_tiers (source, item);
      break;
    case HJ_RULE_BONUS:
      check_range (source, rule, HJ_POINTS_MAX);
      if (rule->cap > 0)
        expect_amount (source, rule, "cap", rule->cap, rule->max, HJ_POINTS_MAX);
      break;
    case HJ_RULE_ALL_OR_NOTHING:
    case HJ_RULE_VETO:
    case HJ_RULE_CONDITION:
    default:
      break;
    }
}
