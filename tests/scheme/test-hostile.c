/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-scheme-file.h"
#include "hj-standards.h"
#include "hj-test.h"

/* What applicants write, against the schemes as they are, judged by hand: a person who lacks what the
 * notice asks for must never count, one who has it must never be short, and what can be read in two
 * ways is unknown. Each application holds nothing but what its case is about. */

#define DAY hj_day_new (2022, 7, 20)

typedef struct {
  const char *scheme;
  const char *check;
  const char *subject;
  const char *xml;
  const char *status;
} Case;

#define Z "zhejiang-2020"
#define W "wenzhou-2022"
#define J "jilin-2022"
#define S "shandong-2020"

#define IN(table, rows) "<" table ">" rows "</" table ">"
#define APPLICANT(attributes) "<applicant id='applicant' " attributes "/>"
#define HEAD(schooling, title) \
  IN ("staff", "<person id='a' name='甲' id-number='1' duty='办公室主任' schooling='" schooling "' title='" title "' years='9'/>")
#define TITLE(title, status) { Z, "staff.office-head.number", "", HEAD ("大专", title), status }
#define SCHOOLING(schooling, status) { Z, "staff.office-head.number", "", HEAD (schooling, "技师"), status }
#define MENDER(title, status) { Z, "staff.maintenance.number", "", IN ("staff", \
  "<person id='a' name='甲' id-number='1' duty='设备维修保养人员' schooling='大专' title='" title "'/>"), status }
#define DUTY(check, duty, status) { W, check, "", IN ("staff", "<person id='a' name='甲' id-number='1' duty='" duty "'/>"), status }
#define ACCOUNTANT(certificate, status) { Z, "staff.finance.number", "", IN ("staff", \
  "<person id='a' name='甲' id-number='1' duty='财务管理人员' schooling='大专' certificate='" certificate "' title='无'/>"), status }
#define SENIOR(title, status) { Z, "staff.assessors.senior", "o1/1", \
  IN ("occupations", "<occupation id='o1' name='电工' levels='1'/>") \
  IN ("assessors", "<assessor id='a' name='甲' id-number='1' occupation='电工' levels='1' title='" title "'/>"), status }
#define RULE(check, name, status) { Z, check, "", IN ("rules", "<rule id='a' name='" name "'/>"), status }
#define UNIT(unit, status) { W, "entry.enterprise-experience.unit", "", APPLICANT ("type='企业' unit='" unit "'"), status }
#define RATING(rating, status) { W, "entry.association-grade.rating", "", APPLICANT ("type='社会团体' rating='" rating "'"), status }
#define LISTED(name, status) { W, "entry.listed-occupation.there", "o1", \
  IN ("occupations", "<occupation id='o1' name='" name "' levels='3'/>"), status }
#define LOOKUPS(scheme, check, rows, status) { scheme, check, "", APPLICANT ("formation='association'") IN ("credit", rows), status }
#define LOOKUP(id, subject, result) "<lookup id='" id "' subject='" subject "' result='" result "'/>"
#define OCCUPATION(id, name, more) "<occupation id='" id "' name='" name "' levels='3' " more "/>"

static const Case cases[] = {
  /* Professional titles: 中级 is a title of the middle rank, 中级工 is not; helpers are below the title they help. */
  TITLE ("工程师", "met"), TITLE ("电气工程师", "met"), TITLE ("高级电气工程师", "met"), TITLE ("正高级工程师", "met"),
  TITLE ("中级职称", "met"), TITLE ("中级专业技术职称", "met"), TITLE ("讲师（中级）", "met"), TITLE ("技师、讲师", "met"),
  TITLE ("高级技师", "met"), TITLE ("电工技师", "met"), TITLE ("二级/技师", "met"), TITLE ("高级技师（一级）", "met"),
  TITLE ("助理工程师", "short"), TITLE ("助理电气工程师", "short"), TITLE ("电气助理工程师", "short"), TITLE ("初级注册安全工程师", "short"),
  TITLE ("工程师助理", "short"), TITLE ("见习工程师", "short"), TITLE ("检验技师", "short"), TITLE ("主管检验技师", "met"),
  TITLE ("高级工", "short"), TITLE ("高级电工", "short"), TITLE ("中级焊工", "short"), TITLE ("高级技工", "short"),
  TITLE ("高级工（三级）", "short"), TITLE ("无", "short"), TITLE ("无职称", "short"), TITLE ("未取得初级职称", "short"),
  TITLE ("中级", "unknown"), TITLE ("高级", "unknown"), TITLE ("电工中级", "unknown"), TITLE ("高级（电工）", "unknown"),
  TITLE ("高级茶艺师", "unknown"), TITLE ("高级育婴师", "unknown"), TITLE ("三级", "unknown"), TITLE ("高级职业资格", "unknown"),
  TITLE ("工程师（评审中）", "unknown"), TITLE ("技师（待发证）", "unknown"), TITLE ("拟评工程师", "unknown"), TITLE ("无技师证", "unknown"),
  TITLE ("非工程师", "unknown"), TITLE ("预备技师", "unknown"), TITLE ("/", "unknown"),
  SENIOR ("高级技师", "met"), SENIOR ("高级电工技师", "met"), SENIOR ("高级机械工程师", "met"), SENIOR ("副教授", "met"), SENIOR ("副高", "met"),
  SENIOR ("技师", "short"), SENIOR ("工程师", "short"), SENIOR ("高级电工", "short"), SENIOR ("高级工", "short"),
  SENIOR ("高级", "unknown"), SENIOR ("电工高级", "unknown"), SENIOR ("技师（高级技师申报中）", "unknown"),
  /* 高级工及以上职业资格: a professional title is none. */
  MENDER ("高级工", "met"), MENDER ("高级电工", "met"), MENDER ("技师", "met"), MENDER ("高级钳工、助理工程师", "met"),
  MENDER ("中级工", "short"), MENDER ("中级电工", "short"), MENDER ("工程师", "short"), MENDER ("高级工程师", "short"),
  MENDER ("高级工程技术人员", "short"), MENDER ("高级工艺美术师", "short"), MENDER ("无损检测工", "unknown"),
  /* Schooling above the required one will do; what is not finished will not. */
  SCHOOLING ("大专", "met"), SCHOOLING ("本科", "met"), SCHOOLING ("全日制大学本科", "met"), SCHOOLING ("硕士研究生", "met"),
  SCHOOLING ("大专（函授）", "met"), SCHOOLING ("高职", "met"), SCHOOLING ("电大大专毕业", "met"), SCHOOLING ("博士", "met"),
  SCHOOLING ("高中", "short"), SCHOOLING ("中专", "short"), SCHOOLING ("初中", "short"), SCHOOLING ("技校", "short"), SCHOOLING ("大专在读", "short"),
  SCHOOLING ("本科在读", "unknown"), SCHOOLING ("大专（在读）", "unknown"), SCHOOLING ("本科肄业", "unknown"), SCHOOLING ("大专结业", "unknown"),
  SCHOOLING ("无大专学历", "unknown"), SCHOOLING ("大专以下", "unknown"), SCHOOLING ("大专同等学力", "unknown"), SCHOOLING ("肄业", "unknown"),
  /* Posts. */
  DUTY ("staff.office-head.number", "办公室副主任", "short"), DUTY ("staff.office-head.number", "协助办公室主任", "short"),
  DUTY ("staff.archivists.number", "负责档案管理工作", "met"), DUTY ("staff.archivists.number", "考务、档案", "met"),
  DUTY ("staff.archivists.number", "考务人员", "short"), DUTY ("staff.archivists.number", "综合", "unknown"),
  DUTY ("staff.archivists.number", "档案管理人员（空缺）", "unknown"), DUTY ("staff.archivists.number", "原档案管理员", "unknown"),
  DUTY ("staff.computer.number", "计算机管理员", "met"), DUTY ("staff.computer.number", "计算机专业老师", "short"),
  DUTY ("staff.computer.number", "计算机课程老师", "unknown"), DUTY ("staff.finance.number", "财务管理专业带头人", "short"),
  DUTY ("staff.leaders.director", "副主任，协助主任管理日常工作", "short"), DUTY ("staff.leaders.deputies", "副主任，协助主任管理日常工作", "met"),
  ACCOUNTANT ("会计从业资格证", "met"), ACCOUNTANT ("初级会计师", "met"), ACCOUNTANT ("无会计证", "short"), ACCOUNTANT ("暂无", "short"),
  ACCOUNTANT ("未取得会计证", "short"), ACCOUNTANT ("会计证（办理中）", "unknown"), ACCOUNTANT ("教师资格证", "unknown"),
  /* Documents by name. */
  RULE ("rules.finance.present", "财务管理制度（待制定）", "unknown"), RULE ("rules.finance.present", "无财务管理制度", "short"),
  RULE ("rules.conduct.assessors", "考场规则", "short"), RULE ("rules.conduct.room", "考评人员守则", "short"),
  RULE ("rules.conduct.exam-staff", "考评人员、考务人员守则", "met"), RULE ("rules.conduct.room", "考评人员守则、考务人员守则、考场规则", "met"),
  RULE ("rules.other.present", "财务管理制度", "short"), RULE ("rules.other.present", "保密制度", "met"),
  RULE ("rules.other.present", "招生简章发布要求", "unknown"),
  /* An inner unit that is named; grades of none. */
  UNIT ("技能评价部", "met"), UNIT ("无", "short"), UNIT ("暂无", "short"), UNIT ("未设立", "short"), UNIT ("/", "unknown"), UNIT ("待定", "unknown"),
  RATING ("4A", "met"), RATING ("AAAA级", "met"), RATING ("5A", "met"), RATING ("3A", "short"), RATING ("无", "short"), RATING ("AAAA", "met"),
  RATING ("良好", "unknown"), RATING ("4A（评审中）", "unknown"),
  LISTED ("互联网营销师", "met"), LISTED ("互联网营销师（直播销售员）", "met"), LISTED ("互联网营销", "unknown"), LISTED ("电工", "short"),
  /* One bad record is one too many, whatever else was looked up. */
  LOOKUPS (Z, "entry.body.credit", LOOKUP ("a", "社会信用", "clear"), "met"),
  LOOKUPS (Z, "entry.body.credit", LOOKUP ("a", "社会信用", "clear") LOOKUP ("b", "失信被执行人", "found"), "short"),
  LOOKUPS (Z, "entry.body.credit", LOOKUP ("a", "社会信用", "clear") LOOKUP ("b", "信用记录", ""), "unknown"),
  LOOKUPS (Z, "entry.body.credit", LOOKUP ("a", "社会信用", "clear") LOOKUP ("b", "行政处罚", "found"), "unknown"),
  LOOKUPS (Z, "entry.body.credit", LOOKUP ("a", "社会信用", "clear") LOOKUP ("b", "行政处罚", "clear"), "met"),
  LOOKUPS (J, "exclusion.illegal.lookup", LOOKUP ("a", "非法社会组织名单", "found"), "short"),
  LOOKUPS (J, "exclusion.illegal.lookup", LOOKUP ("a", "exclusion.illegal", "clear") LOOKUP ("b", "exclusion.review", "found"), "met"),
  LOOKUPS (J, "exclusion.review.lookup", LOOKUP ("a", "exclusion.illegal", "clear") LOOKUP ("b", "民政年审", "found"), "short"),
  LOOKUPS (J, "exclusion.illegal.lookup", LOOKUP ("a", "exclusion.illegal", "clear") LOOKUP ("b", "某某名单", "found"), "unknown"),
  /* A form with a row for each level names an occupation again. */
  { Z, "occupations.number.first", "", APPLICANT ("technician-college='no'") IN ("occupations", OCCUPATION ("a", "电工", "")
    OCCUPATION ("b", "电 工", "") OCCUPATION ("c", "焊工", "") OCCUPATION ("d", "钳工", "")), "met" },
  { Z, "occupations.number.first", "", APPLICANT ("technician-college='no'") IN ("occupations", OCCUPATION ("a", "电工", "")
    OCCUPATION ("b", "茶艺师", "") OCCUPATION ("c", "焊工", "") OCCUPATION ("d", "钳工", "")), "short" },
  { S, "occupations.number.bound", "", IN ("occupations", OCCUPATION ("a", "焊工", "trade='电焊工'") OCCUPATION ("b", "焊工", "trade='气焊工'")
    OCCUPATION ("c", "电工", "") OCCUPATION ("d", "钳工", "")), "short" },
  { S, "occupations.number.bound", "", IN ("occupations", OCCUPATION ("a", "焊工", "") OCCUPATION ("b", "电工", "")
    OCCUPATION ("c", "钳工", "") "<occupation id='d'/>"), "short" },
  /* What is no value of its field is not understood. */
  { S, "entry.registered.province", "", APPLICANT ("region='山东省济南市'"), "unknown" },
  { S, "entry.registered.province", "", APPLICANT ("region='370100'"), "met" },
  { S, "entry.registered.province", "", APPLICANT ("region='330100'"), "short" },
  { S, "occupations.skill.code", "o1", IN ("occupations", OCCUPATION ("o1", "电工", "code='6-31-01-03'")), "met" },
  { S, "occupations.skill.code", "o1", IN ("occupations", OCCUPATION ("o1", "电工", "code='2-02-10-01'")), "short" },
  { S, "occupations.skill.code", "o1", IN ("occupations", OCCUPATION ("o1", "电工", "code='新职业'")), "unknown" },
  { S, "authority.school-level.level", "o1/3", APPLICANT ("type='技工院校' training-level='高级工'")
    IN ("occupations", OCCUPATION ("o1", "电工", "")), "unknown" },
  { S, "authority.school-level.level", "o1/3", APPLICANT ("type='技工院校' training-level='3'")
    IN ("occupations", OCCUPATION ("o1", "电工", "")), "met" },
  { S, "authority.school-level.level", "o1/3", APPLICANT ("type='技工院校' training-level='4'")
    IN ("occupations", OCCUPATION ("o1", "电工", "")), "short" },
};

static GHashTable *schemes;   /* id → HjScheme: reading one takes longer than all that is asked of it */

static HjScheme *
find_scheme (const char *id)
{
  HjScheme *scheme = g_hash_table_lookup (schemes, id);
  g_autoptr (GError) error = NULL;

  if (scheme == NULL)
    {
      scheme = hj_scheme_load (id, &error);
      g_assert_no_error (error);
      g_hash_table_insert (schemes, g_strdup (id), scheme);
    }
  return scheme;
}

static HjStandardReport *
check (const Case *wanted)
{
  g_autoptr (HjContent) content = hj_content_new (find_scheme (wanted->scheme));
  char *text = g_strdup_printf ("<dossier xmlns=\"urn:hengjian:dossier:1\">%s</dossier>", wanted->xml);
  g_autoptr (GBytes) xml = g_bytes_new_take (text, strlen (text));
  g_autoptr (GError) error = NULL;
  HjStandardReport *report = hj_standards_check (content, xml, DAY, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (HjStandardReport) report = check (wanted);
  const HjStandardResult *result;

  result = hj_standard_report_find (report, wanted->check, wanted->subject);
  g_assert_nonnull (result);
  g_test_message ("%s", result->message);
  if (!g_str_equal (hj_standard_status_to_id (result->status), wanted->status))
    g_error ("%s %s: %s (%s), not %s, for %s", wanted->scheme, wanted->check, hj_standard_status_to_id (result->status),
             result->message, wanted->status, wanted->xml);
}

/* A grade of none is told in words, and so is what the expert reads of one paper that did not come. */
static void
test_words (void)
{
  static const Case told[] = {
    { W, "entry.association-grade.rating", "", APPLICANT ("type='社会团体' rating='未评'"), "民政部门评估等级应不低于4A，现无" },
    { W, "entry.association-grade.rating", "", APPLICANT ("type='社会团体' rating='3A'"), "民政部门评估等级应不低于4A，现3A" },
    { Z, "materials.plan.received", "", IN ("materials", "<material id='material.plan' received='no'/>"),
      "应有试点工作方案及质量管控措施，现无：未收到" },
    { Z, "entry.body.credit", "", IN ("credit", LOOKUP ("a", "社会信用", "found")), "不应有违法违规和失信等不良行为记录，现有1项" },
    { J, "entry.registered.province", "", APPLICANT ("region='370100'"), "应有吉林省内的法人登记，现无：登记地不在吉林省" },
    { W, "sites.practice.places", "o1", IN ("occupations", OCCUPATION ("o1", "互联网营销师", ""))
      IN ("sites", "<site id='a' name='一号考场' kind='theory' seats='30'/>"),
      "互联网营销师：实际操作技能考试场地可同时考核人数应不少于20人，可确认0人，不能判定：1处理论考场是否供知识技能型职业实操，由专家认定" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (HjStandardReport) report = check (&told[i]);

      g_assert_cmpstr (hj_standard_report_find (report, told[i].check, told[i].subject)->message, ==, told[i].status);
    }
}

/* Whatever a school trains for, it certifies that level and those below it. */
static void
test_school_levels (void)
{
  for (guint trains = 1; trains <= 5; trains++)
    for (guint level = 1; level <= 5; level++)
      {
        g_autofree char *xml = g_strdup_printf (APPLICANT ("type='技工院校' training-level='%u'")
                                                IN ("occupations", "<occupation id='o1' name='电工' levels='%u'/>"), trains, level);
        g_autofree char *subject = g_strdup_printf ("o1/%u", level);
        const Case asked = { S, "authority.school-level.level", subject, xml, level >= trains ? "met" : "short" };

        test_case (&asked);
      }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  hj_test_init (&argc, &argv);
  schemes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hj_scheme_unref);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scheme/hostile/%s/%s/%u", cases[i].scheme, cases[i].check, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/scheme/hostile/words", test_words);
  g_test_add_func ("/scheme/hostile/school-levels", test_school_levels);
  result = hj_test_run ();
  g_hash_table_unref (schemes);
  return result;
}
