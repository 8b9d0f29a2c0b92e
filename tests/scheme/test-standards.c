/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-standards.h"
#include "hj-test.h"

/* How a check is judged: one row a case, each an application that is nearly empty but for what
 * the case is about. The scheme is samples/standards.hjs. */

#define DAY hj_day_new (2026, 11, 21)

static HjScheme *
load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "standards.hjs", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  HjScheme *scheme;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  scheme = hj_scheme_read (bytes, "standards.hjs", &error);
  g_assert_no_error (error);
  return scheme;
}

static HjStandardReport *
check_content (HjContent  *content,
               const char *inside)
{
  g_autofree char *text = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                           "<dossier xmlns=\"urn:hengjian:dossier:1\" id=\"0123456789abcdef0123456789abcdef\">%s"
                                           "</dossier>", inside);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HjStandardReport *report = hj_standards_check (content, xml, DAY, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static HjStandardReport *
check (const char *inside)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);

  return check_content (content, inside);
}

typedef struct {
  const char *name;
  const char *check;
  const char *subject;
  const char *xml;
  const char *status;
  const char *message;
} Case;

#define P(id, attributes) "<person id='" id "' " attributes "/>"
#define ARCHIVIST(id) P (id, "name='" id "' duty='档案员' schooling='本科' years='3'")
#define STAFF(rows) "<staff>" rows "</staff>"
#define SITES(rows) "<sites>" rows "</sites>"
#define OCC "<occupations><occupation id='o1' name='电工' levels='5 1'/></occupations>"
#define ASSESSORS(rows) "<assessors>" rows "</assessors>" OCC

static const Case cases[] = {
  /* counting, failing, missing, not understood */
  { "met", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") ARCHIVIST ("c")), "met", "档案管理人员3人" },
  { "above", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") ARCHIVIST ("c") ARCHIVIST ("d")), "met",
    "档案管理人员4人" },
  { "short", "archivists.number", "",
    STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='档案管理' schooling='高中' years='9'")), "short",
    "档案管理人员应不少于3人，现2人，缺1人；其中1人学历不足" },
  { "short-two-ways", "archivists.number", "",
    STAFF (ARCHIVIST ("a") P ("c", "duty='档案管理' schooling='高中' years='1'") P ("d", "duty='档案员' schooling='大专' years='2.5'")),
    "short", "档案管理人员应不少于3人，现1人，缺2人；其中1人学历不足，2人工作年限不足" },
  { "missing", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='档案员' schooling='本科'")), "unknown",
    "档案管理人员应不少于3人，可确认2人，不能判定：1人从事培训考核工作年限未填" },
  { "missing-but-fails", "archivists.number", "",
    STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='档案员' schooling='高中'")), "short",
    "档案管理人员应不少于3人，现2人，缺1人；其中1人学历不足" },
  { "missing-too-few-anyway", "archivists.number", "", STAFF (ARCHIVIST ("a") P ("c", "duty='档案员' schooling='本科'")), "short",
    "档案管理人员应不少于3人，现1人，缺2人；另不能判定：1人从事培训考核工作年限未填" },
  { "not-understood", "archivists.number", "",
    STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='档案员' schooling='肄业' years='9'")), "unknown",
    "档案管理人员应不少于3人，可确认2人，不能判定：1人学历“肄业”未能识别" },
  { "not-a-number", "archivists.number", "",
    STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='档案员' schooling='本科' years='约三年'")), "unknown",
    "档案管理人员应不少于3人，可确认2人，不能判定：1人从事培训考核工作年限“约三年”未能识别" },
  { "duty-missing", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "schooling='本科' years='9'")), "unknown",
    "档案管理人员应不少于3人，可确认2人，不能判定：1人分工未填" },
  { "duty-missing-unfit", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "schooling='高中' years='9'")),
    "short", "档案管理人员应不少于3人，现2人，缺1人" },
  { "duty-other", "archivists.number", "", STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='考务' schooling='本科' years='9'")),
    "short", "档案管理人员应不少于3人，现2人，缺1人" },
  { "two-duties", "archivists.number", "",
    STAFF (ARCHIVIST ("a") ARCHIVIST ("b") P ("c", "duty='考务、档案管理' schooling='本科' years='9'")), "met", "档案管理人员3人" },
  { "empty-table", "archivists.number", "", "", "unknown", "档案管理人员应不少于3人，工作人员情况尚未填报，不能判定" },
  /* at most, exactly, a remark */
  { "exact", "leaders.director", "", STAFF (P ("a", "duty='主任'") P ("b", "duty='副主任'")), "met", "主任1人" },
  { "exact-over", "leaders.director", "", STAFF (P ("a", "duty='主任'") P ("b", "duty='主任'")), "short", "主任应为1人，现2人，超出1人" },
  { "exact-none", "leaders.director", "", STAFF (P ("a", "duty='副主任'")), "short", "主任应为1人，现0人，缺1人" },
  { "exact-office", "leaders.director", "", STAFF (P ("a", "duty='办公室主任'")), "short", "主任应为1人，现0人，缺1人" },
  { "exact-workshop", "leaders.director", "", STAFF (P ("a", "duty='车间主任'")), "unknown",
    "主任应为1人，可确认0人，不能判定：1人分工“车间主任”未能识别" },
  { "exact-perhaps-two", "leaders.director", "", STAFF (P ("a", "duty='主任'") P ("b", "name='乙'")), "unknown",
    "主任应为1人，可确认1人，不能判定：1人分工未填" },
  { "remark-within", "leaders.most", "", STAFF (P ("a", "duty='主任'") P ("b", "duty='副主任'")), "met", "领导成员2人" },
  { "remark-over", "leaders.most", "",
    STAFF (P ("a", "duty='主任'") P ("b", "duty='副主任'") P ("c", "duty='副主任'") P ("d", "duty='副主任'")), "met",
    "领导成员4人，超过3人，提请注意" },
  /* one person twice */
  { "distinct-same-number", "leaders.number", "",
    STAFF (P ("a", "name='甲' id-number='1' duty='主任'") P ("b", "name='甲' id-number='1' duty='副主任'")), "short",
    "领导成员应不少于2人，现1人，缺1人" },
  { "distinct-same-name", "leaders.number", "", STAFF (P ("a", "name='甲' duty='主任'") P ("b", "name='甲' duty='副主任'")), "unknown",
    "领导成员应不少于2人，可确认1人" },
  { "distinct-two", "leaders.number", "",
    STAFF (P ("a", "name='甲' id-number='1' duty='主任'") P ("b", "name='甲' id-number='2' duty='副主任'")), "met", "领导成员2人" },
  /* words */
  { "skill", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='高级技师'")), "met", "办公室主任1人" },
  { "title", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='工程师'")), "met", "办公室主任1人" },
  { "title-low", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='助理工程师'")), "short",
    "办公室主任应不少于1人，现0人，缺1人；其中1人职业资格或职称不足" },
  { "skill-low", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='高级工'")), "short",
    "办公室主任应不少于1人，现0人，缺1人；其中1人职业资格或职称不足" },
  { "skill-in-brackets", "titles.number", "", STAFF (P ("a", "duty='办公室主任（高级技师）' title='办公室主任（高级技师）'")), "met",
    "办公室主任1人" },
  { "none", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='无'")), "short",
    "办公室主任应不少于1人，现0人，缺1人；其中1人职业资格或职称不足" },
  { "strange", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='高级茶友'")), "met", "办公室主任1人" },
  { "stranger", "titles.number", "", STAFF (P ("a", "duty='办公室主任' title='茶友'")), "unknown",
    "办公室主任应不少于1人，可确认0人，不能判定：1人职务（职称、职业资格）“茶友”未能识别" },
  /* occupations and levels */
  { "occupation-met", "assessors.number", "o1", ASSESSORS ("<assessor id='a' name='甲' occupation='电工'/><assessor id='b' name='乙'/>"),
    "met", "电工：考评人员2人" },
  { "occupation-other", "assessors.number", "o1",
    ASSESSORS ("<assessor id='a' name='甲' occupation='电工'/><assessor id='b' name='乙' occupation='焊工'/>"), "short",
    "电工：考评人员应不少于2人，现1人，缺1人" },
  { "occupation-several", "assessors.number", "o1",
    ASSESSORS ("<assessor id='a' name='甲' occupation='电工'/><assessor id='b' name='乙' occupation='焊工、电工'/>"), "met",
    "电工：考评人员2人" },
  { "occupation-like", "assessors.number", "o1",
    ASSESSORS ("<assessor id='a' name='甲' occupation='电工'/><assessor id='b' name='乙' occupation='维修电工'/>"), "unknown",
    "电工：考评人员应不少于2人，可确认1人，不能判定：1人考评职业领域“维修电工”未能识别" },
  { "level-met", "assessors.senior", "o1/1", ASSESSORS ("<assessor id='a' levels='5 1' title='高级技师'/>"), "met",
    "电工一级/高级技师：高级技师考评人员1人" },
  { "level-short", "assessors.senior", "o1/1", ASSESSORS ("<assessor id='a' levels='5 1' title='技师'/>"), "short",
    "电工一级/高级技师：高级技师考评人员应不少于1人，现0人，缺1人；其中1人不是高级技师" },
  { "level-not-meant", "assessors.senior", "o1/1", ASSESSORS ("<assessor id='a' levels='5' title='高级技师'/>"), "short",
    "电工一级/高级技师：高级技师考评人员应不少于1人，现0人，缺1人" },
  { "level-missing", "assessors.senior", "o1/1", ASSESSORS ("<assessor id='a' title='高级技师'/>"), "unknown",
    "电工一级/高级技师：高级技师考评人员应不少于1人，可确认0人，不能判定：1人考评等级未填" },
  { "no-occupation", "assessors.number", "", "", "unknown", "申报职业（工种）尚未填报，不能判定" },
  { "no-levels", "assessors.senior", "", "<occupations><occupation id='o1' name='电工'/></occupations>", "unknown",
    "有申报职业（工种）的等级未填，不能判定" },
  /* measures */
  { "sum-short", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='20.1'/><site id='b' name='乙' kind='theory' area='9.9'/>"),
    "short", "理论知识考试场地面积应不少于60㎡，现30㎡，缺30㎡" },
  { "sum-met", "sites.area", "", SITES ("<site id='a' kind='theory' area='20.1'/><site id='b' kind='theory' area='39.9'/>"), "met",
    "理论知识考试场地面积60㎡" },
  { "sum-below", "sites.area", "", SITES ("<site id='a' kind='theory' area='59.99'/>"), "short",
    "理论知识考试场地面积应不少于60㎡，现59.99㎡，缺0.01㎡" },
  { "sum-once", "sites.area", "", SITES ("<site id='a' name='101' kind='theory' area='40'/><site id='b' name='１０１' kind='theory' area='40'/>"),
    "short", "理论知识考试场地面积应不少于60㎡，现40㎡，缺20㎡" },
  { "sum-missing", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='40'/><site id='b' name='乙' kind='theory'/>"), "unknown",
    "理论知识考试场地面积应不少于60㎡，可确认40㎡，不能判定：1处面积未填" },
  { "sum-kind-missing", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='40'/><site id='b' name='乙' area='30'/>"), "unknown",
    "理论知识考试场地面积应不少于60㎡，可确认40㎡，不能判定：1处用途未填" },
  { "sum-kind-missing-small", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='40'/><site id='b' name='乙' area='19'/>"), "short",
    "理论知识考试场地面积应不少于60㎡，现40㎡，缺20㎡；另不能判定：1处用途未填" },
  { "sum-not-a-number", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='40'/><site id='b' name='乙' kind='theory' area='约30'/>"), "unknown",
    "理论知识考试场地面积应不少于60㎡，可确认40㎡，不能判定：1处面积未能识别" },
  { "sum-kind-strange", "sites.area", "", SITES ("<site id='a' name='甲' kind='theory' area='40'/><site id='b' name='乙' kind='教室' area='30'/>"), "unknown",
    "理论知识考试场地面积应不少于60㎡，可确认40㎡，不能判定：1处用途“教室”未能识别" },
  { "flag-strange", "sites.dark", "", SITES ("<site id='a' kind='theory' monitored='部分'/>"), "unknown",
    "不应有无视频监控的理论知识考试场地，不能判定：1处是否有视频监控“部分”未能识别" },
  { "sum-of-others", "sites.area", "", SITES ("<site id='a' kind='office' area='400'/>"), "short",
    "理论知识考试场地面积应不少于60㎡，现0㎡，缺60㎡" },
  { "none-of", "sites.dark", "", SITES ("<site id='a' kind='theory' monitored='yes'/>"), "met", "没有无视频监控的理论知识考试场地" },
  { "some-of", "sites.dark", "", SITES ("<site id='a' kind='theory' monitored='no'/>"), "short",
    "不应有无视频监控的理论知识考试场地，现有1处" },
  { "perhaps-of", "sites.dark", "", SITES ("<site id='a' kind='theory'/>"), "unknown",
    "不应有无视频监控的理论知识考试场地，不能判定：1处是否有视频监控未填" },
  { "lease-five", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020-06-01' lease-to='2025-05-31'/>"), "met",
    "没有租期不足5年的场地" },
  { "lease-below", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020-06-01' lease-to='2025-05-30'/>"), "short",
    "不应有租期不足5年的场地，现有1处" },
  { "lease-months", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020-06' lease-to='2025-05'/>"), "unknown",
    "不应有租期不足5年的场地，不能判定：1处租赁起始“2020-06”未能识别" },
  { "lease-months-enough", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020-06' lease-to='2025-12'/>"), "met",
    "没有租期不足5年的场地" },
  { "lease-years-too-few", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020' lease-to='2023'/>"), "short",
    "不应有租期不足5年的场地，现有1处" },
  { "lease-open", "sites.lease", "", SITES ("<site id='a' tenure='leased' lease-from='2020-06-01'/>"), "unknown",
    "不应有租期不足5年的场地，不能判定：1处租赁截止未填" },
  /* types, applies */
  { "type-yes", "experience.years", "", "<applicant id='applicant' type='院校' experience-years='5'/>", "met", "培训评价经历5年" },
  { "type-short", "experience.years", "", "<applicant id='applicant' type='院校' experience-years='4.5'/>", "short",
    "培训评价经历应不少于5年，现4.5年，缺0.5年" },
  { "type-value-missing", "experience.years", "", "<applicant id='applicant' type='院校'/>", "unknown",
    "培训评价经历应不少于5年，连续培训评价年限未填，不能判定" },
  { "type-other", "experience.years", "", "<applicant id='applicant' type='企业(公司)' experience-years='1'/>", "not-applicable", "" },
  { "type-missing", "experience.years", "", "<applicant id='applicant' experience-years='5'/>", "unknown", "机构类型未填，不能判定" },
  { "type-strange", "experience.years", "", "<applicant id='applicant' type='个体户'/>", "unknown",
    "机构类型“个体户”不在本方案所列类型之内，不能判定" },
  { "applies", "limit.number", "",
    "<applicant id='applicant' technician-college='no'/><occupations><occupation id='a'/><occupation id='b'/></occupations>", "short",
    "申报职业（工种）应不超过1个，现2个，超出1个" },
  { "applies-not", "limit.number", "",
    "<applicant id='applicant' technician-college='yes'/><occupations><occupation id='a'/><occupation id='b'/></occupations>",
    "not-applicable", "" },
  { "applies-unknown", "limit.number", "", "<occupations><occupation id='a'/><occupation id='b'/></occupations>", "unknown",
    "申报职业（工种）应不超过1个，是否技师学院未填，不能判定" },
  { "applies-unknown-met", "limit.number", "", "<occupations><occupation id='a'/></occupations>", "met", "申报职业（工种）1个" },
  /* documents, materials */
  { "rule", "rules.finance", "", "<rules><rule id='a' name='《某某学校财务管理办法（试行）》'/></rules>", "met", "有财务管理制度" },
  { "rule-synonym", "rules.finance", "", "<rules><rule id='a' name='会计核算规定'/></rules>", "met", "有财务管理制度" },
  { "rule-other", "rules.finance", "", "<rules><rule id='a' name='档案管理制度'/></rules>", "short", "应有财务管理制度，现无" },
  { "rules-empty", "rules.finance", "", "", "unknown", "应有财务管理制度，已建立规章制度目录尚未填报，不能判定" },
  { "material", "papers.pledge", "", "<materials><material id='material.pledge' received='yes'/></materials>", "met", "有诚信承诺书" },
  { "material-not", "papers.pledge", "", "<materials><material id='material.pledge' received='no'/></materials>", "short",
    "应有诚信承诺书，现无：未收到" },
  { "material-unanswered", "papers.pledge", "", "<materials><material id='material.other' received='yes'/></materials>", "unknown",
    "应有诚信承诺书，尚未登记是否收到，不能判定" },
  /* remarks, prose, what no machine can check */
  { "remark-below", "founded.years", "", "<applicant id='applicant' founded='2025-11-21'/>", "met", "成立1年，不足2年，提请注意" },
  { "remark-met", "founded.years", "", "<applicant id='applicant' founded='2024-11-21'/>", "met", "成立2年" },
  { "prose", "achievements.told", "", "<applicant id='applicant'><achievements>获奖</achievements></applicant>", "met", "有工作业绩" },
  { "prose-missing", "achievements.told", "", "<applicant id='applicant' name='甲'/>", "unknown",
    "应有工作业绩，工作业绩、获奖情况未填，不能判定" },
};

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (HjStandardReport) report = check (wanted->xml);
  const HjStandardResult *result = hj_standard_report_find (report, wanted->check, wanted->subject);

  g_assert_nonnull (result);
  g_assert_cmpstr (result->message, ==, wanted->message);
  g_assert_cmpstr (hj_standard_status_to_id (result->status), ==, wanted->status);
}

static const HjStandardResult *
find_standard (const HjStandardReport *report,
               const char             *standard)
{
  for (guint i = 0; i < report->results->len; i++)
    {
      const HjStandardResult *result = report->results->pdata[i];

      if (g_str_equal (result->standard->id, standard))
        return result;
    }
  g_assert_not_reached ();
}

static void
test_exclusion (void)
{
  static const struct { const char *xml, *status, *message; } wanted[] = {
    { "", "unknown", "尚未查询，不能判定" },
    { "<credit><lookup id='c' subject='other' result='found'/></credit>", "unknown", "尚未查询，不能判定" },
    { "<credit><lookup id='c' subject='record'/></credit>", "unknown", "尚未查询，不能判定" },
    { "<credit><lookup id='c' subject='record' result='clear'/></credit>", "met", "查询未发现此情形" },
    { "<credit><lookup id='c' subject='record' result='clear'/><lookup id='d' subject='record' result='found'/></credit>", "short",
      "不应有此情形，查询结果为有" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (HjStandardReport) report = check (wanted[i].xml);
      const HjStandardResult *result = find_standard (report, "record");

      g_assert_cmpstr (hj_standard_status_to_id (result->status), ==, wanted[i].status);
      g_assert_cmpstr (result->message, ==, wanted[i].message);
    }
}

static void
test_manual (void)
{
  g_autoptr (HjStandardReport) report = check ("");
  const HjStandardResult *result = find_standard (report, "influence");

  g_assert_cmpint (result->status, ==, HJ_STANDARD_MANUAL);
  g_assert_null (result->check);
  g_assert_cmpstr (result->message, ==, "此项不能由程序核查，请专家核对");
}

/* Rows tell which they are, whether they count and why not; the item is the standard's. */
static void
test_rows (void)
{
  g_autoptr (HjStandardReport) report = check (STAFF (ARCHIVIST ("a") P ("b", "duty='档案员' schooling='高中' years='1'")
                                                      P ("c", "duty='档案员' schooling='本科'") P ("d", "duty='考务'")));
  const HjStandardResult *result = hj_standard_report_find (report, "archivists.number", "");
  const HjStandardRow *row = result->rows->pdata[0];

  g_assert_cmpuint (result->rows->len, ==, 3);
  g_assert_cmpint (row->kind, ==, HJ_RECORD_STAFF);
  g_assert_cmpstr (row->id, ==, "a");
  g_assert_cmpint (row->standing, ==, HJ_ROW_COUNTS);
  row = result->rows->pdata[1];
  g_assert_cmpint (row->standing, ==, HJ_ROW_FAILS);
  g_assert_cmpstr (row->why, ==, "学历不足；工作年限不足");
  row = result->rows->pdata[2];
  g_assert_cmpint (row->standing, ==, HJ_ROW_UNKNOWN);
  g_assert_cmpstr (result->item, ==, "1.1");
  g_assert_cmpstr (result->aspect, ==, "1.1.1.a");
  g_assert_cmpstr (result->required, ==, "不少于3人");
  g_assert_cmpstr (result->found, ==, "1人");
  g_assert_cmpfloat_with_epsilon (result->measured, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (result->missing, 2, 1e-9);
}

/* The state follows what an outcome rests on, and nothing else. */
static void
test_state (void)
{
  const char *rows = STAFF (ARCHIVIST ("a") ARCHIVIST ("b"));
  const char *turned = STAFF (ARCHIVIST ("b") ARCHIVIST ("a")) "<notes><note id='n'>什么</note></notes>";
  const char *other = STAFF (ARCHIVIST ("a") ARCHIVIST ("c"));
  g_autoptr (HjStandardReport) first = check (rows);
  g_autoptr (HjStandardReport) second = check (turned);
  g_autoptr (HjStandardReport) third = check (other);
  const char *state = hj_standard_report_find (first, "archivists.number", "")->state;

  g_assert_cmpuint (strlen (state), ==, 64);
  g_assert_cmpstr (state, ==, hj_standard_report_find (second, "archivists.number", "")->state);
  g_assert_cmpstr (state, !=, hj_standard_report_find (third, "archivists.number", "")->state);
}

static void
test_relaxed (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (HjStandardReport) report = NULL;

  g_ptr_array_add (content->relaxations, hj_relaxation_new ("archivists", "", "e"));
  g_ptr_array_add (content->relaxations, hj_relaxation_new ("leaders", "", "e"));
  report = check_content (content, STAFF (ARCHIVIST ("a")));
  g_assert_cmpint (hj_standard_report_find (report, "archivists.number", "")->status, ==, HJ_STANDARD_RELAXED);
  /* Not one that may be relaxed. */
  g_assert_cmpint (hj_standard_report_find (report, "leaders.director", "")->status, ==, HJ_STANDARD_SHORT);
  g_assert_cmpuint (report->n_relaxed, ==, 1);
}

/* Each result is counted once. */
static void
test_counts (void)
{
  g_autoptr (HjStandardReport) report = check (STAFF (ARCHIVIST ("a")) "<applicant id='applicant' type='企业（公司）'/>");
  guint n = 0;

  for (guint i = 0; i < report->results->len; i++)
    n += ((const HjStandardResult *) report->results->pdata[i])->status != HJ_STANDARD_NOT_APPLICABLE;
  g_assert_cmpuint (report->n_met + report->n_short + report->n_unknown + report->n_relaxed + report->n_manual, ==, n);
  g_assert_cmpuint (n, <, report->results->len);
}

/* An application of so many people. */
static char *
crowd (guint n)
{
  GString *text = g_string_new ("<staff>");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "<person id='p%u' name='人%u' duty='档案员' schooling='本科' years='9'/>", i, i);
  g_string_append (text, "</staff>");
  return g_string_free (text, FALSE);
}

/* Expressions that would run for hours are stopped and told as unknown; the others are judged. */
static void
test_hostile (void)
{
  static const char * const bombs[] = {
    "//*[//*[//*[//*[//*]]]]",
    "/dossier/staff/person[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]",
    "//person[hj:distinct(//*) = hj:distinct(//*[hj:distinct(//*)])]",
    "/dossier/staff/person[contains(concat(string(/),string(/),string(/)),'x') or count(//@*[string(/)=.]) >= 0]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (HjScheme) scheme = load ();
      g_autoptr (HjContent) content = hj_content_new (scheme);
      g_autoptr (HjStandardReport) report = NULL;
      g_autofree char *text = crowd (1000);
      gint64 start = g_get_monotonic_time ();
      HjStandard *standard = scheme->standards->pdata[0];
      HjCheck *bomb = standard->checks->pdata[0];
      const HjStandardResult *result;

      hj_str_set (&bomb->rows, bombs[i]);
      report = check_content (content, text);
      result = hj_standard_report_find (report, "archivists.number", "");
      if (i < 3)
        {
          g_assert_cmpint (result->status, ==, HJ_STANDARD_UNKNOWN);
          g_assert_nonnull (strstr (result->message, "运算上限"));
        }
      g_assert_cmpint (hj_standard_report_find (report, "leaders.director", "")->status, ==, HJ_STANDARD_SHORT);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
    }
}

/* A condition that is costly for each row eats the whole check's budget, and no more. */
static void
test_hostile_condition (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (HjStandardReport) report = NULL;
  g_autofree char *text = crowd (1000);
  HjStandard *standard = scheme->standards->pdata[0];
  HjCheck *bomb = standard->checks->pdata[0];
  HjCheckCondition *condition = bomb->conditions->pdata[0];

  hj_str_set (&condition->test, "count(//*[count(preceding::*) > 1]) > 0");
  report = check_content (content, text);
  g_assert_cmpint (hj_standard_report_find (report, "archivists.number", "")->status, ==, HJ_STANDARD_UNKNOWN);
}

/* An expression that a hand-made scheme got wrong is unknown, not a crash. */
static void
test_broken (void)
{
  static const char * const broken[] = {
    "/dossier/staff/person[", "1 + 1", "'text'", "no:such()", "hj:rank('none',@x)", "hj:is(1)", "hj:distinct('a')", "$nothing",
    "hj:any('a','b')", "document('/etc/passwd')", "hj:sum(hj:rank('schooling','x'))", "hj:rooms(1)", "hj:years()", "hj:level(1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (HjScheme) scheme = load ();
      g_autoptr (HjContent) content = hj_content_new (scheme);
      g_autoptr (HjStandardReport) report = NULL;
      HjStandard *standard = scheme->standards->pdata[0];
      HjCheck *check = standard->checks->pdata[0];

      hj_str_set (&check->rows, broken[i]);
      report = check_content (content, STAFF (ARCHIVIST ("a")));
      g_assert_cmpint (hj_standard_report_find (report, "archivists.number", "")->status, ==, HJ_STANDARD_UNKNOWN);
    }
}

static void
test_bytes (void)
{
  static const char * const broken[] = {
    "", "x", "<dossier>", "<scheme/>", "<!DOCTYPE dossier [<!ENTITY a 'b'>]><dossier/>",
    "<dossier xmlns='urn:hengjian:dossier:1'><staff>&xx;</staff></dossier>",
  };
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (broken[i], strlen (broken[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (hj_standards_check (content, bytes, DAY, NULL, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<dossier/>", 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hj_standards_check (content, bytes, DAY, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
check_many (gpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (HjStandardReport) report = check_content (data, STAFF (ARCHIVIST ("a") ARCHIVIST ("b") ARCHIVIST ("c")));

      g_assert_cmpint (hj_standard_report_find (report, "archivists.number", "")->status, ==, HJ_STANDARD_MET);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (HjScheme) scheme = load ();
  g_autoptr (HjContent) content = hj_content_new (scheme);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("check", check_many, content);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/scheme/standards/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/scheme/standards/exclusion", test_exclusion);
  g_test_add_func ("/scheme/standards/manual", test_manual);
  g_test_add_func ("/scheme/standards/rows", test_rows);
  g_test_add_func ("/scheme/standards/state", test_state);
  g_test_add_func ("/scheme/standards/relaxed", test_relaxed);
  g_test_add_func ("/scheme/standards/counts", test_counts);
  g_test_add_func ("/scheme/standards/hostile/rows", test_hostile);
  g_test_add_func ("/scheme/standards/hostile/condition", test_hostile_condition);
  g_test_add_func ("/scheme/standards/broken", test_broken);
  g_test_add_func ("/scheme/standards/bytes", test_bytes);
  g_test_add_func ("/scheme/standards/cancelled", test_cancelled);
  g_test_add_func ("/scheme/standards/threads", test_threads);
  return hj_test_run ();
}
