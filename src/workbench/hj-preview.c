/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-workbench"

#include "config.h"

#include "hj-error.h"
#include "hj-jobs.h"
#include "hj-job-private.h"
#include "hj-lane-private.h"
#include "hj-safe-file.h"

/* A preview's typesetter and document are touched on the documents' lane only:
 * Pango font maps belong to a thread. What the owner asks of them was copied
 * when they were planned. */
struct _HjPreview {
  GObject        parent_instance;

  HjTypesetter  *typesetter;
  HjDocument    *document;
  guint          n_pages;
  double        *sizes;     /* width, height of each page */
};

G_DEFINE_FINAL_TYPE (HjPreview, hj_preview, G_TYPE_OBJECT)

typedef struct {
  GTask         *task;
  GMainContext  *context;
  HjDocumentKind kind;
  HjScoreCard   *card;
  guint          page;
  double         scale;
  gpointer       cairo;
  GBytes        *bytes;
  int            width, height, stride;
  HjPreview     *preview;
  GError        *error;
  void         (*work) (gpointer job);
} Job;

/* One lane for all previews of the program; it lives as long as the program. */
static HjLane *
get_lane (void)
{
  static HjLane *lane;

  if (g_once_init_enter (&lane))
    g_once_init_leave (&lane, hj_lane_new ("hj-documents", NULL, NULL));
  return lane;
}

typedef struct {
  HjTypesetter *typesetter;
  HjDocument   *document;
} Remains;

static void
free_remains (gpointer data)
{
  Remains *remains = data;

  g_clear_pointer (&remains->document, hj_document_free);
  g_clear_pointer (&remains->typesetter, hj_typesetter_free);
  g_free (remains);
}

static void
hj_preview_finalize (GObject *object)
{
  HjPreview *preview = HJ_PREVIEW (object);
  Remains *remains = g_new0 (Remains, 1);

  remains->typesetter = preview->typesetter;
  remains->document = preview->document;
  hj_lane_push (get_lane (), free_remains, remains);
  g_free (preview->sizes);
  G_OBJECT_CLASS (hj_preview_parent_class)->finalize (object);
}

static void
hj_preview_class_init (HjPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hj_preview_finalize;
}

static void
hj_preview_init (HjPreview *preview)
{
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_clear_object (&job->preview);
  g_clear_pointer (&job->card, hj_score_card_unref);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_error (&job->error);
  g_main_context_unref (job->context);
  g_free (job);
}

static gboolean
job_done_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->bytes != NULL)
    {
      g_task_set_task_data (job->task, g_memdup2 (&job->width, 3 * sizeof (int)), g_free);
      g_task_return_pointer (job->task, g_steal_pointer (&job->bytes), (GDestroyNotify) g_bytes_unref);
    }
  else if (g_task_get_source_object (job->task) == NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&job->preview), g_object_unref);
  else
    g_task_return_boolean (job->task, TRUE);
  return G_SOURCE_REMOVE;
}

/* On the lane; the rest of the job is let go where it was asked for. */
static void
run_job (gpointer data)
{
  Job *job = data;

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error))
    job->work (job);
  hj_lane_return (job->context, job_done_cb, job, free_job);
}

static Job *
new_job (HjPreview            *preview,
         void                (*work) (gpointer job),
         GCancellable         *cancellable,
         GAsyncReadyCallback   callback,
         gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (preview, cancellable, callback, user_data);
  g_task_set_check_cancellable (job->task, FALSE);
  job->context = g_main_context_ref_thread_default ();
  g_set_object (&job->preview, preview);
  job->work = work;
  return job;
}

static void
plan_work (gpointer data)
{
  Job *job = data;
  HjPreview *preview = job->preview;

  preview->typesetter = hj_typesetter_new (&job->error);
  if (preview->typesetter != NULL)
    preview->document = hj_document_plan (preview->typesetter,
                                          job->kind,
                                          job->card,
                                          g_task_get_cancellable (job->task),
                                          &job->error);
  if (preview->document == NULL)
    return;
  preview->n_pages = hj_document_get_n_pages (preview->document);
  preview->sizes = g_new0 (double, 2 * MAX (preview->n_pages, 1));
  for (guint i = 0; i < preview->n_pages; i++)
    hj_document_get_page_size (preview->document, i, &preview->sizes[2 * i], &preview->sizes[2 * i + 1]);
}

/**
 * hj_preview_new_async:
 * @card: holds the content too
 *
 * Plans a document on the documents' worker.
 */
void
hj_preview_new_async (HjDocumentKind       kind,
                      HjScoreCard         *card,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Job *job;

  g_return_if_fail (card != NULL);

  job = new_job (NULL, plan_work, cancellable, callback, user_data);
  job->kind = kind;
  job->card = hj_score_card_ref (card);
  job->preview = g_object_new (HJ_TYPE_PREVIEW, NULL);
  hj_lane_push (get_lane (), run_job, job);
}

HjPreview *
hj_preview_new_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
hj_preview_get_n_pages (HjPreview *preview)
{
  g_return_val_if_fail (HJ_IS_PREVIEW (preview), 0);

  return preview->n_pages;
}

void
hj_preview_get_page_size (HjPreview *preview,
                          guint      page,
                          double    *width_pt,
                          double    *height_pt)
{
  g_return_if_fail (HJ_IS_PREVIEW (preview));
  g_return_if_fail (page < preview->n_pages);

  *width_pt = preview->sizes[2 * page];
  *height_pt = preview->sizes[2 * page + 1];
}

static void
render_work (gpointer data)
{
  Job *job = data;

  job->bytes = hj_document_render_page (job->preview->document,
                                        job->page,
                                        job->scale,
                                        &job->width,
                                        &job->height,
                                        &job->stride,
                                        &job->error);
}

void
hj_preview_render_async (HjPreview           *preview,
                         guint                page,
                         double               scale,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Job *job;

  g_return_if_fail (HJ_IS_PREVIEW (preview));
  g_return_if_fail (page < preview->n_pages);

  job = new_job (preview, render_work, cancellable, callback, user_data);
  job->page = page;
  job->scale = scale;
  hj_lane_push (get_lane (), run_job, job);
}

GBytes *
hj_preview_render_finish (HjPreview     *preview,
                          GAsyncResult  *result,
                          int           *width,
                          int           *height,
                          int           *stride,
                          GError       **error)
{
  const int *size;
  GBytes *bytes;

  g_return_val_if_fail (g_task_is_valid (result, preview), NULL);

  bytes = g_task_propagate_pointer (G_TASK (result), error);
  size = g_task_get_task_data (G_TASK (result));
  if (bytes == NULL || size == NULL)
    return bytes;
  *width = size[0];
  *height = size[1];
  *stride = size[2];
  return bytes;
}

static void
pdf_work (gpointer data)
{
  Job *job = data;

  job->bytes = hj_document_to_pdf (job->preview->document, g_task_get_cancellable (job->task), &job->error);
}

void
hj_preview_to_pdf_async (HjPreview           *preview,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (HJ_IS_PREVIEW (preview));

  hj_lane_push (get_lane (), run_job, new_job (preview, pdf_work, cancellable, callback, user_data));
}

GBytes *
hj_preview_to_pdf_finish (HjPreview     *preview,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, preview), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
draw_work (gpointer data)
{
  Job *job = data;

  hj_document_draw_page (job->preview->document, job->page, job->cairo);
}

void
hj_preview_draw_async (HjPreview           *preview,
                       guint                page,
                       gpointer             cairo,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Job *job;

  g_return_if_fail (HJ_IS_PREVIEW (preview));
  g_return_if_fail (page < preview->n_pages && cairo != NULL);

  job = new_job (preview, draw_work, cancellable, callback, user_data);
  job->page = page;
  job->cairo = cairo;
  hj_lane_push (get_lane (), run_job, job);
}

gboolean
hj_preview_draw_finish (HjPreview     *preview,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, preview), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hj_job_write_document:
 *
 * Plans and writes one document on the calling thread; the file is there whole or not at all.
 */
gboolean
hj_job_write_document (HjDocumentKind   kind,
                       HjScoreCard     *card,
                       const char      *path,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (HjTypesetter) typesetter = NULL;
  g_autoptr (HjDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (card != NULL && path != NULL, FALSE);

  if (!hj_job_check_target (path, error))
    return FALSE;
  typesetter = hj_typesetter_new (error);
  if (typesetter == NULL)
    return FALSE;
  document = hj_document_plan (typesetter, kind, card, cancellable, error);
  if (document == NULL)
    return FALSE;
  pdf = hj_document_to_pdf (document, cancellable, error);
  return pdf != NULL && hj_safe_file_write (path, pdf, 0, NULL, NULL, cancellable, error);
}
