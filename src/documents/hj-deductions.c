/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compose-private.h"

/* The deduction statement (扣分说明), for the applicant: item by item what was
 * found, by which rule, what it costs before and after the cap, and why. Under a
 * scheme without points it says what is not met and why (不符合项说明). */

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

static const double widths_mm[N_COLS] = { 40, 14, 37, 17, 17, 17, 14 };
/* Without the last column. */
static const double condition_widths_mm[N_COLS - 1] = { 46, 17, 40, 18, 18, 17 };

#define SIZE_PT  9.5
#define PITCH_PT 13.0
#define ROW_PT   18.0
#define TITLE_SIZE_PT 22.0
#define NO_POINTS G_MININT64
/* A longer reason takes a row of its own across the table. */
#define LONG_REASON_CHARS 120

typedef struct {
  HjFlow            *flow;
  const HjScoreCard *card;
  HjTable           *table;
  gboolean           points;        /* the scheme has any */
  guint              n_cols;
  HjAmount           raw, applied;  /* of all items under the line */
} Statement;

/* What was found, once, by one expert or several. All borrowed but the names. */
typedef struct {
  const HjCardVoice *voice;
  const char        *found, *reason, *aspect, *method;
  HjPoints           points;   /* before the item's cap; NO_POINTS where there are none */
  GString           *experts;
} Line;

static HjText *
make_text (Statement  *self,
           guint       col,
           guint       n_cols,
           HjFontRole  role,
           HjAlign     align,
           const char *string,
           HjPlace     place)
{
  HjTextStyle style = { role, SIZE_PT, PITCH_PT, align };

  return hj_flow_make_text (self->flow, &style, hj_table_get_text_width (self->table, col, n_cols), string, place);
}

static HjCell *
add_cell (Statement  *self,
          guint       row,
          guint       col,
          guint       n_rows,
          guint       n_cols,
          HjFontRole  role,
          HjAlign     align,
          const char *string,
          HjPlace     place)
{
  return hj_table_add_cell (self->table, row, col, n_rows, n_cols, make_text (self, col, n_cols, role, align, string, place));
}

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
  add_cell (self, row, col, 1, n_cols, role, align, string, place);
}

/* A condition that isn't asked of the applicant is none that it doesn't meet. */
static gboolean
says_something (const HjItem      *item,
                const HjCardVoice *voice)
{
  if (voice->finding->deductions->len > 0 || voice->deduction > 0)
    return TRUE;
  return voice->state == HJ_STATE_MISSING || voice->state == HJ_STATE_DEFICIENT || voice->state == HJ_STATE_PROBLEM
         || (voice->state == HJ_STATE_NOT_APPLICABLE && item->section->scheme->kind == HJ_SCHEME_POINTS);
}

static void
line_free (Line *line)
{
  g_string_free (line->experts, TRUE);
  g_free (line);
}

/* Experts who found the very same share a line. */
static void
collect_line (GPtrArray         *lines,
              const HjCardVoice *voice,
              const Line        *found)
{
  const char *name = voice->member != NULL ? voice->member->name : "";
  Line *line;

  for (guint i = 0; i < lines->len; i++)
    {
      line = g_ptr_array_index (lines, i);
      if (g_str_equal (line->found, found->found) && g_str_equal (line->reason, found->reason)
          && g_str_equal (line->aspect, found->aspect) && g_str_equal (line->method, found->method)
          && line->points == found->points && line->voice != voice)
        {
          g_string_append_printf (line->experts, "\n%s", name);
          return;
        }
    }
  line = g_new0 (Line, 1);
  *line = *found;
  line->voice = voice;
  line->experts = g_string_new (name);
  g_ptr_array_add (lines, line);
}

static const char *
describe_found (const HjItem      *item,
                const HjCardVoice *voice)
{
  if (item->rule.kind == HJ_RULE_TIERS)
    for (guint i = 0; i < item->rule.tiers->len; i++)
      {
        const HjTier *tier = g_ptr_array_index (item->rule.tiers, i);

        if (g_str_equal (tier->id, voice->finding->tier))
          return tier->label;
      }
  return hj_printed_state_in (item->section->scheme, item->rule.kind, voice->state);
}

static void
collect_voice (GPtrArray         *lines,
               const HjItem      *item,
               const HjCardVoice *voice)
{
  const HjFinding *finding = voice->finding;

  for (guint i = 0; i < finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (finding->deductions, i);
      Line line = {
        .found = "扣分", .reason = deduction->reason, .aspect = deduction->aspect,
        .method = *deduction->method != '\0' ? deduction->method : finding->method, .points = deduction->points,
      };

      collect_line (lines, voice, &line);
    }
  if (finding->deductions->len == 0)
    {
      Line line = {
        .found = describe_found (item, voice), .reason = finding->reason, .aspect = "",
        .method = finding->method, .points = item->has_points ? voice->deduction : NO_POINTS,
      };

      collect_line (lines, voice, &line);
    }
  for (guint i = 0; i < finding->marks->len; i++)
    {
      const HjAspectMark *mark = g_ptr_array_index (finding->marks, i);
      Line line = {
        .found = "问题", .reason = mark->remark, .aspect = mark->aspect, .method = finding->method, .points = NO_POINTS,
      };

      if (mark->mark == HJ_MARK_PROBLEM && *mark->remark != '\0')
        collect_line (lines, voice, &line);
    }
}

static void
add_line (Statement         *self,
          const HjCriterion *criterion,
          const Line        *line)
{
  guint row = hj_table_add_row (self->table, ROW_PT, HJ_BREAK_HERE_BAD);
  gboolean long_reason = g_utf8_strlen (line->reason, -1) > LONG_REASON_CHARS;
  const HjScheme *scheme = self->card->content->scheme;
  const HjAspect *aspect = hj_criterion_find_aspect (criterion, line->aspect);
  g_autofree char *points = line->points != NO_POINTS ? hj_points_format (line->points) : g_strdup ("");

  add_text (self, row, COL_FOUND, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, line->found, hj_place (N_("the result"), criterion->id));
  add_text (self, row, COL_REASON, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, long_reason ? "（见下）" : line->reason,
            hj_place (N_("the reason of a finding"), criterion->id));
  add_text (self, row, COL_ASPECT, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, aspect != NULL ? aspect->title : line->aspect,
            hj_place (N_("an aspect"), criterion->id));
  add_text (self, row, COL_METHOD, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START,
            *line->method != '\0' ? hj_scheme_method_label (scheme, line->method) : "", hj_place (N_("a method"), criterion->id));
  add_text (self, row, COL_EXPERT, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, line->experts->str,
            hj_place (N_("an expert's name, unit or title"), ""));
  if (self->points)
    add_text (self, row, COL_POINTS, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_END, points, hj_place (N_("the score"), criterion->id));
  if (long_reason)
    add_text (self, hj_table_add_row (self->table, ROW_PT, HJ_BREAK_HERE_BAD), COL_FOUND, self->n_cols - 1, HJ_ROLE_FANGSONG, HJ_ALIGN_JUSTIFY,
              line->reason, hj_place (N_("the reason of a finding"), criterion->id));
}

/* A criterion's lines, its wording in one cell beside them. */
static void
add_criterion (Statement             *self,
               const HjItem          *item,
               const HjCardCriterion *entry)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  const HjCriterion *criterion = entry->criterion;
  g_autofree char *title = g_strdup_printf ("%s %s", criterion->id, criterion->text);
  g_autofree char *again = g_strdup_printf ("%s（续）", criterion->id);
  guint first = self->table->rows->len;
  HjCell *cell;

  for (guint i = 0; i < entry->voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (entry->voices, HjCardVoice, i);

      if (says_something (item, voice))
        collect_voice (lines, item, voice);
    }
  for (guint i = 0; i < lines->len; i++)
    add_line (self, criterion, g_ptr_array_index (lines, i));
  if (lines->len == 0)
    return;
  cell = add_cell (self, first, COL_CRITERION, self->table->rows->len - first, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, title,
                   hj_place (N_("the wording of a criterion"), criterion->id));
  if (cell->n_rows > 1)
    cell->again = make_text (self, COL_CRITERION, 1, HJ_ROLE_FANGSONG, HJ_ALIGN_START, again,
                             hj_place (N_("the wording of a criterion"), criterion->id));
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

/* Without points: its title and where it stands in the notice. */
static void
add_condition_head (Statement        *self,
                    const HjCardItem *entry)
{
  const HjItem *item = entry->item;
  guint row = hj_table_add_row (self->table, ROW_PT + 2, HJ_BREAK_HERE_GOOD);
  g_autofree char *title = g_strdup_printf ("%s %s%s%s%s", item->id, item->title, *item->basis != '\0' ? "（" : "", item->basis,
                                            *item->basis != '\0' ? "）" : "");
  gboolean long_title = g_utf8_strlen (title, -1) > LONG_REASON_CHARS;
  g_autofree char *short_title = g_strdup_printf ("%s %s", item->id, item->title);

  add_text (self, row, 0, self->n_cols, HJ_ROLE_HEI, HJ_ALIGN_START, long_title ? short_title : title,
            hj_place (N_("the title of an item"), item->id));
}

/* Its figures stand beside the item's title, its rule below, across the whole table. */
static void
add_item_head (Statement        *self,
               const HjCardItem *entry)
{
  const HjItem *item = entry->item;
  guint row = hj_table_add_row (self->table, ROW_PT + 2, HJ_BREAK_HERE_GOOD);
  HjPlace place = hj_place (N_("the title of an item"), item->id);
  g_autofree char *full = item->has_points ? hj_words_points (item->points) : g_strdup ("不计分");
  g_autofree char *title = g_strdup_printf ("%s %s（%s）", item->id, item->title, full);
  g_autofree char *rule = hj_words_rule (item);
  g_autofree char *raw = hj_amount_format (entry->raw);
  g_autofree char *applied = hj_amount_format (entry->applied);
  g_autofree char *score = hj_amount_format (entry->score);
  g_autofree char *figures = NULL;
  g_autofree char *basis = NULL;

  if (item->has_points && entry->has_score)
    figures = g_strdup_printf ("应扣%s  实扣%s  得分%s", raw, applied, score);
  else if (item->has_points)
    figures = g_strdup_printf ("应扣%s  实扣%s  未评完", raw, applied);
  add_text (self, row, COL_CRITERION, 3, HJ_ROLE_HEI, HJ_ALIGN_START, title, place);
  add_text (self, row, COL_ASPECT, 4, HJ_ROLE_HEI, HJ_ALIGN_END, figures, place);

  basis = g_strdup_printf ("评估方法和标准：%s\n计分：%s%s", item->basis, rule, describe_combination (self, entry));
  row = hj_table_add_row (self->table, ROW_PT, HJ_BREAK_HERE_BAD);
  add_text (self, row, 0, N_COLS, HJ_ROLE_FANGSONG, HJ_ALIGN_START, basis, hj_place (N_("the method of an item"), item->id));
}

static gboolean
item_says_something (const HjCardItem *entry)
{
  for (guint i = 0; i < entry->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (entry->criteria, i);

      for (guint k = 0; k < criterion->voices->len; k++)
        if (says_something (entry->item, &g_array_index (criterion->voices, HjCardVoice, k)))
          return TRUE;
    }
  return FALSE;
}

static void
add_item (Statement        *self,
          const HjCardItem *entry)
{
  if (self->points)
    add_item_head (self, entry);
  else
    add_condition_head (self, entry);
  for (guint i = 0; i < entry->criteria->len; i++)
    add_criterion (self, entry->item, g_ptr_array_index (entry->criteria, i));
}

static void
add_head (Statement *self)
{
  const HjScheme *scheme = self->card->content->scheme;
  const char *heads[N_COLS] = {
    hj_scheme_term (scheme, "criterion", "小项"), "认定", "事由", "察看要点", "方式", hj_scheme_term (scheme, "expert", "专家"), "扣分",
  };
  guint row = hj_table_add_row (self->table, 20, HJ_BREAK_HERE_BAD);

  self->table->n_head = 1;
  for (guint col = 0; col < self->n_cols; col++)
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

static const char *
describe_nothing (const Statement *self)
{
  if (self->points)
    return self->card->complete ? "各项均未扣分。" : self->card->open == self->card->total ? "尚未评定。" : "已评各项均未扣分。";
  if (self->card->open == self->card->total)
    return "尚未评定。";
  return self->card->complete ? "没有不符合或基本符合的条件。" : "已评各项没有不符合或基本符合的条件。";
}

static void
compose_table (Statement *self)
{
  const HjTableLook look = { .frame_pt = 1.0, .rule_pt = 0.45, .verticals = TRUE, .pad_x_pt = 3.0, .pad_y_pt = 2.4 };
  guint n_items = 0;

  self->table = hj_table_new (&look, self->points ? widths_mm : condition_widths_mm, self->n_cols);
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

      add_text (self, row, 0, self->n_cols, HJ_ROLE_FANGSONG, HJ_ALIGN_CENTER, describe_nothing (self), hj_place (N_("the result"), ""));
    }
  if (self->points)
    add_sum (self);
  hj_flow_add_table (self->flow, g_steal_pointer (&self->table));
}

static const char *
get_title (const HjScoreCard *card)
{
  return card->content->scheme->kind == HJ_SCHEME_POINTS ? "扣分说明" : "不符合项说明";
}

HjPlan *
hj_deductions_compose (HjTexts            *texts,
                       const HjScoreCard  *card,
                       GError            **error)
{
  g_autoptr (HjFlow) flow = hj_flow_new (texts);
  const HjTextStyle title_style = { HJ_ROLE_TITLE, TITLE_SIZE_PT, TITLE_SIZE_PT * 1.3, HJ_ALIGN_CENTER };
  gboolean points = card->content->scheme->kind == HJ_SCHEME_POINTS;
  Statement self = {
    .flow = flow, .card = card, .points = points, .n_cols = points ? N_COLS : N_COLS - 1, .raw = HJ_AMOUNT_ZERO, .applied = HJ_AMOUNT_ZERO,
  };
  g_autofree char *basis = NULL;

  hj_additions_set_head (flow, card, NULL);
  hj_flow_add_outline (flow, get_title (card));
  hj_flow_add_text (flow, hj_flow_make_text (flow, &title_style, HJ_FLOW_WIDTH_PT, get_title (card), hj_place (N_("a heading"), "")), 0, 0);
  basis = g_strdup_printf ("依据：%s%s%s%s", card->content->scheme->title,
                           *card->content->scheme->document_number != '\0' ? "（" : "",
                           card->content->scheme->document_number,
                           *card->content->scheme->document_number != '\0' ? "）" : "");
  hj_additions_add_name (flow, card);
  hj_additions_add_note (flow, basis, hj_place (N_("the title of the notice"), ""));
  hj_flow_add_space (flow, 5);
  compose_table (&self);
  if (points)
    hj_additions_add_note (flow, "“应扣”为各项扣分之和，“实扣”以该项分值为限；单位：分。", hj_place (N_("a note on the result"), ""));
  return hj_flow_finish (flow, error);
}

char *
hj_deductions_dup_title (const HjScoreCard *card)
{
  const HjApplicant *applicant = &card->content->applicant;

  return *applicant->name != '\0' ? g_strdup_printf ("%s %s", get_title (card), applicant->name) : g_strdup (get_title (card));
}
