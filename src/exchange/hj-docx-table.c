/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-docx-form-private.h"

/* Widths are told in letters of ASCII, of which a line of the page holds so many; a cell has a little room at its sides. */
#define PAGE_LETTERS 88
#define CELL_ROOM    2
#define NUMBER_WIDTH 5
#define MIN_FLEXIBLE 6
#define MOST_UNBROKEN 14
#define LOOKED_AT    200   /* rows that decide how wide a column is */

/* The longest part that no line may break: a certificate's number, a model. */
static guint
count_unbroken (const char *text)
{
  guint n = 0, longest = 0;

  for (; *text != '\0'; text++)
    {
      n = g_ascii_isgraph (*text) ? n + 1 : 0;
      longest = MAX (longest, n);
    }

  return longest;
}

/* What must not be broken over lines: numbers that are compared digit by digit. 0 for what may be. */
static guint
find_fixed (const HjSlot *slot)
{
  switch ((int) slot->field->kind)
    {
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
      return 18 + CELL_ROOM;
    case HJ_VALUE_PHONE:
      return 12 + CELL_ROOM;
    case HJ_VALUE_OCCUPATION_CODE:
      return 10 + CELL_ROOM;
    default:
      return 0;
    }
}

/* A table has little room: 五级、四级 for 五级/初级工、四级/中级工, which is read as the same. */
static char *
dup_cell (const HjPaper  *paper,
          const HjRecord *record,
          const HjSlot   *slot)
{
  g_autofree char *shown = hj_paper_dup_shown (paper, record, slot);
  g_auto (GStrv) levels = NULL;

  if (slot->field->kind != HJ_VALUE_LEVELS)
    return g_steal_pointer (&shown);
  levels = g_strsplit (shown, "、", -1);
  for (guint i = 0; levels[i] != NULL; i++)
    {
      char *second = strchr (levels[i], '/');

      if (second != NULL)
        *second = '\0';
    }

  return g_strjoinv ("、", levels);
}

/* As wide as its head in two lines and what stands below, within bounds that leave room for the others.
 * @least: (inout): what it must have */
static guint
find_flexible (const HjPaper   *paper,
               const HjSlot    *slot,
               const GPtrArray *rows,
               guint           *least)
{
  guint head = (hj_layout_count_letters (slot->asked->label) + 3) / 4 * 2 + CELL_ROOM;
  guint most = slot->field->kind == HJ_VALUE_PROSE ? 28 : slot->field->kind == HJ_VALUE_LEVELS ? 14 : 20;
  guint width = slot->field->kind == HJ_VALUE_TEXT ? 10 : 6;

  if (slot->field->kind == HJ_VALUE_OCCUPATION || slot->field->kind == HJ_VALUE_DAY || slot->field->kind == HJ_VALUE_LEVELS)
    width = 12;
  for (guint i = 0; i < MIN (rows->len, LOOKED_AT); i++)
    {
      g_autofree char *value = dup_cell (paper, rows->pdata[i], slot);

      width = MAX (width, hj_layout_count_letters (value) + CELL_ROOM);
      *least = MAX (*least, MIN (count_unbroken (value) + CELL_ROOM + 1, MOST_UNBROKEN));
    }

  return MIN (MAX (head, width), most);
}

/* Numbers get what they need; the others what cannot be broken, and share what is left by what they would like. */
static void
share_widths (const HjPaper   *paper,
              const GPtrArray *slots,
              const GPtrArray *rows,
              guint           *widths)
{
  g_autofree guint *likes = g_new0 (guint, slots->len);
  guint taken = NUMBER_WIDTH, sum = 0, left;

  for (guint i = 0; i < slots->len; i++)
    {
      guint least = MIN_FLEXIBLE;
      guint width = find_fixed (slots->pdata[i]);

      if (width == 0)
        {
          likes[i] = find_flexible (paper, slots->pdata[i], rows, &least);
          likes[i] = MAX (likes[i], least) - least + 1;
        }
      widths[i] = width > 0 ? width : least;
      taken += widths[i];
      sum += likes[i];
    }
  left = taken < PAGE_LETTERS ? PAGE_LETTERS - taken : 0;
  for (guint i = 0; i < slots->len && sum > 0; i++)
    widths[i] += left * likes[i] / sum;
}

/* @occupation: (nullable): those of the page of one occupation; what is shared stands on the page of each. */
GPtrArray *
hj_paper_list_rows (const HjPaper         *paper,
           const HjForm       *part,
           const HjRecord     *occupation)
{
  GPtrArray *rows = g_ptr_array_new ();
  const HjRecords *records = paper->content->records[part->record];

  for (guint i = 0; !paper->empty && i < records->rows->len; i++)
    {
      const HjRecord *record = records->rows->pdata[i];

      if (!hj_layout_is_of (part->with, record))
        continue;
      if (occupation != NULL)
        {
          const char *whose = hj_record_get (record, "occupation");
          g_auto (GStrv) names = g_strsplit (whose, "、", -1);

          if (*whose != '\0' && !g_strv_contains ((const char * const *) names, hj_record_get (occupation, "name")))
            continue;
        }
      g_ptr_array_add (rows, (gpointer) record);
    }
  return rows;
}

static void
write_table_head (HjPaper         *paper,
                  const GPtrArray *slots)
{
  hj_markup_open_row (paper->markup, HJ_PAPER_ROW_HEIGHT, TRUE);
  hj_markup_label (paper->markup, 1, HJ_DOWN_NONE, "序号");
  for (guint i = 0; i < slots->len; i++)
    hj_markup_label (paper->markup, 1, HJ_DOWN_NONE, ((HjSlot *) slots->pdata[i])->asked->label);
  hj_markup_close_row (paper->markup);
}

gboolean
hj_paper_write_table (HjPaper       *paper,
                      const HjForm  *part,
                      GError       **error)
{
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);
  g_autoptr (GPtrArray) rows = hj_paper_list_rows (paper, part, NULL);
  guint widths[32] = { NUMBER_WIDTH };

  if (slots->len == 0 || slots->len >= G_N_ELEMENTS (widths))
    return TRUE;
  share_widths (paper, slots, rows, widths + 1);
  hj_markup_paragraph (paper->markup, &hj_heading_look, part->title);
  hj_markup_open_table (paper->markup, widths, slots->len + 1);
  write_table_head (paper, slots);
  for (guint r = 0; r < MAX (rows->len, HJ_PAPER_BLANK_ROWS); r++)
    {
      g_autofree char *number = g_strdup_printf ("%u", r + 1);

      if (r % 256 == 0 && g_cancellable_set_error_if_cancelled (paper->cancellable, error))
        return FALSE;
      hj_markup_open_row (paper->markup, HJ_PAPER_ROW_HEIGHT, FALSE);
      hj_markup_cell (paper->markup, 1, HJ_DOWN_NONE, &hj_number_look, r < rows->len ? number : "");
      for (guint c = 0; c < slots->len; c++)
        {
          const HjSlot *slot = slots->pdata[c];
          g_autofree char *value = dup_cell (paper, r < rows->len ? rows->pdata[r] : NULL, slot);

          hj_markup_cell (paper->markup, 1, HJ_DOWN_NONE,
                          g_utf8_strlen (value, -1) <= 8 ? &hj_number_look : &hj_cell_look, value);
        }
      hj_markup_close_row (paper->markup);
    }
  hj_markup_close_table (paper->markup);

  return TRUE;
}

/* 已建立规章制度目录: one cell beside its label, a document a line. */
void
hj_paper_write_list (HjPaper      *paper,
                     const HjForm *part,
                     const HjSlot *slot)
{
  static const guint widths[] = { 2, 10 };
  g_autoptr (GPtrArray) rows = hj_paper_list_rows (paper, part, NULL);

  hj_markup_paragraph (paper->markup, &hj_note_look, "");
  hj_markup_open_table (paper->markup, widths, 2);
  hj_markup_open_row (paper->markup, 8 * HJ_PAPER_ROW_HEIGHT, FALSE);
  hj_markup_label (paper->markup, 1, HJ_DOWN_NONE, slot->asked->label);
  hj_markup_open_cell (paper->markup, 1, HJ_DOWN_NONE, FALSE, TRUE);
  for (guint i = 0; i < MAX (rows->len, 1); i++)
    {
      g_autofree char *value = hj_paper_dup_shown (paper, i < rows->len ? rows->pdata[i] : NULL, slot);
      g_autofree char *line = *value != '\0' ? g_strdup_printf ("%u．%s", i + 1, value) : g_strdup ("");

      hj_markup_paragraph (paper->markup, &hj_cell_look, line);
    }
  hj_markup_close_cell (paper->markup);
  hj_markup_close_row (paper->markup);
  hj_markup_close_table (paper->markup);
}
