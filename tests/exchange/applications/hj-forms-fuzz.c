/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hj-exchange-private.h"
#include "hj-raw-zip.h"
#include "hj-test.h"

/* Any bytes are read as a workbook and as a Word form, or refused with a sentence. An archive is read as it is; whatever
 * else comes is put into one as the sheet, the strings, the styles and the document, so that a fuzzer needn't pack.
 * Built with libFuzzer this looks for others; test-forms-fuzz.c gives it the kept samples in every run. */

#define MAIN    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char workbook[] =
  "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='a' r:id='r1'/></sheets></workbook>";
static const char relations[] =
  "<Relationships xmlns='" PACKAGE "'><Relationship Id='r1' Type='" OFFICE "/worksheet' Target='s.xml'/>"
  "<Relationship Id='r2' Type='" OFFICE "/sharedStrings' Target='t.xml'/></Relationships>";
static const char strings[] = "<sst xmlns='" MAIN "'><si><t>一</t></si><si><r><t>二</t></r></si></sst>";

static GBytes *
wrap (const uint8_t *data,
      size_t         size)
{
  const HjRawEntry entries[] = {
    { "xl/workbook.xml", workbook, -1 },
    { "xl/_rels/workbook.xml.rels", relations, -1 },
    { "xl/t.xml", strings, -1 },
    { "xl/s.xml", (const char *) data, (gint64) size },
    { "word/document.xml", (const char *) data, (gint64) size },
  };

  return hj_raw_zip (entries, G_N_ELEMENTS (entries));
}

static void
assert_told (GPtrArray    *grids,
             const GError *error)
{
  g_assert_true ((grids != NULL) == (error == NULL));
  if (error == NULL)
    return;
  g_assert_true (error->domain == HJ_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, "fuzz."));
}

static void
assert_sound (const GPtrArray *grids)
{
  for (guint i = 0; grids != NULL && i < grids->len; i++)
    {
      const HjGrid *grid = grids->pdata[i];

      g_assert_true (g_utf8_validate (grid->name, -1, NULL));
      for (guint r = 0; r < grid->rows->len; r++)
        for (guint c = 0; c < ((GPtrArray *) grid->rows->pdata[r])->len; c++)
          g_assert_true (g_utf8_validate (hj_grid_get (grid, r, c), -1, NULL));
    }
}

/* Merged cells reach into everything that tells what a row is: whatever they say, recognising them ends. */
static void
assert_recognised (GPtrArray *grids,
                   GPtrArray *lines)
{
  static HjScheme *scheme = NULL;
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (grids == NULL)
    return;
  if (scheme == NULL)
    scheme = hj_test_scheme ();
  content = hj_content_new (scheme);
  plan = hj_import_plan_new (content, "fuzz");
  g_assert_true (hj_recognise_grids (plan, grids, lines, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = plan->rows->pdata[i];

      g_assert_true (row->record != NULL || row->troubles->len > 0);
      for (guint j = 0; row->record != NULL && j < hj_record_table (row->record->kind)->n_fields; j++)
        g_assert_true (g_utf8_validate (row->record->values[j], -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = size > 2 && memcmp (data, "PK", 2) == 0 ? g_bytes_new (data, size) : wrap (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = hj_xlsx_read (bytes, "fuzz.xlsx", NULL, NULL, NULL, &error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  assert_told (sheets, error);
  assert_sound (sheets);
  assert_recognised (sheets, NULL);
  g_clear_error (&error);
  tables = hj_docx_read (bytes, "fuzz.docx", &lines, NULL, &error);
  assert_told (tables, error);
  assert_sound (tables);
  assert_recognised (tables, lines);

  return 0;
}
