/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-session.h"

G_BEGIN_DECLS

#define HJ_TYPE_NOTICE_PAGE (hj_notice_page_get_type ())
G_DECLARE_FINAL_TYPE (HjNoticePage, hj_notice_page, HJ, NOTICE_PAGE, GtkWidget)

/* What the notice says beside the rubric and the standards: who may apply, for what, when and how, and
 * what follows. Nothing is recorded here. */
GtkWidget *hj_notice_page_new (HjSession *session);

G_END_DECLS
