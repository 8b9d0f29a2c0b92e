/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-test"

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hj-digest.h"
#include "hj-session.h"

/* A second process for the tests of sessions: it holds, types, records until it
 * is killed, or tells what is there. Each acknowledgement is a line written at
 * once, so that what was read from it was durable before. */

static void
tell (const char *format,
      ...) G_GNUC_PRINTF (1, 2);

static void
tell (const char *format,
      ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    exit (3);
}

static void
fail (const GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

static HjSession *
open_session (const char *path)
{
  GError *error = NULL;
  HjSession *session = hj_session_open (path, HJ_SESSION_WRITE, NULL, &error);

  if (session == NULL)
    fail (error);
  return session;
}

static const char *
get_expert (HjSession *session)
{
  const HjMember *member = g_ptr_array_index (hj_session_get_content (session)->members, 0);

  return member->id;
}

static void
record (HjSession  *session,
        const char *criterion,
        gint64      sequence)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autofree char *expert = g_strdup (get_expert (session));
  g_autoptr (HjFinding) finding = hj_finding_new (criterion, expert);
  GError *error = NULL;

  finding->verdict = HJ_VERDICT_MET;
  hj_str_set (&finding->note, "");
  g_free (finding->note);
  finding->note = g_strdup_printf ("%" G_GINT64_FORMAT, sequence);
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  if (!hj_session_apply (session, expert, "test", commands, &error))
    fail (error);
}

static char *
nth_criterion (HjScheme *scheme,
               gint64    sequence)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len && !section->bonus; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++)
            g_ptr_array_add (ids, ((HjCriterion *) g_ptr_array_index (item->criteria, k))->id);
        }
    }
  return g_strdup (g_ptr_array_index (ids, (guint) (sequence % ids->len)));
}

/* Records without end, from a sequence number on, and publishes now and then. */
static void
run_loop (HjSession *session,
          gint64     sequence)
{
  hj_session_set_autosave (session, TRUE);
  hj_session_set_autosave_delay (session, 3);
  for (;; sequence++)
    {
      g_autofree char *criterion = nth_criterion (hj_session_get_scheme (session), sequence);

      tell ("try %s %" G_GINT64_FORMAT "\n", criterion, sequence);
      record (session, criterion, sequence);
      tell ("ack %s %" G_GINT64_FORMAT "\n", criterion, sequence);
    }
}

static void
dump (HjSession *session)
{
  HjContent *content = hj_session_get_content (session);
  GError *error = NULL;

  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      tell ("%s %s\n", finding->criterion, finding->note);
    }
  if (!hj_session_close (session, FALSE, &error))
    fail (error);
}

int
main (int    argc,
      char **argv)
{
  HjSession *session;

  if (argc < 3)
    return 2;
  g_set_prgname ("session-child");
  session = open_session (argv[2]);
  if (g_str_equal (argv[1], "dump"))
    {
      dump (session);
      g_object_unref (session);
      return 0;
    }
  if (g_str_equal (argv[1], "save"))
    {
      record (session, "2.2.5", 1);
      dump (session);
      g_object_unref (session);
      return 0;
    }
  if (g_str_equal (argv[1], "loop"))
    run_loop (session, argc > 3 ? g_ascii_strtoll (argv[3], NULL, 10) : 1);
  if (g_str_equal (argv[1], "record"))
    {
      record (session, "2.1.1", 1);
      record (session, "2.1.2", 2);
    }
  if (g_str_equal (argv[1], "type"))
    {
      hj_session_set_recorder (session, get_expert (session));
      hj_session_set_draft (session, "finding/2.1.1/reason", "没写完");
      g_usleep (G_USEC_PER_SEC / 2);
    }
  tell ("ready\n");
  pause ();
  return 0;
}
