/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-relax-editor.h"
#include "hj-result-rows.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_RESULT_ROW (hj_result_row_get_type ())
G_DECLARE_FINAL_TYPE (HjResultRow, hj_result_row, HJ, RESULT_ROW, GtkWidget)

/**
 * HjResultRow:
 *
 * One check of a standard for one subject: what is required, what there is, the gap in words, the
 * rows behind the figure; and the relaxation of a standard that is short.
 */
GtkWidget              *hj_result_row_new (HjSession *session);
/* @result is borrowed until the next call: the report it is in must live as long. */
void                    hj_result_row_show (HjResultRow *self, const HjStandardResult *result);
/* The only result of its standard: its status stands in the standard's head already. */
void                    hj_result_row_set_alone (HjResultRow *self, gboolean alone);
gboolean                hj_result_row_is_open (HjResultRow *self);
const HjStandardResult *hj_result_row_get_result (HjResultRow *self);
GtkWidget              *hj_result_row_get_figure (HjResultRow *self);    /* the button that opens the rows */
HjResultRows           *hj_result_row_get_rows (HjResultRow *self);      /* (nullable) while they are closed */
GtkWidget              *hj_result_row_get_relax (HjResultRow *self);     /* the button */
GtkWidget              *hj_result_row_get_withdraw (HjResultRow *self);  /* the button */
HjRelaxEditor          *hj_result_row_get_relax_editor (HjResultRow *self);  /* (nullable) while it is closed */
const char             *hj_result_row_get_message (HjResultRow *self);

G_END_DECLS
