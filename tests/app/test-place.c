/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-place"

#include "config.h"

#include "hj-place.h"
#include "hj-test.h"

static void
test_text_form (void)
{
  static const char *const texts[] = {
    "visit", "materials", "notes", "sheet", "deductions",
    "item:2.1", "item:2.1:2.1.3", "item:3.1:3.1.1:3.1.1.video",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HjPlace) place = hj_place_parse (texts[i]);
      g_autoptr (HjPlace) copy = NULL;
      g_autofree char *again = NULL;

      g_assert_nonnull (place);
      copy = hj_place_copy (place);
      again = hj_place_to_string (copy);
      g_assert_cmpstr (again, ==, texts[i]);
      g_assert_true (hj_place_equal (place, copy));
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "item", "item:", "nowhere", "visit:1", "sheet:", ":item", "ITEM:2.1" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (hj_place_parse (texts[i]));
}

static void
test_equal (void)
{
  g_autoptr (HjPlace) item = hj_place_new_item ("2.1", NULL, NULL);
  g_autoptr (HjPlace) criterion = hj_place_new_item ("2.1", "2.1.3", NULL);
  g_autoptr (HjPlace) visit = hj_place_new (HJ_PLACE_VISIT);

  g_assert_false (hj_place_equal (item, criterion));
  g_assert_false (hj_place_equal (item, visit));
  g_assert_false (hj_place_equal (item, NULL));
  g_assert_true (hj_place_equal (NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/place/text-form", test_text_form);
  g_test_add_func ("/place/refused", test_refused);
  g_test_add_func ("/place/equal", test_equal);

  return hj_test_run ();
}
