/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <string.h>

#include "dossier-fixture.h"
#include "hj-assess.h"
#include "hj-error.h"
#include "hj-exchange.h"
#include "hj-scheme-file.h"
#include "hj-session-exchange.h"
#include "hj-test.h"
#include "session-fixture.h"

/* Whatever two recorders do to an open dossier, and whatever files they take in, comes back
 * step by step: through a real session, its store and its files, closed and opened between.
 *
 * Each step writes a word of its own into every row that it touches, so that no two states of
 * a row are alike and the latest step can always be taken back first. */

#define N_RECORDERS 2
#define N_STEPS     36
#define N_ROUNDS    6

/* What a step may be; the counts show in the end that none of it was left out. */
typedef enum {
  STEP_RECORDS,
  STEP_FINDING,
  STEP_NOTE,
  STEP_DECISION,
  STEP_RELAXATION,
  STEP_CONCLUSION,
  STEP_VISIT,
  STEP_MEMBER,
  STEP_MOVE,
  STEP_XML,
  STEP_XLSX,
  STEP_UNDO,
  STEP_REDO,
  STEP_CLOSE,
  STEP_ABANDON,
} StepKind;
#define N_STEP_KINDS 15

/* How often each is drawn, of a hundred. */
static const guint shares[N_STEP_KINDS] = { 22, 12, 5, 5, 5, 4, 4, 5, 4, 7, 6, 8, 6, 4, 3 };

typedef struct {
  Fixture  fixture;
  char    *recorders[N_RECORDERS];
  guint    word;     /* of the step that is done now */
  gboolean refused;  /* it was, with a sentence, and changed nothing */
  guint    done[N_STEP_KINDS];
  guint    rows[HJ_N_RECORD_KINDS];
} Walk;

/* ---- What is compared --------------------------------------------------- */

/* The content digest, and every byte of the canonical form: times of findings too. */
static char *
dup_state (HjSession *session)
{
  HjContent *content = hj_session_get_content (session);
  g_autoptr (GBytes) form = hj_xml_write (content);
  g_autofree char *checksum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, form);

  return g_strdup_printf ("%s %s %s", content->scheme->id, content->digest, checksum);
}

static char *
dup_word (const Walk *walk)
{
  return g_strdup_printf ("第%u步", walk->word);
}

static guint
below (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

/* Of an array that has one at least. */
static gpointer
one_of (GPtrArray *array)
{
  g_assert_cmpuint (array->len, >, 0);
  return array->pdata[below (array->len)];
}

/* NULL where there is none. */
static gpointer
any_of (GPtrArray *array)
{
  return array->len > 0 ? one_of (array) : NULL;
}

/* ---- Edits -------------------------------------------------------------- */

/* Values of another row in some fields; in a text of it the step's word. */
static void
scatter (HjRecord   *record,
         const char *word)
{
  const HjRecordTable *table = hj_record_table (record->kind);
  g_autoptr (HjRecord) fresh = dossier_random_record (record->kind, record->id);
  int stamped = -1;

  for (guint i = 0; i < table->n_fields; i++)
    {
      if (g_test_rand_bit ())
        hj_record_set_at (record, i, fresh->values[i]);
      if (stamped < 0 && (table->fields[i].kind == HJ_VALUE_TEXT || table->fields[i].kind == HJ_VALUE_PROSE))
        stamped = (int) i;
    }
  g_assert_cmpint (stamped, >=, 0);
  hj_record_set_at (record, (guint) stamped, word);
}

static HjCommand *
new_row (Walk       *walk,
         HjContent  *content,
         const char *word)
{
  HjRecordKind kind = (HjRecordKind) below (HJ_N_RECORD_KINDS);
  const HjRecord *row = any_of (content->records[kind]->rows);
  g_autoptr (HjRecord) record = NULL;

  walk->rows[kind]++;
  if (row != NULL && kind != HJ_RECORD_APPLICANT && below (4) == 0)
    return hj_command_new_remove_record (kind, row->id);
  if (row != NULL && (kind == HJ_RECORD_APPLICANT || below (3) > 0))
    record = hj_record_copy (row);
  else if (kind == HJ_RECORD_MATERIAL)
    record = hj_record_new (kind, ((HjMaterial *) one_of (content->scheme->materials))->id);
  else
    record = hj_record_new (kind, NULL);
  scatter (record, word);

  return hj_command_new_record (record);
}

static const char *
any_occupation (HjContent *content)
{
  const HjOccupation *occupation = any_of (content->occupations);

  return occupation != NULL && g_test_rand_bit () ? occupation->id : "";
}

static void
add_particulars (HjFinding         *finding,
                 const HjCriterion *criterion,
                 HjContent         *content,
                 const char        *word)
{
  const HjItem *item = criterion->item;

  hj_str_set (&finding->occupation, any_occupation (content));
  for (guint i = 0; i < criterion->aspects->len; i++)
    if (g_test_rand_bit ())
      hj_finding_set_mark (finding, ((HjAspect *) criterion->aspects->pdata[i])->id, (HjMark) below (4), word);
  if (item->rule.kind == HJ_RULE_JUDGED && finding->verdict == HJ_VERDICT_DEFICIENT)
    for (guint i = below (3) + 1; i > 0; i--)
      {
        HjDeduction *deduction = hj_finding_add_deduction (finding, item->rule.increment * (1 + (HjPoints) below (3)));

        hj_str_set (&deduction->reason, word);
        hj_str_set (&deduction->occupation, any_occupation (content));
      }
  if (item->rule.kind == HJ_RULE_BONUS)
    {
      finding->has_award = TRUE;
      finding->award = item->rule.min;
      hj_str_set (&finding->evidence, word);
    }
}

/* One that the scheme takes; NULL where chance made none. */
static HjCommand *
new_finding (HjContent  *content,
             const char *expert,
             const char *word)
{
  const HjSection *section = one_of (content->scheme->sections);
  const HjItem *item = one_of (section->items);
  const HjCriterion *criterion = one_of (item->criteria);
  const HjFinding *before = hj_content_find_finding (content, criterion->id, expert);
  g_autoptr (HjFinding) finding = hj_finding_new (criterion->id, expert);

  if (before != NULL && below (4) == 0)
    return hj_command_new_finding (finding);
  finding->verdict = (HjVerdict) below (HJ_N_VERDICTS);
  hj_str_set (&finding->reason, word);
  hj_str_set (&finding->note, g_test_rand_bit () ? word : "");
  add_particulars (finding, criterion, content, word);

  return hj_assess_check_finding (content->scheme, finding, NULL) ? hj_command_new_finding (finding) : NULL;
}

static HjCommand *
new_note (HjContent  *content,
          const char *expert,
          const char *word)
{
  HjNote *before = any_of (content->notes);
  g_autoptr (HjNote) note = before != NULL && g_str_equal (before->expert, expert) ? hj_note_copy (before)
                                                                                  : hj_note_new (expert, "visit", "");

  hj_str_set (&note->text, note->changed != 0 && below (3) == 0 ? "" : word);
  return hj_command_new_note (note);
}

static HjCommand *
new_decision (HjContent  *content,
              const char *expert,
              const char *word)
{
  const HjStandard *standard = one_of (content->scheme->standards);
  g_autoptr (HjDecision) decision = hj_decision_new (standard->id, any_occupation (content), expert);

  if (hj_content_find_decision (content, decision->check, decision->subject, expert) != NULL && below (3) == 0)
    return hj_command_new_remove_decision (decision->check, decision->subject, expert);
  decision->kind = g_test_rand_bit () ? HJ_DECISION_ACCEPTED : HJ_DECISION_DISMISSED;
  hj_str_set (&decision->reason, word);
  hj_str_set (&decision->gap, word);
  return hj_command_new_decision (decision);
}

static HjCommand *
new_relaxation (HjContent  *content,
                const char *expert,
                const char *word)
{
  const HjStandard *standard = one_of (content->scheme->standards);
  const HjRelaxation *before = any_of (content->relaxations);
  g_autoptr (HjRelaxation) relaxation = NULL;

  if (before != NULL && below (3) == 0)
    relaxation = hj_relaxation_new (before->standard, before->subject, expert);  /* without a reason: taken back */
  else
    {
      relaxation = hj_relaxation_new (standard->id, "", expert);
      hj_str_set (&relaxation->reason, word);
    }
  return hj_command_new_relaxation (relaxation);
}

static HjCommand *
new_conclusion (const char *expert,
                const char *word)
{
  HjConclusion conclusion = { (HjResult) below (4), (char *) word, (char *) expert, hj_day_new (2026, 5, 6) };

  return hj_command_new_conclusion (&conclusion);
}

static HjCommand *
new_visit (const char *word)
{
  HjVisit visit = { hj_day_new (2026, 5, 1 + (int) below (20)), HJ_DAY_NONE, (char *) word, (char *) "" };

  return hj_command_new_visit (&visit);
}

/* The recorders themselves are renamed and never leave; others come and go. */
static HjCommand *
new_member (HjContent  *content,
            const char *word)
{
  const HjMember *before = one_of (content->members);
  g_autoptr (HjMember) member = NULL;

  if (g_str_equal (before->title, "组员") && below (3) == 0)
    return hj_command_new_remove_member (before->id);
  member = g_test_rand_bit () ? hj_member_copy (before) : hj_member_new ("王五");
  if (member->position == 0 && *member->title == '\0')
    hj_str_set (&member->title, "组员");
  hj_str_set (&member->unit, word);
  return hj_command_new_member (member);
}

static HjCommand *
new_command (Walk       *walk,
             StepKind    kind,
             HjContent  *content,
             const char *expert,
             const char *word)
{
  switch (kind)
    {
    case STEP_RECORDS:
      return new_row (walk, content, word);
    case STEP_FINDING:
      return new_finding (content, expert, word);
    case STEP_NOTE:
      return new_note (content, expert, word);
    case STEP_DECISION:
      return new_decision (content, expert, word);
    case STEP_RELAXATION:
      return new_relaxation (content, expert, word);
    case STEP_CONCLUSION:
      return new_conclusion (expert, word);
    case STEP_VISIT:
      return new_visit (word);
    case STEP_MEMBER:
      return new_member (content, word);
    case STEP_MOVE:
    case STEP_XML:
    case STEP_XLSX:
    case STEP_UNDO:
    case STEP_REDO:
    case STEP_CLOSE:
    case STEP_ABANDON:
    default:
      g_assert_not_reached ();
    }
}

/* A refusal has a sentence and is no surprise; whoever walks on sees to it that nothing changed. */
static void
settle (Walk         *walk,
        const GError *error)
{
  walk->refused = error != NULL;
  if (walk->refused)
    g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
}

static void
edit (Walk     *walk,
      StepKind  kind)
{
  HjSession *session = walk->fixture.session;
  const char *recorder = hj_session_get_recorder (session);
  g_autofree char *word = dup_word (walk);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (GError) error = NULL;

  for (guint n = kind == STEP_RECORDS ? 1 + below (5) : 1; n > 0; n--)
    {
      HjCommand *command = new_command (walk, kind, hj_session_get_content (session), recorder, word);

      if (command != NULL)
        g_ptr_array_add (commands, command);
    }
  hj_session_apply (session, recorder, word, commands, &error);
  settle (walk, error);
}

/* ---- Files and editions --------------------------------------------------- */

/* The dossier on another machine, as it came there in its own form, with some edits of its own. */
static HjSession *
new_colleague (Walk *walk)
{
  HjSession *session = walk->fixture.session;
  g_autofree char *word = dup_word (walk);
  g_autofree char *name = g_strdup_printf ("other-%u.hjd", walk->word);
  g_autofree char *path = g_build_filename (walk->fixture.folder, name, NULL);
  g_autofree char *form = g_build_filename (walk->fixture.folder, "taken.xml", NULL);
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  HjSession *other = hj_session_create (path, hj_session_get_scheme (session), NULL, NULL, &error);

  g_assert_no_error (error);
  hj_job_export (hj_session_get_content (session), form, HJ_RECORD_STAFF, FALSE, NULL, &error);
  g_assert_no_error (error);
  plan = hj_session_read_import (other, form, NULL, &error);
  g_assert_no_error (error);
  hj_session_apply_import (other, plan, &error);
  g_assert_no_error (error);
  for (guint n = 2 + below (6); n > 0; n--)
    {
      HjContent *content = hj_session_get_content (other);
      g_autoptr (GPtrArray) commands = hj_command_list_new ();
      HjCommand *command = new_command (walk, (StepKind) below (STEP_MOVE), content,
                                        ((HjMember *) one_of (content->members))->id, word);

      if (command != NULL)
        g_ptr_array_add (commands, command);
      /* Its refusals are its own. */
      hj_session_apply (other, "", word, commands, NULL);
    }
  return other;
}

static void
import (Walk       *walk,
        const char *ending)
{
  HjSession *session = walk->fixture.session;
  HjSession *other = new_colleague (walk);
  g_autofree char *name = g_strdup_printf ("第%u步.%s", walk->word, ending);
  g_autofree char *path = g_build_filename (walk->fixture.folder, name, NULL);
  g_autoptr (HjImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  hj_job_export (hj_session_get_content (other), path, HJ_RECORD_STAFF, FALSE, NULL, &error);
  g_assert_no_error (error);
  hj_session_abandon (other);
  g_object_unref (other);
  plan = hj_session_read_import (session, path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plan->rows->len; i++)
    if (below (4) == 0)
      ((HjImportRow *) plan->rows->pdata[i])->chosen = FALSE;
  hj_session_apply_import (session, plan, &error);
  settle (walk, error);
}

static void
move (Walk *walk)
{
  HjSession *session = walk->fixture.session;
  const char *from = hj_session_get_scheme (session)->id;
  g_autoptr (HjScheme) to = hj_scheme_load (g_str_equal (from, "zhejiang-2020") ? "wenzhou-2022" : "zhejiang-2020", NULL);
  g_autoptr (HjMovePlan) plan = hj_move_plan_new (hj_session_get_content (session), to);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < plan->entries->len; i++)
    hj_move_plan_choose (plan, ((HjMoveEntry *) plan->entries->pdata[i])->criterion, g_test_rand_bit ());
  hj_session_move_scheme (session, plan, &error);
  settle (walk, error);
}

/* ---- Back and forth --------------------------------------------------------- */

static void
open_again (Walk     *walk,
            gboolean  publish)
{
  Fixture *fixture = &walk->fixture;
  g_autofree char *recorder = g_strdup (hj_session_get_recorder (fixture->session));

  if (publish)
    must_close (&fixture->session);
  else
    {
      hj_session_abandon (fixture->session);
      g_clear_object (&fixture->session);
    }
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_cmpstr (hj_session_get_recorder (fixture->session), ==, recorder);
}

/* TRUE if there was something to take back or do again, and it could be. */
static gboolean
take (Walk     *walk,
      gboolean  redo)
{
  HjSession *session = walk->fixture.session;
  g_autoptr (GError) error = NULL;

  walk->refused = !(redo ? hj_session_redo (session, &error) : hj_session_undo (session, &error));
  if (walk->refused && (redo ? hj_session_get_redo_label (session) : hj_session_get_undo_label (session)) != NULL)
    g_assert_error (error, HJ_ERROR, HJ_ERROR_INVALID);
  else if (walk->refused)
    g_assert_error (error, HJ_ERROR, HJ_ERROR_NOT_FOUND);
  return !walk->refused;
}

static StepKind
draw (void)
{
  guint at = below (100);

  for (guint i = 0; i < N_STEP_KINDS; i++)
    {
      if (at < shares[i])
        return (StepKind) i;
      at -= shares[i];
    }
  g_assert_not_reached ();
}

static void
do_step (Walk     *walk,
         StepKind  kind)
{
  switch (kind)
    {
    case STEP_MOVE:
      move (walk);
      break;
    case STEP_XML:
      import (walk, "xml");
      break;
    case STEP_XLSX:
      import (walk, "xlsx");
      break;
    case STEP_UNDO:
      take (walk, FALSE);
      break;
    /* Two back and one forth. */
    case STEP_REDO:
      take (walk, FALSE);
      take (walk, FALSE);
      take (walk, TRUE);
      break;
    case STEP_CLOSE:
    case STEP_ABANDON:
      open_again (walk, kind == STEP_CLOSE);
      break;
    case STEP_RECORDS:
    case STEP_FINDING:
    case STEP_NOTE:
    case STEP_DECISION:
    case STEP_RELAXATION:
    case STEP_CONCLUSION:
    case STEP_VISIT:
    case STEP_MEMBER:
    default:
      edit (walk, kind);
    }
}

static void
step (Walk *walk)
{
  StepKind kind = draw ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  walk->word++;
  hj_session_set_recorder (walk->fixture.session, walk->recorders[below (N_RECORDERS)]);
  before = dup_state (walk->fixture.session);
  do_step (walk, kind);
  after = dup_state (walk->fixture.session);
  if (walk->refused || kind >= STEP_CLOSE)
    g_assert_cmpstr (before, ==, after);
  else
    walk->done[kind] += !g_str_equal (before, after);
  walk->done[kind] += kind >= STEP_CLOSE;
  walk->refused = FALSE;
  if (kind >= STEP_UNDO || g_str_equal (before, after) || below (3) > 0)
    return;

  /* At once, and again. */
  g_assert_true (take (walk, FALSE));
  undone = dup_state (walk->fixture.session);
  g_assert_cmpstr (before, ==, undone);
  g_assert_true (take (walk, TRUE));
  redone = dup_state (walk->fixture.session);
  g_assert_cmpstr (after, ==, redone);
}

/* Takes one step back, whoever's turn it is: a step on which another's depends waits for it.
 * Returns the recorder, -1 when there is nothing left. */
static int
take_one_back (Walk *walk)
{
  gboolean left = FALSE;

  for (int i = 0; i < N_RECORDERS; i++)
    {
      hj_session_set_recorder (walk->fixture.session, walk->recorders[i]);
      if (take (walk, FALSE))
        return i;
      left |= hj_session_get_undo_label (walk->fixture.session) != NULL;
    }
  g_assert_false (left);
  return -1;
}

static void
set_up (Walk          *walk,
        gconstpointer  data)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", NULL);
  g_autoptr (GPtrArray) commands = one_member ("张三");
  g_autoptr (HjMember) second = hj_member_new ("李四");
  Fixture *fixture = &walk->fixture;
  g_autoptr (GError) error = NULL;

  second->position = 1;
  g_ptr_array_add (commands, hj_command_new_member (second));
  fixture->folder = hj_test_new_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.hjd", NULL);
  fixture->session = hj_session_create (fixture->path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_RECORDERS; i++)
    walk->recorders[i] = g_strdup (((HjMember *) hj_session_get_content (fixture->session)->members->pdata[i])->id);
}

static void
tear_down (Walk          *walk,
           gconstpointer  data)
{
  for (guint i = 0; i < N_RECORDERS; i++)
    g_free (walk->recorders[i]);
  fixture_tear_down (&walk->fixture, data);
}

/* The steps, then all of them back to the first state, and forth to the last, state by state. */
static void
walk_there_and_back (Walk *walk)
{
  g_autofree char *first = dup_state (walk->fixture.session);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (int));
  int recorder;

  for (guint i = 0; i < N_STEPS; i++)
    step (walk);

  g_ptr_array_add (states, dup_state (walk->fixture.session));
  while ((recorder = take_one_back (walk)) >= 0)
    {
      g_array_append_val (turns, recorder);
      g_ptr_array_add (states, dup_state (walk->fixture.session));
      if (below (12) == 0)
        open_again (walk, g_test_rand_bit ());
    }
  g_assert_cmpstr (g_ptr_array_index (states, states->len - 1), ==, first);
  g_assert_cmpuint (turns->len, >, 0);

  open_again (walk, TRUE);
  for (guint i = turns->len; i > 0; i--)
    {
      g_autofree char *state = NULL;

      hj_session_set_recorder (walk->fixture.session, walk->recorders[g_array_index (turns, int, i - 1)]);
      g_assert_true (take (walk, TRUE));
      state = dup_state (walk->fixture.session);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i - 1));
    }
  must_close (&walk->fixture.session);
  g_assert_true (hj_session_verify_file (walk->fixture.path, NULL, NULL));
}

static void
test_there_and_back (void)
{
  guint done[N_STEP_KINDS] = { 0 };
  guint rows[HJ_N_RECORD_KINDS] = { 0 };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      Walk walk = { .word = round * 1000 };

      set_up (&walk, NULL);
      walk_there_and_back (&walk);
      for (guint i = 0; i < N_STEP_KINDS; i++)
        done[i] += walk.done[i];
      for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
        rows[i] += walk.rows[i];
      tear_down (&walk, NULL);
    }
  /* A kind of step or a table that never had its turn would have shown nothing. */
  for (guint i = 0; i < N_STEP_KINDS; i++)
    {
      g_test_message ("step %u: %u times", i, done[i]);
      g_assert_cmpuint (done[i], >, 0);
    }
  for (guint i = 0; i < HJ_N_RECORD_KINDS; i++)
    g_assert_cmpuint (rows[i], >, 0);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  g_test_add_func ("/session/there-and-back", test_there_and_back);
  return hj_test_run ();
}
