/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-fonts-private.h"
#include "hj-pdf-private.h"
#include "hj-sample.h"
#include "hj-test.h"

/* Computers with other fonts than this one: each case is a process with a
 * fontconfig of its own. */

/* A fontconfig that knows the files with such a name alone; its path. */
static char *
write_config (const char * const *patterns)
{
  g_autofree char *folder = hj_test_new_folder ();
  char *path = g_build_filename (folder, "fonts.conf", NULL);
  GString *config = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
                                  "<dir>/usr/share/fonts</dir>");

  g_string_append_printf (config, "<cachedir>%s</cachedir><cachedir>/var/cache/fontconfig</cachedir><selectfont>", folder);
  for (gsize i = 0; patterns[i] != NULL; i++)
    g_string_append_printf (config, "<acceptfont><glob>%s</glob></acceptfont>", patterns[i]);
  g_string_append (config, "<rejectfont><glob>*</glob></rejectfont></selectfont></fontconfig>");
  g_assert_true (g_file_set_contents (path, config->str, (gssize) config->len, NULL));
  g_string_free (config, TRUE);
  return path;
}

static void
test_no_fonts (void)
{
  static const char * const none[] = { "/nowhere/*", NULL };
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  config = write_config (none);
  g_setenv ("FONTCONFIG_FILE", config, TRUE);
  g_assert_null (hj_typesetter_new (&error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
}

/* A machine without any Chinese font prints nothing and says what is missing. */
static void
test_no_chinese (void)
{
  static const char * const latin[] = { "*/DejaVu*", NULL };
  g_autofree char *config = NULL;
  g_autoptr (HjTypesetter) typesetter = NULL;
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  config = write_config (latin);
  g_setenv ("FONTCONFIG_FILE", config, TRUE);
  typesetter = hj_typesetter_new (&error);
  if (typesetter == NULL)  /* no DejaVu either */
    {
      g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
      return;
    }
  card = hj_sample_card (hj_sample_assessed (0));
  g_assert_null (hj_document_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_GLYPH);
  g_assert_nonnull (strstr (error->message, "U+"));
}

/* One family for all roles is enough, and the chain takes the Chinese face of a collection for all regions. */
static void
test_one_family (void)
{
  static const char * const sans[] = { "*/NotoSansCJK-Regular*", NULL };
  g_autofree char *config = NULL;
  g_autoptr (HjFonts) fonts = NULL;
  g_autoptr (HjTypesetter) typesetter = NULL;
  g_autoptr (HjDocument) document = NULL;
  g_autoptr (HjScoreCard) card = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  config = write_config (sans);
  g_setenv ("FONTCONFIG_FILE", config, TRUE);
  fonts = hj_fonts_new (&error);
  if (fonts == NULL)
    {
      g_test_message ("no Noto Sans CJK here");
      return;
    }
  for (HjFontRole role = HJ_ROLE_TITLE; role < HJ_N_ROLES; role++)
    g_assert_cmpstr (hj_fonts_find_face (fonts, role, 0x6587)->family, ==, "Noto Sans CJK SC");
  typesetter = hj_typesetter_new (&error);
  card = hj_sample_card (hj_sample_assessed (0));
  document = hj_document_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, card, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hj_document_get_n_pages (document), ==, 2);
}

/* Where a face can't be cut it is embedded whole: the file is larger, the page the same. */
static void
test_whole (void)
{
  g_autoptr (HjFonts) fonts = hj_fonts_new (NULL);
  g_autoptr (HjTexts) texts = hj_texts_new (fonts);
  char *extracted[2] = { NULL };
  gsize sizes[2];
  const HjTextStyle style = { HJ_ROLE_FANGSONG, 12, 16, HJ_ALIGN_START };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HjFlow) flow = hj_flow_new (texts);
      g_autoptr (HjPlan) plan = NULL;
      g_autoptr (HjDrawFonts) draw_fonts = NULL;
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (GError) error = NULL;
      GHashTableIter iter;
      gpointer face;
      HjPdfPart part;

      hj_flow_add_text (flow, hj_flow_make_text (flow, &style, HJ_FLOW_WIDTH_PT, "职业技能等级认定，2020年。", (HjPlace) { "", "" }), 0, 0);
      plan = hj_flow_finish (flow, &error);
      g_assert_no_error (error);
      g_hash_table_iter_init (&iter, plan->use);
      while (g_hash_table_iter_next (&iter, &face, NULL))
        if (i == 1)
          {
            ((HjFace *) face)->whole = TRUE;
            g_clear_pointer (&((HjFace *) face)->cut, hj_cut_unref);
          }
      draw_fonts = hj_draw_fonts_new (plan->use, &error);
      g_assert_no_error (error);
      part = (HjPdfPart) { plan, "test", hj_day_new (2020, 1, 1) };
      pdf = hj_pdf_write (&part, 1, draw_fonts, NULL, &error);
      g_assert_no_error (error);
      extracted[i] = hj_sample_extract (pdf, "-raw");
      sizes[i] = g_bytes_get_size (pdf);
    }
  g_assert_nonnull (strstr (extracted[0], "职业技能等级认定，2020年。"));
  g_assert_cmpstr (extracted[0], ==, extracted[1]);
  g_assert_cmpuint (sizes[0], <=, sizes[1]);
  g_free (extracted[0]);
  g_free (extracted[1]);
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/documents/fonts/none", test_no_fonts);
  g_test_add_func ("/documents/fonts/no-chinese", test_no_chinese);
  g_test_add_func ("/documents/fonts/one-family", test_one_family);
  g_test_add_func ("/documents/fonts/whole", test_whole);
  return hj_test_run ();
}
