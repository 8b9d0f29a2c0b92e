/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-dossier"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "hj-app-test.h"
#include "hj-dossier-page.h"
#include "hj-recorder-button.h"
#include "hj-search-page.h"
#include "hj-settings.h"
#include "hj-where-button.h"

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef HjAppFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  hj_app_fixture_make (fixture, APPLICANT, 3);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_FOLDER, fixture->folder);
  hj_app_fixture_open (fixture);
}

static HjDossierPage *
page_of (Fixture *fixture)
{
  return HJ_DOSSIER_PAGE (hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_DOSSIER_PAGE));
}

static const char *
recorder_name (Fixture *fixture)
{
  const HjMember *member = hj_content_find_member (hj_session_get_content (fixture->session),
                                                   hj_session_get_recorder (fixture->session));

  return member != NULL ? member->name : "";
}

static HjState
state_of (Fixture    *fixture,
          const char *criterion)
{
  return hj_score_card_find_criterion (hj_session_get_card (fixture->session), criterion)->state;
}

static void
assert_place (Fixture    *fixture,
              const char *wanted)
{
  g_autofree char *place = hj_place_to_string (hj_dossier_page_get_place (page_of (fixture)));

  g_assert_cmpstr (place, ==, wanted);
}

/* Two keys change who records; the header says it; a recorder in the preferences is found by name. */
static void
test_recorder (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *button = hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_RECORDER_BUTTON);

  g_assert_cmpstr (recorder_name (fixture), ==, "李明");
  g_assert_cmpstr (hj_recorder_button_get_name (HJ_RECORDER_BUTTON (button)), ==, "李明");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F2", "2", NULL);
  g_assert_cmpstr (recorder_name (fixture), ==, "王芳");
  g_assert_cmpstr (hj_recorder_button_get_name (HJ_RECORDER_BUTTON (button)), ==, "王芳");

  /* A digit that is nobody's changes nothing; Escape leaves. */
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F2", "9", "Escape", NULL);
  g_assert_cmpstr (recorder_name (fixture), ==, "王芳");
}

/* The keyboard is back on the criterion: the very next digit is the new recorder's answer. */
static void
test_recorder_then_answer (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  g_autoptr (HjPlace) place = hj_place_parse ("item:2.1:2.1.3");

  hj_dossier_page_go (page_of (fixture), place);
  hj_app_test_keys (window, "F2", "2", NULL);
  hj_app_test_keys (window, "2", NULL);
  hj_wait_for (state_of (fixture, "2.1.3") == HJ_STATE_MISSING);

  /* Also where it was only looked at, and by the arrows and Enter. */
  hj_dossier_page_go (page_of (fixture), place);
  hj_app_test_keys (window, "F2", "Escape", "1", NULL);
  hj_wait_for (state_of (fixture, "2.1.3") == HJ_STATE_MET);
  hj_app_test_keys (window, "F2", "Return", NULL);
  g_assert_cmpstr (recorder_name (fixture), ==, "李明");
}

static void
test_add_expert (Fixture       *fixture,
                 gconstpointer  data)
{
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F2", "Tab", NULL);
  hj_app_test_picture (GTK_WINDOW (fixture->window), "recorder");
  /* Past the rows, which the arrows go through, to the entry. */
  for (guint i = 0; i < 4 && !GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (fixture->window))); i++)
    hj_app_test_keys (GTK_WINDOW (fixture->window), "Tab", NULL);
  hj_app_test_type (GTK_WINDOW (fixture->window), "Zhao 2");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "Return", NULL);

  hj_wait_for (g_str_equal (recorder_name (fixture), "Zhao 2"));
  g_assert_cmpuint (hj_session_get_content (fixture->session)->members->len, ==, 4);
}

/* Undo and redo take back the recorder's own answers, one recorder never another's. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_record (fixture->window, "王芳", "2.1.2", HJ_VERDICT_MISSING, "");
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_MISSING);

  hj_app_test_keys (window, "ctrl+z", NULL);
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_OPEN);
  g_assert_cmpint (state_of (fixture, "2.1.2"), ==, HJ_STATE_MISSING);
  /* Nothing of his is left: a second undo touches nobody's. */
  hj_app_test_keys (window, "ctrl+z", "ctrl+z", NULL);
  g_assert_cmpint (state_of (fixture, "2.1.2"), ==, HJ_STATE_MISSING);

  hj_app_test_keys (window, "ctrl+shift+z", NULL);
  hj_wait_for (state_of (fixture, "2.1.1") == HJ_STATE_MISSING);

  hj_app_test_keys (window, "F2", "2", "ctrl+z", NULL);
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_OPEN);
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_MISSING);
}

/* Undone, closed, opened again: redo is still there, and the file holds what was answered. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_record (fixture->window, "李明", "2.1.2", HJ_VERDICT_MISSING, "");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+z", NULL);
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_OPEN);
  hj_app_test_close (fixture->window);

  fixture->window = hj_app_test_open (fixture->path, 1280, 800);
  fixture->session = hj_window_get_session (fixture->window);
  g_assert_cmpstr (recorder_name (fixture), ==, "李明");
  g_assert_cmpint (state_of (fixture, "2.1.1"), ==, HJ_STATE_MET);
  g_assert_cmpint (state_of (fixture, "2.1.2"), ==, HJ_STATE_OPEN);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+y", NULL);
  hj_wait_for (state_of (fixture, "2.1.2") == HJ_STATE_MISSING);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *key, *place; } cases[] = {
    { "alt+1", "visit" }, { "alt+2", "materials" }, { "alt+3", "item:1.1" }, { "ctrl+Next", "item:1.2" },
    { "alt+4", "notes" }, { "alt+5", "sheet" }, { "alt+6", "deductions" }, { "ctrl+Prior", "sheet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *without_criterion;
      g_autofree char *place = NULL;

      hj_app_test_keys (GTK_WINDOW (fixture->window), cases[i].key, NULL);
      place = hj_place_to_string (hj_dossier_page_get_place (page_of (fixture)));
      without_criterion = cases[i].place;
      g_test_message ("%s: %s", cases[i].key, place);
      g_assert_true (g_str_has_prefix (place, without_criterion));
    }
}

/* The next open criterion is one key away, wraps, and skips what is answered. */
static void
test_next_open (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);

  hj_app_test_record (fixture->window, "李明", "1.2.1", HJ_VERDICT_MET, "");
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_keys (window, "alt+1", "alt+Down", NULL);
  assert_place (fixture, "item:1.1:1.1.1");
  hj_app_test_keys (window, "alt+Down", NULL);
  assert_place (fixture, "item:2.1:2.1.2");
  hj_app_test_keys (window, "alt+Up", "alt+Up", NULL);
  assert_place (fixture, "item:4.1:4.1.1");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *search;

  hj_app_test_record (fixture->window, "王芳", "1.2.1", HJ_VERDICT_PROBLEM, "office head Q17 not found");
  hj_app_test_keys (window, "ctrl+f", NULL);
  search = hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_SEARCH_PAGE);
  g_assert_nonnull (search);
  hj_app_test_type (window, "q17");
  hj_wait_for (hj_search_page_get_n_hits (HJ_SEARCH_PAGE (search)) == 1);
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_picture (window, "search");
  hj_app_test_keys (window, "Return", NULL);
  assert_place (fixture, "item:1.2:1.2.1");
  g_assert_false (gtk_widget_get_mapped (search));

  /* Escape goes back to where one was. */
  hj_app_test_keys (window, "alt+4", "ctrl+f", "Escape", NULL);
  assert_place (fixture, "notes");
  g_assert_false (gtk_widget_get_mapped (search));
}

static void
test_sheet (Fixture       *fixture,
            gconstpointer  data)
{
  HjSheetPage *sheet;
  double fit;

  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "alt+5", NULL);
  sheet = hj_dossier_page_get_sheet (page_of (fixture));
  g_assert_nonnull (sheet);
  hj_wait_for (hj_sheet_page_is_drawn (sheet));
  g_assert_cmpuint (hj_sheet_page_get_n_pages (sheet), ==, 2);
  hj_app_test_check_names (GTK_WIDGET (fixture->window));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "sheet");

  fit = hj_sheet_page_get_zoom (sheet);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+plus", NULL);
  g_assert_cmpfloat (hj_sheet_page_get_zoom (sheet), >, fit * 1.2);
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+0", NULL);
  g_assert_cmpfloat_with_epsilon (hj_sheet_page_get_zoom (sheet), fit, 0.02);

  hj_app_test_keys (GTK_WINDOW (fixture->window), "alt+6", NULL);
  g_assert_cmpint (hj_sheet_page_get_kind (sheet), ==, HJ_DOCUMENT_DEDUCTIONS);
  hj_wait_for (hj_sheet_page_is_drawn (sheet));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "deductions");

  /* another number of pages, and the first is in sight */
  hj_app_test_keys (GTK_WINDOW (fixture->window), "alt+5", NULL);
  hj_wait_for (hj_sheet_page_get_n_pages (sheet) == 2 && hj_sheet_page_is_drawn (sheet));
  hj_wait_for (hj_app_test_find_label (GTK_WIDGET (sheet), "Page 1 of 2") != NULL);
}

/* Through the file dialog, by the keyboard: what lies there is a whole PDF. */
static void
test_export (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *pdf = g_build_filename (fixture->folder, "sheet.pdf", NULL);
  g_autofree char *bytes = NULL;
  GtkWindow *dialog;
  gsize length;

  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+e", NULL);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (fixture->window)) != NULL);
  dialog = hj_app_test_find_dialog (GTK_WINDOW (fixture->window));
  hj_app_test_settle ();
  hj_app_test_keys (dialog, "ctrl+a", NULL);
  hj_app_test_type (dialog, pdf);
  hj_app_test_keys (dialog, "Return", NULL);

  hj_wait_for (g_file_test (pdf, G_FILE_TEST_EXISTS));
  hj_app_test_settle ();
  g_assert_true (g_file_get_contents (pdf, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_assert_nonnull (g_strrstr_len (bytes + length - 16, 16, "%%EOF"));
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), "sheet.pdf"));
}

/* The second window is told who has it, and may read; what it reads can't be changed. */
static void
test_second_window (Fixture       *fixture,
                    gconstpointer  data)
{
  HjWindow *second = hj_app_test_window (1280, 800);
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  GtkWindow *dialog;

  hj_window_open (second, file, HJ_SESSION_WRITE);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (second)) != NULL);
  g_assert_null (hj_window_get_session (second));
  dialog = hj_app_test_find_dialog (GTK_WINDOW (second));
  hj_app_test_settle ();
  hj_app_test_picture (dialog, "in-use");
  hj_app_test_keys (dialog, "alt+r", NULL);

  hj_wait_for (hj_window_get_session (second) != NULL);
  g_assert_cmpint (hj_session_get_mode (hj_window_get_session (second)), ==, HJ_SESSION_READ);
  hj_app_test_settle ();
  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (second), "Open to read"));
  g_assert_false (hj_app_test_is_enabled (second, "win.save"));
  g_assert_false (hj_app_test_is_enabled (second, "win.undo"));
  g_assert_false (hj_app_test_is_enabled (second, "win.choose-recorder"));
  hj_app_test_picture (GTK_WINDOW (second), "read-only");
  hj_app_test_close (second);
}

/* What was typed and thought better of in the dialog leaves the start page free. */
static void
test_second_window_declined (Fixture       *fixture,
                             gconstpointer  data)
{
  HjWindow *second = hj_app_test_window (1280, 800);
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);

  hj_window_open (second, file, HJ_SESSION_WRITE);
  hj_wait_for (hj_app_test_find_dialog (GTK_WINDOW (second)) != NULL);
  hj_app_test_settle ();
  hj_app_test_keys (hj_app_test_find_dialog (GTK_WINDOW (second)), "Escape", NULL);
  hj_wait_for (hj_window_is_free (second));
  hj_app_test_close (second);
}

static void
test_header (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *where = hj_app_test_find (GTK_WIDGET (fixture->window), HJ_TYPE_WHERE_BUTTON);

  g_assert_nonnull (hj_app_test_find_label (GTK_WIDGET (fixture->window), APPLICANT));
  g_assert_true (g_str_has_prefix (hj_where_button_get_words (HJ_WHERE_BUTTON (where)), "Saved to"));
  hj_app_test_record (fixture->window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_wait_for (g_str_has_prefix (hj_where_button_get_words (HJ_WHERE_BUTTON (where)), "Here"));
  hj_app_test_keys (GTK_WINDOW (fixture->window), "ctrl+s", NULL);
  hj_wait_for (g_str_has_prefix (hj_where_button_get_words (HJ_WHERE_BUTTON (where)), "Saved to"));
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F3", NULL);
  hj_app_test_check_names (GTK_WIDGET (fixture->window));
  hj_app_test_picture (GTK_WINDOW (fixture->window), "where");
  hj_app_test_keys (GTK_WINDOW (fixture->window), "Escape", NULL);
}

/* F9 hides the way and brings it back. */
static void
test_way (Fixture       *fixture,
          gconstpointer  data)
{
  AdwFlap *flap = ADW_FLAP (hj_app_test_find (GTK_WIDGET (fixture->window), ADW_TYPE_FLAP));

  g_assert_true (adw_flap_get_reveal_flap (flap));
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F9", NULL);
  g_assert_false (adw_flap_get_reveal_flap (flap));
  hj_app_test_keys (GTK_WINDOW (fixture->window), "F9", NULL);
  g_assert_true (adw_flap_get_reveal_flap (flap));
}

#define ADD(name, func) g_test_add ("/dossier/" name, Fixture, NULL, set_up, func, hj_app_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  hj_app_test_init (&argc, &argv);
  ADD ("recorder", test_recorder);
  ADD ("recorder-then-answer", test_recorder_then_answer);
  ADD ("add-expert", test_add_expert);
  ADD ("undo", test_undo);
  ADD ("reopen", test_reopen);
  ADD ("places", test_places);
  ADD ("next-open", test_next_open);
  ADD ("search", test_search);
  ADD ("sheet", test_sheet);
  ADD ("export", test_export);
  ADD ("second-window", test_second_window);
  ADD ("second-window-declined", test_second_window_declined);
  ADD ("header", test_header);
  ADD ("way", test_way);

  return hj_app_test_run ();
}
