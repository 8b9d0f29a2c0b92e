/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-where"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-clock.h"
#include "hj-where.h"

void
hj_where_words_clear (HjWhereWords *words)
{
  g_clear_pointer (&words->brief, g_free);
  g_clear_pointer (&words->explanation, g_free);
}

/* By the path alone: asking the mounts could wait for a stick that is being pulled.
 * Removable volumes are mounted at /media/USER/NAME or /run/media/USER/NAME. */
char *
hj_where_dup_stick (const char *path)
{
  static const char *const roots[] = { "/media/", "/run/media/" };

  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_auto (GStrv) parts = NULL;

      if (!g_str_has_prefix (path, roots[i]))
        continue;
      parts = g_strsplit (path + strlen (roots[i]), "/", 3);
      if (g_strv_length (parts) == 3 && parts[1][0] != '\0')
        return g_strdup (parts[1]);
    }

  return NULL;
}

/* What one calls the place of the file: the stick's name, else its folder's. */
static char *
dup_target (const char *path)
{
  g_autofree char *stick = hj_where_dup_stick (path);
  g_autofree char *folder = NULL;

  if (stick != NULL)
    return g_steal_pointer (&stick);

  folder = g_path_get_dirname (path);
  if (g_str_equal (folder, g_get_home_dir ()))
    return g_strdup (_("Home"));

  return g_path_get_basename (folder);
}

static void
describe_here (HjSession    *session,
               HjWhereWords *words)
{
  const char *path = hj_session_get_path (session);
  g_autofree char *stick = hj_where_dup_stick (path);

  words->icon = "computer-symbolic";
  words->brief = g_strdup (stick != NULL ? _("Here, not yet on the stick") : _("Here, not yet in the file"));
  if (stick != NULL)
    words->explanation = g_strdup_printf (_("Every answer is on this computer. The file on the stick “%s” is older."),
                                          stick);
  else
    words->explanation = g_strdup (_("Every answer is on this computer. The dossier’s file is older."));
}

static void
describe_published (HjSession    *session,
                    HjWhereWords *words)
{
  g_autofree char *target = dup_target (hj_session_get_path (session));
  gint64 published = hj_session_get_published (session);
  g_autofree char *time = published != 0 ? hj_clock_format_time (published) : g_strdup ("");

  words->icon = "emblem-ok-symbolic";
  words->brief = g_strdup_printf (_("Saved to %s %s"), target, time);
  g_strchomp (words->brief);
  words->explanation = g_strdup (_("The file holds every answer. It is complete alone and may be copied or carried away."));
}

static void
describe_failed (HjSession    *session,
                 HjWhereWords *words)
{
  const GError *error = hj_session_get_publish_error (session);

  words->icon = "dialog-warning-symbolic";
  words->loud = TRUE;
  words->brief = g_strdup (_("Not saved to the file"));
  words->explanation = g_strdup_printf (_("%s\nEvery answer is safe on this computer."),
                                        error != NULL ? error->message : _("The file could not be written."));
}

void
hj_where_describe (HjSession    *session,
                   HjWhereWords *words)
{
  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (words != NULL);

  memset (words, 0, sizeof *words);

  switch (hj_session_get_where (session))
    {
    case HJ_WHERE_PUBLISHED:
      describe_published (session, words);
      break;

    case HJ_WHERE_PUBLISHING:
      words->icon = "document-save-symbolic";
      words->brief = g_strdup (_("Saving…"));
      words->explanation = g_strdup (_("The file is being written. You can go on answering."));
      break;

    case HJ_WHERE_FAILED:
      describe_failed (session, words);
      break;

    case HJ_WHERE_CONFLICT:
      words->icon = "dialog-warning-symbolic";
      words->loud = TRUE;
      words->brief = g_strdup (_("Changed elsewhere"));
      words->explanation = g_strdup (_("The file was changed elsewhere since you opened it. "
                                       "Your answers are safe on this computer. Choose how both are kept."));
      break;

    case HJ_WHERE_READ_ONLY:
      words->icon = "changes-prevent-symbolic";
      words->brief = g_strdup (_("Read only"));
      words->explanation = g_strdup (_("This is the dossier as its file holds it. Nothing here can be changed."));
      break;

    case HJ_WHERE_HERE:
    default:
      describe_here (session, words);
      break;
    }
}
