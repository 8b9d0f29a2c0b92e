/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-assess-private.h"

#define MINUS "\xe2\x88\x92"

void
hj_derivation_step_free (HjDerivationStep *step)
{
  g_free (step->label);
  g_free (step->figure);
  g_free (step->detail);
  g_free (step);
}

/* Takes all three; NULL stands for "". */
static void
add_step (GPtrArray *steps,
          char      *label,
          char      *figure,
          char      *detail)
{
  HjDerivationStep *step = g_new0 (HjDerivationStep, 1);

  step->label = label != NULL ? label : g_strdup ("");
  step->figure = figure != NULL ? figure : g_strdup ("");
  step->detail = detail != NULL ? detail : g_strdup ("");
  g_ptr_array_add (steps, step);
}

/* What is taken is positive in data; here is where it gets its minus. */
static char *
format_taken (HjAmount amount)
{
  g_autofree char *text = hj_amount_format (amount);

  return amount.num == 0 ? g_steal_pointer (&text) : g_strconcat (MINUS, text, NULL);
}

/* An upper bound is called one. */
static char *
format_bound (HjAmount amount,
              gboolean at_most)
{
  g_autofree char *text = hj_amount_format (amount);

  return at_most ? g_strdup_printf (_("at most %s"), text) : g_steal_pointer (&text);
}

/* An amount that two decimals cannot hold is given as the fraction it is. */
static char *
describe_fraction (HjAmount amount)
{
  g_autofree char *num = NULL;
  g_autofree char *den = NULL;

  if (hj_amount_is_whole (amount))
    return NULL;
  num = hj_points_format (amount.num);
  den = g_strdup_printf ("%" G_GINT64_FORMAT, amount.den);
  return g_strdup_printf (_("exactly %s ÷ %s, cut down to two decimals"), num, den);
}

static void
add_rule (GPtrArray    *steps,
          const HjItem *item)
{
  add_step (steps, g_strdup (_("Rule")), NULL, hj_assess_describe_rule (item));
  if (*item->basis != '\0')
    add_step (steps, g_strdup (_("Method and standard")), NULL, g_strdup (item->basis));
  if (*item->rule.reading != '\0')
    add_step (steps, g_strdup (_("The program's reading")), NULL, g_strdup (item->rule.reading));
}

static char *
describe_deduction (const HjScheme    *scheme,
                    const HjCriterion *criterion,
                    const HjDeduction *deduction)
{
  const HjAspect *aspect = hj_criterion_find_aspect (criterion, deduction->aspect);
  GString *text = g_string_new (hj_assess_is_blank (deduction->reason) ? _("A reason is owed") : deduction->reason);

  if (aspect != NULL)
    g_string_append_printf (text, " · %s", aspect->title);
  if (*deduction->method != '\0')
    g_string_append_printf (text, " · %s", hj_scheme_method_label (scheme, deduction->method));
  return g_string_free (text, FALSE);
}

static char *
describe_voice (const HjScheme    *scheme,
                const HjCardVoice *voice)
{
  const HjFinding *finding = voice->finding;
  GString *text = g_string_new (voice->open_why == HJ_OPEN_NOT ? hj_assess_state_label (voice->state)
                                                               : hj_assess_open_label (voice->open_why));

  if (!hj_assess_is_blank (finding->reason))
    g_string_append_printf (text, " · %s", finding->reason);
  if (!hj_assess_is_blank (finding->evidence))
    g_string_append_printf (text, " · %s", finding->evidence);
  if (*finding->method != '\0')
    g_string_append_printf (text, " · %s", hj_scheme_method_label (scheme, finding->method));
  return g_string_free (text, FALSE);
}

/* Who took what, and why: a line for the expert, and one for each deduction. */
static void
add_voice (GPtrArray             *steps,
           const HjScheme        *scheme,
           const HjCardCriterion *entry,
           const HjCardVoice     *voice)
{
  gboolean bonus = entry->criterion->item->rule.kind == HJ_RULE_BONUS;

  add_step (steps,
            g_strdup (voice->member->name),
            bonus ? hj_points_format (voice->award) : format_taken (hj_amount_from_points (voice->deduction)),
            describe_voice (scheme, voice));
  for (guint i = 0; i < voice->finding->deductions->len; i++)
    {
      const HjDeduction *deduction = g_ptr_array_index (voice->finding->deductions, i);

      add_step (steps,
                g_strdup_printf ("  %u", i + 1),
                format_taken (hj_amount_from_points (deduction->points)),
                describe_deduction (scheme, entry->criterion, deduction));
    }
}

/* How several experts' figures became one. */
static char *
describe_combination (const HjScheme        *scheme,
                      const HjCardCriterion *entry)
{
  HjRuleKind kind = entry->criterion->item->rule.kind;
  guint n = entry->voices->len;
  guint trim = hj_assess_trim (scheme, kind, n);

  if (n < 2)
    return NULL;
  if (hj_assess_combine (scheme, kind) == HJ_COMBINE_CONSENSUS)
    return g_strdup_printf (_("%u experts agree"), n);
  if (trim > 0)
    return g_strdup_printf (_("mean of %u experts without the highest and the lowest"), n);
  return g_strdup_printf (_("mean of %u experts"), n);
}

static char *
join_details (char *first,
              char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  if (a == NULL || b == NULL)
    return a != NULL ? g_steal_pointer (&a) : g_steal_pointer (&b);
  return g_strdup_printf ("%s; %s", a, b);
}

static void
explain_criterion (GPtrArray             *steps,
                   const HjScoreCard     *card,
                   const HjCardCriterion *entry)
{
  const HjScheme *scheme = card->content->scheme;
  gboolean bonus = entry->criterion->item->rule.kind == HJ_RULE_BONUS;
  HjAmount figure = bonus ? entry->award : entry->deduction;

  add_step (steps, g_strdup (entry->criterion->id), NULL, g_strdup (entry->criterion->text));
  add_rule (steps, entry->criterion->item);
  for (guint i = 0; i < entry->voices->len; i++)
    add_voice (steps, scheme, entry, &g_array_index (entry->voices, HjCardVoice, i));
  if (entry->open_why != HJ_OPEN_NOT)
    {
      add_step (steps, g_strdup (hj_assess_state_label (HJ_STATE_OPEN)), hj_amount_format (HJ_AMOUNT_ZERO),
                g_strdup_printf (bonus ? _("%s. It adds nothing yet.") : _("%s. It costs nothing yet."),
                                 hj_assess_open_label (entry->open_why)));
      return;
    }
  add_step (steps,
            g_strdup (hj_assess_state_label (entry->state)),
            bonus ? hj_amount_format (figure) : format_taken (figure),
            join_details (describe_combination (scheme, entry), describe_fraction (figure)));
}

static char *
describe_open (guint open)
{
  return open > 0
         ? g_strdup_printf (dngettext (GETTEXT_PACKAGE,
                                         "%u criterion is still open and costs nothing yet",
                                         "%u criteria are still open and cost nothing yet", open), open)
         : NULL;
}

static void
add_criterion_line (GPtrArray             *steps,
                    const HjCardCriterion *entry,
                    gboolean               bonus)
{
  HjAmount figure = bonus ? entry->award : entry->deduction;
  const char *state = entry->open_why == HJ_OPEN_NOT ? hj_assess_state_label (entry->state)
                                                     : hj_assess_open_label (entry->open_why);

  if (figure.num == 0 && entry->state != HJ_STATE_DEFICIENT && entry->disagreement == FALSE &&
      entry->open_why != HJ_OPEN_OWES_REASON && entry->open_why != HJ_OPEN_OWES_EVIDENCE)
    return;
  add_step (steps,
            g_strdup_printf ("%s %s", entry->criterion->id, entry->criterion->text),
            bonus ? hj_amount_format (figure) : format_taken (figure),
            *entry->reason != '\0' ? g_strdup_printf ("%s · %s", state, entry->reason) : g_strdup (state));
}

/* Raw, cap, applied: kept apart, so that the sixth missing document is seen to cost nothing (domain.md 1). */
static void
explain_scored_item (GPtrArray        *steps,
                     const HjCardItem *entry)
{
  const HjItem *item = entry->item;
  HjAmount cap = hj_amount_from_points (hj_assess_item_cap (item));

  add_step (steps, g_strdup (_("Raw deduction")), format_taken (entry->raw), describe_fraction (entry->raw));
  if (hj_amount_compare (entry->raw, entry->applied) > 0)
    add_step (steps, g_strdup (_("Most that is taken here")), hj_amount_format (cap),
              g_strdup (hj_amount_compare (entry->raw, cap) > 0
                        ? _("What goes beyond costs nothing.")
                        : _("What goes beyond costs nothing, on each expert's own sheet before the mean is taken.")));
  add_step (steps, g_strdup (_("Applied deduction")), format_taken (entry->applied), describe_fraction (entry->applied));
  add_step (steps, g_strdup (_("Score")), format_bound (entry->score, entry->open > 0),
            join_details (describe_open (entry->open), describe_fraction (entry->score)));
}

static void
explain_item (GPtrArray        *steps,
              const HjCardItem *entry)
{
  const HjItem *item = entry->item;
  gboolean bonus = item->rule.kind == HJ_RULE_BONUS;

  add_step (steps, g_strdup_printf ("%s %s", item->id, item->title),
            item->has_points ? hj_points_format (item->points) : NULL,
            item->has_points ? g_strdup (_("points of this item")) : NULL);
  add_rule (steps, item);
  for (guint i = 0; i < entry->criteria->len; i++)
    add_criterion_line (steps, g_ptr_array_index (entry->criteria, i), bonus);
  if (bonus)
    add_step (steps, g_strdup (_("Bonus")), hj_amount_format (entry->score), describe_fraction (entry->score));
  else if (item->has_points)
    explain_scored_item (steps, entry);
  else
    add_step (steps, g_strdup (_("No points")), NULL, describe_open (entry->open));
}

static void
explain_section (GPtrArray           *steps,
                 const HjCardSection *entry)
{
  for (guint i = 0; i < entry->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (entry->items, i);
      g_autofree char *points = hj_points_format_short (item->item->points);

      add_step (steps,
                g_strdup_printf ("%s %s", item->item->id, item->item->title),
                format_bound (item->score, item->open > 0),
                item->item->has_points ? g_strdup_printf (_("of %s"), points) : NULL);
    }
  add_step (steps, g_strdup (entry->section->title), format_bound (entry->score, entry->open > 0),
            join_details (describe_open (entry->open), describe_fraction (entry->score)));
}

static void
add_section_lines (GPtrArray         *steps,
                   const HjScoreCard *card)
{
  for (guint i = 0; i < card->sections->len; i++)
    {
      const HjCardSection *entry = g_ptr_array_index (card->sections, i);
      g_autofree char *points = hj_points_format_short (entry->section->points);

      if (hj_scheme_section_counts (card->content->scheme, entry->section->id))
        add_step (steps, g_strdup (entry->section->title), format_bound (entry->score, entry->open > 0),
                  entry->section->has_points ? g_strdup_printf (_("of %s"), points) : NULL);
    }
}

static void
add_base (GPtrArray         *steps,
          const HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;

  add_step (steps,
            g_strdup (*pass->label != '\0' ? pass->label : _("Base total")),
            format_bound (card->base, card->open > 0),
            join_details (describe_open (card->open), describe_fraction (card->base)));
}

/* The comparison as it was made: exact, and with the figure of the line itself in or out. */
static void
add_comparison (GPtrArray         *steps,
                const HjScoreCard *card)
{
  const HjPassLine *pass = &card->content->scheme->pass;
  g_autofree char *line = NULL;

  if (!pass->present)
    return;
  line = hj_points_format (pass->line);
  add_step (steps, g_strdup (_("Pass line")),
            g_strconcat (pass->inclusive ? "≥ " : "> ", line, NULL),
            g_strdup (hj_pass_line_reached (pass, card->base)
                      ? (card->open > 0 ? _("can still be reached") : _("reached"))
                      : (card->open > 0 ? _("can no longer be reached") : _("not reached"))));
  if (*pass->note != '\0')
    add_step (steps, g_strdup (_("The notice")), NULL, g_strdup (pass->note));
  if (*pass->reading != '\0')
    add_step (steps, g_strdup (_("The program's reading")), NULL, g_strdup (pass->reading));
}

static void
explain_base (GPtrArray         *steps,
              const HjScoreCard *card)
{
  add_section_lines (steps, card);
  add_base (steps, card);
  add_comparison (steps, card);
}

static void
explain_bonus (GPtrArray         *steps,
               const HjScoreCard *card)
{
  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; hj_assess_item_is_bonus (item->item) && j < item->criteria->len; j++)
        add_criterion_line (steps, g_ptr_array_index (item->criteria, j), TRUE);
    }
  add_step (steps, g_strdup (_("Bonus")), hj_amount_format (card->bonus),
            join_details (describe_fraction (card->bonus), g_strdup (_("it never helps the pass line"))));
}

static void
explain_grand (GPtrArray         *steps,
               const HjScoreCard *card)
{
  HjAmount others = hj_amount_sub (hj_amount_sub (card->grand, card->base), card->bonus);

  add_base (steps, card);
  add_step (steps, g_strdup (_("Bonus")), hj_amount_format (card->bonus), describe_fraction (card->bonus));
  if (others.num != 0)
    add_step (steps, g_strdup (_("Other sections")), hj_amount_format (others), describe_fraction (others));
  add_step (steps, g_strdup (_("Grand total")), format_bound (card->grand, card->open > 0),
            describe_fraction (card->grand));
  if (card->printed_sum_differs)
    add_step (steps, g_strdup (_("Why the sum differs")), NULL,
              g_strdup (_("Each figure is exact and cut down to two decimals only where it is shown; "
                          "shown figures added up may give a little less.")));
}

static void
add_count (GPtrArray  *steps,
           const char *label,
           guint       count)
{
  add_step (steps, g_strdup (label), g_strdup_printf ("%u", count), NULL);
}

/* How the conditions were found, and what the panel concluded: nothing follows from the counts alone. */
static void
explain_conditions (GPtrArray         *steps,
                    const HjScoreCard *card)
{
  HjTally tally = hj_score_card_tally (card);
  const HjConclusion *conclusion = &card->content->conclusion;

  add_count (steps, C_("choice", "Met"), tally.met);
  add_count (steps, C_("choice", "Partly met"), tally.partly);
  add_count (steps, C_("choice", "Not met"), tally.not_met);
  add_count (steps, C_("choice", "Not applicable"), tally.not_applicable);
  add_step (steps, g_strdup (C_("verdict", "Open")), g_strdup_printf ("%u", tally.open),
            g_strdup (card->complete ? "" : _("The conclusion is drawn when nothing is open.")));
  if (card->vetoed)
    add_step (steps, g_strdup (_("Veto")), NULL, g_strdup (_("A problem excludes the applicant, whatever else is met.")));
  for (guint i = 0; i < card->disagreements->len; i++)
    add_step (steps, g_strdup (g_ptr_array_index (card->disagreements, i)), NULL,
              g_strdup (hj_assess_open_label (HJ_OPEN_DISAGREEMENT)));
  add_step (steps, g_strdup (_("Conclusion")), g_strdup (hj_assess_result_label (card->content->scheme, conclusion->result)),
            g_strdup (conclusion->reasons));
}

static void
explain_verdict (GPtrArray         *steps,
                 const HjScoreCard *card)
{
  static const char * const labels[] = {
    [HJ_OUTCOME_INCOMPLETE] = N_("Incomplete"),
    [HJ_OUTCOME_PASS] = N_("Pass"),
    [HJ_OUTCOME_FAIL] = N_("Fail"),
    [HJ_OUTCOME_NOT_ASSESSABLE] = N_("Not assessable: the scheme has no points"),
  };

  if (card->content->scheme->kind == HJ_SCHEME_CONDITIONS)
    {
      explain_conditions (steps, card);
      return;
    }
  add_base (steps, card);
  add_comparison (steps, card);
  if (card->vetoed)
    add_step (steps, g_strdup (_("Veto")), NULL, g_strdup (_("A problem fails the whole, whatever the points.")));
  for (guint i = 0; i < card->disagreements->len; i++)
    add_step (steps, g_strdup (g_ptr_array_index (card->disagreements, i)), NULL,
              g_strdup (hj_assess_open_label (HJ_OPEN_DISAGREEMENT)));
  add_step (steps, g_strdup (_("Verdict")), g_strdup (_(labels[card->outcome])), NULL);
}

/* A scheme without points has no totals, not ones of 0.00. */
static void
explain_no_points (GPtrArray *steps)
{
  add_step (steps, g_strdup (_("No points")), NULL,
            g_strdup (_("This scheme gives no points: it ends in a conclusion with its reasons.")));
}

static gboolean
explain_total (GPtrArray         *steps,
               const HjScoreCard *card,
               const char        *id)
{
  gboolean is_sum = g_str_equal (id, "base") || g_str_equal (id, "bonus") || g_str_equal (id, "grand");

  if (is_sum && card->content->scheme->kind == HJ_SCHEME_CONDITIONS)
    explain_no_points (steps);
  else if (g_str_equal (id, "base"))
    explain_base (steps, card);
  else if (g_str_equal (id, "bonus"))
    explain_bonus (steps, card);
  else if (g_str_equal (id, "grand"))
    explain_grand (steps, card);
  else if (g_str_equal (id, "verdict"))
    explain_verdict (steps, card);
  else
    return FALSE;
  return TRUE;
}

/**
 * hj_assess_explain:
 *
 * What the screen shows on request and the deduction statement prints (design.md
 * 2): each figure of the card with what it was made of.
 */
GPtrArray *
hj_assess_explain (const HjScoreCard *card,
                   const char        *id)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_derivation_step_free);
  const HjCardCriterion *criterion;
  const HjCardItem *item;
  const HjCardSection *section;

  g_return_val_if_fail (card != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (explain_total (steps, card, id))
    return g_steal_pointer (&steps);
  criterion = hj_score_card_find_criterion (card, id);
  item = hj_score_card_find_item (card, id);
  section = hj_score_card_find_section (card, id);
  if (criterion != NULL)
    explain_criterion (steps, card, criterion);
  else if (item != NULL)
    explain_item (steps, item);
  else if (section != NULL)
    explain_section (steps, section);
  else
    return NULL;
  return g_steal_pointer (&steps);
}
