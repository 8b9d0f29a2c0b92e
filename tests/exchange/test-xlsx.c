/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "hj-raw-zip.h"
#include "hj-test.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT_OFFICE "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

/* Parts as the office programs write them; what is NULL is as Excel has it. */
typedef struct {
  const char *sheet;      /* what is inside of <worksheet> */
  const char *strings;    /* inside of <sst> */
  const char *styles;     /* inside of <styleSheet> */
  const char *properties; /* a <workbookPr> */
  const char *target;     /* of the sheet */
  const char *state;
  gboolean    strict;
} Book;

static GBytes *
make_book (const Book *book)
{
  const char *main = book->strict ? STRICT : MAIN;
  const char *office = book->strict ? STRICT_OFFICE : OFFICE;
  g_autofree char *root = g_strdup_printf ("<Relationships xmlns='" PACKAGE "'><Relationship Id='rId1' "
                                           "Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>", office);
  g_autofree char *workbook = g_strdup_printf ("<workbook xmlns='%s' xmlns:r='%s'>%s<sheets><sheet name='工作人员情况' "
                                               "sheetId='7' %s r:id='rId3'/></sheets></workbook>",
                                               main, office, book->properties ?: "", book->state ?: "");
  g_autofree char *relations = g_strdup_printf ("<Relationships xmlns='" PACKAGE "'>"
                                                "<Relationship Id='rId3' Type='%s/worksheet' Target='%s'/>"
                                                "<Relationship Id='rId1' Type='%s/styles' Target='styles.xml'/>"
                                                "<Relationship Id='rId2' Type='%s/sharedStrings' Target='/xl/sharedStrings.xml'/>"
                                                "</Relationships>",
                                                office, book->target ?: "worksheets/sheet1.xml", office, office);
  g_autofree char *sheet = g_strdup_printf ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
                                            "<worksheet xmlns='%s' xmlns:x14='urn:other'>%s</worksheet>", main, book->sheet);
  g_autofree char *strings = g_strdup_printf ("<sst xmlns='%s'>%s</sst>", main, book->strings ?: "");
  g_autofree char *styles = g_strdup_printf ("<styleSheet xmlns='%s'>%s</styleSheet>", main, book->styles ?: "");
  const HjRawEntry entries[] = {
    { "_rels/.rels", root, -1 },
    { "xl/workbook.xml", workbook, -1 },
    { "xl/_rels/workbook.xml.rels", relations, -1 },
    { "xl/worksheets/sheet1.xml", sheet, -1 },
    { "xl/sharedStrings.xml", strings, -1 },
    { "xl/styles.xml", styles, -1 },
  };

  return hj_raw_zip (entries, G_N_ELEMENTS (entries));
}

static GPtrArray *
read_book (const Book  *book,
           GError     **error)
{
  g_autoptr (GBytes) bytes = make_book (book);

  return hj_xlsx_read (bytes, "人员.xlsx", NULL, NULL, NULL, error);
}

static HjGrid *
only_grid (GPtrArray *grids)
{
  g_assert_nonnull (grids);
  g_assert_cmpuint (grids->len, ==, 1);

  return grids->pdata[0];
}

static HjCell *
cell_at (HjGrid *grid,
         guint   row,
         guint   column)
{
  GPtrArray *cells = grid->rows->pdata[row];

  return cells->pdata[column];
}

static void
test_texts (void)
{
  const Book book = {
    .strings = "<si><t>姓名</t></si>"
               "<si><r><rPr><b/></rPr><t xml:space='preserve'>张 </t></r><r><t>三</t></r></si>"
               "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh><phoneticPr fontId='1'/></si>"
               "<si><t>一行_x000A_二行_x000D_ _x005F_x0041_</t></si>",
    .sheet = "<dimension ref='A1:F9'/><sheetData>"
             "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row>"
             "<row r='4'><c r='B4' t='s'><v>2</v></c><c r='D4' t='s'><v>3</v></c><c r='E4' t='s'><v>99</v></c></row>"
             "<row r='5'><c r='A5' t='inlineStr'><is><r><t>内</t></r><r><t>联</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is></c>"
             "<c r='B5' t='b'><v>1</v></c><c r='C5' t='b'><v>0</v></c><c r='D5' t='e'><v>#N/A</v></c>"
             "<c r='E5' t='str'><f>A1&amp;\"x\"</f><v>姓名x</v></c><c r='F5'><f>1+1</f><v>2</v></c></row>"
             "</sheetData>",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = read_book (&book, &error);
  g_autofree char *place = NULL;
  HjGrid *grid;

  g_assert_no_error (error);
  grid = only_grid (grids);
  g_assert_cmpstr (grid->name, ==, "工作人员情况");
  g_assert_false (grid->hidden);
  g_assert_cmpstr (hj_grid_get (grid, 0, 0), ==, "姓名");
  g_assert_cmpstr (hj_grid_get (grid, 0, 1), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 0, 2), ==, "张 三");
  g_assert_cmpstr (hj_grid_get (grid, 2, 0), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 3, 1), ==, "東京");
  g_assert_cmpstr (hj_grid_get (grid, 3, 3), ==, "一行\n二行 _x0041_");
  g_assert_cmpstr (hj_grid_get (grid, 3, 4), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 4, 0), ==, "内联");
  g_assert_cmpstr (hj_grid_get (grid, 4, 1), ==, "是");
  g_assert_cmpstr (hj_grid_get (grid, 4, 2), ==, "否");
  g_assert_cmpstr (hj_grid_get (grid, 4, 3), ==, "#N/A");
  g_assert_cmpstr (hj_grid_get (grid, 4, 4), ==, "姓名x");
  g_assert_cmpstr (hj_grid_get (grid, 4, 5), ==, "2");
  place = hj_grid_dup_place (grid, 4, 5);
  g_assert_cmpstr (place, ==, "Sheet “工作人员情况”, row 5, column F");
}

/* WPS and others leave the references out, or write the rows' alone. */
/* A formula without its result is told apart from one whose result is nothing; what is hidden is counted. */
static void
test_formulas_and_hidden (void)
{
  const Book book = {
    .sheet = "<cols><col min='2' max='2' hidden='1'/><col min='3' max='300'/></cols><sheetData>"
             "<row r='1'><c r='A1'><f>B1</f></c><c r='B1' t='str'><f>\"\"</f><v></v></c>"
             "<c r='C1'><f t='shared' si='0'/></c><c r='D1' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
             "<row r='2' hidden='1'><c r='A2' t='inlineStr'><is><t>甲</t></is></c><c r='B2'><v>1</v></c></row>"
             "<row r='3' hidden='true'><c r='A3'/></row>"
             "</sheetData>",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = read_book (&book, &error);
  HjGrid *grid;

  g_assert_no_error (error);
  grid = only_grid (grids);
  g_assert_cmpstr (hj_grid_get (grid, 0, 0), ==, "=B1");
  g_assert_cmpint (cell_at (grid, 0, 0)->sort, ==, HJ_CELL_FORMULA);
  g_assert_cmpstr (hj_grid_get (grid, 0, 1), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 0, 2), ==, "=…");
  g_assert_cmpint (cell_at (grid, 0, 3)->sort, ==, HJ_CELL_ERROR);
  /* Column B and row 2; row 3 holds nothing. */
  g_assert_cmpuint (grid->n_hidden, ==, 2);
}

static void
test_without_references (void)
{
  const Book book = {
    .sheet = "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row r='5'><c><v>5</v></c></row>"
             "<row><c><v>6</v></c><c r='D6'><v>7</v></c><c><v>8</v></c></row></sheetData>",
    .target = "/xl/worksheets/sheet1.xml",
    .state = "state='hidden'",
    .strict = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = read_book (&book, &error);
  HjGrid *grid;

  g_assert_no_error (error);
  grid = only_grid (grids);
  g_assert_true (grid->hidden);
  g_assert_cmpstr (hj_grid_get (grid, 0, 0), ==, "1");
  g_assert_cmpstr (hj_grid_get (grid, 0, 2), ==, "3");
  g_assert_cmpstr (hj_grid_get (grid, 4, 0), ==, "5");
  g_assert_cmpstr (hj_grid_get (grid, 5, 0), ==, "6");
  g_assert_cmpstr (hj_grid_get (grid, 5, 3), ==, "7");
  g_assert_cmpstr (hj_grid_get (grid, 5, 4), ==, "8");
  g_assert_cmpuint (grid->rows->len, ==, 6);
}

typedef struct {
  const char *code;      /* of the number format; "#14" for a built-in one */
  const char *value;
  const char *shown;
  gboolean    number;
  gboolean    from_1904;
} Shown;

static const Shown shown[] = {
  { "General", "30", "30", TRUE },
  { "General", "30.5", "30.5", TRUE },
  { "General", "0.1", "0.1", TRUE },
  { "General", "0.30000000000000004", "0.3", TRUE },
  { "General", "-2.5", "-2.5", TRUE },
  { "General", "0", "0", TRUE },
  { "General", "1E3", "1000", TRUE },
  { "General", "13812345678", "13812345678", TRUE },
  /* An ID number of 18 digits that was taken for a number has lost its last three. */
  { "General", "4.4052418800101E+17", "440524188001010000", TRUE },
  { "0", "1.10105194912310016E17", "110105194912310000", TRUE },
  { "General", "#VALUE", "#VALUE", FALSE },
  { "General", "1e400", "1e400", FALSE },
  { "#14", "43965", "2020-05-14", FALSE },
  { "#31", "43965", "2020-05-14", FALSE },
  { "#57", "43965", "2020-05", FALSE },
  { "#17", "43965", "2020-05", FALSE },
  { "yyyy\"年\"m\"月\"d\"日\"", "43965", "2020-05-14", FALSE },
  { "yyyy\"年\"m\"月\"", "43952", "2020-05", FALSE },
  { "yyyy年m月d日", "43965", "2020-05-14", FALSE },
  { "yyyy\\-mm\\-dd", "43965.75", "2020-05-14", FALSE },
  { "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "43965", "2020-05-14", FALSE },
  { "[DBNum1][$-804]yyyy\"年\"m\"月\";@", "43965", "2020-05", FALSE },
  { "[$-F800]dddd, mmmm dd, yyyy", "43965", "2020-05-14", FALSE },
  { "e/m/d", "43965", "2020-05-14", FALSE },
  { "yyyy", "43965", "2020", FALSE },
  { "yyyy/m/d h:mm", "43965.5", "2020-05-14", FALSE },
  { "h:mm", "0.5625", "13:30", FALSE },
  { "h:mm AM/PM", "0.5625", "13:30", FALSE },
  /* The day that never was, and those around it. */
  { "#14", "1", "1900-01-01", FALSE },
  { "#14", "59", "1900-02-28", FALSE },
  { "#14", "60", "1900-02-29", FALSE },
  { "#14", "61", "1900-03-01", FALSE },
  { "#14", "2958465", "9999-12-31", FALSE },
  { "#14", "2958466", "2958466", TRUE },
  { "#14", "-1", "-1", TRUE },
  { "#14", "0", "0", TRUE },
  { "#14", "42503", "2020-05-14", FALSE, TRUE },
  { "#14", "0", "1904-01-01", FALSE, TRUE },
  { "0%", "0.5", "50%", TRUE },
  { "#9", "0.125", "12.5%", TRUE },
  { "000000", "50000", "050000", TRUE },
  { "0.00", "2020.1", "2020.10", TRUE },
  { "0.00", "2020.123", "2020.123", TRUE },
  { "#,##0.00", "1234.5", "1234.5", TRUE },
  { "0.00E+00", "1234.5", "1234.5", TRUE },
  { "[Red]0", "12", "12", TRUE },
  { "\"共\"0\"人\"", "12", "12", TRUE },
  { "@", "12", "12", TRUE },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      gboolean builtin = *shown[i].code == '#' && g_ascii_isdigit (shown[i].code[1]);
      g_autofree char *code = g_markup_escape_text (builtin ? "General" : shown[i].code, -1);
      g_autofree char *styles = g_strdup_printf ("<numFmts><numFmt numFmtId='176' formatCode=\"%s\"/></numFmts>"
                                                 "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
                                                 "<cellXfs><xf numFmtId='0'/><xf numFmtId='%s'/></cellXfs>",
                                                 code, builtin ? shown[i].code + 1 : "176");
      g_autofree char *sheet = g_strdup_printf ("<sheetData><row r='1'><c r='A1' s='1'><v>%s</v></c></row></sheetData>",
                                                shown[i].value);
      const Book book = { .sheet = sheet, .styles = styles,
                          .properties = shown[i].from_1904 ? "<workbookPr date1904='1'/>" : "" };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) grids = read_book (&book, &error);

      g_assert_no_error (error);
      g_test_message ("%s as %s", shown[i].value, shown[i].code);
      g_assert_cmpstr (hj_grid_get (only_grid (grids), 0, 0), ==, shown[i].shown);
      g_assert_cmpint (cell_at (only_grid (grids), 0, 0)->sort == HJ_CELL_NUMBER, ==, shown[i].number);
    }
}

static void
test_merged (void)
{
  const Book book = {
    .sheet = "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>负责人</t></is></c>"
             "<c r='B1' t='inlineStr'><is><t>还在</t></is></c></row>"
             "<row r='2'><c r='A2'><v>5</v></c><c r='C2'><v>6</v></c></row></sheetData>"
             "<mergeCells count='3'><mergeCell ref='A1:B2'/><mergeCell ref='C2:XFD1048576'/><mergeCell ref='nonsense'/></mergeCells>",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = read_book (&book, &error);
  HjGrid *grid;

  g_assert_no_error (error);
  grid = only_grid (grids);
  g_assert_cmpstr (hj_grid_get (grid, 0, 0), ==, "负责人");
  g_assert_cmpuint (cell_at (grid, 0, 0)->row_span, ==, 2);
  g_assert_cmpuint (cell_at (grid, 0, 0)->column_span, ==, 2);
  g_assert_cmpstr (hj_grid_get (grid, 0, 1), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 1, 0), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 1, 2), ==, "6");
  g_assert_cmpuint (cell_at (grid, 1, 2)->row_span, ==, HJ_GRID_MAX_ROWS - 1);
  g_assert_cmpuint (cell_at (grid, 1, 2)->column_span, ==, HJ_GRID_MAX_COLUMNS - 2);
}

static void
assert_refused (const Book *book,
                int         code,
                const char *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = read_book (book, &error);

  g_assert_error (error, HJ_ERROR, code);
  g_assert_null (grids);
  g_assert_nonnull (strstr (error->message, said));
}

static char *
make_columns (guint       n,
              const char *cell)
{
  GString *sheet = g_string_new ("<sheetData><row r='1'>");

  for (guint i = 0; i < n; i++)
    g_string_append (sheet, cell);
  g_string_append (sheet, "</row></sheetData>");

  return g_string_free (sheet, FALSE);
}

static void
test_bounds (void)
{
  g_autofree char *filled = make_columns (10000, "<c><v>1</v></c>");
  g_autofree char *blank = make_columns (10000, "<c s='1'/>");
  g_autofree char *with_one = g_strconcat ("<sheetData><row r='2'><c><v>1</v></c></row></sheetData>", blank, NULL);
  g_autoptr (GPtrArray) grids = NULL;
  g_autoptr (GError) error = NULL;
  const Book columns = { .sheet = filled };
  const Book blanks = { .sheet = with_one };
  const Book far = { .sheet = "<sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>" };
  const Book very_far = { .sheet = "<sheetData><row r='4000000000'><c r='ZZZZZZZZZZ99999999999'><v>1</v></c></row></sheetData>" };
  GString *tag = g_string_new ("<sheetData><row");

  assert_refused (&columns, HJ_ERROR_TOO_LARGE, "column 257");
  assert_refused (&far, HJ_ERROR_TOO_LARGE, "row 1048576");
  assert_refused (&very_far, HJ_ERROR_TOO_LARGE, "column");
  grids = read_book (&blanks, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hj_grid_get (only_grid (grids), 1, 0), ==, "1");
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (tag, " a%u='1'", i);
  g_string_append (tag, "/></sheetData>");
  {
    const Book many = { .sheet = tag->str };

    assert_refused (&many, HJ_ERROR_CORRUPT, "人员.xlsx");
  }
  g_string_free (tag, TRUE);
}

/* A string of 200 kilobytes that two thousand cells name would come to 400 megabytes. */
static void
test_many_times_the_same (void)
{
  g_autofree char *line = g_strnfill (200 * 1024, 'x');
  g_autofree char *strings = g_strdup_printf ("<si><t>%s</t></si>", line);
  GString *cells = g_string_new ("<sheetData>");
  Book book = { .strings = strings };

  for (guint i = 0; i < 2000; i++)
    g_string_append (cells, "<row><c t='s'><v>0</v></c></row>");
  g_string_append (cells, "</sheetData>");
  book.sheet = cells->str;
  assert_refused (&book, HJ_ERROR_TOO_LARGE, "人员.xlsx");
  g_string_free (cells, TRUE);
}

static void
test_hostile (void)
{
  static const char laughs[] =
    "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
    "<worksheet xmlns='" MAIN "'><sheetData><row><c t='str'><v>&c;</v></c></row></sheetData></worksheet>";
  static const char outside[] =
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><worksheet xmlns='" MAIN "'/>";
  const char *parts[] = { laughs, outside, "", "no XML", "<worksheet xmlns='" MAIN "'>",
                          "<worksheet xmlns='" MAIN "'><sheetData><row><c><v>&undefined;</v></c></row></sheetData></worksheet>" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const HjRawEntry entries[] = {
        { "xl/workbook.xml", "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE "'><sheets><sheet name='a' r:id='r'/></sheets></workbook>", -1 },
        { "xl/_rels/workbook.xml.rels", "<Relationships xmlns='" PACKAGE "'><Relationship Id='r' Type='" OFFICE "/worksheet' "
                                        "Target='../../../../xl/s.xml'/></Relationships>", -1 },
        { "xl/s.xml", parts[i], -1 },
      };
      g_autoptr (GBytes) bytes = hj_raw_zip (entries, G_N_ELEMENTS (entries));
      g_autoptr (GError) error = NULL;

      g_assert_null (hj_xlsx_read (bytes, "bad.xlsx", NULL, NULL, NULL, &error));
      g_assert_error (error, HJ_ERROR, HJ_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, "bad.xlsx"));
    }
}

static void
test_deep (void)
{
  GString *deep = g_string_new ("<sheetData>");
  Book book = { 0 };

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<r>");
  book.sheet = deep->str;
  assert_refused (&book, HJ_ERROR_CORRUPT, "人员.xlsx");
  g_string_free (deep, TRUE);
}

static void
told_cb (double   done,
         gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1.0);
  *last = done;
}

static void
cancelling_cb (double   done,
               gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_progress (void)
{
  GString *cells = g_string_new ("<sheetData>");
  Book book = { 0 };
  double last = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) grids = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < 30000; i++)
    g_string_append (cells, "<row><c><v>12</v></c><c t='b'><v>1</v></c></row>");
  g_string_append (cells, "</sheetData>");
  book.sheet = cells->str;
  bytes = make_book (&book);
  grids = hj_xlsx_read (bytes, "a.xlsx", told_cb, &last, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (last, 1.0, 1e-9);
  g_assert_cmpuint (only_grid (grids)->rows->len, ==, 30000);
  g_assert_null (hj_xlsx_read (bytes, "a.xlsx", cancelling_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_free (cells, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/xlsx/texts", test_texts);
  g_test_add_func ("/exchange/xlsx/formulas-and-hidden", test_formulas_and_hidden);
  g_test_add_func ("/exchange/xlsx/without-references", test_without_references);
  g_test_add_func ("/exchange/xlsx/numbers", test_numbers);
  g_test_add_func ("/exchange/xlsx/merged", test_merged);
  g_test_add_func ("/exchange/xlsx/bounds", test_bounds);
  g_test_add_func ("/exchange/xlsx/many-times-the-same", test_many_times_the_same);
  g_test_add_func ("/exchange/xlsx/hostile", test_hostile);
  g_test_add_func ("/exchange/xlsx/deep", test_deep);
  g_test_add_func ("/exchange/xlsx/progress", test_progress);
  return hj_test_run ();
}
