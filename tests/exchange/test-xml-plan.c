/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "hj-exchange-private.h"
#include "xml-content.h"

/* Importing the canonical form into a content, and what a second import finds. */

static HjContent *
fresh (HjScheme *scheme)
{
  HjContent *content = hj_content_new (scheme);
  GPtrArray *rows = g_ptr_array_new ();

  g_ptr_array_add (rows, hj_record_new (HJ_RECORD_APPLICANT, "applicant"));
  hj_content_set_records (content, hj_records_new (HJ_RECORD_APPLICANT, rows));

  return content;
}

static void
put_record (HjContent *content,
            HjRecord  *record)
{
  const HjRecords *before = content->records[record->kind];
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < before->rows->len; i++)
    {
      HjRecord *other = before->rows->pdata[i];

      if (strcmp (other->id, record->id) != 0)
        g_ptr_array_add (rows, hj_record_ref (other));
    }
  g_ptr_array_add (rows, hj_record_ref (record));
  hj_content_set_records (content, hj_records_new (record->kind, rows));
}

static void
put_member (HjContent      *content,
            const HjMember *member)
{
  for (guint i = 0; i < content->members->len; i++)
    if (strcmp (((HjMember *) content->members->pdata[i])->id, member->id) == 0)
      g_ptr_array_remove_index (content->members, i--);
  g_ptr_array_add (content->members, hj_member_copy (member));
}

static void
put_finding (HjContent       *content,
             const HjFinding *finding)
{
  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *other = content->findings->pdata[i];

      if (strcmp (other->criterion, finding->criterion) == 0 && strcmp (other->expert, finding->expert) == 0)
        g_ptr_array_remove_index (content->findings, i--);
    }
  g_ptr_array_add (content->findings, hj_finding_copy (finding));
}

static void
put_note (HjContent    *content,
          const HjNote *note)
{
  for (guint i = 0; i < content->notes->len; i++)
    if (strcmp (((HjNote *) content->notes->pdata[i])->id, note->id) == 0)
      g_ptr_array_remove_index (content->notes, i--);
  g_ptr_array_add (content->notes, hj_note_copy (note));
}

/* As the store would, in memory. */
static void
apply (HjContent       *content,
       const HjCommand *command)
{
  switch ((guint) command->kind)
    {
    case HJ_COMMAND_RECORD:
      put_record (content, command->record);
      break;

    case HJ_COMMAND_MEMBER:
      put_member (content, command->member);
      break;

    case HJ_COMMAND_VISIT:
      hj_visit_copy_into (&content->visit, &command->visit);
      break;

    case HJ_COMMAND_FINDING:
      g_assert_nonnull (hj_content_find_member (content, command->finding->expert));
      g_assert_true (command->dated);
      put_finding (content, command->finding);
      break;

    case HJ_COMMAND_NOTE:
      g_assert_true (command->dated);
      put_note (content, command->note);
      break;

    case HJ_COMMAND_DECISION:
      g_assert_true (command->dated);
      g_ptr_array_add (content->decisions, hj_decision_copy (command->decision));
      break;

    case HJ_COMMAND_RELAXATION:
      g_assert_true (command->dated);
      g_ptr_array_add (content->relaxations, hj_relaxation_copy (command->relaxation));
      break;

    case HJ_COMMAND_CONCLUSION:
      hj_conclusion_copy_into (&content->conclusion, &command->conclusion);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
import (HjContent *content,
        GBytes    *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjImportPlan) plan = hj_xml_plan (bytes, "a.xml", content, NULL, &error);
  g_autoptr (GPtrArray) commands = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (plan->n_unreadable, ==, 0);
  g_assert_cmpuint (plan->notes->len, ==, 0);
  commands = hj_import_plan_commands (plan);
  for (guint i = 0; i < commands->len; i++)
    apply (content, commands->pdata[i]);
}

/* Exported, imported into a fresh one, exported: the same bytes. A second import has nothing to do. */
static void
test_there_and_back (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();

  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (HjContent) content = hj_random_content (scheme, seed, 1 + seed % 5);
      g_autoptr (HjContent) other = fresh (scheme);
      g_autoptr (GBytes) bytes = hj_xml_write (content);
      g_autoptr (GBytes) again = NULL;
      g_autoptr (HjImportPlan) plan = NULL;
      g_autoptr (GPtrArray) commands = NULL;

      import (other, bytes);
      again = hj_xml_write (other);
      g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again),
                       g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      hj_assert_same_content (content, other);

      plan = hj_xml_plan (bytes, "a.xml", other, NULL, NULL);
      commands = hj_import_plan_commands (plan);
      g_assert_cmpuint (commands->len, ==, 0);
      g_assert_cmpuint (plan->n_new + plan->n_changed, ==, 0);
    }
}

static HjRecord *
add_row (HjContent    *content,
         HjRecordKind  kind,
         const char   *id,
         const char   *name)
{
  HjRecord *record = hj_record_new (kind, id);

  record->position = 1024;
  hj_record_set (record, "name", name);
  put_record (content, record);

  return record;
}

/* An occupation that stands under another id here is the one that the finding names. */
static void
test_renamed (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) file = hj_test_content (scheme, 1);
  g_autoptr (HjContent) here = fresh (scheme);
  g_autoptr (HjRecord) there = add_row (file, HJ_RECORD_OCCUPATION, "file-id", "电工");
  g_autoptr (HjRecord) own = add_row (here, HJ_RECORD_OCCUPATION, "own-id", "电工");
  HjFinding *finding = hj_test_set (file, "3.1.1", 0, HJ_VERDICT_DEFICIENT, "reason");
  HjDecision *decision = hj_decision_new ("c", "file-id/5", hj_test_expert (0));
  g_autoptr (GBytes) bytes = NULL;

  hj_str_set (&finding->occupation, "file-id");
  g_ptr_array_add (file->decisions, decision);
  bytes = hj_xml_write (file);
  import (here, bytes);
  g_assert_cmpuint (here->records[HJ_RECORD_OCCUPATION]->rows->len, ==, 1);
  g_assert_cmpstr (((HjFinding *) here->findings->pdata[0])->occupation, ==, "own-id");
  g_assert_cmpstr (((HjDecision *) here->decisions->pdata[0])->subject, ==, "own-id/5");
}

/* What the file doesn't say stays. */
static void
test_partial (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) file = fresh (scheme);
  g_autoptr (HjContent) here = fresh (scheme);
  g_autoptr (HjRecord) there = add_row (file, HJ_RECORD_STAFF, "p", "张三");
  g_autoptr (HjRecord) own = hj_record_copy (there);
  g_autoptr (HjRecord) second = add_row (here, HJ_RECORD_STAFF, "q", "李四");
  g_autoptr (GBytes) bytes = hj_xml_write (file);
  const HjRecord *after;

  hj_record_set (own, "name", "张二");
  hj_record_set (own, "duty", "主任");
  put_record (here, own);
  hj_str_set (&here->visit.place, "会议室");
  import (here, bytes);
  after = hj_content_find_record (here, HJ_RECORD_STAFF, "p");
  g_assert_cmpstr (hj_record_get (after, "name"), ==, "张三");
  g_assert_cmpstr (hj_record_get (after, "duty"), ==, "主任");
  g_assert_nonnull (hj_content_find_record (here, HJ_RECORD_STAFF, "q"));
  g_assert_cmpstr (here->visit.place, ==, "会议室");
}

static guint
count_states (const HjImportPlan *plan,
              HjImportState       state)
{
  guint n = 0;

  for (guint i = 0; i < plan->rows->len; i++)
    n += ((HjImportRow *) plan->rows->pdata[i])->state == state;

  return n;
}

/* What the panel said is new where nothing stood, and a change where something did: nothing is merely “other”. */
static void
test_states (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autoptr (HjContent) file = hj_test_content (scheme, 1);
  g_autoptr (HjContent) here = fresh (scheme);
  g_autoptr (HjImportPlan) first = NULL;
  g_autoptr (HjImportPlan) second = NULL;
  g_autoptr (GBytes) bytes = NULL;

  hj_test_set (file, "3.1.1", 0, HJ_VERDICT_DEFICIENT, "reason");
  hj_str_set (&file->visit.place, "会议室");
  bytes = hj_xml_write (file);
  first = hj_xml_plan (bytes, "a.xml", here, NULL, NULL);
  g_assert_cmpuint (count_states (first, HJ_IMPORT_OTHER), ==, 0);
  g_assert_cmpuint (first->n_new, >=, 3);

  import (here, bytes);
  hj_str_set (&here->visit.place, "实训楼");
  hj_str_set (&((HjFinding *) here->findings->pdata[0])->reason, "another");
  second = hj_xml_plan (bytes, "a.xml", here, NULL, NULL);
  g_assert_cmpuint (count_states (second, HJ_IMPORT_CHANGED), ==, 2);
  g_assert_cmpuint (second->n_changed, ==, 2);
  g_assert_cmpuint (second->n_new, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/exchange/xml-plan/there-and-back", test_there_and_back);
  g_test_add_func ("/exchange/xml-plan/renamed", test_renamed);
  g_test_add_func ("/exchange/xml-plan/partial", test_partial);
  g_test_add_func ("/exchange/xml-plan/states", test_states);
  return hj_test_run ();
}
