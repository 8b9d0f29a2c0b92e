/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hj-command.h"
#include "hj-test.h"

static HjFinding *
make_finding (void)
{
  HjFinding *finding = hj_finding_new ("3.1.1", "e1");
  HjDeduction *deduction = hj_finding_add_deduction (finding, 250);

  finding->verdict = HJ_VERDICT_DEFICIENT;
  hj_str_set (&deduction->aspect, "3.1.1.video");
  hj_str_set (&deduction->reason, "无录像");
  hj_str_set (&deduction->method, "site");
  hj_finding_add_deduction (finding, 100);
  hj_finding_set_mark (finding, "3.1.1.sites", HJ_MARK_CLEAR, NULL);
  hj_finding_set_mark (finding, "3.1.1.video", HJ_MARK_PROBLEM, "two cameras");
  hj_str_set (&finding->note, "a note");
  hj_str_set (&finding->evidence, "papers");
  hj_str_set (&finding->tier, "t");
  hj_str_set (&finding->occupation, "o");
  finding->quantity = 3;
  finding->has_award = TRUE;
  finding->award = 1000;
  finding->changed = 42;
  return finding;
}

static void
test_copy (void)
{
  g_autoptr (HjFinding) finding = make_finding ();
  g_autoptr (HjFinding) copy = hj_finding_copy (finding);
  HjDeduction *first = g_ptr_array_index (finding->deductions, 0);
  HjDeduction *first_copy = g_ptr_array_index (copy->deductions, 0);

  g_assert_true (hj_finding_equal (finding, copy));
  g_assert_cmpint (copy->changed, ==, 42);
  copy->changed = 43;
  g_assert_true (hj_finding_equal (finding, copy));
  g_assert_true (first != first_copy);
  g_assert_cmpstr (first->id, ==, first_copy->id);
  hj_assert_points (hj_finding_sum_deductions (copy), "3.50");
}

/* Each field alone makes a difference. */
static void
test_equal (void)
{
  for (guint i = 0; i < 14; i++)
    {
      g_autoptr (HjFinding) a = make_finding ();
      g_autoptr (HjFinding) b = hj_finding_copy (a);
      HjDeduction *deduction = g_ptr_array_index (b->deductions, 1);
      char **strings[] = { &b->criterion, &b->expert, &b->reason, &b->method, &b->occupation, &b->note, &b->tier,
                           &b->evidence };

      if (i < G_N_ELEMENTS (strings))
        hj_str_set (strings[i], "other");
      else if (i == 8)
        b->verdict = HJ_VERDICT_MET;
      else if (i == 9)
        b->quantity++;
      else if (i == 10)
        b->award++;
      else if (i == 11)
        deduction->points++;
      else if (i == 12)
        hj_finding_set_mark (b, "3.1.1.video", HJ_MARK_PROBLEM, "three cameras");
      else
        g_assert_true (hj_finding_remove_deduction (b, deduction->id));
      g_test_message ("field %u", i);
      g_assert_false (hj_finding_equal (a, b));
      g_assert_false (hj_finding_equal (b, a));
    }
}

static void
test_marks (void)
{
  g_autoptr (HjFinding) a = hj_finding_new ("3.1.1", "e1");
  g_autoptr (HjFinding) b = hj_finding_new ("3.1.1", "e1");

  hj_finding_set_mark (a, "x", HJ_MARK_CLEAR, NULL);
  hj_finding_set_mark (a, "y", HJ_MARK_PROBLEM, "r");
  hj_finding_set_mark (b, "y", HJ_MARK_PROBLEM, "r");
  g_assert_false (hj_finding_equal (a, b));
  hj_finding_set_mark (b, "x", HJ_MARK_CLEAR, "");
  g_assert_true (hj_finding_equal (a, b));
  g_assert_cmpint (hj_finding_get_mark (a, "x"), ==, HJ_MARK_CLEAR);
  g_assert_cmpint (hj_finding_get_mark (a, "z"), ==, HJ_MARK_NONE);
  hj_finding_set_mark (a, "x", HJ_MARK_NONE, "");
  g_assert_null (hj_finding_find_mark (a, "x"));
  hj_finding_set_mark (a, "x", HJ_MARK_NONE, "only a remark");
  g_assert_nonnull (hj_finding_find_mark (a, "x"));
}

static void
test_empty (void)
{
  g_autoptr (HjFinding) finding = hj_finding_new ("3.1.1", "e1");
  g_autoptr (HjFinding) full = make_finding ();

  g_assert_true (hj_finding_is_empty (finding));
  g_assert_false (hj_finding_is_empty (full));
  hj_finding_set_mark (finding, "x", HJ_MARK_NONE, NULL);
  g_assert_true (hj_finding_is_empty (finding));
  hj_str_set (&finding->note, "n");
  g_assert_false (hj_finding_is_empty (finding));
  hj_str_set (&finding->note, NULL);
  g_assert_true (hj_finding_is_empty (finding));
  finding->has_award = TRUE;
  g_assert_false (hj_finding_is_empty (finding));
}

/* A hostile file's negative deduction must never add points. */
static void
test_sum_is_bounded (void)
{
  g_autoptr (HjFinding) finding = hj_finding_new ("3.1.1", "e1");

  hj_finding_add_deduction (finding, -500);
  hj_finding_add_deduction (finding, 100);
  hj_finding_add_deduction (finding, G_MAXINT64);
  g_assert_cmpint (hj_finding_sum_deductions (finding), ==, HJ_POINTS_MAX + 100);
}

static void
test_commands (void)
{
  g_autoptr (GPtrArray) list = hj_command_list_new ();
  g_autoptr (HjFinding) finding = make_finding ();
  g_autoptr (HjMember) member = hj_member_new ("张三");
  g_autoptr (HjOccupation) occupation = hj_occupation_new ();
  g_autoptr (HjMaterialReceipt) receipt = hj_material_receipt_new ("m1");
  g_autoptr (HjNote) note = hj_note_new ("e1", "visit", "text");
  HjApplicant applicant = { .name = (char *) "name" };
  HjVisit visit = { .from = 1, .to = HJ_DAY_NONE, .place = (char *) "place" };
  HjCommand *command;

  g_ptr_array_add (list, hj_command_new_finding (finding));
  g_ptr_array_add (list, hj_command_new_member (member));
  g_ptr_array_add (list, hj_command_new_occupation (occupation));
  g_ptr_array_add (list, hj_command_new_material (receipt));
  g_ptr_array_add (list, hj_command_new_note (note));
  g_ptr_array_add (list, hj_command_new_remove_member (member->id));
  g_ptr_array_add (list, hj_command_new_remove_occupation (occupation->id));
  g_ptr_array_add (list, hj_command_new_applicant (&applicant));
  g_ptr_array_add (list, hj_command_new_visit (&visit));
  command = g_ptr_array_index (list, 0);
  g_assert_true (command->finding != finding);
  g_assert_true (hj_finding_equal (command->finding, finding));
  command = g_ptr_array_index (list, 7);
  g_assert_cmpint (command->kind, ==, HJ_COMMAND_APPLICANT);
  g_assert_cmpstr (command->applicant.name, ==, "name");
  g_assert_cmpstr (command->applicant.phone, ==, "");
  command = g_ptr_array_index (list, 8);
  g_assert_cmpstr (command->visit.place, ==, "place");
  g_assert_cmpstr (command->visit.methods, ==, "");
}

static void
test_sound_text (void)
{
  g_autofree char *longest = g_strnfill (HJ_TEXT_MAX, 'x');
  g_autofree char *too_long = g_strnfill (HJ_TEXT_MAX + 1, 'x');
  const struct { const char *text; gboolean sound; } cases[] = {
    { "", TRUE },
    { "两行\n\t一\r\n", TRUE },
    { "𠮷 😀 \u200b", TRUE },
    { longest, TRUE },
    { too_long, FALSE },
    { "\x01", FALSE },
    { "a\x0b", FALSE },
    { "a\x7f", FALSE },
    { "\uffff", FALSE },
    { "\xff", FALSE },
    { "\xc0\x80", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (hj_text_is_sound (cases[i].text), ==, cases[i].sound);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/finding/copy", test_copy);
  g_test_add_func ("/finding/equal", test_equal);
  g_test_add_func ("/finding/marks", test_marks);
  g_test_add_func ("/finding/empty", test_empty);
  g_test_add_func ("/finding/sound-text", test_sound_text);
  g_test_add_func ("/finding/sum-is-bounded", test_sum_is_bounded);
  g_test_add_func ("/command/copies", test_commands);
  return hj_test_run ();
}
