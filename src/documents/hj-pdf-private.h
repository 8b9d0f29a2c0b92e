/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hj-day.h"
#include "hj-flow-private.h"

G_BEGIN_DECLS

/* One of the documents that a file holds. */
typedef struct {
  const HjPlan *plan;
  const char   *title;
  HjDay         day;    /* of the dossier: the file's dates */
} HjPdfPart;

GBytes *hj_pdf_write (const HjPdfPart *parts, guint n_parts, HjDrawFonts *fonts, GCancellable *cancellable, GError **error);

G_END_DECLS
