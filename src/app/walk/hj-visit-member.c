/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-visit-member"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-day-button.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-visit-member.h"

struct _HjVisitMember
{
  AdwExpanderRow  parent_instance;
  GtkWidget      *name;
  GtkWidget      *unit;
  GtkWidget      *post;
  GtkSwitch      *lead;
  GtkSwitch      *recused;
  GtkWidget      *recusal;
  GtkWidget      *joined;
  HjRecordEditor *editor;
  gboolean        setting;
};

G_DEFINE_FINAL_TYPE (HjVisitMember, hj_visit_member, ADW_TYPE_EXPANDER_ROW)

/* A panel has one lead: the former one steps back in the same entry. */
static void
lead_changed_cb (HjVisitMember *self)
{
  HjSession *session;
  HjContent *content;
  g_autoptr (GPtrArray) commands = NULL;
  gboolean lead = gtk_switch_get_active (self->lead);

  if (self->setting || self->editor == NULL)
    return;

  session = hj_record_editor_get_session (self->editor);
  content = hj_session_get_content (session);
  commands = hj_command_list_new ();
  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);
      gboolean own = g_str_equal (member->id, hj_record_editor_get_id (self->editor));
      HjCommand *command;

      if (member->lead == (own && lead) || (!own && !lead))
        continue;
      command = hj_command_new_member (member);
      command->member->lead = own && lead;
      g_ptr_array_add (commands, command);
    }
  hj_record_apply (GTK_WIDGET (self), session, commands, _("panel lead"), NULL);
}

static void
remove_clicked_cb (HjVisitMember *self)
{
  HjSession *session = hj_record_editor_get_session (self->editor);

  hj_record_apply_one (GTK_WIDGET (self), session,
                       hj_command_new_remove_member (hj_record_editor_get_id (self->editor)),
                       _("expert removed"), NULL);
}

static char *
dup_subtitle (const HjMember *member)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *parts[] = {
    member->lead ? _("leads the panel") : "",
    member->recused ? _("recused") : "",
    member->unit,
    member->title,
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  if (member->joined != HJ_DAY_NONE)
    {
      g_autofree char *day = hj_day_format_letter (member->joined);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _("joined late, "));
      g_string_append (text, day);
    }

  return g_markup_escape_text (text->str, -1);
}

static void
update (HjVisitMember *self)
{
  const HjMember *member = hj_record_editor_peek (self->editor);
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  if (member == NULL)
    return;

  subtitle = dup_subtitle (member);
  title = g_markup_escape_text (member->name[0] != '\0' ? member->name : _("No name yet"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  self->setting = TRUE;
  gtk_switch_set_active (self->lead, member->lead);
  self->setting = FALSE;
  gtk_widget_set_visible (self->recusal, member->recused || member->recusal[0] != '\0');
  if (member->recused && member->recusal[0] == '\0')
    gtk_widget_add_css_class (self->recusal, "warning");
  else
    gtk_widget_remove_css_class (self->recusal, "warning");
}

static void
failed_cb (HjVisitMember *self,
           const GError  *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The change was not recorded"), error);
}

static void
hj_visit_member_dispose (GObject *object)
{
  g_clear_object (&HJ_VISIT_MEMBER (object)->editor);

  G_OBJECT_CLASS (hj_visit_member_parent_class)->dispose (object);
}

static void
hj_visit_member_class_init (HjVisitMemberClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_visit_member_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-visit-member.ui");
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, name);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, unit);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, post);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, lead);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, recused);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, recusal);
  gtk_widget_class_bind_template_child (widget_class, HjVisitMember, joined);
  gtk_widget_class_bind_template_callback (widget_class, lead_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
hj_visit_member_init (HjVisitMember *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_text (HjVisitMember *self,
           GtkWidget     *widget,
           const char    *what,
           gsize          offset,
           const char    *name)
{
  g_autofree char *draft = g_strdup_printf ("member/%s/%s", hj_record_editor_get_id (self->editor), what);

  hj_record_editor_bind_text (self->editor, widget, draft, offset, name);
}

GtkWidget *
hj_visit_member_new (HjSession  *session,
                     const char *id)
{
  HjVisitMember *self = g_object_new (HJ_TYPE_VISIT_MEMBER, NULL);
  g_autofree char *joined = g_strdup_printf ("member/%s/joined", id);

  self->editor = hj_record_editor_new (session, HJ_COMMAND_MEMBER, id);
  bind_text (self, self->name, "name", G_STRUCT_OFFSET (HjMember, name), _("Name"));
  bind_text (self, self->unit, "unit", G_STRUCT_OFFSET (HjMember, unit), _("Unit"));
  bind_text (self, self->post, "title", G_STRUCT_OFFSET (HjMember, title), _("Title or post"));
  bind_text (self, self->recusal, "recusal", G_STRUCT_OFFSET (HjMember, recusal), _("Why recused"));
  hj_record_editor_bind_day (self->editor, self->joined, joined,
                             G_STRUCT_OFFSET (HjMember, joined), _("Joined late, on"));
  hj_record_editor_bind_flag (self->editor, self->recused, G_STRUCT_OFFSET (HjMember, recused), _("Recused"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lead),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Leads the panel"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->joined), hj_day_button_new (self->joined));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

const char *
hj_visit_member_get_id (HjVisitMember *self)
{
  return hj_record_editor_get_id (self->editor);
}
