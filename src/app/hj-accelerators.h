/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HjAccelerator:
 * @action: detailed action name, or %NULL where a page handles the key itself
 *   and the entry only tells of it
 * @keys: accelerators, a blank between; the first is the one that is shown
 * @group: untranslated heading in the shortcuts window
 * @title: untranslated
 *
 * The one table of keys: the application sets its accelerators from it, and the
 * shortcuts window shows it.
 */
typedef struct {
  const char *action;
  const char *keys;
  const char *group;
  const char *title;
} HjAccelerator;

const HjAccelerator *hj_accelerators (guint *n_accelerators);
void                 hj_accelerators_install (GtkApplication *application);
/* (transfer full): "Ctrl+S" for an action's tooltip; NULL without a key */
char                *hj_accelerators_dup_label (const char *action);

/* The shortcuts window, made from the table. */
GtkWindow           *hj_shortcuts_new (GtkWindow *parent);

G_END_DECLS
