/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-record-desk"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-draft-field.h"
#include "hj-record-desk.h"
#include "hj-report.h"

#define DESK "hj-record-desk"

struct _HjRecordDesk
{
  GObject     parent_instance;
  HjSession  *session;       /* borrowed: it owns us */
  HjRecords  *seen[HJ_N_RECORD_KINDS];  /* of the last snapshot */
  GHashTable *pending;       /* "kind/id" -> Pending */
  GPtrArray  *order;         /* Pending, borrowed, as they were first put */
};

/* What a record is shown as until its last commit is heard of. */
typedef struct {
  HjRecordKind  kind;
  char         *key;
  char         *id;
  HjRecord     *record;      /* NULL: removed */
  guint         in_flight;
} Pending;

typedef struct {
  HjRecordDesk *self;
  GtkWidget    *widget;
  GPtrArray    *keys;        /* char* */
  char         *draft;
  char         *typed;
} Step;

enum { CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjRecordDesk, hj_record_desk, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
pending_free (Pending *pending)
{
  g_clear_pointer (&pending->record, hj_record_unref);
  g_free (pending->key);
  g_free (pending->id);
  g_free (pending);
}

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_object_unref (step->widget);
  g_ptr_array_unref (step->keys);
  g_free (step->draft);
  g_free (step->typed);
  g_free (step);
}

static char *
dup_key (HjRecordKind  kind,
         const char   *id)
{
  return g_strdup_printf ("%d/%s", (int) kind, id);
}

static Pending *
find_pending (HjRecordDesk *self,
              HjRecordKind  kind,
              const char   *id)
{
  g_autofree char *key = NULL;

  if (self->order->len == 0)
    return NULL;
  key = dup_key (kind, id);

  return g_hash_table_lookup (self->pending, key);
}

static void
drop_pending (HjRecordDesk *self,
              Pending      *pending)
{
  g_ptr_array_remove (self->order, pending);
  g_hash_table_remove (self->pending, pending->key);
}

static void
session_changed_cb (HjRecordDesk *self)
{
  HjContent *content = hj_session_get_content (self->session);

  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      if (self->seen[kind] == content->records[kind])
        continue;
      g_clear_pointer (&self->seen[kind], hj_records_unref);
      self->seen[kind] = hj_records_ref (content->records[kind]);
      g_signal_emit (self, signals[CHANGED], 0, kind);
    }
}

static void
hj_record_desk_finalize (GObject *object)
{
  HjRecordDesk *self = HJ_RECORD_DESK (object);

  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    g_clear_pointer (&self->seen[kind], hj_records_unref);
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);

  G_OBJECT_CLASS (hj_record_desk_parent_class)->finalize (object);
}

static void
hj_record_desk_class_init (HjRecordDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_record_desk_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
hj_record_desk_init (HjRecordDesk *self)
{
  self->order = g_ptr_array_new ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pending_free);
}

HjRecordDesk *
hj_record_desk_get (HjSession *session)
{
  HjRecordDesk *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), DESK);
  if (self != NULL)
    return self;

  self = g_object_new (HJ_TYPE_RECORD_DESK, NULL);
  self->session = session;
  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    self->seen[kind] = hj_records_ref (hj_session_get_content (session)->records[kind]);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (session), DESK, self, g_object_unref);

  return self;
}

const HjRecord *
hj_record_desk_peek (HjRecordDesk *self,
                     HjRecordKind  kind,
                     const char   *id)
{
  const Pending *pending;

  g_return_val_if_fail (HJ_IS_RECORD_DESK (self), NULL);

  pending = find_pending (self, kind, id);
  if (pending != NULL)
    return pending->record;
  if (kind == HJ_RECORD_APPLICANT)
    return hj_content_get_applicant_record (hj_session_get_content (self->session));

  return hj_content_find_record (hj_session_get_content (self->session), kind, id);
}

gboolean
hj_record_desk_is_pending (HjRecordDesk *self,
                           HjRecordKind  kind,
                           const char   *id)
{
  return find_pending (self, kind, id) != NULL;
}

GPtrArray *
hj_record_desk_list_new (HjRecordDesk *self,
                         HjRecordKind  kind)
{
  GPtrArray *rows = g_ptr_array_new ();

  g_return_val_if_fail (HJ_IS_RECORD_DESK (self), rows);

  for (guint i = 0; i < self->order->len; i++)
    {
      const Pending *pending = g_ptr_array_index (self->order, i);

      if (pending->kind == kind && pending->record != NULL &&
          hj_content_find_record (hj_session_get_content (self->session), kind, pending->id) == NULL)
        g_ptr_array_add (rows, pending->record);
    }

  return rows;
}

/* What is pending of a kind is told once, however many rows it is. */
static void
emit_changed (HjRecordDesk *self,
              GPtrArray    *keys)
{
  gboolean told[HJ_N_RECORD_KINDS] = { FALSE, };

  for (guint i = 0; i < keys->len; i++)
    {
      guint64 kind = g_ascii_strtoull (g_ptr_array_index (keys, i), NULL, 10);

      if (kind < HJ_N_RECORD_KINDS && !told[kind])
        {
          told[kind] = TRUE;
          g_signal_emit (self, signals[CHANGED], 0, (int) kind);
        }
    }
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Step *step = user_data;
  HjRecordDesk *self = step->self;
  g_autoptr (GError) error = NULL;
  gboolean applied = hj_session_apply_finish (HJ_SESSION (source), result, &error);

  for (guint i = 0; i < step->keys->len; i++)
    {
      Pending *pending = g_hash_table_lookup (self->pending, g_ptr_array_index (step->keys, i));

      if (pending != NULL && --pending->in_flight == 0)
        drop_pending (self, pending);
    }
  if (!applied)
    {
      if (step->draft != NULL)
        hj_draft_set (HJ_SESSION (source), step->draft, step->typed);
      hj_report_failure (step->widget, _("The change was not recorded"), error);
    }
  emit_changed (self, step->keys);
  step_free (step);
}

static void
add_pending (HjRecordDesk    *self,
             const HjCommand *command,
             GPtrArray       *keys)
{
  gboolean put = command->kind == HJ_COMMAND_RECORD;
  HjRecordKind kind = put ? command->record->kind : command->record_kind;
  const char *id = put ? command->record->id : command->id;
  g_autofree char *key = dup_key (kind, id);
  Pending *pending = g_hash_table_lookup (self->pending, key);

  if (pending == NULL)
    {
      pending = g_new0 (Pending, 1);
      pending->kind = kind;
      pending->id = g_strdup (id);
      pending->key = g_strdup (key);
      g_hash_table_insert (self->pending, pending->key, pending);
      g_ptr_array_add (self->order, pending);
    }
  g_clear_pointer (&pending->record, hj_record_unref);
  if (put)
    pending->record = hj_record_ref (command->record);
  pending->in_flight++;
  g_ptr_array_add (keys, g_steal_pointer (&key));
}

void
hj_record_desk_apply (HjRecordDesk *self,
                      GtkWidget    *widget,
                      GPtrArray    *commands,
                      const char   *label,
                      const char   *draft,
                      const char   *typed)
{
  g_autoptr (GPtrArray) taken = commands;
  Step *step;

  g_return_if_fail (HJ_IS_RECORD_DESK (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (taken->len == 0)
    return;

  step = g_new0 (Step, 1);
  step->self = g_object_ref (self);
  step->widget = g_object_ref (widget);
  step->keys = g_ptr_array_new_with_free_func (g_free);
  step->draft = g_strdup (draft);
  step->typed = g_strdup (typed);
  for (guint i = 0; i < taken->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (taken, i);

      if (command->kind == HJ_COMMAND_RECORD || command->kind == HJ_COMMAND_REMOVE_RECORD)
        add_pending (self, command, step->keys);
    }
  if (draft != NULL)
    hj_draft_drop (self->session, draft);
  hj_session_apply_async (self->session, hj_session_get_recorder (self->session), label, taken, NULL, applied_cb, step);
  emit_changed (self, step->keys);
}

void
hj_record_desk_put (HjRecordDesk *self,
                    GtkWidget    *widget,
                    HjRecord     *record,
                    const char   *label,
                    const char   *draft,
                    const char   *typed)
{
  g_autoptr (HjRecord) taken = record;
  GPtrArray *commands = hj_command_list_new ();

  g_ptr_array_add (commands, hj_command_new_record (taken));
  hj_record_desk_apply (self, widget, commands, label, draft, typed);
}

char *
hj_record_desk_dup_draft (HjRecordKind  kind,
                          const char   *id,
                          const char   *field)
{
  return g_strdup_printf ("record/%s/%s/%s", hj_record_table (kind)->id, id, field);
}
