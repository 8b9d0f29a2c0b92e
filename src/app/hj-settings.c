/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-settings"

#include "config.h"

#include "hj-settings.h"

GSettings *
hj_settings_get (void)
{
  static GSettings *settings = NULL;

  if (settings == NULL)
    settings = g_settings_new (APPLICATION_ID);

  return settings;
}

/* Inside a sandbox the home folder is private to the program and its files go with
 * it: the user chooses, through the portal. */
static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

GFile *
hj_settings_dup_folder (void)
{
  g_autofree char *last = g_settings_get_string (hj_settings_get (), HJ_SETTINGS_FOLDER);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (is_sandboxed ())
    return NULL;
  if (last[0] != '\0' && g_file_test (last, G_FILE_TEST_IS_DIR))
    return g_file_new_for_path (last);
  if (documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR))
    return g_file_new_for_path (documents);

  return g_file_new_for_path (g_get_home_dir ());
}
