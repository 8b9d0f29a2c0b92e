/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <string.h>

#include "hj-text-diff.h"

/* So many pairs of words are compared, some milliseconds of work and two megabytes. */
#define MAX_CELLS (1024 * 1024)

/* No more characters than these are taken for kept by chance. */
#define MAX_CHANCE 3

typedef struct { const char *start; gsize length; } Token;

typedef struct { HjRunKind kind; Token token; } Step;

static gboolean
is_word (char ch)
{
  return g_ascii_isalnum (ch) || ch == '.' || ch == '%';
}

static const char *
end_of_sentence (const char *at)
{
  while (*at != '\0')
    {
      gunichar ch = g_utf8_get_char (at);

      at = g_utf8_next_char (at);
      if (ch == '\n' || ch == 0x3002 /* 。 */ || ch == 0xff1b /* ； */ || ch == 0xff0c /* ， */)
        break;
    }
  return at;
}

static GArray *
split (const char *text,
       gboolean    sentences)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  while (*text != '\0')
    {
      const char *end = sentences ? end_of_sentence (text) : g_utf8_next_char (text);
      Token token;

      if (!sentences && is_word (*text))
        while (is_word (*end))
          end++;
      token = (Token) { text, (gsize) (end - text) };
      g_array_append_val (tokens, token);
      text = end;
    }
  return tokens;
}

static gboolean
same (const GArray *a,
      guint         i,
      const GArray *b,
      guint         j)
{
  const Token *first = &g_array_index (a, Token, i);
  const Token *second = &g_array_index (b, Token, j);

  return first->length == second->length && memcmp (first->start, second->start, first->length) == 0;
}

static void
push (GArray       *steps,
      HjRunKind     kind,
      const GArray *tokens,
      guint         i)
{
  Step step = { kind, g_array_index (tokens, Token, i) };

  g_array_append_val (steps, step);
}

/* The longest common subsequence of what lies between the common beginning and the common end. */
static void
compare_middle (GArray       *steps,
                const GArray *a,
                guint         a_from,
                guint         a_to,
                const GArray *b,
                guint         b_from,
                guint         b_to)
{
  guint rows = a_to - a_from;
  guint columns = b_to - b_from;
  g_autofree guint16 *longest = g_new0 (guint16, (gsize) (rows + 1) * (columns + 1));
  guint i = 0;
  guint j = 0;

#define LONGEST(i, j) longest[(gsize) (i) * (columns + 1) + (j)]
  for (guint m = rows; m-- > 0;)
    for (guint n = columns; n-- > 0;)
      LONGEST (m, n) = same (a, a_from + m, b, b_from + n) ? (guint16) (LONGEST (m + 1, n + 1) + 1)
                                                           : MAX (LONGEST (m + 1, n), LONGEST (m, n + 1));
  while (i < rows || j < columns)
    {
      if (i < rows && j < columns && same (a, a_from + i, b, b_from + j))
        {
          push (steps, HJ_RUN_SAME, a, a_from + i++);
          j++;
        }
      else if (j == columns || (i < rows && LONGEST (i + 1, j) >= LONGEST (i, j + 1)))
        push (steps, HJ_RUN_OLD, a, a_from + i++);
      else
        push (steps, HJ_RUN_ADDED, b, b_from + j++);
    }
#undef LONGEST
}

/* Token by token, or NULL where the middle is too long for that. */
static GArray *
compare (const GArray *a,
         const GArray *b)
{
  GArray *steps;
  guint head = 0;
  guint tail = 0;

  while (head < a->len && head < b->len && same (a, head, b, head))
    head++;
  while (tail < a->len - head && tail < b->len - head && same (a, a->len - 1 - tail, b, b->len - 1 - tail))
    tail++;
  if ((guint64) (a->len - head - tail + 1) * (b->len - head - tail + 1) > MAX_CELLS ||
      MAX (a->len, b->len) - head - tail > G_MAXUINT16)
    return NULL;

  steps = g_array_new (FALSE, FALSE, sizeof (Step));
  for (guint i = 0; i < head; i++)
    push (steps, HJ_RUN_SAME, a, i);
  compare_middle (steps, a, head, a->len - tail, b, head, b->len - tail);
  for (guint i = 0; i < tail; i++)
    push (steps, HJ_RUN_SAME, a, a->len - tail + i);
  return steps;
}

static GArray *
compare_texts (const char *before,
               const char *after)
{
  for (guint sentences = 0; sentences < 2; sentences++)
    {
      g_autoptr (GArray) a = split (before, sentences == 1);
      g_autoptr (GArray) b = split (after, sentences == 1);
      GArray *steps = compare (a, b);

      if (steps != NULL)
        return steps;
    }
  return NULL;
}

static void
add_run (GPtrArray *runs,
         HjRunKind  kind,
         GString   *text)
{
  HjRun *run;

  if (text->len == 0)
    return;
  run = g_new0 (HjRun, 1);
  run->kind = kind;
  run->text = g_strdup (text->str);
  g_ptr_array_add (runs, run);
  g_string_truncate (text, 0);
}

/* A stretch of steps that are all kept, or none of them. */
typedef struct {
  guint    from, to;
  gboolean stays;
  guint    old, added;  /* tokens that went and came; those that stayed count as both */
  gboolean number;      /* it is one number, which is never swallowed */
} Stretch;

static GArray *
find_stretches (const GArray *steps)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      gboolean stays = step->kind == HJ_RUN_SAME;
      Stretch *last = stretches->len > 0 ? &g_array_index (stretches, Stretch, stretches->len - 1) : NULL;

      if (last == NULL || last->stays != stays)
        {
          Stretch fresh = { .from = i, .stays = stays };

          g_array_append_val (stretches, fresh);
          last = &g_array_index (stretches, Stretch, stretches->len - 1);
        }
      last->to = i + 1;
      last->old += step->kind != HJ_RUN_ADDED;
      last->added += step->kind != HJ_RUN_OLD;
      last->number |= g_ascii_isdigit (*step->token.start);
    }
  return stretches;
}

/* What stayed between two changes by chance, a character or a few within much that changed, goes with them:
 * one reads two phrases, not their letters in turn. */
static gboolean
is_chance (const GArray *stretches,
           guint         i)
{
  const Stretch *stretch = &g_array_index (stretches, Stretch, i);
  const Stretch *before;
  const Stretch *after;
  guint length = stretch->to - stretch->from;

  if (!stretch->stays || stretch->number || i == 0 || i + 1 == stretches->len)
    return FALSE;
  before = &g_array_index (stretches, Stretch, i - 1);
  after = &g_array_index (stretches, Stretch, i + 1);
  return length == 1 || (length <= MAX_CHANCE && 2 * length <= MAX (before->old, before->added) &&
                         2 * length <= MAX (after->old, after->added));
}

static void
flush_change (GPtrArray *runs,
              GString   *old,
              GString   *added)
{
  add_run (runs, HJ_RUN_OLD, old);
  add_run (runs, HJ_RUN_ADDED, added);
}

GPtrArray *
hj_text_diff (const char *before,
              const char *after)
{
  g_autoptr (GArray) steps = compare_texts (before, after);
  g_autoptr (GArray) stretches = NULL;
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) added = g_string_new (NULL);
  GPtrArray *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_run_free);

  if (steps == NULL)
    {
      g_string_append (old, before);
      g_string_append (added, after);
      flush_change (runs, old, added);
      return runs;
    }

  stretches = find_stretches (steps);
  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      gboolean stays = stretch->stays && !is_chance (stretches, i);

      if (stays)
        flush_change (runs, old, added);
      for (guint j = stretch->from; j < stretch->to; j++)
        {
          const Step *step = &g_array_index (steps, Step, j);

          if (stays)
            g_string_append_len (kept, step->token.start, (gssize) step->token.length);
          if (!stays && step->kind != HJ_RUN_ADDED)
            g_string_append_len (old, step->token.start, (gssize) step->token.length);
          if (!stays && step->kind != HJ_RUN_OLD)
            g_string_append_len (added, step->token.start, (gssize) step->token.length);
        }
      add_run (runs, HJ_RUN_SAME, kept);
    }
  flush_change (runs, old, added);
  return runs;
}

void
hj_run_free (HjRun *run)
{
  g_free (run->text);
  g_free (run);
}
