/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-test.h"
#include "hj-xml-scan.h"

/* At each bound and one beyond, and what a bound must not be mistaken in. */

static const struct {
  const char *text;
  HjXmlFault  fault;
  int         line;
} cases[] = {
  { "", HJ_XML_SOUND, 1 },
  { "<a>\n<b/>\n</a>\n", HJ_XML_SOUND, 4 },
  { "<?xml version='1.0' encoding='utf-8'?>\n<a/>", HJ_XML_SOUND, 2 },
  { "<?xml version='1.0' encoding='GBK'?>\n<a/>", HJ_XML_OTHER_ENCODING, 1 },
  { "<?xml version='1.0' encoding?>", HJ_XML_OTHER_ENCODING, 1 },
  { "\xff\xfe<\0a", HJ_XML_NOT_UTF8, 0 },
  { "<a>\n<!DOCTYPE x>", HJ_XML_DECLARATION, 2 },
  { "<!-- <!DOCTYPE x> -->\n<![CDATA[<!ENTITY]]><a/>", HJ_XML_SOUND, 2 },
  { "<!--\n", HJ_XML_SOUND, 2 },
  { "<a x='1' y='2'/>", HJ_XML_SOUND, 1 },
  { "\n<a x='1'\ny='2' z='3'/>", HJ_XML_TAG_TOO_LARGE, 2 },
  { "<a x='>====' y=\"'=\"/>", HJ_XML_SOUND, 1 },
  { "<a b='01234567890123456789012345'>", HJ_XML_SOUND, 1 },
  { "<a b='012345678901234567890123456'>", HJ_XML_TAG_TOO_LARGE, 1 },
  { "<a><b><c/></b></a>", HJ_XML_SOUND, 1 },
  { "<a><b>\n<c\nd='1'></c></b></a>", HJ_XML_TOO_DEEP, 2 },
  { "<a/><b/><c/><d/>", HJ_XML_SOUND, 1 },
  { "<a/><b/><c/>\n<d/><e/>", HJ_XML_TOO_MANY, 2 },
  { "<a", HJ_XML_SOUND, 1 },
};

static void
test_cases (void)
{
  static const HjXmlBounds bounds = { .max_elements = 4, .max_depth = 2, .max_tag_bytes = 32, .max_attributes = 2 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autofree char *exact = g_malloc (MAX (length, 1));  /* no byte behind it may be read */
      int line = -1;

      memcpy (exact, cases[i].text, length);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (hj_xml_scan (exact, length, &bounds, &line), ==, cases[i].fault);
      g_assert_cmpint (line, ==, cases[i].line);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/xml-scan/cases", test_cases);

  return hj_test_run ();
}
