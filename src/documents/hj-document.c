/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hj-compose-private.h"
#include "hj-document.h"
#include "hj-error.h"
#include "hj-pdf-private.h"

/* A preview of more pixels than this is refused rather than tried: a page at 800 dpi. */
#define MAX_PIXELS (64 * 1024 * 1024)

struct _HjTypesetter {
  int      ref_count;  /* its documents hold it; all on one thread */
  HjFonts *fonts;
  HjTexts *texts;
};

struct _HjDocument {
  HjTypesetter *typesetter;
  HjPlan       *plan;
  char         *title;
  HjDay         day;
  HjDrawFonts  *fonts;  /* NULL before it is first drawn */
};

static const struct {
  const char *id;
  HjPlan   *(*compose)   (HjTexts *texts, const HjScoreCard *card, GError **error);
  char     *(*dup_title) (const HjScoreCard *card);
} kinds[] = {
  [HJ_DOCUMENT_SCORE_SHEET] = { "score-sheet", hj_score_sheet_compose, hj_score_sheet_dup_title },
  [HJ_DOCUMENT_DEDUCTIONS]  = { "deductions", hj_deductions_compose, hj_deductions_dup_title },
};

const char *
hj_document_kind_to_id (HjDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].id;
}

gboolean
hj_document_kind_from_id (const char     *id,
                          HjDocumentKind *kind)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      {
        if (kind != NULL)
          *kind = (HjDocumentKind) i;
        return TRUE;
      }
  return FALSE;
}

HjTypesetter *
hj_typesetter_new (GError **error)
{
  g_autoptr (HjFonts) fonts = hj_fonts_new (error);
  HjTypesetter *self;

  if (fonts == NULL)
    return NULL;

  self = g_new0 (HjTypesetter, 1);
  self->ref_count = 1;
  self->texts = hj_texts_new (fonts);
  self->fonts = g_steal_pointer (&fonts);
  return self;
}

void
hj_typesetter_free (HjTypesetter *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;

  hj_texts_free (self->texts);
  hj_fonts_free (self->fonts);
  g_free (self);
}

HjDocument *
hj_document_plan (HjTypesetter    *typesetter,
                  HjDocumentKind   kind,
                  HjScoreCard     *card,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr (HjPlan) plan = NULL;
  HjDocument *self;

  g_return_val_if_fail (typesetter != NULL, NULL);
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);
  g_return_val_if_fail (card != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  plan = kinds[kind].compose (typesetter->texts, card, error);
  if (plan == NULL)
    return NULL;

  /* What a job plans before it draws is subset in one go. */
  hj_glyph_use_want (plan->use);
  self = g_new0 (HjDocument, 1);
  self->typesetter = typesetter;
  typesetter->ref_count++;
  self->plan = g_steal_pointer (&plan);
  self->title = kinds[kind].dup_title (card);
  self->day = hj_words_day (card->content);
  return self;
}

void
hj_document_free (HjDocument *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->fonts, hj_draw_fonts_free);
  g_clear_pointer (&self->plan, hj_plan_free);
  g_clear_pointer (&self->title, g_free);
  hj_typesetter_free (self->typesetter);
  g_free (self);
}

guint
hj_document_get_n_pages (const HjDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->plan->pages->len;
}

void
hj_document_get_page_size (const HjDocument *self,
                           guint             page,
                           double           *width_pt,
                           double           *height_pt)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->plan->pages->len);

  *width_pt = hj_mm_to_pt (HJ_PAGE_WIDTH_MM);
  *height_pt = hj_mm_to_pt (HJ_PAGE_HEIGHT_MM);
}

const char *
hj_document_get_title (const HjDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

static HjDrawFonts *
ensure_fonts (HjDocument  *self,
              GError     **error)
{
  if (self->fonts == NULL)
    self->fonts = hj_draw_fonts_new (self->plan->use, error);
  return self->fonts;
}

GBytes *
hj_document_to_pdf (HjDocument    *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  HjPdfPart part;

  g_return_val_if_fail (self != NULL, NULL);

  if (ensure_fonts (self, error) == NULL)
    return NULL;
  part = (HjPdfPart) { self->plan, self->title, self->day };
  return hj_pdf_write (&part, 1, self->fonts, cancellable, error);
}

GBytes *
hj_documents_to_pdf (GPtrArray     *documents,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GHashTable) use = NULL;
  g_autoptr (HjDrawFonts) fonts = NULL;
  g_autofree HjPdfPart *parts = NULL;

  g_return_val_if_fail (documents != NULL && documents->len > 0, NULL);

  use = hj_glyph_use_new ();
  parts = g_new0 (HjPdfPart, documents->len);
  for (guint i = 0; i < documents->len; i++)
    {
      const HjDocument *document = g_ptr_array_index (documents, i);

      hj_glyph_use_unite (use, document->plan->use);
      parts[i] = (HjPdfPart) { document->plan, document->title, document->day };
    }
  fonts = hj_draw_fonts_new (use, error);
  if (fonts == NULL)
    return NULL;
  return hj_pdf_write (parts, documents->len, fonts, cancellable, error);
}

static void
destroy_surface (gpointer data)
{
  cairo_surface_destroy (data);
}

GBytes *
hj_document_render_page (HjDocument  *self,
                         guint        page,
                         double       scale,
                         int         *width,
                         int         *height,
                         int         *stride,
                         GError     **error)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (page < self->plan->pages->len, NULL);
  g_return_val_if_fail (scale > 0, NULL);

  *width = (int) ceil (MIN (hj_mm_to_pt (HJ_PAGE_WIDTH_MM) * scale, G_MAXINT16));
  *height = (int) ceil (MIN (hj_mm_to_pt (HJ_PAGE_HEIGHT_MM) * scale, G_MAXINT16));
  if ((gint64) *width * *height > MAX_PIXELS)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
                           _("The page is too large to be shown at this zoom. Choose a smaller one; printing is not affected."));
      return NULL;
    }
  if (ensure_fonts (self, error) == NULL)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, *width, *height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  hj_plan_draw (self->plan, page, self->fonts, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      g_set_error (error, HJ_ERROR, HJ_ERROR_FAILED, _("The page could not be drawn (%s)."), cairo_status_to_string (status));
      return NULL;
    }
  *stride = cairo_image_surface_get_stride (surface);
  return g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) *stride * *height, destroy_surface, surface);
}

void
hj_document_draw_page (HjDocument *self,
                       guint       page,
                       gpointer    cairo)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->plan->pages->len);
  g_return_if_fail (cairo != NULL);

  if (ensure_fonts (self, &error) == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  hj_plan_draw (self->plan, page, self->fonts, cairo);
}
