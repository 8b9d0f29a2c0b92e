/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "hj-fonts-private.h"
#include "hj-subset-private.h"

G_BEGIN_DECLS

typedef enum {
  HJ_ALIGN_START,
  HJ_ALIGN_CENTER,
  HJ_ALIGN_END,
  HJ_ALIGN_JUSTIFY,  /* full lines reach both edges; the last stands at the start */
} HjAlign;

/**
 * HjTextStyle:
 * @pitch_pt: from one base line to the next
 */
typedef struct {
  HjFontRole role;
  double     size_pt;
  double     pitch_pt;
  HjAlign    align;
} HjTextStyle;

/* A text broken into lines for one width: immutable, shared by all documents of a job. */
typedef struct _HjText HjText;

/* The texts of a job: each is shaped once and broken once for a width. */
typedef struct _HjTexts HjTexts;

HjTexts *hj_texts_new (HjFonts *fonts);
void     hj_texts_free (HjTexts *texts);

/**
 * HjPlace:
 * @what: a msgid: what the text is, "the reason of a finding"
 * @about: which one, "" if there is one only
 *
 * Where a text comes from, for the message about a character that no font has.
 */
typedef struct {
  const char *what;
  const char *about;
} HjPlace;

HjText  *hj_texts_get (HjTexts *texts, const HjTextStyle *style, double width_pt, const char *string, HjPlace place, GError **error);
/* The width it takes on one line. */
gboolean hj_texts_measure (HjTexts *texts, const HjTextStyle *style, const char *string, HjPlace place, double *width_pt, GError **error);

HjText  *hj_text_ref (HjText *text);
void     hj_text_unref (HjText *text);
guint    hj_text_get_n_lines (const HjText *text);
double   hj_text_get_pitch (const HjText *text);
double   hj_text_get_height (const HjText *text);           /* all lines */
double   hj_text_get_line_width (const HjText *text, guint line);
char    *hj_text_dup_line (const HjText *text, guint line);  /* for tests: what stands in it */
void     hj_text_add_glyphs (const HjText *text, HjGlyphUse *use);
/* Draws lines first..first+n-1 with the top of the first at (x, y). */
void     hj_text_draw (const HjText *text, guint first, guint n, double x_pt, double y_pt, HjDrawFonts *fonts, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjTexts, hj_texts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjText, hj_text_unref)

G_END_DECLS
