/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-notice-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-notice-page.h"
#include "hj-notice.h"
#include "hj-walk-style.h"

struct _HjNoticePage
{
  GtkWidget   parent_instance;
  GtkWidget  *scroller;
  GtkBox     *page;
  GtkLabel   *title;
  HjSession  *session;
  char       *shown;     /* digest of the scheme that is shown */
  GPtrArray  *parts;     /* GtkWidget, borrowed */
};

enum { PROP_0, PROP_SESSION, N_PROPS };

G_DEFINE_FINAL_TYPE (HjNoticePage, hj_notice_page, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

/* A row takes the focus, so that the arrows walk and scroll the page. */
static GtkWidget *
make_row (const HjNoticeLine *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *label = NULL;

  if (line->own)
    label = line->label[0] != '\0' ? g_strdup_printf (_("The program’s default · %s"), line->label)
                                   : g_strdup (_("The program’s default"));
  else
    label = g_strdup (line->label);
  gtk_widget_add_css_class (box, "notice-line");
  if (label[0] != '\0')
    {
      GtkWidget *caption = make_label (label, "caption");

      gtk_widget_add_css_class (caption, "dim-label");
      gtk_box_append (GTK_BOX (box), caption);
    }
  gtk_box_append (GTK_BOX (box), make_label (line->text, NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

/* The arrows go on from one list to the next. */
static gboolean
keynav_failed_cb (HjNoticePage     *self,
                  GtkDirectionType  direction)
{
  if (direction != GTK_DIR_DOWN && direction != GTK_DIR_UP)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (self->page), direction == GTK_DIR_DOWN ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

static void
add_part (HjNoticePage       *self,
          const HjNoticePart *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < part->lines->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (g_ptr_array_index (part->lines, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_signal_connect_object (list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, part->title, -1);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), make_label (part->title, "heading"));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->page, box);
  g_ptr_array_add (self->parts, box);
}

/* Anew only where the dossier was moved to another edition. */
static void
update (HjNoticePage *self)
{
  HjScheme *scheme;
  g_autoptr (GPtrArray) parts = NULL;

  if (self->session == NULL)
    return;

  scheme = hj_session_get_scheme (self->session);
  if (self->shown != NULL && g_strcmp0 (self->shown, scheme->digest) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (scheme->digest != NULL ? scheme->digest : "");
  for (guint i = 0; i < self->parts->len; i++)
    gtk_box_remove (self->page, g_ptr_array_index (self->parts, i));
  g_ptr_array_set_size (self->parts, 0);
  gtk_label_set_label (self->title, scheme->title);
  parts = hj_notice_list (scheme);
  for (guint i = 0; i < parts->len; i++)
    add_part (self, g_ptr_array_index (parts, i));
}

static void
set_session (HjNoticePage *self,
             HjSession    *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, update, self);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
hj_notice_page_dispose (GObject *object)
{
  HjNoticePage *self = HJ_NOTICE_PAGE (object);

  set_session (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (hj_notice_page_parent_class)->dispose (object);
}

static void
hj_notice_page_finalize (GObject *object)
{
  HjNoticePage *self = HJ_NOTICE_PAGE (object);

  g_free (self->shown);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (hj_notice_page_parent_class)->finalize (object);
}

static void
hj_notice_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  g_value_set_object (value, HJ_NOTICE_PAGE (object)->session);
}

static void
hj_notice_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  set_session (HJ_NOTICE_PAGE (object), g_value_get_object (value));
}

static void
hj_notice_page_class_init (HjNoticePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_notice_page_dispose;
  object_class->finalize = hj_notice_page_finalize;
  object_class->get_property = hj_notice_page_get_property;
  object_class->set_property = hj_notice_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-notice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HjNoticePage, page);
  gtk_widget_class_bind_template_child (widget_class, HjNoticePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjNoticePage, title);
}

static void
hj_notice_page_init (HjNoticePage *self)
{
  self->parts = g_ptr_array_new ();
  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hj_notice_page_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_NOTICE_PAGE, "session", session, NULL);
}
