/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-probe.h"
#include "hj-error.h"
#include "hj-store-private.h"

/* A refusal is one of ours: a sentence that can be shown. */
static gboolean
settle (gboolean   ok,
        GError   **settled)
{
  const GError *error = *settled;

  if (ok != (error == NULL))
    g_error ("said %s, and %s", ok ? "yes" : "no", error != NULL ? error->message : "gave no reason");
  if (error == NULL)
    return TRUE;
  if (error->domain != HJ_ERROR || !g_utf8_validate (error->message, -1, NULL) || strlen (error->message) < 20)
    g_error ("no sentence: %s %d %s", g_quark_to_string (error->domain), error->code, error->message);

  return FALSE;
}

static void
check_content (HjContent *content)
{
  for (guint i = 0; i < content->findings->len; i++)
    {
      const HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (!g_utf8_validate (finding->reason, -1, NULL) || (guint) finding->verdict >= HJ_N_VERDICTS)
        g_error ("a finding that is none was read");
    }
  for (guint i = 0; i < content->members->len; i++)
    if (!g_utf8_validate (((HjMember *) g_ptr_array_index (content->members, i))->name, -1, NULL))
      g_error ("a member that is none was read");
}

/* The id of a member, "" if there is none. */
static char *
read_all (HjStore  *store,
          HjScheme *scheme)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) scheme_error = NULL;
  g_autoptr (GError) info_error = NULL;
  g_autoptr (GError) history_error = NULL;
  g_autoptr (GError) peek_error = NULL;
  g_autoptr (HjContent) content = hj_store_load (store, scheme, &load_error);
  g_autoptr (GBytes) bytes = hj_store_dup_scheme (store, &scheme_error);
  g_auto (HjStoreInfo) info = { 0 };
  g_autoptr (GPtrArray) history = hj_store_history (store, &history_error);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  char *member = g_strdup ("");

  settle (bytes != NULL, &scheme_error);
  settle (hj_store_get_info (store, &info, &info_error), &info_error);
  settle (history != NULL, &history_error);
  if (settle (content != NULL, &load_error))
    {
      check_content (content);
      if (content->members->len > 0)
        hj_str_set (&member, ((HjMember *) g_ptr_array_index (content->members, 0))->id);
    }
  settle (hj_store_peek_undo (store, member, &undo, &redo, &peek_error), &peek_error);

  return member;
}

DossierProbed
dossier_probe_published (const char  *path,
                         HjScheme    *scheme,
                         GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GError) open_error = NULL;
  g_autoptr (HjStore) opened = hj_store_open (path, HJ_STORE_READ_ONLY, NULL, &open_error);
  g_autoptr (HjStore) store = NULL;
  g_autofree char *member = NULL;

  /* What has a right digest may still hold anything, so it is read without it too. */
  settle (opened != NULL, &open_error);
  store = hj_store_open_with (&hj_ladder, path, HJ_STORE_READ_ONLY, NULL, &local_error);

  if (!settle (store != NULL, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      if (opened != NULL)
        g_error ("opened with its seal, refused without");
      return DOSSIER_REFUSED;
    }
  member = read_all (store, scheme);
  if (settle (hj_store_verify (path, NULL, &local_error), &local_error))
    return opened != NULL ? DOSSIER_VERIFIED : DOSSIER_READ;
  if (opened != NULL)
    g_error ("opened, and doesn't verify: %s", local_error->message);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return DOSSIER_READ;
}

static void
work (HjStore    *store,
      const char *path,
      const char *member)
{
  g_autoptr (HjFinding) finding = hj_finding_new ("1.1.1", member);
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autofree char *exported = g_strconcat (path, ".exported", NULL);
  g_autoptr (GError) apply_error = NULL;
  g_autoptr (GError) undo_error = NULL;
  g_autoptr (GError) second_undo_error = NULL;
  g_autoptr (GError) redo_error = NULL;
  g_autoptr (GError) draft_error = NULL;
  g_autoptr (GError) export_error = NULL;

  finding->verdict = HJ_VERDICT_PROBLEM;
  hj_str_set (&finding->reason, "probe");
  hj_finding_add_deduction (finding, 250);
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  settle (hj_store_apply (store, member, "probe", commands, &apply_error), &apply_error);
  settle (hj_store_undo (store, member, &undo_error), &undo_error);
  settle (hj_store_undo (store, member, &second_undo_error), &second_undo_error);
  settle (hj_store_redo (store, member, &redo_error), &redo_error);
  settle (hj_store_set_draft (store, member, "probe", "text", &draft_error), &draft_error);
  settle (hj_store_export (store, exported, "probe", NULL, NULL, &export_error), &export_error);
  g_unlink (exported);
}

gboolean
dossier_probe_working (const char *path,
                       HjScheme   *scheme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjStore) store = hj_store_open (path, HJ_STORE_READ_WRITE, NULL, &error);
  g_autofree char *member = NULL;

  if (!settle (store != NULL, &error))
    return FALSE;
  member = read_all (store, scheme);
  work (store, path, member);
  g_free (read_all (store, scheme));

  return TRUE;
}
