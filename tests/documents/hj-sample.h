/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-assess.h"
#include "hj-document.h"

G_BEGIN_DECLS

/* Dossiers to print. All transfer full. */

HjContent   *hj_sample_content (guint n_experts);      /* visited, with occupations; nothing assessed */
HjContent   *hj_sample_assessed (guint number);        /* complete; the number makes applicant and findings its own */
HjContent   *hj_sample_plain (guint number);           /* the same without bonus and opinions: the sheet most applicants get */
HjContent   *hj_sample_conditions (void);              /* a scheme without points */
HjScoreCard *hj_sample_card (HjContent *content);      /* takes the content */

/* What poppler's pdftotext makes of a document; options: "-raw", "-bbox", NULL. */
char        *hj_sample_extract (GBytes *pdf, const char *option);
char        *hj_sample_squeeze (const char *text);     /* without white space */
/* Keeps the file for a look if HJ_TEST_KEEP names a folder. */
void         hj_sample_keep (GBytes *pdf, const char *name);

G_END_DECLS
