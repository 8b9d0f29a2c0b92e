/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "hj-raw-zip.h"
#include "hj-test.h"

static HjZip *
open_entries (const HjRawEntry  *entries,
              guint              n,
              GError           **error)
{
  g_autoptr (GBytes) bytes = hj_raw_zip (entries, n);

  return hj_zip_open (bytes, "申报表.xlsx", error);
}

static void
assert_refused (const HjRawEntry *entries,
                guint             n,
                int               code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjZip) zip = open_entries (entries, n, &error);

  g_assert_error (error, HJ_ERROR, code);
  g_assert_null (zip);
  g_assert_nonnull (strstr (error->message, "申报表.xlsx"));
}

static void
test_read (void)
{
  const HjRawEntry entries[] = {
    { "xl/workbook.xml", "<workbook/>", -1 },
    { "\\xl\\styles.xml", "styles", -1 },
    { "xl/", "", -1 },
    { "/empty", "", -1 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HjZip) zip = open_entries (entries, G_N_ELEMENTS (entries), &error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) workbook = NULL;
  g_autoptr (GBytes) styles = NULL;
  g_autoptr (GBytes) empty = NULL;

  g_assert_no_error (error);
  list = hj_zip_list (zip);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (list->pdata[1], ==, "xl/styles.xml");
  workbook = hj_zip_read (zip, "xl/workbook.xml", &error);
  styles = hj_zip_read (zip, "xl/styles.xml", &error);
  empty = hj_zip_read (zip, "empty", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (workbook, NULL), g_bytes_get_size (workbook), "<workbook/>", 11);
  g_assert_cmpmem (g_bytes_get_data (styles, NULL), g_bytes_get_size (styles), "styles", 6);
  g_assert_cmpuint (g_bytes_get_size (empty), ==, 0);
  g_assert_null (hj_zip_read (zip, "xl/none.xml", &error));
  g_assert_no_error (error);
}

static void
test_refused (void)
{
  const HjRawEntry twice[] = { { "a", "1", -1 }, { "a", "2", -1 } };
  const HjRawEntry twice_written_otherwise[] = { { "x/a", "1", -1 }, { "x\\a", "2", -1 } };
  const HjRawEntry encrypted[] = { { "a", "secret", -1, TRUE } };
  const HjRawEntry enormous[] = { { "a", "1", -1, FALSE, G_MAXUINT32 - 1 } };
  const HjRawEntry only_folders[] = { { "a/", "", -1 } };

  assert_refused (twice, 2, HJ_ERROR_CORRUPT);
  assert_refused (twice_written_otherwise, 2, HJ_ERROR_CORRUPT);
  assert_refused (encrypted, 1, HJ_ERROR_INVALID);
  assert_refused (enormous, 1, HJ_ERROR_TOO_LARGE);
  assert_refused (only_folders, 1, HJ_ERROR_CORRUPT);
}

static void
test_many_entries (void)
{
  g_autofree HjRawEntry *entries = g_new0 (HjRawEntry, 5000);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 5000; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("e%u", i));
      entries[i] = (HjRawEntry) { names->pdata[i], "", -1 };
    }
  assert_refused (entries, 5000, HJ_ERROR_TOO_LARGE);
}

/* Sizes that are told smaller or larger than they are, and a checksum that is not the data's. */
static void
test_lies (void)
{
  const HjRawEntry entries[] = {
    { "small", "0123456789", -1, FALSE, 4 },
    { "large", "0123456789", -1, FALSE, 40 },
    { "sum", "0123456789", -1, FALSE, 0, TRUE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HjZip) zip = open_entries (entries, G_N_ELEMENTS (entries), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_assert_null (hj_zip_read (zip, entries[i].name, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
      g_clear_error (&error);
    }
}

/* Forty megabytes of blanks in forty kilobytes. */
static void
test_bomb (void)
{
  const gsize size = 40 * 1024 * 1024;
  g_autoptr (GBytes) blanks = g_bytes_new_take (g_malloc0 (size), size);
  const char *names[] = { "word/document.xml" };
  GBytes *parts[] = { blanks };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hj_zip_write (names, parts, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100 * 1024);
  g_assert_null (hj_zip_open (bytes, "bomb.docx", &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE);
}

/* Every length of a cut archive, and every bit of it turned: refused, or read with what was there. */
static void
test_damage (void)
{
  const char *names[] = { "a.xml", "b/c.xml" };
  g_autoptr (GBytes) a = g_bytes_new_static ("<a>衡鉴衡鉴衡鉴衡鉴</a>", strlen ("<a>衡鉴衡鉴衡鉴衡鉴</a>"));
  g_autoptr (GBytes) c = g_bytes_new_static ("<c/>", 4);
  GBytes *parts[] = { a, c };
  g_autoptr (GBytes) bytes = hj_zip_write (names, parts, 2, NULL);
  gsize size = g_bytes_get_size (bytes);

  for (gsize i = 0; i < size * 9; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (HjZip) zip = NULL;

      if (i >= size)
        copy[(i - size) / 8] ^= (guint8) (1 << (i - size) % 8);
      damaged = g_bytes_new (copy, i < size ? i : size);
      zip = hj_zip_open (damaged, "damaged", NULL);
      for (guint n = 0; zip != NULL && n < 2; n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GBytes) part = hj_zip_read (zip, names[n], &error);

          if (part != NULL)
            g_assert_true (g_bytes_equal (part, parts[n]));
        }
    }
}

static void
test_written_alike (void)
{
  const char *names[] = { "[Content_Types].xml", "word/document.xml", "empty" };
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) two = g_bytes_new_static ("two", 3);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  GBytes *parts[] = { one, two, none };
  g_autoptr (GBytes) first = hj_zip_write (names, parts, 3, NULL);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (HjZip) zip = NULL;
  g_autoptr (GBytes) back = NULL;

  g_setenv ("TZ", "America/New_York", TRUE);
  tzset ();
  second = hj_zip_write (names, parts, 3, NULL);
  g_assert_true (g_bytes_equal (first, second));
  zip = hj_zip_open (first, "written", NULL);
  g_assert_nonnull (zip);
  back = hj_zip_read (zip, "word/document.xml", NULL);
  g_assert_true (g_bytes_equal (back, two));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/zip/read", test_read);
  g_test_add_func ("/exchange/zip/refused", test_refused);
  g_test_add_func ("/exchange/zip/many-entries", test_many_entries);
  g_test_add_func ("/exchange/zip/lies", test_lies);
  g_test_add_func ("/exchange/zip/bomb", test_bomb);
  g_test_add_func ("/exchange/zip/damage", test_damage);
  g_test_add_func ("/exchange/zip/written-alike", test_written_alike);
  return hj_test_run ();
}
