/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_DRAFT_FIELD (hj_draft_field_get_type ())
G_DECLARE_FINAL_TYPE (HjDraftField, hj_draft_field, HJ, DRAFT_FIELD, GObject)

/**
 * HjDraftField:
 *
 * Makes a stock text widget (any GtkEditable, or a GtkTextView) lose nothing:
 * what is being typed goes to the session's drafts, leaving the field or Enter
 * makes it one entry by the signal "commit" (text), and what a crash left
 * behind is back in the field. The widget owns it.
 */
HjDraftField *hj_draft_field_attach (GtkWidget  *widget,
                                     HjSession  *session,
                                     const char *field);
/* Shows what is recorded, unless the user is typing something else. @pending: its commit is
 * under way; once it is not, a text that differs from what was sent is a failed commit, and the
 * typed text stays in the field as a draft. */
void          hj_draft_field_show (HjDraftField *self,
                                   const char   *text,
                                   gboolean      pending);
void          hj_draft_field_commit (HjDraftField *self);
void          hj_draft_field_replace (HjDraftField *self, const char *text);  /* as if typed */
/* Forgets whose text it was: another expert records now. Commit before. */
void          hj_draft_field_reset (HjDraftField *self);
gboolean      hj_draft_field_is_dirty (HjDraftField *self);
/* What is typed in the form it is recorded in: a date's. Returns a new string. */
typedef char *(*HjDraftNormalizeFunc) (const char *text, gpointer user_data);
void          hj_draft_field_set_normalize (HjDraftField *self, HjDraftNormalizeFunc normalize, gpointer user_data);
HjDraftField *hj_draft_field_get (GtkWidget *widget);  /* (nullable): the one attached to it */
char         *hj_draft_field_dup_text (HjDraftField *self);

/* Whether something is still being typed at a place: for fields that are not on the screen. */
const char   *hj_draft_get (HjSession *session, const char *field);  /* "" where there is none */
void          hj_draft_set (HjSession *session, const char *field, const char *text);
gboolean      hj_draft_exists (HjSession *session, const char *field);
void          hj_draft_drop (HjSession *session, const char *field);

G_END_DECLS
