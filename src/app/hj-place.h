/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hj-content.h"

G_BEGIN_DECLS

typedef enum {
  HJ_PLACE_VISIT,
  HJ_PLACE_MATERIALS,
  HJ_PLACE_ITEM,
  HJ_PLACE_NOTES,
  HJ_PLACE_SHEET,
  HJ_PLACE_DEDUCTIONS,
  HJ_PLACE_APPLICATION,
  HJ_PLACE_STANDARDS,
  HJ_PLACE_CONCLUSION,
  HJ_PLACE_NOTICE,
} HjPlaceKind;
#define HJ_N_PLACE_KINDS 10

/**
 * HjPlace:
 * @kind: which page
 * @item: for %HJ_PLACE_ITEM the item's id, for %HJ_PLACE_APPLICATION the form's, for
 *   %HJ_PLACE_STANDARDS a standard's or "" for all of them, else ""
 * @criterion: "" for the item as a whole; for %HJ_PLACE_APPLICATION a row's id, "" for the form as a whole
 * @aspect: "" for the criterion as a whole; for %HJ_PLACE_APPLICATION a field's id, "" for the row as a whole
 *
 * Where one is in a dossier, or goes. A boxed value; its text form is what the
 * action "win.go" takes: "visit", "sheet", "item:2.1", "item:2.1:2.1.3",
 * "item:3.1:3.1.1:3.1.1.video", "application:staff", "application:staff:<row id>",
 * "application:staff:<row id>:duty", "standards:staff.archivists", "conclusion", "notice".
 */
typedef struct {
  HjPlaceKind  kind;
  char        *item;
  char        *criterion;
  char        *aspect;
} HjPlace;

#define HJ_TYPE_PLACE (hj_place_get_type ())
GType     hj_place_get_type (void);
HjPlace  *hj_place_new (HjPlaceKind kind);
HjPlace  *hj_place_new_item (const char *item, const char *criterion, const char *aspect);  /* criterion and aspect may be NULL */
HjPlace  *hj_place_new_form (const char *form, const char *row);  /* row may be NULL */
HjPlace  *hj_place_new_standard (const char *standard);
/* Where a record is shown: the form of the scheme that has it. NULL where no form does. */
HjPlace  *hj_place_new_record (HjContent *content, HjRecordKind kind, const char *id);
/* Where one value of a record is entered: of the forms that show it the one that asks for this field. NULL where no form does. */
HjPlace  *hj_place_new_cell (HjContent *content, HjRecordKind kind, const char *id, const char *field);
HjPlace  *hj_place_copy (const HjPlace *place);
void      hj_place_free (HjPlace *place);
gboolean  hj_place_equal (const HjPlace *a, const HjPlace *b);
char     *hj_place_to_string (const HjPlace *place);
HjPlace  *hj_place_parse (const char *text);  /* NULL where it is no place */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjPlace, hj_place_free)

G_END_DECLS
