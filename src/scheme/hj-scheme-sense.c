/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-scheme-sense-private.h"

/* What the grammar cannot say about the rubric. */

/* An id is used once in a scheme: notes, findings and readings name it alone. */
static void
claim_id (HjSense       *sense,
          gconstpointer  object,
          const char    *id)
{
  gconstpointer holder = g_hash_table_lookup (sense->ids, id);

  if (holder != NULL)
    hj_source_complain (sense->source, object,
                        _("The id “%s” is already used in line %d. Expected: an id of its own."), id,
                        (int) xmlGetLineNo (hj_source_find_node (sense->source, holder)));
  else
    g_hash_table_insert (sense->ids, (gpointer) id, (gpointer) object);
}

/* The id of a part begins with that of the whole: so it stays where it is, and
 * a deduction's aspect tells its criterion. */
static void
check_id_within (HjSense       *sense,
                 gconstpointer  object,
                 const char    *id,
                 const char    *parent)
{
  g_autofree char *prefix = g_strconcat (parent, ".", NULL);

  if (!g_str_has_prefix (id, prefix))
    hj_source_complain (sense->source, object,
                        _("The id “%s” does not say where it belongs. Expected: an id that begins with “%s”."), id, prefix);
}

static void
check_criterion (HjSense           *sense,
                 const HjCriterion *criterion)
{
  claim_id (sense, criterion, criterion->id);
  check_id_within (sense, criterion, criterion->id, criterion->item->id);
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      claim_id (sense, aspect, aspect->id);
      check_id_within (sense, aspect, aspect->id, criterion->id);
    }
}

static gboolean
rule_has_points (HjRuleKind kind)
{
  return kind != HJ_RULE_BONUS && kind != HJ_RULE_VETO && kind != HJ_RULE_CONDITION;
}

/* Which rules a scheme without points, a bonus section and a scored one may have. */
static void
check_rule_belongs (HjSense      *sense,
                    const HjItem *item)
{
  HjRuleKind kind = item->rule.kind;
  const char *name = hj_rule_kind_to_id (kind);

  if (sense->scheme->kind == HJ_SCHEME_CONDITIONS && kind != HJ_RULE_CONDITION && kind != HJ_RULE_VETO)
    hj_source_complain (sense->source, &item->rule,
                        _("A scheme of conditions has no points. Expected: condition or veto instead of %s."), name);
  else if (sense->scheme->kind == HJ_SCHEME_POINTS && kind == HJ_RULE_CONDITION)
    hj_source_complain (sense->source, &item->rule,
                        _("A scheme of points says what each item costs. Expected: a rule with points, or veto."));
  else if (item->section->bonus != (kind == HJ_RULE_BONUS))
    hj_source_complain (sense->source, &item->rule,
                        item->section->bonus ? _("This section is a bonus. Expected: the rule bonus instead of %s.")
                                             : _("The rule %s belongs into a section with bonus=\"yes\"."),
                        name);
}

static void
check_item_points (HjSense      *sense,
                   const HjItem *item)
{
  if (!rule_has_points (item->rule.kind) && item->has_points)
    hj_source_complain (sense->source, item, _("An item with the rule %s has no points. Remove “points”."),
                        hj_rule_kind_to_id (item->rule.kind));
  else if (rule_has_points (item->rule.kind) && item->points <= 0)
    hj_source_complain (sense->source, item, _("An item with the rule %s has points. Expected: “points” above 0."),
                        hj_rule_kind_to_id (item->rule.kind));
}

static void
check_item (HjSense      *sense,
            const HjItem *item)
{
  claim_id (sense, item, item->id);
  check_id_within (sense, item, item->id, item->section->id);
  check_rule_belongs (sense, item);
  check_item_points (sense, item);
  if (!rule_has_points (item->rule.kind) || item->points > 0)
    hj_scheme_check_rule (sense->source, item);
  for (guint i = 0; i < item->methods->len; i++)
    {
      const char *method = g_ptr_array_index (item->methods, i);

      if (!g_hash_table_contains (sense->methods, method))
        hj_source_complain (sense->source, item, _("There is no method “%s”. Expected: ids of <method>."), method);
    }
  for (guint i = 0; i < item->criteria->len; i++)
    check_criterion (sense, g_ptr_array_index (item->criteria, i));
}

static void
check_section_sum (HjSense         *sense,
                   const HjSection *section)
{
  HjPoints sum = 0;
  g_autofree char *said = hj_points_format_short (section->points);
  g_autofree char *found = NULL;

  for (guint i = 0; i < section->items->len; i++)
    sum += ((const HjItem *) g_ptr_array_index (section->items, i))->points;
  found = hj_points_format_short (sum);
  if (sum > 0 && !section->has_points)
    hj_source_complain (sense->source, section, _("Its items have %s points together. Expected: points=\"%s\"."), found, found);
  else if (sum != section->points)
    hj_source_complain (sense->source, section,
                        _("Its items add up to %s points and not to %s. Expected: the sum of its items."), found, said);
  else if (sum == 0 && section->has_points)
    hj_source_complain (sense->source, section, _("No item of it has points. Remove “points”."));
}

static void
check_sections (HjSense *sense)
{
  GPtrArray *sections = sense->scheme->sections;
  gboolean bonus = FALSE;

  for (guint i = 0; i < sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (sections, i);

      claim_id (sense, section, section->id);
      if (bonus && !section->bonus)
        hj_source_complain (sense->source, section, _("This section stands behind a bonus. Expected: bonus sections last."));
      bonus = bonus || section->bonus;
      for (guint j = 0; j < section->items->len; j++)
        check_item (sense, g_ptr_array_index (section->items, j));
      check_section_sum (sense, section);
    }
}

static void
check_total (HjSense *sense)
{
  xmlNode *rubric = hj_xml_first (hj_source_find_node (sense->source, sense->scheme), "rubric");
  HjPoints total = hj_xml_points (rubric, "total", 0);
  HjPoints sum = 0;
  g_autofree char *said = hj_points_format_short (total);
  g_autofree char *found = NULL;

  for (guint i = 0; i < sense->scheme->sections->len; i++)
    sum += ((const HjSection *) g_ptr_array_index (sense->scheme->sections, i))->points;
  found = hj_points_format_short (sum);
  if (sense->scheme->kind == HJ_SCHEME_CONDITIONS)
    {
      if (hj_xml_has (rubric, "total"))
        hj_source_complain_at (sense->source, rubric, _("A scheme of conditions has no points. Remove “total”."));
    }
  else if (!hj_xml_has (rubric, "total"))
    hj_source_complain_at (sense->source, rubric, _("The attribute “%s” is missing. Expected: a value for it."), "total");
  else if (sum != total)
    hj_source_complain_at (sense->source, rubric,
                           _("The sections add up to %s points and not to %s. Expected: the sum of the sections."), found, said);
  else if (sum == 0)
    hj_source_complain_at (sense->source, rubric, _("No section has points. Expected: points, or kind=\"conditions\"."));
}

static const HjSection *
find_section (const HjScheme *scheme,
              const char     *id)
{
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      if (g_str_equal (section->id, id))
        return section;
    }
  return NULL;
}

static gboolean
has_veto (const HjSection *section)
{
  for (guint i = 0; i < section->items->len; i++)
    if (((const HjItem *) g_ptr_array_index (section->items, i))->rule.kind == HJ_RULE_VETO)
      return TRUE;
  return FALSE;
}

static HjPoints
check_pass_sections (HjSense *sense)
{
  HjPassLine *pass = &sense->scheme->pass;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  HjPoints sum = 0;

  for (guint i = 0; i < pass->sections->len; i++)
    {
      const char *id = g_ptr_array_index (pass->sections, i);
      const HjSection *section = find_section (sense->scheme, id);

      if (section == NULL)
        hj_source_complain (sense->source, pass, _("There is no section “%s”. Expected: ids of sections."), id);
      else if (section->bonus)
        hj_source_complain (sense->source, pass, _("Section “%s” is a bonus and does not count. Remove it from “sections”."), id);
      else if (!g_hash_table_add (seen, (gpointer) id))
        hj_source_complain (sense->source, pass, _("Section “%s” is named twice. Expected: each once."), id);
      else
        sum += section->points;
    }
  for (guint i = 0; i < sense->scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (sense->scheme->sections, i);

      if (has_veto (section) && !g_hash_table_contains (seen, section->id))
        hj_source_complain (sense->source, pass,
                            _("Section “%s” holds a veto, which must be answered. Expected: it in “sections”."), section->id);
    }
  return sum;
}

static void
check_pass_line (HjSense *sense)
{
  HjPassLine *pass = &sense->scheme->pass;
  g_autofree char *text = NULL;
  HjPoints sum;

  if (sense->scheme->kind == HJ_SCHEME_CONDITIONS)
    {
      if (pass->present)
        hj_source_complain (sense->source, pass, _("A scheme of conditions has no pass line. Remove “pass”."));
      return;
    }
  if (!pass->present)
    {
      hj_source_complain (sense->source, sense->scheme, _("A scheme of points has a pass line. Expected: “pass” in the rubric."));
      return;
    }
  sum = check_pass_sections (sense);
  text = hj_points_format_short (sum);
  if (hj_source_is_sound (sense->source) && (pass->line <= 0 || pass->line > sum))
    hj_source_complain (sense->source, pass, _("Nobody could reach this line, or everybody. Expected: more than 0 and at most %s."),
                        text);
}

static void
check_combinations (HjSense *sense)
{
  xmlNode *rubric = hj_xml_first (hj_source_find_node (sense->source, sense->scheme), "rubric");
  guint seen = 0;

  for (xmlNode *node = hj_xml_first (rubric, "combine"); node; node = hj_xml_next (node, "combine"))
    {
      g_autofree char *rule = hj_xml_attribute (node, "rule");
      g_autofree char *by = hj_xml_attribute (node, "by");
      HjRuleKind kind = HJ_RULE_COUNT;

      if (!hj_rule_kind_from_id (rule, &kind))
        g_assert_not_reached ();  /* the grammar lists them */
      if (seen & (1u << kind))
        hj_source_complain_at (sense->source, node, _("The rule %s is combined twice. Expected: each once."), rule);
      seen |= 1u << kind;
      if ((kind == HJ_RULE_VETO || kind == HJ_RULE_CONDITION) && !g_str_equal (by, "consensus"))
        hj_source_complain_at (sense->source, node, _("The rule %s has no points to average. Expected: by=\"consensus\"."), rule);
      if (hj_xml_has (node, "trim-from") && hj_xml_whole (node, "trim-from", 0) < 3)
        hj_source_complain_at (sense->source, node,
                               _("Without the highest and the lowest nothing would be left. Expected: trim-from of 3 or more."));
    }
}

static void
add_methods (HjSense *sense)
{
  for (guint i = 0; i < sense->scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (sense->scheme->methods, i);

      if (!g_hash_table_add (sense->methods, method->id))
        hj_sense_complain_twice (sense, method, method->id);
    }
}

void
hj_sense_complain_twice (HjSense       *sense,
                         gconstpointer  object,
                         const char    *name)
{
  hj_source_complain (sense->source, object, _("“%s” is there twice. Expected: each once."), name);
}

void
hj_sense_claim_id (HjSense       *sense,
                   gconstpointer  object,
                   const char    *id)
{
  claim_id (sense, object, id);
}

/**
 * hj_scheme_check_sense:
 *
 * Checks what the grammar cannot say: that points add up, ids are unique, rules
 * are complete for their kind, the pass line lies over sections there are,
 * bands leave no gap, references resolve, patterns and XPath compile.
 */
void
hj_scheme_check_sense (HjSource *source,
                       HjScheme *scheme)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) methods = g_hash_table_new (g_str_hash, g_str_equal);
  HjSense sense = { .source = source, .scheme = scheme, .ids = ids, .methods = methods };

  add_methods (&sense);
  check_sections (&sense);
  /* What is wrong within the sections would be told again of their sums. */
  if (hj_source_is_sound (source))
    {
      check_total (&sense);
      check_pass_line (&sense);
    }
  check_combinations (&sense);
  hj_sense_check_parts (&sense);
}
