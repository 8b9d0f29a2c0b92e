/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <string.h>

#include "hj-docx-form-private.h"

#define UNITS       12    /* into which a row of the applicant's table is divided */
#define LABEL_UNITS 2

/* All that may be chosen, each with its box; what was written of one's own behind them. */
static void
write_choices (HjPaper        *paper,
               const HjSlot   *slot,
               const HjRecord *record)
{
  g_auto (GStrv) options = g_strsplit (slot->asked->options, "\n", -1);
  g_autofree char *value = hj_paper_dup_shown (paper, record, slot);
  gboolean found = *value == '\0';

  hj_markup_open_paragraph (paper->markup, &hj_cell_look);
  for (guint i = 0; options[i] != NULL; i++)
    {
      const char *option = g_strstrip (options[i]);
      gboolean ticked = *value != '\0' && strcmp (option, value) == 0;
      g_autofree char *text = g_strconcat (" ", option, "　", NULL);

      if (*option == '\0')
        continue;
      found |= ticked;
      hj_markup_tick_box (paper->markup, HJ_PAPER_CELL_SIZE, ticked);
      hj_markup_run (paper->markup, &hj_cell_look, text);
    }
  if (!found)
    {
      hj_markup_tick_box (paper->markup, HJ_PAPER_CELL_SIZE, TRUE);
      hj_markup_run (paper->markup, &hj_cell_look, " ");
      hj_markup_run (paper->markup, &hj_cell_look, value);
    }
  hj_markup_close_paragraph (paper->markup);
}

static void
write_slot (HjPaper        *paper,
            const HjSlot   *slot,
            const HjRecord *record,
            guint           units)
{
  g_autofree char *value = NULL;

  hj_markup_label (paper->markup, LABEL_UNITS, HJ_DOWN_NONE, slot->asked->label);
  if (slot->asked->options != NULL && *slot->asked->options != '\0')
    {
      hj_markup_open_cell (paper->markup, units - LABEL_UNITS, HJ_DOWN_NONE, FALSE, FALSE);
      write_choices (paper, slot, record);
      hj_markup_close_cell (paper->markup);
      return;
    }
  value = hj_paper_dup_shown (paper, record, slot);
  hj_markup_value (paper->markup, units - LABEL_UNITS, value);
}

/* Whether what is written there is a word or a number, so that two of them fit in a row. */
static gboolean
is_short (const HjSlot *slot)
{
  static const char *const ids[] = { "contact", "contact-post", "contact-title", "head", "head-post", "head-title",
                                     "legal-representative" };

  if (slot->asked->options != NULL && *slot->asked->options != '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strcmp (slot->field->id, ids[i]) == 0)
      return TRUE;

  return slot->field->kind != HJ_VALUE_TEXT && slot->field->kind != HJ_VALUE_PROSE
         && slot->field->kind != HJ_VALUE_CREDIT_CODE && slot->field->kind != HJ_VALUE_REGION;
}

/* How many of those from @at on stand in one row: a group of five in three and two, as the annexes have it. */
static guint
count_in_row (const GPtrArray *slots,
              guint            at)
{
  const HjSlot *first = slots->pdata[at];
  guint run = 0;

  if (strcmp (first->field->id, "address") == 0 && at + 1 < slots->len
      && strcmp (((HjSlot *) slots->pdata[at + 1])->field->id, "postcode") == 0)
    return 2;
  if (!hj_slot_has_group (first))
    return is_short (first) && at + 1 < slots->len && is_short (slots->pdata[at + 1])
           && !hj_slot_has_group (slots->pdata[at + 1]) ? 2 : 1;
  for (guint i = at; i < slots->len; i++)
    {
      const HjSlot *slot = slots->pdata[i];

      if (!hj_slot_has_group (slot) || strcmp (slot->asked->group, first->asked->group) != 0)
        break;
      run++;
    }
  return run == 3 || run >= 5 ? 3 : MIN (run, 2);
}

void
hj_paper_write_applicant (HjPaper      *paper,
                          const HjForm *part)
{
  static const guint widths[UNITS] = { 9, 9, 8, 8, 7, 7, 9, 9, 8, 8, 9, 9 };
  static const guint shares[4][3] = { { 0 }, { 12 }, { 6, 6 }, { 4, 4, 4 } };
  g_autoptr (GPtrArray) slots = hj_paper_list_slots (paper, part);
  const HjRecord *record = paper->empty ? NULL : hj_content_get_applicant_record (paper->content);

  hj_markup_open_table (paper->markup, widths, UNITS);
  for (guint at = 0; at < slots->len;)
    {
      guint n = count_in_row (slots, at);
      gboolean prose = ((HjSlot *) slots->pdata[at])->field->kind == HJ_VALUE_PROSE;

      hj_markup_open_row (paper->markup, prose ? 4 * HJ_PAPER_ROW_HEIGHT : HJ_PAPER_ROW_HEIGHT, FALSE);
      for (guint i = 0; i < n; i++)
        {
          const HjSlot *slot = slots->pdata[at + i];
          guint units = shares[n][i];

          if (n == 2 && strcmp (((HjSlot *) slots->pdata[at])->field->id, "address") == 0)
            units = i == 0 ? 8 : 4;
          write_slot (paper, slot, record, units);
        }
      hj_markup_close_row (paper->markup);
      at += n;
    }
  hj_markup_close_table (paper->markup);
}

/* A part of the form that is one long text: its title above, its text below, as the base table of Shandong has it. */
void
hj_paper_write_prose (HjPaper      *paper,
                      const HjForm *part,
                      const HjSlot *slot)
{
  static const guint widths[] = { 1 };
  const HjRecord *record = paper->empty ? NULL : hj_content_get_applicant_record (paper->content);
  g_autofree char *value = hj_paper_dup_shown (paper, record, slot);
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  HjLook look = hj_cell_look;

  look.indent = 2 * 10 * HJ_PAPER_CELL_SIZE;
  look.before = look.after = 40;
  hj_markup_paragraph (paper->markup, &hj_heading_look, part->title);
  hj_markup_open_table (paper->markup, widths, 1);
  hj_markup_open_row (paper->markup, 6 * HJ_PAPER_ROW_HEIGHT, FALSE);
  hj_markup_open_cell (paper->markup, 1, HJ_DOWN_NONE, FALSE, TRUE);
  /* An empty text is split into no line at all. */
  for (guint i = 0; i == 0 || (lines[0] != NULL && lines[i] != NULL); i++)
    hj_markup_paragraph (paper->markup, &look, lines[i] != NULL ? lines[i] : "");
  hj_markup_close_cell (paper->markup);
  hj_markup_close_row (paper->markup);
  hj_markup_close_table (paper->markup);
}
