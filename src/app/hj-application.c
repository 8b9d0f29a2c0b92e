/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-application"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "hj-accelerators.h"
#include "hj-application.h"
#include "hj-preferences.h"
#include "hj-settings.h"
#include "hj-window.h"

struct _HjApplication
{
  AdwApplication  parent_instance;

  int             dpi;         /* the system's own gtk-xft-dpi */
  guint           terminated;  /* source of SIGTERM */
};

G_DEFINE_FINAL_TYPE (HjApplication, hj_application, ADW_TYPE_APPLICATION)

/* Text alone is scaled: targets are large enough as they are. */
static void
apply_text_size (HjApplication *self)
{
  int percent = g_settings_get_int (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE);

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) ((gint64) self->dpi * percent / 100), NULL);
}

/* How long the families are in "Family, Family Style 11": what follows them is
 * a size and words of style. */
static gsize
families_length (const char *font)
{
  static const char * const styles[] = {
    "Thin", "Light", "Book", "Regular", "Normal", "Medium", "Semi-Bold", "Bold", "Heavy", "Black",
    "Italic", "Oblique", "Condensed", "Semi-Condensed", "Expanded", NULL
  };
  gsize length = strlen (font);

  for (;;)
    {
      const char *space = g_strrstr_len (font, (gssize) length, " ");
      g_autofree char *word = NULL;

      if (space == NULL)
        return length;
      word = g_strndup (space + 1, (gsize) (font + length - space - 1));
      if (*word != '\0' && !g_ascii_isdigit (*word) && !g_strv_contains (styles, word))
        return length;
      length = (gsize) (space - font);
    }
}

/* Applicants' names are Chinese in every locale, and where several Chinese faces are installed
 * fontconfig may well take a brush script for them. A face the user chose stays the first; a
 * generic "Sans" is no choice, and its expansion would bring the brush script with it.
 * Outside a Chinese locale a Latin face comes first: else quotation marks are a Chinese
 * character wide. */
static void
name_chinese_face (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean chinese = g_str_has_prefix (g_get_language_names ()[0], "zh");
  g_autofree char *font = NULL;
  g_autofree char *with_chinese = NULL;
  gsize length;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  if (font == NULL)
    font = g_strdup ("Sans 11");

  length = families_length (font);
  if (g_ascii_strncasecmp (font, "sans", length) == 0 || g_ascii_strncasecmp (font, "sans-serif", length) == 0)
    with_chinese = g_strconcat (chinese ? "" : "Noto Sans,", "Noto Sans CJK SC,", font, NULL);
  else
    with_chinese = g_strdup_printf ("%.*s,Noto Sans CJK SC%s", (int) length, font, font + length);
  g_object_set (settings, "gtk-font-name", with_chinese, NULL);
}

static void
apply_autosave (HjApplication *self)
{
  gboolean autosave = g_settings_get_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      HjSession *session = HJ_IS_WINDOW (l->data) ? hj_window_get_session (l->data) : NULL;

      if (session != NULL && hj_session_get_mode (session) == HJ_SESSION_WRITE)
        hj_session_set_autosave (session, autosave);
    }
}

/* Also ends with the journal of coverage and leaks written. */
static gboolean
terminated_cb (gpointer user_data)
{
  HjApplication *self = HJ_APPLICATION (user_data);

  self->terminated = 0;
  g_application_quit (G_APPLICATION (self));

  return G_SOURCE_REMOVE;
}

static GtkWindow *
active_window (HjApplication *self)
{
  return gtk_application_get_active_window (GTK_APPLICATION (self));
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (hj_window_new (GTK_APPLICATION (user_data))));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (hj_preferences_new (active_window (user_data))));
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_present (hj_shortcuts_new (active_window (user_data)));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  adw_show_about_window (active_window (user_data),
                         "application-name", _("Hengjian"),
                         "application-icon", APPLICATION_ID,
                         "version", VERSION,
                         "developer-name", _("The Hengjian developers"),
                         "comments", _("On-site assessment of bodies that apply to certify vocational skill levels: "
                                       "the notice’s own checklist, the score, the sheet. No network, ever."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* Each window closes as if by hand: what is unpublished is published, or asked about. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static void
hj_application_startup (GApplication *application)
{
  HjApplication *self = HJ_APPLICATION (application);

  G_APPLICATION_CLASS (hj_application_parent_class)->startup (application);

  hj_accelerators_install (GTK_APPLICATION (self));
  name_chinese_face ();
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &self->dpi, NULL);
  if (self->dpi <= 0)
    self->dpi = 96 * 1024;
  if (g_settings_get_int (hj_settings_get (), HJ_SETTINGS_TEXT_SIZE) != 100)
    apply_text_size (self);
  g_signal_connect_object (hj_settings_get (), "changed::" HJ_SETTINGS_TEXT_SIZE,
                           G_CALLBACK (apply_text_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hj_settings_get (), "changed::" HJ_SETTINGS_AUTOSAVE,
                           G_CALLBACK (apply_autosave), self, G_CONNECT_SWAPPED);
  self->terminated = g_unix_signal_add (SIGTERM, terminated_cb, self);
}

static void
hj_application_activate (GApplication *application)
{
  GtkWindow *window = active_window (HJ_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (hj_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

/* An empty start page is used before a window is added. */
static HjWindow *
find_free_window (HjApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (HJ_IS_WINDOW (l->data) && hj_window_is_free (l->data))
      return l->data;

  return hj_window_new (GTK_APPLICATION (self));
}

static void
hj_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      HjWindow *window = find_free_window (HJ_APPLICATION (application));

      gtk_window_present (GTK_WINDOW (window));
      hj_window_open (window, files[i], HJ_SESSION_WRITE);
    }
}

static void
hj_application_shutdown (GApplication *application)
{
  HjApplication *self = HJ_APPLICATION (application);

  g_clear_handle_id (&self->terminated, g_source_remove);

  G_APPLICATION_CLASS (hj_application_parent_class)->shutdown (application);
}

static void
hj_application_class_init (HjApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = hj_application_activate;
  application_class->open = hj_application_open;
  application_class->shutdown = hj_application_shutdown;
  application_class->startup = hj_application_startup;
}

static void
hj_application_init (HjApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

HjApplication *
hj_application_new (GApplicationFlags flags)
{
  return g_object_new (HJ_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", flags,
                       "resource-base-path", "/org/hengjian/Hengjian",
                       NULL);
}

void
hj_application_prepare_environment (void)
{
  gboolean modern = gtk_get_major_version () > 4 || gtk_get_minor_version () >= 16;

  /* A form of text and buttons gains nothing from OpenGL; the figures are in README.md.
   * Whoever wants another renderer says so in the environment, and is heard. */
  if (g_getenv ("GSK_RENDERER") != NULL)
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv (modern ? "GDK_DISABLE" : "GDK_DEBUG", modern ? "gl" : "gl-disable", FALSE);
}
