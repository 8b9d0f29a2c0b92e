/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hj-import-plan.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_ENTRY (hj_import_entry_get_type ())
G_DECLARE_FINAL_TYPE (HjImportEntry, hj_import_entry, HJ, IMPORT_ENTRY, GObject)

/* What an entry is filed under: its state, but a row with a cell that was not understood is there, too. */
typedef enum { HJ_IMPORT_SHOW_NEW, HJ_IMPORT_SHOW_CHANGED, HJ_IMPORT_SHOW_UNREADABLE, HJ_IMPORT_SHOW_SAME } HjImportShow;
#define HJ_N_IMPORT_SHOWS 4

/* A row of a plan as an object for a list. Property "chosen" (readwrite): whether it is to be imported. */
HjImportEntry     *hj_import_entry_new (const HjScheme *scheme, HjImportRow *row);  /* borrows both */
const HjImportRow *hj_import_entry_get_row (HjImportEntry *self);
gboolean           hj_import_entry_can_choose (HjImportEntry *self);  /* has something that could be imported */
gboolean           hj_import_entry_is_in (HjImportEntry *self, HjImportShow show);
gboolean           hj_import_entry_get_chosen (HjImportEntry *self);
void               hj_import_entry_set_chosen (HjImportEntry *self, gboolean chosen);
const char        *hj_import_entry_get_sign (HjImportEntry *self);       /* "+ New" */
const char        *hj_import_entry_get_css_class (HjImportEntry *self);
const char        *hj_import_entry_get_table (HjImportEntry *self);      /* 工作人员情况; "" */
/* What would change, in one line: "学历 大专 → 本科；年限 2 → 3". ID numbers masked. (transfer full) */
char              *hj_import_entry_dup_summary (HjImportEntry *self);

/* A field of a table in the scheme's own words, else in plain ones. */
const char        *hj_import_entry_field_label (const HjScheme *scheme, HjRecordKind kind, const char *field);
/* A value as people read it, ID numbers masked; "—" for none. (transfer full) */
char              *hj_import_entry_dup_value (const HjScheme *scheme, const HjRecord *record, const char *field);

G_END_DECLS
