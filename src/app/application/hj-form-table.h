/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-table-grid.h"

G_BEGIN_DECLS

#define HJ_TYPE_FORM_TABLE (hj_form_table_get_type ())
G_DECLARE_FINAL_TYPE (HjFormTable, hj_form_table, HJ, FORM_TABLE, GtkWidget)

/* A form of many rows: the filter, what can be done with rows, the table, and what is odd about the current cell. */
GtkWidget   *hj_form_table_new (HjSession *session, const HjForm *form);
HjTableGrid *hj_form_table_get_grid (HjFormTable *self);
GtkWidget   *hj_form_table_get_filter (HjFormTable *self);
const char  *hj_form_table_get_told (HjFormTable *self);   /* "" */
const char  *hj_form_table_get_foot (HjFormTable *self);
const char  *hj_form_table_get_count (HjFormTable *self);
gboolean     hj_form_table_show_record (HjFormTable *self, const char *id, const char *field);  /* takes the filter away where it hides it */
void         hj_form_table_stop (HjFormTable *self);

G_END_DECLS
