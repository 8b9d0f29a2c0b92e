/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HJ_SETTINGS_RECORDER_NAME "recorder-name"
#define HJ_SETTINGS_AUTOSAVE      "autosave"
#define HJ_SETTINGS_TEXT_SIZE     "text-size"
#define HJ_SETTINGS_FOLDER        "folder"
#define HJ_SETTINGS_SCHEME        "scheme"
#define HJ_SETTINGS_WINDOW_SIZE   "window-size"
#define HJ_SETTINGS_MAXIMIZED     "maximized"

/* (transfer none): the one object for the program's settings, made when first asked for. */
GSettings *hj_settings_get (void);
/* (transfer full) (nullable): the folder a new dossier goes to unless told: the last one, else
 * Documents; NULL in a sandbox, where the user has to choose. */
GFile     *hj_settings_dup_folder (void);

G_END_DECLS
