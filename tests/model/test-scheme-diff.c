/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-error.h"
#include "hj-scheme-diff.h"
#include "hj-test.h"
#include "hj-text-diff.h"

/* Runs as one text: same words as they are, [old] and {added}. */
static char *
dup_marked (GPtrArray *runs)
{
  GString *marked = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const HjRun *run = g_ptr_array_index (runs, i);

      g_string_append_printf (marked, run->kind == HJ_RUN_SAME ? "%s" : run->kind == HJ_RUN_OLD ? "[%s]" : "{%s}", run->text);
    }
  return g_string_free (marked, FALSE);
}

static void
test_text (void)
{
  static const struct { const char *before, *after, *marked; } cases[] = {
    { "", "", "" },
    { "一样", "一样", "一样" },
    { "", "新的", "{新的}" },
    { "旧的", "", "[旧的]" },
    { "场地租期5年以上", "场地租期3年以上", "场地租期[5]{3}年以上" },
    { "培训评价5000人次", "培训评价10000人次", "培训评价[5000]{10000}人次" },
    { "工作人员3人", "专职工作人员3人", "{专职}工作人员3人" },
    { "管理制度、财务制度、档案制度", "管理制度、档案制度", "管理制度、[财务制度、]档案制度" },
    { "甲的乙", "丙的丁", "[甲的乙]{丙的丁}" },
    { "全部申报材料一式三份", "网上提交材料电子文本", "[全部申报材料一式三份]{网上提交材料电子文本}" },
    { "甲乙丙丁3戊己庚辛", "子丑寅卯3辰巳午未", "[甲乙丙丁]{子丑寅卯}3[戊己庚辛]{辰巳午未}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) runs = hj_text_diff (cases[i].before, cases[i].after);
      g_autofree char *marked = dup_marked (runs);

      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

static char *
dup_side (GPtrArray *runs,
          HjRunKind  other)
{
  GString *side = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const HjRun *run = g_ptr_array_index (runs, i);

      if (run->kind != other)
        g_string_append (side, run->text);
    }
  return g_string_free (side, FALSE);
}

/* The runs hold both texts, whole, however long and unlike they are. */
static void
test_text_random (void)
{
  static const char * const pieces[] = { "工", "作", "人", "员", "。", "，", "10", "2.5", "ab", " ", "\n", "的" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < 300; n++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = g_string_new (NULL);
      g_autoptr (GPtrArray) runs = NULL;
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;
      int size = n % 60 == 0 ? 4000 : g_rand_int_range (rand, 0, 60);

      for (int i = 0; i < size; i++)
        {
          g_string_append (before, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          g_string_append (after, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        }
      runs = hj_text_diff (before->str, after->str);
      old = dup_side (runs, HJ_RUN_ADDED);
      new = dup_side (runs, HJ_RUN_OLD);
      g_assert_cmpstr (old, ==, before->str);
      g_assert_cmpstr (new, ==, after->str);
      for (guint i = 1; i < runs->len; i++)
        g_assert_cmpint (((HjRun *) g_ptr_array_index (runs, i))->kind, !=, ((HjRun *) g_ptr_array_index (runs, i - 1))->kind);
    }
}

static void
test_rule_words (void)
{
  static const struct { const char *item, *words; } cases[] = {
    { "1.1", "15分，由专家判定扣分" }, { "1.2", "15分，发现问题不得分" }, { "2.1", "10分，每少1项扣2分，扣完为止" },
  };
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *bonus = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = hj_scheme_rule_words (hj_scheme_find_item (scheme, cases[i].item));

      g_assert_true (g_str_has_prefix (words, cases[i].words));
    }
  bonus = hj_scheme_rule_words (hj_scheme_find_item (scheme, "5.1"));
  g_assert_cmpstr (bonus, ==, "每项加10至20分，以0.5分为单位，须附佐证材料");
}

static HjStandard *
add_standard (HjScheme   *scheme,
              const char *id,
              const char *text,
              double      at_least)
{
  HjStandard *standard = hj_scheme_add_standard (scheme);
  HjCheck *check = hj_standard_add_check (standard);

  hj_str_set (&standard->id, id);
  hj_str_set (&standard->text, text);
  standard->relaxable = TRUE;
  g_free (check->id);
  check->id = g_strdup_printf ("check.%s", id);
  hj_str_set (&check->title, "人数");
  hj_str_set (&check->unit, "人");
  check->has_at_least = TRUE;
  check->at_least = at_least;
  return standard;
}

static void
add_material (HjScheme   *scheme,
              const char *id,
              const char *text)
{
  HjMaterial *material = hj_scheme_add_material (scheme);

  hj_str_set (&material->id, id);
  hj_str_set (&material->text, text);
}

static HjScheme *
edition (guint n)
{
  HjScheme *scheme = hj_test_scheme ();

  g_ptr_array_set_size (scheme->standards, 0);
  g_ptr_array_set_size (scheme->materials, 0);
  add_standard (scheme, "staff", "工作人员3人", 3);
  if (n == 1)
    add_standard (scheme, "gone", "旧标准", 1);
  add_standard (scheme, "bound", "专家", n == 1 ? 20 : 10);
  add_standard (scheme, "worded", n == 1 ? "租期5年" : "租期3年", 1);
  if (n == 2)
    add_standard (scheme, "new", "新标准", 1);
  if (n == 1)
    add_material (scheme, "material.old", "旧材料");
  add_material (scheme, "material.plan", "工作方案");
  if (n == 2)
    {
      HjItem *rules = hj_scheme_find_item (scheme, "2.1");
      HjCriterion *changed = hj_scheme_find_criterion (scheme, "2.2.1");
      HjCriterion *added = hj_item_add_criterion (hj_scheme_find_item (scheme, "2.2"));

      rules->rule.step = HJ_POINTS (1);
      hj_str_set (&changed->text, "另一项制度");
      hj_str_set (&added->id, "2.2.9");
      hj_str_set (&added->text, "新增的制度");
      g_ptr_array_set_size (hj_scheme_find_item (scheme, "3.1")->criteria, 0);
    }
  return scheme;
}

static const HjSchemeChange *
find_change (const HjSchemeDiff *diff,
             HjPart              part,
             const char         *id)
{
  for (guint i = 0; i < diff->changes->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (diff->changes, i);

      if (change->part == part && strcmp (change->id, id) == 0)
        return change;
    }
  g_assert_not_reached ();
}

static guint
place_of (const HjSchemeDiff *diff,
          HjPart              part,
          const char         *id)
{
  guint index = 0;

  g_assert_true (g_ptr_array_find (diff->changes, find_change (diff, part, id), &index));
  return index;
}

static void
test_diff (void)
{
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (2);
  g_autoptr (HjSchemeDiff) diff = hj_scheme_diff_new (from, to);
  g_autoptr (HjSchemeDiff) same = hj_scheme_diff_new (from, from);
  const HjSchemeChange *change;
  g_autofree char *marked = NULL;

  g_assert_cmpuint (same->n_changed + same->n_new + same->n_gone, ==, 0);
  g_assert_cmpuint (same->n_equal, ==, same->changes->len);

  change = find_change (diff, HJ_PART_ITEM, "2.1");
  g_assert_cmpint (change->change, ==, HJ_CHANGE_CHANGED);
  g_assert_true (change->points_changed);
  g_assert_cmpuint (change->runs->len, ==, 0);
  g_assert_nonnull (strstr (change->before_rule, "扣2分"));
  g_assert_nonnull (strstr (change->after_rule, "扣1分"));

  change = find_change (diff, HJ_PART_STANDARD, "worded");
  g_assert_cmpint (change->change, ==, HJ_CHANGE_CHANGED);
  g_assert_false (change->points_changed);
  marked = dup_marked (change->runs);
  g_assert_cmpstr (marked, ==, "租期[5]{3}年");

  change = find_change (diff, HJ_PART_STANDARD, "bound");
  g_assert_cmpint (change->change, ==, HJ_CHANGE_CHANGED);
  g_assert_true (change->points_changed);
  g_assert_cmpstr (change->before_rule, ==, "人数不少于20人");
  g_assert_cmpstr (change->after_rule, ==, "人数不少于10人");

  g_assert_cmpint (find_change (diff, HJ_PART_STANDARD, "staff")->change, ==, HJ_CHANGE_EQUAL);
  g_assert_cmpint (find_change (diff, HJ_PART_STANDARD, "new")->change, ==, HJ_CHANGE_NEW);
  g_assert_cmpint (find_change (diff, HJ_PART_STANDARD, "gone")->change, ==, HJ_CHANGE_GONE);
  g_assert_cmpint (find_change (diff, HJ_PART_MATERIAL, "material.old")->change, ==, HJ_CHANGE_GONE);
  g_assert_cmpint (find_change (diff, HJ_PART_CRITERION, "2.2.9")->change, ==, HJ_CHANGE_NEW);
  g_assert_cmpint (find_change (diff, HJ_PART_CRITERION, "3.1.1")->change, ==, HJ_CHANGE_GONE);

  /* In the order of the new edition; what is gone stands behind what it stood behind. */
  g_assert_cmpuint (place_of (diff, HJ_PART_STANDARD, "gone"), ==, place_of (diff, HJ_PART_CHECK, "check.staff") + 1);
  g_assert_cmpuint (place_of (diff, HJ_PART_CRITERION, "3.1.1"), ==, place_of (diff, HJ_PART_ITEM, "3.1") + 1);
  g_assert_cmpuint (diff->n_equal + diff->n_changed + diff->n_new + diff->n_gone, ==, diff->changes->len);
}

static HjContent *
assessed (HjScheme *scheme)
{
  HjContent *content = hj_test_content (scheme, 2);
  HjDecision *decision;
  GPtrArray *materials = g_ptr_array_new ();
  const char *standards[] = { "staff", "worded", "bound" };

  hj_test_set (content, "1.2.1", 0, HJ_VERDICT_MET, NULL);       /* the same */
  hj_test_set (content, "2.1.1", 0, HJ_VERDICT_MISSING, NULL);   /* another step */
  hj_test_set (content, "2.1.1", 1, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "2.2.1", 0, HJ_VERDICT_MET, NULL);       /* other words */
  hj_test_deduct (content, "3.1.1", 0, HJ_POINTS (5), "坏了");   /* gone */
  for (guint i = 0; i < G_N_ELEMENTS (standards); i++)
    {
      g_autofree char *check = g_strdup_printf ("check.%s", standards[i]);

      decision = hj_decision_new (check, "", hj_test_expert (0));
      hj_str_set (&decision->gap, standards[i]);
      g_ptr_array_add (content->decisions, decision);
    }
  g_ptr_array_add (content->relaxations, hj_relaxation_new ("gone", "", hj_test_expert (0)));
  g_ptr_array_add (content->relaxations, hj_relaxation_new ("staff", "", hj_test_expert (0)));
  g_ptr_array_add (materials, hj_record_new (HJ_RECORD_MATERIAL, "material.old"));
  hj_record_set (g_ptr_array_index (materials, 0), "received", "yes");
  hj_records_unref (content->records[HJ_RECORD_MATERIAL]);
  content->records[HJ_RECORD_MATERIAL] = hj_records_new (HJ_RECORD_MATERIAL, materials);
  content->conclusion.result = HJ_RESULT_APPROVE;
  return content;
}

/* The entry of a criterion; one that has none fails the test. */
static const HjMoveEntry *
find_entry (const HjMovePlan *plan,
            const char       *criterion)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (plan->entries, i);

      if (strcmp (entry->criterion, criterion) == 0)
        return entry;
    }
  g_error ("There is no entry for %s.", criterion);
}

static guint
count_commands (GPtrArray     *commands,
                HjCommandKind  kind,
                const char    *criterion)
{
  guint n = 0;

  for (guint i = 0; i < commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (commands, i);

      if (command->kind == kind && (criterion == NULL || strcmp (command->finding->criterion, criterion) == 0))
        n++;
      if (kind == HJ_COMMAND_FINDING && command->kind == kind)
        g_assert_true (hj_finding_is_empty (command->finding));
    }
  return n;
}

static void
test_move (gconstpointer data)
{
  gboolean keep = GPOINTER_TO_INT (data);
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (2);
  g_autoptr (HjContent) content = assessed (from);
  g_autoptr (HjMovePlan) plan = hj_move_plan_new (content, to);
  g_autoptr (GBytes) former = g_bytes_new_static ("<dossier/>", 10);
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (find_entry (plan, "1.2.1")->carry, ==, HJ_CARRY_KEEP);
  g_assert_cmpint (find_entry (plan, "2.1.1")->carry, ==, HJ_CARRY_ASK);
  g_assert_cmpuint (find_entry (plan, "2.1.1")->n_findings, ==, 2);
  g_assert_cmpint (find_entry (plan, "2.2.1")->carry, ==, HJ_CARRY_AGAIN);
  g_assert_cmpint (find_entry (plan, "3.1.1")->carry, ==, HJ_CARRY_DROP);
  g_assert_cmpint (find_entry (plan, "2.2.9")->carry, ==, HJ_CARRY_AGAIN);
  g_assert_cmpuint (find_entry (plan, "2.2.9")->n_findings, ==, 0);
  g_assert_cmpuint (plan->entries->len, ==, 5);
  /* The old material, two decisions, a relaxation, the conclusion. */
  g_assert_cmpuint (plan->dropped->len, ==, 5);

  g_assert_cmpuint (hj_move_plan_n_open (plan), ==, 1);
  g_assert_null (hj_move_plan_commands (plan, content, former, &error));
  g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  g_assert_false (hj_move_plan_choose (plan, "1.2.1", FALSE));
  g_assert_false (hj_move_plan_choose (plan, "9.9.9", FALSE));
  g_assert_true (hj_move_plan_choose (plan, "2.1.1", keep));
  g_assert_cmpuint (hj_move_plan_n_open (plan), ==, 0);

  g_clear_error (&error);
  commands = hj_move_plan_commands (plan, content, former, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((HjCommand *) g_ptr_array_index (commands, 0))->kind, ==, HJ_COMMAND_SCHEME);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_FINDING, "1.2.1"), ==, 0);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_FINDING, "2.1.1"), ==, keep ? 0 : 2);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_FINDING, "2.2.1"), ==, 1);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_FINDING, "3.1.1"), ==, 1);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_REMOVE_DECISION, NULL), ==, 2);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_RELAXATION, NULL), ==, 1);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_REMOVE_RECORD, NULL), ==, 1);
  g_assert_cmpuint (count_commands (commands, HJ_COMMAND_CONCLUSION, NULL), ==, 1);
}

/* What can't stand under another rule is answered again, without a question. */
static void
test_move_unfit (void)
{
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (1);
  g_autoptr (HjContent) content = hj_test_content (from, 1);
  g_autoptr (HjMovePlan) plan = NULL;

  hj_test_set (content, "2.1.1", 0, HJ_VERDICT_MISSING, NULL);
  hj_test_set (content, "2.1.2", 0, HJ_VERDICT_MET, NULL);
  hj_scheme_find_item (to, "2.1")->rule.kind = HJ_RULE_ALL_OR_NOTHING;
  plan = hj_move_plan_new (content, to);
  g_assert_cmpint (find_entry (plan, "2.1.1")->carry, ==, HJ_CARRY_AGAIN);
  g_assert_cmpint (find_entry (plan, "2.1.2")->carry, ==, HJ_CARRY_ASK);
}

/* One thing is changed after the other: none of them is told as equal. */
typedef void (*Alter) (HjScheme *scheme);

static void alter_pass (HjScheme *scheme) { scheme->pass.line = HJ_POINTS (80); }
static void alter_pass_own (HjScheme *scheme) { scheme->pass.inclusive = FALSE; }
static void alter_pass_sections (HjScheme *scheme) { g_ptr_array_remove_index (scheme->pass.sections, 0); }
static void alter_pass_gone (HjScheme *scheme) { scheme->pass.present = FALSE; }
static void alter_combine (HjScheme *scheme) { scheme->combine[HJ_RULE_COUNT] = HJ_COMBINE_MEAN; }
static void alter_trim (HjScheme *scheme) { scheme->trim_from = 9; }
static void alter_bonus (HjScheme *scheme) { hj_scheme_find_section (scheme, "2")->bonus = TRUE; }
static void alter_types (HjScheme *scheme) { hj_str_set (&hj_scheme_find_criterion (scheme, "1.1.1")->types, "school"); }
static void alter_reading (HjScheme *scheme) { hj_str_set (&hj_scheme_add_reading (scheme)->text, "读法"); }
static void alter_type (HjScheme *scheme) { hj_str_set (&hj_scheme_add_applicant_type (scheme)->label, "院校"); }
static void alter_intake (HjScheme *scheme) { hj_scheme_add_intake (scheme)->to_month = 3; }
static void alter_filing (HjScheme *scheme) { scheme->filing.days = 7; }
static void alter_scope (HjScheme *scheme) { scheme->occupations.max_first = 9; }
static void alter_level (HjScheme *scheme) { hj_str_set (&((HjLevel *) scheme->occupations.levels->pdata[0])->label, "别的"); }
static void alter_step (HjScheme *scheme) { hj_str_set (&hj_scheme_add_step (scheme)->actor, "某局"); }
static void alter_pledge (HjScheme *scheme) { hj_str_set (&scheme->pledge_closing, "如未兑现"); }
static void alter_pledge_title (HjScheme *scheme) { hj_str_set (&scheme->pledge_title, "承诺书"); }
static void alter_kind (HjScheme *scheme) { scheme->kind = HJ_SCHEME_CONDITIONS; }
static void alter_borrowed (HjScheme *scheme) { hj_str_set (&scheme->borrowed, "浙江"); }
static void alter_term (HjScheme *scheme) { hj_str_set (&hj_scheme_add_term (scheme)->value, "用语"); }
static void alter_phrase (HjScheme *scheme) { g_ptr_array_add (scheme->phrases, g_strdup ("常用语")); }

static HjCheck *
first_check (HjScheme *scheme)
{
  return g_ptr_array_index (((HjStandard *) g_ptr_array_index (scheme->standards, 0))->checks, 0);
}

static void alter_rows (HjScheme *scheme) { hj_str_set (&first_check (scheme)->rows, "/dossier/staff/person[1]"); }
static void alter_measure (HjScheme *scheme) { hj_str_set (&first_check (scheme)->measure, "sum(@area)"); }
static void alter_applies (HjScheme *scheme) { hj_str_set (&first_check (scheme)->applies, "false()"); }
static void alter_scope_of_check (HjScheme *scheme) { first_check (scheme)->scope = HJ_CHECK_LEVEL; }
static void alter_remark (HjScheme *scheme) { first_check (scheme)->remark = TRUE; }
static void alter_condition (HjScheme *scheme) { hj_str_set (&hj_check_add_condition (first_check (scheme))->test, "@x"); }
static void alter_relaxable (HjScheme *scheme) { ((HjStandard *) scheme->standards->pdata[0])->relaxable = FALSE; }
static void alter_exclusion (HjScheme *scheme) { ((HjStandard *) scheme->standards->pdata[0])->kind = HJ_STANDARD_EXCLUSION; }

static void
alter_word (HjScheme *scheme)
{
  HjWord *word = hj_vocabulary_add_word (hj_scheme_add_vocabulary (scheme));

  hj_str_set (&word->word, "大专");
}

static void
alter_form (HjScheme *scheme)
{
  HjForm *form = hj_scheme_add_form (scheme);

  form->record = HJ_RECORD_STAFF;
  hj_str_set (&hj_form_add_field (form)->options, "甲\n乙");
}

static void
test_alterations (void)
{
  static const struct { Alter alter; HjPart part; } cases[] = {
    { alter_pass, HJ_PART_PASS_LINE }, { alter_pass_own, HJ_PART_PASS_LINE }, { alter_pass_sections, HJ_PART_PASS_LINE },
    { alter_pass_gone, HJ_PART_PASS_LINE }, { alter_combine, HJ_PART_COMBINE }, { alter_trim, HJ_PART_COMBINE },
    { alter_bonus, HJ_PART_SECTION }, { alter_types, HJ_PART_CRITERION }, { alter_reading, HJ_PART_READING },
    { alter_type, HJ_PART_TYPE }, { alter_intake, HJ_PART_INTAKE }, { alter_filing, HJ_PART_FILING },
    { alter_scope, HJ_PART_SCOPE }, { alter_level, HJ_PART_LEVEL }, { alter_step, HJ_PART_STEP },
    { alter_pledge, HJ_PART_PLEDGE }, { alter_pledge_title, HJ_PART_PLEDGE }, { alter_kind, HJ_PART_NOTICE },
    { alter_borrowed, HJ_PART_NOTICE }, { alter_term, HJ_PART_TERM }, { alter_phrase, HJ_PART_PHRASES },
    { alter_rows, HJ_PART_CHECK }, { alter_measure, HJ_PART_CHECK }, { alter_applies, HJ_PART_CHECK },
    { alter_scope_of_check, HJ_PART_CHECK }, { alter_remark, HJ_PART_CHECK }, { alter_condition, HJ_PART_CHECK },
    { alter_relaxable, HJ_PART_STANDARD }, { alter_exclusion, HJ_PART_STANDARD }, { alter_word, HJ_PART_VOCABULARY },
    { alter_form, HJ_PART_FORM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HjScheme) from = edition (1);
      g_autoptr (HjScheme) to = edition (1);
      g_autoptr (HjSchemeDiff) diff = NULL;
      gboolean told = FALSE;

      cases[i].alter (to);
      diff = hj_scheme_diff_new (from, to);
      for (guint j = 0; j < diff->changes->len; j++)
        {
          const HjSchemeChange *change = g_ptr_array_index (diff->changes, j);

          if (change->change == HJ_CHANGE_EQUAL)
            continue;
          g_assert_true (change->part == cases[i].part || (cases[i].part == HJ_PART_FORM && change->part == HJ_PART_FIELD));
          told = TRUE;
          if (change->change == HJ_CHANGE_CHANGED)
            g_assert_true (change->points_changed ? strcmp (change->before_rule, change->after_rule) != 0
                                                  : strcmp (change->before, change->after) != 0);
        }
      if (!told)
        g_error ("alteration %u is told as equal", i);
    }
}

static HjCarry
carry_after (Alter alter,
             guint n_experts)
{
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (1);
  g_autoptr (HjContent) content = hj_test_content (from, 2);
  g_autoptr (HjMovePlan) plan = NULL;

  for (guint i = 0; i < n_experts; i++)
    hj_test_set (content, "2.1.1", i, HJ_VERDICT_MISSING, NULL);
  alter (to);
  plan = hj_move_plan_new (content, to);

  return find_entry (plan, "2.1.1")->carry;
}

static void
swap_texts (HjScheme *scheme)
{
  HjCriterion *one = hj_scheme_find_criterion (scheme, "2.1.1");
  HjCriterion *other = hj_scheme_find_criterion (scheme, "2.1.2");
  char *text = one->text;

  one->text = other->text;
  other->text = text;
}

static void retitle (HjScheme *scheme) { hj_str_set (&hj_scheme_find_item (scheme, "2.1")->title, "别的中项"); }
static void uncount (HjScheme *scheme) { g_ptr_array_remove_index (scheme->pass.sections, 1); }

/* Nothing of a hostile edition is carried over in silence: what a figure comes from is asked about. */
static void
test_move_hostile (void)
{
  g_assert_cmpint (carry_after (swap_texts, 1), ==, HJ_CARRY_AGAIN);
  g_assert_cmpint (carry_after (retitle, 1), ==, HJ_CARRY_ASK);
  g_assert_cmpint (carry_after (uncount, 1), ==, HJ_CARRY_ASK);
  g_assert_cmpint (carry_after (alter_bonus, 1), ==, HJ_CARRY_ASK);
  g_assert_cmpint (carry_after (alter_pass, 1), ==, HJ_CARRY_KEEP);
  /* Of one expert's finding the same figure comes however several would be put together. */
  g_assert_cmpint (carry_after (alter_combine, 1), ==, HJ_CARRY_KEEP);
  g_assert_cmpint (carry_after (alter_combine, 2), ==, HJ_CARRY_ASK);
}

static HjScheme *
tiered (void)
{
  HjScheme *scheme = hj_test_scheme_of (HJ_RULE_TIERS, 1);
  HjRule *rule = &hj_scheme_find_item (scheme, "1.1")->rule;
  const char *ids[] = { "good", "fair" };

  g_ptr_array_set_size (rule->tiers, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      HjTier *tier = hj_rule_add_tier (rule);

      hj_str_set (&tier->id, ids[i]);
      hj_str_set (&tier->label, i == 0 ? "良好" : "一般");
      tier->points = HJ_POINTS (10 - 5 * i);
    }
  return scheme;
}

/* A tier's id means its place and words: exchanged ids are not a kept answer. */
static void
test_move_tiers (void)
{
  g_autoptr (HjScheme) from = tiered ();
  g_autoptr (HjScheme) swapped = tiered ();
  g_autoptr (HjScheme) worded = tiered ();
  g_autoptr (HjContent) content = hj_test_content (from, 1);
  GPtrArray *tiers = hj_scheme_find_item (swapped, "1.1")->rule.tiers;
  HjTier *first = g_ptr_array_index (tiers, 0);
  HjTier *second = g_ptr_array_index (tiers, 1);
  HjFinding *finding = hj_test_set (content, "1.1.1", 0, HJ_VERDICT_MET, NULL);
  g_autoptr (HjMovePlan) plan = NULL;
  g_autoptr (HjMovePlan) other = NULL;
  g_autofree char *id = g_strdup (first->id);

  hj_str_set (&finding->tier, id);
  hj_str_set (&first->id, second->id);
  hj_str_set (&second->id, id);
  plan = hj_move_plan_new (content, swapped);
  g_assert_cmpint (find_entry (plan, "1.1.1")->carry, ==, HJ_CARRY_AGAIN);
  g_assert_cmpuint (plan->diff->n_changed, >, 0);

  hj_str_set (&((HjTier *) g_ptr_array_index (hj_scheme_find_item (worded, "1.1")->rule.tiers, 0))->label, "另一档");
  other = hj_move_plan_new (content, worded);
  g_assert_cmpint (find_entry (other, "1.1.1")->carry, ==, HJ_CARRY_ASK);
}

/* Another machine check under the same words and bounds: what was decided about the old one's gap is told and left. */
static void
test_move_check (void)
{
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (1);
  g_autoptr (HjContent) content = hj_test_content (from, 1);
  g_autoptr (HjMovePlan) plan = NULL;
  HjDecision *decision = hj_decision_new ("check.staff", "", hj_test_expert (0));

  hj_str_set (&decision->gap, "缺1人");
  g_ptr_array_add (content->decisions, decision);
  g_ptr_array_add (content->relaxations, hj_relaxation_new ("staff", "", hj_test_expert (0)));
  alter_rows (to);
  alter_pass (to);
  plan = hj_move_plan_new (content, to);
  g_assert_cmpuint (plan->dropped->len, ==, 2);
  g_assert_cmpuint (plan->told->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (plan->told, 0), "90分"));
  g_assert_nonnull (strstr (g_ptr_array_index (plan->told, 0), "80分"));
}

/* Tables that the other edition doesn't ask for are kept, and that is said. */
static void
test_move_forms (void)
{
  g_autoptr (HjScheme) from = edition (1);
  g_autoptr (HjScheme) to = edition (1);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (HjMovePlan) plan = NULL;
  GPtrArray *staff = g_ptr_array_new ();

  alter_form (from);
  content = hj_test_content (from, 1);
  g_ptr_array_add (staff, hj_record_new (HJ_RECORD_STAFF, "person"));
  hj_record_set (g_ptr_array_index (staff, 0), "name", "张三");
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, staff));
  plan = hj_move_plan_new (content, to);
  g_assert_cmpuint (plan->told->len, ==, 1);
  g_assert_cmpuint (plan->dropped->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/scheme-diff/text", test_text);
  g_test_add_func ("/scheme-diff/text/random", test_text_random);
  g_test_add_func ("/scheme-diff/rule-words", test_rule_words);
  g_test_add_func ("/scheme-diff/diff", test_diff);
  g_test_add_data_func ("/scheme-diff/move/keep", GINT_TO_POINTER (TRUE), test_move);
  g_test_add_data_func ("/scheme-diff/move/again", GINT_TO_POINTER (FALSE), test_move);
  g_test_add_func ("/scheme-diff/move/unfit", test_move_unfit);
  g_test_add_func ("/scheme-diff/alterations", test_alterations);
  g_test_add_func ("/scheme-diff/move/hostile", test_move_hostile);
  g_test_add_func ("/scheme-diff/move/tiers", test_move_tiers);
  g_test_add_func ("/scheme-diff/move/check", test_move_check);
  g_test_add_func ("/scheme-diff/move/forms", test_move_forms);

  return hj_test_run ();
}
