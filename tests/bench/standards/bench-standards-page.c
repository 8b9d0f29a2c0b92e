/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "bench-standards-page"

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "hj-application-test.h"
#include "hj-item-page.h"
#include "hj-session-exchange.h"
#include "hj-standards-page.h"

/* The page of the standards with 2 000 persons and 20 occupations: how long each turn of the main loop
 * holds the window while a check runs beside it and the page takes over what it found. Fails where one
 * takes longer than 50 ms; opening the page for the first time is told and not counted. */

#define N_STAFF 200
#define N_EXPERTS 900
#define N_ASSESSORS 900
#define N_OCCUPATIONS 20
#define N_EDITS 8
#define LIMIT_MS 50.0

typedef struct {
  double worst;
  guint  n, over;
} Times;

/* What this thread worked: how busy the machine is with others is not the page's doing. */
static gint64
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
turn (Times *times)
{
  gint64 begun = worked ();
  double ms;

  if (!g_main_context_iteration (NULL, FALSE))
    {
      g_usleep (500);
      return;
    }
  ms = (double) (worked () - begun) / 1000.0;
  times->worst = MAX (times->worst, ms);
  times->n++;
  times->over += ms > LIMIT_MS ? 1 : 0;
}

static void
run_for (Times *times,
         guint  milliseconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    turn (times);
}

static gboolean
tell (const char  *what,
      const Times *times)
{
  printf ("%-44s worst turn %6.1f ms, %u of %u over %.0f ms\n", what, times->worst, times->over, times->n, LIMIT_MS);
  fflush (stdout);

  return times->over == 0;
}

static void
add_people (GPtrArray   *records,
            HjRecordKind kind,
            guint        n)
{
  static const char * const titles[] = { "工程师", "高级技师", "技师", "高级工程师", "高级工", "助理工程师", "无", "讲师、技师" };
  static const char * const duties[] = { "主任", "副主任", "办公室主任", "考务人员", "档案员", "设备维修", "计算机管理", "会计", "教师" };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i);
      g_autofree char *id_number = hj_application_test_dup_id_number (i + 1000 * kind);
      g_autofree char *years = g_strdup_printf ("%u", i % 12);
      HjRecord *record = hj_application_test_record (kind, i, "name", name, "id-number", id_number, "schooling", "大学本科",
                                                     "title", titles[i % G_N_ELEMENTS (titles)], NULL);

      if (kind == HJ_RECORD_STAFF)
        {
          hj_record_set (record, "duty", duties[i % G_N_ELEMENTS (duties)]);
          hj_record_set (record, "years", years);
        }
      if (kind == HJ_RECORD_ASSESSOR)
        hj_record_set (record, "employment", i % 3 == 0 ? "own" : "hired");
      g_ptr_array_add (records, record);
    }
}

static void
fill (HjAppFixture *fixture)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);

  add_people (records, HJ_RECORD_STAFF, N_STAFF);
  add_people (records, HJ_RECORD_EXPERT, N_EXPERTS);
  add_people (records, HJ_RECORD_ASSESSOR, N_ASSESSORS);
  for (guint i = 0; i < N_OCCUPATIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("职业%u", i);

      g_ptr_array_add (records, hj_application_test_record (HJ_RECORD_OCCUPATION, i, "name", name, "levels", "5,4,3,2,1",
                                                            "trained", "4000", NULL));
    }
  hj_application_test_put (fixture, records);
}

/* One person's row, another schooling each time: from the edit to the page that shows what it came to. */
static void
edit (HjAppFixture *fixture,
      guint         n,
      Times        *times)
{
  HjSession *session = fixture->session;
  const HjRecords *staff = hj_session_get_content (session)->records[HJ_RECORD_STAFF];
  g_autoptr (HjRecord) record = hj_record_copy (g_ptr_array_index (staff->rows, n));
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  HjStandardReport *before = hj_session_get_standards (session);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  hj_record_set (record, "schooling", g_str_equal (hj_record_get (record, "schooling"), "高中") ? "大专" : "高中");
  g_ptr_array_add (commands, hj_command_new_record (record));
  hj_session_apply_async (session, hj_session_get_recorder (session), "edit", commands, NULL, NULL, NULL);
  while (g_get_monotonic_time () < deadline &&
         (hj_session_get_standards (session) == before || hj_session_get_standards_stale (session)))
    turn (times);
  g_assert_true (hj_session_get_standards (session) != before);
  run_for (times, 200);
}

static gboolean
edits (HjAppFixture *fixture,
       const char   *what)
{
  Times times = { 0 };

  for (guint i = 0; i < N_EDITS; i++)
    edit (fixture, i + 1, &times);

  return tell (what, &times);
}

static void
test_page (void)
{
  HjAppFixture fixture = { NULL, };
  HjStandardsPage *page;
  Times opening = { 0 }, all = { 0 }, one = { 0 };
  gboolean good;

  hj_application_test_make (&fixture, "zhejiang-2020", 1280, 800);
  fill (&fixture);
  hj_wait_for (hj_session_get_standards (fixture.session) != NULL && !hj_session_get_standards_stale (fixture.session));
  hj_app_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.go", "s", "standards");
  run_for (&opening, 1500);
  tell ("the page opened", &opening);
  page = HJ_STANDARDS_PAGE (hj_app_test_find (GTK_WIDGET (fixture.window), HJ_TYPE_STANDARDS_PAGE));
  good = edits (&fixture, "a row edited, what is short in sight");
  hj_standards_page_set_show (page, HJ_SHOW_ALL);
  run_for (&all, 1500);
  good = tell ("everything shown", &all) && good;
  good = edits (&fixture, "a row edited, everything in sight") && good;
  gtk_drop_down_set_selected (hj_standards_page_get_occupation (page), 3);
  run_for (&one, 800);
  good = tell ("one occupation chosen", &one) && good;
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.go", "s", "item:1.2");
  run_for (&one, 1500);
  good = edits (&fixture, "a row edited, an item with proposals in sight") && good;
  g_assert_true (good);
  hj_app_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);
  g_test_add_func ("/bench/standards-page", test_page);

  return hj_app_test_run ();
}
