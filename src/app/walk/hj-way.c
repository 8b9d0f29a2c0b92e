/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-way"

#include "config.h"

#include "hj-way.h"

struct _HjWay
{
  GtkWidget  parent_instance;
  HjSession *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjWay, hj_way, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
hj_way_dispose (GObject *object)
{
  g_clear_object (&HJ_WAY (object)->session);

  G_OBJECT_CLASS (hj_way_parent_class)->dispose (object);
}

static void
hj_way_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, HJ_WAY (object)->session);
}

static void
hj_way_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  g_set_object (&HJ_WAY (object)->session, g_value_get_object (value));
}

static void
hj_way_class_init (HjWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_way_dispose;
  object_class->get_property = hj_way_get_property;
  object_class->set_property = hj_way_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("place-activated",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, HJ_TYPE_PLACE | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hj_way_init (HjWay *self)
{
}

GtkWidget *
hj_way_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_WAY, "session", session, NULL);
}

void
hj_way_show_place (HjWay *self, const HjPlace *place)
{
  g_return_if_fail (HJ_IS_WAY (self));
}
