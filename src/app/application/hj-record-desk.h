/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_RECORD_DESK (hj_record_desk_get_type ())
G_DECLARE_FINAL_TYPE (HjRecordDesk, hj_record_desk, HJ, RECORD_DESK, GObject)

/**
 * HjRecordDesk:
 *
 * The records of a session as they are being changed: what was put is shown at once, durable when
 * its commit is, taken back where it fails. What is put while a commit is under way builds on it.
 * Every page of the application shares the session's one desk.
 *
 * Signals: "changed" (kind as int): records of the kind are, or are shown as, others than before.
 */
HjRecordDesk   *hj_record_desk_get (HjSession *session);  /* (transfer none): lives as long as the session */

/* NULL where there is none (any more). Borrowed until the next change. */
const HjRecord *hj_record_desk_peek (HjRecordDesk *self, HjRecordKind kind, const char *id);
gboolean        hj_record_desk_is_pending (HjRecordDesk *self, HjRecordKind kind, const char *id);
/* Rows that were put and are not in the content yet. (element-type HjRecord), borrowed; in the order they were put. */
GPtrArray      *hj_record_desk_list_new (HjRecordDesk *self, HjRecordKind kind);

/* One undoable step. @widget: a failure is told where it stands. Takes the commands, which put or
 * remove records. @draft: (nullable): the place of what was typed, kept there as @typed if the commit fails. */
void            hj_record_desk_apply (HjRecordDesk *self, GtkWidget *widget, GPtrArray *commands, const char *label,
                                      const char *draft, const char *typed);
/* Takes the record, whole as it shall be. */
void            hj_record_desk_put (HjRecordDesk *self, GtkWidget *widget, HjRecord *record, const char *label,
                                    const char *draft, const char *typed);

/* The place of what is being typed into a field: "record/staff/<id>/name". */
char           *hj_record_desk_dup_draft (HjRecordKind kind, const char *id, const char *field);

G_END_DECLS
