/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <cairo-ft.h>
#include <glib/gi18n-lib.h>
#include <hb-subset.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

#include "hj-error.h"
#include "hj-subset-private.h"

/* Cairo 1.16 embeds all local subroutines of a large CFF font: half a megabyte
 * and 38 ms a document. So it is never given one: before the first page of a
 * job is cut, each installed face (tens of MB) is cut down to the glyphs that
 * the documents planned so far use (some 4 ms, some 50 KB), and Cairo takes from
 * that small font what each file needs. The small font's glyph numbers depend
 * on what else the job prints; hj-pdf.c sees to it that no file tells.
 */

typedef struct {
  FT_Library  library;
  FT_Face     ft_face;
  hb_blob_t  *blob;  /* the bytes the face reads; NULL for an installed file */
} FaceMemory;

typedef struct {
  double               size_pt;
  cairo_matrix_t       ctm;
  cairo_scaled_font_t *font;
} ScaledFont;

struct _HjCut {
  int                ref_count;  /* the face and what is cut with it; all on one thread */
  cairo_font_face_t *font_face;
  hb_set_t          *covered;    /* glyphs of the installed font that it has; NULL: all */
  hb_map_t          *map;        /* their numbers in it; NULL: the same */
  GArray            *scaled;     /* ScaledFont */
};

struct _HjDrawFonts {
  GHashTable           *cuts;    /* HjFace -> HjCut */
  cairo_font_options_t *options;
};

/* Sizes and zooms of one face that are kept at hand. */
#define MAX_SCALED 32

static cairo_user_data_key_t face_memory_key;

static void
face_memory_free (FaceMemory *memory)
{
  if (memory->ft_face != NULL)
    FT_Done_Face (memory->ft_face);
  if (memory->library != NULL)
    FT_Done_FreeType (memory->library);
  hb_blob_destroy (memory->blob);
  g_free (memory);
}

static void
clear_scaled (GArray *scaled)
{
  for (guint i = 0; i < scaled->len; i++)
    cairo_scaled_font_destroy (g_array_index (scaled, ScaledFont, i).font);
  g_array_set_size (scaled, 0);
}

void
hj_cut_unref (HjCut *self)
{
  if (--self->ref_count > 0)
    return;

  clear_scaled (self->scaled);
  g_array_unref (self->scaled);
  cairo_font_face_destroy (self->font_face);
  hb_set_destroy (self->covered);
  hb_map_destroy (self->map);
  g_free (self);
}

/* A page needs outlines and widths: layout tables would only slow the cut. */
static hb_subset_input_t *
create_input (void)
{
  static const hb_tag_t dropped[] = {
    HB_TAG ('G', 'S', 'U', 'B'), HB_TAG ('G', 'P', 'O', 'S'), HB_TAG ('G', 'D', 'E', 'F'), HB_TAG ('B', 'A', 'S', 'E'),
    HB_TAG ('v', 'h', 'e', 'a'), HB_TAG ('v', 'm', 't', 'x'), HB_TAG ('V', 'O', 'R', 'G'), HB_TAG ('D', 'S', 'I', 'G'),
  };
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();

  if (input == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (dropped); i++)
    hb_set_add (hb_subset_input_set (input, HB_SUBSET_SETS_DROP_TABLE_TAG), dropped[i]);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  return input;
}

/* Asked for by their characters, glyphs are found three times as fast: for glyph
 * numbers harfbuzz walks the whole character map of the font. */
static void
ask_for_glyphs (hb_subset_input_t *input,
                const HjFace      *face)
{
  hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

  while (hb_set_next (face->wanted, &glyph))
    if (hb_map_has (face->chars, glyph))
      hb_set_add (hb_subset_input_unicode_set (input), hb_map_get (face->chars, glyph));
    else if (glyph != 0)
      hb_set_add (hb_subset_input_glyph_set (input), glyph);
}

/* The bytes of the face with just the glyphs that are wanted of it; @map then
 * tells the new number of each of them. NULL if it fails. */
static hb_blob_t *
cut_glyphs (const HjFace *face,
            hb_map_t     *map)
{
  hb_subset_input_t *input = create_input ();
  hb_subset_plan_t *plan = NULL;
  hb_face_t *subset = NULL;
  hb_blob_t *blob = NULL;

  if (input == NULL)
    return NULL;

  ask_for_glyphs (input, face);
  plan = hb_subset_plan_create_or_fail (face->hb_face, input);
  if (plan != NULL)
    subset = hb_subset_plan_execute_or_fail (plan);
  if (subset != NULL)
    {
      const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping (plan);
      hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

      while (hb_set_next (face->wanted, &glyph))
        hb_map_set (map, glyph, hb_map_get (numbers, glyph));
      blob = hb_face_reference_blob (subset);
    }
  hb_face_destroy (subset);
  hb_subset_plan_destroy (plan);
  hb_subset_input_destroy (input);
  return blob;
}

static cairo_font_face_t *
open_font_face (HjFace    *face,
                hb_blob_t *blob)
{
  FaceMemory *memory = g_new0 (FaceMemory, 1);
  cairo_font_face_t *font_face;
  FT_Error failed;

  memory->blob = blob != NULL ? hb_blob_reference (blob) : NULL;
  failed = FT_Init_FreeType (&memory->library);
  if (!failed && blob != NULL)
    {
      guint length = 0;
      const char *data = hb_blob_get_data (blob, &length);

      failed = FT_New_Memory_Face (memory->library, (const FT_Byte *) data, length, 0, &memory->ft_face);
    }
  else if (!failed)
    failed = FT_New_Face (memory->library, face->path, face->index, &memory->ft_face);
  if (failed)
    {
      face_memory_free (memory);
      return NULL;
    }

  font_face = cairo_ft_font_face_create_for_ft_face (memory->ft_face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  if (cairo_font_face_set_user_data (font_face, &face_memory_key, memory, (cairo_destroy_func_t) face_memory_free)
      != CAIRO_STATUS_SUCCESS)
    face_memory_free (memory);
  return font_face;
}

static HjCut *
cut_new (cairo_font_face_t *font_face)  /* takes it */
{
  HjCut *self = g_new0 (HjCut, 1);

  self->ref_count = 1;
  self->font_face = font_face;
  self->scaled = g_array_new (FALSE, FALSE, sizeof (ScaledFont));
  return self;
}

static HjCut *
cut_face (HjFace *face)
{
  hb_map_t *map = hb_map_create ();
  hb_blob_t *blob = cut_glyphs (face, map);
  cairo_font_face_t *font_face = blob != NULL ? open_font_face (face, blob) : NULL;
  HjCut *cut = NULL;

  if (font_face != NULL)
    {
      cut = cut_new (font_face);
      cut->map = hb_map_reference (map);
      cut->covered = hb_set_create ();
      hb_set_set (cut->covered, face->wanted);
    }
  hb_blob_destroy (blob);
  hb_map_destroy (map);
  return cut;
}

/* The job's cut, renewed if it lacks a glyph of @glyphs. NULL if the font can no longer be read. */
static HjCut *
ensure_cut (HjFace         *face,
            const hb_set_t *glyphs)
{
  if (face->cut != NULL && (face->cut->covered == NULL || hb_set_is_subset (glyphs, face->cut->covered)))
    return face->cut;

  g_clear_pointer (&face->cut, hj_cut_unref);
  if (!face->whole)
    face->cut = cut_face (face);
  if (face->cut == NULL)
    {
      cairo_font_face_t *font_face = open_font_face (face, NULL);

      g_info ("“%s” is embedded by Cairo alone", face->family);
      face->whole = TRUE;
      face->cut = font_face != NULL ? cut_new (font_face) : NULL;
    }
  return face->cut;
}

HjGlyphUse *
hj_glyph_use_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hb_set_destroy);
}

static hb_set_t *
ensure_set (HjGlyphUse *use,
            HjFace     *face)
{
  hb_set_t *set = g_hash_table_lookup (use, face);

  if (set == NULL)
    {
      set = hb_set_create ();
      g_hash_table_insert (use, face, set);
    }
  return set;
}

void
hj_glyph_use_add (HjGlyphUse     *use,
                  HjFace         *face,
                  hb_codepoint_t  glyph)
{
  hb_set_add (ensure_set (use, face), glyph);
}

void
hj_glyph_use_unite (HjGlyphUse *use,
                    HjGlyphUse *other)
{
  GHashTableIter iter;
  gpointer face, set;

  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &face, &set))
    hb_set_union (ensure_set (use, face), set);
}

void
hj_glyph_use_want (HjGlyphUse *use)
{
  GHashTableIter iter;
  gpointer face, set;

  g_hash_table_iter_init (&iter, use);
  while (g_hash_table_iter_next (&iter, &face, &set))
    hb_set_union (((HjFace *) face)->wanted, set);
}

/**
 * hj_draw_fonts_new:
 *
 * Returns: (transfer full): or %NULL with %HJ_ERROR_IO if a font that the pages
 *   were planned with can no longer be read
 */
HjDrawFonts *
hj_draw_fonts_new (HjGlyphUse  *use,
                   GError     **error)
{
  g_autoptr (HjDrawFonts) self = g_new0 (HjDrawFonts, 1);
  GHashTableIter iter;
  gpointer face, set;

  self->cuts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hj_cut_unref);
  self->options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (self->options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (self->options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (self->options, CAIRO_ANTIALIAS_GRAY);

  hj_glyph_use_want (use);
  g_hash_table_iter_init (&iter, use);
  while (g_hash_table_iter_next (&iter, &face, &set))
    {
      HjCut *cut = ensure_cut (face, set);

      if (cut == NULL)
        {
          g_set_error (error, HJ_ERROR, HJ_ERROR_IO,
                       _("The font “%s” can no longer be read from “%s”, so nothing was printed. Start the program again once it is back."),
                       ((HjFace *) face)->family, ((HjFace *) face)->path);
          return NULL;
        }
      cut->ref_count++;
      g_hash_table_insert (self->cuts, face, cut);
    }
  return g_steal_pointer (&self);
}

void
hj_draw_fonts_free (HjDrawFonts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->cuts);
  cairo_font_options_destroy (self->options);
  g_free (self);
}

static gboolean
is_same_scale (const ScaledFont     *scaled,
               double                size_pt,
               const cairo_matrix_t *ctm)
{
  const double epsilon = 1e-9;

  return ABS (scaled->size_pt - size_pt) < epsilon
         && ABS (scaled->ctm.xx - ctm->xx) < epsilon && ABS (scaled->ctm.yy - ctm->yy) < epsilon
         && ABS (scaled->ctm.xy - ctm->xy) < epsilon && ABS (scaled->ctm.yx - ctm->yx) < epsilon;
}

cairo_scaled_font_t *
hj_draw_fonts_get_scaled (HjDrawFonts *self,
                          HjFace      *face,
                          double       size_pt,
                          cairo_t     *cr)
{
  HjCut *cut = g_hash_table_lookup (self->cuts, face);
  ScaledFont added;
  cairo_matrix_t matrix;

  g_assert (cut != NULL);

  cairo_get_matrix (cr, &added.ctm);
  for (guint i = 0; i < cut->scaled->len; i++)
    {
      ScaledFont *known = &g_array_index (cut->scaled, ScaledFont, i);

      if (is_same_scale (known, size_pt, &added.ctm))
        return known->font;
    }
  if (cut->scaled->len >= MAX_SCALED)
    clear_scaled (cut->scaled);
  cairo_matrix_init_scale (&matrix, size_pt, size_pt);
  added.size_pt = size_pt;
  added.font = cairo_scaled_font_create (cut->font_face, &matrix, &added.ctm, self->options);
  g_array_append_val (cut->scaled, added);
  return added.font;
}

hb_codepoint_t
hj_draw_fonts_get_glyph (HjDrawFonts    *self,
                         HjFace         *face,
                         hb_codepoint_t  glyph)
{
  HjCut *cut = g_hash_table_lookup (self->cuts, face);

  g_assert (cut != NULL);
  return cut->map != NULL ? hb_map_get (cut->map, glyph) : glyph;
}
