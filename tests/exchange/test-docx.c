/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "hj-raw-zip.h"
#include "hj-test.h"

#define DOCUMENT "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
                 "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' " \
                 "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml' " \
                 "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' " \
                 "xmlns:v='urn:schemas-microsoft-com:vml'><w:body>"
#define END "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define TC(text) "<w:tc>" P (text) "</w:tc>"
#define SPAN(n, text) "<w:tc><w:tcPr><w:gridSpan w:val='" #n "'/></w:tcPr>" P (text) "</w:tc>"
#define DOWN(text) "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" P (text) "</w:tc>"
#define ON "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"

static GPtrArray *
read_body (const char  *body,
           GPtrArray  **lines,
           GError     **error)
{
  g_autofree char *document = g_strconcat (DOCUMENT, body, END, NULL);
  const HjRawEntry entries[] = { { "word/document.xml", document, -1 } };
  g_autoptr (GBytes) bytes = hj_raw_zip (entries, 1);

  return hj_docx_read (bytes, "申报表.docx", lines, NULL, error);
}

static GPtrArray *
read_sound (const char  *body,
            GPtrArray  **lines)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *grids = read_body (body, lines, &error);

  g_assert_no_error (error);
  return grids;
}

static const HjCell *
cell_at (const HjGrid *grid,
         guint         row,
         guint         column)
{
  const GPtrArray *cells = grid->rows->pdata[row];

  g_assert_nonnull (cells->pdata[column]);
  return cells->pdata[column];
}

static void
test_tables (void)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) grids = read_sound (
    P ("申 报 表") P ("职业（工种）场地设备情况") P ("职业（工种）：电工") P ("")
    "<w:tbl><w:tr>" DOWN ("考核设备") SPAN (2, "设备名称、型号") TC ("数量") "</w:tr>"
    "<w:tr>" ON SPAN (2, "示波器") TC ("3") "</w:tr>"
    "<w:tr>" ON TC ("a") TC ("b") TC ("c") "</w:tr>"
    "<w:tr>" TC ("x") "<w:sdt><w:sdtContent><w:tc>" P ("y") P ("z") "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    P ("注：可重复填写")
    "<w:sdt><w:sdtContent><w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC ("一") "</w:tr></w:tbl></w:sdtContent></w:sdt>",
    &lines);
  const HjGrid *grid = grids->pdata[0];

  g_assert_cmpuint (grids->len, ==, 2);
  g_assert_cmpstr (grid->name, ==, "职业（工种）场地设备情况");
  g_assert_cmpstr (grid->lead, ==, "申 报 表\n职业（工种）场地设备情况\n职业（工种）：电工");
  g_assert_cmpstr (hj_grid_get (grid, 0, 0), ==, "考核设备");
  g_assert_cmpuint (cell_at (grid, 0, 0)->row_span, ==, 3);
  g_assert_cmpuint (cell_at (grid, 0, 1)->column_span, ==, 2);
  g_assert_cmpstr (hj_grid_get (grid, 0, 3), ==, "数量");
  g_assert_cmpstr (hj_grid_get (grid, 1, 1), ==, "示波器");
  g_assert_cmpstr (hj_grid_get (grid, 1, 0), ==, "");
  g_assert_cmpstr (hj_grid_get (grid, 2, 3), ==, "c");
  g_assert_cmpstr (hj_grid_get (grid, 3, 0), ==, "x");
  g_assert_cmpstr (hj_grid_get (grid, 3, 1), ==, "y\nz");

  grid = grids->pdata[1];
  g_assert_cmpstr (grid->name, ==, "");
  g_assert_cmpstr (grid->lead, ==, "注：可重复填写");
  g_assert_cmpstr (hj_grid_get (grid, 0, 1), ==, "一");
  /* One of them for each of the two tables, to keep what stands before apart from what stands behind. */
  g_assert_cmpuint (lines->len, ==, 6);
}

static void
test_nested (void)
{
  g_autoptr (GPtrArray) grids = read_sound (
    "<w:tbl><w:tr>" TC ("机构类型") "<w:tc><w:tbl><w:tr>" TC ("☐企业") TC ("☑院校") "</w:tr></w:tbl><w:p/></w:tc></w:tr>"
    "<w:tr><w:tc>" P ("专家情况") "<w:tbl><w:tr>" TC ("姓名") TC ("性别") "</w:tr><w:tr>" TC ("张三") TC ("男") "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    NULL);
  const HjGrid *outer = grids->pdata[0];
  const HjGrid *inner = grids->pdata[1];

  g_assert_cmpuint (grids->len, ==, 2);
  g_assert_cmpstr (hj_grid_get (outer, 0, 1), ==, "☐企业\t☑院校");
  g_assert_cmpstr (hj_grid_get (outer, 1, 0), ==, "专家情况");
  g_assert_cmpstr (inner->name, ==, "专家情况");
  g_assert_cmpstr (hj_grid_get (inner, 1, 0), ==, "张三");
}

typedef struct { const char *name, *xml, *text; } Inline;

static const Inline inlines[] = {
  { "tabs and breaks", "<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:noBreakHyphen/></w:r>", "一\t二\n三-" },
  { "tracked", "<w:r><w:t>原</w:t></w:r><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
    "<w:moveFrom><w:r><w:t>去</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>", "原加来" },
  { "hyperlink", "<w:hyperlink><w:r><w:t>a@b.cn</w:t></w:r></w:hyperlink>", "a@b.cn" },
  { "field", "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    "<w:r><w:t>文</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>", "文" },
  { "control, ticked", "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
    "<w:r><w:t>企业</w:t></w:r>", "☑企业" },
  { "control, empty", "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐ 院校</w:t></w:r></w:sdtContent></w:sdt>", "☐ 院校" },
  { "control without a state", "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/></w:r></w:sdtContent></w:sdt>", "☐" },
  { "prompt", "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt>", "" },
  { "list", "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent><w:r><w:t>男</w:t></w:r></w:sdtContent></w:sdt>", "男" },
  { "old box, ticked", "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:t>是</w:t></w:r>", "☑是" },
  { "old box by default", "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData></w:fldChar></w:r>", "☑" },
  { "old box, cleared", "<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r>", "☐" },
  { "old list", "<w:r><w:fldChar><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='甲'/><w:listEntry w:val='乙'/></w:ddList></w:ffData></w:fldChar></w:r>", "乙" },
  { "symbols", "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Wingdings' w:char='F0A8'/><w:sym w:font='Wingdings 2' w:char='F052'/>"
    "<w:sym w:font='Wingdings 2' w:char='00A3'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Symbol' w:char='F0B7'/></w:r>", "☑☐☑☐√" },
  { "private characters", "<w:r><w:rPr><w:rFonts w:ascii='Wingdings 2'/></w:rPr><w:t>&#xF052;a</w:t></w:r><w:r><w:t>&#xF0A8;&#xE000;</w:t></w:r>", "☑a☐\xee\x80\x80" },
  { "alternates", "<w:r><mc:AlternateContent><mc:Choice Requires='w14'><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>", "新" },
  { "hidden", "<w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>", "见显" },
  { "ruby", "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>", "汉" },
};

static void
test_inline (gconstpointer data)
{
  const Inline *one = data;
  g_autofree char *body = g_strconcat ("<w:tbl><w:tr><w:tc><w:p>", one->xml, "</w:p></w:tc></w:tr></w:tbl>", NULL);
  g_autoptr (GPtrArray) grids = read_sound (body, NULL);

  g_assert_cmpstr (hj_grid_get (grids->pdata[0], 0, 0), ==, one->text);
}

/* Whether a table follows the one before with nothing between them. */
static void
test_follows (void)
{
  g_autoptr (GPtrArray) grids = read_sound ("<w:tbl><w:tr>" TC ("1") "</w:tr></w:tbl>" P ("")
                                            "<w:tbl><w:tr>" TC ("2") "</w:tr></w:tbl>" P ("专家情况")
                                            "<w:tbl><w:tr>" TC ("3") "</w:tr></w:tbl>", NULL);

  g_assert_false (((HjGrid *) grids->pdata[0])->follows);
  g_assert_true (((HjGrid *) grids->pdata[1])->follows);
  g_assert_false (((HjGrid *) grids->pdata[2])->follows);
}

static void
test_text_boxes (void)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) grids = read_sound (
    "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
    P ("框中") "<w:tbl><w:tr>" TC ("1") TC ("2") "</w:tr></w:tbl></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" P ("框中") "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>", &lines);

  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (lines->pdata[0], ==, "正文");
  g_assert_cmpstr (lines->pdata[1], ==, "框中");
  g_assert_cmpuint (grids->len, ==, 1);
  g_assert_cmpstr (hj_grid_get (grids->pdata[0], 0, 1), ==, "2");
}

static void
test_deleted_row (void)
{
  g_autoptr (GPtrArray) grids = read_sound (
    "<w:tbl><w:tr>" TC ("留") "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" TC ("删") "</w:tr><w:tr><w:trPr><w:ins/></w:trPr>" TC ("加") "</w:tr></w:tbl>", NULL);

  g_assert_cmpstr (hj_grid_get (grids->pdata[0], 0, 0), ==, "留");
  g_assert_cmpstr (hj_grid_get (grids->pdata[0], 1, 0), ==, "加");
}

static void
assert_refused (const char *body,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_body (body, NULL, &error));
  g_assert_error (error, HJ_ERROR, code);
  g_assert_nonnull (strstr (error->message, "申报表.docx"));
}

static void
test_hostile (void)
{
  GString *wide = g_string_new ("<w:tbl><w:tr>");
  GString *deep = g_string_new (NULL);

  assert_refused ("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='100000'/></w:tcPr></w:tc></w:tr></w:tbl>", HJ_ERROR_TOO_LARGE);
  assert_refused ("<!DOCTYPE x [<!ENTITY a 'b'>]>", HJ_ERROR_CORRUPT);
  assert_refused ("<w:p>&nbsp;</w:p>", HJ_ERROR_CORRUPT);
  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, TC ("1"));
  g_string_append (wide, "</w:tr></w:tbl>");
  assert_refused (wide->str, HJ_ERROR_TOO_LARGE);
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "<w:tbl><w:tr><w:tc>");
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "</w:tc></w:tr></w:tbl>");
  assert_refused (deep->str, HJ_ERROR_CORRUPT);
  g_string_free (wide, TRUE);
  g_string_free (deep, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/docx/tables", test_tables);
  g_test_add_func ("/exchange/docx/nested", test_nested);
  for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/docx/inline/%s", inlines[i].name);

      g_test_add_data_func (path, &inlines[i], test_inline);
    }
  g_test_add_func ("/exchange/docx/follows", test_follows);
  g_test_add_func ("/exchange/docx/text-boxes", test_text_boxes);
  g_test_add_func ("/exchange/docx/deleted-row", test_deleted_row);
  g_test_add_func ("/exchange/docx/hostile", test_hostile);
  return hj_test_run ();
}
