/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"
#include "hj-json.h"

G_BEGIN_DECLS

/* One line of `hjctl record`: a JSON object, or the options that say the same. */

/* Whether every key is known and of the right kind; before any dossier is opened. */
gboolean   hj_line_check (const HjJson *line, GError **error);
/* The name of the line's expert, or NULL. */
const char *hj_line_get_expert (const HjJson *line);
/* (transfer full): the finding that the line makes, an empty one for "clear". */
HjFinding *hj_line_to_finding (const HjJson *line, const HjContent *content, const char *expert_id, GError **error);

G_END_DECLS
