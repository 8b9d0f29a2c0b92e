/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-dossier-actions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-assess.h"
#include "hj-compat.h"
#include "hj-compare-window.h"
#include "hj-dossier-actions.h"
#include "hj-draft-field.h"
#include "hj-error.h"
#include "hj-export.h"
#include "hj-former-window.h"
#include "hj-kept-window.h"
#include "hj-move-window.h"
#include "hj-report.h"
#include "hj-settings.h"
#include "hj-table-grid.h"

/* A page and what is being done with it: the page may be gone when it ends. */
static HjSession *
session_of (HjDossierPage *page)
{
  return hj_dossier_page_get_session (page);
}

static GtkWindow *
window_of (HjDossierPage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

static gboolean
can_write (HjDossierPage *page)
{
  return hj_session_get_mode (session_of (page)) == HJ_SESSION_WRITE;
}

static gboolean
can_undo (HjDossierPage *page)
{
  return can_write (page) && hj_session_get_undo_label (session_of (page)) != NULL;
}

static gboolean
can_redo (HjDossierPage *page)
{
  return can_write (page) && hj_session_get_redo_label (session_of (page)) != NULL;
}

static gboolean
has_conflict (HjDossierPage *page)
{
  return hj_session_get_where (session_of (page)) == HJ_WHERE_CONFLICT;
}

static gboolean
has_open (HjDossierPage *page)
{
  return hj_assess_next_open (hj_session_get_card (session_of (page)), NULL, 1) != NULL ||
         hj_assess_next_open (hj_session_get_own_card (session_of (page)), NULL, 1) != NULL;
}

static gboolean
sees_sheet (HjDossierPage *page)
{
  return hj_dossier_page_get_sheet (page) != NULL;
}

static void
undo_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!hj_session_undo_finish (HJ_SESSION (object), result, &error))
    hj_report_failure (GTK_WIDGET (page), _("Nothing was undone"), error);
}

static void
redo_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (!hj_session_redo_finish (HJ_SESSION (object), result, &error))
    hj_report_failure (GTK_WIDGET (page), _("Nothing was redone"), error);
}

static HjDraftField *
find_draft (GtkWidget *focus)
{
  HjDraftField *draft = NULL;

  for (GtkWidget *widget = focus; widget != NULL && draft == NULL; widget = gtk_widget_get_parent (widget))
    draft = hj_draft_field_get (widget);

  return draft;
}

/* In a field one undoes one's typing first; where nothing was typed since it was recorded, as in a table's cell that is
 * only gone to, what was recorded. (A text's own action can't be asked: it is there whether it would do anything or not.) */
static gboolean
undo_in_text (HjDossierPage *page,
              const char    *action)
{
  GtkWidget *focus = gtk_window_get_focus (window_of (page));
  GtkWidget *table = focus != NULL ? gtk_widget_get_ancestor (focus, HJ_TYPE_TABLE_GRID) : NULL;
  HjDraftField *draft = find_draft (focus);

  if (table != NULL && !hj_table_grid_is_editing (HJ_TABLE_GRID (table)))
    return FALSE;
  if (draft != NULL && !hj_draft_field_is_dirty (draft) &&
      (g_str_equal (action, "text.undo") || hj_session_get_redo_label (session_of (page)) != NULL))
    return FALSE;

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) &&
         gtk_widget_activate_action (focus, action, NULL);
}

static void
run_undo (HjDossierPage *page,
          GVariant      *parameter)
{
  if (undo_in_text (page, "text.undo"))
    return;

  hj_session_undo_async (session_of (page), undo_cb, g_object_ref (page));
}

static void
run_redo (HjDossierPage *page,
          GVariant      *parameter)
{
  if (undo_in_text (page, "text.redo"))
    return;

  hj_session_redo_async (session_of (page), redo_cb, g_object_ref (page));
}

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (hj_session_publish_finish (HJ_SESSION (object), result, &error))
    hj_report_toast (GTK_WIDGET (page), _("Saved to the file"));
  else if (g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED) && gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    hj_dossier_resolve_conflict (page);
  /* Any other failure is the state "failed", which the banner tells. */
}

static void
run_save (HjDossierPage *page,
          GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_session_publish_async (session_of (page), NULL, published_cb, g_object_ref (page));
}

static void
copied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (hj_session_save_copy_finish (HJ_SESSION (object), result, &error))
    hj_report_toast (GTK_WIDGET (page), _("A complete copy was saved"));
  else
    hj_report_failure (GTK_WIDGET (page), _("The copy was not saved"), error);
}

static void
copy_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GFile) file = hj_compat_save_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  HjSession *session = session_of (page);

  if (path != NULL && session != NULL)
    hj_session_save_copy_async (session, path, NULL, copied_cb, g_steal_pointer (&page));
}

void
hj_dossier_save_copy (HjDossierPage *page)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (page));

  hj_dossier_page_commit_typing (page);
  folder = hj_settings_dup_folder ();
  name = g_path_get_basename (hj_session_get_path (session_of (page)));
  hj_compat_save_file (window_of (page), _("Save a Copy"), folder, name, _("Dossiers"), "hjd", NULL,
                       copy_chosen_cb, g_object_ref (page));
}

static void
run_save_copy (HjDossierPage *page,
               GVariant      *parameter)
{
  hj_dossier_save_copy (page);
}

static void
resolved_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (!hj_session_resolve_conflict_finish (HJ_SESSION (object), result, &path, &error))
    {
      hj_report_failure (GTK_WIDGET (page), _("Nothing was saved; both sides are as they were"), error);
      return;
    }

  text = g_strdup_printf (_("Both are kept; the other file is %s"), path);
  hj_report_toast (GTK_WIDGET (page), text);
}

static void
conflict_chosen_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  g_autofree char *choice = hj_compat_choose_finish (result, NULL);
  HjSession *session = session_of (page);

  if (session == NULL || g_strcmp0 (choice, "later") == 0 || choice == NULL)
    return;

  hj_session_resolve_conflict_async (session,
                                     g_str_equal (choice, "beside") ? HJ_CONFLICT_SAVE_BESIDE : HJ_CONFLICT_KEEP_BOTH,
                                     resolved_cb, g_steal_pointer (&page));
}

void
hj_dossier_resolve_conflict (HjDossierPage *page)
{
  static const HjChoice choices[] = {
    { "later", N_("_Not Now"), ADW_RESPONSE_DEFAULT },
    { "both", N_("_Mine Takes the Name"), ADW_RESPONSE_DEFAULT },
    { "beside", N_("_Save Mine Beside It"), ADW_RESPONSE_SUGGESTED },
    { NULL, },
  };
  HjChoice translated[G_N_ELEMENTS (choices)];

  g_return_if_fail (HJ_IS_DOSSIER_PAGE (page));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      translated[i] = choices[i];
      translated[i].label = choices[i].label != NULL ? _(choices[i].label) : NULL;
    }
  hj_compat_choose (window_of (page),
                    _("The File Was Changed Elsewhere"),
                    _("Since you opened it, someone saved another state under this name. Both will be kept: "
                      "either yours goes to a new file beside it, or the other is put aside first and yours takes the name."),
                    NULL, translated, NULL, conflict_chosen_cb, g_object_ref (page));
}

static void
run_resolve_conflict (HjDossierPage *page,
                      GVariant      *parameter)
{
  hj_dossier_resolve_conflict (page);
}

static void
verify_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  g_autoptr (GPtrArray) report = NULL;
  GError *error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!hj_store_verify (task_data, &report, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < report->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (report, i));
  g_task_return_pointer (task, g_string_free (g_steal_pointer (&text), FALSE), g_free);
}

static void
verified_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HjDossierPage) page = user_data;
  HjChoice choices[] = { { "close", _("_Close"), ADW_RESPONSE_DEFAULT }, { NULL, } };
  g_autoptr (GError) error = NULL;
  g_autofree char *report = g_task_propagate_pointer (G_TASK (result), &error);

  if (gtk_widget_get_root (GTK_WIDGET (page)) == NULL)
    return;
  if (report == NULL)
    hj_report_failure (GTK_WIDGET (page), _("The file is not as it was published"), error);
  else
    hj_compat_choose (window_of (page), _("Unchanged Since Published"), report, NULL, choices, NULL, NULL, NULL);
}

/* The published file, not the working copy: that is what is carried away. The page is no source of the task: the
 * thread might be the last to let go of it. */
static void
run_verify (HjDossierPage *page,
            GVariant      *parameter)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, verified_cb, g_object_ref (page));

  g_task_set_task_data (task, g_strdup (hj_session_get_path (session_of (page))), g_free);
  g_task_run_in_thread (task, verify_thread);
}

static void
run_kept (HjDossierPage *page,
          GVariant      *parameter)
{
  GtkWindow *window = hj_kept_window_new (window_of (page), session_of (page));

  gtk_window_present (window);
}

static void
run_show_folder (HjDossierPage *page,
                 GVariant      *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (hj_session_get_path (session_of (page)));

  hj_compat_show_folder (window_of (page), file);
}

static void
run_go (HjDossierPage *page,
        GVariant      *parameter)
{
  g_autoptr (HjPlace) place = hj_place_parse (g_variant_get_string (parameter, NULL));

  if (place != NULL)
    hj_dossier_page_go (page, place);
}

static void
run_go_assessment (HjDossierPage *page,
                   GVariant      *parameter)
{
  const HjScheme *scheme = hj_session_get_scheme (session_of (page));

  for (guint i = 0; i < scheme->sections->len; i++)
    {
      const HjSection *section = g_ptr_array_index (scheme->sections, i);

      if (section->items->len > 0)
        {
          const HjItem *item = g_ptr_array_index (section->items, 0);
          g_autoptr (HjPlace) place = hj_place_new_item (item->id, NULL, NULL);

          hj_dossier_page_go (page, place);
          return;
        }
    }
}

static void
run_next_open (HjDossierPage *page,
               GVariant      *parameter)
{
  hj_dossier_page_go_open (page, 1);
}

static void
run_previous_open (HjDossierPage *page,
                   GVariant      *parameter)
{
  hj_dossier_page_go_open (page, -1);
}

static void
run_next_item (HjDossierPage *page,
               GVariant      *parameter)
{
  hj_dossier_page_step (page, 1);
}

static void
run_previous_item (HjDossierPage *page,
                   GVariant      *parameter)
{
  hj_dossier_page_step (page, -1);
}

static void
run_way (HjDossierPage *page,
         GVariant      *parameter)
{
  hj_dossier_page_toggle_way (page);
}

static void
run_search (HjDossierPage *page,
            GVariant      *parameter)
{
  hj_dossier_page_start_search (page);
}

static void
run_where (HjDossierPage *page,
           GVariant      *parameter)
{
  hj_dossier_page_popup_where (page);
}

/* In a table F2 is what it is in any spreadsheet; who records is chosen from the header there. */
static void
run_choose_recorder (HjDossierPage *page,
                     GVariant      *parameter)
{
  GtkWidget *focus = gtk_window_get_focus (window_of (page));
  GtkWidget *table = focus != NULL ? gtk_widget_get_ancestor (focus, HJ_TYPE_TABLE_GRID) : NULL;

  if (table != NULL)
    {
      hj_table_grid_edit (HJ_TABLE_GRID (table));
      return;
    }
  hj_dossier_page_popup_recorder (page);
}

/* Where one sees the deductions one prints these, and the score sheet from anywhere else. */
static HjDocumentKind
document_in_sight (HjDossierPage *page)
{
  HjSheetPage *sheet = hj_dossier_page_get_sheet (page);

  return sheet != NULL ? hj_sheet_page_get_kind (sheet) : HJ_DOCUMENT_SCORE_SHEET;
}

static void
run_print (HjDossierPage *page,
           GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_sheet_print (window_of (page), session_of (page), document_in_sight (page));
}

static void
run_export (HjDossierPage *page,
            GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_sheet_export (window_of (page), session_of (page), document_in_sight (page));
}

static void
run_import (HjDossierPage *page,
            GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_exchange_import (window_of (page), session_of (page));
}

static void
run_export_data (HjDossierPage *page,
                 GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_exchange_export (window_of (page), session_of (page), g_variant_get_string (parameter, NULL));
}

static void
run_export_table (HjDossierPage *page,
                  GVariant      *parameter)
{
  hj_dossier_page_commit_typing (page);
  hj_exchange_export_table (window_of (page), session_of (page));
}

static void
run_empty_form (HjDossierPage *page,
                GVariant      *parameter)
{
  hj_exchange_empty_form (window_of (page), hj_session_get_scheme (session_of (page)),
                          g_variant_get_string (parameter, NULL));
}

static void
run_compare (HjDossierPage *page,
             GVariant      *parameter)
{
  gtk_window_present (GTK_WINDOW (hj_compare_window_new (window_of (page), hj_session_get_scheme (session_of (page)))));
}

static void
run_move (HjDossierPage *page,
          GVariant      *parameter)
{
  hj_dossier_page_leave_field (page);
  gtk_window_present (GTK_WINDOW (hj_move_window_new (window_of (page), session_of (page))));
}

static void
run_former (HjDossierPage *page,
            GVariant      *parameter)
{
  gtk_window_present (GTK_WINDOW (hj_former_window_new (window_of (page), session_of (page))));
}

static gboolean
was_moved (HjDossierPage *page)
{
  return hj_session_get_content (session_of (page))->former->len > 0;
}

static void
run_zoom_in (HjDossierPage *page,
             GVariant      *parameter)
{
  hj_sheet_page_zoom (hj_dossier_page_get_sheet (page), 1);
}

static void
run_zoom_out (HjDossierPage *page,
              GVariant      *parameter)
{
  hj_sheet_page_zoom (hj_dossier_page_get_sheet (page), -1);
}

static void
run_zoom_fit (HjDossierPage *page,
              GVariant      *parameter)
{
  hj_sheet_page_zoom (hj_dossier_page_get_sheet (page), 0);
}

static const HjDossierAction table[] = {
  { "win.undo", NULL, run_undo, can_undo },
  { "win.redo", NULL, run_redo, can_redo },
  { "win.go", "s", run_go, NULL },
  { "win.go-assessment", NULL, run_go_assessment, NULL },
  { "win.next-open", NULL, run_next_open, has_open },
  { "win.previous-open", NULL, run_previous_open, has_open },
  { "win.next-item", NULL, run_next_item, NULL },
  { "win.previous-item", NULL, run_previous_item, NULL },
  { "win.way", NULL, run_way, NULL },
  { "win.search", NULL, run_search, NULL },
  { "win.where", NULL, run_where, NULL },
  { "win.choose-recorder", NULL, run_choose_recorder, can_write },
  { "win.save", NULL, run_save, can_write },
  { "win.save-copy", NULL, run_save_copy, NULL },
  { "win.resolve-conflict", NULL, run_resolve_conflict, has_conflict },
  { "win.kept", NULL, run_kept, NULL },
  { "win.verify", NULL, run_verify, NULL },
  { "win.show-folder", NULL, run_show_folder, NULL },
  { "win.print", NULL, run_print, NULL },
  { "win.export", NULL, run_export, NULL },
  { "win.import", NULL, run_import, can_write },
  { "win.export-data", "s", run_export_data, NULL },
  { "win.export-table", NULL, run_export_table, NULL },
  { "win.empty-form", "s", run_empty_form, NULL },
  { "win.compare", NULL, run_compare, NULL },
  { "win.move", NULL, run_move, can_write },
  { "win.former", NULL, run_former, was_moved },
  { "win.zoom-in", NULL, run_zoom_in, sees_sheet },
  { "win.zoom-out", NULL, run_zoom_out, sees_sheet },
  { "win.zoom-fit", NULL, run_zoom_fit, sees_sheet },
};

const HjDossierAction *
hj_dossier_actions (guint *n_actions)
{
  g_return_val_if_fail (n_actions != NULL, NULL);

  *n_actions = G_N_ELEMENTS (table);

  return table;
}
