/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <hb-glib.h>
#include <pango/pango.h>

#include "hj-error.h"
#include "hj-shape-private.h"

/* What is printed of @string: valid UTF-8, no control characters, no white space at the end. */
static char *
clean_text (const char *string)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);
  GString *text = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == 0x2028 || c == 0x2029)
        g_string_append_c (text, '\n');
      else if (c == '\t')
        g_string_append_c (text, ' ');
      else if (g_unichar_type (c) != G_UNICODE_CONTROL)
        g_string_append_unichar (text, c);
    }
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}

/* What needs no glyph of its own: it takes the face of the character before it. */
static gboolean
follows_face (gunichar c)
{
  return c == '\n' || g_unichar_type (c) == G_UNICODE_FORMAT
         || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

static gboolean
prefers_face_before (gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_isspace (c);
}

static gboolean
is_right_to_left (GUnicodeScript script)
{
  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
set_glyph_error (GError   **error,
                 gunichar   c,
                 HjPlace    place)
{
  char utf8[8] = { 0 };
  g_autofree char *where = NULL;

  g_unichar_to_utf8 (c, utf8);
  if (place.about != NULL && *place.about != '\0')
    where = g_strdup_printf ("%s (%s)", gettext (place.what), place.about);
  else
    where = g_strdup (gettext (place.what));
  g_set_error (error, HJ_ERROR, HJ_ERROR_GLYPH,
               _("The character “%s” (U+%04X) in %s cannot be printed: no font for documents on this computer has it. Nothing was printed and nothing that was entered is lost. Install a font that has the character, or write it differently."),
               utf8, c, where);
}

/* Cuts the text into runs; each character has a face then, or there is an error. */
static gboolean
itemize (HjShape     *self,
         HjFonts     *fonts,
         HjFontRole   role,
         HjPlace      place,
         GError     **error)
{
  g_autofree guint8 *levels = NULL;
  GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;
  HjFace *face = NULL;
  guint8 level = 0;

  for (guint i = 0; i < self->n_chars && levels == NULL; i++)
    if (is_right_to_left (g_unichar_get_script (self->chars[i].c)))
      {
        PangoDirection base = PANGO_DIRECTION_LTR;

        levels = pango_log2vis_get_embedding_levels (self->text, -1, &base);
      }

  for (guint i = 0; i < self->n_chars; i++)
    {
      gunichar c = self->chars[i].c;
      GUnicodeScript own = g_unichar_get_script (c);
      HjFace *found = face;

      if (own == G_UNICODE_SCRIPT_COMMON || own == G_UNICODE_SCRIPT_INHERITED || own == G_UNICODE_SCRIPT_UNKNOWN)
        own = script;
      if (face == NULL || !(follows_face (c) || (prefers_face_before (c) && hj_face_has_char (face, c))))
        found = hj_fonts_find_face (fonts, role, c == '\n' ? ' ' : c);
      if (found == NULL && follows_face (c))
        found = hj_fonts_find_face (fonts, role, ' ');
      if (found == NULL)
        {
          set_glyph_error (error, c, place);
          return FALSE;
        }
      if (self->runs->len == 0 || found != face || own != script || (levels != NULL && levels[i] != level) || c == '\n')
        {
          HjShapeRun run = { .face = found, .start = i, .end = i, .level = levels != NULL ? levels[i] : 0 };

          g_array_append_val (self->runs, run);
        }
      g_array_index (self->runs, HjShapeRun, self->runs->len - 1).end = i + 1;
      face = found;
      script = own;
      level = levels != NULL ? levels[i] : 0;
    }
  return TRUE;
}

static guint
find_char (HjShape    *self,
           HjShapeRun *run,
           guint       offset)
{
  guint low = run->start, high = run->end;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->chars[middle].offset <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Remembers which character a glyph came from, where it is the font's plain glyph for it. */
static void
note_char (HjFace         *face,
           gunichar        c,
           hb_codepoint_t  glyph)
{
  hb_codepoint_t nominal = 0;

  if (!hb_map_has (face->chars, glyph) && hb_font_get_nominal_glyph (face->hb_font, c, &nominal) && nominal == glyph)
    hb_map_set (face->chars, glyph, c);
}

static void
shape_run (HjShape     *self,
           HjShapeRun  *run,
           hb_buffer_t *buffer)
{
  guint start = self->chars[run->start].offset;
  guint length = self->chars[run->end].offset - start;
  guint n_glyphs = 0;
  hb_glyph_info_t *infos;
  hb_glyph_position_t *positions;

  run->first_glyph = run->end_glyph = self->glyphs->len;
  if (self->text[start] == '\n')
    {
      start++;
      length--;
    }
  if (length == 0)
    return;

  hb_buffer_clear_contents (buffer);
  hb_buffer_add_utf8 (buffer, self->text, -1, start, (int) length);
  hb_buffer_set_direction (buffer, run->level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_language (buffer, hb_language_from_string ("zh-cn", -1));
  hb_buffer_guess_segment_properties (buffer);
  hb_shape (run->face->hb_font, buffer, NULL, 0);

  infos = hb_buffer_get_glyph_infos (buffer, &n_glyphs);
  positions = hb_buffer_get_glyph_positions (buffer, &n_glyphs);
  for (guint i = 0; i < n_glyphs; i++)
    {
      HjShapeGlyph glyph = {
        .glyph = infos[i].codepoint,
        .cluster = find_char (self, run, infos[i].cluster),
        .advance_em = positions[i].x_advance / run->face->upem,
        .x_em = positions[i].x_offset / run->face->upem,
        .y_em = positions[i].y_offset / run->face->upem,
      };

      note_char (run->face, self->chars[glyph.cluster].c, glyph.glyph);
      self->chars[glyph.cluster].advance_em += glyph.advance_em;
      g_array_append_val (self->glyphs, glyph);
    }
  run->end_glyph = self->glyphs->len;
}

/* Whether a glyph leaves one half of its em empty; fonts of other regions put their punctuation in the middle. */
static void
look_for_blank_half (HjShapeChar        *at,
                     const HjShapeRun   *run,
                     const HjShapeGlyph *glyph)
{
  hb_glyph_extents_t extents;
  double left_em, right_em;

  if (glyph->advance_em < 0.95 || !(hj_break_is_closing (at->c) || hj_break_is_opening (at->c))
      || !hb_font_get_glyph_extents (run->face->hb_font, glyph->glyph, &extents))
    return;
  left_em = extents.x_bearing / run->face->upem;
  right_em = (extents.x_bearing + extents.width) / run->face->upem;
  at->blank_right = hj_break_is_closing (at->c) && right_em <= 0.52;
  at->blank_left = hj_break_is_opening (at->c) && left_em >= 0.48;
}

/* Between two marks of punctuation one empty half goes (标点挤压): “）” and “，” take one and a half em. */
static void
squeeze_punctuation (HjShape *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const HjShapeRun *run = &g_array_index (self->runs, HjShapeRun, i);

      for (guint k = run->first_glyph; k < run->end_glyph && run->level == 0; k++)
        {
          const HjShapeGlyph *glyph = &g_array_index (self->glyphs, HjShapeGlyph, k);

          look_for_blank_half (&self->chars[glyph->cluster], run, glyph);
        }
    }
  for (guint k = 0; k < self->glyphs->len; k++)
    {
      HjShapeGlyph *glyph = &g_array_index (self->glyphs, HjShapeGlyph, k);
      HjShapeChar *at = &self->chars[glyph->cluster];
      const HjShapeChar *after = glyph->cluster + 1 < self->n_chars ? at + 1 : NULL;

      if (after == NULL || !((at->blank_right && (after->blank_right || after->blank_left))
                             || (at->blank_left && after->blank_left)))
        continue;
      glyph->advance_em -= 0.5;
      at->advance_em -= 0.5;
      at->blank_right = FALSE;
    }
}

/* A break inside a cluster would tear a ligature. */
static void
forbid_breaks_in_clusters (HjShape *self)
{
  g_autofree guint8 *begins = g_new0 (guint8, self->n_chars + 1);

  for (guint i = 0; i < self->glyphs->len; i++)
    begins[g_array_index (self->glyphs, HjShapeGlyph, i).cluster] = TRUE;
  for (guint i = 0; i < self->n_chars; i++)
    if (!begins[i] && self->chars[i].c != '\n' && self->breaks[i] != HJ_BREAK_FORCED)
      self->breaks[i] = HJ_BREAK_NEVER;
}

/**
 * hj_shape_new:
 *
 * Chooses a face for each character, and glyphs and advances in it.
 */
HjShape *
hj_shape_new (HjFonts     *fonts,
              HjFontRole   role,
              const char  *string,
              HjPlace      place,
              GError     **error)
{
  g_autoptr (HjShape) self = g_new0 (HjShape, 1);
  hb_buffer_t *buffer;
  const char *p;

  self->text = clean_text (string);
  self->n_chars = (guint) g_utf8_strlen (self->text, -1);
  self->chars = g_new0 (HjShapeChar, self->n_chars + 1);
  self->breaks = g_new0 (HjBreak, self->n_chars + 1);
  self->runs = g_array_new (FALSE, FALSE, sizeof (HjShapeRun));
  self->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (HjShapeGlyph), self->n_chars);
  p = self->text;
  for (guint i = 0; i < self->n_chars; i++, p = g_utf8_next_char (p))
    self->chars[i] = (HjShapeChar) { .c = g_utf8_get_char (p), .offset = (guint) (p - self->text) };
  self->chars[self->n_chars].offset = (guint) (p - self->text);

  if (!itemize (self, fonts, role, place, error))
    return NULL;

  buffer = hb_buffer_create ();
  for (guint i = 0; i < self->runs->len; i++)
    shape_run (self, &g_array_index (self->runs, HjShapeRun, i), buffer);
  hb_buffer_destroy (buffer);

  squeeze_punctuation (self);
  hj_break_find (self->text, self->n_chars, self->breaks);
  forbid_breaks_in_clusters (self);
  return g_steal_pointer (&self);
}

void
hj_shape_free (HjShape *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->chars);
  g_free (self->breaks);
  g_array_unref (self->runs);
  g_array_unref (self->glyphs);
  g_free (self);
}
