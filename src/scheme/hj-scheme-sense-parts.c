/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-scheme-sense-private.h"

/* What the grammar cannot say about all that stands around the rubric. */

static gboolean
add_once (HjSense       *sense,
          GHashTable    *seen,
          gconstpointer  object,
          const char    *name)
{
  if (g_hash_table_add (seen, (gpointer) name))
    return TRUE;
  hj_sense_complain_twice (sense, object, name);
  return FALSE;
}

/* Each id of a comma list is one of @known. */
static void
check_ids (HjSense       *sense,
           gconstpointer  object,
           const char    *list,
           GHashTable    *known,
           const char    *what)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);

  for (char **id = ids; *id; id++)
    if (!g_hash_table_contains (known, *id))
      hj_source_complain (sense->source, object, _("There is no %s “%s”. Expected: ids that the scheme defines."), what, *id);
}

static void
check_pattern (HjSense       *sense,
               gconstpointer  object,
               const char    *pattern)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;

  if (!*pattern)
    return;
  regex = g_regex_new (pattern, 0, 0, &error);
  if (regex == NULL)
    hj_source_complain (sense->source, object, _("The pattern “%s” cannot be used: %s"), pattern, error->message);
}

static GHashTable *
collect_levels (HjSense *sense)
{
  const HjOccupationScope *scope = &sense->scheme->occupations;
  GHashTable *levels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scope->levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scope->levels, i);

      add_once (sense, levels, level, level->id);
    }
  return levels;
}

static void
check_occupations (HjSense    *sense,
                   GHashTable *levels)
{
  const HjOccupationScope *scope = &sense->scheme->occupations;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  guint problems = sense->source->problems->len;
  g_autoptr (GRegex) regex = NULL;

  check_pattern (sense, scope, scope->code_pattern);
  if (*scope->code_pattern && problems == sense->source->problems->len)
    regex = g_regex_new (scope->code_pattern, 0, 0, NULL);
  if (*scope->usual_levels)
    check_ids (sense, scope, scope->usual_levels, levels, _("level"));
  if (scope->bodies_max > 0 && scope->bodies_min > scope->bodies_max)
    hj_source_complain (sense->source, scope, _("“bodies-min” is above “bodies-max”. Expected: at most as large."));
  for (guint i = 0; i < scope->listed->len; i++)
    {
      const HjListedOccupation *listed = g_ptr_array_index (scope->listed, i);

      add_once (sense, names, listed, listed->name);
      if (*listed->code)
        add_once (sense, codes, listed, listed->code);
      if (*listed->code && regex && !g_regex_match (regex, listed->code, 0, NULL))
        hj_source_complain (sense->source, listed, _("The code “%s” does not fit “code-pattern”."), listed->code);
    }
}

static GHashTable *
collect_types (HjSense *sense)
{
  GHashTable *types = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sense->scheme->applicant_types->len; i++)
    {
      const HjApplicantType *type = g_ptr_array_index (sense->scheme->applicant_types, i);

      if (add_once (sense, types, type, type->id))
        add_once (sense, labels, type, type->label);
    }
  return types;
}

static void
check_criteria_types (HjSense    *sense,
                      GHashTable *types)
{
  for (guint i = 0; i < sense->scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (sense->scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);

              if (*criterion->types)
                check_ids (sense, criterion, criterion->types, types, _("applicant type"));
            }
        }
    }
}

static void
check_xpath (HjSense       *sense,
             gconstpointer  object,
             const char    *name,
             const char    *xpath)
{
  int at;

  if (*xpath == '\0')
    return;
  if (!hj_scheme_xml_compiles (xpath, &at))
    hj_source_complain (sense->source, object, _("“%s” is not XPath 1.0. It goes wrong at character %d of: %s"),
                        name, at, xpath);
  else
    hj_sense_check_names (sense, object, xpath, g_str_equal (name, "measure"));
}

static void
check_check (HjSense       *sense,
             const HjCheck *check,
             GHashTable    *levels)
{
  hj_sense_claim_id (sense, check, check->id);
  check_xpath (sense, check, "rows", check->rows);
  check_xpath (sense, check, "applies", check->applies);
  check_xpath (sense, check, "measure", check->measure);
  for (guint i = 0; i < check->conditions->len; i++)
    {
      const HjCheckCondition *condition = g_ptr_array_index (check->conditions, i);

      check_xpath (sense, condition, "test", condition->test);
    }
  if (*check->levels)
    check_ids (sense, check, check->levels, levels, _("level"));
  if (*check->levels && check->scope != HJ_CHECK_LEVEL)
    hj_source_complain (sense->source, check, _("Levels are named, but the check is not made for each. Expected: scope=\"level\"."));
  if (!check->has_at_least && !check->has_at_most)
    hj_source_complain (sense->source, check, _("The check has no bound. Expected: “at-least”, “at-most” or both."));
  else if (check->has_at_least && check->has_at_most && check->at_least > check->at_most)
    hj_source_complain (sense->source, check, _("“at-least” is above “at-most”. Expected: at most as large."));
}

static void
check_standard_target (HjSense          *sense,
                       const HjStandard *standard)
{
  HjItem *item = *standard->item ? hj_scheme_find_item (sense->scheme, standard->item) : NULL;
  gboolean found = FALSE;

  if (*standard->item && item == NULL)
    hj_source_complain (sense->source, standard, _("There is no item “%s”. Expected: the id of an item of the rubric."),
                        standard->item);
  if (!*standard->aspect || (*standard->item && item == NULL))
    return;
  for (guint i = 0; item && i < item->criteria->len; i++)
    found = found || hj_criterion_find_aspect (g_ptr_array_index (item->criteria, i), standard->aspect) != NULL;
  if (!found)
    hj_source_complain (sense->source, standard, _("There is no aspect “%s” in the item “%s”. Expected: one of its aspects."),
                        standard->aspect, standard->item);
}

static void
check_standards (HjSense    *sense,
                 GHashTable *types,
                 GHashTable *levels)
{
  for (guint i = 0; i < sense->scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (sense->scheme->standards, i);

      hj_sense_claim_id (sense, standard, standard->id);
      check_standard_target (sense, standard);
      if (*standard->types)
        check_ids (sense, standard, standard->types, types, _("applicant type"));
      for (guint j = 0; j < standard->checks->len; j++)
        check_check (sense, g_ptr_array_index (standard->checks, j), levels);
    }
}

static void
check_vocabularies (HjSense *sense)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sense->scheme->vocabularies->len; i++)
    {
      const HjVocabulary *vocabulary = g_ptr_array_index (sense->scheme->vocabularies, i);
      g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

      add_once (sense, ids, vocabulary, vocabulary->id);
      for (guint j = 0; j < vocabulary->words->len; j++)
        {
          const HjWord *word = g_ptr_array_index (vocabulary->words, j);

          add_once (sense, words, word, word->word);
        }
    }
}

static void
check_field (HjSense       *sense,
             const HjField *field)
{
  gboolean choice = g_str_equal (field->kind, "choice");

  if (choice && strchr (field->options, '\n') == NULL)
    hj_source_complain (sense->source, field, _("A choice offers something. Expected: two or more “option”."));
  else if (!choice && *field->options)
    hj_source_complain (sense->source, field, _("Only a choice has options. Expected: kind=\"choice\", or no “option”."));
}

static void
check_papers (HjSense    *sense,
              GHashTable *types)
{
  const HjScheme *scheme = sense->scheme;

  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      hj_sense_claim_id (sense, material, material->id);
      if (*material->types)
        check_ids (sense, material, material->types, types, _("applicant type"));
      if (material->copies < 1)
        hj_source_complain (sense->source, material, _("A material is handed in at least once. Expected: “copies” of 1 or more."));
    }
  for (guint i = 0; i < scheme->pledges->len; i++)
    {
      const HjPledge *pledge = g_ptr_array_index (scheme->pledges, i);

      hj_sense_claim_id (sense, pledge, pledge->id);
    }
  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

      hj_sense_claim_id (sense, form, form->id);
      for (guint j = 0; j < form->fields->len; j++)
        {
          const HjField *field = g_ptr_array_index (form->fields, j);

          add_once (sense, fields, field, field->id);
          check_field (sense, field);
        }
      hj_sense_check_form (sense, form);
    }
}

static gboolean
is_day_of_year (int month,
                int day)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return day <= lengths[month - 1];
}

/* In the order of the year, within one year, none into another. */
static void
check_intakes (HjSense *sense)
{
  int last = 0;

  for (guint i = 0; i < sense->scheme->intakes->len; i++)
    {
      const HjIntake *intake = g_ptr_array_index (sense->scheme->intakes, i);
      int from = intake->from_month * 100 + intake->from_day;
      int to = intake->to_month * 100 + intake->to_day;

      if (!is_day_of_year (intake->from_month, intake->from_day) || !is_day_of_year (intake->to_month, intake->to_day))
        hj_source_complain (sense->source, intake, _("There is no such day in every year. Expected: a day such as 03-15."));
      else if (from > to)
        hj_source_complain (sense->source, intake, _("“from” is after “to”. Expected: days of one year, the first first."));
      else if (from <= last)
        hj_source_complain (sense->source, intake, _("This time begins before the one above ends. Expected: times apart, in the order of the year."));
      last = MAX (last, to);
    }
  if (sense->scheme->taken_until != HJ_DAY_NONE && sense->scheme->taken_until < sense->scheme->taken_since)
    hj_source_complain (sense->source, &sense->scheme->taken_since,
                        _("“since” is after “until”. Expected: two days, the first first."));
}

/* Each step once, but for reviews: a province may check a city's case before
 * acceptance and again before publicity (Jilin). */
static void
check_way (HjSense *sense)
{
  guint seen = 0;

  for (guint i = 0; i < sense->scheme->steps->len; i++)
    {
      const HjStep *step = g_ptr_array_index (sense->scheme->steps, i);

      if (step->kind != HJ_STEP_REVIEW && seen & (1u << step->kind))
        hj_sense_complain_twice (sense, step, hj_step_kind_to_id (step->kind));
      seen |= 1u << step->kind;
    }
}

static void
check_filing (HjSense *sense)
{
  const HjFilingRules *filing = &sense->scheme->filing;
  xmlNode *node = hj_source_find_node (sense->source, filing);
  xmlNode *publicity = hj_xml_first (node, "publicity");
  xmlNode *validity = hj_xml_first (node, "validity");

  check_pattern (sense, filing, filing->code_pattern);
  if (publicity != NULL && filing->days < 1)
    hj_source_complain_at (sense->source, publicity, _("A period has a day or more. Expected: “days” of 1 or more."));
  if (validity == NULL)
    return;
  if (hj_xml_has (validity, "until") == hj_xml_has (validity, "years"))
    hj_source_complain_at (sense->source, validity, _("A validity ends on a day or after years. Expected: one of “until” and “years”."));
  else if (hj_xml_has (validity, "years") && filing->valid_years < 1)
    hj_source_complain_at (sense->source, validity, _("A validity has a year or more. Expected: “years” of 1 or more."));
  else if (hj_xml_has (validity, "until") && filing->valid_until == HJ_DAY_NONE)
    hj_source_complain_at (sense->source, validity, _("There is no such day. Expected: a day such as 2021-12-31."));
}

static void
check_words (HjSense   *sense,
             GPtrArray *words)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < words->len; i++)
    {
      const HjTerm *term = g_ptr_array_index (words, i);

      add_once (sense, keys, term, term->key);
    }
}

static void
check_readings (HjSense *sense)
{
  for (guint i = 0; i < sense->scheme->readings->len; i++)
    {
      const HjReading *reading = g_ptr_array_index (sense->scheme->readings, i);

      hj_sense_claim_id (sense, reading, reading->id);
    }
  for (guint i = 0; i < sense->scheme->readings->len; i++)
    {
      const HjReading *reading = g_ptr_array_index (sense->scheme->readings, i);

      if (*reading->about && !g_hash_table_contains (sense->ids, reading->about))
        hj_source_complain (sense->source, reading, _("There is nothing with the id “%s”. Expected: an id of this scheme."),
                            reading->about);
    }
}

void
hj_sense_check_parts (HjSense *sense)
{
  g_autoptr (GHashTable) levels = collect_levels (sense);
  g_autoptr (GHashTable) types = collect_types (sense);
  xmlNode *notice = hj_xml_first (hj_xml_first (hj_source_find_node (sense->source, sense->scheme), "head"), "notice");

  if (hj_xml_has (notice, "issued") && sense->scheme->issued == HJ_DAY_NONE)
    hj_source_complain_at (sense->source, notice, _("There is no such day. Expected: a day such as 2021-12-31."));
  check_occupations (sense, levels);
  check_standards (sense, types, levels);
  check_vocabularies (sense);
  check_criteria_types (sense, types);
  check_papers (sense, types);
  check_intakes (sense);
  check_way (sense);
  check_filing (sense);
  check_words (sense, sense->scheme->terms);
  check_words (sense, sense->scheme->texts);
  check_readings (sense);
}
