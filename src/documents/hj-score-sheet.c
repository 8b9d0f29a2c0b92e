/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compose-private.h"

/* The score sheet (评分表): the table of the notice's own annex with its columns,
 * merged cells and wording, one figure an item; then what the program adds. */

enum {
  COL_SECTION,
  COL_ITEM,
  COL_CRITERION,
  COL_BASIS,
  COL_SCORE,
  N_COLS
};

static const double widths_mm[N_COLS] = { 22, 27, 57, 36, 14 };
/* Without points a clause is long, what it is told by is short, and a result is a word. */
static const double condition_widths_mm[N_COLS] = { 22, 22, 75, 19, 18 };

/* The table is set in the largest of these sizes in which it takes the fewest pages. */
static const double sizes_pt[] = { 10.5, 10.0, 9.5, 9.0 };

#define PITCH_FACTOR  1.3
#define TITLE_SIZE_PT 22.0
/* Above this part of a page a merged cell's words stand in full below the table. */
#define LONG_CELL_PART 0.3

typedef struct {
  HjFlow            *flow;
  const HjScoreCard *card;
  HjTable           *table;
  double             size_pt;
  guint              decimals;    /* of all figures */
  double             figure_pt;   /* width of the widest */
  GPtrArray         *moved;       /* char*: long words that moved below the table */
} Sheet;

static HjTextStyle
get_style (const Sheet *sheet,
           HjFontRole   role,
           HjAlign      align)
{
  return (HjTextStyle) { role, sheet->size_pt, sheet->size_pt * PITCH_FACTOR, align };
}

static HjText *
make_text (Sheet      *sheet,
           guint       col,
           guint       n_cols,
           HjFontRole  role,
           HjAlign     align,
           const char *string,
           HjPlace     place)
{
  HjTextStyle style = get_style (sheet, role, align);

  return hj_flow_make_text (sheet->flow, &style, hj_table_get_text_width (sheet->table, col, n_cols), string, place);
}

static const char *
get_word (const Sheet *sheet,
          const char  *key,
          const char  *fallback)
{
  return hj_scheme_term (sheet->card->content->scheme, key, fallback);
}

static void
add_head_cell (Sheet      *sheet,
               guint       row,
               guint       col,
               guint       n_rows,
               guint       n_cols,
               const char *string)
{
  hj_table_add_cell (sheet->table, row, col, n_rows, n_cols,
                     make_text (sheet, col, n_cols, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, string, hj_place (N_("the head of the table"), string)));
}

static void
add_head (Sheet *sheet)
{
  gboolean points = sheet->card->content->scheme->kind == HJ_SCHEME_POINTS;
  double height_pt = sheet->size_pt * 1.8;

  hj_table_add_row (sheet->table, height_pt, HJ_BREAK_HERE_BAD);
  hj_table_add_row (sheet->table, height_pt, HJ_BREAK_HERE_BAD);
  sheet->table->n_head = 2;
  add_head_cell (sheet, 0, COL_SECTION, 1, 3, get_word (sheet, "sheet-content", "评 估 内 容"));
  add_head_cell (sheet, 0, COL_BASIS, 2, 1, get_word (sheet, "sheet-basis", "评估方法和标准"));
  add_head_cell (sheet, 0, COL_SCORE, 2, 1,
                 points ? get_word (sheet, "sheet-score", "得分情况") : get_word (sheet, "sheet-result", "评估结果"));
  add_head_cell (sheet, 1, COL_SECTION, 1, 1, get_word (sheet, "sheet-section", "大项"));
  add_head_cell (sheet, 1, COL_ITEM, 1, 1, get_word (sheet, "sheet-item", "中项"));
  add_head_cell (sheet, 1, COL_CRITERION, 1, 1, get_word (sheet, "sheet-criterion", "小项"));
}

/* A cell merged over rows: it shows its words again, with 续, where it goes on
 * after a break. Words too long for that move below the table. */
static void
add_merged (Sheet      *sheet,
            guint       row,
            guint       col,
            guint       n_rows,
            HjAlign     align,
            const char *string,
            HjPlace     place)
{
  HjText *text = make_text (sheet, col, 1, HJ_ROLE_FANGSONG, align, string, place);
  HjCell *cell;

  if (n_rows > 1 && text != NULL && hj_text_get_height (text) > hj_mm_to_pt (HJ_TEXT_HEIGHT_MM) * LONG_CELL_PART)
    {
      g_ptr_array_add (sheet->moved, g_strdup_printf ("%s：%s", place.about, string));
      g_clear_pointer (&text, hj_text_unref);
      text = make_text (sheet, col, 1, HJ_ROLE_FANGSONG, align, "（全文见表后）", place);
    }
  cell = hj_table_add_cell (sheet->table, row, col, n_rows, 1, text);
  if (n_rows > 1)
    {
      g_autofree char *again = hj_words_again (string);

      cell->again = make_text (sheet, col, 1, HJ_ROLE_FANGSONG, align, again, place);
    }
}

static gboolean
has_figure (const Sheet      *sheet,
            const HjCardItem *entry)
{
  if (entry->item->section->bonus)
    return sheet->card->complete || entry->score.num > 0;
  return entry->has_score;
}

/* Figures stand under one another: right-aligned within the width of the widest, in the middle of the column. */
static HjText *
make_figure (Sheet    *sheet,
             HjAmount  amount,
             HjPlace   place)
{
  g_autofree char *figure = hj_words_amount (amount, sheet->decimals);
  double width_pt = hj_table_get_text_width (sheet->table, COL_SCORE, 1);
  HjTextStyle style = get_style (sheet, HJ_ROLE_FANGSONG, HJ_ALIGN_END);

  return hj_flow_make_text (sheet->flow, &style, (width_pt + MIN (sheet->figure_pt, width_pt)) / 2, figure, place);
}

static void
add_item_score (Sheet            *sheet,
                const HjCardItem *entry,
                guint             row,
                guint             n_rows)
{
  HjPlace place = hj_place (N_("the score"), entry->item->id);
  HjCell *cell;

  cell = hj_table_add_cell (sheet->table, row, COL_SCORE, n_rows, 1,
                            has_figure (sheet, entry) ? make_figure (sheet, entry->score, place) : NULL);
  if (n_rows > 1)
    cell->again = make_text (sheet, COL_SCORE, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, "（续）", place);
}

static void
add_criteria (Sheet            *sheet,
              const HjCardItem *entry,
              guint             row)
{
  const HjItem *item = entry->item;
  gboolean by_criterion = !item->has_points && !item->section->bonus;

  for (guint i = 0; i < item->criteria->len; i++)
    {
      const HjCriterion *criterion = g_ptr_array_index (item->criteria, i);
      const HjCardCriterion *result = g_ptr_array_index (entry->criteria, i);

      if (i > 0 && item->sheet_criterion != NULL)
        break;
      hj_table_add_cell (sheet->table, row + i, COL_CRITERION, 1, 1,
                         make_text (sheet, COL_CRITERION, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START,
                                    item->sheet_criterion != NULL ? item->sheet_criterion : criterion->text,
                                    hj_place (N_("the wording of a criterion"), criterion->id)));
      if (by_criterion)
        hj_table_add_cell (sheet->table, row + i, COL_SCORE, 1, 1,
                           make_text (sheet, COL_SCORE, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER,
                                      hj_printed_state_in (item->section->scheme, item->rule.kind, result->state),
                                      hj_place (N_("the result"), criterion->id)));
    }
}

static guint
count_rows (const HjItem *item)
{
  return item->sheet_criterion != NULL ? 1 : MAX (item->criteria->len, 1);
}

static void
add_item (Sheet            *sheet,
          const HjCardItem *entry,
          guint             row)
{
  const HjItem *item = entry->item;
  guint n_rows = count_rows (item);
  const char *wording = item->sheet_title != NULL ? item->sheet_title : item->title;
  g_autofree char *title = hj_words_titled_points (wording, item->has_points, item->points);

  add_merged (sheet, row, COL_ITEM, n_rows, HJ_ALIGN_START, title, hj_place (N_("the title of an item"), item->id));
  add_criteria (sheet, entry, row);
  add_merged (sheet, row, COL_BASIS, n_rows, HJ_ALIGN_START, item->basis, hj_place (N_("the method of an item"), item->id));
  if (item->has_points || item->section->bonus)
    add_item_score (sheet, entry, row, n_rows);
}

static void
add_section (Sheet               *sheet,
             const HjCardSection *entry)
{
  const HjSection *section = entry->section;
  g_autofree char *title = hj_words_titled_points (section->title, section->has_points, section->points);
  guint first = sheet->table->rows->len, n_rows = 0;

  for (guint i = 0; i < entry->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (entry->items, i);
      guint n = count_rows (item->item);

      for (guint k = 0; k < n; k++)
        hj_table_add_row (sheet->table, sheet->size_pt * 1.72,
                          k > 0 ? HJ_BREAK_HERE_BAD : i > 0 ? HJ_BREAK_HERE_GOOD : HJ_BREAK_HERE_BEST);
      n_rows += n;
    }
  if (n_rows == 0)
    return;

  add_merged (sheet, first, COL_SECTION, n_rows, HJ_ALIGN_START, title, hj_place (N_("the title of a section"), section->id));
  for (guint i = 0; i < entry->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (entry->items, i);

      add_item (sheet, item, first);
      first += count_rows (item->item);
    }
}

static void
add_total (Sheet *sheet)
{
  guint row = hj_table_add_row (sheet->table, sheet->size_pt * 2.0, HJ_BREAK_HERE_BAD);
  const char *word = get_word (sheet, "sheet-total", "总分");

  hj_table_add_cell (sheet->table, row, COL_SECTION, 1, 4,
                     make_text (sheet, COL_SECTION, 4, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, word, hj_place (N_("the total"), "")));
  hj_table_add_cell (sheet->table, row, COL_SCORE, 1, 1,
                     sheet->card->complete ? make_figure (sheet, sheet->card->grand, hj_place (N_("the total"), "")) : NULL);
}

static void
measure_figures (Sheet *sheet)
{
  HjTextStyle style = get_style (sheet, HJ_ROLE_FANGSONG, HJ_ALIGN_END);

  sheet->decimals = hj_words_decimals (sheet->card->grand, 0);
  for (guint i = 0; i < sheet->card->items->len; i++)
    {
      const HjCardItem *entry = g_ptr_array_index (sheet->card->items, i);

      if (has_figure (sheet, entry))
        sheet->decimals = hj_words_decimals (entry->score, sheet->decimals);
    }
  for (guint i = 0; i <= sheet->card->items->len; i++)
    {
      const HjCardItem *entry = i < sheet->card->items->len ? g_ptr_array_index (sheet->card->items, i) : NULL;
      g_autofree char *figure = hj_words_amount (entry != NULL ? entry->score : sheet->card->grand, sheet->decimals);
      double width_pt = 0;

      if (sheet->flow->error == NULL
          && hj_texts_measure (sheet->flow->texts, &style, figure, hj_place (N_("the score"), ""), &width_pt, &sheet->flow->error))
        sheet->figure_pt = MAX (sheet->figure_pt, width_pt);
    }
}

/* Annex 2's own table, with its title and note and nothing else. */
static void
compose_official (HjFlow            *flow,
                  const HjScoreCard *card,
                  double             size_pt)
{
  const HjTableLook look = { .frame_pt = 1.0, .rule_pt = 0.5, .verticals = TRUE, .pad_x_pt = 3.4, .pad_y_pt = size_pt * 0.21 };
  const HjTextStyle title_style = { HJ_ROLE_TITLE, TITLE_SIZE_PT, TITLE_SIZE_PT * 1.3, HJ_ALIGN_CENTER };
  const HjTextStyle annex_style = { HJ_ROLE_FANGSONG, 10.5, 13.5, HJ_ALIGN_START };
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_free);
  Sheet sheet = { .flow = flow, .card = card, .size_pt = size_pt, .moved = moved };
  HjTextStyle note_style = get_style (&sheet, HJ_ROLE_FANGSONG, HJ_ALIGN_START);
  const HjScheme *scheme = card->content->scheme;

  hj_flow_add_outline (flow, scheme->title);
  hj_flow_add_text (flow, hj_flow_make_text (flow, &annex_style, HJ_FLOW_WIDTH_PT, get_word (&sheet, "sheet-annex", ""),
                                             hj_place (N_("the title of the scheme"), "")), 0, 0);
  hj_flow_add_text (flow, hj_flow_make_text (flow, &title_style, HJ_FLOW_WIDTH_PT, scheme->title,
                                             hj_place (N_("the title of the scheme"), "")), 0, 0);
  hj_flow_add_space (flow, 6);

  sheet.table = hj_table_new (&look, scheme->kind == HJ_SCHEME_POINTS ? widths_mm : condition_widths_mm, N_COLS);
  measure_figures (&sheet);
  add_head (&sheet);
  for (guint i = 0; i < card->sections->len; i++)
    add_section (&sheet, g_ptr_array_index (card->sections, i));
  if (scheme->kind == HJ_SCHEME_POINTS)
    add_total (&sheet);
  hj_flow_add_table (flow, g_steal_pointer (&sheet.table));

  hj_flow_add_space (flow, 4);
  hj_flow_add_text (flow, hj_flow_make_text (flow, &note_style, HJ_FLOW_WIDTH_PT, scheme->pass.note,
                                             hj_place (N_("the note of the scheme"), "")), 0, 0);
  for (guint i = 0; i < moved->len; i++)
    hj_flow_add_text (flow, hj_flow_make_text (flow, &note_style, HJ_FLOW_WIDTH_PT, g_ptr_array_index (moved, i),
                                               hj_place (N_("the method of an item"), "")), 0, 0);
}

static HjFlow *
begin (HjTexts           *texts,
       const HjScoreCard *card,
       double             size_pt)
{
  HjFlow *flow = hj_flow_new (texts);

  hj_additions_set_head (flow, card, NULL);
  compose_official (flow, card, size_pt);
  return flow;
}

/* The flow in the largest size that needs no more pages than the smallest. */
static HjFlow *
begin_best (HjTexts           *texts,
            const HjScoreCard *card)
{
  HjFlow *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes_pt); i++)
    {
      HjFlow *flow = begin (texts, card, sizes_pt[i]);

      if (best == NULL || flow->plan->pages->len < best->plan->pages->len)
        {
          g_clear_pointer (&best, hj_flow_free);
          best = flow;
        }
      else
        hj_flow_free (flow);
      if (best->plan->pages->len == 1 || best->error != NULL)
        break;
    }
  return best;
}

HjPlan *
hj_score_sheet_compose (HjTexts            *texts,
                        const HjScoreCard  *card,
                        GError            **error)
{
  g_autoptr (HjFlow) flow = begin_best (texts, card);

  hj_additions_compose (flow, card);
  return hj_flow_finish (flow, error);
}

char *
hj_score_sheet_dup_title (const HjScoreCard *card)
{
  const HjApplicant *applicant = &card->content->applicant;
  gboolean points = card->content->scheme->kind == HJ_SCHEME_POINTS;
  const char *kind = card->expert != NULL ? (points ? "专家评分表" : "专家评估表") : (points ? "评分表" : "现场评估表");

  return *applicant->name != '\0' ? g_strdup_printf ("%s %s", kind, applicant->name) : g_strdup (kind);
}
