/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "hj-error.h"
#include "hj-sample.h"
#include "hj-test.h"
#include "hj-units.h"

/* Words on each page lie inside the margins (page number and its 7 mm apart), and none overlap. */
static void
check_boxes (GBytes *pdf)
{
  g_autofree char *boxes = hj_sample_extract (pdf, "-bbox");
  g_auto (GStrv) lines = g_strsplit (boxes, "\n", -1);
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *word = strstr (lines[i], "<word xMin=\"");
      double x0, y0, x1, y1;

      if (word == NULL || sscanf (word, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0, &y0, &x1, &y1) != 4)
        continue;
      n++;
      /* The empty half of a bracket may stand outside. */
      g_assert_cmpfloat (x0, >=, hj_mm_to_pt (HJ_MARGIN_LEFT_MM) - 7);
      g_assert_cmpfloat (x1, <=, hj_mm_to_pt (HJ_MARGIN_LEFT_MM + HJ_TEXT_WIDTH_MM) + 7);
      g_assert_cmpfloat (y0, >=, hj_mm_to_pt (HJ_MARGIN_TOP_MM) - 4);
      g_assert_cmpfloat (y1, <=, hj_mm_to_pt (HJ_MARGIN_TOP_MM + HJ_TEXT_HEIGHT_MM + 7) + 6);
    }
  g_assert_cmpuint (n, >, 20);
}

static char *
repeat (const char *words,
        guint       n)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (string, "%s%u", words, i);
  return g_string_free (string, FALSE);
}

static void
test_long_data (void)
{
  HjContent *content = hj_sample_assessed (3);
  g_autofree char *name = repeat ("极长的单位名称有限责任公司", 30);
  g_autofree char *reason = repeat ("考核设备数量不足，消防通道被占用；", 300);
  g_autofree char *expected = NULL;
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GBytes) sheet = NULL;
  g_autoptr (GBytes) statement = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (g_utf8_strlen (reason, -1), >=, 5000);
  hj_str_set (&content->applicant.name, name);
  hj_str_set (&hj_test_member (content, 0)->unit, name);
  hj_test_set (content, "2.2.4", 1, HJ_VERDICT_DEFICIENT, reason);
  hj_test_deduct (content, "3.1.1", 0, 50, reason);
  g_ptr_array_add (content->notes, hj_note_new (hj_test_expert (0), "3.1", reason));
  card = hj_sample_card (content);
  sheet = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "long.pdf", NULL);
  statement = hj_sample_print (HJ_DOCUMENT_DEDUCTIONS, card, "long-deductions.pdf", NULL);
  check_boxes (sheet);
  check_boxes (statement);
  expected = hj_sample_extract (sheet, "-raw");
  text = hj_sample_squeeze (expected);
  hj_sample_assert_holds (text, name);
}

static void
test_many_experts (void)
{
  HjContent *content = hj_sample_content (200);
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GBytes) sheet = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;
  guint n_pages = 0;

  for (guint i = 0; i < 200; i++)
    hj_test_all_met (content, i);
  hj_test_member (content, 199)->recused = TRUE;
  hj_str_set (&hj_test_member (content, 199)->recusal, "与申报单位有利害关系");
  card = hj_sample_card (content);
  sheet = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "experts.pdf", &n_pages);
  raw = hj_sample_extract (sheet, "-raw");
  text = hj_sample_squeeze (raw);
  check_boxes (sheet);
  hj_sample_assert_holds (text, "200吴赟绍兴市技师学院正高级讲师回避：与申报单位有利害关系");
  g_assert_cmpuint (n_pages, >, 8);
}

static void
test_same_bytes (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (5));
  g_autoptr (GBytes) alone = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "alone.pdf", NULL);
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_document_free);

  /* In a job among others, planned before or after them, drawn twice, it is the same file. */
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HjScoreCard) other = hj_sample_card (hj_sample_assessed (i));

      g_ptr_array_add (documents, hj_sample_plan (typesetter, i % 2 == 0 ? HJ_DOCUMENT_DEDUCTIONS : HJ_DOCUMENT_SCORE_SHEET, other));
      if (i % 3 == 0)
        g_bytes_unref (hj_sample_write (g_ptr_array_index (documents, i)));
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HjDocument) again = hj_sample_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card);
      g_autoptr (GBytes) first = hj_sample_write (again);
      g_autoptr (GBytes) second = hj_sample_write (again);

      hj_sample_keep (first, "in-job.pdf");
      g_assert_true (g_bytes_equal (alone, first));
      g_assert_true (g_bytes_equal (alone, second));
    }
}

static gpointer
print_in_thread (gpointer data)
{
  return hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, data, "thread.pdf", NULL);
}

static void
test_threads (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (6));
  g_autoptr (GBytes) here = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "thread.pdf", NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("print", print_in_thread, card);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) there = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (here, there));
    }
}

static char *
run_pdfinfo (GBytes *pdf)
{
  g_autofree char *path = hj_test_path ("info.pdf");
  const char *argv[] = { "pdfinfo", "-isodates", path, NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_metadata (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  g_autoptr (GBytes) pdf = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "sheet.pdf", NULL);
  g_autofree char *info = run_pdfinfo (pdf);
  const char *bytes = g_bytes_get_data (pdf, NULL);
  gsize size = g_bytes_get_size (pdf);

  g_assert_nonnull (strstr (info, "评分表 杭州钱江钱江职业培训学校"));
  g_assert_nonnull (strstr (info, "Hengjian"));
  g_assert_null (strstr (info, "Author"));
  g_assert_cmpuint (hj_sample_count (info, "2020-11-25T00:00:00"), ==, 2);
  g_assert_nonnull (strstr (info, "595.276 x 841.89 pts (A4)"));
  g_assert_nonnull (memmem (bytes, size, "/Outlines", strlen ("/Outlines")));
}

/* Without a visit day the dates are the notice's, never the moment of printing. */
static void
test_no_day (void)
{
  HjContent *content = hj_sample_assessed (0);
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *info = NULL;

  content->visit.from = content->visit.to = HJ_DAY_NONE;
  card = hj_sample_card (content);
  pdf = hj_sample_print (HJ_DOCUMENT_SCORE_SHEET, card, "no-day.pdf", NULL);
  info = run_pdfinfo (pdf);
  g_assert_cmpuint (hj_sample_count (info, "2020-11-05T00:00:00"), ==, 2);
}

static void
test_combined (void)
{
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_document_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (i));

      g_ptr_array_add (documents, hj_sample_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card));
    }
  pdf = hj_documents_to_pdf (documents, NULL, &error);
  g_assert_no_error (error);
  again = hj_documents_to_pdf (documents, NULL, &error);
  g_assert_true (g_bytes_equal (pdf, again));
  hj_sample_keep (pdf, "combined.pdf");
  raw = hj_sample_extract (pdf, "-raw");
  text = hj_sample_squeeze (raw);
  g_assert_cmpuint (hj_sample_count (text, "总分105.66"), >=, 1);
  g_assert_cmpuint (hj_sample_count (text, "注：1-4项合计分数必须在90分以上。"), ==, 10);
  g_assert_cmpuint (hj_sample_count (text, "第2页共2页"), ==, 10);
}

static void
test_preview (void)
{
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  g_autoptr (HjDocument) document = hj_sample_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pixels = NULL;
  int width, height, stride;
  guint dark = 0;
  const guint32 *data;
  double width_pt, height_pt;

  hj_document_get_page_size (document, 0, &width_pt, &height_pt);
  g_assert_cmpfloat_with_epsilon (width_pt, 595.276, 0.01);
  g_assert_cmpfloat_with_epsilon (height_pt, 841.89, 0.01);
  pixels = hj_document_render_page (document, 0, 1.5, &width, &height, &stride, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, 893);
  g_assert_cmpint (height, ==, 1263);
  g_assert_cmpuint (g_bytes_get_size (pixels), ==, (gsize) stride * (gsize) height);
  data = g_bytes_get_data (pixels, NULL);
  for (gsize i = 0; i < (gsize) stride / 4 * (gsize) height; i++)
    dark += (data[i] & 0xff) < 0x80;
  g_assert_cmpuint (dark, >, 10000);
  g_assert_cmpuint (dark, <, 200000);
  g_assert_null (hj_document_render_page (document, 0, 100, &width, &height, &stride, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
}

static void
test_cancel (void)
{
  g_autoptr (HjTypesetter) typesetter = hj_sample_typesetter ();
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  g_autoptr (HjDocument) document = hj_sample_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hj_document_to_pdf (document, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_kinds (void)
{
  HjDocumentKind kind;

  g_assert_true (hj_document_kind_from_id ("score-sheet", &kind));
  g_assert_cmpint (kind, ==, HJ_DOCUMENT_SCORE_SHEET);
  g_assert_true (hj_document_kind_from_id ("deductions", &kind));
  g_assert_cmpstr (hj_document_kind_to_id (kind), ==, "deductions");
  g_assert_false (hj_document_kind_from_id ("receipt", &kind));
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/documents/print/long-data", test_long_data);
  g_test_add_func ("/documents/print/many-experts", test_many_experts);
  g_test_add_func ("/documents/print/same-bytes", test_same_bytes);
  g_test_add_func ("/documents/print/threads", test_threads);
  g_test_add_func ("/documents/print/metadata", test_metadata);
  g_test_add_func ("/documents/print/no-day", test_no_day);
  g_test_add_func ("/documents/print/combined", test_combined);
  g_test_add_func ("/documents/print/preview", test_preview);
  g_test_add_func ("/documents/print/cancel", test_cancel);
  g_test_add_func ("/documents/print/kinds", test_kinds);
  return hj_test_run ();
}
