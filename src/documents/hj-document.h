/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-score-card.h"

G_BEGIN_DECLS

/* Typeset pages. Planning measures and breaks; drawing page n decides nothing. A document is
 * used on one thread at a time (Pango font maps are per thread). */

typedef struct _HjTypesetter HjTypesetter;
typedef struct _HjDocument   HjDocument;

/**
 * hj_typesetter_new:
 *
 * The fonts of a job: found once, checked for coverage, subset once for all its documents.
 */
HjTypesetter *hj_typesetter_new (GError **error);
void          hj_typesetter_free (HjTypesetter *typesetter);

typedef enum {
  HJ_DOCUMENT_SCORE_SHEET,  /* 评分表 (Z annex 2) */
  HJ_DOCUMENT_DEDUCTIONS,   /* 扣分说明 */
} HjDocumentKind;

const char *hj_document_kind_to_id (HjDocumentKind kind);  /* "score-sheet", "deductions" */
gboolean    hj_document_kind_from_id (const char *id, HjDocumentKind *kind);

/**
 * hj_document_plan:
 * @card: holds the content too
 *
 * Lays the document out. HJ_ERROR_GLYPH names a character that no font has, its
 * code point and where it stands; nothing is printed then.
 */
HjDocument *hj_document_plan (HjTypesetter    *typesetter,
                              HjDocumentKind   kind,
                              HjScoreCard     *card,
                              GCancellable    *cancellable,
                              GError         **error);
void        hj_document_free (HjDocument *document);

guint       hj_document_get_n_pages (const HjDocument *document);
void        hj_document_get_page_size (const HjDocument *document, guint page, double *width_pt, double *height_pt);
const char *hj_document_get_title (const HjDocument *document);

/* The same bytes for the same dossier state. */
GBytes     *hj_document_to_pdf (HjDocument *document, GCancellable *cancellable, GError **error);
/* Several documents in one file, fonts shared, an outline entry each. (element-type HjDocument) */
GBytes     *hj_documents_to_pdf (GPtrArray *documents, GCancellable *cancellable, GError **error);
/* One page as pixels for the preview: premultiplied ARGB32, native order (GDK_MEMORY_DEFAULT). */
GBytes     *hj_document_render_page (HjDocument  *document,
                                     guint        page,
                                     double       scale,     /* pixels a point */
                                     int         *width,
                                     int         *height,
                                     int         *stride,
                                     GError     **error);
/* Draws a page on a printer's cairo_t, given as a pointer so that the window needs no Cairo of its own. */
void        hj_document_draw_page (HjDocument *document, guint page, gpointer cairo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjTypesetter, hj_typesetter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjDocument, hj_document_free)

G_END_DECLS
