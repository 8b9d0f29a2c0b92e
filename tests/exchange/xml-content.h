/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-test.h"

G_BEGIN_DECLS

/* Contents made up by chance, the same for the same seed: every table, every kind of value, and texts
 * that a careless writer or reader would bend. @rows: at most so many in a table. (transfer full) */
HjContent *hj_random_content (HjScheme *scheme, guint32 seed, guint rows);
/* A text of any characters a dossier may hold, never "". (transfer full) */
char      *hj_random_text (GRand *rand);
/* In canonical form, "" now and then. (transfer full) */
char      *hj_random_value (GRand *rand, const HjRecordField *field);

/* Fails the test where a value of the one is not that of the other. */
void       hj_assert_same_content (const HjContent *a, const HjContent *b);

G_END_DECLS
