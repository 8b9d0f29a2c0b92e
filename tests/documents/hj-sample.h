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

/* Each fails the test rather than return an error. */
HjTypesetter *hj_sample_typesetter (void);
HjDocument   *hj_sample_plan (HjTypesetter *typesetter, HjDocumentKind kind, HjScoreCard *card);
GBytes       *hj_sample_write (HjDocument *document);
GBytes       *hj_sample_print (HjDocumentKind kind, HjScoreCard *card, const char *name, guint *n_pages);
/* The whole text as pdftotext -raw gives it, without white space. */
char         *hj_sample_print_and_read (HjDocumentKind kind, HjScoreCard *card, const char *name, guint *n_pages);
void          hj_sample_assert_holds (const char *text, const char *words);  /* white space in the words doesn't count */
void          hj_sample_assert_lacks (const char *text, const char *words);
guint         hj_sample_count (const char *text, const char *words);

G_END_DECLS
