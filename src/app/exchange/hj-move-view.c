/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-move-view"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "hj-change-row.h"
#include "hj-move-view.h"
#include "hj-style.h"
#include "hj-wording.h"
#include "hj-wrap-layout.h"

struct _HjMoveView
{
  GtkWidget   parent_instance;
  GtkWidget  *box;
  HjMovePlan *plan;
  GHashTable *keeps;   /* criterion id to its button "keep" */
  GHashTable *agains;
};

enum { CHOICE_CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjMoveView, hj_move_view, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

#define CRITERION "hj-criterion"

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static const HjSchemeChange *
find_change (HjMoveView *self,
             HjPart      part,
             const char *id)
{
  GPtrArray *all = self->plan->diff->changes;

  for (guint i = 0; i < all->len; i++)
    {
      const HjSchemeChange *change = g_ptr_array_index (all, i);

      if (change->part == part && g_str_equal (change->id, id))
        return change;
    }

  return NULL;
}

static const HjCriterion *
find_criterion (HjMoveView *self,
                const char *id)
{
  const HjCriterion *criterion = hj_scheme_find_criterion (self->plan->diff->to, id);

  return criterion != NULL ? criterion : hj_scheme_find_criterion (self->plan->diff->from, id);
}

static void
chosen_cb (HjMoveView      *self,
           GtkToggleButton *button)
{
  const char *criterion = g_object_get_data (G_OBJECT (button), CRITERION);

  if (!gtk_toggle_button_get_active (button))
    return;
  hj_move_plan_choose (self->plan, criterion,
                       g_hash_table_lookup (self->keeps, criterion) == (gpointer) button);
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

static GtkWidget *
add_choice (HjMoveView *self,
            GtkWidget  *box,
            const char *label,
            const char *criterion,
            GHashTable *buttons)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "target");
  g_object_set_data_full (G_OBJECT (button), CRITERION, g_strdup (criterion), g_free);
  g_hash_table_insert (buttons, g_strdup (criterion), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

/* Neither is chosen at first: nothing is scaled or dropped in silence. */
static void
add_choices (HjMoveView        *self,
             GtkWidget         *box,
             const HjMoveEntry *entry)
{
  const HjCriterion *criterion = find_criterion (self, entry->criterion);
  const HjSchemeChange *change = criterion != NULL ? find_change (self, HJ_PART_ITEM, criterion->item->id) : NULL;
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *keep, *again;

  if (change != NULL && change->points_changed)
    {
      g_autofree char *markup = hj_change_row_dup_rule_markup (change);
      GtkWidget *rule = make_label (NULL, "caption");

      gtk_label_set_markup (GTK_LABEL (rule), markup);
      gtk_box_append (GTK_BOX (box), rule);
    }
  gtk_widget_add_css_class (choices, "linked");
  keep = add_choice (self, choices, _("Keep the Findings"), entry->criterion, self->keeps);
  again = add_choice (self, choices, _("Answer Again"), entry->criterion, self->agains);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (again), GTK_TOGGLE_BUTTON (keep));
  gtk_box_append (GTK_BOX (box), choices);
}

static GtkWidget *
make_row (HjMoveView        *self,
          const HjMoveEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const HjCriterion *criterion = find_criterion (self, entry->criterion);
  const HjSchemeChange *change = find_change (self, HJ_PART_CRITERION, entry->criterion);
  g_autofree char *title = hj_wording_title (entry->criterion, criterion != NULL ? criterion->text : "");
  g_autofree char *count = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%u finding", "%u findings", entry->n_findings),
                                            entry->n_findings);

  if (change != NULL && change->change == HJ_CHANGE_CHANGED)
    {
      g_autofree char *markup = hj_change_row_dup_markup (change);
      GtkWidget *text = make_label (NULL, NULL);

      gtk_label_set_markup (GTK_LABEL (text), markup);
      gtk_box_append (GTK_BOX (box), make_label (entry->criterion, "dim-label"));
      gtk_box_append (GTK_BOX (box), text);
    }
  else
    {
      gtk_box_append (GTK_BOX (box), make_label (title, NULL));
    }
  if (entry->n_findings > 0)
    gtk_box_append (GTK_BOX (box), make_label (count, "caption"));
  if (entry->carry == HJ_CARRY_ASK)
    add_choices (self, box, entry);
  gtk_widget_add_css_class (row, "change");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return row;
}

static GtkWidget *
add_group (HjMoveView *self,
           const char *title,
           const char *about)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_box_append (GTK_BOX (self->box), make_label (title, "heading"));
  if (about != NULL)
    gtk_box_append (GTK_BOX (self->box), make_label (about, "dim-label"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (self->box), list);

  return list;
}

static guint
count_carried (HjMoveView *self,
               HjCarry     carry)
{
  guint n = 0;

  for (guint i = 0; i < self->plan->entries->len; i++)
    n += ((const HjMoveEntry *) g_ptr_array_index (self->plan->entries, i))->carry == carry ? 1 : 0;

  return n;
}

static void
add_carried (HjMoveView *self,
             HjCarry     carry,
             const char *title,
             const char *about)
{
  GtkWidget *list;

  if (count_carried (self, carry) == 0)
    return;
  list = add_group (self, title, about);
  for (guint i = 0; i < self->plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (self->plan->entries, i);

      if (entry->carry == carry)
        gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, entry));
    }
}

static void
add_texts (HjMoveView *self,
           GPtrArray  *texts,
           const char *title,
           const char *about)
{
  GtkWidget *list;

  if (texts->len == 0)
    return;
  list = add_group (self, title, about);
  for (guint i = 0; i < texts->len; i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_widget_add_css_class (row, "change");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), make_label (g_ptr_array_index (texts, i), NULL));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
}

static void
fill (HjMoveView *self)
{
  guint n_kept = count_carried (self, HJ_CARRY_KEEP);
  g_autofree char *summary = NULL;
  g_autofree char *whole = NULL;

  if (n_kept > 0)
    summary = g_strdup_printf (dngettext (GETTEXT_PACKAGE, "%u criterion keeps its findings as they are.",
                                          "%u criteria keep their findings as they are.", n_kept), n_kept);
  else
    summary = g_strdup (_("No findings are kept as they are."));
  whole = g_strdup_printf ("%s %s", summary, _("The application is kept whole. The state of now stays in the dossier and can be opened."));
  gtk_box_append (GTK_BOX (self->box), make_label (whole, NULL));
  add_carried (self, HJ_CARRY_ASK, _("To be chosen"),
               _("The words are the same, but points or rule have changed. Nothing is converted by itself."));
  add_carried (self, HJ_CARRY_AGAIN, _("To be answered again"),
               _("The words have changed, or the criterion is new."));
  add_carried (self, HJ_CARRY_DROP, _("Not in that edition"), _("These findings stay with the state of now."));
  add_texts (self, self->plan->told, _("What else is different there"), NULL);
  add_texts (self, self->plan->dropped, _("What else has no place there"), _("It stays with the state of now."));
}

static void
hj_move_view_dispose (GObject *object)
{
  HjMoveView *self = HJ_MOVE_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->plan, hj_move_plan_free);

  G_OBJECT_CLASS (hj_move_view_parent_class)->dispose (object);
}

static void
hj_move_view_finalize (GObject *object)
{
  HjMoveView *self = HJ_MOVE_VIEW (object);

  g_hash_table_unref (self->keeps);
  g_hash_table_unref (self->agains);

  G_OBJECT_CLASS (hj_move_view_parent_class)->finalize (object);
}

static void
hj_move_view_class_init (HjMoveViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_move_view_dispose;
  object_class->finalize = hj_move_view_finalize;

  signals[CHOICE_CHANGED] =
    g_signal_new ("choice-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hj_move_view_init (HjMoveView *self)
{
  hj_style_ensure ("/org/hengjian/Hengjian/ui/exchange/exchange.css");
  self->keeps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->agains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
hj_move_view_new (void)
{
  return g_object_new (HJ_TYPE_MOVE_VIEW, NULL);
}

void
hj_move_view_take_plan (HjMoveView *self,
                        HjMovePlan *plan)
{
  GtkWidget *child;

  g_return_if_fail (HJ_IS_MOVE_VIEW (self));

  g_hash_table_remove_all (self->keeps);
  g_hash_table_remove_all (self->agains);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_clear_pointer (&self->plan, hj_move_plan_free);
  self->plan = plan;
  if (plan != NULL)
    fill (self);
  g_signal_emit (self, signals[CHOICE_CHANGED], 0);
}

HjMovePlan *
hj_move_view_get_plan (HjMoveView *self)
{
  g_return_val_if_fail (HJ_IS_MOVE_VIEW (self), NULL);

  return self->plan;
}

GtkWidget *
hj_move_view_get_keep (HjMoveView *self,
                       const char *criterion)
{
  return g_hash_table_lookup (self->keeps, criterion);
}

GtkWidget *
hj_move_view_get_again (HjMoveView *self,
                        const char *criterion)
{
  return g_hash_table_lookup (self->agains, criterion);
}

GPtrArray *
hj_move_view_list_again (HjMoveView *self)
{
  GPtrArray *again = g_ptr_array_new ();

  g_return_val_if_fail (HJ_IS_MOVE_VIEW (self), again);

  for (guint i = 0; self->plan != NULL && i < self->plan->entries->len; i++)
    {
      const HjMoveEntry *entry = g_ptr_array_index (self->plan->entries, i);
      HjCriterion *criterion = hj_scheme_find_criterion (self->plan->diff->to, entry->criterion);

      if (criterion != NULL &&
          (entry->carry == HJ_CARRY_AGAIN || (entry->carry == HJ_CARRY_ASK && entry->answered && !entry->keep)))
        g_ptr_array_add (again, criterion);
    }

  return again;
}
