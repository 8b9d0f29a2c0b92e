/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compose-private.h"

/* The deduction statement (扣分说明), for the applicant: item by item what was
 * found, by which rule, what it costs before and after the cap, and why. */

enum {
  COL_CRITERION,
  COL_FOUND,
  COL_REASON,
  COL_ASPECT,
  COL_METHOD,
  COL_EXPERT,
  COL_POINTS,
  N_COLS
};

static const double widths_mm[N_COLS] = { 40, 17, 37, 17, 16, 15, 14 };

#define SIZE_PT  9.5
#define PITCH_PT 13.0
#define TITLE_SIZE_PT 22.0

typedef struct {
  HjFlow            *flow;
  const HjScoreCard *card;
  HjTable           *table;
  HjAmount           raw, applied;  /* of all items under the line */
} Statement;

static void
add_text (Statement  *self,
          guint       row,
          guint       col,
          guint       n_cols,
          HjFontRole  role,
          HjAlign     align,
          const char *string,
          HjPlace     place)
{
  HjTextStyle style = { role, SIZE_PT, PITCH_PT, align };

  hj_table_add_cell (self->table, row, col, 1, n_cols,
                     hj_flow_make_text (self->flow, &style, hj_table_get_text_width (self->table, col, n_cols), string, place));
}

static const char *
get_aspect_title (const HjCriterion *criterion,
                  const char        *id)
{
  const HjAspect *aspect = hj_criterion_find_aspect (criterion, id);

  return aspect != NULL ? aspect->title : id;
}

/* One line: what was found and what it costs by itself, before the item's cap. */
static void
add_line (Statement         *self,
          const HjCriterion *criterion,
          const HjCardVoice *voice,
          const char        *found,
          const char        *reason,
          const char        *aspect,
          const char        *method,
          const char        *points)
{
  const HjScheme *scheme = self->card->content->scheme;
  guint row = hj_table_add_row (self->table, 18, HJ_BREAK_HERE_BAD);
  const char *name = voice->member != NULL ? voice->member->name : "";
  g_autofree char *title = g_strdup_printf ("%s %s", criterion->id, criterion->text);

  add_text (self, row, COL_CRITERION, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, title, hj_place (N_("the wording of a criterion"), criterion->id));
  add_text (self, row, COL_FOUND, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, found, hj_place (N_("the result"), criterion->id));
  add_text (self, row, COL_REASON, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, reason, hj_place (N_("the reason of a finding"), criterion->id));
  add_text (self, row, COL_ASPECT, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, get_aspect_title (criterion, aspect),
            hj_place (N_("an aspect"), criterion->id));
  add_text (self, row, COL_METHOD, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START,
            *method != '\0' ? hj_scheme_method_label (scheme, method) : "", hj_place (N_("a method"), criterion->id));
  add_text (self, row, COL_EXPERT, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, name, hj_place (N_("an expert's name, unit or title"), ""));
  add_text (self, row, COL_POINTS, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_END, points, hj_place (N_("the score"), criterion->id));
}

static char *
format_minus (HjPoints points)
{
  g_autofree char *text = hj_points_format (points);

  return points > 0 ? g_strconcat ("−", text, NULL) : g_strdup (text);
}

static gboolean
says_something (const HjCardVoice *voice)
{
  if (voice->finding->deductions->len > 0 || voice->deduction > 0)
    return TRUE;
  return voice->state == HJ_STATE_MISSING || voice->state == HJ_STATE_DEFICIENT || voice->state == HJ_STATE_PROBLEM
         || voice->state == HJ_STATE_NOT_APPLICABLE;
}

static void
add_marks (Statement         *self,
           const HjCriterion *criterion,
           const HjCardVoice *voice)
{
  for (guint i = 0; i < voice->finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (voice->finding->marks, i);

      if (mark->mark == HJ_MARK_PROBLEM && *mark->remark != '\0')
        add_line (self, criterion, voice, "问题", mark->remark, mark->aspect, voice->finding->method, "");
    }
}

static void
add_voice (Statement         *self,
           const HjItem      *item,
           const HjCriterion *criterion,
           const HjCardVoice *voice)
{
  const HjFinding *finding = voice->finding;
  g_autofree char *points = format_minus (voice->deduction);
  const char *found = hj_words_state (item->rule.kind, voice->state);

  if (item->rule.kind == HJ_RULE_TIERS)
    for (guint i = 0; i < item->rule.tiers->len; i++)
      {
        const HjTier *tier = g_ptr_array_index (item->rule.tiers, i);

        if (g_str_equal (tier->id, finding->tier))
          found = tier->label;
      }
  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);
      g_autofree char *taken = format_minus (deduction->points);

      add_line (self, criterion, voice, "扣分", deduction->reason, deduction->aspect,
                *deduction->method != '\0' ? deduction->method : finding->method, taken);
    }
  if (finding->deductions->len == 0)
    add_line (self, criterion, voice, found, finding->reason, "", finding->method, item->has_points ? points : "");
  add_marks (self, criterion, voice);
}

/* Where several experts took points, how they make one figure. */
static const char *
describe_combination (const Statement  *self,
                      const HjCardItem *entry)
{
  guint most = 0;

  for (guint i = 0; i < entry->criteria->len; i++)
    most = MAX (most, ((const HjCardCriterion *) g_ptr_array_index (entry->criteria, i))->voices->len);
  if (self->card->expert != NULL || most < 2)
    return "";
  switch (self->card->content->scheme->combine[entry->item->rule.kind])
    {
    case HJ_COMBINE_MEAN:
      return "，按各专家扣分的平均值计算";
    case HJ_COMBINE_TRIMMED_MEAN:
      return "，专家人数足够时去掉最高、最低后按平均值计算";
    case HJ_COMBINE_CONSENSUS:
    default:
      return "";
    }
}

/* What the item comes to, across the whole table. */
static void
add_item_head (Statement        *self,
               const HjCardItem *entry)
{
  const HjItem *item = entry->item;
  guint row = hj_table_add_row (self->table, 20, HJ_BREAK_HERE_GOOD);
  g_autofree char *full = item->has_points ? hj_words_points (item->points) : g_strdup ("不计分");
  g_autofree char *rule = hj_words_rule (item);
  g_autofree char *raw = hj_amount_format (entry->raw);
  g_autofree char *applied = hj_amount_format (entry->applied);
  g_autofree char *score = hj_amount_format (entry->score);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "%s %s（%s）  %s", item->id, item->title, full, rule);
  if (*item->basis != '\0')
    g_string_append_printf (words, "\n评估方法和标准：%s", item->basis);
  if (item->has_points)
    {
      g_string_append_printf (words, "\n应扣%s分，实扣%s分，", raw, applied);
      g_string_append_printf (words, entry->has_score ? "得%s分" : "未评完", score);
      if (hj_amount_compare (entry->raw, entry->applied) > 0)
        g_string_append (words, "（扣完为止）");
      g_string_append (words, describe_combination (self, entry));
    }
  add_text (self, row, 0, N_COLS, HJ_ROLE_HEI, HJ_ALIGN_START, words->str, hj_place (N_("the title of an item"), item->id));
  g_string_free (words, TRUE);
}

static gboolean
item_says_something (const HjCardItem *entry)
{
  for (guint i = 0; i < entry->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (entry->criteria, i);

      for (guint k = 0; k < criterion->voices->len; k++)
        if (says_something (&g_array_index (criterion->voices, HjCardVoice, k)))
          return TRUE;
    }
  return FALSE;
}

static void
add_item (Statement        *self,
          const HjCardItem *entry)
{
  add_item_head (self, entry);
  for (guint i = 0; i < entry->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (entry->criteria, i);

      for (guint k = 0; k < criterion->voices->len; k++)
        {
          const HjCardVoice *voice = &g_array_index (criterion->voices, HjCardVoice, k);

          if (says_something (voice))
            add_voice (self, entry->item, criterion->criterion, voice);
        }
    }
}

static void
add_head (Statement *self)
{
  static const char * const heads[N_COLS] = { "小项", "认定", "事由", "察看要点", "方式", "专家", "扣分" };
  guint row = hj_table_add_row (self->table, 20, HJ_BREAK_HERE_BAD);

  self->table->n_head = 1;
  for (guint col = 0; col < N_COLS; col++)
    add_text (self, row, col, 1, HJ_ROLE_HEI, HJ_ALIGN_CENTER, heads[col], hj_place (N_("the head of the table"), heads[col]));
}

static void
add_sum (Statement *self)
{
  const HjScoreCard *card = self->card;
  const HjPassLine *pass = &card->content->scheme->pass;
  g_autofree char *raw = hj_amount_format (self->raw);
  g_autofree char *applied = hj_amount_format (self->applied);
  g_autofree char *base = hj_amount_format (card->base);
  g_autofree char *words = NULL;
  guint row = hj_table_add_row (self->table, 22, HJ_BREAK_HERE_BAD);

  if (card->complete)
    words = g_strdup_printf ("%s：应扣%s分，实扣%s分，得%s分", *pass->label != '\0' ? pass->label : "合计", raw, applied, base);
  else
    words = g_strdup_printf ("%s：未评完，尚有%u项未评；已评各项应扣%s分，实扣%s分",
                             *pass->label != '\0' ? pass->label : "合计", card->open, raw, applied);
  add_text (self, row, 0, N_COLS, HJ_ROLE_HEI, HJ_ALIGN_START, words, hj_place (N_("the total"), ""));
}

static void
compose_table (Statement *self)
{
  const HjTableLook look = { .frame_pt = 1.0, .rule_pt = 0.45, .verticals = TRUE, .pad_x_pt = 3.0, .pad_y_pt = 2.4 };
  gboolean points = self->card->content->scheme->kind == HJ_SCHEME_POINTS;
  guint n_items = 0;

  self->table = hj_table_new (&look, widths_mm, N_COLS);
  add_head (self);
  for (guint i = 0; i < self->card->items->len; i++)
    {
      const HjCardItem *entry = g_ptr_array_index (self->card->items, i);

      if (entry->item->section->bonus)
        continue;
      if (hj_scheme_section_counts (self->card->content->scheme, entry->item->section->id))
        {
          self->raw = hj_amount_add (self->raw, entry->raw);
          self->applied = hj_amount_add (self->applied, entry->applied);
        }
      if (item_says_something (entry))
        {
          add_item (self, entry);
          n_items++;
        }
    }
  if (n_items == 0)
    {
      guint row = hj_table_add_row (self->table, 24, HJ_BREAK_HERE_BAD);

      add_text (self, row, 0, N_COLS, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER,
                self->card->complete ? "各项均未扣分。" : "已评各项均未扣分。", hj_place (N_("the result"), ""));
    }
  if (points)
    add_sum (self);
  hj_flow_add_table (self->flow, g_steal_pointer (&self->table));
}

HjPlan *
hj_deductions_compose (HjTexts            *texts,
                       const HjScoreCard  *card,
                       GError            **error)
{
  g_autoptr (HjFlow) flow = hj_flow_new (texts);
  const HjTextStyle title_style = { HJ_ROLE_TITLE, TITLE_SIZE_PT, TITLE_SIZE_PT * 1.3, HJ_ALIGN_CENTER };
  Statement self = { .flow = flow, .card = card, .raw = HJ_AMOUNT_ZERO, .applied = HJ_AMOUNT_ZERO };
  g_autofree char *basis = NULL;

  hj_additions_set_head (flow, card, NULL);
  hj_flow_add_outline (flow, "扣分说明");
  hj_flow_add_text (flow, hj_flow_make_text (flow, &title_style, HJ_FLOW_WIDTH_PT, "扣分说明", hj_place (N_("a heading"), "")), 0, 0);
  basis = g_strdup_printf ("依据：%s%s%s%s", card->content->scheme->title,
                           *card->content->scheme->document_number != '\0' ? "（" : "",
                           card->content->scheme->document_number,
                           *card->content->scheme->document_number != '\0' ? "）" : "");
  hj_additions_add_note (flow, basis, hj_place (N_("the title of the notice"), ""));
  hj_flow_add_space (flow, 5);
  compose_table (&self);
  hj_additions_add_note (flow, "“应扣”为各小项扣分之和，“实扣”以该中项分值为限；扣分以分为单位。", hj_place (N_("a note on the result"), ""));
  return hj_flow_finish (flow, error);
}

char *
hj_deductions_dup_title (const HjScoreCard *card)
{
  const HjApplicant *applicant = &card->content->applicant;

  return *applicant->name != '\0' ? g_strdup_printf ("扣分说明 %s", applicant->name) : g_strdup ("扣分说明");
}
