/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <hb.h>

G_BEGIN_DECLS

/**
 * HjFontRole:
 *
 * The type of an official document by what it is for. Each role is a chain of
 * families: the fonts the standard names first (they are not free and often not
 * there), then free ones of the same kind, then whatever Chinese font there is.
 */
typedef enum {
  HJ_ROLE_TITLE,     /* 小标宋 */
  HJ_ROLE_FANGSONG,  /* 仿宋 */
  HJ_ROLE_KAI,       /* 楷体 */
  HJ_ROLE_HEI,       /* 黑体 */
  HJ_ROLE_SONG,      /* 宋体 */
} HjFontRole;
#define HJ_N_ROLES 5

/* A face cut down to the glyphs of a job (src/documents/hj-subset.c). */
typedef struct _HjCut HjCut;

/**
 * HjFace:
 * @wanted: glyphs that planned documents use
 * @chars: glyph -> a character that the font maps to it, for those that were shaped
 * @cut: NULL before it is drawn
 * @whole: cutting failed: the installed font is used as it is
 *
 * One face of an installed font, opened once a job.
 */
typedef struct {
  char      *family;
  char      *path;
  int        index;   /* in its collection; the upper half names an instance of a variable font */
  hb_face_t *hb_face;
  hb_font_t *hb_font; /* scaled to units per em: what it measures is exact */
  double     upem;
  hb_set_t  *wanted;
  hb_map_t  *chars;
  HjCut     *cut;
  gboolean   whole;
} HjFace;

typedef struct _HjFonts HjFonts;

HjFonts *hj_fonts_new (GError **error);
void     hj_fonts_free (HjFonts *fonts);

/* The first face of the role's chain that has the character and draws it: a
 * blank glyph is no coverage. NULL if no font for documents has it. */
HjFace  *hj_fonts_find_face (HjFonts *fonts, HjFontRole role, gunichar c);
/* Whether this very face has it, with ink. */
gboolean hj_face_has_char (const HjFace *face, gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjFonts, hj_fonts_free)

G_END_DECLS
