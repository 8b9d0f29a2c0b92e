/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-standards-page"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-follow-focus.h"
#include "hj-picker.h"
#include "hj-standards-model.h"
#include "hj-standards-page.h"
#include "hj-style.h"
#include "hj-walk-style.h"
#include "hj-wrap-layout.h"

#define N_SHOWS 3

/* A frame has sixteen milliseconds; what takes longer is gone on with in the next. */
#define BUDGET_US 8000

struct _HjStandardsPage
{
  GtkWidget          parent_instance;
  GtkScrolledWindow *scroller;
  GtkLabel          *summary;
  GtkLabel          *day;
  GtkToggleButton   *show_all;
  GtkToggleButton   *show_short;
  GtkToggleButton   *show_unknown;
  GtkDropDown       *occupation;
  GtkWidget         *checking;
  GtkWidget         *groups;      /* a heading and a list box for each group */
  GtkWidget         *nothing;
  GPtrArray         *rows;        /* HjStandardEntry, scheme order; borrowed from the list boxes */
  HjSession         *session;
  HjStandardsModel  *model;       /* borrowed from the session */
  HjShow             show;
  gboolean           chosen;      /* somebody chose what to show */
  gboolean           setting;
  HjStandardReport  *shown;       /* what the rows are being brought to */
  guint              done;        /* rows that show it already */
  guint              source;      /* the idle that goes on, 0 none */
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjStandardsPage, hj_standards_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static GtkToggleButton *
get_button (HjStandardsPage *self,
            HjShow           show)
{
  GtkToggleButton *buttons[N_SHOWS] = { self->show_all, self->show_short, self->show_unknown };

  return buttons[show];
}

static void
set_label (GtkLabel   *label,
           const char *text)
{
  if (!g_str_equal (gtk_label_get_label (label), text))
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
show_counts (HjStandardsPage  *self,
             HjStandardReport *report)
{
  guint n_short = report != NULL ? report->n_short : 0;
  guint n_unknown = report != NULL ? report->n_unknown : 0;
  g_autofree char *short_label = g_strdup_printf (_("Short %u"), n_short);
  g_autofree char *unknown_label = g_strdup_printf (_("Unknown %u"), n_unknown);
  g_autofree char *text = NULL;
  g_autofree char *day = NULL;

  gtk_button_set_label (GTK_BUTTON (self->show_short), short_label);
  gtk_button_set_label (GTK_BUTTON (self->show_unknown), unknown_label);
  if (report == NULL)
    text = g_strdup (_("The standards are being checked."));
  else
    text = g_strdup_printf (_("%u met · %u short · %u unknown · %u relaxed · %u to be looked at by people"),
                            report->n_met, n_short, n_unknown, report->n_relaxed, report->n_manual);
  set_label (self->summary, text);
  if (report != NULL && report->day != HJ_DAY_NONE)
    {
      g_autofree char *letter = hj_day_format_letter (report->day);

      day = hj_session_get_scheme (self->session)->kind == HJ_SCHEME_POINTS
            ? g_strdup_printf (_("Years are counted to %s. Nothing is deducted by itself."), letter)
            : g_strdup_printf (_("Years are counted to %s. Nothing is found by itself: the panel decides."), letter);
    }
  set_label (self->day, day != NULL ? day : "");
}

/* The groups whose standards are all out of sight have no heading either. */
static void
show_groups (HjStandardsPage *self)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->groups);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *list = gtk_widget_get_last_child (child);
      gboolean visible = FALSE;

      for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
        visible |= gtk_widget_get_visible (row);
      gtk_widget_set_visible (child, visible);
      any |= visible;
    }
  gtk_widget_set_visible (self->nothing, !any);
}

static gboolean
go_on_cb (gpointer user_data)
{
  HjStandardsPage *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  while (self->done < self->rows->len && g_get_monotonic_time () < end)
    {
      HjStandardEntry *row = g_ptr_array_index (self->rows, self->done++);

      gtk_widget_set_visible (GTK_WIDGET (row),
                              hj_standard_entry_show (row, self->shown, self->show, hj_picker_get (self->occupation)));
    }
  show_groups (self);
  if (self->done < self->rows->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;

  return G_SOURCE_REMOVE;
}

/* The rows from the top, as many as a frame has time for; the rest between the frames. */
static void
go_on (HjStandardsPage *self)
{
  if (go_on_cb (self) == G_SOURCE_CONTINUE && self->source == 0)
    self->source = g_idle_add (go_on_cb, self);
}

/* All of them now: somebody asks for a row by name. */
static void
finish (HjStandardsPage *self)
{
  while (self->done < self->rows->len)
    go_on_cb (self);
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
update (HjStandardsPage *self)
{
  HjStandardReport *report;

  if (self->session == NULL)
    return;

  report = hj_standards_model_get_report (self->model);
  /* What is short comes first, unless somebody chose otherwise. */
  if (!self->chosen && report != NULL)
    {
      self->show = report->n_short > 0 ? HJ_SHOW_SHORT : HJ_SHOW_ALL;
      self->setting = TRUE;
      gtk_toggle_button_set_active (get_button (self, self->show), TRUE);
      self->setting = FALSE;
    }
  hj_picker_fill_occupations (self->occupation, hj_session_get_content (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->occupation), hj_session_get_content (self->session)->occupations->len > 1);
  gtk_widget_set_visible (self->checking, report == NULL || hj_standards_model_is_stale (self->model));
  show_counts (self, report);
  g_clear_pointer (&self->shown, hj_standard_report_unref);
  self->shown = report != NULL ? hj_standard_report_ref (report) : NULL;
  self->done = 0;
  go_on (self);
}

static void
show_toggled_cb (HjStandardsPage *self,
                 GtkToggleButton *button)
{
  if (self->setting || !gtk_toggle_button_get_active (button))
    return;

  for (HjShow show = HJ_SHOW_ALL; show < N_SHOWS; show++)
    if (get_button (self, show) == button)
      self->show = show;
  self->chosen = TRUE;
  update (self);
}

static void
occupation_selected_cb (HjStandardsPage *self)
{
  if (self->session != NULL && !hj_picker_is_setting (self->occupation))
    update (self);
}

static GtkWidget *
add_group (HjStandardsPage *self,
           const char      *title)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_visible (heading, title[0] != '\0');
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title[0] != '\0' ? title : _("Standards"), -1);
  gtk_box_append (GTK_BOX (group), heading);
  gtk_box_append (GTK_BOX (group), list);
  gtk_box_append (GTK_BOX (self->groups), group);

  return list;
}

static void
fill (HjStandardsPage *self)
{
  const HjScheme *scheme = hj_session_get_scheme (self->session);
  GtkWidget *list = NULL;
  const char *group = NULL;

  for (guint i = 0; i < scheme->standards->len; i++)
    {
      const HjStandard *standard = g_ptr_array_index (scheme->standards, i);
      GtkWidget *row = hj_standard_entry_new (self->session, standard);

      if (list == NULL || !g_str_equal (group, standard->group))
        list = add_group (self, standard->group);
      group = standard->group;
      gtk_list_box_append (GTK_LIST_BOX (list), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
clear (HjStandardsPage *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->shown, hj_standard_report_unref);
  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
}

static void
set_session (HjStandardsPage *self,
             HjSession       *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, update, self);
      self->model = NULL;
      clear (self);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  self->model = hj_standards_model_get (session);
  fill (self);
  update (self);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_standards_page_dispose (GObject *object)
{
  HjStandardsPage *self = HJ_STANDARDS_PAGE (object);

  if (self->scroller != NULL)
    {
      set_session (self, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->scroller));
      self->scroller = NULL;
    }

  G_OBJECT_CLASS (hj_standards_page_parent_class)->dispose (object);
}

static void
hj_standards_page_finalize (GObject *object)
{
  g_ptr_array_unref (HJ_STANDARDS_PAGE (object)->rows);

  G_OBJECT_CLASS (hj_standards_page_parent_class)->finalize (object);
}

static void
hj_standards_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_object (value, HJ_STANDARDS_PAGE (object)->session);
}

static void
hj_standards_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  set_session (HJ_STANDARDS_PAGE (object), g_value_get_object (value));
}

static void
hj_standards_page_class_init (HjStandardsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_standards_page_dispose;
  object_class->finalize = hj_standards_page_finalize;
  object_class->get_property = hj_standards_page_get_property;
  object_class->set_property = hj_standards_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HJ_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hengjian/Hengjian/ui/standards/hj-standards-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, checking);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, day);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, groups);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, occupation);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, show_all);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, show_short);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, show_unknown);
  gtk_widget_class_bind_template_child (widget_class, HjStandardsPage, summary);
  gtk_widget_class_bind_template_callback (widget_class, occupation_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);
}

static void
hj_standards_page_init (HjStandardsPage *self)
{
  hj_walk_style_ensure ();
  hj_style_ensure ("/org/hengjian/Hengjian/ui/standards/standards.css");
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hj_picker_take_long_labels (self->occupation);
  hj_follow_focus (self->scroller);
}

GtkWidget *
hj_standards_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_STANDARDS_PAGE, "session", session, NULL);
}

/* To one standard: it must be in sight, whatever is shown. */
void
hj_standards_page_show_place (HjStandardsPage *self,
                              const HjPlace   *place)
{
  HjStandardEntry *row;

  g_return_if_fail (HJ_IS_STANDARDS_PAGE (self));
  g_return_if_fail (place != NULL);

  row = place->item[0] != '\0' ? hj_standards_page_get_row (self, place->item) : NULL;
  if (row == NULL)
    return;
  if (!gtk_widget_get_visible (GTK_WIDGET (row)))
    hj_standards_page_set_show (self, HJ_SHOW_ALL);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
hj_standards_page_set_show (HjStandardsPage *self,
                            HjShow           show)
{
  g_return_if_fail (HJ_IS_STANDARDS_PAGE (self));

  gtk_toggle_button_set_active (get_button (self, show), TRUE);
}

HjShow
hj_standards_page_get_show (HjStandardsPage *self)
{
  return self->show;
}

HjStandardEntry *
hj_standards_page_get_row (HjStandardsPage *self,
                           const char      *standard)
{
  g_return_val_if_fail (HJ_IS_STANDARDS_PAGE (self), NULL);

  finish (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (hj_standard_entry_get_standard (g_ptr_array_index (self->rows, i))->id, standard))
      return g_ptr_array_index (self->rows, i);

  return NULL;
}

GtkDropDown *
hj_standards_page_get_occupation (HjStandardsPage *self)
{
  return self->occupation;
}

const char *
hj_standards_page_get_summary (HjStandardsPage *self)
{
  return gtk_label_get_label (self->summary);
}
