/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <string.h>

#include "hj-shape-private.h"
#include "hj-text-private.h"

/* Where the optical middle of a Han character lies above its base line, in em. */
#define HAN_MIDDLE_EM 0.38
/* A justified line is not opened further than this between two characters. */
#define MAX_GAP_EM 0.09
/* Paragraphs up to so many lines are balanced; centred ones to within this width. */
#define MAX_BALANCED_LINES 4
#define BALANCE_STEP_EM 0.2
/* Sums of advances are compared with this tolerance. */
#define EPSILON_PT 0.01
/* A worker that lives long does not keep every text it ever set. */
#define MAX_TEXTS 8192

/* Glyphs of one face in one line. */
typedef struct {
  HjFace *face;
  guint   first_glyph, n_glyphs;
  guint   first_cluster, n_clusters;
  guint   offset, n_bytes;
  gboolean backward;
} Piece;

typedef struct {
  guint  start, end;  /* characters, without the white space at its end */
  double width_pt;
  double x_pt;
  double gap_pt;      /* added after each cluster where it is justified */
  guint  first_piece, n_pieces;
} Line;

struct _HjText {
  gatomicrefcount ref_count;
  HjTextStyle     style;
  double          width_pt;
  char           *string;
  GArray         *lines;     /* Line */
  GArray         *pieces;    /* Piece */
  GArray         *glyphs;    /* cairo_glyph_t: the installed font's numbers, relative to the line */
  GArray         *clusters;  /* cairo_text_cluster_t */
};

struct _HjTexts {
  HjFonts    *fonts;   /* borrowed */
  GHashTable *shapes;  /* role and string -> HjShape */
  GHashTable *texts;   /* style, width and string -> HjText */
};

static gboolean
is_white (gunichar c)
{
  return c == '\n' || c == ' ' || c == 0x3000;
}

/* An opening mark at the start of a line gives up its empty left half. */
static double
get_blank_start (const HjShape *shape,
                 guint          start)
{
  return start < shape->n_chars && shape->chars[start].blank_left ? 0.5 : 0;
}

/* The end of the line that begins at @start and the start of the next, greedily. */
static guint
find_line_end (const HjShape *shape,
               guint          start,
               double         width_em)
{
  double used_em = -get_blank_start (shape, start);
  guint allowed = start, poor = start;

  for (guint i = start; i < shape->n_chars; i++)
    {
      const HjShapeChar *at = &shape->chars[i];
      double needed_em = at->advance_em;

      if (i > start && shape->breaks[i] == HJ_BREAK_FORCED)
        return i;
      if (i > start && shape->breaks[i] == HJ_BREAK_ALLOWED)
        allowed = i;
      if (i > start && shape->breaks[i] == HJ_BREAK_POOR)
        poor = i;
      if (is_white (at->c))
        needed_em = 0;
      else if (at->blank_right)
        needed_em -= 0.5;
      if (used_em + needed_em > width_em && i > start)
        {
          if (allowed > start || poor > start)
            return allowed > start ? allowed : poor;
          while (i > start + 1 && shape->breaks[i] == HJ_BREAK_NEVER)
            i--;
          return shape->breaks[i] == HJ_BREAK_NEVER ? i + 1 : i;
        }
      used_em += at->advance_em;
    }
  return shape->n_chars;
}

static void
measure_line (HjText        *self,
              const HjShape *shape,
              Line          *line,
              gboolean       last)
{
  double width_em = -get_blank_start (shape, line->start);
  guint n_clusters = 0;
  double rest_pt;

  for (guint i = line->start; i < line->end; i++)
    {
      width_em += shape->chars[i].advance_em;
      n_clusters += shape->breaks[i] != HJ_BREAK_NEVER;
    }
  line->width_pt = width_em * self->style.size_pt;
  if (line->end > line->start && shape->chars[line->end - 1].blank_right)
    line->width_pt -= 0.5 * self->style.size_pt;

  rest_pt = self->width_pt - line->width_pt;
  line->x_pt = 0;
  if (self->style.align == HJ_ALIGN_CENTER)
    line->x_pt = rest_pt / 2;
  else if (self->style.align == HJ_ALIGN_END)
    line->x_pt = rest_pt;
  else if (self->style.align == HJ_ALIGN_JUSTIFY && !last && n_clusters > 1
           && rest_pt / (n_clusters - 1) <= MAX_GAP_EM * self->style.size_pt)
    line->gap_pt = MAX (rest_pt / (n_clusters - 1), 0);
  line->x_pt -= get_blank_start (shape, line->start) * self->style.size_pt;
}

/* G_MAXUINT for a width that tears a word. */
static guint
count_lines (const HjShape *shape,
             guint          start,
             guint          end,
             double         width_em,
             guint         *last)
{
  guint n_lines = 0;

  for (; start < end; n_lines++)
    {
      *last = start;
      start = find_line_end (shape, start, width_em);
      if (start < end && shape->breaks[start] < HJ_BREAK_ALLOWED)
        return G_MAXUINT;
    }
  return n_lines;
}

/* The narrowest width that needs no more lines: centred lines of about the same length. */
static double
balance_width (const HjShape *shape,
               guint          start,
               guint          end,
               double         width_em,
               guint          n_lines)
{
  double low_em = width_em / 2, high_em = width_em;
  guint last;

  while (high_em - low_em > BALANCE_STEP_EM)
    {
      double middle_em = (low_em + high_em) / 2;

      if (count_lines (shape, start, end, middle_em, &last) > n_lines)
        low_em = middle_em;
      else
        high_em = middle_em;
    }
  return high_em;
}

/* A width that leaves no single character on the last line, if there is one near. */
static double
avoid_runt (const HjShape *shape,
            guint          start,
            guint          end,
            double         width_em,
            guint          n_lines)
{
  while (end > start && is_white (shape->chars[end - 1].c))
    end--;
  for (double less_em = 0; end > start && less_em < 3; less_em += 0.5)
    {
      guint last = start;

      if (count_lines (shape, start, end, width_em - less_em, &last) > n_lines)
        break;
      if (end - last > (shape->chars[end - 1].blank_right ? 2 : 1))
        return width_em - less_em;
    }
  return width_em;
}

static double
choose_width (const HjText  *self,
              const HjShape *shape,
              guint          start,
              guint          end)
{
  double width_em = (self->width_pt + EPSILON_PT) / self->style.size_pt;
  guint last = start;
  guint n_lines = count_lines (shape, start, end, width_em, &last);

  if (n_lines < 2 || n_lines > MAX_BALANCED_LINES)
    return width_em;
  if (self->style.align == HJ_ALIGN_CENTER)
    return balance_width (shape, start, end, width_em, n_lines);
  return avoid_runt (shape, start, end, width_em, n_lines);
}

static void
break_paragraph (HjText        *self,
                 const HjShape *shape,
                 guint          start,
                 guint          end)
{
  double width_em = choose_width (self, shape, start, end);

  do
    {
      Line line = { .start = start };
      guint next = find_line_end (shape, start, width_em);

      line.end = next;
      while (line.end > start && is_white (shape->chars[line.end - 1].c))
        line.end--;
      measure_line (self, shape, &line, next == end);
      g_array_append_val (self->lines, line);
      start = next;
    }
  while (start < end);
}

static void
break_lines (HjText        *self,
             const HjShape *shape)
{
  guint start = 0;

  do
    {
      guint end = start + 1;

      while (end < shape->n_chars && shape->breaks[end] != HJ_BREAK_FORCED)
        end++;
      end = MIN (end, shape->n_chars);
      break_paragraph (self, shape, start, end);
      start = end;
    }
  while (start < shape->n_chars);
}

/* The runs of a line from left to right: each sequence of a level or higher is
 * reversed, from the highest level down (UAX 9, rule L2). */
static void
reorder_runs (GArray *order)
{
  guint8 highest = 0;

  for (guint i = 0; i < order->len; i++)
    highest = MAX (highest, g_array_index (order, HjShapeRun *, i)->level);
  for (guint8 level = highest; level > 0; level--)
    for (guint i = 0; i < order->len; i++)
      {
        guint end = i;

        while (end < order->len && g_array_index (order, HjShapeRun *, end)->level >= level)
          end++;
        for (guint a = i, b = end; a + 1 < b; a++, b--)
          {
            HjShapeRun *swapped = g_array_index (order, HjShapeRun *, a);

            g_array_index (order, HjShapeRun *, a) = g_array_index (order, HjShapeRun *, b - 1);
            g_array_index (order, HjShapeRun *, b - 1) = swapped;
          }
        i = end > i ? end - 1 : i;
      }
}

/* Cairo wants the clusters in the order of the text, also where glyphs run from right to left. */
static void
append_clusters (HjText        *self,
                 const HjShape *shape,
                 Piece         *piece,
                 GArray        *starts,
                 guint          end)
{
  piece->first_cluster = self->clusters->len;
  for (guint i = 0; i < starts->len;)
    {
      guint position = piece->backward ? starts->len - 1 - i : i;
      guint from = g_array_index (starts, guint, position);
      guint n = 1;
      guint to;
      cairo_text_cluster_t cluster;

      while (i + n < starts->len
             && g_array_index (starts, guint, piece->backward ? position - n : position + n) == from)
        n++;
      i += n;
      to = i < starts->len ? g_array_index (starts, guint, piece->backward ? starts->len - 1 - i : i) : end;
      cluster = (cairo_text_cluster_t) {
        .num_bytes = (int) (shape->chars[to].offset - shape->chars[from].offset),
        .num_glyphs = (int) n,
      };
      g_array_append_val (self->clusters, cluster);
    }
  piece->n_clusters = self->clusters->len - piece->first_cluster;
}

static void
append_piece (HjText           *self,
              const HjShape    *shape,
              const HjShapeRun *run,
              const Line       *line,
              double           *x_pt)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint from = MAX (run->start, line->start), to = MIN (run->end, line->end);
  double size_pt = self->style.size_pt;
  Piece piece = { .face = run->face, .first_glyph = self->glyphs->len, .backward = run->level % 2 == 1 };

  if (from < to && shape->chars[from].c == '\n')
    from++;
  for (guint i = run->first_glyph; i < run->end_glyph; i++)
    {
      const HjShapeGlyph *glyph = &g_array_index (shape->glyphs, HjShapeGlyph, i);
      cairo_glyph_t drawn;

      if (glyph->cluster < from || glyph->cluster >= to)
        continue;
      drawn = (cairo_glyph_t) {
        .index = glyph->glyph,
        .x = *x_pt + glyph->x_em * size_pt,
        .y = -glyph->y_em * size_pt,
      };
      g_array_append_val (self->glyphs, drawn);
      g_array_append_val (starts, glyph->cluster);
      *x_pt += glyph->advance_em * size_pt;
      if (i + 1 == run->end_glyph || g_array_index (shape->glyphs, HjShapeGlyph, i + 1).cluster != glyph->cluster)
        *x_pt += line->gap_pt;
    }
  piece.n_glyphs = self->glyphs->len - piece.first_glyph;
  if (piece.n_glyphs == 0)
    return;
  from = g_array_index (starts, guint, piece.backward ? starts->len - 1 : 0);
  piece.offset = shape->chars[from].offset;
  piece.n_bytes = shape->chars[to].offset - piece.offset;
  append_clusters (self, shape, &piece, starts, to);
  g_array_append_val (self->pieces, piece);
}

static void
place_glyphs (HjText        *self,
              const HjShape *shape)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (HjShapeRun *));

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      double x_pt = line->x_pt;

      g_array_set_size (order, 0);
      for (guint k = 0; k < shape->runs->len; k++)
        {
          HjShapeRun *run = &g_array_index (shape->runs, HjShapeRun, k);

          if (run->start < line->end && run->end > line->start)
            g_array_append_val (order, run);
        }
      reorder_runs (order);
      line->first_piece = self->pieces->len;
      for (guint k = 0; k < order->len; k++)
        append_piece (self, shape, g_array_index (order, HjShapeRun *, k), line, &x_pt);
      line->n_pieces = self->pieces->len - line->first_piece;
    }
}

static HjText *
text_new (const HjShape     *shape,
          const HjTextStyle *style,
          double             width_pt)
{
  HjText *self = g_new0 (HjText, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->style = *style;
  self->width_pt = width_pt;
  self->string = g_strdup (shape->text);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (cairo_glyph_t), shape->glyphs->len);
  self->clusters = g_array_sized_new (FALSE, FALSE, sizeof (cairo_text_cluster_t), shape->glyphs->len);
  break_lines (self, shape);
  place_glyphs (self, shape);
  return self;
}

HjText *
hj_text_ref (HjText *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
hj_text_unref (HjText *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->string);
  g_array_unref (self->lines);
  g_array_unref (self->pieces);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_free (self);
}

HjTexts *
hj_texts_new (HjFonts *fonts)
{
  HjTexts *self = g_new0 (HjTexts, 1);

  self->fonts = fonts;
  self->shapes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hj_shape_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hj_text_unref);
  return self;
}

void
hj_texts_free (HjTexts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->shapes);
  g_free (self);
}

static HjShape *
get_shape (HjTexts      *self,
           HjFontRole    role,
           const char   *string,
           HjPlace       place,
           GError      **error)
{
  g_autofree char *key = g_strdup_printf ("%d\x1f%s", (int) role, string);
  HjShape *shape = g_hash_table_lookup (self->shapes, key);

  if (shape != NULL)
    return shape;
  if (g_hash_table_size (self->shapes) >= MAX_TEXTS)
    g_hash_table_remove_all (self->shapes);
  shape = hj_shape_new (self->fonts, role, string, place, error);
  if (shape != NULL)
    g_hash_table_insert (self->shapes, g_steal_pointer (&key), shape);
  return shape;
}

/**
 * hj_texts_get:
 * @width_pt: of the column; a word that is wider is broken anywhere
 *
 * Returns: (transfer full): or %NULL with %HJ_ERROR_GLYPH
 */
HjText *
hj_texts_get (HjTexts            *self,
              const HjTextStyle  *style,
              double              width_pt,
              const char         *string,
              HjPlace             place,
              GError            **error)
{
  g_autofree char *key = NULL;
  HjText *text;
  HjShape *shape;

  g_assert (self != NULL);
  g_assert (style->size_pt > 0 && width_pt > 0);

  key = g_strdup_printf ("%d\x1f%d\x1f%.2f\x1f%.2f\x1f%.3f\x1f%s",
                         (int) style->role, (int) style->align, style->size_pt, style->pitch_pt, width_pt, string);
  text = g_hash_table_lookup (self->texts, key);
  if (text != NULL)
    return hj_text_ref (text);

  shape = get_shape (self, style->role, string, place, error);
  if (shape == NULL)
    return NULL;
  if (g_hash_table_size (self->texts) >= MAX_TEXTS)
    g_hash_table_remove_all (self->texts);
  text = text_new (shape, style, width_pt);
  g_hash_table_insert (self->texts, g_steal_pointer (&key), text);
  return hj_text_ref (text);
}

gboolean
hj_texts_measure (HjTexts            *self,
                  const HjTextStyle  *style,
                  const char         *string,
                  HjPlace             place,
                  double             *width_pt,
                  GError            **error)
{
  HjShape *shape = get_shape (self, style->role, string, place, error);

  if (shape == NULL)
    return FALSE;
  *width_pt = 0;
  for (guint i = 0; i < shape->n_chars; i++)
    *width_pt += shape->chars[i].advance_em * style->size_pt;
  return TRUE;
}

guint
hj_text_get_n_lines (const HjText *self)
{
  return self->lines->len;
}

double
hj_text_get_pitch (const HjText *self)
{
  return self->style.pitch_pt;
}

double
hj_text_get_height (const HjText *self)
{
  return self->lines->len * self->style.pitch_pt;
}

double
hj_text_get_line_width (const HjText *self,
                        guint         line)
{
  g_assert (line < self->lines->len);
  return g_array_index (self->lines, Line, line).width_pt;
}

char *
hj_text_dup_line (const HjText *self,
                  guint         line)
{
  const Line *at = &g_array_index (self->lines, Line, line);
  const char *start = g_utf8_offset_to_pointer (self->string, at->start);

  return g_strstrip (g_strndup (start, (gsize) (g_utf8_offset_to_pointer (start, (glong) (at->end - at->start)) - start)));
}

void
hj_text_add_glyphs (const HjText *self,
                    HjGlyphUse   *use)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      for (guint k = 0; k < piece->n_glyphs; k++)
        hj_glyph_use_add (use, piece->face,
                          (hb_codepoint_t) g_array_index (self->glyphs, cairo_glyph_t, piece->first_glyph + k).index);
    }
}

static void
draw_piece (const HjText *self,
            const Piece  *piece,
            double        x_pt,
            double        y_pt,
            HjDrawFonts  *fonts,
            cairo_t      *cr)
{
  g_autofree cairo_glyph_t *glyphs = g_new (cairo_glyph_t, piece->n_glyphs);

  for (guint i = 0; i < piece->n_glyphs; i++)
    {
      const cairo_glyph_t *planned = &g_array_index (self->glyphs, cairo_glyph_t, piece->first_glyph + i);

      glyphs[i] = (cairo_glyph_t) {
        .index = hj_draw_fonts_get_glyph (fonts, piece->face, (hb_codepoint_t) planned->index),
        .x = x_pt + planned->x,
        .y = y_pt + planned->y,
      };
    }
  cairo_set_scaled_font (cr, hj_draw_fonts_get_scaled (fonts, piece->face, self->style.size_pt, cr));
  cairo_show_text_glyphs (cr, self->string + piece->offset, (int) piece->n_bytes, glyphs, (int) piece->n_glyphs,
                          &g_array_index (self->clusters, cairo_text_cluster_t, piece->first_cluster),
                          (int) piece->n_clusters,
                          piece->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

void
hj_text_draw (const HjText *self,
              guint         first,
              guint         n,
              double        x_pt,
              double        y_pt,
              HjDrawFonts  *fonts,
              cairo_t      *cr)
{
  g_assert (first + n <= self->lines->len);

  for (guint i = first; i < first + n; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      double base_pt = y_pt + (i - first + 0.5) * self->style.pitch_pt + HAN_MIDDLE_EM * self->style.size_pt;

      for (guint k = 0; k < line->n_pieces; k++)
        draw_piece (self, &g_array_index (self->pieces, Piece, line->first_piece + k), x_pt, base_pt, fonts, cr);
    }
}
