/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-toast"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-toast.h"

void
hj_toast_text (AdwToastOverlay *overlay,
               const char      *text)
{
  adw_toast_overlay_add_toast (overlay, adw_toast_new (text));
}

void
hj_toast_undo (AdwToastOverlay *overlay,
               const char      *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
hj_toast_file (AdwToastOverlay *overlay,
               GVariant        *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (uri, NULL));
  g_autofree char *shown = g_file_get_parse_name (file);
  g_autofree char *text = g_strdup_printf (_("Written: %s"), shown);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _("Open"));
  adw_toast_set_detailed_action_name (toast, "win.show-file");
  adw_toast_set_action_target_value (toast, uri);
  adw_toast_overlay_add_toast (overlay, toast);
}
