/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-bench"

#include "config.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hj-compose-private.h"
#include "hj-pdf-private.h"
#include "hj-sample.h"
#include "hj-test.h"

/* Each measurement runs in a process of its own, so that it starts cold and its
 * peak memory is its own. The dossiers are there before the clock starts. The
 * bare lines draw the very same glyphs with Cairo alone: nothing is planned or
 * cut within the time, so they are the floor. */

#define N_SHEETS 100

typedef struct {
  double  ms;
  double  cpu_ms;  /* of all threads: what is left of it on a machine that does other work too */
  guint64 bytes;  /* of all files */
  guint64 pages;
} Measured;

typedef struct {
  GPtrArray *cards;
  guint      first, n;
  guint64    bytes, pages;
} Share;

typedef struct {
  gint64          wall;
  struct timespec cpu;
} Start;

static Start
start_clock (void)
{
  Start start;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &start.cpu);
  start.wall = g_get_monotonic_time ();
  return start;
}

static void
stop_clock (Measured    *measured,
            const Start *start)
{
  struct timespec cpu;

  measured->ms = (double) (g_get_monotonic_time () - start->wall) / 1000.0;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  measured->cpu_ms = (double) (cpu.tv_sec - start->cpu.tv_sec) * 1000.0 + (double) (cpu.tv_nsec - start->cpu.tv_nsec) / 1e6;
}

static GPtrArray *
make_cards (guint n)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_score_card_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cards, hj_sample_card (hj_sample_plain (i)));
  return cards;
}

static GPtrArray *
plan (HjTypesetter *typesetter,
      GPtrArray    *cards,
      guint         first,
      guint         n)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_document_free);

  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (GError) error = NULL;
      HjDocument *document = hj_document_plan (typesetter, HJ_DOCUMENT_SCORE_SHEET, g_ptr_array_index (cards, i), NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (documents, document);
    }
  return documents;
}

static gpointer
write_share (gpointer data)
{
  Share *share = data;
  g_autoptr (HjTypesetter) typesetter = hj_typesetter_new (NULL);
  g_autoptr (GPtrArray) documents = plan (typesetter, share->cards, share->first, share->n);

  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (GBytes) pdf = hj_document_to_pdf (g_ptr_array_index (documents, i), NULL, NULL);

      share->bytes += g_bytes_get_size (pdf);
      share->pages += hj_document_get_n_pages (g_ptr_array_index (documents, i));
    }
  return NULL;
}

static void
measure_separate (Measured *measured,
                  guint     n_sheets,
                  guint     n_threads)
{
  g_autoptr (GPtrArray) cards = make_cards (n_sheets);
  g_autofree Share *shares = g_new0 (Share, n_threads);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads);
  Start start = start_clock ();

  for (guint i = 0; i < n_threads; i++)
    {
      shares[i] = (Share) { .cards = cards, .first = i * n_sheets / n_threads, .n = n_sheets / n_threads };
      threads[i] = g_thread_new ("sheets", write_share, &shares[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_thread_join (threads[i]);
      measured->bytes += shares[i].bytes;
      measured->pages += shares[i].pages;
    }
  stop_clock (measured, &start);
}

static void
measure_combined (Measured *measured)
{
  g_autoptr (GPtrArray) cards = make_cards (N_SHEETS);
  Start start = start_clock ();
  g_autoptr (HjTypesetter) typesetter = hj_typesetter_new (NULL);
  g_autoptr (GPtrArray) documents = plan (typesetter, cards, 0, N_SHEETS);
  g_autoptr (GBytes) pdf = hj_documents_to_pdf (documents, NULL, NULL);

  stop_clock (measured, &start);
  measured->bytes = g_bytes_get_size (pdf);
  for (guint i = 0; i < documents->len; i++)
    measured->pages += hj_document_get_n_pages (g_ptr_array_index (documents, i));
}

static void
use_installed_fonts (HjGlyphUse *use)
{
  GHashTableIter iter;
  gpointer face;

  g_hash_table_iter_init (&iter, use);
  while (g_hash_table_iter_next (&iter, &face, NULL))
    ((HjFace *) face)->whole = TRUE;
}

/* The same marks with Cairo alone: with the installed fonts whole, or with fonts prepared before. */
static void
measure_bare (Measured *measured,
              guint     n_sheets,
              gboolean  prepared,
              gboolean  combined)
{
  g_autoptr (GPtrArray) cards = make_cards (n_sheets);
  g_autoptr (HjFonts) fonts = hj_fonts_new (NULL);
  g_autoptr (HjTexts) texts = hj_texts_new (fonts);
  g_autoptr (GHashTable) use = hj_glyph_use_new ();
  g_autoptr (HjDrawFonts) draw_fonts = NULL;
  g_autofree HjPdfPart *parts = g_new0 (HjPdfPart, n_sheets);
  Start start;

  for (guint i = 0; i < n_sheets; i++)
    {
      HjPlan *planned = hj_score_sheet_compose (texts, g_ptr_array_index (cards, i), NULL);

      hj_glyph_use_unite (use, planned->use);
      parts[i] = (HjPdfPart) { planned, "bare", hj_day_new (2020, 11, 25) };
    }
  if (!prepared)
    use_installed_fonts (use);
  draw_fonts = hj_draw_fonts_new (use, NULL);

  start = start_clock ();
  for (guint i = 0; i < n_sheets; i += combined ? n_sheets : 1)
    {
      g_autoptr (GBytes) pdf = hj_pdf_write (parts + i, combined ? n_sheets : 1, draw_fonts, NULL, NULL);

      measured->bytes += g_bytes_get_size (pdf);
    }
  stop_clock (measured, &start);
  for (guint i = 0; i < n_sheets; i++)
    {
      measured->pages += parts[i].plan->pages->len;
      hj_plan_free ((HjPlan *) parts[i].plan);
    }
}

typedef enum {
  COLD,
  SEPARATE,
  TWO_THREADS,
  COMBINED,
  BARE_WHOLE,
  BARE_COLD,
  BARE_SEPARATE,
  BARE_COMBINED,
  N_MEASUREMENTS
} Measurement;

static const struct {
  const char *label;
  guint       n_sheets;
  const char *aim;
} measurements[N_MEASUREMENTS] = {
  [COLD]          = { "one sheet, cold", 1, "under 40 ms, under 70 kB" },
  [SEPARATE]      = { "100 sheets apart, one thread", N_SHEETS, "7 ms a sheet" },
  [TWO_THREADS]   = { "100 sheets apart, two threads", N_SHEETS, "1.8 times that rate" },
  [COMBINED]      = { "100 sheets in one file", N_SHEETS, "2 ms a sheet" },
  [BARE_WHOLE]    = { "bare Cairo, installed fonts, one", 1, "" },
  [BARE_COLD]     = { "bare Cairo, prepared fonts, one", 1, "" },
  [BARE_SEPARATE] = { "bare Cairo, prepared, 100 apart", N_SHEETS, "" },
  [BARE_COMBINED] = { "bare Cairo, prepared, one file", N_SHEETS, "" },
};

static void
measure (Measurement  measurement,
         Measured    *measured)
{
  guint n_sheets = measurements[measurement].n_sheets;

  switch (measurement)
    {
    case COLD:
    case SEPARATE:
      measure_separate (measured, n_sheets, 1);
      break;
    case TWO_THREADS:
      measure_separate (measured, n_sheets, 2);
      break;
    case COMBINED:
      measure_combined (measured);
      break;
    case BARE_WHOLE:
      measure_bare (measured, n_sheets, FALSE, FALSE);
      break;
    case BARE_COLD:
    case BARE_SEPARATE:
      measure_bare (measured, n_sheets, TRUE, FALSE);
      break;
    case BARE_COMBINED:
    case N_MEASUREMENTS:
    default:
      measure_bare (measured, n_sheets, TRUE, TRUE);
      break;
    }
}

static gboolean
measure_in_child (Measurement    measurement,
                  Measured      *measured,
                  struct rusage *usage)
{
  int pipe_fds[2];
  int status = 0;
  pid_t child;
  gboolean read_whole;

  if (pipe (pipe_fds) != 0)
    return FALSE;
  child = fork ();
  if (child == 0)
    {
      Measured own = { 0 };

      measure (measurement, &own);
      _exit (write (pipe_fds[1], &own, sizeof own) == sizeof own ? 0 : 1);
    }
  close (pipe_fds[1]);
  read_whole = read (pipe_fds[0], measured, sizeof *measured) == sizeof *measured;
  close (pipe_fds[0]);
  return wait4 (child, &status, 0, usage) == child && status == 0 && read_whole;
}

int
main (int    argc,
      char **argv)
{
  double rates[N_MEASUREMENTS] = { 0 };
  g_autofree char *heading = g_strdup_printf ("%-34s %9s %9s %9s %11s %6s %8s", "", "ms", "ms each", "cpu each", "bytes each", "pages", "peak MB");

  hj_test_init (&argc, &argv);
  g_print ("%s\n", heading);
  for (Measurement i = 0; i < N_MEASUREMENTS; i++)
    {
      Measured measured = { 0 };
      struct rusage usage = { 0 };

      if (!measure_in_child (i, &measured, &usage))
        {
          g_printerr ("%s: failed\n", measurements[i].label);
          return 1;
        }
      rates[i] = measured.ms / measurements[i].n_sheets;
      g_print ("%-34s %9.1f %9.2f %9.2f %11" G_GUINT64_FORMAT " %6" G_GUINT64_FORMAT " %8.1f  %s\n",
               measurements[i].label, measured.ms, rates[i], measured.cpu_ms / measurements[i].n_sheets, measured.bytes / measurements[i].n_sheets,
               measured.pages, (double) usage.ru_maxrss / 1024.0, measurements[i].aim);
    }
  g_print ("two threads: %.2f times the rate of one\n", rates[SEPARATE] / rates[TWO_THREADS]);
  return 0;
}
