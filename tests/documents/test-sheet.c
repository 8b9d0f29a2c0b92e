/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-error.h"
#include "hj-sample.h"
#include "hj-test.h"

static GBytes *
print (HjDocumentKind  kind,
       HjScoreCard    *card,
       const char     *name,
       guint          *n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjTypesetter) typesetter = hj_typesetter_new (&error);
  g_autoptr (HjDocument) document = NULL;
  GBytes *pdf;

  g_assert_no_error (error);
  document = hj_document_plan (typesetter, kind, card, NULL, &error);
  g_assert_no_error (error);
  pdf = hj_document_to_pdf (document, NULL, &error);
  g_assert_no_error (error);
  if (n_pages != NULL)
    *n_pages = hj_document_get_n_pages (document);
  hj_sample_keep (pdf, name);
  return pdf;
}

static void
test_complete (void)
{
  g_autoptr (HjScoreCard) card = hj_sample_card (hj_sample_assessed (0));
  guint n_pages = 0;
  g_autoptr (GBytes) pdf = print (HJ_DOCUMENT_SCORE_SHEET, card, "sheet.pdf", &n_pages);
  g_autoptr (GBytes) statement = print (HJ_DOCUMENT_DEDUCTIONS, card, "deductions.pdf", NULL);

  g_assert_cmpuint (n_pages, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/documents/sheet/complete", test_complete);
  return hj_test_run ();
}
