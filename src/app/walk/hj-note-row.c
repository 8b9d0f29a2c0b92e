/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-note-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-note-row.h"
#include "hj-picker.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-wording.h"

struct _HjNoteRow
{
  GtkListBoxRow   parent_instance;
  GtkDropDown    *about;
  GtkLabel       *author;
  GtkWidget      *remove;
  GtkWidget      *text;
  HjRecordEditor *editor;
};

G_DEFINE_FINAL_TYPE (HjNoteRow, hj_note_row, GTK_TYPE_LIST_BOX_ROW)

char *
hj_note_row_dup_about (HjScheme   *scheme,
                       const char *about)
{
  const HjItem *item = hj_scheme_find_item (scheme, about);
  const HjSection *section = hj_scheme_find_section (scheme, about);
  const HjCriterion *criterion = hj_scheme_find_criterion (scheme, about);

  if (about[0] == '\0')
    return g_strdup (C_("note", "General"));
  if (g_str_equal (about, "visit"))
    return g_strdup (C_("note", "The visit"));
  if (item != NULL)
    return hj_wording_title (item->id, item->short_title);
  if (section != NULL)
    return hj_wording_title (section->id, section->short_title);

  return criterion != NULL ? hj_wording_title (criterion->id, criterion->text) : g_strdup (about);
}

static void
fill_about (HjNoteRow  *self,
            HjScheme   *scheme,
            const char *now)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  gboolean known;

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (ids, (gpointer) "visit");
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        g_ptr_array_add (ids, ((const HjItem *) g_ptr_array_index (section->items, j))->id);
    }
  known = g_ptr_array_find_with_equal_func (ids, now, g_str_equal, NULL);
  if (!known)
    g_ptr_array_add (ids, (gpointer) now);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (labels, hj_note_row_dup_about (scheme, g_ptr_array_index (ids, i)));
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (self->about, (const char *const *) ids->pdata, (const char *const *) labels->pdata,
                  _("What the note is about"));
}

static void
about_selected_cb (HjNoteRow *self)
{
  HjCommand *command;

  if (self->editor == NULL || hj_picker_is_setting (self->about))
    return;
  hj_draft_field_commit (hj_draft_field_get (self->text));
  command = hj_record_editor_begin (self->editor);
  if (command == NULL)
    return;
  hj_str_set (&command->note->about, hj_picker_get (self->about));
  hj_record_editor_submit (self->editor, command, _("note"));
}

/* A note without words is none: the store takes it away. */
static void
remove_clicked_cb (HjNoteRow *self)
{
  HjCommand *command = hj_record_editor_begin (self->editor);
  g_autofree char *draft = g_strdup_printf ("note/%s", hj_record_editor_get_id (self->editor));

  if (command == NULL)
    return;
  hj_draft_drop (hj_record_editor_get_session (self->editor), draft);
  hj_str_set (&command->note->text, "");
  hj_record_apply_one (GTK_WIDGET (self), hj_record_editor_get_session (self->editor), command,
                       _("note removed"), NULL);
}

static void
update (HjNoteRow *self)
{
  HjSession *session = hj_record_editor_get_session (self->editor);
  const HjNote *note = hj_record_editor_peek (self->editor);
  gboolean own;

  if (note == NULL)
    return;

  own = g_str_equal (note->expert, hj_session_get_recorder (session)) &&
        hj_session_get_mode (session) == HJ_SESSION_WRITE;
  hj_picker_set (self->about, note->about);
  gtk_label_set_label (self->author, hj_wording_expert (hj_session_get_content (session), note->expert));
  gtk_widget_set_sensitive (GTK_WIDGET (self->about), own);
  gtk_widget_set_visible (self->remove, own);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), own);
}

static void
failed_cb (HjNoteRow    *self,
           const GError *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The note was not recorded"), error);
}

static void
hj_note_row_dispose (GObject *object)
{
  HjNoteRow *self = HJ_NOTE_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (hj_note_row_parent_class)->dispose (object);
}

static void
hj_note_row_class_init (HjNoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hj_note_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HjNoteRow, about);
  gtk_widget_class_bind_template_child (widget_class, HjNoteRow, author);
  gtk_widget_class_bind_template_child (widget_class, HjNoteRow, remove);
  gtk_widget_class_bind_template_child (widget_class, HjNoteRow, text);
  gtk_widget_class_bind_template_callback (widget_class, about_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
hj_note_row_init (HjNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_note_row_new (HjSession  *session,
                 const char *id)
{
  HjNoteRow *self = g_object_new (HJ_TYPE_NOTE_ROW, NULL);
  const HjNote *note = hj_content_find_note (hj_session_get_content (session), id);
  g_autofree char *draft = g_strdup_printf ("note/%s", id);

  g_return_val_if_fail (note != NULL, GTK_WIDGET (self));

  fill_about (self, hj_session_get_scheme (session), note->about);
  self->editor = hj_record_editor_new (session, HJ_COMMAND_NOTE, id);
  hj_record_editor_bind_text (self->editor, self->text, draft, G_STRUCT_OFFSET (HjNote, text), _("Note"));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

const char *
hj_note_row_get_id (HjNoteRow *self)
{
  return hj_record_editor_get_id (self->editor);
}

GtkWidget *
hj_note_row_get_text (HjNoteRow *self)
{
  return self->text;
}
