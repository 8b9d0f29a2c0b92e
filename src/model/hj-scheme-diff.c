/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-finding.h"
#include "hj-scheme-parts-private.h"
#include "hj-text-diff.h"

static const char * const part_ids[HJ_N_PARTS] = {
  [HJ_PART_SECTION] = "section",
  [HJ_PART_ITEM] = "item",
  [HJ_PART_CRITERION] = "criterion",
  [HJ_PART_STANDARD] = "standard",
  [HJ_PART_MATERIAL] = "material",
  [HJ_PART_ASPECT] = "aspect",
  [HJ_PART_PASS_LINE] = "pass-line",
  [HJ_PART_COMBINE] = "combine",
  [HJ_PART_CHECK] = "check",
  [HJ_PART_VOCABULARY] = "vocabulary",
  [HJ_PART_FORM] = "form",
  [HJ_PART_FIELD] = "field",
  [HJ_PART_SCOPE] = "scope",
  [HJ_PART_LEVEL] = "level",
  [HJ_PART_OCCUPATION] = "occupation",
  [HJ_PART_TYPE] = "applicant-type",
  [HJ_PART_STEP] = "step",
  [HJ_PART_INTAKE] = "intake",
  [HJ_PART_FILING] = "filing",
  [HJ_PART_PLEDGE] = "pledge",
  [HJ_PART_NOTICE] = "notice",
  [HJ_PART_METHOD] = "method",
  [HJ_PART_TERM] = "term",
  [HJ_PART_TEXT] = "text",
  [HJ_PART_READING] = "reading",
  [HJ_PART_PHRASES] = "phrases",
};

static const char * const part_labels[HJ_N_PARTS] = {
  [HJ_PART_SECTION] = NC_("part", "section"),
  [HJ_PART_ITEM] = NC_("part", "item"),
  [HJ_PART_CRITERION] = NC_("part", "criterion"),
  [HJ_PART_STANDARD] = NC_("part", "standard"),
  [HJ_PART_MATERIAL] = NC_("part", "material"),
  [HJ_PART_ASPECT] = NC_("part", "aspect"),
  [HJ_PART_PASS_LINE] = NC_("part", "pass line"),
  [HJ_PART_COMBINE] = NC_("part", "several experts"),
  [HJ_PART_CHECK] = NC_("part", "machine check"),
  [HJ_PART_VOCABULARY] = NC_("part", "vocabulary"),
  [HJ_PART_FORM] = NC_("part", "form"),
  [HJ_PART_FIELD] = NC_("part", "field of a form"),
  [HJ_PART_SCOPE] = NC_("part", "occupations"),
  [HJ_PART_LEVEL] = NC_("part", "level"),
  [HJ_PART_OCCUPATION] = NC_("part", "occupation"),
  [HJ_PART_TYPE] = NC_("part", "kind of applicant"),
  [HJ_PART_STEP] = NC_("part", "step"),
  [HJ_PART_INTAKE] = NC_("part", "times of application"),
  [HJ_PART_FILING] = NC_("part", "publicity and filing"),
  [HJ_PART_PLEDGE] = NC_("part", "pledge"),
  [HJ_PART_NOTICE] = NC_("part", "notice"),
  [HJ_PART_METHOD] = NC_("part", "method"),
  [HJ_PART_TERM] = NC_("part", "term"),
  [HJ_PART_TEXT] = NC_("part", "text of a document"),
  [HJ_PART_READING] = NC_("part", "reading"),
  [HJ_PART_PHRASES] = NC_("part", "phrases"),
};

const char *
hj_part_to_id (HjPart part)
{
  g_return_val_if_fail ((guint) part < HJ_N_PARTS, "");

  return part_ids[part];
}

const char *
hj_part_label (HjPart part)
{
  g_return_val_if_fail ((guint) part < HJ_N_PARTS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "part", part_labels[part]);
}

static void
free_change (HjSchemeChange *change)
{
  g_free (change->id);
  g_free (change->before);
  g_free (change->after);
  g_free (change->before_rule);
  g_free (change->after_rule);
  g_ptr_array_unref (change->runs);
  g_free (change);
}

static void
append_points (GString    *words,
               const char *before,
               HjPoints    points,
               const char *after)
{
  g_autofree char *text = hj_points_format_short (points);

  g_string_append_printf (words, "%s%s%s", before, text, after);
}

static void
append_tiers (GString      *words,
              const HjRule *rule)
{
  for (guint i = 0; i < rule->tiers->len; i++)
    {
      const HjTier *tier = g_ptr_array_index (rule->tiers, i);

      g_string_append (words, i > 0 ? "、" : "");
      g_string_append (words, tier->label);
      if (tier->banded && tier->to == G_MAXINT64)
        g_string_append_printf (words, "（%" G_GINT64_FORMAT "%s及以上）", tier->from, rule->unit);
      else if (tier->banded)
        g_string_append_printf (words, "（%" G_GINT64_FORMAT "至%" G_GINT64_FORMAT "%s）", tier->from, tier->to, rule->unit);
      append_points (words, "", tier->points, "分");
    }
}

/* "由专家判定扣分", with its bounds where the scheme sets them. */
static void
append_judged (GString      *words,
               const HjRule *rule)
{
  g_string_append (words, "由专家判定扣分");
  if (rule->max > 0)
    {
      append_points (words, "，每次", rule->min, "");
      append_points (words, "至", rule->max, "分");
    }
  else if (rule->min > 0)
    append_points (words, "，每次不少于", rule->min, "分");
  if (rule->increment > 0)
    append_points (words, "，以", rule->increment, "分为单位");
}

static void
append_rule (GString      *words,
             const HjRule *rule,
             const char   *unit)
{
  switch (rule->kind)
    {
    case HJ_RULE_COUNT:
    case HJ_RULE_SHORTFALL:
      g_string_append_printf (words, "每少1%s", unit);
      append_points (words, "扣", rule->step, "分，扣完为止");
      if (rule->deficient > 0)
        append_points (words, "，不规范的扣", rule->deficient, "分");
      break;
    case HJ_RULE_ALL_OR_NOTHING:
      g_string_append (words, "发现问题不得分");
      break;
    case HJ_RULE_JUDGED:
      append_judged (words, rule);
      break;
    case HJ_RULE_PARTIAL:
      append_points (words, "缺的扣", rule->missing, "分");
      append_points (words, "，不规范的扣", rule->deficient, "分");
      break;
    case HJ_RULE_TIERS:
      append_tiers (words, rule);
      break;
    case HJ_RULE_BONUS:
      append_points (words, "每项加", rule->min, "");
      append_points (words, "至", rule->max, "分");
      if (rule->increment > 0)
        append_points (words, "，以", rule->increment, "分为单位");
      g_string_append (words, rule->evidence ? "，须附佐证材料" : "");
      break;
    case HJ_RULE_VETO:
      g_string_append (words, "发现问题即不通过");
      break;
    case HJ_RULE_CONDITION:
    default:
      g_string_append (words, "判定符合、基本符合或不符合");
      break;
    }
}

/**
 * hj_scheme_rule_words:
 *
 * Returns: (transfer full): what an item is worth and how points are taken: 10分，每少1项扣2分，扣完为止
 */
char *
hj_scheme_rule_words (const HjItem *item)
{
  GString *words = g_string_new (NULL);
  const HjRule *rule;

  g_return_val_if_fail (item != NULL, g_string_free (words, FALSE));

  rule = &item->rule;
  if (item->has_points)
    append_points (words, "", item->points, "分，");
  append_rule (words, rule, rule->unit != NULL && *rule->unit != '\0' ? rule->unit : "项");
  if (item->has_points && rule->cap > 0 && rule->cap < item->points)
    append_points (words, "，最多扣", rule->cap, "分");
  return g_string_free (words, FALSE);
}

static char *
dup_key (const HjSchemePart *part)
{
  return g_strdup_printf ("%d/%s", part->part, part->id);
}

static GHashTable *
index_parts (GPtrArray *parts)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < parts->len; i++)
    g_hash_table_insert (index, dup_key (g_ptr_array_index (parts, i)), g_ptr_array_index (parts, i));
  return index;
}

static void
append_facet (GString             *words,
              const HjSchemeFacet *facet)
{
  if (*facet->value == '\0')
    return;
  g_string_append_printf (words, "%s%s%s%s", words->len > 0 ? "；" : "", facet->label, *facet->label != '\0' ? "：" : "",
                          facet->value);
}

/* What is said of a part beside its text: all that differs from @other, or the first of it where nothing does. */
static char *
dup_rule (const HjSchemePart *part,
          const HjSchemePart *other)
{
  GString *words = g_string_new (NULL);
  gboolean differs = FALSE;

  for (guint i = 0; part != NULL && other != NULL && i < part->facets->len; i++)
    {
      const HjSchemeFacet *facet = g_ptr_array_index (part->facets, i);

      if (strcmp (facet->value, ((const HjSchemeFacet *) g_ptr_array_index (other->facets, i))->value) == 0)
        continue;
      differs = TRUE;
      append_facet (words, facet);
    }
  if (part != NULL && !differs && part->facets->len > 0)
    append_facet (words, g_ptr_array_index (part->facets, 0));
  return g_string_free (words, FALSE);
}

static gboolean
same_facets (const HjSchemePart *a,
             const HjSchemePart *b)
{
  g_assert (a->facets->len == b->facets->len);
  for (guint i = 0; i < a->facets->len; i++)
    if (strcmp (((const HjSchemeFacet *) g_ptr_array_index (a->facets, i))->value,
                ((const HjSchemeFacet *) g_ptr_array_index (b->facets, i))->value) != 0)
      return FALSE;
  return TRUE;
}

static void
add_change (HjSchemeDiff       *diff,
            const HjSchemePart *before,
            const HjSchemePart *after)
{
  HjSchemeChange *change = g_new0 (HjSchemeChange, 1);
  const HjSchemePart *part = after != NULL ? after : before;
  gboolean text_changed;

  change->part = part->part;
  change->id = g_strdup (part->id);
  change->before = g_strdup (before != NULL ? before->text : "");
  change->after = g_strdup (after != NULL ? after->text : "");
  change->before_rule = dup_rule (before, after);
  change->after_rule = dup_rule (after, before);
  text_changed = strcmp (change->before, change->after) != 0;
  change->points_changed = before != NULL && after != NULL && !same_facets (before, after);
  g_ptr_array_add (diff->changes, change);

  if (before == NULL)
    change->change = HJ_CHANGE_NEW;
  else if (after == NULL)
    change->change = HJ_CHANGE_GONE;
  else
    change->change = text_changed || change->points_changed ? HJ_CHANGE_CHANGED : HJ_CHANGE_EQUAL;
  diff->n_new += change->change == HJ_CHANGE_NEW;
  diff->n_gone += change->change == HJ_CHANGE_GONE;
  diff->n_changed += change->change == HJ_CHANGE_CHANGED;
  diff->n_equal += change->change == HJ_CHANGE_EQUAL;
  change->runs = change->change == HJ_CHANGE_CHANGED && text_changed
                 ? hj_text_diff (change->before, change->after)
                 : g_ptr_array_new_with_free_func ((GDestroyNotify) hj_run_free);
}

/* What is gone, by the key of what it stood behind; "" for what stood in front of everything that stayed. */
static GHashTable *
list_gone (GPtrArray  *from,
           GHashTable *to)
{
  GHashTable *gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autofree char *neighbour = g_strdup ("");

  for (guint i = 0; i < from->len; i++)
    {
      HjSchemePart *part = g_ptr_array_index (from, i);
      g_autofree char *key = dup_key (part);
      GPtrArray *behind;

      if (g_hash_table_contains (to, key))
        {
          g_free (neighbour);
          neighbour = g_steal_pointer (&key);
          continue;
        }
      behind = g_hash_table_lookup (gone, neighbour);
      if (behind == NULL)
        {
          behind = g_ptr_array_new ();
          g_hash_table_insert (gone, g_strdup (neighbour), behind);
        }
      g_ptr_array_add (behind, part);
    }
  return gone;
}

static void
add_gone (HjSchemeDiff *diff,
          GHashTable   *gone,
          const char   *neighbour)
{
  GPtrArray *behind = g_hash_table_lookup (gone, neighbour);

  for (guint i = 0; behind != NULL && i < behind->len; i++)
    add_change (diff, g_ptr_array_index (behind, i), NULL);
}

/**
 * hj_scheme_diff_new:
 *
 * Everything either edition says, in parts matched by id.
 */
HjSchemeDiff *
hj_scheme_diff_new (HjScheme *from,
                    HjScheme *to)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) before_index = NULL;
  g_autoptr (GHashTable) after_index = NULL;
  g_autoptr (GHashTable) gone = NULL;
  HjSchemeDiff *diff;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  before = hj_scheme_list_parts (from);
  after = hj_scheme_list_parts (to);
  before_index = index_parts (before);
  after_index = index_parts (after);
  diff = g_new0 (HjSchemeDiff, 1);
  diff->from = hj_scheme_ref (from);
  diff->to = hj_scheme_ref (to);
  diff->same_file = g_strcmp0 (from->digest, to->digest) == 0;
  diff->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  gone = list_gone (before, after_index);
  add_gone (diff, gone, "");
  for (guint i = 0; i < after->len; i++)
    {
      const HjSchemePart *part = g_ptr_array_index (after, i);
      g_autofree char *key = dup_key (part);
      const HjSchemePart *known = g_hash_table_lookup (before_index, key);

      add_change (diff, known, part);
      if (known != NULL)
        add_gone (diff, gone, key);
    }
  return diff;
}

void
hj_scheme_diff_free (HjSchemeDiff *diff)
{
  hj_scheme_unref (diff->from);
  hj_scheme_unref (diff->to);
  g_ptr_array_unref (diff->changes);
  g_free (diff);
}
