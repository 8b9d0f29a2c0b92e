/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "dossier-fixture.h"

char *
dossier_fresh_path (void)
{
  g_autofree char *folder = hj_test_new_folder ();

  return g_build_filename (folder, "dossier.hjd", NULL);
}

HjStore *
dossier_new (HjScheme *scheme)
{
  g_autofree char *path = dossier_fresh_path ();
  g_autoptr (GError) error = NULL;
  HjStore *store = hj_store_create (path, scheme, &error);

  g_assert_no_error (error);

  return store;
}

HjStore *
dossier_new_with_panel (HjScheme *scheme,
                        guint     n_experts)
{
  HjStore *store = dossier_new (scheme);
  g_autoptr (HjContent) content = hj_test_content (scheme, n_experts);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < content->members->len; i++)
    g_ptr_array_add (commands, hj_command_new_member (g_ptr_array_index (content->members, i)));
  hj_store_apply (store, "", "panel", commands, &error);
  g_assert_no_error (error);

  return store;
}

char *
dossier_new_published (HjScheme *scheme)
{
  g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 2);
  char *path = dossier_fresh_path ();
  g_autoptr (GError) error = NULL;

  g_assert_true (dossier_record (store, "1.1.1", 0, 0, HJ_VERDICT_MET, &error));
  g_assert_true (dossier_record (store, "2.1.1", 0, 0, HJ_VERDICT_MISSING, &error));
  g_assert_true (dossier_record (store, "2.1.1", 1, 1, HJ_VERDICT_MET, &error));
  hj_store_export (store, path, "tester", NULL, NULL, &error);
  g_assert_no_error (error);

  return path;
}

HjContent *
dossier_load (HjStore  *store,
              HjScheme *scheme)
{
  g_autoptr (GError) error = NULL;
  HjContent *content = hj_store_load (store, scheme, &error);

  g_assert_no_error (error);

  return content;
}

char *
dossier_digest (HjStore  *store,
                HjScheme *scheme)
{
  g_autoptr (HjContent) content = dossier_load (store, scheme);

  return g_strdup (content->digest);
}

gboolean
dossier_record (HjStore     *store,
                const char  *criterion,
                guint        author,
                guint        expert,
                HjVerdict    verdict,
                GError     **error)
{
  g_autoptr (HjFinding) finding = hj_finding_new (criterion, hj_test_expert (expert));
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  finding->verdict = verdict;
  if (verdict == HJ_VERDICT_PROBLEM || verdict == HJ_VERDICT_DEFICIENT)
    hj_str_set (&finding->reason, "查见问题");
  g_ptr_array_add (commands, hj_command_new_finding (finding));

  return hj_store_apply (store, hj_test_expert (author), criterion, commands, error);
}

static char *
random_text (void)
{
  static const char * const words[] = {
    "", "制度", "喆堃", "𠮷", "\"quoted\"", "it's", "a\nb", "%s", "？！", "0", "Ωmega", "  ", "杭州市某某培训学校",
  };
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 6);

  for (int i = 0; i < n; i++)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);

  return g_strdup (text->str);
}

static void
randomize (char **field)
{
  g_free (*field);
  *field = random_text ();
}

static int
random_int (void)
{
  static const int edges[] = { 0, 1, -1, G_MAXINT, G_MININT + 1, 7, 100000 };

  return edges[g_test_rand_int_range (0, G_N_ELEMENTS (edges))];
}

static HjDay
random_day (void)
{
  return g_test_rand_bit () ? HJ_DAY_NONE : g_test_rand_int_range (-40000, 40000);
}

static const char *
random_occupation (HjContent *content)
{
  guint place = (guint) g_test_rand_int_range (0, (int) content->occupations->len + 1);

  return place == content->occupations->len ? ""
       : ((HjOccupation *) g_ptr_array_index (content->occupations, place))->id;
}

HjFinding *
dossier_random_finding (HjContent  *content,
                        const char *criterion,
                        const char *expert)
{
  HjFinding *finding = hj_finding_new (criterion, expert);
  int n_deductions = g_test_rand_int_range (0, 4);

  finding->verdict = (HjVerdict) g_test_rand_int_range (0, HJ_N_VERDICTS);
  randomize (&finding->reason);
  randomize (&finding->method);
  hj_str_set (&finding->occupation, random_occupation (content));
  randomize (&finding->note);
  randomize (&finding->tier);
  randomize (&finding->evidence);
  finding->quantity = random_int ();
  finding->has_award = g_test_rand_bit ();
  finding->award = finding->has_award ? random_int () : 0;
  for (int i = 0; i < n_deductions; i++)
    {
      HjDeduction *deduction = hj_finding_add_deduction (finding, random_int ());

      randomize (&deduction->aspect);
      randomize (&deduction->reason);
      randomize (&deduction->method);
      hj_str_set (&deduction->occupation, random_occupation (content));
    }
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *aspect = g_strdup_printf ("%s.%d", criterion, g_test_rand_int_range (0, 9));
      g_autofree char *remark = random_text ();

      hj_finding_set_mark (finding, aspect, (HjMark) g_test_rand_int_range (0, 4), remark);
    }

  return finding;
}

static void
add_random_panel (HjContent *content)
{
  for (int i = g_test_rand_int_range (1, 5); i > 0; i--)
    {
      g_autofree char *name = random_text ();
      HjMember *member = hj_member_new (name);

      randomize (&member->unit);
      randomize (&member->title);
      randomize (&member->recusal);
      member->lead = g_test_rand_bit ();
      member->recused = g_test_rand_bit ();
      member->joined = random_day ();
      member->position = (int) content->members->len;
      g_ptr_array_add (content->members, member);
    }
}

static void
add_random_findings (HjContent *content)
{
  static const char * const criteria[] = { "1.1.1", "1.2.1", "2.1.3", "3.1.1", "5.1.2", "unknown" };

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      g_autoptr (HjNote) note = hj_note_new (member->id, "1.1", "");

      randomize (&note->text);
      if (*note->text != '\0')
        g_ptr_array_add (content->notes, g_steal_pointer (&note));
      for (guint c = 0; c < G_N_ELEMENTS (criteria); c++)
        {
          g_autoptr (HjFinding) finding = dossier_random_finding (content, criteria[c], member->id);

          if (!hj_finding_is_empty (finding))
            g_ptr_array_add (content->findings, g_steal_pointer (&finding));
        }
    }
}

/* A value in canonical form, or "". */
static char *
random_value (const HjRecordField *field)
{
  guint n_choices = 0;

  if (g_test_rand_int_range (0, 4) == 0)
    return g_strdup ("");

  switch (field->kind)
    {
    case HJ_VALUE_INTEGER:
      return g_strdup_printf ("%d", random_int ());
    case HJ_VALUE_DECIMAL:
      return g_strdup_printf (g_test_rand_bit () ? "%d" : g_test_rand_bit () ? "%d.5" : "%d.25", random_int ());
    case HJ_VALUE_FLAG:
      return g_strdup (g_test_rand_bit () ? "yes" : "no");
    case HJ_VALUE_DAY:
      return g_strdup (g_test_rand_bit () ? "2020-02-29" : g_test_rand_bit () ? "1999-12" : "1987");
    case HJ_VALUE_CHOICE:
      while (field->choices[n_choices].id != NULL)
        n_choices++;
      return g_strdup (field->choices[g_test_rand_int_range (0, (int) n_choices)].id);
    case HJ_VALUE_TEXT:
    case HJ_VALUE_PROSE:
    case HJ_VALUE_ID_NUMBER:
    case HJ_VALUE_CREDIT_CODE:
    case HJ_VALUE_PHONE:
    case HJ_VALUE_MAIL:
    case HJ_VALUE_POSTCODE:
    case HJ_VALUE_OCCUPATION_CODE:
    case HJ_VALUE_LEVELS:
    case HJ_VALUE_OCCUPATION:
    case HJ_VALUE_REGION:
    default:
      return random_text ();
    }
}

HjRecord *
dossier_random_record (HjRecordKind  kind,
                       const char   *id)
{
  const HjRecordTable *table = hj_record_table (kind);
  HjRecord *record = hj_record_new (kind, id);

  if (kind != HJ_RECORD_APPLICANT && kind != HJ_RECORD_MATERIAL)
    record->position = g_test_rand_int_range (1, 1000);
  for (guint i = 0; i < table->n_fields; i++)
    {
      g_autofree char *value = random_value (&table->fields[i]);

      hj_record_set_at (record, i, value);
    }

  return record;
}

static void
add_random_records (HjContent *content)
{
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      GPtrArray *rows = g_ptr_array_new ();

      if (kind == HJ_RECORD_APPLICANT)
        g_ptr_array_add (rows, dossier_random_record (kind, "applicant"));
      else if (kind == HJ_RECORD_MATERIAL)
        for (guint i = 0; i < content->scheme->materials->len; i++)
          g_ptr_array_add (rows, dossier_random_record (kind, ((HjMaterial *) content->scheme->materials->pdata[i])->id));
      else
        for (int i = g_test_rand_int_range (0, 4); i > 0; i--)
          g_ptr_array_add (rows, dossier_random_record (kind, NULL));
      hj_content_set_records (content, hj_records_new (kind, rows));
    }
}

/* What the panel says about standards; there must be a panel. */
static void
add_random_panel_acts (HjContent *content)
{
  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      HjDecision *decision = hj_decision_new ("staff.archives", i % 2 == 0 ? "" : "some/4", member->id);

      decision->kind = g_test_rand_bit () ? HJ_DECISION_ACCEPTED : HJ_DECISION_DISMISSED;
      hj_str_set (&decision->reason, "已现场补齐");
      randomize (&decision->criterion);
      randomize (&decision->deduction);
      randomize (&decision->gap);
      g_ptr_array_add (content->decisions, decision);
    }
  if (g_test_rand_bit ())
    {
      HjRelaxation *relaxation = hj_relaxation_new ("standard.area", "", "");

      randomize (&relaxation->bonus_case);
      hj_str_set (&relaxation->reason, "竞赛承办单位");
      g_ptr_array_add (content->relaxations, relaxation);
    }
  content->conclusion.result = (HjResult) g_test_rand_int_range (0, 4);
  randomize (&content->conclusion.reasons);
  content->conclusion.day = random_day ();
}

HjContent *
dossier_random_content (HjScheme *scheme)
{
  HjContent *content = hj_content_new (scheme);

  content->visit.from = random_day ();
  content->visit.to = random_day ();
  randomize (&content->visit.place);
  randomize (&content->visit.methods);
  add_random_records (content);
  add_random_panel (content);
  add_random_findings (content);
  add_random_panel_acts (content);

  return content;
}

GPtrArray *
dossier_commands_for (HjContent *content)
{
  GPtrArray *commands = hj_command_list_new ();

  g_ptr_array_add (commands, hj_command_new_visit (&content->visit));
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    for (guint i = 0; i < content->records[kind]->rows->len; i++)
      g_ptr_array_add (commands, hj_command_new_record (content->records[kind]->rows->pdata[i]));
  for (guint i = 0; i < content->members->len; i++)
    g_ptr_array_add (commands, hj_command_new_member (g_ptr_array_index (content->members, i)));
  for (guint i = 0; i < content->findings->len; i++)
    g_ptr_array_add (commands, hj_command_new_finding (g_ptr_array_index (content->findings, i)));
  for (guint i = 0; i < content->notes->len; i++)
    g_ptr_array_add (commands, hj_command_new_note (g_ptr_array_index (content->notes, i)));
  for (guint i = 0; i < content->decisions->len; i++)
    g_ptr_array_add (commands, hj_command_new_decision (g_ptr_array_index (content->decisions, i)));
  for (guint i = 0; i < content->relaxations->len; i++)
    g_ptr_array_add (commands, hj_command_new_relaxation (g_ptr_array_index (content->relaxations, i)));
  g_ptr_array_add (commands, hj_command_new_conclusion (&content->conclusion));

  return commands;
}

static void
assert_same_panel (HjContent *expected,
                   HjContent *actual)
{
  g_assert_cmpuint (actual->members->len, ==, expected->members->len);
  for (guint i = 0; i < expected->members->len; i++)
    {
      const HjMember *x = g_ptr_array_index (expected->members, i);
      const HjMember *y = g_ptr_array_index (actual->members, i);

      g_assert_cmpstr (x->id, ==, y->id);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpstr (x->unit, ==, y->unit);
      g_assert_cmpstr (x->title, ==, y->title);
      g_assert_cmpint (x->lead, ==, y->lead);
      g_assert_cmpint (x->recused, ==, y->recused);
      g_assert_cmpstr (x->recusal, ==, y->recusal);
      g_assert_cmpint (x->joined, ==, y->joined);
      g_assert_cmpint (x->position, ==, y->position);
    }
}

static void
assert_same_applicant (HjContent *expected,
                       HjContent *actual)
{
  const HjApplicant *x = &expected->applicant;
  const HjApplicant *y = &actual->applicant;

  g_assert_cmpstr (x->name, ==, y->name);
  g_assert_cmpstr (x->credit_code, ==, y->credit_code);
  g_assert_cmpstr (x->department, ==, y->department);
  g_assert_cmpstr (x->type, ==, y->type);
  g_assert_cmpstr (x->address, ==, y->address);
  g_assert_cmpstr (x->postcode, ==, y->postcode);
  g_assert_cmpstr (x->contact, ==, y->contact);
  g_assert_cmpstr (x->phone, ==, y->phone);
  g_assert_cmpint (expected->visit.from, ==, actual->visit.from);
  g_assert_cmpint (expected->visit.to, ==, actual->visit.to);
  g_assert_cmpstr (expected->visit.place, ==, actual->visit.place);
  g_assert_cmpstr (expected->visit.methods, ==, actual->visit.methods);
}

static void
assert_same_occupations (HjContent *expected,
                         HjContent *actual)
{
  g_assert_cmpuint (actual->occupations->len, ==, expected->occupations->len);
  for (guint i = 0; i < expected->occupations->len; i++)
    {
      const HjOccupation *x = g_ptr_array_index (expected->occupations, i);
      const HjOccupation *y = g_ptr_array_index (actual->occupations, i);

      g_assert_cmpstr (x->id, ==, y->id);
      g_assert_cmpstr (x->code, ==, y->code);
      g_assert_cmpstr (x->edition, ==, y->edition);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpstr (x->trade, ==, y->trade);
      g_assert_cmpstr (x->levels, ==, y->levels);
    }
}

static void
assert_same_materials (HjContent *expected,
                       HjContent *actual)
{
  g_assert_cmpuint (actual->materials->len, ==, expected->materials->len);
  for (guint i = 0; i < expected->materials->len; i++)
    {
      const HjMaterialReceipt *x = g_ptr_array_index (expected->materials, i);
      const HjMaterialReceipt *y = g_ptr_array_index (actual->materials, i);

      g_assert_cmpstr (x->material, ==, y->material);
      g_assert_cmpint (x->answered, ==, y->answered);
      g_assert_cmpint (x->received, ==, y->received);
      g_assert_cmpint (x->copies, ==, y->copies);
      g_assert_cmpstr (x->remark, ==, y->remark);
    }
}

static void
assert_same_findings (HjContent *expected,
                      HjContent *actual)
{
  g_assert_cmpuint (actual->findings->len, ==, expected->findings->len);
  for (guint i = 0; i < expected->findings->len; i++)
    {
      const HjFinding *x = g_ptr_array_index (expected->findings, i);
      const HjFinding *y = hj_content_find_finding (actual, x->criterion, x->expert);

      g_assert_nonnull (y);
      g_assert_true (hj_finding_equal (x, y));
      g_assert_cmpint (y->changed, >, 0);
    }
}

static void
assert_same_records (HjContent *expected,
                     HjContent *actual)
{
  for (guint kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      GPtrArray *x = expected->records[kind]->rows;
      GPtrArray *y = actual->records[kind]->rows;

      g_assert_cmpuint (x->len, ==, y->len);
      for (guint i = 0; i < x->len; i++)
        {
          const HjRecordTable *table = hj_record_table (kind);
          const HjRecord *one = x->pdata[i];
          const HjRecord *other = y->pdata[i];

          g_assert_cmpstr (one->id, ==, other->id);
          g_assert_cmpint (one->position, ==, other->position);
          for (guint f = 0; f < table->n_fields; f++)
            g_assert_cmpstr (one->values[f], ==, other->values[f]);
          g_assert_true (hj_record_equal (one, other));
          g_assert_true (hj_content_find_record (actual, kind, one->id) == other);
        }
    }
}

static void
assert_same_acts (HjContent *expected,
                  HjContent *actual)
{
  g_assert_cmpuint (expected->decisions->len, ==, actual->decisions->len);
  for (guint i = 0; i < expected->decisions->len; i++)
    {
      const HjDecision *x = g_ptr_array_index (expected->decisions, i);
      const HjDecision *y = hj_content_find_decision (actual, x->check, x->subject, x->expert);

      g_assert_nonnull (y);
      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpstr (x->reason, ==, y->reason);
      g_assert_cmpstr (x->criterion, ==, y->criterion);
      g_assert_cmpstr (x->deduction, ==, y->deduction);
      g_assert_cmpstr (x->gap, ==, y->gap);
    }
  g_assert_cmpuint (expected->relaxations->len, ==, actual->relaxations->len);
  for (guint i = 0; i < expected->relaxations->len; i++)
    {
      const HjRelaxation *x = g_ptr_array_index (expected->relaxations, i);
      const HjRelaxation *y = hj_content_find_relaxation (actual, x->standard, x->subject);

      g_assert_nonnull (y);
      g_assert_cmpstr (x->expert, ==, y->expert);
      g_assert_cmpstr (x->bonus_case, ==, y->bonus_case);
      g_assert_cmpstr (x->reason, ==, y->reason);
    }
  g_assert_cmpint (expected->conclusion.result, ==, actual->conclusion.result);
  g_assert_cmpstr (expected->conclusion.reasons, ==, actual->conclusion.reasons);
  g_assert_cmpstr (expected->conclusion.expert, ==, actual->conclusion.expert);
  g_assert_cmpint (expected->conclusion.day, ==, actual->conclusion.day);
}

void
dossier_assert_same (HjContent *expected,
                     HjContent *actual)
{
  assert_same_applicant (expected, actual);
  assert_same_records (expected, actual);
  assert_same_acts (expected, actual);
  assert_same_occupations (expected, actual);
  assert_same_materials (expected, actual);
  assert_same_panel (expected, actual);
  assert_same_findings (expected, actual);

  g_assert_cmpuint (actual->notes->len, ==, expected->notes->len);
  for (guint i = 0; i < expected->notes->len; i++)
    {
      const HjNote *x = g_ptr_array_index (expected->notes, i);
      const HjNote *y = hj_content_find_note (actual, x->id);

      g_assert_nonnull (y);
      g_assert_cmpstr (x->expert, ==, y->expert);
      g_assert_cmpstr (x->about, ==, y->about);
      g_assert_cmpstr (x->text, ==, y->text);
    }
}
