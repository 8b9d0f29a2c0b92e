/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-document.h"
#include "hj-score-card.h"

G_BEGIN_DECLS

/* Long jobs: documents are planned, drawn and written on a worker thread of their own. */

#define HJ_TYPE_PREVIEW (hj_preview_get_type ())
G_DECLARE_FINAL_TYPE (HjPreview, hj_preview, HJ, PREVIEW, GObject)

/* A planned document that lives on the documents' worker. */
void        hj_preview_new_async (HjDocumentKind kind, HjScoreCard *card, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
HjPreview  *hj_preview_new_finish (GAsyncResult *result, GError **error);
guint       hj_preview_get_n_pages (HjPreview *preview);
void        hj_preview_get_page_size (HjPreview *preview, guint page, double *width_pt, double *height_pt);
/* Pixels as hj_document_render_page() gives them. */
void        hj_preview_render_async (HjPreview *preview, guint page, double scale, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GBytes     *hj_preview_render_finish (HjPreview *preview, GAsyncResult *result, int *width, int *height, int *stride, GError **error);
void        hj_preview_to_pdf_async (HjPreview *preview, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes     *hj_preview_to_pdf_finish (HjPreview *preview, GAsyncResult *result, GError **error);
/* Draws a page on a printer's cairo_t (given as a pointer, see hj_document_draw_page()). It is drawn on
 * the documents' worker; the caller leaves the cairo_t alone until the callback: a print operation
 * defers its page with gtk_print_operation_set_defer_drawing(). */
void        hj_preview_draw_async (HjPreview *preview, guint page, gpointer cairo, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean    hj_preview_draw_finish (HjPreview *preview, GAsyncResult *result, GError **error);

/* Blocking: plans and writes one document atomically. */
gboolean    hj_job_write_document (HjDocumentKind kind, HjScoreCard *card, const char *path, GCancellable *cancellable, GError **error);

/* Recent dossiers, remembered on this computer, newest first, without opening them. */
typedef struct { char *path, *dossier_id, *applicant, *scheme, *total, *state; gint64 opened; gboolean exists; } HjRecent;
void        hj_recent_free (HjRecent *recent);
GPtrArray  *hj_recent_list (void);
void        hj_recent_remove (const char *path);

G_END_DECLS
