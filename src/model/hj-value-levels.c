/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-value-text.h"
#include "hj-value-private.h"

/* Ranks run like those of the standards, 5 lowest and 1 highest. */
#define LOWEST 5

static const char * const numerals[] = { "", "一", "二", "三", "四", "五" };

/* The words of a level, longest first where one begins another; a bare numeral only counts in a list or a range. */
static const struct { const char *word; int rank; gboolean bare; } words[] = {
  { "高级技师", 1, FALSE }, { "高技", 1, FALSE }, { "技师", 2, FALSE },
  { "高级工", 3, FALSE }, { "高级", 3, FALSE }, { "中级工", 4, FALSE }, { "中级", 4, FALSE },
  { "初级工", 5, FALSE }, { "初级", 5, FALSE },
  { "一级", 1, FALSE }, { "二级", 2, FALSE }, { "三级", 3, FALSE }, { "四级", 4, FALSE }, { "五级", 5, FALSE },
  { "1级", 1, FALSE }, { "2级", 2, FALSE }, { "3级", 3, FALSE }, { "4级", 4, FALSE }, { "5级", 5, FALSE },
  { "Ⅰ级", 1, FALSE }, { "Ⅱ级", 2, FALSE }, { "Ⅲ级", 3, FALSE }, { "Ⅳ级", 4, FALSE }, { "Ⅴ级", 5, FALSE },
  { "一", 1, TRUE }, { "二", 2, TRUE }, { "三", 3, TRUE }, { "四", 4, TRUE }, { "五", 5, TRUE },
  { "1", 1, TRUE }, { "2", 2, TRUE }, { "3", 3, TRUE }, { "4", 4, TRUE }, { "5", 5, TRUE },
};

/* The rank of a scheme's level: by its id or the words of its label; 0 for one that is none of the five. */
static int
rank_of (const HjLevel *level)
{
  if (*level->id >= '1' && *level->id <= '5' && level->id[1] == '\0')
    return *level->id - '0';
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (!words[i].bare && strstr (level->label, words[i].word) != NULL)
      return words[i].rank;
  return 0;
}

static gboolean
take (const char **at,
      const char  *word)
{
  if (!g_str_has_prefix (*at, word))
    return FALSE;
  *at += strlen (word);
  return TRUE;
}

static gboolean
take_any (const char        **at,
          const char * const *words_of)
{
  for (guint i = 0; words_of[i] != NULL; i++)
    if (take (at, words_of[i]))
      return TRUE;
  return FALSE;
}

/* A level at *@at, by the scheme's own id and label first. */
static int
take_level (const HjScheme  *scheme,
            const char     **at,
            gboolean        *digit)
{
  *digit = FALSE;
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);
      g_autofree char *label = hj_text_plain (level->label);

      if (*label != '\0' && take (at, label))
        return rank_of (level);
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (take (at, words[i].word))
      {
        *digit = words[i].bare && g_ascii_isdigit (*words[i].word);
        return words[i].rank;
      }
  return 0;
}

/* 三级（高级工）: the same again in brackets. */
static void
skip_repetition (const HjScheme  *scheme,
                 const char     **at,
                 int              rank)
{
  const char *inside = *at;
  gboolean digit;

  if (take (&inside, "(") && take_level (scheme, &inside, &digit) == rank && take (&inside, ")"))
    *at = inside;
}

static void
mark (gboolean *levels,
      int       from,
      int       to)
{
  for (int i = MIN (from, to); i <= MAX (from, to); i++)
    levels[i] = TRUE;
}

/* 五级/初级工、四级, 3-5级, 三级及以下, 一至三级: which of the five are meant. */
static gboolean
read_ranks (const HjScheme *scheme,
            const char     *plain,
            gboolean       *levels)
{
  static const char * const separators[] = { "、", "，", ",", ";", "；", "/", "|", "和", "及", "与", "(", ")", ".", "+", NULL };
  static const char * const to[] = { "-", "~", "～", "至", "到", NULL };
  static const char * const below[] = { "及以下", "(含)以下", "(含)及以下", "以下", NULL };
  static const char * const above[] = { "及以上", "(含)以上", "(含)及以上", "以上", NULL };
  const char *at = plain;
  gboolean after_digit = FALSE;

  while (*at != '\0')
    {
      gboolean digit;
      int rank;
      int other;

      if (take_any (&at, separators))
        {
          after_digit = FALSE;
          continue;
        }
      rank = take_level (scheme, &at, &digit);
      if (rank == 0 || (digit && after_digit))
        return FALSE;
      after_digit = digit;
      mark (levels, rank, rank);
      skip_repetition (scheme, &at, rank);
      if (take_any (&at, below))
        mark (levels, rank, LOWEST);
      else if (take_any (&at, above))
        mark (levels, 1, rank);
      else if (take_any (&at, to))
        {
          other = take_level (scheme, &at, &digit);
          if (other == 0)
            return FALSE;
          after_digit = digit;
          mark (levels, rank, other);
        }
    }
  return TRUE;
}

static char *
join_levels (const HjScheme *scheme,
             const gboolean *levels,
             gboolean        all)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      if (all || levels[rank_of (level)])
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", level->id);
    }
  for (int i = LOWEST; i > 0 && scheme->occupations.levels->len == 0; i--)
    if (all || levels[i])
      g_string_append_printf (joined, "%s%d", joined->len > 0 ? "," : "", i);
  return g_string_free (joined, FALSE);
}

/* The ids themselves, in any order: what a form of ours holds. */
static char *
parse_ids (const HjScheme *scheme,
           const char     *text)
{
  g_auto (GStrv) ids = g_strsplit (text, ",", -1);
  GString *joined = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      if (g_strv_contains ((const char * const *) ids, level->id))
        {
          g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", level->id);
          n++;
        }
    }
  if (n < g_strv_length (ids))
    g_string_truncate (joined, 0);
  return g_string_free (joined, FALSE);
}

/**
 * hj_value_parse_levels:
 *
 * Levels relative to those of the scheme: 三级及以下 of a scheme that grants 5 to 3 is all of them.
 */
char *
hj_value_parse_levels (const HjScheme  *scheme,
                       const char      *text,
                       GError         **error)
{
  static const char * const everything[] = { "全部", "全部等级", "所有等级", "各等级", "各级", "五个等级", NULL };
  g_autofree char *plain = hj_text_plain (text);
  g_autofree char *ids = parse_ids (scheme, plain);
  g_autofree char *joined = NULL;
  gboolean levels[LOWEST + 1] = { FALSE };
  g_auto (HjTicks) ticks = { 0 };

  if (*ids != '\0')
    return g_steal_pointer (&ids);
  if (g_strv_contains (everything, plain))
    return join_levels (scheme, levels, TRUE);

  hj_text_read_ticks (text, &ticks);
  if (ticks.boxes)
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (ticks.ticked, NULL);
      list = g_strjoinv ("、", (char **) ticks.ticked->pdata);
      g_free (plain);
      plain = g_steal_pointer (&list);
      if (*plain == '\0')
        return g_strdup ("");
    }

  if (!read_ranks (scheme, plain, levels))
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("not a level, for example 五级/初级工 or 3-5级"));
      return NULL;
    }
  levels[0] = FALSE;
  joined = join_levels (scheme, levels, FALSE);
  if (*joined == '\0')
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_INVALID, _("not a level of this scheme"));
      return NULL;
    }
  return g_steal_pointer (&joined);
}

/* 五级/初级工、四级/中级工 */
char *
hj_value_format_levels (const HjScheme *scheme,
                        const char     *value)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);
  GString *labels = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *label = hj_scheme_level_label (scheme, ids[i]);

      if (labels->len > 0)
        g_string_append (labels, "、");
      if (strcmp (label, ids[i]) == 0 && *label >= '1' && *label <= '5' && label[1] == '\0')
        g_string_append_printf (labels, "%s级", numerals[*label - '0']);
      else
        g_string_append (labels, label);
    }
  return g_string_free (labels, FALSE);
}
