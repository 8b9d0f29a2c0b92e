/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-remark-board"

#include "config.h"

#include "hj-clock.h"
#include "hj-forms.h"
#include "hj-release.h"
#include "hj-remark-board.h"

#define BOARD "hj-remark-board"
/* Several commits in a row are looked through once. */
#define PATIENCE_MS 120

/* What was found in one content; made in a thread, then only read. */
typedef struct {
  GHashTable *by_row;     /* "kind/id" -> GPtrArray of HjRemark */
  GHashTable *by_form;    /* form id -> Count */
} Findings;

typedef struct { guint remarks, rows; } Count;

struct _HjRemarkBoard
{
  GObject    parent_instance;
  HjSession *session;      /* borrowed: it owns us */
  HjRecords *seen[HJ_N_RECORD_KINDS];
  HjDay      day;
  Findings  *findings;
  GSourceFunc start;       /* looks through, once patience is over */
  guint      timeout;
  gboolean   running;
  gboolean   again;
};

enum { CHANGED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjRemarkBoard, hj_remark_board, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static char *
dup_key (HjRecordKind  kind,
         const char   *id)
{
  return g_strdup_printf ("%d/%s", (int) kind, id);
}

static void
findings_free (Findings *findings)
{
  g_hash_table_unref (findings->by_row);
  g_hash_table_unref (findings->by_form);
  g_free (findings);
}

static void
sort_by_row (Findings  *findings,
             GPtrArray *remarks)
{
  /* Each goes to its row. */
  g_ptr_array_set_free_func (remarks, NULL);
  for (guint i = 0; i < remarks->len; i++)
    {
      HjRemark *remark = g_ptr_array_index (remarks, i);
      g_autofree char *key = dup_key (remark->kind, remark->id);
      GPtrArray *row = g_hash_table_lookup (findings->by_row, key);

      if (row == NULL)
        {
          row = g_ptr_array_new_with_free_func ((GDestroyNotify) hj_remark_free);
          g_hash_table_insert (findings->by_row, g_steal_pointer (&key), row);
        }
      g_ptr_array_add (row, remark);
    }
}

static void
count_form (Findings        *findings,
            const HjContent *content,
            const HjForm    *form)
{
  const HjRecords *records = content->records[form->record];
  Count *count = g_new0 (Count, 1);

  for (guint i = 0; i < records->rows->len; i++)
    {
      const HjRecord *record = g_ptr_array_index (records->rows, i);
      g_autofree char *key = NULL;
      const GPtrArray *remarks;

      if (!hj_forms_takes (content->scheme, form, record, NULL))
        continue;
      count->rows++;
      key = dup_key (record->kind, record->id);
      remarks = g_hash_table_lookup (findings->by_row, key);
      count->remarks += remarks != NULL ? remarks->len : 0;
    }
  g_hash_table_insert (findings->by_form, g_strdup (form->id), count);
}

static void
look_through (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  HjContent **given = task_data;
  g_autoptr (HjContent) content = g_steal_pointer (given);
  Findings *findings = g_new0 (Findings, 1);
  g_autoptr (GPtrArray) remarks = hj_content_remarks (content, hj_remark_board_day (content));
  g_autoptr (GPtrArray) forms = hj_forms_list (content->scheme);

  findings->by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  findings->by_form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sort_by_row (findings, remarks);
  for (guint i = 0; i < forms->len; i++)
    count_form (findings, content, g_ptr_array_index (forms, i));

  g_task_return_pointer (task, findings, (GDestroyNotify) findings_free);
}

static void
schedule (HjRemarkBoard *self,
          guint          delay)
{
  if (self->running)
    self->again = TRUE;
  else if (self->timeout == 0)
    self->timeout = g_timeout_add (delay, self->start, self);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjRemarkBoard) self = user_data;
  Findings *findings = g_task_propagate_pointer (G_TASK (result), NULL);

  self->running = FALSE;
  hj_release (self->findings, (GDestroyNotify) findings_free);
  self->findings = findings;
  if (self->again && self->session != NULL)
    schedule (self, PATIENCE_MS);
  self->again = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
start_cb (gpointer user_data)
{
  HjRemarkBoard *self = user_data;
  /* The board is no source of the task: the thread might be the last to let go of it. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, looked_cb, g_object_ref (self));
  HjContent **given = g_new0 (HjContent *, 1);

  self->timeout = 0;
  self->running = TRUE;
  /* The thread lets go of it: it may be the last to hold what it looked at. */
  *given = hj_content_ref (hj_session_get_content (self->session));
  g_task_set_task_data (task, given, g_free);
  g_task_run_in_thread (task, look_through);

  return G_SOURCE_REMOVE;
}

static gboolean
take_records (HjRemarkBoard *self)
{
  HjContent *content = hj_session_get_content (self->session);
  HjDay day = hj_remark_board_day (content);
  gboolean changed = day != self->day;

  self->day = day;
  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    {
      if (self->seen[kind] == content->records[kind])
        continue;
      g_clear_pointer (&self->seen[kind], hj_records_unref);
      self->seen[kind] = hj_records_ref (content->records[kind]);
      changed = TRUE;
    }

  return changed;
}

static void
session_changed_cb (HjRemarkBoard *self)
{
  if (take_records (self))
    schedule (self, PATIENCE_MS);
}

static void
session_gone_cb (gpointer  data,
                 GObject  *session)
{
  HjRemarkBoard *self = data;

  self->session = NULL;
  g_clear_handle_id (&self->timeout, g_source_remove);
}

static void
hj_remark_board_finalize (GObject *object)
{
  HjRemarkBoard *self = HJ_REMARK_BOARD (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  for (int kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
    g_clear_pointer (&self->seen[kind], hj_records_unref);
  g_clear_pointer (&self->findings, findings_free);

  G_OBJECT_CLASS (hj_remark_board_parent_class)->finalize (object);
}

static void
hj_remark_board_class_init (HjRemarkBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_remark_board_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hj_remark_board_init (HjRemarkBoard *self)
{
  self->start = start_cb;
}

HjDay
hj_remark_board_day (const HjContent *content)
{
  return content->visit.from != HJ_DAY_NONE ? content->visit.from : hj_clock_today ();
}

HjRemarkBoard *
hj_remark_board_get (HjSession *session)
{
  HjRemarkBoard *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), BOARD);
  if (self != NULL)
    return self;

  self = g_object_new (HJ_TYPE_REMARK_BOARD, NULL);
  self->session = session;
  g_object_weak_ref (G_OBJECT (session), session_gone_cb, self);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (session), BOARD, self, g_object_unref);
  take_records (self);
  schedule (self, 0);

  return self;
}

GPtrArray *
hj_remark_board_lookup (HjRemarkBoard *self,
                        HjRecordKind   kind,
                        const char    *id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (HJ_IS_REMARK_BOARD (self), NULL);

  if (self->findings == NULL || g_hash_table_size (self->findings->by_row) == 0)
    return NULL;
  key = dup_key (kind, id);

  return g_hash_table_lookup (self->findings->by_row, key);
}

static const Count *
find_count (HjRemarkBoard *self,
            const char    *form)
{
  return self->findings != NULL ? g_hash_table_lookup (self->findings->by_form, form) : NULL;
}

guint
hj_remark_board_count (HjRemarkBoard *self,
                       const char    *form)
{
  const Count *count;

  g_return_val_if_fail (HJ_IS_REMARK_BOARD (self), 0);

  count = find_count (self, form);

  return count != NULL ? count->remarks : 0;
}

guint
hj_remark_board_count_rows (HjRemarkBoard *self,
                            const char    *form)
{
  const Count *count;

  g_return_val_if_fail (HJ_IS_REMARK_BOARD (self), 0);

  count = find_count (self, form);

  return count != NULL ? count->rows : 0;
}

gboolean
hj_remark_board_is_busy (HjRemarkBoard *self)
{
  g_return_val_if_fail (HJ_IS_REMARK_BOARD (self), FALSE);

  return self->running || self->timeout != 0;
}
