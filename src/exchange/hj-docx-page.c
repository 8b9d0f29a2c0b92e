/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include "hj-docx-form-private.h"
#include "hj-value.h"

/* The page's table has seven columns: a group, and either three pairs of label and value or two devices beside each other. */
#define PAGE_COLUMNS 7

static void
write_page_fields (HjPaper        *paper,
                   const HjForm   *part,
                   const HjRecord *occupation)
{
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);

  for (guint at = 0; at < slots->len; at += 3)
    {
      const HjSlot *first = slots->pdata[at];
      guint n = MIN (3, slots->len - at);

      hj_markup_open_row (paper->markup, HJ_PAPER_ROW_HEIGHT, FALSE);
      hj_markup_label (paper->markup, 1, HJ_DOWN_NONE, hj_slot_has_group (first) ? first->asked->group : part->title);
      for (guint i = 0; i < n; i++)
        {
          const HjSlot *slot = slots->pdata[at + i];
          g_autofree char *value = hj_paper_dup_shown (paper, occupation, slot);
          g_autofree char *shown = *value != '\0' ? g_strconcat (value, slot->field->unit, NULL) : g_strdup ("");

          hj_markup_label (paper->markup, 1, HJ_DOWN_NONE, slot->asked->label);
          hj_markup_value (paper->markup, i == n - 1 ? 1 + 2 * (3 - n) : 1, shown);
        }
      hj_markup_close_row (paper->markup);
    }
}

/* One half of a row of devices: a name over two columns, then what else is asked for. */
static void
write_page_half (HjPaper         *paper,
                 const GPtrArray *slots,
                 const HjRecord  *record,
                 gboolean         head)
{
  for (guint i = 0; i < MIN (slots->len, 2); i++)
    {
      const HjSlot *slot = slots->pdata[i];
      guint span = slots->len == 1 ? 3 : i == 0 ? 2 : 1;
      g_autofree char *value = hj_paper_dup_shown (paper, record, slot);

      if (head)
        hj_markup_label (paper->markup, span, HJ_DOWN_NONE, slot->asked->label);
      else
        hj_markup_cell (paper->markup, span, HJ_DOWN_NONE, i == 0 ? &hj_cell_look : &hj_number_look, value);
    }
}

static void
write_page_rows (HjPaper        *paper,
                 const HjForm   *part,
                 const HjRecord *occupation)
{
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);
  g_autoptr (GPtrArray) rows = hj_paper_list_rows (paper, part, occupation);
  guint lines = MAX ((rows->len + 1) / 2, HJ_PAPER_BLANK_ROWS);

  if (slots->len == 0)
    return;
  for (guint r = 0; r <= lines; r++)
    {
      guint left = 2 * (r - 1);

      hj_markup_open_row (paper->markup, HJ_PAPER_ROW_HEIGHT, FALSE);
      hj_markup_label (paper->markup, 1, r == 0 ? HJ_DOWN_BEGIN : HJ_DOWN_ON, r == 0 ? part->title : "");
      write_page_half (paper, slots, r > 0 && left < rows->len ? rows->pdata[left] : NULL, r == 0);
      write_page_half (paper, slots, r > 0 && left + 1 < rows->len ? rows->pdata[left + 1] : NULL, r == 0);
      hj_markup_close_row (paper->markup);
    }
}

static char *
dup_occupation_line (const HjPaper  *paper,
                     const HjRecord *occupation)
{
  const HjRecordTable *table = hj_record_table (HJ_RECORD_OCCUPATION);
  g_autofree char *levels = NULL;

  if (occupation == NULL)
    return g_strdup ("职业（工种）：                              等级：");
  levels = hj_value_format (paper->scheme, hj_record_table_field (table, "levels"), hj_record_get (occupation, "levels"), FALSE);

  return g_strdup_printf ("职业（工种）：%s　　等级：%s", hj_record_get (occupation, "name"), levels);
}

/* @first: of the forms that are filled once for each occupation; they share a page. */
static void
write_page (HjPaper        *paper,
            guint           first,
            guint           n,
            const HjRecord *occupation)
{
  static const guint widths[PAGE_COLUMNS] = { 7, 16, 12, 16, 12, 16, 12 };
  const HjForm *part = paper->scheme->forms->pdata[first];
  g_autofree char *line = dup_occupation_line (paper, occupation);
  const char *note = hj_scheme_text (paper->scheme, "application.sites-note");
  HjLook look = hj_heading_look;

  look.page_break = TRUE;
  hj_markup_paragraph (paper->markup, &look, part->title);
  look = hj_note_look;
  look.after = 80;
  look.keep = TRUE;
  hj_markup_paragraph (paper->markup, &look, line);
  hj_markup_open_table (paper->markup, widths, PAGE_COLUMNS);
  for (guint i = first; i < first + n; i++)
    {
      part = paper->scheme->forms->pdata[i];
      if (!part->table)
        write_page_fields (paper, part, occupation);
      else
        write_page_rows (paper, part, occupation);
    }
  hj_markup_close_table (paper->markup);
  if (*note != '\0')
    hj_markup_paragraph (paper->markup, &hj_note_look, note);
}

void
hj_paper_write_pages (HjPaper *paper,
                      guint    first,
                      guint    n)
{
  const HjRecords *occupations = paper->content->records[HJ_RECORD_OCCUPATION];

  if (paper->empty || occupations->rows->len == 0)
    write_page (paper, first, n, NULL);
  else
    for (guint i = 0; i < occupations->rows->len; i++)
      write_page (paper, first, n, occupations->rows->pdata[i]);
}
