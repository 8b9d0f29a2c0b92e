/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-relax-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-picker.h"
#include "hj-record-editor.h"
#include "hj-relax-editor.h"
#include "hj-wrap-layout.h"

struct _HjRelaxEditor
{
  GtkWidget      parent_instance;
  GtkWidget     *box;
  GtkDropDown   *bonus_case;
  HjPhraseEntry *reason;
  GtkWidget     *record;
  HjSession     *session;
  char          *standard;
  char          *subject;
  gboolean       recording;  /* once is enough */
};

enum { CLOSED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjRelaxEditor, hj_relax_editor, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
update (HjRelaxEditor *self)
{
  g_autofree char *reason = hj_phrase_entry_dup_text (self->reason);
  gboolean chosen = !gtk_widget_get_visible (GTK_WIDGET (self->bonus_case)) ||
                    hj_picker_get (self->bonus_case)[0] != '\0';

  gtk_widget_set_sensitive (self->record, chosen && reason[0] != '\0');
}

static void
recorded_cb (GtkWidget *widget,
             gboolean   applied)
{
  HjRelaxEditor *self = HJ_RELAX_EDITOR (widget);

  self->recording = FALSE;
  if (!applied)
    return;
  hj_phrase_entry_drop_draft (self->reason);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
record_cb (HjRelaxEditor *self)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  HjRelaxation *relaxation;
  g_autofree char *reason = hj_phrase_entry_dup_text (self->reason);
  /* Translators: label of an undo step, with the standard's id */
  g_autofree char *label = g_strdup_printf (_("%s relaxed"), self->standard);

  update (self);
  if (!gtk_widget_get_sensitive (self->record) || self->recording)
    return;

  relaxation = hj_relaxation_new (self->standard, self->subject, hj_session_get_recorder (self->session));
  hj_str_set (&relaxation->bonus_case, hj_picker_get (self->bonus_case));
  hj_str_set (&relaxation->reason, reason);
  g_ptr_array_add (commands, hj_command_new_relaxation (relaxation));
  hj_relaxation_free (relaxation);
  self->recording = TRUE;
  hj_record_apply (GTK_WIDGET (self), self->session, commands, label, recorded_cb);
}

static void
cancel_cb (HjRelaxEditor *self)
{
  hj_phrase_entry_drop_draft (self->reason);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* The criteria of the bonus section are the cases; a scheme without one has none to name. */
static void
fill_cases (HjRelaxEditor *self)
{
  const HjScheme *scheme = hj_session_get_scheme (self->session);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (labels, (gpointer) _("Choose the bonus case"));
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; section->bonus && j < section->items->len; j++)
        {
          const HjItem *item = g_ptr_array_index (section->items, j);

          for (guint k = 0; k < item->criteria->len; k++)
            {
              const HjCriterion *criterion = g_ptr_array_index (item->criteria, k);

              g_ptr_array_add (ids, criterion->id);
              g_ptr_array_add (labels, criterion->text);
            }
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->bonus_case), ids->len > 1);
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (self->bonus_case, (const char *const *) ids->pdata, (const char *const *) labels->pdata,
                  _("The bonus case it rests on"));
}

static void
hj_relax_editor_dispose (GObject *object)
{
  HjRelaxEditor *self = HJ_RELAX_EDITOR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_relax_editor_parent_class)->dispose (object);
}

static void
hj_relax_editor_finalize (GObject *object)
{
  HjRelaxEditor *self = HJ_RELAX_EDITOR (object);

  g_free (self->standard);
  g_free (self->subject);

  G_OBJECT_CLASS (hj_relax_editor_parent_class)->finalize (object);
}

static void
hj_relax_editor_class_init (HjRelaxEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_relax_editor_dispose;
  object_class->finalize = hj_relax_editor_finalize;

  signals[CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HJ_TYPE_PHRASE_ENTRY);
  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hengjian/Hengjian/ui/standards/hj-relax-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HjRelaxEditor, box);
  gtk_widget_class_bind_template_child (widget_class, HjRelaxEditor, bonus_case);
  gtk_widget_class_bind_template_child (widget_class, HjRelaxEditor, reason);
  gtk_widget_class_bind_template_child (widget_class, HjRelaxEditor, record);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
hj_relax_editor_init (HjRelaxEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_picker_take_long_labels (self->bonus_case);
  hj_phrase_entry_set_label (self->reason, _("Why it is relaxed"));
}

GtkWidget *
hj_relax_editor_new (HjSession              *session,
                     const HjStandardResult *result)
{
  HjRelaxEditor *self = g_object_new (HJ_TYPE_RELAX_EDITOR, NULL);
  g_autofree char *draft = g_strdup_printf ("relaxation/%s/%s", result->standard->id, result->subject);

  self->session = g_object_ref (session);
  self->standard = g_strdup (result->standard->id);
  self->subject = g_strdup (result->subject);
  fill_cases (self);
  hj_phrase_entry_set_draft (self->reason, session, draft);
  update (self);

  return GTK_WIDGET (self);
}

GtkDropDown *
hj_relax_editor_get_case (HjRelaxEditor *self)
{
  return self->bonus_case;
}

HjPhraseEntry *
hj_relax_editor_get_reason (HjRelaxEditor *self)
{
  return self->reason;
}

GtkWidget *
hj_relax_editor_get_record (HjRelaxEditor *self)
{
  return self->record;
}
