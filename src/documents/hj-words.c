/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <string.h>

#include "hj-compose-private.h"

char *
hj_words_points (HjPoints points)
{
  g_autofree char *figure = hj_points_format_short (points);

  return g_strconcat (figure, "分", NULL);
}

char *
hj_words_titled_points (const char *title,
                        gboolean    has_points,
                        HjPoints    points)
{
  g_autofree char *figure = NULL;

  if (*title == '\0' || !has_points)
    return g_strdup (title);
  figure = hj_words_points (points);
  return g_strdup_printf ("%s\n（%s）", title, figure);
}

char *
hj_words_again (const char *string)
{
  return *string != '\0' ? g_strconcat (string, "（续）", NULL) : g_strdup ("");
}

/* 2020年11月25日, 2020年11月25日至26日, or as much as both days need; "" for none. */
char *
hj_words_visit_days (const HjContent *content)
{
  g_autofree char *from = hj_day_format_letter (content->visit.from);
  g_autofree char *to = NULL;
  int year, month, day, to_year, to_month, to_day;

  if (content->visit.from == HJ_DAY_NONE || content->visit.to == HJ_DAY_NONE || content->visit.to <= content->visit.from)
    return g_steal_pointer (&from);

  hj_day_split (content->visit.from, &year, &month, &day);
  hj_day_split (content->visit.to, &to_year, &to_month, &to_day);
  if (year != to_year)
    to = hj_day_format_letter (content->visit.to);
  else if (month != to_month)
    to = g_strdup_printf ("%d月%d日", to_month, to_day);
  else
    to = g_strdup_printf ("%d日", to_day);
  return g_strdup_printf ("%s至%s", from, to);
}

char *
hj_words_methods (const HjContent *content)
{
  g_auto (GStrv) ids = g_strsplit (content->visit.methods, ",", -1);
  GString *words = g_string_new (NULL);

  for (gsize i = 0; ids[i] != NULL; i++)
    if (*g_strstrip (ids[i]) != '\0')
      g_string_append_printf (words, "%s%s", words->len > 0 ? "、" : "", hj_scheme_method_label (content->scheme, ids[i]));
  return g_string_free (words, FALSE);
}

/* One occupation a line: 4-07-03-02 劳动关系协调师（五级/初级工、四级/中级工）. */
char *
hj_words_occupations (const HjContent *content)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);
      g_auto (GStrv) levels = g_strsplit (occupation->levels, ",", -1);
      guint n_levels = 0;

      g_string_append_printf (words, "%s%s%s%s", words->len > 0 ? "\n" : "", occupation->code,
                              *occupation->code != '\0' ? " " : "", occupation->name);
      if (*occupation->trade != '\0')
        g_string_append_printf (words, "〔%s〕", occupation->trade);
      for (gsize k = 0; levels[k] != NULL; k++)
        if (*g_strstrip (levels[k]) != '\0')
          g_string_append_printf (words, "%s%s", n_levels++ > 0 ? "、" : "：", hj_scheme_level_label (content->scheme, levels[k]));
    }
  return g_string_free (words, FALSE);
}

static char *
describe_counting (const HjRule *rule)
{
  g_autofree char *step = hj_words_points (rule->step);
  g_autofree char *cap = hj_words_points (rule->cap);
  g_autofree char *deficient = hj_words_points (rule->deficient);
  const char *unit = rule->unit != NULL && *rule->unit != '\0' ? rule->unit : "项";
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "每少1%s扣%s", unit, step);
  if (rule->deficient > 0)
    g_string_append_printf (words, "，不规范每项扣%s", deficient);
  if (rule->cap > 0)
    g_string_append_printf (words, "，至多扣%s", cap);
  return g_string_free (words, FALSE);
}

/* The rule an item is scored by, as the program applies it. */
char *
hj_words_rule (const HjItem *item)
{
  const HjRule *rule = &item->rule;
  g_autofree char *missing = hj_words_points (rule->missing);
  g_autofree char *deficient = hj_words_points (rule->deficient);
  g_autofree char *cap = hj_words_points (rule->cap);
  g_autofree char *min = hj_points_format_short (rule->min);
  g_autofree char *max = hj_words_points (rule->max);

  switch (rule->kind)
    {
    case HJ_RULE_COUNT:
    case HJ_RULE_SHORTFALL:
      return describe_counting (rule);
    case HJ_RULE_ALL_OR_NOTHING:
      return g_strdup ("发现问题不得分");
    case HJ_RULE_JUDGED:
      return rule->cap > 0 ? g_strdup_printf ("据实扣分，至多扣%s", cap) : g_strdup ("据实扣分，扣完为止");
    case HJ_RULE_PARTIAL:
      return g_strdup_printf ("缺少扣%s，不规范扣%s", missing, deficient);
    case HJ_RULE_TIERS:
      return g_strdup ("分档计分");
    case HJ_RULE_BONUS:
      return g_strdup_printf ("每项加%s-%s，须附佐证材料", min, max);
    case HJ_RULE_VETO:
      return g_strdup ("发现问题即不通过");
    case HJ_RULE_CONDITION:
    default:
      return g_strdup ("逐项认定，不计分");
    }
}

/* The places after the point that an amount needs, at most two: those of a
 * column stand under one another. */
guint
hj_words_decimals (HjAmount amount,
                   guint    at_least)
{
  gint64 cut = amount.num / amount.den;
  guint needed = 0;

  if (!hj_amount_is_whole (amount) || cut % 10 != 0)
    needed = 2;
  else if (cut % 100 != 0)
    needed = 1;
  return MAX (needed, at_least);
}

char *
hj_words_amount (HjAmount amount,
                 guint    decimals)
{
  char *text = hj_amount_format (amount);
  gsize length = strlen (text);

  /* "89.50" loses what hj_words_decimals() found to be zeros. */
  if (decimals < 2)
    text[length - (decimals == 1 ? 1 : 3)] = '\0';
  return text;
}

/**
 * hj_words_day:
 *
 * The day in a file's metadata: of the visit, or before there is one, of the
 * notice. Never the moment of printing.
 */
HjDay
hj_words_day (const HjContent *content)
{
  if (content->visit.from != HJ_DAY_NONE)
    return content->visit.from;
  if (content->scheme->issued != HJ_DAY_NONE)
    return content->scheme->issued;
  return hj_day_new (1970, 1, 1);
}
