/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

/* What differs between two editions in one place: the words that went are struck through, those that
 * came are underlined, and both are said in words to a screen reader. */
GtkWidget  *hj_change_row_new (const HjSchemeChange *change);
const char *hj_change_row_word (HjChange change);       /* "Changed" */
/* Markup of a text with its changed words. (transfer full) */
char       *hj_change_row_dup_markup (const HjSchemeChange *change);
/* Likewise what is said beside the text: "10分，每少1项扣2分" before and after. (transfer full) */
char       *hj_change_row_dup_rule_markup (const HjSchemeChange *change);

G_END_DECLS
