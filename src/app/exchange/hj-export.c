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

/* A piece of work between the question and what came of it. */
typedef struct {
  GtkWindow    *window;
  HjSession    *session;   /* (nullable) */
  HjContent    *content;
  char         *suffix;
  HjRecordKind  table;
  gboolean      empty;
  GtkWidget    *choice;    /* a drop-down in a question */
} Job;

static Job *
job_new (GtkWindow  *window,
         HjSession  *session,
         HjContent  *content,
         const char *suffix)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (window);
  job->session = session != NULL ? g_object_ref (session) : NULL;
  job->content = content != NULL ? hj_content_ref (content) : NULL;
  job->suffix = g_strdup (suffix);

  return job;
}

static void
job_free (Job *job)
{
  g_clear_object (&job->choice);
  g_clear_object (&job->window);
  g_clear_object (&job->session);
  g_clear_pointer (&job->content, hj_content_unref);
  g_free (job->suffix);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

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

  if (!hj_job_export_finish (result, &error))
    hj_report_failure (GTK_WIDGET (job->window), _("The file was not written"), error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (job->window)))
    gtk_widget_activate_action (GTK_WIDGET (job->window), "win.toast-file", "s", job->suffix);
}

static void
target_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = hj_compat_save_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  HjContent *content = job->content;
  HjRecordKind table = job->table;
  gboolean empty = job->empty;

  if (path == NULL)
    return;
  /* The state of now, not of when the question was asked. */
  if (job->session != NULL && hj_session_get_content (job->session) != NULL)
    content = hj_session_get_content (job->session);
  g_free (job->suffix);
  job->suffix = g_file_get_uri (file);
  hj_job_export_async (content, path, table, empty, NULL, exported_cb, g_steal_pointer (&job));
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
    { "xlsx", _("_Workbook…"), ADW_RESPONSE_SUGGESTED },
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
