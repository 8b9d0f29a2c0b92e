/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-diff-view"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-change-row.h"
#include "hj-diff-view.h"
#include "hj-style.h"

#define N_CHANGES (HJ_CHANGE_GONE + 1)
/* So many rows are made at once: more would hold the window up. */
#define PORTION 8

/* The order in which they are offered: what matters comes first. */
static const HjChange order[N_CHANGES] = { HJ_CHANGE_CHANGED, HJ_CHANGE_NEW, HJ_CHANGE_GONE, HJ_CHANGE_EQUAL };

struct _HjDiffView
{
  GtkWidget        parent_instance;
  GtkWidget       *box;
  GtkLabel        *summary;
  GtkWidget       *shows;
  GtkToggleButton *show[N_CHANGES];
  GtkWidget       *list;
  guint            fill_id;   /* the rest of the rows is on its way */
  guint            next;      /* of the rows that have no widget yet */
  guint            clear_id;
  GQueue           gone;      /* GtkListBox, hidden: those whose rows are still to be ended */
  GPtrArray       *rows;      /* HjSchemeChange, borrowed from the comparison: those to be shown */
  HjSchemeDiff    *diff;
  HjChange         shown;
};

G_DEFINE_FINAL_TYPE (HjDiffView, hj_diff_view, GTK_TYPE_WIDGET)

static GtkWidget *
list_new (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Differences"), -1);
  gtk_widget_set_visible (list, FALSE);

  return list;
}

/* What the notice says and what a result comes from; forms, readings and the program's own words come after it. */
static gboolean
is_of_notice (HjPart part)
{
  return part <= HJ_PART_MATERIAL || part == HJ_PART_PASS_LINE || part == HJ_PART_COMBINE || part == HJ_PART_CHECK;
}

static void
list_shown (HjDiffView *self)
{
  g_ptr_array_set_size (self->rows, 0);
  for (guint pass = 0; self->diff != NULL && pass < 2; pass++)
    for (guint i = 0; i < self->diff->changes->len; i++)
      {
        HjSchemeChange *change = g_ptr_array_index (self->diff->changes, i);

        if (change->change == self->shown && is_of_notice (change->part) == (pass == 0))
          g_ptr_array_add (self->rows, change);
      }
}

static gboolean
fill_cb (gpointer user_data)
{
  HjDiffView *self = user_data;
  guint end = MIN (self->next + PORTION, self->rows->len);

  for (; self->next < end; self->next++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), hj_change_row_new (g_ptr_array_index (self->rows, self->next)));
  gtk_widget_set_visible (self->list, self->rows->len > 0);
  if (self->next < self->rows->len)
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;

  return G_SOURCE_REMOVE;
}

/* The rows of a list that went, the last ones first: to end hundreds at once would hold the window up, too. */
static gboolean
clear_cb (gpointer user_data)
{
  HjDiffView *self = user_data;
  GtkWidget *list = g_queue_peek_head (&self->gone);
  GtkWidget *row = gtk_widget_get_last_child (list);

  for (guint n = 0; n < PORTION && row != NULL; n++)
    {
      gtk_list_box_remove (GTK_LIST_BOX (list), row);
      row = gtk_widget_get_last_child (list);
    }
  if (row == NULL)
    gtk_box_remove (GTK_BOX (self->box), g_queue_pop_head (&self->gone));
  if (!g_queue_is_empty (&self->gone))
    return G_SOURCE_CONTINUE;
  self->clear_id = 0;

  return G_SOURCE_REMOVE;
}

static void
put_away (HjDiffView *self,
          GtkWidget  *list)
{
  gtk_widget_set_visible (list, FALSE);
  g_queue_push_tail (&self->gone, list);
  if (self->clear_id == 0)
    self->clear_id = g_timeout_add_full (G_PRIORITY_LOW, 10, clear_cb, self, NULL);
}

static void
fill (HjDiffView *self)
{
  GtkWidget *list = self->list;

  g_clear_handle_id (&self->fill_id, g_source_remove);
  self->list = list_new ();
  gtk_box_append (GTK_BOX (self->box), self->list);
  put_away (self, list);
  self->next = 0;
  list_shown (self);
  if (fill_cb (self) == G_SOURCE_REMOVE)
    return;
  /* After what is drawn, so that the window goes on. */
  self->fill_id = g_timeout_add_full (G_PRIORITY_LOW, 10, fill_cb, self, NULL);
}

static void
show_toggled_cb (HjDiffView      *self,
                 GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (HjChange change = HJ_CHANGE_EQUAL; change < N_CHANGES; change++)
    if (self->show[change] == button)
      self->shown = change;
  fill (self);
}

static void
hj_diff_view_dispose (GObject *object)
{
  HjDiffView *self = HJ_DIFF_VIEW (object);

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_handle_id (&self->clear_id, g_source_remove);
  g_queue_clear (&self->gone);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->diff, hj_scheme_diff_free);

  G_OBJECT_CLASS (hj_diff_view_parent_class)->dispose (object);
}

static void
hj_diff_view_finalize (GObject *object)
{
  g_ptr_array_unref (HJ_DIFF_VIEW (object)->rows);

  G_OBJECT_CLASS (hj_diff_view_parent_class)->finalize (object);
}

static void
hj_diff_view_class_init (HjDiffViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hj_diff_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = hj_diff_view_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_shows (HjDiffView *self)
{
  for (guint i = 0; i < N_CHANGES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      self->show[order[i]] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->show[order[0]]);
      gtk_widget_add_css_class (button, "target");
      gtk_box_append (GTK_BOX (self->shows), button);
    }
  for (guint i = 0; i < N_CHANGES; i++)
    g_signal_connect_object (self->show[i], "toggled", G_CALLBACK (show_toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
hj_diff_view_init (HjDiffView *self)
{
  hj_style_ensure ("/org/hengjian/Hengjian/ui/standards/standards.css");
  hj_style_ensure ("/org/hengjian/Hengjian/ui/exchange/exchange.css");
  self->shown = HJ_CHANGE_CHANGED;
  self->rows = g_ptr_array_new ();
  g_queue_init (&self->gone);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->summary));
  self->shows = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->shows, "linked");
  gtk_widget_set_halign (self->shows, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is shown"), -1);
  gtk_box_append (GTK_BOX (self->box), self->shows);
  add_shows (self);
  self->list = list_new ();
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_visible (self->box, FALSE);
}

GtkWidget *
hj_diff_view_new (void)
{
  return g_object_new (HJ_TYPE_DIFF_VIEW, NULL);
}

void
hj_diff_view_take_diff (HjDiffView   *self,
                        HjSchemeDiff *diff)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HJ_IS_DIFF_VIEW (self));

  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_pointer (&self->diff, hj_scheme_diff_free);
  self->diff = diff;
  gtk_widget_set_visible (self->box, diff != NULL);
  if (diff != NULL)
    {
      guint n[N_CHANGES] = { diff->n_equal, diff->n_changed, diff->n_new, diff->n_gone };

      for (guint i = 0; i < N_CHANGES; i++)
        {
          g_autofree char *label = g_strdup_printf ("%s %u", hj_change_row_word (i), n[i]);

          gtk_button_set_label (GTK_BUTTON (self->show[i]), label);
          gtk_widget_set_sensitive (GTK_WIDGET (self->show[i]), n[i] > 0);
        }
      text = diff->n_changed + diff->n_new + diff->n_gone == 0
               ? g_strdup (diff->same_file
                             ? _("They say the same.")
                             : _("They say the same; their files differ in what isn’t compared: the edition, comments, the order of entries."))
               : g_strdup (_("Words that went are struck through, words that came are underlined."));
      gtk_label_set_label (self->summary, text);
      for (guint i = 0; i < N_CHANGES; i++)
        if (n[order[i]] > 0)
          {
            hj_diff_view_set_show (self, order[i]);
            break;
          }
    }
  fill (self);
}

void
hj_diff_view_set_show (HjDiffView *self,
                       HjChange    change)
{
  g_return_if_fail (HJ_IS_DIFF_VIEW (self));

  gtk_toggle_button_set_active (self->show[change], TRUE);
}

GtkWidget *
hj_diff_view_get_list (HjDiffView *self)
{
  return self->list;
}

const char *
hj_diff_view_get_summary (HjDiffView *self)
{
  return gtk_label_get_label (self->summary);
}
