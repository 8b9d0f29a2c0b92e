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

/* A file that was asked for, as its bytes are now. */
typedef struct {
  char   *path;    /* links followed */
  GBytes *bytes;
  char   *digest;
} Target;

static void
target_clear (Target *target)
{
  g_free (target->path);
  g_clear_pointer (&target->bytes, g_bytes_unref);
  g_free (target->digest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

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
read_target (Target        *target,
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

/* The working copy that goes back to this file; of several the one whose target it is. */
static HjWorkplace *
find_place (GPtrArray    *places,
            const Target *target)
{
  HjWorkplace *found = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      HjWorkplace *place = g_ptr_array_index (places, i);

      if (!hj_workplace_is_base (place, target->digest))
        continue;
      if (g_str_equal (place->path, target->path))
        return place;
      if (found == NULL || hj_workplace_has_file (place, HJ_WORK_UNPUBLISHED))
        found = place;
    }
  return found;
}

static HjWorkplace *
find_place_by_path (GPtrArray    *places,
                    const Target *target)
{
  for (guint i = 0; i < places->len; i++)
    {
      HjWorkplace *place = g_ptr_array_index (places, i);

      if (g_str_equal (place->path, target->path))
        return place;
    }
  return NULL;
}

/* A reader sees the file. That something newer is on this computer, or who is writing, it is told. */
static void
report_newer (HjSession    *session,
              const Target *target)
{
  g_autoptr (GPtrArray) places = hj_work_list (NULL);
  HjWorkplace *place = find_place (places, target);
  g_autofree char *holder = NULL;
  g_autofree char *line = NULL;
  int opening;

  if (place == NULL)
    place = find_place_by_path (places, target);
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
                    const Target  *target,
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
                  Target        *target,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *folder = make_reading_folder (error);
  g_autofree char *file = NULL;
  g_autofree char *name = NULL;
  gboolean ok;

  if (folder == NULL)
    return FALSE;
  name = g_path_get_basename (target->path);
  file = g_build_filename (folder, name, NULL);
  ok = write_reading_copy (file, target, error) &&
       load_copy (session, file, cancellable, error);
  hj_work_remove_tree (folder);
  if (!ok)
    return FALSE;
  report_newer (session, target);
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
  g_auto (Target) target = { NULL };
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

/* ---- Writing ------------------------------------------------------------ */

/* The store names the file it was given, and the user never saw that of a working
 * copy: the same bytes under the user's own name are refused in the user's words. */
static void
name_refused_file (const Target  *target,
                   GError       **error)
{
  g_autofree char *folder = make_reading_folder (NULL);
  g_autofree char *name = g_path_get_basename (target->path);
  g_autofree char *file = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (HjStore) store = NULL;
  g_autoptr (GError) named = NULL;

  if (folder == NULL)
    return;
  if (write_reading_copy (file, target, NULL))
    store = hj_store_open (file, HJ_STORE_READ_ONLY, NULL, &named);
  g_clear_pointer (&store, hj_store_close);
  hj_work_remove_tree (folder);
  if (named == NULL || !g_error_matches (named, HJ_ERROR, (*error)->code))
    return;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&named));
}

static HjStore *
open_incoming (const char    *file,
               const Target  *target,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GError) refused = NULL;
  HjStore *store = hj_store_open (file, HJ_STORE_READ_ONLY, cancellable, &refused);

  if (store != NULL)
    return store;
  name_refused_file (target, &refused);
  g_propagate_error (error, g_steal_pointer (&refused));
  return NULL;
}

/* A fresh working copy of the file, with a copy id of its own: its entries must
 * never be mistaken for those of the copy that published the file. */
static HjWorkplace *
make_place (Target        *target,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *incoming = hj_work_make_folder ("incoming", error);
  g_autofree char *file = incoming != NULL ? g_build_filename (incoming, HJ_WORK_STORE, NULL) : NULL;
  g_autofree char *copy_id = hj_id_new ();
  g_autofree char *folder = NULL;
  g_autoptr (HjStore) store = NULL;
  g_auto (HjStoreInfo) info = { NULL };
  HjWorkplace *place;
  gboolean ok;

  if (incoming == NULL)
    return NULL;
  ok = write_private (file, target->bytes, error) &&
       (store = open_incoming (file, target, cancellable, error)) != NULL &&
       hj_store_get_info (store, &info, error) &&
       (folder = hj_work_dup_folder (info.dossier_id, copy_id, error)) != NULL;
  g_clear_pointer (&store, hj_store_close);
  if (ok && g_rename (incoming, folder) != 0)
    {
      hj_safe_file_set_errno (error, errno, folder, TRUE);
      ok = FALSE;
    }
  if (!ok)
    {
      hj_work_remove_tree (incoming);
      return NULL;
    }
  place = hj_workplace_new (folder);
  hj_str_set (&place->base_digest, target->digest);
  place->base_entries = info.entries;
  place->published = info.published;
  return place;
}

/* The state the copy starts from is one to come back to. */
static void
keep_first_state (HjWorkplace  *place,
                  const Target *target,
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
                const Target *target,
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
            const Target  *target,
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
               const Target  *target,
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

/* Whether this working copy holds something that is in no file. Asked with the lock held. */
static gboolean
holds_unpublished (HjWorkplace *place)
{
  g_autofree char *file = hj_workplace_dup_file (place, HJ_WORK_STORE);
  g_autoptr (HjStore) store = NULL;
  gboolean unpublished = TRUE;

  if (!hj_workplace_has_file (place, HJ_WORK_UNPUBLISHED))
    return FALSE;
  store = hj_store_open (file, HJ_STORE_READ_WRITE, NULL, NULL);
  if (store != NULL && !hj_store_has_unpublished (store, &unpublished, NULL))
    return TRUE;
  return unpublished;
}

/* The file came back changed and nothing of ours is missing from any file: the
 * old copy gives way to the new. */
static void
supersede (HjWorkplace *place,
           HjWorkplace *old)
{
  hj_workplace_inherit_kept (place, old);
  hj_str_set (&place->recorder, old->recorder);
  hj_work_remove_tree (old->folder);
}

/**
 * choose_place:
 *
 * Which working copy goes with the file: the one that goes back to these very
 * bytes; else the one whose target lies here, when it holds work that is in no
 * file (the file was changed elsewhere: a conflict to be resolved, nothing lost);
 * else a fresh one. The one chosen is locked.
 */
static HjWorkplace *
choose_place (Target        *target,
              gboolean      *fresh,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GPtrArray) places = hj_work_list (NULL);
  HjWorkplace *found = find_place (places, target);
  HjWorkplace *old = NULL;
  g_autoptr (HjWorkplace) place = NULL;

  if (found == NULL)
    {
      found = find_place_by_path (places, target);
      if (found != NULL && !hj_workplace_lock (found, error))
        return NULL;
      if (found != NULL && !holds_unpublished (found))
        old = g_steal_pointer (&found);
    }
  else if (!hj_workplace_lock (found, error))
    return NULL;
  if (found != NULL && hj_workplace_has_file (found, HJ_WORK_STORE))
    {
      *fresh = FALSE;
      g_ptr_array_set_free_func (places, NULL);
      for (guint i = 0; i < places->len; i++)
        if (g_ptr_array_index (places, i) != found)
          hj_workplace_free (g_ptr_array_index (places, i));
      return found;
    }
  *fresh = TRUE;
  place = make_place (target, cancellable, error);
  if (place == NULL || !hj_workplace_lock (place, error))
    return NULL;
  if (old != NULL)
    supersede (place, old);
  return g_steal_pointer (&place);
}

static gboolean
open_for_writing (HjSession     *session,
                  Target        *target,
                  GCancellable  *cancellable,
                  GError       **error)
{
  int opening = hj_work_begin (error);
  gboolean fresh = FALSE;
  gboolean ok;

  if (opening < 0)
    return FALSE;
  session->place = choose_place (target, &fresh, cancellable, error);
  hj_work_end (opening);
  if (session->place == NULL)
    return FALSE;
  ok = start_writing (session, target, fresh, cancellable, error);
  if (!ok)
    {
      g_clear_pointer (&session->store, hj_store_close);
      if (fresh)
        hj_work_remove_tree (session->place->folder);
      g_clear_pointer (&session->place, hj_workplace_free);
    }
  return ok;
}

gboolean
hj_session_open_op (HjSession  *session,
                    HjOp       *op,
                    GError    **error)
{
  g_auto (Target) target = { NULL };

  session->mode = op->mode;
  if (!read_target (&target, op->path, op->cancellable, error))
    return FALSE;
  hj_session_set_path (session, target.path);
  report_sidecars (session, target.path);
  if (op->mode == HJ_SESSION_READ)
    return open_for_reading (session, &target, op->cancellable, error);
  if (!open_for_writing (session, &target, op->cancellable, error))
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
