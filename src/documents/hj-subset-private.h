/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "hj-fonts-private.h"

G_BEGIN_DECLS

/* The glyphs that a document uses: HjFace -> hb_set_t of glyphs of the installed font. */
typedef GHashTable HjGlyphUse;

HjGlyphUse *hj_glyph_use_new (void);
void        hj_glyph_use_add (HjGlyphUse *use, HjFace *face, hb_codepoint_t glyph);
void        hj_glyph_use_unite (HjGlyphUse *use, HjGlyphUse *other);
/* What is wanted before the first page is drawn is subset at once. */
void        hj_glyph_use_want (HjGlyphUse *use);

void        hj_cut_unref (HjCut *cut);

/* The fonts that pages are drawn with: each face cut to the glyphs that its job
 * has planned so far. Cut again only for a document that needs more. */
typedef struct _HjDrawFonts HjDrawFonts;

HjDrawFonts         *hj_draw_fonts_new (HjGlyphUse *use, GError **error);
void                 hj_draw_fonts_free (HjDrawFonts *fonts);
/* The scaled font for drawing on @cr as it is now, and what its glyph for @glyph is. Borrowed. */
cairo_scaled_font_t *hj_draw_fonts_get_scaled (HjDrawFonts *fonts, HjFace *face, double size_pt, cairo_t *cr);
hb_codepoint_t       hj_draw_fonts_get_glyph (HjDrawFonts *fonts, HjFace *face, hb_codepoint_t glyph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjDrawFonts, hj_draw_fonts_free)

G_END_DECLS
