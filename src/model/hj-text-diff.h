/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

/* The words that changed between two texts: by character in Chinese, by word and number elsewhere; a
 * lonely character that stayed between two changes goes with them. Bounded: long texts that have little in
 * common are compared by sentence. (transfer full) (element-type HjRun) */
GPtrArray *hj_text_diff (const char *before, const char *after);
void       hj_run_free (HjRun *run);

G_END_DECLS
