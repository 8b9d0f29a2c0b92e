/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hengjian"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "hj-application.h"

static void
set_up_locale (void)
{
  const char *folder = g_getenv ("HENGJIAN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static int
handle_local_options_cb (GApplication *application,
                         GVariantDict *options,
                         gpointer      user_data)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("hengjian %s\n", VERSION);

  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HjApplication) application = NULL;

  set_up_locale ();
  hj_application_prepare_environment ();

  application = hj_application_new (G_APPLICATION_HANDLES_OPEN);
  g_application_add_main_option (G_APPLICATION (application), "version", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, N_("Print the version and exit"), NULL);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_local_options_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
