/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-preferences"

#include "config.h"

#include "hj-preferences.h"
#include "hj-scheme-list.h"
#include "hj-settings.h"

struct _HjPreferences
{
  AdwPreferencesWindow  parent_instance;

  AdwEntryRow          *recorder;
  GtkSwitch            *autosave;
  GtkSpinButton        *text_size;
};

G_DEFINE_FINAL_TYPE (HjPreferences, hj_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
hj_preferences_class_init (HjPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HJ_TYPE_SCHEME_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, HjPreferences, autosave);
  gtk_widget_class_bind_template_child (widget_class, HjPreferences, recorder);
  gtk_widget_class_bind_template_child (widget_class, HjPreferences, text_size);
}

static void
hj_preferences_init (HjPreferences *self)
{
  GSettings *settings = hj_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, HJ_SETTINGS_RECORDER_NAME, self->recorder, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, HJ_SETTINGS_AUTOSAVE, self->autosave, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, HJ_SETTINGS_TEXT_SIZE, self->text_size, "value", G_SETTINGS_BIND_DEFAULT);
}

HjPreferences *
hj_preferences_new (GtkWindow *parent)
{
  return g_object_new (HJ_TYPE_PREFERENCES, "transient-for", parent, NULL);
}
