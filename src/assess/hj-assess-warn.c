/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-assess"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-assess-private.h"

/* Below three experts no notice forbids the visit, but the mean says little (domain.md 1). */
#define FEW_EXPERTS 3

static void G_GNUC_PRINTF (2, 3)
warn (HjScoreCard *card,
      const char  *format,
      ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (card->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* No notice sets a minimum a section: a section at 0 is said, and fails nothing (domain.md 1). */
static void
warn_of_sections (HjScoreCard *card)
{
  for (guint i = 0; i < card->sections->len; i++)
    {
      const HjCardSection *entry = g_ptr_array_index (card->sections, i);

      if (entry->section->has_points && !entry->section->bonus &&
          hj_amount_compare (entry->score, HJ_AMOUNT_ZERO) <= 0)
        warn (card, _("“%s” stands at 0. The notice sets no minimum, so this alone fails nothing."),
              entry->section->title);
    }
}

static void
warn_of_criteria (HjScoreCard *card)
{
  for (guint i = 0; i < card->items->len; i++)
    {
      const HjCardItem *item = g_ptr_array_index (card->items, i);

      for (guint j = 0; j < item->criteria->len; j++)
        {
          const HjCardCriterion *entry = g_ptr_array_index (item->criteria, j);

          if (entry->open_why == HJ_OPEN_OWES_EVIDENCE)
            warn (card, _("The bonus of %s is kept but not counted: its evidence is not named."),
                  entry->criterion->id);
          if (item->item->rule.kind == HJ_RULE_VETO && entry->state == HJ_STATE_PROBLEM)
            warn (card,
                  card->content->scheme->kind == HJ_SCHEME_POINTS
                  ? _("The problem at %s fails the whole, whatever the points.")
                  : _("The problem at %s excludes the applicant, whatever else is met."),
                  entry->criterion->id);
        }
    }
}

/* The conclusion is the panel's own; what doesn't fit the findings is said, and stops nobody. */
static void
warn_of_conclusion (HjScoreCard *card)
{
  const HjConclusion *conclusion = &card->content->conclusion;
  HjTally tally = hj_score_card_tally (card);
  gboolean approved = conclusion->result == HJ_RESULT_APPROVE;

  if (card->complete && conclusion->result == HJ_RESULT_NONE)
    warn (card, _("Everything is assessed. The panel’s conclusion with its reasons is still owed."));
  if (!card->complete && conclusion->result != HJ_RESULT_NONE)
    warn (card, _("There is a conclusion although something is open."));
  if (conclusion->result != HJ_RESULT_NONE && hj_assess_is_blank (conclusion->reasons))
    warn (card, _("The conclusion owes its reasons."));
  if (card->vetoed && conclusion->result != HJ_RESULT_NONE && conclusion->result != HJ_RESULT_REJECT)
    warn (card, _("The conclusion approves an applicant that is excluded."));
  else if (approved && tally.not_met > 0)
    warn (card,
          dngettext (GETTEXT_PACKAGE,
                     "The conclusion approves although %u condition is not met.",
                     "The conclusion approves although %u conditions are not met.",
                     tally.not_met),
          tally.not_met);
}

static void
warn_of_panel (HjScoreCard *card)
{
  const HjContent *content = card->content;
  guint n_experts = 0;

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      gboolean recorded = FALSE;

      if (!member->recused)
        n_experts++;
      for (guint j = 0; member->recused && !recorded && j < content->findings->len; j++)
        recorded = g_str_equal (((HjFinding *) g_ptr_array_index (content->findings, j))->expert, member->id);
      if (recorded)
        warn (card, _("What %s recorded does not count: the expert is recused."), member->name);
    }
  if (n_experts < FEW_EXPERTS)
    warn (card,
          dngettext (GETTEXT_PACKAGE,
                       "Only %u expert assesses. The notice sets no number; three or more are usual.",
                       "Only %u experts assess. The notice sets no number; three or more are usual.",
                       n_experts),
          n_experts);
}

void
hj_assess_warn (HjScoreCard *card)
{
  warn_of_sections (card);
  warn_of_criteria (card);
  if (card->expert != NULL)
    return;
  warn_of_panel (card);
  if (card->content->scheme->kind == HJ_SCHEME_CONDITIONS)
    warn_of_conclusion (card);
}
