/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-detail"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-import-detail.h"
#include "hj-import-words.h"

struct _HjImportDetail
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
  GtkLabel  *title;
  GtkLabel  *place;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (HjImportDetail, hj_import_detail, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_row (HjImportDetail *self,
         GtkWidget      *child,
         const char     *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* "学历    大专 → 本科": the old one struck through, and an arrow, so that no colour is needed. */
static void
add_line (HjImportDetail     *self,
          const HjImportLine *what)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_label (what->label, "dim-label");
  g_autofree char *name = NULL;
  GtkWidget *value;

  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_box_append (GTK_BOX (line), label);
  if (what->before != NULL)
    {
      g_autofree char *old = g_markup_escape_text (what->before, -1);
      g_autofree char *new = g_markup_escape_text (what->after, -1);
      g_autofree char *markup = g_strdup_printf ("<s>%s</s>  →  <b>%s</b>", old, new);

      value = make_label (NULL, NULL);
      gtk_label_set_markup (GTK_LABEL (value), markup);
      name = g_strdup_printf (_("%s: before %s, now %s"), what->label, what->before, what->after);
    }
  else
    {
      value = make_label (what->after, NULL);
      name = g_strdup_printf ("%s: %s", what->label, what->after);
    }
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (line), value);
  add_row (self, line, name);
}

static void
add_trouble (HjImportDetail        *self,
             const HjScheme        *scheme,
             const HjImportRow     *row,
             const HjImportTrouble *trouble)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *field = trouble->field[0] != '\0' && row->record != NULL
                        ? hj_import_words_field (scheme, row->record->kind, trouble->field) : "";
  g_autofree char *where = g_strdup_printf ("? %s%s%s", trouble->place, field[0] != '\0' ? " · " : "", field);
  /* Translators: a cell of a spreadsheet that was not understood: its text, and why */
  g_autofree char *what = g_strdup_printf (_("“%s”: %s"), trouble->text, trouble->why);
  g_autofree char *name = g_strconcat (where, ", ", what, NULL);

  gtk_box_append (GTK_BOX (box), make_label (where, "unreadable"));
  gtk_box_append (GTK_BOX (box), make_label (trouble->text[0] != '\0' ? what : trouble->why, NULL));
  add_row (self, box, name);
}

static void
hj_import_detail_dispose (GObject *object)
{
  g_clear_pointer (&HJ_IMPORT_DETAIL (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_import_detail_parent_class)->dispose (object);
}

static void
hj_import_detail_class_init (HjImportDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_import_detail_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-import-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, HjImportDetail, list);
  gtk_widget_class_bind_template_child (widget_class, HjImportDetail, place);
  gtk_widget_class_bind_template_child (widget_class, HjImportDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjImportDetail, title);
}

static void
hj_import_detail_init (HjImportDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hj_import_detail_show (HjImportDetail *self,
                       HjImportEntry  *entry)
{
  const HjImportRow *row = entry != NULL ? hj_import_entry_get_row (entry) : NULL;
  g_autoptr (GPtrArray) lines = NULL;
  GtkWidget *child;

  g_return_if_fail (HJ_IS_IMPORT_DETAIL (self));

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  gtk_label_set_label (self->title, row != NULL ? row->label : _("Choose a row to see it whole."));
  gtk_label_set_label (self->place, row != NULL ? row->place : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), row != NULL && row->place[0] != '\0');
  if (row != NULL)
    {
      const HjImportPlan *plan = hj_import_entry_get_plan (entry);

      lines = hj_import_words_list (plan, row);
      for (guint i = 0; i < row->troubles->len; i++)
        add_trouble (self, plan->content->scheme, row, g_ptr_array_index (row->troubles, i));
      for (guint i = 0; i < lines->len; i++)
        add_line (self, g_ptr_array_index (lines, i));
    }
  gtk_widget_set_visible (self->list, gtk_widget_get_first_child (self->list) != NULL);
}

GtkWidget *
hj_import_detail_get_list (HjImportDetail *self)
{
  return self->list;
}
