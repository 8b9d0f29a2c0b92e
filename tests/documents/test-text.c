/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-break-private.h"
#include "hj-error.h"
#include "hj-shape-private.h"
#include "hj-test.h"
#include "hj-text-private.h"

static const HjTextStyle style = { HJ_ROLE_FANGSONG, 10.0, 13.0, HJ_ALIGN_START };
static const HjPlace nowhere = { "the test", "" };

typedef struct {
  HjFonts *fonts;
  HjTexts *texts;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->fonts = hj_fonts_new (&error);
  g_assert_no_error (error);
  fixture->texts = hj_texts_new (fixture->fonts);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hj_texts_free (fixture->texts);
  hj_fonts_free (fixture->fonts);
}

static HjText *
set_text (Fixture    *fixture,
          double      width_em,
          const char *string)
{
  g_autoptr (GError) error = NULL;
  HjText *text = hj_texts_get (fixture->texts, &style, width_em * style.size_pt, string, nowhere, &error);

  g_assert_no_error (error);
  return text;
}

/* The lines, with a bar between them. */
static char *
show_lines (HjText *text)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < hj_text_get_n_lines (text); i++)
    {
      g_autofree char *line = hj_text_dup_line (text, i);

      g_string_append_printf (shown, "%s%s", i > 0 ? "|" : "", line);
    }
  return g_string_free (shown, FALSE);
}

/* In ems of Han characters: where a line of that width must end. */
static const struct {
  double      width_em;
  const char *text;
  const char *lines;
} breaks[] = {
  { 4, "查阅文件资料", "查阅文件|资料" },
  { 4, "查阅文件，资料", "查阅文|件，资料" },           /* a comma never begins a line */
  { 4.5, "查阅文件，资料", "查阅文件，|资料" },         /* it hangs with its empty half */
  { 4, "查阅文件。", "查阅|文件。" },                   /* and no character is left alone with one */
  { 4, "查阅文（资料）", "查阅文|（资料）" },             /* an opening bracket never ends one */
  { 3, "查阅《办法》文", "查阅|《办法》|文" },
  { 4, "他说：“可以。”", "他说：|“可以。”" },
  { 6, "每少一项扣12分吧", "每少一项扣|12分吧" },         /* a figure keeps its measure */
  { 4, "共计100000人", "共计|100000|人" },               /* unless it doesn't fit with it */
  { 4, "代码4-07-03-02的", "代码|4-07-03-|02的" },       /* wider than a line: torn where nothing else is left */
  { 6, "代码4-07-03-02的", "代码|4-07-03-02的" },
  { 6, "见video文件吧", "见video文|件吧" },
  { 3, "见video文件", "见|video|文件" },
  { 4, "等等等……以及", "等等|等……|以及" },              /* six dots stay together */
  { 4, "培训——评价", "培训——|评价" },
  { 6, "第一行\n第二行", "第一行|第二行" },
  { 6, "第一行\n\n第三行", "第一行||第三行" },
  { 6, "末尾的空白 \n ", "末尾的空白" },
  { 6, "制\t表", "制 表" },
};

static void
test_breaks (Fixture      *fixture,
             gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autoptr (HjText) text = set_text (fixture, breaks[i].width_em, breaks[i].text);
      g_autofree char *lines = show_lines (text);

      g_test_message ("%s in %.1f em", breaks[i].text, breaks[i].width_em);
      g_assert_cmpstr (lines, ==, breaks[i].lines);
    }
}

/* Whatever the width: nothing is lost, no line begins or ends as it must not, none is too wide. */
static void
test_any_width (Fixture      *fixture,
                gconstpointer data)
{
  const char *string = "查阅劳动合同、社保关系和资格证书、单位文件或任命书（或聘书），以及相关规定，现场提问其岗位工作职责"
                       "发现问题不得分。（见“浙人社办发〔2020〕35号”，附件2：《评估细则（试行）》；第3.1.1项，扣2.50分）——完！";

  for (double width_em = 3.5; width_em < 60; width_em += 0.25)
    {
      g_autoptr (HjText) text = set_text (fixture, width_em, string);
      GString *all = g_string_new (NULL);

      for (guint i = 0; i < hj_text_get_n_lines (text); i++)
        {
          g_autofree char *line = hj_text_dup_line (text, i);
          gunichar first = g_utf8_get_char (line), last = g_utf8_get_char (g_utf8_prev_char (line + strlen (line)));

          g_assert_true (i == 0 || width_em < 6 || hj_break_may_start (first));
          g_assert_true (hj_break_may_end (last));
          g_assert_cmpfloat (hj_text_get_line_width (text, i), <=, width_em * style.size_pt + 0.02);
          g_string_append (all, line);
        }
      g_assert_cmpstr (all->str, ==, string);
      g_string_free (all, TRUE);
    }
}

static void
test_no_runt (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (HjText) text = set_text (fixture, 7, "2.规章制度情况");
  g_autoptr (HjText) titled = set_text (fixture, 7, "职业技能等级认定\n（15分）");
  g_autofree char *lines = show_lines (text);
  g_autofree char *titled_lines = show_lines (titled);

  g_assert_cmpuint (hj_text_get_n_lines (text), ==, 1);
  g_assert_cmpstr (titled_lines, ==, "职业技能等级|认定|（15分）");
  g_assert_cmpstr (lines, ==, "2.规章制度情况");
}

/* Between two marks of punctuation half an em goes. */
static void
test_squeeze (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  double plain_pt, squeezed_pt;

  g_assert_true (hj_texts_measure (fixture->texts, &style, "文）文，文", nowhere, &plain_pt, &error));
  g_assert_true (hj_texts_measure (fixture->texts, &style, "文文），文", nowhere, &squeezed_pt, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (plain_pt - squeezed_pt, 0.5 * style.size_pt, 0.01);
}

static const char rare[] = "喆堃昇玥祎镕赟翀䶮𠮷㛃䓪";

static void
test_rare (Fixture      *fixture,
           gconstpointer data)
{
  for (HjFontRole role = HJ_ROLE_TITLE; role < HJ_N_ROLES; role++)
    for (const char *p = rare; *p != '\0'; p = g_utf8_next_char (p))
      {
        HjFace *face = hj_fonts_find_face (fixture->fonts, role, g_utf8_get_char (p));

        g_assert_nonnull (face);
        g_assert_true (hj_face_has_char (face, g_utf8_get_char (p)));
      }
}

/* A font may map a character to a blank glyph: that is no coverage. */
static void
test_ink (Fixture      *fixture,
          gconstpointer data)
{
  const gunichar yan = 0x4dae;  /* 䶮, blank in AR PL UKai */
  HjFace *kai = hj_fonts_find_face (fixture->fonts, HJ_ROLE_KAI, g_utf8_get_char ("文"));
  HjFace *found = hj_fonts_find_face (fixture->fonts, HJ_ROLE_KAI, yan);
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents = { 0 };

  g_assert_nonnull (found);
  g_assert_true (hb_font_get_nominal_glyph (found->hb_font, yan, &glyph));
  g_assert_true (hb_font_get_glyph_extents (found->hb_font, glyph, &extents));
  g_assert_cmpint (extents.width, !=, 0);
  if (g_strcmp0 (kai->family, "AR PL UKai CN") == 0)
    {
      g_assert_true (hb_font_get_nominal_glyph (kai->hb_font, yan, &glyph));
      g_assert_false (hj_face_has_char (kai, yan));
      g_assert_true (found != kai);
    }
  else
    g_test_message ("no font with a blank 䶮 here; %s was chosen", kai->family);
  g_assert_true (hj_face_has_char (kai, ' '));
  g_assert_true (hj_fonts_find_face (fixture->fonts, HJ_ROLE_KAI, 0x3000) != NULL);
}

static const struct {
  const char *text;
  const char *code;
} unprintable[] = {
  { "现场秩序良好😀", "U+1F600" },
  { "合格👍🏻", "U+1F44D" },
  { "\xee\x80\x80", "U+E000" },
  { "没有的字\xf4\x8f\xbf\xbd", "U+10FFFD" },
};

static void
test_missing_glyph (Fixture      *fixture,
                    gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unprintable); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HjText) text = hj_texts_get (fixture->texts, &style, 100, unprintable[i].text,
                                              (HjPlace) { "the reason of a finding", "3.1.1" }, &error);

      g_assert_null (text);
      g_assert_error (error, HJ_ERROR, HJ_ERROR_GLYPH);
      g_assert_nonnull (strstr (error->message, unprintable[i].code));
      g_assert_nonnull (strstr (error->message, "the reason of a finding (3.1.1)"));
    }
}

/* What people paste: controls, broken bytes, joiners, other scripts, mixed directions. */
static void
test_pasted (Fixture      *fixture,
             gconstpointer data)
{
  static const char * const strings[] = {
    "a\001b\r\nc", "\xff\xfe坏字节", "零宽\u200b连接\u200d符", "\ufeff开头", "葛\U000e0101飾", "e\u0301tude",
    "ئۇيغۇر تىلى 2020 和汉字", "ᠮᠣᠩᠭᠣᠯ", "བོད་ཡིག", "한국어", "ΑΒΓ абв", "", " ", "\n", "１２３ＡＢＣ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    for (double width_em = 1; width_em < 12; width_em += 2.5)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (HjText) text = hj_texts_get (fixture->texts, &style, width_em * style.size_pt, strings[i], nowhere, &error);

        if (text == NULL)  /* a bare machine has no Mongolian or Tibetan font */
          g_assert_error (error, HJ_ERROR, HJ_ERROR_GLYPH);
        else
          g_assert_cmpuint (hj_text_get_n_lines (text), >=, 1);
      }
}

/* No word is too long, and time grows with the text, not with its square. */
static void
test_long (Fixture      *fixture,
           gconstpointer data)
{
  GString *string = g_string_new (NULL);
  g_autoptr (HjText) text = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (string, i % 2 == 0 ? "1" : "x");
  text = set_text (fixture, 10, string->str);
  g_assert_cmpuint (hj_text_get_n_lines (text), >, 800);
  g_string_free (string, TRUE);
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/documents/text/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("breaks", test_breaks);
  ADD ("any-width", test_any_width);
  ADD ("no-runt", test_no_runt);
  ADD ("squeeze", test_squeeze);
  ADD ("rare", test_rare);
  ADD ("ink", test_ink);
  ADD ("missing-glyph", test_missing_glyph);
  ADD ("pasted", test_pasted);
  ADD ("long", test_long);
#undef ADD
  return hj_test_run ();
}
