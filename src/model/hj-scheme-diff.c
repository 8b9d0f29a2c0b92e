/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-finding.h"
#include "hj-text-diff.h"

/* One part of a scheme, ready to be compared. */
typedef struct {
  HjPart  part;
  char   *id;    /* borrowed */
  char   *text;
  char   *rule;  /* what it is worth and by which rule, in words; "" */
} Part;

static void
free_part (Part *part)
{
  g_free (part->text);
  g_free (part->rule);
  g_free (part);
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

static void
append_number (GString    *words,
               const char *before,
               double      number,
               const char *unit)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (words, "%s%s%s", before, g_ascii_formatd (text, sizeof text, "%.15g", number), unit);
}

/* The bounds of a standard's checks: 考务人员不少于3人；… */
static char *
dup_bounds (const HjStandard *standard)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < standard->checks->len; i++)
    {
      const HjCheck *check = g_ptr_array_index (standard->checks, i);

      if (!check->has_at_least && !check->has_at_most)
        continue;
      g_string_append_printf (words, "%s%s", words->len > 0 ? "；" : "", check->title);
      if (check->has_at_least)
        append_number (words, "不少于", check->at_least, check->unit);
      if (check->has_at_most)
        append_number (words, check->has_at_least ? "、不多于" : "不多于", check->at_most, check->unit);
    }
  return g_string_free (words, FALSE);
}

static void
add_part (GPtrArray *parts,
          HjPart     kind,
          char      *id,
          char      *text,
          char      *rule)
{
  Part *part = g_new0 (Part, 1);

  part->part = kind;
  part->id = id;
  part->text = text;
  part->rule = rule;
  g_ptr_array_add (parts, part);
}

/* An item's official words: those of its digest that one reads. */
static char *
dup_item_text (const HjItem *item)
{
  GString *text = g_string_new (item->title);
  const char *more[] = { item->sheet_criterion, item->basis };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL && *more[i] != '\0')
      g_string_append_printf (text, "\n%s", more[i]);
  return g_string_free (text, FALSE);
}

static void
list_section (GPtrArray *parts,
              HjSection *section)
{
  g_autofree char *points = hj_points_format_short (section->points);

  add_part (parts, HJ_PART_SECTION, section->id, g_strdup (section->title),
            section->has_points ? g_strdup_printf ("%s分", points) : g_strdup (""));
  for (guint i = 0; i < section->items->len; i++)
    {
      const HjItem *item = g_ptr_array_index (section->items, i);

      add_part (parts, HJ_PART_ITEM, item->id, dup_item_text (item), hj_scheme_rule_words (item));
      for (guint j = 0; j < item->criteria->len; j++)
        {
          const HjCriterion *criterion = g_ptr_array_index (item->criteria, j);

          add_part (parts, HJ_PART_CRITERION, criterion->id, g_strdup (criterion->text), g_strdup (""));
        }
    }
}

static GPtrArray *
list_parts (const HjScheme *scheme)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_part);

  for (guint i = 0; i < scheme->sections->len; i++)
    list_section (parts, g_ptr_array_index (scheme->sections, i));
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      add_part (parts, HJ_PART_STANDARD, standard->id, g_strdup (standard->text), dup_bounds (standard));
    }
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      add_part (parts, HJ_PART_MATERIAL, material->id, g_strdup (material->text),
                material->copies > 0 ? g_strdup_printf ("%d份", material->copies) : g_strdup (""));
    }
  return parts;
}

static char *
dup_key (const Part *part)
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
add_change (HjSchemeDiff *diff,
            const Part   *before,
            const Part   *after)
{
  HjSchemeChange *change = g_new0 (HjSchemeChange, 1);
  const Part *part = after != NULL ? after : before;
  gboolean text_changed;

  change->part = part->part;
  change->id = g_strdup (part->id);
  change->before = g_strdup (before != NULL ? before->text : "");
  change->after = g_strdup (after != NULL ? after->text : "");
  change->before_rule = g_strdup (before != NULL ? before->rule : "");
  change->after_rule = g_strdup (after != NULL ? after->rule : "");
  text_changed = strcmp (change->before, change->after) != 0;
  change->points_changed = before != NULL && after != NULL && strcmp (before->rule, after->rule) != 0;
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

/* What is gone and stood behind @neighbour (its key; NULL: in front of everything). */
static void
add_gone (HjSchemeDiff *diff,
          GPtrArray    *from,
          GHashTable   *to,
          const char   *neighbour)
{
  gboolean behind = neighbour == NULL;

  for (guint i = 0; i < from->len; i++)
    {
      const Part *part = g_ptr_array_index (from, i);
      g_autofree char *key = dup_key (part);

      if (g_hash_table_contains (to, key))
        behind = neighbour != NULL && strcmp (key, neighbour) == 0;
      else if (behind)
        add_change (diff, part, NULL);
    }
}

/**
 * hj_scheme_diff_new:
 *
 * Every section, item, criterion, standard and material of either edition, matched by id.
 */
HjSchemeDiff *
hj_scheme_diff_new (HjScheme *from,
                    HjScheme *to)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GHashTable) before_index = NULL;
  g_autoptr (GHashTable) after_index = NULL;
  HjSchemeDiff *diff;

  g_return_val_if_fail (from != NULL && to != NULL, NULL);

  before = list_parts (from);
  after = list_parts (to);
  before_index = index_parts (before);
  after_index = index_parts (after);
  diff = g_new0 (HjSchemeDiff, 1);
  diff->from = hj_scheme_ref (from);
  diff->to = hj_scheme_ref (to);
  diff->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  add_gone (diff, before, after_index, NULL);
  for (guint i = 0; i < after->len; i++)
    {
      const Part *part = g_ptr_array_index (after, i);
      g_autofree char *key = dup_key (part);
      const Part *known = g_hash_table_lookup (before_index, key);

      add_change (diff, known, part);
      if (known != NULL)
        add_gone (diff, before, after_index, key);
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
