/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <string.h>

#include "hj-sample.h"
#include "hj-test.h"

static void
add_occupation (HjContent  *content,
                const char *code,
                const char *name,
                const char *levels)
{
  HjOccupation *occupation = hj_occupation_new ();

  hj_str_set (&occupation->id, code);
  hj_str_set (&occupation->code, code);
  hj_str_set (&occupation->edition, "2015");
  hj_str_set (&occupation->name, name);
  hj_str_set (&occupation->levels, levels);
  g_ptr_array_add (content->occupations, occupation);
}

static void
fill (HjContent *content)
{
  static const struct { const char *name, *unit, *title; } people[] = {
    { "沈国良", "浙江省技能人才评价管理服务中心", "高级讲师" },
    { "赵晓燕", "杭州职业技术学院", "教授" },
    { "陈喆", "浙江交通技师学院", "高级技师" },
    { "祎宁", "宁波市职业技能鉴定中心", "高级工程师" },
    { "吴赟", "绍兴市技师学院", "正高级讲师" },
  };

  hj_str_set (&content->applicant.name, "杭州钱江职业培训学校");
  hj_str_set (&content->applicant.credit_code, "52330100MJ87654321");
  hj_str_set (&content->visit.place, "杭州市西湖区古翠路50号");
  hj_str_set (&content->visit.methods, "report,site,documents,technical");
  content->visit.from = hj_day_new (2020, 11, 25);
  content->visit.to = hj_day_new (2020, 11, 26);
  add_occupation (content, "4-07-03-02", "劳动关系协调师", "5,4,3");
  add_occupation (content, "6-31-01-03", "电工", "5,4,3,2");
  add_occupation (content, "4-10-01-01", "婴幼儿发展引导员", "5,4,3");
  for (guint i = 0; i < content->members->len; i++)
    {
      HjMember *member = hj_test_member (content, i);

      hj_str_set (&member->name, people[i % G_N_ELEMENTS (people)].name);
      hj_str_set (&member->unit, people[i % G_N_ELEMENTS (people)].unit);
      hj_str_set (&member->title, people[i % G_N_ELEMENTS (people)].title);
    }
}

HjContent *
hj_sample_content (guint n_experts)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  HjContent *content = hj_test_content (scheme, n_experts);
  HjItem *bonus = hj_scheme_find_item (scheme, "5.1");

  /* As in the notice: an empty 中项 cell and one text for the four cases. */
  hj_str_set (&bonus->sheet_title, "");
  hj_str_set (&bonus->sheet_criterion, "可适当放宽申报条件的4类情况");
  hj_str_set (&scheme->document_number, "浙人社办发〔2020〕35号");
  hj_str_set (&scheme->notice, "浙江省人力资源和社会保障厅办公室关于开展职业技能等级认定试点社会培训评价组织遴选工作的通知");
  hj_str_set (&scheme->pass.reading, "“90分以上”包括本数，1-4项合计正好90分为达到。");
  scheme->issued = hj_day_new (2020, 11, 5);
  fill (content);
  return content;
}

HjContent *
hj_sample_assessed (guint number)
{
  static const char * const names[] = { "钱江", "之江", "瓯越", "婺城", "鉴湖", "嘉禾", "天台", "甬江", "定海", "南浔" };
  static const char * const reasons[] = {
    "机房空调1台故障", "考位间距不足", "个别设备未按期检定", "消防通道标识不全", "监控录像保存期不足30天",
  };
  HjContent *content = hj_sample_content (3);
  g_autofree char *name = g_strdup_printf ("杭州%s%s职业培训学校", names[number % 10], names[number / 10 % 10]);

  hj_str_set (&content->applicant.name, name);
  for (guint expert = 0; expert < 3; expert++)
    {
      hj_test_all_met (content, expert);
      hj_test_set (content, "2.1.3", expert, HJ_VERDICT_MISSING, "");
      hj_test_set (content, "2.2.4", expert, HJ_VERDICT_DEFICIENT, "制度未注明施行日期");
      hj_test_deduct (content, "3.1.1", expert, 150 + 50 * ((number + expert) % 3), reasons[(number + expert) % 5]);
    }
  hj_test_deduct (content, "3.2.1", 0, 100, "题库未按最新国家职业技能标准修订");
  hj_test_award (content, "5.1.2", 0, HJ_POINTS (10), "企业认定试点备案表，评价312人");
  hj_test_award (content, "5.1.2", 1, HJ_POINTS (10), "企业认定试点备案表，评价312人");
  hj_test_award (content, "5.1.2", 2, HJ_POINTS (10), "企业认定试点备案表，评价312人");
  g_ptr_array_add (content->notes, hj_note_new (hj_test_expert (1), "visit", "现场秩序良好，考务人员熟悉流程；建议补充一名专职档案管理人员。"));
  return content;
}

HjContent *
hj_sample_plain (guint number)
{
  HjContent *content = hj_sample_assessed (number);

  g_ptr_array_set_size (content->notes, 0);
  g_ptr_array_set_size (content->occupations, 2);
  for (guint expert = 0; expert < 3; expert++)
    {
      hj_test_set (content, "2.2.4", expert, HJ_VERDICT_MET, "");
      hj_test_forget (content, "5.1.2", expert);
    }
  return content;
}

HjContent *
hj_sample_conditions (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme_of (HJ_RULE_CONDITION, 4);
  HjContent *content = hj_test_content (scheme, 2);

  fill (content);
  return content;
}

HjScoreCard *
hj_sample_card (HjContent *content)
{
  HjScoreCard *card = hj_assess (content, NULL);

  hj_content_unref (content);
  return card;
}

char *
hj_sample_extract (GBytes     *pdf,
                   const char *option)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = g_build_filename (folder, "document.pdf", NULL);
  const char *argv[] = { "pdftotext", "-enc", "UTF-8", option != NULL ? option : "-nopgbrk", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = 0;

  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

char *
hj_sample_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (squeezed, g_utf8_get_char (p));
  return g_string_free (squeezed, FALSE);
}

void
hj_sample_keep (GBytes     *pdf,
                const char *name)
{
  const char *folder = g_getenv ("HJ_TEST_KEEP");
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, name, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL);
}

HjDocument *
hj_sample_plan (HjTypesetter   *typesetter,
                HjDocumentKind  kind,
                HjScoreCard    *card)
{
  g_autoptr (GError) error = NULL;
  HjDocument *document = hj_document_plan (typesetter, kind, card, NULL, &error);

  g_assert_no_error (error);
  return document;
}

GBytes *
hj_sample_write (HjDocument *document)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = hj_document_to_pdf (document, NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

HjTypesetter *
hj_sample_typesetter (void)
{
  g_autoptr (GError) error = NULL;
  HjTypesetter *typesetter = hj_typesetter_new (&error);

  g_assert_no_error (error);
  return typesetter;
}

GBytes *
hj_sample_print (HjDocumentKind  kind,
                 HjScoreCard    *card,
                 const char     *name,
                 guint          *n_pages)
{
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (HjDocument) document = hj_sample_plan (typesetter, kind, card);
  GBytes *pdf = hj_sample_write (document);

  if (n_pages != NULL)
    *n_pages = hj_document_get_n_pages (document);
  hj_sample_keep (pdf, name);
  return pdf;
}

/* The whole text as pdftotext -raw gives it, without white space. */
char *
hj_sample_print_and_read (HjDocumentKind  kind,
                          HjScoreCard    *card,
                          const char     *name,
                          guint          *n_pages)
{
  g_autoptr (GBytes) pdf = hj_sample_print (kind, card, name, n_pages);
  g_autofree char *text = hj_sample_extract (pdf, "-raw");

  return hj_sample_squeeze (text);
}

void
hj_sample_assert_holds (const char *text,
                        const char *words)
{
  g_autofree char *squeezed = hj_sample_squeeze (words);

  if (strstr (text, squeezed) == NULL)
    g_test_fail_printf ("“%s” is not in: %s", squeezed, text);
}

void
hj_sample_assert_lacks (const char *text,
                        const char *words)
{
  if (strstr (text, words) != NULL)
    g_test_fail_printf ("“%s” is in: %s", words, text);
}

guint
hj_sample_count (const char *text,
                 const char *words)
{
  guint n = 0;

  for (const char *p = strstr (text, words); p != NULL; p = strstr (p + 1, words))
    n++;
  return n;
}
