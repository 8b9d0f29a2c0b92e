/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "hj-accelerators"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hj-accelerators.h"

#define DOSSIER N_("Dossier")
#define MOVING  N_("Going about")
#define ANSWERS N_("Answering")
#define SHEET   N_("Score sheet")
#define GENERAL N_("General")

/* Rows without an action are keys that the pages handle where they have the focus. */
static const HjAccelerator table[] = {
  { NULL, "1", ANSWERS, N_("Met") },
  { NULL, "2", ANSWERS, N_("Missing") },
  { NULL, "3", ANSWERS, N_("Deficient, or points taken") },
  { NULL, "4", ANSWERS, N_("Problem") },
  { NULL, "5", ANSWERS, N_("Not applicable") },
  { NULL, "Up Down", ANSWERS, N_("From row to row") },
  { NULL, "Return", ANSWERS, N_("To the reason, and back to the row") },
  { "win.undo", "<Control>z", ANSWERS, N_("Undo what you recorded") },
  { "win.redo", "<Control><Shift>z <Control>y", ANSWERS, N_("Redo") },
  { "win.choose-recorder", "F2", ANSWERS, N_("Who records; then a digit") },

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
  { "win.way", "F9", MOVING, N_("Show or hide the way") },
  { "win.search", "<Control>f", MOVING, N_("Search criteria, reasons and notes") },
  { "win.escape", "Escape", MOVING, N_("Back to the page") },

  { "win.new-dossier", "<Control>n", DOSSIER, N_("New dossier") },
  { "win.create", "<Control>Return", DOSSIER, N_("Create it") },
  { "win.open", "<Control>o", DOSSIER, N_("Open a dossier") },
  { "win.save", "<Control>s", DOSSIER, N_("Save to the file now") },
  { "win.save-copy", "<Control><Shift>s", DOSSIER, N_("Save a copy") },
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

static void
append_group (GString    *ui,
              const char *group)
{
  g_autofree char *title = g_markup_escape_text (_(group), -1);

  g_string_append_printf (ui,
                          "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                          title);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *keys = NULL;

      if (!g_str_equal (table[i].group, group))
        continue;

      label = g_markup_escape_text (_(table[i].title), -1);
      keys = g_markup_escape_text (table[i].keys, -1);
      g_string_append_printf (ui,
                              "<child><object class='GtkShortcutsShortcut'>"
                              "<property name='title'>%s</property>"
                              "<property name='accelerator'>%s</property></object></child>",
                              label, keys);
    }
  g_string_append (ui, "</object></child>");
}

/* GTK 4.8 has no call that adds to a shortcuts window; a builder can. */
GtkWindow *
hj_shortcuts_new (GtkWindow *parent)
{
  static const char *const groups[] = { ANSWERS, MOVING, DOSSIER, SHEET, GENERAL };
  g_autoptr (GString) ui = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                         "<property name='modal'>1</property>"
                                         "<child><object class='GtkShortcutsSection'>"
                                         "<property name='section-name'>all</property>"
                                         "<property name='max-height'>12</property>");
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    append_group (ui, groups[i]);
  g_string_append (ui, "</object></child></object></interface>");

  if (!gtk_builder_add_from_string (builder, ui->str, -1, &error))
    g_error ("The table of shortcuts makes no window: %s", error->message);

  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (window, parent);

  return window;
}
