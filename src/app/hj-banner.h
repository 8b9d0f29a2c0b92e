/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  HJ_BANNER_QUIET,    /* one line that may be dismissed: a recovery */
  HJ_BANNER_NOTICE,   /* stays: read only */
  HJ_BANNER_FAILURE,  /* stays and is loud: what failed, where the answer is safe, what to do */
} HjBannerStyle;

#define HJ_TYPE_BANNER (hj_banner_get_type ())
G_DECLARE_FINAL_TYPE (HjBanner, hj_banner, HJ, BANNER, GtkWidget)

GtkWidget  *hj_banner_new (void);
/* @action_label and @action: (nullable): a button that activates a window's action */
void        hj_banner_show (HjBanner      *self,
                            HjBannerStyle  style,
                            const char    *title,
                            const char    *body,
                            const char    *action_label,
                            const char    *action);
void        hj_banner_hide (HjBanner *self);
gboolean    hj_banner_is_shown (HjBanner *self);
const char *hj_banner_get_title (HjBanner *self);
const char *hj_banner_get_body (HjBanner *self);

G_END_DECLS
