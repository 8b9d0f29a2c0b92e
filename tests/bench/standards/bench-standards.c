/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "hj-scheme-file.h"
#include "hj-standards.h"

/* The check of an application of 2 000 persons and 20 occupations: experts and assessors of one occupation
 * each, then all of them for all occupations (shared), which asks every person for every occupation. */

#define N_STAFF 200
#define N_EXPERTS 900
#define N_ASSESSORS 900
#define N_OCCUPATIONS 20
#define ROUNDS 5

static const char * const titles[] = { "工程师", "高级技师", "技师", "高级工程师", "高级工", "助理工程师", "无", "讲师、技师" };
static const char * const duties[] = { "主任", "副主任", "办公室主任", "考务人员", "档案员", "设备维修", "计算机管理", "会计", "教师" };
static const char * const schooling[] = { "大专", "本科", "硕士研究生", "高中", "中专" };

static void
add_people (GString    *text,
            const char *table,
            const char *row,
            guint       n,
            gboolean    shared)
{
  g_string_append_printf (text, "<%s>", table);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "<%s id='%s%u' position='%u' name='张%u' id-number='33010619800101%04u' schooling='%s' title='%s' "
                              "years='%u' duty='%s' employment='%s' levels='5 4 3'",
                              row, row, i, i * 1024, i, i, schooling[i % G_N_ELEMENTS (schooling)], titles[i % G_N_ELEMENTS (titles)],
                              i % 12, duties[i % G_N_ELEMENTS (duties)], i % 3 == 0 ? "own" : "hired");
      if (!shared)
        g_string_append_printf (text, " occupation='职业%u'", i % N_OCCUPATIONS);
      g_string_append (text, "/>");
    }
  g_string_append_printf (text, "</%s>", table);
}

static GBytes *
make_application (gboolean shared)
{
  GString *text = g_string_new ("<dossier xmlns='urn:hengjian:dossier:1'><applicant id='applicant' type='事业单位' "
                                "experience-years='5' experience-count='40000' technician-college='no'/>");

  add_people (text, "staff", "person", N_STAFF, shared);
  add_people (text, "experts", "expert", N_EXPERTS, shared);
  add_people (text, "assessors", "assessor", N_ASSESSORS, shared);
  g_string_append (text, "<occupations>");
  for (guint i = 0; i < N_OCCUPATIONS; i++)
    g_string_append_printf (text, "<occupation id='o%u' name='职业%u' levels='5 4 3 2 1' trained='5000'/>", i, i);
  g_string_append (text, "</occupations><sites>");
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "<site id='s%u' name='%u' kind='practice' area='100' seats='20' monitored='yes' occupation='职业%u'/>",
                            i, i, i % N_OCCUPATIONS);
  g_string_append (text, "</sites></dossier>");
  return g_string_free_to_bytes (text);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return *first < *second ? -1 : *first > *second;
}

/* Work done, whatever else the machine is busy with. */
static gint64
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
measure (HjScheme   *scheme,
         const char *what,
         gboolean    shared)
{
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (GBytes) xml = make_application (shared);
  gint64 times[ROUNDS], work[ROUNDS];
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time (), begun = worked ();
      g_autoptr (HjStandardReport) report = hj_standards_check (content, xml, hj_day_new (2020, 12, 1), NULL, &error);

      times[i] = g_get_monotonic_time () - start;
      work[i] = worked () - begun;
      g_assert_no_error (error);
      n = report->results->len;
    }
  qsort (times, ROUNDS, sizeof times[0], compare);
  qsort (work, ROUNDS, sizeof work[0], compare);
  g_print ("%s, %s: %u results in %.0f ms, of which %.0f ms are work (medians of %d), aim 500 ms\n", scheme->id, what, n,
           (double) times[ROUNDS / 2] / 1000, (double) work[ROUNDS / 2] / 1000, ROUNDS);
}

int
main (void)
{
  static const char * const ids[] = { "zhejiang-2020", "wenzhou-2022" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HjScheme) scheme = hj_scheme_load (ids[i], &error);

      g_assert_no_error (error);
      measure (scheme, "persons of one occupation each", FALSE);
      measure (scheme, "persons of all occupations", TRUE);
    }
  return 0;
}
