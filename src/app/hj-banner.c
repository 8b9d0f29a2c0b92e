/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-banner"

#include "config.h"

#include "hj-banner.h"

struct _HjBanner
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkBox      *box;
  GtkImage    *icon;
  GtkLabel    *title;
  GtkLabel    *body;
  GtkButton   *action;
  GtkButton   *dismiss;
};

static const struct {
  const char *css_class;
  const char *icon;
} styles[] = {
  [HJ_BANNER_QUIET] = { "quiet", "emblem-ok-symbolic" },
  [HJ_BANNER_NOTICE] = { "notice", "dialog-information-symbolic" },
  [HJ_BANNER_FAILURE] = { "failure", "dialog-warning-symbolic" },
};

G_DEFINE_FINAL_TYPE (HjBanner, hj_banner, GTK_TYPE_WIDGET)

static void
dismiss_clicked_cb (HjBanner *self)
{
  hj_banner_hide (self);
}

static void
hj_banner_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_banner_parent_class)->dispose (object);
}

static void
hj_banner_class_init (HjBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/banner.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hjbanner");
  gtk_widget_class_bind_template_child (widget_class, HjBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, box);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, title);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, body);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, action);
  gtk_widget_class_bind_template_child (widget_class, HjBanner, dismiss);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
hj_banner_init (HjBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_banner_new (void)
{
  return g_object_new (HJ_TYPE_BANNER, NULL);
}

void
hj_banner_show (HjBanner      *self,
                HjBannerStyle  style,
                const char    *title,
                const char    *body,
                const char    *action_label,
                const char    *action)
{
  g_return_if_fail (HJ_IS_BANNER (self));
  g_return_if_fail (title != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), styles[style].css_class);

  gtk_image_set_from_icon_name (self->icon, styles[style].icon);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL && body[0] != '\0');

  gtk_widget_set_visible (GTK_WIDGET (self->action), action != NULL);
  if (action != NULL)
    {
      gtk_button_set_label (self->action, action_label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->action), action);
    }
  /* Read only is a state: it can't be waved away. */
  gtk_widget_set_visible (GTK_WIDGET (self->dismiss), style != HJ_BANNER_NOTICE);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body != NULL ? body : "",
                                  -1);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
hj_banner_hide (HjBanner *self)
{
  g_return_if_fail (HJ_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

gboolean
hj_banner_is_shown (HjBanner *self)
{
  g_return_val_if_fail (HJ_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

const char *
hj_banner_get_title (HjBanner *self)
{
  g_return_val_if_fail (HJ_IS_BANNER (self), NULL);

  return gtk_label_get_label (self->title);
}

const char *
hj_banner_get_body (HjBanner *self)
{
  g_return_val_if_fail (HJ_IS_BANNER (self), NULL);

  return gtk_label_get_label (self->body);
}
