/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme.h"

G_BEGIN_DECLS

/* Everything that a scheme says beside its rubric and its standards, in parts to read: who may apply, for
 * what, when, on which way, with which papers, and what follows. The window and the command show the same. */

typedef struct {
  char     *label;  /* what it is about; "" where the text says it */
  char     *text;   /* the notice's words, or the program's where @own */
  gboolean  own;    /* the program's reading, which the notice doesn't say */
} HjNoticeLine;

typedef struct {
  char      *title;
  GPtrArray *lines;  /* HjNoticeLine, never empty */
} HjNoticePart;

GPtrArray *hj_notice_list (HjScheme *scheme);  /* (transfer full) (element-type HjNoticePart) */

/* What an application goes beyond: more occupations than the notice takes at first, levels that it doesn't
 * grant in principle. Sentences to show, never a judgement. (transfer full) (element-type utf8) */
GPtrArray *hj_notice_list_limits (const HjScheme *scheme, guint n_occupations, const char *levels);

G_END_DECLS
