/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-text-private.h"
#include "hj-units.h"

G_BEGIN_DECLS

/* What stands on the pages: texts and rules at their places, in points from the
 * page's upper left corner. Drawing decides nothing. */

typedef struct {
  HjText *text;      /* NULL for a rule */
  guint   first, n;  /* its lines */
  double  x_pt, y_pt;
  double  to_x_pt, to_y_pt, width_pt;  /* a rule */
  double  gray;      /* 0 black, 1 white */
} HjMarkOnPage;

typedef struct { GArray *marks; } HjPage;  /* HjMarkOnPage, in the order of reading */

typedef struct {
  char  *label;
  guint  page;   /* from 0 */
  double y_pt;
} HjOutlineEntry;

typedef struct {
  GPtrArray  *pages;    /* HjPage */
  GArray     *outline;  /* HjOutlineEntry */
  HjGlyphUse *use;
} HjPlan;

HjPlan *hj_plan_new (void);
void    hj_plan_free (HjPlan *plan);
void    hj_plan_draw (const HjPlan *plan, guint page, HjDrawFonts *fonts, cairo_t *cr);

/**
 * HjFlow:
 *
 * Fills pages from top to bottom. The first error is kept: what is composed
 * after it has no effect, and hj_flow_finish() returns it.
 */
typedef struct {
  HjTexts *texts;   /* borrowed */
  HjPlan  *plan;
  HjPage  *page;    /* the last, borrowed */
  double   y_pt;    /* where the next block begins */
  HjText  *head_left, *head_right;  /* running head of every page */
  GError  *error;
} HjFlow;

HjFlow *hj_flow_new (HjTexts *texts);
void    hj_flow_free (HjFlow *flow);
/* The plan with its page numbers (第 x 页 共 y 页), or NULL with the first error. */
HjPlan *hj_flow_finish (HjFlow *flow, GError **error);

#define HJ_FLOW_LEFT_PT   (HJ_MARGIN_LEFT_MM * HJ_PT_PER_MM)
#define HJ_FLOW_WIDTH_PT  (HJ_TEXT_WIDTH_MM * HJ_PT_PER_MM)
#define HJ_FLOW_BOTTOM_PT ((HJ_MARGIN_TOP_MM + HJ_TEXT_HEIGHT_MM) * HJ_PT_PER_MM)

/* (transfer full); NULL after an error or for an empty string. */
HjText *hj_flow_make_text (HjFlow *flow, const HjTextStyle *style, double width_pt, const char *string, HjPlace place);
void    hj_flow_set_head (HjFlow *flow, const char *left, HjPlace left_place, const char *right);
void    hj_flow_add_text (HjFlow *flow, HjText *text, double indent_pt, double gray);  /* takes the text; NULL is nothing */
void    hj_flow_add_space (HjFlow *flow, double height_pt);
void    hj_flow_add_rule (HjFlow *flow, double width_pt, double gray);
void    hj_flow_add_outline (HjFlow *flow, const char *label);
/* A new page unless so much room is left. */
void    hj_flow_need (HjFlow *flow, double height_pt);
void    hj_flow_break_page (HjFlow *flow);
double  hj_flow_get_room (const HjFlow *flow);
double  hj_flow_get_top (const HjFlow *flow);
gboolean hj_flow_is_at_top (const HjFlow *flow);

void    hj_page_add_text (HjPage *page, HjText *text, guint first, guint n, double x_pt, double y_pt, double gray);
void    hj_page_add_rule (HjPage *page, double x0_pt, double y0_pt, double x1_pt, double y1_pt, double width_pt, double gray);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjFlow, hj_flow_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjPlan, hj_plan_free)

G_END_DECLS
