/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-visit-occupation"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-id-toggles.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-visit-occupation.h"
#include "hj-wrap-layout.h"

struct _HjVisitOccupation
{
  AdwExpanderRow  parent_instance;
  GtkWidget      *code;
  GtkWidget      *name;
  GtkWidget      *trade;
  GtkBox         *levels;
  HjRecordEditor *editor;
};

G_DEFINE_FINAL_TYPE (HjVisitOccupation, hj_visit_occupation, ADW_TYPE_EXPANDER_ROW)

static void
levels_changed_cb (const char *ids,
                   gpointer    user_data)
{
  HjVisitOccupation *self = user_data;
  HjCommand *command = hj_record_editor_begin (self->editor);

  if (command == NULL)
    return;
  hj_str_set (&command->occupation->levels, ids);
  hj_record_editor_submit (self->editor, command, _("levels"));
}

static void
remove_clicked_cb (HjVisitOccupation *self)
{
  hj_record_apply_one (GTK_WIDGET (self), hj_record_editor_get_session (self->editor),
                       hj_command_new_remove_occupation (hj_record_editor_get_id (self->editor)),
                       _("occupation removed"), NULL);
}

static char *
dup_levels (const HjScheme     *scheme,
            const HjOccupation *occupation)
{
  g_auto (GStrv) ids = g_strsplit (occupation->levels, ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (ids[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", hj_scheme_level_label (scheme, ids[i]));

  return g_markup_escape_text (text->len > 0 ? text->str : _("No level chosen yet"), -1);
}

/* A code of another form than the scheme's is kept: it may be right, and is marked. */
static void
mark_code (HjVisitOccupation  *self,
           const HjScheme     *scheme,
           const HjOccupation *occupation)
{
  const char *pattern = scheme->occupations.code_pattern;
  gboolean strange = occupation->code[0] != '\0' && pattern[0] != '\0' &&
                     !g_regex_match_simple (pattern, occupation->code, 0, 0);

  if (strange)
    gtk_widget_add_css_class (self->code, "warning");
  else
    gtk_widget_remove_css_class (self->code, "warning");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code),
                                 strange ? _("Code: not of the form 4-07-03-02") : _("Code"));
}

static void
update (HjVisitOccupation *self)
{
  const HjOccupation *occupation = hj_record_editor_peek (self->editor);
  const HjScheme *scheme = hj_session_get_scheme (hj_record_editor_get_session (self->editor));
  g_autofree char *line = NULL;
  g_autofree char *title = NULL;
  g_autofree char *levels = NULL;

  if (occupation == NULL)
    return;

  line = g_strdup_printf ("%s %s", occupation->code, occupation->name);
  title = g_markup_escape_text (g_strstrip (line), -1);
  levels = dup_levels (scheme, occupation);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), levels);
  hj_id_toggles_show (self->levels, occupation->levels);
  mark_code (self, scheme, occupation);
}

static void
failed_cb (HjVisitOccupation *self,
           const GError      *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The change was not recorded"), error);
}

static void
hj_visit_occupation_dispose (GObject *object)
{
  g_clear_object (&HJ_VISIT_OCCUPATION (object)->editor);

  G_OBJECT_CLASS (hj_visit_occupation_parent_class)->dispose (object);
}

static void
hj_visit_occupation_class_init (HjVisitOccupationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_visit_occupation_dispose;

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-visit-occupation.ui");
  gtk_widget_class_bind_template_child (widget_class, HjVisitOccupation, code);
  gtk_widget_class_bind_template_child (widget_class, HjVisitOccupation, name);
  gtk_widget_class_bind_template_child (widget_class, HjVisitOccupation, trade);
  gtk_widget_class_bind_template_child (widget_class, HjVisitOccupation, levels);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
hj_visit_occupation_init (HjVisitOccupation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_text (HjVisitOccupation *self,
           GtkWidget         *widget,
           const char        *what,
           gsize              offset,
           const char        *name)
{
  g_autofree char *draft = g_strdup_printf ("occupation/%s/%s", hj_record_editor_get_id (self->editor), what);

  hj_record_editor_bind_text (self->editor, widget, draft, offset, name);
}

GtkWidget *
hj_visit_occupation_new (HjSession  *session,
                         const char *id)
{
  HjVisitOccupation *self = g_object_new (HJ_TYPE_VISIT_OCCUPATION, NULL);
  const HjScheme *scheme = hj_session_get_scheme (session);

  self->editor = hj_record_editor_new (session, HJ_COMMAND_OCCUPATION, id);
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);

      hj_id_toggles_add (self->levels, level->id, level->label, levels_changed_cb, self);
    }
  bind_text (self, self->code, "code", G_STRUCT_OFFSET (HjOccupation, code), _("Code"));
  bind_text (self, self->name, "name", G_STRUCT_OFFSET (HjOccupation, name), _("Occupation"));
  bind_text (self, self->trade, "trade", G_STRUCT_OFFSET (HjOccupation, trade),
             _("Trade, where only one is applied for"));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

const char *
hj_visit_occupation_get_id (HjVisitOccupation *self)
{
  return hj_record_editor_get_id (self->editor);
}
