/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hj-import-plan.h"

G_BEGIN_DECLS

#define HJ_TYPE_IMPORT_ENTRY (hj_import_entry_get_type ())
G_DECLARE_FINAL_TYPE (HjImportEntry, hj_import_entry, HJ, IMPORT_ENTRY, GObject)

/* What an entry is filed under: its state, but a row with a cell that was not understood is there, too. */
typedef enum {
  HJ_IMPORT_SHOW_NEW,
  HJ_IMPORT_SHOW_CHANGED,
  HJ_IMPORT_SHOW_OTHER,  /* of the assessment, not of the application: the panel, findings, notes, decisions */
  HJ_IMPORT_SHOW_UNREADABLE,
  HJ_IMPORT_SHOW_SAME,
} HjImportShow;
#define HJ_N_IMPORT_SHOWS 5

gboolean           hj_import_row_can_choose (const HjImportRow *row);  /* has something that could be imported */
gboolean           hj_import_row_is_in (const HjImportRow *row, HjImportShow show);

/* A row of a plan as an object for a list. Property "chosen" (readwrite): whether it is to be imported. */
HjImportEntry     *hj_import_entry_new (HjImportPlan *plan, HjImportRow *row);  /* the row is the plan's */
const HjImportPlan*hj_import_entry_get_plan (HjImportEntry *self);
const HjImportRow *hj_import_entry_get_row (HjImportEntry *self);
gboolean           hj_import_entry_can_choose (HjImportEntry *self);
gboolean           hj_import_entry_get_chosen (HjImportEntry *self);
void               hj_import_entry_set_chosen (HjImportEntry *self, gboolean chosen);
const char        *hj_import_entry_get_sign (HjImportEntry *self);       /* "+ New" */
const char        *hj_import_entry_get_css_class (HjImportEntry *self);
const char        *hj_import_entry_get_table (HjImportEntry *self);      /* 工作人员情况, Finding; "" */
/* What would change, in one line: "学历 大专 → 本科；年限 2 → 3". ID numbers masked. (transfer full) */
char              *hj_import_entry_dup_summary (HjImportEntry *self);

G_END_DECLS
