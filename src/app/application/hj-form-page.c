/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-form-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-follow-focus.h"
#include "hj-form-page.h"
#include "hj-forms.h"
#include "hj-record-desk.h"
#include "hj-style.h"
#include "hj-walk-style.h"
#include "hj-wrap-layout.h"

/* The occupation one is at, on all pages of a session. */
#define OCCUPATION "hj-form-occupation"

struct _HjFormPage
{
  GtkWidget      parent_instance;
  GtkWidget     *page;
  AdwClamp      *head_clamp;
  GtkLabel      *kind;
  GtkLabel      *title;
  GtkWidget     *occupations;
  GtkLabel      *hint;

  HjSession     *session;
  const HjForm  *form;
  HjFormTable   *table;
  HjFormFields  *fields;
  GtkWidget     *body;         /* of single fields: where they scroll */
  char          *shown;        /* of the record whose fields are shown */
  gboolean       revealed;     /* ID numbers, by F8 */
  gboolean       setting;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjFormPage, hj_form_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static const HjOccupation *
find_occupation (HjFormPage *self)
{
  const HjContent *content = hj_session_get_content (self->session);
  const char *id = g_object_get_data (G_OBJECT (self->session), OCCUPATION);
  const HjOccupation *occupation = id != NULL ? hj_content_find_occupation (content, id) : NULL;

  if (occupation == NULL && content->occupations->len > 0)
    occupation = g_ptr_array_index (content->occupations, 0);

  return occupation;
}

static void
show_hint (HjFormPage *self,
           const char *text)
{
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text[0] != '\0');
}

/* The fields of another record are other fields: what is typed into those of before was committed by leaving. */
static void
show_fields (HjFormPage *self,
             const char *record)
{
  GtkWidget *box;

  if (g_strcmp0 (self->shown, record) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (record);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, "form-body");
  self->fields = NULL;
  if (record != NULL)
    {
      self->fields = HJ_FORM_FIELDS (hj_form_fields_new (self->session, self->form, record));
      gtk_widget_set_sensitive (GTK_WIDGET (self->fields), hj_session_get_mode (self->session) == HJ_SESSION_WRITE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
    }
  adw_clamp_set_child (ADW_CLAMP (self->body), box);
}

static const char *
name_occupation (const HjOccupation *occupation)
{
  return occupation->name[0] != '\0' ? occupation->name : occupation->code[0] != '\0' ? occupation->code : _("Without a name");
}

static void
show_current (HjFormPage *self)
{
  const HjOccupation *occupation = self->form->per_occupation ? find_occupation (self) : NULL;

  if (self->table != NULL)
    hj_table_grid_set_occupation (hj_form_table_get_grid (self->table), occupation != NULL ? occupation->name : NULL);
  else if (self->form->record == HJ_RECORD_OCCUPATION)
    show_fields (self, occupation != NULL ? occupation->id : NULL);
  else
    show_fields (self, "applicant");
  if (self->form->per_occupation)
    show_hint (self, occupation == NULL ? _("This form is filled in for each occupation. Enter the occupations first.") : "");
}

static void
occupation_toggled_cb (HjFormPage *self,
                       GtkWidget  *button)
{
  if (self->setting || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return;
  hj_form_page_set_occupation (self, g_object_get_data (G_OBJECT (button), "hj-id"));
}

static gboolean
shows_occupations (HjFormPage      *self,
                   const HjContent *content)
{
  GtkWidget *child = gtk_widget_get_first_child (self->occupations);

  for (guint i = 0; i < content->occupations->len; i++, child = gtk_widget_get_next_sibling (child))
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      if (child == NULL || !g_str_equal (g_object_get_data (G_OBJECT (child), "hj-id"), occupation->id))
        return FALSE;
    }

  return child == NULL;
}

static void
make_occupations (HjFormPage      *self,
                  const HjContent *content)
{
  GtkWidget *child, *first = NULL;

  while ((child = gtk_widget_get_first_child (self->occupations)) != NULL)
    gtk_box_remove (GTK_BOX (self->occupations), child);
  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);
      GtkWidget *button = gtk_toggle_button_new ();

      g_object_set_data_full (G_OBJECT (button), "hj-id", g_strdup (occupation->id), g_free);
      gtk_widget_add_css_class (button, "occupation");
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        first = button;
      g_signal_connect_object (button, "toggled", G_CALLBACK (occupation_toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->occupations), button);
    }
}

static void
update_occupations (HjFormPage *self)
{
  const HjContent *content = hj_session_get_content (self->session);
  const HjOccupation *current = find_occupation (self);

  if (!self->form->per_occupation)
    return;

  self->setting = TRUE;
  if (!shows_occupations (self, content))
    make_occupations (self, content);
  for (GtkWidget *child = gtk_widget_get_first_child (self->occupations); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const char *id = g_object_get_data (G_OBJECT (child), "hj-id");
      const HjOccupation *occupation = hj_content_find_occupation (content, id);

      gtk_button_set_label (GTK_BUTTON (child), name_occupation (occupation));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), current != NULL && g_str_equal (id, current->id));
    }
  gtk_widget_set_visible (self->occupations, content->occupations->len > 0);
  self->setting = FALSE;
}

static void
desk_changed_cb (HjFormPage *self,
                 int         kind)
{
  if (self->session == NULL || kind != HJ_RECORD_OCCUPATION)
    return;
  update_occupations (self);
  show_current (self);
}

static void
make_body (HjFormPage *self)
{
  GtkWidget *scroller;

  if (hj_forms_is_table (self->form))
    {
      self->table = HJ_FORM_TABLE (hj_form_table_new (self->session, self->form));
      gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
      gtk_box_append (GTK_BOX (self->page), GTK_WIDGET (self->table));
      adw_clamp_set_maximum_size (self->head_clamp, G_MAXINT16);
      return;
    }

  scroller = gtk_scrolled_window_new ();
  self->body = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->body), 900);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->body), 760);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->page), scroller);
  hj_follow_focus (GTK_SCROLLED_WINDOW (scroller));
}

/* A page shows one session in its life; letting go of it keeps the widgets, inert. */
static void
set_session (HjFormPage *self,
             HjSession  *session)
{
  if (session == self->session)
    return;
  g_return_if_fail (session == NULL);

  if (self->table != NULL)
    hj_form_table_stop (self->table);
  g_signal_handlers_disconnect_by_data (hj_record_desk_get (self->session), self);
  gtk_widget_set_sensitive (self->page, FALSE);
  g_clear_object (&self->session);
}

static void
hj_form_page_dispose (GObject *object)
{
  HjFormPage *self = HJ_FORM_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (hj_form_page_parent_class)->dispose (object);
}

static void
hj_form_page_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  g_value_set_object (value, HJ_FORM_PAGE (object)->session);
}

static void
hj_form_page_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  set_session (HJ_FORM_PAGE (object), g_value_get_object (value));
}

static void
reveal_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HjFormPage *self = HJ_FORM_PAGE (widget);

  self->revealed = !self->revealed;
  if (self->fields != NULL)
    hj_form_fields_set_revealed (self->fields, self->revealed);
}

static void
hj_form_page_class_init (HjFormPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_form_page_dispose;
  object_class->get_property = hj_form_page_get_property;
  object_class->set_property = hj_form_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/application/hj-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, head_clamp);
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, hint);
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, kind);
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, occupations);
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, page);
  gtk_widget_class_bind_template_child (widget_class, HjFormPage, title);
  gtk_widget_class_install_action (widget_class, "form.reveal", NULL, reveal_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "form.reveal", NULL);
}

static void
hj_form_page_init (HjFormPage *self)
{
  hj_walk_style_ensure ();
  hj_style_ensure ("/org/hengjian/Hengjian/ui/application/application.css");
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_form_page_new (HjSession    *session,
                  const HjForm *form)
{
  HjFormPage *self;

  g_return_val_if_fail (HJ_IS_SESSION (session), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  self = g_object_new (HJ_TYPE_FORM_PAGE, NULL);
  self->session = g_object_ref (session);
  self->form = form;
  gtk_label_set_label (self->kind, form->supplement ? _("Application · For the check: not asked for by the notice’s form")
                                                    : _("Application"));
  gtk_label_set_label (self->title, form->title);
  make_body (self);
  update_occupations (self);
  show_current (self);
  g_signal_connect_object (hj_record_desk_get (session), "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* The occupation that a record, or an occupation's own id, stands for. */
static const char *
find_occupation_of (HjFormPage *self,
                    const char *id)
{
  const HjContent *content = hj_session_get_content (self->session);
  const HjRecord *record;
  int index = hj_record_table_index (hj_record_table (self->form->record), "occupation");

  if (hj_content_find_occupation (content, id) != NULL)
    return id;
  record = hj_content_find_record (content, self->form->record, id);
  for (guint i = 0; record != NULL && index >= 0 && i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      if (hj_forms_names_occupation (record->values[index], occupation->name))
        return occupation->id;
    }

  return NULL;
}

void
hj_form_page_show_place (HjFormPage    *self,
                         const HjPlace *place)
{
  const char *occupation;

  g_return_if_fail (HJ_IS_FORM_PAGE (self));
  g_return_if_fail (place != NULL);

  if (self->form->per_occupation && place->criterion[0] != '\0')
    {
      occupation = find_occupation_of (self, place->criterion);
      if (occupation != NULL)
        hj_form_page_set_occupation (self, occupation);
    }
  update_occupations (self);
  show_current (self);
  if (self->table != NULL && place->criterion[0] != '\0')
    hj_form_table_show_record (self->table, place->criterion, place->aspect);
  if (self->table != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->table));
  else if (self->fields != NULL && (place->aspect[0] == '\0' || !hj_form_fields_focus (self->fields, place->aspect)))
    hj_form_fields_focus_first (self->fields);
}

const char *
hj_form_page_get_occupation (HjFormPage *self)
{
  const HjOccupation *occupation;

  g_return_val_if_fail (HJ_IS_FORM_PAGE (self), "");

  occupation = self->form->per_occupation ? find_occupation (self) : NULL;

  return occupation != NULL ? occupation->id : "";
}

void
hj_form_page_set_occupation (HjFormPage *self,
                             const char *id)
{
  g_return_if_fail (HJ_IS_FORM_PAGE (self));

  if (self->table != NULL)
    hj_table_grid_commit (hj_form_table_get_grid (self->table));
  g_object_set_data_full (G_OBJECT (self->session), OCCUPATION, g_strdup (id), g_free);
  update_occupations (self);
  show_current (self);
}

HjFormTable *
hj_form_page_get_table (HjFormPage *self)
{
  return self->table;
}

HjFormFields *
hj_form_page_get_fields (HjFormPage *self)
{
  return self->fields;
}
