/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* DENIED where a dossier lies at @path: nothing that is made of one takes its place. */
gboolean hj_job_check_target (const char *path, GError **error);

G_END_DECLS
