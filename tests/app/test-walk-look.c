/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-walk-look"

#include "config.h"

#include "hj-app-test.h"
#include "hj-dossier-page.h"
#include "hj-item-page.h"
#include "hj-settings.h"

/* The walk filled in, in each size, colour and text size one meets: nothing runs over, everything
 * has a name and is large enough for a finger; and a picture of each, to be looked at. */

#define APPLICANT "宁波喆堃职业技能培训学校"

typedef struct {
  const char *name;
  int         width, height;
  gboolean    dark;
  double      text;
} Look;

static const Look looks[] = {
  { "light", 1280, 800, FALSE, 1.0 },
  { "dark", 1280, 800, TRUE, 1.0 },
  { "large-text", 1280, 800, FALSE, 1.5 },
  { "tablet", 800, 1280, FALSE, 1.0 },
  { "tablet-large-text", 800, 1280, FALSE, 1.5 },
};

static const char *const places[] = {
  "item:1.1", "item:1.2", "item:2.1", "item:3.1", "item:4.1", "item:5.1", "visit", "materials", "notes",
};

/* Something of everything: taken, owed, marked, awarded, differing. */
static void
fill (HjWindow *window)
{
  hj_app_test_go (window, "item:2.1");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "1 Down 1 Down 2 Down 3");
  hj_app_test_paste (GTK_WINDOW (window), "未明确检修周期");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "Return Down 5");
  hj_app_test_record (window, "王芳", "2.1.1", HJ_VERDICT_MISSING, "");
  hj_app_test_record (window, "王芳", "2.1.4", HJ_VERDICT_DEFICIENT, "未加盖公章");
  hj_app_test_go (window, "item:1.1");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "3 2 Return ctrl+1 Return");
  hj_app_test_go (window, "item:3.1:3.1.1:3.1.1.video");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "3 1 period 5 Return");
  hj_app_test_paste (GTK_WINDOW (window), "考场视频监控有死角");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "Return");
  hj_app_test_go (window, "item:1.2");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "4");
  hj_app_test_go (window, "item:5.1");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "1");
  hj_app_test_go (window, "materials");
  hj_app_test_keys_in_turn (GTK_WINDOW (window), "1 Down 2");
}

static void
look_about (HjWindow   *window,
            const Look *look)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strdup_printf ("walk-%s-%s", look->name, places[i]);

      hj_app_test_go (window, places[i]);
      hj_app_test_picture (GTK_WINDOW (window), name);
      hj_app_test_check_names (GTK_WIDGET (window));
      hj_app_test_check_width (window);
      hj_app_test_check_targets (GTK_WIDGET (window));
    }
}

static void
test_looks (void)
{
  g_autofree char *folder = hj_test_new_folder ();
  g_autofree char *path = hj_app_test_make_dossier (folder, APPLICANT, 3);

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      HjWindow *window;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          looks[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * looks[i].text), NULL);
      window = hj_app_test_open (path, looks[i].width, looks[i].height);
      if (i == 0)
        fill (window);
      look_about (window, &looks[i]);
      hj_app_test_close (window);
    }
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);

  g_test_add_func ("/walk/look", test_looks);

  return hj_app_test_run ();
}
