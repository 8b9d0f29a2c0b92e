/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-recorder-button"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-recorder-button.h"
#include "hj-report.h"

struct _HjRecorderButton
{
  GtkWidget      parent_instance;

  HjSession     *session;

  GtkMenuButton *button;
  AdwAvatar     *avatar;
  AdwAvatar     *narrow_avatar;
  GtkLabel      *name;
  GtkListBox    *members;
  GtkEntry      *new_name;
  GtkButton     *add;
  GtkLabel      *problem;
};

enum {
  CLOSED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (HjRecorderButton, hj_recorder_button, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* An expert who was just put down is to record at once. */
typedef struct {
  HjRecorderButton *self;
  char             *member;
} AddRequest;

static void
add_request_free (AddRequest *request)
{
  g_object_unref (request->self);
  g_free (request->member);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AddRequest, add_request_free)

static void
update_name (HjRecorderButton *self)
{
  const HjMember *member;
  const char *name;

  g_assert (HJ_IS_RECORDER_BUTTON (self));

  if (self->session == NULL)
    return;

  member = hj_content_find_member (hj_session_get_content (self->session),
                                   hj_session_get_recorder (self->session));
  name = member != NULL ? member->name : _("Who records?");

  adw_avatar_set_text (self->avatar, member != NULL ? member->name : NULL);
  adw_avatar_set_show_initials (self->avatar, member != NULL);
  adw_avatar_set_text (self->narrow_avatar, member != NULL ? member->name : NULL);
  adw_avatar_set_show_initials (self->narrow_avatar, member != NULL);
  gtk_label_set_label (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Who records; change with F2 and a digit"),
                                  -1);
}

static GtkWidget *
member_row_new (const HjMember *member,
                guint           number,
                gboolean        current)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *digit;
  g_autofree char *number_text = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = g_markup_escape_text (member->name, -1);

  if (member->recused)
    subtitle = g_strdup (_("Recused: does not record"));
  else if (member->unit[0] != '\0')
    subtitle = g_markup_escape_text (member->unit, -1);
  else if (member->lead)
    subtitle = g_strdup (_("Lead of the panel"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_sensitive (row, !member->recused);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !member->recused);

  number_text = number <= 9 ? g_strdup_printf ("%u", number) : g_strdup ("");
  digit = gtk_label_new (number_text);
  gtk_widget_add_css_class (digit, "digit");
  gtk_widget_set_valign (digit, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), digit);

  if (current)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Records now"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }

  g_object_set_data_full (G_OBJECT (row), "member", g_strdup (member->id), g_free);

  return row;
}

static void
fill (HjRecorderButton *self)
{
  const HjContent *content = hj_session_get_content (self->session);
  const char *recorder = hj_session_get_recorder (self->session);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->members))) != NULL)
    gtk_list_box_remove (self->members, row);

  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);

      gtk_list_box_append (self->members, member_row_new (member, i + 1, g_str_equal (member->id, recorder)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->members), content->members->len > 0);
}

static void
choose (HjRecorderButton *self,
        const char       *member)
{
  /* The rows are made anew while the session tells of the change. */
  g_autofree char *id = g_strdup (member);

  g_assert (self->session != NULL);

  /* What was being typed became its author's answer when the popover took the keyboard. The
   * popover goes last: the page that gets the keyboard back is then the new recorder's. */
  hj_session_set_recorder (self->session, id);
  update_name (self);
  gtk_menu_button_popdown (self->button);
}

static void
row_activated_cb (HjRecorderButton *self,
                  GtkListBoxRow    *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "member"));
}

static void
changed_cb (HjRecorderButton *self)
{
  update_name (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->members)))
    fill (self);
}

static void
popover_shown_cb (HjRecorderButton *self)
{
  GtkListBoxRow *first;

  if (self->session == NULL)
    return;

  fill (self);
  gtk_label_set_label (self->problem, "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);

  first = gtk_list_box_get_row_at_index (self->members, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->new_name));
}

static void
popover_closed_cb (HjRecorderButton *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
key_pressed_cb (HjRecorderButton      *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GtkListBoxRow *row;
  gunichar c = gdk_keyval_to_unicode (keyval);

  /* In the entry a digit is a digit. */
  if (c < '1' || c > '9' || (gtk_widget_get_state_flags (GTK_WIDGET (self->new_name)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_row_at_index (self->members, (int) (c - '1'));
  if (row == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (row)))
    return GDK_EVENT_PROPAGATE;

  row_activated_cb (self, row);

  return GDK_EVENT_STOP;
}

static void
member_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AddRequest) request = user_data;
  g_autoptr (GError) error = NULL;

  if (!hj_session_apply_finish (HJ_SESSION (object), result, &error))
    hj_report_failure (GTK_WIDGET (request->self), _("The expert was not added"), error);
  else if (request->self->session == HJ_SESSION (object))
    choose (request->self, request->member);
}

static void
add_cb (HjRecorderButton *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_name))));
  const HjContent *content;
  const HjMember *known;
  AddRequest *request;

  if (self->session == NULL || name[0] == '\0')
    return;

  content = hj_session_get_content (self->session);
  known = hj_content_find_member_by_name (content, name);
  gtk_editable_set_text (GTK_EDITABLE (self->new_name), "");
  if (known != NULL && !known->recused)
    {
      choose (self, known->id);
    }
  else if (known != NULL)
    {
      gtk_label_set_label (self->problem, _("This expert is recused and does not record."));
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
    }
  else
    {
      g_autoptr (HjMember) member = hj_member_new (name);
      g_autoptr (GPtrArray) commands = hj_command_list_new ();

      member->position = (int) content->members->len;
      g_ptr_array_add (commands, hj_command_new_member (member));
      request = g_new0 (AddRequest, 1);
      request->self = g_object_ref (self);
      request->member = g_strdup (member->id);
      hj_session_apply_async (self->session, hj_session_get_recorder (self->session),
                              _("Add an expert"), commands, NULL, member_added_cb, request);
    }
}

static void
new_name_changed_cb (HjRecorderButton *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->add),
                            gtk_editable_get_text (GTK_EDITABLE (self->new_name))[0] != '\0');
}

static void
hj_recorder_button_dispose (GObject *object)
{
  HjRecorderButton *self = HJ_RECORDER_BUTTON (object);
  GtkWidget *child;

  hj_recorder_button_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_recorder_button_parent_class)->dispose (object);
}

static void
hj_recorder_button_class_init (HjRecorderButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_recorder_button_dispose;

  signals[CLOSED] =
    g_signal_new ("closed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/recorder-button.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hjrecorder");
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, button);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, narrow_avatar);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, name);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, members);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, new_name);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, add);
  gtk_widget_class_bind_template_child (widget_class, HjRecorderButton, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
hj_recorder_button_init (HjRecorderButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hj_recorder_button_set_session (HjRecorderButton *self,
                                HjSession        *session)
{
  g_return_if_fail (HJ_IS_RECORDER_BUTTON (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      /* An open choice would keep the keyboard when its button is gone. */
      gtk_menu_button_popdown (self->button);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "undo-changed", G_CALLBACK (update_name), self, G_CONNECT_SWAPPED);
      gtk_widget_set_visible (GTK_WIDGET (self), hj_session_get_mode (session) == HJ_SESSION_WRITE);
      update_name (self);
    }
}

void
hj_recorder_button_popup (HjRecorderButton *self)
{
  g_return_if_fail (HJ_IS_RECORDER_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

const char *
hj_recorder_button_get_name (HjRecorderButton *self)
{
  g_return_val_if_fail (HJ_IS_RECORDER_BUTTON (self), NULL);

  return gtk_label_get_label (self->name);
}
