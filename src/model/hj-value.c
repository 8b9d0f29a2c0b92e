/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "hj-day.h"
#include "hj-error.h"
#include "hj-identity.h"
#include "hj-value-private.h"
#include "hj-value-text.h"

/* Longer than any cell of a form; what is longer is no value of one. */
#define MAX_TEXT 100000

static const char yes_words[] =
  "yes|y|true|1|是|有|√|对|已|具备|专职|符合|已收到|收到|已备案|已审计|已完成|已缴纳|已缴|齐全|是的|有的|均有|全部有";
static const char no_words[] =
  "no|n|false|0|否|无|x|□|不是|没有|未|不具备|兼职|不符合|未收到|未备案|未审计|未完成|未缴纳|未缴|非|均无";

/* What people write for the choices of ours, by their ids; a field's own labels needn't be repeated. */
static const struct { const char *id, *words; } choice_words[] = {
  { "male", "男性|m|先生" },
  { "female", "女性|f|女士" },
  { "own", "自有产权|自用|自购|购置|本单位|本单位自有|内部|在职|自有人员" },
  { "leased", "租用|租借|承租|租" },
  { "hired", "聘用|外部|外聘人员|聘请|外单位|兼聘" },
  { "office", "办公室|办公用房|办公场所|办公场地|办公|办公设施" },
  { "theory", "理论|理论考场|理论教室|理论考试|理论知识考场|理论考试场地|理论场地|理论知识考试" },
  { "practice", "实操|实操场地|实操考场|技能考场|技能考核场地|操作技能考场|实训场地|实训|技能操作|操作技能|操作技能考核场地|"
                "实际操作|实操考核|考核|考核用|实训设备|考核设施设备" },
  { "inspection", "检测|检测室|检测用|检验|检验设备|检测仪器" },
  { "exam", "考试|考试用" },
  { "other", "其它" },
  { "standard", "国标|国家标准|国家职业标准|职业标准|有国家职业技能标准|国家职业技能标准(有)" },
  { "norm", "行业评价规范|企业评价规范|有评价规范|行业规范|行业企业评价规范|行业企业标准" },
  { "none", "没有|暂无" },
  { "training", "职业培训|技能培训|职业技能培训" },
  { "evaluation", "认定|职业技能等级认定|技能等级认定|等级认定|社会培训评价" },
  { "enterprise", "企业评价|自主评价|公司|有限公司|企业法人|有限责任公司|股份有限公司" },
  { "appraisal", "鉴定|技能鉴定" },
  { "competition", "技能竞赛|职业技能竞赛|比赛" },
  { "clear", "无|没有|无异常|正常|未发现问题|未列入" },
  { "found", "存在|发现|已列入|列入|异常" },
  { "institution", "事业|事业法人" },
  { "non-profit", "民非|民办非企业|社会服务机构" },
  { "association", "社团|协会|学会|行业协会|社会团体法人" },
};

static gboolean
is_one_of (const char *words,
           const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, "|", -1);

  return g_strv_contains ((const char * const *) all, word);
}

static char *
fold (const char *text)
{
  g_autofree char *plain = hj_text_plain (text);

  return g_utf8_strdown (plain, -1);
}

static gboolean
same_label (const char *a,
            const char *b)
{
  g_autofree char *first = fold (a);
  g_autofree char *second = fold (b);

  return strcmp (first, second) == 0;
}

/* The one label that is ticked, the text itself where there are no boxes; "" where none is ticked, NULL where two are. */
static char *
dup_ticked (const char *text)
{
  g_auto (HjTicks) ticks = { 0 };

  hj_text_read_ticks (text, &ticks);
  if (!ticks.boxes)
    return g_strdup (text);
  if (ticks.ticked->len > 1)
    return NULL;
  return g_strdup (ticks.ticked->len == 1 ? g_ptr_array_index (ticks.ticked, 0) : "");
}

static char *
refuse (GError     **error,
        const char  *why)
{
  g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, why);
  return NULL;
}

static char *
parse_flag (const char  *text,
            GError     **error)
{
  g_autofree char *folded = fold (text);
  g_autofree char *ticked = NULL;

  if (is_one_of ("√|☑|■|☒|✅|●|◼|(√)|[√]", folded) || is_one_of (yes_words, folded))
    return g_strdup ("yes");
  if (is_one_of ("☐|○|▢|(x)|[x]", folded) || is_one_of (no_words, folded))
    return g_strdup ("no");

  ticked = dup_ticked (folded);
  if (ticked != NULL && *ticked == '\0')
    return g_strdup ("");
  if (ticked != NULL && is_one_of (yes_words, ticked))
    return g_strdup ("yes");
  if (ticked != NULL && is_one_of (no_words, ticked))
    return g_strdup ("no");
  return refuse (error, ticked == NULL ? _("more than one box is ticked") : _("neither yes nor no, for example 是, 否, 有, 无 or √"));
}

static const char *
find_choice (const HjRecordField *field,
             const char          *text)
{
  g_autofree char *folded = fold (text);

  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    if (strcmp (choice->id, folded) == 0 || same_label (choice->label, folded))
      return choice->id;
  for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
    for (guint i = 0; i < G_N_ELEMENTS (choice_words); i++)
      if (strcmp (choice_words[i].id, choice->id) == 0 && is_one_of (choice_words[i].words, folded))
        return choice->id;
  return NULL;
}

/* The choice that one of the notice's own words means: the one that its wording names, if it is only one. */
static const char *
find_meant (const HjRecordField *field,
            const char          *option)
{
  const char *meant = find_choice (field, option);

  for (const HjRecordChoice *choice = field->choices; meant == NULL && choice != NULL && choice->id != NULL; choice++)
    if (strstr (option, choice->label) != NULL)
      {
        for (const HjRecordChoice *other = choice + 1; other->id != NULL; other++)
          if (strstr (option, other->label) != NULL)
            return NULL;
        meant = choice->id;
      }
  return meant;
}

static const char *
find_option (const char *options,
             const char *text,
             char      **option)
{
  g_auto (GStrv) lines = g_strsplit (options != NULL ? options : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && same_label (lines[i], text))
      {
        *option = g_strdup (lines[i]);
        return *option;
      }
  return NULL;
}

static char *
dup_choices (const HjRecordField *field,
             const char          *options)
{
  GString *list = g_string_new (NULL);

  if (options != NULL && *options != '\0')
    {
      g_auto (GStrv) lines = g_strsplit (options, "\n", -1);
      g_autofree char *joined = g_strjoinv ("、", lines);

      g_string_append (list, joined);
    }
  else
    for (const HjRecordChoice *choice = field->choices; choice != NULL && choice->id != NULL; choice++)
      g_string_append_printf (list, "%s%s", list->len > 0 ? "、" : "", choice->label);
  return g_string_free (list, FALSE);
}

static char *
parse_choice (const HjRecordField *field,
              const char          *options,
              const char          *text,
              GError             **error)
{
  g_autofree char *ticked = dup_ticked (text);
  g_autofree char *option = NULL;
  g_autofree char *list = NULL;
  const char *id;

  if (ticked == NULL)
    return refuse (error, _("more than one box is ticked"));
  if (*ticked == '\0')
    return g_strdup ("");
  id = find_choice (field, ticked);
  if (id == NULL && find_option (options, ticked, &option) != NULL)
    id = find_meant (field, option);
  if (id != NULL)
    return g_strdup (id);

  list = dup_choices (field, options);
  g_set_error (error, HJ_ERROR, HJ_ERROR_INVALID, _("not one of %s"), list);
  return NULL;
}

/* Free text; where the notice gives options, its own wording of the one that is meant. */
static char *
parse_text (const char  *options,
            const char  *text,
            GError     **error)
{
  g_autofree char *clean = hj_text_clean (text, FALSE);
  g_autofree char *ticked = NULL;
  char *option = NULL;

  if (options == NULL || *options == '\0')
    return g_steal_pointer (&clean);
  if (find_option (options, clean, &option) != NULL)
    return option;
  ticked = dup_ticked (clean);
  if (ticked == NULL)
    return refuse (error, _("more than one box is ticked"));
  if (find_option (options, ticked, &option) != NULL)
    return option;
  return g_steal_pointer (&ticked);
}

/* 4.40981E+17: a spreadsheet kept fifteen digits of it; so it did where the last three are zeros and the check digit denies them. */
static gboolean
was_cut (const char *plain)
{
  static GRegex *exponent = NULL;

  if (g_once_init_enter (&exponent))
    g_once_init_leave (&exponent, g_regex_new ("^\\d(?:\\.\\d+)?[Ee]\\+?\\d{1,2}$", G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_match (exponent, plain, 0, NULL);
}

static gboolean
was_rounded (const char *plain)
{
  return strlen (plain) == 18 && strspn (plain, "0123456789") == 18 && g_str_has_suffix (plain, "000");
}

static char *
parse_id_number (const char  *text,
                 GError     **error)
{
  g_autofree char *plain = hj_text_plain (text);
  g_autofree char *upper = g_ascii_strup (plain, -1);

  if (was_cut (upper) || (was_rounded (upper) && !hj_id_number_is_valid (upper)))
    return refuse (error, _("a spreadsheet has cut this number to fifteen digits; format the cell as text and enter it again"));
  if (strspn (upper, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ()-/") != strlen (upper) || strpbrk (upper, "0123456789") == NULL)
    return refuse (error, _("not an ID number, which has 18 digits"));
  return g_steal_pointer (&upper);
}

static char *
parse_credit_code (const char  *text,
                   GError     **error)
{
  g_autofree char *plain = hj_text_plain (text);
  g_autofree char *upper = g_ascii_strup (plain, -1);

  if (was_cut (plain) || (was_rounded (upper) && !hj_credit_code_is_valid (upper)))
    return refuse (error, _("a spreadsheet has cut this number to fifteen digits; format the cell as text and enter it again"));
  return g_steal_pointer (&upper);
}

static char *
parse_phone (const char  *text,
             GError     **error)
{
  g_autofree char *plain = hj_text_plain (text);

  if (was_cut (plain))
    return refuse (error, _("a spreadsheet has cut this number; format the cell as text and enter it again"));
  return g_steal_pointer (&plain);
}

/* 茶艺师、评茶员: names, each once, as they are written. 全部 and the like are for all, which is the empty value. */
static char *
parse_occupations (const char *text)
{
  static const char everything[] = "全部|所有|全部职业|所有职业|共用|公共|通用|各职业共用";
  g_autofree char *clean = hj_text_clean (text, TRUE);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *start = clean;
  int depth = 0;
  char *joined;

  if (is_one_of (everything, clean))
    {
      g_ptr_array_unref (names);
      return g_strdup ("");
    }
  for (const char *at = clean;; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);

      depth += ch == '(' || ch == 0xff08 ? 1 : ch == ')' || ch == 0xff09 ? -1 : 0;
      if (ch == 0 || (depth <= 0 && g_utf8_strchr ("、，,;；\n", -1, ch) != NULL))
        {
          g_autofree char *part = g_strndup (start, (gsize) (at - start));
          g_autofree char *name = hj_text_clean (part, FALSE);

          if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_steal_pointer (&name));
          start = g_utf8_next_char (at);
        }
      if (ch == 0)
        break;
    }
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv ("、", (char **) names->pdata);
  g_ptr_array_unref (names);
  return joined;
}

/* Numbers and addresses of which people say that there is none. */
static gboolean
says_none (const HjRecordField *field,
           const char          *text)
{
  switch (field->kind)
    {
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_REGION:
      return is_one_of ("无|暂无|没有|/|待定", text);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_DAY:
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
    case HJ_VALUE_FLAG:
    case HJ_VALUE_CHOICE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_OCCUPATION:
    default:
      return FALSE;
    }
}

static char *
parse (const HjScheme      *scheme,
       const HjRecordField *field,
       const char          *options,
       const char          *text,
       GError             **error)
{
  char *day;

  switch (field->kind)
    {
    case HJ_VALUE_PROSE:
      return hj_text_clean (text, TRUE);
    case HJ_VALUE_DAY:
      day = hj_text_parse_day (text);
      return day != NULL ? day : refuse (error, _("not a date, for example 2020-05-14 or 2020年5月14日"));
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      return hj_text_parse_number (text, field, error);
    case HJ_VALUE_FLAG:
      return parse_flag (text, error);
    case HJ_VALUE_CHOICE:
      return parse_choice (field, options, text, error);
    case HJ_VALUE_ID_NUMBER:
      return parse_id_number (text, error);
    case HJ_VALUE_CREDIT_CODE:
      return parse_credit_code (text, error);
    case HJ_VALUE_PHONE:
      return parse_phone (text, error);
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_REGION:
      return hj_text_plain (text);
    case HJ_VALUE_LEVELS:
      return hj_value_parse_levels (scheme, text, error);
    case HJ_VALUE_OCCUPATION:
      return parse_occupations (text);
    case HJ_VALUE_TEXT:
    default:
      return parse_text (options, text, error);
    }
}

gboolean
hj_value_parse (const HjScheme       *scheme,
                const HjRecordField  *field,
                const char           *options,
                const char           *text,
                char                **canonical,
                GError              **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (scheme != NULL && field != NULL && text != NULL && canonical != NULL, FALSE);

  *canonical = NULL;
  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (error, _("not readable text"));
      return FALSE;
    }
  clean = hj_text_clean (text, TRUE);
  if (strlen (clean) > MAX_TEXT)
    {
      refuse (error, _("too long"));
      return FALSE;
    }
  if (hj_text_is_blank (clean) || says_none (field, clean))
    *canonical = g_strdup ("");
  else
    *canonical = parse (scheme, field, options, clean, error);
  return *canonical != NULL;
}

static char *
format_day (const char *value)
{
  int year = 0;
  int month = 0;
  int day = 0;
  int n = sscanf (value, "%4d-%2d-%2d", &year, &month, &day);

  switch (n)
    {
    case 3:
      return g_strdup_printf ("%d年%d月%d日", year, month, day);
    case 2:
      return g_strdup_printf ("%d年%d月", year, month);
    case 1:
      return g_strdup_printf ("%d年", year);
    default:
      return g_strdup (value);
    }
}

/* The first six and the last four remain (domain.md 4); of a number that is shorter, less. */
static char *
mask_number (const char *value)
{
  gsize length = (gsize) g_utf8_strlen (value, -1);
  gsize head = length > 10 ? 6 : length / 4;
  gsize tail = length > 10 ? 4 : length / 4;
  GString *masked = g_string_new (NULL);
  gsize at = 0;

  for (const char *character = value; *character != '\0'; character = g_utf8_next_char (character), at++)
    if (at < head || at >= length - tail)
      g_string_append_len (masked, character, g_utf8_next_char (character) - character);
    else
      g_string_append_c (masked, '*');
  return g_string_free (masked, FALSE);
}

char *
hj_value_format (const HjScheme      *scheme,
                 const HjRecordField *field,
                 const char          *value,
                 gboolean             mask)
{
  g_return_val_if_fail (scheme != NULL && field != NULL && value != NULL, NULL);

  if (*value == '\0')
    return g_strdup ("");
  if (field->kind == HJ_VALUE_DAY)
    return format_day (value);
  if (field->kind == HJ_VALUE_FLAG)
    return g_strdup (strcmp (value, "yes") == 0 ? "是" : strcmp (value, "no") == 0 ? "否" : value);
  if (field->kind == HJ_VALUE_CHOICE)
    return g_strdup (hj_record_field_choice_label (field, value));
  if (field->kind == HJ_VALUE_LEVELS)
    return hj_value_format_levels (scheme, value);
  if (field->kind == HJ_VALUE_ID_NUMBER && mask)
    return mask_number (value);
  return g_strdup (value);
}

void
hj_remark_free (HjRemark *remark)
{
  g_free (remark->id);
  g_free (remark->field);
  g_free (remark->text);
  g_free (remark);
}
