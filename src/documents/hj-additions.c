/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-documents"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-compose-private.h"

/* What the program adds around the official table: larger, with fine grey rules,
 * and under a line that says so. It is set in the table's own face: each further
 * glyph costs a file some 180 bytes, each further face 2 KB. */

#define LABEL_MM      34.0
#define VALUE_MM     (HJ_TEXT_WIDTH_MM - LABEL_MM)
#define SIZE_PT       10.5
#define PITCH_PT      15.5
#define FIGURE_PT     15.0
#define SMALL_PT       9.0
#define SMALL_PITCH_PT 13.0
#define RULE_GRAY      0.55
#define LABEL_GRAY     0.38
/* A heading stays with what follows it. */
#define HEADING_ROOM_PT 100.0
/* Rows to sign on: lower, within reason, where the whole panel then fits on the page. */
#define SIGNATURE_ROW_PT 27.0
#define MIN_SIGNATURE_ROW_PT 22.0
#define BLANK_SIGNATURES 3
/* What two lines of the running head hold of a name. */
#define HEAD_NAME_CHARS 54

static const HjTextStyle label_style = { HJ_ROLE_FANGSONG, SIZE_PT, PITCH_PT, HJ_ALIGN_START };
static const HjTextStyle value_style = { HJ_ROLE_FANGSONG, SIZE_PT, PITCH_PT, HJ_ALIGN_START };
static const HjTextStyle small_style = { HJ_ROLE_FANGSONG, SMALL_PT, SMALL_PITCH_PT, HJ_ALIGN_JUSTIFY };
static const HjTextStyle marker_style = { HJ_ROLE_FANGSONG, SMALL_PT, SMALL_PITCH_PT, HJ_ALIGN_START };
static const HjTextStyle heading_style = { HJ_ROLE_FANGSONG, 13.0, 18.0, HJ_ALIGN_START };

static const HjTableLook plain_look = {
  .frame_pt = 0, .rule_pt = 0.35, .gray = RULE_GRAY, .pad_x_pt = 3.4, .pad_y_pt = 2.6,
};
static const HjTableLook boxed_look = {
  .frame_pt = 0.5, .rule_pt = 0.35, .gray = RULE_GRAY, .verticals = TRUE, .pad_x_pt = 3.4, .pad_y_pt = 3.0,
};

static char *
shorten (const char *string,
         glong       n_chars)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (string, -1) <= n_chars)
    return g_strdup (string);
  start = g_utf8_substring (string, 0, n_chars - 1);
  return g_strconcat (start, "…", NULL);
}

/**
 * hj_additions_set_head:
 * @kind: (nullable): what the document is, beside the day
 *
 * Whose sheet it is, on every page. A name too long for a head stands in full below.
 */
void
hj_additions_set_head (HjFlow            *flow,
                       const HjScoreCard *card,
                       const char        *kind)
{
  const HjContent *content = card->content;
  g_autofree char *days = hj_words_visit_days (content);
  const char *label = hj_scheme_term (content->scheme, "applicant", "申报单位");
  g_autofree char *name = shorten (content->applicant.name, HEAD_NAME_CHARS);
  g_autofree char *left = g_strdup_printf ("%s：%s", label, name);
  g_autofree char *right = kind != NULL ? g_strdup_printf ("%s  %s", kind, days) : g_strdup (days);

  hj_flow_set_head (flow, left, hj_place (N_("the applicant's name"), ""), right);
}

void
hj_additions_add_heading (HjFlow     *flow,
                          const char *string)
{
  hj_flow_need (flow, HEADING_ROOM_PT);
  hj_flow_add_space (flow, 11);
  hj_flow_add_outline (flow, string);
  hj_flow_add_text (flow, hj_flow_make_text (flow, &heading_style, HJ_FLOW_WIDTH_PT, string, hj_place (N_("a heading"), "")), 0, 0);
  hj_flow_add_space (flow, 4);
}

void
hj_additions_add_note (HjFlow     *flow,
                       const char *string,
                       HjPlace     place)
{
  hj_flow_add_space (flow, 3);
  hj_flow_add_text (flow, hj_flow_make_text (flow, &small_style, HJ_FLOW_WIDTH_PT, string, place), 0, 0);
}

void
hj_additions_add_name (HjFlow            *flow,
                       const HjScoreCard *card)
{
  const char *name = card->content->applicant.name;
  g_autofree char *line = g_strdup_printf ("%s：%s", hj_scheme_term (card->content->scheme, "applicant", "申报单位"), name);

  if (g_utf8_strlen (name, -1) > HEAD_NAME_CHARS)
    hj_additions_add_note (flow, line, hj_place (N_("the applicant's name"), ""));
}

static void
add_line (HjFlow     *flow,
          HjTable    *table,
          const char *label,
          const char *value,
          HjPlace     place)
{
  guint row = hj_table_add_row (table, 20, HJ_BREAK_HERE_GOOD);

  HjCell *cell;

  cell = hj_table_add_cell (table, row, 0, 1, 1,
                            hj_flow_make_text (flow, &label_style, hj_table_get_text_width (table, 0, 1), label,
                                               hj_place (N_("a heading"), label)));
  cell->top = TRUE;
  cell->gray = LABEL_GRAY;
  hj_table_add_cell (table, row, 1, 1, 1,
                     hj_flow_make_text (flow, &value_style, hj_table_get_text_width (table, 1, 1), value, place))->top = TRUE;
}

/* A blank stays a visible blank: each line is there, with its rule, also where nothing is known. */
void
hj_additions_add_visit (HjFlow            *flow,
                        const HjScoreCard *card)
{
  const HjContent *content = card->content;
  const HjScheme *scheme = content->scheme;
  const double widths_mm[] = { LABEL_MM, VALUE_MM };
  g_autofree char *days = hj_words_visit_days (content);
  g_autofree char *methods = hj_words_methods (content);
  g_autofree char *occupations = hj_words_occupations (content);
  const char *basis = *scheme->document_number != '\0' ? scheme->document_number : scheme->notice;
  g_autofree char *occupation = g_strconcat ("申报", hj_scheme_term (scheme, "occupation", "职业（工种）"), NULL);
  HjTable *table = hj_table_new (&plain_look, widths_mm, 2);

  add_line (flow, table, hj_scheme_term (scheme, "applicant", "申报单位"), content->applicant.name, hj_place (N_("the applicant's name"), ""));
  add_line (flow, table, "统一社会信用代码", content->applicant.credit_code, hj_place (N_("the applicant's code"), ""));
  add_line (flow, table, occupation, occupations, hj_place (N_("the occupations applied for"), ""));
  add_line (flow, table, "评估日期", days, hj_place (N_("the day of the visit"), ""));
  add_line (flow, table, "评估地点", content->visit.place, hj_place (N_("the place of the visit"), ""));
  add_line (flow, table, "评估方式", methods, hj_place (N_("the methods used"), ""));
  add_line (flow, table, "评估依据", basis, hj_place (N_("the title of the notice"), ""));
  if (*scheme->borrowed != '\0')
    add_line (flow, table, "评分表借用", scheme->borrowed, hj_place (N_("the title of the notice"), ""));
  hj_flow_add_table (flow, table);
}

static HjCell *
add_result_cell (HjFlow     *flow,
                 HjTable    *table,
                 guint       row,
                 guint       col,
                 HjFontRole  role,
                 double      size_pt,
                 const char *string)
{
  HjTextStyle style = { role, size_pt, size_pt * 1.3, HJ_ALIGN_CENTER };

  return hj_table_add_cell (table, row, col, 1, 1,
                            hj_flow_make_text (flow, &style, hj_table_get_text_width (table, col, 1), string,
                                               hj_place (N_("the result"), "")));
}

static void
add_result_head (HjFlow     *flow,
                 HjTable    *table,
                 guint       col,
                 const char *string)
{
  add_result_cell (flow, table, 0, col, HJ_ROLE_FANGSONG, SIZE_PT, string)->gray = LABEL_GRAY;
}

/* The base total against the line as it was used: 92 ≥ 90. */
static char *
compare_with_line (const HjScoreCard *card,
                   const char        *base)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  g_autofree char *line = hj_points_format_short (pass->line);
  int order = hj_amount_compare (card->base, hj_amount_from_points (pass->line));
  const char *sign;

  if (hj_pass_line_reached (pass, card->base))
    sign = pass->inclusive ? "≥" : ">";
  else
    sign = order < 0 ? "<" : "=";
  return g_strdup_printf ("%s %s %s", base, sign, line);
}

static const char *
get_verdict (const HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;

  switch (card->outcome)
    {
    case HJ_OUTCOME_PASS:
      return hj_scheme_term (scheme, "verdict-pass", "通过");
    case HJ_OUTCOME_FAIL:
      return hj_scheme_term (scheme, "verdict-fail", "不通过");
    case HJ_OUTCOME_NOT_ASSESSABLE:
      return "";
    case HJ_OUTCOME_INCOMPLETE:
    default:
      return "未评完";
    }
}

/* Base total, bonus and grand total told apart; blank while anything is open. */
static void
add_figures (HjFlow            *flow,
             const HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;
  const HjPassLine *pass = &scheme->pass;
  const double widths_mm[] = { 26, 22, 22, 24, 36, 26 };
  guint decimals = hj_words_decimals (card->base, hj_words_decimals (card->bonus, 0));
  g_autofree char *base = hj_words_amount (card->base, decimals);
  g_autofree char *bonus = hj_words_amount (card->bonus, decimals);
  g_autofree char *grand = hj_words_amount (card->grand, decimals);
  g_autofree char *points = hj_words_points (pass->line);
  g_autofree char *line = g_strdup_printf ("%s %s", pass->inclusive ? "≥" : ">", points);
  g_autofree char *comparison = compare_with_line (card, base);
  gboolean complete = card->complete;
  const char *heads[] = {
    *pass->label != '\0' ? pass->label : hj_scheme_term (scheme, "base", "合计"), hj_scheme_term (scheme, "bonus", "加分"),
    hj_scheme_term (scheme, "grand", "总分"), "分数线", "比较", "结论",
  };
  const char *values[] = {
    complete ? base : "", complete ? bonus : "", complete ? grand : "",
    pass->present ? line : "", complete && pass->present ? comparison : "", get_verdict (card),
  };
  HjTable *table = hj_table_new (&boxed_look, widths_mm, G_N_ELEMENTS (widths_mm));

  hj_table_add_row (table, 20, HJ_BREAK_HERE_BAD);
  hj_table_add_row (table, 32, HJ_BREAK_HERE_BAD);
  for (guint col = 0; col < G_N_ELEMENTS (heads); col++)
    {
      add_result_head (flow, table, col, heads[col]);
      add_result_cell (flow, table, 1, col, HJ_ROLE_FANGSONG, FIGURE_PT, values[col]);
    }
  hj_flow_add_table (flow, table);
}

/* Without points: how many criteria were found how. */
static void
add_counts (HjFlow            *flow,
            const HjScoreCard *card)
{
  HjTally tally = hj_score_card_tally (card);
  const struct { const char *head; guint count; } columns[] = {
    { hj_printed_state (HJ_RULE_CONDITION, HJ_STATE_MET), tally.met },
    { hj_printed_state (HJ_RULE_CONDITION, HJ_STATE_DEFICIENT), tally.partly },
    { hj_printed_state (HJ_RULE_CONDITION, HJ_STATE_MISSING), tally.not_met },
    { hj_printed_state (HJ_RULE_CONDITION, HJ_STATE_NOT_APPLICABLE), tally.not_applicable },
    { "未评", tally.open },
  };
  const double widths_mm[] = { 31.2, 31.2, 31.2, 31.2, 31.2 };
  HjTable *table = hj_table_new (&boxed_look, widths_mm, G_N_ELEMENTS (widths_mm));

  hj_table_add_row (table, 20, HJ_BREAK_HERE_BAD);
  hj_table_add_row (table, 32, HJ_BREAK_HERE_BAD);
  for (guint col = 0; col < G_N_ELEMENTS (columns); col++)
    {
      g_autofree char *count = g_strdup_printf ("%u项", columns[col].count);

      add_result_head (flow, table, col, columns[col].head);
      add_result_cell (flow, table, 1, col, HJ_ROLE_FANGSONG, FIGURE_PT, count);
    }
  hj_flow_add_table (flow, table);
}

/* Ids of the criteria that are open: all of them, or those the experts differ on. */
static char *
list_open (const HjScoreCard *card,
           gboolean           disagreements)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint k = 0; k < item->criteria->len; k++)
        {
          const HjCardCriterion *criterion = g_ptr_array_index (item->criteria, k);

          if (disagreements ? criterion->disagreement : criterion->state == HJ_STATE_OPEN && !item->item->section->bonus)
            g_string_append_printf (list, "%s%s", list->len > 0 ? "、" : "", criterion->criterion->id);
        }
    }
  return g_string_free (list, FALSE);
}

static void
add_open_note (HjFlow            *flow,
               const HjScoreCard *card)
{
  g_autofree char *open = list_open (card, FALSE);
  g_autofree char *differing = list_open (card, TRUE);
  GString *note = g_string_new (NULL);

  g_string_append_printf (note, "未评完：共%u项，尚有%u项未评（%s）。%s", card->total, card->open, open,
                          card->content->scheme->kind == HJ_SCHEME_POINTS
                          ? "未评项的得分、合计、总分和结论均留空。" : "未评项的结果和结论均留空。");
  if (*differing != '\0')
    g_string_append_printf (note, "其中专家意见不一致：%s。", differing);
  hj_additions_add_note (flow, note->str, hj_place (N_("a note on the result"), ""));
  g_string_free (note, TRUE);
}

/* Why printed items don't add up to the printed total: both are cut down, the total from the exact sum. */
static void
add_exact_note (HjFlow            *flow,
                const HjScoreCard *card)
{
  GString *note = g_string_new (NULL);

  if (card->printed_sum_differs)
    g_string_append (note, "各项得分与合计分别计算，两位小数以后截去、不进位，故各项得分相加与合计不等。");
  if (!hj_amount_is_whole (card->base))
    {
      HjAmount exact = hj_amount_new (card->base.num, card->base.den * 100);

      g_string_append_printf (note, "合计为%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "分，按此与分数线比较，不取整。", exact.num, exact.den);
    }
  if (note->len > 0)
    hj_additions_add_note (flow, note->str, hj_place (N_("a note on the result"), ""));
  g_string_free (note, TRUE);
}

/* How the panel concluded and why; blank lines to write on until everything is assessed. */
static void
add_conclusion (HjFlow            *flow,
                const HjScoreCard *card)
{
  const HjContent *content = card->content;
  const HjConclusion *conclusion = &content->conclusion;
  const double widths_mm[] = { LABEL_MM, VALUE_MM };
  gboolean told = card->complete && conclusion->result != HJ_RESULT_NONE;
  g_autofree char *day = hj_day_format_letter (conclusion->day);
  HjTable *table = hj_table_new (&plain_look, widths_mm, 2);

  hj_flow_add_space (flow, 8);
  add_line (flow, table, "结论", told ? hj_printed_result (content->scheme, conclusion->result) : "",
            hj_place (N_("the conclusion"), ""));
  add_line (flow, table, "理由", told ? conclusion->reasons : "", hj_place (N_("the reasons of the conclusion"), ""));
  add_line (flow, table, "日期", told ? day : "", hj_place (N_("the day of the conclusion"), ""));
  hj_flow_add_table (flow, table);
}

static void
add_result (HjFlow            *flow,
            const HjScoreCard *card)
{
  if (card->content->scheme->kind == HJ_SCHEME_POINTS)
    add_figures (flow, card);
  else
    {
      add_counts (flow, card);
      hj_additions_add_note (flow, "本方案按条件逐项认定，不计分；结论由专家组作出，不按项数推算。", hj_place (N_("a note on the result"), ""));
    }
  if (!card->complete)
    add_open_note (flow, card);
  else if (card->content->scheme->kind == HJ_SCHEME_POINTS)
    add_exact_note (flow, card);
  if (card->vetoed)
    hj_additions_add_note (flow,
                           card->content->scheme->kind == HJ_SCHEME_POINTS
                           ? "发现一票否决的问题，不论得分均不通过。" : "有不能申报的情形，其他条件符合也不能弥补。",
                           hj_place (N_("a note on the result"), ""));
  if (card->content->scheme->kind == HJ_SCHEME_CONDITIONS && card->expert == NULL)
    add_conclusion (flow, card);
}

static const char *
get_member_name (const HjContent *content,
                 const char      *id)
{
  const HjMember *member = hj_content_find_member (content, id);

  return member != NULL ? member->name : "";
}

typedef struct {
  char    *words;
  GString *names;
} Opinion;

static void
opinion_free (Opinion *opinion)
{
  g_free (opinion->words);
  g_string_free (opinion->names, TRUE);
  g_free (opinion);
}

/* Experts of the very same opinion are named together. */
static void
add_opinion (GPtrArray  *opinions,
             const char *about,
             const char *what,
             const char *text,
             const char *name)
{
  const char *parts[4] = { NULL };
  gsize n = 0;
  g_autofree char *words = NULL;
  Opinion *opinion;

  if (*about != '\0')
    parts[n++] = about;
  if (*what != '\0')
    parts[n++] = what;
  if (*text != '\0')
    parts[n++] = text;
  words = g_strjoinv ("：", (char **) parts);
  for (guint i = 0; i < opinions->len; i++)
    {
      opinion = g_ptr_array_index (opinions, i);
      if (g_str_equal (opinion->words, words))
        {
          g_string_append_printf (opinion->names, "、%s", name);
          return;
        }
    }
  opinion = g_new0 (Opinion, 1);
  opinion->words = g_steal_pointer (&words);
  opinion->names = g_string_new (name);
  g_ptr_array_add (opinions, opinion);
}

/* A finding is an opinion where it costs nothing and still has something to say. */
static gboolean
is_opinion (const HjItem *item,
            HjState       state)
{
  switch (state)
    {
    case HJ_STATE_NOT_APPLICABLE:
      return TRUE;
    case HJ_STATE_DEFICIENT:
      return item->rule.kind == HJ_RULE_CONDITION
             || ((item->rule.kind == HJ_RULE_COUNT || item->rule.kind == HJ_RULE_PARTIAL) && item->rule.deficient == 0);
    case HJ_STATE_MISSING:
      return item->rule.kind == HJ_RULE_CONDITION;
    /* A veto has no deduction whose statement would tell it. */
    case HJ_STATE_PROBLEM:
      return item->rule.kind == HJ_RULE_VETO && item->section->scheme->kind == HJ_SCHEME_CONDITIONS;
    case HJ_STATE_OPEN:
    case HJ_STATE_MET:
    default:
      return FALSE;
    }
}

/* Which of the bonus cases were awarded, on what papers: the official table shows their sum alone. */
static void
add_award (GPtrArray         *opinions,
           const char        *about,
           const HjCardVoice *voice,
           const char        *name)
{
  g_autofree char *points = hj_words_points (voice->finding->award);
  g_autofree char *words = voice->open_why == HJ_OPEN_OWES_EVIDENCE
                           ? g_strdup_printf ("加%s，未写明佐证材料，不计入", points)
                           : g_strdup_printf ("加%s", points);
  const char *evidence = *voice->finding->evidence != '\0' ? voice->finding->evidence : voice->finding->reason;

  add_opinion (opinions, about, words, evidence, name);
}

/* The id and the words of a criterion, without the mark at their end: a colon follows. */
static char *
tell_criterion (const HjCriterion *criterion)
{
  static const char * const marks[] = { "。", "；", "，" };
  char *words = g_strdup_printf ("%s %s", criterion->id, criterion->text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (words, marks[i]))
      words[strlen (words) - strlen (marks[i])] = '\0';
  return words;
}

static void
collect_from_criterion (GPtrArray             *opinions,
                        const HjItem          *item,
                        const HjCardCriterion *entry)
{
  for (guint i = 0; i < entry->voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (entry->voices, HjCardVoice, i);
      g_autofree char *about = tell_criterion (entry->criterion);
      const char *name = voice->member != NULL ? voice->member->name : "";

      if (item->rule.kind == HJ_RULE_BONUS && voice->finding->has_award && voice->finding->award > 0)
        add_award (opinions, about, voice, name);
      else if (is_opinion (item, voice->state))
        add_opinion (opinions, about, hj_printed_state_in (item->section->scheme, item->rule.kind, voice->state), voice->finding->reason, name);
      if (*voice->finding->note != '\0')
        add_opinion (opinions, about, "", voice->finding->note, name);
    }
}

static char *
describe_about (HjScheme   *scheme,
                const char *id)
{
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, id);
  const HjItem *item = hj_scheme_find_item (scheme, id);
  const HjSection *section = hj_scheme_find_section (scheme, id);

  if (criterion != NULL)
    return tell_criterion (criterion);
  if (item != NULL)
    return g_strdup_printf ("%s %s", id, item->title);
  if (section != NULL)
    return g_strdup (section->title);
  return g_strdup (g_str_equal (id, "visit") ? "现场评估" : "");
}

static GPtrArray *
collect_opinions (const HjScoreCard *card)
{
  GPtrArray *opinions = g_ptr_array_new_with_free_func ((GDestroyNotify) opinion_free);

  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint k = 0; k < item->criteria->len; k++)
        collect_from_criterion (opinions, item->item, g_ptr_array_index (item->criteria, k));
    }
  for (guint i = 0; i < card->content->notes->len; i++)
    {
      const HjNote *note = g_ptr_array_index (card->content->notes, i);
      g_autofree char *about = NULL;

      if (*note->text == '\0' || (card->expert != NULL && g_strcmp0 (card->expert, note->expert) != 0))
        continue;
      about = describe_about (card->content->scheme, note->about);
      add_opinion (opinions, about, "", note->text, get_member_name (card->content, note->expert));
    }
  return opinions;
}

static void
add_opinions (HjFlow          *flow,
              const GPtrArray *opinions)
{
  HjTextStyle style = value_style;

  style.align = HJ_ALIGN_JUSTIFY;
  for (guint i = 0; i < opinions->len; i++)
    {
      const Opinion *opinion = g_ptr_array_index (opinions, i);
      g_autofree char *numbered = opinion->names->len > 0
                                  ? g_strdup_printf ("（%u）%s（%s）", i + 1, opinion->words, opinion->names->str)
                                  : g_strdup_printf ("（%u）%s", i + 1, opinion->words);

      hj_flow_add_text (flow, hj_flow_make_text (flow, &style, HJ_FLOW_WIDTH_PT, numbered, hj_place (N_("an expert's opinion"), "")), 0, 0);
      hj_flow_add_space (flow, 2);
    }
}

static void
add_signature_row (HjFlow         *flow,
                   HjTable        *table,
                   double          height_pt,
                   guint           number,
                   const HjMember *member)
{
  guint row = hj_table_add_row (table, height_pt, HJ_BREAK_HERE_GOOD);
  g_autofree char *position = g_strdup_printf ("%u", number);
  g_autofree char *recused = member != NULL && member->recused
                             ? g_strdup_printf ("回避%s%s", *member->recusal != '\0' ? "：" : "", member->recusal) : NULL;
  g_autofree char *name = member != NULL ? g_strdup_printf ("%s%s", member->name, member->lead ? "（组长）" : "") : g_strdup ("");
  const char *values[] = {
    position, name, member != NULL ? member->unit : "", member != NULL ? member->title : "", recused != NULL ? recused : "", "",
  };

  for (guint col = 0; col < G_N_ELEMENTS (values); col++)
    {
      HjTextStyle style = value_style;

      style.align = col == 0 ? HJ_ALIGN_CENTER : HJ_ALIGN_START;
      hj_table_add_cell (table, row, col, 1, 1,
                         hj_flow_make_text (flow, &style, hj_table_get_text_width (table, col, 1), values[col],
                                            hj_place (N_("an expert's name, unit or title"), member != NULL ? member->name : "")));
    }
}

/* Each expert's line to sign on; empty lines where no panel is entered yet. */
void
hj_additions_add_signatures (HjFlow            *flow,
                             const HjScoreCard *card)
{
  static const char * const heads[] = { "序号", "姓名", "单位", "职务（职称）", "签名", "日期" };
  const double widths_mm[] = { 11, 29, 42, 26, 28, 20 };
  HjTable *table = hj_table_new (&boxed_look, widths_mm, G_N_ELEMENTS (widths_mm));
  const GPtrArray *members = card->content->members;
  double height_pt = (hj_flow_get_room (flow) - 21) / MAX (members->len, 1);
  guint number = 0;

  if (height_pt < MIN_SIGNATURE_ROW_PT || height_pt > SIGNATURE_ROW_PT)
    height_pt = SIGNATURE_ROW_PT;

  hj_table_add_row (table, 20, HJ_BREAK_HERE_BAD);
  table->n_head = 1;
  for (guint col = 0; col < G_N_ELEMENTS (heads); col++)
    add_result_head (flow, table, col, heads[col]);
  for (guint i = 0; i < members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (members, i);

      if (card->expert == NULL || g_str_equal (card->expert, member->id))
        add_signature_row (flow, table, height_pt, ++number, member);
    }
  while (members->len == 0 && number < BLANK_SIGNATURES)
    add_signature_row (flow, table, height_pt, ++number, NULL);
  hj_flow_add_table (flow, table);
}

/* 一、二、三… for the headings of what is added. */
static void
add_numbered_heading (HjFlow     *flow,
                      guint      *number,
                      const char *string)
{
  static const char * const numerals[] = { "一", "二", "三", "四", "五", "六" };
  g_autofree char *heading = NULL;

  g_assert (*number < G_N_ELEMENTS (numerals));
  heading = g_strdup_printf ("%s、%s", numerals[(*number)++], string);
  hj_additions_add_heading (flow, heading);
}

static void
add_marker (HjFlow            *flow,
            const HjScoreCard *card)
{
  gboolean points = card->content->scheme->kind == HJ_SCHEME_POINTS;

  hj_flow_need (flow, 150);
  if (!hj_flow_is_at_top (flow))
    {
      hj_flow_add_space (flow, 14);
      hj_flow_add_rule (flow, 1.4, RULE_GRAY);
      hj_flow_add_space (flow, 4);
    }
  hj_flow_add_text (flow, hj_flow_make_text (flow, &marker_style, HJ_FLOW_WIDTH_PT,
                                             points ? "以下及页眉、页码由本程序添加，不属于评估细则。"
                                                    : "评估结果一栏、以下及页眉、页码由本程序添加，不属于通知的条件。",
                                             hj_place (N_("a heading"), "")), 0, 0.3);
}

/**
 * hj_additions_compose:
 *
 * What a score sheet needs and annex 2 doesn't have: whose it is, when, where
 * and how it was assessed, the three figures and the line, opinions, signatures.
 */
void
hj_additions_compose (HjFlow            *flow,
                      const HjScoreCard *card)
{
  g_autoptr (GPtrArray) opinions = collect_opinions (card);
  const HjScheme *scheme = card->content->scheme;
  const char *expert = hj_scheme_term (scheme, "expert", "专家");
  g_autofree char *who = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *signatures = g_strconcat (expert, "签名", NULL);
  guint number = 0;

  add_marker (flow, card);
  add_numbered_heading (flow, &number, "评估情况");
  hj_additions_add_visit (flow, card);
  who = card->expert != NULL ? g_strdup_printf ("%s：%s", expert, get_member_name (card->content, card->expert))
                             : g_strconcat (expert, "组", NULL);
  heading = g_strdup_printf ("%s结果（%s）", scheme->kind == HJ_SCHEME_POINTS ? "评分" : "评估", who);
  add_numbered_heading (flow, &number, heading);
  add_result (flow, card);
  if (opinions->len > 0)
    {
      add_numbered_heading (flow, &number, "意见");
      add_opinions (flow, opinions);
    }
  add_numbered_heading (flow, &number, signatures);
  hj_additions_add_signatures (flow, card);
}
