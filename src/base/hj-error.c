/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-base"

#include "config.h"

#include "hj-error.h"

G_DEFINE_QUARK (hj-error-quark, hj_error)
