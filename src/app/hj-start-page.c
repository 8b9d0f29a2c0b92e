/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-start-page"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-banner.h"
#include "hj-jobs.h"
#include "hj-start-page.h"
#include "hj-where.h"

struct _HjStartPage
{
  GtkWidget      parent_instance;

  GCancellable  *cancellable;
  guint          n_recent;

  HjBanner      *failure_banner;
  GtkMenuButton *menu;
  GtkWidget     *content;
  GtkWidget     *recent_group;
  GtkListBox    *recent;
  GtkWidget     *busy_box;
  GtkSpinner    *spinner;
  GtkLabel      *busy;
};

G_DEFINE_FINAL_TYPE (HjStartPage, hj_start_page, GTK_TYPE_WIDGET)

/* "KINGSTON", or the folder with the home folder as "~". */
static char *
dup_lies (const char *path)
{
  g_autofree char *stick = hj_where_dup_stick (path);
  g_autofree char *folder = g_path_get_dirname (path);
  const char *home = g_get_home_dir ();

  if (stick != NULL)
    return g_strdup_printf (_("on the stick “%s”"), stick);
  if (g_str_has_prefix (folder, home))
    return g_strconcat ("~", folder + strlen (home), NULL);

  return g_steal_pointer (&folder);
}

static GtkWidget *
recent_row_new (const HjRecent *recent)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *total = gtk_label_new (recent->total);
  GtkWidget *state = gtk_label_new (recent->exists ? recent->state : _("file not there"));
  g_autofree char *lies = dup_lies (recent->path);
  g_autofree char *name = g_path_get_basename (recent->path);
  g_autofree char *title = g_markup_escape_text (recent->applicant[0] != '\0' ? recent->applicant : name, -1);
  g_autofree char *about = g_strdup_printf ("%s · %s", recent->scheme, lies);
  g_autofree char *subtitle = g_markup_escape_text (about, -1);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s, %s", recent->applicant, recent->scheme,
                                             recent->total, recent->state);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_tooltip_text (row, recent->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  gtk_widget_set_valign (figures, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (total), 1);
  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_widget_add_css_class (total, "recent-total");
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (state, "dim-label");
  gtk_box_append (GTK_BOX (figures), total);
  gtk_box_append (GTK_BOX (figures), state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), figures);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (recent->path), g_free);

  return row;
}

static void
recent_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_task_return_pointer (task, hj_recent_list (), (GDestroyNotify) g_ptr_array_unref);
}

static void
recent_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjStartPage) self = user_data;
  g_autoptr (GPtrArray) list = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *row;

  if (list == NULL)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent))) != NULL)
    gtk_list_box_remove (self->recent, row);
  for (guint i = 0; i < list->len; i++)
    gtk_list_box_append (self->recent, recent_row_new (g_ptr_array_index (list, i)));
  self->n_recent = list->len;
  gtk_widget_set_visible (self->recent_group, list->len > 0);
}

static void
row_activated_cb (HjStartPage   *self,
                  GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-path", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "path"));
}

static gboolean
drop_cb (HjStartPage   *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "dropping");

  return path != NULL && gtk_widget_activate_action (GTK_WIDGET (self), "win.open-path", "s", path);
}

static GdkDragAction
drop_enter_cb (HjStartPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "dropping");

  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (HjStartPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dropping");
}

static void
hj_start_page_dispose (GObject *object)
{
  HjStartPage *self = HJ_START_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_start_page_parent_class)->dispose (object);
}

static void
hj_start_page_finalize (GObject *object)
{
  g_clear_object (&HJ_START_PAGE (object)->cancellable);

  G_OBJECT_CLASS (hj_start_page_parent_class)->finalize (object);
}

static void
hj_start_page_class_init (HjStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_start_page_dispose;
  object_class->finalize = hj_start_page_finalize;

  g_type_ensure (HJ_TYPE_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/start-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hjstart");
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, busy);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, busy_box);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, content);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, failure_banner);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, menu);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, recent_group);
  gtk_widget_class_bind_template_child (widget_class, HjStartPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
hj_start_page_init (HjStartPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* In a thread: whether the files are still there can take long on a share that is gone. */
void
hj_start_page_refresh (HjStartPage *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HJ_IS_START_PAGE (self));

  /* The page is no source of the task: the thread might be the last to let go of it. */
  task = g_task_new (NULL, self->cancellable, recent_cb, g_object_ref (self));
  g_task_run_in_thread (task, recent_thread);
}

void
hj_start_page_set_busy (HjStartPage *self,
                        const char  *what)
{
  g_return_if_fail (HJ_IS_START_PAGE (self));

  gtk_widget_set_sensitive (self->content, what == NULL);
  gtk_widget_set_visible (self->busy_box, what != NULL);
  gtk_spinner_set_spinning (self->spinner, what != NULL);
  gtk_label_set_label (self->busy, what != NULL ? what : "");
}

gboolean
hj_start_page_is_busy (HjStartPage *self)
{
  g_return_val_if_fail (HJ_IS_START_PAGE (self), FALSE);

  return gtk_widget_get_visible (self->busy_box);
}

void
hj_start_page_report_failure (HjStartPage *self,
                              const char  *headline,
                              const char  *body)
{
  g_return_if_fail (HJ_IS_START_PAGE (self));

  hj_banner_show (self->failure_banner, HJ_BANNER_FAILURE, headline, body, NULL, NULL);
}

void
hj_start_page_clear_failure (HjStartPage *self)
{
  g_return_if_fail (HJ_IS_START_PAGE (self));

  hj_banner_hide (self->failure_banner);
}

const char *
hj_start_page_get_failure (HjStartPage *self)
{
  g_return_val_if_fail (HJ_IS_START_PAGE (self), NULL);

  return hj_banner_is_shown (self->failure_banner) ? hj_banner_get_body (self->failure_banner) : NULL;
}

guint
hj_start_page_get_n_recent (HjStartPage *self)
{
  g_return_val_if_fail (HJ_IS_START_PAGE (self), 0);

  return self->n_recent;
}

void
hj_start_page_popup_menu (HjStartPage *self)
{
  g_return_if_fail (HJ_IS_START_PAGE (self));

  gtk_menu_button_popup (self->menu);
}
