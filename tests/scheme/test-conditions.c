/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-notice.h"
#include "hj-scheme-file.h"
#include "hj-test.h"

/* The three schemes without points against passages of their notices (passages/ID.txt): every
 * official string of the scheme stands in the notice word for word, and every condition of the
 * notice stands in the rubric. What the program adds itself is named here, so that nothing else
 * passes for official. */

typedef struct {
  const char *id;
  const char *notice;
  const char *number;
  const char *authority;
  const char *own_texts;   /* keys of texts that the program wrote */
  gboolean    own_forms;   /* the notice has no form: its arrangement is ours */
  guint       n_criteria, n_materials, n_pledges, n_types, n_steps;
} Wanted;

static const Wanted schemes[] = {
  { "jilin-2022", "关于持续开展社会培训评价组织职业技能等级认定机构征集工作的通知", "吉人社函〔2022〕78号",
    "吉林省人力资源和社会保障厅", "publicity.objection receipt.title", TRUE, 31, 9, 0, 4, 15 },
  { "shandong-2020", "山东省人力资源和社会保障厅关于开展社会培训评价组织职业技能等级认定试点工作的通知", "鲁人社字〔2020〕50号",
    "山东省人力资源和社会保障厅", "publicity.objection receipt.title", FALSE, 27, 6, 3, 5, 11 },
  { "cettic-2020", "关于做好部门行业职业技能等级认定试点工作的通知", "中就培函〔2020〕41号",
    "中国就业培训技术指导中心、人力资源社会保障部职业技能鉴定中心", "standards.title publicity.objection receipt.title", TRUE, 31,
    6, 0, 3, 10 },
};

static HjScheme *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  HjScheme *scheme = hj_scheme_load (id, &error);

  g_assert_no_error (error);
  return scheme;
}

static GPtrArray *
read_passages (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "passages", name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *passages = g_ptr_array_new_with_free_func (g_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && *lines[i] != '#')
      g_ptr_array_add (passages, g_strdup (lines[i]));
  g_assert_cmpuint (passages->len, >, 10);
  return passages;
}

static char *
join_passages (GPtrArray *passages)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < passages->len; i++)
    {
      const char *line = g_ptr_array_index (passages, i);

      g_string_append (all, g_str_has_prefix (line, "* ") ? line + 2 : line);
    }
  return g_string_free (all, FALSE);
}

static void
assert_official (const char *all,
                 const char *where,
                 const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *plain = g_strjoinv ("", words);

  if (strstr (all, plain) == NULL)
    g_error ("%s: the notice does not say “%s”", where, text);
}

static GPtrArray *
collect_criteria (HjScheme *scheme)
{
  GPtrArray *criteria = g_ptr_array_new ();

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        g_ptr_array_extend (criteria, ((const HjItem *) g_ptr_array_index (section->items, j))->criteria, NULL, NULL);
    }
  return criteria;
}

static void
test_head (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GPtrArray) criteria = collect_criteria (scheme);

  g_assert_cmpstr (scheme->id, ==, wanted->id);
  g_assert_cmpstr (scheme->notice, ==, wanted->notice);
  g_assert_cmpstr (scheme->document_number, ==, wanted->number);
  g_assert_cmpstr (scheme->authority, ==, wanted->authority);
  g_assert_cmpint (scheme->kind, ==, HJ_SCHEME_CONDITIONS);
  g_assert_false (scheme->pass.present);
  g_assert_cmpint (hj_scheme_full_points (scheme), ==, 0);
  g_assert_cmpuint (criteria->len, ==, wanted->n_criteria);
  g_assert_cmpuint (scheme->materials->len, ==, wanted->n_materials);
  g_assert_cmpuint (scheme->pledges->len, ==, wanted->n_pledges);
  g_assert_cmpuint (scheme->applicant_types->len, ==, wanted->n_types);
  g_assert_cmpuint (scheme->steps->len, ==, wanted->n_steps);
  g_assert_cmpuint (scheme->readings->len, >=, 10);
}

/* A title with a sheet title of its own is the program's: the notice gives that clause no heading. */
static void
test_rubric_is_official (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GPtrArray) passages = read_passages (wanted->id);
  g_autofree char *all = join_passages (passages);

  assert_official (all, "notice", scheme->notice);
  assert_official (all, "number", scheme->document_number);
  assert_official (all, "scope", scheme->occupations.text);
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      assert_official (all, section->id, section->title);
      for (guint j = 0; j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          assert_official (all, item->id, item->sheet_title);
          g_assert_true (item->rule.kind == HJ_RULE_CONDITION || item->rule.kind == HJ_RULE_VETO);
          g_assert_cmpuint (item->methods->len, >, 0);
          for (guint k = 0; k < item->criteria->len; k++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);

              assert_official (all, criterion->id, criterion->text);
              g_assert_cmpuint (criterion->phrases->len + item->phrases->len, >, 0);
            }
        }
    }
}

static void
cut_out (GString    *line,
         const char *text)
{
  g_string_replace (line, text, "", 0);
}

static int
longer_first (gconstpointer a,
              gconstpointer b)
{
  const HjCriterion *const *x = a;
  const HjCriterion *const *y = b;

  return (int) strlen ((*y)->text) - (int) strlen ((*x)->text);
}

/* What is left of a passage when its criteria are cut out is numbers, marks and joining words. */
static void
test_every_condition_is_asked (gconstpointer data)
{
  static const char *const joints[] = { "相关规章制度包括但不限于", "其中：", "并" };
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GPtrArray) passages = read_passages (wanted->id);
  g_autoptr (GPtrArray) criteria = collect_criteria (scheme);
  g_autoptr (GRegex) rest = g_regex_new ("^(（[一二三四五六]）|（[1-9]）|[1-9]\\.|[，。；：、])*$", 0, 0, NULL);
  guint n = 0;

  g_ptr_array_sort (criteria, longer_first);
  for (guint i = 0; i < passages->len; i++)
    {
      const char *passage = g_ptr_array_index (passages, i);
      g_autoptr (GString) line = g_string_new (g_str_has_prefix (passage, "* ") ? passage + 2 : "");

      if (line->len == 0)
        continue;
      for (guint j = 0; j < criteria->len; j++)
        cut_out (line, ((const HjCriterion *) g_ptr_array_index (criteria, j))->text);
      for (guint j = 0; j < G_N_ELEMENTS (joints); j++)
        cut_out (line, joints[j]);
      for (guint j = 0; j < criteria->len; j++)
        cut_out (line, ((const HjCriterion *) g_ptr_array_index (criteria, j))->item->title);
      if (!g_regex_match (rest, line->str, 0, NULL))
        g_error ("nobody asks for “%s” of “%s”", line->str, passage);
      n++;
    }
  g_assert_cmpuint (n, >, 5);
}

static void
test_around_is_official (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GPtrArray) passages = read_passages (wanted->id);
  g_autofree char *all = join_passages (passages);
  g_auto (GStrv) own = g_strsplit (wanted->own_texts, " ", -1);

  for (guint i = 0; i < scheme->applicant_types->len; i++)
    assert_official (all, "applicant type", ((const HjApplicantType *) g_ptr_array_index (scheme->applicant_types, i))->note);
  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);

      assert_official (all, standard->id, standard->text);
      g_assert_cmpstr (standard->clause, !=, "");
    }
  for (guint i = 0; i < scheme->materials->len; i++)
    assert_official (all, "material", ((const HjMaterial *) g_ptr_array_index (scheme->materials, i))->text);
  for (guint i = 0; i < scheme->pledges->len; i++)
    assert_official (all, "pledge", ((const HjPledge *) g_ptr_array_index (scheme->pledges, i))->text);
  for (guint i = 0; i < scheme->steps->len; i++)
    assert_official (all, "step", ((const HjStep *) g_ptr_array_index (scheme->steps, i))->text);
  for (guint i = 0; i < scheme->texts->len; i++)
    {
      const HjTerm *text = g_ptr_array_index (scheme->texts, i);

      if (!g_strv_contains ((const char *const *) own, text->key))
        assert_official (all, text->key, text->value);
    }
}

/* Only Shandong's notice has its table; the label of the plan's summary is ours there. */
static void
test_form_is_official (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GPtrArray) passages = read_passages (wanted->id);
  g_autofree char *all = join_passages (passages);

  for (guint i = 0; !wanted->own_forms && i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);

      if (form->supplement)
        continue;
      assert_official (all, form->id, form->title);
      for (guint j = 0; j < form->fields->len; j++)
        {
          const HjField *field = g_ptr_array_index (form->fields, j);

          if (!field->supplement && !g_str_equal (field->id, "scheme-of-work"))
            assert_official (all, field->id, field->label);
        }
    }
}

/* Each field is one of the table its form fills, and each form is told in whose words it is. */
static void
test_fields_exist (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);

  for (guint i = 0; i < scheme->forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (scheme->forms, i);
      const HjRecordTable *table = hj_record_table (form->record);

      g_assert_cmpint (form->table, ==, !table->single);
      for (guint j = 0; j < form->fields->len; j++)
        {
          const HjField *field = g_ptr_array_index (form->fields, j);

          if (hj_record_table_field (table, field->id) == NULL)
            g_error ("%s: %s has no field %s", form->id, table->id, field->id);
        }
    }
  g_assert_cmpint (wanted->own_forms, ==, strstr (scheme->id, "shandong") == NULL);
}

/* The type that a form offers is one of the applicant types, so that what is asked of a type is found. */
static void
test_types_are_offered (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autoptr (GString) labels = g_string_new (NULL);
  const HjForm *form = g_ptr_array_index (scheme->forms, 0);
  const char *options = NULL;

  for (guint i = 0; i < scheme->applicant_types->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? "\n" : "",
                            ((const HjApplicantType *) g_ptr_array_index (scheme->applicant_types, i))->label);
  for (guint i = 0; i < form->fields->len; i++)
    if (g_str_equal (((const HjField *) g_ptr_array_index (form->fields, i))->id, "type"))
      options = ((const HjField *) g_ptr_array_index (form->fields, i))->options;
  g_assert_cmpstr (options, ==, labels->str);
}

static void
test_no_conversion_damage (gconstpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (HjScheme) scheme = load (wanted->id);
  g_autofree char *text = g_strndup (g_bytes_get_data (scheme->bytes, NULL), g_bytes_get_size (scheme->bytes));
  g_autoptr (GRegex) damage = g_regex_new ("[\\p{Han}、。，；：（）] +[\\p{Han}0-9、。，；：（）]|\\p{Han}[,;:()]|[,;:()]\\p{Han}|[0-9] +\\p{Han}",
                                           0, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      /* How the program cites a clause, its short names, spaced heads and its own comment. */
      gboolean own = strstr (lines[i], "short-title") || strstr (lines[i], "sheet-content") || strstr (lines[i], "clause=") ||
                     strstr (lines[i], "附件 ") || strstr (lines[i], " 等照录") || strstr (lines[i], " 是") || strstr (lines[i], " 的编排") ||
                     strstr (lines[i], " 的标题") || strstr (lines[i], "test=") || strstr (lines[i], "rows=");

      if (!own && g_regex_match (damage, lines[i], 0, NULL))
        g_error ("%s line %u: %s", wanted->id, i + 1, lines[i]);
    }
}

static const HjStep *
step_at (const HjScheme *scheme,
         guint           i)
{
  return g_ptr_array_index (scheme->steps, i);
}

static guint
find_step (const HjScheme *scheme,
           HjStepKind      kind,
           guint           from)
{
  for (guint i = from; i < scheme->steps->len; i++)
    if (step_at (scheme, i)->kind == kind)
      return i;
  g_error ("no such step");
}

static void
test_jilin (void)
{
  static const struct { int year, month, day; gboolean taken; } days[] = {
    { 2023, 3, 14, FALSE }, { 2023, 3, 15, TRUE }, { 2023, 3, 30, TRUE }, { 2023, 3, 31, FALSE },
    { 2024, 7, 14, FALSE }, { 2024, 7, 15, TRUE }, { 2024, 7, 30, TRUE }, { 2024, 7, 31, FALSE },
    { 2025, 10, 14, FALSE }, { 2025, 10, 15, TRUE }, { 2025, 10, 30, TRUE }, { 2025, 10, 31, FALSE },
    { 2025, 1, 1, FALSE }, { 2025, 12, 31, FALSE },
  };
  g_autoptr (HjScheme) scheme = load ("jilin-2022");
  guint review = find_step (scheme, HJ_STEP_REVIEW, 0);
  guint again = find_step (scheme, HJ_STEP_REVIEW, review + 1);

  g_assert_cmpint (scheme->issued, ==, hj_day_new (2022, 6, 17));
  g_assert_cmpuint (scheme->intakes->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpint (hj_scheme_takes_on (scheme, hj_day_new (days[i].year, days[i].month, days[i].day)), ==, days[i].taken);
  /* The province looks at a city's case before acceptance and again before publicity. */
  g_assert_cmpuint (review, <, find_step (scheme, HJ_STEP_ACCEPTANCE, 0));
  g_assert_cmpuint (again, >, find_step (scheme, HJ_STEP_CONCLUSION, 0));
  g_assert_cmpuint (again, <, find_step (scheme, HJ_STEP_PUBLICITY, 0));
  g_assert_true (step_at (scheme, review)->optional && step_at (scheme, again)->optional);
  /* What was to be put right is accepted after the receipt. */
  g_assert_cmpuint (find_step (scheme, HJ_STEP_RECTIFICATION, 0), >, find_step (scheme, HJ_STEP_RECEIPT, 0));
  g_assert_cmpint (scheme->filing.days, ==, 5);
  g_assert_true (scheme->filing.working && scheme->filing.at_least);
  g_assert_cmpint (scheme->filing.valid_years, ==, 3);
  g_assert_cmpstr (scheme->filing.issuer, ==, "吉林省人力资源和社会保障厅");
  g_assert_cmpint (hj_scheme_find_item (scheme, "1.2")->rule.kind, ==, HJ_RULE_VETO);
  g_assert_cmpint (hj_scheme_find_item (scheme, "1.3")->rule.kind, ==, HJ_RULE_VETO);
  g_assert_cmpuint (scheme->methods->len, ==, 7);
}

static void
test_shandong (void)
{
  static const char *const plan[] = { "plan.1", "plan.2", "plan.3", "plan.4", "plan.5", "plan.6", "plan.7" };
  g_autoptr (HjScheme) scheme = load ("shandong-2020");

  g_assert_cmpint (scheme->issued, ==, hj_day_new (2020, 5, 14));
  g_assert_cmpstr (scheme->occupations.usual_levels, ==, "5,4,3");
  g_assert_cmpuint (scheme->occupations.levels->len, ==, 5);
  g_assert_cmpint (scheme->occupations.max_first, ==, 3);
  g_assert_cmpint (scheme->occupations.max_more, ==, 0);
  g_assert_cmpint (scheme->occupations.bodies_min, ==, 2);
  g_assert_cmpint (scheme->occupations.bodies_max, ==, 8);
  g_assert_cmpint (scheme->filing.days, ==, 0);
  g_assert_cmpint (scheme->filing.valid_years, ==, 0);
  g_assert_cmpint (scheme->filing.valid_until, ==, HJ_DAY_NONE);
  g_assert_cmpuint (find_step (scheme, HJ_STEP_CODING, 0), <, find_step (scheme, HJ_STEP_RECEIPT, 0));
  g_assert_true (hj_scheme_takes_on (scheme, hj_day_new (2020, 6, 1)));
  for (guint i = 0; i < G_N_ELEMENTS (plan); i++)
    g_assert_cmpstr (hj_scheme_text (scheme, plan[i]), !=, "");
  g_assert_cmpstr (scheme->pledge_title, ==, "六、诚信承诺");
}

static void
test_cettic (void)
{
  g_autoptr (HjScheme) scheme = load ("cettic-2020");

  g_assert_cmpint (scheme->issued, ==, hj_day_new (2020, 9, 24));
  g_assert_cmpuint (hj_scheme_find_item (scheme, "5.1")->criteria->len, ==, 12);
  g_assert_cmpint (scheme->occupations.bodies_min, ==, 2);
  /* The branches are filed where they are before they are made public on the platform. */
  g_assert_cmpuint (find_step (scheme, HJ_STEP_RECEIPT, 0), <, find_step (scheme, HJ_STEP_PUBLICITY, 0));
  g_assert_cmpint (scheme->filing.days, ==, 0);
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);
      gboolean first = g_str_has_prefix (material->id, "material.d");

      g_assert_cmpint (hj_scheme_asks_type (scheme, material->types, "政府有关部门推荐的社会培训评价组织"), ==, first);
      g_assert_cmpint (hj_scheme_asks_type (scheme, material->types, "综合类行业组织（协会）"), ==, !first);
      g_assert_cmpint (hj_scheme_asks_type (scheme, material->types, "专业性行业组织（协会）"), ==, !first);
      g_assert_true (hj_scheme_asks_type (scheme, material->types, ""));
      g_assert_true (hj_scheme_asks_type (scheme, material->types, "别的单位"));
    }
}

static void
assert_told (GPtrArray  *parts,
             const char *id,
             const char *text,
             gboolean    own)
{
  for (guint i = 0; i < parts->len && *text != '\0'; i++)
    {
      const HjNoticePart *part = g_ptr_array_index (parts, i);

      for (guint j = 0; j < part->lines->len; j++)
        {
          const HjNoticeLine *line = g_ptr_array_index (part->lines, j);

          if (line->own == own && strstr (line->text, text) != NULL)
            return;
        }
    }
  if (*text != '\0')
    g_error ("%s: nobody is told “%s”", id, text);
}

/* What a scheme says stands somewhere to be read, and the program's own is marked so. */
static void
test_told (gconstpointer data)
{
  const char *id = data;
  g_autoptr (HjScheme) scheme = load (id);
  g_autoptr (GPtrArray) parts = hj_notice_list (scheme);

  assert_told (parts, id, scheme->notice, FALSE);
  assert_told (parts, id, scheme->document_number, FALSE);
  assert_told (parts, id, scheme->authority, FALSE);
  assert_told (parts, id, scheme->borrowed, FALSE);
  assert_told (parts, id, scheme->occupations.text, FALSE);
  assert_told (parts, id, scheme->pledge_closing, FALSE);
  assert_told (parts, id, scheme->filing.issuer, FALSE);
  assert_told (parts, id, scheme->filing.evaluator, FALSE);
  for (guint i = 0; i < scheme->applicant_types->len; i++)
    assert_told (parts, id, ((HjApplicantType *) g_ptr_array_index (scheme->applicant_types, i))->note, FALSE);
  for (guint i = 0; i < scheme->occupations.listed->len; i++)
    assert_told (parts, id, ((HjListedOccupation *) g_ptr_array_index (scheme->occupations.listed, i))->name, FALSE);
  for (guint i = 0; i < scheme->steps->len; i++)
    {
      const HjStep *step = g_ptr_array_index (scheme->steps, i);

      assert_told (parts, id, *step->text != '\0' ? step->text : step->label, *step->text == '\0');
    }
  for (guint i = 0; i < scheme->materials->len; i++)
    assert_told (parts, id, ((HjMaterial *) g_ptr_array_index (scheme->materials, i))->text, FALSE);
  for (guint i = 0; i < scheme->pledges->len; i++)
    assert_told (parts, id, ((HjPledge *) g_ptr_array_index (scheme->pledges, i))->text, FALSE);
  for (guint i = 0; i < scheme->readings->len; i++)
    assert_told (parts, id, ((HjReading *) g_ptr_array_index (scheme->readings, i))->text, TRUE);
  for (guint i = 0; i < scheme->texts->len; i++)
    {
      const HjTerm *text = g_ptr_array_index (scheme->texts, i);

      if (g_str_has_prefix (text->key, "plan.") && !g_str_equal (text->key, "plan.title"))
        assert_told (parts, id, text->value, FALSE);
    }
}

/* The numbers and times of the notices, as they are read. */
static void
test_told_figures (void)
{
  static const struct { const char *id, *text; } told[] = {
    { "jilin-2022", "7月15日—7月30日" }, { "jilin-2022", "3 years" }, { "jilin-2022", "at least 5 working days" },
    { "shandong-2020", "at most 3" }, { "shandong-2020", "2–8" }, { "shandong-2020", "五级/初级工、四级/中级工、三级/高级工" },
    { "zhejiang-2020", "at most 3 at first, later at most 3 more (except: 技师学院)" }, { "zhejiang-2020", "at most 5 (except: 技师学院)" },
    { "zhejiang-2020", "2020年11月20日" }, { "zhejiang-2020", "2021年12月31日" }, { "wenzhou-2022", "2022年10月31日" },
    { "wenzhou-2022", "5 working days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (HjScheme) scheme = load (told[i].id);
      g_autoptr (GPtrArray) parts = hj_notice_list (scheme);

      assert_told (parts, told[i].id, told[i].text, FALSE);
    }
}

static void
assert_limits (const char *id,
               guint       n_occupations,
               const char *levels,
               guint       n,
               const char *word)
{
  g_autoptr (HjScheme) scheme = load (id);
  g_autoptr (GPtrArray) limits = hj_notice_list_limits (scheme, n_occupations, levels);

  g_assert_cmpuint (limits->len, ==, n);
  if (n > 0)
    g_assert_nonnull (strstr (g_ptr_array_index (limits, n - 1), word));
}

static void
test_limits (void)
{
  assert_limits ("shandong-2020", 3, "5,4,3,", 0, NULL);
  assert_limits ("shandong-2020", 4, "5,4,3,", 1, "4 applied for; the notice allows 3");
  assert_limits ("shandong-2020", 3, "3,2,3,2,", 1, "二级/技师 applied for");
  assert_limits ("shandong-2020", 4, "1,", 2, "一级/高级技师 applied for");
  assert_limits ("zhejiang-2020", 4, "1,", 1, "技师学院");
  assert_limits ("jilin-2022", 40, "1,2,", 0, NULL);
}

static void
add (const char     *name,
     const Wanted   *wanted,
     GTestDataFunc   func)
{
  g_autofree char *path = g_strdup_printf ("/scheme/conditions/%s/%s", wanted->id, name);

  g_test_add_data_func (path, wanted, func);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      add ("head", &schemes[i], test_head);
      add ("rubric-is-official", &schemes[i], test_rubric_is_official);
      add ("every-condition-is-asked", &schemes[i], test_every_condition_is_asked);
      add ("around-is-official", &schemes[i], test_around_is_official);
      add ("form-is-official", &schemes[i], test_form_is_official);
      add ("fields-exist", &schemes[i], test_fields_exist);
      add ("types-are-offered", &schemes[i], test_types_are_offered);
      add ("no-conversion-damage", &schemes[i], test_no_conversion_damage);
    }
  g_test_add_func ("/scheme/conditions/jilin", test_jilin);
  g_test_add_func ("/scheme/conditions/shandong", test_shandong);
  g_test_add_func ("/scheme/conditions/cettic", test_cettic);
  g_test_add_data_func ("/scheme/told/jilin", "jilin-2022", test_told);
  g_test_add_data_func ("/scheme/told/shandong", "shandong-2020", test_told);
  g_test_add_data_func ("/scheme/told/cettic", "cettic-2020", test_told);
  g_test_add_data_func ("/scheme/told/wenzhou", "wenzhou-2022", test_told);
  g_test_add_data_func ("/scheme/told/zhejiang", "zhejiang-2020", test_told);
  g_test_add_func ("/scheme/told/figures", test_told_figures);
  g_test_add_func ("/scheme/limits", test_limits);
  return hj_test_run ();
}
