/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-visit-page"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hj-clock.h"
#include "hj-day-button.h"
#include "hj-draft-field.h"
#include "hj-forms.h"
#include "hj-id-toggles.h"
#include "hj-notice.h"
#include "hj-record-editor.h"
#include "hj-report.h"
#include "hj-value.h"
#include "hj-visit-fact.h"
#include "hj-visit-member.h"
#include "hj-visit-occupation.h"
#include "hj-visit-page.h"
#include "hj-walk-style.h"
#include "hj-wrap-layout.h"

/* Of a row that shows a record: its id. */
#define ROW_ID "hj-id"
/* Of a row that shows a value: what the notice calls it. */
#define ROW_LABEL "hj-label"

struct _HjVisitPage
{
  GtkWidget            parent_instance;
  GtkWidget           *page;
  GtkWidget           *from;
  GtkWidget           *to;
  GtkWidget           *place;
  GtkBox              *methods;
  AdwPreferencesGroup *occupations_group;
  GtkListBox          *occupations;
  GtkWidget           *new_occupation;
  GtkListBox          *members;
  GtkWidget           *new_member;
  AdwPreferencesGroup *applicant;
  GHashTable          *fields;      /* draft's name -> widget */
  HjRecordEditor      *visit;
  HjRecordEditor      *applicant_editor;
  HjSession           *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjVisitPage, hj_visit_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static const struct {
  const char *field;
  gsize       offset;
  const char *label;
} applicant_fields[] = {
  { "applicant/name", G_STRUCT_OFFSET (HjApplicant, name), N_("Organisation") },
  { "applicant/credit-code", G_STRUCT_OFFSET (HjApplicant, credit_code), N_("Unified social credit code") },
  { "applicant/type", G_STRUCT_OFFSET (HjApplicant, type), N_("Type of organisation") },
  { "applicant/department", G_STRUCT_OFFSET (HjApplicant, department), N_("Department in charge") },
  { "applicant/address", G_STRUCT_OFFSET (HjApplicant, address), N_("Address") },
  { "applicant/postcode", G_STRUCT_OFFSET (HjApplicant, postcode), N_("Postcode") },
  { "applicant/contact", G_STRUCT_OFFSET (HjApplicant, contact), N_("Contact person") },
  { "applicant/phone", G_STRUCT_OFFSET (HjApplicant, phone), N_("Phone") },
};

static const char *
get_row_id (GtkWidget *row)
{
  if (HJ_IS_VISIT_MEMBER (row))
    return hj_visit_member_get_id (HJ_VISIT_MEMBER (row));
  if (HJ_IS_VISIT_OCCUPATION (row))
    return hj_visit_occupation_get_id (HJ_VISIT_OCCUPATION (row));

  return g_object_get_data (G_OBJECT (row), ROW_ID);
}

static GtkWidget *
find_row (GtkListBox *list,
          const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (get_row_id (child), id))
      return child;

  return NULL;
}

/* The page of the application that asks for a field of this table; NULL: this notice has none, and it is entered here. */
static const HjForm *
find_form (HjScheme     *scheme,
           HjRecordKind  kind)
{
  g_autoptr (GPtrArray) forms = hj_forms_list (scheme);

  for (guint i = 0; i < forms->len; i++)
    if (((const HjForm *) g_ptr_array_index (forms, i))->record == kind)
      return g_ptr_array_index (forms, i);

  return NULL;
}

/* As the notice calls it; NULL where its form doesn't ask for it. */
static const char *
find_label (const HjForm *form,
            const char   *field)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const HjField *asked = g_ptr_array_index (form->fields, i);

      if (g_str_equal (asked->id, field))
        return asked->label[0] != '\0' ? asked->label : hj_record_table_field (hj_record_table (form->record), field)->label;
    }

  return NULL;
}

static void
show_occupation (HjContent *content,
                 GtkWidget *row)
{
  const HjRecord *record = hj_content_find_record (content, HJ_RECORD_OCCUPATION, get_row_id (row));
  const HjRecordField *field = hj_record_table_field (hj_record_table (HJ_RECORD_OCCUPATION), "levels");
  g_autofree char *levels = NULL;
  g_autofree char *title = NULL;

  if (record == NULL)
    return;
  levels = hj_value_format (content->scheme, field, hj_record_get (record, "levels"), FALSE);
  title = g_strdup_printf ("%s %s", hj_record_get (record, "code"), hj_record_get (record, "name"));
  hj_visit_fact_show (row, g_strstrip (title), levels);
}

static GtkWidget *
occupation_row_new (HjVisitPage *self,
                    HjContent   *content,
                    const char  *id)
{
  g_autoptr (HjPlace) place = NULL;
  GtkWidget *row;

  if (find_form (content->scheme, HJ_RECORD_OCCUPATION) == NULL)
    return hj_visit_occupation_new (self->session, id);

  place = hj_place_new_cell (content, HJ_RECORD_OCCUPATION, id, "levels");
  row = hj_visit_fact_new (place);
  /* Its name is what it is about, and no label. */
  gtk_widget_remove_css_class (row, "fact");
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup (id), g_free);

  return row;
}

static void
update_occupations (HjVisitPage *self,
                    HjContent   *content)
{
  g_autoptr (GString) levels = g_string_new (NULL);
  g_autoptr (GPtrArray) limits = NULL;
  GtkWidget *next;
  g_autofree char *text = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->occupations)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (hj_content_find_occupation (content, get_row_id (child)) == NULL)
        gtk_list_box_remove (self->occupations, child);
    }
  for (guint i = 0; i < content->occupations->len; i++)
    {
      const HjOccupation *occupation = g_ptr_array_index (content->occupations, i);

      g_string_append_printf (levels, "%s,", occupation->levels);
      if (find_row (self->occupations, occupation->id) == NULL)
        gtk_list_box_append (self->occupations, occupation_row_new (self, content, occupation->id));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->occupations)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!HJ_IS_VISIT_OCCUPATION (child))
      show_occupation (content, child);
  gtk_widget_set_visible (GTK_WIDGET (self->occupations), content->occupations->len > 0);
  limits = hj_notice_list_limits (content->scheme, content->occupations->len, levels->str);
  g_ptr_array_add (limits, NULL);
  text = limits->len > 1 ? g_strjoinv ("\n", (char **) limits->pdata) : NULL;
  adw_preferences_group_set_description (self->occupations_group, text);
}

static void
update_applicant (HjVisitPage *self,
                  HjContent   *content)
{
  const HjRecord *record = hj_content_get_applicant_record (content);

  for (guint i = 0; i < G_N_ELEMENTS (applicant_fields); i++)
    {
      const char *id = strchr (applicant_fields[i].field, '/') + 1;
      GtkWidget *row = g_hash_table_lookup (self->fields, applicant_fields[i].field);
      const HjRecordField *field = hj_record_table_field (hj_record_table (HJ_RECORD_APPLICANT), id);
      g_autofree char *value = NULL;

      if (row == NULL || ADW_IS_ENTRY_ROW (row))
        continue;
      value = hj_value_format (content->scheme, field, record != NULL ? hj_record_get (record, id) : "", FALSE);
      hj_visit_fact_show (row, g_object_get_data (G_OBJECT (row), ROW_LABEL), value);
    }
}

static void
update_members (HjVisitPage *self,
                HjContent   *content)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->members)); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (hj_content_find_member (content, get_row_id (child)) == NULL)
        gtk_list_box_remove (self->members, child);
    }
  for (guint i = 0; i < content->members->len; i++)
    {
      const HjMember *member = g_ptr_array_index (content->members, i);

      if (find_row (self->members, member->id) == NULL)
        gtk_list_box_append (self->members, hj_visit_member_new (self->session, member->id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->members), content->members->len > 0);
}

static void
update (HjVisitPage *self)
{
  const HjVisit *visit;

  if (self->session == NULL)
    return;

  visit = hj_record_editor_peek (self->visit);
  hj_id_toggles_show (self->methods, visit->methods);
  update_applicant (self, hj_session_get_content (self->session));
  update_occupations (self, hj_session_get_content (self->session));
  update_members (self, hj_session_get_content (self->session));
  gtk_widget_set_sensitive (self->page, hj_session_get_mode (self->session) == HJ_SESSION_WRITE);
}

static void
methods_changed_cb (const char *ids,
                    gpointer    user_data)
{
  HjVisitPage *self = user_data;
  HjCommand *command = hj_record_editor_begin (self->visit);

  hj_str_set (&command->visit.methods, ids);
  hj_record_editor_submit (self->visit, command, _("methods used"));
}

static void
failed_cb (HjVisitPage  *self,
           const GError *error)
{
  hj_report_failure (GTK_WIDGET (self), _("The change was not recorded"), error);
}

static char *
take_text (GtkWidget *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  gtk_editable_set_text (GTK_EDITABLE (entry), "");

  return text;
}

static void
add_member_cb (HjVisitPage *self)
{
  HjContent *content = hj_session_get_content (self->session);
  g_autofree char *name = take_text (self->new_member);
  g_autoptr (HjMember) member = NULL;

  if (name[0] == '\0')
    return;
  if (hj_content_find_member_by_name (content, name) != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("%s is on the panel already."), name);

      hj_report_toast (GTK_WIDGET (self), text);
      return;
    }
  member = hj_member_new (name);
  member->position = (int) content->members->len;
  member->lead = content->members->len == 0;
  hj_record_apply_one (GTK_WIDGET (self), self->session, hj_command_new_member (member), _("expert added"), NULL);
}

/* "4-07-03-02 劳动关系协调员", the code or the name alone. */
static void
add_occupation_cb (HjVisitPage *self)
{
  HjScheme *scheme = hj_session_get_scheme (self->session);
  g_autofree char *text = take_text (self->new_occupation);
  g_autoptr (HjOccupation) occupation = NULL;
  char *space;

  if (text[0] == '\0')
    return;

  occupation = hj_occupation_new ();
  hj_str_set (&occupation->edition, scheme->occupations.edition);
  space = strpbrk (text, " \t");
  if (g_ascii_isdigit (text[0]) && space != NULL)
    {
      *space = '\0';
      hj_str_set (&occupation->code, text);
      hj_str_set (&occupation->name, g_strstrip (space + 1));
    }
  else if (g_ascii_isdigit (text[0]))
    {
      hj_str_set (&occupation->code, text);
    }
  else
    {
      hj_str_set (&occupation->name, text);
    }
  hj_record_apply_one (GTK_WIDGET (self), self->session, hj_command_new_occupation (occupation),
                       _("occupation added"), NULL);
}

static void
add_field (HjVisitPage *self,
           const char  *field,
           GtkWidget   *widget)
{
  g_hash_table_insert (self->fields, (gpointer) field, widget);
}

static void
add_applicant_entry (HjVisitPage *self,
                     const char  *field,
                     const char  *label,
                     gsize        offset)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_preferences_group_add (self->applicant, row);
  add_field (self, field, row);
  hj_record_editor_bind_text (self->applicant_editor, row, field, offset, label);
}

static void
add_applicant_fact (HjVisitPage *self,
                    const char  *field)
{
  HjContent *content = hj_session_get_content (self->session);
  const char *id = strchr (field, '/') + 1;
  g_autoptr (HjPlace) place = hj_place_new_cell (content, HJ_RECORD_APPLICANT, "applicant", id);
  const char *label = find_label (hj_forms_find (content->scheme, place->item), id);
  GtkWidget *row;

  if (label == NULL)
    return;
  row = hj_visit_fact_new (place);
  g_object_set_data_full (G_OBJECT (row), ROW_LABEL, g_strdup (label), g_free);
  adw_preferences_group_add (self->applicant, row);
  add_field (self, field, row);
}

/* Where the application has a page for them they are shown as it has them, and entered there alone. */
static void
add_applicant_fields (HjVisitPage *self)
{
  gboolean facts = find_form (hj_session_get_scheme (self->session), HJ_RECORD_APPLICANT) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (applicant_fields); i++)
    if (facts)
      add_applicant_fact (self, applicant_fields[i].field);
    else
      add_applicant_entry (self, applicant_fields[i].field, _(applicant_fields[i].label), applicant_fields[i].offset);
}

static void
bind_fields (HjVisitPage *self)
{
  const HjScheme *scheme = hj_session_get_scheme (self->session);

  self->visit = hj_record_editor_new (self->session, HJ_COMMAND_VISIT, "");
  self->applicant_editor = hj_record_editor_new (self->session, HJ_COMMAND_APPLICANT, "");
  hj_record_editor_bind_day (self->visit, self->from, "visit/from", G_STRUCT_OFFSET (HjVisit, from), _("Date of the visit"));
  hj_record_editor_bind_day (self->visit, self->to, "visit/to", G_STRUCT_OFFSET (HjVisit, to), _("Last day of the visit"));
  hj_record_editor_bind_text (self->visit, self->place, "visit/place", G_STRUCT_OFFSET (HjVisit, place), _("Place"));
  add_applicant_fields (self);
  for (guint i = 0; i < scheme->methods->len; i++)
    {
      const HjMethod *method = g_ptr_array_index (scheme->methods, i);

      hj_id_toggles_add (self->methods, method->id, method->label, methods_changed_cb, self);
    }
  g_signal_connect_object (self->visit, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->visit, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->applicant_editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/* A page shows one session in its life; letting go of it keeps the widgets, inert. */
static void
set_session (HjVisitPage *self,
             HjSession   *session)
{
  if (session == self->session)
    return;

  if (session == NULL)
    {
      gtk_widget_set_sensitive (self->page, FALSE);
      g_clear_object (&self->session);
      return;
    }
  g_return_if_fail (self->visit == NULL);

  self->session = g_object_ref (session);
  bind_fields (self);
  update (self);
}

static void
hj_visit_page_dispose (GObject *object)
{
  HjVisitPage *self = HJ_VISIT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->visit);
  g_clear_object (&self->applicant_editor);
  g_clear_pointer (&self->fields, g_hash_table_unref);

  G_OBJECT_CLASS (hj_visit_page_parent_class)->dispose (object);
}

static void
hj_visit_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_object (value, HJ_VISIT_PAGE (object)->session);
}

static void
hj_visit_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  set_session (HJ_VISIT_PAGE (object), g_value_get_object (value));
}

static void
hj_visit_page_class_init (HjVisitPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_visit_page_dispose;
  object_class->get_property = hj_visit_page_get_property;
  object_class->set_property = hj_visit_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, page);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, from);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, to);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, place);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, methods);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, occupations_group);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, occupations);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, new_occupation);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, members);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, new_member);
  gtk_widget_class_bind_template_child (widget_class, HjVisitPage, applicant);
  gtk_widget_class_bind_template_callback (widget_class, add_member_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_occupation_cb);
}

static void
hj_visit_page_init (HjVisitPage *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields = g_hash_table_new (g_str_hash, g_str_equal);
  add_field (self, "visit/from", self->from);
  add_field (self, "visit/to", self->to);
  add_field (self, "visit/place", self->place);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->from), hj_day_button_new (self->from));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->to), hj_day_button_new (self->to));
}

GtkWidget *
hj_visit_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_VISIT_PAGE, "session", session, NULL);
}

void
hj_visit_page_show_place (HjVisitPage   *self,
                          const HjPlace *place)
{
  g_return_if_fail (HJ_IS_VISIT_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->from))));
}

GtkWidget *
hj_visit_page_get_field (HjVisitPage *self,
                         const char  *field)
{
  return g_hash_table_lookup (self->fields, field);
}

GtkWidget *
hj_visit_page_get_new_member (HjVisitPage *self)
{
  return self->new_member;
}

GtkWidget *
hj_visit_page_get_new_occupation (HjVisitPage *self)
{
  return self->new_occupation;
}

GtkWidget *
hj_visit_page_get_member (HjVisitPage *self,
                          const char  *id)
{
  return find_row (self->members, id);
}

GtkWidget *
hj_visit_page_get_occupation (HjVisitPage *self,
                              const char  *id)
{
  return find_row (self->occupations, id);
}
