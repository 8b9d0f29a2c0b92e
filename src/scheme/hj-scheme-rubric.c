/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include "hj-digest.h"
#include "hj-scheme-private.h"

/* Built only from what the grammar accepted: elements that it requires are there. */

static void
add_phrases (GPtrArray *phrases,
             xmlNode   *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "phrase"); node; node = hj_xml_next (node, "phrase"))
    g_ptr_array_add (phrases, hj_xml_text (node));
}

static void
build_criterion (HjSource *source,
                 HjItem   *item,
                 xmlNode  *node)
{
  HjCriterion *criterion = hj_item_add_criterion (item);

  hj_source_note (source, criterion, node);
  hj_xml_set (&criterion->id, hj_xml_attribute (node, "id"));
  hj_xml_set (&criterion->text, hj_xml_child_text (node, "text"));
  hj_xml_set (&criterion->digest, hj_digest_text (criterion->text));
  hj_xml_set (&criterion->types, hj_xml_id_list (node, "types"));
  for (xmlNode *child = hj_xml_first (node, "aspect"); child; child = hj_xml_next (child, "aspect"))
    {
      HjAspect *aspect = hj_criterion_add_aspect (criterion);

      hj_source_note (source, aspect, child);
      hj_xml_set (&aspect->id, hj_xml_attribute (child, "id"));
      hj_xml_set (&aspect->title, hj_xml_child_text (child, "title"));
      hj_xml_set (&aspect->guidance, hj_xml_child_text (child, "guidance"));
    }
  add_phrases (criterion->phrases, node);
}

static void
build_tiers (HjSource *source,
             HjRule   *rule,
             xmlNode  *node)
{
  for (xmlNode *child = hj_xml_first (node, "tier"); child; child = hj_xml_next (child, "tier"))
    {
      HjTier *tier = hj_rule_add_tier (rule);

      hj_source_note (source, tier, child);
      hj_xml_set (&tier->id, hj_xml_attribute (child, "id"));
      hj_xml_set (&tier->label, hj_xml_text (child));
      tier->points = hj_xml_points (child, "points", 0);
      tier->banded = hj_xml_has (child, "from") || hj_xml_has (child, "to");
      tier->from = hj_xml_whole (child, "from", 0);
      tier->to = hj_xml_has (child, "to") ? hj_xml_whole (child, "to", 0) : G_MAXINT64;
    }
}

static xmlNode *
find_rule (xmlNode    *item,
           HjRuleKind *kind)
{
  for (xmlNode *node = item->children; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE && hj_rule_kind_from_id ((const char *) node->name, kind))
      return node;
  g_assert_not_reached ();
}

static void
build_rule (HjSource *source,
            HjItem   *item,
            xmlNode  *parent)
{
  HjRule *rule = &item->rule;
  xmlNode *node = find_rule (parent, &rule->kind);
  gboolean capped = rule->kind == HJ_RULE_COUNT || rule->kind == HJ_RULE_SHORTFALL || rule->kind == HJ_RULE_JUDGED;

  hj_source_note (source, rule, node);
  rule->step = hj_xml_points (node, "step", 0);
  rule->cap = hj_xml_points (node, "cap", capped ? item->points : 0);
  rule->missing = hj_xml_points (node, "missing", 0);
  rule->deficient = hj_xml_points (node, "deficient", 0);
  rule->min = hj_xml_points (node, "min", 0);
  rule->max = hj_xml_points (node, "max", 0);
  rule->increment = hj_xml_points (node, "increment", 0);
  rule->evidence = hj_xml_yes (node, "evidence");
  hj_xml_set (&rule->unit, hj_xml_attribute (node, "unit"));
  hj_xml_set (&rule->reading, hj_xml_child_text (node, "reading"));
  build_tiers (source, rule, node);
}

/* What a dossier of another edition compares (design.md 1): the official words. */
static char *
digest_item (const HjItem *item)
{
  g_autofree char *words = g_strjoin ("\n",
                                      item->title,
                                      item->sheet_title,
                                      item->sheet_criterion ? item->sheet_criterion : "",
                                      item->basis,
                                      NULL);

  return hj_digest_text (words);
}

static char *
split_list (xmlNode    *node,
            const char *attribute,
            GPtrArray  *into)
{
  char *list = hj_xml_id_list (node, attribute);
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);

  for (char **id = ids; *id; id++)
    g_ptr_array_add (into, g_strdup (*id));
  return list;
}

static void
build_item (HjSource  *source,
            HjSection *section,
            xmlNode   *node)
{
  HjItem *item = hj_section_add_item (section);
  g_autofree char *methods = NULL;

  hj_source_note (source, item, node);
  hj_xml_set (&item->id, hj_xml_attribute (node, "id"));
  hj_xml_set (&item->title, hj_xml_child_text (node, "title"));
  hj_xml_set (&item->short_title, hj_xml_child_text (node, hj_xml_first (node, "short-title") ? "short-title" : "title"));
  hj_xml_set (&item->sheet_title, hj_xml_child_text (node, hj_xml_first (node, "sheet-title") ? "sheet-title" : "title"));
  if (hj_xml_first (node, "sheet-criterion"))
    hj_xml_set (&item->sheet_criterion, hj_xml_child_text (node, "sheet-criterion"));
  hj_xml_set (&item->basis, hj_xml_child_text (node, "basis"));
  item->has_points = hj_xml_has (node, "points");
  item->points = hj_xml_points (node, "points", 0);
  build_rule (source, item, node);
  methods = split_list (node, "methods", item->methods);
  for (xmlNode *child = hj_xml_first (node, "criterion"); child; child = hj_xml_next (child, "criterion"))
    build_criterion (source, item, child);
  add_phrases (item->phrases, node);
  hj_xml_set (&item->digest, digest_item (item));
}

static void
build_section (HjSource *source,
               HjScheme *scheme,
               xmlNode  *node)
{
  HjSection *section = hj_scheme_add_section (scheme);

  hj_source_note (source, section, node);
  hj_xml_set (&section->id, hj_xml_attribute (node, "id"));
  hj_xml_set (&section->title, hj_xml_child_text (node, "title"));
  hj_xml_set (&section->short_title,
              hj_xml_child_text (node, hj_xml_first (node, "short-title") ? "short-title" : "title"));
  section->has_points = hj_xml_has (node, "points");
  section->points = hj_xml_points (node, "points", 0);
  section->bonus = hj_xml_yes (node, "bonus");
  hj_xml_set (&section->digest, hj_digest_text (section->title));
  for (xmlNode *child = hj_xml_first (node, "item"); child; child = hj_xml_next (child, "item"))
    build_item (source, section, child);
}

static void
build_pass_line (HjSource *source,
                 HjScheme *scheme,
                 xmlNode  *node)
{
  HjPassLine *pass = &scheme->pass;
  g_autofree char *sections = NULL;

  if (node == NULL)
    return;
  hj_source_note (source, pass, node);
  pass->present = TRUE;
  pass->line = hj_xml_points (node, "line", 0);
  pass->inclusive = hj_xml_yes (node, "inclusive");
  sections = split_list (node, "sections", pass->sections);
  hj_xml_set (&pass->label, hj_xml_child_text (node, "label"));
  hj_xml_set (&pass->note, hj_xml_child_text (node, "note"));
  hj_xml_set (&pass->reading, hj_xml_child_text (node, "reading"));
}

static void
build_combination (HjScheme *scheme,
                   xmlNode  *node)
{
  g_autofree char *rule = hj_xml_attribute (node, "rule");
  g_autofree char *by = hj_xml_attribute (node, "by");
  HjRuleKind kind;
  HjCombine combine;

  if (!hj_rule_kind_from_id (rule, &kind) || !hj_combine_from_id (by, &combine))
    g_assert_not_reached ();  /* the grammar lists them */
  scheme->combine[kind] = combine;
  scheme->trim_from = hj_xml_whole (node, "trim-from", scheme->trim_from);
}

void
hj_scheme_build_rubric (HjSource *source,
                        HjScheme *scheme,
                        xmlNode  *rubric)
{
  hj_xml_set (&scheme->borrowed, hj_xml_attribute (rubric, "borrowed"));
  build_pass_line (source, scheme, hj_xml_first (rubric, "pass"));
  for (xmlNode *node = hj_xml_first (rubric, "combine"); node; node = hj_xml_next (node, "combine"))
    build_combination (scheme, node);
  for (xmlNode *node = hj_xml_first (rubric, "section"); node; node = hj_xml_next (node, "section"))
    build_section (source, scheme, node);
  add_phrases (scheme->phrases, rubric);
}
