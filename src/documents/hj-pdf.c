/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-error.h"
#include "hj-pdf-private.h"

#define TAG_LETTERS 6
#define FNV_OFFSET  G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME   G_GUINT64_CONSTANT (0x100000001b3)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Both dates must be set: Cairo puts the moment of printing where one is missing. */
static void
set_metadata (cairo_surface_t *surface,
              const HjPdfPart *parts,
              guint            n_parts)
{
  HjDay day = parts[0].day;
  g_autofree char *iso = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *title = NULL;

  for (guint i = 1; i < n_parts; i++)
    day = MAX (day, parts[i].day);
  iso = hj_day_format_iso (day);
  moment = g_strconcat (iso, "T00:00:00", NULL);
  title = n_parts == 1 ? g_strdup (parts[0].title) : g_strdup_printf ("%s 等%u份", parts[0].title, n_parts);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Hengjian " VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

static void
add_outline (cairo_surface_t *surface,
             const HjPdfPart *part,
             guint            first_page)
{
  g_autofree char *top = g_strdup_printf ("page=%u", first_page + 1);
  int root = cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, part->title, top, CAIRO_PDF_OUTLINE_FLAG_OPEN);

  for (guint i = 0; i < part->plan->outline->len; i++)
    {
      const HjOutlineEntry *entry = &g_array_index (part->plan->outline, HjOutlineEntry, i);
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *attributes = NULL;

      g_ascii_formatd (x, sizeof x, "%.0f", HJ_FLOW_LEFT_PT);
      g_ascii_formatd (y, sizeof y, "%.0f", entry->y_pt);
      attributes = g_strdup_printf ("page=%u pos=[%s %s]", first_page + entry->page + 1, x, y);
      cairo_pdf_surface_add_outline (surface, root, entry->label, attributes, 0);
    }
}

/* Writes over the tag of each embedded font, the six letters of /FontName /ABCDEF+Name; a @seed of 0 blanks it. */
static void
overwrite_tags (GByteArray *bytes,
                guint64     seed)
{
  static const char * const keys[] = { "/FontName /", "/BaseFont /" };
  const gsize key_length = strlen (keys[0]);

  for (gsize i = 0; i + key_length + TAG_LETTERS < bytes->len; i++)
    {
      guint8 *tag = bytes->data + i + key_length;
      guint64 hash = seed;

      if (bytes->data[i] != '/' || tag[TAG_LETTERS] != '+'
          || (memcmp (bytes->data + i, keys[0], key_length) != 0 && memcmp (bytes->data + i, keys[1], key_length) != 0))
        continue;
      for (const guint8 *p = tag + TAG_LETTERS; seed != 0 && p < bytes->data + bytes->len && !g_ascii_isspace (*p); p++)
        hash = (hash ^ *p) * FNV_PRIME;
      for (gsize k = 0; k < TAG_LETTERS; k++, hash /= 26)
        tag[k] = (guint8) ('A' + hash % 26);
    }
}

/* Cairo makes the tags of embedded fonts from glyph numbers, and those depend on
 * what else the job printed. Tags made from the file itself don't: they are
 * blanked, the file is hashed, and each gets letters from the hash and the
 * font's name. Nothing changes its length. */
static void
normalize_tags (GByteArray *bytes)
{
  guint64 hash = FNV_OFFSET;

  overwrite_tags (bytes, 0);
  for (guint i = 0; i < bytes->len; i++)
    hash = (hash ^ bytes->data[i]) * FNV_PRIME;
  overwrite_tags (bytes, hash | 1);
}

static void
set_error_from_status (GError         **error,
                       cairo_status_t   status)
{
  g_set_error (error, HJ_ERROR, HJ_ERROR_FAILED,
               _("The document could not be drawn (%s). Nothing was printed and nothing that was entered is lost."),
               cairo_status_to_string (status));
}

/**
 * hj_pdf_write:
 *
 * Draws the planned pages into one file in memory. Nothing in it depends on the
 * moment or the machine but the fonts.
 */
GBytes *
hj_pdf_write (const HjPdfPart  *parts,
              guint             n_parts,
              HjDrawFonts      *fonts,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (cairo_surface_t) surface = NULL;
  g_autoptr (cairo_t) cr = NULL;
  cairo_status_t status;
  guint first_page = 0;

  g_assert (n_parts > 0);

  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes,
                                                 hj_mm_to_pt (HJ_PAGE_WIDTH_MM), hj_mm_to_pt (HJ_PAGE_HEIGHT_MM));
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  set_metadata (surface, parts, n_parts);
  cr = cairo_create (surface);
  for (guint i = 0; i < n_parts; i++)
    {
      for (guint page = 0; page < parts[i].plan->pages->len; page++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          hj_plan_draw (parts[i].plan, page, fonts, cr);
          cairo_show_page (cr);
        }
      add_outline (surface, &parts[i], first_page);
      first_page += parts[i].plan->pages->len;
    }

  status = cairo_status (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_error_from_status (error, status);
      return NULL;
    }
  normalize_tags (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
