/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-follow-focus"

#include "config.h"

#include "hj-follow-focus.h"

/* Of something taller than the page, in pixels: its words and its choices. */
#define HEAD_HEIGHT 72

static void
focus_moved_cb (GtkScrolledWindow *scroller)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  GtkWidget *content = gtk_viewport_get_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (scroller)));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (scroller)));
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;
  double top;
  double height;

  if (GTK_IS_TEXT (focus))
    focus = gtk_widget_get_parent (focus);
  if (focus == NULL ||
      content == NULL ||
      !gtk_widget_is_ancestor (focus, content) ||
      !gtk_widget_compute_bounds (focus, content, &bounds))
    return;

  top = bounds.origin.y;
  height = bounds.size.height;
  if (height > page)
    height = HEAD_HEIGHT;
  if (top + height > value + page)
    value = top + height - page;
  if (top < value)
    value = top;
  gtk_adjustment_set_value (adjustment, value);
}

static void
root_changed_cb (GtkScrolledWindow *scroller)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (scroller));
  GtkRoot *old = g_object_get_data (G_OBJECT (scroller), "followed-root");

  if (old != NULL)
    g_signal_handlers_disconnect_by_func (old, focus_moved_cb, scroller);
  g_object_set_data (G_OBJECT (scroller), "followed-root", root);
  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), scroller, G_CONNECT_SWAPPED);
}

void
hj_follow_focus (GtkScrolledWindow *scroller)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (scroller);

  g_return_if_fail (GTK_IS_VIEWPORT (viewport));

  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  g_signal_connect (scroller, "notify::root", G_CALLBACK (root_changed_cb), NULL);
  root_changed_cb (scroller);
}

/* The frame that lays it out comes first. */
static gboolean
show_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  guint *frames = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  GtkWidget *content;
  graphene_rect_t bounds;

  if (++*frames < 2)
    return G_SOURCE_CONTINUE;
  if (scroller == NULL || !GTK_IS_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))))
    return G_SOURCE_REMOVE;

  content = gtk_viewport_get_child (GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  if (gtk_widget_compute_bounds (widget, content, &bounds))
    gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.y,
                               (double) bounds.origin.y + (double) bounds.size.height + 12);

  return G_SOURCE_REMOVE;
}

void
hj_follow_focus_show (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, show_cb, g_new0 (guint, 1), g_free);
}
