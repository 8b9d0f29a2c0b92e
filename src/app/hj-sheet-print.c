/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-sheet-print"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compat.h"
#include "hj-report.h"
#include "hj-settings.h"
#include "hj-sheet-page.h"

/* One print or export: planned first, then asked where to. */
typedef struct {
  GtkWindow         *window;
  HjPreview         *preview;
  GtkPrintOperation *operation;  /* borrowed: a print's job belongs to its operation */
  char              *name;       /* without suffix */
  GFile             *file;       /* of an export */
  GBytes            *pdf;
  gboolean           done;
} SheetJob;

static void
sheet_job_free (SheetJob *job)
{
  g_clear_object (&job->window);
  g_clear_object (&job->preview);
  g_clear_object (&job->file);
  g_clear_pointer (&job->pdf, g_bytes_unref);
  g_free (job->name);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetJob, sheet_job_free)

/* "宁波喆堃职业技能培训学校 评分表": what the file and the print job are called. */
static char *
dup_name (HjSession      *session,
          HjDocumentKind  kind)
{
  const char *applicant = hj_session_get_content (session)->applicant.name;
  gboolean points = hj_session_get_scheme (session)->kind == HJ_SCHEME_POINTS;
  const char *document = kind == HJ_DOCUMENT_SCORE_SHEET ? (points ? _("Score Sheet") : _("Assessment Sheet"))
                                                         : (points ? _("Deductions") : _("Conditions Not Met"));
  g_autofree char *name = applicant[0] != '\0' ? g_strdup_printf ("%s %s", applicant, document) : g_strdup (document);

  return g_strdelimit (g_steal_pointer (&name), "/\\:*?\"<>|", '_');
}

static SheetJob *
sheet_job_new (GtkWindow      *window,
               HjSession      *session,
               HjDocumentKind  kind)
{
  SheetJob *job = g_new0 (SheetJob, 1);

  job->window = g_object_ref (window);
  job->name = dup_name (session, kind);

  return job;
}

static void
page_drawn_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  SheetJob *job = user_data;
  g_autoptr (GError) error = NULL;

  if (!hj_preview_draw_finish (HJ_PREVIEW (object), result, &error))
    {
      hj_report_failure (GTK_WIDGET (job->window), _("The page could not be printed"), error);
      gtk_print_operation_cancel (job->operation);
    }
  gtk_print_operation_draw_page_finish (job->operation);
}

static void
draw_page_cb (SheetJob        *job,
              GtkPrintContext *context,
              int              page)
{
  gtk_print_operation_set_defer_drawing (job->operation);
  hj_preview_draw_async (job->preview, (guint) page, gtk_print_context_get_cairo_context (context),
                         NULL, page_drawn_cb, job);
}

/* The operation is let go here, and its job with it. */
static void
done_cb (SheetJob                *job,
         GtkPrintOperationResult  outcome)
{
  g_autoptr (GtkPrintOperation) operation = job->operation;
  g_autoptr (GError) error = NULL;

  job->done = TRUE;
  if (outcome == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    hj_report_failure (GTK_WIDGET (job->window), _("Nothing was printed"), error);
}

static GtkPageSetup *
page_setup_new (HjPreview *preview)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  double width_pt, height_pt;

  hj_preview_get_page_size (preview, 0, &width_pt, &height_pt);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, width_pt > height_pt ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                              : GTK_PAGE_ORIENTATION_PORTRAIT);

  return setup;
}

/* Who prints to a file finds it under the applicant's name. */
static GtkPrintSettings *
print_settings_new (SheetJob *job)
{
  GtkPrintSettings *settings = gtk_print_settings_new ();

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, job->name);

  return settings;
}

static void
run_print (SheetJob *job)
{
  g_autoptr (GtkPrintSettings) settings = print_settings_new (job);
  g_autoptr (GtkPageSetup) setup = page_setup_new (job->preview);
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) hj_preview_get_n_pages (job->preview));
  gtk_print_operation_set_job_name (operation, job->name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* The pages carry their own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_swapped (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect_swapped (operation, "done", G_CALLBACK (done_cb), job);
  job->operation = g_object_ref (operation);
  g_object_set_data_full (G_OBJECT (operation), "hj-job", job, (GDestroyNotify) sheet_job_free);

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, job->window, &error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR && !job->done)
    {
      hj_report_failure (GTK_WIDGET (job->window), _("Nothing was printed"), error);
      g_object_unref (job->operation);
    }
}

static void
print_planned_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (SheetJob) job = user_data;
  g_autoptr (GError) error = NULL;

  job->preview = hj_preview_new_finish (result, &error);
  if (job->preview != NULL)
    run_print (g_steal_pointer (&job));
  else
    hj_report_failure (GTK_WIDGET (job->window), _("Nothing was printed"), error);
}

void
hj_sheet_print (GtkWindow      *window,
                HjSession      *session,
                HjDocumentKind  kind)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_preview_new_async (kind, hj_session_get_card (session), NULL,
                        print_planned_cb, sheet_job_new (window, session, kind));
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SheetJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (job->file);

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    gtk_widget_activate_action (GTK_WIDGET (job->window), "win.toast-file", "s", uri);
  else
    hj_report_failure (GTK_WIDGET (job->window), _("The PDF was not written"), error);
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SheetJob) job = user_data;
  GFile *file;
  GBytes *pdf;

  job->file = hj_compat_save_file_finish (result, NULL);
  if (job->file == NULL)
    return;

  /* GIO writes beside the file and renames, and goes through a portal where it must. */
  file = job->file;
  pdf = job->pdf;
  g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                       written_cb, g_steal_pointer (&job));
}

static void
pdf_made_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SheetJob) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = g_strconcat (job->name, ".pdf", NULL);
  GtkWindow *window = job->window;

  job->pdf = hj_preview_to_pdf_finish (HJ_PREVIEW (object), result, &error);
  if (job->pdf == NULL)
    {
      hj_report_failure (GTK_WIDGET (job->window), _("The PDF was not written"), error);
      return;
    }

  folder = hj_settings_dup_folder ();
  hj_compat_save_file (window, _("Export to PDF"), folder, name, _("PDF files"), "pdf", NULL,
                       file_chosen_cb, g_steal_pointer (&job));
}

static void
export_planned_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SheetJob) job = user_data;
  g_autoptr (GError) error = NULL;
  HjPreview *preview;

  preview = job->preview = hj_preview_new_finish (result, &error);
  if (preview != NULL)
    hj_preview_to_pdf_async (preview, NULL, pdf_made_cb, g_steal_pointer (&job));
  else
    hj_report_failure (GTK_WIDGET (job->window), _("The PDF was not written"), error);
}

void
hj_sheet_export (GtkWindow      *window,
                 HjSession      *session,
                 HjDocumentKind  kind)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (HJ_IS_SESSION (session));

  hj_preview_new_async (kind, hj_session_get_card (session), NULL,
                        export_planned_cb, sheet_job_new (window, session, kind));
}
