/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-where-button"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-where-button.h"
#include "hj-where.h"

struct _HjWhereButton
{
  GtkWidget       parent_instance;

  HjSession      *session;

  GtkMenuButton  *button;
  GtkImage       *icon;
  GtkImage       *narrow_icon;
  GtkLabel       *brief;
  GtkLabel       *heading;
  GtkLabel       *explanation;
  GtkLabel       *path;
  GtkProgressBar *progress;
  GtkButton      *resolve;
  GtkButton      *save;
};

G_DEFINE_FINAL_TYPE (HjWhereButton, hj_where_button, GTK_TYPE_WIDGET)

static void
update (HjWhereButton *self)
{
  g_auto (HjWhereWords) words = { NULL, };
  HjWhere where;

  g_assert (HJ_IS_WHERE_BUTTON (self));

  if (self->session == NULL)
    return;

  where = hj_session_get_where (self->session);
  hj_where_describe (self->session, &words);

  gtk_image_set_from_icon_name (self->icon, words.icon);
  gtk_image_set_from_icon_name (self->narrow_icon, words.icon);
  gtk_label_set_label (self->brief, words.brief);
  gtk_label_set_label (self->heading, words.brief);
  gtk_label_set_label (self->explanation, words.explanation);
  gtk_label_set_label (self->path, hj_session_get_path (self->session));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words.brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words.brief,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words.explanation,
                                  -1);

  if (words.loud)
    gtk_widget_add_css_class (GTK_WIDGET (self), "loud");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "loud");

  gtk_widget_set_visible (GTK_WIDGET (self->progress), where == HJ_WHERE_PUBLISHING);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (hj_session_get_publish_progress (self->session), 0.0, 1.0));
  gtk_widget_set_visible (GTK_WIDGET (self->resolve), where == HJ_WHERE_CONFLICT);
  gtk_widget_set_visible (GTK_WIDGET (self->save), where != HJ_WHERE_READ_ONLY && where != HJ_WHERE_CONFLICT);
}

static void
popdown_cb (HjWhereButton *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
hj_where_button_dispose (GObject *object)
{
  HjWhereButton *self = HJ_WHERE_BUTTON (object);
  GtkWidget *child;

  hj_where_button_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_where_button_parent_class)->dispose (object);
}

static void
hj_where_button_class_init (HjWhereButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_where_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/where-button.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hjwhere");
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, button);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, icon);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, narrow_icon);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, brief);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, heading);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, explanation);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, path);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, progress);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, resolve);
  gtk_widget_class_bind_template_child (widget_class, HjWhereButton, save);
  gtk_widget_class_bind_template_callback (widget_class, popdown_cb);
}

static void
hj_where_button_init (HjWhereButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hj_where_button_set_session (HjWhereButton *self,
                             HjSession     *session)
{
  g_return_if_fail (HJ_IS_WHERE_BUTTON (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "where-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }
}

void
hj_where_button_popup (HjWhereButton *self)
{
  g_return_if_fail (HJ_IS_WHERE_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

const char *
hj_where_button_get_words (HjWhereButton *self)
{
  g_return_val_if_fail (HJ_IS_WHERE_BUTTON (self), NULL);

  return gtk_label_get_label (self->brief);
}
