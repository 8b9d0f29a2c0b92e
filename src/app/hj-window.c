/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compare-window.h"
#include "hj-compat.h"
#include "hj-dossier-actions.h"
#include "hj-error.h"
#include "hj-export.h"
#include "hj-settings.h"
#include "hj-toast.h"
#include "hj-window-private.h"

G_DEFINE_FINAL_TYPE (HjWindow, hj_window, ADW_TYPE_APPLICATION_WINDOW)

void
hj_window_update_actions (HjWindow *self)
{
  guint n;
  const HjDossierAction *actions = hj_dossier_actions (&n);
  gboolean at_hand = self->dossier != NULL && !self->closing;
  gboolean write = at_hand &&
                   hj_session_get_mode (hj_dossier_page_get_session (self->dossier)) == HJ_SESSION_WRITE;

  for (guint i = 0; i < n; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name,
                                   at_hand && (actions[i].enabled == NULL || actions[i].enabled (self->dossier)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.remove-local", write);
}

static void
dossier_action_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);
  guint n;
  const HjDossierAction *actions = hj_dossier_actions (&n);

  for (guint i = 0; i < n && self->dossier != NULL; i++)
    if (g_str_equal (actions[i].name, name))
      {
        actions[i].run (self->dossier, parameter);
        return;
      }
}

void
hj_window_show_start (HjWindow *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->start));
  gtk_window_set_title (GTK_WINDOW (self), _("Hengjian"));
  hj_start_page_refresh (self->start);
  gtk_widget_child_focus (GTK_WIDGET (self->start), GTK_DIR_TAB_FORWARD);
}

static void
drop_new_dossier (HjWindow *self)
{
  if (self->new_dossier != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->new_dossier));
  self->new_dossier = NULL;
}

void
hj_window_drop_dossier (HjWindow *self)
{
  if (self->dossier != NULL)
    {
      g_signal_handlers_disconnect_by_data (hj_dossier_page_get_session (self->dossier), self);
      gtk_stack_remove (self->stack, GTK_WIDGET (self->dossier));
    }
  self->dossier = NULL;
  hj_window_update_actions (self);
}

static void
new_cancelled_cb (HjWindow *self)
{
  drop_new_dossier (self);
  hj_window_show_start (self);
}

static void
new_created_cb (HjWindow  *self,
                HjSession *session)
{
  hj_window_take_session (self, session);
  drop_new_dossier (self);
}

/* A window holds one dossier: what is opened beside it gets a window of its own. */
static HjWindow *
free_window (HjWindow *self)
{
  HjWindow *window;

  if (self->dossier == NULL && self->opening == NULL)
    return self;

  window = hj_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
new_dossier_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HjWindow *self = free_window (HJ_WINDOW (widget));

  if (self->new_dossier != NULL)
    return;

  self->new_dossier = HJ_NEW_DOSSIER_PAGE (hj_new_dossier_page_new ());
  g_signal_connect_object (self->new_dossier, "created", G_CALLBACK (new_created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_dossier, "cancelled", G_CALLBACK (new_cancelled_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->new_dossier));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->new_dossier));
  gtk_window_set_title (GTK_WINDOW (self), _("New Dossier"));
  gtk_widget_child_focus (GTK_WIDGET (self->new_dossier), GTK_DIR_TAB_FORWARD);
}

static void
open_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autoptr (GFile) file = hj_compat_open_file_finish (result, NULL);

  if (file != NULL)
    hj_window_open (free_window (self), file, HJ_SESSION_WRITE);
}

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autoptr (GFile) folder = hj_settings_dup_folder ();

  hj_compat_open_file (GTK_WINDOW (widget), _("Open a Dossier"), folder, _("Dossiers"), "hjd", NULL,
                       open_chosen_cb, g_object_ref (widget));
}

static void
open_path_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  hj_window_open (free_window (HJ_WINDOW (widget)), file, HJ_SESSION_WRITE);
}

/* Who has it is named in the error; one can read meanwhile. */
static void
busy_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autofree char *choice = hj_compat_choose_finish (result, NULL);
  g_autoptr (GFile) file = g_steal_pointer (&self->opening);

  if (g_strcmp0 (choice, "read") == 0 && file != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    hj_window_open (self, file, HJ_SESSION_READ);
}

static void
ask_to_read (HjWindow     *self,
             const GError *error)
{
  HjChoice choices[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "read", _("Open to _Read"), ADW_RESPONSE_SUGGESTED },
    { NULL, },
  };

  hj_compat_choose (GTK_WINDOW (self), _("The Dossier Is in Use"), error->message, NULL, choices, NULL,
                    busy_chosen_cb, g_object_ref (self));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_session_open_finish (result, &error);

  /* The window was closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    {
      g_clear_object (&self->opening);
      if (session != NULL)
        hj_session_abandon (session);
      return;
    }

  hj_start_page_set_busy (self->start, NULL);
  if (session != NULL)
    {
      g_clear_object (&self->opening);
      hj_window_take_session (self, session);
    }
  else if (g_error_matches (error, HJ_ERROR, HJ_ERROR_BUSY))
    {
      ask_to_read (self, error);
    }
  else
    {
      g_clear_object (&self->opening);
      hj_start_page_report_failure (self->start, _("The dossier was not opened"), error->message);
    }
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);

  if (self->dossier != NULL)
    hj_window_close_dossier (self, HJ_THEN_START, FALSE);
  else if (self->new_dossier != NULL)
    new_cancelled_cb (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
remove_local_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  hj_window_ask_to_remove (HJ_WINDOW (widget));
}

static void
escape_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);

  if (self->dossier != NULL)
    hj_dossier_page_escape (self->dossier);
}

static gboolean
escape_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  HjWindow *self = HJ_WINDOW (widget);

  return self->dossier != NULL && hj_dossier_page_escape (self->dossier);
}

static void
menu_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);

  if (self->dossier != NULL)
    hj_dossier_page_popup_menu (self->dossier);
  else if (self->new_dossier == NULL)
    hj_start_page_popup_menu (self->start);
}

static void
toast_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  hj_toast_text (HJ_WINDOW (widget)->toasts, g_variant_get_string (parameter, NULL));
}

static void
toast_undo_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hj_toast_undo (HJ_WINDOW (widget)->toasts, g_variant_get_string (parameter, NULL));
}

static void
toast_file_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hj_toast_file (HJ_WINDOW (widget)->toasts, parameter);
}

static void
empty_form_of_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hj_exchange_empty_form_of (GTK_WINDOW (widget));
}

static void
compare_schemes_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hj_compare_window_new (GTK_WINDOW (widget), NULL)));
}

static void
show_file_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  hj_compat_show_file (GTK_WINDOW (widget), file);
}

static void
report_failure_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);
  const char *headline;
  const char *body;

  g_variant_get (parameter, "(&s&s)", &headline, &body);
  if (self->dossier != NULL)
    hj_dossier_page_report_failure (self->dossier, headline, body);
  else
    hj_start_page_report_failure (self->start, headline, body);
}

static void
create_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HjWindow *self = HJ_WINDOW (widget);

  if (self->new_dossier != NULL)
    hj_new_dossier_page_create (self->new_dossier);
}

static void
remember_size (HjWindow *self)
{
  GSettings *settings = hj_settings_get ();
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, HJ_SETTINGS_MAXIMIZED, maximized);
  if (!maximized)
    g_settings_set (settings, HJ_SETTINGS_WINDOW_SIZE, "(ii)", width, height);
}

static gboolean
hj_window_close_request (GtkWindow *window)
{
  HjWindow *self = HJ_WINDOW (window);

  remember_size (self);
  if (self->dossier != NULL)
    {
      hj_window_close_dossier (self, HJ_THEN_CLOSE, FALSE);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (hj_window_parent_class)->close_request (window);
}

static void
hj_window_dispose (GObject *object)
{
  HjWindow *self = HJ_WINDOW (object);

  /* Destroyed without being asked: nothing is lost, the working copy has it all. */
  if (self->dossier != NULL)
    {
      g_autoptr (HjSession) session = g_object_ref (hj_dossier_page_get_session (self->dossier));

      hj_window_drop_dossier (self);
      hj_session_abandon (session);
    }
  g_clear_object (&self->opening);

  G_OBJECT_CLASS (hj_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  guint n;
  const HjDossierAction *actions = hj_dossier_actions (&n);

  for (guint i = 0; i < n; i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type, dossier_action_cb);

  gtk_widget_class_install_action (widget_class, "win.new-dossier", NULL, new_dossier_cb);
  gtk_widget_class_install_action (widget_class, "win.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-path", "s", open_path_cb);
  gtk_widget_class_install_action (widget_class, "win.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "win.remove-local", NULL, remove_local_cb);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape_cb);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-undo", "s", toast_undo_cb);
  gtk_widget_class_install_action (widget_class, "win.toast-file", "s", toast_file_cb);
  gtk_widget_class_install_action (widget_class, "win.empty-form-of", NULL, empty_form_of_cb);
  gtk_widget_class_install_action (widget_class, "win.compare-schemes", NULL, compare_schemes_cb);
  gtk_widget_class_install_action (widget_class, "win.show-file", "s", show_file_cb);
  gtk_widget_class_install_action (widget_class, "win.report-failure", "(ss)", report_failure_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
}

static void
hj_window_class_init (HjWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = hj_window_dispose;
  window_class->close_request = hj_window_close_request;

  g_type_ensure (HJ_TYPE_START_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, HjWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HjWindow, start);
  gtk_widget_class_bind_template_child (widget_class, HjWindow, toasts);
  install_actions (widget_class);
}

static void
hj_window_init (HjWindow *self)
{
  GSettings *settings = hj_settings_get ();
  int width, height;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_get (settings, HJ_SETTINGS_WINDOW_SIZE, "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, HJ_SETTINGS_MAXIMIZED))
    gtk_window_maximize (GTK_WINDOW (self));
  hj_window_update_actions (self);
}

/* The recent ones are looked up when the window is there, not before its first frame. */
static gboolean
first_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  hj_start_page_refresh (HJ_WINDOW (widget)->start);

  return G_SOURCE_REMOVE;
}

HjWindow *
hj_window_new (GtkApplication *application)
{
  HjWindow *self = g_object_new (HJ_TYPE_WINDOW, "application", application, NULL);

  gtk_widget_add_tick_callback (GTK_WIDGET (self), first_frame_cb, NULL, NULL);

  return self;
}

void
hj_window_open (HjWindow      *self,
                GFile         *file,
                HjSessionMode  mode)
{
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *what = NULL;

  g_return_if_fail (HJ_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (self->dossier == NULL);

  path = g_file_get_path (file);
  if (path == NULL)
    {
      hj_start_page_report_failure (self->start, _("The dossier was not opened"),
                                    _("It does not lie in a folder of this computer. Copy it to one first."));
      return;
    }

  drop_new_dossier (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->start));
  hj_start_page_clear_failure (self->start);
  g_set_object (&self->opening, file);
  name = g_path_get_basename (path);
  what = g_strdup_printf (_("Opening %s…"), name);
  hj_start_page_set_busy (self->start, what);
  hj_session_open_async (path, mode, NULL, opened_cb, g_object_ref (self));
}

/* The one who records on this computer: as the dossier remembers, else by the name in the
 * preferences, else the only member there is. */
static void
choose_recorder (HjSession *session)
{
  const HjContent *content = hj_session_get_content (session);
  g_autofree char *name = g_settings_get_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME);
  const HjMember *member = NULL;

  if (hj_session_get_mode (session) != HJ_SESSION_WRITE ||
      hj_content_find_member (content, hj_session_get_recorder (session)) != NULL)
    return;

  if (name[0] != '\0')
    member = hj_content_find_member_by_name (content, name);
  if (member == NULL && content->members->len == 1)
    member = g_ptr_array_index (content->members, 0);
  if (member != NULL && !member->recused)
    hj_session_set_recorder (session, member->id);
}

static void
title_changed_cb (HjWindow *self)
{
  const HjContent *content = hj_session_get_content (hj_dossier_page_get_session (self->dossier));

  gtk_window_set_title (GTK_WINDOW (self), content->applicant.name[0] != '\0' ? content->applicant.name : _("Hengjian"));
  hj_window_update_actions (self);
}

static void show_dossier (HjWindow *self, HjSession *session);

/* Moved to another edition, or that undone: new pages for the same session. */
static gboolean
remake_cb (gpointer user_data)
{
  HjWindow *self = user_data;
  g_autoptr (HjSession) session = NULL;

  if (self->dossier == NULL || self->closing)
    return G_SOURCE_REMOVE;

  session = g_object_ref (hj_dossier_page_get_session (self->dossier));
  hj_window_drop_dossier (self);
  show_dossier (self, session);

  return G_SOURCE_REMOVE;
}

static void
scheme_changed_cb (HjWindow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, remake_cb, g_object_ref (self), g_object_unref);
}

static void
show_dossier (HjWindow  *self,
              HjSession *session)
{
  self->dossier = HJ_DOSSIER_PAGE (hj_dossier_page_new (session));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->dossier));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->dossier));

  g_signal_connect_object (session, "changed", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "undo-changed", G_CALLBACK (hj_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "where-changed", G_CALLBACK (hj_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dossier, "place-changed", G_CALLBACK (hj_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dossier, "scheme-changed", G_CALLBACK (scheme_changed_cb), self, G_CONNECT_SWAPPED);
  title_changed_cb (self);
  /* Now that the page is in the window, the keyboard goes to its first row. */
  hj_dossier_page_go (self->dossier, hj_dossier_page_get_place (self->dossier));
}

void
hj_window_take_session (HjWindow  *self,
                        HjSession *session)
{
  g_return_if_fail (HJ_IS_WINDOW (self));
  g_return_if_fail (HJ_IS_SESSION (session));
  g_return_if_fail (self->dossier == NULL);

  if (hj_session_get_mode (session) == HJ_SESSION_WRITE)
    hj_session_set_autosave (session, g_settings_get_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE));
  choose_recorder (session);
  show_dossier (self, session);
}

HjSession *
hj_window_get_session (HjWindow *self)
{
  g_return_val_if_fail (HJ_IS_WINDOW (self), NULL);

  return self->dossier != NULL ? hj_dossier_page_get_session (self->dossier) : NULL;
}

gboolean
hj_window_is_free (HjWindow *self)
{
  g_return_val_if_fail (HJ_IS_WINDOW (self), FALSE);

  return self->dossier == NULL && self->new_dossier == NULL && self->opening == NULL;
}

void
hj_window_go (HjWindow      *self,
              const HjPlace *place)
{
  g_return_if_fail (HJ_IS_WINDOW (self));

  if (self->dossier != NULL)
    hj_dossier_page_go (self->dossier, place);
}
