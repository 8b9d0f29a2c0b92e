/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-result-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-follow-focus.h"
#include "hj-record-editor.h"
#include "hj-result-row.h"
#include "hj-standards-words.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

struct _HjResultRow
{
  GtkWidget               parent_instance;
  GtkWidget              *box;
  GtkLabel               *sign;
  GtkLabel               *title;
  GtkLabel               *required;
  GtkToggleButton        *figure;
  GtkLabel               *message;
  GtkLabel               *reading;
  GtkWidget              *relax;
  GtkLabel               *relaxed;
  GtkWidget              *relaxed_box;
  GtkWidget              *withdraw;
  GtkWidget              *actions;
  HjResultRows           *rows;    /* NULL while closed */
  HjRelaxEditor          *editor;  /* NULL while closed */
  HjSession              *session;
  const HjStandardResult *result;
};

G_DEFINE_FINAL_TYPE (HjResultRow, hj_result_row, GTK_TYPE_WIDGET)

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static const HjRelaxation *
find_relaxation (HjResultRow *self)
{
  return hj_content_find_relaxation (hj_session_get_content (self->session), self->result->standard->id,
                                     self->result->subject);
}

static gboolean
can_write (HjResultRow *self)
{
  return hj_session_get_mode (self->session) == HJ_SESSION_WRITE;
}

static void
figure_toggled_cb (HjResultRow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->figure);

  if (open && self->rows == NULL && self->result != NULL)
    {
      self->rows = HJ_RESULT_ROWS (hj_result_rows_new ());
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->rows));
      hj_result_rows_show (self->rows, hj_session_get_content (self->session), self->result);
    }
  else if (!open && self->rows != NULL)
    {
      gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (self->rows));
      self->rows = NULL;
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->figure), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

/* The editor is still telling that it is done: it goes when that is over. */
static gboolean
drop_editor_cb (gpointer user_data)
{
  HjResultRow *self = user_data;

  if (self->editor != NULL)
    gtk_box_remove (GTK_BOX (self->actions), GTK_WIDGET (self->editor));
  self->editor = NULL;
  if (self->box != NULL && self->result != NULL)
    hj_result_row_show (self, self->result);

  return G_SOURCE_REMOVE;
}

static void
editor_closed_cb (HjResultRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->figure));
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, drop_editor_cb, g_object_ref (self), g_object_unref);
}

static void
relax_cb (HjResultRow *self)
{
  if (hj_session_get_recorder (self->session)[0] == '\0')
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.choose-recorder", NULL);
      return;
    }
  if (self->editor != NULL)
    return;

  self->editor = HJ_RELAX_EDITOR (hj_relax_editor_new (self->session, self->result));
  g_signal_connect_object (self->editor, "closed", G_CALLBACK (editor_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->actions), GTK_WIDGET (self->editor));
  gtk_widget_set_visible (self->actions, TRUE);
  gtk_widget_set_visible (self->relax, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->editor), GTK_DIR_TAB_FORWARD);
  hj_follow_focus_show (GTK_WIDGET (self->editor));
}

/* A relaxation without a reason is none: the store takes it away. */
static void
withdraw_cb (HjResultRow *self)
{
  const HjRelaxation *now = find_relaxation (self);
  HjRelaxation *relaxation;
  g_autofree char *label = g_strdup_printf (_("%s not relaxed any more"), self->result->standard->id);

  if (now == NULL)
    return;
  relaxation = hj_relaxation_copy (now);
  hj_str_set (&relaxation->reason, "");
  hj_record_apply_one (GTK_WIDGET (self), self->session, hj_command_new_relaxation (relaxation), label, NULL);
  hj_relaxation_free (relaxation);
}

/* "放宽：李明，5.1.2 …（理由）": who, which case, why. */
static char *
dup_relaxation_words (HjResultRow        *self,
                      const HjRelaxation *relaxation)
{
  HjContent *content = hj_session_get_content (self->session);
  const HjCriterion *criterion = hj_scheme_find_criterion (content->scheme, relaxation->bonus_case);
  const char *expert = hj_wording_expert (content, relaxation->expert);

  if (criterion == NULL)
    return g_strdup_printf (_("Relaxed by %s: %s"), expert, relaxation->reason);

  /* Translators: who, the bonus case's number and words, why */
  return g_strdup_printf (_("Relaxed by %s. Bonus case: %s. Reason: %s"), expert, criterion->text, relaxation->reason);
}

static void
show_relaxation (HjResultRow *self)
{
  const HjRelaxation *relaxation = find_relaxation (self);
  gboolean may_relax = self->result->status == HJ_STANDARD_SHORT && self->result->standard->relaxable &&
                       relaxation == NULL && can_write (self);
  g_autofree char *words = relaxation != NULL ? dup_relaxation_words (self, relaxation) : g_strdup ("");

  gtk_label_set_label (self->relaxed, words);
  gtk_widget_set_visible (self->relaxed_box, relaxation != NULL);
  gtk_widget_set_visible (self->withdraw, can_write (self));
  gtk_widget_set_visible (self->relax, may_relax && self->editor == NULL);
  gtk_widget_set_visible (self->actions, may_relax || relaxation != NULL || self->editor != NULL);
}

static void
show_figures (HjResultRow *self)
{
  const HjStandardResult *result = self->result;
  g_autofree char *required = result->required[0] != '\0'
                                /* Translators: what a standard requires: “不少于3人” */
                                ? g_strdup_printf (C_("standard", "Required: %s"), result->required) : g_strdup ("");
  g_autofree char *found = g_strdup_printf (C_("standard", "Found: %s"),
                                            result->found[0] != '\0' ? result->found : _("unknown"));
  g_autofree char *name = g_strdup_printf (_("%s, %u rows behind it"), found, result->rows->len);

  set_label (self->required, required);
  gtk_button_set_label (GTK_BUTTON (self->figure), found);
  gtk_widget_set_sensitive (GTK_WIDGET (self->figure), result->rows->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->figure), result->check != NULL && result->status != HJ_STANDARD_NOT_APPLICABLE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->figure), _("The rows behind this figure"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figure), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hj_result_row_dispose (GObject *object)
{
  HjResultRow *self = HJ_RESULT_ROW (object);

  g_clear_object (&self->session);
  self->rows = NULL;
  self->editor = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_result_row_parent_class)->dispose (object);
}

static void
hj_result_row_class_init (HjResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_result_row_dispose;

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/standards/hj-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, actions);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, box);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, figure);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, message);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, reading);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, relax);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, relaxed);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, relaxed_box);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, required);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, sign);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, title);
  gtk_widget_class_bind_template_child (widget_class, HjResultRow, withdraw);
  gtk_widget_class_bind_template_callback (widget_class, figure_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, relax_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
}

static void
hj_result_row_init (HjResultRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_result_row_new (HjSession *session)
{
  HjResultRow *self = g_object_new (HJ_TYPE_RESULT_ROW, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
hj_result_row_show (HjResultRow            *self,
                    const HjStandardResult *result)
{
  g_autofree char *sign = NULL;
  g_autofree char *title = NULL;
  g_autofree char *reading = NULL;

  g_return_if_fail (HJ_IS_RESULT_ROW (self));
  g_return_if_fail (result != NULL && result->check != NULL);

  self->result = result;
  sign = g_strdup_printf ("%s %s", hj_standards_words_status_sign (result->status),
                          hj_standards_words_status (result->status));
  title = result->occupation[0] != '\0' ? g_strdup_printf ("%s · %s", result->check->title, result->occupation)
                                        : g_strdup (result->check->title);
  reading = result->check->reading[0] != '\0'
              ? g_strdup_printf (_("Program’s default, the notice doesn’t say: %s"), result->check->reading)
              : g_strdup ("");
  set_label (self->sign, sign);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign),
                              (const char *[]) { "status", hj_standards_words_status_class (result->status), NULL });
  set_label (self->title, title);
  set_label (self->message, result->message);
  set_label (self->reading, reading);
  show_figures (self);
  show_relaxation (self);
  if (self->rows != NULL)
    hj_result_rows_show (self->rows, hj_session_get_content (self->session), result);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, result->message, -1);
}

void
hj_result_row_set_alone (HjResultRow *self,
                         gboolean     alone)
{
  g_return_if_fail (HJ_IS_RESULT_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->sign), !alone);
}

/* Whether somebody looks at its rows, or writes in it. */
gboolean
hj_result_row_is_open (HjResultRow *self)
{
  return self->rows != NULL || self->editor != NULL;
}

const HjStandardResult *
hj_result_row_get_result (HjResultRow *self)
{
  return self->result;
}

GtkWidget *
hj_result_row_get_figure (HjResultRow *self)
{
  return GTK_WIDGET (self->figure);
}

HjResultRows *
hj_result_row_get_rows (HjResultRow *self)
{
  return self->rows;
}

GtkWidget *
hj_result_row_get_relax (HjResultRow *self)
{
  return self->relax;
}

GtkWidget *
hj_result_row_get_withdraw (HjResultRow *self)
{
  return self->withdraw;
}

HjRelaxEditor *
hj_result_row_get_relax_editor (HjResultRow *self)
{
  return self->editor;
}

const char *
hj_result_row_get_message (HjResultRow *self)
{
  return gtk_label_get_label (self->message);
}
