/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "hj-error.h"
#include "hj-sample.h"
#include "hj-scheme-file.h"
#include "hj-test.h"
#include "hj-units.h"

/* Annex 2 whole, cell by cell in the order of reading, with the figures in their places. */
static const char official[] =
  "浙江省社会培训评价组织评估细则（试行）评估内容评估方法和标准得分情况大项中项小项"
  "1.机构及岗位设置情况（30分）"
  "职业技能等级认定组织机构（15分）部门设置和管理职能明确，管理人员岗位职责明确查阅文件。15.00"
  "管理人员、工作人员、专家团队组成（15分）人数、学历、资格证书等符合基本要求"
  "查阅劳动合同、社保关系和资格证书、单位文件或任命书（或聘书），以及相关规定，现场提问其岗位工作职责发现问题不得分。15.00"
  "2.规章制度情况（20分）"
  "工作场所相关制度、办法的情况（10分）职业技能等级认定管理制度查阅文件（每少1项扣2分，扣完为止）8.00"
  "职业技能等级认定档案资料保管制度职业技能等级认定题库（试卷）开发、保密规定职业技能等级认定质量控制有关规定"
  "职业技能等级认定设备安全操作规程职业技能等级认定工作安全保卫制度"
  "职业技能等级认定工作场所重大问题或突发严重事件的应急处理预案"
  "人员管理制度办法情况（10分）职业技能等级认定考评人员管理制度查阅文件（每少1项扣2分扣完为止）10.00"
  "职业技能等级认定监考人员管理制度职业技能等级认定内部督导人员管理制度职业技能等级认定考务工作人员管理制度"
  "职业技能等级认定考生守则"
  "3.职业技能等级认定实施条件（40分）"
  "设备实施条件（30分）具有与评价职业（工种）等级相适应的场地、设备设施仪器仪表等硬件设施和视频监控设备现场查看28.00"
  "评价标准、题库、培训教材（10分）有相应的国家职业技能标准或职业技能等级评价规范，有规范编制的评价题库及相应的培训教材查阅资料9.66"
  "4.经费保障（10分）职业技能等级认定专项经费（10分）能够为职业技能等级认定工作提供稳定的经费保障"
  "查阅财务报表、审计报告、注册资金等。询问负责人员，发现问题不得分10.00"
  "5.加分项可适当放宽申报条件的4类情况附相关佐证材料，每项加10-20分10.00"
  "总分105.66注：1-4项合计分数必须在90分以上。";

static void
test_complete (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  guint n_pages = 0;
  g_autofree char *text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "sheet.pdf", &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  hj_sample_assert_holds (text, official);
  hj_sample_assert_holds (text, "以下及页眉、页码由本程序添加，不属于评估细则。");
  hj_sample_assert_holds (text, "申报单位杭州钱江钱江职业培训学校统一社会信用代码52330100MJ87654321");
  hj_sample_assert_holds (text, "4-07-03-02劳动关系协调师：五级/初级工、四级/中级工、三级/高级工");
  hj_sample_assert_holds (text, "评估日期2020年11月25日至26日评估地点杭州市西湖区古翠路50号评估方式听汇报、现场察看、资料审核、技术核查");
  hj_sample_assert_holds (text, "1-4项合计加分总分分数线比较结论95.6610.00105.66≥90分95.66≥90通过");
  hj_sample_assert_holds (text, "合计为287/3分，按此与分数线比较，不取整。");
  hj_sample_assert_holds (text, "2.2.4职业技能等级认定考务工作人员管理制度：不规范：制度未注明施行日期（沈国良、赵晓燕、陈喆）");
  hj_sample_assert_holds (text, "5.1.2可适当放宽申报条件的情况二：加10分：企业认定试点备案表，评价312人（沈国良、赵晓燕、陈喆）");
  hj_sample_assert_holds (text, "现场评估：现场秩序良好，考务人员熟悉流程；建议补充一名专职档案管理人员。（赵晓燕）");
  hj_sample_assert_holds (text, "序号姓名单位职务（职称）签名日期1沈国良（组长）浙江省技能人才评价管理服务中心高级讲师2赵晓燕");
  hj_sample_assert_holds (text, "第1页共2页");
  hj_sample_assert_holds (text, "第2页共2页");
}

/* The notice's own scheme: annex 2 on one page, whatever the figures. */
static void
test_zhejiang (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", &error);
  HjContent *content;
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;
  guint n_pages = 0;

  g_assert_no_error (error);
  content = hj_test_content (scheme, 3);
  for (guint expert = 0; expert < 3; expert++)
    {
      hj_test_all_met (content, expert);
      hj_test_deduct (content, "3.1.1", expert, 50 + 100 * expert, "考位不足");
    }
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "zhejiang.pdf", &n_pages);
  g_assert_cmpuint (n_pages, ==, 2);
  hj_sample_assert_holds (text, "附件2浙江省社会培训评价组织评估细则（试行）评估内容评估方法和标准得分情况大项中项小项1.机构及岗位设置情况（30分）");
  hj_sample_assert_holds (text, "5.加分项可适当放宽申报条件的4类情况附相关佐证材料，每项加10-20分0.0总分98.5注：1-4项合计分数必须在90分以上。第1页共2页");
}

static void
test_unfinished (void)
{
  HjContent *content = hj_sample_content (2);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;

  for (guint expert = 0; expert < 2; expert++)
    {
      hj_test_all_met (content, expert);
      hj_test_forget (content, "3.1.1", expert);
    }
  hj_test_set (content, "2.1.7", 0, HJ_VERDICT_MISSING, "");
  card = hj_sample_card (content);
  g_assert_cmpuint (card->open, ==, 2);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "unfinished.pdf", NULL);

  hj_sample_assert_holds (text, "查阅文件。15");
  hj_sample_assert_holds (text, "视频监控设备现场查看评价标准");   /* the open item's figure is blank */
  hj_sample_assert_holds (text, "扣2分，扣完为止）职业技能等级认定档案");
  hj_sample_assert_holds (text, "10-20分总分注：");                    /* so are bonus and total */
  hj_sample_assert_holds (text, "分数线比较结论≥90分未评完");
  hj_sample_assert_holds (text, "未评完：共17项，尚有2项未评（2.1.7、3.1.1）。");
  hj_sample_assert_holds (text, "其中专家意见不一致：2.1.7。");
  hj_sample_assert_lacks (text, "通过");
  hj_sample_assert_lacks (text, "98");
}

static void
test_empty (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, 0);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;

  hj_applicant_clear (&content->applicant);
  hj_visit_clear (&content->visit);
  hj_applicant_copy_into (&content->applicant, &(HjApplicant) { 0 });
  hj_visit_copy_into (&content->visit, &(HjVisit) { .from = HJ_DAY_NONE, .to = HJ_DAY_NONE });
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "empty.pdf", NULL);

  hj_sample_assert_holds (text, "尚有17项未评");
  hj_sample_assert_holds (text, "评估日期评估地点评估方式");
  hj_sample_assert_holds (text, "签名日期123");   /* lines to sign on, without names */
}

/* The line includes its own figure or not, as the scheme says; the sheet shows which. */
static void
test_comparison (void)
{
  static const struct {
    gboolean    inclusive;
    guint       missing;   /* of the twelve documents, at 2 points each */
    HjPoints    taken;
    const char *comparison, *verdict;
  } rows[] = {
    { TRUE, 5, 0, "≥90分90≥90", "通过" },
    { FALSE, 5, 0, ">90分90=90", "不通过" },
    { TRUE, 5, 50, "≥90分89.5<90", "不通过" },
    { FALSE, 4, 0, ">90分92>90", "通过" },
    { FALSE, 5, 50, ">90分89.5<90", "不通过" },
  };
  static const char * const documents[] = { "2.1.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HjContent *content = hj_sample_content (1);
      g_autofree char *text = NULL;
      g_autofree char *expected = g_strconcat (rows[i].comparison, rows[i].verdict, NULL);
      g_autoptr (HjScoreCard) card = NULL;

      content->scheme->pass.inclusive = rows[i].inclusive;
      hj_test_all_met (content, 0);
      for (guint k = 0; k < rows[i].missing; k++)
        hj_test_set (content, documents[k], 0, HJ_VERDICT_MISSING, "");
      if (rows[i].taken > 0)
        hj_test_deduct (content, "3.2.1", 0, rows[i].taken, "题库陈旧");
      card = hj_sample_card (content);
      text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "comparison.pdf", NULL);
      hj_sample_assert_holds (text, expected);
    }
}

/* 89.9967 is printed as 89.99, fails, and the sheet says why the items don't add up. */
static void
test_exact (void)
{
  HjContent *content = hj_sample_content (3);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;

  content->scheme->combine[HJ_RULE_JUDGED] = HJ_COMBINE_MEAN;
  hj_scheme_find_item (content->scheme, "3.1")->rule.increment = 1;
  hj_scheme_find_item (content->scheme, "3.2")->rule.increment = 1;
  for (guint expert = 0; expert < 3; expert++)
    {
      hj_test_all_met (content, expert);
      hj_test_deduct (content, "3.1.1", expert, expert == 0 ? 901 : 900, "设备不足");
      hj_test_deduct (content, "3.2.1", expert, expert == 1 ? 101 : 100, "题库陈旧");
    }
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "exact.pdf", NULL);
  hj_assert_amount (card->base, "89.99");
  hj_sample_assert_holds (text, "现场查看20.99");
  hj_sample_assert_holds (text, "查阅资料8.99");
  hj_sample_assert_holds (text, "89.99<90不通过");
  g_assert_true (card->printed_sum_differs);
  hj_sample_assert_holds (text, "故各项得分相加与合计不等");
  hj_sample_assert_holds (text, "分，按此与分数线比较，不取整。");
}

static void
answer_at_random (HjContent *content,
                  GRand     *rand,
                  guint      expert)
{
  hj_test_all_met (content, expert);
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("2.1.%u", i);

      if (g_rand_int_range (rand, 0, 4) == 0)
        hj_test_set (content, id, expert, HJ_VERDICT_MISSING, "");
    }
  if (g_rand_boolean (rand))
    hj_test_deduct (content, "3.1.1", expert, 50 * g_rand_int_range (rand, 1, 61), "设备不足");
  if (g_rand_int_range (rand, 0, 6) == 0)
    hj_test_set (content, "4.1.1", expert, HJ_VERDICT_PROBLEM, "审计报告缺页");
  if (g_rand_int_range (rand, 0, 5) == 0)
    hj_test_forget (content, "3.2.1", expert);
}

/* Whatever was found: the sheet shows the card's figures and no others, blank where there are none. */
static void
test_any_card (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (35);

  for (guint round = 0; round < 25; round++)
    {
      guint n_experts = (guint) g_rand_int_range (rand, 1, 4);
      HjContent *content = hj_sample_content (n_experts);
      g_autoptr (HjScoreCard) card = NULL;
      g_autofree char *text = NULL;

      for (guint expert = 0; expert < n_experts; expert++)
        answer_at_random (content, rand, expert);
      card = hj_sample_card (content);
      text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "any.pdf", NULL);
      for (guint i = 0; i < card->items->len; i++)
        {
          const HjCardItem *entry = g_ptr_array_index (card->items, i);
          g_autofree char *figure = hj_amount_format (entry->score);
          g_autofree char *cell = NULL;
          const char *at;

          figure[strcspn (figure, ".")] = '\0';
          cell = g_strconcat (entry->item->basis, figure, NULL);
          at = strstr (text, entry->item->basis);
          g_assert_nonnull (at);
          if (entry->item->section->bonus)
            continue;
          if (entry->has_score)
            hj_sample_assert_holds (text, cell);
          else
            g_assert_false (g_ascii_isdigit (at[strlen (entry->item->basis)])
                            && !g_str_has_prefix (at + strlen (entry->item->basis), "3.")
                            && !g_str_has_prefix (at + strlen (entry->item->basis), "4.")
                            && !g_str_has_prefix (at + strlen (entry->item->basis), "5."));
        }
      if (card->outcome == HJ_OUTCOME_PASS)
        hj_sample_assert_holds (text, "通过");
      else
        hj_sample_assert_holds (text, card->outcome == HJ_OUTCOME_FAIL ? "不通过" : "未评完：共17项");
      if (card->outcome == HJ_OUTCOME_INCOMPLETE)
        hj_sample_assert_lacks (text, "通过");
    }
}

static void
test_one_expert (void)
{
  HjContent *content = hj_sample_assessed (1);
  g_autoptr (HjScoreCard) card = hj_assess (content, hj_test_expert (1));
  g_autofree char *text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "expert.pdf", NULL);

  hj_sample_assert_holds (text, "评分结果（专家：赵晓燕）");
  hj_sample_assert_holds (text, "1赵晓燕杭州职业技术学院教授");
  hj_sample_assert_lacks (text, "沈国良");
  hj_content_unref (content);
}

static void
test_conditions (void)
{
  HjContent *content = hj_sample_conditions ();
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;
  static const HjVerdict verdicts[] = { HJ_VERDICT_MET, HJ_VERDICT_DEFICIENT, HJ_VERDICT_MISSING, HJ_VERDICT_NOT_APPLICABLE };

  for (guint expert = 0; expert < 2; expert++)
    for (guint i = 0; i < 4; i++)
      {
        g_autofree char *id = g_strdup_printf ("1.1.%u", i + 1);

        hj_test_set (content, id, expert, verdicts[i], i > 0 ? "所见如此" : "");
      }
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "conditions.pdf", NULL);
  hj_sample_assert_holds (text, "评估方法和标准评估结果");
  hj_sample_assert_holds (text, "符合基本符合不符合不适用未评1项1项1项1项0项");
  hj_sample_assert_holds (text, "不计分；结论由专家组作出，不按项数推算。");
  hj_sample_assert_holds (text, "结论理由日期");  /* blank, to be written on */
  hj_sample_assert_lacks (text, "总分");
  hj_sample_assert_lacks (text, "分数线");
}

static char *
print_conditions (HjContent  *content,
                  const char *expert,
                  const char *name)
{
  g_autoptr (HjScoreCard) card = hj_assess (content, expert);

  return hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, name, NULL);
}

/* The conclusion is printed as the panel wrote it, once nothing is open, and on the panel's sheet alone. */
static void
test_conclusion (void)
{
  HjContent *content = hj_sample_conditions ();
  g_autofree char *open = NULL, *told = NULL, *own = NULL;

  content->conclusion.result = HJ_RESULT_APPROVE_AFTER;
  hj_str_set (&content->conclusion.reasons, "补齐候考室后予以备案");
  content->conclusion.day = hj_day_new (2022, 7, 21);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("1.1.%u", i + 1);

      hj_test_set (content, id, 0, HJ_VERDICT_MET, "");
    }
  open = print_conditions (content, NULL, "open.pdf");
  hj_sample_assert_holds (open, "未评完：共4项，尚有1项未评（1.1.4）。未评项的结果和结论均留空。");
  hj_sample_assert_lacks (open, "整改后通过");
  hj_sample_assert_lacks (open, "补齐候考室");

  hj_test_set (content, "1.1.4", 0, HJ_VERDICT_MISSING, "未设候考室");
  told = print_conditions (content, NULL, "told.pdf");
  hj_sample_assert_holds (told, "3项0项1项0项0项");
  hj_sample_assert_holds (told, "结论整改后通过理由补齐候考室后予以备案日期2022年7月21日");
  own = print_conditions (content, hj_test_expert (0), "own.pdf");
  hj_sample_assert_lacks (own, "整改后通过");
  hj_content_unref (content);
}

static void
test_deductions (void)
{
  HjContent *content = hj_sample_assessed (0);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;
  HjDeduction *deduction;

  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *id = g_strdup_printf ("2.1.%u", i);

      for (guint expert = 0; expert < 3; expert++)
        hj_test_set (content, id, expert, HJ_VERDICT_MISSING, "");
    }
  deduction = hj_test_deduct (content, "3.1.1", 0, 300, "监控有盲区");
  hj_str_set (&deduction->aspect, "3.1.1.video");
  hj_str_set (&deduction->method, "site");
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_DEDUCTIONS, card, "deductions.pdf", NULL);
  hj_sample_assert_holds (text, "扣分说明");
  hj_sample_assert_holds (text, "2.1工作场所相关制度、办法的情况（10分）应扣14.00实扣10.00得分0.00");
  hj_sample_assert_holds (text, "计分：每少1项扣2分，至多扣10分");
  hj_sample_assert_holds (text, "2.1.6职业技能等级认定工作安全保卫制度缺少沈国良赵晓燕陈喆2.00");
  hj_sample_assert_holds (text, "扣分监控有盲区视频监控现场察看沈国良3.00");
  hj_sample_assert_holds (text, "按各专家扣分的平均值计算");
  hj_sample_assert_holds (text, "不规范制度未注明施行日期沈国良赵晓燕陈喆0.00");
  hj_sample_assert_holds (text, "1-4项合计：应扣");
  hj_sample_assert_lacks (text, "加分项");
}

static void
test_deductions_none (void)
{
  HjContent *content = hj_sample_content (1);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;

  hj_test_all_met (content, 0);
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_DEDUCTIONS, card, "no-deductions.pdf", NULL);
  hj_sample_assert_holds (text, "各项均未扣分。1-4项合计：应扣0.00分，实扣0.00分，得100.00分");
}

static const char rare[] = "喆堃昇玥祎镕赟翀䶮𠮷";

static void
test_rare_names (void)
{
  HjContent *content = hj_sample_assessed (2);
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;

  hj_str_set (&hj_test_member (content, 0)->name, rare);
  hj_str_set (&content->applicant.name, "杭州𠮷䶮喆职业培训学校");
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "rare.pdf", NULL);
  hj_sample_assert_holds (text, rare);
  hj_sample_assert_holds (text, "申报单位：杭州𠮷䶮喆职业培训学校");
}

static void
test_missing_glyph (void)
{
  HjContent *content = hj_sample_assessed (2);
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (HjDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  hj_test_finding (content, "2.2.4", 1);
  hj_test_set (content, "2.2.4", 1, HJ_VERDICT_DEFICIENT, "制度没写日期😀");
  card = hj_sample_card (content);
  document = hj_document_plan (typesetter, HJ_DOCUMENT_DEDUCTIONS, card, NULL, &error);
  g_assert_null (document);
  g_assert_error (error, HJ_ERROR, HJ_ERROR_GLYPH);
  g_assert_nonnull (strstr (error->message, "😀"));
  g_assert_nonnull (strstr (error->message, "U+1F600"));
  g_assert_nonnull (strstr (error->message, "2.2.4"));
  g_clear_error (&error);
  document = hj_document_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card, NULL, &error);
  g_assert_null (document);
  g_assert_error (error, HJ_ERROR, HJ_ERROR_GLYPH);
}

/* Figures of the column stand under one another: their right edges are one line. */
static void
test_figures_align (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  g_autoptr (GBytes) pdf = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "sheet.pdf", NULL);
  g_autofree char *boxes = hj_sample_extract (pdf, "-bbox");
  g_auto (GStrv) lines = g_strsplit (boxes, "\n", -1);
  static const char * const figures[] = { ">15.00<", ">8.00<", ">28.00<", ">9.66<", ">105.66<" };
  double edge = 0;

  for (gsize f = 0; f < G_N_ELEMENTS (figures); f++)
    {
      gboolean found = FALSE;

      for (gsize i = 0; lines[i] != NULL && !found; i++)
        {
          double x0, y0, x1, y1;

          if (strstr (lines[i], figures[f]) == NULL
              || sscanf (strstr (lines[i], "<word"), "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0, &y0, &x1, &y1) != 4)
            continue;
          found = TRUE;
          if (f > 0)
            g_assert_cmpfloat_with_epsilon (x1, edge, 0.1);
          edge = x1;
        }
      g_assert_true (found);
    }
}

/* A scheme longer than a page: head and merged parents come again, with 续. */
static void
test_long_scheme (void)
{
  HjContent *content = hj_sample_content (1);
  HjItem *item = hj_scheme_find_item (content->scheme, "2.1");
  g_autoptr (HjScoreCard) card = NULL;
  g_autofree char *text = NULL;
  guint n_pages = 0;

  for (guint i = 8; i <= 80; i++)
    {
      HjCriterion *criterion = hj_item_add_criterion (item);
      g_autofree char *id = g_strdup_printf ("2.1.%u", i);
      g_autofree char *words = g_strdup_printf ("第%u项管理制度", i);

      hj_str_set (&criterion->id, id);
      hj_str_set (&criterion->text, words);
    }
  hj_test_all_met (content, 0);
  card = hj_sample_card (content);
  text = hj_sample_print_and_read (HJ_DOCUMENT_SCORE_SHEET, card, "long-scheme.pdf", &n_pages);
  g_assert_cmpuint (n_pages, >=, 4);
  g_assert_cmpuint (hj_sample_count (text, "评估内容评估方法和标准得分情况大项中项小项"), ==, n_pages - 1);
  g_assert_cmpuint (hj_sample_count (text, "2.规章制度情况（20分）（续）"), >=, 2);
  g_assert_cmpuint (hj_sample_count (text, "工作场所相关制度、办法的情况（10分）（续）"), >=, 2);
  g_assert_cmpuint (hj_sample_count (text, "第80项管理制度"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/documents/sheet/complete", test_complete);
  g_test_add_func ("/documents/sheet/zhejiang", test_zhejiang);
  g_test_add_func ("/documents/sheet/unfinished", test_unfinished);
  g_test_add_func ("/documents/sheet/empty", test_empty);
  g_test_add_func ("/documents/sheet/comparison", test_comparison);
  g_test_add_func ("/documents/sheet/exact", test_exact);
  g_test_add_func ("/documents/sheet/any-card", test_any_card);
  g_test_add_func ("/documents/sheet/one-expert", test_one_expert);
  g_test_add_func ("/documents/sheet/conditions", test_conditions);
  g_test_add_func ("/documents/sheet/conclusion", test_conclusion);
  g_test_add_func ("/documents/sheet/deductions", test_deductions);
  g_test_add_func ("/documents/sheet/deductions-none", test_deductions_none);
  g_test_add_func ("/documents/sheet/rare-names", test_rare_names);
  g_test_add_func ("/documents/sheet/missing-glyph", test_missing_glyph);
  g_test_add_func ("/documents/sheet/figures-align", test_figures_align);
  g_test_add_func ("/documents/sheet/long-scheme", test_long_scheme);
  return hj_test_run ();
}
