/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-way"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-forms.h"
#include "hj-remark-board.h"
#include "hj-standards-model.h"
#include "hj-way-show.h"
#include "hj-wording.h"

/* What a row of the way says about its place. */

static void
show_visit (HjWayRow  *row,
            HjContent *content)
{
  gboolean have[] = {
    content->visit.from != HJ_DAY_NONE,
    content->visit.place[0] != '\0',
    content->visit.methods[0] != '\0',
    content->occupations->len > 0,
    content->members->len > 0,
  };
  g_autofree char *progress = NULL;
  guint missing = 0;

  for (guint i = 0; i < G_N_ELEMENTS (have); i++)
    missing += have[i] ? 0 : 1;
  progress = missing > 0 ? g_strdup_printf (_("%u missing"), missing) : g_strdup ("");
  hj_way_row_show (row,
                   missing == 0 ? HJ_WAY_DONE : missing == G_N_ELEMENTS (have) ? HJ_WAY_UNTOUCHED : HJ_WAY_BEGUN,
                   missing == 0 ? _("complete") : _("incomplete"), progress, "");
}

static void
show_materials (HjWayRow  *row,
                HjContent *content)
{
  g_autofree char *progress = NULL;
  guint answered = 0, asked = 0;

  for (guint i = 0; i < content->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (content->scheme->materials, i);
      const HjMaterialReceipt *receipt = g_ptr_array_index (content->materials, i);

      answered += receipt->answered ? 1 : 0;
      asked += receipt->answered || hj_content_asks (content, material->types) ? 1 : 0;
    }
  progress = g_strdup_printf ("%u/%u", answered, asked);
  hj_way_row_show (row,
                   answered == 0 ? HJ_WAY_UNTOUCHED : answered < asked ? HJ_WAY_BEGUN : HJ_WAY_DONE,
                   answered < asked ? _("incomplete") : _("complete"), progress, "");
}

/* Fields that the notice asks for and nobody filled in yet. */
static guint
count_missing (HjContent    *content,
               const HjForm *form)
{
  const HjRecords *records = content->records[form->record];
  g_autoptr (GPtrArray) columns = hj_forms_list_columns (content->scheme, form);
  guint missing = 0;

  for (guint i = 0; i < records->rows->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        const HjFormColumn *column = g_ptr_array_index (columns, j);
        const HjRecord *record = g_ptr_array_index (records->rows, i);

        missing += !column->field->supplement && record->values[column->index][0] == '\0' ? 1 : 0;
      }

  return missing;
}

/* How many rows, or how many fields are missing; and what the check remarks on. */
static void
show_form (HjSession    *session,
           HjWayRow     *row,
           const HjForm *form)
{
  HjRemarkBoard *board = hj_remark_board_get (session);
  guint remarks = hj_remark_board_count (board, form->id);
  guint n = hj_remark_board_count_rows (board, form->id);
  g_autofree char *told = remarks > 0 ? g_strdup_printf ("! %u", remarks) : g_strdup ("");
  g_autofree char *word = remarks > 0 ? g_strdup_printf (ngettext ("%u remark", "%u remarks", remarks), remarks)
                                      : g_strdup (n > 0 ? _("filled in") : _("empty"));
  g_autofree char *progress = NULL;
  HjWayState state = n > 0 ? HJ_WAY_DONE : HJ_WAY_UNTOUCHED;

  if (hj_forms_is_table (form))
    {
      progress = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
    }
  else
    {
      guint missing = count_missing (hj_session_get_content (session), form);

      progress = missing > 0 ? g_strdup_printf (_("%u missing"), missing) : g_strdup ("");
      state = missing > 0 ? HJ_WAY_BEGUN : state;
    }
  hj_way_row_show (row, state, word, progress, told);
}

static void
show_notes (HjWayRow  *row,
            HjContent *content)
{
  g_autofree char *progress = content->notes->len > 0 ? g_strdup_printf ("%u", content->notes->len) : g_strdup ("");

  hj_way_row_show (row, HJ_WAY_NOTHING, "", progress, "");
}

/* What is short comes first, then what can't be told; nothing while it is being checked. */
static void
show_standards (HjSession *session,
                HjWayRow  *row)
{
  HjStandardReport *report = hj_standards_model_get_report (hj_standards_model_get (session));
  g_autofree char *n_short = NULL;
  g_autofree char *n_unknown = NULL;

  if (report == NULL)
    {
      hj_way_row_show (row, HJ_WAY_UNTOUCHED, _("being checked"), "", "");
      return;
    }
  n_unknown = report->n_unknown > 0 ? g_strdup_printf (_("%u unknown"), report->n_unknown) : g_strdup ("");
  n_short = report->n_short > 0 ? g_strdup_printf (_("%u short"), report->n_short) : g_strdup ("");
  hj_way_row_show (row,
                   report->n_short > 0 ? HJ_WAY_ATTENTION : report->n_unknown > 0 ? HJ_WAY_BEGUN : HJ_WAY_DONE,
                   report->n_short + report->n_unknown > 0 ? _("incomplete") : _("complete"),
                   n_short, n_unknown);
}

/* Proposals that wait for a word: a sign and their number, in words for a screen reader. */
static char *
dup_waiting (guint       waiting,
             const char *progress)
{
  if (waiting == 0)
    return g_strdup (progress);

  return g_strdup_printf ("\xe2\x96\xb2%u%s%s", waiting, progress[0] != '\0' ? " " : "", progress);
}

static char *
dup_state_word (const char *word,
                guint       waiting)
{
  if (waiting == 0)
    return g_strdup (word);

  return g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%s, %u proposal waits", "%s, %u proposals wait", waiting),
                          word, waiting);
}

/* "6 / 10" once nothing is open; "at most 6" and how far one is until then; "not assessed" before. */
static void
show_figures (HjWayRow *row,
              guint     done,
              guint     open,
              gboolean  has_points,
              HjPoints  points,
              HjAmount  score,
              gboolean  attention,
              gboolean  begun,
              guint     waiting)
{
  g_autofree char *figure = hj_amount_format_short (score);
  g_autofree char *full = hj_points_format_short (points);
  g_autofree char *assessed = open > 0 && begun ? g_strdup_printf ("%u/%u", done, done + open) : g_strdup ("");
  g_autofree char *progress = dup_waiting (waiting, assessed);
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;
  HjWayState state = open == 0 ? HJ_WAY_DONE : begun ? HJ_WAY_BEGUN : HJ_WAY_UNTOUCHED;

  if (open == 0 && has_points)
    text = g_strdup_printf ("%s / %s", figure, full);
  else if (open == 0 && !begun)
    text = g_strdup (hj_wording_mark (HJ_MARK_NOT_APPLICABLE));  /* nothing of it is asked of this applicant */
  else if (!begun)
    text = g_strdup (_("not assessed"));
  else if (has_points)
    text = g_strdup_printf (_("at most %s"), figure);
  word = dup_state_word (attention ? _("experts differ") : open == 0 ? _("complete") : _("incomplete"), waiting);
  hj_way_row_show (row, attention ? HJ_WAY_ATTENTION : state, word, progress, text != NULL ? text : "");
}

/* Whether anything was recorded about the item, by anyone, even what does not count yet. */
static gboolean
is_begun (const HjCardItem *card)
{
  for (guint i = 0; i < card->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (card->criteria, i);

      if (criterion->voices->len > 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_disagreement (const HjCardItem *card)
{
  for (guint i = 0; i < card->criteria->len; i++)
    if (((const HjCardCriterion *) g_ptr_array_index (card->criteria, i))->disagreement)
      return TRUE;

  return FALSE;
}

/* Bonus cases are never open: what was awarded, or nothing. */
static void
show_bonus (HjWayRow *row,
            HjAmount  score,
            gboolean  begun)
{
  g_autofree char *figure = hj_amount_format_short (score);
  g_autofree char *text = score.num > 0 ? g_strdup_printf ("+%s", figure) : g_strdup ("");

  hj_way_row_show (row, score.num > 0 ? HJ_WAY_DONE : begun ? HJ_WAY_BEGUN : HJ_WAY_NOTHING, "", "", text);
}

static void
show_item (HjWayRow         *row,
           const HjCardItem *card,
           guint             waiting)
{
  if (card->item->section->bonus)
    show_bonus (row, card->score, is_begun (card));
  else
    show_figures (row, card->done, card->open, card->item->has_points, card->item->points,
                  card->score, has_disagreement (card), is_begun (card), waiting);
}

static void
show_section (HjWayRow            *row,
              const HjCardSection *card)
{
  gboolean begun = FALSE, attention = FALSE;

  for (guint i = 0; i < card->items->len; i++)
    {
      begun |= is_begun (g_ptr_array_index (card->items, i));
      attention |= has_disagreement (g_ptr_array_index (card->items, i));
    }
  if (card->section->bonus)
    show_bonus (row, card->score, begun);
  else
    show_figures (row, card->done, card->open, card->section->has_points, card->section->points,
                  card->score, attention, begun, 0);
}

/* The mark of the one who records; of anyone where nobody does. */
static HjMark
find_mark (HjSession     *session,
           const HjPlace *place)
{
  HjContent *content = hj_session_get_content (session);
  const char *recorder = hj_session_get_recorder (session);
  HjMark mark = HJ_MARK_NONE;

  for (guint i = 0; i < content->findings->len && mark == HJ_MARK_NONE; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (g_str_equal (finding->criterion, place->criterion) &&
          (recorder[0] == '\0' || g_str_equal (finding->expert, recorder)))
        mark = hj_finding_get_mark (finding, place->aspect);
    }

  return mark;
}

static void
show_aspect (HjSession *session,
             HjWayRow  *row)
{
  const HjPlace *place = hj_way_row_get_place (row);
  const HjCardCriterion *card = hj_score_card_find_criterion (hj_session_get_card (session), place->criterion);
  HjMark mark = find_mark (session, place);

  /* Not asked of this kind of applicant: nothing to look at. */
  if (mark == HJ_MARK_NONE && card != NULL && card->unasked)
    mark = HJ_MARK_NOT_APPLICABLE;
  hj_way_row_show (row,
                   mark == HJ_MARK_NONE ? HJ_WAY_UNTOUCHED : mark == HJ_MARK_PROBLEM ? HJ_WAY_ATTENTION : HJ_WAY_DONE,
                   "", "", hj_wording_mark (mark));
}

/**
 * hj_way_show_row:
 * @section: the row stands for a whole section
 *
 * How far its place is, in figures and in words.
 */
void
hj_way_show_row (HjSession *session,
                 HjWayRow  *row,
                 gboolean   section)
{
  const HjPlace *place = hj_way_row_get_place (row);
  HjContent *content = hj_session_get_content (session);
  HjScoreCard *card = hj_session_get_card (session);
  const HjCardItem *item;
  const HjForm *form;

  switch (place->kind)
    {
    case HJ_PLACE_VISIT:
      show_visit (row, content);
      break;

    case HJ_PLACE_MATERIALS:
      show_materials (row, content);
      break;

    case HJ_PLACE_NOTES:
      show_notes (row, content);
      break;

    case HJ_PLACE_STANDARDS:
      show_standards (session, row);
      break;

    case HJ_PLACE_ITEM:
      item = hj_score_card_find_item (card, place->item);
      if (item == NULL)
        break;
      if (place->aspect[0] != '\0')
        show_aspect (session, row);
      else if (section)
        show_section (row, hj_score_card_find_section (card, item->item->section->id));
      else
        show_item (row, item, hj_standards_model_count_waiting (hj_standards_model_get (session), item->item));
      break;

    case HJ_PLACE_CONCLUSION:
      hj_way_row_show (row, content->conclusion.result != HJ_RESULT_NONE ? HJ_WAY_DONE : HJ_WAY_UNTOUCHED,
                       content->conclusion.result != HJ_RESULT_NONE ? _("complete") : _("incomplete"), "", "");
      break;

    case HJ_PLACE_APPLICATION:
      form = hj_forms_find (hj_session_get_scheme (session), place->item);
      if (form != NULL)
        show_form (session, row, form);
      break;

    case HJ_PLACE_NOTICE:
    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
    default:
      hj_way_row_show (row, HJ_WAY_NOTHING, "", "", "");
      break;
    }
}
