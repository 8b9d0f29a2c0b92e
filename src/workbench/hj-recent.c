/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "hj-clock.h"
#include "hj-jobs.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

#define MAX_RECENT  30
#define MAX_BYTES   (256 * 1024)

/* $XDG_DATA_HOME/hengjian/recent: a group for each dossier, named by its path;
 * figures and states are kept as data and put into words when they are listed. */

static char *
dup_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "hengjian", "recent", NULL);
}

/* Two programs may remember something at once. The lock goes with the process. */
static int
lock_list (const char *file)
{
  g_autofree char *lock = g_strconcat (file, ".lock", NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  int fd;

  g_mkdir_with_parents (folder, 0700);
  fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX) != 0)
    g_debug ("The list of recent dossiers is written without a lock.");
  return fd;
}

static GKeyFile *
load_list (const char *file)
{
  GKeyFile *list = g_key_file_new ();
  g_autoptr (GBytes) bytes = hj_safe_file_read (file, MAX_BYTES, NULL, NULL);

  if (bytes != NULL)
    g_key_file_load_from_bytes (list, bytes, G_KEY_FILE_NONE, NULL);
  return list;
}

static void
save_list (const char *file,
           GKeyFile   *list)
{
  gsize length;
  g_autofree char *text = g_key_file_to_data (list, &length, NULL);

  if (!g_file_set_contents_full (file, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    g_debug ("The list of recent dossiers could not be written.");
}

/* A group's name can't hold every path: brackets and control characters are escaped. */
static char *
make_group (const char *path)
{
  return g_uri_escape_string (path, "/", TRUE);
}

static void
drop_oldest (GKeyFile *list)
{
  g_auto (GStrv) groups = g_key_file_get_groups (list, NULL);

  while (g_strv_length (groups) > MAX_RECENT)
    {
      guint oldest = 0;

      for (guint i = 1; groups[i] != NULL; i++)
        if (g_key_file_get_int64 (list, groups[i], "opened", NULL) <
            g_key_file_get_int64 (list, groups[oldest], "opened", NULL))
          oldest = i;
      g_key_file_remove_group (list, groups[oldest], NULL);
      g_strfreev (groups);
      groups = g_key_file_get_groups (list, NULL);
    }
}

void
hj_recent_remember (const char  *path,
                    HjScoreCard *card,
                    gboolean     unpublished)
{
  g_autofree char *file = dup_file ();
  g_autofree char *group = make_group (path);
  g_autoptr (GKeyFile) list = NULL;
  g_autofree char *base = NULL;
  HjMoment now;
  int lock;

  if (card == NULL)
    return;
  base = hj_amount_format_short (card->base);
  hj_clock_now (&now);
  lock = lock_list (file);
  list = load_list (file);
  g_key_file_set_string (list, group, "dossier", card->content->dossier_id);
  g_key_file_set_string (list, group, "applicant", card->content->applicant.name);
  g_key_file_set_string (list, group, "scheme", card->content->scheme->short_title);
  g_key_file_set_string (list, group, "base", base);
  g_key_file_set_string (list, group, "outcome", hj_outcome_to_id (card->outcome));
  g_key_file_set_integer (list, group, "open", (int) card->open);
  g_key_file_set_boolean (list, group, "unpublished", unpublished);
  g_key_file_set_int64 (list, group, "opened", now.wall);
  drop_oldest (list);
  save_list (file, list);
  if (lock >= 0)
    close (lock);
}

static char *
describe_total (GKeyFile   *list,
                const char *group)
{
  g_autofree char *base = g_key_file_get_string (list, group, "base", NULL);
  g_autofree char *outcome = g_key_file_get_string (list, group, "outcome", NULL);

  if (base == NULL || g_strcmp0 (outcome, "not-assessable") == 0)
    return g_strdup ("");
  if (g_key_file_get_integer (list, group, "open", NULL) > 0)
    /* Translators: an upper bound of a total while something is open */
    return g_strdup_printf (_("at most %s"), base);
  return g_steal_pointer (&base);
}

static char *
describe_state (GKeyFile   *list,
                const char *group)
{
  g_autofree char *outcome = g_key_file_get_string (list, group, "outcome", NULL);
  int open_criteria = g_key_file_get_integer (list, group, "open", NULL);
  g_autofree char *state = NULL;

  if (open_criteria > 0)
    state = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%d open", "%d open", (gulong) open_criteria), open_criteria);
  else if (g_strcmp0 (outcome, "pass") == 0)
    state = g_strdup (_("passed"));
  else if (g_strcmp0 (outcome, "fail") == 0)
    state = g_strdup (_("not passed"));
  else
    state = g_strdup (_("complete"));
  if (!g_key_file_get_boolean (list, group, "unpublished", NULL))
    return g_steal_pointer (&state);
  return g_strconcat (state, ", ", _("not in the file yet"), NULL);
}

void
hj_recent_free (HjRecent *recent)
{
  g_free (recent->path);
  g_free (recent->dossier_id);
  g_free (recent->applicant);
  g_free (recent->scheme);
  g_free (recent->total);
  g_free (recent->state);
  g_free (recent);
}

static char *
get_text (GKeyFile   *list,
          const char *group,
          const char *key)
{
  char *text = g_key_file_get_string (list, group, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static HjRecent *
read_recent (GKeyFile   *list,
             const char *group)
{
  HjRecent *recent = g_new0 (HjRecent, 1);

  recent->path = g_uri_unescape_string (group, NULL);
  recent->dossier_id = get_text (list, group, "dossier");
  recent->applicant = get_text (list, group, "applicant");
  recent->scheme = get_text (list, group, "scheme");
  recent->total = describe_total (list, group);
  recent->state = describe_state (list, group);
  recent->opened = g_key_file_get_int64 (list, group, "opened", NULL);
  recent->exists = recent->path != NULL && g_file_test (recent->path, G_FILE_TEST_IS_REGULAR);
  return recent;
}

static int
compare_recent (gconstpointer a,
                gconstpointer b)
{
  const HjRecent *x = *(HjRecent * const *) a;
  const HjRecent *y = *(HjRecent * const *) b;

  return x->opened < y->opened ? 1 : x->opened > y->opened ? -1 : 0;
}

/**
 * hj_recent_list:
 *
 * Returns: (element-type HjRecent) (transfer full): newest first
 */
GPtrArray *
hj_recent_list (void)
{
  GPtrArray *recents = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_recent_free);
  g_autofree char *file = dup_file ();
  g_autoptr (GKeyFile) list = load_list (file);
  g_auto (GStrv) groups = g_key_file_get_groups (list, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      HjRecent *recent = read_recent (list, groups[i]);

      if (recent->path != NULL)
        g_ptr_array_add (recents, recent);
      else
        hj_recent_free (recent);
    }
  g_ptr_array_sort (recents, compare_recent);
  return recents;
}

/* Forgets one; the file itself stays where it is. */
void
hj_recent_remove (const char *path)
{
  g_autofree char *file = dup_file ();
  g_autofree char *group = NULL;
  g_autoptr (GKeyFile) list = NULL;
  int lock;

  g_return_if_fail (path != NULL);

  group = make_group (path);
  lock = lock_list (file);
  list = load_list (file);
  if (g_key_file_remove_group (list, group, NULL))
    save_list (file, list);
  if (lock >= 0)
    close (lock);
}
