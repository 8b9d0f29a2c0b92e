/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dossier-fixture.h"
#include "hj-store-private.h"

/* kill -9 at random moments while findings, undo and drafts are recorded. What
 * the writer was told is durable is there afterwards, and the file opens. Each
 * second kill comes by the clock, while the file may still be opening; the
 * others come some moments after an answer, however slow the machine is. */

#define ROUNDS 200

static gboolean
answer (HjStore *store,
        int      number)
{
  g_autoptr (HjFinding) finding = hj_finding_new ("3.1.1", hj_test_expert (0));
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  finding->verdict = HJ_VERDICT_DEFICIENT;
  finding->quantity = number;
  hj_str_set (&hj_finding_add_deduction (finding, 250)->reason, "通风不足");
  g_ptr_array_add (commands, hj_command_new_finding (finding));

  return hj_store_apply (store, hj_test_expert (0), "answer", commands, NULL);
}

/* In the child, until it is killed: each number is told once it is durable. */
static void
write_for_ever (const char *path,
                int         from,
                int         told)
{
  HjStore *store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, NULL);

  for (int number = from; store != NULL; number++)
    {
      if (!answer (store, number) || write (told, &number, sizeof number) != sizeof number)
        break;
      if (number % 5 == 0)
        hj_store_set_draft (store, hj_test_expert (0), "finding/3.1.1/reason", "正在写", NULL);
      if (number % 7 == 0 &&
          (!hj_store_undo (store, hj_test_expert (0), NULL) || !hj_store_redo (store, hj_test_expert (0), NULL)))
        break;
    }
  _exit (3);
}

static int
run_writer (const char *path,
            int         from,
            gboolean    by_clock)
{
  int answers = by_clock ? 0 : g_test_rand_int_range (1, 12);

  int told[2];
  int number = from - 1;
  int status = 0;
  pid_t child;

  g_assert_cmpint (pipe (told), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (told[0]);
      write_for_ever (path, from, told[1]);
    }
  close (told[1]);
  for (int next; answers > 0 && read (told[0], &next, sizeof next) == sizeof next; answers--)
    number = next;
  g_assert_cmpint (answers, ==, 0);
  g_usleep ((gulong) g_test_rand_int_range (by_clock ? 500 : 0, by_clock ? 40000 : 3000));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  for (int next; read (told[0], &next, sizeof next) == sizeof next;)
    number = next;
  close (told[0]);
  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  g_assert_true (WIFSIGNALED (status));

  return number;
}

/* An undo that was not told of may stand, and then the number is the one before. */
static int
read_number (const char *path,
             HjScheme   *scheme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStore) store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_autoptr (HjContent) content = NULL;
  const HjFinding *finding;
  gint64 entries = 0;

  g_assert_no_error (error);
  content = dossier_load (store, scheme);
  g_assert_true (hj_store_check_chains (store, &entries, &error));
  g_assert_no_error (error);
  finding = hj_content_find_finding (content, "3.1.1", hj_test_expert (0));
  if (finding == NULL)
    return 0;
  g_assert_cmpuint (finding->deductions->len, ==, 1);

  return finding->quantity;
}

static void
test_kill (void)
{
  g_autoptr (HjScheme) scheme = hj_test_scheme ();
  g_autofree char *path = NULL;
  int number = 0;
  int told = 0;

  {
    g_autoptr (HjStore) store = dossier_new_with_panel (scheme, 1);

    path = g_strdup (store->path);
  }
  for (guint i = 0; i < ROUNDS; i++)
    {
      told = run_writer (path, number + 1, i % 2 == 0);
      number = read_number (path, scheme);
      /* The next may be durable and not told yet, and every seventh is undone and redone. */
      g_assert_cmpint (number, >=, told > 0 && told % 7 == 0 ? told - 1 : told);
      g_assert_cmpint (number, <=, told + 1);
      number = MAX (number, told);
    }
  g_test_message ("%d answers over %d kills", number, ROUNDS);
  g_assert_cmpint (number, >=, ROUNDS / 2);
}

int
main (int   argc,
      char *argv[])
{
  hj_test_init (&argc, &argv);

  g_test_add_func ("/kill/at-any-moment", test_kill);

  return hj_test_run ();
}
