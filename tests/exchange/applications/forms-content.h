/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* Applications for the tests of what is written and read back. */

HjScheme  *forms_scheme (const char *id);  /* one of the program's own, by its file; fails the test where there is none */
HjContent *forms_content_random (HjScheme *scheme, GRand *rand, guint max_rows);
/* NAME.tsv: table, row, field, value. */
HjContent *forms_content_from_table (HjScheme *scheme, const char *path);
char      *forms_random_value (HjScheme *scheme, const HjRecordField *field, const char *options, GRand *rand);  /* canonical */

G_END_DECLS
