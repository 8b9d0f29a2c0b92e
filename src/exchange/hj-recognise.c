/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-layout-private.h"
#include "hj-recognise-private.h"

/* Grids to offers: from the top to the bottom of each, a row is a title, a head, data under it, a label
 * with its value, or nothing we know. */

typedef struct {
  HjWork        *work;
  const HjGrid  *grid;
  HjRow          row;
  HjRow          below;
  guint          index;
  const HjTitle *title;
  const HjLabel *prose;      /* the rows that follow are its text */
  guint          section;    /* and the number of its title */
  HjHeads       *heads;
  gboolean       recognised;
  gboolean       told;       /* that a head could be of several tables */
  guint          n_lost;     /* rows that say something which was not recognised */
  guint          first_lost;
} Sheet;

/* --- what a row is --- */

static gboolean
is_page_title (const HjTitle *title,
               const char    *text)
{
  return (title->form != NULL && title->form->per_occupation && title->form->record == HJ_RECORD_OCCUPATION) ||
         strstr (text, "场地设备情况") != NULL;
}

static void
end_table (Sheet *sheet)
{
  g_clear_pointer (&sheet->heads, g_free);
  sheet->prose = NULL;
}

/* The text above a table, in it or before it. */
static gboolean
take_title (Sheet      *sheet,
            const char *text)
{
  g_autofree char *rest = NULL;
  g_autofree char *normal = hj_normalise_heading (text);
  const HjLabel *prose = hj_form_find_prose (sheet->work, text);

  if (hj_form_take_page (sheet->work, text, sheet->grid->place))
    {
      end_table (sheet);
      sheet->title = NULL;
      return TRUE;
    }
  const HjTitle *title = prose != NULL ? NULL : hj_words_find_title (sheet->work->words, text, &rest);

  if (prose == NULL && title == NULL)
    return FALSE;
  end_table (sheet);
  sheet->prose = prose;
  sheet->section = hj_section_number (text);
  sheet->title = title;
  if (title != NULL && (is_page_title (title, normal) || rest != NULL))
    hj_page_begin (sheet->work, rest != NULL ? rest : "", sheet->grid->place);
  else if (title != NULL && ((title->table->kind != HJ_RECORD_EQUIPMENT && title->table->kind != HJ_RECORD_SITE)
                             || (title->form != NULL && !title->form->per_occupation)))
    sheet->work->page = NULL;

  return TRUE;
}

static gboolean
is_merged (const HjRow *row)
{
  for (guint column = 0; column < row->n; column = hj_row_next (row, column))
    if (*row->places[column].text != '\0')
      return row->places[column].span > 1;

  return FALSE;
}

static guint
count_labels (const HjHeads *heads)
{
  guint n = 0;

  for (guint column = 0; column < heads->n; column++)
    n += heads->labels[column] != NULL;

  return n;
}

static void
tell_unknown (Sheet           *sheet,
              const GPtrArray *unknown)
{
  for (guint i = 0; i < unknown->len; i++)
    {
      g_autofree char *note = g_strdup_printf (_("%s: the heading “%s” is not known; its column was left out."),
                                               sheet->grid->place, (const char *) unknown->pdata[i]);

      hj_import_plan_note (sheet->work->plan, note);
    }
}

static gboolean
take_heads (Sheet *sheet)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  gboolean ambiguous, more = sheet->index + 1 < sheet->grid->rows->len;
  gboolean again = sheet->heads != NULL;
  HjHeads *heads;

  if (more)
    {
      hj_row_follow (&sheet->below, &sheet->row);
      hj_row_load (&sheet->below, sheet->grid, sheet->index + 1);
    }
  heads = hj_heads_find (sheet->work->words, &sheet->row, more ? &sheet->below : NULL, sheet->title, unknown, &ambiguous);
  if (heads == NULL && ambiguous && !again && !sheet->told)
    {
      g_autofree char *place = hj_grid_dup_place (sheet->grid, sheet->index, 0);
      g_autofree char *note = g_strdup_printf (_("%s: these headings could be of several tables. Give the sheet or table "
                                                 "its title, for example 工作人员情况."), place);

      hj_import_plan_note (sheet->work->plan, note);
      sheet->told = TRUE;
    }
  if (heads == NULL)
    return FALSE;

  if (!again || sheet->heads->table != heads->table)
    tell_unknown (sheet, unknown);
  end_table (sheet);
  sheet->heads = heads;
  sheet->recognised = TRUE;

  return TRUE;
}

/* Whether the only text of the row has no place beside it. */
static gboolean
fills_row (const HjRow *row)
{
  guint column = 0;

  while (column < row->n && *row->places[column].text == '\0')
    column = hj_row_next (row, column);

  return hj_row_next (row, column) >= row->n;
}

/* In a table of one column each row is one text, which may look like a title. */
static gboolean
take_title_row (Sheet *sheet)
{
  const char *single = hj_row_get_single (&sheet->row);

  if (single == NULL || (sheet->heads != NULL && count_labels (sheet->heads) == 1 && !is_merged (&sheet->row)))
    return FALSE;

  /* With a free place beside it a question is answered there, not below. */
  if (hj_form_find_prose (sheet->work, single) != NULL && !fills_row (&sheet->row))
    return FALSE;
  if (!take_title (sheet, single))
    return FALSE;
  /* 已建立规章制度目录 is a title, and the head of the one column under it. */
  if (sheet->title != NULL)
    take_heads (sheet);

  return TRUE;
}

/* 已建立规章制度目录 | a list: the title stands beside the only column there is. */
static gboolean
take_list (Sheet *sheet)
{
  const HjRow *row = &sheet->row;
  guint first = 0, second;
  const HjTitle *title;
  const HjLabel *label;

  while (first < row->n && *row->places[first].text == '\0')
    first = hj_row_next (row, first);
  second = first < row->n ? hj_row_next (row, first) : row->n;
  if (second >= row->n || hj_row_next (row, second) < row->n || row->places[first].above)
    return FALSE;
  title = hj_words_find_title (sheet->work->words, row->places[first].text, NULL);
  if (title == NULL || title->table->kind != HJ_RECORD_RULE)
    return FALSE;

  label = hj_words_find_label (sheet->work->words, "制度名称", title->table);
  g_assert (label != NULL);
  end_table (sheet);
  sheet->heads = g_new0 (HjHeads, 1);
  sheet->heads->table = title->table;
  sheet->heads->with = "";
  sheet->heads->n = row->n;
  sheet->heads->n_groups = 1;
  sheet->heads->list = TRUE;
  sheet->heads->labels[second] = label;
  sheet->recognised = TRUE;
  hj_data_read (sheet->work, sheet->grid, &sheet->row, sheet->index, sheet->heads);

  return TRUE;
}

static gboolean
take_prose (Sheet *sheet)
{
  const char *single = hj_row_get_single (&sheet->row);
  g_autofree char *place = NULL;
  g_autofree char *normal = NULL;

  if (sheet->prose == NULL || single == NULL)
    return FALSE;
  /* The next label: nothing was written under this one. */
  normal = hj_normalise_heading (single);
  if (hj_form_ends_prose (single, sheet->section) ||
      hj_words_find_label (sheet->work->words, normal, hj_record_table (HJ_RECORD_APPLICANT)) != NULL)
    {
      sheet->prose = NULL;
      return FALSE;
    }
  place = hj_grid_dup_place (sheet->grid, sheet->index, 0);
  hj_form_append_prose (sheet->work, sheet->prose, single, place);
  sheet->recognised = TRUE;

  return TRUE;
}

static gboolean
is_remark_row (const HjRow *row)
{
  for (guint column = 0; column < row->n; column = hj_row_next (row, column))
    if (*row->places[column].text != '\0')
      return hj_is_remark (row->places[column].text);

  return FALSE;
}

/* One text alone is a title or a caption; what has two says something. */
static void
lose_row (Sheet *sheet)
{
  if (sheet->n_lost == 0)
    sheet->first_lost = sheet->index;
  sheet->n_lost++;
}

static void
tell_lost (const Sheet *sheet)
{
  g_autofree char *place = NULL;
  g_autofree char *note = NULL;

  if (sheet->n_lost == 0)
    return;
  place = hj_grid_dup_place (sheet->grid, sheet->first_lost, 0);
  note = sheet->n_lost == 1
           ? g_strdup_printf (_("%s: this row was not recognised."), place)
           : g_strdup_printf (_("%s: this row was not recognised, nor were others below it: %u in all."), place, sheet->n_lost);
  hj_import_plan_note (sheet->work->plan, note);
}

/* A filter that was left on hides rows which nobody meant to leave out; a column may hide what nobody meant to send. */
static void
tell_hidden (const Sheet *sheet)
{
  g_autofree char *note = NULL;

  if (sheet->grid->n_hidden == 0)
    return;
  note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s: %u hidden row or column was read as well; see whether it belongs to the application.",
                                       "%s: %u hidden rows or columns were read as well; see whether they belong to the application.",
                                       sheet->grid->n_hidden),
                          sheet->grid->place, sheet->grid->n_hidden);
  hj_import_plan_note (sheet->work->plan, note);
}

/* What the program's own workbook says above its heads: which columns the notice asks for, which are supplementary. */
static gboolean
is_band_row (const HjRow *row)
{
  gboolean any = FALSE;

  for (guint column = 0; column < row->n; column = hj_row_next (row, column))
    {
      const char *text = row->places[column].text;

      if (*text == '\0')
        continue;
      if (strcmp (text, HJ_LAYOUT_BAND_ASKED) != 0 && strcmp (text, HJ_LAYOUT_BAND_SUPPLEMENT) != 0)
        return FALSE;
      any = TRUE;
    }
  return any;
}

/* How many rows were taken. */
static guint
read_row (Sheet *sheet)
{
  HjWork *work = sheet->work;

  if (hj_row_is_blank (&sheet->row) || is_remark_row (&sheet->row) || is_band_row (&sheet->row))
    return 1;
  if (take_title_row (sheet))
    return 1;
  if (take_heads (sheet))
    return sheet->heads->n_rows;
  if (take_list (sheet) || take_prose (sheet))
    return 1;
  if (sheet->heads != NULL && !(hj_form_starts (work, &sheet->row) && !sheet->heads->list &&
                                sheet->heads->table->kind != HJ_RECORD_RULE))
    {
      if (!hj_data_is_total (&sheet->row))
        hj_data_read (sheet->work, sheet->grid, &sheet->row, sheet->index, sheet->heads);
      return 1;
    }
  if (hj_form_read_row (work, sheet->grid, &sheet->row, sheet->index))
    {
      end_table (sheet);
      sheet->recognised = TRUE;
    }
  else if (hj_row_get_single (&sheet->row) == NULL)
    lose_row (sheet);

  return 1;
}

static gboolean
has_text (const HjGrid *grid)
{
  for (guint i = 0; i < grid->rows->len; i++)
    {
      const GPtrArray *cells = grid->rows->pdata[i];

      for (guint j = 0; j < cells->len; j++)
        {
          const HjCell *cell = cells->pdata[j];

          if (cell != NULL && *cell->text != '\0')
            return TRUE;
        }
    }

  return FALSE;
}

static void
free_sheet (Sheet *sheet)
{
  g_free (sheet->heads);
  g_free (sheet);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, free_sheet)

/* The paragraphs before a table: 职业（工种）：茶艺师 says whose page it is. */
static void
read_lead (Sheet *sheet)
{
  g_auto (GStrv) lines = g_strsplit (sheet->grid->lead, "\n", -1);

  sheet->work->reading = HJ_READ_LEAD;
  for (guint i = 0; lines[i] != NULL; i++)
    hj_form_read_line (sheet->work, lines[i], sheet->grid->place);
  sheet->work->reading = HJ_READ_CELLS;
}

/* A sheet that isn't shown holds lists or remains, the workbook's first sheet tells how to fill it. */
static gboolean
is_left_out (HjWork       *work,
             const HjGrid *grid)
{
  if (grid->hidden && has_text (grid) && strcmp (grid->name, HJ_LAYOUT_LISTS) != 0)
    {
      g_autofree char *note = g_strdup_printf (_("%s is hidden and was left out; show it and import again if it belongs to the application."),
                                               grid->place);

      hj_import_plan_note (work->plan, note);
    }

  return grid->hidden || strcmp (grid->name, HJ_LAYOUT_NOTES) == 0;
}

/* Rows of all grids, so that the work can be told as a part of the whole. */
typedef struct {
  HjProgress    progress;
  gpointer      user_data;
  GCancellable *cancellable;
  gsize         done, all;
} Pace;

#define PACE_ROWS 256

static gboolean
go_on (Pace    *pace,
       GError **error)
{
  if (pace->done++ % PACE_ROWS != 0)
    return TRUE;
  if (pace->progress != NULL && pace->all > 0)
    pace->progress ((double) MIN (pace->done, pace->all) / (double) pace->all, pace->user_data);

  return !g_cancellable_set_error_if_cancelled (pace->cancellable, error);
}

/* 7 | 张三 | … : what is counted from two on began elsewhere. */
static gboolean
goes_on (const HjGrid *grid)
{
  const char *number = hj_grid_get (grid, 0, 0);

  return *number != '\0' && strspn (number, "0123456789") == strlen (number) && g_ascii_strtoull (number, NULL, 10) > 1;
}

/* A table that was cut in two goes on under the heads of the first half, unless it has its own. */
static void
carry_heads (Sheet *sheet)
{
  HjHeads *last = sheet->work->last_heads;

  /* Only the number of its first row says that it does. */
  if (sheet->grid->follows && last != NULL && last->n == sheet->row.n && !last->list && goes_on (sheet->grid))
    {
      sheet->heads = g_memdup2 (last, sizeof *last);
      sheet->recognised = TRUE;
    }
}

static void
keep_heads (Sheet *sheet)
{
  g_clear_pointer (&sheet->work->last_heads, g_free);
  sheet->work->last_heads = g_steal_pointer (&sheet->heads);
}

static gboolean
read_grid (HjWork        *work,
           const HjGrid  *grid,
           Pace          *pace,
           GError       **error)
{
  g_autoptr (Sheet) sheet = g_new0 (Sheet, 1);

  /* 填写说明: how to fill the other sheets. */
  if (hj_is_remark (grid->name))
    return TRUE;
  sheet->work = work;
  sheet->grid = grid;
  sheet->row.n = hj_row_count_columns (grid);
  take_title (sheet, grid->name);
  read_lead (sheet);
  carry_heads (sheet);
  while (sheet->index < grid->rows->len)
    {
      guint taken;

      if (!go_on (pace, error))
        return FALSE;
      hj_row_load (&sheet->row, grid, sheet->index);
      taken = read_row (sheet);
      while (taken > 1)
        {
          hj_row_load (&sheet->row, grid, ++sheet->index);
          taken--;
        }
      sheet->index++;
    }
  if (!sheet->recognised && !sheet->told && has_text (grid))
    {
      g_autofree char *note = g_strdup_printf (_("%s: nothing was recognised here."), grid->place);

      hj_import_plan_note (work->plan, note);
    }
  else if (sheet->recognised)
    {
      tell_hidden (sheet);
      tell_lost (sheet);
    }
  keep_heads (sheet);

  return TRUE;
}

/* Paragraphs outside of tables: the cover's lines, and prose under its heading. */
static void
read_lines (HjWork          *work,
            const GPtrArray *lines)
{
  const HjLabel *prose = NULL;
  guint section = 0, n = 0;

  work->reading = HJ_READ_LINES;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      const HjLabel *label = hj_form_find_prose (work, line);
      /* TRANSLATORS: a paragraph of a Word document, by its number */
      g_autofree char *place = g_strdup_printf (_("paragraph %u"), n + 1);

      n += *line != '\0';
      if (*line == '\0')
        prose = NULL;
      else if (label != NULL)
        {
          prose = label;
          section = hj_section_number (line);
        }
      else if (hj_words_find_title (work->words, line, NULL) != NULL || hj_form_ends_prose (line, section))
        prose = NULL;
      else if (prose != NULL)
        hj_form_append_prose (work, prose, line, place);
      else
        hj_form_read_line (work, line, place);
    }
  work->reading = HJ_READ_CELLS;
}

/**
 * hj_recognise_grids:
 * @grids: (element-type HjGrid)
 * @lines: (nullable) (element-type utf8): paragraphs that stand outside of tables
 * @progress: (nullable): told every few hundred rows, and that is as often as it is asked whether to go on
 *
 * Offers what it recognises to @plan, with places; tells in notes what it doesn't.
 *
 * Returns: %FALSE only where cancelled
 */
gboolean
hj_recognise_grids (HjImportPlan  *plan,
                    GPtrArray     *grids,
                    GPtrArray     *lines,
                    HjProgress     progress,
                    gpointer       user_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (HjWords) words = NULL;
  Pace pace = { .progress = progress, .user_data = user_data, .cancellable = cancellable };
  HjWork work = { .plan = plan };
  gboolean ok = TRUE;

  g_return_val_if_fail (plan != NULL && grids != NULL, FALSE);

  work.scheme = plan->content->scheme;
  work.words = words = hj_words_new (work.scheme);
  work.applicant = hj_record_new (HJ_RECORD_APPLICANT, "applicant");
  work.troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_import_trouble_free);
  for (guint i = 0; i < grids->len; i++)
    pace.all += ((HjGrid *) grids->pdata[i])->rows->len;
  read_lines (&work, lines);
  for (guint i = 0; i < grids->len && ok; i++)
    ok = is_left_out (&work, grids->pdata[i]) || read_grid (&work, grids->pdata[i], &pace, error);
  hj_form_offer (&work);
  g_free (work.last_heads);

  return ok;
}
