/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-phrase-entry.h"
#include "hj-standard-result.h"

G_BEGIN_DECLS

#define HJ_TYPE_RELAX_EDITOR (hj_relax_editor_get_type ())
G_DECLARE_FINAL_TYPE (HjRelaxEditor, hj_relax_editor, HJ, RELAX_EDITOR, GtkWidget)

/* Marks a short standard as relaxed, in place: the bonus case it rests on, and why. Records by itself;
 * signal "closed" () when it has, or was given up. */
GtkWidget     *hj_relax_editor_new (HjSession *session, const HjStandardResult *result);
GtkDropDown   *hj_relax_editor_get_case (HjRelaxEditor *self);
HjPhraseEntry *hj_relax_editor_get_reason (HjRelaxEditor *self);
GtkWidget     *hj_relax_editor_get_record (HjRelaxEditor *self);

G_END_DECLS
