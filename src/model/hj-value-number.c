/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-day.h"
#include "hj-error.h"
#include "hj-value-text.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2100

/* Numbers are read in millionths, so that 元 becomes 万元 without a rounding. */
#define MILLION ((gint64) 1000000)
#define WAN ((gint64) 10000)
#define YI (WAN * WAN)
#define MAX_WHOLE ((gint64) 999999999999)

/* A number of a day at *@at: at most so many ASCII digits, or Chinese ones. */
static gboolean
take_part (const char **at,
           guint        max_digits,
           int         *number)
{
  gsize length = strspn (*at, "0123456789");
  gint64 value = 0;

  if (length > max_digits)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    value = value * 10 + ((*at)[i] - '0');
  *at += length;
  if (length == 0 && (!hj_text_take_chinese (at, &value) || value > LAST_YEAR))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

static gboolean
take_word (const char **at,
           const char  *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

/* What may stand behind a day in a sheet: a time, which is dropped. */
static char *
without_time (const char *text)
{
  static GRegex *time = NULL;

  if (g_once_init_enter (&time))
    g_once_init_leave (&time, g_regex_new ("[ T]+\\d{1,2}[:：]\\d{2}([:：]\\d{2}(\\.\\d+)?)?Z?\\s*$", G_REGEX_OPTIMIZE, 0, NULL));

  return g_regex_replace_literal (time, text, -1, 0, "", 0, NULL);
}

static char *
format_day (int year,
            int month,
            int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return NULL;
  if (month == 0)
    return g_strdup_printf ("%04d", year);
  if (hj_day_new (year, month, day == 0 ? 1 : day) == HJ_DAY_NONE)
    return NULL;
  if (day == 0)
    return g_strdup_printf ("%04d-%02d", year, month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* 20200514, 202005 */
static char *
parse_packed_day (const char *digits)
{
  gsize length = strlen (digits);
  gint64 number = g_ascii_strtoll (digits, NULL, 10);

  if (length == 8)
    return number % 100 == 0 ? NULL : format_day ((int) (number / 10000), (int) (number / 100 % 100), (int) (number % 100));
  if (length == 6)
    return number % 100 == 0 ? NULL : format_day ((int) (number / 100), (int) (number % 100), 0);
  return NULL;
}

/* 2020年5月14日, 2020.5.14; what a form left blank (2020年5月　日) isn't known. */
static char *
parse_parts (const char *at)
{
  static const char * const separators[] = { "年", "-", "/", ".", "、" };
  const char *separator = NULL;
  int year = 0;
  int month = 0;
  int day = 0;

  if (strcmp (at, "年月日") == 0 || strcmp (at, "年月") == 0)
    return g_strdup ("");
  if (!take_part (&at, 4, &year))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (separators) && separator == NULL; i++)
    if (take_word (&at, separators[i]))
      separator = separators[i];
  if (separator == NULL || (strcmp (separator, "年") == 0 && (*at == '\0' || strcmp (at, "月") == 0 || strcmp (at, "月日") == 0)))
    return *at == '\0' || separator != NULL ? format_day (year, 0, 0) : NULL;

  if (!take_part (&at, 2, &month) || month == 0)
    return NULL;
  if (*at == '\0')
    return format_day (year, month, 0);
  if (!take_word (&at, strcmp (separator, "年") == 0 ? "月" : separator))
    return NULL;
  if (strcmp (separator, "年") == 0 && (*at == '\0' || strcmp (at, "日") == 0))
    return format_day (year, month, 0);
  if (!take_part (&at, 2, &day) || day == 0)
    return NULL;
  if (!take_word (&at, "日") && !take_word (&at, "号"))
    take_word (&at, ".");
  return *at == '\0' ? format_day (year, month, day) : NULL;
}

char *
hj_text_parse_day (const char *text)
{
  g_autofree char *timeless = without_time (text);
  g_autofree char *plain = hj_text_plain (timeless);
  gsize n_digits = strspn (plain, "0123456789");

  if (plain[n_digits] == '\0' && n_digits > 4)
    return parse_packed_day (plain);
  return parse_parts (plain);
}

/* 1,200: a comma stands before three digits, and wherever it can. FALSE where digits and commas are no number. */
static gboolean
take_digits (const char **at,
             gint64      *whole)
{
  const char *start = *at;
  guint group = 0;
  gboolean commas = FALSE;
  gint64 value = 0;

  for (; g_ascii_isdigit (**at) || **at == ','; (*at)++)
    {
      if (**at == ',')
        {
          if (group == 0 || group > 3 || (commas && group != 3) || !g_ascii_isdigit ((*at)[1]))
            return FALSE;
          commas = TRUE;
          group = 0;
          continue;
        }
      group++;
      value = value * 10 + (**at - '0');
      if (value > MAX_WHOLE)
        return FALSE;
    }
  *whole = value;
  return *at > start && (!commas || group == 3);
}

/* An amount without its unit, in millionths: 1,200.50, 三十, 3万5000. */
static gboolean
take_amount (const char **at,
             gint64      *amount)
{
  gint64 whole;
  gint64 place = MILLION;

  if (!g_ascii_isdigit (**at))
    {
      if (!hj_text_take_chinese (at, &whole) || whole > MAX_WHOLE)
        return FALSE;
      *amount = whole * MILLION;
      return TRUE;
    }

  if (!take_digits (at, &whole))
    return FALSE;
  *amount = whole * MILLION;
  if (**at == '.' && g_ascii_isdigit ((*at)[1]))
    for ((*at)++; g_ascii_isdigit (**at); (*at)++)
      {
        place /= 10;
        if (place == 0 && **at != '0')
          return FALSE;
        *amount += place * (**at - '0');
      }
  return TRUE;
}

static gboolean
multiply (gint64 *amount,
          gint64  by)
{
  if (*amount > MAX_WHOLE * MILLION / by)
    return FALSE;
  *amount *= by;
  return TRUE;
}

/* 3万, 三万五千, 1.2亿 */
static gboolean
take_scaled (const char **at,
             gint64      *amount,
             gboolean    *scaled)
{
  gint64 rest = 0;

  if (!take_amount (at, amount))
    return FALSE;
  *scaled = TRUE;
  if (take_word (at, "亿"))
    return multiply (amount, YI);
  *scaled = take_word (at, "万");
  if (!*scaled)
    return TRUE;
  if (!multiply (amount, WAN))
    return FALSE;
  if (!take_amount (at, &rest))
    return **at == '\0' || !g_ascii_isdigit (**at);
  *amount += rest;
  return rest < WAN * MILLION;
}

static gboolean
is_one_of (const char *words,
           const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char * const *) all, word);
}

/* What is counted in a field, where its own unit doesn't say so: a count of seats, and no other, may be of 座. */
static const struct { const char *field, *spellings; } counted[] = {
  { "seats", "座|席|座位|个座|个座位|个席位|机位|个机位|工位|个工位|名学生|名学员|名考生|名考评员|名考评人员" },
  { "places", "工位|个工位|机位|个机位|座|座位|个座位|组|间|台|台套" },
  { "cameras", "路|台|只|支|套|部|个摄像头|个摄像机|个探头|路监控|路视频" },
  { "computers", "台电脑|台计算机|台考试机|台套|部" },
  { "retention", "自然日|个自然日" },
  { "copies", "册|式" },
  { "assessed", "名学员|名考生|名职工" },
  { "students", "名学生|名在校生|生" },
  { "members", "家单位|家会员|家企业|家会员单位|个会员单位|名会员" },
  { "capable-members", "家单位|家会员|家企业|家会员单位|个会员单位|名会员" },
};

/* How people write the units of ours. */
static gboolean
is_unit (const HjRecordField *field,
         const char          *written)
{
  static const struct { const char *unit, *spellings; } units[] = {
    { "㎡", "㎡|m2|m²|M2|m^2|平方米|平米|平方|平|平方公尺" },
    { "年", "年|周年" },
    { "岁", "岁|周岁" },
    { "人", "人|名|位|个" },
    { "人次", "人次|人|次" },
    { "家", "家|个|户" },
    { "个", "个|只|台|套|路" },
    { "天", "天|日" },
    { "台", "台|套|个" },
    { "份", "份|套|本" },
    { "", "年|年度|台|套|台套|台/套|台(套)|个|件|张|把|支|只|组|部|辆|间|条|块|副|批|座|人|本|根|盒|箱|瓶|卷|双|具|项|位" },
  };

  if (*written == '\0' || strcmp (field->unit, written) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, field->unit) == 0 && is_one_of (units[i].spellings, written))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (strcmp (counted[i].field, field->id) == 0 && is_one_of (counted[i].spellings, written))
      return TRUE;
  return FALSE;
}

/* Money: what is written decides, 35000元 of 万元 are 3.5; a bare number is in the field's own unit. */
static gboolean
convert_money (gint64     *amount,
               const char *unit,
               gboolean    scaled,
               const char *written)
{
  gboolean wan = strcmp (unit, "万元") == 0;

  if (*written != '\0' && strcmp (written, "元") != 0 && strcmp (written, "块") != 0 && strcmp (written, "人民币") != 0 &&
      strcmp (written, "元人民币") != 0 && strcmp (written, "元整") != 0)
    return FALSE;
  if (!wan || (*written == '\0' && !scaled))
    return TRUE;
  if (*amount % WAN != 0)
    return FALSE;
  *amount /= WAN;
  return TRUE;
}

/* 五年半, 3年6个月, 18个月: months are twelfths, cut to two places, never rounded up. */
static gboolean
take_years (const char **at,
            gint64      *amount)
{
  gint64 months = 0;

  if (take_word (at, "半年"))
    {
      *amount = MILLION / 2;
      return **at == '\0';
    }
  if (!take_amount (at, amount))
    return FALSE;
  if (take_word (at, "个月") || take_word (at, "月"))
    {
      *amount = *amount / MILLION * 100 / 12 * (MILLION / 100);
      return **at == '\0';
    }
  if (!take_word (at, "年"))
    return FALSE;
  if (take_word (at, "半"))
    {
      *amount += MILLION / 2;
      return **at == '\0';
    }
  take_word (at, "零");
  if (!take_amount (at, &months) || months >= 12 * MILLION)
    return FALSE;
  *amount += months / MILLION * 100 / 12 * (MILLION / 100);
  return (take_word (at, "个月") || take_word (at, "月")) && **at == '\0';
}

/* Spaces between digits are read as the commas of thousands, or not at all. */
static char *
dup_number_text (const char *text)
{
  g_autofree char *clean = hj_text_clean (text, FALSE);
  GString *joined = g_string_new (NULL);
  gunichar last = 0;

  for (const char *at = clean; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);
      g_autofree char *plain = NULL;
      char one[8] = { 0 };

      g_unichar_to_utf8 (ch, one);
      plain = hj_text_plain (one);
      if (*plain == '\0')
        {
          const char *next = g_utf8_next_char (at);

          if (last < 0x80 && g_ascii_isdigit ((char) last) && *next != '\0' && g_unichar_isdigit (g_utf8_get_char (next)))
            g_string_append_c (joined, ',');
          continue;
        }
      last = g_utf8_get_char (plain);
      g_string_append (joined, plain);
    }
  return g_string_free (joined, FALSE);
}

static char *
format_amount (gint64   amount,
               gboolean negative)
{
  gint64 hundredths = amount / (MILLION / 100);
  GString *text = g_string_new (negative && amount != 0 ? "-" : "");

  g_string_append_printf (text, "%" G_GINT64_FORMAT, hundredths / 100);
  if (hundredths % 10 != 0)
    g_string_append_printf (text, ".%02d", (int) (hundredths % 100));
  else if (hundredths % 100 != 0)
    g_string_append_printf (text, ".%d", (int) (hundredths % 100 / 10));
  return g_string_free (text, FALSE);
}

static gboolean
read_amount (const char          *at,
             const HjRecordField *field,
             gint64              *amount)
{
  const char *unit = field->unit;
  const char *start = at;
  gboolean scaled = FALSE;

  if (strcmp (unit, "年") == 0)
    {
      if (take_years (&at, amount))
        return TRUE;
      at = start;
    }
  if (g_str_has_suffix (unit, "元"))
    {
      if (!take_word (&at, "¥") && !take_word (&at, "￥"))
        take_word (&at, "人民币");
      return take_scaled (&at, amount, &scaled) && convert_money (amount, unit, scaled, at);
    }
  return take_scaled (&at, amount, &scaled) && is_unit (field, at);
}

/* The word that makes a number a rough one: nobody but the one who knows may make it exact. NULL where there is none. */
static const char *
find_rough_word (const char *text)
{
  static const char * const words[] = { "左右", "上下", "大约", "大概", "约", "近", "余", "多", "以上", "以下", "以内", "不少于",
                                        "不低于", "不超过", "超过", "超", "至少", "最多", "≥", "≤", ">", "<", "+" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return words[i];
  return NULL;
}

static void
refuse_number (const char  *text,
               gboolean     whole,
               GError     **error)
{
  const char *rough = strcspn (text, "0123456789") < strlen (text) ? find_rough_word (text) : NULL;

  if (rough != NULL)
    g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("not an exact number: enter it without “%s”"), rough);
  else
    g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID,
                         whole ? _("not a whole number, for example 12") : _("not a number, for example 30 or 3.5"));
}

char *
hj_text_parse_number (const char           *text,
                      const HjRecordField  *field,
                      GError              **error)
{
  g_autofree char *joined = dup_number_text (text);
  gboolean whole = field->kind == HJ_VALUE_INTEGER;
  gboolean negative = *joined == '-';
  gint64 amount = 0;

  if (!read_amount (joined + (negative ? 1 : 0), field, &amount))
    {
      refuse_number (joined, whole, error);
      return NULL;
    }
  if (whole && amount % MILLION != 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("not a whole number, for example 12"));
      return NULL;
    }
  if (amount % (MILLION / 100) != 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("more than two decimal places"));
      return NULL;
    }
  return format_amount (amount, negative);
}
