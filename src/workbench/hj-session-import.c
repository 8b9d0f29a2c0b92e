/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-error.h"
#include "hj-relay-private.h"
#include "hj-safe-file.h"
#include "hj-session-private.h"

/* A file is read and compared on a thread of its own; what was chosen of it is
 * applied by the writer as one step. */

/* ---- Reading ------------------------------------------------------------ */

typedef struct {
  HjContent         *content;
  char              *path;
  HjSession         *session;  /* borrowed: the task holds it */
  HjRelay           *relay;
  HjSessionProgress  func;
  gpointer           func_data;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  hj_content_unref (reading->content);
  g_free (reading->path);
  hj_relay_unref (reading->relay);
  g_free (reading);
}

static void
progressed_cb (double   done,
               gpointer data)
{
  Reading *reading = data;

  reading->func (reading->session, done, reading->func_data);
}

static HjImportPlan *
read_plan (HjContent     *content,
           const char    *path,
           HjProgress     progress,
           gpointer       progress_data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GBytes) bytes = hj_safe_file_read (path, HJ_EXCHANGE_MAX_BYTES, cancellable, error);
  g_autofree char *name = g_filename_display_basename (path);

  if (bytes == NULL)
    return NULL;
  return hj_import_read (bytes, name, content, progress, progress_data, cancellable, error);
}

/**
 * hj_session_read_import:
 *
 * Returns: (transfer full): what the file would change; nothing is changed yet
 */
HjImportPlan *
hj_session_read_import (HjSession     *session,
                        const char    *path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session) && path != NULL, NULL);

  return read_plan (session->view.content, path, NULL, NULL, cancellable, error);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  HjImportPlan *plan = read_plan (reading->content, reading->path, hj_relay_report, reading->relay, cancellable, &error);

  hj_relay_finish (reading->relay);
  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) hj_import_plan_unref);
  else
    g_task_return_error (task, error);
}

/* The task that names the session stays with its owner: a thread that let go of it
 * last would have to end the session itself. */
static void
plan_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  HjImportPlan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) hj_import_plan_unref);
  else
    g_task_return_error (task, error);
}

/**
 * hj_session_read_import_async:
 * @progress: (nullable): called in the session's context, never after the callback
 */
void
hj_session_read_import_async (HjSession           *session,
                              const char          *path,
                              HjSessionProgress    progress,
                              gpointer             progress_data,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) read = NULL;
  GTask *task;
  Reading *reading;

  g_return_if_fail (HJ_IS_SESSION (session) && path != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, hj_session_read_import_async);
  read = g_task_new (NULL, cancellable, plan_read_cb, task);
  reading = g_new0 (Reading, 1);
  reading->content = hj_content_ref (session->view.content);
  reading->path = g_strdup (path);
  reading->session = session;
  reading->relay = hj_relay_new (session->context, progress != NULL ? progressed_cb : NULL, reading);
  reading->func = progress;
  reading->func_data = progress_data;
  g_task_set_task_data (read, reading, free_reading);
  g_task_run_in_thread (read, read_in_thread);
}

HjImportPlan *
hj_session_read_import_finish (HjSession     *session,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Applying ----------------------------------------------------------- */

/* What was chosen of a plan. */
typedef struct {
  HjRecord  *record;   /* as it would be */
  GPtrArray *fields;   /* ids of the fields that the file says something new of; NULL: all of them */
  char      *place;
} ChosenRow;

typedef struct {
  HjContent *content;  /* that the plan was matched with */
  char      *source;
  GPtrArray *rows;     /* ChosenRow: of tables */
  GPtrArray *commands; /* HjCommand: of everything chosen */
} Chosen;

static void
free_row (gpointer data)
{
  ChosenRow *row = data;

  hj_record_unref (row->record);
  g_clear_pointer (&row->fields, g_ptr_array_unref);
  g_free (row->place);
  g_free (row);
}

static void
free_chosen (Chosen *chosen)
{
  hj_content_unref (chosen->content);
  g_free (chosen->source);
  g_ptr_array_unref (chosen->rows);
  g_ptr_array_unref (chosen->commands);
  g_free (chosen);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Chosen, free_chosen)

static Chosen *
copy_chosen (const HjImportPlan *plan)
{
  Chosen *chosen = g_new0 (Chosen, 1);

  chosen->content = hj_content_ref (plan->content);
  chosen->source = g_strdup (plan->source);
  chosen->rows = g_ptr_array_new_with_free_func (free_row);
  chosen->commands = hj_import_plan_commands (plan);
  for (guint i = 0; i < plan->rows->len; i++)
    {
      const HjImportRow *row = g_ptr_array_index (plan->rows, i);
      ChosenRow *copy;

      if (!row->chosen || row->record == NULL || (row->state != HJ_IMPORT_NEW && row->state != HJ_IMPORT_CHANGED))
        continue;
      copy = g_new0 (ChosenRow, 1);
      copy->record = hj_record_ref (row->record);
      copy->fields = row->state == HJ_IMPORT_CHANGED ? g_ptr_array_copy (row->fields, NULL, NULL) : NULL;
      copy->place = g_strdup (row->place);
      g_ptr_array_add (chosen->rows, copy);
    }
  return chosen;
}

/* What the file says of a row, without what the dossier said when they were compared. */
static HjRecord *
dup_offer (const ChosenRow *row,
           HjContent       *content)
{
  HjRecord *offer;

  if (row->fields == NULL || hj_content_find_record (content, row->record->kind, row->record->id) == NULL)
    {
      offer = hj_record_copy (row->record);
      /* Where it stands is found anew: others may have come to stand there. */
      offer->position = 0;
      return offer;
    }
  offer = hj_record_new (row->record->kind, row->record->id);
  for (guint i = 0; i < row->fields->len; i++)
    {
      const char *field = g_ptr_array_index (row->fields, i);

      hj_record_set (offer, field, hj_record_get (row->record, field));
    }
  return offer;
}

/* The dossier has changed since the file was compared with it: what was chosen
 * stays chosen, and is matched with what there is now. */
static GPtrArray *
match_again (const Chosen *chosen,
             HjContent    *content)
{
  HjImportPlan *plan = hj_import_plan_new (content, chosen->source);
  GPtrArray *commands;

  for (guint i = 0; i < chosen->rows->len; i++)
    {
      const ChosenRow *row = g_ptr_array_index (chosen->rows, i);

      hj_import_plan_offer (plan, dup_offer (row, content), row->place, NULL);
    }
  commands = hj_import_plan_commands (plan);
  hj_import_plan_unref (plan);
  for (guint i = 0; i < chosen->commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (chosen->commands, i);

      if (command->kind != HJ_COMMAND_RECORD)
        g_ptr_array_add (commands, hj_command_copy (command));
    }
  return commands;
}

static gboolean
is_of_another (const char *expert,
               const char *recorder)
{
  return *recorder != '\0' && g_strcmp0 (expert, recorder) != 0;
}

/* A dossier's own form brings what several experts said: an act of the panel, not of whoever imports it. */
static gboolean
needs_panel (GPtrArray  *commands,
             const char *recorder)
{
  for (guint i = 0; i < commands->len; i++)
    {
      const HjCommand *command = g_ptr_array_index (commands, i);

      if ((command->finding != NULL && is_of_another (command->finding->expert, recorder)) ||
          (command->note != NULL && is_of_another (command->note->expert, recorder)) ||
          (command->decision != NULL && is_of_another (command->decision->expert, recorder)))
        return TRUE;
    }
  return FALSE;
}

/* On the writer. */
static gboolean
apply_import_op (HjSession  *session,
                 HjOp       *op,
                 GError    **error)
{
  /* Let go of here: tens of thousands of rows take longer than a frame. */
  g_autoptr (HjImportPlan) plan = g_steal_pointer (&op->data);
  g_autoptr (Chosen) chosen = copy_chosen (plan);
  g_autoptr (HjContent) content = NULL;
  g_autoptr (GPtrArray) commands = NULL;
  gboolean ok;

  if (!hj_session_check_writable (session, error) ||
      (content = hj_store_load (session->store, session->scheme, error)) == NULL)
    return FALSE;
  if (g_strcmp0 (content->scheme->digest, chosen->content->scheme->digest) != 0)
    {
      g_set_error_literal (error, HJ_ERROR, HJ_ERROR_CHANGED,
                           _("The dossier was moved to another edition since the file was read. Nothing was changed; "
                             "read the file again."));
      return FALSE;
    }
  commands = g_str_equal (content->digest, chosen->content->digest) ? g_ptr_array_ref (chosen->commands)
                                                                   : match_again (chosen, content);
  if (commands->len == 0)
    return TRUE;
  if (!hj_session_check_commands (session, commands, error) || !hj_session_prepare_change (session, error))
    return FALSE;
  ok = needs_panel (commands, op->author)
       ? hj_store_apply_as_panel (session->store, op->author, op->label, commands, error)
       : hj_store_apply (session->store, op->author, op->label, commands, error);
  if (ok)
    hj_session_refresh_after_commit (session);
  return ok;
}

static void
release_plan (gpointer plan)
{
  if (plan != NULL)
    hj_import_plan_unref (plan);
}

static HjOp *
new_import_op (HjSession    *session,
               HjImportPlan *plan)
{
  HjOp *op = hj_op_new (session, apply_import_op);

  op->author = g_strdup (session->recorder);
  /* Translators: a step that can be undone; %s is a file's name */
  op->label = g_strdup_printf (_("Import of %s"), plan->source);
  op->data = hj_import_plan_ref (plan);
  op->free_data = release_plan;
  return op;
}

gboolean
hj_session_apply_import (HjSession     *session,
                         HjImportPlan  *plan,
                         GError       **error)
{
  g_return_val_if_fail (HJ_IS_SESSION (session) && plan != NULL, FALSE);

  return hj_op_run (new_import_op (session, plan), session->writer, error);
}

/**
 * hj_session_apply_import_async:
 * @plan: to be left alone until the callback; its choices are read by the writer
 */
void
hj_session_apply_import_async (HjSession           *session,
                               HjImportPlan        *plan,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (HJ_IS_SESSION (session) && plan != NULL);

  hj_op_start (new_import_op (session, plan),
               session->writer,
               g_task_new (session, cancellable, callback, user_data));
}

gboolean
hj_session_apply_import_finish (HjSession     *session,
                                GAsyncResult  *result,
                                GError       **error)
{
  return hj_session_apply_finish (session, result, error);
}
