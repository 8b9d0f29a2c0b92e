/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-forms.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_FIELD_ROW (hj_field_row_get_type ())
G_DECLARE_FINAL_TYPE (HjFieldRow, hj_field_row, HJ, FIELD_ROW, GtkListBoxRow)

/**
 * HjFieldRow:
 *
 * One field of a record: its label in the notice's words, what it is entered with, and below it what
 * is odd, as one types. Nothing is refused: what isn't understood stays as it was typed, with why.
 */
GtkWidget  *hj_field_row_new (HjSession *session, const HjFormColumn *column, const char *form_title,
                              HjRecordKind kind, const char *id);
const HjFormColumn *hj_field_row_get_column (HjFieldRow *self);
void        hj_field_row_update (HjFieldRow *self);        /* the record, or what is remarked on, is another */
void        hj_field_row_make_tall (HjFieldRow *self);     /* a text that has a page to itself */
gboolean    hj_field_row_focus (HjFieldRow *self);         /* without selecting: the next key replaces nothing */
void        hj_field_row_set_revealed (HjFieldRow *self, gboolean revealed);  /* an ID number, whole */
gboolean    hj_field_row_get_revealed (HjFieldRow *self);
GtkWidget  *hj_field_row_get_editor (HjFieldRow *self);    /* entry, text view, drop down or box of toggles */
const char *hj_field_row_get_remark (HjFieldRow *self);    /* "" */
gboolean    hj_field_row_is_wrong (HjFieldRow *self);      /* the remark is no mere hint */

G_END_DECLS
