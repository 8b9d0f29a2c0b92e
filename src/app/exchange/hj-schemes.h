/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-scheme-file.h"

G_BEGIN_DECLS

/* The catalogue and its schemes, read on a worker. */
void       hj_schemes_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hj_schemes_list_finish (GAsyncResult *result, GError **error);  /* (element-type HjSchemeEntry) */
/* What is wrong with files of the user's own. */
void       hj_schemes_list_damaged_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hj_schemes_list_damaged_finish (GAsyncResult *result);  /* (element-type utf8) */
void       hj_schemes_load_async (const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HjScheme  *hj_schemes_load_finish (GAsyncResult *result, GError **error);
/* Fills a drop-down with their short titles, by id. @own: (nullable): listed first, as "this dossier's". */
void       hj_schemes_fill (GtkDropDown *choice, GPtrArray *entries, const HjScheme *own, const char *name);
#define HJ_SCHEMES_OWN "."  /* the id of @own there: its copy in the dossier may differ from the catalogue's */

G_END_DECLS
