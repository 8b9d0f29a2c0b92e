/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-templates"

#include "config.h"

#include "hj-app-test.h"
#include "hj-aspect-row.h"
#include "hj-banner.h"
#include "hj-compare-window.h"
#include "hj-conclusion-page.h"
#include "hj-notice-page.h"
#include "hj-criterion-details.h"
#include "hj-criterion-row.h"
#include "hj-deduction-row.h"
#include "hj-derivation.h"
#include "hj-dossier-page.h"
#include "hj-field-row.h"
#include "hj-form-fields.h"
#include "hj-form-page.h"
#include "hj-form-table.h"
#include "hj-former-window.h"
#include "hj-import-window.h"
#include "hj-item-page.h"
#include "hj-material-row.h"
#include "hj-materials-page.h"
#include "hj-move-window.h"
#include "hj-new-dossier-page.h"
#include "hj-note-row.h"
#include "hj-notes-page.h"
#include "hj-occupation-row.h"
#include "hj-preferences.h"
#include "hj-proposal-row.h"
#include "hj-reason-field.h"
#include "hj-recorder-button.h"
#include "hj-relax-editor.h"
#include "hj-result-row.h"
#include "hj-score-bar.h"
#include "hj-search-page.h"
#include "hj-sheet-page.h"
#include "hj-standard-entry.h"
#include "hj-standards-page.h"
#include "hj-start-page.h"
#include "hj-visit-member.h"
#include "hj-visit-occupation.h"
#include "hj-visit-page.h"
#include "hj-way-row.h"
#include "hj-way.h"
#include "hj-where-button.h"
#include "hj-window.h"

/* A wrong type, property, signal or handler in a template is only a critical at
 * run time, and here a critical is fatal: each is made once, empty, and must let
 * go of everything again. */
static const struct {
  const char *name;
  GType     (*get_type) (void);
} templates[] = {
  { "aspect-row", hj_aspect_row_get_type },
  { "banner", hj_banner_get_type },
  { "compare-window", hj_compare_window_get_type },
  { "conclusion-page", hj_conclusion_page_get_type },
  { "notice-page", hj_notice_page_get_type },
  { "criterion-details", hj_criterion_details_get_type },
  { "criterion-row", hj_criterion_row_get_type },
  { "deduction-row", hj_deduction_row_get_type },
  { "derivation", hj_derivation_get_type },
  { "dossier-page", hj_dossier_page_get_type },
  { "field-row", hj_field_row_get_type },
  { "form-fields", hj_form_fields_get_type },
  { "form-page", hj_form_page_get_type },
  { "form-table", hj_form_table_get_type },
  { "former-window", hj_former_window_get_type },
  { "import-detail", hj_import_detail_get_type },
  { "import-preview", hj_import_preview_get_type },
  { "import-window", hj_import_window_get_type },
  { "item-page", hj_item_page_get_type },
  { "material-row", hj_material_row_get_type },
  { "materials-page", hj_materials_page_get_type },
  { "move-window", hj_move_window_get_type },
  { "new-dossier-page", hj_new_dossier_page_get_type },
  { "note-row", hj_note_row_get_type },
  { "notes-page", hj_notes_page_get_type },
  { "occupation-row", hj_occupation_row_get_type },
  { "preferences", hj_preferences_get_type },
  { "proposal-row", hj_proposal_row_get_type },
  { "reason-field", hj_reason_field_get_type },
  { "recorder-button", hj_recorder_button_get_type },
  { "relax-editor", hj_relax_editor_get_type },
  { "result-row", hj_result_row_get_type },
  { "score-bar", hj_score_bar_get_type },
  { "search-page", hj_search_page_get_type },
  { "sheet-page", hj_sheet_page_get_type },
  { "standard-entry", hj_standard_entry_get_type },
  { "standards-page", hj_standards_page_get_type },
  { "start-page", hj_start_page_get_type },
  { "visit-member", hj_visit_member_get_type },
  { "visit-occupation", hj_visit_occupation_get_type },
  { "visit-page", hj_visit_page_get_type },
  { "way", hj_way_get_type },
  { "way-row", hj_way_row_get_type },
  { "where-button", hj_where_button_get_type },
  { "window", hj_window_get_type },
};

static void
test_template (gconstpointer data)
{
  GType type = templates[GPOINTER_TO_UINT (data)].get_type ();
  GtkWidget *widget = g_object_ref_sink (g_object_new (type, NULL));

  g_assert_true (GTK_IS_WIDGET (widget));
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  g_object_unref (widget);
  /* What a widget asked for in the background may hold it until that has come back. */
  hj_wait_for (widget == NULL);
}

int
main (int   argc,
      char *argv[])
{
  hj_app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree char *path = g_strdup_printf ("/templates/%s", templates[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_template);
    }

  return hj_app_test_run ();
}
