/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-record-editor"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-record-editor.h"
#include "hj-report.h"

struct _HjRecordEditor
{
  GObject        parent_instance;
  HjSession     *session;
  HjCommandKind  kind;
  char          *id;
  HjCommand     *pending;
  guint          in_flight;
};

enum { CHANGED, FAILED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjRecordEditor, hj_record_editor, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

/* A widget bound to a field of the record. */
typedef struct {
  HjRecordEditor *editor;   /* weak: it may go before the widget does */
  GtkWidget      *widget;
  HjDraftField   *draft;
  gsize           offset;
  char           *name;
  gboolean        setting;
} Binding;

static void
session_changed_cb (HjRecordEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hj_record_editor_dispose (GObject *object)
{
  g_clear_object (&HJ_RECORD_EDITOR (object)->session);

  G_OBJECT_CLASS (hj_record_editor_parent_class)->dispose (object);
}

static void
hj_record_editor_finalize (GObject *object)
{
  HjRecordEditor *self = HJ_RECORD_EDITOR (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->pending, hj_command_free);

  G_OBJECT_CLASS (hj_record_editor_parent_class)->finalize (object);
}

static void
hj_record_editor_class_init (HjRecordEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hj_record_editor_dispose;
  object_class->finalize = hj_record_editor_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hj_record_editor_init (HjRecordEditor *self)
{
}

/**
 * hj_record_editor_new:
 * @kind: which record: %HJ_COMMAND_APPLICANT, VISIT, MATERIAL, OCCUPATION, MEMBER or NOTE
 * @id: its id, "" for those there is one of
 */
HjRecordEditor *
hj_record_editor_new (HjSession     *session,
                      HjCommandKind  kind,
                      const char    *id)
{
  HjRecordEditor *self = g_object_new (HJ_TYPE_RECORD_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->id = g_strdup (id);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

const char *
hj_record_editor_get_id (HjRecordEditor *self)
{
  return self->id;
}

HjSession *
hj_record_editor_get_session (HjRecordEditor *self)
{
  return self->session;
}

gboolean
hj_record_editor_is_pending (HjRecordEditor *self)
{
  return self->in_flight > 0;
}

gpointer
hj_record_editor_get_record (HjCommand *command)
{
  switch (command->kind)
    {
    case HJ_COMMAND_APPLICANT:
      return &command->applicant;

    case HJ_COMMAND_VISIT:
      return &command->visit;

    case HJ_COMMAND_MATERIAL:
      return command->material;

    case HJ_COMMAND_OCCUPATION:
      return command->occupation;

    case HJ_COMMAND_MEMBER:
      return command->member;

    case HJ_COMMAND_NOTE:
      return command->note;

    case HJ_COMMAND_FINDING:
    case HJ_COMMAND_REMOVE_OCCUPATION:
    case HJ_COMMAND_REMOVE_MEMBER:
    case HJ_COMMAND_RECORD:
    case HJ_COMMAND_REMOVE_RECORD:
    case HJ_COMMAND_DECISION:
    case HJ_COMMAND_REMOVE_DECISION:
    case HJ_COMMAND_RELAXATION:
    case HJ_COMMAND_CONCLUSION:
    case HJ_COMMAND_SCHEME:
    default:
      return NULL;
    }
}

static gconstpointer
find_recorded (HjRecordEditor *self)
{
  HjContent *content = hj_session_get_content (self->session);

  switch (self->kind)
    {
    case HJ_COMMAND_APPLICANT:
      return &content->applicant;

    case HJ_COMMAND_VISIT:
      return &content->visit;

    case HJ_COMMAND_MATERIAL:
      return hj_content_find_material (content, self->id);

    case HJ_COMMAND_OCCUPATION:
      return hj_content_find_occupation (content, self->id);

    case HJ_COMMAND_MEMBER:
      return hj_content_find_member (content, self->id);

    case HJ_COMMAND_NOTE:
      return hj_content_find_note (content, self->id);

    case HJ_COMMAND_FINDING:
    case HJ_COMMAND_REMOVE_OCCUPATION:
    case HJ_COMMAND_REMOVE_MEMBER:
    case HJ_COMMAND_RECORD:
    case HJ_COMMAND_REMOVE_RECORD:
    case HJ_COMMAND_DECISION:
    case HJ_COMMAND_REMOVE_DECISION:
    case HJ_COMMAND_RELAXATION:
    case HJ_COMMAND_CONCLUSION:
    case HJ_COMMAND_SCHEME:
    default:
      return NULL;
    }
}

gconstpointer
hj_record_editor_peek (HjRecordEditor *self)
{
  g_return_val_if_fail (HJ_IS_RECORD_EDITOR (self), NULL);

  return self->pending != NULL ? hj_record_editor_get_record (self->pending) : find_recorded (self);
}

static HjCommand *
copy_command (HjCommandKind kind,
              gconstpointer record)
{
  switch (kind)
    {
    case HJ_COMMAND_APPLICANT:
      return hj_command_new_applicant (record);

    case HJ_COMMAND_VISIT:
      return hj_command_new_visit (record);

    case HJ_COMMAND_MATERIAL:
      return hj_command_new_material (record);

    case HJ_COMMAND_OCCUPATION:
      return hj_command_new_occupation (record);

    case HJ_COMMAND_MEMBER:
      return hj_command_new_member (record);

    case HJ_COMMAND_NOTE:
      return hj_command_new_note (record);

    case HJ_COMMAND_FINDING:
    case HJ_COMMAND_REMOVE_OCCUPATION:
    case HJ_COMMAND_REMOVE_MEMBER:
    case HJ_COMMAND_RECORD:
    case HJ_COMMAND_REMOVE_RECORD:
    case HJ_COMMAND_DECISION:
    case HJ_COMMAND_REMOVE_DECISION:
    case HJ_COMMAND_RELAXATION:
    case HJ_COMMAND_CONCLUSION:
    case HJ_COMMAND_SCHEME:
    default:
      return NULL;
    }
}

HjCommand *
hj_record_editor_begin (HjRecordEditor *self)
{
  gconstpointer record = hj_record_editor_peek (self);

  return record != NULL ? copy_command (self->kind, record) : NULL;
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean applied = hj_session_apply_finish (HJ_SESSION (source), result, &error);

  self->in_flight--;
  if (self->in_flight == 0)
    g_clear_pointer (&self->pending, hj_command_free);
  if (!applied)
    g_signal_emit (self, signals[FAILED], 0, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hj_record_editor_submit:
 * @command: (transfer full)
 */
void
hj_record_editor_submit (HjRecordEditor *self,
                         HjCommand      *command,
                         const char     *label)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  g_return_if_fail (HJ_IS_RECORD_EDITOR (self));

  g_ptr_array_add (commands, copy_command (self->kind, hj_record_editor_get_record (command)));
  g_clear_pointer (&self->pending, hj_command_free);
  self->pending = command;
  self->in_flight++;
  hj_session_apply_async (self->session, hj_session_get_recorder (self->session), label, commands, NULL,
                          applied_cb, g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
binding_free (gpointer  data,
              GClosure *closure)
{
  Binding *binding = data;

  g_clear_weak_pointer (&binding->editor);
  g_free (binding->name);
  g_free (binding);
}

static Binding *
binding_new (HjRecordEditor *self,
             GtkWidget      *widget,
             gsize           offset,
             const char     *name)
{
  Binding *binding = g_new0 (Binding, 1);

  g_set_weak_pointer (&binding->editor, self);
  binding->widget = widget;
  binding->offset = offset;
  binding->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return binding;
}

/* Ties a handler to the widget's life; the first one owns the binding. */
static void
connect_binding (gpointer   instance,
                 const char *signal,
                 GCallback   callback,
                 Binding    *binding,
                 gboolean    owned)
{
  GClosure *closure = g_cclosure_new_swap (callback, binding, owned ? binding_free : NULL);

  g_object_watch_closure (G_OBJECT (binding->widget), closure);
  g_signal_connect_closure (instance, signal, closure, FALSE);
}

static void
text_committed_cb (Binding    *binding,
                   const char *text)
{
  HjCommand *command = binding->editor != NULL ? hj_record_editor_begin (binding->editor) : NULL;

  if (command == NULL)
    return;
  hj_str_set (G_STRUCT_MEMBER_P (hj_record_editor_get_record (command), binding->offset), text);
  hj_record_editor_submit (binding->editor, command, binding->name);
}

static void
show_text_cb (Binding *binding)
{
  gconstpointer record = hj_record_editor_peek (binding->editor);

  if (record != NULL)
    hj_draft_field_show (binding->draft, *(char **) G_STRUCT_MEMBER_P (record, binding->offset),
                         hj_record_editor_is_pending (binding->editor));
}

static void
activated_cb (Binding *binding)
{
  hj_draft_field_commit (binding->draft);
}

static void
attach_draft (Binding    *binding,
              const char *draft)
{
  binding->draft = hj_draft_field_attach (binding->widget, binding->editor->session, draft);
  if (GTK_IS_ENTRY (binding->widget))
    connect_binding (binding->widget, "activate", G_CALLBACK (activated_cb), binding, FALSE);
  else if (g_signal_lookup ("entry-activated", G_OBJECT_TYPE (binding->widget)) != 0)
    connect_binding (binding->widget, "entry-activated", G_CALLBACK (activated_cb), binding, FALSE);
}

void
hj_record_editor_bind_text (HjRecordEditor *self,
                            GtkWidget      *widget,
                            const char     *draft,
                            gsize           offset,
                            const char     *name)
{
  Binding *binding = binding_new (self, widget, offset, name);

  attach_draft (binding, draft);
  connect_binding (binding->draft, "commit", G_CALLBACK (text_committed_cb), binding, TRUE);
  connect_binding (self, "changed", G_CALLBACK (show_text_cb), binding, FALSE);
  show_text_cb (binding);
}

static void
show_day_cb (Binding *binding)
{
  gconstpointer record = hj_record_editor_peek (binding->editor);
  g_autofree char *text = NULL;

  if (record == NULL)
    return;
  text = hj_day_format_letter (*(HjDay *) G_STRUCT_MEMBER_P (record, binding->offset));
  hj_draft_field_show (binding->draft, text, hj_record_editor_is_pending (binding->editor));
}

static char *
normalize_day (const char *text,
               gpointer    user_data)
{
  HjDay day = HJ_DAY_NONE;

  return hj_day_parse (text, &day, NULL) ? hj_day_format_letter (day) : g_strdup (text);
}

/* What is no date stays in the field as it was typed, and is told. */
static void
day_committed_cb (Binding    *binding,
                  const char *text)
{
  g_autoptr (GError) error = NULL;
  HjCommand *command;
  HjDay day = HJ_DAY_NONE;

  if (text[0] != '\0' && !hj_day_parse (text, &day, &error))
    {
      gtk_widget_add_css_class (binding->widget, "error");
      hj_report_toast (binding->widget, error->message);
      show_day_cb (binding);
      return;
    }

  gtk_widget_remove_css_class (binding->widget, "error");
  command = binding->editor != NULL ? hj_record_editor_begin (binding->editor) : NULL;
  if (command == NULL)
    return;
  *(HjDay *) G_STRUCT_MEMBER_P (hj_record_editor_get_record (command), binding->offset) = day;
  hj_record_editor_submit (binding->editor, command, binding->name);
}

/**
 * hj_record_editor_bind_day:
 *
 * A date typed in any of the usual ways, 2026-11-5 or 20261105, and shown as 2026年11月5日.
 */
void
hj_record_editor_bind_day (HjRecordEditor *self,
                           GtkWidget      *widget,
                           const char     *draft,
                           gsize           offset,
                           const char     *name)
{
  Binding *binding = binding_new (self, widget, offset, name);

  attach_draft (binding, draft);
  hj_draft_field_set_normalize (binding->draft, normalize_day, NULL);
  connect_binding (binding->draft, "commit", G_CALLBACK (day_committed_cb), binding, TRUE);
  connect_binding (self, "changed", G_CALLBACK (show_day_cb), binding, FALSE);
  show_day_cb (binding);
}

static void
show_flag_cb (Binding *binding)
{
  gconstpointer record = hj_record_editor_peek (binding->editor);

  if (record == NULL)
    return;
  binding->setting = TRUE;
  gtk_switch_set_active (GTK_SWITCH (binding->widget),
                         *(gboolean *) G_STRUCT_MEMBER_P (record, binding->offset));
  binding->setting = FALSE;
}

static void
flag_changed_cb (Binding *binding)
{
  HjCommand *command;

  if (binding->setting)
    return;
  command = binding->editor != NULL ? hj_record_editor_begin (binding->editor) : NULL;
  if (command == NULL)
    return;
  *(gboolean *) G_STRUCT_MEMBER_P (hj_record_editor_get_record (command), binding->offset) =
    gtk_switch_get_active (GTK_SWITCH (binding->widget));
  hj_record_editor_submit (binding->editor, command, binding->name);
}

void
hj_record_editor_bind_flag (HjRecordEditor *self,
                            GtkSwitch      *widget,
                            gsize           offset,
                            const char     *name)
{
  Binding *binding = binding_new (self, GTK_WIDGET (widget), offset, name);

  connect_binding (widget, "notify::active", G_CALLBACK (flag_changed_cb), binding, TRUE);
  connect_binding (self, "changed", G_CALLBACK (show_flag_cb), binding, FALSE);
  show_flag_cb (binding);
}

typedef struct {
  GtkWidget     *widget;
  HjAppliedFunc  done;
} Applying;

static void
command_applied_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Applying *applying = user_data;
  g_autoptr (GError) error = NULL;
  gboolean applied = hj_session_apply_finish (HJ_SESSION (source), result, &error);

  if (!applied)
    hj_report_failure (applying->widget, _("The change was not recorded"), error);
  if (applying->done != NULL)
    applying->done (applying->widget, applied);
  g_object_unref (applying->widget);
  g_free (applying);
}

/**
 * hj_record_apply:
 * @widget: who asks; a failure is told where it stands
 * @commands: (element-type HjCommand): one entry
 */
void
hj_record_apply (GtkWidget     *widget,
                 HjSession     *session,
                 GPtrArray     *commands,
                 const char    *label,
                 HjAppliedFunc  done)
{
  Applying *applying = g_new0 (Applying, 1);

  applying->widget = g_object_ref (widget);
  applying->done = done;
  hj_session_apply_async (session, hj_session_get_recorder (session), label, commands, NULL,
                          command_applied_cb, applying);
}

/* Takes the command. */
void
hj_record_apply_one (GtkWidget     *widget,
                     HjSession     *session,
                     HjCommand     *command,
                     const char    *label,
                     HjAppliedFunc  done)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();

  g_ptr_array_add (commands, command);
  hj_record_apply (widget, session, commands, label, done);
}
