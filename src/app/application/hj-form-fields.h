/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_FORM_FIELDS (hj_form_fields_get_type ())
G_DECLARE_FINAL_TYPE (HjFormFields, hj_form_fields, HJ, FORM_FIELDS, GtkWidget)

/* A form of single fields: those of one record, in the notice's groups, then what is 核查补充. */
GtkWidget *hj_form_fields_new (HjSession *session, const HjForm *form, const char *record);
GtkWidget *hj_form_fields_get_row (HjFormFields *self, const char *field);  /* NULL */
void       hj_form_fields_update (HjFormFields *self);
void       hj_form_fields_set_revealed (HjFormFields *self, gboolean revealed);
gboolean   hj_form_fields_focus (HjFormFields *self, const char *field);  /* FALSE: the form has no such field */
gboolean   hj_form_fields_focus_first (HjFormFields *self);

G_END_DECLS
