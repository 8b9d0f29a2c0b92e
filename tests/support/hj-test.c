/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "hj-test.h"

static struct {
  char  *folder;
  pid_t  owner;
} place;

static struct {
  GMutex   mutex;
  gboolean fixed;
  gint64   wall;
  gint64   monotonic;
} test_clock;

/**
 * hj_test_remove_tree:
 *
 * Removes a folder and what is in it; links are removed, never followed.
 */
void
hj_test_remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          hj_test_remove_tree (child);
        }
    }
  g_remove (path);
}

/* A child that a test forked must not take its parent's folder away. */
static void
remove_place (void)
{
  if (place.folder == NULL || place.owner != getpid ())
    return;
  hj_test_remove_tree (place.folder);
  g_clear_pointer (&place.folder, g_free);
}

static void
set_private_folder (const char *variable,
                    const char *name)
{
  g_autofree char *path = g_build_filename (place.folder, name, NULL);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
  g_setenv (variable, path, TRUE);
}

static void
make_place (void)
{
  GError *error = NULL;

  place.folder = g_dir_make_tmp ("hj-test-XXXXXX", &error);
  g_assert_no_error (error);
  place.owner = getpid ();
  set_private_folder ("HOME", "home");
  set_private_folder ("XDG_DATA_HOME", "data");
  set_private_folder ("XDG_CONFIG_HOME", "config");
  set_private_folder ("XDG_CACHE_HOME", "cache");
  set_private_folder ("XDG_STATE_HOME", "state");
  set_private_folder ("XDG_RUNTIME_DIR", "runtime");
  atexit (remove_place);
}

/* The same chances in every run, unless the command line names others: --seed=R02S… */
static void
fix_seed (int    *argc,
          char ***argv)
{
  static char seed[] = "--seed=R02S5eed0000000000000000000000000000";
  static char *arguments[32];

  for (int i = 1; i < *argc; i++)
    if (g_str_has_prefix ((*argv)[i], "--seed"))
      return;
  g_assert_cmpint (*argc, <, (int) G_N_ELEMENTS (arguments) - 1);
  for (int i = 0; i < *argc; i++)
    arguments[i] = (*argv)[i];
  arguments[(*argc)++] = seed;
  *argv = arguments;
}

void
hj_test_init (int    *argc,
              char ***argv)
{
  g_setenv ("TZ", "Asia/Shanghai", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_unsetenv ("LANGUAGE");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  tzset ();
  setlocale (LC_ALL, "C.UTF-8");
  make_place ();
  fix_seed (argc, argv);
  g_test_init (argc, argv, NULL);
}

int
hj_test_run (void)
{
  int status = g_test_run ();

  hj_clock_set_func (NULL, NULL);
  remove_place ();
  return status;
}

const char *
hj_test_folder (void)
{
  g_assert_nonnull (place.folder);
  return place.folder;
}

char *
hj_test_path (const char *name)
{
  return g_build_filename (hj_test_folder (), name, NULL);
}

char *
hj_test_new_folder (void)
{
  char *path = hj_test_path ("folder-XXXXXX");

  g_assert_nonnull (g_mkdtemp (path));
  return path;
}

guint
hj_test_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
hj_test_feed_samples (const char       *folder,
                      HjTestFuzzTarget  target)
{
  g_autofree char *samples = g_test_build_filename (G_TEST_DIST, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (samples, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (samples, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpint (target ((const uint8_t *) text, length), ==, 0);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
tell_test_time (HjMoment *moment,
                gpointer  user_data)
{
  g_mutex_lock (&test_clock.mutex);
  moment->wall = test_clock.wall;
  moment->monotonic = test_clock.monotonic;
  g_mutex_unlock (&test_clock.mutex);
  g_strlcpy (moment->boot_id, "00000000-0000-0000-0000-000000000001", sizeof moment->boot_id);
}

void
hj_test_clock_set (int year,
                   int month,
                   int day,
                   int hour,
                   int minute)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 60 * 60);
  g_autoptr (GDateTime) when = g_date_time_new (zone, year, month, day, hour, minute, 0);

  g_assert_nonnull (when);
  g_mutex_lock (&test_clock.mutex);
  test_clock.wall = g_date_time_to_unix (when) * G_USEC_PER_SEC;
  test_clock.monotonic = 1000 * G_USEC_PER_SEC;
  g_mutex_unlock (&test_clock.mutex);
  hj_clock_set_func (tell_test_time, NULL);
}

void
hj_test_clock_advance (gint64 microseconds)
{
  g_mutex_lock (&test_clock.mutex);
  test_clock.wall += microseconds;
  test_clock.monotonic += microseconds;
  g_mutex_unlock (&test_clock.mutex);
}

void
hj_test_clock_jump (gint64 microseconds)
{
  g_mutex_lock (&test_clock.mutex);
  test_clock.wall += microseconds;
  g_mutex_unlock (&test_clock.mutex);
}

void
hj_test_clock_reset (void)
{
  hj_clock_set_func (NULL, NULL);
}

HjContent *
hj_test_content (HjScheme *scheme,
                 guint     n_experts)
{
  HjContent *content = hj_content_new (scheme);

  hj_str_set (&content->dossier_id, "0123456789abcdef0123456789abcdef");
  hj_str_set (&content->applicant.name, "浙江某某职业培训学校");
  hj_str_set (&content->applicant.credit_code, "91350100M000100Y43");
  content->visit.from = hj_day_new (2020, 12, 8);
  for (guint i = 0; i < n_experts; i++)
    {
      g_autofree char *name = g_strdup_printf ("expert %u", i + 1);
      HjMember *member = hj_member_new (name);

      hj_str_set (&member->id, hj_test_expert (i));
      member->lead = i == 0;
      member->position = (int) i;
      g_ptr_array_add (content->members, member);
    }
  for (guint i = 0; i < scheme->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (scheme->materials, i);

      g_ptr_array_add (content->materials, hj_material_receipt_new (material->id));
    }
  return content;
}

const char *
hj_test_expert (guint n)
{
  g_autofree char *id = g_strdup_printf ("%032x", n + 0xe1);

  return g_intern_string (id);
}

HjMember *
hj_test_member (HjContent *content,
                guint      n)
{
  g_assert_cmpuint (n, <, content->members->len);
  return g_ptr_array_index (content->members, n);
}

/* Findings stand by criterion in the scheme's order, then by member: as a dossier gives them. */
static int
compare_findings (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const HjFinding *x = *(const HjFinding * const *) a;
  const HjFinding *y = *(const HjFinding * const *) b;
  int order = g_strcmp0 (x->criterion, y->criterion);

  return order != 0 ? order : g_strcmp0 (x->expert, y->expert);
}

HjFinding *
hj_test_finding (HjContent  *content,
                 const char *criterion,
                 guint       expert)
{
  HjFinding *finding = (HjFinding *) hj_content_find_finding (content, criterion, hj_test_expert (expert));

  if (finding != NULL)
    return finding;
  g_assert_nonnull (hj_scheme_find_criterion (content->scheme, criterion));
  finding = hj_finding_new (criterion, hj_test_expert (expert));
  g_ptr_array_add (content->findings, finding);
  g_ptr_array_sort_with_data (content->findings, compare_findings, NULL);
  return finding;
}

HjFinding *
hj_test_set (HjContent  *content,
             const char *criterion,
             guint       expert,
             HjVerdict   verdict,
             const char *reason)
{
  HjFinding *finding = hj_test_finding (content, criterion, expert);

  finding->verdict = verdict;
  hj_str_set (&finding->reason, reason);
  return finding;
}

HjDeduction *
hj_test_deduct (HjContent  *content,
                const char *criterion,
                guint       expert,
                HjPoints    points,
                const char *reason)
{
  HjFinding *finding = hj_test_finding (content, criterion, expert);
  HjDeduction *deduction = hj_finding_add_deduction (finding, points);
  g_autofree char *id = g_strdup_printf ("%030x%02x", g_str_hash (criterion) ^ expert, finding->deductions->len);

  hj_str_set (&deduction->id, id);
  hj_str_set (&deduction->reason, reason);
  finding->verdict = HJ_VERDICT_DEFICIENT;
  return deduction;
}

HjFinding *
hj_test_award (HjContent  *content,
               const char *criterion,
               guint       expert,
               HjPoints    award,
               const char *evidence)
{
  HjFinding *finding = hj_test_finding (content, criterion, expert);

  finding->has_award = TRUE;
  finding->award = award;
  hj_str_set (&finding->evidence, evidence);
  return finding;
}

void
hj_test_all_met (HjContent *content,
                 guint      expert)
{
  for (guint i = 0; i < content->scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (content->scheme->sections, i);

      for (guint j = 0; !section->bonus && j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);

              hj_test_set (content, criterion->id, expert, HJ_VERDICT_MET, NULL);
            }
        }
    }
}

void
hj_test_forget (HjContent  *content,
                const char *criterion,
                guint       expert)
{
  g_ptr_array_remove (content->findings, hj_test_finding (content, criterion, expert));
}
