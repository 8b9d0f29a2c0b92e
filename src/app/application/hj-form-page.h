/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hj-form-fields.h"
#include "hj-form-table.h"
#include "hj-place.h"

G_BEGIN_DECLS

#define HJ_TYPE_FORM_PAGE (hj_form_page_get_type ())
G_DECLARE_FINAL_TYPE (HjFormPage, hj_form_page, HJ, FORM_PAGE, GtkWidget)

/* A form of the notice as a page; one that is filled for each occupation has them to choose from. Property: "session". */
GtkWidget    *hj_form_page_new (HjSession *session, const HjForm *form);
void          hj_form_page_show_place (HjFormPage *self, const HjPlace *place);
const char   *hj_form_page_get_occupation (HjFormPage *self);           /* its id; "" */
void          hj_form_page_set_occupation (HjFormPage *self, const char *id);
HjFormTable  *hj_form_page_get_table (HjFormPage *self);    /* NULL: it is one of single fields */
HjFormFields *hj_form_page_get_fields (HjFormPage *self);   /* NULL */

G_END_DECLS
