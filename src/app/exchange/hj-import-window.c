/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-window"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-import-window.h"
#include "hj-release.h"
#include "hj-session-exchange.h"
#include "hj-walk-style.h"

/* What takes longer than this shows how far it is. */
#define PATIENCE_MS 500
#define PULSE_MS    120

struct _HjImportWindow
{
  AdwWindow        parent_instance;
  AdwWindowTitle  *title;
  GtkStack        *stack;
  GtkProgressBar  *progress;
  GtkLabel        *doing;
  GtkWidget       *busy_box;
  GtkWidget       *cancel;
  GtkLabel        *failure;
  HjImportPreview *preview;
  GtkWidget       *foot;
  GtkLabel        *count;
  GtkWidget       *import;
  HjSession       *session;
  GCancellable    *cancellable;  /* of what is under way */
  guint            patience_id;
  guint            pulse_id;
  gboolean         applying;     /* what was chosen is on its way into the dossier */
  gboolean         closing;      /* the user wants the window gone as soon as that is known */
};

G_DEFINE_FINAL_TYPE (HjImportWindow, hj_import_window, ADW_TYPE_WINDOW)

/* One step of the writer's: how far it is can't be told, only that it goes on. */
static gboolean
pulse_cb (gpointer user_data)
{
  HjImportWindow *self = user_data;

  gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static gboolean
patience_cb (gpointer user_data)
{
  HjImportWindow *self = user_data;

  self->patience_id = 0;
  gtk_widget_set_visible (self->busy_box, TRUE);
  if (self->applying)
    self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
  gtk_widget_grab_focus (self->cancel);

  return G_SOURCE_REMOVE;
}

static void
show_page (HjImportWindow *self,
           const char     *page)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->foot, g_str_equal (page, "preview"));
  if (!g_str_equal (page, "busy"))
    return;
  gtk_widget_set_visible (self->busy_box, FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
}

/* What was cancelled once would cancel whatever comes after it. */
static GCancellable *
renew_cancellable (HjImportWindow *self)
{
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

static void
update_count (HjImportWindow *self)
{
  guint n = hj_import_preview_get_n_chosen (self->preview);
  g_autofree char *text = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%u row is chosen", "%u rows are chosen", n), n);

  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->import, n > 0);
}

static void
progress_cb (HjSession *session,
             double     done,
             gpointer   user_data)
{
  HjImportWindow *self = user_data;

  if (self->progress != NULL)
    gtk_progress_bar_set_fraction (self->progress, CLAMP (done, 0, 1));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HjImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  HjImportPlan *plan = hj_session_read_import_finish (HJ_SESSION (object), result, &error);

  if (plan != NULL && self->session == NULL)
    hj_release (plan, (GDestroyNotify) hj_import_plan_unref);
  else if (plan != NULL)
    hj_import_window_show_plan (self, plan);
  else if (self->session == NULL)
    return;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_close (GTK_WINDOW (self));
  else
    hj_import_window_show_failure (self, error->message);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean applied = hj_session_apply_import_finish (HJ_SESSION (object), result, &error);
  GtkWindow *parent;
  g_autofree char *text = NULL;
  guint n;

  self->applying = FALSE;
  if (self->session == NULL)
    return;
  if (!applied)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hj_import_window_show_failure (self, error->message);
      else if (self->closing)
        gtk_window_close (GTK_WINDOW (self));
      else
        show_page (self, "preview");
      self->closing = FALSE;
      return;
    }

  n = hj_import_preview_get_n_chosen (self->preview);
  text = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%u row imported", "%u rows imported", n), n);
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast-undo", "s", text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
import_cb (HjImportWindow *self)
{
  HjImportPlan *plan = hj_import_preview_get_plan (self->preview);

  if (plan == NULL || hj_import_preview_get_n_chosen (self->preview) == 0)
    return;
  gtk_label_set_label (self->doing, _("Importing…"));
  self->applying = TRUE;
  show_page (self, "busy");
  hj_session_apply_import_async (self->session, plan, renew_cancellable (self), applied_cb, g_object_ref (self));
}

/* What is under way stops; nothing has been changed. */
static void
cancel_cb (HjImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

static gboolean
close_request_cb (HjImportWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  /* It may be too late to stop it: whether rows were imported is told before the window goes. */
  self->closing = self->applying;

  return self->applying ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
hj_import_window_dispose (GObject *object)
{
  HjImportWindow *self = HJ_IMPORT_WINDOW (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  self->progress = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (hj_import_window_parent_class)->dispose (object);
}

static void
hj_import_window_finalize (GObject *object)
{
  g_clear_object (&HJ_IMPORT_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (hj_import_window_parent_class)->finalize (object);
}

static void
hj_import_window_class_init (HjImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_import_window_dispose;
  object_class->finalize = hj_import_window_finalize;

  g_type_ensure (HJ_TYPE_IMPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, busy_box);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, count);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, doing);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, import);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HjImportWindow, title);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_count);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hj_import_window_init (HjImportWindow *self)
{
  hj_walk_style_ensure ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

HjImportWindow *
hj_import_window_new (GtkWindow *parent,
                      HjSession *session)
{
  HjImportWindow *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);

  return self;
}

void
hj_import_window_read (HjImportWindow *self,
                       const char     *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *doing = g_strdup_printf (_("Reading %s…"), name);

  g_return_if_fail (HJ_IS_IMPORT_WINDOW (self));

  adw_window_title_set_subtitle (self->title, name);
  gtk_label_set_label (self->doing, doing);
  show_page (self, "busy");
  hj_session_read_import_async (self->session, path, progress_cb, self, renew_cancellable (self), read_cb, g_object_ref (self));
}

void
hj_import_window_show_plan (HjImportWindow *self,
                            HjImportPlan   *plan)
{
  g_return_if_fail (HJ_IS_IMPORT_WINDOW (self));

  adw_window_title_set_subtitle (self->title, plan->source);
  hj_import_preview_take_plan (self->preview, plan);
  show_page (self, "preview");
  gtk_widget_grab_focus (hj_import_preview_get_list (self->preview));
}

void
hj_import_window_show_failure (HjImportWindow *self,
                               const char     *message)
{
  g_return_if_fail (HJ_IS_IMPORT_WINDOW (self));

  gtk_label_set_label (self->failure, message);
  show_page (self, "failed");
}

HjImportPreview *
hj_import_window_get_preview (HjImportWindow *self)
{
  return self->preview;
}

GtkWidget *
hj_import_window_get_import (HjImportWindow *self)
{
  return self->import;
}

const char *
hj_import_window_get_page (HjImportWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

GtkWidget *
hj_import_window_get_cancel (HjImportWindow *self)
{
  return self->cancel;
}
