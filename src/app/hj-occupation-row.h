/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-content.h"

G_BEGIN_DECLS

/* An occupation applied for, in the form of a new dossier: code, name, levels.
 * Signals: "changed" (), "remove" (). */
#define HJ_TYPE_OCCUPATION_ROW (hj_occupation_row_get_type ())
G_DECLARE_FINAL_TYPE (HjOccupationRow, hj_occupation_row, HJ, OCCUPATION_ROW, GtkWidget)

GtkWidget    *hj_occupation_row_new (const HjScheme *scheme);
/* The levels that can be applied for are the scheme's; those with the same id stay chosen. */
void          hj_occupation_row_set_scheme (HjOccupationRow *self, const HjScheme *scheme);
/* (transfer full): NULL for a row that is left empty. */
HjOccupation *hj_occupation_row_dup_occupation (HjOccupationRow *self);
/* (transfer full): what is wrong with it, in a sentence, NULL if nothing is; marks the field. */
char         *hj_occupation_row_check (HjOccupationRow *self);

G_END_DECLS
