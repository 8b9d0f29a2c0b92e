/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-score-bar"

#include "config.h"

#include "hj-score-bar.h"

struct _HjScoreBar
{
  GtkWidget  parent_instance;
  HjSession *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjScoreBar, hj_score_bar, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
hj_score_bar_dispose (GObject *object)
{
  g_clear_object (&HJ_SCORE_BAR (object)->session);

  G_OBJECT_CLASS (hj_score_bar_parent_class)->dispose (object);
}

static void
hj_score_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, HJ_SCORE_BAR (object)->session);
}

static void
hj_score_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  g_set_object (&HJ_SCORE_BAR (object)->session, g_value_get_object (value));
}

static void
hj_score_bar_class_init (HjScoreBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_score_bar_dispose;
  object_class->get_property = hj_score_bar_get_property;
  object_class->set_property = hj_score_bar_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);


  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hj_score_bar_init (HjScoreBar *self)
{
}

GtkWidget *
hj_score_bar_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_SCORE_BAR, "session", session, NULL);
}

void
hj_score_bar_show_place (HjScoreBar *self, const HjPlace *place)
{
  g_return_if_fail (HJ_IS_SCORE_BAR (self));
}
