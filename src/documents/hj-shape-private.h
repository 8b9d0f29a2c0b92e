/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-break-private.h"
#include "hj-fonts-private.h"
#include "hj-text-private.h"

G_BEGIN_DECLS

/* All lengths are in em: shaping knows neither size nor width. */

typedef struct {
  hb_codepoint_t glyph;
  guint          cluster;  /* index of the first character it stands for */
  double         advance_em, x_em, y_em;
} HjShapeGlyph;

/* Characters of one face, script and direction. */
typedef struct {
  HjFace *face;
  guint   start, end;              /* characters */
  guint   first_glyph, end_glyph;  /* in visual order */
  guint8  level;                   /* odd: right to left */
} HjShapeRun;

typedef struct {
  gunichar c;
  guint    offset;      /* byte */
  double   advance_em;  /* of the cluster that begins here; 0 inside one */
  gboolean blank_left, blank_right;  /* full-width punctuation: half of it is empty and may be taken away */
} HjShapeChar;

typedef struct {
  char         *text;   /* without controls, lines separated by "\n" */
  guint         n_chars;
  HjShapeChar  *chars;  /* and one more at the end, for its offset */
  HjBreak      *breaks;
  GArray       *runs;   /* HjShapeRun, in logical order */
  GArray       *glyphs; /* HjShapeGlyph */
} HjShape;

HjShape *hj_shape_new (HjFonts *fonts, HjFontRole role, const char *string, HjPlace place, GError **error);
void     hj_shape_free (HjShape *shape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjShape, hj_shape_free)

G_END_DECLS
