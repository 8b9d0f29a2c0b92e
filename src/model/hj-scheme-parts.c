/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-scheme-parts-private.h"

/* What is said here is the scheme's own and Chinese, like the scheme. Whatever the scheme's file can say
 * is a part or a facet of one: two editions that differ anywhere are never told as equal. */

typedef struct {
  GPtrArray  *parts;
  GHashTable *keys;  /* how often a key was met */
} List;

static void
free_facet (HjSchemeFacet *facet)
{
  g_free (facet->value);
  g_free (facet);
}

static void
free_part (HjSchemePart *part)
{
  g_free (part->id);
  g_free (part->text);
  g_ptr_array_unref (part->facets);
  g_free (part);
}

/* A second one of the same id is another part: neither hides the other. */
static HjSchemePart *
add_part (List       *list,
          HjPart      kind,
          const char *id,
          const char *text)
{
  HjSchemePart *part = g_new0 (HjSchemePart, 1);
  g_autofree char *key = g_strdup_printf ("%d/%s", kind, id);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (list->keys, key)) + 1;

  g_hash_table_insert (list->keys, g_steal_pointer (&key), GUINT_TO_POINTER (n));
  part->part = kind;
  part->id = n > 1 ? g_strdup_printf ("%s#%u", id, n) : g_strdup (id);
  part->text = g_strdup (text != NULL ? text : "");
  part->facets = g_ptr_array_new_with_free_func ((GDestroyNotify) free_facet);
  g_ptr_array_add (list->parts, part);
  return part;
}

/* Takes the value. */
static void
take_facet (HjSchemePart *part,
            const char   *label,
            char         *value)
{
  HjSchemeFacet *facet = g_new0 (HjSchemeFacet, 1);

  facet->label = label;
  facet->value = value != NULL ? value : g_strdup ("");
  g_ptr_array_add (part->facets, facet);
}

static void
add_facet (HjSchemePart *part,
           const char   *label,
           const char   *value)
{
  take_facet (part, label, g_strdup (value));
}

static void
add_flag (HjSchemePart *part,
          const char   *label,
          gboolean      set)
{
  add_facet (part, label, set ? "是" : "");
}

static void
add_number (HjSchemePart *part,
            const char   *label,
            int           number)
{
  take_facet (part, label, number != 0 ? g_strdup_printf ("%d", number) : NULL);
}

static char *
join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "、" : "", (const char *) g_ptr_array_index (texts, i));
  return g_string_free (joined, FALSE);
}

/* ---- The rubric --------------------------------------------------------- */

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

static char *
dup_tier_ids (const HjRule *rule)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < rule->tiers->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? "、" : "", ((const HjTier *) g_ptr_array_index (rule->tiers, i))->id);
  return g_string_free (ids, FALSE);
}

static void
list_criterion (List              *list,
                const HjCriterion *criterion)
{
  HjSchemePart *part = add_part (list, HJ_PART_CRITERION, criterion->id, criterion->text);

  add_facet (part, "适用机构类型", criterion->types);
  take_facet (part, "常用语", join (criterion->phrases));
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      part = add_part (list, HJ_PART_ASPECT, aspect->id, aspect->title);
      add_facet (part, "说明", aspect->guidance);
    }
}

static char *
dup_methods (const HjItem *item)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < item->methods->len; i++)
    g_ptr_array_add (labels, (gpointer) hj_scheme_method_label (item->section->scheme, g_ptr_array_index (item->methods, i)));
  return join (labels);
}

static void
list_item (List         *list,
           const HjItem *item)
{
  g_autofree char *text = dup_item_text (item);
  HjSchemePart *part = add_part (list, HJ_PART_ITEM, item->id, text);

  take_facet (part, "", hj_scheme_rule_words (item));
  take_facet (part, "分档编号", dup_tier_ids (&item->rule));
  add_facet (part, "读法", item->rule.reading);
  add_facet (part, "简称", item->short_title);
  add_facet (part, "表中中项", item->sheet_title);
  take_facet (part, "评估方法", dup_methods (item));
  take_facet (part, "常用语", join (item->phrases));
  for (guint i = 0; i < item->criteria->len; i++)
    list_criterion (list, g_ptr_array_index (item->criteria, i));
}

static void
list_rubric (List           *list,
             const HjScheme *scheme)
{
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);
      HjSchemePart *part = add_part (list, HJ_PART_SECTION, section->id, section->title);
      g_autofree char *points = hj_points_format_short (section->points);

      take_facet (part, "", section->has_points ? g_strdup_printf ("%s分", points) : NULL);
      add_flag (part, "加分项", section->bonus);
      add_facet (part, "简称", section->short_title);
      for (guint j = 0; j < section->items->len; j++)
        list_item (list, g_ptr_array_index (section->items, j));
    }
}

/* ---- How a result comes about ------------------------------------------- */

static void
list_pass_line (List           *list,
                const HjScheme *scheme)
{
  const HjPassLine *pass = &scheme->pass;
  g_autofree char *points = hj_points_format_short (pass->line);
  g_autofree char *sections = join (pass->sections);
  HjSchemePart *part;

  if (!pass->present)
    return;
  part = add_part (list, HJ_PART_PASS_LINE, "pass-line", pass->note[0] != '\0' ? pass->note : pass->label);
  take_facet (part, "", g_strdup_printf ("%s分%s", points, pass->inclusive ? "以上（含）" : "以上（不含）"));
  add_facet (part, "合计的大项", sections);
  add_facet (part, "名称", pass->label);
  add_facet (part, "读法", pass->reading);
}

static const char *
combine_words (HjCombine combine)
{
  switch (combine)
    {
    case HJ_COMBINE_MEAN:
      return "取平均";
    case HJ_COMBINE_TRIMMED_MEAN:
      return "去最高最低后取平均";
    case HJ_COMBINE_CONSENSUS:
    default:
      return "取一致意见";
    }
}

static void
list_combine (List           *list,
              const HjScheme *scheme)
{
  static const char * const kinds[HJ_N_RULES] = {
    [HJ_RULE_COUNT] = "逐项计缺", [HJ_RULE_ALL_OR_NOTHING] = "全有或全无", [HJ_RULE_JUDGED] = "专家判定",
    [HJ_RULE_SHORTFALL] = "按缺额", [HJ_RULE_PARTIAL] = "缺与不规范", [HJ_RULE_TIERS] = "分档",
    [HJ_RULE_BONUS] = "加分", [HJ_RULE_VETO] = "一票否决", [HJ_RULE_CONDITION] = "条件",
  };
  HjSchemePart *part = add_part (list, HJ_PART_COMBINE, "combine", "多名专家意见的合成");

  for (guint i = 0; i < HJ_N_RULES; i++)
    add_facet (part, kinds[i], combine_words (scheme->combine[i]));
  add_number (part, "去最高最低所需专家数", scheme->trim_from);
}

/* ---- Standards ---------------------------------------------------------- */

static void
append_bound (GString    *words,
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
        append_bound (words, "不少于", check->at_least, check->unit);
      if (check->has_at_most)
        append_bound (words, check->has_at_least ? "、不多于" : "不多于", check->at_most, check->unit);
    }
  return g_string_free (words, FALSE);
}

static char *
dup_conditions (const HjCheck *check)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < check->conditions->len; i++)
    {
      const HjCheckCondition *condition = g_ptr_array_index (check->conditions, i);

      g_string_append_printf (words, "%s%s（%s）", i > 0 ? "；" : "", condition->phrase, condition->test);
    }
  return g_string_free (words, FALSE);
}

static void
list_check (List          *list,
            const HjCheck *check)
{
  static const char * const scopes[] = { "整个机构一次", "每个职业一次", "每个职业的每个等级一次" };
  HjSchemePart *part = add_part (list, HJ_PART_CHECK, check->id, check->title);

  add_facet (part, "查哪些行", check->rows);
  take_facet (part, "条件", dup_conditions (check));
  add_facet (part, "计量", check->measure);
  add_facet (part, "计量单位", check->unit);
  add_facet (part, "何时适用", check->applies);
  add_facet (part, "范围", scopes[check->scope]);
  add_facet (part, "等级", check->levels);
  add_flag (part, "仅作提示", check->remark);
  add_facet (part, "读法", check->reading);
}

static void
list_standards (List           *list,
                const HjScheme *scheme)
{
  static const char * const kinds[] = { "要求", "不得有", "提示" };

  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);
      HjSchemePart *part = add_part (list, HJ_PART_STANDARD, standard->id, standard->text);

      take_facet (part, "", dup_bounds (standard));
      add_facet (part, "性质", kinds[standard->kind]);
      add_facet (part, "条款", standard->clause);
      add_facet (part, "分组", standard->group);
      add_facet (part, "对应中项", standard->item);
      add_facet (part, "对应要点", standard->aspect);
      add_facet (part, "适用机构类型", standard->types);
      add_flag (part, "可适当放宽", standard->relaxable);
      for (guint j = 0; j < standard->checks->len; j++)
        list_check (list, g_ptr_array_index (standard->checks, j));
    }
  for (guint i = 0; i < scheme->vocabularies->len; i++)
    {
      const HjVocabulary *vocabulary = g_ptr_array_index (scheme->vocabularies, i);
      g_autoptr (GString) words = g_string_new (NULL);

      for (guint j = 0; j < vocabulary->words->len; j++)
        {
          const HjWord *word = g_ptr_array_index (vocabulary->words, j);

          g_string_append_printf (words, "%s%s=%d", j > 0 ? "、" : "", word->word, word->rank);
        }
      add_facet (add_part (list, HJ_PART_VOCABULARY, vocabulary->id, vocabulary->title), "", words->str);
    }
}

/* ---- The application ---------------------------------------------------- */

static void
list_materials (List           *list,
                const HjScheme *scheme)
{
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);
      HjSchemePart *part = add_part (list, HJ_PART_MATERIAL, material->id, material->text);

      take_facet (part, "", material->copies > 0 ? g_strdup_printf ("%d份", material->copies) : NULL);
      add_facet (part, "适用机构类型", material->types);
    }
}

static void
list_forms (List           *list,
            const HjScheme *scheme)
{
  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);
      HjSchemePart *part = add_part (list, HJ_PART_FORM, form->id, form->title);

      add_facet (part, "填入", hj_record_table (form->record)->label);
      add_facet (part, "哪些行", form->with);
      add_flag (part, "多行表格", form->table);
      add_flag (part, "按职业分别填写", form->per_occupation);
      add_flag (part, "核查补充", form->supplement);
      for (guint j = 0; j < form->fields->len; j++)
        {
          const HjField *field = g_ptr_array_index (form->fields, j);
          g_autofree char *id = g_strdup_printf ("%s/%s", form->id, field->id);

          part = add_part (list, HJ_PART_FIELD, id, field->label);
          add_facet (part, "填法", field->kind);
          add_facet (part, "选项", field->options);
          add_facet (part, "分组", field->group);
          add_flag (part, "核查补充", field->supplement);
        }
    }
}

static void
list_occupations (List           *list,
                  const HjScheme *scheme)
{
  const HjOccupationScope *scope = &scheme->occupations;
  HjSchemePart *part = add_part (list, HJ_PART_SCOPE, "scope", scope->text);

  add_number (part, "首次申报职业数上限", scope->max_first);
  add_number (part, "增项职业数上限", scope->max_more);
  add_facet (part, "不受上限限制", scope->max_exempt);
  add_number (part, "每职业机构数下限", scope->bodies_min);
  add_number (part, "每职业机构数上限", scope->bodies_max);
  add_facet (part, "不计入机构数", scope->bodies_exempt);
  add_facet (part, "一般等级", scope->usual_levels);
  add_facet (part, "职业分类大典版本", scope->edition);
  add_facet (part, "职业编码格式", scope->code_pattern);
  for (guint i = 0; i < scope->levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scope->levels, i);

      add_part (list, HJ_PART_LEVEL, level->id, level->label);
    }
  for (guint i = 0; i < scope->listed->len; i++)
    {
      const HjListedOccupation *listed = g_ptr_array_index (scope->listed, i);

      part = add_part (list, HJ_PART_OCCUPATION, *listed->code != '\0' ? listed->code : listed->name, listed->name);
      add_facet (part, "编码", listed->code);
      add_facet (part, "备注", listed->remark);
    }
  for (guint i = 0; i < scheme->applicant_types->len; i++)
    {
      const HjApplicantType *type = g_ptr_array_index (scheme->applicant_types, i);

      add_facet (add_part (list, HJ_PART_TYPE, type->id, type->label), "说明", type->note);
    }
}

/* ---- The procedure ------------------------------------------------------ */

static void
list_intakes (List           *list,
              const HjScheme *scheme)
{
  g_autoptr (GString) times = g_string_new (NULL);

  if (scheme->intakes->len == 0)
    return;
  for (guint i = 0; i < scheme->intakes->len; i++)
    {
      const HjIntake *intake = g_ptr_array_index (scheme->intakes, i);

      g_string_append_printf (times, "%s%d月%d日至%d月%d日", i > 0 ? "；" : "", intake->from_month, intake->from_day,
                              intake->to_month, intake->to_day);
    }
  add_part (list, HJ_PART_INTAKE, "intake", times->str);
}

static void
list_filing (List           *list,
             const HjScheme *scheme)
{
  const HjFilingRules *filing = &scheme->filing;
  HjSchemePart *part = add_part (list, HJ_PART_FILING, "filing", "公示与备案");

  take_facet (part, "公示", filing->days > 0 ? g_strdup_printf ("%s%d个%s", filing->at_least ? "不少于" : "", filing->days,
                                                                filing->working ? "工作日" : "自然日") : NULL);
  take_facet (part, "有效期至", hj_day_format_iso (filing->valid_until));
  take_facet (part, "有效期", filing->valid_years > 0 ? g_strdup_printf ("%d年", filing->valid_years) : NULL);
  add_facet (part, "回执签发", filing->issuer);
  add_facet (part, "评价中心", filing->evaluator);
  add_facet (part, "机构编码格式", filing->code_pattern);
}

static void
list_procedure (List           *list,
                const HjScheme *scheme)
{
  for (guint i = 0; i < scheme->steps->len; i++)
    {
      const HjStep *step = g_ptr_array_index (scheme->steps, i);
      HjSchemePart *part = add_part (list, HJ_PART_STEP, hj_step_kind_to_id (step->kind), step->label);

      add_facet (part, "", step->text);
      add_facet (part, "由谁办理", step->actor);
      add_flag (part, "可略", step->optional);
    }
  list_intakes (list, scheme);
  list_filing (list, scheme);
  if (*scheme->pledge_title != '\0' || *scheme->pledge_closing != '\0')
    add_facet (add_part (list, HJ_PART_PLEDGE, "pledge", scheme->pledge_title), "结语", scheme->pledge_closing);
  for (guint i = 0; i < scheme->pledges->len; i++)
    {
      const HjPledge *pledge = g_ptr_array_index (scheme->pledges, i);

      add_part (list, HJ_PART_PLEDGE, pledge->id, pledge->text);
    }
}

/* ---- Words -------------------------------------------------------------- */

static void
list_notice (List           *list,
             const HjScheme *scheme)
{
  HjSchemePart *part = add_part (list, HJ_PART_NOTICE, "notice", scheme->title);

  add_facet (part, "通知", scheme->notice);
  add_facet (part, "文号", scheme->document_number);
  add_facet (part, "发文机关", scheme->authority);
  take_facet (part, "印发日期", hj_day_format_iso (scheme->issued));
  add_facet (part, "评估方式", scheme->kind == HJ_SCHEME_POINTS ? "计分" : "不计分");
  add_facet (part, "借用的细则", scheme->borrowed);
  add_facet (part, "简称", scheme->short_title);
}

static void
list_terms (List      *list,
            HjPart     kind,
            GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const HjTerm *term = g_ptr_array_index (terms, i);

      add_part (list, kind, term->key, term->value);
    }
}

static void
list_words (List           *list,
            const HjScheme *scheme)
{
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      add_part (list, HJ_PART_METHOD, method->id, method->label);
    }
  list_terms (list, HJ_PART_TERM, scheme->terms);
  list_terms (list, HJ_PART_TEXT, scheme->texts);
  for (guint i = 0; i < scheme->readings->len; i++)
    {
      const HjReading *reading = g_ptr_array_index (scheme->readings, i);

      add_facet (add_part (list, HJ_PART_READING, reading->id, reading->text), "关于", reading->about);
    }
  if (scheme->phrases->len > 0)
    {
      g_autofree char *phrases = join (scheme->phrases);

      add_part (list, HJ_PART_PHRASES, "phrases", phrases);
    }
}

/**
 * hj_scheme_list_parts:
 *
 * Returns: (transfer full) (element-type HjSchemePart)
 */
GPtrArray *
hj_scheme_list_parts (const HjScheme *scheme)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  List list = { g_ptr_array_new_with_free_func ((GDestroyNotify) free_part), keys };

  list_rubric (&list, scheme);
  list_pass_line (&list, scheme);
  list_combine (&list, scheme);
  list_standards (&list, scheme);
  list_materials (&list, scheme);
  list_forms (&list, scheme);
  list_occupations (&list, scheme);
  list_procedure (&list, scheme);
  list_notice (&list, scheme);
  list_words (&list, scheme);
  return list.parts;
}
