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
  g_assert_cmpstr (bonus, ==, "每项加10至20分，须附佐证材料");
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
  g_assert_cmpuint (place_of (diff, HJ_PART_STANDARD, "gone"), ==, place_of (diff, HJ_PART_STANDARD, "staff") + 1);
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

  return hj_test_run ();
}
