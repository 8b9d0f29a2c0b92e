/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-assess.h"
#include "hj-cli.h"
#include "hj-error.h"
#include "hj-json.h"

#define TITLE_COLUMNS  44
#define FIGURE_COLUMNS 9
#define MINUS          "\342\210\222" /* U+2212 */

/* ---- JSON --------------------------------------------------------------- */

static void
write_amount (HjJsonWriter *writer,
              const char   *name,
              HjAmount      amount)
{
  g_autofree char *text = hj_amount_format (amount);

  hj_json_writer_string (writer, name, text);
}

static void
write_points (HjJsonWriter *writer,
              const char   *name,
              gboolean      present,
              HjPoints      points)
{
  g_autofree char *text = present ? hj_points_format (points) : NULL;

  hj_json_writer_string (writer, name, text);
}

/* The verdict that stands, or the one all experts gave that still owes something;
 * NULL while there is none, or while they differ. */
static const char *
get_verdict (const HjCardCriterion *criterion)
{
  HjVerdict verdict = HJ_VERDICT_NONE;

  if (criterion->state != HJ_STATE_OPEN)
    return hj_state_to_id (criterion->state);
  for (guint i = 0; i < criterion->voices->len; i++)
    {
      const HjCardVoice *voice = &g_array_index (criterion->voices, HjCardVoice, i);
      HjVerdict own = hj_assess_effective_verdict (criterion->criterion, voice->finding);

      if (i > 0 && own != verdict)
        return NULL;
      verdict = own;
    }
  return verdict != HJ_VERDICT_NONE && !criterion->disagreement ? hj_verdict_to_id (verdict) : NULL;
}

static void
write_item (HjJsonWriter     *writer,
            const HjCardItem *item)
{
  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "id", item->item->id);
  write_points (writer, "points", item->item->has_points, item->item->points);
  write_amount (writer, "raw_deduction", item->raw);
  write_amount (writer, "applied_deduction", item->applied);
  if (item->has_score)
    write_amount (writer, "score", item->score);
  else
    hj_json_writer_string (writer, "score", NULL);
  hj_json_writer_begin (writer, "criteria", '[');
  for (guint i = 0; i < item->criteria->len; i++)
    {
      const HjCardCriterion *criterion = g_ptr_array_index (item->criteria, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "id", criterion->criterion->id);
      hj_json_writer_string (writer, "verdict", get_verdict (criterion));
      write_amount (writer, "deduction", criterion->deduction);
      hj_json_writer_string (writer, "reason", criterion->reason != NULL ? criterion->reason : "");
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_json_writer_end (writer);
}

static void
write_total (HjJsonWriter      *writer,
             const HjScoreCard *card,
             const char        *name,
             HjAmount           amount)
{
  if (card->content->scheme->kind == HJ_SCHEME_POINTS)
    write_amount (writer, name, amount);
  else
    hj_json_writer_string (writer, name, NULL);
}

/* What a scheme without points has instead of totals: counts, and what the panel concluded. */
static void
write_conclusion (HjJsonWriter      *writer,
                  const HjScoreCard *card)
{
  const HjContent *content = card->content;
  const HjConclusion *conclusion = &content->conclusion;
  const HjMember *member = hj_content_find_member (content, conclusion->expert);
  g_autofree char *day = hj_day_format_iso (conclusion->day);
  HjTally tally = hj_score_card_tally (card);

  hj_json_writer_begin (writer, "counts", '{');
  hj_json_writer_integer (writer, "met", tally.met);
  hj_json_writer_integer (writer, "partly_met", tally.partly);
  hj_json_writer_integer (writer, "not_met", tally.not_met);
  hj_json_writer_integer (writer, "not_applicable", tally.not_applicable);
  hj_json_writer_integer (writer, "open", tally.open);
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "conclusion", '{');
  hj_json_writer_string (writer, "result", hj_result_to_id (conclusion->result));
  hj_json_writer_string (writer, "reasons", conclusion->reasons);
  hj_json_writer_string (writer, "expert", member != NULL ? member->name : "");
  hj_json_writer_string (writer, "day", *day != '\0' ? day : NULL);
  hj_json_writer_end (writer);
}

static void
print_json (const HjScoreCard *card)
{
  const HjScheme *scheme = card->content->scheme;
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  hj_json_writer_begin (writer, NULL, '{');
  hj_json_writer_string (writer, "scheme", scheme->id);
  hj_json_writer_boolean (writer, "complete", card->complete);
  write_total (writer, card, "base", card->base);
  write_total (writer, card, "bonus", card->bonus);
  write_total (writer, card, "grand", card->grand);
  write_points (writer, "pass_line", scheme->pass.present, scheme->pass.line);
  hj_json_writer_boolean (writer, "pass_inclusive", scheme->pass.inclusive);
  hj_json_writer_boolean (writer, "can_pass", card->can_pass);
  hj_json_writer_string (writer, "verdict", hj_outcome_to_id (card->outcome));
  hj_json_writer_integer (writer, "open", card->open);
  hj_json_writer_begin (writer, "disagreements", '[');
  for (guint i = 0; i < card->disagreements->len; i++)
    hj_json_writer_string (writer, NULL, g_ptr_array_index (card->disagreements, i));
  hj_json_writer_end (writer);
  hj_json_writer_begin (writer, "items", '[');
  for (guint i = 0; i < card->items->len; i++)
    write_item (writer, g_ptr_array_index (card->items, i));
  hj_json_writer_end (writer);
  if (scheme->kind == HJ_SCHEME_CONDITIONS)
    write_conclusion (writer, card);
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

/* ---- A table ------------------------------------------------------------ */

static guint
count_columns (const char *text)
{
  guint columns = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_iszerowidth (character))
        columns += g_unichar_iswide (character) ? 2 : 1;
    }
  return columns;
}

static void
print_padded (const char *text,
              guint       columns,
              gboolean    right)
{
  guint width = count_columns (text);
  int padding = width < columns ? (int) (columns - width) : 0;

  hj_cli_print ("%*s%s%*s", right ? padding : 0, "", text, right ? 0 : padding, "");
}

/* Cut so that a long title doesn't push the figures out of their columns. */
static char *
shorten (const char *text,
         guint       columns)
{
  g_autoptr (GString) shortened = g_string_new (NULL);
  guint width = 0;

  if (count_columns (text) <= columns)
    return g_strdup (text);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      width += g_unichar_iswide (character) ? 2 : 1;
      if (width > columns - 1)
        break;
      g_string_append_unichar (shortened, character);
    }
  g_string_append (shortened, "…");
  return g_string_free (g_steal_pointer (&shortened), FALSE);
}

/* Deductions are positive in the data; a minus sign is for eyes only. */
static char *
show_deduction (HjAmount amount)
{
  g_autofree char *text = hj_amount_format (amount);

  return amount.num > 0 ? g_strconcat (MINUS, text, NULL) : g_strdup ("");
}

static void
print_criterion (const HjCardCriterion *criterion)
{
  const char *verdict = get_verdict (criterion);
  g_autofree char *title = NULL;
  g_autofree char *indented = NULL;
  g_autofree char *deduction = show_deduction (criterion->deduction);
  const char *state = criterion->disagreement ? _("the experts differ")
                      : criterion->open_why == HJ_OPEN_OWES_REASON ? _("owes a reason")
                      : criterion->open_why == HJ_OPEN_OWES_EVIDENCE ? _("owes evidence")
                      : verdict != NULL ? verdict
                      : criterion->criterion->item->rule.kind == HJ_RULE_BONUS ? "" : _("open");
  g_autofree char *award = criterion->award.num > 0 ? hj_amount_format (criterion->award) : g_strdup ("");

  indented = g_strdup_printf ("    %s %s", criterion->criterion->id, criterion->criterion->text);
  title = shorten (indented, TITLE_COLUMNS - 1);
  print_padded (title, TITLE_COLUMNS, FALSE);
  if (criterion->criterion->item->section->scheme->kind == HJ_SCHEME_POINTS)
    {
      print_padded ("", FIGURE_COLUMNS, TRUE);
      print_padded (deduction, FIGURE_COLUMNS, TRUE);
      print_padded (award, FIGURE_COLUMNS, TRUE);
    }
  hj_cli_print ("  %s", state);
  if (criterion->reason != NULL && *criterion->reason != '\0')
    hj_cli_print (" (%s)", criterion->reason);
  hj_cli_print ("\n");
}

static void
print_item (const HjCardItem *item)
{
  g_autofree char *indented = g_strdup_printf ("  %s %s", item->item->id, item->item->title);
  g_autofree char *title = shorten (indented, TITLE_COLUMNS - 1);
  g_autofree char *points = item->item->has_points ? hj_points_format (item->item->points) : g_strdup ("");
  g_autofree char *applied = show_deduction (item->applied);
  g_autofree char *score = item->has_score ? hj_amount_format (item->score) : g_strdup ("—");

  print_padded (title, TITLE_COLUMNS, FALSE);
  if (item->item->section->scheme->kind == HJ_SCHEME_POINTS)
    {
      print_padded (points, FIGURE_COLUMNS, TRUE);
      print_padded (applied, FIGURE_COLUMNS, TRUE);
      print_padded (score, FIGURE_COLUMNS, TRUE);
    }
  hj_cli_print ("\n");
  for (guint i = 0; i < item->criteria->len; i++)
    print_criterion (g_ptr_array_index (item->criteria, i));
}

static const char *
describe_outcome (const HjScoreCard *card)
{
  switch (card->outcome)
    {
    case HJ_OUTCOME_PASS:
      return _("passed");
    case HJ_OUTCOME_FAIL:
      return _("not passed");
    case HJ_OUTCOME_NOT_ASSESSABLE:
      return _("the scheme gives no points");
    case HJ_OUTCOME_INCOMPLETE:
    default:
      return card->can_pass ? _("not complete") : _("not complete; passing is no longer possible");
    }
}

/* Counts and the panel's own conclusion, where there is nothing to add up. */
static void
print_conclusion (const HjScoreCard *card)
{
  const HjConclusion *conclusion = &card->content->conclusion;
  HjTally tally = hj_score_card_tally (card);

  hj_cli_print (_("met %u, partly met %u, not met %u, not applicable %u\n"),
                tally.met, tally.partly, tally.not_met, tally.not_applicable);
  if (card->open > 0)
    hj_cli_print (dngettext (GETTEXT_PACKAGE, "%u of %u is open\n", "%u of %u are open\n", card->open), card->open, card->total);
  hj_cli_print ("%s: %s\n", _("conclusion"), hj_assess_result_label (card->content->scheme, conclusion->result));
  if (*conclusion->reasons != '\0')
    hj_cli_print ("  %s\n", conclusion->reasons);
}

static void
print_totals (const HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  g_autofree char *base = hj_amount_format (card->base);
  g_autofree char *bonus = hj_amount_format (card->bonus);
  g_autofree char *grand = hj_amount_format (card->grand);
  g_autofree char *line = hj_points_format (pass->line);

  if (pass->present)
    {
      hj_cli_print ("%s %s%s  (%s %s)\n",
                    *pass->label != '\0' ? pass->label : _("base"),
                    card->open > 0 ? _("at most ") : "",
                    base,
                    pass->inclusive ? "≥" : ">",
                    line);
      hj_cli_print ("%s %s\n", _("bonus"), bonus);
      hj_cli_print ("%s %s%s\n", _("grand total"), card->open > 0 ? _("at most ") : "", grand);
    }
  if (card->open > 0)
    hj_cli_print (dngettext (GETTEXT_PACKAGE, "%u of %u is open\n", "%u of %u are open\n", card->open), card->open, card->total);
  hj_cli_print ("%s: %s\n", _("conclusion"), describe_outcome (card));
}

static void
print_warnings (const HjScoreCard *card)
{
  for (guint i = 0; i < card->warnings->len; i++)
    hj_cli_print ("! %s\n", (const char *) g_ptr_array_index (card->warnings, i));
}

static void
print_table (const HjScoreCard *card)
{
  const HjMember *expert = card->expert != NULL ? hj_content_find_member (card->content, card->expert) : NULL;

  hj_cli_print ("%s\n%s%s%s\n\n",
                card->content->applicant.name,
                card->content->scheme->short_title,
                expert != NULL ? " · " : "",
                expert != NULL ? expert->name : "");
  if (card->content->scheme->kind == HJ_SCHEME_POINTS)
    {
      print_padded ("", TITLE_COLUMNS, FALSE);
      print_padded (_("points"), FIGURE_COLUMNS, TRUE);
      print_padded (_("taken"), FIGURE_COLUMNS, TRUE);
      print_padded (_("score"), FIGURE_COLUMNS, TRUE);
      hj_cli_print ("\n");
    }
  for (guint i = 0; i < card->sections->len; i++)
    {
      const HjCardSection *section = g_ptr_array_index (card->sections, i);

      hj_cli_print ("%s\n", section->section->title);
      for (guint j = 0; j < section->items->len; j++)
        print_item (g_ptr_array_index (section->items, j));
    }
  hj_cli_print ("\n");
  if (card->content->scheme->kind == HJ_SCHEME_CONDITIONS)
    print_conclusion (card);
  else
    print_totals (card);
  print_warnings (card);
}

/* ---- Derivations -------------------------------------------------------- */

static void
explain_as_json (const GPtrArray *steps)
{
  g_autoptr (HjJsonWriter) writer = hj_json_writer_new ();

  hj_json_writer_begin (writer, NULL, '[');
  for (guint i = 0; i < steps->len; i++)
    {
      const HjDerivationStep *step = g_ptr_array_index (steps, i);

      hj_json_writer_begin (writer, NULL, '{');
      hj_json_writer_string (writer, "label", step->label != NULL ? step->label : "");
      hj_json_writer_string (writer, "figure", step->figure != NULL ? step->figure : "");
      hj_json_writer_string (writer, "detail", step->detail != NULL ? step->detail : "");
      hj_json_writer_end (writer);
    }
  hj_json_writer_end (writer);
  hj_cli_print ("%s\n", hj_json_writer_get_text (writer));
}

static void
explain_as_text (const GPtrArray *steps)
{
  guint columns = 0;
  guint figures = FIGURE_COLUMNS;

  for (guint i = 0; i < steps->len; i++)
    {
      const HjDerivationStep *step = g_ptr_array_index (steps, i);

      columns = MAX (columns, count_columns (step->label != NULL ? step->label : ""));
      figures = MAX (figures, count_columns (step->figure != NULL ? step->figure : ""));
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const HjDerivationStep *step = g_ptr_array_index (steps, i);

      print_padded (step->label != NULL ? step->label : "", MIN (columns, 2 * TITLE_COLUMNS), FALSE);
      print_padded (step->figure != NULL ? step->figure : "", figures + 1, TRUE);
      if (step->detail != NULL && *step->detail != '\0')
        hj_cli_print ("  %s", step->detail);
      hj_cli_print ("\n");
    }
}

static int
explain (const HjScoreCard *card,
         const char        *id,
         gboolean           json)
{
  g_autoptr (GPtrArray) steps = hj_assess_explain (card, id);

  if (steps == NULL)
    {
      hj_cli_warn (_("There is nothing to explain about “%s”. Name a criterion, an item, a section, or base, bonus, grand or verdict."), id);
      return HJ_CLI_REFUSED;
    }
  if (json)
    explain_as_json (steps);
  else
    explain_as_text (steps);
  return hj_cli_finish_output ();
}

/* ---- The verb ----------------------------------------------------------- */

static HjScoreCard *
make_card (HjSession   *session,
           const char  *expert,
           GError     **error)
{
  HjContent *content = hj_session_get_content (session);
  const HjMember *member;

  if (expert == NULL)
    return hj_score_card_ref (hj_session_get_card (session));
  member = hj_cli_find_expert (content, expert);
  if (member == NULL)
    {
      g_set_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND, _("There is no expert “%s” in this dossier."), expert);
      return NULL;
    }
  return hj_assess (content, member->id);
}

static int
show_score (const char *path,
            const char *expert,
            const char *id,
            gboolean    json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_cli_open (path, HJ_SESSION_READ, &error);
  g_autoptr (HjScoreCard) card = session != NULL ? make_card (session, expert, &error) : NULL;

  if (card == NULL)
    return hj_cli_refuse (error);
  if (id != NULL)
    return explain (card, id, json);
  if (json)
    print_json (card);
  else
    print_table (card);
  return hj_cli_finish_output ();
}

int
hj_cli_score (char **arguments)
{
  g_autofree char *expert = NULL;
  g_autofree char *id = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "expert", 'e', 0, G_OPTION_ARG_FILENAME, &expert, NULL, NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "explain", 'x', 0, G_OPTION_ARG_FILENAME, &id, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  int status = hj_cli_parse ("score", entries, &arguments, 1, 1);

  return status < 0 ? show_score (arguments[0], expert, id, json) : status;
}
