/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-error.h"
#include "hj-exchange.h"
#include "xml-content.h"

/* Files that are damaged or made to harm: each is refused with a sentence, soon. */

#define SECONDS 10

static char *
wrap (HjScheme   *scheme,
      const char *inner)
{
  return g_strdup_printf ("<dossier xmlns=\"urn:hengjian:dossier:1\"><scheme id=\"%s\" edition=\"%s\" digest=\"%s\"/>%s</dossier>",
                          scheme->id, scheme->edition, scheme->digest, inner);
}

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == HJ_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, "a.xml"));
  g_assert_cmpuint (strlen (error->message), <, 1000);
}

/* NULL text ends. */
static void
refuse (HjScheme   *scheme,
        const char *text,
        gsize       length,
        int         code,
        const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (HjContent) content = hj_xml_read (bytes, "a.xml", scheme, NULL, &error);

  g_assert_null (content);
  check_sentence (error);
  g_test_message ("%s", error->message);
  g_assert_cmpint (error->code, ==, code);
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, SECONDS);
}

/* Within a sound frame. */
static void
test_content (void)
{
  static const struct { const char *inner; int code; const char *part; } cases[] = {
    { "<staff><person name=\"x\"/></staff>", HJ_ERROR_CORRUPT, "“id”" },
    { "<staff><person id=\"\"/></staff>", HJ_ERROR_CORRUPT, "“id”" },
    { "<staff><person id=\"a\"/>\n<person id=\"a\"/></staff>", HJ_ERROR_CORRUPT, "line 2" },
    { "<staff><person id=\"a\" shoe-size=\"43\"/></staff>", HJ_ERROR_CORRUPT, "shoe-size" },
    { "<staff><person id=\"a\" birth=\"gestern\"/></staff>", HJ_ERROR_CORRUPT, "gestern" },
    { "<staff><person id=\"a\" sex=\"其他\"/></staff>", HJ_ERROR_CORRUPT, "其他" },
    { "<staff><person id=\"a\" age=\"40.5\"/></staff>", HJ_ERROR_CORRUPT, "40.5" },
    { "<staff><person id=\"a\" position=\"99999999999999999999\"/></staff>", HJ_ERROR_CORRUPT, NULL },
    { "<staff><person id=\"a\" position=\"9223372036854775808\"/></staff>", HJ_ERROR_CORRUPT, NULL },
    { "<staff>text</staff>", HJ_ERROR_CORRUPT, "staff" },
    { "<staff><person id=\"a\"><remark><b/></remark></person></staff>", HJ_ERROR_CORRUPT, "remark" },
    { "<staff><person id=\"a\"><name>x</name></person></staff>", HJ_ERROR_CORRUPT, "name" },
    { "<staff/><staff/>", HJ_ERROR_CORRUPT, "staff" },
    { "<experts/><staff/>", HJ_ERROR_CORRUPT, "staff" },
    { "<kitchen/>", HJ_ERROR_CORRUPT, "kitchen" },
    { "<applicant id=\"other\"/>", HJ_ERROR_CORRUPT, "applicant" },
    { "<applicant id=\"applicant\"/><applicant id=\"applicant\"/>", HJ_ERROR_CORRUPT, "applicant" },
    { "<visit from=\"2020-02-30\"/>", HJ_ERROR_CORRUPT, NULL },
    { "<panel><member id=\"m\" lead=\"no\"/></panel>", HJ_ERROR_CORRUPT, "lead" },
    { "<findings><finding criterion=\"1\" expert=\"ghost\" verdict=\"met\"/></findings>", HJ_ERROR_CORRUPT, NULL },
    { "<panel><member id=\"m\"/></panel><findings><finding criterion=\"1\" expert=\"m\"/><finding criterion=\"1\" expert=\"m\"/></findings>",
      HJ_ERROR_CORRUPT, "second time" },
    { "<panel><member id=\"m\"/></panel><findings><finding criterion=\"1\" expert=\"m\"><deduction id=\"d\" points=\"1.00\"/>"
      "<deduction id=\"d\" points=\"1.00\"/></finding></findings>", HJ_ERROR_CORRUPT, NULL },
    { "<panel><member id=\"m\"/></panel><findings><finding criterion=\"1\" expert=\"m\" verdict=\"perfect\"/></findings>",
      HJ_ERROR_CORRUPT, "perfect" },
    { "<panel><member id=\"m\"/></panel><findings><finding criterion=\"1\" expert=\"m\" award=\"1,5\"/></findings>", HJ_ERROR_CORRUPT, "1,5" },
    { "<staff xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"visit\"/>", HJ_ERROR_CORRUPT, NULL },
    { "<staff><person id=\"a\" name=\"&unknown;\"/></staff>", HJ_ERROR_CORRUPT, NULL },
    { "<staff><person id=\"a\" name=\"&#0;\"/></staff>", HJ_ERROR_CORRUPT, NULL },
    { "<staff><person id=\"a\" name=\"&#1;\"/></staff>", HJ_ERROR_CORRUPT, NULL },
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = wrap (scheme, cases[i].inner);

      refuse (scheme, text, strlen (text), cases[i].code, cases[i].part);
    }
}

static void
test_files (void)
{
  static const struct { const char *text; int code; const char *part; } cases[] = {
    { "", HJ_ERROR_CORRUPT, "empty" },
    { "not XML at all", HJ_ERROR_CORRUPT, NULL },
    { "<a/>", HJ_ERROR_CORRUPT, "dossier" },
    { "<dossier/>", HJ_ERROR_CORRUPT, NULL },
    { "<dossier xmlns=\"urn:hengjian:dossier:2\"/>", HJ_ERROR_TOO_NEW, "newer" },
    { "<dossier xmlns=\"urn:hengjian:dossier:1\"/>", HJ_ERROR_CORRUPT, NULL },
    { "<dossier xmlns=\"urn:hengjian:dossier:1\"><scheme id=\"other\" edition=\"1\" digest=\"x\"/></dossier>", HJ_ERROR_INVALID, "other" },
    { "<dossier xmlns=\"urn:hengjian:dossier:1\"><scheme id=\"zhejiang-test\" edition=\"2\" digest=\"x\"/></dossier>", HJ_ERROR_INVALID, "2" },
    { "<dossier xmlns=\"urn:hengjian:dossier:1\"><scheme id=\"zhejiang-test\" edition=\"1\" digest=\"x\"/></dossier>", HJ_ERROR_INVALID, "wording" },
    { "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><dossier xmlns=\"urn:hengjian:dossier:1\"/>", HJ_ERROR_CORRUPT, "UTF-8" },
    { "<!DOCTYPE dossier><dossier xmlns=\"urn:hengjian:dossier:1\"/>", HJ_ERROR_CORRUPT, "DOCTYPE" },
    { "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><dossier xmlns=\"urn:hengjian:dossier:1\">&a;</dossier>",
      HJ_ERROR_CORRUPT, "DOCTYPE" },
    { "<!DOCTYPE d SYSTEM \"http://example.com/a.dtd\"><dossier xmlns=\"urn:hengjian:dossier:1\"/>", HJ_ERROR_CORRUPT, "DOCTYPE" },
    { "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
      "]><dossier xmlns=\"urn:hengjian:dossier:1\">&c;</dossier>", HJ_ERROR_CORRUPT, "DOCTYPE" },
    { "<dossier xmlns=\"urn:hengjian:dossier:1\"><scheme>", HJ_ERROR_CORRUPT, NULL },
    { "\xff\xfe<\0d\0", HJ_ERROR_CORRUPT, "UTF-8" },
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse (scheme, cases[i].text, strlen (cases[i].text), cases[i].code, cases[i].part);
}

static void
repeat (GString    *text,
        const char *part,
        guint       times)
{
  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
}

/* What takes a parser's time or memory. */
static void
test_bombs (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (GString) deep = g_string_new ("<dossier xmlns=\"urn:hengjian:dossier:1\">");
  g_autoptr (GString) wide = g_string_new ("<dossier xmlns=\"urn:hengjian:dossier:1\" ");
  g_autoptr (GString) tag = g_string_new ("<dossier xmlns=\"urn:hengjian:dossier:1\" a=\"");
  g_autoptr (GString) text = g_string_new ("<staff><person id=\"a\" name=\"");
  g_autoptr (GString) many = g_string_new ("<panel><member id=\"m\"/></panel><findings><finding criterion=\"1\" expert=\"m\">");
  g_autofree char *long_text = NULL, *many_parts = NULL;

  repeat (deep, "<a>", 100000);
  refuse (scheme, deep->str, deep->len, HJ_ERROR_TOO_LARGE, "deeper");
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (wide, "a%u=\"\" ", i);
  g_string_append (wide, "/>");
  refuse (scheme, wide->str, wide->len, HJ_ERROR_TOO_LARGE, "tag");
  repeat (tag, "0123456789abcdef", 1024 * 1024);
  refuse (scheme, tag->str, tag->len, HJ_ERROR_TOO_LARGE, "tag");

  repeat (text, "长", HJ_TEXT_MAX + 1);
  g_string_append (text, "\"/></staff>");
  long_text = wrap (scheme, text->str);
  refuse (scheme, long_text, strlen (long_text), HJ_ERROR_CORRUPT, "65536");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (many, "<mark aspect=\"%u\" mark=\"clear\"/>", i);
  g_string_append (many, "</finding></findings>");
  many_parts = wrap (scheme, many->str);
  refuse (scheme, many_parts, strlen (many_parts), HJ_ERROR_CORRUPT, NULL);
}

/* Comments, instructions and CDATA are other ways to write the same. */
static void
test_other_ways (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *text = wrap (scheme, "<!-- a --><?b c?><staff>\n<person name='甲' id='a'><remark><![CDATA[<x>]]> y</remark></person></staff>");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (HjContent) content = hj_xml_read (bytes, "a.xml", scheme, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (hj_record_get (hj_content_find_record (content, HJ_RECORD_STAFF, "a"), "remark"), ==, "<x> y");
  g_assert_cmpstr (hj_record_get (hj_content_find_record (content, HJ_RECORD_STAFF, "a"), "name"), ==, "甲");
}

static void
test_truncated (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_random_content (scheme, 7, 2);
  g_autoptr (GBytes) bytes = hj_xml_write (content);
  gsize length = g_bytes_get_size (bytes);
  /* Behind the last element nothing is missing but the end of the line. */
  gsize last = length - 1;

  for (gsize cut = 0; cut < last; cut += cut + 400 > last ? 1 : 61)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, cut);
      g_autoptr (GError) error = NULL;
      g_autoptr (HjContent) read = hj_xml_read (part, "a.xml", scheme, NULL, &error);

      g_assert_null (read);
      check_sentence (error);
    }
}

/* A flipped bit may make another sound file; never one that isn't the same when it is written and read again. */
static void
test_flipped (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_random_content (scheme, 11, 2);
  g_autoptr (GBytes) bytes = hj_xml_write (content);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  gsize length = g_bytes_get_size (bytes);
  guint refused = 0;

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HjContent) read = NULL;

      copy[g_rand_int_range (rand, 0, (gint32) length)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      flipped = g_bytes_new (copy, length);
      read = hj_xml_read (flipped, "a.xml", scheme, NULL, &error);
      if (read == NULL)
        {
          check_sentence (error);
          refused++;
        }
      else
        {
          g_autoptr (GBytes) once = hj_xml_write (read);
          g_autoptr (HjContent) again = hj_xml_read (once, "a.xml", scheme, NULL, &error);
          g_autoptr (GBytes) twice = NULL;

          g_assert_no_error (error);
          twice = hj_xml_write (again);
          g_assert_true (g_bytes_equal (once, twice));
        }
    }
  g_assert_cmpuint (refused, >, 100);
}

static void
test_cancelled (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) content = hj_random_content (scheme, 1, 2);
  g_autoptr (GBytes) bytes = hj_xml_write (content);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hj_xml_read (bytes, "a.xml", scheme, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/xml-damage/content", test_content);
  g_test_add_func ("/exchange/xml-damage/files", test_files);
  g_test_add_func ("/exchange/xml-damage/bombs", test_bombs);
  g_test_add_func ("/exchange/xml-damage/other-ways", test_other_ways);
  g_test_add_func ("/exchange/xml-damage/truncated", test_truncated);
  g_test_add_func ("/exchange/xml-damage/flipped", test_flipped);
  g_test_add_func ("/exchange/xml-damage/cancelled", test_cancelled);
  return hj_test_run ();
}
