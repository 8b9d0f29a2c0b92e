/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_PHRASE_ENTRY (hj_phrase_entry_get_type ())
G_DECLARE_FINAL_TYPE (HjPhraseEntry, hj_phrase_entry, HJ, PHRASE_ENTRY, GtkWidget)

/**
 * HjPhraseEntry:
 *
 * One line of words with phrases below it that a finger can choose. What is typed is kept as a draft
 * of the session until it is recorded or given up; it becomes nothing by itself.
 *
 * Signals: "changed" (); "activate" (): Enter.
 */
void        hj_phrase_entry_set_label (HjPhraseEntry *self, const char *label);
void        hj_phrase_entry_set_phrases (HjPhraseEntry *self, GPtrArray *phrases);  /* (element-type utf8) copied */
/* Keeps what is typed under this name, and brings back what is kept there. */
void        hj_phrase_entry_set_draft (HjPhraseEntry *self, HjSession *session, const char *field);
void        hj_phrase_entry_drop_draft (HjPhraseEntry *self);
char       *hj_phrase_entry_dup_text (HjPhraseEntry *self);  /* without blanks at its ends */
void        hj_phrase_entry_set_text (HjPhraseEntry *self, const char *text);
GtkWidget  *hj_phrase_entry_get_entry (HjPhraseEntry *self);
GtkWidget  *hj_phrase_entry_get_chips (HjPhraseEntry *self);

G_END_DECLS
