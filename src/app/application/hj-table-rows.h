/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-forms.h"
#include "hj-record-desk.h"

G_BEGIN_DECLS

#define HJ_TYPE_TABLE_ROWS (hj_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (HjTableRows, hj_table_rows, HJ, TABLE_ROWS, GObject)

/**
 * HjTableRows:
 *
 * The rows of a form as a table shows them: those of one occupation, those that hold some words,
 * in the order of a column. A large table is arranged in a thread, and what was there before is
 * shown until it is done. Sorting and filtering are acts of the user: a row stays where it is while
 * it is edited, and a new one comes last.
 *
 * Signals: "changed" (): which rows there are, or what one holds.
 */
HjTableRows    *hj_table_rows_new (HjSession *session, const HjForm *form, GPtrArray *columns);
void            hj_table_rows_set_occupation (HjTableRows *self, const char *occupation);  /* NULL: of all */
const char     *hj_table_rows_get_occupation (HjTableRows *self);
void            hj_table_rows_set_filter (HjTableRows *self, const char *text);
const char     *hj_table_rows_get_filter (HjTableRows *self);
/* @column: -1 for the order of the table itself */
void            hj_table_rows_sort (HjTableRows *self, int column, gboolean descending);
int             hj_table_rows_get_sort (HjTableRows *self, gboolean *descending);
guint           hj_table_rows_get_n (HjTableRows *self);
const char     *hj_table_rows_get_id (HjTableRows *self, guint index);
const HjRecord *hj_table_rows_get (HjTableRows *self, guint index);  /* as it is shown now; NULL if it was just removed */
int             hj_table_rows_find (HjTableRows *self, const char *id);  /* -1 */
gboolean        hj_table_rows_is_busy (HjTableRows *self);

G_END_DECLS
