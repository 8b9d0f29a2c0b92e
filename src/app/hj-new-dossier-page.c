/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-new-dossier-page"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-clock.h"
#include "hj-compat.h"
#include "hj-new-dossier-page.h"
#include "hj-occupation-row.h"
#include "hj-schemes.h"
#include "hj-settings.h"

struct _HjNewDossierPage
{
  GtkWidget            parent_instance;

  GPtrArray           *entries;      /* HjSchemeEntry */
  HjScheme            *scheme;       /* the one that is chosen, once it is read */
  GFile               *file;         /* chosen by hand; NULL: follows the applicant's name */
  GCancellable        *cancellable;

  AdwComboRow         *scheme_row;
  GtkStringList       *scheme_names;
  AdwComboRow         *type_row;
  GtkStringList       *type_names;   /* "not said yet", then the scheme's kinds */
  AdwEntryRow         *applicant;
  AdwEntryRow         *day;
  AdwEntryRow         *place;
  GtkListBox          *occupations;
  GtkListBox          *experts;
  AdwEntryRow         *new_expert;
  AdwActionRow        *file_row;
  GtkLabel            *problem;
  GtkRevealer         *problem_revealer;
  GtkButton           *create;
  GtkSpinner          *spinner;
};

enum {
  CREATED,
  CANCELLED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (HjNewDossierPage, hj_new_dossier_page, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
mark (GtkWidget *row,
      gboolean   wrong)
{
  if (wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
}

static void
tell (HjNewDossierPage *self,
      const char       *problem)
{
  gtk_label_set_label (self->problem, problem);
  gtk_revealer_set_reveal_child (self->problem_revealer, problem[0] != '\0');
}

/* A name that is free: "X.hjd", "X 2.hjd", ... */
static GFile *
dup_default_file (HjNewDossierPage *self)
{
  g_autoptr (GFile) folder = hj_settings_dup_folder ();
  g_autofree char *applicant = dup_text (self->applicant);
  const char *stem = applicant[0] != '\0' ? applicant : _("New dossier");

  if (folder == NULL)
    return NULL;

  g_strdelimit (applicant, "/\\:*?\"<>|", '_');
  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.hjd", stem) : g_strdup_printf ("%s %u.hjd", stem, i);
      g_autoptr (GFile) file = g_file_get_child (folder, name);

      if (!g_file_query_exists (file, NULL))
        return g_steal_pointer (&file);
    }

  return NULL;
}

static void
update_file (HjNewDossierPage *self)
{
  g_autoptr (GFile) file = self->file != NULL ? g_object_ref (self->file) : dup_default_file (self);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  adw_action_row_set_subtitle (self->file_row, path != NULL ? path : _("Not chosen yet"));
}

static void
applicant_changed_cb (HjNewDossierPage *self)
{
  mark (GTK_WIDGET (self->applicant), FALSE);
  tell (self, "");
  update_file (self);
}

static void
day_changed_cb (HjNewDossierPage *self)
{
  mark (GTK_WIDGET (self->day), FALSE);
  tell (self, "");
}

static void
day_selected_cb (HjNewDossierPage *self,
                 GtkCalendar      *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (self->day), text);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* The kind that is chosen; NULL while none is. */
static const HjApplicantType *
get_type (HjNewDossierPage *self)
{
  guint selected = adw_combo_row_get_selected (self->type_row);

  if (self->scheme == NULL || selected == 0 || selected > self->scheme->applicant_types->len)
    return NULL;

  return g_ptr_array_index (self->scheme->applicant_types, selected - 1);
}

static void
type_selected_cb (HjNewDossierPage *self)
{
  const HjApplicantType *type = get_type (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->type_row), type != NULL ? type->note : "");
}

static void
offer_types (HjNewDossierPage *self)
{
  GPtrArray *types = self->scheme->applicant_types;

  gtk_string_list_splice (self->type_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->type_names)), NULL);
  gtk_string_list_append (self->type_names, _("Not said yet"));
  for (guint i = 0; i < types->len; i++)
    gtk_string_list_append (self->type_names, ((const HjApplicantType *) g_ptr_array_index (types, i))->label);
  adw_combo_row_set_selected (self->type_row, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->type_row), types->len > 0);
  type_selected_cb (self);
}

static void
scheme_loaded_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (HjNewDossierPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjScheme) scheme = hj_schemes_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (scheme == NULL)
    {
      tell (self, error->message);
      return;
    }

  g_clear_pointer (&self->scheme, hj_scheme_unref);
  self->scheme = g_steal_pointer (&scheme);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scheme_row), self->scheme->title);
  offer_types (self);
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->occupations, i);

      if (row == NULL)
        break;
      if (HJ_IS_OCCUPATION_ROW (gtk_list_box_row_get_child (row)))
        hj_occupation_row_set_scheme (HJ_OCCUPATION_ROW (gtk_list_box_row_get_child (row)), self->scheme);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->create), TRUE);
}

static void
scheme_selected_cb (HjNewDossierPage *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme_row);

  if (self->entries == NULL || selected >= self->entries->len)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->create), FALSE);
  hj_schemes_load_async (((HjSchemeEntry *) g_ptr_array_index (self->entries, selected))->id, self->cancellable,
                         scheme_loaded_cb, g_object_ref (self));
}

/* The scheme of the last new dossier: an evaluation centre works by one notice for years. */
static void
select_last_scheme (HjNewDossierPage *self)
{
  g_autofree char *last = g_settings_get_string (hj_settings_get (), HJ_SETTINGS_SCHEME);
  guint selected = 0;

  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (((HjSchemeEntry *) g_ptr_array_index (self->entries, i))->id, last))
      selected = i;
  if (adw_combo_row_get_selected (self->scheme_row) != selected)
    adw_combo_row_set_selected (self->scheme_row, selected);
  else
    scheme_selected_cb (self);
}

static void
catalogue_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HjNewDossierPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = hj_schemes_list_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      tell (self, error->message);
      return;
    }

  self->entries = g_steal_pointer (&entries);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_string_list_append (self->scheme_names, ((HjSchemeEntry *) g_ptr_array_index (self->entries, i))->short_title);
  if (self->entries->len == 0)
    tell (self, _("No scheme is installed."));
  else
    select_last_scheme (self);
}

static void
remove_row_cb (GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_ancestor (child, GTK_TYPE_LIST_BOX_ROW);

  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
}

static void
occupation_changed_cb (HjNewDossierPage *self)
{
  tell (self, "");
}

static void
add_occupation_cb (HjNewDossierPage *self)
{
  GtkWidget *content = hj_occupation_row_new (self->scheme);
  GtkWidget *row = gtk_list_box_row_new ();
  int position = 0;

  g_signal_connect (content, "remove", G_CALLBACK (remove_row_cb), NULL);
  g_signal_connect_object (content, "changed", G_CALLBACK (occupation_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  /* Before the row that adds. */
  while (gtk_list_box_get_row_at_index (self->occupations, position + 1) != NULL)
    position++;
  gtk_list_box_insert (self->occupations, row, position);
  gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
}

static void
occupation_row_activated_cb (HjNewDossierPage *self,
                             GtkListBoxRow    *row)
{
  add_occupation_cb (self);
}

static void
append_expert (HjNewDossierPage *self,
               const char       *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_markup_escape_text (name, -1);
  int position = 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove this expert"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this expert"), -1);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_row_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);

  while (gtk_list_box_get_row_at_index (self->experts, position + 1) != NULL)
    position++;
  gtk_list_box_insert (self->experts, row, position);
}

static gboolean
has_expert (HjNewDossierPage *self,
            const char       *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->experts, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "name"), name) == 0)
      return TRUE;

  return FALSE;
}

/* Several names at once, as they are pasted: "李明、王芳 陈刚". */
static void
add_expert_cb (HjNewDossierPage *self)
{
  g_autofree char *text = dup_text (self->new_expert);
  g_auto (GStrv) names = NULL;

  names = g_regex_split_simple ("[、，,;；\\n\\t]|\\s{2,}", text, 0, 0);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_strstrip (names[i]);
      if (names[i][0] != '\0' && !has_expert (self, names[i]))
        append_expert (self, names[i]);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->new_expert), "");
}

static void
file_chosen_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HjNewDossierPage) self = user_data;
  g_autoptr (GFile) file = hj_compat_save_file_finish (result, NULL);

  if (file == NULL)
    return;

  g_set_object (&self->file, file);
  tell (self, "");
  update_file (self);
}

static void
choose_file_cb (HjNewDossierPage *self)
{
  g_autoptr (GFile) file = self->file != NULL ? g_object_ref (self->file) : dup_default_file (self);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : g_strdup_printf ("%s.hjd", _("New dossier"));

  hj_compat_save_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Where the Dossier Goes"),
                       folder, name, _("Dossiers"), "hjd", self->cancellable,
                       file_chosen_cb, g_object_ref (self));
}

/* What the dossier starts with, or NULL with @problem. */
static GPtrArray *
collect (HjNewDossierPage  *self,
         char             **problem)
{
  g_autoptr (GPtrArray) commands = hj_command_list_new ();
  g_autofree char *name = dup_text (self->applicant);
  g_autofree char *day_text = dup_text (self->day);
  g_autofree char *place = dup_text (self->place);
  g_autoptr (GError) error = NULL;
  HjApplicant applicant = { NULL, };
  const HjApplicantType *type;
  HjApplicant empty = { (char *) "", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "", (char *) "" };
  HjVisit visit = { HJ_DAY_NONE, HJ_DAY_NONE, place, (char *) "" };
  GtkListBoxRow *row;
  int position = 0;

  if (name[0] == '\0')
    {
      mark (GTK_WIDGET (self->applicant), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->applicant));
      *problem = g_strdup (_("A dossier needs the applicant’s name."));
      return NULL;
    }
  if (day_text[0] != '\0' && !hj_day_parse (day_text, &visit.from, &error))
    {
      mark (GTK_WIDGET (self->day), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->day));
      *problem = g_strdup (error->message);
      return NULL;
    }

  hj_applicant_copy_into (&applicant, &empty);
  hj_str_set (&applicant.name, name);
  type = get_type (self);
  if (type != NULL)
    hj_str_set (&applicant.type, type->label);
  g_ptr_array_add (commands, hj_command_new_applicant (&applicant));
  hj_applicant_clear (&applicant);
  g_ptr_array_add (commands, hj_command_new_visit (&visit));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->occupations, i)) != NULL; i++)
    {
      HjOccupationRow *content = HJ_IS_OCCUPATION_ROW (gtk_list_box_row_get_child (row))
                                 ? HJ_OCCUPATION_ROW (gtk_list_box_row_get_child (row)) : NULL;
      g_autoptr (HjOccupation) occupation = content != NULL ? hj_occupation_row_dup_occupation (content) : NULL;

      if (occupation == NULL)
        continue;
      *problem = hj_occupation_row_check (content);
      if (*problem != NULL)
        return NULL;
      g_ptr_array_add (commands, hj_command_new_occupation (occupation));
    }

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->experts, i)) != NULL; i++)
    {
      const char *expert = g_object_get_data (G_OBJECT (row), "name");
      g_autoptr (HjMember) member = expert != NULL ? hj_member_new (expert) : NULL;

      if (member == NULL)
        continue;
      member->position = position++;
      g_ptr_array_add (commands, hj_command_new_member (member));
    }

  return g_steal_pointer (&commands);
}

/* The next new dossier begins with the same scheme in the same folder. */
static void
remember (HjSession *session)
{
  g_autofree char *folder = g_path_get_dirname (hj_session_get_path (session));

  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_FOLDER, folder);
  g_settings_set_string (hj_settings_get (), HJ_SETTINGS_SCHEME, hj_session_get_scheme (session)->id);
}

static void
set_busy (HjNewDossierPage *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->create), !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

static void
session_created_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (HjNewDossierPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HjSession) session = hj_session_create_finish (result, &error);

  set_busy (self, FALSE);
  if (session == NULL)
    {
      tell (self, error->message);
      return;
    }

  remember (session);
  g_signal_emit (self, signals[CREATED], 0, session);
}

static void
create_cb (HjNewDossierPage *self)
{
  hj_new_dossier_page_create (self);
}

static void
cancel_cb (HjNewDossierPage *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
hj_new_dossier_page_dispose (GObject *object)
{
  HjNewDossierPage *self = HJ_NEW_DOSSIER_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (hj_new_dossier_page_parent_class)->dispose (object);
}

static void
hj_new_dossier_page_finalize (GObject *object)
{
  HjNewDossierPage *self = HJ_NEW_DOSSIER_PAGE (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->scheme, hj_scheme_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (hj_new_dossier_page_parent_class)->finalize (object);
}

static void
hj_new_dossier_page_class_init (HjNewDossierPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_new_dossier_page_dispose;
  object_class->finalize = hj_new_dossier_page_finalize;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 1, HJ_TYPE_SESSION);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/new-dossier-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, applicant);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, create);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, day);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, experts);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, new_expert);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, occupations);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, place);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, problem);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, scheme_names);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, type_names);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, type_row);
  gtk_widget_class_bind_template_child (widget_class, HjNewDossierPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, add_expert_cb);
  gtk_widget_class_bind_template_callback (widget_class, applicant_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, occupation_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, scheme_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_selected_cb);

  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Escape, 0, "cancelled", NULL);
}

static void
hj_new_dossier_page_init (HjNewDossierPage *self)
{
  g_autofree char *recorder = g_settings_get_string (hj_settings_get (), HJ_SETTINGS_RECORDER_NAME);
  g_autofree char *today = hj_day_format_iso (hj_clock_today ());

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);
  if (recorder[0] != '\0')
    append_expert (self, recorder);
  update_file (self);

  hj_schemes_list_async (self->cancellable, catalogue_cb, g_object_ref (self));
}

GtkWidget *
hj_new_dossier_page_new (void)
{
  return g_object_new (HJ_TYPE_NEW_DOSSIER_PAGE, NULL);
}

void
hj_new_dossier_page_create (HjNewDossierPage *self)
{
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (HJ_IS_NEW_DOSSIER_PAGE (self));

  if (self->scheme == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->create)))
    return;

  /* A name typed and not yet added is meant. */
  add_expert_cb (self);
  commands = collect (self, &problem);
  if (commands == NULL)
    {
      tell (self, problem);
      return;
    }

  file = self->file != NULL ? g_object_ref (self->file) : dup_default_file (self);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL)
    {
      choose_file_cb (self);
      return;
    }

  tell (self, "");
  set_busy (self, TRUE);
  hj_session_create_async (path, self->scheme, commands, self->cancellable, session_created_cb, g_object_ref (self));
}

gboolean
hj_new_dossier_page_is_ready (HjNewDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_NEW_DOSSIER_PAGE (self), FALSE);

  return self->scheme != NULL;
}

const char *
hj_new_dossier_page_get_problem (HjNewDossierPage *self)
{
  g_return_val_if_fail (HJ_IS_NEW_DOSSIER_PAGE (self), NULL);

  return gtk_revealer_get_reveal_child (self->problem_revealer) ? gtk_label_get_label (self->problem) : "";
}
