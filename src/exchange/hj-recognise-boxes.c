/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include "hj-recognise-private.h"

/* Choices as people tick them on a printed form. */

typedef enum { TEXT, EMPTY, FILLED, TICK } TokenKind;

typedef struct {
  TokenKind  kind;
  char      *text;            /* TEXT: trimmed */
  gboolean   space_before, space_after;
} Token;

static TokenKind
kind_of (gunichar character)
{
  switch (character)
    {
    case 0x25a1: /* □ */
    case 0x2610: /* ☐ */
    case 0x25a2: /* ▢ */
    case 0x25fb: /* ◻ */
    case 0x2b1c: /* ⬜ */
    case 0xf0a8: /* Wingdings' box, as Word writes it */
    case 0xf06f:
    case 0xf0a3: /* Wingdings 2 */
      return EMPTY;

    case 0x25a0: /* ■ */
    case 0x2611: /* ☑ */
    case 0x2612: /* ☒ */
    case 0x25fc: /* ◼ */
    case 0x2705: /* ✅ */
    case 0xf0fe: /* Wingdings' ticked box */
    case 0xf052: /* Wingdings 2 */
      return FILLED;

    case 0x221a: /* √ */
    case 0x2713: /* ✓ */
    case 0x2714: /* ✔ */
    case 0xf0fc: /* Wingdings */
    case 0xf050: /* Wingdings 2 */
      return TICK;

    default:
      return TEXT;
    }
}

static gboolean
is_circle (gunichar character)
{
  return character == 0x25cb || character == 0x25ef || character == 0x3007; /* ○ ◯ 〇 */
}

static gboolean
is_disc (gunichar character)
{
  return character == 0x25cf || character == 0x25c9 || character == 0x2299; /* ● ◉ ⊙ */
}

/* （√）, [ ], ( v ): whether a box made of brackets stands at @at, and what is behind it. */
static gboolean
take_brackets (const char  *at,
               const char **behind,
               gboolean    *ticked)
{
  static const char open[] = "(（[［【〔", close[] = ")）]］】〕";
  gunichar character = g_utf8_get_char (at);

  if (character == 0 || g_utf8_strchr (open, -1, character) == NULL)
    return FALSE;
  *ticked = FALSE;
  for (at = g_utf8_next_char (at); *at != '\0'; at = g_utf8_next_char (at))
    {
      character = g_utf8_get_char (at);
      if (g_utf8_strchr (close, -1, character) != NULL)
        {
          *behind = g_utf8_next_char (at);
          return TRUE;
        }
      if (kind_of (character) == TICK || kind_of (character) == FILLED || character == 'v' || character == 'V')
        *ticked = TRUE;
      else if (!g_unichar_isspace (character))
        return FALSE;
    }

  return FALSE;
}

/* What a box made of something else is, as far as this text tells: 口 and ○ are letters too. */
typedef struct {
  guint brackets;  /* boxes of brackets, ticked or not */
  guint circles;   /* ○ */
  guint ticks;     /* anything that is ticked */
} Census;

static Census
count_signs (const char *text)
{
  Census census = { 0 };

  for (const char *at = text; *at != '\0';)
    {
      gunichar character = g_utf8_get_char (at);
      const char *behind;
      gboolean ticked;

      if (take_brackets (at, &behind, &ticked))
        {
          census.brackets++;
          census.ticks += ticked;
          at = behind;
          continue;
        }
      census.circles += is_circle (character) || is_disc (character);
      census.ticks += kind_of (character) == TICK || kind_of (character) == FILLED || is_disc (character);
      at = g_utf8_next_char (at);
    }

  return census;
}

/* 口 at the beginning of a word, where another is ticked, was typed for □. */
static gboolean
is_typed_box (const char *text,
              const char *at)
{
  gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : ' ';

  return g_utf8_get_char (at) == 0x53e3 && (g_unichar_isspace (before) || kind_of (before) != TEXT);
}

/* The same with one kind of box and one of tick. */
static char *
dup_plain_boxes (const char *text)
{
  const Census census = count_signs (text);
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      gunichar character = g_utf8_get_char (at);
      const char *behind;
      gboolean ticked;

      if (take_brackets (at, &behind, &ticked) && (ticked || census.brackets > 1))
        {
          g_string_append (plain, ticked ? "√" : "□");
          at = behind;
          continue;
        }
      if (is_circle (character) && (census.circles > 1 || census.ticks > 0))
        g_string_append (plain, "□");
      else if (is_disc (character))
        g_string_append (plain, "■");
      else if (census.ticks > 0 && is_typed_box (text, at))
        g_string_append (plain, "□");
      else
        g_string_append_unichar (plain, character);
      at = g_utf8_next_char (at);
    }

  return g_string_free (plain, FALSE);
}

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->text);
}

static void
end_text (GArray  *tokens,
          GString *text)
{
  g_autofree char *plain = g_strdup (text->str);
  Token token = { .kind = TEXT };

  g_string_truncate (text, 0);
  g_strstrip (plain);
  if (*plain == '\0')
    return;
  token.text = g_steal_pointer (&plain);
  g_array_append_val (tokens, token);
}

static GArray *
split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  g_autoptr (GString) run = g_string_new (NULL);
  gboolean space = TRUE;

  g_array_set_clear_func (tokens, clear_token);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gunichar next = g_utf8_get_char (g_utf8_next_char (at));
      TokenKind kind = kind_of (character);

      if (kind == TEXT)
        g_string_append_unichar (run, character == 0x3000 ? ' ' : character);
      else
        {
          Token token = { .kind = kind, .space_before = space };

          end_text (tokens, run);
          token.space_after = next == 0 || next == 0x3000 || g_unichar_isspace (next);
          g_array_append_val (tokens, token);
        }
      space = character == 0x3000 || g_unichar_isspace (character);
    }
  end_text (tokens, run);

  return tokens;
}

static gboolean
is_kind (const GArray *tokens,
         guint         index,
         TokenKind     kind)
{
  return index < tokens->len && g_array_index (tokens, Token, index).kind == kind;
}

static gboolean
is_box (const GArray *tokens,
        guint         index)
{
  return is_kind (tokens, index, EMPTY) || is_kind (tokens, index, FILLED);
}

/* The text that a tick at @index belongs to: the option whose box it stands beside, the one before
 * it where it was written behind, else the one after. */
static guint
option_of_tick (const GArray *tokens,
                guint         index,
                gboolean      leading)
{
  const Token *tick = &g_array_index (tokens, Token, index);
  gboolean before = index > 0 && is_kind (tokens, index - 1, TEXT);

  if (index > 0 && is_kind (tokens, index - 1, EMPTY))
    return leading ? index + 1 : index - 2;
  if (is_box (tokens, index + 1))
    return before && !(tick->space_before && !tick->space_after) ? index - 1 : index + 2;
  if (!is_kind (tokens, index + 1, TEXT))
    return index - 1;
  if (before && tick->space_before != tick->space_after)
    return tick->space_before ? index + 1 : index - 1;

  return before && !leading ? index - 1 : index + 1;
}

/* Where no option has a box of its own, blanks keep them apart: the one beside the tick is meant. */
static char *
nearest_word (const char *text,
              gboolean    first)
{
  g_autofree char *plain = g_strdup (text);
  g_auto (GStrv) words = g_strsplit (g_strstrip (plain), " ", -1);
  guint n = g_strv_length (words);

  return g_strdup (n == 0 ? "" : words[first ? 0 : n - 1]);
}

static gboolean
has_box (const GArray *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    if (is_box (tokens, i))
      return TRUE;

  return FALSE;
}

/**
 * hj_boxes_parse:
 *
 * □事业单位 ☑民办非企业单位 √企业 ■行业协会, （√）企业 and ●企业, and ticks behind an option. Where every box stands
 * behind its option, the text begins with one.
 */
void
hj_boxes_parse (const char *text,
                HjBoxes    *boxes)
{
  g_autofree char *plain = dup_plain_boxes (text);
  g_autoptr (GArray) tokens = split (plain);
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  gboolean leading = !is_kind (tokens, 0, TEXT);

  *boxes = (HjBoxes) { .bare = TRUE };
  boxes->chosen = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tokens->len; i++)
    {
      boxes->boxes |= !is_kind (tokens, i, TEXT);
      boxes->bare &= !is_kind (tokens, i, TEXT);
      boxes->ticked |= is_kind (tokens, i, FILLED) || is_kind (tokens, i, TICK);
      if (is_kind (tokens, i, FILLED))
        g_hash_table_add (chosen, GUINT_TO_POINTER (leading ? i + 1 : i - 1));
      else if (is_kind (tokens, i, TICK))
        g_hash_table_add (chosen, GUINT_TO_POINTER (option_of_tick (tokens, i, leading)));
    }
  for (guint i = 0; i < tokens->len; i++)
    if (is_kind (tokens, i, TEXT) && g_hash_table_contains (chosen, GUINT_TO_POINTER (i)))
      {
        const char *option = g_array_index (tokens, Token, i).text;

        g_ptr_array_add (boxes->chosen, has_box (tokens) ? g_strdup (option)
                                                         : nearest_word (option, i > 0 && is_kind (tokens, i - 1, TICK)));
      }
}

void
hj_boxes_clear (HjBoxes *boxes)
{
  g_clear_pointer (&boxes->chosen, g_ptr_array_unref);
}
