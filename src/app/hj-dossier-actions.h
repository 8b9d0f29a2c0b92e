/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-dossier-page.h"

G_BEGIN_DECLS

/**
 * HjDossierAction:
 * @name: "win.save"
 * @type: (nullable): GVariant type of its parameter
 * @enabled: (nullable): whether it can be done now; always with a dossier where %NULL
 *
 * What can be done with an open dossier, one table: the window installs these
 * actions, and asks here which of them are enabled.
 */
typedef struct {
  const char *name;
  const char *type;
  void      (*run) (HjDossierPage *page, GVariant *parameter);
  gboolean  (*enabled) (HjDossierPage *page);
} HjDossierAction;

const HjDossierAction *hj_dossier_actions (guint *n_actions);

/* Asks how both sides of a conflict are kept, and does it. */
void hj_dossier_resolve_conflict (HjDossierPage *page);
/* Asks for a file and writes a complete copy there. */
void hj_dossier_save_copy (HjDossierPage *page);

G_END_DECLS
