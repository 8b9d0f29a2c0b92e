/* SPDX-License-Identifier: GPL-3.0-or-later */

/* first-frame BARE PROGRAM [ARGUMENT]...
 *
 * Starts each of two programs in turn, and measures from just before the fork to
 * the first frame that the X server has of its window: its top-level is mapped
 * and drawn on from edge to edge. Seen from outside, so the program carries no
 * hook for it, and both are measured alike. Prints medians, memory and the ratio. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 15
#define TIMEOUT_MS 20000
#define N_PROBES 5

typedef struct {
  double  milliseconds;
  guint64 pss_kb;
  guint64 anonymous_kb;
} Sample;

typedef struct {
  Display *display;
  int      damage_event;
  Window   window;  /* of the program, once it is mapped */
  int      width, height;
} Watch;

static guint64
read_kilobytes (const char *text,
                const char *name)
{
  const char *found = strstr (text, name);

  return found != NULL ? g_ascii_strtoull (found + strlen (name), NULL, 10) : 0;
}

static void
read_memory (GPid    pid,
             Sample *sample)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;

  sample->pss_kb = read_kilobytes (text, "\nPss:");
  sample->anonymous_kb = read_kilobytes (text, "\nAnonymous:");
}

/* Whether something has been drawn all over the window. What nobody drew on is
 * black here; no style of ours has pure black from corner to corner. */
static gboolean
is_drawn (Watch *watch)
{
  for (int i = 1; i <= N_PROBES; i++)
    {
      XImage *image = XGetImage (watch->display, watch->window,
                                 watch->width * i / (N_PROBES + 1), watch->height * i / (N_PROBES + 1), 1, 1,
                                 AllPlanes, ZPixmap);
      gboolean black = image == NULL || (XGetPixel (image, 0, 0) & 0xffffff) == 0;

      if (image != NULL)
        XDestroyImage (image);
      if (black)
        return FALSE;
    }

  return TRUE;
}

/* Whether this event completes the first frame. */
static gboolean
watch_event (Watch  *watch,
             XEvent *event)
{
  if (event->type == MapNotify && !event->xmap.override_redirect)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (watch->display, event->xmap.window, &attributes) == 0 || attributes.width < 200)
        return FALSE;
      watch->window = event->xmap.window;
      watch->width = attributes.width;
      watch->height = attributes.height;
      XDamageCreate (watch->display, watch->window, XDamageReportRawRectangles);
    }
  else if (event->type == watch->damage_event + XDamageNotify)
    {
      return watch->window != None && is_drawn (watch);
    }

  return FALSE;
}

/* Waits until the first frame is there, or the program has not shown one in time. */
static gboolean
wait_for_frame (Watch  *watch,
                gint64  deadline)
{
  while (g_get_monotonic_time () < deadline)
    {
      struct pollfd socket = { ConnectionNumber (watch->display), POLLIN, 0 };

      while (XPending (watch->display) > 0)
        {
          XEvent event;

          XNextEvent (watch->display, &event);
          if (watch_event (watch, &event))
            return TRUE;
        }
      poll (&socket, 1, 100);
    }

  return FALSE;
}

static gboolean
measure (char   **argv,
         Sample  *sample)
{
  Watch watch = { XOpenDisplay (NULL), 0, None, 0, 0 };
  int error_base;
  gboolean shown;
  gint64 started;
  pid_t pid;

  if (watch.display == NULL || !XDamageQueryExtension (watch.display, &watch.damage_event, &error_base))
    {
      fprintf (stderr, "No X server with the damage extension.\n");
      return FALSE;
    }
  XSelectInput (watch.display, DefaultRootWindow (watch.display), SubstructureNotifyMask);
  XSync (watch.display, False);

  started = g_get_monotonic_time ();
  pid = fork ();
  if (pid == 0)
    {
      execv (argv[0], argv);
      _exit (127);
    }

  shown = wait_for_frame (&watch, started + TIMEOUT_MS * G_TIME_SPAN_MILLISECOND);
  sample->milliseconds = (double) (g_get_monotonic_time () - started) / 1000.0;
  read_memory (pid, sample);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XCloseDisplay (watch.display);

  return shown;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
print_samples (const char *name,
               Sample     *samples,
               guint       n)
{
  g_autofree double *times = g_new (double, n);

  for (guint i = 0; i < n; i++)
    times[i] = samples[i].milliseconds;
  qsort (times, n, sizeof *times, compare_doubles);
  printf ("%-12s first frame %6.1f ms (best %.1f, worst %.1f), %" G_GUINT64_FORMAT " kB proportional, %" G_GUINT64_FORMAT " kB of its own\n",
          name, times[n / 2], times[0], times[n - 1], samples[n - 1].pss_kb, samples[n - 1].anonymous_kb);

  return times[n / 2];
}

int
main (int    argc,
      char **argv)
{
  Sample bare[ROUNDS], program[ROUNDS], warm;
  char *bare_argv[2] = { NULL, NULL };
  double bare_time, program_time;

  if (argc < 3)
    {
      fprintf (stderr, "first-frame BARE PROGRAM [ARGUMENT]...\n");
      return 2;
    }
  bare_argv[0] = argv[1];

  /* One of each unmeasured, so that both find warm caches; then in turn, so that load falls on both. */
  if (!measure (bare_argv, &warm) || !measure (argv + 2, &warm))
    return 1;
  for (guint i = 0; i < ROUNDS; i++)
    {
      if (!measure (bare_argv, &bare[i]) || !measure (argv + 2, &program[i]))
        return 1;
    }

  bare_time = print_samples ("bare window", bare, ROUNDS);
  program_time = print_samples ("hengjian", program, ROUNDS);
  printf ("ratio %.2f (aim: 1.25 or less)\n", program_time / bare_time);

  return 0;
}
