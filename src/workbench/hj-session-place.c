/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hj-digest.h"
#include "hj-error.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

void
hj_target_clear (HjTarget *target)
{
  g_free (target->path);
  g_clear_pointer (&target->bytes, g_bytes_unref);
  g_free (target->digest);
}

/* The working copy that goes back to this file; of several the one whose target it is. */
HjWorkplace *
hj_place_find (GPtrArray      *places,
               const HjTarget *target)
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

/* For one whose target was changed: the copy of the same dossier whose target lies here. */
HjWorkplace *
hj_place_find_by_path (GPtrArray      *places,
                       const HjTarget *target)
{
  HjWorkplace *found = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      HjWorkplace *place = g_ptr_array_index (places, i);

      if (g_str_equal (place->path, target->path) &&
          (found == NULL || hj_workplace_has_file (place, HJ_WORK_UNPUBLISHED)))
        found = place;
    }
  return found;
}

/* The store names the file it was given, and the user never saw the name of a
 * working copy: while it is looked into it has the user's own. */
static HjStore *
open_by_its_name (const char      *file,
                  const HjTarget  *target,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_path_get_basename (target->path);
  g_autofree char *named = g_build_filename (folder, name, NULL);
  HjStore *store;

  if (g_rename (file, named) != 0)
    return hj_store_open (file, HJ_STORE_READ_ONLY, cancellable, error);
  store = hj_store_open (named, HJ_STORE_READ_ONLY, cancellable, error);
  if (store == NULL || g_rename (named, file) == 0)
    return store;
  hj_safe_file_set_errno (error, errno, file, TRUE);
  hj_store_close (store);
  return NULL;
}

/* A fresh working copy of the file, with a copy id of its own: its entries must
 * never be mistaken for those of the copy that published the file. */
static HjWorkplace *
make_place (HjTarget      *target,
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
  ok = hj_safe_file_write (file, target->bytes, 0600, NULL, NULL, NULL, error) &&
       (store = open_by_its_name (file, target, cancellable, error)) != NULL &&
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

static HjWorkplace *
take_place (GPtrArray   *places,
            HjWorkplace *place)
{
  guint index;

  if (!g_ptr_array_find (places, place, &index))
    g_assert_not_reached ();
  return g_ptr_array_steal_index_fast (places, index);
}

/* A file that is none we know: a copy of its own is made, which also tells whose
 * dossier it is. It gives way again when work that is in no file waits here. */
static HjWorkplace *
choose_unknown (HjTarget      *target,
                gboolean      *fresh,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (HjWorkplace) place = make_place (target, cancellable, error);
  g_autofree char *dossier = place != NULL ? hj_workplace_dup_dossier (place) : NULL;
  g_autoptr (GPtrArray) places = NULL;
  HjWorkplace *found;

  if (place == NULL)
    return NULL;
  places = hj_work_list (dossier);
  found = hj_place_find_by_path (places, target);
  if (found != NULL && !hj_workplace_lock (found, error))
    {
      hj_work_remove_tree (place->folder);
      return NULL;
    }
  if (found != NULL && holds_unpublished (found))
    {
      hj_work_remove_tree (place->folder);
      return take_place (places, found);
    }
  *fresh = TRUE;
  if (!hj_workplace_lock (place, error))
    return NULL;
  if (found != NULL)
    supersede (place, found);
  return g_steal_pointer (&place);
}

/**
 * hj_place_choose:
 * @fresh: (out): whether the copy was made just now
 *
 * Which working copy goes with the file: the one that goes back to these very
 * bytes; else that of the same dossier whose target lies here, when it holds work
 * that is in no file (the file was changed elsewhere: a conflict to be resolved,
 * nothing lost); else a fresh one. The one chosen is locked.
 */
HjWorkplace *
hj_place_choose (HjTarget      *target,
                 gboolean      *fresh,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GPtrArray) places = hj_work_list (NULL);
  HjWorkplace *found = hj_place_find (places, target);

  *fresh = FALSE;
  if (found == NULL || !hj_workplace_has_file (found, HJ_WORK_STORE))
    return choose_unknown (target, fresh, cancellable, error);
  if (!hj_workplace_lock (found, error))
    return NULL;
  return take_place (places, found);
}

/**
 * hj_place_set_aside:
 * @place: a working copy that can't be opened any more; locked
 *
 * The file must not be out of reach for it, and nothing of it is thrown away.
 *
 * Returns: (transfer full) (nullable): the folder where it lies now
 */
char *
hj_place_set_aside (HjWorkplace *place)
{
  g_autofree char *id = hj_id_new ();
  g_autofree char *name = g_strconcat ("damaged-", id, NULL);
  g_autofree char *work = g_path_get_dirname (place->folder);
  g_autofree char *aside = g_build_filename (work, name, NULL);

  return g_rename (place->folder, aside) == 0 ? g_steal_pointer (&aside) : NULL;
}
