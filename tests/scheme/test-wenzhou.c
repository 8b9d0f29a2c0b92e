/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-scheme-file.h"
#include "hj-test.h"

/* The Wenzhou scheme against the notice of 2022-10-20: strings are typed from it, with the
 * damage of its conversion mended. The rubric is Zhejiang's, and must say so. */

static HjScheme *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  HjScheme *scheme = hj_scheme_load (id, &error);

  g_assert_no_error (error);
  return scheme;
}

static const HjStandard *
find_standard (HjScheme   *scheme,
               const char *id)
{
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = scheme->standards->pdata[i];

      if (g_strcmp0 (standard->id, id) == 0)
        return standard;
    }
  g_error ("there is no standard %s", id);
}

static const struct { const char *id, *clause, *text; } standards[] = {
  { "entry.training-experience", "二（六）1",
    "技工院校、职业院校、普通高校、企业化管理的研究型事业单位、民办非企业，应具有连续3年以上培训（评价）经历，累计1万人次以上的相关培训评价规模" },
  { "entry.enterprise-experience", "二（六）2",
    "企业用人单位，应设置专门从事评价工作的内设机构，并达到人力社保部门四星及以上评估等级，申报职业具有累计200人以上的等级认定自主评价经验" },
  { "entry.association-grade", "二（六）3", "行业协会应达到民政部门4A以上评估等级，并具有100家以上会员单位" },
  { "entry.occupation-count", "二（七）", "每家单位申报新职业数量不超过3个。" },
  { "staff.leaders", "附件2 一.1",
    "领导成员：2-3人，其中，主任1人，负责评价机构的全面工作，为评价机构的负责人；副主任1-2人，协助主任管理评价机构的日常工作。要求大专以上文化程度，具有技师及以上职业资格（职业技能等级，下同）或中级以上专业技术职称，从事培训考核工作5年以上，熟悉技能人才评价有关政策法规；" },
  { "staff.exam-staff", "附件2 一.3", "考务人员：不少于2人，承担职业技能等级认定的具体事务性工作，了解职业技能等级认定有关政策法规；" },
  { "staff.archivists", "附件2 一.4", "档案管理人员：不少于1人，负责档案管理工作，了解职业技能等级认定有关政策法规；" },
  { "staff.maintenance", "附件2 一.5", "设备维修保养人员：1人，负责评价机构设备维修、保养及材料管理等工作；" },
  { "staff.computer", "附件2 一.6", "计算机管理人员：不少于1人，负责机考系统调试、计算机设备管理和网络维护等工作；" },
  { "staff.finance", "附件2 一.7", "财务管理人员：1人，要求大专以上文化程度，具有财会人员证书；" },
  { "sites.practice", "附件2 二.3",
    "实际操作技能考试场地：配有国家职业技能标准规定的考核设备，可以满足20人同时考核考试的需要，有相应视频监控设备，并符合环境保护、劳保、安全和消防等各项要求（知识技能型职业实操考场按照理论考场要求设置）；" },
  { "sites.title", "附件2 二", "以上场地、设备属自有的，需提供产权证明；属租赁的，需提供3年及以上租赁合同。" },
  { "rules.conduct", "附件2 三.6", "考评人员和考务人员守则、考场规则；" },
  { "basis.books", "附件2 四.1", "《国家职业技能标准》、教材、试题库等；" },
};

static void
test_standards (void)
{
  g_autoptr (HjScheme) scheme = load ("wenzhou-2022");

  for (guint i = 0; i < G_N_ELEMENTS (standards); i++)
    {
      const HjStandard *standard = find_standard (scheme, standards[i].id);

      g_assert_cmpstr (standard->clause, ==, standards[i].clause);
      g_assert_cmpstr (standard->text, ==, standards[i].text);
    }
}

/* Annex 1: 59 occupations, 33 with a national standard, 26 in the plan of standards. */
static void
test_occupations (void)
{
  g_autoptr (HjScheme) scheme = load ("wenzhou-2022");
  const GPtrArray *listed = scheme->occupations.listed;
  guint with_standard = 0;
  static const struct { guint at; const char *name, *remark; } some[] = {
    { 0, "电子竞技运营师", "已颁布国家标准" },   { 8, "人工智能训练师", "已颁布国家标准" },
    { 32, "智能硬件装调员", "已颁布国家标准" },  { 33, "全媒体运营师", "列入国标开发计划" },
    { 51, "建筑节能减排咨询师", "列入国标开发计划" }, { 58, "城市轨道交通检修工", "列入国标开发计划" },
  };

  g_assert_cmpuint (listed->len, ==, 59);
  g_assert_cmpint (scheme->occupations.max_first, ==, 3);
  for (guint i = 0; i < listed->len; i++)
    {
      const HjListedOccupation *occupation = listed->pdata[i];

      with_standard += g_strcmp0 (occupation->remark, "已颁布国家标准") == 0;
    }
  g_assert_cmpuint (with_standard, ==, 33);
  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    {
      const HjListedOccupation *occupation = listed->pdata[some[i].at];

      g_assert_cmpstr (occupation->name, ==, some[i].name);
      g_assert_cmpstr (occupation->remark, ==, some[i].remark);
    }
}

static const char * const pledge[] = {
  "严格执行国家和省有关职业技能等级认定的各项法规政策，保证技能人才评价质量，维护职业技能等级证书的严肃性和权威性；",
  "坚持实事求是的原则，不弄虚作假，不提供虚假信息；",
  "客观、公正地开展评价工作，面向用人单位和劳动者提供热情、周到的服务；",
  "严格按公布的收费标准收取考核认定费用；",
  "不向培训机构及考生索取其他费用；",
  "主动接受各级人力社保部门监管。",
};

static const char * const materials[] = {
  "《浙江省职业技能等级认定试点社会评价组织申报表》（附件3）",
  "场地设备设施等资产有效证明文件",
  "诚信承诺书（附件4）",
  "其他相关佐证材料",
};

static void
test_papers (void)
{
  g_autoptr (HjScheme) scheme = load ("wenzhou-2022");

  g_assert_cmpstr (scheme->pledge_title, ==, "浙江省社会评价组织诚信承诺书");
  g_assert_cmpstr (scheme->pledge_closing, ==, "如未兑现上述承诺，人力社保部门可取消我单位开展职业技能等级认定资格。");
  g_assert_cmpuint (scheme->pledges->len, ==, G_N_ELEMENTS (pledge));
  for (guint i = 0; i < G_N_ELEMENTS (pledge); i++)
    g_assert_cmpstr (((HjPledge *) scheme->pledges->pdata[i])->text, ==, pledge[i]);
  g_assert_cmpuint (scheme->materials->len, ==, G_N_ELEMENTS (materials));
  for (guint i = 0; i < G_N_ELEMENTS (materials); i++)
    g_assert_cmpstr (((HjMaterial *) scheme->materials->pdata[i])->text, ==, materials[i]);
  g_assert_cmpstr (hj_scheme_method_label (scheme, "roadshow"), ==, "集中路演");
  g_assert_cmpint (scheme->filing.days, ==, 5);
  g_assert_true (scheme->filing.working);
  g_assert_cmpint (scheme->filing.valid_years, ==, 0);
  g_assert_cmpint (scheme->filing.valid_until, ==, HJ_DAY_NONE);
}

/* Every criterion is Zhejiang's, with its points, and the sheet's own words say whose they are. */
static void
test_borrowed (void)
{
  g_autoptr (HjScheme) scheme = load ("wenzhou-2022");
  g_autoptr (HjScheme) zhejiang = load ("zhejiang-2020");

  g_assert_nonnull (strstr (scheme->borrowed, "浙人社办发〔2020〕35号"));
  g_assert_nonnull (strstr (hj_scheme_term (scheme, "sheet-annex", ""), "借用"));
  g_assert_cmpstr (zhejiang->borrowed, ==, "");
  g_assert_cmpuint (scheme->sections->len, ==, zhejiang->sections->len);
  for (guint i = 0; i < zhejiang->sections->len; i++)
    {
      const HjSection *theirs = zhejiang->sections->pdata[i];
      const HjSection *ours = scheme->sections->pdata[i];

      g_assert_cmpstr (ours->digest, ==, theirs->digest);
      g_assert_cmpint (ours->points, ==, theirs->points);
      for (guint j = 0; j < theirs->items->len; j++)
        {
          const HjItem *their_item = theirs->items->pdata[j];
          const HjItem *our_item = ours->items->pdata[j];

          g_assert_cmpstr (our_item->digest, ==, their_item->digest);
          g_assert_cmpint (our_item->points, ==, their_item->points);
          g_assert_cmpint (our_item->rule.kind, ==, their_item->rule.kind);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/scheme/wenzhou/standards", test_standards);
  g_test_add_func ("/scheme/wenzhou/occupations", test_occupations);
  g_test_add_func ("/scheme/wenzhou/papers", test_papers);
  g_test_add_func ("/scheme/wenzhou/borrowed", test_borrowed);
  return g_test_run ();
}
