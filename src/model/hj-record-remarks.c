/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-identity.h"
#include "hj-value.h"

/* The age below which nobody has worked, for years of work that a life doesn't hold. */
#define FIRST_WORK 15

/* What all rows are compared with, made once. */
typedef struct {
  const HjContent *content;
  HjDay            day;
  GHashTable      *occupations;  /* names and trades of those applied for */
  GRegex          *code_pattern; /* the notice's own form of an occupation code; NULL: the usual one */
  GPtrArray       *remarks;
} Context;

static void
context_init (Context         *context,
              const HjContent *content,
              HjDay            day)
{
  const char *pattern = content->scheme->occupations.code_pattern;
  GPtrArray *rows = content->records[HJ_RECORD_OCCUPATION]->rows;

  *context = (Context) { .content = content, .day = day };
  context->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_remark_free);
  context->occupations = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      const HjRecord *occupation = g_ptr_array_index (rows, i);

      g_hash_table_add (context->occupations, (gpointer) hj_record_get (occupation, "name"));
      g_hash_table_add (context->occupations, (gpointer) hj_record_get (occupation, "trade"));
    }
  if (pattern != NULL && *pattern != '\0')
    context->code_pattern = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
}

static GPtrArray *
context_finish (Context *context)
{
  g_hash_table_unref (context->occupations);
  g_clear_pointer (&context->code_pattern, g_regex_unref);
  return context->remarks;
}

static void
remark (Context        *context,
        HjRemarkWeight  weight,
        const HjRecord *record,
        const char     *field,
        const char     *text)
{
  HjRemark *made = g_new0 (HjRemark, 1);

  made->weight = weight;
  made->kind = record->kind;
  made->id = g_strdup (record->id);
  made->field = g_strdup (field);
  made->text = g_strdup (text);
  g_ptr_array_add (context->remarks, made);
}

/* The value of a field that not every table has. */
static const char *
get (const HjRecord *record,
     const char     *field)
{
  int index = hj_record_table_index (hj_record_table (record->kind), field);

  return index < 0 ? "" : record->values[index];
}

/* Days may be known to the month or the year only: what both know is compared. Negative where @a is before @b. */
static int
compare_days (const char *a,
              const char *b)
{
  return strncmp (a, b, MIN (strlen (a), strlen (b)));
}

static int
age_on (HjDay birth,
        HjDay day)
{
  int year, month, mday;
  int birth_year, birth_month, birth_mday;

  hj_day_split (day, &year, &month, &mday);
  hj_day_split (birth, &birth_year, &birth_month, &birth_mday);
  return year - birth_year - (month < birth_month || (month == birth_month && mday < birth_mday) ? 1 : 0);
}

/* What else the row says of a person, against the number. */
static void
compare_person (Context        *context,
                const HjRecord *record,
                const char     *number)
{
  HjDay birth = hj_id_number_get_birth (number);
  HjSex sex = hj_id_number_get_sex (number);
  g_autofree char *born = hj_day_format_iso (birth);
  const char *told_birth = get (record, "birth");
  const char *told_sex = get (record, "sex");
  const char *told_age = get (record, "age");

  if (*told_birth != '\0' && compare_days (told_birth, born) != 0)
    remark (context, HJ_REMARK_WARNING, record, "birth", _("The date of birth is not that of the ID number."));
  if (*told_sex != '\0' && strcmp (told_sex, sex == HJ_SEX_MALE ? "male" : "female") != 0)
    remark (context, HJ_REMARK_WARNING, record, "sex", _("The sex is not that of the ID number."));
  if (context->day == HJ_DAY_NONE)
    return;
  if (birth > context->day)
    remark (context, HJ_REMARK_ERROR, record, "id-number", _("The date of birth in this ID number is still to come."));
  else if (*told_age != '\0' && ABS (g_ascii_strtoll (told_age, NULL, 10) - age_on (birth, context->day)) > 1)
    remark (context, HJ_REMARK_WARNING, record, "age", _("The age is not that of the ID number."));
}

static void
check_id_number (Context        *context,
                 const HjRecord *record,
                 const char     *field,
                 const char     *number)
{
  g_autofree char *region = NULL;

  if (strlen (number) != 18)
    {
      remark (context, strspn (number, "0123456789X") == strlen (number) ? HJ_REMARK_ERROR : HJ_REMARK_WARNING, record, field,
              _("An ID number of this country has 18 digits."));
      return;
    }
  if (hj_id_number_get_birth (number) == HJ_DAY_NONE)
    {
      remark (context, HJ_REMARK_ERROR, record, field, _("The date of birth in this ID number doesn't exist."));
      return;
    }
  if (!hj_id_number_is_valid (number))
    {
      remark (context, HJ_REMARK_ERROR, record, field, _("The check digit of this ID number is wrong: one of its digits was mistyped."));
      return;
    }
  region = hj_region_dup_name (number);
  if (region == NULL)
    remark (context, HJ_REMARK_WARNING, record, field, _("The region of this ID number is not in today's list; boundaries have changed."));
  compare_person (context, record, number);
}

/* The class that a body's own words name; UNKNOWN where they name none. */
static HjBodyClass
class_of_words (const char *words)
{
  static const struct { const char *word; HjBodyClass class; } classes[] = {
    { "non-profit", HJ_BODY_NON_PROFIT }, { "民办非企业", HJ_BODY_NON_PROFIT }, { "民非", HJ_BODY_NON_PROFIT },
    { "institution", HJ_BODY_INSTITUTION }, { "事业单位", HJ_BODY_INSTITUTION },
    { "association", HJ_BODY_ASSOCIATION }, { "社会团体", HJ_BODY_ASSOCIATION }, { "协会", HJ_BODY_ASSOCIATION },
    { "学会", HJ_BODY_ASSOCIATION },
    { "enterprise", HJ_BODY_ENTERPRISE }, { "企业", HJ_BODY_ENTERPRISE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strstr (words, classes[i].word) != NULL)
      return classes[i].class;
  return HJ_BODY_UNKNOWN;
}

static void
check_credit_code (Context        *context,
                   const HjRecord *record,
                   const char     *field,
                   const char     *code)
{
  HjBodyClass class = hj_credit_code_get_class (code);
  const char *formation = get (record, "formation");
  HjBodyClass told = class_of_words (*formation != '\0' ? formation : get (record, "type"));

  if (strlen (code) != 18)
    remark (context, HJ_REMARK_ERROR, record, field, _("A credit code has 18 characters."));
  else if (!hj_credit_code_is_valid (code))
    remark (context, HJ_REMARK_ERROR, record, field, _("The check digit of this credit code is wrong: one of its characters was mistyped."));
  else if (told != HJ_BODY_UNKNOWN && told != class)
    remark (context, HJ_REMARK_WARNING, record, field, _("By its credit code this body is of another type than the one given."));
}

static void
check_occupation_code (Context        *context,
                       const HjRecord *record,
                       const char     *field,
                       const char     *code)
{
  GPtrArray *listed = context->content->scheme->occupations.listed;

  if (context->code_pattern != NULL ? !g_regex_match (context->code_pattern, code, 0, NULL) : !hj_occupation_code_is_valid (code))
    {
      remark (context, HJ_REMARK_ERROR, record, field, _("This is no occupation code; one looks like 4-07-03-02."));
      return;
    }
  for (guint i = 0; i < listed->len; i++)
    {
      const HjListedOccupation *occupation = g_ptr_array_index (listed, i);
      const char *name = get (record, "name");

      if (strcmp (occupation->code, code) == 0 && *name != '\0' && strcmp (occupation->name, name) != 0)
        {
          g_autofree char *text = g_strdup_printf (_("In the notice this code is that of %s."), occupation->name);

          remark (context, HJ_REMARK_WARNING, record, field, text);
        }
    }
}

static void
check_occupations (Context        *context,
                   const HjRecord *record,
                   const char     *field,
                   const char     *value)
{
  g_auto (GStrv) names = NULL;

  if (g_hash_table_size (context->occupations) == 0)
    return;
  names = g_strsplit (value, "、", -1);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_hash_table_contains (context->occupations, names[i]))
      {
        g_autofree char *text = g_strdup_printf (_("%s is not among the occupations applied for."), names[i]);

        remark (context, HJ_REMARK_WARNING, record, field, text);
      }
}

/* Days on which something happened can't be still to come; a certificate's last day can have passed. */
static void
check_day (Context        *context,
           const HjRecord *record,
           const char     *field,
           const char     *value)
{
  static const char * const past[] = { "birth", "founded", "issued", "looked-up", "bought", "filled", NULL };
  g_autofree char *today = hj_day_format_iso (context->day);
  const char *from = get (record, "lease-from");

  if (context->day != HJ_DAY_NONE && g_strv_contains (past, field) && compare_days (value, today) > 0)
    remark (context, HJ_REMARK_WARNING, record, field, _("This day is still to come."));
  if (context->day != HJ_DAY_NONE && (strcmp (field, "certificate-until") == 0 || strcmp (field, "lease-to") == 0) &&
      compare_days (value, today) < 0)
    remark (context, HJ_REMARK_WARNING, record, field, _("This day has passed."));
  if (strcmp (field, "lease-to") == 0 && *from != '\0' && compare_days (value, from) < 0)
    remark (context, HJ_REMARK_ERROR, record, field, _("The lease ends before it begins."));
}

static double
number_of (const HjRecord *record,
           const char     *field)
{
  return g_ascii_strtod (get (record, field), NULL);
}

static gboolean
are_known (const HjRecord *record,
           const char     *a,
           const char     *b)
{
  return *get (record, a) != '\0' && *get (record, b) != '\0';
}

/* Figures of one row that can't all hold. Areas have two places at most, so half a hundredth tells them apart. */
static void
compare_figures (Context        *context,
                 const HjRecord *record)
{
  HjDay birth = hj_id_number_get_birth (get (record, "id-number"));

  if (are_known (record, "count", "passed") && number_of (record, "passed") > number_of (record, "count"))
    remark (context, HJ_REMARK_WARNING, record, "passed", _("More people passed than took part."));
  if (are_known (record, "theory-area", "practice-area") && *get (record, "total-area") != '\0' &&
      ABS (number_of (record, "theory-area") + number_of (record, "practice-area") - number_of (record, "total-area")) > 0.005)
    remark (context, HJ_REMARK_WARNING, record, "total-area", _("The total is not the sum of the two areas."));
  if (context->day != HJ_DAY_NONE && birth != HJ_DAY_NONE && *get (record, "years") != '\0' &&
      number_of (record, "years") > age_on (birth, context->day) - FIRST_WORK)
    remark (context, HJ_REMARK_WARNING, record, "years", _("So many years of work don't fit the age by the ID number."));
}

static void
check_value (Context             *context,
             const HjRecord      *record,
             const HjRecordField *field,
             const char          *value)
{
  g_autofree char *region = NULL;

  switch (field->kind)
    {
    case HJ_VALUE_ID_NUMBER:
      check_id_number (context, record, field->id, value);
      break;
    case HJ_VALUE_CREDIT_CODE:
      check_credit_code (context, record, field->id, value);
      break;
    case HJ_VALUE_OCCUPATION_CODE:
      check_occupation_code (context, record, field->id, value);
      break;
    case HJ_VALUE_OCCUPATION:
      check_occupations (context, record, field->id, value);
      break;
    case HJ_VALUE_DAY:
      check_day (context, record, field->id, value);
      break;
    case HJ_VALUE_PHONE:
      if (!hj_phone_is_valid (value))
        remark (context, HJ_REMARK_WARNING, record, field->id, _("This doesn't look like a telephone number."));
      break;
    case HJ_VALUE_MAIL:
      if (!hj_mail_is_valid (value))
        remark (context, HJ_REMARK_WARNING, record, field->id, _("This doesn't look like a mail address."));
      break;
    case HJ_VALUE_POSTCODE:
      if (!hj_postcode_is_valid (value))
        remark (context, HJ_REMARK_WARNING, record, field->id, _("A postcode has six digits."));
      break;
    case HJ_VALUE_REGION:
      region = g_ascii_isdigit (*value) ? hj_region_dup_name (value) : g_strdup (value);
      if (region == NULL)
        remark (context, HJ_REMARK_WARNING, record, field->id, _("This region code is not in today's list."));
      break;
    case HJ_VALUE_INTEGER:
    case HJ_VALUE_DECIMAL:
      if (*value == '-')
        remark (context, HJ_REMARK_WARNING, record, field->id, _("This figure is below zero."));
      break;
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_FLAG:
    case HJ_VALUE_CHOICE:
    case HJ_VALUE_LEVELS:
    default:
      break;
    }
}

static void
check_record (Context        *context,
              const HjRecord *record)
{
  const HjRecordTable *table = hj_record_table (record->kind);

  for (guint i = 0; i < table->n_fields; i++)
    if (*record->values[i] != '\0')
      check_value (context, record, &table->fields[i], record->values[i]);
  compare_figures (context, record);
}

GPtrArray *
hj_record_remarks (const HjContent *content,
                   const HjRecord  *record,
                   HjDay            day)
{
  Context context;

  g_return_val_if_fail (content != NULL && record != NULL, NULL);

  context_init (&context, content, day);
  check_record (&context, record);
  return context_finish (&context);
}

/* Of two rows with one ID number: two names are a mistake, two posts worth a word; one person who is listed
 * once for each occupation is as it should be. */
static void
compare_namesakes (Context        *context,
                   const HjRecord *record,
                   const HjRecord *other)
{
  const char *occupation = get (record, "occupation");
  const char *other_occupation = get (other, "occupation");
  g_autofree char *text = NULL;

  if (strcmp (get (record, "name"), get (other, "name")) != 0)
    {
      text = g_strdup_printf (_("%s in “%s” has the same ID number."), get (other, "name"), hj_record_table (other->kind)->label);
      remark (context, HJ_REMARK_ERROR, record, "id-number", text);
    }
  else if (record->kind != other->kind)
    {
      text = g_strdup_printf (_("The same person is listed in “%s” too."), hj_record_table (other->kind)->label);
      remark (context, HJ_REMARK_WARNING, record, "id-number", text);
    }
  else if (*occupation == '\0' || *other_occupation == '\0' || strcmp (occupation, other_occupation) == 0)
    remark (context, HJ_REMARK_WARNING, record, "id-number", _("The same person is listed twice in this table."));
}

/* The first row of each number is remembered, and told of by the second. */
static void
find_duplicates (Context *context)
{
  static const HjRecordKind people[] = { HJ_RECORD_STAFF, HJ_RECORD_EXPERT, HJ_RECORD_ASSESSOR, HJ_RECORD_INSPECTOR };
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint n = 0; n < G_N_ELEMENTS (people); n++)
    {
      GPtrArray *rows = context->content->records[people[n]]->rows;

      for (guint i = 0; i < rows->len; i++)
        {
          const HjRecord *record = g_ptr_array_index (rows, i);
          const char *number = get (record, "id-number");
          const HjRecord *other = *number != '\0' ? g_hash_table_lookup (first, number) : NULL;

          if (*number != '\0' && other == NULL)
            g_hash_table_insert (first, (gpointer) number, (gpointer) record);
          if (other == NULL)
            continue;
          compare_namesakes (context, record, other);
          if (g_hash_table_add (told, (gpointer) other))
            compare_namesakes (context, other, record);
        }
    }
}

GPtrArray *
hj_content_remarks (const HjContent *content,
                    HjDay            day)
{
  Context context;

  g_return_val_if_fail (content != NULL, NULL);

  context_init (&context, content, day);
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint i = 0; i < content->records[kind]->rows->len; i++)
      check_record (&context, g_ptr_array_index (content->records[kind]->rows, i));
  find_duplicates (&context);
  return context_finish (&context);
}
