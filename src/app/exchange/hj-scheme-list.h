/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HJ_TYPE_SCHEME_LIST (hj_scheme_list_get_type ())
G_DECLARE_FINAL_TYPE (HjSchemeList, hj_scheme_list, HJ, SCHEME_LIST, AdwPreferencesGroup)

/* The schemes there are: the program's, and the user's own, which can be added and removed. A file is
 * checked when it is added, and what is wrong with it is shown with its lines. */
GtkWidget  *hj_scheme_list_new (void);
/* As if it had been chosen. */
void        hj_scheme_list_add (HjSchemeList *self, const char *path);
guint       hj_scheme_list_get_n (HjSchemeList *self);
GtkWidget  *hj_scheme_list_get_row (HjSchemeList *self, const char *id);  /* (nullable) */
const char *hj_scheme_list_get_problem (HjSchemeList *self);
const char *hj_scheme_list_get_damaged (HjSchemeList *self);  /* of the user's folder: file:line and what is wrong; "" */

G_END_DECLS
