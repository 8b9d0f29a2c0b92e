/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-form-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-form-table.h"
#include "hj-remark-board.h"
#include "hj-wrap-layout.h"

struct _HjFormTable
{
  GtkWidget          parent_instance;
  GtkWidget         *bar;
  GtkWidget         *filter;
  GtkLabel          *count;
  GtkWidget         *reveal;
  GtkWidget         *add;
  GtkWidget         *paste;
  GtkWidget         *remove;
  GtkWidget         *more;
  GtkWidget         *told_box;
  GtkLabel          *told;
  GtkScrolledWindow *scroller;
  GtkWidget         *foot;
  GtkImage          *foot_icon;
  GtkLabel          *foot_text;

  HjSession         *session;
  const HjForm      *form;
  HjTableGrid       *grid;
  HjRemarkBoard     *board;
  char              *wanted;      /* a row to be shown once the table is arranged */
  char              *wanted_field;
};

G_DEFINE_FINAL_TYPE (HjFormTable, hj_form_table, GTK_TYPE_WIDGET)

static void
update_count (HjFormTable *self)
{
  HjTableRows *rows = hj_table_grid_get_rows (self->grid);
  guint n = hj_table_rows_get_n (rows);
  guint selected = hj_table_grid_count_selected (self->grid);
  guint remarks = hj_remark_board_count (self->board, self->form->id);
  g_autoptr (GString) text = g_string_new (NULL);

  if (selected > 1)
    g_string_append_printf (text, ngettext ("%u of %u row", "%u of %u rows", n), selected, n);
  else
    g_string_append_printf (text, ngettext ("%u row", "%u rows", n), n);
  if (remarks > 0)
    {
      g_autofree char *told = g_strdup_printf (ngettext ("%u remark", "%u remarks", remarks), remarks);

      g_string_append_printf (text, " · ! %s", told);
    }
  gtk_label_set_label (self->count, text->str);
}

static void
add_progress (HjFormTable        *self,
              const HjFormColumn *column,
              GString            *hint)
{
  g_autofree char *progress = NULL;

  if (!hj_table_grid_is_editing (self->grid))
    return;
  progress = hj_form_column_dup_progress (column, gtk_editable_get_text (GTK_EDITABLE (hj_table_grid_get_editor (self->grid))));
  if (progress != NULL && progress[0] != '\0')
    g_string_append_printf (hint, " · %s", progress);
}

/* What the keys do in this cell, where nothing is odd about it. */
static char *
dup_hint (HjFormTable *self)
{
  guint row, column;
  const HjFormColumn *shown;
  GString *hint;

  hj_table_grid_get_current (self->grid, &row, &column);
  shown = g_ptr_array_index (hj_table_grid_get_columns (self->grid), column);
  hint = g_string_new (hj_form_column_get_label (shown));
  if (shown->record_field->unit[0] != '\0')
    g_string_append_printf (hint, " (%s)", shown->record_field->unit);
  if (shown->options->len > 0 && shown->options->len <= 9 && shown->record_field->kind != HJ_VALUE_LEVELS)
    {
      g_string_append (hint, " · ");
      for (guint i = 0; i < shown->options->len; i++)
        g_string_append_printf (hint, "%s%u %s", i > 0 ? "  " : "", i + 1, ((const HjFormOption *) g_ptr_array_index (shown->options, i))->label);
    }
  else if (hj_form_column_is_secret (shown) && !hj_table_grid_get_revealed (self->grid))
    {
      g_string_append_printf (hint, " · %s", _("F2 shows and edits the whole number"));
    }
  else if (shown->record_field->kind == HJ_VALUE_DAY)
    {
      g_string_append_printf (hint, " · %s", _("for instance 2020.5.14"));
    }
  else
    {
      g_string_append_printf (hint, " · %s", _("F2 edits, Enter goes on, F1 tells all keys"));
    }

  add_progress (self, shown, hint);

  return g_string_free (hint, FALSE);
}

static void
update_foot (HjFormTable *self)
{
  gboolean is_error;
  g_autofree char *remark = NULL;
  g_autofree char *hint = NULL;

  if (hj_table_grid_get_columns (self->grid)->len == 0)
    return;
  remark = hj_table_grid_dup_remark (self->grid, &is_error);
  hint = dup_hint (self);
  gtk_widget_remove_css_class (self->foot, "error");
  gtk_widget_remove_css_class (self->foot, "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->foot_icon), remark[0] != '\0');
  if (remark[0] != '\0')
    {
      gtk_widget_add_css_class (self->foot, is_error ? "error" : "warning");
      gtk_image_set_from_icon_name (self->foot_icon, is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
    }
  gtk_label_set_label (self->foot_text, remark[0] != '\0' ? remark : hint);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->foot_text), gtk_label_get_label (self->foot_text));
}

static void
update_actions (HjFormTable *self)
{
  gboolean writable = self->session != NULL && hj_session_get_mode (self->session) == HJ_SESSION_WRITE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.paste", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.clear", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.delete-rows",
                                 writable && hj_table_grid_count_selected (self->grid) > 0);
}

/* Going there tells that one has moved, which comes back here: by then nothing is wanted any more. */
static void
go_to_wanted (HjFormTable *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);

  if (wanted != NULL && !hj_table_grid_show_record (self->grid, wanted, self->wanted_field))
    self->wanted = g_steal_pointer (&wanted);
}

static void
update (HjFormTable *self)
{
  if (self->session == NULL)
    return;
  go_to_wanted (self);
  update_count (self);
  update_foot (self);
  update_actions (self);
}

static void
told_cb (HjFormTable *self,
         const char  *text)
{
  gtk_label_set_label (self->told, text);
  gtk_widget_set_visible (self->told_box, text[0] != '\0');
}

static void
told_closed_cb (HjFormTable *self)
{
  gtk_widget_set_visible (self->told_box, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
filter_changed_cb (HjFormTable *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->filter));
  HjTableRows *rows;

  if (self->session == NULL)
    return;
  rows = hj_table_grid_get_rows (self->grid);
  /* The entry tells late that it was made empty: what is being typed into a cell then goes on. */
  if (*text == '\0' && *hj_table_rows_get_filter (rows) == '\0')
    return;
  hj_table_grid_commit (self->grid);
  hj_table_rows_set_filter (rows, text);
}

static void
filter_activated_cb (HjFormTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
filter_stopped_cb (HjFormTable *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
reveal_toggled_cb (HjFormTable *self)
{
  hj_table_grid_set_revealed (self->grid, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reveal)));
}

static void
reveal_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HjFormTable *self = HJ_FORM_TABLE (widget);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reveal),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reveal)));
}

static void
filter_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_grab_focus (HJ_FORM_TABLE (widget)->filter);
}

static void
sort_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HjFormTable *self = HJ_FORM_TABLE (widget);
  guint row, column;

  hj_table_grid_get_current (self->grid, &row, &column);
  hj_table_grid_sort (self->grid, g_str_equal (name, "table.unsort") ? -1 : (int) column,
                      g_str_equal (name, "table.sort-down"));
}

static const struct {
  const char *name;
  void      (*run) (HjTableGrid *grid);
} actions[] = {
  { "table.add", hj_table_grid_add_row },
  { "table.choose", hj_table_grid_choose },
  { "table.clear", hj_table_grid_clear_cells },
  { "table.copy", hj_table_grid_copy },
  { "table.delete-rows", hj_table_grid_delete_rows },
  { "table.edit", hj_table_grid_edit },
  { "table.paste", hj_table_grid_paste },
  { "table.select-all", hj_table_grid_select_all },
};

static void
run_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  HjFormTable *self = HJ_FORM_TABLE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].run (self->grid);
  if (self->session != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
hj_form_table_dispose (GObject *object)
{
  HjFormTable *self = HJ_FORM_TABLE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->board);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_field, g_free);

  G_OBJECT_CLASS (hj_form_table_parent_class)->dispose (object);
}

static gboolean
hj_form_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HJ_FORM_TABLE (widget)->grid));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/application/hj-form-table.ui");
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, add);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, bar);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, count);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, filter);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, foot);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, foot_icon);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, foot_text);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, more);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, paste);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, remove);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, reveal);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, told);
  gtk_widget_class_bind_template_child (widget_class, HjFormTable, told_box);
  gtk_widget_class_bind_template_callback (widget_class, filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_closed_cb);
}

static void
hj_form_table_class_init (HjFormTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_form_table_dispose;
  widget_class->grab_focus = hj_form_table_grab_focus;

  bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "table.reveal", NULL, reveal_cb);
  gtk_widget_class_install_action (widget_class, "table.filter", NULL, filter_cb);
  gtk_widget_class_install_action (widget_class, "table.sort-up", NULL, sort_cb);
  gtk_widget_class_install_action (widget_class, "table.sort-down", NULL, sort_cb);
  gtk_widget_class_install_action (widget_class, "table.unsort", NULL, sort_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "table.reveal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "table.filter", NULL);
}

static void
hj_form_table_init (HjFormTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
has_secret (HjTableGrid *grid)
{
  GPtrArray *columns = hj_table_grid_get_columns (grid);

  for (guint i = 0; i < columns->len; i++)
    if (hj_form_column_is_secret (g_ptr_array_index (columns, i)))
      return TRUE;

  return FALSE;
}

GtkWidget *
hj_form_table_new (HjSession    *session,
                   const HjForm *form)
{
  HjFormTable *self = g_object_new (HJ_TYPE_FORM_TABLE, NULL);

  self->session = g_object_ref (session);
  self->form = form;
  self->board = g_object_ref (hj_remark_board_get (session));
  self->grid = HJ_TABLE_GRID (hj_table_grid_new (session, form));
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->grid));
  gtk_widget_set_visible (self->reveal, has_secret (self->grid));
  g_signal_connect_object (self->grid, "moved", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

HjTableGrid *
hj_form_table_get_grid (HjFormTable *self)
{
  return self->grid;
}

GtkWidget *
hj_form_table_get_filter (HjFormTable *self)
{
  return self->filter;
}

const char *
hj_form_table_get_told (HjFormTable *self)
{
  return gtk_widget_get_visible (self->told_box) ? gtk_label_get_label (self->told) : "";
}

const char *
hj_form_table_get_foot (HjFormTable *self)
{
  return gtk_label_get_label (self->foot_text);
}

const char *
hj_form_table_get_count (HjFormTable *self)
{
  return gtk_label_get_label (self->count);
}

gboolean
hj_form_table_show_record (HjFormTable *self,
                           const char  *id,
                           const char  *field)
{
  g_return_val_if_fail (HJ_IS_FORM_TABLE (self), FALSE);

  if (hj_table_grid_show_record (self->grid, id, field))
    return TRUE;

  /* It may be hidden by the filter, or not arranged yet. */
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  g_free (self->wanted_field);
  self->wanted_field = g_strdup (field);
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  hj_table_rows_set_filter (hj_table_grid_get_rows (self->grid), "");
  update (self);

  return self->wanted == NULL;
}

void
hj_form_table_stop (HjFormTable *self)
{
  g_return_if_fail (HJ_IS_FORM_TABLE (self));

  hj_table_grid_stop (self->grid);
  g_signal_handlers_disconnect_by_data (self->grid, self);
  g_signal_handlers_disconnect_by_data (self->board, self);
  g_clear_object (&self->session);
}
