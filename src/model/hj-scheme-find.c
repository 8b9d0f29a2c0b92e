/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include "hj-scheme.h"

HjSection *
hj_scheme_find_section (HjScheme   *scheme,
                        const char *id)
{
  g_return_val_if_fail (scheme != NULL, NULL);

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      HjSection *section = g_ptr_array_index (scheme->sections, i);

      if (g_strcmp0 (section->id, id) == 0)
        return section;
    }
  return NULL;
}

HjItem *
hj_scheme_find_item (HjScheme   *scheme,
                     const char *id)
{
  g_return_val_if_fail (scheme != NULL, NULL);

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          HjItem *item = g_ptr_array_index (section->items, j);

          if (g_strcmp0 (item->id, id) == 0)
            return item;
        }
    }
  return NULL;
}

static HjCriterion *
find_in_item (HjItem     *item,
              const char *id)
{
  for (guint i = 0; i < item->criteria->len; i++)
    {
      HjCriterion *criterion = g_ptr_array_index (item->criteria, i);

      if (g_strcmp0 (criterion->id, id) == 0)
        return criterion;
    }
  return NULL;
}

HjCriterion *
hj_scheme_find_criterion (HjScheme   *scheme,
                          const char *id)
{
  g_return_val_if_fail (scheme != NULL, NULL);

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        {
          HjCriterion *criterion = find_in_item (g_ptr_array_index (section->items, j), id);

          if (criterion != NULL)
            return criterion;
        }
    }
  return NULL;
}

static gboolean
list_has (const char *list,
          const char *id)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", -1);

  return g_strv_contains ((const char *const *) ids, id);
}

/**
 * hj_scheme_asks_type:
 * @types: ids of applicant types, comma between; "" for all
 * @type: the applicant's kind in the scheme's words, "" if unknown
 *
 * Whether what is meant for @types is asked of such an applicant. One whose
 * kind is not known is asked everything: nothing is left out by a guess.
 */
gboolean
hj_scheme_asks_type (const HjScheme *scheme,
                     const char     *types,
                     const char     *type)
{
  g_return_val_if_fail (scheme != NULL && types != NULL && type != NULL, TRUE);

  if (*types == '\0')
    return TRUE;
  for (guint i = 0; i < scheme->applicant_types->len; i++)
    {
      const HjApplicantType *known = g_ptr_array_index (scheme->applicant_types, i);

      if (g_str_equal (known->label, type))
        return list_has (types, known->id);
    }
  return TRUE;
}

gboolean
hj_scheme_takes_on (const HjScheme *scheme,
                    HjDay           day)
{
  int year, month, day_of_month;

  g_return_val_if_fail (scheme != NULL && day != HJ_DAY_NONE, FALSE);

  if ((scheme->taken_since != HJ_DAY_NONE && day < scheme->taken_since) ||
      (scheme->taken_until != HJ_DAY_NONE && day > scheme->taken_until))
    return FALSE;
  hj_day_split (day, &year, &month, &day_of_month);
  for (guint i = 0; i < scheme->intakes->len; i++)
    {
      const HjIntake *intake = g_ptr_array_index (scheme->intakes, i);
      int at = month * 100 + day_of_month;

      if (at >= intake->from_month * 100 + intake->from_day && at <= intake->to_month * 100 + intake->to_day)
        return TRUE;
    }
  return scheme->intakes->len == 0;
}

HjAspect *
hj_criterion_find_aspect (const HjCriterion *criterion,
                          const char        *id)
{
  g_return_val_if_fail (criterion != NULL, NULL);

  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      if (g_strcmp0 (aspect->id, id) == 0)
        return aspect;
    }
  return NULL;
}

/**
 * hj_scheme_method_label:
 *
 * Returns: the notice's word for the method; @id itself where the scheme has none
 */
const char *
hj_scheme_method_label (const HjScheme *scheme,
                        const char     *id)
{
  g_return_val_if_fail (scheme != NULL, id);

  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      if (g_strcmp0 (method->id, id) == 0)
        return method->label;
    }
  return id;
}

const char *
hj_scheme_level_label (const HjScheme *scheme,
                       const char     *id)
{
  g_return_val_if_fail (scheme != NULL, id);

  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      if (g_strcmp0 (level->id, id) == 0)
        return level->label;
    }
  return id;
}

static const char *
find_term (const GPtrArray *terms,
           const char      *key)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const HjTerm *term = g_ptr_array_index (terms, i);

      if (g_strcmp0 (term->key, key) == 0)
        return term->value;
    }
  return NULL;
}

const char *
hj_scheme_term (const HjScheme *scheme,
                const char     *key,
                const char     *fallback)
{
  const char *value;

  g_return_val_if_fail (scheme != NULL, fallback);

  value = find_term (scheme->terms, key);
  return value != NULL ? value : fallback;
}

const char *
hj_scheme_text (const HjScheme *scheme,
                const char     *key)
{
  const char *value;

  g_return_val_if_fail (scheme != NULL, "");

  value = find_term (scheme->texts, key);
  return value != NULL ? value : "";
}

/**
 * hj_scheme_section_counts:
 *
 * Whether the section is summed into the base total (domain.md 1: the bonus
 * never helps the line). Without a pass line every section but the bonus is.
 */
gboolean
hj_scheme_section_counts (const HjScheme *scheme,
                          const char     *section_id)
{
  g_return_val_if_fail (scheme != NULL, FALSE);

  for (guint i = 0; scheme->pass.present && i < scheme->pass.sections->len; i++)
    if (g_strcmp0 (g_ptr_array_index (scheme->pass.sections, i), section_id) == 0)
      return TRUE;
  for (guint i = 0; !scheme->pass.present && i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      if (g_strcmp0 (section->id, section_id) == 0)
        return !section->bonus;
    }
  return FALSE;
}

HjPoints
hj_scheme_full_points (const HjScheme *scheme)
{
  HjPoints sum = 0;

  g_return_val_if_fail (scheme != NULL, 0);

  for (guint i = 0; scheme->kind == HJ_SCHEME_POINTS && i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      if (section->has_points && hj_scheme_section_counts (scheme, section->id))
        sum += section->points;
    }
  return sum;
}

/**
 * hj_pass_line_reached:
 * @base: the exact base total
 *
 * Whether the total reaches the line: at or above it where 以上 includes its own
 * figure (民法典 1259), above it otherwise. Compared exactly, never as displayed.
 */
gboolean
hj_pass_line_reached (const HjPassLine *pass,
                      HjAmount          base)
{
  int order;

  g_return_val_if_fail (pass != NULL, FALSE);

  order = hj_amount_compare (base, hj_amount_from_points (pass->line));
  return pass->inclusive ? order >= 0 : order > 0;
}
