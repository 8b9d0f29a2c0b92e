/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-value.h"

G_BEGIN_DECLS

char *hj_value_parse_levels (const HjScheme *scheme, const char *text, GError **error);
char *hj_value_format_levels (const HjScheme *scheme, const char *value);

G_END_DECLS
