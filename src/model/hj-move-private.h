/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-scheme-diff.h"

G_BEGIN_DECLS

/* What moving to another edition rests on. For siblings in this folder. */

HjCarry  hj_move_carry_of (const HjContent *content, const HjScheme *to, const HjCriterion *before, const HjCriterion *after);
/* Whether the machine asks the same. */
gboolean hj_move_same_check (const HjCheck *a, const HjCheck *b);
gboolean hj_move_same_checks (const HjStandard *a, const HjStandard *b);
gboolean hj_move_bears_on_conclusion (const HjSchemeDiff *diff);

G_END_DECLS
