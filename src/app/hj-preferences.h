/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HJ_TYPE_PREFERENCES (hj_preferences_get_type ())
G_DECLARE_FINAL_TYPE (HjPreferences, hj_preferences, HJ, PREFERENCES, AdwPreferencesWindow)

HjPreferences *hj_preferences_new (GtkWindow *parent);

G_END_DECLS
