/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-app-test"

#include "config.h"

#include <gdk/x11/gdkx.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "hj-app-test.h"
#include "hj-scheme-file.h"
#include "hj-settings.h"

#ifdef __SANITIZE_ADDRESS__

#include <sanitizer/lsan_interface.h>

/* GLib leaves its first table of quarks, of 2048, behind when a larger one takes its place, for readers without a
 * lock. It is made before main() and allocated by g_malloc(), so no suppression can name it; with whole stacks one
 * could, and these tests would take five times as long. */
#define FIRST_TABLE (2048 * sizeof (char *))

int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *, size_t),
                                               void (*free_hook) (const volatile void *));

static void
allocated (const volatile void *memory,
           size_t               size)
{
  if (size == FIRST_TABLE)
    __lsan_ignore_object ((const void *) memory);
}

static void
freed (const volatile void *memory)
{
}

static void
watch_allocations (void)
{
  __sanitizer_install_malloc_and_free_hooks (allocated, freed);
}

/* Before GLib's own constructor. */
__attribute__ ((section (".preinit_array"), used)) static void (*const watch) (void) = watch_allocations;

#endif

static HjApplication *application;

static void
speak (const char *language)
{
  const char *folder = g_getenv ("HENGJIAN_LOCALEDIR");

  if (language == NULL)
    return;

  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_nonnull (folder);
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
hj_app_test_init (int    *argc,
                  char ***argv)
{
  g_autofree char *language = g_strdup (g_getenv ("HJ_APP_LANGUAGE"));
  g_autoptr (GError) error = NULL;

  hj_test_init (argc, argv);
  hj_application_prepare_environment ();
  gtk_disable_setlocale ();
  speak (language);
  gtk_init ();
  /* A blinking cursor draws frame after frame, and nothing would ever settle. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);

  application = hj_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

int
hj_app_test_run (void)
{
  int status = hj_test_run ();

  g_clear_object (&application);

  return status;
}

HjApplication *
hj_app_test_application (void)
{
  return application;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
hj_app_test_iterate (gint64      end,
                     const char *where,
                     const char *condition)
{
  guint wake;

  if (g_get_monotonic_time () > end)
    g_error ("%s: waited a minute for %s", where, condition);

  /* A condition may come true without a source of this loop. */
  wake = g_timeout_add (20, wake_cb, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

void
hj_app_test_settle (void)
{
  gint64 quiet = g_get_monotonic_time () + 60000;
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < MIN (quiet, end))
    {
      if (g_main_context_iteration (NULL, FALSE))
        quiet = MAX (quiet, g_get_monotonic_time () + 30000);
      else
        g_usleep (2000);
    }
}

HjWindow *
hj_app_test_window (int width,
                    int height)
{
  HjWindow *window = hj_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_object_set_data (G_OBJECT (window), "wanted-width", GINT_TO_POINTER (width));
  gtk_window_present (GTK_WINDOW (window));
  hj_wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)) && gtk_widget_get_width (GTK_WIDGET (window)) > 0);
  hj_app_test_settle ();

  return window;
}

static void
add_member (GPtrArray  *commands,
            guint       position,
            const char *name)
{
  g_autoptr (HjMember) member = hj_member_new (name);

  member->position = (int) position;
  member->lead = position == 0;
  g_ptr_array_add (commands, hj_command_new_member (member));
}

static GPtrArray *
make_commands (HjScheme   *scheme,
               const char *applicant,
               guint       n_experts)
{
  static const char *const names[] = { "李明", "王芳", "陈刚", "赵赟", "孙玥" };
  g_autoptr (HjContent) content = hj_content_new (scheme);
  g_autoptr (HjOccupation) occupation = hj_occupation_new ();
  GPtrArray *commands = hj_command_list_new ();

  g_assert_cmpuint (n_experts, <=, G_N_ELEMENTS (names));

  hj_str_set (&content->applicant.name, applicant);
  g_ptr_array_add (commands, hj_command_new_applicant (&content->applicant));
  for (guint i = 0; i < n_experts; i++)
    add_member (commands, i, names[i]);
  hj_str_set (&occupation->code, "4-07-03-02");
  hj_str_set (&occupation->name, "劳动关系协调员");
  hj_str_set (&occupation->levels, "4,3");
  g_ptr_array_add (commands, hj_command_new_occupation (occupation));

  return commands;
}

char *
hj_app_test_make_dossier (const char *folder,
                          const char *applicant,
                          guint       n_experts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_scheme_load ("zhejiang-2020", &error);
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (HjSession) session = NULL;
  g_autofree char *name = g_strconcat (applicant, ".hjd", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_error (error);
  commands = make_commands (scheme, applicant, n_experts);
  session = hj_session_create (path, scheme, commands, NULL, &error);
  g_assert_no_error (error);
  hj_session_close (session, FALSE, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

HjWindow *
hj_app_test_open (const char *path,
                  int         width,
                  int         height)
{
  HjWindow *window = hj_app_test_window (width, height);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  hj_window_open (window, file, HJ_SESSION_WRITE);
  hj_wait_for (hj_window_get_session (window) != NULL);
  hj_app_test_settle ();

  return window;
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hj_session_apply_finish (HJ_SESSION (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
hj_app_test_record (HjWindow   *window,
                    const char *expert,
                    const char *criterion,
                    HjVerdict   verdict,
                    const char *reason)
{
  HjSession *session = hj_window_get_session (window);
  const HjMember *member = hj_content_find_member_by_name (hj_session_get_content (session), expert);
  g_autoptr (HjFinding) finding = NULL;
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  gboolean done = FALSE;

  g_assert_nonnull (member);
  finding = hj_finding_new (criterion, member->id);
  finding->verdict = verdict;
  hj_str_set (&finding->reason, reason);
  g_ptr_array_add (commands, hj_command_new_finding (finding));
  hj_session_apply_async (session, member->id, criterion, commands, NULL, applied_cb, &done);
  hj_wait_for (done);
  hj_app_test_settle ();
}

void
hj_app_test_close (HjWindow *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_close (GTK_WINDOW (window));
  hj_wait_for (alive == NULL);
}

void
hj_app_fixture_make (HjAppFixture *fixture,
                     const char   *applicant,
                     guint         n_experts)
{
  fixture->folder = hj_test_new_folder ();
  fixture->path = hj_app_test_make_dossier (fixture->folder, applicant, n_experts);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME, "李明");
  g_settings_set_boolean (hj_settings_get (), HJ_SETTINGS_AUTOSAVE, FALSE);
}

void
hj_app_fixture_open (HjAppFixture *fixture)
{
  fixture->window = hj_app_test_open (fixture->path, 1280, 800);
  fixture->session = hj_window_get_session (fixture->window);
}

void
hj_app_fixture_tear_down (HjAppFixture  *fixture,
                          gconstpointer  data)
{
  if (fixture->window != NULL)
    hj_app_test_close (fixture->window);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
hj_app_test_go (HjWindow   *window,
                const char *place)
{
  g_autoptr (HjPlace) parsed = hj_place_parse (place);

  hj_window_go (window, parsed);
  hj_app_test_settle ();
}

static void
run_xdotool (GtkWindow *window,
             GPtrArray *arguments)
{
  g_autoptr (GError) error = NULL;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  int status;

  /* No window manager here gives the focus. */
  g_ptr_array_insert (arguments, 0, g_strdup ("xdotool"));
  g_ptr_array_insert (arguments, 1, g_strdup ("windowfocus"));
  g_ptr_array_insert (arguments, 2, g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface)));
  g_ptr_array_add (arguments, NULL);

  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  hj_app_test_settle ();
}

static GPtrArray *
arguments_new (const char *first)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup (first));

  return arguments;
}

void
hj_app_test_keys (GtkWindow  *window,
                  const char *first_key,
                  ...)
{
  va_list keys;

  va_start (keys, first_key);
  for (const char *key = first_key; key != NULL; key = va_arg (keys, const char *))
    {
      g_autoptr (GPtrArray) arguments = arguments_new ("key");

      g_ptr_array_add (arguments, g_strdup (key));
      run_xdotool (window, arguments);
    }
  va_end (keys);
}

void
hj_app_test_keys_in_turn (GtkWindow  *window,
                          const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    hj_app_test_keys (window, each[i], NULL);
}

void
hj_app_test_type (GtkWindow  *window,
                  const char *ascii)
{
  g_autoptr (GPtrArray) arguments = arguments_new ("type");

  g_ptr_array_add (arguments, g_strdup ("--delay"));
  g_ptr_array_add (arguments, g_strdup ("4"));
  g_ptr_array_add (arguments, g_strdup (ascii));
  run_xdotool (window, arguments);
}

void
hj_app_test_paste (GtkWindow  *window,
                   const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_assert_true (focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (focus), text);
  hj_app_test_keys (window, "ctrl+v", NULL);
}

/* A button that names an action is sensitive where the action is enabled. */
gboolean
hj_app_test_is_enabled (HjWindow   *window,
                        const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_widget_set_parent (button, gtk_widget_get_first_child (GTK_WIDGET (window)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);

  return enabled;
}

GtkWidget *
hj_app_test_walk (GtkWidget    *root,
                  HjWidgetFunc  func,
                  gpointer      user_data)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (func (root, user_data))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = hj_app_test_walk (child, func, user_data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_of_type (GtkWidget *widget,
            gpointer   user_data)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(GType *) user_data);
}

GtkWidget *
hj_app_test_find (GtkWidget *root,
                  GType      type)
{
  return hj_app_test_walk (root, is_of_type, &type);
}

static gboolean
holds_text (GtkWidget *widget,
            gpointer   user_data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), user_data) != NULL;
}

GtkWidget *
hj_app_test_find_label (GtkWidget  *root,
                        const char *text)
{
  return hj_app_test_walk (root, holds_text, (gpointer) text);
}

static gboolean
is_button_called (GtkWidget *widget,
                  gpointer   user_data)
{
  g_autoptr (GString) plain = NULL;

  if (!GTK_IS_BUTTON (widget))
    return FALSE;
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), user_data) == 0)
    return TRUE;

  plain = g_string_new (gtk_button_get_label (GTK_BUTTON (widget)));
  g_string_replace (plain, "_", "", 0);

  return g_str_equal (plain->str, user_data);
}

GtkWidget *
hj_app_test_find_button (GtkWidget  *root,
                         const char *label)
{
  return hj_app_test_walk (root, is_button_called, (gpointer) label);
}

GtkWindow *
hj_app_test_find_dialog (GtkWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window && gtk_window_get_transient_for (l->data) == window && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (GtkWidget *w = widget; w != NULL && text->len < 300; w = gtk_widget_get_parent (w))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (w));

      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " in " : "", G_OBJECT_TYPE_NAME (w),
                              id != NULL ? "#" : "", id != NULL ? id : "");
    }

  return g_string_free (text, FALSE);
}

/* Text inside a widget names it where nothing else does. */
static gboolean
has_text (GtkWidget *widget,
          gpointer   user_data)
{
  return GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0';
}

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
      gtk_widget_get_tooltip_text (widget) != NULL)
    return TRUE;

  return hj_app_test_walk (widget, has_text, NULL) != NULL;
}

static gboolean
lacks_name (GtkWidget *widget,
            gpointer   user_data)
{
  GtkWidget *named = widget;

  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_sensitive (widget) || GTK_IS_WINDOW (widget) ||
      GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LABEL (widget))
    return FALSE;
  /* The parts of an entry, a menu button or a spin button speak with the whole's name. */
  for (guint i = 0; i < 4 && named != NULL; i++, named = gtk_widget_get_parent (named))
    if (has_name (named))
      return FALSE;

  return TRUE;
}

typedef struct {
  HjWidgetFunc  is_wrong;
  gpointer      data;
  const char   *complaint;
} Complaint;

static gboolean
complain (GtkWidget *widget,
          gpointer   user_data)
{
  const Complaint *complaint = user_data;

  if (complaint->is_wrong (widget, complaint->data))
    {
      g_autofree char *which = describe (widget);

      g_test_message ("%s (%d × %d): %s", complaint->complaint, gtk_widget_get_width (widget),
                      gtk_widget_get_height (widget), which);
      g_test_fail ();
    }

  return FALSE;
}

/* Names all that are wrong, not only the first. */
static void
complain_of_all (GtkWidget    *root,
                 HjWidgetFunc  is_wrong,
                 gpointer      data,
                 const char   *text)
{
  Complaint complaint = { is_wrong, data, text };

  hj_app_test_walk (root, complain, &complaint);
}

void
hj_app_test_check_names (GtkWidget *root)
{
  complain_of_all (root, lacks_name, NULL, "Without a name for a screen reader");
}

static gboolean
may_run_over (GtkWidget *widget)
{
  GtkPolicyType horizontal;

  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    {
      if (GTK_IS_SCROLLED_WINDOW (w))
        {
          gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (w), &horizontal, NULL);
          if (horizontal != GTK_POLICY_NEVER)
            return TRUE;
        }
      if (GTK_IS_TEXT (w) || GTK_IS_POPOVER (w) || GTK_IS_SCROLLBAR (w))
        return TRUE;
      /* The way, folded and out of sight. */
      if (gtk_widget_get_parent (w) != NULL && ADW_IS_FLAP (gtk_widget_get_parent (w)) &&
          adw_flap_get_flap (ADW_FLAP (gtk_widget_get_parent (w))) == w &&
          !adw_flap_get_reveal_flap (ADW_FLAP (gtk_widget_get_parent (w))))
        return TRUE;
    }

  return FALSE;
}

static gboolean
runs_over (GtkWidget *widget,
           gpointer   user_data)
{
  GtkWidget *window = user_data;
  graphene_rect_t bounds;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_compute_bounds (widget, window, &bounds) ||
      bounds.size.width < 1)
    return FALSE;

  return (bounds.origin.x < -1 || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 1) &&
         !may_run_over (widget);
}

void
hj_app_test_check_width (HjWindow *window)
{
  int wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (window), "wanted-width"));
  int minimum;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > wanted)
    g_test_fail_printf ("The window needs a width of %d, it is to fit into %d", minimum, wanted);

  complain_of_all (gtk_widget_get_first_child (GTK_WIDGET (window)), runs_over, window, "Runs over the window's width");
}

static gboolean
is_too_small (GtkWidget *widget,
              gpointer   user_data)
{
  graphene_rect_t bounds;

  if (!GTK_IS_BUTTON (widget) || !gtk_widget_is_sensitive (widget) ||
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
      !gtk_widget_compute_bounds (widget, widget, &bounds))
    return FALSE;

  /* What a finger hits is the whole of it, with padding and border. */
  return bounds.size.height < 43.5f || bounds.size.width < 33.5f;
}

void
hj_app_test_check_targets (GtkWidget *root)
{
  complain_of_all (root, is_too_small, NULL, "Too small for a finger");
}

void
hj_app_test_picture (GtkWindow  *window,
                     const char *name)
{
  const char *folder = g_getenv ("HJ_SCREENSHOTS");
  const char *language = g_getenv ("HJ_APP_LANGUAGE");
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot;
  GskRenderNode *node;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, language != NULL ? language : "en");
  g_autofree char *path = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));

  if (folder == NULL)
    return;

  /* A paintable is empty while a change is pending: draw first. */
  hj_app_test_settle ();
  paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
