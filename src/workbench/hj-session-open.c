/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hj-assess.h"
#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-scheme-file.h"
#include "hj-session-private.h"

/* The same file is the same dossier under whatever name it was reached. */
char *
hj_session_resolve_path (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  char *result;

  if (real != NULL)
    result = g_strdup (real);
  else
    {
      folder = g_path_get_dirname (path);
      name = g_path_get_basename (path);
      real = realpath (folder, NULL);
      result = real != NULL ? g_build_filename (real, name, NULL) : g_canonicalize_filename (path, NULL);
    }
  free (real);
  return result;
}

static gboolean
read_target (HjTarget        *target,
             const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  target->path = hj_session_resolve_path (path);
  target->bytes = hj_safe_file_read (target->path, HJ_STORE_MAX_BYTES, cancellable, error);
  if (target->bytes == NULL)
    return FALSE;
  target->digest = hj_digest_bytes (target->bytes);
  return TRUE;
}

static void
add_notice (HjSession  *session,
            const char *line)
{
  g_autofree char *before = g_steal_pointer (&session->notice);

  session->notice = before != NULL ? g_strconcat (before, "\n", line, NULL) : g_strdup (line);
}

/* Another program's leavings beside the file may hold rows that are not in it. They are never used. */
static void
report_sidecars (HjSession  *session,
                 const char *path)
{
  static const char * const suffixes[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *sidecar = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *name = g_filename_display_basename (sidecar);
      g_autofree char *line = NULL;

      if (!g_file_test (sidecar, G_FILE_TEST_EXISTS))
        continue;
      line = g_strdup_printf (_("Beside the dossier lies “%s”, which another program left. It is not used."), name);
      add_notice (session, line);
    }
}

static gboolean
write_private (const char  *file,
               GBytes      *bytes,
               GError     **error)
{
  return hj_safe_file_write (file, bytes, 0600, NULL, NULL, NULL, error);
}

HjScheme *
hj_session_read_scheme (HjStore  *store,
             GError  **error)
{
  g_autoptr (GBytes) bytes = hj_store_dup_scheme (store, error);

  if (bytes == NULL)
    return NULL;
  return hj_scheme_read (bytes, _("the scheme in the dossier"), error);
}

void
hj_session_set_path (HjSession  *session,
          const char *path)
{
  g_mutex_lock (&session->lock);
  hj_str_set (&session->shared.path, path);
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
}

/* ---- Reading ------------------------------------------------------------ */

/* A reader sees the file. That something newer is on this computer, or who is writing, it is told. */
static void
report_newer (HjSession      *session,
              const HjTarget *target,
              const char     *dossier_id)
{
  g_autoptr (GPtrArray) places = hj_work_list (dossier_id);
  HjWorkplace *place = hj_place_find (places, target);
  g_autofree char *holder = NULL;
  g_autofree char *line = NULL;
  int opening;

  if (place == NULL)
    place = hj_place_find_by_path (places, target);
  if (place == NULL)
    return;
  opening = hj_work_begin (NULL);
  if (opening >= 0)
    holder = hj_workplace_dup_holder (place);
  hj_work_end (opening);
  if (holder != NULL)
    line = g_strdup_printf (_("%s has this dossier open for writing; what is shown is the file as it was last saved."), holder);
  else if (hj_workplace_has_file (place, HJ_WORK_UNPUBLISHED))
    line = g_strdup (_("On this computer is newer work on this dossier that is not in the file yet. Open it for writing to save it."));
  if (line != NULL)
    add_notice (session, line);
}

/* Reading leaves nothing behind: a private copy is looked into and removed. */
static char *
make_reading_folder (GError **error)
{
  char *folder = hj_work_make_folder ("reading", NULL);

  return folder != NULL ? folder : g_dir_make_tmp ("hengjian-XXXXXX", error);
}

/* No flush: this copy is of no use to anyone after the next lines. */
static gboolean
write_reading_copy (const char    *file,
                    const HjTarget  *target,
                    GError       **error)
{
  return g_file_set_contents_full (file,
                                   g_bytes_get_data (target->bytes, NULL),
                                   (gssize) g_bytes_get_size (target->bytes),
                                   G_FILE_SET_CONTENTS_NONE,
                                   0600,
                                   error);
}

static gboolean
load_copy (HjSession     *session,
           const char    *file,
           char         **dossier_id,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (HjStore) store = hj_store_open (file, HJ_STORE_READ_ONLY, cancellable, error);
  g_auto (HjStoreInfo) info = { NULL };
  HjView view = { NULL };

  if (store == NULL || (session->scheme = hj_session_read_scheme (store, error)) == NULL)
    return FALSE;
  view.content = hj_store_load (store, session->scheme, error);
  if (view.content == NULL)
    return FALSE;
  view.card = hj_assess (view.content, NULL);
  view.own_card = hj_score_card_ref (view.card);
  /* Once it is shared, the owner's thread takes the view away. */
  *dossier_id = g_strdup (view.content->dossier_id);
  g_mutex_lock (&session->lock);
  session->shared.view = view;
  if (hj_store_get_info (store, &info, NULL))
    session->shared.position.published = info.published;
  hj_session_post_position (session);
  g_mutex_unlock (&session->lock);
  return TRUE;
}

static gboolean
open_for_reading (HjSession     *session,
                  HjTarget        *target,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *folder = make_reading_folder (error);
  g_autofree char *file = NULL;
  g_autofree char *dossier_id = NULL;
  g_autofree char *name = NULL;
  gboolean ok;

  if (folder == NULL)
    return FALSE;
  name = g_path_get_basename (target->path);
  file = g_build_filename (folder, name, NULL);
  ok = write_reading_copy (file, target, error) &&
       load_copy (session, file, &dossier_id, cancellable, error);
  hj_work_remove_tree (folder);
  if (!ok)
    return FALSE;
  report_newer (session, target, dossier_id);
  return TRUE;
}

/**
 * hj_session_verify_file:
 * @report: (out) (optional) (transfer full): a line for each thing looked at
 *
 * Whether a file is what was published. Looked at in a private copy: SQLite is
 * never let near the file itself.
 */
gboolean
hj_session_verify_file (const char  *path,
                        GPtrArray  **report,
                        GError     **error)
{
  g_auto (HjTarget) target = { NULL };
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  gboolean sound;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!read_target (&target, path, NULL, error) || (folder = make_reading_folder (error)) == NULL)
    return FALSE;
  name = g_path_get_basename (target.path);
  file = g_build_filename (folder, name, NULL);
  sound = write_reading_copy (file, &target, error) && hj_store_verify (file, report, error);
  hj_work_remove_tree (folder);
  return sound;
}

gboolean
hj_session_read_former (const char  *path,
                        gint64       sequence,
                        GBytes     **scheme,
                        GBytes     **form,
                        GError     **error)
{
  g_auto (HjTarget) target = { NULL };
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autoptr (HjStore) store = NULL;
  gboolean ok;

  if (!read_target (&target, path, NULL, error) || (folder = make_reading_folder (error)) == NULL)
    return FALSE;
  name = g_path_get_basename (target.path);
  file = g_build_filename (folder, name, NULL);
  if (write_reading_copy (file, &target, error))
    store = hj_store_open (file, HJ_STORE_READ_ONLY, NULL, error);
  ok = store != NULL && hj_store_dup_former (store, sequence, scheme, form, error);
  g_clear_pointer (&store, hj_store_close);
  hj_work_remove_tree (folder);
  return ok;
}

/* ---- Writing ------------------------------------------------------------ */

/* The state the copy starts from is one to come back to. */
static void
keep_first_state (HjWorkplace  *place,
                  const HjTarget *target,
                  gint64        serial)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_PENDING);

  if (!write_private (file, target->bytes, NULL) ||
      !hj_workplace_keep (place, file, serial, target->digest, NULL))
    g_unlink (file);
}

gboolean
hj_session_set_copy_id (HjStore      *store,
             HjWorkplace  *place,
             GError      **error)
{
  const char *dash = strrchr (place->folder, '-');

  g_assert (dash != NULL);

  return hj_store_set_copy_id (store, dash + 1, error);
}

/* The battery died between putting the file in place and noting it down. */
static gboolean
settle_pending (HjStore      *store,
                HjWorkplace  *place,
                const HjTarget *target,
                GError      **error)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_PENDING);
  g_autoptr (HjStore) exported = NULL;
  g_auto (HjStoreInfo) info = { NULL };

  if (g_str_equal (target->digest, place->pending_digest) &&
      !g_str_equal (target->digest, place->base_digest))
    {
      if (!write_private (file, target->bytes, error) ||
          (exported = hj_store_open (file, HJ_STORE_READ_ONLY, NULL, error)) == NULL ||
          !hj_store_get_info (exported, &info, error))
        return FALSE;
      g_clear_pointer (&exported, hj_store_close);
      if (!hj_store_mark_published (store, &info, target->digest, error))
        return FALSE;
      hj_str_set (&place->base_digest, target->digest);
      place->base_entries = info.entries;
      place->published = info.published;
      if (!hj_workplace_keep (place, file, info.serial, target->digest, error))
        return FALSE;
    }
  g_unlink (file);
  hj_str_set (&place->pending_digest, "");
  return TRUE;
}

static void
describe_recovery (HjSession *session,
                   gint64     answers,
                   gboolean   drafts)
{
  g_autofree char *line = NULL;

  if (answers > 0)
    line = g_strdup_printf (dngettext (GETTEXT_PACKAGE,
                                       "%d answer that was not in the file yet is here again.",
                                       "%d answers that were not in the file yet are here again.",
                                       (gulong) answers),
                            (int) answers);
  if (answers > 0 && drafts)
    session->recovery = g_strconcat (line, " ", _("So is what was being typed."), NULL);
  else if (answers > 0)
    session->recovery = g_steal_pointer (&line);
  else if (drafts)
    session->recovery = g_strdup (_("What was being typed is back in its field."));
}

/* Looks at what the store holds and says where the session stands. */
static gboolean
take_stock (HjSession     *session,
            const HjTarget  *target,
            gboolean       crashed,
            GError       **error)
{
  HjWorkplace *place = session->place;
  g_autoptr (GPtrArray) history = NULL;
  gboolean unpublished;

  hj_str_set (&session->writer_recorder, place->recorder);
  if (!hj_session_refresh (session, error) ||
      !hj_store_has_unpublished (session->store, &unpublished, error))
    return FALSE;
  g_mutex_lock (&session->lock);
  session->shared.position.published = place->published;
  session->shared.position.conflict = unpublished && !hj_workplace_is_base (place, target->digest);
  g_mutex_unlock (&session->lock);
  session->marked = unpublished;
  if (unpublished)
    {
      if (!hj_workplace_mark_unpublished (place, error))
        return FALSE;
    }
  else
    hj_workplace_mark_published (place);
  if (crashed)
    {
      history = hj_store_history (session->store, error);
      if (history == NULL)
        return FALSE;
      describe_recovery (session,
                         unpublished ? (gint64) history->len - place->base_entries : 0,
                         session->shared.view.content->drafts->len > 0);
    }
  return TRUE;
}

static gboolean
start_writing (HjSession     *session,
               const HjTarget  *target,
               gboolean       fresh,
               GCancellable  *cancellable,
               GError       **error)
{
  HjWorkplace *place = session->place;
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_STORE);
  gboolean crashed = place->in_use;
  g_auto (HjStoreInfo) info = { NULL };

  session->store = hj_store_open (file, HJ_STORE_READ_WRITE, cancellable, error);
  if (session->store == NULL ||
      (fresh && !hj_session_set_copy_id (session->store, place, error)) ||
      (fresh && !hj_store_get_info (session->store, &info, error)) ||
      (!fresh && !settle_pending (session->store, place, target, error)) ||
      (session->scheme = hj_session_read_scheme (session->store, error)) == NULL)
    return FALSE;
  if (fresh)
    keep_first_state (place, target, info.serial);
  if (!take_stock (session, target, crashed, error))
    return FALSE;
  hj_str_set (&place->path, target->path);
  place->in_use = TRUE;
  if (!hj_workplace_save (place, error))
    return FALSE;
  if (g_access (target->path, W_OK) != 0)
    add_notice (session, _("This file can't be written here. Answers are kept on this computer; save a copy to take them along."));
  return TRUE;
}

/* A working copy that broke is not in the file's way. */
static gboolean
set_aside (HjSession *session)
{
  gboolean unpublished = hj_workplace_has_file (session->place, HJ_WORK_UNPUBLISHED);
  g_autofree char *aside = hj_place_set_aside (session->place);
  g_autofree char *line = NULL;

  if (aside == NULL)
    return FALSE;
  line = g_strdup_printf (unpublished
                          ? _("The working copy of this dossier on this computer is damaged; what was not saved yet is missing here. "
                              "It was set aside as “%s”, and the dossier was opened as the file has it.")
                          : _("The working copy of this dossier on this computer was damaged. It was set aside as “%s”; "
                              "everything was in the file."),
                          aside);
  add_notice (session, line);
  return TRUE;
}

/* Lets go of what could not be opened; a copy made just now goes altogether. */
static void
give_up_place (HjSession *session,
               gboolean   fresh)
{
  g_clear_pointer (&session->store, hj_store_close);
  g_clear_pointer (&session->scheme, hj_scheme_unref);
  if (fresh)
    hj_work_remove_tree (session->place->folder);
  g_clear_pointer (&session->place, hj_workplace_free);
}

static gboolean
open_for_writing (HjSession     *session,
                  HjTarget      *target,
                  gboolean       again,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GError) problem = NULL;
  int opening = hj_work_begin (error);
  gboolean fresh = FALSE;
  gboolean retry;

  if (opening < 0)
    return FALSE;
  session->place = hj_place_choose (target, &fresh, cancellable, error);
  hj_work_end (opening);
  if (session->place == NULL)
    return FALSE;
  if (start_writing (session, target, fresh, cancellable, &problem))
    return TRUE;
  retry = !again && !fresh && g_error_matches (problem, HJ_ERROR, HJ_ERROR_CORRUPT) && set_aside (session);
  give_up_place (session, fresh);
  if (retry)
    return open_for_writing (session, target, TRUE, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
hj_session_open_op (HjSession  *session,
                    HjOp       *op,
                    GError    **error)
{
  g_auto (HjTarget) target = { NULL };

  session->mode = op->mode;
  if (!read_target (&target, op->path, op->cancellable, error))
    return FALSE;
  hj_session_set_path (session, target.path);
  report_sidecars (session, target.path);
  if (op->mode == HJ_SESSION_READ)
    return open_for_reading (session, &target, op->cancellable, error);
  if (!open_for_writing (session, &target, FALSE, op->cancellable, error))
    return FALSE;
  hj_recent_remember (target.path, session->shared.view.card, session->shared.position.unpublished);
  return TRUE;
}

/* ---- Public ------------------------------------------------------------- */

static HjOp *
new_open_op (HjSession     *session,
             const char    *path,
             HjSessionMode  mode)
{
  HjOp *op = hj_op_new (session, hj_session_open_op);

  op->path = g_strdup (path);
  op->mode = mode;
  return op;
}

/* The recorder who is remembered with the working copy is the session's from the start. */
HjSession *
hj_session_finish_opening (HjSession *session)
{
  hj_str_set (&session->recorder, session->writer_recorder);
  if (session->view.content != NULL)
    {
      g_clear_pointer (&session->view.own_card, hj_score_card_unref);
      session->view.own_card = hj_session_assess_own (session->view.content, session->view.card, session->recorder);
    }
  return session;
}

/**
 * hj_session_open:
 *
 * The file's bytes are copied and the copy is validated; the file itself is
 * never opened by SQLite (design.md 6).
 */
HjSession *
hj_session_open (const char     *path,
                 HjSessionMode   mode,
                 GCancellable   *cancellable,
                 GError        **error)
{
  g_autoptr (HjSession) session = hj_session_new_closed ();
  HjOp *op;

  g_return_val_if_fail (path != NULL, NULL);

  op = new_open_op (session, path, mode);
  g_set_object (&op->cancellable, cancellable);
  if (!hj_op_run (op, session->writer, error))
    return NULL;
  return hj_session_finish_opening (g_steal_pointer (&session));
}

void
hj_session_open_async (const char          *path,
                       HjSessionMode        mode,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (HjSession) session = hj_session_new_closed ();

  g_return_if_fail (path != NULL);

  hj_op_start (new_open_op (session, path, mode),
               session->writer,
               g_task_new (NULL, cancellable, callback, user_data));
}

HjSession *
hj_session_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  HjSession *session;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  session = g_task_propagate_pointer (G_TASK (result), error);
  return session != NULL ? hj_session_finish_opening (session) : NULL;
}
