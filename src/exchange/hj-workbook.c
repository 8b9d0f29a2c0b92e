/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "hj-workbook-private.h"

#define CONSTANT_FROM  3000   /* rows from which no table is held in memory */
#define SHEET_NAME_MAX 31

/* At most 31 characters, none of those that a sheet's name cannot have, none twice. */
static char *
dup_sheet_name (HjBook     *book,
                const char *title)
{
  GString *name = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (const char *at = title; *at != '\0' && g_utf8_strlen (name->str, -1) < SHEET_NAME_MAX - 3; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (name, c < 0x20 || (c < 0x80 && strchr ("/:\\?*[]'", (int) c) != NULL) || c > 0xffff ? 0x00b7 : c);
    }
  if (name->len == 0)
    g_string_append (name, "表");
  folded = g_utf8_strdown (name->str, -1);
  for (guint n = 2; g_hash_table_contains (book->names, folded); n++)
    {
      g_string_append_printf (name, "%u", n);
      g_free (folded);
      folded = g_utf8_strdown (name->str, -1);
    }
  g_hash_table_add (book->names, g_steal_pointer (&folded));

  return g_string_free (name, FALSE);
}

static void
write_line (HjBook        *book,
            lxw_worksheet *sheet,
            lxw_row_t     *row,
            const char    *text,
            lxw_format    *format)
{
  double lines = 1 + (double) (g_utf8_strlen (text, -1) / 46);

  worksheet_set_row (sheet, *row, lines * 17 + 3, NULL);
  worksheet_write_string (sheet, *row, 0, text, format);
  ++*row;
}

/* The first sheet. One column of sentences, so that nobody takes it for a form. */
static void
write_notes (HjBook          *book,
             const GPtrArray *tables,
             const GPtrArray *names)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, HJ_LAYOUT_NOTES);
  lxw_format *plain = workbook_add_format (book->workbook);
  const HjScheme *scheme = book->content->scheme;
  g_autofree char *first = g_strdup_printf ("本工作簿按“%s”的申报表编制，每张工作表填一种内容，填好后由衡鉴（Hengjian）导入。", scheme->notice);
  lxw_row_t row = 0;

  format_set_font_name (plain, "宋体");
  format_set_font_size (plain, 12);
  format_set_text_wrap (plain);
  format_set_align (plain, LXW_ALIGN_VERTICAL_TOP);
  worksheet_set_column (sheet, 0, 0, 84, plain);
  worksheet_set_row (sheet, row, 32, NULL);
  worksheet_write_string (sheet, row++, 0, hj_scheme_text (scheme, "application.title")[0] != '\0'
                          ? hj_scheme_text (scheme, "application.title") : scheme->title, book->title);
  write_line (book, sheet, &row, first, plain);
  write_line (book, sheet, &row, "一、蓝色的栏目是通知的申报表要填的，用通知的原话，按通知的次序；黄色的栏目是" HJ_LAYOUT_SUPPLEMENT
              "：申报表没有，但核对遴选标准时需要，请尽量填写。", plain);
  write_line (book, sheet, &row, "二、不知道的留空，不要填“无”“/”或猜测的数字；留空只表示尚未填报，不会因此判为不符合。", plain);
  write_line (book, sheet, &row, "三、身份证号码、电话、编码各列已设为文本，请直接填写或以“数值”方式粘贴，不要改成数字格式，否则末尾几位会变成0。", plain);
  write_line (book, sheet, &row, "四、日期写成2020年5月14日、2020-5-14或2020.5.14均可；面积、金额、人数只写数字，单位见表头。", plain);
  write_line (book, sheet, &row, "五、有下拉列表的可以选，也可以自己写；多个等级、多个职业之间用顿号隔开。", plain);
  write_line (book, sheet, &row, "六、各表可以增加行，不要改动表名和表头，不要合并或拆分单元格。", plain);
  write_line (book, sheet, &row, "各工作表：", plain);
  for (guint i = 0; i < tables->len; i++)
    {
      const HjLayoutTable *table = tables->pdata[i];
      g_autofree char *line = g_strdup_printf ("　　%s%s%s", (const char *) names->pdata[i],
                                               table->supplement ? "（" HJ_LAYOUT_SUPPLEMENT "）" : "",
                                               table->per_occupation ? "——各职业（工种）分别填写，注明所属职业" : "");

      write_line (book, sheet, &row, line, plain);
    }
  hj_book_set_page (sheet, FALSE);
}

static void
write_lists (HjBook *book)
{
  lxw_worksheet *sheet;

  if (book->long_lists->len == 0)
    return;
  sheet = workbook_add_worksheet (book->workbook, HJ_LAYOUT_LISTS);
  /* Row by row: that is how a workbook in constant memory wants it. */
  for (guint r = 0; r < HJ_BOOK_MAX_ITEMS; r++)
    for (guint c = 0; c < book->long_lists->len; c++)
      {
        const GPtrArray *options = book->long_lists->pdata[c];

        if (r < options->len && options->pdata[r] != NULL)
          worksheet_write_string (sheet, r, (lxw_col_t) c, options->pdata[r], NULL);
      }
  worksheet_hide (sheet);
}

/* Where the names of the occupations stand, for the lists of those who belong to one. */
static char *
dup_occupations_place (const GPtrArray *tables,
                       const GPtrArray *names)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const HjLayoutTable *table = tables->pdata[i];

      for (guint c = 0; table->table->kind == HJ_RECORD_OCCUPATION && c < table->columns->len; c++)
        if (strcmp (((HjLayoutColumn *) table->columns->pdata[c])->field->id, "name") == 0)
          {
            char column[4] = { 0 };

            lxw_col_to_name (column, (lxw_col_t) c, 1);
            return g_strdup_printf ("='%s'!%s$%d:%s$%d", (const char *) names->pdata[i],
                                    column, HJ_BOOK_ROW_FIRST + 1, column, HJ_BOOK_ROW_FIRST + 100);
          }
    }
  return NULL;
}

/* The tables to write and their rows; how much there is decides how the workbook is made. */
typedef struct {
  GPtrArray *tables;  /* HjLayoutTable */
  GPtrArray *rows;    /* GPtrArray of HjRecord, one for each table */
  gsize      count;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->tables, g_ptr_array_unref);
  g_clear_pointer (&plan->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static void
plan_init (Plan            *plan,
           const HjContent *content,
           gboolean         empty)
{
  plan->tables = hj_layout_new (content->scheme);
  plan->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < plan->tables->len; i++)
    {
      GPtrArray *own = empty ? g_ptr_array_new () : hj_layout_rows (plan->tables->pdata[i], content);

      g_ptr_array_add (plan->rows, own);
      plan->count += own->len;
    }
}

/* Equal contents give equal bytes: the day in the properties is the notice's, never that of the writing. */
static void
set_properties (HjBook *book)
{
  const HjScheme *scheme = book->content->scheme;
  lxw_doc_properties properties = { 0 };

  properties.title = (char *) scheme->title;
  properties.comments = (char *) "衡鉴（Hengjian）";
  properties.created = scheme->issued != HJ_DAY_NONE ? (time_t) scheme->issued * 86400 : 86400;
  workbook_set_properties (book->workbook, &properties);
}

static gboolean
write_book (HjBook      *book,
            const Plan  *plan,
            GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < plan->tables->len; i++)
    g_ptr_array_add (names, dup_sheet_name (book, ((HjLayoutTable *) plan->tables->pdata[i])->title));
  book->occupations = dup_occupations_place (plan->tables, names);
  set_properties (book);
  hj_book_add_formats (book);
  write_notes (book, plan->tables, names);
  for (guint i = 0; i < plan->tables->len; i++)
    {
      const HjLayoutTable *table = plan->tables->pdata[i];

      if (table->single)
        hj_book_write_single (book, table, names->pdata[i]);
      else if (!hj_book_write_table (book, table, names->pdata[i], plan->rows->pdata[i], error))
        return FALSE;
    }
  write_lists (book);
  if (!book->too_long)
    return TRUE;
  g_set_error (error, HJ_ERROR, HJ_ERROR_TOO_LARGE,
               _("A text is longer than a cell of a workbook can hold (%d characters). "
                 "What was entered is safe; export it as XML, or shorten the text."),
               HJ_BOOK_MAX_TEXT);

  return FALSE;
}

/* The library writes by a path alone. The file lives for a moment, in a folder that nobody else can read. */
static GBytes *
write_through_file (HjBook      *book,
                    const Plan  *plan,
                    const char  *folder,
                    GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "form.xlsx", NULL);
  lxw_workbook_options options = { .constant_memory = plan->count >= CONSTANT_FROM, .tmpdir = (char *) folder };
  gboolean written;
  lxw_error status;
  char *data;
  gsize size;

  book->workbook = workbook_new_opt (path, &options);
  written = book->workbook != NULL && write_book (book, plan, error);
  status = book->workbook != NULL ? workbook_close (book->workbook) : LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (written && (status != LXW_NO_ERROR || !g_file_get_contents (path, &data, &size, NULL)))
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_IO,
                   _("The workbook could not be written: %s. What was entered is safe; see that the disk has room and try again."),
                   lxw_strerror (status));
      written = FALSE;
    }
  g_remove (path);

  return written ? g_bytes_new_take (data, size) : NULL;
}

/**
 * hj_workbook_write:
 * @empty: the form for an applicant to fill: of @content its scheme alone counts
 * @progress: (nullable)
 *
 * The application as a workbook: how to fill it, the applicant, and a sheet a table, with the notice's words in
 * the notice's order, and behind them what its standards need beyond. Equal contents give equal bytes.
 *
 * Returns: (transfer full) (nullable): the file; IO, TOO_LARGE for a text beyond what a cell holds, cancelled
 */
GBytes *
hj_workbook_write (const HjContent  *content,
                   gboolean          empty,
                   HjProgress        progress,
                   gpointer          user_data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_auto (Plan) plan = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("hengjian-XXXXXX", error);
  locale_t plain;
  locale_t before;
  GBytes *bytes;
  HjBook book = {
    .content = content, .empty = empty, .progress = progress, .user_data = user_data, .cancellable = cancellable,
  };

  g_return_val_if_fail (content != NULL, NULL);

  if (folder == NULL)
    return NULL;
  plan_init (&plan, content, empty);
  book.rows = plan.count;
  book.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book.long_lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  /* The library prints numbers by the locale of its thread: a decimal comma would be no number. */
  plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  before = uselocale (plain);
  bytes = write_through_file (&book, &plan, folder, error);
  uselocale (before);
  freelocale (plain);
  g_rmdir (folder);
  g_hash_table_unref (book.names);
  g_ptr_array_unref (book.long_lists);
  g_free (book.occupations);
  if (bytes != NULL && progress != NULL)
    progress (1, user_data);

  return bytes;
}
