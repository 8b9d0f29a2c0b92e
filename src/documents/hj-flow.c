/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-flow-private.h"

/* The running head, its rule, and the air below them. */
#define HEAD_SIZE_PT  9.0
#define HEAD_PITCH_PT 13.0
#define HEAD_AIR_PT   6.0
#define HEAD_RIGHT_PT (48.0 * HJ_PT_PER_MM)
/* GB/T 9704: the page number stands 7 mm below the text, one character in from its outer edge. */
#define NUMBER_DROP_MM  7.0
#define NUMBER_SIZE_PT 10.5

static void
mark_clear (gpointer data)
{
  HjMarkOnPage *mark = data;

  g_clear_pointer (&mark->text, hj_text_unref);
}

static void
page_free (HjPage *page)
{
  g_array_unref (page->marks);
  g_free (page);
}

static void
outline_clear (gpointer data)
{
  HjOutlineEntry *entry = data;

  g_clear_pointer (&entry->label, g_free);
}

HjPlan *
hj_plan_new (void)
{
  HjPlan *self = g_new0 (HjPlan, 1);

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  self->outline = g_array_new (FALSE, FALSE, sizeof (HjOutlineEntry));
  g_array_set_clear_func (self->outline, outline_clear);
  self->use = hj_glyph_use_new ();
  return self;
}

void
hj_plan_free (HjPlan *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->pages);
  g_array_unref (self->outline);
  g_hash_table_unref (self->use);
  g_free (self);
}

static void
set_gray (cairo_t *cr,
          double   gray,
          double  *current)
{
  if (ABS (gray - *current) < 1e-6)
    return;
  cairo_set_source_rgb (cr, gray, gray, gray);
  *current = gray;
}

void
hj_plan_draw (const HjPlan *self,
              guint         page,
              HjDrawFonts  *fonts,
              cairo_t      *cr)
{
  const HjPage *drawn = g_ptr_array_index (self->pages, page);
  double gray = -1;

  for (guint i = 0; i < drawn->marks->len; i++)
    {
      const HjMarkOnPage *mark = &g_array_index (drawn->marks, HjMarkOnPage, i);

      set_gray (cr, mark->gray, &gray);
      if (mark->text != NULL)
        {
          hj_text_draw (mark->text, mark->first, mark->n, mark->x_pt, mark->y_pt, fonts, cr);
          continue;
        }
      cairo_set_line_width (cr, mark->width_pt);
      cairo_move_to (cr, mark->x_pt, mark->y_pt);
      cairo_line_to (cr, mark->to_x_pt, mark->to_y_pt);
      cairo_stroke (cr);
    }
}

void
hj_page_add_text (HjPage *page,
                  HjText *text,
                  guint   first,
                  guint   n,
                  double  x_pt,
                  double  y_pt,
                  double  gray)
{
  HjMarkOnPage mark = { .text = hj_text_ref (text), .first = first, .n = n, .x_pt = x_pt, .y_pt = y_pt, .gray = gray };

  g_assert (first + n <= hj_text_get_n_lines (text));
  g_array_append_val (page->marks, mark);
}

void
hj_page_add_rule (HjPage *page,
                  double  x0_pt,
                  double  y0_pt,
                  double  x1_pt,
                  double  y1_pt,
                  double  width_pt,
                  double  gray)
{
  HjMarkOnPage mark = {
    .x_pt = x0_pt, .y_pt = y0_pt, .to_x_pt = x1_pt, .to_y_pt = y1_pt, .width_pt = width_pt, .gray = gray,
  };

  g_array_append_val (page->marks, mark);
}

static void
begin_page (HjFlow *self)
{
  double top_pt = hj_mm_to_pt (HJ_MARGIN_TOP_MM);

  self->page = g_new0 (HjPage, 1);
  self->page->marks = g_array_new (FALSE, FALSE, sizeof (HjMarkOnPage));
  g_array_set_clear_func (self->page->marks, mark_clear);
  g_ptr_array_add (self->plan->pages, self->page);
  self->y_pt = hj_flow_get_top (self);

  if (self->head_left != NULL)
    hj_page_add_text (self->page, self->head_left, 0, hj_text_get_n_lines (self->head_left), HJ_FLOW_LEFT_PT, top_pt, 0);
  if (self->head_right != NULL)
    hj_page_add_text (self->page, self->head_right, 0, hj_text_get_n_lines (self->head_right),
                      HJ_FLOW_LEFT_PT + HJ_FLOW_WIDTH_PT - HEAD_RIGHT_PT, top_pt, 0);
  if (self->head_left != NULL || self->head_right != NULL)
    hj_page_add_rule (self->page, HJ_FLOW_LEFT_PT, self->y_pt - HEAD_AIR_PT,
                      HJ_FLOW_LEFT_PT + HJ_FLOW_WIDTH_PT, self->y_pt - HEAD_AIR_PT, 0.4, 0.4);
}

static void
ensure_page (HjFlow *self)
{
  if (self->page == NULL)
    begin_page (self);
}

HjFlow *
hj_flow_new (HjTexts *texts)
{
  HjFlow *self = g_new0 (HjFlow, 1);

  self->texts = texts;
  self->plan = hj_plan_new ();
  return self;
}

void
hj_flow_free (HjFlow *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->plan, hj_plan_free);
  g_clear_pointer (&self->head_left, hj_text_unref);
  g_clear_pointer (&self->head_right, hj_text_unref);
  g_clear_error (&self->error);
  g_free (self);
}

HjText *
hj_flow_make_text (HjFlow            *self,
                   const HjTextStyle *style,
                   double             width_pt,
                   const char        *string,
                   HjPlace            place)
{
  if (self->error != NULL || string == NULL || *string == '\0')
    return NULL;
  return hj_texts_get (self->texts, style, width_pt, string, place, &self->error);
}

/**
 * hj_flow_set_head:
 *
 * What stands above the text of every page from the first. Call it before
 * anything is added.
 */
void
hj_flow_set_head (HjFlow     *self,
                  const char *left,
                  HjPlace     left_place,
                  const char *right)
{
  HjTextStyle style = { HJ_ROLE_FANGSONG, HEAD_SIZE_PT, HEAD_PITCH_PT, HJ_ALIGN_START };

  g_assert (self->page == NULL);

  self->head_left = hj_flow_make_text (self, &style, HJ_FLOW_WIDTH_PT - HEAD_RIGHT_PT - HEAD_SIZE_PT, left, left_place);
  style.align = HJ_ALIGN_END;
  self->head_right = hj_flow_make_text (self, &style, HEAD_RIGHT_PT, right, (HjPlace) { N_("the head of the page"), "" });
}

double
hj_flow_get_top (const HjFlow *self)
{
  double top_pt = hj_mm_to_pt (HJ_MARGIN_TOP_MM);
  guint n_lines = 0;

  if (self->head_left != NULL)
    n_lines = hj_text_get_n_lines (self->head_left);
  if (self->head_right != NULL)
    n_lines = MAX (n_lines, hj_text_get_n_lines (self->head_right));
  return n_lines > 0 ? top_pt + n_lines * HEAD_PITCH_PT + 2 + HEAD_AIR_PT : top_pt;
}

double
hj_flow_get_room (const HjFlow *self)
{
  return HJ_FLOW_BOTTOM_PT - (self->page != NULL ? self->y_pt : hj_flow_get_top (self));
}

gboolean
hj_flow_is_at_top (const HjFlow *self)
{
  return self->page == NULL || self->y_pt < hj_flow_get_top (self) + 0.01;
}

void
hj_flow_break_page (HjFlow *self)
{
  ensure_page (self);
  begin_page (self);
}

void
hj_flow_need (HjFlow *self,
              double  height_pt)
{
  ensure_page (self);
  if (hj_flow_get_room (self) < height_pt && !hj_flow_is_at_top (self))
    hj_flow_break_page (self);
}

/* A paragraph goes over the end of a page with two lines on either side. */
void
hj_flow_add_text (HjFlow *self,
                  HjText *text,
                  double  indent_pt,
                  double  gray)
{
  guint n_lines, done = 0;
  double pitch_pt;

  ensure_page (self);
  if (text == NULL)
    return;

  n_lines = hj_text_get_n_lines (text);
  pitch_pt = hj_text_get_pitch (text);
  while (done < n_lines)
    {
      guint left = n_lines - done;
      guint fits = (guint) MAX (0, (hj_flow_get_room (self) + 0.01) / pitch_pt);

      if (fits < left)
        fits = MIN (fits, left - MIN (left, 2));
      if (fits < MIN (left, 2) && !hj_flow_is_at_top (self))
        {
          hj_flow_break_page (self);
          continue;
        }
      fits = MAX (1, MIN (fits, left));
      hj_page_add_text (self->page, text, done, fits, HJ_FLOW_LEFT_PT + indent_pt, self->y_pt, gray);
      self->y_pt += fits * pitch_pt;
      done += fits;
    }
  hj_text_unref (text);
}

void
hj_flow_add_space (HjFlow *self,
                   double  height_pt)
{
  if (!hj_flow_is_at_top (self))
    self->y_pt += height_pt;
}

void
hj_flow_add_rule (HjFlow *self,
                  double  width_pt,
                  double  gray)
{
  ensure_page (self);
  hj_page_add_rule (self->page, HJ_FLOW_LEFT_PT, self->y_pt, HJ_FLOW_LEFT_PT + HJ_FLOW_WIDTH_PT, self->y_pt, width_pt, gray);
}

void
hj_flow_add_outline (HjFlow     *self,
                     const char *label)
{
  HjOutlineEntry entry;

  ensure_page (self);
  entry = (HjOutlineEntry) { g_strdup (label), self->plan->pages->len - 1, self->y_pt };
  g_array_append_val (self->plan->outline, entry);
}

/* Odd pages carry the number at the right, even pages at the left. */
static void
number_pages (HjFlow *self)
{
  guint n_pages = self->plan->pages->len;
  double y_pt = HJ_FLOW_BOTTOM_PT + hj_mm_to_pt (NUMBER_DROP_MM) - NUMBER_SIZE_PT;

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("第 %u 页  共 %u 页", i + 1, n_pages);
      HjTextStyle style = { HJ_ROLE_FANGSONG, NUMBER_SIZE_PT, NUMBER_SIZE_PT * 1.2, i % 2 == 0 ? HJ_ALIGN_END : HJ_ALIGN_START };
      g_autoptr (HjText) text = hj_flow_make_text (self, &style, HJ_FLOW_WIDTH_PT - 2 * NUMBER_SIZE_PT, number,
                                                   (HjPlace) { N_("the page number"), "" });

      if (text != NULL)
        hj_page_add_text (g_ptr_array_index (self->plan->pages, i), text, 0, 1, HJ_FLOW_LEFT_PT + NUMBER_SIZE_PT, y_pt, 0);
    }
}

static void
collect_glyphs (HjPlan *plan)
{
  for (guint i = 0; i < plan->pages->len; i++)
    {
      const HjPage *page = g_ptr_array_index (plan->pages, i);

      for (guint k = 0; k < page->marks->len; k++)
        {
          const HjMarkOnPage *mark = &g_array_index (page->marks, HjMarkOnPage, k);

          if (mark->text != NULL)
            hj_text_add_glyphs (mark->text, plan->use);
        }
    }
}

/**
 * hj_flow_finish:
 *
 * Numbers the pages and collects the glyphs they use.
 *
 * Returns: (transfer full): or %NULL with the first error of what was composed
 */
HjPlan *
hj_flow_finish (HjFlow  *self,
                GError **error)
{
  ensure_page (self);
  number_pages (self);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  collect_glyphs (self->plan);
  return g_steal_pointer (&self->plan);
}
