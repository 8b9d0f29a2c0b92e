/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-material-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-keys.h"
#include "hj-material-row.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-wrap-layout.h"

struct _HjMaterialRow
{
  GtkListBoxRow     parent_instance;
  GtkWidget        *text;
  GtkToggleButton  *received;
  GtkToggleButton  *missing;
  GtkWidget        *details;
  GtkSpinButton    *copies;
  GtkWidget        *remark;
  HjRecordEditor   *editor;
  const HjMaterial *material;   /* borrowed from the session's scheme */
  char             *draft;
  gboolean          setting;
};

G_DEFINE_FINAL_TYPE (HjMaterialRow, hj_material_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (HjMaterialRow *self)
{
  const HjMaterialReceipt *receipt = hj_record_editor_peek (self->editor);
  HjSession *session = hj_record_editor_get_session (self->editor);
  const char *word;
  g_autofree char *name = NULL;

  if (receipt == NULL)
    return;

  self->setting = TRUE;
  gtk_toggle_button_set_active (self->received, receipt->answered && receipt->received);
  gtk_toggle_button_set_active (self->missing, receipt->answered && !receipt->received);
  gtk_spin_button_set_value (self->copies, receipt->copies);
  self->setting = FALSE;
  gtk_widget_set_visible (self->details,
                          receipt->answered || receipt->remark[0] != '\0' || hj_draft_exists (session, self->draft));
  gtk_widget_set_sensitive (GTK_WIDGET (self), hj_session_get_mode (session) == HJ_SESSION_WRITE);
  word = !receipt->answered ? _("not answered") : receipt->received ? _("received") : _("not received");
  /* Translators: a material and whether it was received, for a screen reader */
  name = g_strdup_printf (C_("material", "%s, %s"), self->material->text, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
answer (HjMaterialRow *self,
        gboolean       answered,
        gboolean       received)
{
  HjCommand *command = hj_record_editor_begin (self->editor);

  if (command == NULL)
    return;
  command->material->answered = answered;
  command->material->received = received;
  /* What the notice asks for is what one expects to be handed. */
  if (received && command->material->copies == 0)
    command->material->copies = MAX (1, self->material->copies);
  if (!received)
    command->material->copies = 0;
  hj_record_editor_submit (self->editor, command, _("material"));
}

static void
press (HjMaterialRow *self,
       gboolean       received)
{
  const HjMaterialReceipt *receipt = hj_record_editor_peek (self->editor);
  gboolean again = receipt != NULL && receipt->answered && receipt->received == received;

  update (self);
  answer (self, !again, received && !again);
}

static void
received_clicked_cb (HjMaterialRow *self)
{
  press (self, TRUE);
}

static void
missing_clicked_cb (HjMaterialRow *self)
{
  press (self, FALSE);
}

static void
copies_changed_cb (HjMaterialRow *self)
{
  HjCommand *command;

  if (self->setting || self->editor == NULL)
    return;
  command = hj_record_editor_begin (self->editor);
  if (command == NULL)
    return;
  command->material->copies = gtk_spin_button_get_value_as_int (self->copies);
  hj_record_editor_submit (self->editor, command, _("copies of a material"));
}

static void
remark_activated_cb (HjMaterialRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (HjMaterialRow   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  int digit = hj_keys_get_digit (GTK_WIDGET (self), keyval, state);

  if (digit < 0 || digit > 2)
    return GDK_EVENT_PROPAGATE;
  answer (self, digit != 0, digit == 1);

  return GDK_EVENT_STOP;
}

static void
failed_cb (HjMaterialRow *self,
           const GError  *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The change was not recorded"), error);
}

static void
hj_material_row_dispose (GObject *object)
{
  HjMaterialRow *self = HJ_MATERIAL_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->draft, g_free);

  G_OBJECT_CLASS (hj_material_row_parent_class)->dispose (object);
}

static void
hj_material_row_class_init (HjMaterialRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_material_row_dispose;

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-material-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, text);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, received);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, missing);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, details);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, copies);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialRow, remark);
  gtk_widget_class_bind_template_callback (widget_class, received_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copies_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_activated_cb);
}

static void
hj_material_row_init (HjMaterialRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
hj_material_row_new (HjSession        *session,
                     const HjMaterial *material,
                     guint             number)
{
  HjMaterialRow *self = g_object_new (HJ_TYPE_MATERIAL_ROW, NULL);
  g_autofree char *text = g_strdup_printf ("%u. %s", number, material->text);

  self->material = material;
  self->draft = g_strdup_printf ("material/%s/remark", material->id);
  self->editor = hj_record_editor_new (session, HJ_COMMAND_MATERIAL, material->id);
  gtk_label_set_label (GTK_LABEL (self->text), g_ascii_isdigit (material->text[0]) ? material->text : text);
  hj_record_editor_bind_text (self->editor, self->remark, self->draft,
                              G_STRUCT_OFFSET (HjMaterialReceipt, remark), _("Remark"));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

GtkWidget *
hj_material_row_get_button (HjMaterialRow *self,
                            gboolean       received)
{
  return GTK_WIDGET (received ? self->received : self->missing);
}

GtkWidget *
hj_material_row_get_copies (HjMaterialRow *self)
{
  return GTK_WIDGET (self->copies);
}

GtkWidget *
hj_material_row_get_remark (HjMaterialRow *self)
{
  return self->remark;
}
