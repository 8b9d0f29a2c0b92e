/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-draft-field"

#include "config.h"

#include <string.h>

#include "hj-draft-field.h"

struct _HjDraftField
{
  GObject    parent_instance;
  GtkWidget *widget;   /* borrowed: it owns us */
  HjSession *session;
  char      *field;
  char      *shown;    /* what is recorded, as far as we were told */
  char      *sent;     /* committed, and not heard of yet; NULL */
  gboolean   filled;   /* shown once */
  gboolean   dirty;
  gboolean   touched;  /* by this user: a draft brought back waits until it is */
  gboolean   setting;
  HjDraftNormalizeFunc normalize;
  gpointer             normalize_data;
};

enum { COMMIT, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjDraftField, hj_draft_field, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* What was typed since the session opened: the content's drafts are as old as its last
 * snapshot. Keyed by recorder and field; "" is a draft that became an entry. */
static GHashTable *
get_live (HjSession *session)
{
  GHashTable *live = g_object_get_data (G_OBJECT (session), "hj-live-drafts");

  if (live == NULL)
    {
      live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_object_set_data_full (G_OBJECT (session), "hj-live-drafts", live,
                              (GDestroyNotify) g_hash_table_unref);
    }

  return live;
}

const char *
hj_draft_get (HjSession  *session,
              const char *field)
{
  const char *recorder = hj_session_get_recorder (session);
  g_autofree char *key = g_strdup_printf ("%s\n%s", recorder, field);
  const char *text = g_hash_table_lookup (get_live (session), key);
  const HjDraft *draft;

  if (text != NULL)
    return text;
  draft = hj_content_find_draft (hj_session_get_content (session), recorder, field);

  return draft != NULL ? draft->text : "";
}

void
hj_draft_set (HjSession  *session,
              const char *field,
              const char *text)
{
  const char *recorder = hj_session_get_recorder (session);

  g_hash_table_replace (get_live (session),
                        g_strdup_printf ("%s\n%s", recorder, field),
                        g_strdup (text));
  hj_session_set_draft (session, field, text);
}

gboolean
hj_draft_exists (HjSession  *session,
                 const char *field)
{
  return hj_draft_get (session, field)[0] != '\0';
}

void
hj_draft_drop (HjSession  *session,
               const char *field)
{
  if (hj_draft_exists (session, field))
    hj_draft_set (session, field, "");
}

static char *
read_text (HjDraftField *self)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (GTK_IS_EDITABLE (self->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget)));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
write_text (HjDraftField *self,
            const char   *text)
{
  g_autofree char *now = read_text (self);

  if (g_str_equal (now, text))
    return;

  self->setting = TRUE;
  if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget)), text, -1);
  self->setting = FALSE;
}

static void
set_dirty (HjDraftField *self,
           gboolean      dirty)
{
  self->dirty = dirty;
  if (dirty)
    gtk_widget_add_css_class (self->widget, "unrecorded");
  else
    gtk_widget_remove_css_class (self->widget, "unrecorded");
}

static void
text_changed_cb (HjDraftField *self)
{
  g_autofree char *text = NULL;

  if (self->setting)
    return;

  text = read_text (self);
  self->touched = TRUE;
  set_dirty (self, !g_str_equal (text, self->shown));
  hj_draft_set (self->session, self->field, self->dirty ? text : "");
}

static void
focus_entered_cb (HjDraftField *self)
{
  self->touched = self->touched || self->dirty;
}

static void
widget_unmapped_cb (HjDraftField *self)
{
  if (self->touched)
    hj_draft_field_commit (self);
}

static void
hj_draft_field_finalize (GObject *object)
{
  HjDraftField *self = HJ_DRAFT_FIELD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->sent, g_free);

  G_OBJECT_CLASS (hj_draft_field_parent_class)->finalize (object);
}

static void
hj_draft_field_class_init (HjDraftFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_draft_field_finalize;

  signals[COMMIT] =
    g_signal_new ("commit",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hj_draft_field_init (HjDraftField *self)
{
  self->shown = g_strdup ("");
}

/**
 * hj_draft_field_attach:
 * @field: the draft's name, as HjDraft says: "finding/2.1.3/reason"
 *
 * Returns: (transfer none): the field, owned by @widget
 */
HjDraftField *
hj_draft_field_attach (GtkWidget  *widget,
                       HjSession  *session,
                       const char *field)
{
  HjDraftField *self;
  GtkEventController *focus;

  g_return_val_if_fail (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget), NULL);
  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_new (HJ_TYPE_DRAFT_FIELD, NULL);
  self->widget = widget;
  self->session = g_object_ref (session);
  self->field = g_strdup (field);

  if (GTK_IS_EDITABLE (widget))
    g_signal_connect_object (widget, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "changed",
                             G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (widget_unmapped_cb), self, G_CONNECT_SWAPPED);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (hj_draft_field_commit), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);

  g_object_set_data_full (G_OBJECT (widget), "hj-draft-field", self, g_object_unref);

  return self;
}

/* The first time, what a crash left behind comes back. */
static gboolean
restore_draft (HjDraftField *self)
{
  const char *draft = hj_draft_get (self->session, self->field);

  if (draft[0] == '\0')
    return FALSE;
  if (g_str_equal (draft, self->shown))
    {
      /* It became an entry after all. */
      hj_draft_set (self->session, self->field, "");
      return FALSE;
    }

  write_text (self, draft);
  set_dirty (self, TRUE);

  return TRUE;
}

void
hj_draft_field_show (HjDraftField *self,
                     const char   *text,
                     gboolean      pending)
{
  g_return_if_fail (HJ_IS_DRAFT_FIELD (self));
  g_return_if_fail (text != NULL);

  if (self->sent != NULL && pending)
    return;

  g_free (self->shown);
  self->shown = g_strdup (text);

  if (self->sent != NULL)
    {
      gboolean kept = g_str_equal (self->sent, text);

      g_clear_pointer (&self->sent, g_free);
      if (!self->dirty && !kept)
        {
          set_dirty (self, TRUE);
          return;
        }
      if (!self->dirty)
        hj_draft_set (self->session, self->field, "");
    }
  if (!self->filled)
    {
      self->filled = TRUE;
      if (restore_draft (self))
        return;
    }
  if (!self->dirty)
    write_text (self, text);
}

/**
 * hj_draft_field_commit:
 *
 * Makes what was typed one entry; nothing if nothing was typed, or if what a crash left behind
 * was not looked at yet.
 */
void
hj_draft_field_commit (HjDraftField *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HJ_IS_DRAFT_FIELD (self));

  if (!self->dirty || !self->touched)
    return;

  text = read_text (self);
  g_strstrip (text);
  if (self->normalize != NULL)
    {
      char *normal = self->normalize (text, self->normalize_data);

      g_free (text);
      text = normal;
    }
  set_dirty (self, FALSE);
  write_text (self, text);
  if (g_str_equal (text, self->shown))
    {
      hj_draft_set (self->session, self->field, "");
      return;
    }

  g_free (self->sent);
  self->sent = g_strdup (text);
  g_signal_emit (self, signals[COMMIT], 0, text);
}

void
hj_draft_field_replace (HjDraftField *self,
                        const char   *text)
{
  g_return_if_fail (HJ_IS_DRAFT_FIELD (self));

  if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget)), text, -1);
  if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_position (GTK_EDITABLE (self->widget), -1);
}

void
hj_draft_field_set_normalize (HjDraftField         *self,
                              HjDraftNormalizeFunc  normalize,
                              gpointer              user_data)
{
  g_return_if_fail (HJ_IS_DRAFT_FIELD (self));

  self->normalize = normalize;
  self->normalize_data = user_data;
}

HjDraftField *
hj_draft_field_get (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "hj-draft-field");
}

void
hj_draft_field_reset (HjDraftField *self)
{
  g_return_if_fail (HJ_IS_DRAFT_FIELD (self));

  g_clear_pointer (&self->sent, g_free);
  set_dirty (self, FALSE);
  self->touched = FALSE;
  self->filled = FALSE;
}

gboolean
hj_draft_field_is_dirty (HjDraftField *self)
{
  g_return_val_if_fail (HJ_IS_DRAFT_FIELD (self), FALSE);

  return self->dirty;
}

char *
hj_draft_field_dup_text (HjDraftField *self)
{
  g_return_val_if_fail (HJ_IS_DRAFT_FIELD (self), NULL);

  return read_text (self);
}
