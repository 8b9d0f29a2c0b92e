/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-finding-editor.h"

G_BEGIN_DECLS

#define HJ_TYPE_REASON_FIELD (hj_reason_field_get_type ())
G_DECLARE_FINAL_TYPE (HjReasonField, hj_reason_field, HJ, REASON_FIELD, GtkWidget)

/**
 * HjReasonField:
 *
 * A reason in place: the text, quick phrases of the scheme and the expert's own last ones, and
 * the method it rests on.
 *
 * Signals: "reason" (string) typed and left; "method" (string) chosen; "done" () Enter: the
 * keyboard goes back to the row.
 */
void          hj_reason_field_setup (HjReasonField   *self,
                                     HjFindingEditor *editor,
                                     const char      *draft,
                                     const char      *label);
void          hj_reason_field_show (HjReasonField *self,
                                    const char    *reason,
                                    const char    *method,
                                    gboolean       owed,
                                    gboolean       pending);
void          hj_reason_field_commit (HjReasonField *self);
void          hj_reason_field_reset (HjReasonField *self);
void          hj_reason_field_set_has_method (HjReasonField *self, gboolean has_method);
/* The expert's own last reasons, then the criterion's, the item's, the scheme's. */
GPtrArray    *hj_reason_field_dup_phrases (HjFindingEditor *editor);
GtkWidget    *hj_reason_field_get_entry (HjReasonField *self);
GtkWidget    *hj_reason_field_get_chips (HjReasonField *self);

G_END_DECLS
