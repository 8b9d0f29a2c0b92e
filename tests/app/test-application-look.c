/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-application-look"

#include "config.h"

#include "hj-application-test.h"
#include "hj-forms.h"
#include "hj-settings.h"

/* Every form of the application as it is met: nothing runs over but within the tables, everything
 * has a name and is large enough for a finger; and a picture of each, to be looked at. */

static const struct {
  const char *name;
  int         width, height;
  gboolean    dark;
  int         text_size;
  gboolean    every_scheme;
} looks[] = {
  { "light", 1280, 800, FALSE, 100, TRUE },
  { "dark", 1280, 800, TRUE, 100, FALSE },
  { "large", 1280, 800, FALSE, 150, FALSE },
  { "tablet", 800, 1280, FALSE, 100, FALSE },
  { "tablet-large", 800, 1280, FALSE, 150, TRUE },
};

static const char *const schemes[] = { "zhejiang-2020", "wenzhou-2022", "jilin-2022", "shandong-2020", "cettic-2020" };

static void
test_look (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (looks);
  const char *scheme = schemes[GPOINTER_TO_UINT (data) / G_N_ELEMENTS (looks)];
  HjAppFixture fixture = { NULL, };
  g_autoptr (GPtrArray) forms = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      looks[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set_int (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE, looks[i].text_size);
  hj_application_test_make (&fixture, scheme, looks[i].width, looks[i].height);
  hj_application_test_fill (&fixture);

  forms = hj_forms_list (hj_session_get_scheme (fixture.session));
  for (guint j = 0; j < forms->len; j++)
    {
      const HjForm *form = g_ptr_array_index (forms, j);
      g_autofree char *name = g_strdup_printf ("form-%s-%s-%s", scheme, looks[i].name, form->id);

      g_test_message ("%s", name);
      hj_application_test_page (&fixture, form->id);
      hj_app_test_settle ();
      hj_app_test_picture (GTK_WINDOW (fixture.window), name);
      hj_app_test_check_names (GTK_WIDGET (fixture.window));
      hj_app_test_check_width (fixture.window);
      hj_app_test_check_targets (GTK_WIDGET (fixture.window));
    }
  g_settings_reset (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE);
  hj_app_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  hj_app_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (schemes) * G_N_ELEMENTS (looks); i++)
    {
      const char *scheme = schemes[i / G_N_ELEMENTS (looks)];
      guint look = i % G_N_ELEMENTS (looks);
      g_autofree char *path = g_strdup_printf ("/application/look/%s/%s", scheme, looks[look].name);

      /* The other notices' pages are of the same kinds: the widest screen, and the narrowest with the largest text. */
      if (i < G_N_ELEMENTS (looks) || looks[look].every_scheme)
        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_look);
    }

  return hj_app_test_run ();
}
