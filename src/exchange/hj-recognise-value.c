/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-recognise-private.h"
#include "hj-value.h"

/* Digits that a spreadsheet keeps of a number. */
#define EXACT_DIGITS 15

static void
complain (GPtrArray           *troubles,
          const HjWhere       *where,
          const HjRecordField *field,
          const char          *text,
          const char          *why)
{
  g_autofree char *place = where->grid != NULL ? hj_grid_dup_place (where->grid, where->row, where->column) : NULL;
  g_autofree char *shown = g_utf8_strlen (text, -1) > 200 ? g_utf8_substring (text, 0, 200) : g_strdup (text);

  g_ptr_array_add (troubles, hj_import_trouble_new (place != NULL ? place : where->place, field->id, shown, why));
}

/* Most values begin and end with a letter or a digit, and need no look at all that could be cut off. */
static gboolean
may_be_trimmed (const char *text)
{
  gunichar first = g_utf8_get_char (text);
  gunichar last = *text != '\0' ? g_utf8_get_char (g_utf8_prev_char (text + strlen (text))) : 0;

  return first == '_' || first == 0x3000 || last == '_' || last == 0x3000 || last == ')' || last == 0xff09 || last == 0x2026;
}

/* Without spaces around, lines to write on, and what asks for a seal. */
static char *
trim (const char *text)
{
  static const char * const ends[] = { "（盖章）", "(盖章)", "（公章）", "(公章)", "（加盖单位公章）", "（签字）", "　", "_" };
  g_autofree char *trimmed = g_strdup (text);
  gboolean cut = may_be_trimmed (g_strstrip (trimmed));

  while (cut)
    {
      cut = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
        {
          gsize length = strlen (ends[i]);

          if (g_str_has_suffix (trimmed, ends[i]))
            {
              trimmed[strlen (trimmed) - length] = '\0';
              cut = TRUE;
            }
          if (i >= G_N_ELEMENTS (ends) - 2 && g_str_has_prefix (trimmed, ends[i]))
            {
              memmove (trimmed, trimmed + length, strlen (trimmed + length) + 1);
              cut = TRUE;
            }
        }
      g_strstrip (trimmed);
    }
  if (strcmp (trimmed, "…") == 0 || strcmp (trimmed, "……") == 0)
    return g_strdup ("");

  return g_steal_pointer (&trimmed);
}

/* The ticked option in place of all of them. FALSE where nothing can be taken. */
static gboolean
choose_ticked (char                **text,
               const HjRecordField  *field,
               const HjWhere        *where,
               GPtrArray            *troubles)
{
  g_auto (HjBoxes) boxes = { 0 };
  char *chosen;

  hj_boxes_parse (*text, &boxes);
  /* A lone √ in a column of yes and no is an answer; a lone empty box is none. */
  if (!boxes.boxes || (boxes.bare && boxes.ticked && field->kind == HJ_VALUE_FLAG))
    return TRUE;
  if (boxes.chosen->len == 0)
    return FALSE;
  if (boxes.chosen->len > 1 && field->kind != HJ_VALUE_LEVELS && field->kind != HJ_VALUE_OCCUPATION)
    {
      complain (troubles, where, field, *text, _("more than one is ticked"));
      return FALSE;
    }
  g_ptr_array_add (boxes.chosen, NULL);
  chosen = g_strjoinv ("、", (char **) boxes.chosen->pdata);
  g_ptr_array_remove_index (boxes.chosen, boxes.chosen->len - 1);
  g_free (*text);
  *text = chosen;

  return TRUE;
}

/* The notice's own words for what was written with other brackets or spaces. */
static void
match_option (char       **text,
              const char  *options)
{
  g_auto (GStrv) lines = g_strsplit (options, "\n", -1);
  g_autofree char *normal = hj_normalise_heading (*text);

  for (guint i = 0; lines[i] != NULL && *normal != '\0'; i++)
    {
      g_autofree char *option = hj_normalise_heading (lines[i]);

      if (strcmp (option, normal) == 0)
        {
          g_free (*text);
          *text = g_strdup (g_strstrip (lines[i]));
          return;
        }
    }
}

gboolean
hj_may_be_ticked (const HjRecordField *field,
                  const HjField       *words)
{
  return field->kind == HJ_VALUE_CHOICE || field->kind == HJ_VALUE_FLAG || field->kind == HJ_VALUE_LEVELS ||
         (words != NULL && *words->options != '\0') || strcmp (field->id, "type") == 0;
}

/* What a spreadsheet shows where it has no result; a text file made by one holds them as texts. */
static gboolean
is_error (const char *text)
{
  static const char * const errors[] = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (g_ascii_strcasecmp (errors[i], text) == 0)
      return TRUE;

  return g_str_has_prefix (text, "Err:5") && strlen (text) == strlen ("Err:502");
}

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);

  return n;
}

/* 1.53300300830012E+15: a long number as a spreadsheet writes it into a text file. */
static gboolean
is_scientific (const char *text)
{
  const char *at = text;

  if (!g_ascii_isdigit (*at++) || *at++ != '.')
    return FALSE;
  at += strspn (at, "0123456789");

  return (g_str_has_prefix (at, "E+") || g_str_has_prefix (at, "e+")) && strlen (at) == strlen ("E+15") &&
         g_ascii_isdigit (at[2]) && g_ascii_isdigit (at[3]) && g_ascii_strtoull (at + 2, NULL, 10) >= 10;
}

/* Numbers that name something: certificates, documents, people. Amounts are what a spreadsheet's numbers are for. */
static gboolean
is_amount (const HjRecordField *field)
{
  return field->kind == HJ_VALUE_INTEGER || field->kind == HJ_VALUE_DECIMAL || field->kind == HJ_VALUE_DAY;
}

/* What no word of can be believed: @sort says what the file holds. */
static gboolean
is_broken (const HjRecordField *field,
           const char          *text,
           HjCellSort           sort,
           const HjWhere       *where,
           GPtrArray           *troubles)
{
  if (sort == HJ_CELL_FORMULA)
    complain (troubles, where, field, text,
              _("the file keeps the formula without its result; open it in the spreadsheet, save it, and import it again"));
  else if (sort == HJ_CELL_ERROR || is_error (text))
    complain (troubles, where, field, text, _("the spreadsheet shows an error here"));
  else if (!is_amount (field) && ((sort == HJ_CELL_NUMBER && count_digits (text) > EXACT_DIGITS) || is_scientific (text)))
    complain (troubles, where, field, text,
              _("the spreadsheet kept it as a number and lost the digits behind the fifteenth; enter it as text"));
  else
    return FALSE;

  return TRUE;
}

/* An apostrophe says to a spreadsheet that a number is text; copied along, it is no part of it. */
static void
drop_apostrophe (const HjRecordField *field,
                 char                *text)
{
  if (text[0] == '\'' && g_ascii_isdigit (text[1]) && field->kind != HJ_VALUE_TEXT && field->kind != HJ_VALUE_PROSE)
    memmove (text, text + 1, strlen (text));
}

/* Job and title of one person in two columns of the same field. */
static void
set_value (HjRecord            *record,
           const HjRecordField *field,
           const char          *value)
{
  const char *before = hj_record_get (record, field->id);

  if (*before != '\0' && strcmp (before, value) != 0 && field->kind == HJ_VALUE_TEXT && *value != '\0' &&
      record->kind != HJ_RECORD_APPLICANT)
    {
      g_autofree char *both = g_strjoin ("、", before, value, NULL);

      hj_record_set (record, field->id, both);
    }
  else if (*value != '\0')
    hj_record_set (record, field->id, value);
}

/**
 * hj_recognise_value:
 * @words: (nullable): the notice's field, for its choices
 * @sort: what the file holds: an error and a formula without its result are told, and so is a long number
 * @where: told with what is not understood
 */
void
hj_recognise_value (const HjScheme      *scheme,
                    HjRecord            *record,
                    const HjRecordField *field,
                    const HjField       *words,
                    const char          *text,
                    HjCellSort           sort,
                    const HjWhere       *where,
                    GPtrArray           *troubles)
{
  g_autofree char *trimmed = trim (text);
  g_autofree char *canonical = NULL;
  g_autoptr (GError) error = NULL;
  const char *options = words != NULL && *words->options != '\0' ? words->options : NULL;

  if (*trimmed == '\0' || is_broken (field, trimmed, sort, where, troubles))
    return;
  if (hj_may_be_ticked (field, words) && !choose_ticked (&trimmed, field, where, troubles))
    return;
  drop_apostrophe (field, trimmed);
  if (options != NULL)
    match_option (&trimmed, options);
  if (!hj_value_parse (scheme, field, options, trimmed, &canonical, &error))
    {
      complain (troubles, where, field, trimmed, error != NULL ? error->message : _("it was not understood"));
      return;
    }
  set_value (record, field, canonical);
}

void
hj_recognise_level (const HjScheme *scheme,
                    HjRecord       *record,
                    const HjLabel  *label,
                    const char     *text)
{
  static const char * const answers[] = { "√", "✓", "✔", "☑", "■", "是", "有", "y", "yes", "v" };
  g_autofree char *normal = hj_normalise_heading (text);
  const char *before = hj_record_get (record, label->field->id);
  g_auto (GStrv) levels = g_strsplit (before, ",", -1);
  gboolean meant = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    meant |= strcmp (answers[i], normal) == 0;
  if (meant && !g_strv_contains ((const char * const *) levels, label->level))
    {
      g_autofree char *united = *before != '\0' ? g_strjoin (",", before, label->level, NULL) : g_strdup (label->level);

      hj_record_set (record, label->field->id, united);
    }
}

/* Where a day ends and the next begins. A dash alone may also stand within a day, so it must be the only one or have
 * as many before it as behind. */
static const char *
find_middle (const char   *text,
             gsize        *length)
{
  static const char * const words[] = { "至", "到", "～", "~", "—", "–", "－" };
  guint n = 0, seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (text, words[i]);

      *length = strlen (words[i]);
      if (found != NULL && strstr (found + *length, words[i]) == NULL)
        return found;
    }
  *length = 1;
  for (const char *at = text; *at != '\0'; at++)
    n += *at == '-';
  for (const char *at = text; *at != '\0' && n % 2 == 1; at++)
    {
      seen += *at == '-';
      if (seen == n / 2 + 1)
        return at;
    }

  return NULL;
}

void
hj_recognise_range (const HjScheme *scheme,
                    HjRecord       *record,
                    const HjLabel  *label,
                    const char     *text,
                    HjCellSort      sort,
                    const HjWhere  *where,
                    GPtrArray      *troubles)
{
  gsize length;
  const char *middle = find_middle (text, &length);
  g_autofree char *from = middle != NULL ? g_strndup (text, (gsize) (middle - text)) : NULL;

  if (middle == NULL && strspn (text, "/-\\_ ") == strlen (text))
    return;
  if (middle == NULL)
    {
      complain (troubles, where, label->field, text,
                _("not a beginning and an end, for example 2020年1月1日至2025年12月31日"));
      return;
    }
  hj_recognise_value (scheme, record, label->field, NULL, from, sort, where, troubles);
  hj_recognise_value (scheme, record, label->field + 1, NULL, middle + length, sort, where, troubles);
}

/* "purpose=practice": what the rows of this table have in common, where they don't say otherwise. */
void
hj_recognise_with (HjRecord   *record,
                   const char *with)
{
  g_auto (GStrv) parts = g_strsplit (with, "=", 2);

  if (g_strv_length (parts) == 2 && hj_record_table_field (hj_record_table (record->kind), parts[0]) != NULL &&
      *hj_record_get (record, parts[0]) == '\0')
    hj_record_set (record, parts[0], parts[1]);
}
