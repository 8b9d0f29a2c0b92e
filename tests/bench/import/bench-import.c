/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "bench-import"

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "hj-application-test.h"
#include "hj-compare-window.h"
#include "hj-export.h"
#include "hj-import-window.h"
#include "hj-move-window.h"
#include "hj-picker.h"
#include "hj-session-exchange.h"

/* A workbook of thousands of rows read, previewed, scrolled, chosen and imported, exported again, schemes compared
 * and a move planned beside it: how long each turn of the main loop holds the window. Told are the longest turn by the
 * clock and by what it computed itself, which other programs on the machine don't lengthen; fails where the latter is
 * over 50 ms. HJ_BENCH_ROWS: instead of 5 000 and 50 000. */

#define LIMIT_MS 50.0

typedef struct {
  double worst, computed;
  guint  n, over;
} Times;

static gboolean good = TRUE;

/* Of this thread, in milliseconds. */
static double
computed (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000.0 + (double) now.tv_nsec / 1000000.0;
}

static void
turn (Times *times)
{
  gint64 begun = g_get_monotonic_time ();
  double before = computed ();
  double ms;

  if (!g_main_context_iteration (NULL, FALSE))
    {
      g_usleep (500);
      return;
    }
  ms = (double) (g_get_monotonic_time () - begun) / 1000.0;
  times->worst = MAX (times->worst, ms);
  ms = computed () - before;
  times->computed = MAX (times->computed, ms);
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

#define run_until(times, condition) \
  G_STMT_START { while (!(condition)) turn (times); } G_STMT_END

static void
tell (const char *what,
      gint64      begun,
      Times      *times)
{
  printf ("  %-24s %7.2f s, worst turn %6.1f ms, computing %6.1f ms, %u of %u over %.0f ms\n", what,
          (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, times->worst, times->computed, times->over, times->n,
          LIMIT_MS);
  fflush (stdout);
  good = good && times->over == 0;
  *times = (Times) { 0 };
}

static char *
write_workbook (HjAppFixture *fixture,
                guint         n)
{
  g_autoptr (HjContent) content = hj_content_new (hj_session_get_scheme (fixture->session));
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_record_unref);
  char *path = g_build_filename (fixture->folder, "many.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = hj_application_test_dup_name (i);
      g_autofree char *id_number = hj_application_test_dup_id_number (i);

      g_ptr_array_add (rows, hj_application_test_record (HJ_RECORD_STAFF, i, "name", name, "id-number", id_number,
                                                         "schooling", "大学本科", "title", "高级讲师", "duty", "考务人员", NULL));
    }
  hj_content_set_records (content, hj_records_new (HJ_RECORD_STAFF, rows));
  hj_job_export (content, path, HJ_EXPORT_ALL_TABLES, FALSE, NULL, &error);
  g_assert_no_error (error);

  return path;
}

static GtkWindow *
dialog_of (HjAppFixture *fixture)
{
  return hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
}

static void
scroll (HjImportPreview *preview,
        Times           *times)
{
  guint n = hj_import_preview_get_n_shown (preview);

  for (guint i = 0; i < 40; i++)
    {
      gtk_widget_activate_action (hj_import_preview_get_list (preview), "list.scroll-to-item", "u",
                                  i < 20 ? i * 10 : (i * 7919) % n);
      run_for (times, 25);
    }
}

static void
import (HjAppFixture *fixture,
        guint         n)
{
  g_autofree char *path = write_workbook (fixture, n);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HjImportPreview *preview;
  HjImportWindow *window;
  Times times = { 0 };
  gint64 begun = g_get_monotonic_time ();

  hj_exchange_import_file (GTK_WINDOW (fixture->window), fixture->session, file);
  run_until (&times, dialog_of (fixture) != NULL);
  window = HJ_IMPORT_WINDOW (dialog_of (fixture));
  run_until (&times, !g_str_equal (hj_import_window_get_page (window), "busy"));
  tell ("reading", begun, &times);
  begun = g_get_monotonic_time ();
  run_for (&times, 400);
  tell ("showing the preview", begun, &times);
  preview = hj_import_window_get_preview (window);
  g_assert_cmpuint (hj_import_preview_get_n_chosen (preview), ==, n);
  begun = g_get_monotonic_time ();
  scroll (preview, &times);
  tell ("scrolling it", begun, &times);
  begun = g_get_monotonic_time ();
  hj_import_preview_choose_all (preview, FALSE);
  run_for (&times, 150);
  hj_import_preview_choose_all (preview, TRUE);
  run_for (&times, 150);
  tell ("choosing none, all", begun, &times);
  begun = g_get_monotonic_time ();
  g_signal_emit_by_name (hj_import_window_get_import (window), "clicked");
  run_until (&times, dialog_of (fixture) == NULL);
  g_assert_cmpuint (hj_application_test_count (fixture, HJ_RECORD_STAFF), ==, n);
  tell ("importing", begun, &times);
  begun = g_get_monotonic_time ();
  run_for (&times, 2500);
  tell ("afterwards", begun, &times);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hj_job_export_finish (result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
export (HjAppFixture *fixture)
{
  const char *names[] = { "out.xlsx", "out.csv", "out.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      gboolean done = FALSE;
      Times times = { 0 };
      gint64 begun = g_get_monotonic_time ();

      hj_job_export_async (hj_session_get_content (fixture->session), path, HJ_EXPORT_ALL_TABLES, FALSE, NULL, NULL, NULL,
                           exported_cb, &done);
      run_until (&times, done);
      run_for (&times, 200);
      tell (names[i], begun, &times);
    }
}

static void
choose (GtkDropDown *choice,
        const char  *id)
{
  GListModel *model = gtk_drop_down_get_model (choice);

  for (guint i = 0; i < g_list_model_get_n_items (model) && !g_str_equal (hj_picker_get (choice), id); i++)
    gtk_drop_down_set_selected (choice, i);
}

static void
compare_and_plan (HjAppFixture *fixture)
{
  Times times = { 0 };
  gint64 begun = g_get_monotonic_time ();
  HjCompareWindow *compare = hj_compare_window_new (GTK_WINDOW (fixture->window), hj_session_get_scheme (fixture->session));
  HjMoveWindow *move;

  gtk_window_present (GTK_WINDOW (compare));
  run_until (&times, hj_diff_view_get_summary (hj_compare_window_get_view (compare))[0] != '\0');
  choose (hj_compare_window_get_to (compare), "cettic-2020");
  run_for (&times, 1200);
  for (HjChange change = HJ_CHANGE_EQUAL; change <= HJ_CHANGE_GONE; change++)
    {
      hj_diff_view_set_show (hj_compare_window_get_view (compare), change);
      run_for (&times, 300);
    }
  tell ("comparing schemes", begun, &times);
  gtk_window_close (GTK_WINDOW (compare));
  run_for (&times, 200);

  begun = g_get_monotonic_time ();
  move = hj_move_window_new (GTK_WINDOW (fixture->window), fixture->session);
  gtk_window_present (GTK_WINDOW (move));
  run_until (&times, hj_picker_get (hj_move_window_get_to (move))[0] != '\0');
  choose (hj_move_window_get_to (move), "jilin-2022");
  run_for (&times, 1500);
  tell ("planning a move", begun, &times);
  gtk_window_close (GTK_WINDOW (move));
  run_for (&times, 300);
}

static void
test_import (gconstpointer data)
{
  HjAppFixture fixture = { NULL, };
  guint n = GPOINTER_TO_UINT (data);

  printf ("%u rows\n", n);
  hj_application_test_make (&fixture, "zhejiang-2020", 1280, 800);
  import (&fixture, n);
  export (&fixture);
  compare_and_plan (&fixture);
  hj_app_fixture_tear_down (&fixture, NULL);
  g_assert_true (good);
}

int
main (int    argc,
      char **argv)
{
  const char *rows = g_getenv ("HJ_BENCH_ROWS");

  hj_app_test_init (&argc, &argv);
  if (rows != NULL)
    g_test_add_data_func ("/bench/import", GUINT_TO_POINTER ((guint) g_ascii_strtoull (rows, NULL, 10)), test_import);
  else
    {
      g_test_add_data_func ("/bench/import/5000", GUINT_TO_POINTER (5000), test_import);
      g_test_add_data_func ("/bench/import/50000", GUINT_TO_POINTER (50000), test_import);
    }

  return hj_app_test_run ();
}
