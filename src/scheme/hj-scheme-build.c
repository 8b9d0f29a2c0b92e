/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme"

#include "config.h"

#include <string.h>

#include "hj-digest.h"
#include "hj-scheme-private.h"

/* Built only from what the grammar accepted: elements that it requires are there. */

static void
build_head (HjScheme *scheme,
            xmlNode  *root)
{
  xmlNode *head = hj_xml_first (root, "head");
  xmlNode *notice = hj_xml_first (head, "notice");
  g_autofree char *kind = hj_xml_attribute (root, "kind");

  hj_xml_set (&scheme->id, hj_xml_attribute (root, "id"));
  hj_xml_set (&scheme->edition, hj_xml_attribute (root, "edition"));
  scheme->kind = g_str_equal (kind, "points") ? HJ_SCHEME_POINTS : HJ_SCHEME_CONDITIONS;
  hj_xml_set (&scheme->title, hj_xml_child_text (head, "title"));
  hj_xml_set (&scheme->short_title, hj_xml_child_text (head, "short-title"));
  hj_xml_set (&scheme->notice, hj_xml_text (notice));
  hj_xml_set (&scheme->document_number, hj_xml_attribute (notice, "number"));
  hj_xml_set (&scheme->authority, hj_xml_attribute (notice, "authority"));
  scheme->issued = hj_xml_day (notice, "issued");
}

static void
build_applicant_types (HjSource *source,
                       HjScheme *scheme,
                       xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "applicant-type"); node; node = hj_xml_next (node, "applicant-type"))
    {
      HjApplicantType *type = hj_scheme_add_applicant_type (scheme);

      hj_source_note (source, type, node);
      hj_xml_set (&type->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&type->label, hj_xml_child_text (node, "label"));
      hj_xml_set (&type->note, hj_xml_child_text (node, "note"));
    }
}

static void
build_occupations (HjSource *source,
                   HjScheme *scheme,
                   xmlNode  *parent)
{
  HjOccupationScope *scope = &scheme->occupations;

  if (parent == NULL)
    return;
  hj_source_note (source, scope, parent);
  hj_xml_set (&scope->text, hj_xml_child_text (parent, "scope"));
  hj_xml_set (&scope->edition, hj_xml_attribute (parent, "edition"));
  hj_xml_set (&scope->code_pattern, hj_xml_attribute (parent, "code-pattern"));
  scope->max_first = hj_xml_whole (parent, "max-first", 0);
  scope->max_more = hj_xml_whole (parent, "max-more", 0);
  hj_xml_set (&scope->max_exempt, hj_xml_attribute (parent, "max-exempt"));
  scope->bodies_min = hj_xml_whole (parent, "bodies-min", 0);
  scope->bodies_max = hj_xml_whole (parent, "bodies-max", 0);
  hj_xml_set (&scope->bodies_exempt, hj_xml_attribute (parent, "bodies-exempt"));
  hj_xml_set (&scope->usual_levels, hj_xml_id_list (parent, "usual-levels"));
  for (xmlNode *node = hj_xml_first (parent, "level"); node; node = hj_xml_next (node, "level"))
    {
      HjLevel *level = hj_scheme_add_level (scheme);

      hj_source_note (source, level, node);
      hj_xml_set (&level->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&level->label, hj_xml_text (node));
    }
  for (xmlNode *node = hj_xml_first (parent, "listed"); node; node = hj_xml_next (node, "listed"))
    {
      HjListedOccupation *listed = hj_scheme_add_listed_occupation (scheme);

      hj_source_note (source, listed, node);
      hj_xml_set (&listed->code, hj_xml_attribute (node, "code"));
      hj_xml_set (&listed->name, hj_xml_text (node));
      hj_xml_set (&listed->remark, hj_xml_attribute (node, "remark"));
    }
}

static void
build_methods (HjSource *source,
               HjScheme *scheme,
               xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "method"); node; node = hj_xml_next (node, "method"))
    {
      HjMethod *method = hj_scheme_add_method (scheme);

      hj_source_note (source, method, node);
      hj_xml_set (&method->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&method->label, hj_xml_text (node));
    }
}

static double
bound_of (xmlNode    *node,
          const char *attribute)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);

  return g_ascii_strtod (value, NULL);
}

static void
build_check (HjSource   *source,
             HjStandard *standard,
             xmlNode    *node)
{
  HjCheck *check = hj_standard_add_check (standard);
  g_autofree char *scope = hj_xml_attribute (node, "scope");

  hj_source_note (source, check, node);
  hj_xml_set (&check->id, hj_xml_attribute (node, "id"));
  hj_xml_set (&check->title, hj_xml_child_text (node, "title"));
  check->scope = HJ_CHECK_APPLICANT;
  if (g_str_equal (scope, "occupation"))
    check->scope = HJ_CHECK_OCCUPATION;
  else if (g_str_equal (scope, "level"))
    check->scope = HJ_CHECK_LEVEL;
  hj_xml_set (&check->levels, hj_xml_id_list (node, "levels"));
  hj_xml_set (&check->rows, hj_xml_attribute (node, "rows"));
  hj_xml_set (&check->measure, hj_xml_attribute (node, "measure"));
  hj_xml_set (&check->unit, hj_xml_attribute (node, "unit"));
  check->has_at_least = hj_xml_has (node, "at-least");
  check->at_least = bound_of (node, "at-least");
  check->has_at_most = hj_xml_has (node, "at-most");
  check->at_most = bound_of (node, "at-most");
  check->remark = hj_xml_yes (node, "remark");
  hj_xml_set (&check->applies, hj_xml_attribute (node, "applies"));
  hj_xml_set (&check->reading, hj_xml_child_text (node, "reading"));
  for (xmlNode *child = hj_xml_first (node, "condition"); child; child = hj_xml_next (child, "condition"))
    {
      HjCheckCondition *condition = hj_check_add_condition (check);

      hj_source_note (source, condition, child);
      hj_xml_set (&condition->test, hj_xml_attribute (child, "test"));
      hj_xml_set (&condition->phrase, hj_xml_text (child));
    }
}

static void
build_standard (HjSource   *source,
                HjScheme   *scheme,
                const char *group,
                xmlNode    *node)
{
  HjStandard *standard = hj_scheme_add_standard (scheme);
  g_autofree char *kind = hj_xml_attribute (node, "kind");

  hj_source_note (source, standard, node);
  hj_xml_set (&standard->id, hj_xml_attribute (node, "id"));
  standard->kind = HJ_STANDARD_REQUIREMENT;
  if (g_str_equal (kind, "exclusion"))
    standard->kind = HJ_STANDARD_EXCLUSION;
  else if (g_str_equal (kind, "remark"))
    standard->kind = HJ_STANDARD_REMARK;
  hj_xml_set (&standard->group, g_strdup (group));
  hj_xml_set (&standard->clause, hj_xml_attribute (node, "clause"));
  hj_xml_set (&standard->text, hj_xml_child_text (node, "text"));
  hj_xml_set (&standard->item, hj_xml_attribute (node, "item"));
  hj_xml_set (&standard->aspect, hj_xml_attribute (node, "aspect"));
  hj_xml_set (&standard->types, hj_xml_id_list (node, "types"));
  standard->relaxable = hj_xml_yes (node, "relaxable");
  hj_xml_set (&standard->digest, hj_digest_text (standard->text));
  for (xmlNode *child = hj_xml_first (node, "check"); child; child = hj_xml_next (child, "check"))
    build_check (source, standard, child);
}

static void
build_standards (HjSource *source,
                 HjScheme *scheme,
                 xmlNode  *parent)
{
  for (xmlNode *group = hj_xml_first (parent, "group"); group; group = hj_xml_next (group, "group"))
    {
      g_autofree char *title = hj_xml_child_text (group, "title");

      for (xmlNode *node = hj_xml_first (group, "standard"); node; node = hj_xml_next (node, "standard"))
        build_standard (source, scheme, title, node);
    }
}

static void
build_vocabularies (HjSource *source,
                    HjScheme *scheme,
                    xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "vocabulary"); node; node = hj_xml_next (node, "vocabulary"))
    {
      HjVocabulary *vocabulary = hj_scheme_add_vocabulary (scheme);

      hj_source_note (source, vocabulary, node);
      hj_xml_set (&vocabulary->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&vocabulary->title, hj_xml_child_text (node, "title"));
      for (xmlNode *child = hj_xml_first (node, "word"); child; child = hj_xml_next (child, "word"))
        {
          HjWord *word = hj_vocabulary_add_word (vocabulary);

          hj_source_note (source, word, child);
          word->rank = hj_xml_whole (child, "rank", 0);
          hj_xml_set (&word->word, hj_xml_text (child));
        }
    }
}

static void
build_materials (HjSource *source,
                 HjScheme *scheme,
                 xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "material"); node; node = hj_xml_next (node, "material"))
    {
      HjMaterial *material = hj_scheme_add_material (scheme);

      hj_source_note (source, material, node);
      hj_xml_set (&material->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&material->text, hj_xml_text (node));
      material->copies = hj_xml_whole (node, "copies", 1);
      hj_xml_set (&material->types, hj_xml_id_list (node, "types"));
      hj_xml_set (&material->digest, hj_digest_text (material->text));
    }
}

static void
build_pledge (HjSource *source,
              HjScheme *scheme,
              xmlNode  *parent)
{
  if (parent == NULL)
    return;
  hj_xml_set (&scheme->pledge_title, hj_xml_child_text (parent, "title"));
  hj_xml_set (&scheme->pledge_closing, hj_xml_child_text (parent, "closing"));
  for (xmlNode *node = hj_xml_first (parent, "clause"); node; node = hj_xml_next (node, "clause"))
    {
      HjPledge *pledge = hj_scheme_add_pledge (scheme);

      hj_source_note (source, pledge, node);
      hj_xml_set (&pledge->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&pledge->text, hj_xml_text (node));
    }
}

static void
build_field (HjSource *source,
             HjForm   *form,
             xmlNode  *node)
{
  HjField *field = hj_form_add_field (form);
  GString *options = g_string_new (NULL);

  hj_source_note (source, field, node);
  hj_xml_set (&field->id, hj_xml_attribute (node, "id"));
  hj_xml_set (&field->label, hj_xml_child_text (node, "label"));
  hj_xml_set (&field->kind, hj_xml_attribute (node, "kind"));
  hj_xml_set (&field->group, hj_xml_attribute (node, "group"));
  field->supplement = hj_xml_yes (node, "supplement");
  for (xmlNode *child = hj_xml_first (node, "option"); child; child = hj_xml_next (child, "option"))
    {
      g_autofree char *option = hj_xml_text (child);

      if (options->len > 0)
        g_string_append_c (options, '\n');
      g_string_append (options, option);
    }
  hj_xml_set (&field->options, g_string_free (options, FALSE));
}

/* A form that names no table is one of the applicant itself; the sense checks refuse an unknown one. */
static HjRecordKind
find_record (xmlNode *form)
{
  g_autofree char *id = hj_xml_attribute (form, "record");
  const HjRecordTable *table = id != NULL ? hj_record_table_find (id) : NULL;

  return table != NULL ? table->kind : HJ_RECORD_APPLICANT;
}

static void
build_forms (HjSource *source,
             HjScheme *scheme,
             xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "form"); node; node = hj_xml_next (node, "form"))
    {
      HjForm *form = hj_scheme_add_form (scheme);

      hj_source_note (source, form, node);
      hj_xml_set (&form->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&form->title, hj_xml_child_text (node, "title"));
      form->table = hj_xml_yes (node, "table");
      form->record = find_record (node);
      form->per_occupation = hj_xml_yes (node, "per-occupation");
      form->supplement = hj_xml_yes (node, "supplement");
      hj_xml_set (&form->with, hj_xml_attribute (node, "with"));
      for (xmlNode *child = hj_xml_first (node, "field"); child; child = hj_xml_next (child, "field"))
        build_field (source, form, child);
    }
}

/* The grammar says that it is two digits, a hyphen and two digits. */
static void
read_month_day (xmlNode    *node,
                const char *attribute,
                int        *month,
                int        *day)
{
  g_autofree char *value = hj_xml_attribute (node, attribute);

  g_assert (strlen (value) == strlen ("03-15"));
  *month = g_ascii_digit_value (value[0]) * 10 + g_ascii_digit_value (value[1]);
  *day = g_ascii_digit_value (value[3]) * 10 + g_ascii_digit_value (value[4]);
}

static void
build_intakes (HjSource *source,
               HjScheme *scheme,
               xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "window"); node; node = hj_xml_next (node, "window"))
    {
      HjIntake *intake = hj_scheme_add_intake (scheme);

      hj_source_note (source, intake, node);
      read_month_day (node, "from", &intake->from_month, &intake->from_day);
      read_month_day (node, "to", &intake->to_month, &intake->to_day);
    }
}

static void
build_way (HjSource *source,
           HjScheme *scheme,
           xmlNode  *parent)
{
  build_intakes (source, scheme, parent);
  if (parent != NULL)
    hj_source_note (source, &scheme->taken_since, parent);
  scheme->taken_since = hj_xml_day (parent, "since");
  scheme->taken_until = hj_xml_day (parent, "until");
  for (xmlNode *node = hj_xml_first (parent, "step"); node; node = hj_xml_next (node, "step"))
    {
      HjStep *step = hj_scheme_add_step (scheme);
      g_autofree char *kind = hj_xml_attribute (node, "kind");

      hj_source_note (source, step, node);
      if (!hj_step_kind_from_id (kind, &step->kind))
        g_assert_not_reached ();  /* the grammar lists them */
      hj_xml_set (&step->label, hj_xml_child_text (node, "label"));
      hj_xml_set (&step->actor, hj_xml_attribute (node, "actor"));
      hj_xml_set (&step->text, hj_xml_child_text (node, "text"));
      step->optional = hj_xml_yes (node, "optional");
    }
}

static void
build_filing (HjSource *source,
              HjScheme *scheme,
              xmlNode  *parent)
{
  HjFilingRules *filing = &scheme->filing;
  xmlNode *publicity = hj_xml_first (parent, "publicity");
  xmlNode *validity = hj_xml_first (parent, "validity");
  xmlNode *code = hj_xml_first (parent, "code");

  if (parent == NULL)
    return;
  hj_source_note (source, filing, parent);
  if (publicity != NULL)
    {
      filing->days = hj_xml_whole (publicity, "days", 0);
      filing->working = hj_xml_yes (publicity, "working-days");
      filing->at_least = hj_xml_yes (publicity, "at-least");
    }
  if (validity != NULL)
    {
      filing->valid_until = hj_xml_day (validity, "until");
      filing->valid_years = hj_xml_whole (validity, "years", 0);
    }
  hj_xml_set (&filing->issuer, hj_xml_child_text (parent, "issuer"));
  hj_xml_set (&filing->evaluator, hj_xml_child_text (parent, "evaluator"));
  if (code != NULL)
    hj_xml_set (&filing->code_pattern, hj_xml_attribute (code, "pattern"));
}

static void
build_words (HjSource   *source,
             HjScheme   *scheme,
             xmlNode    *parent,
             const char *name,
             HjTerm     *(*add) (HjScheme *scheme))
{
  for (xmlNode *node = hj_xml_first (parent, name); node; node = hj_xml_next (node, name))
    {
      HjTerm *term = add (scheme);

      hj_source_note (source, term, node);
      hj_xml_set (&term->key, hj_xml_attribute (node, "key"));
      hj_xml_set (&term->value, hj_xml_text (node));
    }
}

static void
build_readings (HjSource *source,
                HjScheme *scheme,
                xmlNode  *parent)
{
  for (xmlNode *node = hj_xml_first (parent, "reading"); node; node = hj_xml_next (node, "reading"))
    {
      HjReading *reading = hj_scheme_add_reading (scheme);

      hj_source_note (source, reading, node);
      hj_xml_set (&reading->id, hj_xml_attribute (node, "id"));
      hj_xml_set (&reading->about, hj_xml_attribute (node, "about"));
      hj_xml_set (&reading->text, hj_xml_text (node));
    }
}

/**
 * hj_scheme_build:
 * @doc: a document that the grammar accepted
 * @bytes: the file it was read from; the scheme keeps it
 *
 * Returns: (transfer full): the scheme, not yet checked for sense
 */
HjScheme *
hj_scheme_build (HjSource *source,
                 xmlDoc   *doc,
                 GBytes   *bytes)
{
  HjScheme *scheme = hj_scheme_new ();
  xmlNode *root = xmlDocGetRootElement (doc);

  g_assert (hj_source_is_sound (source));

  hj_source_note (source, scheme, root);
  scheme->bytes = g_bytes_ref (bytes);
  hj_xml_set (&scheme->digest, hj_digest_bytes (bytes));
  build_head (scheme, root);
  build_applicant_types (source, scheme, hj_xml_first (root, "applicant-types"));
  build_occupations (source, scheme, hj_xml_first (root, "occupations"));
  build_methods (source, scheme, hj_xml_first (root, "methods"));
  hj_scheme_build_rubric (source, scheme, hj_xml_first (root, "rubric"));
  build_standards (source, scheme, hj_xml_first (root, "standards"));
  build_vocabularies (source, scheme, hj_xml_first (root, "vocabularies"));
  build_materials (source, scheme, hj_xml_first (root, "materials"));
  build_pledge (source, scheme, hj_xml_first (root, "pledge"));
  build_forms (source, scheme, hj_xml_first (root, "forms"));
  build_way (source, scheme, hj_xml_first (root, "way"));
  build_filing (source, scheme, hj_xml_first (root, "filing"));
  build_words (source, scheme, hj_xml_first (root, "terms"), "term", hj_scheme_add_term);
  build_words (source, scheme, hj_xml_first (root, "texts"), "text", hj_scheme_add_text);
  build_readings (source, scheme, hj_xml_first (root, "readings"));
  return scheme;
}
