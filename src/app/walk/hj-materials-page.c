/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-materials-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-materials-page.h"
#include "hj-walk-style.h"

struct _HjMaterialsPage
{
  GtkWidget   parent_instance;
  GtkWidget  *scroller;
  GtkLabel   *summary;
  GtkListBox *rows;
  HjSession  *session;
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjMaterialsPage, hj_materials_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
update (HjMaterialsPage *self)
{
  HjContent *content;
  guint received = 0, open = 0, asked = 0;
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;

  content = hj_session_get_content (self->session);
  for (guint i = 0; i < content->materials->len; i++)
    {
      const HjMaterial *material = g_ptr_array_index (content->scheme->materials, i);
      const HjMaterialReceipt *receipt = g_ptr_array_index (content->materials, i);
      /* What another kind of applicant hands in stays out of sight, unless somebody recorded it. */
      gboolean shown = receipt->answered || hj_content_asks (content, material->types);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) i);

      if (row != NULL)
        gtk_widget_set_visible (GTK_WIDGET (row), shown);
      if (!shown)
        continue;
      asked++;
      received += receipt->answered && receipt->received ? 1 : 0;
      open += receipt->answered ? 0 : 1;
    }
  text = content->scheme->kind == HJ_SCHEME_POINTS
         ? g_strdup_printf (_("%u of %u received, %u not answered. Materials carry no points."), received, asked, open)
         : g_strdup_printf (_("%u of %u received, %u not answered."), received, asked, open);
  gtk_label_set_label (self->summary, text);
}

/* Its number in the list it stands in: each kind of applicant may have a list of its own. */
static guint
get_number (const HjScheme *scheme,
            guint           index)
{
  const HjMaterial *material = g_ptr_array_index (scheme->materials, index);
  guint number = 1;

  for (guint i = 0; i < index; i++)
    number += g_str_equal (((const HjMaterial *) g_ptr_array_index (scheme->materials, i))->types, material->types);

  return number;
}

static void
fill (HjMaterialsPage *self)
{
  const HjScheme *scheme = hj_session_get_scheme (self->session);

  for (guint i = 0; i < scheme->materials->len; i++)
    gtk_list_box_append (self->rows,
                         hj_material_row_new (self->session, g_ptr_array_index (scheme->materials, i), get_number (scheme, i)));
}

static void
set_session (HjMaterialsPage *self,
             HjSession       *session)
{
  GtkListBoxRow *row;

  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, update, self);
      while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
        gtk_list_box_remove (self->rows, GTK_WIDGET (row));
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  fill (self);
  update (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_materials_page_dispose (GObject *object)
{
  HjMaterialsPage *self = HJ_MATERIALS_PAGE (object);

  if (self->scroller != NULL)
    set_session (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_materials_page_parent_class)->dispose (object);
}

static void
hj_materials_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_object (value, HJ_MATERIALS_PAGE (object)->session);
}

static void
hj_materials_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  set_session (HJ_MATERIALS_PAGE (object), g_value_get_object (value));
}

static void
hj_materials_page_class_init (HjMaterialsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_materials_page_dispose;
  object_class->get_property = hj_materials_page_get_property;
  object_class->set_property = hj_materials_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-materials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjMaterialsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, HjMaterialsPage, rows);
}

static void
hj_materials_page_init (HjMaterialsPage *self)
{
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_materials_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_MATERIALS_PAGE, "session", session, NULL);
}

void
hj_materials_page_show_place (HjMaterialsPage *self,
                              const HjPlace   *place)
{
  GtkListBoxRow *row;

  g_return_if_fail (HJ_IS_MATERIALS_PAGE (self));

  row = gtk_list_box_get_row_at_index (self->rows, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

HjMaterialRow *
hj_materials_page_get_row (HjMaterialsPage *self,
                           guint            position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) position);

  return row != NULL ? HJ_MATERIAL_ROW (row) : NULL;
}
