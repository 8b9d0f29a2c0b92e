/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-import-preview"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-import-list.h"
#include "hj-import-preview.h"
#include "hj-style.h"
#include "hj-wrap-layout.h"

struct _HjImportPreview
{
  GtkWidget           parent_instance;
  GtkWidget          *box;
  GtkLabel           *summary;
  GtkLabel           *notes;
  GtkToggleButton    *show_new;
  GtkToggleButton    *show_changed;
  GtkToggleButton    *show_other;
  GtkToggleButton    *show_unreadable;
  GtkToggleButton    *show_same;
  GtkWidget          *choose_all;
  GtkWidget          *choose_none;
  GtkListView        *list;
  GtkWidget          *nothing;
  HjImportDetail     *detail;
  HjImportList       *rows;
  GtkSingleSelection *selection;
};

enum { CHOICE_CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjImportPreview, hj_import_preview, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static GtkToggleButton *
get_button (HjImportPreview *self,
            HjImportShow     show)
{
  GtkToggleButton *buttons[HJ_N_IMPORT_SHOWS] = {
    self->show_new, self->show_changed, self->show_other, self->show_unreadable, self->show_same,
  };

  return buttons[show];
}

static void
update_detail (HjImportPreview *self)
{
  hj_import_detail_show (self->detail, gtk_single_selection_get_selected_item (self->selection));
}

static void
show_shown (HjImportPreview *self)
{
  HjImportShow show = hj_import_list_get_show (self->rows);
  gboolean can_choose = show == HJ_IMPORT_SHOW_NEW || show == HJ_IMPORT_SHOW_CHANGED || show == HJ_IMPORT_SHOW_OTHER;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_widget_set_visible (self->choose_all, can_choose && n > 0);
  gtk_widget_set_visible (self->choose_none, can_choose && n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
  update_detail (self);
}

static void
show_toggled_cb (HjImportPreview *self,
                 GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  for (HjImportShow show = HJ_IMPORT_SHOW_NEW; show < HJ_N_IMPORT_SHOWS; show++)
    if (get_button (self, show) == button)
      hj_import_list_set_show (self->rows, show);
  show_shown (self);
}

static void
choice_changed_cb (HjImportPreview *self)
{
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

static void
choose_all_cb (HjImportPreview *self)
{
  hj_import_preview_choose_all (self, TRUE);
}

static void
choose_none_cb (HjImportPreview *self)
{
  hj_import_preview_choose_all (self, FALSE);
}

static void
row_activated_cb (HjImportPreview *self,
                  guint            position)
{
  HjImportEntry *entry = hj_import_preview_get_entry (self, position);

  hj_import_entry_set_chosen (entry, !hj_import_entry_get_chosen (entry));
}

static gboolean
space_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  HjImportPreview *self = user_data;
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;
  row_activated_cb (self, position);

  return GDK_EVENT_STOP;
}

/* One line of text that never asks for more room than it was given: a label is measured anew with each text, and
 * jumping in a list gives two hundred rows new ones at once. */
static GtkWidget *
add_text (GtkWidget  *box,
          const char *css_class,
          guint       n_chars,
          gboolean    expand)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (text), n_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), n_chars);
  gtk_widget_set_hexpand (text, expand);
  gtk_widget_add_css_class (text, css_class);
  gtk_box_append (GTK_BOX (box), text);

  return text;
}

typedef struct {
  GtkWidget *check, *sign, *label, *table, *summary;
  GBinding  *binding;
} RowWidgets;

/* Every row is two lines high, whatever it holds: a list of rows unlike in height jumps (GTK < 4.10). */
static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  RowWidgets *widgets = g_new0 (RowWidgets, 1);

  widgets->check = gtk_check_button_new ();
  gtk_widget_set_focusable (widgets->check, FALSE);
  gtk_widget_set_valign (widgets->check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), widgets->check);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (words), first);
  widgets->sign = add_text (first, "status", 10, FALSE);
  widgets->label = add_text (first, "import-label", 14, TRUE);
  widgets->table = add_text (first, "dim-label", 14, FALSE);
  widgets->summary = add_text (words, "caption", 20, FALSE);
  g_object_set_data_full (G_OBJECT (line), "hj-widgets", widgets, g_free);
  gtk_widget_add_css_class (line, "import-row");
  gtk_list_item_set_child (list_item, line);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *list_item)
{
  HjImportEntry *entry = gtk_list_item_get_item (list_item);
  GtkWidget *line = gtk_list_item_get_child (list_item);
  RowWidgets *widgets = g_object_get_data (G_OBJECT (line), "hj-widgets");
  g_autofree char *summary = hj_import_entry_dup_summary (entry);
  const HjImportRow *row = hj_import_entry_get_row (entry);
  g_autofree char *name = g_strjoin (", ", row->label, hj_import_entry_get_sign (entry), summary, NULL);

  gtk_inscription_set_text (GTK_INSCRIPTION (widgets->sign), hj_import_entry_get_sign (entry));
  gtk_widget_set_css_classes (widgets->sign, (const char *[]) { "status", hj_import_entry_get_css_class (entry), NULL });
  gtk_inscription_set_text (GTK_INSCRIPTION (widgets->label), row->label);
  gtk_inscription_set_text (GTK_INSCRIPTION (widgets->table), hj_import_entry_get_table (entry));
  gtk_inscription_set_text (GTK_INSCRIPTION (widgets->summary), summary);
  gtk_widget_set_sensitive (widgets->check, hj_import_entry_can_choose (entry));
  widgets->binding = g_object_bind_property (entry, "chosen", widgets->check, "active",
                                             G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widgets->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
unbind_row_cb (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  RowWidgets *widgets = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "hj-widgets");

  g_clear_pointer (&widgets->binding, g_binding_unbind);
}

static void
hj_import_preview_dispose (GObject *object)
{
  HjImportPreview *self = HJ_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (hj_import_preview_parent_class)->dispose (object);
}

static void
hj_import_preview_class_init (HjImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_import_preview_dispose;

  signals[CHOICE_CHANGED] =
    g_signal_new ("choice-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_IMPORT_DETAIL);
  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/exchange/hj-import-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, box);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, choose_all);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, choose_none);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, detail);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, list);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, nothing);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, notes);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, show_changed);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, show_new);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, show_other);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, show_same);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, show_unreadable);
  gtk_widget_class_bind_template_child (widget_class, HjImportPreview, summary);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_none_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
hj_import_preview_init (HjImportPreview *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  hj_style_ensure ("/org/hengjian/Hengjian/ui/standards/standards.css");
  hj_style_ensure ("/org/hengjian/Hengjian/ui/exchange/exchange.css");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = hj_import_list_new ();
  g_signal_connect_object (self->rows, "choice-changed", G_CALLBACK (choice_changed_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_detail), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (space_cb, self, NULL)));
  /* Before the row itself, for which Space means to be selected. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
show_notes (HjImportPreview    *self,
            const HjImportPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plan->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (plan->notes, i));
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->notes), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

/* How many rows are filed under each. */
static void
show_counts (HjImportPreview *self)
{
  const char *words[HJ_N_IMPORT_SHOWS] = {
    C_("import", "New"), C_("import", "Changed"), C_("import", "Assessment"), C_("import", "Unreadable"), C_("import", "Same"),
  };
  guint n[HJ_N_IMPORT_SHOWS];
  HjImportShow first = HJ_IMPORT_SHOW_SAME;

  for (int show = HJ_N_IMPORT_SHOWS - 1; show >= 0; show--)
    {
      g_autofree char *label = NULL;

      n[show] = hj_import_list_get_n_filed (self->rows, (HjImportShow) show);
      label = g_strdup_printf ("%s %u", words[show], n[show]);
      gtk_button_set_label (GTK_BUTTON (get_button (self, show)), label);
      gtk_widget_set_sensitive (GTK_WIDGET (get_button (self, show)), n[show] > 0);
      first = n[show] > 0 ? (HjImportShow) show : first;
    }
  /* Only a dossier's own form brings any. */
  gtk_widget_set_visible (GTK_WIDGET (self->show_other), n[HJ_IMPORT_SHOW_OTHER] > 0);
  gtk_label_set_label (self->summary,
                       n[HJ_IMPORT_SHOW_NEW] + n[HJ_IMPORT_SHOW_CHANGED] + n[HJ_IMPORT_SHOW_OTHER] == 0
                         ? _("The file holds nothing new: the dossier would stay as it is.")
                         : _("Nothing has been changed yet. A value that the file lacks changes nothing."));
  gtk_toggle_button_set_active (get_button (self, first), TRUE);
}

void
hj_import_preview_take_plan (HjImportPreview *self,
                             HjImportPlan    *plan)
{
  g_return_if_fail (HJ_IS_IMPORT_PREVIEW (self));
  g_return_if_fail (plan != NULL);

  hj_import_list_take_plan (self->rows, plan);
  show_notes (self, plan);
  show_counts (self);
  show_shown (self);
}

HjImportPlan *
hj_import_preview_get_plan (HjImportPreview *self)
{
  g_return_val_if_fail (HJ_IS_IMPORT_PREVIEW (self), NULL);

  return self->rows != NULL ? hj_import_list_get_plan (self->rows) : NULL;
}

guint
hj_import_preview_get_n_chosen (HjImportPreview *self)
{
  g_return_val_if_fail (HJ_IS_IMPORT_PREVIEW (self), 0);

  return self->rows != NULL ? hj_import_list_get_n_chosen (self->rows) : 0;
}

void
hj_import_preview_set_show (HjImportPreview *self,
                            HjImportShow     show)
{
  g_return_if_fail (HJ_IS_IMPORT_PREVIEW (self));

  gtk_toggle_button_set_active (get_button (self, show), TRUE);
}

HjImportShow
hj_import_preview_get_show (HjImportPreview *self)
{
  return hj_import_list_get_show (self->rows);
}

void
hj_import_preview_choose_all (HjImportPreview *self,
                              gboolean         chosen)
{
  g_return_if_fail (HJ_IS_IMPORT_PREVIEW (self));

  hj_import_list_choose_all (self->rows, chosen);
}

guint
hj_import_preview_get_n_shown (HjImportPreview *self)
{
  g_return_val_if_fail (HJ_IS_IMPORT_PREVIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

HjImportEntry *
hj_import_preview_get_entry (HjImportPreview *self,
                             guint            position)
{
  g_autoptr (HjImportEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return entry;
}

GtkWidget *
hj_import_preview_get_list (HjImportPreview *self)
{
  return GTK_WIDGET (self->list);
}

HjImportDetail *
hj_import_preview_get_detail (HjImportPreview *self)
{
  return self->detail;
}
