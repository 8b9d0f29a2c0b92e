/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-note-row.h"
#include "hj-place.h"
#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_NOTES_PAGE (hj_notes_page_get_type ())
G_DECLARE_FINAL_TYPE (HjNotesPage, hj_notes_page, HJ, NOTES_PAGE, GtkWidget)

/* Free notes: on the visit, an item, or nothing. */
GtkWidget *hj_notes_page_new (HjSession *session);
void       hj_notes_page_show_place (HjNotesPage *self, const HjPlace *place);
GtkWidget *hj_notes_page_get_new_note (HjNotesPage *self);  /* the text view of a note that is not there yet */
GtkWidget *hj_notes_page_get_add (HjNotesPage *self);
HjNoteRow *hj_notes_page_get_row (HjNotesPage *self, guint position);  /* (nullable) */

G_END_DECLS
