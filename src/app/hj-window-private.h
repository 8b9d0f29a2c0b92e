/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-dossier-page.h"
#include "hj-new-dossier-page.h"
#include "hj-start-page.h"
#include "hj-window.h"

G_BEGIN_DECLS

/* The window in its two files: hj-window-close.c has how a dossier is left. */

/* What comes after the dossier is closed. */
typedef enum {
  HJ_THEN_START,
  HJ_THEN_CLOSE,
} HjThen;

struct _HjWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  HjStartPage          *start;

  HjNewDossierPage     *new_dossier;  /* borrowed from the stack; NULL unless shown */
  HjDossierPage        *dossier;      /* borrowed from the stack; NULL without one */
  GFile                *opening;      /* being opened */
  gboolean              closing;
  HjThen                then;
  gboolean              discard;      /* nothing is to stay on this computer */
};

void hj_window_update_actions (HjWindow *self);
void hj_window_show_start     (HjWindow *self);
void hj_window_drop_dossier   (HjWindow *self);

/* hj-window-close.c */
void hj_window_close_dossier (HjWindow *self, HjThen then, gboolean discard);
void hj_window_ask_to_remove (HjWindow *self);

G_END_DECLS
