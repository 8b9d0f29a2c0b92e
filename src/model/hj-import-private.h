/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-import-plan.h"

G_BEGIN_DECLS

/* Which row of the dossier, or of the file so far, an offered row is. One index for each table. */

typedef struct {
  const HjRecord *before;   /* in the dossier; NULL for a row that only the file has */
  HjRecord       *offered;  /* owned: all that the file says of it; NULL while it says nothing */
  HjImportRow    *row;      /* borrowed: of the plan; NULL while nothing was offered */
} HjImportSlot;

typedef enum {
  HJ_MATCH_NONE,   /* the dossier doesn't have it */
  HJ_MATCH_FREE,   /* a row of the dossier that nothing was offered for yet */
  HJ_MATCH_UNITE,  /* a row that the file has told of already: both say one thing */
  HJ_MATCH_STEAL,  /* a row that another offer was taken for, which fits worse */
} HjImportMatch;

typedef struct _HjImportIndex HjImportIndex;

HjImportIndex *hj_import_index_new (const HjRecords *records);
void           hj_import_index_free (HjImportIndex *index);
/* @unite: FALSE: by key only a row that is free */
HjImportMatch  hj_import_index_find (HjImportIndex *index, const HjRecord *record, gboolean unite, HjImportSlot **slot);
HjImportSlot  *hj_import_index_add (HjImportIndex *index);                               /* of the file alone; borrowed */
void           hj_import_index_learn (HjImportIndex *index, HjImportSlot *slot, const HjRecord *record);
/* A row with an order of its own comes from a dossier's own form: it is what its id says, and never half of another. */
gboolean       hj_import_is_own_form (const HjRecord *record);

G_END_DECLS
