/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "hj-exchange-private.h"

G_BEGIN_DECLS

/* WordprocessingML by the paragraph and the cell, as the forms need it. Sizes in half points, widths in twentieths
 * of a point, as the format has them. */

#define HJ_MARKUP_WIDTH 9354  /* between the margins of the page: 165 mm */

typedef enum { HJ_FACE_SONG, HJ_FACE_FANG, HJ_FACE_HEI, HJ_FACE_SIGN } HjFace;

typedef struct {
  HjFace      face;
  guint       size;
  gboolean    bold;
  gboolean    centred;
  gboolean    right;
  guint       before, after;   /* space, twentieths of a point */
  guint       indent;          /* of the first line */
  guint       left;            /* of all lines */
  gboolean    keep;            /* with the next paragraph */
  gboolean    page_break;      /* begins a page */
  gboolean    underlined;
} HjLook;

typedef struct _HjMarkup HjMarkup;

HjMarkup *hj_markup_new (void);
void      hj_markup_free (HjMarkup *markup);
GBytes   *hj_markup_finish (HjMarkup *markup, const char *title, GError **error);  /* the whole document, packed */

void      hj_markup_paragraph (HjMarkup *markup, const HjLook *look, const char *text);  /* "\n" breaks the line */
void      hj_markup_open_paragraph (HjMarkup *markup, const HjLook *look);
void      hj_markup_run (HjMarkup *markup, const HjLook *look, const char *text);
void      hj_markup_tick_box (HjMarkup *markup, guint size, gboolean ticked);            /* a content control */
void      hj_markup_close_paragraph (HjMarkup *markup);

void      hj_markup_open_table (HjMarkup *markup, const guint *widths, guint n);  /* widths: parts of the whole */
void      hj_markup_open_row (HjMarkup *markup, guint height, gboolean head);     /* height: at least; head: repeated on each page */
typedef enum { HJ_DOWN_NONE, HJ_DOWN_BEGIN, HJ_DOWN_ON } HjDown;
void      hj_markup_open_cell (HjMarkup *markup, guint span, HjDown down, gboolean shaded, gboolean top);
void      hj_markup_close_cell (HjMarkup *markup);
void      hj_markup_cell (HjMarkup *markup, guint span, HjDown down, const HjLook *look, const char *text);
void      hj_markup_label (HjMarkup *markup, guint span, HjDown down, const char *text);  /* a head or label: centred */
void      hj_markup_value (HjMarkup *markup, guint span, const char *text);
void      hj_markup_close_row (HjMarkup *markup);
void      hj_markup_close_table (HjMarkup *markup);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjMarkup, hj_markup_free)

G_END_DECLS
