/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-occupation-row"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-occupation-row.h"

struct _HjOccupationRow
{
  GtkWidget  parent_instance;

  char      *edition;
  char      *code_pattern;

  GtkEntry  *code;
  GtkEntry  *name;
  GtkBox    *levels;
  GtkWidget *listed_button;   /* shown where the notice lists occupations */
  GtkPopover     *listed_popover;
  GtkSearchEntry *listed_search;
  GtkListBox     *listed;
};

enum {
  CHANGED,
  REMOVE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (HjOccupationRow, hj_occupation_row, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
mark (GtkEntry *entry,
      gboolean  wrong)
{
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
}

static char *
dup_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
entry_changed_cb (HjOccupationRow *self)
{
  mark (self->code, FALSE);
  mark (self->name, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
filter_listed (GtkListBoxRow *row,
               gpointer       user_data)
{
  HjOccupationRow *self = user_data;
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->listed_search));
  const char *code = g_object_get_data (G_OBJECT (row), "code");
  const char *name = g_object_get_data (G_OBJECT (row), "name");

  return strstr (name, wanted) != NULL || g_str_has_prefix (code, wanted);
}

static void
search_changed_cb (HjOccupationRow *self)
{
  gtk_list_box_invalidate_filter (self->listed);
}

static void
listed_activated_cb (HjOccupationRow *self,
                     GtkListBoxRow   *row)
{
  const char *code = g_object_get_data (G_OBJECT (row), "code");

  /* A list without codes says nothing of the one that was typed. */
  if (code[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  gtk_editable_set_text (GTK_EDITABLE (self->name), g_object_get_data (G_OBJECT (row), "name"));
  gtk_popover_popdown (self->listed_popover);
}

/* Enter in the search takes the first that is left. */
static void
search_activated_cb (HjOccupationRow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->listed, i)) != NULL; i++)
    if (filter_listed (row, self))
      {
        listed_activated_cb (self, row);
        return;
      }
}

static void
popover_shown_cb (HjOccupationRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->listed_search), "");
  gtk_list_box_invalidate_filter (self->listed);
  gtk_widget_grab_focus (GTK_WIDGET (self->listed_search));
}

static void
append_listed (HjOccupationRow          *self,
               const HjListedOccupation *listed)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *text = g_strdup_printf ("%s%s%s", listed->name, listed->code[0] != '\0' ? "  " : "", listed->code);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (label, -1, 44);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (listed->code), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (listed->name), g_free);
  gtk_list_box_append (self->listed, row);
}

/* A notice may list what it is about; any other may be put down all the same. */
static void
offer_listed (HjOccupationRow *self,
              const HjScheme  *scheme)
{
  const GPtrArray *listed = scheme->occupations.listed;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->listed, 0)) != NULL)
    gtk_list_box_remove (self->listed, GTK_WIDGET (row));
  for (guint i = 0; i < listed->len; i++)
    append_listed (self, g_ptr_array_index (listed, i));
  gtk_widget_set_visible (self->listed_button, listed->len > 0);
}

static void
remove_clicked_cb (HjOccupationRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static char *
dup_levels (HjOccupationRow *self)
{
  GString *levels = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->levels));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      g_string_append_printf (levels, "%s%s", levels->len > 0 ? "," : "",
                              (const char *) g_object_get_data (G_OBJECT (child), "level"));

  return g_string_free (levels, FALSE);
}

/* "五级/初级工" is "五级" on a button; the whole name is its tooltip. */
static GtkWidget *
level_button_new (const HjLevel *level)
{
  g_auto (GStrv) parts = g_strsplit (level->label, "/", 2);
  GtkWidget *button = gtk_toggle_button_new_with_label (parts[0]);

  gtk_widget_set_tooltip_text (button, level->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, level->label, -1);
  g_object_set_data_full (G_OBJECT (button), "level", g_strdup (level->id), g_free);

  return button;
}

static void
hj_occupation_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_occupation_row_parent_class)->dispose (object);
}

static void
hj_occupation_row_finalize (GObject *object)
{
  HjOccupationRow *self = HJ_OCCUPATION_ROW (object);

  g_free (self->edition);
  g_free (self->code_pattern);

  G_OBJECT_CLASS (hj_occupation_row_parent_class)->finalize (object);
}

static void
hj_occupation_row_class_init (HjOccupationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_occupation_row_dispose;
  object_class->finalize = hj_occupation_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/occupation-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, code);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, levels);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, listed);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, listed_button);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, listed_popover);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, listed_search);
  gtk_widget_class_bind_template_child (widget_class, HjOccupationRow, name);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, listed_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
hj_occupation_row_init (HjOccupationRow *self)
{
  self->edition = g_strdup ("");
  self->code_pattern = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->listed, filter_listed, self, NULL);
}

GtkWidget *
hj_occupation_row_new (const HjScheme *scheme)
{
  HjOccupationRow *self = g_object_new (HJ_TYPE_OCCUPATION_ROW, NULL);

  if (scheme != NULL)
    hj_occupation_row_set_scheme (self, scheme);

  return GTK_WIDGET (self);
}

void
hj_occupation_row_set_scheme (HjOccupationRow *self,
                              const HjScheme  *scheme)
{
  g_autofree char *chosen = NULL;
  g_auto (GStrv) ids = NULL;
  GtkWidget *child;

  g_return_if_fail (HJ_IS_OCCUPATION_ROW (self));
  g_return_if_fail (scheme != NULL);

  chosen = dup_levels (self);
  ids = g_strsplit (chosen, ",", -1);
  hj_str_set (&self->edition, scheme->occupations.edition);
  hj_str_set (&self->code_pattern, scheme->occupations.code_pattern);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->levels))) != NULL)
    gtk_box_remove (self->levels, child);
  for (guint i = 0; i < scheme->occupations.levels->len; i++)
    {
      const HjLevel *level = g_ptr_array_index (scheme->occupations.levels, i);
      GtkWidget *button = level_button_new (level);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    g_strv_contains ((const char *const *) ids, level->id));
      g_signal_connect_object (button, "toggled", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->levels, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->levels), scheme->occupations.levels->len > 0);
  offer_listed (self, scheme);
}

HjOccupation *
hj_occupation_row_dup_occupation (HjOccupationRow *self)
{
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *levels = NULL;
  HjOccupation *occupation;

  g_return_val_if_fail (HJ_IS_OCCUPATION_ROW (self), NULL);

  code = dup_text (self->code);
  name = dup_text (self->name);
  levels = dup_levels (self);
  if (code[0] == '\0' && name[0] == '\0' && levels[0] == '\0')
    return NULL;

  occupation = hj_occupation_new ();
  hj_str_set (&occupation->code, code);
  hj_str_set (&occupation->name, name);
  hj_str_set (&occupation->levels, levels);
  hj_str_set (&occupation->edition, self->edition);

  return occupation;
}

char *
hj_occupation_row_check (HjOccupationRow *self)
{
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (HJ_IS_OCCUPATION_ROW (self), NULL);

  code = dup_text (self->code);
  name = dup_text (self->name);
  if (code[0] == '\0' && name[0] == '\0')
    return NULL;

  if (name[0] == '\0')
    {
      mark (self->name, TRUE);
      return g_strdup_printf (_("The occupation %s has no name."), code);
    }
  if (code[0] != '\0' && self->code_pattern[0] != '\0' && !g_regex_match_simple (self->code_pattern, code, 0, 0))
    {
      mark (self->code, TRUE);
      return g_strdup_printf (_("“%s” is no occupation code; one looks like 4-07-03-02."), code);
    }

  return NULL;
}
