/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-scheme.h"

/* Where the notices say nothing (domain.md 1): steps of half a point, and a
 * trimmed mean only from five experts. */
#define DEFAULT_INCREMENT 50
#define DEFAULT_TRIM_FROM 5

static char *
blank (void)
{
  return g_strdup ("");
}

static void
free_tier (gpointer data)
{
  HjTier *tier = data;

  g_free (tier->id);
  g_free (tier->label);
  g_free (tier);
}

static void
free_aspect (gpointer data)
{
  HjAspect *aspect = data;

  g_free (aspect->id);
  g_free (aspect->title);
  g_free (aspect->guidance);
  g_free (aspect);
}

static void
free_criterion (gpointer data)
{
  HjCriterion *criterion = data;

  g_free (criterion->id);
  g_free (criterion->text);
  g_free (criterion->types);
  g_free (criterion->digest);
  g_ptr_array_unref (criterion->aspects);
  g_ptr_array_unref (criterion->phrases);
  g_free (criterion);
}

static void
free_item (gpointer data)
{
  HjItem *item = data;

  g_free (item->id);
  g_free (item->title);
  g_free (item->short_title);
  g_free (item->sheet_title);
  g_free (item->sheet_criterion);
  g_free (item->basis);
  g_free (item->rule.unit);
  g_free (item->rule.reading);
  g_ptr_array_unref (item->rule.tiers);
  g_ptr_array_unref (item->methods);
  g_ptr_array_unref (item->criteria);
  g_ptr_array_unref (item->phrases);
  g_free (item->digest);
  g_free (item);
}

static void
free_section (gpointer data)
{
  HjSection *section = data;

  g_free (section->id);
  g_free (section->title);
  g_free (section->short_title);
  g_ptr_array_unref (section->items);
  g_free (section->digest);
  g_free (section);
}

static void
free_method (gpointer data)
{
  HjMethod *method = data;

  g_free (method->id);
  g_free (method->label);
  g_free (method);
}

static void
free_level (gpointer data)
{
  HjLevel *level = data;

  g_free (level->id);
  g_free (level->label);
  g_free (level);
}

static void
free_condition (gpointer data)
{
  HjCheckCondition *condition = data;

  g_free (condition->test);
  g_free (condition->phrase);
  g_free (condition);
}

static void
free_check (gpointer data)
{
  HjCheck *check = data;

  g_free (check->id);
  g_free (check->title);
  g_free (check->levels);
  g_free (check->rows);
  g_free (check->measure);
  g_free (check->unit);
  g_free (check->applies);
  g_free (check->reading);
  g_ptr_array_unref (check->conditions);
  g_free (check);
}

static void
free_standard (gpointer data)
{
  HjStandard *standard = data;

  g_free (standard->id);
  g_free (standard->group);
  g_free (standard->clause);
  g_free (standard->text);
  g_free (standard->item);
  g_free (standard->aspect);
  g_free (standard->types);
  g_ptr_array_unref (standard->checks);
  g_free (standard->digest);
  g_free (standard);
}

static void
free_applicant_type (gpointer data)
{
  HjApplicantType *type = data;

  g_free (type->id);
  g_free (type->label);
  g_free (type->note);
  g_free (type);
}

static void
free_word (gpointer data)
{
  HjWord *word = data;

  g_free (word->word);
  g_free (word);
}

static void
free_vocabulary (gpointer data)
{
  HjVocabulary *vocabulary = data;

  g_free (vocabulary->id);
  g_free (vocabulary->title);
  g_ptr_array_unref (vocabulary->words);
  g_free (vocabulary);
}

static void
free_step (gpointer data)
{
  HjStep *step = data;

  g_free (step->label);
  g_free (step->actor);
  g_free (step->text);
  g_free (step);
}

static void
free_material (gpointer data)
{
  HjMaterial *material = data;

  g_free (material->id);
  g_free (material->text);
  g_free (material->types);
  g_free (material->digest);
  g_free (material);
}

static void
free_pledge (gpointer data)
{
  HjPledge *pledge = data;

  g_free (pledge->id);
  g_free (pledge->text);
  g_free (pledge);
}

static void
free_field (gpointer data)
{
  HjField *field = data;

  g_free (field->id);
  g_free (field->label);
  g_free (field->kind);
  g_free (field->group);
  g_free (field->options);
  g_free (field);
}

static void
free_form (gpointer data)
{
  HjForm *form = data;

  g_free (form->id);
  g_free (form->title);
  g_free (form->with);
  g_ptr_array_unref (form->fields);
  g_free (form);
}

static void
free_listed_occupation (gpointer data)
{
  HjListedOccupation *listed = data;

  g_free (listed->code);
  g_free (listed->name);
  g_free (listed->remark);
  g_free (listed);
}

static void
free_term (gpointer data)
{
  HjTerm *term = data;

  g_free (term->key);
  g_free (term->value);
  g_free (term);
}

static void
free_reading (gpointer data)
{
  HjReading *reading = data;

  g_free (reading->id);
  g_free (reading->about);
  g_free (reading->text);
  g_free (reading);
}

static void
init_pass_line (HjPassLine *pass)
{
  pass->sections = g_ptr_array_new_with_free_func (g_free);
  pass->label = blank ();
  pass->note = blank ();
  pass->reading = blank ();
}

static void
clear_pass_line (HjPassLine *pass)
{
  g_ptr_array_unref (pass->sections);
  g_free (pass->label);
  g_free (pass->note);
  g_free (pass->reading);
}

static void
init_scope_and_filing (HjScheme *scheme)
{
  scheme->occupations.text = blank ();
  scheme->occupations.edition = blank ();
  scheme->occupations.code_pattern = blank ();
  scheme->occupations.max_exempt = blank ();
  scheme->occupations.bodies_exempt = blank ();
  scheme->occupations.usual_levels = blank ();
  scheme->occupations.levels = g_ptr_array_new_with_free_func (free_level);
  scheme->occupations.listed = g_ptr_array_new_with_free_func (free_listed_occupation);
  scheme->filing.valid_until = HJ_DAY_NONE;
  scheme->taken_since = scheme->taken_until = HJ_DAY_NONE;
  scheme->filing.issuer = blank ();
  scheme->filing.evaluator = blank ();
  scheme->filing.code_pattern = blank ();
}

static void
clear_scope_and_filing (HjScheme *scheme)
{
  g_free (scheme->occupations.text);
  g_free (scheme->occupations.edition);
  g_free (scheme->occupations.code_pattern);
  g_free (scheme->occupations.max_exempt);
  g_free (scheme->occupations.bodies_exempt);
  g_free (scheme->occupations.usual_levels);
  g_ptr_array_unref (scheme->occupations.levels);
  g_ptr_array_unref (scheme->occupations.listed);
  g_free (scheme->filing.issuer);
  g_free (scheme->filing.evaluator);
  g_free (scheme->filing.code_pattern);
}

/**
 * hj_scheme_new:
 *
 * An empty scheme of points: every string "", every array there. Counting and
 * all-or-nothing rules combine by consensus, judged ones and tiers by mean, as
 * domain.md 1 reads the silence of the notices.
 */
HjScheme *
hj_scheme_new (void)
{
  HjScheme *scheme = g_new0 (HjScheme, 1);

  g_atomic_ref_count_init (&scheme->ref_count);
  scheme->id = blank ();
  scheme->edition = blank ();
  scheme->title = blank ();
  scheme->short_title = blank ();
  scheme->notice = blank ();
  scheme->document_number = blank ();
  scheme->borrowed = blank ();
  scheme->authority = blank ();
  scheme->issued = HJ_DAY_NONE;
  scheme->kind = HJ_SCHEME_POINTS;
  scheme->sections = g_ptr_array_new_with_free_func (free_section);
  init_pass_line (&scheme->pass);
  scheme->combine[HJ_RULE_JUDGED] = HJ_COMBINE_MEAN;
  scheme->combine[HJ_RULE_TIERS] = HJ_COMBINE_MEAN;
  scheme->trim_from = DEFAULT_TRIM_FROM;
  scheme->methods = g_ptr_array_new_with_free_func (free_method);
  scheme->standards = g_ptr_array_new_with_free_func (free_standard);
  scheme->materials = g_ptr_array_new_with_free_func (free_material);
  scheme->pledges = g_ptr_array_new_with_free_func (free_pledge);
  scheme->pledge_title = blank ();
  scheme->pledge_closing = blank ();
  scheme->forms = g_ptr_array_new_with_free_func (free_form);
  scheme->applicant_types = g_ptr_array_new_with_free_func (free_applicant_type);
  scheme->vocabularies = g_ptr_array_new_with_free_func (free_vocabulary);
  scheme->steps = g_ptr_array_new_with_free_func (free_step);
  scheme->intakes = g_ptr_array_new_with_free_func (g_free);
  init_scope_and_filing (scheme);
  scheme->terms = g_ptr_array_new_with_free_func (free_term);
  scheme->texts = g_ptr_array_new_with_free_func (free_term);
  scheme->readings = g_ptr_array_new_with_free_func (free_reading);
  scheme->phrases = g_ptr_array_new_with_free_func (g_free);
  scheme->digest = blank ();
  return scheme;
}

HjScheme *
hj_scheme_ref (HjScheme *scheme)
{
  g_return_val_if_fail (scheme != NULL, NULL);

  g_atomic_ref_count_inc (&scheme->ref_count);
  return scheme;
}

void
hj_scheme_unref (HjScheme *scheme)
{
  g_return_if_fail (scheme != NULL);

  if (!g_atomic_ref_count_dec (&scheme->ref_count))
    return;
  g_free (scheme->id);
  g_free (scheme->edition);
  g_free (scheme->title);
  g_free (scheme->short_title);
  g_free (scheme->notice);
  g_free (scheme->document_number);
  g_free (scheme->borrowed);
  g_free (scheme->authority);
  g_ptr_array_unref (scheme->sections);
  clear_pass_line (&scheme->pass);
  g_ptr_array_unref (scheme->methods);
  g_ptr_array_unref (scheme->standards);
  g_ptr_array_unref (scheme->materials);
  g_ptr_array_unref (scheme->pledges);
  g_free (scheme->pledge_title);
  g_free (scheme->pledge_closing);
  g_ptr_array_unref (scheme->forms);
  g_ptr_array_unref (scheme->applicant_types);
  g_ptr_array_unref (scheme->vocabularies);
  g_ptr_array_unref (scheme->steps);
  g_ptr_array_unref (scheme->intakes);
  clear_scope_and_filing (scheme);
  g_ptr_array_unref (scheme->terms);
  g_ptr_array_unref (scheme->texts);
  g_ptr_array_unref (scheme->readings);
  g_ptr_array_unref (scheme->phrases);
  g_clear_pointer (&scheme->bytes, g_bytes_unref);
  g_free (scheme->digest);
  g_free (scheme);
}

HjSection *
hj_scheme_add_section (HjScheme *scheme)
{
  HjSection *section = g_new0 (HjSection, 1);

  section->id = blank ();
  section->title = blank ();
  section->short_title = blank ();
  section->items = g_ptr_array_new_with_free_func (free_item);
  section->digest = blank ();
  section->scheme = scheme;
  g_ptr_array_add (scheme->sections, section);
  return section;
}

HjItem *
hj_section_add_item (HjSection *section)
{
  HjItem *item = g_new0 (HjItem, 1);

  item->id = blank ();
  item->title = blank ();
  item->short_title = blank ();
  item->sheet_title = blank ();
  item->basis = blank ();
  item->rule.increment = DEFAULT_INCREMENT;
  item->rule.tiers = g_ptr_array_new_with_free_func (free_tier);
  item->rule.unit = blank ();
  item->rule.reading = blank ();
  item->methods = g_ptr_array_new_with_free_func (g_free);
  item->criteria = g_ptr_array_new_with_free_func (free_criterion);
  item->phrases = g_ptr_array_new_with_free_func (g_free);
  item->digest = blank ();
  item->section = section;
  g_ptr_array_add (section->items, item);
  return item;
}

HjCriterion *
hj_item_add_criterion (HjItem *item)
{
  HjCriterion *criterion = g_new0 (HjCriterion, 1);

  criterion->id = blank ();
  criterion->text = blank ();
  criterion->digest = blank ();
  criterion->types = blank ();
  criterion->aspects = g_ptr_array_new_with_free_func (free_aspect);
  criterion->phrases = g_ptr_array_new_with_free_func (g_free);
  criterion->item = item;
  g_ptr_array_add (item->criteria, criterion);
  return criterion;
}

HjTier *
hj_rule_add_tier (HjRule *rule)
{
  HjTier *tier = g_new0 (HjTier, 1);

  tier->id = blank ();
  tier->label = blank ();
  g_ptr_array_add (rule->tiers, tier);
  return tier;
}

HjAspect *
hj_criterion_add_aspect (HjCriterion *criterion)
{
  HjAspect *aspect = g_new0 (HjAspect, 1);

  aspect->id = blank ();
  aspect->title = blank ();
  aspect->guidance = blank ();
  g_ptr_array_add (criterion->aspects, aspect);
  return aspect;
}

HjMethod *
hj_scheme_add_method (HjScheme *scheme)
{
  HjMethod *method = g_new0 (HjMethod, 1);

  method->id = blank ();
  method->label = blank ();
  g_ptr_array_add (scheme->methods, method);
  return method;
}

HjLevel *
hj_scheme_add_level (HjScheme *scheme)
{
  HjLevel *level = g_new0 (HjLevel, 1);

  level->id = blank ();
  level->label = blank ();
  g_ptr_array_add (scheme->occupations.levels, level);
  return level;
}

HjStandard *
hj_scheme_add_standard (HjScheme *scheme)
{
  HjStandard *standard = g_new0 (HjStandard, 1);

  standard->id = blank ();
  standard->group = blank ();
  standard->clause = blank ();
  standard->text = blank ();
  standard->item = blank ();
  standard->aspect = blank ();
  standard->types = blank ();
  standard->checks = g_ptr_array_new_with_free_func (free_check);
  standard->digest = blank ();
  g_ptr_array_add (scheme->standards, standard);
  return standard;
}

HjCheck *
hj_standard_add_check (HjStandard *standard)
{
  HjCheck *check = g_new0 (HjCheck, 1);

  check->id = blank ();
  check->title = blank ();
  check->levels = blank ();
  check->rows = blank ();
  check->measure = blank ();
  check->unit = blank ();
  check->applies = blank ();
  check->reading = blank ();
  check->conditions = g_ptr_array_new_with_free_func (free_condition);
  g_ptr_array_add (standard->checks, check);
  return check;
}

HjCheckCondition *
hj_check_add_condition (HjCheck *check)
{
  HjCheckCondition *condition = g_new0 (HjCheckCondition, 1);

  condition->test = blank ();
  condition->phrase = blank ();
  g_ptr_array_add (check->conditions, condition);
  return condition;
}

HjApplicantType *
hj_scheme_add_applicant_type (HjScheme *scheme)
{
  HjApplicantType *type = g_new0 (HjApplicantType, 1);

  type->id = blank ();
  type->label = blank ();
  type->note = blank ();
  g_ptr_array_add (scheme->applicant_types, type);
  return type;
}

HjVocabulary *
hj_scheme_add_vocabulary (HjScheme *scheme)
{
  HjVocabulary *vocabulary = g_new0 (HjVocabulary, 1);

  vocabulary->id = blank ();
  vocabulary->title = blank ();
  vocabulary->words = g_ptr_array_new_with_free_func (free_word);
  g_ptr_array_add (scheme->vocabularies, vocabulary);
  return vocabulary;
}

HjWord *
hj_vocabulary_add_word (HjVocabulary *vocabulary)
{
  HjWord *word = g_new0 (HjWord, 1);

  word->word = blank ();
  g_ptr_array_add (vocabulary->words, word);
  return word;
}

HjStep *
hj_scheme_add_step (HjScheme *scheme)
{
  HjStep *step = g_new0 (HjStep, 1);

  step->label = blank ();
  step->actor = blank ();
  step->text = blank ();
  g_ptr_array_add (scheme->steps, step);
  return step;
}

HjIntake *
hj_scheme_add_intake (HjScheme *scheme)
{
  HjIntake *intake = g_new0 (HjIntake, 1);

  g_ptr_array_add (scheme->intakes, intake);
  return intake;
}

HjMaterial *
hj_scheme_add_material (HjScheme *scheme)
{
  HjMaterial *material = g_new0 (HjMaterial, 1);

  material->id = blank ();
  material->text = blank ();
  material->types = blank ();
  material->digest = blank ();
  g_ptr_array_add (scheme->materials, material);
  return material;
}

HjPledge *
hj_scheme_add_pledge (HjScheme *scheme)
{
  HjPledge *pledge = g_new0 (HjPledge, 1);

  pledge->id = blank ();
  pledge->text = blank ();
  g_ptr_array_add (scheme->pledges, pledge);
  return pledge;
}

HjForm *
hj_scheme_add_form (HjScheme *scheme)
{
  HjForm *form = g_new0 (HjForm, 1);

  form->id = blank ();
  form->title = blank ();
  form->with = blank ();
  form->fields = g_ptr_array_new_with_free_func (free_field);
  g_ptr_array_add (scheme->forms, form);
  return form;
}

HjField *
hj_form_add_field (HjForm *form)
{
  HjField *field = g_new0 (HjField, 1);

  field->id = blank ();
  field->label = blank ();
  field->kind = blank ();
  field->group = blank ();
  field->options = blank ();
  g_ptr_array_add (form->fields, field);
  return field;
}

HjListedOccupation *
hj_scheme_add_listed_occupation (HjScheme *scheme)
{
  HjListedOccupation *listed = g_new0 (HjListedOccupation, 1);

  listed->code = blank ();
  listed->name = blank ();
  listed->remark = blank ();
  g_ptr_array_add (scheme->occupations.listed, listed);
  return listed;
}

static HjTerm *
add_term (GPtrArray *terms)
{
  HjTerm *term = g_new0 (HjTerm, 1);

  term->key = blank ();
  term->value = blank ();
  g_ptr_array_add (terms, term);
  return term;
}

HjTerm *
hj_scheme_add_term (HjScheme *scheme)
{
  return add_term (scheme->terms);
}

HjTerm *
hj_scheme_add_text (HjScheme *scheme)
{
  return add_term (scheme->texts);
}

HjReading *
hj_scheme_add_reading (HjScheme *scheme)
{
  HjReading *reading = g_new0 (HjReading, 1);

  reading->id = blank ();
  reading->about = blank ();
  reading->text = blank ();
  g_ptr_array_add (scheme->readings, reading);
  return reading;
}
