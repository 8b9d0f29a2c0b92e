/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-accelerators"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hj-accelerators.h"

#define DOSSIER N_("Dossier")
#define MOVING  N_("Going about")
#define ANSWERS N_("Answering")
#define FORMS   N_("Application: fields and tables")
#define SHEET   N_("Score sheet")
#define GENERAL N_("General")

/* Rows without an action are keys that the pages handle where they have the focus. */
static const HjAccelerator table[] = {
  { NULL, "1", ANSWERS, N_("Met") },
  { NULL, "2", ANSWERS, N_("Missing") },
  { NULL, "3", ANSWERS, N_("Deficient, or points taken") },
  { NULL, "4", ANSWERS, N_("Problem") },
  { NULL, "5", ANSWERS, N_("Not applicable") },
  { NULL, "0 Delete", ANSWERS, N_("Take the answer back") },
  { NULL, "Up Down", ANSWERS, N_("From row to row") },
  { NULL, "Return", ANSWERS, N_("To the reason, and back to the row") },
  { NULL, "<Control>1 <Control>9", ANSWERS, N_("The first to the ninth phrase as the reason") },
  { NULL, "F4", ANSWERS, N_("Next proposal of the standards") },
  { "win.undo", "<Control>z", ANSWERS, N_("Undo what you recorded") },
  { "win.redo", "<Control><Shift>z <Control>y", ANSWERS, N_("Redo") },
  { "win.choose-recorder", "F2", ANSWERS, N_("Who records; then a digit") },

  { NULL, "Return", FORMS, N_("Record, and to the next field or row") },
  { NULL, "Tab <Shift>Tab", FORMS, N_("Next and previous cell") },
  { NULL, "<Control>Tab", FORMS, N_("Out of the table") },
  { NULL, "F2", FORMS, N_("Edit the cell; an ID number whole") },
  { NULL, "F4", FORMS, N_("Choose from a list; 1, 2, 3 … choose without it") },
  { NULL, "F7", FORMS, N_("Sort by the column: up, down, as it was") },
  { NULL, "F8", FORMS, N_("Show ID numbers whole, or masked") },
  { NULL, "<Control>l", FORMS, N_("Show only rows with some text") },
  { NULL, "<Control>c <Control>v", FORMS, N_("Copy, paste a block from a spreadsheet") },
  { NULL, "<Shift>Down <Shift>Right", FORMS, N_("Select cells") },
  { NULL, "<Shift>space <Control>a", FORMS, N_("Select the row, all rows") },
  { NULL, "Delete", FORMS, N_("Clear the cells") },
  { NULL, "<Control>Delete", FORMS, N_("Delete the rows") },
  { NULL, "Escape", FORMS, N_("Back to what is recorded") },

  { "win.next-open", "<Alt>Down", MOVING, N_("Next open criterion") },
  { "win.previous-open", "<Alt>Up", MOVING, N_("Previous open criterion") },
  { "win.next-item", "<Control>Page_Down <Alt>Right", MOVING, N_("Next page of the way") },
  { "win.previous-item", "<Control>Page_Up <Alt>Left", MOVING, N_("Previous page of the way") },
  { "win.go::visit", "<Alt>1", MOVING, N_("Visit") },
  { "win.go::materials", "<Alt>2", MOVING, N_("Materials") },
  { "win.go-assessment", "<Alt>3", MOVING, N_("Assessment") },
  { "win.go::notes", "<Alt>4", MOVING, N_("Notes") },
  { "win.go::sheet", "<Alt>5", MOVING, N_("Score sheet") },
  { "win.go::deductions", "<Alt>6", MOVING, N_("Deduction statement") },
  { "win.go::standards", "<Alt>7", MOVING, N_("Standards") },
  { "win.go::conclusion", "<Alt>8", MOVING, N_("Conclusion") },
  { "win.go::notice", "<Alt>9", MOVING, N_("Notice") },
  { "win.way", "F9", MOVING, N_("Show or hide the way") },
  { "win.search", "<Control>f", MOVING, N_("Search criteria, reasons and notes") },
  { "win.escape", "Escape", MOVING, N_("Back to the page") },

  { "win.new-dossier", "<Control>n", DOSSIER, N_("New dossier") },
  { "win.create", "<Control>Return", DOSSIER, N_("Create it") },
  { "win.open", "<Control>o", DOSSIER, N_("Open a dossier") },
  { "win.save", "<Control>s", DOSSIER, N_("Save to the file now") },
  { "win.save-copy", "<Control><Shift>s", DOSSIER, N_("Save a copy") },
  { "win.import", "<Control>i", DOSSIER, N_("Import an application") },
  { "win.export-table", "<Control><Shift>e", DOSSIER, N_("Export a table") },
  { "win.compare", "<Control>d", DOSSIER, N_("Compare schemes") },
  { "win.move", "<Control><Shift>m", DOSSIER, N_("Move to another edition") },
  { "win.former", "<Control><Shift>h", DOSSIER, N_("Former editions") },
  { "win.where", "F3", DOSSIER, N_("Where the latest state is") },
  { "win.kept", "<Control>h", DOSSIER, N_("Earlier states") },
  { "win.verify", "<Control><Shift>v", DOSSIER, N_("Verify the file") },
  { "win.remove-local", "<Control><Shift>Delete", DOSSIER, N_("Remove everything from this computer") },
  { "win.close", "<Control>w", DOSSIER, N_("Close") },

  { "win.print", "<Control>p", SHEET, N_("Print") },
  { "win.export", "<Control>e", SHEET, N_("Export to PDF") },
  { "win.zoom-in", "<Control>plus <Control>equal <Control>KP_Add", SHEET, N_("Larger") },
  { "win.zoom-out", "<Control>minus <Control>KP_Subtract", SHEET, N_("Smaller") },
  { "win.zoom-fit", "<Control>0", SHEET, N_("Fit the width") },

  { "win.menu", "F10", GENERAL, N_("Menu") },
  { "app.preferences", "<Control>comma", GENERAL, N_("Preferences") },
  { "app.shortcuts", "<Control>question F1", GENERAL, N_("Keyboard shortcuts") },
  { "app.about", "<Control>F1", GENERAL, N_("About Hengjian") },
  { "app.new-window", "<Control><Shift>n", GENERAL, N_("New window") },
  { "app.quit", "<Control>q", GENERAL, N_("Quit") },
};

const HjAccelerator *
hj_accelerators (guint *n_accelerators)
{
  g_return_val_if_fail (n_accelerators != NULL, NULL);

  *n_accelerators = G_N_ELEMENTS (table);

  return table;
}

void
hj_accelerators_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) keys = NULL;

      /* Escape belongs to popovers and entries first; the window's own
       * controller takes it in the bubble phase. */
      if (table[i].action == NULL || g_str_equal (table[i].action, "win.escape"))
        continue;

      keys = g_strsplit (table[i].keys, " ", -1);
      gtk_application_set_accels_for_action (application, table[i].action, (const char *const *) keys);
    }
}

char *
hj_accelerators_dup_label (const char *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (GStrv) keys = NULL;
      GdkModifierType modifiers;
      guint key;

      if (g_strcmp0 (table[i].action, action) != 0)
        continue;

      keys = g_strsplit (table[i].keys, " ", -1);
      if (gtk_accelerator_parse (keys[0], &key, &modifiers))
        return gtk_accelerator_get_label (key, modifiers);
    }

  return NULL;
}

static GtkWidget *
row_new (const HjAccelerator *accelerator)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) keys = g_strsplit (accelerator->keys, " ", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(accelerator->title));
  for (guint i = 0; keys[i] != NULL; i++)
    {
      GtkWidget *label = gtk_shortcut_label_new (keys[i]);

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  return row;
}

/* Not GtkShortcutsWindow: that one pages where a tablet scrolls, and its page numbers warn of
 * a negative width in GTK 4.8. */
GtkWindow *
hj_shortcuts_new (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;
  const char *heading = NULL;

  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard Shortcuts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 620, 680);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (g_strcmp0 (heading, table[i].group) != 0)
        {
          heading = table[i].group;
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(heading));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (&table[i]));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));

  return GTK_WINDOW (window);
}
