/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-aspect-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-aspect-row.h"
#include "hj-draft-field.h"
#include "hj-keys.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

static const struct {
  HjMark    mark;
  HjVerdict like;   /* the verdict whose key, symbol and colour it has */
} marks[] = {
  { HJ_MARK_CLEAR, HJ_VERDICT_MET },
  { HJ_MARK_PROBLEM, HJ_VERDICT_PROBLEM },
  { HJ_MARK_NOT_APPLICABLE, HJ_VERDICT_NOT_APPLICABLE },
};

struct _HjAspectRow
{
  GtkListBoxRow    parent_instance;
  GtkWidget       *title;
  GtkWidget       *guidance;
  GtkWidget       *marks;
  GtkWidget       *deduct;
  GtkWidget       *remark;
  GtkWidget       *buttons[G_N_ELEMENTS (marks)];
  HjFindingEditor *editor;
  const HjAspect  *aspect;    /* borrowed from the scheme, which the editor holds */
  HjDraftField    *draft;     /* owned by the entry */
  HjMark           mark;
};

enum { DEDUCT, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjAspectRow, hj_aspect_row, GTK_TYPE_LIST_BOX_ROW)

static guint signals[N_SIGNALS];

static gboolean
is_judged (HjAspectRow *self)
{
  return hj_finding_editor_get_criterion (self->editor)->item->rule.kind == HJ_RULE_JUDGED;
}

static void
update_buttons (HjAspectRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), marks[i].mark == self->mark);
}

static void
set_mark (HjAspectRow *self,
          HjMark       mark)
{
  if (!hj_finding_editor_can_edit (self->editor))
    return;

  hj_draft_field_commit (self->draft);
  hj_finding_editor_set_mark (self->editor, self->aspect->id, mark, NULL);
  if (mark == HJ_MARK_PROBLEM && !is_judged (self))
    gtk_widget_grab_focus (self->remark);
}

static void
mark_clicked_cb (HjAspectRow *self,
                 GtkWidget   *button)
{
  update_buttons (self);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (self->buttons[i] == button)
      set_mark (self, marks[i].mark == self->mark ? HJ_MARK_NONE : marks[i].mark);
}

static void
deduct_clicked_cb (HjAspectRow *self)
{
  g_signal_emit (self, signals[DEDUCT], 0, self->aspect->id);
}

static void
remark_committed_cb (HjAspectRow *self,
                     const char  *text)
{
  hj_finding_editor_set_mark (self->editor, self->aspect->id, self->mark, text);
}

static void
remark_activated_cb (HjAspectRow *self)
{
  hj_draft_field_commit (self->draft);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (HjAspectRow     *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  int digit = hj_keys_get_digit (GTK_WIDGET (self), keyval, state);

  if (digit < 0 || !hj_finding_editor_can_edit (self->editor))
    return GDK_EVENT_PROPAGATE;
  if (digit == 0)
    {
      set_mark (self, HJ_MARK_NONE);
      return GDK_EVENT_STOP;
    }
  if (digit == (int) hj_wording_verdict_key (HJ_VERDICT_DEFICIENT) && is_judged (self))
    {
      deduct_clicked_cb (self);
      return GDK_EVENT_STOP;
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (digit == (int) hj_wording_verdict_key (marks[i].like))
      set_mark (self, marks[i].mark);

  /* A digit on an aspect is never the criterion's. */
  return GDK_EVENT_STOP;
}

static void
add_button (HjAspectRow *self,
            guint        i)
{
  const char *word = hj_wording_mark (marks[i].mark);
  g_autofree char *label = g_strdup_printf ("%s %s", hj_wording_verdict_symbol (marks[i].like), word);
  g_autofree char *tip = g_strdup_printf (_("Key %u"), hj_wording_verdict_key (marks[i].like));

  self->buttons[i] = gtk_toggle_button_new_with_label (label);
  gtk_widget_add_css_class (self->buttons[i], "verdict");
  gtk_widget_add_css_class (self->buttons[i], hj_wording_verdict_class (marks[i].like));
  gtk_widget_set_tooltip_text (self->buttons[i], tip);
  gtk_widget_set_focusable (self->buttons[i], FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
  g_signal_connect_object (self->buttons[i], "clicked", G_CALLBACK (mark_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->marks), self->buttons[i]);
}

static void
hj_aspect_row_dispose (GObject *object)
{
  HjAspectRow *self = HJ_ASPECT_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (hj_aspect_row_parent_class)->dispose (object);
}

static void
hj_aspect_row_class_init (HjAspectRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_aspect_row_dispose;

  signals[DEDUCT] =
    g_signal_new ("deduct", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-aspect-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjAspectRow, title);
  gtk_widget_class_bind_template_child (widget_class, HjAspectRow, guidance);
  gtk_widget_class_bind_template_child (widget_class, HjAspectRow, marks);
  gtk_widget_class_bind_template_child (widget_class, HjAspectRow, deduct);
  gtk_widget_class_bind_template_child (widget_class, HjAspectRow, remark);
  gtk_widget_class_bind_template_callback (widget_class, deduct_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_activated_cb);
}

static void
hj_aspect_row_init (HjAspectRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    add_button (self, i);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
hj_aspect_row_new (HjFindingEditor *editor,
                   const HjAspect  *aspect)
{
  HjAspectRow *self = g_object_new (HJ_TYPE_ASPECT_ROW, NULL);
  g_autofree char *field = g_strdup_printf ("mark/%s/remark", aspect->id);

  self->editor = g_object_ref (editor);
  self->aspect = aspect;
  gtk_label_set_label (GTK_LABEL (self->title), aspect->title);
  gtk_label_set_label (GTK_LABEL (self->guidance), aspect->guidance);
  gtk_widget_set_visible (self->guidance, aspect->guidance[0] != '\0');
  gtk_widget_set_visible (self->deduct, is_judged (self));
  self->draft = hj_draft_field_attach (self->remark, hj_finding_editor_get_session (editor), field);
  g_signal_connect_object (self->draft, "commit", G_CALLBACK (remark_committed_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remark),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remark on this aspect"), -1);

  return GTK_WIDGET (self);
}

const HjAspect *
hj_aspect_row_get_aspect (HjAspectRow *self)
{
  return self->aspect;
}

void
hj_aspect_row_show (HjAspectRow *self)
{
  const HjFinding *finding = hj_finding_editor_peek (self->editor);
  const HjAspectMark *mark = finding != NULL ? hj_finding_find_mark (finding, self->aspect->id) : NULL;
  gboolean told, can_edit = hj_finding_editor_can_edit (self->editor);
  g_autofree char *field = g_strdup_printf ("mark/%s/remark", self->aspect->id);
  g_autofree char *name = NULL;

  self->mark = mark != NULL ? mark->mark : HJ_MARK_NONE;
  update_buttons (self);
  gtk_widget_set_sensitive (self->marks, can_edit);
  gtk_widget_set_sensitive (self->deduct, can_edit);
  told = self->mark == HJ_MARK_PROBLEM || self->mark == HJ_MARK_NOT_APPLICABLE ||
         hj_draft_exists (hj_finding_editor_get_session (self->editor), field);
  gtk_widget_set_visible (self->remark, told);
  gtk_editable_set_editable (GTK_EDITABLE (self->remark), can_edit);
  hj_draft_field_show (self->draft, mark != NULL ? mark->remark : "",
                       hj_finding_editor_is_pending (self->editor));
  /* Translators: an aspect and its mark, for a screen reader */
  name = g_strdup_printf (C_("aspect", "%s, %s"), self->aspect->title, hj_wording_mark (self->mark));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->aspect->guidance,
                                  -1);
}

void
hj_aspect_row_commit (HjAspectRow *self)
{
  hj_draft_field_commit (self->draft);
}

void
hj_aspect_row_reset (HjAspectRow *self)
{
  hj_draft_field_reset (self->draft);
}

GtkWidget *
hj_aspect_row_get_button (HjAspectRow *self,
                          HjMark       mark)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].mark == mark)
      return self->buttons[i];

  return NULL;
}

GtkWidget *
hj_aspect_row_get_remark (HjAspectRow *self)
{
  return self->remark;
}
