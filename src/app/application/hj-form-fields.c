/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-form-fields"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-field-row.h"
#include "hj-form-fields.h"
#include "hj-forms.h"
#include "hj-record-desk.h"

struct _HjFormFields
{
  GtkWidget     parent_instance;
  GtkWidget    *groups;
  GPtrArray    *columns;  /* HjFormColumn */
  GPtrArray    *rows;     /* HjFieldRow, borrowed */
  const HjForm *form;
};

G_DEFINE_FINAL_TYPE (HjFormFields, hj_form_fields, GTK_TYPE_WIDGET)

static GtkWidget *
add_group (HjFormFields *self,
           const char   *title,
           gboolean      supplement)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  if (title[0] != '\0')
    {
      GtkWidget *label = gtk_label_new (title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "field-group-title");
      if (supplement)
        gtk_widget_add_css_class (label, "supplement");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (supplement)
    {
      GtkWidget *hint = gtk_label_new (_("The notice’s form does not ask for these; its standards can’t be checked without them."));

      gtk_label_set_xalign (GTK_LABEL (hint), 0);
      gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
      gtk_widget_add_css_class (hint, "dim-label");
      gtk_box_append (GTK_BOX (box), hint);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title[0] != '\0' ? title : self->form->title, -1);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (self->groups), box);

  return list;
}

static void
fill (HjFormFields *self,
      HjSession    *session,
      const char   *record)
{
  GtkWidget *list = NULL;
  const char *group = NULL;
  gboolean supplement = FALSE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const HjFormColumn *column = g_ptr_array_index (self->columns, i);
      gboolean begins = list == NULL || column->field->supplement != supplement ||
                        (!supplement && g_strcmp0 (group, column->field->group) != 0);
      GtkWidget *row = hj_field_row_new (session, column, self->form->title, self->form->record, record);

      if (begins)
        {
          supplement = column->field->supplement;
          group = column->field->group;
          list = add_group (self, supplement ? _("For the check") : group, supplement);
        }
      if (self->columns->len == 1)
        hj_field_row_make_tall (HJ_FIELD_ROW (row));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
desk_changed_cb (HjFormFields *self,
                 int           kind)
{
  /* The names of occupations are choices of other tables. */
  if (kind == (int) self->form->record || kind == HJ_RECORD_OCCUPATION)
    hj_form_fields_update (self);
}

static void
hj_form_fields_dispose (GObject *object)
{
  HjFormFields *self = HJ_FORM_FIELDS (object);

  if (self->rows != NULL)
    g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->groups, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_form_fields_parent_class)->dispose (object);
}

static void
hj_form_fields_finalize (GObject *object)
{
  HjFormFields *self = HJ_FORM_FIELDS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (hj_form_fields_parent_class)->finalize (object);
}

static void
hj_form_fields_class_init (HjFormFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_form_fields_dispose;
  object_class->finalize = hj_form_fields_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/application/hj-form-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, HjFormFields, groups);
}

static void
hj_form_fields_init (HjFormFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

GtkWidget *
hj_form_fields_new (HjSession    *session,
                    const HjForm *form,
                    const char   *record)
{
  HjFormFields *self = g_object_new (HJ_TYPE_FORM_FIELDS, NULL);

  self->form = form;
  self->columns = hj_forms_list_columns (hj_session_get_scheme (session), form);
  fill (self, session, record);
  g_signal_connect_object (hj_record_desk_get (session), "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

GtkWidget *
hj_form_fields_get_row (HjFormFields *self,
                        const char   *field)
{
  g_return_val_if_fail (HJ_IS_FORM_FIELDS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HjFieldRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (hj_field_row_get_column (row)->record_field->id, field))
        return GTK_WIDGET (row);
    }

  return NULL;
}

void
hj_form_fields_update (HjFormFields *self)
{
  g_return_if_fail (HJ_IS_FORM_FIELDS (self));

  for (guint i = 0; i < self->rows->len; i++)
    hj_field_row_update (g_ptr_array_index (self->rows, i));
}

void
hj_form_fields_set_revealed (HjFormFields *self,
                             gboolean      revealed)
{
  g_return_if_fail (HJ_IS_FORM_FIELDS (self));

  for (guint i = 0; i < self->rows->len; i++)
    hj_field_row_set_revealed (g_ptr_array_index (self->rows, i), revealed);
}

static gboolean
is_within (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

gboolean
hj_form_fields_focus (HjFormFields *self,
                      const char   *field)
{
  GtkWidget *row;

  g_return_val_if_fail (HJ_IS_FORM_FIELDS (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  row = hj_form_fields_get_row (self, field);
  if (row == NULL)
    return FALSE;
  if (!is_within (row))
    hj_field_row_focus (HJ_FIELD_ROW (row));

  return TRUE;
}

gboolean
hj_form_fields_focus_first (HjFormFields *self)
{
  g_return_val_if_fail (HJ_IS_FORM_FIELDS (self), FALSE);

  if (self->rows->len == 0)
    return FALSE;
  /* The window may have focused, and selected, the first of them itself. */
  if (is_within (GTK_WIDGET (self)) && !is_within (g_ptr_array_index (self->rows, 0)))
    return TRUE;

  return hj_field_row_focus (g_ptr_array_index (self->rows, 0));
}
