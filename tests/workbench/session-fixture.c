/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-session.h"
#include "hj-test.h"
#include "session-fixture.h"

GPtrArray *
one_member (const char *name)
{
  GPtrArray *commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new (name);
  HjApplicant applicant = { g_strdup ("杭州某某公司") };

  applicant.credit_code = applicant.department = applicant.type = applicant.address = (char *) "";
  applicant.postcode = applicant.contact = applicant.phone = (char *) "";
  g_ptr_array_add (commands, hj_command_new_applicant (&applicant));
  g_ptr_array_add (commands, hj_command_new_member (member));
  g_free (applicant.name);
  return commands;
}

HjSession *
must_open (const char    *path,
           HjSessionMode  mode)
{
  GError *error = NULL;
  HjSession *session = hj_session_open (path, mode, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

void
must_close (HjSession **session)
{
  GError *error = NULL;
  gboolean ok = hj_session_close (*session, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_clear_object (session);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", NULL);
  g_autoptr (GPtrArray) commands = one_member ("张三");
  const HjMember *member;
  GError *error = NULL;

  g_assert_nonnull (scheme);
  fixture->folder = hj_test_new_folder ();
  fixture->path = g_build_filename (fixture->folder, "a.hjd", NULL);
  fixture->session = hj_session_create (fixture->path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  member = g_ptr_array_index (hj_session_get_content (fixture->session)->members, 0);
  fixture->expert = g_strdup (member->id);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  hj_safe_file_set_fault (NULL, NULL);
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->expert);
}

GPtrArray *
verdict (Fixture    *fixture,
         const char *criterion,
         HjVerdict   verdict_)
{
  GPtrArray *commands = hj_command_list_new ();
  g_autoptr (HjFinding) finding = hj_finding_new (criterion, fixture->expert);

  finding->verdict = verdict_;
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  return commands;
}

gboolean
try_record (Fixture     *fixture,
            const char  *criterion,
            GError     **error)
{
  g_autoptr (GPtrArray) commands = verdict (fixture, criterion, HJ_VERDICT_MISSING);

  return hj_session_apply (fixture->session, fixture->expert, criterion, commands, error);
}

void
must_record (Fixture    *fixture,
             const char *criterion)
{
  GError *error = NULL;
  gboolean ok = try_record (fixture, criterion, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

guint
count_findings (HjSession *session)
{
  return hj_session_get_content (session)->findings->len;
}

char *
digest_of (const char *path)
{
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, G_MAXINT, NULL, NULL);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

char *
dup_work_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "hengjian", "work", NULL);
}

char *
dup_place (HjSession *session)
{
  g_autofree char *work = dup_work_folder ();
  g_autoptr (GDir) dir = g_dir_open (work, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, hj_session_get_content (session)->dossier_id))
      return g_build_filename (work, name, NULL);
  return NULL;
}

/* ---- A second process --------------------------------------------------- */

GPid
start_child (const char *mode,
             const char *path)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "session-child", NULL);
  const char *argv[] = { program, mode, path, NULL };
  GError *error = NULL;
  char ready[6] = "";
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, ready, 5), ==, 5);
  g_assert_cmpstr (ready, ==, "ready");
  close (out);
  return pid;
}

void
kill_child (GPid pid)
{
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_spawn_close_pid (pid);
}

void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

gboolean
late_cb (gpointer data)
{
  g_assert_not_reached ();
  return G_SOURCE_REMOVE;
}

void
wait_for (Wait *wait)
{
  guint late = g_timeout_add_seconds (20, late_cb, NULL);

  if (wait->result == NULL)
    g_main_loop_run (wait->loop);
  g_source_remove (late);
}

Wait
wait_new (void)
{
  return (Wait) { g_main_loop_new (NULL, FALSE), NULL };
}

void
wait_clear (Wait *wait)
{
  g_clear_object (&wait->result);
  g_main_loop_unref (wait->loop);
}


int
refuse_target_cb (HjFileOp    op,
                  const char *path,
                  gpointer    user_data)
{
  return op == HJ_FILE_OP_WRITE && g_str_has_prefix (path, user_data) ? ENOSPC : 0;
}
