/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <errno.h>

#include "hj-error.h"
#include "hj-fault-vfs.h"
#include "hj-test.h"
#include "session-fixture.h"

/* The Nth step fails, N swept, under a live session as the window has it: an
 * answer, an undo, another answer, publishing. What was told as done is there
 * afterwards, what failed was told, and the session goes on. */

typedef struct {
  guint    at, seen;
  int      errnum;
  gboolean sticky;
} Plan;

typedef struct {
  const char *name;
  gboolean    vfs;
  HjFaultHow  how;
  int         errnum;
} Kind;

static const Kind kinds[] = {
  { "files-full", FALSE, HJ_FAULT_STICKY, ENOSPC },
  { "files-once", FALSE, HJ_FAULT_ONCE, EIO },
  { "database-full", TRUE, HJ_FAULT_STICKY, ENOSPC },
  { "database-once", TRUE, HJ_FAULT_ONCE, EIO },
  { "database-torn", TRUE, HJ_FAULT_TORN, EIO },
};

static int
fail_step_cb (HjFileOp    op,
              const char *path,
              gpointer    user_data)
{
  Plan *plan = user_data;
  guint seen = (guint) g_atomic_int_add (&plan->seen, 1) + 1;

  return seen == plan->at || (plan->sticky && seen > plan->at) ? plan->errnum : 0;
}

static void
arm (const Kind *kind,
     Plan       *plan,
     guint       nth)
{
  *plan = (Plan) { nth, 0, kind->errnum, kind->how == HJ_FAULT_STICKY };
  if (kind->vfs)
    hj_fault_vfs_arm (HJ_FAULT_ALL, nth, kind->errnum, kind->how);
  else
    hj_safe_file_set_fault (fail_step_cb, plan);
}

/* TRUE when the Nth step was reached. */
static gboolean
disarm (const Kind *kind,
        const Plan *plan)
{
  if (kind->vfs)
    return hj_fault_vfs_disarm ();
  hj_safe_file_set_fault (NULL, NULL);
  return plan->seen >= plan->at;
}

/* What was told of each step: done, or refused with a sentence. */
static gboolean
told (gboolean   ok,
      GError   **error)
{
  g_assert_true (ok == (*error == NULL));
  g_assert_true (ok || (*error)->message[0] != '\0');
  g_clear_error (error);
  return ok;
}

static gboolean
is_missing (HjSession  *session,
            const char *criterion,
            const char *expert)
{
  const HjFinding *finding = hj_content_find_finding (hj_session_get_content (session), criterion, expert);

  return finding != NULL && finding->verdict == HJ_VERDICT_MISSING;
}

static gboolean
try_step (Fixture    *fixture,
          const Kind *kind,
          guint       nth)
{
  Plan plan;
  gboolean first, undone, second, published, reached;
  GError *error = NULL;
  g_autoptr (HjSession) reader = NULL;

  hj_session_set_recorder (fixture->session, fixture->expert);
  must_record (fixture, "2.2.1");
  arm (kind, &plan, nth);
  first = told (try_record (fixture, "2.1.1", &error), &error);
  undone = first && told (hj_session_undo (fixture->session, &error), &error);
  second = told (try_record (fixture, "2.1.2", &error), &error);
  published = told (hj_session_publish (fixture->session, NULL, &error), &error);
  reached = disarm (kind, &plan);

  if (published)
    {
      reader = must_open (fixture->path, HJ_SESSION_READ);
      g_assert_true (is_missing (reader, "2.2.1", fixture->expert));
      g_assert_true (!second || is_missing (reader, "2.1.2", fixture->expert));
    }
  /* As after a crash: nothing is given a chance to be tidied up by going on. */
  hj_session_abandon (fixture->session);
  g_clear_object (&fixture->session);
  fixture->session = must_open (fixture->path, HJ_SESSION_WRITE);
  g_assert_true (is_missing (fixture->session, "2.2.1", fixture->expert));
  g_assert_true (!first || undone || is_missing (fixture->session, "2.1.1", fixture->expert));
  g_assert_true (!undone || !is_missing (fixture->session, "2.1.1", fixture->expert));
  g_assert_true (!second || is_missing (fixture->session, "2.1.2", fixture->expert));
  must_record (fixture, "2.1.3");
  must_close (&fixture->session);
  g_assert_cmpint (hj_test_count_files (fixture->folder), ==, 1);
  return reached;
}

static void
test_sweep (gconstpointer data)
{
  const Kind *kind = data;
  guint nth = 1;
  gboolean reached = TRUE;

  for (; reached; nth += HJ_TEST_STRIDE)
    {
      Fixture fixture = { NULL };

      g_assert_cmpint (nth, <, 1000);
      fixture_set_up (&fixture, NULL);
      reached = try_step (&fixture, kind, nth);
      hj_test_remove_tree (fixture.folder);
      fixture_tear_down (&fixture, NULL);
    }
  g_test_message ("%s: %u steps", kind->name, nth - 1 - HJ_TEST_STRIDE);
  g_assert_cmpint (nth, >, 10 + HJ_TEST_STRIDE);
}

int
main (int    argc,
      char **argv)
{
  hj_fault_vfs_install ();
  hj_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/session/faults/", kinds[i].name, NULL);

      g_test_add_data_func (path, &kinds[i], test_sweep);
    }
  return hj_test_run ();
}
