/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Two units meet on a page and each name says its own: widths of a form are
 * given in millimetres (…_mm), type and everything that is planned or drawn in
 * points of 1/72 inch (…_pt), which are also Cairo's units on a PDF surface. */

#define HJ_PT_PER_MM (72.0 / 25.4)

static inline double
hj_mm_to_pt (double mm)
{
  return mm * HJ_PT_PER_MM;
}

/* A4, and the type area of GB/T 9704: head margin 37 mm, back margin 28 mm, text 156 × 225 mm. */
#define HJ_PAGE_WIDTH_MM   210.0
#define HJ_PAGE_HEIGHT_MM  297.0
#define HJ_MARGIN_TOP_MM    37.0
#define HJ_MARGIN_LEFT_MM   28.0
#define HJ_TEXT_WIDTH_MM   156.0
#define HJ_TEXT_HEIGHT_MM  225.0
