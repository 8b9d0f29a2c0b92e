/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-proposal-list"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-proposal-list.h"
#include "hj-standards-model.h"
#include "hj-style.h"

/* So many are there before one asks for more: twenty occupations may have a hundred at one item. */
#define MANY 16
#define FURTHER 16

struct _HjProposalList
{
  GtkWidget          parent_instance;
  GtkWidget         *rows;
  GtkWidget         *further;
  GtkWidget         *fold;
  HjSession         *session;    /* borrowed while something is shown */
  const HjCriterion *criterion;
  guint              limit;
};

G_DEFINE_FINAL_TYPE (HjProposalList, hj_proposal_list, GTK_TYPE_WIDGET)

static HjProposalRow *
find_row (HjProposalList *self,
          const char     *key)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->rows);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (hj_proposal_row_get_key (HJ_PROPOSAL_ROW (child)), key))
      return HJ_PROPOSAL_ROW (child);

  return NULL;
}

static gboolean
has_key (GPtrArray  *proposals,
         const char *key)
{
  for (guint i = 0; i < proposals->len; i++)
    if (g_str_equal (((const HjProposal *) g_ptr_array_index (proposals, i))->key, key))
      return TRUE;

  return FALSE;
}

static void
drop_gone (HjProposalList *self,
           GPtrArray      *wanted)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (self->rows); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (!has_key (wanted, hj_proposal_row_get_key (HJ_PROPOSAL_ROW (child))))
        gtk_box_remove (GTK_BOX (self->rows), child);
    }
}

/* Decided ones that fold: the open ones stay in sight. */
static void
update_fold (HjProposalList *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fold));
  g_autofree char *label = NULL;
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (self->rows);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean dismissed = hj_proposal_row_get_state (HJ_PROPOSAL_ROW (child)) == HJ_PROPOSAL_DISMISSED;

      n += dismissed ? 1 : 0;
      gtk_widget_set_visible (child, !dismissed || open);
    }
  label = g_strdup_printf (open ? _("Hide the %u Dismissed") : _("%u Dismissed"), n);
  gtk_button_set_label (GTK_BUTTON (self->fold), label);
  gtk_widget_set_visible (self->fold, n > 0);
}

static void
further_clicked_cb (HjProposalList *self)
{
  g_autoptr (GPtrArray) proposals = hj_standards_model_list_proposals (hj_standards_model_get (self->session), NULL);

  self->limit += FURTHER;
  hj_proposal_list_show (self, self->session, proposals, self->criterion);
}

/* What is to be shown now of what there is: as many as one asked for, and what is being written about. */
static GPtrArray *
choose (HjProposalList    *self,
        GPtrArray         *proposals,
        const HjCriterion *criterion)
{
  GPtrArray *wanted = g_ptr_array_new ();
  g_autofree char *label = NULL;
  guint n = 0, hidden = 0;

  for (guint i = 0; i < proposals->len; i++)
    {
      HjProposal *proposal = g_ptr_array_index (proposals, i);
      HjProposalRow *row;

      if (proposal->criterion != criterion)
        continue;
      row = n < self->limit ? NULL : find_row (self, proposal->key);
      if (n < self->limit || (row != NULL && hj_proposal_row_get_editor (row) != NULL))
        g_ptr_array_add (wanted, proposal);
      else
        hidden++;
      n++;
    }
  label = g_strdup_printf (_("Show More (%u)"), hidden);
  gtk_button_set_label (GTK_BUTTON (self->further), label);
  gtk_widget_set_visible (self->further, hidden > 0);

  return wanted;
}

static void
hj_proposal_list_dispose (GObject *object)
{
  HjProposalList *self = HJ_PROPOSAL_LIST (object);

  g_clear_pointer (&self->rows, gtk_widget_unparent);
  g_clear_pointer (&self->further, gtk_widget_unparent);
  g_clear_pointer (&self->fold, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_proposal_list_parent_class)->dispose (object);
}

static void
hj_proposal_list_class_init (HjProposalListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hj_proposal_list_dispose;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
hj_proposal_list_init (HjProposalList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  hj_style_ensure ("/org/hengjian/Hengjian/ui/standards/standards.css");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  self->limit = MANY;
  self->further = gtk_button_new ();
  gtk_widget_set_halign (self->further, GTK_ALIGN_START);
  gtk_widget_set_visible (self->further, FALSE);
  gtk_widget_add_css_class (self->further, "target");
  gtk_widget_set_parent (self->further, GTK_WIDGET (self));
  g_signal_connect_object (self->further, "clicked", G_CALLBACK (further_clicked_cb), self, G_CONNECT_SWAPPED);
  self->fold = gtk_toggle_button_new ();
  gtk_widget_set_halign (self->fold, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->fold, "target");
  gtk_widget_add_css_class (self->fold, "flat");
  gtk_widget_set_parent (self->fold, GTK_WIDGET (self));
  g_signal_connect_object (self->fold, "toggled", G_CALLBACK (update_fold), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Proposals"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
hj_proposal_list_new (void)
{
  return g_object_new (HJ_TYPE_PROPOSAL_LIST, NULL);
}

void
hj_proposal_list_show (HjProposalList    *self,
                       HjSession         *session,
                       GPtrArray         *proposals,
                       const HjCriterion *criterion)
{
  g_autoptr (GPtrArray) wanted = NULL;
  GtkWidget *before = NULL;

  g_return_if_fail (HJ_IS_PROPOSAL_LIST (self));

  self->session = session;
  self->criterion = criterion;
  wanted = choose (self, proposals, criterion);
  if (wanted->len == 0)
    self->limit = MANY;
  drop_gone (self, wanted);
  for (guint i = 0; i < wanted->len; i++)
    {
      const HjProposal *proposal = g_ptr_array_index (wanted, i);
      HjProposalRow *row = find_row (self, proposal->key);

      if (row == NULL)
        {
          row = HJ_PROPOSAL_ROW (hj_proposal_row_new (session, proposal->key));
          gtk_box_insert_child_after (GTK_BOX (self->rows), GTK_WIDGET (row), before);
        }
      hj_proposal_row_show (row, proposal);
      if (gtk_widget_get_prev_sibling (GTK_WIDGET (row)) != before)
        gtk_box_reorder_child_after (GTK_BOX (self->rows), GTK_WIDGET (row), before);
      before = GTK_WIDGET (row);
    }
  update_fold (self);
  gtk_widget_set_visible (GTK_WIDGET (self), wanted->len > 0);
}

void
hj_proposal_list_add_waiting (HjProposalList *self,
                              GPtrArray      *rows)
{
  g_return_if_fail (HJ_IS_PROPOSAL_LIST (self));

  for (GtkWidget *child = gtk_widget_get_first_child (self->rows);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (hj_proposal_row_is_waiting (HJ_PROPOSAL_ROW (child)))
      g_ptr_array_add (rows, child);
}

HjProposalRow *
hj_proposal_list_get_row (HjProposalList *self,
                          guint           position)
{
  GtkWidget *child = gtk_widget_get_first_child (self->rows);

  while (child != NULL && position-- > 0)
    child = gtk_widget_get_next_sibling (child);

  return child != NULL ? HJ_PROPOSAL_ROW (child) : NULL;
}

GtkWidget *
hj_proposal_list_get_fold (HjProposalList *self)
{
  return self->fold;
}
