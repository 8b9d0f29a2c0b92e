/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-notes-page"

#include "config.h"

#include "hj-notes-page.h"

struct _HjNotesPage
{
  GtkWidget  parent_instance;
  HjSession *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjNotesPage, hj_notes_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
hj_notes_page_dispose (GObject *object)
{
  g_clear_object (&HJ_NOTES_PAGE (object)->session);

  G_OBJECT_CLASS (hj_notes_page_parent_class)->dispose (object);
}

static void
hj_notes_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, HJ_NOTES_PAGE (object)->session);
}

static void
hj_notes_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  g_set_object (&HJ_NOTES_PAGE (object)->session, g_value_get_object (value));
}

static void
hj_notes_page_class_init (HjNotesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_notes_page_dispose;
  object_class->get_property = hj_notes_page_get_property;
  object_class->set_property = hj_notes_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);


  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hj_notes_page_init (HjNotesPage *self)
{
}

GtkWidget *
hj_notes_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_NOTES_PAGE, "session", session, NULL);
}

void
hj_notes_page_show_place (HjNotesPage *self, const HjPlace *place)
{
  g_return_if_fail (HJ_IS_NOTES_PAGE (self));
}
