/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-scheme-list"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-compat.h"
#include "hj-error.h"
#include "hj-scheme-list.h"
#include "hj-schemes.h"
#include "hj-settings.h"

/* So many of a file's problems are shown. */
#define MAX_PROBLEMS 12

struct _HjSchemeList
{
  AdwPreferencesGroup  parent_instance;
  GtkWidget           *add;
  GtkLabel            *problem;
  GtkLabel            *damaged;  /* files in the user's folder that are no sound schemes */
  GPtrArray           *rows;  /* GtkWidget, borrowed from the group */
};

G_DEFINE_FINAL_TYPE (HjSchemeList, hj_scheme_list, ADW_TYPE_PREFERENCES_GROUP)

static void
show_problem (HjSchemeList *self,
              const char   *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text[0] != '\0');
}

static void
remove_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;

  if (hj_scheme_remove (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void refresh (HjSchemeList *self);

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjSchemeList) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->add == NULL)
    return;
  if (!removed)
    show_problem (self, error->message);
  refresh (self);
}

static void
remove_cb (HjSchemeList *self,
           GtkWidget    *button)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, removed_cb, g_object_ref (self));

  gtk_widget_set_sensitive (button, FALSE);
  g_task_set_task_data (task, g_strdup (g_object_get_data (G_OBJECT (button), "hj-scheme")), g_free);
  g_task_run_in_thread (task, remove_thread);
}

static GtkWidget *
make_row (HjSchemeList        *self,
          const HjSchemeEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (entry->title, -1);
  g_autofree char *about = g_strdup_printf (_("%s, edition %s · %s"), entry->short_title, entry->edition,
                                            entry->user ? _("added by you") : _("part of the program"));
  g_autofree char *subtitle = g_markup_escape_text (about, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (row), "hj-scheme", g_strdup (entry->id), g_free);
  if (entry->user)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_size_request (button, 44, 44);
      gtk_widget_set_tooltip_text (button, _("Remove this scheme; dossiers keep their copy"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Remove this scheme; dossiers keep their copy"), -1);
      g_object_set_data_full (G_OBJECT (button), "hj-scheme", g_strdup (entry->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HjSchemeList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_schemes_list_finish (result, &error);

  if (self->add == NULL)
    return;
  if (entries == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      GtkWidget *row = make_row (self, g_ptr_array_index (entries, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}

static void
damaged_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HjSchemeList) self = user_data;
  g_autoptr (GPtrArray) damaged = hj_schemes_list_damaged_finish (result);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->add == NULL || damaged == NULL)
    return;
  for (guint i = 0; i < damaged->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (damaged, i));
  if (damaged->len > 0)
    g_string_prepend (text, _("Not every scheme of yours can be used; the others are not touched by it:"));
  gtk_label_set_label (self->damaged, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->damaged), damaged->len > 0);
}

static void
refresh (HjSchemeList *self)
{
  hj_schemes_list_async (NULL, listed_cb, g_object_ref (self));
  hj_schemes_list_damaged_async (NULL, damaged_cb, g_object_ref (self));
}

typedef struct {
  char     *path;
  gboolean  replace;
  char     *problems;  /* NULL for a sound file */
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_free (adding->path);
  g_free (adding->problems);
  g_free (adding);
}

/* All that is wrong with the file, not only the first. */
static char *
dup_problems (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!g_file_get_contents (path, &data, &length, NULL) || length > HJ_SCHEME_MAX_BYTES)
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  problems = hj_scheme_check (bytes, name);
  for (guint i = 0; i < problems->len && i < MAX_PROBLEMS; i++)
    {
      g_autofree char *line = hj_scheme_problem_format (g_ptr_array_index (problems, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (problems->len > MAX_PROBLEMS)
    g_string_append_printf (text, "\n… %u", problems->len - MAX_PROBLEMS);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
add_thread (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Adding *adding = task_data;
  GError *error = NULL;
  HjSchemeEntry *entry = hj_scheme_add (adding->path, adding->replace, &error);

  if (entry == NULL)
    {
      if (g_error_matches (error, HJ_ERROR, HJ_ERROR_INVALID))
        adding->problems = dup_problems (adding->path);
      g_task_return_error (task, error);
      return;
    }
  hj_scheme_entry_free (entry);
  g_task_return_boolean (task, TRUE);
}

static void add_file (HjSchemeList *self, const char *path, gboolean replace);

/* A scheme of that id is there: the list that asks, and the file it asks about. */
typedef struct {
  HjSchemeList *list;
  char         *path;
} Asking;

static void
replace_chosen_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (HjSchemeList) self = asking->list;
  g_autofree char *path = asking->path;
  g_autofree char *choice = hj_compat_choose_finish (result, NULL);

  if (g_strcmp0 (choice, "replace") == 0 && self->add != NULL)
    add_file (self, path, TRUE);
}

static void
ask_to_replace (HjSchemeList *self,
                const char   *path,
                const char   *why)
{
  HjChoice choices[] = {
    { "cancel", _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "replace", _("_Replace"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL, },
  };
  Asking *asking = g_new0 (Asking, 1);

  asking->list = g_object_ref (self);
  asking->path = g_strdup (path);
  hj_compat_choose (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Replace the Scheme?"), why, NULL, choices, NULL,
                    replace_chosen_cb, asking);
}

static void
added_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HjSchemeList) self = user_data;
  const Adding *adding = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean added = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->add == NULL)
    return;
  if (added)
    show_problem (self, "");
  else if (g_error_matches (error, HJ_ERROR, HJ_ERROR_CHANGED) && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    ask_to_replace (self, adding->path, error->message);
  else
    show_problem (self, adding->problems != NULL ? adding->problems : error->message);
  refresh (self);
}

/* The list is no source of the task: the thread might be the last to let go of it. */
static void
add_file (HjSchemeList *self,
          const char   *path,
          gboolean      replace)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, added_cb, g_object_ref (self));
  Adding *adding = g_new0 (Adding, 1);

  adding->path = g_strdup (path);
  adding->replace = replace;
  g_task_set_task_data (task, adding, adding_free);
  g_task_run_in_thread (task, add_thread);
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjSchemeList) self = user_data;
  g_autoptr (GFile) file = hj_compat_open_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->add != NULL)
    hj_scheme_list_add (self, path);
}

static void
add_clicked_cb (HjSchemeList *self)
{
  g_autoptr (GFile) folder = hj_settings_dup_folder ();

  hj_compat_open_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Add a Scheme"), folder,
                       _("Scheme files"), "hjs", NULL, file_chosen_cb, g_object_ref (self));
}

static void
hj_scheme_list_dispose (GObject *object)
{
  HJ_SCHEME_LIST (object)->add = NULL;

  G_OBJECT_CLASS (hj_scheme_list_parent_class)->dispose (object);
}

static void
hj_scheme_list_finalize (GObject *object)
{
  g_ptr_array_unref (HJ_SCHEME_LIST (object)->rows);

  G_OBJECT_CLASS (hj_scheme_list_parent_class)->finalize (object);
}

static void
hj_scheme_list_class_init (HjSchemeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hj_scheme_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = hj_scheme_list_finalize;
}

static GtkLabel *
add_problem_label (HjSchemeList *self)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), "form-problem");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (label));

  return label;
}

static void
hj_scheme_list_init (HjSchemeList *self)
{
  self->rows = g_ptr_array_new ();
  self->add = gtk_button_new_with_label (_("Add…"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->add, -1, 44);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Schemes"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add);
  self->problem = add_problem_label (self);
  self->damaged = add_problem_label (self);
  refresh (self);
}

GtkWidget *
hj_scheme_list_new (void)
{
  return g_object_new (HJ_TYPE_SCHEME_LIST, NULL);
}

void
hj_scheme_list_add (HjSchemeList *self,
                    const char   *path)
{
  g_return_if_fail (HJ_IS_SCHEME_LIST (self));

  add_file (self, path, FALSE);
}

guint
hj_scheme_list_get_n (HjSchemeList *self)
{
  g_return_val_if_fail (HJ_IS_SCHEME_LIST (self), 0);

  return self->rows->len;
}

GtkWidget *
hj_scheme_list_get_row (HjSchemeList *self,
                        const char   *id)
{
  g_return_val_if_fail (HJ_IS_SCHEME_LIST (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (g_object_get_data (G_OBJECT (g_ptr_array_index (self->rows, i)), "hj-scheme"), id))
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

const char *
hj_scheme_list_get_problem (HjSchemeList *self)
{
  return gtk_label_get_label (self->problem);
}

const char *
hj_scheme_list_get_damaged (HjSchemeList *self)
{
  return gtk_label_get_label (self->damaged);
}
