/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-notes-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-notes-page.h"
#include "hj-picker.h"
#include "hj-report.h"
#include "hj-walk-style.h"

/* The draft of a note that has no id yet. */
#define NEW_NOTE "note/new"

struct _HjNotesPage
{
  GtkWidget    parent_instance;
  GtkWidget   *scroller;
  GtkListBox  *rows;
  GtkWidget   *frame;
  GtkWidget   *new_note;
  GtkWidget   *foot;
  GtkDropDown *about;
  GtkWidget   *add;
  GtkWidget   *nobody;
  HjSession   *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjNotesPage, hj_notes_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static HjNoteRow *
find_row (HjNotesPage *self,
          const char  *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (hj_note_row_get_id (HJ_NOTE_ROW (child)), id))
      return HJ_NOTE_ROW (child);

  return NULL;
}

static void
update (HjNotesPage *self)
{
  HjContent *content;
  gboolean can_write;
  GtkWidget *next;

  if (self->session == NULL)
    return;

  content = hj_session_get_content (self->session);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (hj_content_find_note (content, hj_note_row_get_id (HJ_NOTE_ROW (child))) == NULL)
        gtk_list_box_remove (self->rows, child);
    }
  for (guint i = 0; i < content->notes->len; i++)
    {
      const HjNote *note = g_ptr_array_index (content->notes, i);

      if (find_row (self, note->id) == NULL)
        gtk_list_box_append (self->rows, hj_note_row_new (self->session, note->id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), content->notes->len > 0);
  can_write = hj_session_get_mode (self->session) == HJ_SESSION_WRITE;
  gtk_widget_set_visible (self->frame, can_write);
  gtk_widget_set_visible (self->foot, can_write);
  gtk_widget_set_sensitive (self->add, hj_session_get_recorder (self->session)[0] != '\0');
  gtk_widget_set_visible (self->nobody, hj_session_get_recorder (self->session)[0] == '\0');
}

static void
note_applied_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (HjNotesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hj_session_apply_finish (HJ_SESSION (source), result, &error))
    hj_report_failure (GTK_WIDGET (self), _("The note was not recorded; its words are still there"), error);
  else if (self->new_note != NULL)
    hj_draft_field_replace (hj_draft_field_get (self->new_note), "");
}

/* The words leave the field when they are recorded, not before. */
static void
add_clicked_cb (HjNotesPage *self)
{
  HjDraftField *field = hj_draft_field_get (self->new_note);
  const char *recorder = hj_session_get_recorder (self->session);
  g_autofree char *text = g_strstrip (hj_draft_field_dup_text (field));
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (HjNote) note = NULL;

  if (text[0] == '\0' || recorder[0] == '\0')
    {
      gtk_widget_grab_focus (self->new_note);
      return;
    }
  note = hj_note_new (recorder, hj_picker_get (self->about), text);
  commands = hj_command_list_new ();
  g_ptr_array_add (commands, hj_command_new_note (note));
  hj_session_apply_async (self->session, recorder, _("note"), commands, NULL, note_applied_cb, g_object_ref (self));
}

static void
fill_about (HjNotesPage *self)
{
  HjScheme *scheme = hj_session_get_scheme (self->session);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (ids, (gpointer) "visit");
  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      for (guint j = 0; j < section->items->len; j++)
        g_ptr_array_add (ids, ((const HjItem *) g_ptr_array_index (section->items, j))->id);
    }
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (labels, hj_note_row_dup_about (scheme, g_ptr_array_index (ids, i)));
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_fill (self->about, (const char *const *) ids->pdata, (const char *const *) labels->pdata,
                  _("What the note is about"));
}

static void
set_session (HjNotesPage *self,
             HjSession   *session)
{
  GtkListBoxRow *row;

  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, update, self);
      while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
        gtk_list_box_remove (self->rows, GTK_WIDGET (row));
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  fill_about (self);
  hj_draft_field_show (hj_draft_field_attach (self->new_note, session, NEW_NOTE), "", FALSE);
  update (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_notes_page_dispose (GObject *object)
{
  HjNotesPage *self = HJ_NOTES_PAGE (object);

  if (self->scroller != NULL)
    set_session (self, NULL);
  self->new_note = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_notes_page_parent_class)->dispose (object);
}

static void
hj_notes_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_object (value, HJ_NOTES_PAGE (object)->session);
}

static void
hj_notes_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  set_session (HJ_NOTES_PAGE (object), g_value_get_object (value));
}

static void
hj_notes_page_class_init (HjNotesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_notes_page_dispose;
  object_class->get_property = hj_notes_page_get_property;
  object_class->set_property = hj_notes_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-notes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, rows);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, frame);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, new_note);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, foot);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, about);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, add);
  gtk_widget_class_bind_template_child (widget_class, HjNotesPage, nobody);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
hj_notes_page_init (HjNotesPage *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_notes_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_NOTES_PAGE, "session", session, NULL);
}

void
hj_notes_page_show_place (HjNotesPage   *self,
                          const HjPlace *place)
{
  g_return_if_fail (HJ_IS_NOTES_PAGE (self));

  gtk_widget_grab_focus (self->new_note);
}

GtkWidget *
hj_notes_page_get_new_note (HjNotesPage *self)
{
  return self->new_note;
}

GtkWidget *
hj_notes_page_get_add (HjNotesPage *self)
{
  return self->add;
}

HjNoteRow *
hj_notes_page_get_row (HjNotesPage *self,
                       guint        position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) position);

  return row != NULL ? HJ_NOTE_ROW (row) : NULL;
}
