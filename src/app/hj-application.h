/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HJ_TYPE_APPLICATION (hj_application_get_type ())
G_DECLARE_FINAL_TYPE (HjApplication, hj_application, HJ, APPLICATION, AdwApplication)

HjApplication *hj_application_new (GApplicationFlags flags);
/* Before GTK is initialised: how it draws, unless the user says otherwise. */
void           hj_application_prepare_environment (void);

G_END_DECLS
