/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-table-chooser"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-table-chooser.h"

#define VALUE "hj-value"

typedef struct {
  GtkWidget    *popover;
  GtkWidget    *list;
  const char   *separator;   /* of several values; NULL where one is chosen */
  HjChosenFunc  chosen;
  gpointer      user_data;
} Chooser;

static gboolean
takes_several (const HjFormColumn *column)
{
  return column->record_field->kind == HJ_VALUE_LEVELS || column->record_field->kind == HJ_VALUE_OCCUPATION;
}

gboolean
hj_table_chooser_has (const HjFormColumn *column,
                      const HjContent    *content)
{
  if (column->record_field->kind == HJ_VALUE_OCCUPATION)
    return content->occupations->len > 0;

  return column->options->len > 0;
}

static gboolean
is_among (const char *value,
          const char *values,
          const char *separator)
{
  g_auto (GStrv) parts = g_strsplit (values, separator, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (g_strstrip (parts[i]), value))
      return TRUE;

  return FALSE;
}

static void
finish (Chooser    *self,
        const char *value)
{
  HjChosenFunc chosen = self->chosen;
  gpointer user_data = self->user_data;
  g_autofree char *copy = g_strdup (value);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  chosen (copy, user_data);
}

static void
row_activated_cb (Chooser       *self,
                  GtkListBoxRow *row)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (row), "hj-check");

  if (check != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  else
    finish (self, g_object_get_data (G_OBJECT (row), VALUE));
}

static void
done_clicked_cb (Chooser *self)
{
  g_autoptr (GString) values = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = g_object_get_data (G_OBJECT (row), "hj-check");

      if (check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_string_append_printf (values, "%s%s", values->len > 0 ? self->separator : "",
                                (const char *) g_object_get_data (G_OBJECT (row), VALUE));
    }
  finish (self, values->str);
}

static gboolean
key_pressed_cb (Chooser         *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  GtkListBoxRow *row;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || key < GDK_KEY_1 || key > GDK_KEY_9)
    return FALSE;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) (key - GDK_KEY_1));
  if (row != NULL)
    row_activated_cb (self, row);

  return TRUE;
}

static void
add_row (Chooser    *self,
         const char *label,
         const char *value,
         gboolean    taken)
{
  GtkWidget *row = gtk_list_box_row_new ();
  guint number = 1;
  g_autofree char *text = NULL;
  GtkWidget *child;

  for (GtkWidget *other = gtk_widget_get_first_child (self->list); other != NULL; other = gtk_widget_get_next_sibling (other))
    number++;
  text = number <= 9 ? g_strdup_printf ("%u  %s", number, label) : g_strdup_printf ("   %s", label);
  if (self->separator != NULL)
    {
      child = gtk_check_button_new_with_label (text);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), taken);
      gtk_widget_set_can_focus (child, FALSE);
      gtk_widget_set_can_target (child, FALSE);
      g_object_set_data (G_OBJECT (row), "hj-check", child);
    }
  else
    {
      child = gtk_label_new (text);
      gtk_label_set_xalign (GTK_LABEL (child), 0);
      gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (child), 60);
      if (taken)
        gtk_widget_add_css_class (child, "chosen");
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), VALUE, g_strdup (value), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  if (taken && self->separator == NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
}

static void
add_rows (Chooser            *self,
          const HjFormColumn *column,
          const HjContent    *content,
          const char         *value)
{
  if (column->record_field->kind == HJ_VALUE_OCCUPATION)
    {
      for (guint i = 0; i < content->occupations->len; i++)
        {
          const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

          if (occupation->name[0] != '\0')
            add_row (self, occupation->name, occupation->name, is_among (occupation->name, value, "、"));
        }
      return;
    }

  for (guint i = 0; i < column->options->len; i++)
    {
      const HjFormOption *option = g_ptr_array_index (column->options, i);

      add_row (self, option->label, option->value,
               self->separator != NULL ? is_among (option->value, value, self->separator)
                                       : g_str_equal (option->value, value));
    }
  if (self->separator == NULL)
    add_row (self, _("Not known"), "", FALSE);
}

GtkWidget *
hj_table_chooser_new (const HjFormColumn *column,
                      const HjContent    *content,
                      const char         *value,
                      HjChosenFunc        chosen,
                      gpointer            user_data)
{
  Chooser *self = g_new0 (Chooser, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = gtk_popover_new ();
  self->list = gtk_list_box_new ();
  self->chosen = chosen;
  self->user_data = user_data;
  self->separator = !takes_several (column) ? NULL : column->record_field->kind == HJ_VALUE_LEVELS ? "," : "、";
  add_rows (self, column, content, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hj_form_column_get_label (column), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (box), scroller);
  if (self->separator != NULL)
    {
      GtkWidget *done = gtk_button_new_with_label (_("Done"));

      gtk_widget_add_css_class (done, "target");
      gtk_widget_add_css_class (done, "suggested-action");
      g_signal_connect_swapped (done, "clicked", G_CALLBACK (done_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), done);
    }
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (self->popover, "chooser");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->list, keys);
  g_object_set_data_full (G_OBJECT (self->popover), "hj-chooser", self, g_free);

  return self->popover;
}
