/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-identity.h"
#include "hj-test.h"

static const char * const good_numbers[] = { "11010519491231002X", "440524188001010014", "34052419800101001X", "34052419800101001x" };
static const char * const good_codes[] = { "91350100M000100Y43", "11320000MB151840XJ", "91110000600037341L" };

static void
test_id_number (void)
{
  static const char * const bad[] = {
    "", "1", "110105194912310021", "11010519491331002X", "11010520210229002X", "1101051949123100", "11010519491231002XX",
    "A1010519491231002X", "110105194912310O2X", "11010519491231002Y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good_numbers); i++)
    g_assert_true (hj_id_number_is_valid (good_numbers[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hj_id_number_is_valid (bad[i]));

  g_assert_cmpint (hj_id_number_get_birth (good_numbers[0]), ==, hj_day_new (1949, 12, 31));
  g_assert_cmpint (hj_id_number_get_birth ("11010519490231002X"), ==, HJ_DAY_NONE);
  g_assert_cmpint (hj_id_number_get_sex (good_numbers[0]), ==, HJ_SEX_FEMALE);
  g_assert_cmpint (hj_id_number_get_sex (good_numbers[1]), ==, HJ_SEX_MALE);
  g_assert_cmpint (hj_id_number_get_sex ("1"), ==, HJ_SEX_UNKNOWN);
}

/* GB 11643 finds each wrong digit and each swap of two neighbours. */
static void
test_id_number_errors (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (good_numbers); n++)
    for (guint i = 0; i < 18; i++)
      {
        g_autofree char *number = g_strdup (good_numbers[n]);

        for (const char *digit = "0123456789X"; *digit != '\0'; digit++)
          {
            number[i] = *digit;
            if (g_ascii_toupper (good_numbers[n][i]) != *digit)
              g_assert_false (hj_id_number_is_valid (number));
          }
        if (i == 17)
          continue;
        number[i] = good_numbers[n][i + 1];
        number[i + 1] = good_numbers[n][i];
        if (number[i] != number[i + 1])
          g_assert_false (hj_id_number_is_valid (number));
      }
}

static void
test_credit_code (void)
{
  static const char * const bad[] = {
    "91350100M000100Y4Z", "91310115MA1H8R7C6D", "", "91350100M000100Y4", "91350100M000100Y433", "91350100m000100y43",
    "9135010OM000100Y43", "A",
  };
  static const struct { const char *code; HjBodyClass class; } classes[] = {
    { "91350100M000100Y43", HJ_BODY_ENTERPRISE }, { "11320000MB151840XJ", HJ_BODY_OTHER },
    { "12330300000000000A", HJ_BODY_INSTITUTION }, { "51330300000000000A", HJ_BODY_ASSOCIATION },
    { "52330300000000000A", HJ_BODY_NON_PROFIT }, { "52", HJ_BODY_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good_codes); i++)
    g_assert_true (hj_credit_code_is_valid (good_codes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hj_credit_code_is_valid (bad[i]));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_cmpint (hj_credit_code_get_class (classes[i].code), ==, classes[i].class);
}

/* GB 32100 counts modulo a prime, 31, with weights that differ: it finds each wrong character and each swap of neighbours. */
static void
test_credit_code_errors (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (good_codes); n++)
    for (guint i = 0; i < 18; i++)
      {
        g_autofree char *code = g_strdup (good_codes[n]);

        for (const char *character = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"; *character != '\0'; character++)
          {
            code[i] = *character;
            if (good_codes[n][i] != *character)
              g_assert_false (hj_credit_code_is_valid (code));
          }
        if (i == 17)
          continue;
        code[i] = good_codes[n][i + 1];
        code[i + 1] = good_codes[n][i];
        if (code[i] != code[i + 1])
          g_assert_false (hj_credit_code_is_valid (code));
      }
}

typedef gboolean (*IsValid) (const char *text);

static void
test_forms (void)
{
  static const struct { IsValid is_valid; const char *good[12]; const char *bad[12]; } forms[] = {
    { hj_occupation_code_is_valid, { "4-07-03-02", "1-01-01-01", "8-00-00-00" },
      { "", "9-07-03-02", "0-07-03-02", "4-7-03-02", "4-07-03-2", "4-07-03-021", "40703-02", "4—07—03—02", "4-07-03" } },
    { hj_body_code_is_valid, { "S000033000001", "Y123433000001" },
      { "", "A000033000001", "S00003300001", "S0000330000012", "s000033000001", "000033000001" } },
    { hj_phone_is_valid, { "13805770000", "+8613805770000", "0577-88881234", "05778888123", "88881234", "(0577)88881234", "010-88881234-801",
                           "400-800-1234", "4008001234", "13805770000/0577-88881234", "0577-88881234转801", "13805770000、13905770000" },
      { "", "12805770000", "1380577000", "138057700001", "05-88881234", "0577-08881234", "abc", "13805770000/", "/13805770000" } },
    { hj_mail_is_valid, { "a@example.com", "zhang.san_1+x@mail.example.cn" },
      { "", "a", "a@", "@example.com", "a@example", "a@@example.com", "a b@example.com", ".a@example.com", "a@-example.com", "a@example..com" } },
    { hj_postcode_is_valid, { "325000", "010000" }, { "", "32500", "3250000", "32500a" } },
  };

  for (guint n = 0; n < G_N_ELEMENTS (forms); n++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (forms[n].good) && forms[n].good[i] != NULL; i++)
        if (!forms[n].is_valid (forms[n].good[i]))
          g_error ("form %u: “%s” was refused.", n, forms[n].good[i]);
      for (guint i = 0; i < G_N_ELEMENTS (forms[n].bad) && forms[n].bad[i] != NULL; i++)
        if (forms[n].is_valid (forms[n].bad[i]))
          g_error ("form %u: “%s” was accepted.", n, forms[n].bad[i]);
    }
}

static void
test_regions (void)
{
  static const struct { const char *code, *name; } regions[] = {
    { "330000", "浙江省" }, { "330300", "浙江省温州市" }, { "330302", "浙江省温州市鹿城区" }, { "110105", "北京市朝阳区" },
    { "330302199001010000", "浙江省温州市鹿城区" }, { "440524", NULL }, { "340524", NULL }, { "000000", NULL }, { "33", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *name = hj_region_dup_name (regions[i].code);

      g_assert_cmpstr (name, ==, regions[i].name);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/identity/id-number", test_id_number);
  g_test_add_func ("/identity/id-number/errors", test_id_number_errors);
  g_test_add_func ("/identity/credit-code", test_credit_code);
  g_test_add_func ("/identity/credit-code/errors", test_credit_code_errors);
  g_test_add_func ("/identity/forms", test_forms);
  g_test_add_func ("/identity/regions", test_regions);

  return hj_test_run ();
}
