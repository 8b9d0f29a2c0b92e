/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-command.h"

G_BEGIN_DECLS

/* What a file would change, before anything changes: the preview of an import. Whoever reads a
 * file (src/exchange) offers rows with their places; the plan matches them with what the dossier
 * has by id, then by HjRecordTable.key, and lets one choose. Used on one thread at a time; references may be
 * dropped on any. */

typedef enum {
  HJ_IMPORT_NEW,
  HJ_IMPORT_CHANGED,     /* some values differ; a value the file lacks changes nothing */
  HJ_IMPORT_SAME,
  HJ_IMPORT_UNREADABLE,  /* a cell was not understood; the rest of its row is offered without it */
  HJ_IMPORT_OTHER,       /* what is not a record: members, findings, visit … of the XML form; `command` says it */
} HjImportState;

/* A cell that was not understood. */
typedef struct {
  char *place;  /* 工作表“工作人员情况”第12行D列 */
  char *field;  /* field id, "" where the head itself wasn't known */
  char *text;   /* as it stands there */
  char *why;    /* a clause, Chinese or English by locale */
} HjImportTrouble;

typedef struct {
  HjImportState  state;
  HjRecord      *record;    /* as it would be: owned; NULL for UNREADABLE without a usable row, and for OTHER */
  const HjRecord*before;    /* borrowed from the content; NULL if new */
  HjCommand     *command;   /* OTHER: what it would do */
  char          *label;     /* what it is, for people: 张三, 4-07-03-02 ... */
  char          *place;     /* where it came from */
  GPtrArray     *fields;    /* const char*: ids of the fields that differ (CHANGED) or are set (NEW) */
  GPtrArray     *troubles;  /* HjImportTrouble; may be non-empty in any state but SAME */
  gboolean       chosen;    /* NEW, CHANGED and OTHER are chosen at first */
} HjImportRow;

typedef struct {
  HjContent *content;       /* what it was matched with */
  char      *source;        /* the file's name */
  GPtrArray *rows;          /* HjImportRow: in the file's order, by table */
  GPtrArray *notes;         /* char*: sheets or tables that were not recognised, remarks */
  guint      n_new, n_changed, n_same;  /* rows */
  guint      n_unreadable;              /* cells that were not understood, of any row */
} HjImportPlan;

HjImportPlan *hj_import_plan_new (HjContent *content, const char *source);
/**
 * hj_import_plan_offer:
 * @record: (transfer full): values in canonical form; those it doesn't know are "" and change nothing
 * @troubles: (transfer full) (nullable) (element-type HjImportTrouble)
 *
 * Two offers of the same row unite (an applicant's occupations come one row a level: levels unite; a room shared
 * by occupations is one), devices and unlike rooms never; where two of one key contradict each other both stay.
 * A record with a position comes from a dossier's own form: its id and position are kept, and it doesn't unite.
 * A row that is empty and has no trouble is left out.
 *
 * Returns: (transfer none) (nullable): the row it became or went into
 */
HjImportRow  *hj_import_plan_offer (HjImportPlan *plan, HjRecord *record, const char *place, GPtrArray *troubles);
HjImportRow  *hj_import_plan_offer_command (HjImportPlan *plan, HjCommand *command, const char *label, HjImportState state);
void          hj_import_plan_note (HjImportPlan *plan, const char *text);
GPtrArray    *hj_import_plan_commands (const HjImportPlan *plan);  /* of the chosen rows, to be applied as one step */
HjImportPlan *hj_import_plan_ref (HjImportPlan *plan);
void          hj_import_plan_unref (HjImportPlan *plan);  /* the last one may take a while: let it go on a worker */
HjImportTrouble *hj_import_trouble_new (const char *place, const char *field, const char *text, const char *why);
void          hj_import_trouble_free (HjImportTrouble *trouble);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjImportPlan, hj_import_plan_unref)

G_END_DECLS
