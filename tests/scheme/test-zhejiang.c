/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-digest.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* The Zhejiang scheme against the notice: expected strings are typed from
 * 浙人社办发〔2020〕35号 with the punctuation of print. */

static HjScheme *
load (void)
{
  g_autoptr (GError) error = NULL;
  HjScheme *scheme = hj_scheme_load ("zhejiang-2020", &error);

  g_assert_no_error (error);
  return scheme;
}

typedef struct {
  const char *id;
  const char *title;
  const char *sheet_title;
  HjPoints    points;
  HjRuleKind  rule;
  const char *basis;
} ItemWanted;

static const ItemWanted items[] = {
  { "1.1", "职业技能等级认定组织机构", "职业技能等级认定组织机构", 1500, HJ_RULE_JUDGED, "查阅文件。" },
  { "1.2", "管理人员、工作人员、专家团队组成", "管理人员、工作人员、专家团队组成", 1500, HJ_RULE_ALL_OR_NOTHING,
    "查阅劳动合同、社保关系和资格证书、单位文件或任命书（或聘书），以及相关规定，现场提问其岗位工作职责发现问题不得分。" },
  { "2.1", "工作场所相关制度、办法的情况", "工作场所相关制度、办法的情况", 1000, HJ_RULE_COUNT,
    "查阅文件（每少1项扣2分，扣完为止）" },
  { "2.2", "人员管理制度办法情况", "人员管理制度办法情况", 1000, HJ_RULE_COUNT, "查阅文件（每少1项扣2分扣完为止）" },
  { "3.1", "设备实施条件", "设备实施条件", 3000, HJ_RULE_JUDGED, "现场查看" },
  { "3.2", "评价标准、题库、培训教材", "评价标准、题库、培训教材", 1000, HJ_RULE_JUDGED, "查阅资料" },
  { "4.1", "职业技能等级认定专项经费", "职业技能等级认定专项经费", 1000, HJ_RULE_ALL_OR_NOTHING,
    "查阅财务报表、审计报告、注册资金等。询问负责人员，发现问题不得分" },
  { "5.1", "可适当放宽申报条件的4类情况", "", 0, HJ_RULE_BONUS, "附相关佐证材料，每项加10-20分" },
};

static const struct { const char *id, *text; } criteria[] = {
  { "1.1.1", "部门设置和管理职能明确，管理人员岗位职责明确" },
  { "1.2.1", "人数、学历、资格证书等符合基本要求" },
  { "2.1.1", "职业技能等级认定管理制度" },
  { "2.1.2", "职业技能等级认定档案资料保管制度" },
  { "2.1.3", "职业技能等级认定题库（试卷）开发、保密规定" },
  { "2.1.4", "职业技能等级认定质量控制有关规定" },
  { "2.1.5", "职业技能等级认定设备安全操作规程" },
  { "2.1.6", "职业技能等级认定工作安全保卫制度" },
  { "2.1.7", "职业技能等级认定工作场所重大问题或突发严重事件的应急处理预案" },
  { "2.2.1", "职业技能等级认定考评人员管理制度" },
  { "2.2.2", "职业技能等级认定监考人员管理制度" },
  { "2.2.3", "职业技能等级认定内部督导人员管理制度" },
  { "2.2.4", "职业技能等级认定考务工作人员管理制度" },
  { "2.2.5", "职业技能等级认定考生守则" },
  { "3.1.1", "具有与评价职业（工种）等级相适应的场地、设备设施仪器仪表等硬件设施和视频监控设备" },
  { "3.2.1", "有相应的国家职业技能标准或职业技能等级评价规范，有规范编制的评价题库及相应的培训教材" },
  { "4.1.1", "能够为职业技能等级认定工作提供稳定的经费保障" },
  { "5.1.1", "曾参与所申报职业（工种）国家职业技能标准（行业企业规范）、题库（卷库）、培训教材（考试指南）开发编制的" },
  { "5.1.2", "已开展企业职业技能等级认定试点且评价人数在300人以上的" },
  { "5.1.3", "设有职业技能鉴定所（站）或考核鉴定点并稳定开展职业资格评价3年以上的" },
  { "5.1.4", "拟开展评价的职业（工种）原由政府行业主管部门组织实施，且由其推荐的" },
};

static void
test_head (void)
{
  g_autoptr (HjScheme) scheme = load ();

  g_assert_cmpstr (scheme->id, ==, "zhejiang-2020");
  g_assert_cmpstr (scheme->edition, ==, "1");
  g_assert_cmpstr (scheme->title, ==, "浙江省社会培训评价组织评估细则（试行）");
  g_assert_cmpstr (scheme->short_title, ==, "浙江 2020");
  g_assert_cmpstr (scheme->notice, ==,
                   "浙江省人力资源和社会保障厅办公室关于开展职业技能等级认定试点社会培训评价组织遴选工作的通知");
  g_assert_cmpstr (scheme->document_number, ==, "浙人社办发〔2020〕35号");
  g_assert_cmpstr (scheme->authority, ==, "浙江省人力资源和社会保障厅办公室");
  g_assert_cmpint (scheme->issued, ==, hj_day_new (2020, 11, 5));
  g_assert_cmpint (scheme->kind, ==, HJ_SCHEME_POINTS);
}

static void
test_sections (void)
{
  static const struct { const char *id, *title; HjPoints points; } wanted[] = {
    { "1", "1.机构及岗位设置情况", 3000 },
    { "2", "2.规章制度情况", 2000 },
    { "3", "3.职业技能等级认定实施条件", 4000 },
    { "4", "4.经费保障", 1000 },
    { "5", "5.加分项", 0 },
  };
  g_autoptr (HjScheme) scheme = load ();

  g_assert_cmpuint (scheme->sections->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      g_assert_cmpstr (section->id, ==, wanted[i].id);
      g_assert_cmpstr (section->title, ==, wanted[i].title);
      g_assert_cmpint (section->points, ==, wanted[i].points);
      g_assert_cmpint (section->has_points, ==, wanted[i].points > 0);
      g_assert_cmpint (section->bonus, ==, i == 4);
    }
  g_assert_cmpint (hj_scheme_full_points (scheme), ==, 10000);
}

static void
test_items (void)
{
  g_autoptr (HjScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const HjItem *item = hj_scheme_find_item (scheme, items[i].id);

      g_assert_nonnull (item);
      g_assert_cmpstr (item->title, ==, items[i].title);
      g_assert_cmpstr (item->sheet_title, ==, items[i].sheet_title);
      g_assert_cmpstr (item->sheet_criterion, ==, i == 7 ? "可适当放宽申报条件的4类情况" : NULL);
      g_assert_cmpint (item->points, ==, items[i].points);
      g_assert_cmpint (item->rule.kind, ==, items[i].rule);
      g_assert_cmpstr (item->basis, ==, items[i].basis);
      g_assert_cmpuint (item->methods->len, >, 0);
    }
}

static void
test_criteria (void)
{
  g_autoptr (HjScheme) scheme = load ();
  guint n = 0;

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++, n++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);
              g_autofree char *digest = hj_digest_text (criteria[n].text);

              g_assert_cmpuint (n, <, G_N_ELEMENTS (criteria));
              g_assert_cmpstr (criterion->id, ==, criteria[n].id);
              g_assert_cmpstr (criterion->text, ==, criteria[n].text);
              g_assert_cmpstr (criterion->digest, ==, digest);
              g_assert_cmpuint (criterion->phrases->len, >, 0);
            }
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (criteria));
}

static void
test_rules (void)
{
  g_autoptr (HjScheme) scheme = load ();
  const HjRule *places = &hj_scheme_find_item (scheme, "2.1")->rule;
  const HjRule *equipment = &hj_scheme_find_item (scheme, "3.1")->rule;
  const HjRule *bonus = &hj_scheme_find_item (scheme, "5.1")->rule;

  g_assert_cmpint (places->step, ==, 200);
  g_assert_cmpint (places->cap, ==, 1000);
  g_assert_cmpint (places->deficient, ==, 0);
  g_assert_cmpint (equipment->min, ==, 50);
  g_assert_cmpint (equipment->max, ==, 3000);
  g_assert_cmpint (equipment->increment, ==, 50);
  g_assert_cmpint (bonus->min, ==, 1000);
  g_assert_cmpint (bonus->max, ==, 2000);
  g_assert_true (bonus->evidence);
  g_assert_cmpint (scheme->combine[HJ_RULE_COUNT], ==, HJ_COMBINE_CONSENSUS);
  g_assert_cmpint (scheme->combine[HJ_RULE_ALL_OR_NOTHING], ==, HJ_COMBINE_CONSENSUS);
  g_assert_cmpint (scheme->combine[HJ_RULE_JUDGED], ==, HJ_COMBINE_MEAN);
  g_assert_cmpint (scheme->trim_from, ==, 5);
}

static void
test_pass_line (void)
{
  static const char *const under[] = { "1", "2", "3", "4" };
  g_autoptr (HjScheme) scheme = load ();
  const HjPassLine *pass = &scheme->pass;

  g_assert_true (pass->present);
  g_assert_cmpint (pass->line, ==, 9000);
  g_assert_true (pass->inclusive);
  g_assert_cmpstr (pass->label, ==, "1-4项合计");
  g_assert_cmpstr (pass->note, ==, "注：1-4项合计分数必须在90分以上。");
  g_assert_cmpstr (pass->reading, !=, "");
  g_assert_cmpuint (pass->sections->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpstr (g_ptr_array_index (pass->sections, i), ==, under[i]);
}

static void
test_aspects (void)
{
  static const struct { const char *criterion; guint n; } wanted[] = {
    { "1.2.1", 9 }, { "3.1.1", 3 }, { "4.1.1", 2 }, { "2.1.1", 0 },
  };
  static const char *const named[] = {
    "3.1.1.sites", "3.1.1.equipment", "3.1.1.video", "1.2.1.director", "1.2.1.experts", "1.2.1.assessors",
    "4.1.1.papers", "4.1.1.interview",
  };
  g_autoptr (HjScheme) scheme = load ();

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpuint (hj_scheme_find_criterion (scheme, wanted[i].criterion)->aspects->len, ==, wanted[i].n);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      g_autofree char *criterion = g_strndup (named[i], 5);
      const HjAspect *aspect = hj_criterion_find_aspect (hj_scheme_find_criterion (scheme, criterion), named[i]);

      g_assert_nonnull (aspect);
      g_assert_cmpstr (aspect->guidance, !=, "");
    }
}

static const HjStandard *
find_standard (const HjScheme *scheme,
               const char     *id)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      if (g_str_equal (standard->id, id))
        return standard;
    }
  g_error ("no standard %s", id);
}

static void
test_standards (void)
{
  g_autoptr (HjScheme) scheme = load ();
  const HjStandard *archivists = find_standard (scheme, "staff.archivists");
  g_autofree char *digest = hj_digest_text (archivists->text);
  guint annex = 0;

  g_assert_cmpstr (archivists->group, ==, "一、人员配置");
  g_assert_cmpstr (archivists->clause, ==, "附件1 一.4");
  g_assert_cmpstr (archivists->item, ==, "1.2");
  g_assert_cmpstr (archivists->aspect, ==, "1.2.1.archivists");
  g_assert_cmpstr (archivists->digest, ==, digest);
  g_assert_cmpstr (archivists->text, ==,
                   "档案管理人员：不少于3人，负责档案管理工作。要求具有大专以上文化程度，中级工及以上职业资格或初级以上专业技术职称，"
                   "从事培训考核工作3年以上，了解职业技能等级认定有关政策法规。");
  g_assert_cmpstr (find_standard (scheme, "sites.theory")->text, ==,
                   "理论知识考试场地：不少于60平方米，至少可容纳30人同时纸笔作答或机考考试，计算机、课桌椅、讲台、黑板等设施齐备，"
                   "有相应视频监控设备，并有良好的照明和通风条件。");
  for (guint i = 0; i < scheme->standards->len; i++)
    annex += g_str_has_prefix (((const HjStandard *) g_ptr_array_index (scheme->standards, i))->clause, "附件1");
  /* 8 posts with the team in two halves, 4 sites and their title, 9 rules, 3 papers, 2 of the profile. */
  g_assert_cmpuint (annex, ==, 9 + 5 + 9 + 3 + 2);
}

static void
test_around (void)
{
  static const char *const methods[] = { "report", "interview", "defence", "site", "video-link", "documents", "technical" };
  static const char *const labels[] = { "听汇报", "访谈咨询", "质询答辩", "现场察看", "视频连线", "资料审核", "技术核查" };
  g_autoptr (HjScheme) scheme = load ();

  g_assert_cmpuint (scheme->methods->len, ==, G_N_ELEMENTS (methods));
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    g_assert_cmpstr (hj_scheme_method_label (scheme, methods[i]), ==, labels[i]);
  g_assert_cmpuint (scheme->materials->len, ==, 7);
  g_assert_cmpstr (((const HjMaterial *) g_ptr_array_index (scheme->materials, 1))->text, ==, "法人登记证书复印件");
  g_assert_cmpuint (scheme->pledges->len, ==, 4);
  g_assert_cmpstr (scheme->pledge_closing, ==,
                   "如未兑现上述承诺，人社保部门将依法取消我单位开展职业技能等级认定试点资格。");
  g_assert_cmpstr (hj_scheme_level_label (scheme, "1"), ==, "一级/高级技师");
  g_assert_cmpint (scheme->occupations.max_first, ==, 3);
  g_assert_cmpint (scheme->occupations.max_more, ==, 3);
  g_assert_cmpint (scheme->occupations.bodies_max, ==, 5);
  g_assert_cmpint (scheme->filing.days, ==, 5);
  g_assert_true (scheme->filing.working);
  g_assert_false (scheme->filing.at_least);
  g_assert_cmpint (scheme->filing.valid_until, ==, hj_day_new (2021, 12, 31));
  g_assert_cmpuint (scheme->applicant_types->len, ==, 4);
  g_assert_cmpuint (scheme->readings->len, >=, 15);
  g_assert_cmpstr (hj_scheme_term (scheme, "sheet-basis", ""), ==, "评估方法和标准");
}

static void
test_bytes_are_kept (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autofree char *data = hj_scheme_dup_data_dir ();
  g_autofree char *path = g_build_filename (data, "schemes", "zhejiang-2020.hjs", NULL);
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, HJ_SCHEME_MAX_BYTES, NULL, NULL);
  g_autofree char *digest = hj_digest_bytes (bytes);

  g_assert_true (g_bytes_equal (scheme->bytes, bytes));
  g_assert_cmpstr (scheme->digest, ==, digest);
}

/* Damage that a conversion leaves: blanks and half-width marks between Chinese
 * characters, in any text that the scheme took over. */
static void
test_no_conversion_damage (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autofree char *text = g_strndup (g_bytes_get_data (scheme->bytes, NULL), g_bytes_get_size (scheme->bytes));
  g_autoptr (GRegex) damage = g_regex_new ("[\\p{Han}、。，；：（）] +[\\p{Han}0-9、。，；：（）]|\\p{Han}[,;:()]|[,;:()]\\p{Han}|[0-9] +\\p{Han}",
                                           0, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *value = g_strdup (lines[i]);

      /* 附件1 一.4 is how the program cites a clause, 浙江 2020 its own short name, and the annex
       * itself spaces out the head 评 估 内 容. */
      for (const char *own = strstr (value, "附件1 "); own; own = strstr (value, "附件1 "))
        memmove ((char *) own + strlen ("附件1"), own + strlen ("附件1 "), strlen (own + strlen ("附件1 ")) + 1);
      if (strstr (value, "short-title") == NULL && strstr (value, "sheet-content") == NULL && g_regex_match (damage, value, 0, NULL))
        g_error ("line %u: %s", i + 1, lines[i]);
    }
}

static void
test_reading_is_quick (void)
{
  g_autoptr (HjScheme) scheme = load ();
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (HjScheme) again = hj_scheme_read (scheme->bytes, "zhejiang-2020.hjs", NULL);

      best = MIN (best, g_get_monotonic_time () - start);
      g_assert_nonnull (again);
    }
  g_test_message ("read in %.2f ms", (double) best / 1000);
  /* A few milliseconds; the bound leaves room for a sanitizer on a busy machine. */
  g_assert_cmpint (best, <, 200000);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/zhejiang/head", test_head);
  g_test_add_func ("/scheme/zhejiang/sections", test_sections);
  g_test_add_func ("/scheme/zhejiang/items", test_items);
  g_test_add_func ("/scheme/zhejiang/criteria", test_criteria);
  g_test_add_func ("/scheme/zhejiang/rules", test_rules);
  g_test_add_func ("/scheme/zhejiang/pass-line", test_pass_line);
  g_test_add_func ("/scheme/zhejiang/aspects", test_aspects);
  g_test_add_func ("/scheme/zhejiang/standards", test_standards);
  g_test_add_func ("/scheme/zhejiang/around", test_around);
  g_test_add_func ("/scheme/zhejiang/bytes-are-kept", test_bytes_are_kept);
  g_test_add_func ("/scheme/zhejiang/no-conversion-damage", test_no_conversion_damage);
  g_test_add_func ("/scheme/zhejiang/reading-is-quick", test_reading_is_quick);
  return hj_test_run ();
}
