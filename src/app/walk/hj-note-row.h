/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_NOTE_ROW (hj_note_row_get_type ())
G_DECLARE_FINAL_TYPE (HjNoteRow, hj_note_row, HJ, NOTE_ROW, GtkListBoxRow)

/* One free note: what it is about, and its words; only its own expert writes it. */
GtkWidget  *hj_note_row_new (HjSession *session, const char *id);
const char *hj_note_row_get_id (HjNoteRow *self);
GtkWidget  *hj_note_row_get_text (HjNoteRow *self);  /* the text view */
/* What a note may be about, in words: the visit, an item, nothing in particular. */
char       *hj_note_row_dup_about (HjScheme *scheme, const char *about);

G_END_DECLS
