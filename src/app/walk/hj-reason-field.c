/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-reason-field"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-picker.h"
#include "hj-draft-field.h"
#include "hj-reason-field.h"
#include "hj-wrap-layout.h"

#define MAX_PHRASES 24
#define MAX_OWN_PHRASES 3
#define MAX_OWN_LENGTH 24
/* Chips in sight; the others are behind one that says so. */
#define MAX_SHOWN 6

struct _HjReasonField
{
  GtkWidget        parent_instance;
  GtkWidget       *entry;
  GtkDropDown     *method;
  GtkWidget       *chips;
  HjFindingEditor *editor;
  HjDraftField    *draft;      /* owned by the entry */
  GPtrArray       *phrases;
};

enum { REASON, METHOD, DONE, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjReasonField, hj_reason_field, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
add_phrase (GPtrArray  *phrases,
            const char *text)
{
  if (text[0] == '\0' || phrases->len >= MAX_PHRASES ||
      g_ptr_array_find_with_equal_func (phrases, text, g_str_equal, NULL))
    return;
  g_ptr_array_add (phrases, g_strdup (text));
}

static int
compare_changed (gconstpointer a,
                 gconstpointer b)
{
  const HjFinding *one = *(const HjFinding *const *) a;
  const HjFinding *other = *(const HjFinding *const *) b;

  return one->changed < other->changed ? 1 : one->changed > other->changed ? -1 : 0;
}

static void
add_own_phrase (GPtrArray  *phrases,
                const char *text)
{
  if (g_utf8_strlen (text, -1) <= MAX_OWN_LENGTH)
    add_phrase (phrases, text);
}

/* The newest reasons of the expert who records, from whatever criterion. */
static void
add_own_phrases (GPtrArray       *phrases,
                 const HjContent *content,
                 const char      *expert)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();

  for (guint i = 0; i < content->findings->len; i++)
    {
      HjFinding *finding = g_ptr_array_index (content->findings, i);

      if (g_str_equal (finding->expert, expert))
        g_ptr_array_add (own, finding);
    }
  g_ptr_array_sort (own, compare_changed);

  for (guint i = 0; i < own->len && phrases->len < MAX_OWN_PHRASES; i++)
    {
      const HjFinding *finding = g_ptr_array_index (own, i);

      add_own_phrase (phrases, finding->reason);
      for (guint j = 0; j < finding->deductions->len && phrases->len < MAX_OWN_PHRASES; j++)
        add_own_phrase (phrases, ((const HjDeduction *) g_ptr_array_index (finding->deductions, j))->reason);
    }
}

GPtrArray *
hj_reason_field_dup_phrases (HjFindingEditor *editor)
{
  HjSession *session = hj_finding_editor_get_session (editor);
  const HjCriterion *criterion = hj_finding_editor_get_criterion (editor);
  HjScheme *scheme = hj_session_get_scheme (session);
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);

  add_own_phrases (phrases, hj_session_get_content (session), hj_finding_editor_get_expert (editor));
  for (guint i = 0; i < criterion->phrases->len; i++)
    add_phrase (phrases, g_ptr_array_index (criterion->phrases, i));
  for (guint i = 0; i < criterion->item->phrases->len; i++)
    add_phrase (phrases, g_ptr_array_index (criterion->item->phrases, i));
  for (guint i = 0; i < scheme->phrases->len; i++)
    add_phrase (phrases, g_ptr_array_index (scheme->phrases, i));

  return phrases;
}

/* A phrase is an answer at once; it stands beside what was typed already. */
static void
take_phrase (HjReasonField *self,
             const char    *phrase)
{
  g_autofree char *text = hj_draft_field_dup_text (self->draft);
  g_autofree char *joined = NULL;

  g_strstrip (text);
  if (text[0] == '\0')
    joined = g_strdup (phrase);
  else
    /* Translators: between two phrases of one reason */
    joined = g_strconcat (text, C_("reason", "; "), phrase, NULL);

  hj_draft_field_replace (self->draft, joined);
  hj_draft_field_commit (self->draft);
}

static void
chip_clicked_cb (HjReasonField *self,
                 GtkWidget     *chip)
{
  take_phrase (self, g_object_get_data (G_OBJECT (chip), "hj-phrase"));
}

static void
add_chip (HjReasonField *self,
          const char    *phrase,
          guint          number)
{
  GtkWidget *chip = gtk_button_new_with_label (phrase);
  g_autofree char *tip = number <= 9 ? g_strdup_printf (_("Puts this phrase into the reason (Ctrl+%u)"), number)
                                     : g_strdup (_("Puts this phrase into the reason"));

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_visible (chip, number <= MAX_SHOWN);
  gtk_widget_set_focus_on_click (chip, FALSE);
  gtk_widget_set_tooltip_text (chip, tip);
  g_object_set_data_full (G_OBJECT (chip), "hj-phrase", g_strdup (phrase), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), chip);
}

static void
more_clicked_cb (HjReasonField *self,
                 GtkWidget     *more)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (self->chips);
       chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    gtk_widget_set_visible (chip, chip != more);
}

static void
add_more_chip (HjReasonField *self)
{
  GtkWidget *more = gtk_button_new_with_label (_("More…"));

  gtk_widget_add_css_class (more, "chip");
  gtk_widget_set_focus_on_click (more, FALSE);
  g_signal_connect_object (more, "clicked", G_CALLBACK (more_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->chips), more);
}

static gboolean
same_phrases (GPtrArray *a,
              GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

/* When the field comes into sight: chips that moved under a finger would be wrong answers. */
static void
update_chips (HjReasonField *self)
{
  g_autoptr (GPtrArray) phrases = NULL;
  GtkWidget *child;

  if (self->editor == NULL)
    return;
  phrases = hj_reason_field_dup_phrases (self->editor);
  if (same_phrases (self->phrases, phrases))
    return;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < phrases->len; i++)
    add_chip (self, g_ptr_array_index (phrases, i), i + 1);
  if (phrases->len > MAX_SHOWN)
    add_more_chip (self);
  gtk_widget_set_visible (self->chips, phrases->len > 0);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  self->phrases = g_steal_pointer (&phrases);
}

static void
draft_committed_cb (HjReasonField *self,
                    const char    *text)
{
  g_signal_emit (self, signals[REASON], 0, text);
}

static void
entry_activated_cb (HjReasonField *self)
{
  hj_draft_field_commit (self->draft);
  g_signal_emit (self, signals[DONE], 0);
}

static void
method_selected_cb (HjReasonField *self)
{
  if (hj_picker_is_setting (self->method))
    return;
  g_signal_emit (self, signals[METHOD], 0, hj_picker_get (self->method));
}

/* Ctrl+1 … Ctrl+6: the phrase of that number, the hands on the keys. */
static gboolean
key_pressed_cb (HjReasonField   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  guint number = keyval - GDK_KEY_0;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK ||
      keyval < GDK_KEY_1 || keyval > GDK_KEY_9 ||
      self->phrases == NULL || number > self->phrases->len)
    return GDK_EVENT_PROPAGATE;

  take_phrase (self, g_ptr_array_index (self->phrases, number - 1));

  return GDK_EVENT_STOP;
}

static gboolean
hj_reason_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HJ_REASON_FIELD (widget)->entry);
}

static void
hj_reason_field_dispose (GObject *object)
{
  HjReasonField *self = HJ_REASON_FIELD (object);
  GtkWidget *child;

  g_clear_object (&self->editor);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_reason_field_parent_class)->dispose (object);
}

static void
hj_reason_field_class_init (HjReasonFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_reason_field_dispose;
  widget_class->grab_focus = hj_reason_field_grab_focus;

  signals[REASON] =
    g_signal_new ("reason", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[METHOD] =
    g_signal_new ("method", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-reason-field.ui");
  gtk_widget_class_bind_template_child (widget_class, HjReasonField, entry);
  gtk_widget_class_bind_template_child (widget_class, HjReasonField, method);
  gtk_widget_class_bind_template_child (widget_class, HjReasonField, chips);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
}

static void
hj_reason_field_init (HjReasonField *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "map", G_CALLBACK (update_chips), NULL);
}

/**
 * hj_reason_field_setup:
 * @draft: name of the reason's draft
 * @label: what the entry is called, shown while it is empty
 */
void
hj_reason_field_setup (HjReasonField   *self,
                       HjFindingEditor *editor,
                       const char      *draft,
                       const char      *label)
{
  HjSession *session = hj_finding_editor_get_session (editor);

  g_return_if_fail (HJ_IS_REASON_FIELD (self));

  g_set_object (&self->editor, editor);
  self->draft = hj_draft_field_attach (self->entry, session, draft);
  g_signal_connect_object (self->draft, "commit", G_CALLBACK (draft_committed_cb), self, G_CONNECT_SWAPPED);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  hj_picker_fill_methods (self->method, hj_finding_editor_get_criterion (editor)->item);
}

void
hj_reason_field_show (HjReasonField *self,
                      const char    *reason,
                      const char    *method,
                      gboolean       owed,
                      gboolean       pending)
{
  g_return_if_fail (HJ_IS_REASON_FIELD (self));

  hj_draft_field_show (self->draft, reason, pending);
  hj_picker_set (self->method, method);
  if (owed)
    gtk_widget_add_css_class (self->entry, "owed");
  else
    gtk_widget_remove_css_class (self->entry, "owed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, owed, -1);
}

void
hj_reason_field_commit (HjReasonField *self)
{
  hj_draft_field_commit (self->draft);
}

void
hj_reason_field_reset (HjReasonField *self)
{
  hj_draft_field_reset (self->draft);
}

void
hj_reason_field_set_has_method (HjReasonField *self,
                                gboolean       has_method)
{
  gtk_widget_set_visible (GTK_WIDGET (self->method), has_method);
}

GtkWidget *
hj_reason_field_get_entry (HjReasonField *self)
{
  return self->entry;
}

GtkWidget *
hj_reason_field_get_chips (HjReasonField *self)
{
  return self->chips;
}
