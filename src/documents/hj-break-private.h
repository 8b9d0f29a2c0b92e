/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a line may end: the Unicode rules as Pango knows them, and on top the
 * rules of Chinese typesetting (禁则). */

typedef enum {
  HJ_BREAK_NEVER,      /* inside a character as the reader sees it */
  HJ_BREAK_EMERGENCY,  /* only if a word alone is wider than its line */
  HJ_BREAK_POOR,       /* before that: between a figure and its measure */
  HJ_BREAK_ALLOWED,
  HJ_BREAK_FORCED,     /* after a newline */
} HjBreak;

/* What may happen before each of the @n_chars characters of @text; the first is %HJ_BREAK_NEVER. */
void     hj_break_find (const char *text, glong n_chars, HjBreak *breaks);

gboolean hj_break_may_start (gunichar c);  /* a line */
gboolean hj_break_may_end (gunichar c);
/* Full-width punctuation that has one half empty: the right one of closing, the left one of opening marks. */
gboolean hj_break_is_closing (gunichar c);
gboolean hj_break_is_opening (gunichar c);

G_END_DECLS
