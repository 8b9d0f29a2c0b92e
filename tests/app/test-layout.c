/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-layout"

#include "config.h"

#include "hj-app-test.h"
#include "hj-dossier-page.h"
#include "hj-settings.h"
#include "hj-sheet-page.h"

/* Every screen at the sizes it is made for: nothing runs out of width, everything that takes
 * the focus has a name, a finger hits every button. Run once for each language. */

static const struct {
  const char *name;
  int         width, height;
  int         text_size;
  gboolean    dark;
} sizes[] = {
  { "laptop", 1280, 800, 100, FALSE },
  { "laptop-dark", 1280, 800, 100, TRUE },
  { "laptop-large", 1280, 800, 150, FALSE },
  { "tablet", 800, 1280, 100, FALSE },
  { "tablet-large", 800, 1280, 150, FALSE },
};

static const char *const places[] = {
  "visit", "materials", "item:1.1", "item:1.2", "item:2.1", "item:3.1", "item:4.1", "item:5.1",
  "notes", "sheet", "deductions",
};

static void
check (HjWindow   *window,
       const char *size,
       const char *screen)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", size, screen);

  g_strdelimit (name, ":.", '_');
  g_test_message ("%s", name);
  hj_app_test_settle ();
  hj_app_test_picture (GTK_WINDOW (window), name);
  hj_app_test_check_width (window);
  hj_app_test_check_names (GTK_WIDGET (window));
  hj_app_test_check_targets (GTK_WIDGET (window));
}

static void
answer_some (HjWindow *window)
{
  hj_app_test_record (window, "李明", "1.1.1", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "李明", "1.2.1", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "李明", "2.1.1", HJ_VERDICT_MET, "");
  hj_app_test_record (window, "李明", "2.1.2", HJ_VERDICT_MISSING, "仅有口头约定，未形成文件");
  hj_app_test_record (window, "李明", "2.1.3", HJ_VERDICT_DEFICIENT, "文件未盖章");
  hj_app_test_record (window, "王芳", "2.1.1", HJ_VERDICT_MISSING, "");
}

static void
test_size (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = hj_app_test_make_dossier (folder, "宁波喆堃职业技能培训学校", 3);
  HjWindow *window;

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_int (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE, sizes[i].text_size);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      sizes[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);

  window = hj_app_test_window (sizes[i].width, sizes[i].height);
  check (window, sizes[i].name, "start");
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+n", NULL);
  check (window, sizes[i].name, "new");
  hj_app_test_close (window);

  window = hj_app_test_open (path, sizes[i].width, sizes[i].height);
  answer_some (window);
  for (guint j = 0; j < G_N_ELEMENTS (places); j++)
    {
      g_autoptr (HjPlace) place = hj_place_parse (places[j]);
      HjDossierPage *page = HJ_DOSSIER_PAGE (hj_app_test_find (GTK_WIDGET (window), HJ_TYPE_DOSSIER_PAGE));

      hj_window_go (window, place);
      if (hj_dossier_page_get_sheet (page) != NULL)
        hj_wait_for (hj_sheet_page_is_drawn (hj_dossier_page_get_sheet (page)));
      check (window, sizes[i].name, places[j]);
    }
  hj_app_test_keys (GTK_WINDOW (window), "ctrl+f", NULL);
  check (window, sizes[i].name, "search");
  hj_app_test_close (window);

  g_settings_reset (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE);
}

int
main (int   argc,
      char *argv[])
{
  hj_app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layout/%s", sizes[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_size);
    }

  return hj_app_test_run ();
}
