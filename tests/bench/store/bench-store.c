/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "dossier-fixture.h"

/* One finding until it is durable, against one bare SQLite commit of a similar
 * row with the same durability on the same disk. The two take turns, so that
 * whatever else the disk does falls on both. */

#define ROUNDS 600

typedef struct {
  sqlite3      *db;
  sqlite3_stmt *put;
} Bare;

static void
check (int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE)
    g_error ("SQLite: %s", sqlite3_errstr (code));
}

static void
bare_open (Bare       *bare,
           const char *path)
{
  check (sqlite3_open_v2 (path, &bare->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  check (sqlite3_exec (bare->db,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "CREATE TABLE finding (criterion TEXT NOT NULL, expert TEXT NOT NULL, verdict TEXT NOT NULL,"
                       " reason TEXT NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (criterion, expert))"
                       " STRICT, WITHOUT ROWID", NULL, NULL, NULL));
  check (sqlite3_prepare_v2 (bare->db,
                             "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (criterion, expert)"
                             " DO UPDATE SET verdict = ?3, reason = ?4, changed = ?5", -1, &bare->put, NULL));
}

static void
bare_close (Bare *bare)
{
  check (sqlite3_finalize (bare->put));
  check (sqlite3_close (bare->db));
}

static gint64
time_bare (Bare       *bare,
           const char *criterion,
           HjVerdict   verdict)
{
  gint64 start = g_get_monotonic_time ();

  sqlite3_bind_text (bare->put, 1, criterion, -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 2, hj_test_expert (0), -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 3, hj_verdict_to_id (verdict), -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->put, 4, "查见问题", -1, SQLITE_STATIC);
  sqlite3_bind_int64 (bare->put, 5, start);
  check (sqlite3_step (bare->put));
  check (sqlite3_reset (bare->put));

  return g_get_monotonic_time () - start;
}

static gint64
time_ours (HjStore    *store,
           const char *criterion,
           HjVerdict   verdict)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!dossier_record (store, criterion, 0, 0, verdict, &error))
    g_error ("%s", error->message);

  return g_get_monotonic_time () - start;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gint64
at_percent (GArray *times,
            guint   percent)
{
  g_array_sort (times, compare);

  return g_array_index (times, gint64, (times->len - 1) * percent / 100);
}

static void
bench_finding (HjStore *store)
{
  static const char * const criteria[] = { "1.1.1", "1.2.1", "2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.2.2", "3.2.1" };
  g_autofree char *path = dossier_fresh_path ();
  g_autoptr (GArray) bare_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) our_times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Bare bare = { 0 };

  bare_open (&bare, path);
  for (guint i = 0; i < ROUNDS; i++)
    {
      const char *criterion = criteria[i % G_N_ELEMENTS (criteria)];
      HjVerdict verdict = i / G_N_ELEMENTS (criteria) % 2 == 0 ? HJ_VERDICT_MET : HJ_VERDICT_DEFICIENT;
      gint64 bare_time = time_bare (&bare, criterion, verdict);
      gint64 our_time = time_ours (store, criterion, verdict);

      g_array_append_val (bare_times, bare_time);
      g_array_append_val (our_times, our_time);
    }
  bare_close (&bare);

  for (guint percent = 50; percent <= 95; percent += 45)
    {
      gint64 bare_time = at_percent (bare_times, percent);
      gint64 our_time = at_percent (our_times, percent);

      g_print ("finding to durable, %u%%: %" G_GINT64_FORMAT " us; bare commit %" G_GINT64_FORMAT " us; ratio %.2f"
               " (aim: below 1.5)\n", percent, our_time, bare_time, (double) our_time / (double) MAX (bare_time, 1));
    }
}

static void
bench_reading (HjScheme   *scheme,
               const char *path,
               guint       rounds)
{
  g_autoptr (GArray) opened = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) loaded = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < rounds; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (HjStore) reader = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &error);
      g_autoptr (HjContent) content = NULL;
      gint64 time = g_get_monotonic_time () - start;

      g_array_append_val (opened, time);
      start = g_get_monotonic_time ();
      content = hj_store_load (reader, scheme, &error);
      time = g_get_monotonic_time () - start;
      g_array_append_val (loaded, time);
    }
  g_print ("opening a published file: %" G_GINT64_FORMAT " us; loading the content: %" G_GINT64_FORMAT " us\n",
           at_percent (opened, 50), at_percent (loaded, 50));
}

static void
bench_export (HjStore    *store,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!hj_store_export (store, path, "bench", NULL, NULL, &error))
    g_error ("%s", error->message);
  g_print ("exporting: %.1f ms\n", (double) (g_get_monotonic_time () - start) / 1000.0);
}

/* People as an application lists them, with what most rows fill in. */
static GPtrArray *
make_people (guint n)
{
  GPtrArray *commands = hj_command_list_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HjRecord) person = hj_record_new (HJ_RECORD_STAFF, NULL);
      g_autofree char *name = g_strdup_printf ("张%u", i);
      g_autofree char *number = g_strdup_printf ("33010119900101%04u", i % 10000);

      hj_record_set (person, "name", name);
      hj_record_set (person, "sex", i % 2 == 0 ? "male" : "female");
      hj_record_set (person, "birth", "1990-01-01");
      hj_record_set (person, "id-number", number);
      hj_record_set (person, "schooling", "大学本科");
      hj_record_set (person, "title", "高级技师");
      hj_record_set (person, "duty", "考务管理人员");
      hj_record_set (person, "years", "7.5");
      hj_record_set (person, "full-time", "yes");
      g_ptr_array_add (commands, hj_command_new_record (person));
    }

  return commands;
}

static gint64
time_apply (HjStore    *store,
            HjScheme   *scheme,
            GPtrArray  *commands,
            gint64     *loading,
            HjContent **content)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 applied;

  if (!hj_store_apply (store, "", "bench", commands, &error))
    g_error ("%s", error->message);
  applied = g_get_monotonic_time ();
  g_clear_pointer (content, hj_content_unref);
  *content = hj_store_load (store, scheme, &error);
  *loading = g_get_monotonic_time () - applied;

  return applied - start;
}

static void
bench_records (HjScheme *scheme)
{
  g_autoptr (HjStore) store = dossier_new (scheme);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 loading;

  {
    g_autoptr (GPtrArray) people = make_people (5000);
    gint64 time = time_apply (store, scheme, people, &loading, &content);

    g_print ("5 000 records in one step: %.0f ms; the first loading of them: %.0f ms\n",
             (double) time / 1000.0, (double) loading / 1000.0);
  }
  for (guint i = 0; i < 19; i++)
    {
      g_autoptr (GPtrArray) people = make_people (5000);

      time_apply (store, scheme, people, &loading, &content);
    }
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GPtrArray) commands = hj_command_list_new ();
      g_autoptr (HjRecord) changed = hj_record_copy (content->records[HJ_RECORD_STAFF]->rows->pdata[i * 1999]);
      gint64 time;

      hj_record_set (changed, "remark", "改");
      g_ptr_array_add (commands, hj_command_new_record (changed));
      time = time_apply (store, scheme, commands, &loading, &content);
      g_array_append_val (edits, time);
      g_array_append_val (loads, loading);
      g_ptr_array_set_size (commands, 0);
      g_ptr_array_add (commands, hj_command_new_visit (&(HjVisit) { (HjDay) i, HJ_DAY_NONE, (char *) "", (char *) "" }));
      time_apply (store, scheme, commands, &loading, &content);
      g_array_append_val (findings, loading);
    }
  g_print ("one cell among 100 000 rows: durable in %.1f ms, loaded in %.1f ms; another table's change loaded in %.2f ms\n",
           (double) at_percent (edits, 50) / 1000.0, (double) at_percent (loads, 50) / 1000.0,
           (double) at_percent (findings, 50) / 1000.0);
  {
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();

    if (!hj_store_undo (store, "", &error))
      g_error ("%s", error->message);
    g_print ("its undo: %.1f ms\n", (double) (g_get_monotonic_time () - start) / 1000.0);
  }
  {
    g_autofree char *path = dossier_fresh_path ();

    bench_export (store, path);
    bench_reading (scheme, path, 3);
  }
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);
  {
    g_autoptr (HjScheme) scheme = hj_test_scheme ();
    g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 3);
    g_autofree char *path = dossier_fresh_path ();

    bench_finding (store);
    bench_export (store, path);
    bench_reading (scheme, path, 50);
    bench_records (scheme);
  }

  return hj_test_run ();
}
