/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-day-button"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-clock.h"
#include "hj-day-button.h"
#include "hj-draft-field.h"

#define CALENDAR "hj-calendar"
#define ENTRY    "hj-entry"

static void
take_day (GtkWidget *button,
          HjDay      day)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), ENTRY);
  HjDraftField *field = hj_draft_field_get (entry);
  g_autofree char *text = hj_day_format_letter (day);

  hj_draft_field_replace (field, text);
  hj_draft_field_commit (field);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static void
day_selected_cb (GtkWidget   *button,
                 GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  if (g_object_get_data (G_OBJECT (button), "hj-setting") != NULL)
    return;
  take_day (button, hj_day_new (g_date_time_get_year (date), g_date_time_get_month (date),
                                g_date_time_get_day_of_month (date)));
}

static void
today_clicked_cb (GtkWidget *button)
{
  take_day (button, hj_clock_today ());
}

/* The calendar opens at the day in the field, or today. */
static void
popover_shown_cb (GtkWidget *button)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), ENTRY);
  GtkCalendar *calendar = g_object_get_data (G_OBJECT (button), CALENDAR);
  g_autoptr (GDateTime) date = NULL;
  HjDay day = HJ_DAY_NONE;
  int y, m, d;

  if (!hj_day_parse (gtk_editable_get_text (GTK_EDITABLE (entry)), &day, NULL))
    day = hj_clock_today ();
  hj_day_split (day, &y, &m, &d);
  date = g_date_time_new_local (y, m, d, 12, 0, 0);
  g_object_set_data (G_OBJECT (button), "hj-setting", button);
  gtk_calendar_select_day (calendar, date);
  g_object_set_data (G_OBJECT (button), "hj-setting", NULL);
}

GtkWidget *
hj_day_button_new (GtkWidget *entry)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *today = gtk_button_new_with_label (_("Today"));

  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), today);
  gtk_widget_add_css_class (today, "target");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a day"), -1);
  g_object_set_data (G_OBJECT (button), ENTRY, entry);
  g_object_set_data (G_OBJECT (button), CALENDAR, calendar);
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (today, "clicked", G_CALLBACK (today_clicked_cb), button, G_CONNECT_SWAPPED);

  return button;
}
