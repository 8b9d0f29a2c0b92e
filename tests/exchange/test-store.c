/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dossier-fixture.h"
#include "hj-exchange-private.h"
#include "xml-content.h"

/* The canonical form between two real dossiers: export, import, export. */

static GBytes *
export (HjStore  *store,
        HjScheme *scheme)
{
  g_autoptr (HjContent) content = dossier_load (store, scheme);

  return hj_xml_write (content);
}

/* TRUE where there was something to do. */
static gboolean
import (HjStore  *store,
        HjScheme *scheme,
        GBytes   *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjContent) content = dossier_load (store, scheme);
  g_autoptr (HjImportPlan) plan = hj_xml_plan (bytes, "a.xml", content, NULL, &error);
  g_autoptr (GPtrArray) commands = NULL;

  g_assert_no_error (error);
  commands = hj_import_plan_commands (plan);
  hj_store_apply_as_panel (store, "", "import", commands, &error);
  g_assert_no_error (error);

  return commands->len > 0;
}

static void
check_there_and_back (HjScheme *scheme,
                      GBytes   *bytes)
{
  g_autoptr (HjStore) first = dossier_new (scheme);
  g_autoptr (HjStore) second = dossier_new (scheme);
  g_autofree char *empty = dossier_digest (second, scheme);
  g_autofree char *digest = NULL, *other_digest = NULL, *after = NULL, *undone = NULL;
  g_autoptr (GBytes) exported = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (import (first, scheme, bytes));
  exported = export (first, scheme);
  digest = dossier_digest (first, scheme);

  g_assert_true (import (second, scheme, exported));
  again = export (second, scheme);
  other_digest = dossier_digest (second, scheme);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again),
                   g_bytes_get_data (exported, NULL), g_bytes_get_size (exported));
  g_assert_cmpstr (other_digest, ==, digest);

  /* A second time there is nothing to do; and it was one step. */
  g_assert_false (import (second, scheme, exported));
  after = dossier_digest (second, scheme);
  g_assert_cmpstr (after, ==, digest);
  g_assert_true (hj_store_undo (second, "", &error));
  undone = dossier_digest (second, scheme);
  g_assert_cmpstr (undone, ==, empty);
}

/* What experts wrote, with texts that bend; the store takes no such values into records. */
static void
forget_records (HjContent *content)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      GPtrArray *rows = g_ptr_array_new ();

      if (i == HJ_RECORD_APPLICANT)
        g_ptr_array_add (rows, hj_record_new (HJ_RECORD_APPLICANT, "applicant"));
      hj_content_set_records (content, hj_records_new ((HjRecordKind) i, rows));
    }
}

static void
test_random (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint32 seed = 100; seed < 112; seed++)
    {
      g_autoptr (HjContent) content = hj_random_content (scheme, seed, 1 + seed % 4);
      g_autoptr (GBytes) bytes = NULL;

      forget_records (content);
      bytes = hj_xml_write (content);
      check_there_and_back (scheme, bytes);
    }
}

/* What commands of the other tests put into a dossier, as it stands there. */
static void
test_commands (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (HjStore) store = dossier_new (scheme);
      g_autoptr (HjContent) content = dossier_random_content (scheme);
      g_autoptr (GPtrArray) commands = dossier_commands_for (content);
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (hj_store_apply_as_panel (store, "", "fill", commands, &error));
      bytes = export (store, scheme);
      check_there_and_back (scheme, bytes);
    }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/store/random", test_random);
  g_test_add_func ("/exchange/store/commands", test_commands);
  return hj_test_run ();
}
