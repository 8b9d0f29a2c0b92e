/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "xml-content.h"

static const char * const nasty[] = {
  "<", ">", "&", "&amp;", "\"", "'", "\n", "\r", "\r\n", "\t", " ", "  ", "　", "]]>", "<!--", "-->", "<?x?>", "&#10;",
  "_x0001_", "_x005F_", "_x005f_", "_x0041_", "_", "_x", "\x01", "\x0b", "\x1f", "\x7f", "\xc2\x85", "\xe2\x80\xa8",
  "\xef\xbf\xbe", "\xef\xbf\xbf", "\xef\xbf\xbd", "\xef\xbb\xbf", "𠮷", "𡃁", "䶮", "👷🏽‍♀️", "😀", "张三", "职业（工种）",
  "五级/初级工", "=1+1", "x", "3.5", "{}", "e\xcc\x81",
};

char *
hj_random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint parts = (guint) g_rand_int_range (rand, 1, 7);

  for (guint i = 0; i < parts; i++)
    g_string_append (text, nasty[g_rand_int_range (rand, 0, G_N_ELEMENTS (nasty))]);

  return g_string_free (text, FALSE);
}

static void
random_text_into (GRand  *rand,
                  char  **field)
{
  g_free (*field);
  *field = g_rand_boolean (rand) ? hj_random_text (rand) : g_strdup ("");
}

static char *
random_id (GRand *rand)
{
  GString *id = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (id, "%08x", g_rand_int (rand));

  return g_string_free (id, FALSE);
}

static gint64
random_time (GRand *rand)
{
  return g_rand_int_range (rand, 0, 3) == 0 ? 0 : G_GINT64_CONSTANT (1767225600000000) + (gint64) g_rand_int (rand) * 1000 + 7;
}

static HjDay
random_day (GRand *rand)
{
  return g_rand_boolean (rand) ? HJ_DAY_NONE : g_rand_int_range (rand, 0, 40000);
}

char *
hj_random_value (GRand               *rand,
                 const HjRecordField *field)
{
  static const char * const days[] = { "2020-05-14", "2020-05", "1999", "2028-02-29" };
  static const char * const integers[] = { "0", "12", "100000", "-3" };
  static const char * const decimals[] = { "30", "30.5", "0.25", "-1.5", "0" };
  static const char * const levels[] = { "5,4,3", "1", "5,1", "2,1" };
  guint n_choices = 0;

  if (g_rand_int_range (rand, 0, 4) == 0)
    return g_strdup ("");
  switch (field->kind)
    {
    case HJ_VALUE_DAY:
      return g_strdup (days[g_rand_int_range (rand, 0, G_N_ELEMENTS (days))]);

    case HJ_VALUE_INTEGER:
      return g_strdup (integers[g_rand_int_range (rand, 0, G_N_ELEMENTS (integers))]);

    case HJ_VALUE_DECIMAL:
      return g_strdup (decimals[g_rand_int_range (rand, 0, G_N_ELEMENTS (decimals))]);

    case HJ_VALUE_FLAG:
      return g_strdup (g_rand_boolean (rand) ? "yes" : "no");

    case HJ_VALUE_CHOICE:
      while (field->choices[n_choices].id != NULL)
        n_choices++;
      return g_strdup (field->choices[g_rand_int_range (rand, 0, (gint32) n_choices)].id);

    case HJ_VALUE_LEVELS:
      return g_strdup (levels[g_rand_int_range (rand, 0, G_N_ELEMENTS (levels))]);

    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return hj_random_text (rand);
    }
}

static void
add_records (HjContent    *content,
             HjRecordKind  kind,
             GRand        *rand,
             guint         rows)
{
  const HjRecordTable *table = hj_record_table (kind);
  GPtrArray *list = g_ptr_array_new ();
  guint n = table->single ? 1 : (guint) g_rand_int_range (rand, 0, (gint32) rows + 1);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = table->single ? g_strdup (table->id) : random_id (rand);
      HjRecord *record = hj_record_new (kind, id);

      record->position = table->single ? 0 : g_rand_int_range (rand, -3, 5) * 1024;
      for (guint j = 0; j < table->n_fields; j++)
        {
          g_autofree char *value = hj_random_value (rand, &table->fields[j]);

          hj_record_set (record, table->fields[j].id, value);
        }
      g_ptr_array_add (list, record);
    }
  hj_content_set_records (content, hj_records_new (kind, list));
}

static void
add_members (HjContent *content,
             GRand     *rand)
{
  guint n = (guint) g_rand_int_range (rand, 1, 5);

  for (guint i = 0; i < n; i++)
    {
      HjMember *member = hj_member_new ("");

      g_free (member->id);
      member->id = random_id (rand);
      member->position = (int) i;
      member->lead = i == 0;
      member->recused = g_rand_boolean (rand);
      member->joined = random_day (rand);
      random_text_into (rand, &member->name);
      random_text_into (rand, &member->unit);
      random_text_into (rand, &member->title);
      random_text_into (rand, &member->recusal);
      g_ptr_array_add (content->members, member);
    }
}

static const char *
random_expert (const HjContent *content,
               GRand           *rand)
{
  const HjMember *member = content->members->pdata[g_rand_int_range (rand, 0, (gint32) content->members->len)];

  return member->id;
}

static void
fill_finding (HjFinding *finding,
              GRand     *rand)
{
  guint parts = (guint) g_rand_int_range (rand, 0, 4);

  finding->verdict = (HjVerdict) g_rand_int_range (rand, 0, HJ_N_VERDICTS);
  finding->quantity = g_rand_int_range (rand, 0, 5);
  finding->has_award = g_rand_boolean (rand);
  finding->award = finding->has_award ? g_rand_int_range (rand, 0, 2001) : 0;
  finding->changed = random_time (rand);
  random_text_into (rand, &finding->reason);
  random_text_into (rand, &finding->method);
  random_text_into (rand, &finding->occupation);
  random_text_into (rand, &finding->note);
  random_text_into (rand, &finding->tier);
  g_free (finding->evidence);
  finding->evidence = hj_random_text (rand);
  for (guint i = 0; i < parts; i++)
    {
      HjDeduction *deduction = hj_finding_add_deduction (finding, g_rand_int_range (rand, 0, 3000));
      g_autofree char *aspect = hj_random_text (rand);
      g_autofree char *remark = hj_random_text (rand);

      g_free (deduction->id);
      deduction->id = random_id (rand);
      random_text_into (rand, &deduction->aspect);
      random_text_into (rand, &deduction->reason);
      random_text_into (rand, &deduction->method);
      random_text_into (rand, &deduction->occupation);
      hj_finding_set_mark (finding, aspect, (HjMark) g_rand_int_range (rand, 0, 4), remark);
    }
}

static void
add_findings (HjContent *content,
              GRand     *rand)
{
  static const char * const criteria[] = { "1.1.1", "2.1.3", "2.1.7", "3.1.1", "unknown <&> \"id\"" };

  for (guint i = 0; i < G_N_ELEMENTS (criteria); i++)
    for (guint j = 0; j < content->members->len; j++)
      if (g_rand_boolean (rand))
        {
          HjFinding *finding = hj_finding_new (criteria[i], ((HjMember *) content->members->pdata[j])->id);

          fill_finding (finding, rand);
          g_ptr_array_add (content->findings, finding);
        }
}

static void
add_notes (HjContent *content,
           GRand     *rand)
{
  guint n = (guint) g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = hj_random_text (rand);
      HjNote *note = hj_note_new (g_rand_boolean (rand) ? random_expert (content, rand) : "", "visit", text);

      g_free (note->id);
      note->id = random_id (rand);
      note->changed = 1000 + i;
      g_ptr_array_add (content->notes, note);
    }
}

/* The keys are told apart by their number; sorted as a content holds them. */
static void
add_decisions (HjContent *content,
               GRand     *rand)
{
  guint n = (guint) g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("check.%u", i);
      g_autofree char *reason = hj_random_text (rand);
      HjDecision *decision = hj_decision_new (key, i % 2 == 0 ? "" : "x/5", random_expert (content, rand));
      HjRelaxation *relaxation = hj_relaxation_new (key, "", random_expert (content, rand));

      decision->kind = g_rand_boolean (rand) ? HJ_DECISION_ACCEPTED : HJ_DECISION_DISMISSED;
      decision->changed = random_time (rand);
      /* Whoever dismisses owes a word. */
      g_free (decision->reason);
      decision->reason = hj_random_text (rand);
      random_text_into (rand, &decision->criterion);
      random_text_into (rand, &decision->deduction);
      random_text_into (rand, &decision->gap);
      hj_str_set (&relaxation->reason, reason);
      random_text_into (rand, &relaxation->bonus_case);
      relaxation->changed = random_time (rand);
      g_ptr_array_add (content->decisions, decision);
      g_ptr_array_add (content->relaxations, relaxation);
    }
}

HjContent *
hj_random_content (HjScheme *scheme,
                   guint32   seed,
                   guint     rows)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  HjContent *content = hj_content_new (scheme);

  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    add_records (content, (HjRecordKind) i, rand, rows);
  content->visit.from = random_day (rand);
  content->visit.to = random_day (rand);
  random_text_into (rand, &content->visit.place);
  hj_str_set (&content->visit.methods, g_rand_boolean (rand) ? "m1,m2" : "");
  add_members (content, rand);
  add_findings (content, rand);
  add_notes (content, rand);
  add_decisions (content, rand);
  content->conclusion.result = (HjResult) g_rand_int_range (rand, 0, 4);
  content->conclusion.day = random_day (rand);
  random_text_into (rand, &content->conclusion.reasons);
  hj_str_set (&content->conclusion.expert, g_rand_boolean (rand) ? random_expert (content, rand) : "");

  return content;
}

static void
assert_same_records (const HjContent *a,
                     const HjContent *b)
{
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    {
      const GPtrArray *one = a->records[i]->rows;
      const GPtrArray *other = b->records[i]->rows;

      g_assert_cmpuint (one->len, ==, other->len);
      for (guint j = 0; j < one->len; j++)
        g_assert_true (hj_record_equal (one->pdata[j], other->pdata[j]));
    }
}

static void
assert_same_members (const HjContent *a,
                     const HjContent *b)
{
  g_assert_cmpuint (a->members->len, ==, b->members->len);
  for (guint i = 0; i < a->members->len; i++)
    {
      const HjMember *one = a->members->pdata[i];
      const HjMember *other = b->members->pdata[i];

      g_assert_cmpstr (one->id, ==, other->id);
      g_assert_cmpstr (one->name, ==, other->name);
      g_assert_cmpstr (one->unit, ==, other->unit);
      g_assert_cmpstr (one->title, ==, other->title);
      g_assert_cmpstr (one->recusal, ==, other->recusal);
      g_assert_cmpint (one->lead, ==, other->lead);
      g_assert_cmpint (one->recused, ==, other->recused);
      g_assert_cmpint (one->joined, ==, other->joined);
      g_assert_cmpint (one->position, ==, other->position);
    }
}

static void
assert_same_words (const HjContent *a,
                   const HjContent *b)
{
  g_assert_cmpuint (a->notes->len, ==, b->notes->len);
  for (guint i = 0; i < a->notes->len; i++)
    {
      const HjNote *one = a->notes->pdata[i];
      const HjNote *other = b->notes->pdata[i];

      g_assert_cmpstr (one->id, ==, other->id);
      g_assert_cmpstr (one->expert, ==, other->expert);
      g_assert_cmpstr (one->about, ==, other->about);
      g_assert_cmpstr (one->text, ==, other->text);
      g_assert_cmpint (one->changed, ==, other->changed);
    }
  g_assert_cmpuint (a->relaxations->len, ==, b->relaxations->len);
  for (guint i = 0; i < a->relaxations->len; i++)
    {
      const HjRelaxation *one = a->relaxations->pdata[i];
      const HjRelaxation *other = b->relaxations->pdata[i];

      g_assert_cmpstr (one->standard, ==, other->standard);
      g_assert_cmpstr (one->expert, ==, other->expert);
      g_assert_cmpstr (one->bonus_case, ==, other->bonus_case);
      g_assert_cmpstr (one->reason, ==, other->reason);
      g_assert_cmpint (one->changed, ==, other->changed);
    }
}

static void
assert_same_decisions (const HjContent *a,
                       const HjContent *b)
{
  g_assert_cmpuint (a->decisions->len, ==, b->decisions->len);
  for (guint i = 0; i < a->decisions->len; i++)
    {
      const HjDecision *one = a->decisions->pdata[i];
      const HjDecision *other = b->decisions->pdata[i];

      g_assert_cmpstr (one->check, ==, other->check);
      g_assert_cmpstr (one->subject, ==, other->subject);
      g_assert_cmpstr (one->expert, ==, other->expert);
      g_assert_cmpint (one->kind, ==, other->kind);
      g_assert_cmpstr (one->reason, ==, other->reason);
      g_assert_cmpstr (one->criterion, ==, other->criterion);
      g_assert_cmpstr (one->deduction, ==, other->deduction);
      g_assert_cmpstr (one->gap, ==, other->gap);
      g_assert_cmpint (one->changed, ==, other->changed);
    }
}

void
hj_assert_same_content (const HjContent *a,
                        const HjContent *b)
{
  assert_same_records (a, b);
  assert_same_members (a, b);
  assert_same_words (a, b);
  assert_same_decisions (a, b);
  g_assert_cmpint (a->visit.from, ==, b->visit.from);
  g_assert_cmpint (a->visit.to, ==, b->visit.to);
  g_assert_cmpstr (a->visit.place, ==, b->visit.place);
  g_assert_cmpstr (a->visit.methods, ==, b->visit.methods);
  g_assert_cmpint (a->conclusion.result, ==, b->conclusion.result);
  g_assert_cmpint (a->conclusion.day, ==, b->conclusion.day);
  g_assert_cmpstr (a->conclusion.reasons, ==, b->conclusion.reasons);
  g_assert_cmpstr (a->conclusion.expert, ==, b->conclusion.expert);
  g_assert_cmpuint (a->findings->len, ==, b->findings->len);
  for (guint i = 0; i < a->findings->len; i++)
    {
      const HjFinding *one = a->findings->pdata[i];
      const HjFinding *other = hj_content_find_finding (b, one->criterion, one->expert);

      g_assert_nonnull (other);
      g_assert_true (hj_finding_equal (one, other));
      g_assert_cmpint (one->changed, ==, other->changed);
    }
  g_assert_cmpstr (a->applicant.name, ==, b->applicant.name);
  g_assert_cmpuint (a->occupations->len, ==, b->occupations->len);
}
