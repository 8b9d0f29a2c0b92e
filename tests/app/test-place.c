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
    "application:staff", "application:staff:0123456789abcdef", "application:staff:0123456789abcdef:duty",
    "standards", "standards:staff.archivists", "conclusion",
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
  static const char *const texts[] = { "", "item", "item:", "nowhere", "visit:1", "sheet:", ":item", "ITEM:2.1",
                                       "application", "application:", "application:a:b:c:d", "standards:", "standards:a:b",
                                       "conclusion:1" };

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

static void
add_form (HjScheme     *scheme,
          const char   *id,
          HjRecordKind  kind,
          const char   *with)
{
  HjForm *form = hj_scheme_add_form (scheme);

  hj_str_set (&form->id, id);
  hj_str_set (&form->with, with);
  form->record = kind;
}

/* A record's page is the form whose row it is; two forms may share a table. */
static void
test_record (void)
{
  g_autoptr (HjScheme) scheme = hj_scheme_new ();
  g_autoptr (HjContent) content = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  HjRecord *device = hj_record_new (HJ_RECORD_EQUIPMENT, "device");
  g_autoptr (HjPlace) place = NULL;
  g_autofree char *text = NULL;
  g_autoptr (HjPlace) single = NULL;

  add_form (scheme, "profile", HJ_RECORD_APPLICANT, "");
  add_form (scheme, "practice", HJ_RECORD_EQUIPMENT, "purpose=practice");
  add_form (scheme, "inspection", HJ_RECORD_EQUIPMENT, "purpose=inspection");
  content = hj_content_new (scheme);
  hj_record_set (device, "purpose", "inspection");
  g_ptr_array_add (rows, device);
  hj_content_set_records (content, hj_records_new (HJ_RECORD_EQUIPMENT, rows));

  place = hj_place_new_record (content, HJ_RECORD_EQUIPMENT, "device");
  text = hj_place_to_string (place);
  g_assert_cmpstr (text, ==, "application:inspection:device");
  single = hj_place_new_record (content, HJ_RECORD_APPLICANT, "applicant");
  g_assert_cmpstr (single->item, ==, "profile");
  g_assert_cmpstr (single->criterion, ==, "");
  g_assert_null (hj_place_new_record (content, HJ_RECORD_STAFF, "nobody"));
}

static void
add_field (HjForm     *form,
           const char *id)
{
  hj_str_set (&hj_form_add_field (form)->id, id);
}

/* Two forms may ask for two halves of a record: a value's place is the one that asks for it. */
static void
test_cell (void)
{
  g_autoptr (HjScheme) scheme = hj_scheme_new ();
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjPlace) place = NULL;
  g_autoptr (HjPlace) other = NULL;
  g_autofree char *text = NULL;

  add_form (scheme, "cover", HJ_RECORD_APPLICANT, "");
  add_field (g_ptr_array_index (scheme->forms, 0), "name");
  add_form (scheme, "profile", HJ_RECORD_APPLICANT, "");
  add_field (g_ptr_array_index (scheme->forms, 1), "name");
  add_field (g_ptr_array_index (scheme->forms, 1), "address");
  content = hj_content_new (scheme);

  place = hj_place_new_cell (content, HJ_RECORD_APPLICANT, "applicant", "address");
  text = hj_place_to_string (place);
  g_assert_cmpstr (text, ==, "application:profile:applicant:address");
  /* What no form asks for is somewhere all the same. */
  other = hj_place_new_cell (content, HJ_RECORD_APPLICANT, "applicant", "region");
  g_assert_cmpstr (other->item, ==, "cover");
  g_assert_null (hj_place_new_cell (content, HJ_RECORD_STAFF, "nobody", "name"));
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/place/text-form", test_text_form);
  g_test_add_func ("/place/refused", test_refused);
  g_test_add_func ("/place/equal", test_equal);
  g_test_add_func ("/place/record", test_record);
  g_test_add_func ("/place/cell", test_cell);

  return hj_test_run ();
}
