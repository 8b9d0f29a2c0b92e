/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-import-plan.h"

G_BEGIN_DECLS

/* What a row of a plan says, in words: of an application's table, or of what a dossier's own form brings beside it,
 * the panel, findings, notes, decisions. ID numbers are masked. */

typedef struct {
  char *label;   /* 学历 */
  char *before;  /* NULL where the dossier has no such row yet; "—" for no value */
  char *after;
} HjImportLine;

/* What would change. (transfer full) (element-type HjImportLine) */
GPtrArray  *hj_import_words_list (const HjImportPlan *plan, const HjImportRow *row);
/* What kind of thing it is: 工作人员情况, Finding. */
const char *hj_import_words_kind (const HjImportRow *row);
/* Whether the dossier has it already, in whatever words. */
gboolean    hj_import_words_is_known (const HjImportPlan *plan, const HjImportRow *row);
/* A field of a table in the scheme's own words, else in plain ones. */
const char *hj_import_words_field (const HjScheme *scheme, HjRecordKind kind, const char *field);

G_END_DECLS
