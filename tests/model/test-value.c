/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-error.h"
#include "hj-test.h"
#include "hj-value.h"

/* What is understood: kind or "table.field", what people write, the value. */
typedef struct { const char *field, *text, *value; } Case;

static const Case understood[] = {
  { "staff.name", "　张三 ", "张三" },
  { "staff.name", "张　三", "张　三" },
  { "staff.name", "张\n三", "张 三" },
  { "staff.name", "——", "" },
  { "staff.name", " / ", "" },
  { "staff.title", "无", "无" },
  { "staff.remark", "第一行\r\n第二行 \n", "第一行\n第二行" },

  { "staff.birth", "2020-05-14", "2020-05-14" },
  { "staff.birth", "2020-5-4", "2020-05-04" },
  { "staff.birth", "2020/5/14", "2020-05-14" },
  { "staff.birth", "2020.5.14", "2020-05-14" },
  { "staff.birth", "2020.05", "2020-05" },
  { "staff.birth", "２０２０．５．１４", "2020-05-14" },
  { "staff.birth", "20200514", "2020-05-14" },
  { "staff.birth", "202005", "2020-05" },
  { "staff.birth", "2020年5月14日", "2020-05-14" },
  { "staff.birth", "2020 年 5 月 14 日", "2020-05-14" },
  { "staff.birth", "2020年5月14号", "2020-05-14" },
  { "staff.birth", "2020年5月", "2020-05" },
  { "staff.birth", "2020年5月　日", "2020-05" },
  { "staff.birth", "2020年", "2020" },
  { "staff.birth", "2020年　月　日", "2020" },
  { "staff.birth", "　年　月　日", "" },
  { "staff.birth", "2020", "2020" },
  { "staff.birth", "1985、3", "1985-03" },
  { "staff.birth", "二〇二〇年五月十四日", "2020-05-14" },
  { "staff.birth", "二零二零年十二月三十一日", "2020-12-31" },
  { "staff.birth", "二○二○年十月", "2020-10" },
  { "staff.birth", "2020-05-14 00:00:00", "2020-05-14" },
  { "staff.birth", "2020-05-14T08:30:00", "2020-05-14" },
  { "staff.birth", "2020-02-29", "2020-02-29" },

  { "sites.seats", "30", "30" },
  { "sites.seats", "３０", "30" },
  { "sites.seats", "30人", "30" },
  { "sites.seats", "30个", "30" },
  { "sites.seats", "40座", "40" },
  { "sites.seats", "４０ 座", "40" },
  { "sites.seats", "40个座位", "40" },
  { "sites.seats", "四十个工位", "40" },
  { "sites.seats", "3名考评员", "3" },
  { "sites.seats", "三十", "30" },
  { "sites.seats", "三十人", "30" },
  { "sites.seats", "十", "10" },
  { "sites.seats", "两百", "200" },
  { "sites.seats", "一百零二", "102" },
  { "sites.seats", "一千零五十", "1050" },
  { "sites.seats", "30.0", "30" },
  { "sites.seats", "1,200", "1200" },
  { "sites.seats", "1，200", "1200" },
  { "sites.seats", "12,345,678", "12345678" },
  { "sites.seats", "1 200", "1200" },
  { "sites.seats", "007", "7" },
  { "sites.seats", "0", "0" },
  { "sites.seats", "-", "" },
  { "applicant.experience-count", "3万", "30000" },
  { "applicant.experience-count", "3万人次", "30000" },
  { "applicant.experience-count", "3.5万", "35000" },
  { "applicant.experience-count", "三万五千", "35000" },
  { "applicant.experience-count", "3万5000", "35000" },
  { "applicant.experience-count", "1.2亿", "120000000" },
  { "sites.area", "30㎡", "30" },
  { "sites.area", "30平方米", "30" },
  { "sites.area", "30.50 m2", "30.5" },
  { "sites.area", "1200.50", "1200.5" },
  { "sites.area", "0.25", "0.25" },
  { "sites.area", "1,200.05平米", "1200.05" },
  { "sites.area", "三十平方米", "30" },
  { "sites.area", "1,200㎡", "1200" },
  { "sites.area", "1.5万平方米", "15000" },
  { "sites.area", "60平", "60" },
  { "sites.cameras", "8路", "8" },
  { "sites.cameras", "八个摄像头", "8" },
  { "sites.retention", "90天", "90" },
  { "sites.retention", "90日", "90" },
  { "sites.computers", "40台", "40" },
  { "sites.computers", "40台电脑", "40" },
  { "occupations.places", "20个工位", "20" },
  { "occupations.students", "350名学生", "350" },
  { "applicant.members", "120家会员单位", "120" },
  { "materials.copies", "2份", "2" },
  { "equipment.quantity", "40座", "40" },
  { "equipment.quantity", "40 套", "40" },
  { "applicant.registered-capital", "3.5万元", "3.5" },
  { "applicant.registered-capital", "300万", "300" },
  { "applicant.registered-capital", "35000元", "3.5" },
  { "applicant.registered-capital", "1.2亿元", "12000" },
  { "applicant.registered-capital", "人民币500万元", "500" },
  { "applicant.registered-capital", "￥500万元", "500" },
  { "applicant.registered-capital", "500", "500" },
  { "applicant.registered-capital", "伍佰万元", "500" },
  { "equipment.value", "3.5万元", "35000" },
  { "equipment.value", "3500元", "3500" },
  { "equipment.quantity", "20台", "20" },
  { "equipment.quantity", "20台/套", "20" },
  { "staff.years", "五年", "5" },
  { "staff.years", "5年", "5" },
  { "staff.years", "5", "5" },
  { "staff.years", "五年半", "5.5" },
  { "staff.years", "半年", "0.5" },
  { "staff.years", "3年6个月", "3.5" },
  { "staff.years", "4年11个月", "4.91" },
  { "staff.years", "18个月", "1.5" },
  { "staff.years", "十二年", "12" },
  { "staff.age", "35岁", "35" },
  { "funding.year", "2020年度", "2020" },
  { "funding.year", "二〇二〇年", "2020" },
  { "funding.budget", "-3.5", "-3.5" },

  { "sites.monitored", "有", "yes" },
  { "sites.monitored", "是", "yes" },
  { "sites.monitored", "√", "yes" },
  { "sites.monitored", "✔", "yes" },
  { "sites.monitored", "☑", "yes" },
  { "sites.monitored", "■", "yes" },
  { "sites.monitored", "☒", "yes" },
  { "sites.monitored", "（√）", "yes" },
  { "sites.monitored", "Yes", "yes" },
  { "sites.monitored", "无", "no" },
  { "sites.monitored", "否", "no" },
  { "sites.monitored", "×", "no" },
  { "sites.monitored", "□", "no" },
  { "sites.monitored", "☐", "no" },
  { "sites.monitored", "0", "no" },
  { "sites.monitored", "☑是 □否", "yes" },
  { "sites.monitored", "□是 ☑否", "no" },
  { "sites.monitored", "是☑ 否□", "yes" },
  { "sites.monitored", "是√　否", "yes" },
  { "sites.monitored", "（ ）有 （√）无", "no" },
  { "sites.monitored", "○是 ●否", "no" },
  { "sites.monitored", "□√是 □否", "yes" },
  { "sites.monitored", "□是 □否", "" },
  { "staff.full-time", "专职", "yes" },
  { "staff.full-time", "兼职", "no" },

  { "staff.sex", "男", "male" },
  { "staff.sex", "女性", "female" },
  { "staff.sex", "male", "male" },
  { "staff.sex", "□男 ☑女", "female" },
  { "staff.sex", "男□ 女☑", "female" },
  { "sites.kind", "理论知识考试场地", "theory" },
  { "sites.kind", "理论考场", "theory" },
  { "sites.kind", "办公室", "office" },
  { "sites.kind", "theory", "theory" },
  { "sites.tenure", "租用", "leased" },
  { "assessors.employment", "外聘", "hired" },
  { "assessors.employment", "本单位", "own" },
  { "applicant.formation", "民办非企业", "non-profit" },
  { "credit.result", "无", "clear" },
  { "occupations.basis", "国家职业技能标准", "standard" },
  { "occupations.basis", "无", "none" },

  { "staff.id-number", "11010519491231002x", "11010519491231002X" },
  { "staff.id-number", "110105 19491231 002X", "11010519491231002X" },
  { "staff.id-number", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X" },
  { "staff.id-number", "110105194912310021", "110105194912310021" },
  { "staff.id-number", "无", "" },
  { "staff.id-number", "K12345678", "K12345678" },
  { "applicant.credit-code", "91350100m000100y43", "91350100M000100Y43" },
  { "applicant.credit-code", "9135 0100 M000 100Y 43", "91350100M000100Y43" },
  { "staff.phone", "138 0577 0000", "13805770000" },
  { "staff.phone", "０５７７－８８８８１２３４", "0577-88881234" },
  { "applicant.contact-mail", "ａ@example．com", "a@example.com" },
  { "applicant.contact-mail", "无", "" },
  { "applicant.postcode", " 325000 ", "325000" },
  { "occupations.code", "4—07—03—02", "4-07-03-02" },
  { "occupations.code", "4－07－03－02", "4-07-03-02" },

  { "occupations.levels", "5,4,3", "5,4,3" },
  { "occupations.levels", "3,4,5", "5,4,3" },
  { "occupations.levels", "五级/初级工、四级", "5,4" },
  { "occupations.levels", "五级/初级工", "5" },
  { "occupations.levels", "3-5级", "5,4,3" },
  { "occupations.levels", "五级至三级", "5,4,3" },
  { "occupations.levels", "5～3级", "5,4,3" },
  { "occupations.levels", "一至五级", "5,4,3,2,1" },
  { "occupations.levels", "高级工", "3" },
  { "occupations.levels", "高级技师", "1" },
  { "occupations.levels", "技师、高级技师", "2,1" },
  { "occupations.levels", "三级及以下", "5,4,3" },
  { "occupations.levels", "三级（高级工）及以下", "5,4,3" },
  { "occupations.levels", "二级以上", "2,1" },
  { "occupations.levels", "三级（高级工）", "3" },
  { "occupations.levels", "三四五级", "5,4,3" },
  { "occupations.levels", "初级、中级、高级", "5,4,3" },
  { "occupations.levels", "☑五级 ☑四级 □三级", "5,4" },
  { "occupations.levels", "3、4、5", "5,4,3" },
  { "occupations.levels", "全部", "5,4,3,2,1" },

  { "experts.occupation", "茶艺师,评茶员", "茶艺师、评茶员" },
  { "experts.occupation", "茶艺师；评茶员、茶艺师", "茶艺师、评茶员" },
  { "experts.occupation", "车工（数控车工、普通车工）", "车工（数控车工、普通车工）" },
  { "experts.occupation", "共用", "" },
};

/* Neither a number, a day nor a word that anyone could be sure of. */
static const Case refused[] = {
  { "staff.birth", "大约1980年", "" },
  { "staff.birth", "2020-13-01", "" },
  { "staff.birth", "2020-02-30", "" },
  { "staff.birth", "2021-02-29", "" },
  { "staff.birth", "20.5.14", "" },
  { "staff.birth", "85年3月", "" },
  { "staff.birth", "200514", "" },
  { "staff.birth", "43965", "" },
  { "staff.birth", "长期", "" },
  { "staff.birth", "2020年5月14日起", "" },
  { "staff.birth", "2020-5/14", "" },
  { "staff.birth", "1899-01-01", "" },
  { "staff.birth", "2020年0月1日", "" },
  { "staff.birth", "无", "" },
  { "staff.birth", "2020-5-", "" },
  { "sites.seats", "大约30", "" },
  { "sites.seats", "30余", "" },
  { "sites.seats", "30左右", "" },
  { "sites.seats", "30-40", "" },
  { "sites.seats", "≥30", "" },
  { "sites.seats", "30.5", "" },
  { "sites.seats", "30㎡", "" },
  { "sites.seats", "1,20", "" },
  { "sites.seats", "12,34", "" },
  { "sites.seats", "1,,200", "" },
  { "sites.seats", "3 0", "" },
  { "sites.seats", "1.2E+05", "" },
  { "sites.seats", "一百二", "" },
  { "sites.seats", "十十", "" },
  { "sites.seats", "百", "" },
  { "sites.seats", "无", "" },
  { "sites.seats", "9999999999999999", "" },
  { "sites.seats", "30间", "" },
  { "sites.seats", "40座左右", "" },
  { "sites.cameras", "8座", "" },
  { "sites.retention", "3个月", "" },
  { "occupations.assessed", "40座", "" },
  { "sites.area", "1000平方米左右", "" },
  { "sites.area", "1亩", "" },
  { "sites.area", "30.125", "" },
  { "sites.area", "29.999999", "" },
  { "sites.area", "30人", "" },
  { "sites.area", "30×40", "" },
  { "sites.area", "30+", "" },
  { "sites.area", "1/2", "" },
  { "applicant.registered-capital", "500美元", "" },
  { "applicant.registered-capital", "123元", "" },
  { "staff.years", "3年13个月", "" },
  { "staff.years", "多年", "" },
  { "sites.monitored", "有（2台）", "" },
  { "sites.monitored", "部分", "" },
  { "sites.monitored", "√有 无", "" },
  { "sites.monitored", "☑是 ☑否", "" },
  { "staff.sex", "未知", "" },
  { "staff.sex", "☑男 ☑女", "" },
  { "sites.kind", "食堂", "" },
  { "staff.id-number", "4.40981E+17", "" },
  { "staff.id-number", "4.40981199001011E+17", "" },
  { "staff.id-number", "440981199001010000", "" },
  { "staff.id-number", "见附件", "" },
  { "staff.id-number", "身份证12345", "" },
  { "applicant.credit-code", "9.1330300123457E+17", "" },
  { "staff.phone", "1.38058E+10", "" },
  { "occupations.levels", "六级", "" },
  { "occupations.levels", "345", "" },
  { "occupations.levels", "高", "" },
  { "occupations.levels", "初、中、高级", "" },
  { "occupations.levels", "五级以及其他", "" },
};

/* Where a number is a rough one, the word that makes it so is named. */
static const Case rough[] = {
  { "sites.area", "1000平方米左右", "左右" },
  { "sites.area", "约1000㎡", "约" },
  { "sites.area", "1000余平方米", "余" },
  { "applicant.experience-count", "３万多人次", "多" },
  { "staff.years", "10年以上", "以上" },
  { "sites.seats", "≥30", "≥" },
};

static HjScheme *
scheme_new (void)
{
  static const char * const labels[] = { "五级/初级工", "四级/中级工", "三级/高级工", "二级/技师", "一级/高级技师" };
  HjScheme *scheme = hj_test_scheme ();

  g_ptr_array_set_size (scheme->occupations.levels, 0);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      HjLevel *level = hj_scheme_add_level (scheme);

      hj_str_set (&level->id, ((const char *[]) { "5", "4", "3", "2", "1" })[i]);
      hj_str_set (&level->label, labels[i]);
    }
  return scheme;
}

static const HjRecordField *
find_field (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", 2);
  const HjRecordTable *table = hj_record_table_find (parts[0]);
  const HjRecordField *field = table != NULL ? hj_record_table_field (table, parts[1]) : NULL;

  if (field == NULL)
    g_error ("There is no field %s.", path);
  return field;
}

/* The value, and that reading it again, or what is shown of it, gives the same. */
static void
test_understood (void)
{
  g_autoptr (HjScheme) scheme = scheme_new ();

  for (guint i = 0; i < G_N_ELEMENTS (understood); i++)
    {
      const HjRecordField *field = find_field (understood[i].field);
      g_autofree char *value = NULL;
      g_autofree char *again = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *back = NULL;
      g_autoptr (GError) error = NULL;

      hj_value_parse (scheme, field, NULL, understood[i].text, &value, &error);
      if (g_strcmp0 (value, understood[i].value) != 0)
        g_error ("%s “%s”: expected “%s”, got “%s” (%s)", understood[i].field, understood[i].text, understood[i].value,
                 value, error != NULL ? error->message : "no error");
      hj_value_parse (scheme, field, NULL, value, &again, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, value);
      shown = hj_value_format (scheme, field, value, FALSE);
      hj_value_parse (scheme, field, NULL, shown, &back, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (back, ==, value);
    }
}

static void
test_refused (void)
{
  g_autoptr (HjScheme) scheme = scheme_new ();

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;

      if (hj_value_parse (scheme, find_field (refused[i].field), NULL, refused[i].text, &value, &error))
        g_error ("%s “%s” was understood as “%s”.", refused[i].field, refused[i].text, value);
      g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
      g_assert_cmpint (strlen (error->message), >, 0);
      g_assert_null (value);
    }
}

static void
test_rough (void)
{
  g_autoptr (HjScheme) scheme = scheme_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rough); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *quoted = g_strdup_printf ("“%s”", rough[i].value);
      g_autoptr (GError) error = NULL;

      g_assert_false (hj_value_parse (scheme, find_field (rough[i].field), NULL, rough[i].text, &value, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, quoted));
    }
}

/* A notice's own choices: its wording is kept, or leads to a choice of ours. */
static void
test_options (void)
{
  static const struct { const char *field, *options, *text, *value; } cases[] = {
    { "applicant.type", "职业院校\n企业\n社会团体", "☑职业院校 □企业 □社会团体", "职业院校" },
    { "applicant.type", "职业院校\n企业\n社会团体", "企业", "企业" },
    { "applicant.type", "职业院校\n企业\n社会团体", "研究院", "研究院" },
    { "applicant.type", "职业院校\n企业\n社会团体", "□职业院校 □企业 □社会团体", "" },
    { "applicant.type", "事业单位（院校）\n民非", "事业单位(院校)", "事业单位（院校）" },
    { "sites.tenure", "自有产权房\n租赁房", "租赁房", "leased" },
    { "occupations.basis", "国家职业技能标准\n行业企业评价规范\n无", "行业企业评价规范", "norm" },
  };
  g_autoptr (HjScheme) scheme = scheme_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;

      hj_value_parse (scheme, find_field (cases[i].field), cases[i].options, cases[i].text, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

/* Levels are relative to those that the scheme grants. */
static void
test_fewer_levels (void)
{
  static const Case cases[] = {
    { "", "三级及以上", "3" },
    { "", "全部", "5,4,3" },
    { "", "一级", NULL },
  };
  g_autoptr (HjScheme) scheme = scheme_new ();

  g_ptr_array_set_size (scheme->occupations.levels, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;

      hj_value_parse (scheme, find_field ("occupations.levels"), NULL, cases[i].text, &value, NULL);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_format (void)
{
  static const struct { const char *field, *value; gboolean mask; const char *shown; } cases[] = {
    { "staff.birth", "2020-05-04", FALSE, "2020年5月4日" },
    { "staff.birth", "2020-05", FALSE, "2020年5月" },
    { "staff.birth", "2020", FALSE, "2020年" },
    { "sites.monitored", "yes", FALSE, "是" },
    { "sites.tenure", "leased", FALSE, "租赁" },
    { "occupations.levels", "5,4", FALSE, "五级/初级工、四级/中级工" },
    { "staff.id-number", "11010519491231002X", TRUE, "110105********002X" },
    { "staff.id-number", "11010519491231002X", FALSE, "11010519491231002X" },
    { "staff.id-number", "K12345678", TRUE, "K1*****78" },
    { "staff.id-number", "123", TRUE, "***" },
    { "staff.name", "", TRUE, "" },
  };
  g_autoptr (HjScheme) scheme = scheme_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = hj_value_format (scheme, find_field (cases[i].field), cases[i].value, cases[i].mask);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* Whatever is typed, it ends, and what it gives is read as itself. */
static void
test_random (void)
{
  static const char * const pieces[] = {
    "0", "1", "5", "12", "2020", "00", ".", ",", "-", "/", " ", "　", "年", "月", "日", "十", "百", "千", "万", "亿", "零", "〇", "半", "个",
    "级", "五", "三", "至", "及以下", "技师", "高级", "√", "□", "☑", "(", ")", "是", "否", "元", "㎡", "E+", "X", "、", "\n", "男", "无", ":",
  };
  g_autoptr (HjScheme) scheme = scheme_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint n_understood = 0;

  for (guint n = 0; n < 40000; n++)
    {
      const HjRecordTable *table = hj_record_table ((HjRecordKind) g_rand_int_range (rand, 0, HJ_N_RECORD_KINDS));
      const HjRecordField *field = &table->fields[g_rand_int_range (rand, 0, (gint32) table->n_fields)];
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *value = NULL;
      g_autofree char *again = NULL;

      for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (!hj_value_parse (scheme, field, NULL, text->str, &value, NULL))
        continue;
      n_understood++;
      if (!hj_value_parse (scheme, field, NULL, value, &again, NULL) || strcmp (value, again) != 0)
        g_error ("%s.%s “%s”: “%s”, then “%s”", table->id, field->id, text->str, value, again);
    }
  g_assert_cmpuint (n_understood, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/value/understood", test_understood);
  g_test_add_func ("/value/refused", test_refused);
  g_test_add_func ("/value/rough", test_rough);
  g_test_add_func ("/value/options", test_options);
  g_test_add_func ("/value/fewer-levels", test_fewer_levels);
  g_test_add_func ("/value/format", test_format);
  g_test_add_func ("/value/random", test_random);

  return hj_test_run ();
}
