/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "hj-base-resources.h"
#include "hj-identity.h"

#define ID_LENGTH 18
#define CREDIT_LENGTH 18

/* GB 32100 leaves out the letters that are taken for others: I O S V Z. */
static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

typedef struct { int code; const char *name; int length; } Region;

static gboolean
are_digits (const char *text,
            gsize       n)
{
  return strspn (text, "0123456789") >= n;
}

static int
two_digits (const char *at)
{
  return (at[0] - '0') * 10 + (at[1] - '0');
}

char
hj_id_number_check (const char *number)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  g_return_val_if_fail (number != NULL, '\0');

  if (!are_digits (number, G_N_ELEMENTS (weights)))
    return '\0';
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (number[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

HjDay
hj_id_number_get_birth (const char *number)
{
  g_return_val_if_fail (number != NULL, HJ_DAY_NONE);

  if (strlen (number) != ID_LENGTH || !are_digits (number, ID_LENGTH - 1))
    return HJ_DAY_NONE;
  return hj_day_new (two_digits (number + 6) * 100 + two_digits (number + 8), two_digits (number + 10), two_digits (number + 12));
}

HjSex
hj_id_number_get_sex (const char *number)
{
  g_return_val_if_fail (number != NULL, HJ_SEX_UNKNOWN);

  if (strlen (number) != ID_LENGTH || !are_digits (number, ID_LENGTH - 1))
    return HJ_SEX_UNKNOWN;
  return (number[16] - '0') % 2 == 1 ? HJ_SEX_MALE : HJ_SEX_FEMALE;
}

gboolean
hj_id_number_is_valid (const char *number)
{
  g_return_val_if_fail (number != NULL, FALSE);

  return hj_id_number_get_birth (number) != HJ_DAY_NONE &&
         g_ascii_toupper (number[ID_LENGTH - 1]) == hj_id_number_check (number);
}

char
hj_credit_code_check (const char *code)
{
  int sum = 0;
  int weight = 1;

  g_return_val_if_fail (code != NULL, '\0');

  for (guint i = 0; i < CREDIT_LENGTH - 1; i++)
    {
      const char *at = code[i] != '\0' ? strchr (credit_alphabet, code[i]) : NULL;

      if (at == NULL)
        return '\0';
      sum += (int) (at - credit_alphabet) * weight;
      weight = weight * 3 % 31;
    }
  return credit_alphabet[(31 - sum % 31) % 31];
}

gboolean
hj_credit_code_is_valid (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return strlen (code) == CREDIT_LENGTH && are_digits (code + 2, 6) && code[CREDIT_LENGTH - 1] == hj_credit_code_check (code);
}

HjBodyClass
hj_credit_code_get_class (const char *code)
{
  static const struct { const char *prefix; HjBodyClass class; } classes[] = {
    { "12", HJ_BODY_INSTITUTION }, { "51", HJ_BODY_ASSOCIATION }, { "52", HJ_BODY_NON_PROFIT }, { "91", HJ_BODY_ENTERPRISE },
  };

  g_return_val_if_fail (code != NULL, HJ_BODY_UNKNOWN);

  if (strlen (code) != CREDIT_LENGTH)
    return HJ_BODY_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_has_prefix (code, classes[i].prefix))
      return classes[i].class;
  return HJ_BODY_OTHER;
}

/* '9' a digit, '8' a digit from 1 to 8, everything else itself. */
static gboolean
has_form (const char *text,
          const char *form)
{
  for (; *form != '\0'; form++, text++)
    if (*form == '9' ? !g_ascii_isdigit (*text) : *form == '8' ? *text < '1' || *text > '8' : *text != *form)
      return FALSE;
  return *text == '\0';
}

gboolean
hj_occupation_code_is_valid (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return has_form (code, "8-99-99-99");
}

gboolean
hj_body_code_is_valid (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  return has_form (code, "Y999999999999") || has_form (code, "S999999999999");
}

static gboolean
is_one_phone (const char *phone)
{
  static GRegex *pattern = NULL;

  if (g_once_init_enter (&pattern))
    g_once_init_leave (&pattern, g_regex_new ("^(?:"
                                              "(?:\\+?86-?)?1[3-9]\\d{9}"                         /* mobile */
                                              "|(?:\\(0\\d{2,3}\\)|0\\d{2,3}-?)?[2-9]\\d{6,7}"    /* landline */
                                              "(?:(?:-|转|转分机)\\d{1,6})?"
                                              "|[48]00-?\\d{3}-?\\d{4}"                           /* 400, 800 */
                                              ")$", G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match (pattern, phone, 0, NULL);
}

gboolean
hj_phone_is_valid (const char *phone)
{
  g_autofree char *joined = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (phone != NULL, FALSE);

  parts = g_strsplit (phone, "、", -1);
  joined = g_strjoinv ("/", parts);
  g_strfreev (parts);
  parts = g_strsplit_set (joined, "/,;", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_one_phone (parts[i]))
      return FALSE;
  return parts[0] != NULL;
}

gboolean
hj_mail_is_valid (const char *mail)
{
  static GRegex *pattern = NULL;

  g_return_val_if_fail (mail != NULL, FALSE);

  if (g_once_init_enter (&pattern))
    g_once_init_leave (&pattern, g_regex_new ("^[A-Za-z0-9_%+-]+(?:\\.[A-Za-z0-9_%+-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                                              "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$", G_REGEX_OPTIMIZE, 0, NULL));
  return strlen (mail) <= 254 && g_regex_match (pattern, mail, 0, NULL);
}

gboolean
hj_postcode_is_valid (const char *postcode)
{
  g_return_val_if_fail (postcode != NULL, FALSE);

  return has_form (postcode, "999999");
}

/* The table that is compiled in, one "code,name" a line under a head, in the order of the codes. */
static GArray *
read_regions (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hj_base_get_resource (), "/org/hengjian/base/regions.csv",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (Region));
  const char *at = g_bytes_get_data (bytes, NULL);
  const char *end = at + g_bytes_get_size (bytes);

  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      Region region = { 0 };

      line_end = line_end != NULL ? line_end : end;
      if (line_end - at > 7 && are_digits (at, 6) && at[6] == ',')
        {
          region.code = (int) g_ascii_strtoll (at, NULL, 10);
          region.name = at + 7;
          region.length = (int) (line_end - at - 7);
          if (region.name[region.length - 1] == '\r')
            region.length--;
          g_assert (regions->len == 0 || g_array_index (regions, Region, regions->len - 1).code < region.code);
          g_array_append_val (regions, region);
        }
      at = line_end + 1;
    }
  return regions;
}

static int
compare_regions (gconstpointer a,
                 gconstpointer b)
{
  return ((const Region *) a)->code - ((const Region *) b)->code;
}

static const Region *
find_region (int code)
{
  static GArray *regions = NULL;
  Region wanted = { .code = code };
  guint index;

  if (g_once_init_enter (&regions))
    g_once_init_leave (&regions, read_regions ());
  return g_array_binary_search (regions, &wanted, compare_regions, &index) ? &g_array_index (regions, Region, index) : NULL;
}

char *
hj_region_dup_name (const char *code)
{
  const int scales[] = { 10000, 100, 1 };
  GString *name;
  int number = 0;
  int last = 0;

  g_return_val_if_fail (code != NULL, NULL);

  if (!are_digits (code, 6))
    return NULL;
  for (guint i = 0; i < 6; i++)
    number = number * 10 + (code[i] - '0');
  if (find_region (number) == NULL)
    return NULL;

  name = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      int whole = number / scales[i] * scales[i];
      const Region *region = whole != last ? find_region (whole) : NULL;

      if (region != NULL)
        g_string_append_len (name, region->name, region->length);
      last = whole;
    }
  return g_string_free (name, FALSE);
}
