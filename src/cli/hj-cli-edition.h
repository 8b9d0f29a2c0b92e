/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-cli.h"

G_BEGIN_DECLS

/* The parts of "scheme" that compare editions and move a dossier. Each returns the exit status. */
int hj_cli_scheme_add (const char *path, gboolean replace);
int hj_cli_scheme_diff (const char *from, const char *to, gboolean json);
/* @keep, @again: (nullable): ids of criteria whose findings stand, or are answered again */
int hj_cli_scheme_move (const char *path, const char *to, char **keep, char **again, gboolean preview);

G_END_DECLS
