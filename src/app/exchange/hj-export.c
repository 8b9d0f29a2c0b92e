/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-export"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compat.h"
#include "hj-export.h"
#include "hj-import-window.h"
#include "hj-picker.h"
#include "hj-report.h"
#include "hj-schemes.h"
#include "hj-session-exchange.h"
#include "hj-settings.h"

/* What takes longer than this shows how far it is, and can be cancelled. */
#define PATIENCE_MS 500

/* A piece of work between the question and what came of it; counted, since while a file is written both the writing
 * and the window that shows it have it. */
typedef struct {
  GtkWindow    *window;
  HjSession    *session;   /* (nullable) */
  HjContent    *content;
  char         *suffix;
  HjRecordKind  table;
  gboolean      empty;
  GtkWidget    *choice;    /* a drop-down in a question */
  GCancellable *writing;   /* stops what is being written */
  GCancellable *showing;   /* takes the window away that shows how far it is */
  GtkWidget    *progress;  /* in that window */
  guint         patience_id;
} Job;

static Job *
job_new (GtkWindow  *window,
         HjSession  *session,
         HjContent  *content,
         const char *suffix)
{
  Job *job = g_rc_box_new0 (Job);

  job->window = g_object_ref (window);
  job->session = session != NULL ? g_object_ref (session) : NULL;
  job->content = content != NULL ? hj_content_ref (content) : NULL;
  job->suffix = g_strdup (suffix);

  return job;
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_handle_id (&job->patience_id, g_source_remove);
  g_clear_object (&job->writing);
  g_clear_object (&job->showing);
  g_clear_object (&job->progress);
  g_clear_object (&job->choice);
  g_clear_object (&job->window);
  g_clear_object (&job->session);
  g_clear_pointer (&job->content, hj_content_unref);
  g_free (job->suffix);
}

static void
job_unref (Job *job)
{
  g_rc_box_release_full (job, job_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

void
hj_exchange_import_file (GtkWindow *window,
                         HjSession *session,
                         GFile     *file)
{
  g_autofree char *path = NULL;
  HjImportWindow *preview;

  g_return_if_fail (GTK_IS_WINDOW (window) && HJ_IS_SESSION (session) && G_IS_FILE (file));

  preview = hj_import_window_new (window, session);
  gtk_window_present (GTK_WINDOW (preview));
  path = g_file_get_path (file);
  if (path != NULL)
    hj_import_window_read (preview, path);
  else
    hj_import_window_show_failure (preview, _("The file does not lie in a folder of this computer. Copy it to one first."));
}

static void
import_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = hj_compat_open_file_finish (result, NULL);

  if (file != NULL && gtk_widget_get_mapped (GTK_WIDGET (job->window)))
    hj_exchange_import_file (job->window, job->session, file);
}

void
hj_exchange_import (GtkWindow *window,
                    HjSession *session)
{
  g_autoptr (GFile) folder = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window) && HJ_IS_SESSION (session));

  folder = hj_settings_dup_folder ();
  hj_compat_open_file (window, _("Import an Application"), folder, _("Workbooks, Word forms, CSV, XML"),
                       "xlsx|docx|csv|xml", NULL, import_chosen_cb, job_new (window, session, NULL, NULL));
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  gboolean exported = hj_job_export_finish (result, &error);

  g_clear_handle_id (&job->patience_id, g_source_remove);
  g_clear_object (&job->writing);
  g_cancellable_cancel (job->showing);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hj_report_toast (GTK_WIDGET (job->window), _("Cancelled; no file was written."));
  else if (!exported)
    hj_report_failure (GTK_WIDGET (job->window), _("The file was not written"), error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (job->window)))
    gtk_widget_activate_action (GTK_WIDGET (job->window), "win.toast-file", "s", job->suffix);
}

static void
progress_cb (double   done,
             gpointer user_data)
{
  Job *job = user_data;

  if (job->progress != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (job->progress), CLAMP (done, 0, 1));
}

/* The window is gone: by the user, who wants no file, or because the file is there. */
static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Job) job = user_data;

  g_cancellable_cancel (job->writing);
}

static gboolean
patience_cb (gpointer user_data)
{
  Job *job = user_data;
  HjChoice choices[] = { { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT }, { NULL, } };
  g_autoptr (GFile) file = g_file_new_for_uri (job->suffix);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);

  job->patience_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (job->window)))
    return G_SOURCE_REMOVE;
  job->showing = g_cancellable_new ();
  job->progress = g_object_ref_sink (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (job->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How far it is"), -1);
  hj_compat_choose (job->window, _("Writing…"), shown, job->progress, choices, job->showing, shown_cb, g_rc_box_acquire (job));

  return G_SOURCE_REMOVE;
}

/* Takes the job. */
static void
write_to (Job        *job,
          GFile      *file,
          const char *path)
{
  HjContent *content = job->content;

  /* The state of now, not of when the question was asked. */
  if (job->session != NULL && hj_session_get_content (job->session) != NULL)
    content = hj_session_get_content (job->session);
  g_free (job->suffix);
  job->suffix = g_file_get_uri (file);
  job->writing = g_cancellable_new ();
  job->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, job);
  hj_job_export_async (content, path, job->table, job->empty, progress_cb, job, job->writing, exported_cb, job);
}

/* The name as it was typed, or with the ending that was forgotten, unless that would take the place of a file that
 * nobody was asked about. */
static GFile *
complete_name (GFile      *file,
               const char *suffix)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *whole = path != NULL ? g_strdup_printf ("%s.%s", path, suffix) : NULL;
  HjFormat format;

  if (path == NULL || hj_format_from_path (path, &format) || g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_object_ref (file);

  return g_file_new_for_path (whole);
}

static void
target_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = hj_compat_save_file_finish (result, NULL);
  g_autoptr (GFile) whole = file != NULL ? complete_name (file, job->suffix) : NULL;
  g_autofree char *path = whole != NULL ? g_file_get_path (whole) : NULL;

  if (path != NULL)
    write_to (g_steal_pointer (&job), whole, path);
}

static const char *
format_name (const char *suffix)
{
  if (g_str_equal (suffix, "xlsx"))
    return _("Workbooks");
  if (g_str_equal (suffix, "docx"))
    return _("Word forms");
  if (g_str_equal (suffix, "csv"))
    return _("CSV tables");

  return _("XML files");
}

/* Takes the job. */
static void
ask_target (Job        *job,
            const char *title,
            const char *stem)
{
  g_autoptr (GFile) folder = hj_settings_dup_folder ();
  g_autofree char *name = g_strdup_printf ("%s.%s", stem, job->suffix);

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  hj_compat_save_file (job->window, title, folder, name, format_name (job->suffix), job->suffix, NULL,
                       target_chosen_cb, job);
}

static const char *
dossier_stem (HjSession *session)
{
  const HjContent *content = hj_session_get_content (session);

  return content->applicant.name[0] != '\0' ? content->applicant.name : _("Applicant without a name");
}

void
hj_exchange_export (GtkWindow  *window,
                    HjSession  *session,
                    const char *suffix)
{
  g_return_if_fail (GTK_IS_WINDOW (window) && HJ_IS_SESSION (session));

  ask_target (job_new (window, session, hj_session_get_content (session), suffix), _("Export"), dossier_stem (session));
}

static void
table_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autofree char *answer = hj_compat_choose_finish (result, NULL);
  const HjRecordTable *table;
  g_autofree char *stem = NULL;

  if (g_strcmp0 (answer, "export") != 0)
    return;
  table = hj_record_table_find (hj_picker_get (GTK_DROP_DOWN (job->choice)));
  if (table == NULL)
    return;
  job->table = table->kind;
  stem = g_strdup_printf ("%s-%s", dossier_stem (job->session), table->label);
  ask_target (g_steal_pointer (&job), _("Export a Table"), stem);
}

static GtkWidget *
make_choice (GPtrArray  *ids,
             GPtrArray  *labels,
             const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  hj_picker_take_long_labels (GTK_DROP_DOWN (choice));
  hj_picker_fill (GTK_DROP_DOWN (choice), (const char *const *) ids->pdata, (const char *const *) labels->pdata, name);

  return choice;
}

/* The tables that hold anything; all of them where none does. */
static GtkWidget *
make_table_choice (HjContent *content)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint pass = 0; pass < 2 && ids->len == 0; pass++)
    for (HjRecordKind kind = 0; kind < HJ_N_RECORD_KINDS; kind++)
      if (pass == 1 || (!hj_record_table (kind)->single && content->records[kind]->rows->len > 0))
        {
          g_ptr_array_add (ids, (gpointer) hj_record_table (kind)->id);
          g_ptr_array_add (labels, (gpointer) hj_record_table (kind)->label);
        }

  return make_choice (ids, labels, _("Table"));
}

void
hj_exchange_export_table (GtkWindow *window,
                          HjSession *session)
{
  HjChoice choices[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "export", _("_Export…"), ADW_RESPONSE_SUGGESTED },
    { NULL, },
  };
  Job *job;

  g_return_if_fail (GTK_IS_WINDOW (window) && HJ_IS_SESSION (session));

  job = job_new (window, session, hj_session_get_content (session), "csv");
  job->choice = g_object_ref_sink (make_table_choice (hj_session_get_content (session)));
  hj_compat_choose (window, _("Export a Table"), _("As CSV, which any spreadsheet opens."), job->choice, choices, NULL,
                    table_chosen_cb, job);
}

void
hj_exchange_empty_form (GtkWindow  *window,
                        HjScheme   *scheme,
                        const char *suffix)
{
  g_autoptr (HjContent) content = NULL;
  Job *job;
  g_autofree char *stem = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window) && scheme != NULL);

  content = hj_content_new (scheme);
  stem = g_strdup_printf (_("Application form, %s"), scheme->short_title);
  job = job_new (window, NULL, content, suffix);
  job->empty = TRUE;
  ask_target (job, _("Empty Application Form"), stem);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_schemes_load_finish (result, &error);

  if (scheme != NULL)
    hj_exchange_empty_form (job->window, scheme, job->suffix);
  else
    hj_report_failure (GTK_WIDGET (job->window), _("The form was not made"), error);
}

static void
scheme_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autofree char *answer = hj_compat_choose_finish (result, NULL);
  const char *id = hj_picker_get (GTK_DROP_DOWN (job->choice));

  if (answer == NULL || g_str_equal (answer, "cancel") || id[0] == '\0')
    return;
  g_free (job->suffix);
  job->suffix = g_strdup (answer);
  hj_schemes_load_async (id, NULL, loaded_cb, g_steal_pointer (&job));
}

static void
catalogue_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_schemes_list_finish (result, &error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  HjChoice choices[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "docx", _("_Word Form…"), ADW_RESPONSE_DEFAULT },
    { "xlsx", _("Wor_kbook…"), ADW_RESPONSE_SUGGESTED },
    { NULL, },
  };
  Job *job;

  if (entries == NULL)
    {
      hj_report_failure (GTK_WIDGET (window), _("The form was not made"), error);
      return;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const HjSchemeEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (ids, entry->id);
      g_ptr_array_add (labels, entry->short_title);
    }
  job = job_new (window, NULL, NULL, "");
  job->choice = g_object_ref_sink (make_choice (ids, labels, _("Scheme")));
  hj_compat_choose (window, _("Empty Application Form"),
                    _("For applicants to fill and send back; what they send can be imported."), job->choice, choices,
                    NULL, scheme_chosen_cb, job);
}

void
hj_exchange_empty_form_of (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  hj_schemes_list_async (NULL, catalogue_cb, g_object_ref (window));
}
