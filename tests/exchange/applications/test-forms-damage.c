/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hj-exchange-private.h"
#include "hj-raw-zip.h"
#include "hj-test.h"

/* The fuzz target says what must hold of any bytes: see there. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "..", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, &error));

  return g_bytes_new_take (data, size);
}

static void
feed (const guint8 *data,
      gsize         size)
{
  LLVMFuzzerTestOneInput (data, size);
}

/* Of the archive itself: cut, bits turned, a stretch of it overwritten or doubled. */
static void
test_archive (gconstpointer name)
{
  g_autoptr (GBytes) bytes = load (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  gsize size = g_bytes_get_size (bytes);
  const guint8 *data = g_bytes_get_data (bytes, NULL);

  for (guint i = 0; i < 150; i++)
    {
      g_autofree guint8 *copy = g_malloc (2 * size);
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) size);
      gsize length = MIN ((gsize) g_rand_int_range (rand, 1, 400), size - at);

      memcpy (copy, data, size);
      switch (i % 4)
        {
        case 0:
          feed (copy, at);
          break;
        case 1:
          for (guint bit = 0; bit < 1 + i % 7; bit++)
            copy[g_rand_int_range (rand, 0, (gint32) size)] ^= (guint8) (1 << bit);
          feed (copy, size);
          break;
        case 2:
          memset (copy + at, (int) (i & 0xff), length);
          feed (copy, size);
          break;
        default:
          memmove (copy + at + length, copy + at, size - at);
          feed (copy, size + length);
          break;
        }
    }
}

/* Of what is packed: the same with the XML of a part, and signs that mean something to it. */
static void
test_part (gconstpointer data)
{
  static const char *const signs[] = { "<", ">", "&", "\"", "</w:tc>", "<w:tbl>", "<c r='ZZZ9999999'>", "<v>1e308</v>", "]]>", "<!--", "<![CDATA[",
                                       "&#0;", "&#x10FFFF;", "\xff\xfe", "xmlns=''", "<w:sdt>", "t='s'", "s='99999'", "<!DOCTYPE a>", "<?x" };
  const char *const *names = data;
  g_autoptr (GBytes) bytes = load (names[0]);
  g_autoptr (HjZip) zip = hj_zip_open (bytes, names[0], NULL);
  g_autoptr (GBytes) part = hj_zip_read (zip, names[1], NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  gsize size;
  const char *text;

  g_assert_nonnull (part);
  text = g_bytes_get_data (part, &size);
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GString) copy = g_string_new_len (text, (gssize) size);
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) size);

      if (i % 3 == 0)
        g_string_truncate (copy, at);
      else if (i % 3 == 1)
        g_string_insert (copy, (gssize) at, signs[g_rand_int_range (rand, 0, G_N_ELEMENTS (signs))]);
      else
        g_string_erase (copy, (gssize) at, (gssize) MIN ((gsize) g_rand_int_range (rand, 1, 200), size - at));
      feed ((const guint8 *) copy->str, copy->len);
    }
}

/* What unpacks to far more than it is, and what repeats itself without end. */
static void
test_bombs (void)
{
  const gsize size = 100 * 1024 * 1024;
  const char *names[] = { "word/document.xml", "xl/workbook.xml" };
  g_autofree char *blanks = g_strnfill (size, ' ');
  g_autoptr (GBytes) large = g_bytes_new_take (g_steal_pointer (&blanks), size);
  g_autoptr (GBytes) small = g_bytes_new_static ("<a/>", 4);
  GBytes *parts[] = { large, small };
  g_autoptr (GBytes) bytes = hj_zip_write (names, parts, 2, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (hj_docx_read (bytes, "bomb.docx", NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (hj_xlsx_read (bytes, "bomb.xlsx", NULL, NULL, NULL, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
  /* Refused by the directory alone: nothing is unpacked. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_TIME_SPAN_SECOND);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const sheet[] = { "zhejiang-2020.xlsx", "xl/worksheets/sheet2.xml" };
  static const char *const wps[] = { "zhejiang-2020-wps.xlsx", "xl/worksheets/sheet3.xml" };
  static const char *const document[] = { "zhejiang-2020.docx", "word/document.xml" };
  static const char *const program[] = { "zhejiang-2020-program.docx", "word/document.xml" };

  hj_test_init (&argc, &argv);
  g_test_add_data_func ("/exchange/forms-damage/archive/xlsx", "zhejiang-2020.xlsx", test_archive);
  g_test_add_data_func ("/exchange/forms-damage/archive/excel", "zhejiang-2020-excel.xlsx", test_archive);
  g_test_add_data_func ("/exchange/forms-damage/archive/docx", "zhejiang-2020.docx", test_archive);
  g_test_add_data_func ("/exchange/forms-damage/part/sheet", sheet, test_part);
  g_test_add_data_func ("/exchange/forms-damage/part/wps", wps, test_part);
  g_test_add_data_func ("/exchange/forms-damage/part/document", document, test_part);
  g_test_add_data_func ("/exchange/forms-damage/part/program", program, test_part);
  g_test_add_func ("/exchange/forms-damage/bombs", test_bombs);
  return hj_test_run ();
}
