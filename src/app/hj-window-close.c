/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compat.h"
#include "hj-dossier-actions.h"
#include "hj-error.h"
#include "hj-toast.h"
#include "hj-window-private.h"

/* How a dossier is left: nothing that was answered is lost, whatever stands in the way. */

static void
keep_choice_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autofree char *choice = hj_compat_choose_finish (result, NULL);

  if (self->dossier == NULL)
    return;

  if (choice == NULL || g_str_equal (choice, "stay"))
    {
      /* The keyboard was taken from the page for closing; back means back on the criterion. */
      hj_dossier_page_go (self->dossier, hj_dossier_page_get_place (self->dossier));
    }
  else if (g_str_equal (choice, "again"))
    {
      hj_window_close_dossier (self, self->then, self->discard);
    }
  else if (g_str_equal (choice, "copy"))
    {
      hj_dossier_save_copy (self->dossier);
    }
  else if (g_str_equal (choice, "conflict"))
    {
      hj_dossier_resolve_conflict (self->dossier);
    }
  else if (g_str_equal (choice, "here"))
    {
      /* The working copy keeps everything; the next opening goes on from it. */
      hj_session_abandon (hj_dossier_page_get_session (self->dossier));
      hj_window_drop_dossier (self);
      if (self->then == HJ_THEN_CLOSE)
        gtk_window_destroy (GTK_WINDOW (self));
      else
        hj_window_show_start (self);
    }
}

/* What stands in the way of closing, and what can be done about it. */
static void
ask_how_to_close (HjWindow     *self,
                  const GError *error)
{
  gboolean conflict = g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED);
  g_autofree char *body = g_strdup_printf (_("%s\n\nEvery answer is safe on this computer. Closed now, the dossier "
                                             "goes on from there when it is opened here again."),
                                           error->message);
  HjChoice choices[] = {
    { "stay", _("_Go Back"), ADW_RESPONSE_DEFAULT },
    { "here", _("_Keep Here and Close"), ADW_RESPONSE_DEFAULT },
    { "copy", _("Save a _Copy…"), ADW_RESPONSE_DEFAULT },
    { conflict ? "conflict" : "again", conflict ? _("_Choose How Both Are Kept…") : _("_Try Again"), ADW_RESPONSE_SUGGESTED },
    { NULL, },
  };

  hj_compat_choose (GTK_WINDOW (self), _("The File Could Not Be Saved"), body, NULL, choices, NULL,
                    keep_choice_cb, g_object_ref (self));
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean closed = hj_session_close_finish (HJ_SESSION (object), result, &error);

  self->closing = FALSE;
  if (self->dossier == NULL)
    return;

  if (!closed)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->dossier), TRUE);
      hj_window_update_actions (self);
      ask_how_to_close (self, error);
      return;
    }

  hj_window_drop_dossier (self);
  if (self->then == HJ_THEN_CLOSE)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  hj_window_show_start (self);
  if (self->discard)
    hj_toast_text (self->toasts, _("Nothing of the dossier is left on this computer"));
}

/**
 * hj_window_close_dossier:
 * @discard: nothing of it is to stay on this computer
 *
 * Publishes and lets go; asks where that fails.
 */
void
hj_window_close_dossier (HjWindow *self,
                         HjThen    then,
                         gboolean  discard)
{
  g_assert (self->dossier != NULL);

  if (self->closing)
    return;

  self->then = then;
  self->discard = discard;
  hj_dossier_page_leave_field (self->dossier);
  self->closing = TRUE;
  /* A text that keeps the focus while it is insensitive goes on blinking, and warns. */
  gtk_root_set_focus (GTK_ROOT (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dossier), FALSE);
  hj_window_update_actions (self);
  hj_session_close_async (hj_dossier_page_get_session (self->dossier), discard, NULL, closed_cb, g_object_ref (self));
}

static void
remove_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autofree char *choice = hj_compat_choose_finish (result, NULL);

  if (self->dossier != NULL && g_strcmp0 (choice, "remove") == 0)
    hj_window_close_dossier (self, HJ_THEN_START, TRUE);
}

void
hj_window_ask_to_remove (HjWindow *self)
{
  g_autofree char *body = NULL;
  HjChoice choices[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "remove", _("_Save, Close and Remove"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL, },
  };

  body = g_strdup_printf (_("The dossier is saved to its file and checked first:\n%s\n\nThen the working copy and the "
                            "earlier states kept on this computer are removed. If saving fails, nothing is removed."),
                          hj_session_get_path (hj_dossier_page_get_session (self->dossier)));
  hj_compat_choose (GTK_WINDOW (self), _("Remove Everything from This Computer?"), body, NULL, choices, NULL,
                    remove_chosen_cb, g_object_ref (self));
}
