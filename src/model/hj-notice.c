/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-notice.h"

/* More papers of a plan's outline than any notice has: plan.1, plan.2, … */
#define MAX_PLAN 40

static void
line_free (HjNoticeLine *line)
{
  g_free (line->label);
  g_free (line->text);
  g_free (line);
}

static void
part_free (HjNoticePart *part)
{
  g_free (part->title);
  g_ptr_array_unref (part->lines);
  g_free (part);
}

static HjNoticePart *
part_new (const char *title)
{
  HjNoticePart *part = g_new0 (HjNoticePart, 1);

  part->title = g_strdup (title);
  part->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return part;
}

/* Takes @label and @text; what has no text is left out. */
static void
take_line (HjNoticePart *part,
           char         *label,
           char         *text,
           gboolean      own)
{
  HjNoticeLine *line = g_new0 (HjNoticeLine, 1);

  *line = (HjNoticeLine) { label, text, own };
  if (text != NULL && *text != '\0')
    g_ptr_array_add (part->lines, line);
  else
    line_free (line);
}

static void
add_line (HjNoticePart *part,
          const char   *label,
          const char   *text)
{
  take_line (part, g_strdup (label), g_strdup (text), FALSE);
}

static void
add_reading (HjNoticePart *part,
             const char   *about,
             const char   *text)
{
  take_line (part, g_strdup (about), g_strdup (text), TRUE);
}

static HjNoticePart *
tell_head (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("The Notice"));
  g_autofree char *day = hj_day_format_letter (scheme->issued);

  add_line (part, _("Full title"), scheme->notice);
  add_line (part, _("Number"), scheme->document_number);
  add_line (part, _("Issued by"), scheme->authority);
  add_line (part, _("Issued on"), day);
  add_line (part, _("Rubric borrowed from"), scheme->borrowed);
  return part;
}

static HjNoticePart *
tell_applicants (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("Who May Apply"));

  for (guint i = 0; i < scheme->applicant_types->len; i++)
    {
      const HjApplicantType *type = g_ptr_array_index (scheme->applicant_types, i);

      add_line (part, *type->note != '\0' ? type->label : "", *type->note != '\0' ? type->note : type->label);
    }
  return part;
}

static char *
dup_levels (const HjScheme *scheme,
            const char     *ids)
{
  g_auto (GStrv) levels = g_strsplit (ids, ",", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; levels[i] != NULL; i++)
    if (*levels[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", hj_scheme_level_label (scheme, levels[i]));
  return g_string_free (text, FALSE);
}

static char *
dup_except (const char *words,
            const char *exempt)
{
  return *exempt != '\0' ? g_strdup_printf (_("%s (except: %s)"), words, exempt) : g_strdup (words);
}

static char *
dup_number_bound (const HjOccupationScope *scope)
{
  g_autofree char *words = NULL;

  if (scope->max_first <= 0)
    return NULL;
  if (scope->max_more > 0)
    words = g_strdup_printf (_("at most %d at first, later at most %d more"), scope->max_first, scope->max_more);
  else
    words = g_strdup_printf (_("at most %d"), scope->max_first);
  return dup_except (words, scope->max_exempt);
}

static char *
dup_body_bound (const HjOccupationScope *scope)
{
  g_autofree char *words = NULL;

  if (scope->bodies_max <= 0 && scope->bodies_min <= 0)
    return NULL;
  if (scope->bodies_max <= 0)
    words = g_strdup_printf (_("at least %d"), scope->bodies_min);
  else if (scope->bodies_min <= 0)
    words = g_strdup_printf (_("at most %d"), scope->bodies_max);
  else if (scope->bodies_min == scope->bodies_max)
    words = g_strdup_printf ("%d", scope->bodies_min);
  else
    words = g_strdup_printf ("%d–%d", scope->bodies_min, scope->bodies_max);
  return dup_except (words, scope->bodies_exempt);
}

/* The list a remark after the other, as the notice has them: 已颁布国家标准 (33). */
static void
add_listed (HjNoticePart            *part,
            const HjOccupationScope *scope)
{
  for (guint i = 0; i < scope->listed->len;)
    {
      const char *remark = ((const HjListedOccupation *) g_ptr_array_index (scope->listed, i))->remark;
      GString *names = g_string_new (NULL);
      guint n = 0;

      for (; i < scope->listed->len; i++, n++)
        {
          const HjListedOccupation *listed = g_ptr_array_index (scope->listed, i);

          if (g_strcmp0 (listed->remark, remark) != 0)
            break;
          g_string_append_printf (names, "%s%s", n > 0 ? "、" : "", listed->name);
        }
      take_line (part, g_strdup_printf ("%s (%u)", *remark != '\0' ? remark : _("Listed"), n), g_string_free (names, FALSE),
                 FALSE);
    }
}

static HjNoticePart *
tell_occupations (const HjScheme *scheme)
{
  const HjOccupationScope *scope = &scheme->occupations;
  HjNoticePart *part = part_new (_("What May Be Applied For"));

  add_line (part, _("Scope"), scope->text);
  take_line (part, g_strdup (_("Number of occupations")), dup_number_bound (scope), FALSE);
  take_line (part, g_strdup (_("Levels in principle")), dup_levels (scheme, scope->usual_levels), FALSE);
  take_line (part, g_strdup (_("Number of bodies chosen")), dup_body_bound (scope), FALSE);
  add_listed (part, scope);
  return part;
}

static HjNoticePart *
tell_times (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("When Applications Are Taken"));
  g_autofree char *since = hj_day_format_letter (scheme->taken_since);
  g_autofree char *until = hj_day_format_letter (scheme->taken_until);

  if (scheme->taken_since != HJ_DAY_NONE)
    add_line (part, _("From"), since);
  if (scheme->taken_until != HJ_DAY_NONE)
    add_line (part, _("Until"), until);
  for (guint i = 0; i < scheme->intakes->len; i++)
    {
      const HjIntake *intake = g_ptr_array_index (scheme->intakes, i);

      take_line (part, g_strdup (_("Every year")),
                 g_strdup_printf ("%d月%d日—%d月%d日", intake->from_month, intake->from_day, intake->to_month, intake->to_day),
                 FALSE);
    }
  return part;
}

static HjNoticePart *
tell_way (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("The Way of an Application"));

  for (guint i = 0; i < scheme->steps->len; i++)
    {
      const HjStep *step = g_ptr_array_index (scheme->steps, i);
      /* A step that quotes nothing is one that the notice leaves to be understood. */
      gboolean own = *step->text == '\0';
      g_autofree char *label = own ? g_strdup_printf ("%u. %s", i + 1, step->actor)
                                   : g_strdup_printf ("%u. %s · %s", i + 1, step->label, step->actor);

      take_line (part, step->optional ? g_strdup_printf (_("%s (where it applies)"), label) : g_strdup (label),
                 g_strdup (own ? step->label : step->text), own);
    }
  return part;
}

/* For whom it is, where not for all. */
static char *
dup_types (const HjScheme *scheme,
           const char     *ids)
{
  g_auto (GStrv) types = g_strsplit (ids, ",", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < scheme->applicant_types->len && *ids != '\0'; i++)
    {
      const HjApplicantType *type = g_ptr_array_index (scheme->applicant_types, i);

      if (g_strv_contains ((const char *const *) types, type->id))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", type->label);
    }
  return g_string_free (text, FALSE);
}

static HjNoticePart *
tell_papers (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("Papers to Hand In"));
  const char *before = NULL;
  guint n = 0;

  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);
      g_autofree char *types = dup_types (scheme, material->types);
      g_autofree char *copies = material->copies > 1
                                ? g_strdup_printf (ngettext ("%d copy", "%d copies", (gulong) material->copies), material->copies)
                                : NULL;

      n = g_strcmp0 (before, material->types) == 0 ? n + 1 : 1;
      before = material->types;
      take_line (part, g_strdup_printf ("%u%s%s%s%s", n, *types != '\0' ? " · " : "", types, copies != NULL ? " · " : "",
                                        copies != NULL ? copies : ""),
                 g_strdup (material->text), FALSE);
    }
  return part;
}

/* The outline of the plan that applicants write, where the notice gives one. */
static HjNoticePart *
tell_plan (const HjScheme *scheme)
{
  const char *title = hj_scheme_text (scheme, "plan.title");
  HjNoticePart *part = part_new (*title != '\0' ? title : _("The Plan"));

  for (guint i = 1; i <= MAX_PLAN; i++)
    {
      g_autofree char *key = g_strdup_printf ("plan.%u", i);

      add_line (part, "", hj_scheme_text (scheme, key));
    }
  add_line (part, "", hj_scheme_text (scheme, "plan.note"));
  return part;
}

static HjNoticePart *
tell_pledge (const HjScheme *scheme)
{
  HjNoticePart *part = part_new (*scheme->pledge_title != '\0' ? scheme->pledge_title : _("Pledge"));

  for (guint i = 0; i < scheme->pledges->len; i++)
    take_line (part, g_strdup_printf ("%u", i + 1), g_strdup (((const HjPledge *) g_ptr_array_index (scheme->pledges, i))->text),
               FALSE);
  add_line (part, "", scheme->pledge_closing);
  return part;
}

static char *
dup_publicity (const HjFilingRules *filing)
{
  g_autofree char *days = NULL;

  if (filing->days <= 0)
    return NULL;
  days = filing->working
         ? g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong) filing->days), filing->days)
         : g_strdup_printf (ngettext ("%d day", "%d days", (gulong) filing->days), filing->days);
  return filing->at_least ? g_strdup_printf (_("at least %s"), days) : g_strdup (days);
}

static HjNoticePart *
tell_filing (const HjScheme *scheme)
{
  const HjFilingRules *filing = &scheme->filing;
  HjNoticePart *part = part_new (_("After the Assessment"));
  g_autofree char *until = hj_day_format_letter (filing->valid_until);

  take_line (part, g_strdup (hj_scheme_term (scheme, "publicity", _("Publicity"))), dup_publicity (filing), FALSE);
  if (filing->valid_years > 0)
    take_line (part, g_strdup (_("Valid for")),
               g_strdup_printf (ngettext ("%d year", "%d years", (gulong) filing->valid_years), filing->valid_years), FALSE);
  else if (filing->valid_until != HJ_DAY_NONE)
    add_line (part, _("Valid until"), until);
  add_line (part, _("Assessed by"), filing->evaluator);
  add_line (part, hj_scheme_term (scheme, "receipt", _("Receipt issued by")), filing->issuer);
  return part;
}

/* What a reading is about: the short name of the part of the rubric, or the clause. */
static const char *
name_of (HjScheme   *scheme,
         const char *id)
{
  const HjSection *section = hj_scheme_find_section (scheme, id);
  const HjItem *item = hj_scheme_find_item (scheme, id);

  if (section != NULL)
    return section->short_title;
  if (item != NULL)
    return item->short_title;
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      if (g_str_equal (standard->id, id))
        return standard->clause;
    }
  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);

      if (g_str_equal (form->id, id))
        return form->title;
    }
  return "";
}

static HjNoticePart *
tell_readings (HjScheme *scheme)
{
  HjNoticePart *part = part_new (_("How This Program Reads It"));

  add_reading (part, scheme->pass.label, scheme->pass.reading);
  for (guint i = 0; i < scheme->readings->len; i++)
    {
      const HjReading *reading = g_ptr_array_index (scheme->readings, i);

      add_reading (part, name_of (scheme, reading->about), reading->text);
    }
  return part;
}

GPtrArray *
hj_notice_list (HjScheme *scheme)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  HjNoticePart *all[10];

  g_return_val_if_fail (scheme != NULL, parts);

  all[0] = tell_head (scheme);
  all[1] = tell_applicants (scheme);
  all[2] = tell_occupations (scheme);
  all[3] = tell_times (scheme);
  all[4] = tell_way (scheme);
  all[5] = tell_papers (scheme);
  all[6] = tell_plan (scheme);
  all[7] = tell_pledge (scheme);
  all[8] = tell_filing (scheme);
  all[9] = tell_readings (scheme);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i]->lines->len > 0)
        g_ptr_array_add (parts, all[i]);
      else
        part_free (all[i]);
    }
  return parts;
}

/**
 * hj_notice_list_limits:
 * @levels: ids of the levels that are applied for, comma between; each may stand there often
 *
 * "原则上" and an exemption are the panel's to weigh, so both are told and nothing is refused.
 */
GPtrArray *
hj_notice_list_limits (const HjScheme *scheme,
                       guint           n_occupations,
                       const char     *levels)
{
  GPtrArray *limits = g_ptr_array_new_with_free_func (g_free);
  const HjOccupationScope *scope = &scheme->occupations;
  g_auto (GStrv) usual = g_strsplit (scope->usual_levels, ",", -1);
  g_auto (GStrv) wanted = g_strsplit (levels, ",", -1);
  g_autoptr (GString) beyond = g_string_new (NULL);

  g_return_val_if_fail (scheme != NULL && levels != NULL, limits);

  if (scope->max_first > 0 && n_occupations > (guint) scope->max_first)
    {
      g_autofree char *bound = g_strdup_printf (_("%u applied for; the notice allows %d at first."), n_occupations,
                                                scope->max_first);

      g_ptr_array_add (limits, *scope->max_exempt != '\0'
                               ? g_strdup_printf (_("%s It doesn’t bind: %s."), bound, scope->max_exempt) : g_strdup (bound));
    }
  /* In the order of the scheme, each once. */
  for (guint i = 0; i < scope->levels->len && *scope->usual_levels != '\0'; i++)
    {
      const HjLevel *level = g_ptr_array_index (scope->levels, i);

      if (g_strv_contains ((const char *const *) wanted, level->id) && !g_strv_contains ((const char *const *) usual, level->id))
        g_string_append_printf (beyond, "%s%s", beyond->len > 0 ? "、" : "", level->label);
    }
  if (beyond->len > 0)
    {
      g_autofree char *granted = dup_levels (scheme, scope->usual_levels);

      g_ptr_array_add (limits, g_strdup_printf (_("%s applied for; in principle the notice grants: %s."), beyond->str, granted));
    }
  return limits;
}
