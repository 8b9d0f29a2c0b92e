/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-bench"

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "hj-scheme-file.h"
#include "hj-session.h"

/* Opening, one finding to durable against one bare SQLite commit with flush on
 * the same disk, publishing, memory, and one cell of a large table as the window's
 * thread feels it. Prints a line for each. */

#define ROUNDS 200

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const gint64 *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static double
median_ms (GArray *times)
{
  g_array_sort (times, compare_times);
  return (double) g_array_index (times, gint64, times->len / 2) / 1000.0;
}

static void
must (gboolean  ok,
      GError   *error)
{
  if (ok)
    return;
  fprintf (stderr, "%s\n", error != NULL ? error->message : "failed");
  exit (1);
}

static void
must_sql (sqlite3    *db,
          const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return;
  fprintf (stderr, "%s: %s\n", sql, sqlite3_errmsg (db));
  exit (1);
}

/* The least a durable answer can cost here: one row, WAL, synchronous FULL. */
static sqlite3 *
open_bare (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  sqlite3 *db;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    exit (1);
  must_sql (db, "PRAGMA journal_mode=WAL");
  must_sql (db, "PRAGMA synchronous=FULL");
  must_sql (db, "CREATE TABLE answer (id INTEGER PRIMARY KEY, text TEXT)");
  return db;
}

static gint64
time_bare (sqlite3 *db,
           guint    round)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO answer VALUES (%u, 'met %u')", round % 12, round);
  gint64 start = g_get_monotonic_time ();

  must_sql (db, sql);
  return g_get_monotonic_time () - start;
}

static gint64
time_finding (HjSession *session,
              guint      round)
{
  g_autofree char *criterion = g_strdup_printf ("2.1.%u", round % 7 + 1);
  const HjMember *member = g_ptr_array_index (hj_session_get_content (session)->members, 0);
  g_autofree char *expert = g_strdup (member->id);
  g_autoptr (HjFinding) finding = hj_finding_new (criterion, expert);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  GError *error = NULL;
  gint64 start;

  finding->verdict = round / 7 % 2 == 0 ? HJ_VERDICT_MISSING : HJ_VERDICT_MET;
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  start = g_get_monotonic_time ();
  must (hj_session_apply (session, expert, "bench", commands, &error), error);
  return g_get_monotonic_time () - start;
}

/* Both by turns, so that whatever else the disk does weighs on both alike. */
static void
bench_findings (HjSession  *session,
                const char *folder)
{
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3 *db = open_bare (folder);
  double bare_ms, ours_ms;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 time = time_bare (db, i);

      g_array_append_val (bare, time);
      time = time_finding (session, i);
      g_array_append_val (ours, time);
    }
  sqlite3_close (db);
  bare_ms = median_ms (bare);
  ours_ms = median_ms (ours);
  printf ("one bare commit        %8.3f ms\n", bare_ms);
  printf ("one finding, durable   %8.3f ms  (%.2f times; aim 1.5)\n", ours_ms, ours_ms / bare_ms);
}

static void
bench_opening (const char    *path,
               HjSessionMode  mode,
               const char    *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      gint64 start = g_get_monotonic_time ();
      HjSession *session = hj_session_open (path, mode, NULL, &error);
      gint64 time = g_get_monotonic_time () - start;

      must (session != NULL, error);
      g_array_append_val (times, time);
      must (hj_session_close (session, FALSE, &error), error);
      g_object_unref (session);
    }
  printf ("%-22s %8.3f ms\n", name, median_ms (times));
}

static void
bench_publishing (HjSession *session)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      gint64 start, time;

      time_finding (session, i);
      start = g_get_monotonic_time ();
      must (hj_session_publish (session, NULL, &error), error);
      time = g_get_monotonic_time () - start;
      g_array_append_val (times, time);
    }
  printf ("publishing             %8.3f ms\n", median_ms (times));
}

static HjCommand *
new_person (guint n)
{
  g_autoptr (HjRecord) person = hj_record_new (HJ_RECORD_STAFF, NULL);
  g_autofree char *name = g_strdup_printf ("张三%u", n);

  hj_record_set (person, "name", name);
  hj_record_set (person, "duty", "考务人员");
  return hj_command_new_record (person);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;

  must (hj_session_apply_finish (HJ_SESSION (source), result, &error), error);
  *(gboolean *) user_data = TRUE;
}

/* One cell is changed; how long the longest turn of the owner's loop was until it was durable and shown. */
static gint64
time_turns (HjSession *session,
            guint      round)
{
  GPtrArray *rows = hj_session_get_content (session)->records[HJ_RECORD_STAFF]->rows;
  g_autoptr (HjRecord) changed = hj_record_copy (g_ptr_array_index (rows, round * 997 % rows->len));
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autofree char *remark = g_strdup_printf ("第%u次", round);
  gboolean done = FALSE;
  gint64 longest = 0;

  hj_record_set (changed, "remark", remark);
  g_ptr_array_add (commands, hj_command_new_record (changed));
  hj_session_apply_async (session, "", "bench", commands, NULL, applied_cb, &done);
  while (!done)
    {
      gint64 start;

      /* Waiting is no work. */
      while (!g_main_context_pending (NULL))
        g_usleep (200);
      start = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - start);
    }
  return longest;
}

static void
bench_large_table (HjSession *session)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) commands = hj_command_list_new ();

      for (guint n = 0; n < 5000; n++)
        g_ptr_array_add (commands, new_person (i * 5000 + n));
      must (hj_session_apply (session, "", "bench", commands, &error), error);
    }
  for (guint i = 0; i < 40; i++)
    {
      gint64 longest = time_turns (session, i);

      g_array_append_val (turns, longest);
    }
  printf ("a cell of 100 000 rows %8.3f ms: the owner's longest turn\n", median_ms (turns));
}

static HjSession *
make (const char *path)
{
  GError *error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", &error);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autoptr (HjMember) member = hj_member_new ("张三");
  HjSession *session;

  must (scheme != NULL, error);
  g_ptr_array_add (commands, hj_command_new_member (member));
  session = hj_session_create (path, scheme, commands, NULL, &error);
  must (session != NULL, error);
  return session;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("hj-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.hjd", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  struct rusage usage;
  GStatBuf info;
  GError *error = NULL;
  HjSession *session;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  session = make (path);
  bench_findings (session, folder);
  bench_publishing (session);
  must (hj_session_close (session, FALSE, &error), error);
  g_object_unref (session);
  bench_opening (path, HJ_SESSION_READ, "opening to read");
  bench_opening (path, HJ_SESSION_WRITE, "opening to write");
  getrusage (RUSAGE_SELF, &usage);
  printf ("peak memory            %8.1f MB\n", (double) usage.ru_maxrss / 1024.0);
  if (g_stat (path, &info) == 0)
    printf ("the file               %8.1f KB\n", (double) info.st_size / 1024.0);
  session = hj_session_open (path, HJ_SESSION_WRITE, NULL, &error);
  must (session != NULL, error);
  bench_large_table (session);
  hj_session_abandon (session);
  g_object_unref (session);
  return system (remove) == 0 ? 0 : 1;
}
