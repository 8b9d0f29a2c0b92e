/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What one sees without a dossier: make one, open one, the recent ones. Files are dropped here.
 * It acts through "win.new-dossier", "win.open", "win.open-path" (s). */
#define HJ_TYPE_START_PAGE (hj_start_page_get_type ())
G_DECLARE_FINAL_TYPE (HjStartPage, hj_start_page, HJ, START_PAGE, GtkWidget)

void     hj_start_page_refresh (HjStartPage *self);                          /* the recent ones, in the background */
void     hj_start_page_set_busy (HjStartPage *self, const char *what);       /* (nullable): "Opening …" */
gboolean hj_start_page_is_busy (HjStartPage *self);
void     hj_start_page_report_failure (HjStartPage *self, const char *headline, const char *body);
void     hj_start_page_clear_failure (HjStartPage *self);
const char *hj_start_page_get_failure (HjStartPage *self);                   /* (nullable) */
guint    hj_start_page_get_n_recent (HjStartPage *self);
void     hj_start_page_popup_menu (HjStartPage *self);

G_END_DECLS
