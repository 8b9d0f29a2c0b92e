/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_RECORD_EDITOR (hj_record_editor_get_type ())
G_DECLARE_FINAL_TYPE (HjRecordEditor, hj_record_editor, HJ, RECORD_EDITOR, GObject)

/**
 * HjRecordEditor:
 *
 * One record of a dossier that is no finding (the applicant, the visit, a member, an occupation,
 * a material, a note), and the stock widgets bound to its fields. What is changed while a commit
 * is under way builds on it; a failed commit goes back, and the typed text stays as a draft.
 *
 * Signals: "changed" () what is recorded is new; "failed" (GError).
 */
HjRecordEditor *hj_record_editor_new (HjSession *session, HjCommandKind kind, const char *id);
const char     *hj_record_editor_get_id (HjRecordEditor *self);
HjSession      *hj_record_editor_get_session (HjRecordEditor *self);
gboolean        hj_record_editor_is_pending (HjRecordEditor *self);
/* The record as the model's struct of its kind; NULL if it is gone. */
gconstpointer   hj_record_editor_peek (HjRecordEditor *self);
/* A command that puts the record as it is, to be changed in place through get_record(); NULL if it is gone. */
HjCommand      *hj_record_editor_begin (HjRecordEditor *self);
gpointer        hj_record_editor_get_record (HjCommand *command);
void            hj_record_editor_submit (HjRecordEditor *self, HjCommand *command, const char *label);

/* Fields by their offset in the struct. The widget is kept up to date and names the field to a
 * screen reader. @draft: name of the draft of what is typed. */
void            hj_record_editor_bind_text (HjRecordEditor *self, GtkWidget *widget, const char *draft, gsize offset, const char *name);
void            hj_record_editor_bind_day (HjRecordEditor *self, GtkWidget *widget, const char *draft, gsize offset, const char *name);
void            hj_record_editor_bind_flag (HjRecordEditor *self, GtkSwitch *widget, gsize offset, const char *name);

/* Commands that are no record's change: adding, removing, several at once. @done may be NULL. */
typedef void  (*HjAppliedFunc) (GtkWidget *widget, gboolean applied);
void            hj_record_apply (GtkWidget *widget, HjSession *session, GPtrArray *commands, const char *label, HjAppliedFunc done);
void            hj_record_apply_one (GtkWidget *widget, HjSession *session, HjCommand *command, const char *label, HjAppliedFunc done);

G_END_DECLS
