/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include "hj-digest.h"
#include "hj-finding.h"
#include "hj-test.h"

typedef struct {
  const char *id;
  const char *title;
  const char *basis;
  int         points;
  HjRuleKind  kind;
  const char *criteria[8];
} ItemRow;

typedef struct {
  const char *id;
  const char *title;
  int         points;
  ItemRow     items[3];
} SectionRow;

/* Annex 2 of 浙人社办发〔2020〕35号, without its blanks and line breaks. */
static const SectionRow rubric[] = {
  { "1", "1.机构及岗位设置情况", 30, {
    { "1.1", "职业技能等级认定组织机构", "查阅文件。", 15, HJ_RULE_JUDGED,
      { "部门设置和管理职能明确，管理人员岗位职责明确" } },
    { "1.2", "管理人员、工作人员、专家团队组成",
      "查阅劳动合同、社保关系和资格证书、单位文件或任命书（或聘书），以及相关规定，现场提问其岗位工作职责发现问题不得分。",
      15, HJ_RULE_ALL_OR_NOTHING,
      { "人数、学历、资格证书等符合基本要求" } },
  } },
  { "2", "2.规章制度情况", 20, {
    { "2.1", "工作场所相关制度、办法的情况", "查阅文件（每少1项扣2分，扣完为止）", 10, HJ_RULE_COUNT,
      { "职业技能等级认定管理制度",
        "职业技能等级认定档案资料保管制度",
        "职业技能等级认定题库（试卷）开发、保密规定",
        "职业技能等级认定质量控制有关规定",
        "职业技能等级认定设备安全操作规程",
        "职业技能等级认定工作安全保卫制度",
        "职业技能等级认定工作场所重大问题或突发严重事件的应急处理预案" } },
    { "2.2", "人员管理制度办法情况", "查阅文件（每少1项扣2分扣完为止）", 10, HJ_RULE_COUNT,
      { "职业技能等级认定考评人员管理制度",
        "职业技能等级认定监考人员管理制度",
        "职业技能等级认定内部督导人员管理制度",
        "职业技能等级认定考务工作人员管理制度",
        "职业技能等级认定考生守则" } },
  } },
  { "3", "3.职业技能等级认定实施条件", 40, {
    { "3.1", "设备实施条件", "现场查看", 30, HJ_RULE_JUDGED,
      { "具有与评价职业（工种）等级相适应的场地、设备设施仪器仪表等硬件设施和视频监控设备" } },
    { "3.2", "评价标准、题库、培训教材", "查阅资料", 10, HJ_RULE_JUDGED,
      { "有相应的国家职业技能标准或职业技能等级评价规范，有规范编制的评价题库及相应的培训教材" } },
  } },
  { "4", "4.经费保障", 10, {
    { "4.1", "职业技能等级认定专项经费", "查阅财务报表、审计报告、注册资金等。询问负责人员，发现问题不得分", 10,
      HJ_RULE_ALL_OR_NOTHING,
      { "能够为职业技能等级认定工作提供稳定的经费保障" } },
  } },
  { "5", "5.加分项", 0, {
    { "5.1", "加分项", "附相关佐证材料，每项加10-20分", 0, HJ_RULE_BONUS,
      { "可适当放宽申报条件的情况一",
        "可适当放宽申报条件的情况二",
        "可适当放宽申报条件的情况三",
        "可适当放宽申报条件的情况四" } },
  } },
};

typedef struct {
  const char *criterion;
  const char *id;
  const char *title;
} AspectRow;

static const AspectRow aspects[] = {
  { "1.2.1", "1.2.1.director", "领导成员" },
  { "1.2.1", "1.2.1.office", "管理人员" },
  { "1.2.1", "1.2.1.experts", "专家团队" },
  { "3.1.1", "3.1.1.sites", "场地" },
  { "3.1.1", "3.1.1.equipment", "设备设施仪器仪表" },
  { "3.1.1", "3.1.1.video", "视频监控" },
  { "4.1.1", "4.1.1.papers", "财务报表、审计报告、注册资金" },
  { "4.1.1", "4.1.1.interview", "询问负责人员" },
};

static const char * const methods[][2] = {
  { "report", "听汇报" }, { "interview", "访谈咨询" }, { "defence", "质询答辩" },   { "site", "现场察看" },
  { "video-link", "视频连线" }, { "documents", "资料审核" }, { "technical", "技术核查" },
};

static const char * const levels[][2] = {
  { "5", "五级/初级工" }, { "4", "四级/中级工" }, { "3", "三级/高级工" }, { "2", "二级/技师" }, { "1", "一级/高级技师" },
};

static const char * const materials[] = {
  "《浙江省职业技能等级认定试点社会培训评价组织申报表》",
  "法人登记证书复印件",
  "职业技能等级认定试点工作方案及质量管控措施",
  "专家等专业人员名单及技能水平证明",
  "场地设备设施等资产有效证明文件",
  "信用报告或诚信承诺书",
  "培训或评价等其他相关佐证材料",
};

static void
set_digest (char       **digest,
            const char  *text)
{
  g_free (*digest);
  *digest = hj_digest_text (text);
}

static void
set_rule (HjItem     *item,
          HjRuleKind  kind)
{
  HjRule *rule = &item->rule;

  rule->kind = kind;
  rule->cap = item->points;
  if (kind == HJ_RULE_COUNT || kind == HJ_RULE_SHORTFALL)
    {
      rule->step = HJ_POINTS (2);
      hj_str_set (&rule->unit, "项");
    }
  if (kind == HJ_RULE_JUDGED)
    {
      rule->min = 50;
      rule->max = item->points;
    }
  if (kind == HJ_RULE_BONUS)
    {
      rule->cap = 0;
      rule->min = HJ_POINTS (10);
      rule->max = HJ_POINTS (20);
      rule->evidence = TRUE;
    }
}

static void
add_criterion (HjItem     *item,
               const char *id,
               const char *text)
{
  HjCriterion *criterion = hj_item_add_criterion (item);

  hj_str_set (&criterion->id, id);
  hj_str_set (&criterion->text, text);
  set_digest (&criterion->digest, text);
}

static void
add_item (HjSection     *section,
          const ItemRow *row)
{
  HjItem *item = hj_section_add_item (section);

  hj_str_set (&item->id, row->id);
  hj_str_set (&item->title, row->title);
  hj_str_set (&item->short_title, row->title);
  hj_str_set (&item->sheet_title, row->kind == HJ_RULE_BONUS ? "" : row->title);
  hj_str_set (&item->basis, row->basis);
  set_digest (&item->digest, row->title);
  item->has_points = row->kind != HJ_RULE_BONUS;
  item->points = HJ_POINTS (row->points);
  if (row->kind == HJ_RULE_BONUS)
    item->sheet_criterion = g_strdup ("可适当放宽申报条件的4类情况");
  set_rule (item, row->kind);
  g_ptr_array_add (item->methods, g_strdup (row->kind == HJ_RULE_JUDGED ? "site" : "documents"));
  for (guint i = 0; i < G_N_ELEMENTS (row->criteria) && row->criteria[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s.%u", row->id, i + 1);

      add_criterion (item, id, row->criteria[i]);
    }
}

static void
add_rubric (HjScheme *scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (rubric); i++)
    {
      HjSection *section = hj_scheme_add_section (scheme);

      hj_str_set (&section->id, rubric[i].id);
      hj_str_set (&section->title, rubric[i].title);
      hj_str_set (&section->short_title, rubric[i].title);
      set_digest (&section->digest, rubric[i].title);
      section->points = HJ_POINTS (rubric[i].points);
      section->has_points = rubric[i].points > 0;
      section->bonus = !section->has_points;
      for (guint j = 0; j < G_N_ELEMENTS (rubric[i].items) && rubric[i].items[j].id != NULL; j++)
        add_item (section, &rubric[i].items[j]);
      if (!section->bonus)
        g_ptr_array_add (scheme->pass.sections, g_strdup (section->id));
    }
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      HjAspect *aspect = hj_criterion_add_aspect (hj_scheme_find_criterion (scheme, aspects[i].criterion));

      hj_str_set (&aspect->id, aspects[i].id);
      hj_str_set (&aspect->title, aspects[i].title);
    }
}

static void
add_words (HjScheme *scheme)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      HjMethod *method = hj_scheme_add_method (scheme);

      hj_str_set (&method->id, methods[i][0]);
      hj_str_set (&method->label, methods[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      HjLevel *level = hj_scheme_add_level (scheme);

      hj_str_set (&level->id, levels[i][0]);
      hj_str_set (&level->label, levels[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (materials); i++)
    {
      HjMaterial *material = hj_scheme_add_material (scheme);
      g_autofree char *id = g_strdup_printf ("m%u", i + 1);

      hj_str_set (&material->id, id);
      hj_str_set (&material->text, materials[i]);
      material->copies = 1;
    }
}

static void
set_bytes (HjScheme *scheme)
{
  g_autofree char *text = g_strdup_printf ("made for tests: %s %s\n", scheme->id, scheme->edition);

  scheme->bytes = g_bytes_new (text, strlen (text));
  g_free (scheme->digest);
  scheme->digest = hj_digest_bytes (scheme->bytes);
}

HjScheme *
hj_test_scheme (void)
{
  HjScheme *scheme = hj_scheme_new ();

  hj_str_set (&scheme->id, "zhejiang-test");
  hj_str_set (&scheme->edition, "1");
  hj_str_set (&scheme->title, "浙江省社会培训评价组织评估细则（试行）");
  hj_str_set (&scheme->short_title, "浙江 2020");
  hj_str_set (&scheme->notice, "关于开展浙江省职业技能等级认定试点社会培训评价组织遴选工作的通知");
  hj_str_set (&scheme->document_number, "浙人社办发〔2020〕35号");
  scheme->pass.present = TRUE;
  scheme->pass.line = HJ_POINTS (90);
  scheme->pass.inclusive = TRUE;
  hj_str_set (&scheme->pass.label, "1-4项合计");
  hj_str_set (&scheme->pass.note, "注：1-4项合计分数必须在90分以上。");
  add_words (scheme);
  add_rubric (scheme);
  set_bytes (scheme);
  return scheme;
}

HjScheme *
hj_test_scheme_of (HjRuleKind kind,
                   guint      n_criteria)
{
  HjScheme *scheme = hj_scheme_new ();
  HjSection *section = hj_scheme_add_section (scheme);
  HjItem *item = hj_section_add_item (section);
  gboolean scored = kind != HJ_RULE_BONUS && kind != HJ_RULE_VETO && kind != HJ_RULE_CONDITION;

  hj_str_set (&scheme->id, hj_rule_kind_to_id (kind));
  hj_str_set (&scheme->edition, "1");
  scheme->kind = kind == HJ_RULE_CONDITION ? HJ_SCHEME_CONDITIONS : HJ_SCHEME_POINTS;
  scheme->pass.present = kind != HJ_RULE_CONDITION;
  scheme->pass.inclusive = TRUE;
  scheme->pass.line = scored ? HJ_POINTS (6) : 0;
  hj_str_set (&section->id, "1");
  hj_str_set (&section->title, "section");
  section->bonus = kind == HJ_RULE_BONUS;
  section->has_points = item->has_points = scored;
  section->points = item->points = scored ? HJ_POINTS (10) : 0;
  if (!section->bonus)
    g_ptr_array_add (scheme->pass.sections, g_strdup ("1"));
  hj_str_set (&item->id, "1.1");
  hj_str_set (&item->title, "item");
  set_rule (item, kind);
  for (guint i = 0; i < n_criteria; i++)
    {
      g_autofree char *id = g_strdup_printf ("1.1.%u", i + 1);

      add_criterion (item, id, id);
    }
  add_words (scheme);
  set_bytes (scheme);
  return scheme;
}
