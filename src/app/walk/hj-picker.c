/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-picker"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-picker.h"

#define SETTING "hj-picker-setting"
#define IDS     "hj-picker-ids"

static void
set_setting (GtkDropDown *choice,
             gboolean     setting)
{
  g_object_set_data (G_OBJECT (choice), SETTING, GINT_TO_POINTER (setting));
}

gboolean
hj_picker_is_setting (GtkDropDown *choice)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (choice), SETTING)) != 0;
}

static const char *const *
get_ids (GtkDropDown *choice)
{
  return g_object_get_data (G_OBJECT (choice), IDS);
}

void
hj_picker_fill (GtkDropDown       *choice,
                const char *const *ids,
                const char *const *labels,
                const char        *name)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  set_setting (choice, TRUE);
  g_object_set_data_full (G_OBJECT (choice), IDS, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (model));
  set_setting (choice, FALSE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (choice), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The item's own methods come first, then the others of the scheme. */
void
hj_picker_fill_methods (GtkDropDown  *choice,
                        const HjItem *item)
{
  const HjScheme *scheme = item->section->scheme;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (labels, (gpointer) C_("choice", "No method"));
  for (guint i = 0; i < item->methods->len; i++)
    g_ptr_array_add (ids, g_ptr_array_index (item->methods, i));
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      if (!g_ptr_array_find_with_equal_func (ids, method->id, g_str_equal, NULL))
        g_ptr_array_add (ids, method->id);
    }
  for (guint i = 1; i < ids->len; i++)
    g_ptr_array_add (labels, (gpointer) hj_scheme_method_label (scheme, g_ptr_array_index (ids, i)));
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (choice, (const char *const *) ids->pdata, (const char *const *) labels->pdata, _("Method"));
}

void
hj_picker_fill_aspects (GtkDropDown       *choice,
                        const HjCriterion *criterion)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (labels, (gpointer) C_("choice", "No aspect"));
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      g_ptr_array_add (ids, aspect->id);
      g_ptr_array_add (labels, aspect->title);
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (choice, (const char *const *) ids->pdata, (const char *const *) labels->pdata, _("Aspect"));
}

/* Nothing happens where the occupations are what they were, so that an open list stays open. */
void
hj_picker_fill_occupations (GtkDropDown     *choice,
                            const HjContent *content)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (labels, (gpointer) C_("choice", "All occupations"));
  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      g_ptr_array_add (ids, occupation->id);
      g_ptr_array_add (labels, occupation->name);
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  if (get_ids (choice) == NULL || !g_strv_equal (get_ids (choice), (const char *const *) ids->pdata))
    hj_picker_fill (choice, (const char *const *) ids->pdata, (const char *const *) labels->pdata, _("Occupation"));
}

const char *
hj_picker_get (GtkDropDown *choice)
{
  const char *const *ids = get_ids (choice);
  guint selected = gtk_drop_down_get_selected (choice);

  return ids != NULL && selected != GTK_INVALID_LIST_POSITION ? ids[selected] : "";
}

void
hj_picker_set (GtkDropDown *choice,
               const char  *id)
{
  const char *const *ids = get_ids (choice);

  set_setting (choice, TRUE);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (g_str_equal (ids[i], id) && gtk_drop_down_get_selected (choice) != i)
      gtk_drop_down_set_selected (choice, i);
  set_setting (choice, FALSE);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (list_item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), text);
}

static void
setup_short_cb (GtkListItemFactory *factory,
                GtkListItem        *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_list_item_set_child (list_item, label);
}

static void
setup_wrapped_cb (GtkListItemFactory *factory,
                  GtkListItem        *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (list_item, label);
}

void
hj_picker_take_long_labels (GtkDropDown *choice)
{
  g_autoptr (GtkListItemFactory) on_button = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) in_list = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  g_signal_connect (on_button, "setup", G_CALLBACK (setup_short_cb), NULL);
  g_signal_connect (on_button, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (in_list, "setup", G_CALLBACK (setup_wrapped_cb), NULL);
  g_signal_connect (in_list, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (choice, on_button);
  gtk_drop_down_set_list_factory (choice, in_list);
}
