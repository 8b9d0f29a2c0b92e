/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-content.h"

G_BEGIN_DECLS

/* A drop-down over (id, label) pairs; the first entry is "" where nothing is chosen. */
void        hj_picker_fill (GtkDropDown       *choice,
                            const char *const *ids,
                            const char *const *labels,
                            const char        *name);
void        hj_picker_fill_methods (GtkDropDown *choice, const HjItem *item);
void        hj_picker_fill_aspects (GtkDropDown *choice, const HjCriterion *criterion);
void        hj_picker_fill_occupations (GtkDropDown *choice, const HjContent *content);
const char *hj_picker_get (GtkDropDown *choice);
void        hj_picker_set (GtkDropDown *choice, const char *id);
/* Whether the selection moves because it is set, not chosen. */
gboolean    hj_picker_is_setting (GtkDropDown *choice);

/* For long labels: the button cuts them short, the list breaks them. Before it is filled. */
void        hj_picker_take_long_labels (GtkDropDown *choice);

G_END_DECLS
