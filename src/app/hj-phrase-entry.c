/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-phrase-entry"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-phrase-entry.h"
#include "hj-wrap-layout.h"

struct _HjPhraseEntry
{
  GtkWidget  parent_instance;
  GtkWidget *entry;
  GtkWidget *chips;
  HjSession *session;  /* (nullable): keeps the draft */
  char      *field;
};

enum { CHANGED, ACTIVATE, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjPhraseEntry, hj_phrase_entry, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
changed_cb (HjPhraseEntry *self)
{
  if (self->session != NULL)
    hj_draft_set (self->session, self->field, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (HjPhraseEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
chip_clicked_cb (HjPhraseEntry *self,
                 GtkWidget     *chip)
{
  g_autofree char *text = hj_phrase_entry_dup_text (self);
  const char *phrase = gtk_button_get_label (GTK_BUTTON (chip));
  g_autofree char *joined = text[0] != '\0' ? g_strconcat (text, C_("reason", "; "), phrase, NULL) : g_strdup (phrase);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), joined);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static gboolean
hj_phrase_entry_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (GTK_ENTRY (HJ_PHRASE_ENTRY (widget)->entry));
}

static void
hj_phrase_entry_dispose (GObject *object)
{
  HjPhraseEntry *self = HJ_PHRASE_ENTRY (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->chips, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_phrase_entry_parent_class)->dispose (object);
}

static void
hj_phrase_entry_finalize (GObject *object)
{
  g_free (HJ_PHRASE_ENTRY (object)->field);

  G_OBJECT_CLASS (hj_phrase_entry_parent_class)->finalize (object);
}

static void
hj_phrase_entry_class_init (HjPhraseEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_phrase_entry_dispose;
  object_class->finalize = hj_phrase_entry_finalize;
  widget_class->grab_focus = hj_phrase_entry_grab_focus;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
hj_phrase_entry_init (HjPhraseEntry *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->chips, hj_wrap_layout_new (6, 6, FALSE));
  gtk_widget_set_visible (self->chips, FALSE);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

void
hj_phrase_entry_set_label (HjPhraseEntry *self,
                           const char    *label)
{
  g_return_if_fail (HJ_IS_PHRASE_ENTRY (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
hj_phrase_entry_set_phrases (HjPhraseEntry *self,
                             GPtrArray     *phrases)
{
  GtkWidget *child;

  g_return_if_fail (HJ_IS_PHRASE_ENTRY (self));

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < phrases->len; i++)
    {
      GtkWidget *chip = gtk_button_new_with_label (g_ptr_array_index (phrases, i));

      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_set_focus_on_click (chip, FALSE);
      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), TRUE);
      g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
  gtk_widget_set_visible (self->chips, phrases->len > 0);
}

void
hj_phrase_entry_set_draft (HjPhraseEntry *self,
                           HjSession     *session,
                           const char    *field)
{
  g_return_if_fail (HJ_IS_PHRASE_ENTRY (self));

  g_set_object (&self->session, NULL);
  if (hj_draft_exists (session, field))
    hj_phrase_entry_set_text (self, hj_draft_get (session, field));
  g_free (self->field);
  self->field = g_strdup (field);
  g_set_object (&self->session, session);
}

void
hj_phrase_entry_drop_draft (HjPhraseEntry *self)
{
  g_return_if_fail (HJ_IS_PHRASE_ENTRY (self));

  if (self->session != NULL)
    hj_draft_drop (self->session, self->field);
  g_clear_object (&self->session);
}

char *
hj_phrase_entry_dup_text (HjPhraseEntry *self)
{
  g_return_val_if_fail (HJ_IS_PHRASE_ENTRY (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

void
hj_phrase_entry_set_text (HjPhraseEntry *self,
                          const char    *text)
{
  g_return_if_fail (HJ_IS_PHRASE_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

GtkWidget *
hj_phrase_entry_get_entry (HjPhraseEntry *self)
{
  return self->entry;
}

GtkWidget *
hj_phrase_entry_get_chips (HjPhraseEntry *self)
{
  return self->chips;
}
