/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-way"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-forms.h"
#include "hj-remark-board.h"
#include "hj-standards-model.h"
#include "hj-walk-style.h"
#include "hj-way.h"
#include "hj-way-show.h"
#include "hj-wording.h"

/* A criterion with more aspects than these shows them only while one is there. */
#define MAX_ASPECTS_IN_SIGHT 4

struct _HjWay
{
  GtkWidget          parent_instance;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  HjSession         *session;
  HjPlace           *place;      /* where one is */
  guint              scroll_id;  /* tick callback */
};

enum { PROP_0, PROP_SESSION, N_PROPS };
enum { PLACE_ACTIVATED, N_SIGNALS };

G_DEFINE_FINAL_TYPE (HjWay, hj_way, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
add_row (HjWay      *self,
         HjPlace    *place,
         const char *title,
         guint       depth)
{
  gtk_list_box_append (self->list, hj_way_row_new (place, title, depth));
  hj_place_free (place);
}

static void
add_aspects (HjWay             *self,
             const HjCriterion *criterion,
             guint              depth)
{
  for (guint i = 0; i < criterion->aspects->len; i++)
    {
      const HjAspect *aspect = g_ptr_array_index (criterion->aspects, i);

      add_row (self, hj_place_new_item (criterion->item->id, criterion->id, aspect->id), aspect->title, depth);
    }
}

static void
add_item (HjWay        *self,
          const HjItem *item,
          const char   *title,
          guint         depth)
{
  add_row (self, hj_place_new_item (item->id, NULL, NULL), title, depth);
  for (guint i = 0; i < item->criteria->len; i++)
    add_aspects (self, g_ptr_array_index (item->criteria, i), depth + 1);
}

/* A section of one item is one step; else the section goes before its items, and leads to the first. */
static void
add_section (HjWay           *self,
             const HjSection *section)
{
  g_autofree char *title = hj_wording_title (section->id, section->short_title);
  const HjItem *first = section->items->len > 0 ? g_ptr_array_index (section->items, 0) : NULL;

  if (first == NULL)
    return;
  if (section->items->len == 1)
    {
      add_item (self, first, title, 0);
      return;
    }

  add_row (self, hj_place_new_item (first->id, NULL, NULL), title, 0);
  for (guint i = 0; i < section->items->len; i++)
    {
      const HjItem *item = g_ptr_array_index (section->items, i);
      g_autofree char *item_title = hj_wording_title (item->id, item->short_title);

      add_item (self, item, item_title, 1);
    }
}

static void
fill (HjWay *self)
{
  HjScheme *scheme = hj_session_get_scheme (self->session);
  gboolean points = scheme->kind == HJ_SCHEME_POINTS;
  g_autoptr (GPtrArray) forms = hj_forms_list (scheme);

  add_row (self, hj_place_new (HJ_PLACE_NOTICE), _("Notice"), 0);
  add_row (self, hj_place_new (HJ_PLACE_VISIT), _("Visit"), 0);
  for (guint i = 0; i < forms->len; i++)
    {
      const HjForm *form = g_ptr_array_index (forms, i);

      add_row (self, hj_place_new_form (form->id, NULL), form->title, 0);
    }
  if (scheme->materials->len > 0)
    add_row (self, hj_place_new (HJ_PLACE_MATERIALS), _("Materials"), 0);
  if (scheme->standards->len > 0)
    add_row (self, hj_place_new (HJ_PLACE_STANDARDS), _("Standards"), 0);
  for (guint i = 0; i < scheme->sections->len; i++)
    add_section (self, g_ptr_array_index (scheme->sections, i));
  add_row (self, hj_place_new (HJ_PLACE_NOTES), _("Notes"), 0);
  add_row (self, hj_place_new (HJ_PLACE_CONCLUSION), _("Conclusion"), 0);
  add_row (self, hj_place_new (HJ_PLACE_SHEET), points ? _("Score Sheet") : _("Assessment Sheet"), 0);
  add_row (self, hj_place_new (HJ_PLACE_DEDUCTIONS), points ? _("Deduction Statement") : _("Conditions Not Met"), 0);
}

/* A row that stands for a whole section: its first item has a row of its own below it. */
static gboolean
is_section_row (HjWayRow *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  /* The head of a group is a sibling too. */
  return HJ_IS_WAY_ROW (next) && hj_place_equal (hj_way_row_get_place (row), hj_way_row_get_place (HJ_WAY_ROW (next)));
}

static void
update (HjWay *self)
{
  if (self->session == NULL)
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (HJ_IS_WAY_ROW (child))
      hj_way_show_row (self->session, HJ_WAY_ROW (child), is_section_row (HJ_WAY_ROW (child)));
}

/* Many aspects are in sight only while their item is where one is. */
static gboolean
filter_row_cb (GtkListBoxRow *row,
               gpointer       user_data)
{
  HjWay *self = user_data;
  const HjPlace *place = hj_way_row_get_place (HJ_WAY_ROW (row));
  const HjCriterion *criterion;

  if (place->aspect[0] == '\0' || self->session == NULL)
    return TRUE;
  if (self->place != NULL && g_str_equal (self->place->item, place->item))
    return TRUE;
  criterion = hj_scheme_find_criterion (hj_session_get_scheme (self->session), place->criterion);

  return criterion == NULL || criterion->aspects->len <= MAX_ASPECTS_IN_SIGHT;
}

static const char *
get_group (const HjPlace *place)
{
  switch (place->kind)
    {
    case HJ_PLACE_NOTICE:
    case HJ_PLACE_VISIT:
      return _("Dossier");

    case HJ_PLACE_APPLICATION:
    case HJ_PLACE_MATERIALS:
    case HJ_PLACE_STANDARDS:
      return _("Application");

    case HJ_PLACE_ITEM:
      return _("Assessment");

    case HJ_PLACE_NOTES:
    case HJ_PLACE_SHEET:
    case HJ_PLACE_DEDUCTIONS:
    case HJ_PLACE_CONCLUSION:
    default:
      return _("Result");
    }
}

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  const char *group = get_group (hj_way_row_get_place (HJ_WAY_ROW (row)));
  GtkWidget *label;

  if (before != NULL && g_str_equal (group, get_group (hj_way_row_get_place (HJ_WAY_ROW (before)))))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "way-header");
  gtk_list_box_row_set_header (row, label);
}

/* The last match is the deepest: an item's own row rather than its section's. */
static HjWayRow *
find_row (HjWay         *self,
          const HjPlace *place)
{
  g_autoptr (HjPlace) whole = NULL;
  HjWayRow *found = NULL, *whole_found = NULL;

  if (place == NULL)
    return NULL;
  whole = place->kind == HJ_PLACE_ITEM ? hj_place_new_item (place->item, NULL, NULL)
          : place->kind == HJ_PLACE_APPLICATION ? hj_place_new_form (place->item, NULL)
                                                : hj_place_new (place->kind);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!HJ_IS_WAY_ROW (child))
        continue;
      if (hj_place_equal (hj_way_row_get_place (HJ_WAY_ROW (child)), place))
        found = HJ_WAY_ROW (child);
      if (hj_place_equal (hj_way_row_get_place (HJ_WAY_ROW (child)), whole))
        whole_found = HJ_WAY_ROW (child);
    }

  return found != NULL ? found : whole_found;
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  HjWay *self = HJ_WAY (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0 &&
      gtk_widget_get_mapped (GTK_WIDGET (row)))
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment,
                               (double) bounds.origin.y - 24,
                               (double) bounds.origin.y + (double) bounds.size.height + 24);

  return G_SOURCE_REMOVE;
}

/* The selection says where one is; the arrows borrow it while the keyboard is in the way. */
static void
select_place (HjWay *self)
{
  HjWayRow *row = find_row (self, self->place);

  gtk_list_box_select_row (self->list, row != NULL ? GTK_LIST_BOX_ROW (row) : NULL);
  if (row != NULL && self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
row_activated_cb (HjWay    *self,
                  HjWayRow *row)
{
  g_autoptr (HjPlace) place = hj_place_copy (hj_way_row_get_place (row));

  g_signal_emit (self, signals[PLACE_ACTIVATED], 0, place);
}

static void
focus_left_cb (HjWay *self)
{
  if (self->place != NULL)
    select_place (self);
}

static void
clear_rows (HjWay *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
set_session (HjWay     *self,
             HjSession *session)
{
  if (session == self->session)
    return;

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (hj_standards_model_get (self->session), update, self);
      g_signal_handlers_disconnect_by_func (hj_remark_board_get (self->session), update, self);
      clear_rows (self);
      g_clear_pointer (&self->place, hj_place_free);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;

  fill (self);
  update (self);
  g_signal_connect_object (hj_standards_model_get (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hj_remark_board_get (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
hj_way_dispose (GObject *object)
{
  HjWay *self = HJ_WAY (object);

  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_id);
  self->scroll_id = 0;
  if (self->scroller != NULL)
    {
      set_session (self, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->scroller));
      self->scroller = NULL;
    }
  g_clear_pointer (&self->place, hj_place_free);

  G_OBJECT_CLASS (hj_way_parent_class)->dispose (object);
}

static void
hj_way_get_property (GObject    *object,
                     guint       prop_id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  g_value_set_object (value, HJ_WAY (object)->session);
}

static void
hj_way_set_property (GObject      *object,
                     guint         prop_id,
                     const GValue *value,
                     GParamSpec   *pspec)
{
  set_session (HJ_WAY (object), g_value_get_object (value));
}

static gboolean
hj_way_grab_focus (GtkWidget *widget)
{
  HjWay *self = HJ_WAY (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
hj_way_class_init (HjWayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hj_way_dispose;
  object_class->get_property = hj_way_get_property;
  object_class->set_property = hj_way_set_property;
  widget_class->grab_focus = hj_way_grab_focus;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, HJ_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PLACE_ACTIVATED] =
    g_signal_new ("place-activated",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HJ_TYPE_PLACE | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/hengjian/Hengjian/ui/walk/hj-way.ui");
  gtk_widget_class_bind_template_child (widget_class, HjWay, scroller);
  gtk_widget_class_bind_template_child (widget_class, HjWay, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
hj_way_init (HjWay *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  hj_walk_style_ensure ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_row_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), focus);
}

GtkWidget *
hj_way_new (HjSession *session)
{
  return g_object_new (HJ_TYPE_WAY, "session", session, NULL);
}

void
hj_way_show_place (HjWay         *self,
                   const HjPlace *place)
{
  g_autoptr (HjPlace) copy = NULL;

  g_return_if_fail (HJ_IS_WAY (self));

  copy = place != NULL ? hj_place_copy (place) : NULL;
  if (self->place == NULL || copy == NULL || !g_str_equal (self->place->item, copy->item))
    {
      g_clear_pointer (&self->place, hj_place_free);
      self->place = g_steal_pointer (&copy);
      gtk_list_box_invalidate_filter (self->list);
    }
  else
    {
      g_clear_pointer (&self->place, hj_place_free);
      self->place = g_steal_pointer (&copy);
    }
  select_place (self);
}

HjWayRow *
hj_way_get_row (HjWay      *self,
                const char *place)
{
  g_autoptr (HjPlace) parsed = hj_place_parse (place);
  HjWayRow *row = find_row (self, parsed);

  return row != NULL && hj_place_equal (hj_way_row_get_place (row), parsed) ? row : NULL;
}

HjWayRow *
hj_way_get_selected (HjWay *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? HJ_WAY_ROW (row) : NULL;
}
