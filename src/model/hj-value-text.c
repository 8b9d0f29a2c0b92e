/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-value-text.h"

/* Characters that stand for an ASCII one where a value has a form. */
static gunichar
plain_character (gunichar ch)
{
  static const struct { gunichar from, to; } pairs[] = {
    { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2015, '-' },
    { 0x2212, '-' }, { 0xfe63, '-' }, { 0x2500, '-' }, { 0x301c, '~' }, { 0x223c, '~' },
    { 0x3014, '(' }, { 0x3015, ')' }, { 0x3010, '(' }, { 0x3011, ')' }, { 0x3002, '.' }, { 0x00d7, 'x' },
    { 0x2715, 'x' }, { 0x2717, 'x' }, { 0x2718, 'x' }, { 0x2713, 0x221a }, { 0x2714, 0x221a },
  };

  if (ch >= 0xff01 && ch <= 0xff5e)
    return ch - 0xff01 + '!';
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (ch == pairs[i].from)
      return pairs[i].to;
  return ch;
}

static gboolean
is_space (gunichar ch)
{
  return g_unichar_isspace (ch) || ch == 0x200b || ch == 0x200c || ch == 0x200d || ch == 0x2060 || ch == 0xfeff || ch == 0x00a0;
}

char *
hj_text_plain (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text) + 1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);

      if (!is_space (ch) && !g_unichar_iscntrl (ch))
        g_string_append_unichar (plain, plain_character (ch));
    }
  return g_string_free (plain, FALSE);
}

char *
hj_text_clean (const char *text,
               gboolean    lines)
{
  GString *clean = g_string_sized_new (strlen (text) + 1);
  const char *start;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);

      if (ch == '\r' && at[1] == '\n')
        continue;
      if (ch == '\n' || ch == '\r' || ch == 0x2028 || ch == 0x2029 || ch == 0x0b || ch == 0x0c)
        g_string_append_c (clean, lines ? '\n' : ' ');
      else if (ch == '\t')
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (ch) && ch != 0xfeff && (ch & 0xfffe) != 0xfffe)
        g_string_append_unichar (clean, ch);
    }

  while (clean->len > 0)
    {
      const char *last = g_utf8_find_prev_char (clean->str, clean->str + clean->len);

      if (!is_space (g_utf8_get_char (last)))
        break;
      g_string_truncate (clean, (gsize) (last - clean->str));
    }
  for (start = clean->str; *start != '\0' && is_space (g_utf8_get_char (start)); start = g_utf8_next_char (start))
    continue;
  g_string_erase (clean, 0, start - clean->str);
  return g_string_free (clean, FALSE);
}

gboolean
hj_text_is_blank (const char *text)
{
  g_autofree char *plain = NULL;

  /* Nearly all values begin with a letter or a digit. */
  if (g_ascii_isalnum (*text))
    return FALSE;
  plain = hj_text_plain (text);

  return strspn (plain, "-/_\\") == strlen (plain);
}

static int
chinese_digit (gunichar ch)
{
  static const gunichar digits[][3] = {
    { 0x3007, 0x96f6, 0x25cb }, { 0x4e00, 0x58f9, 0 }, { 0x4e8c, 0x8d30, 0x4e24 }, { 0x4e09, 0x53c1, 0 }, { 0x56db, 0x8086, 0 },
    { 0x4e94, 0x4f0d, 0 }, { 0x516d, 0x9646, 0 }, { 0x4e03, 0x67d2, 0 }, { 0x516b, 0x634c, 0 }, { 0x4e5d, 0x7396, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    for (guint j = 0; j < G_N_ELEMENTS (digits[i]); j++)
      if (ch != 0 && digits[i][j] == ch)
        return (int) i;
  return -1;
}

static gint64
chinese_scale (gunichar ch)
{
  switch (ch)
    {
    case 0x5341: /* 十 */
    case 0x62fe: /* 拾 */
      return 10;
    case 0x767e: /* 百 */
    case 0x4f70: /* 佰 */
      return 100;
    case 0x5343: /* 千 */
    case 0x4edf: /* 仟 */
      return 1000;
    default:
      return 0;
    }
}

/* Digits in a row are written out, 二〇二〇; with 十 百 千 they are counted, 一百二十. What stands before 万 or 亿 is
 * left to the caller, who knows whether a unit follows. */
gboolean
hj_text_take_chinese (const char **at,
                      gint64      *number)
{
  gint64 written = 0;
  gint64 counted = 0;
  gint64 last_scale = 10000;
  int pending = -1;
  guint n_written = 0;
  gboolean scaled = FALSE;
  gboolean zero = FALSE;
  const char *start = *at;
  const char *end = start;

  for (; *end != '\0'; end = g_utf8_next_char (end))
    {
      int digit = chinese_digit (g_utf8_get_char (end));
      gint64 scale = chinese_scale (g_utf8_get_char (end));

      if (digit >= 0)
        {
          if (scaled && pending > 0)
            return FALSE;
          zero |= digit == 0;
          written = written * 10 + digit;
          if (++n_written > 12)
            return FALSE;
          pending = digit;
        }
      else if (scale > 0)
        {
          if (scale >= last_scale || (n_written > 1 && !scaled) || (pending == 0) || (pending < 0 && (scale != 10 || scaled)))
            return FALSE;
          counted += (pending < 0 ? 1 : pending) * scale;
          last_scale = scale;
          pending = -1;
          scaled = TRUE;
          zero = FALSE;
        }
      else
        break;
    }
  /* 一百二 may mean 120 or 102. */
  if (end == start || (scaled && pending > 0 && last_scale > 10 && !zero))
    return FALSE;

  *at = end;
  *number = scaled ? counted + MAX (pending, 0) : written;
  return TRUE;
}

static const char empty_boxes[] = "□☐▢○◯";
static const char ticked_boxes[] = "☑■√●☒✅◼";

static gboolean
is_one_of (const char *set,
           gunichar    ch)
{
  return ch != 0 && g_utf8_strchr (set, -1, ch) != NULL;
}

/* Every way of drawing a box as □ or √, one character each; （√） and （ ） too. */
static char *
draw_boxes (const char *text)
{
  g_autofree char *plain = hj_text_plain (text);
  GString *drawn = g_string_new (NULL);

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);
      gunichar ch = g_utf8_get_char (at);
      gboolean bracket = ch == '(' || ch == '[';

      if (bracket && (*next == ')' || *next == ']'))
        {
          g_string_append (drawn, "□");
          at = next;
        }
      else if (bracket && is_one_of (ticked_boxes, g_utf8_get_char (next)) && strchr (")]", *g_utf8_next_char (next)) != NULL &&
               *g_utf8_next_char (next) != '\0')
        {
          g_string_append (drawn, "√");
          at = g_utf8_next_char (next);
        }
      else if (is_one_of (empty_boxes, ch))
        {
          /* □√企业: the tick was typed beside its box. */
          if (g_utf8_get_char (next) == 0x221a)
            at = next;
          g_string_append (drawn, at == next ? "√" : "□");
        }
      else if (is_one_of (ticked_boxes, ch))
        g_string_append (drawn, "√");
      else
        g_string_append_unichar (drawn, ch);
    }
  return g_string_free (drawn, FALSE);
}

/* A label without what people put between two of them. */
static void
add_label (GPtrArray  *labels,
           const char *text,
           gsize       length)
{
  static const char between[] = "、，,;；/|.";
  g_autofree char *label = g_strndup (text, length);
  char *start = label;
  char *end;

  while (*start != '\0' && is_one_of (between, g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start + strlen (start);
  while (end > start && is_one_of (between, g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  if (end > start)
    g_ptr_array_add (labels, g_strndup (start, (gsize) (end - start)));
}

void
hj_text_read_ticks (const char *text,
                    HjTicks    *ticks)
{
  g_autofree char *drawn = draw_boxes (text);
  gboolean before = g_str_has_prefix (drawn, "□") || g_str_has_prefix (drawn, "√");
  const char *start = drawn;
  gboolean ticked = FALSE;

  ticks->boxes = strstr (drawn, "□") != NULL || strstr (drawn, "√") != NULL;
  ticks->ticked = g_ptr_array_new_with_free_func (g_free);
  if (!ticks->boxes)
    return;

  for (const char *at = drawn;; at = g_utf8_next_char (at))
    {
      gboolean box = g_str_has_prefix (at, "□") || g_str_has_prefix (at, "√");

      if (!box && *at != '\0')
        continue;
      if (before ? ticked : g_str_has_prefix (at, "√"))
        add_label (ticks->ticked, start, (gsize) (at - start));
      if (*at == '\0')
        break;
      ticked = g_str_has_prefix (at, "√");
      start = g_utf8_next_char (at);
    }
}

void
hj_ticks_clear (HjTicks *ticks)
{
  g_clear_pointer (&ticks->ticked, g_ptr_array_unref);
}
