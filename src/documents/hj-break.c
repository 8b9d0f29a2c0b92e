/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <pango/pango.h>

#include "hj-break-private.h"

/* Never at the start of a line: closing and pausing punctuation, what belongs to a figure before it. */
static const char no_start[] =
  "，。、；：？！）》〉】〕〗〙〛』」｝］”’…—～·・‥々〻ー％‰℃°′″￠"
  ",.;:?!)]}%»›";

/* Never at the end of a line: opening punctuation, what belongs to a figure after it. */
static const char no_end[] =
  "（《〈【〔〖〘〚『「｛［“‘￥＄￡№#([{$¥£«‹";

static const char closing[] = "，。、；：）》〉】〕〗』」”’";
static const char opening[] = "（《〈【〔〖『「“‘";

/* Measures that stay with the figure before them: 10分, 3人, 2020年. */
static const char measures[] = "分项人个次年月日号份名家类级条款件章页元万岁时米㎡";

static gboolean
contains (const char *set,
          gunichar    c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

/* Takes the width of a Han character and breaks like one. */
static gboolean
is_wide (gunichar c)
{
  return g_unichar_iswide (c) || c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201d);
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

gboolean
hj_break_may_start (gunichar c)
{
  return !contains (no_start, c);
}

gboolean
hj_break_may_end (gunichar c)
{
  return !contains (no_end, c);
}

gboolean
hj_break_is_closing (gunichar c)
{
  return contains (closing, c);
}

gboolean
hj_break_is_opening (gunichar c)
{
  return contains (opening, c);
}

static gboolean
may_break_between (gunichar before,
                   gunichar after,
                   gboolean unicode_allows)
{
  if (!hj_break_may_start (after) || !hj_break_may_end (before))
    return FALSE;
  if (g_unichar_isspace (after))
    return FALSE;
  /* UAX 14 doesn't know which way a quotation mark looks; the tables above do. */
  if (is_wide (before) && is_wide (after))
    return TRUE;
  if ((before == 0x201d || before == 0x2019) && is_wide (after))
    return TRUE;
  return unicode_allows;
}

void
hj_break_find (const char *text,
               glong       n_chars,
               HjBreak    *breaks)
{
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);
  const char *p = text;
  gunichar before = 0;

  g_assert (text != NULL);
  g_assert (n_chars == 0 || breaks != NULL);

  pango_get_log_attrs (text, -1, 0, pango_language_from_string ("zh-cn"), attrs, (int) n_chars + 1);
  for (glong i = 0; i < n_chars; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (i == 0 || !attrs[i].is_cursor_position)
        breaks[i] = HJ_BREAK_NEVER;
      else if (before == '\n')
        breaks[i] = HJ_BREAK_FORCED;
      else if (may_break_between (before, c, attrs[i].is_line_break))
        breaks[i] = is_digit (before) && contains (measures, c) ? HJ_BREAK_POOR : HJ_BREAK_ALLOWED;
      else
        breaks[i] = HJ_BREAK_EMERGENCY;
      before = c;
    }
}
