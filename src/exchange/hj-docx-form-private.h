/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-layout-private.h"
#include "hj-markup-private.h"

G_BEGIN_DECLS

/* Between the files that write the notice's form as a Word document. */

#define HJ_PAPER_BLANK_ROWS 8     /* in an empty form, and at least in a filled one */
#define HJ_PAPER_ROW_HEIGHT 510   /* 9 mm */
#define HJ_PAPER_CELL_SIZE  21    /* 五号 */

typedef struct {
  const HjContent *content;
  const HjScheme  *scheme;
  gboolean         empty;
  gboolean         supplement;  /* the notice has no form of its own: what its standards need is the form */
  HjMarkup        *markup;
  GCancellable    *cancellable;
} HjPaper;

/* A field of a form with the one of the table that it fills. */
typedef struct {
  const HjField       *asked;
  const HjRecordField *field;
  int                  index;
} HjSlot;

/* hj-docx-slot.c: what is asked, what stands there, and how it looks. */
extern const HjLook hj_heading_look, hj_note_look, hj_cell_look, hj_number_look;

GPtrArray *hj_paper_list_slots (const HjPaper *paper, const HjForm *part);  /* HjSlot */
char      *hj_paper_dup_shown (const HjPaper *paper, const HjRecord *record, const HjSlot *slot);  /* @record: (nullable) */
gboolean   hj_slot_has_group (const HjSlot *slot);

/* hj-docx-applicant.c: labels beside their values, and long texts under their titles. */
void       hj_paper_write_applicant (HjPaper *paper, const HjForm *part);
void       hj_paper_write_prose (HjPaper *paper, const HjForm *part, const HjSlot *slot);

/* hj-docx-table.c: rows under a head, and the list of documents. @occupation: (nullable): those of its page */
GPtrArray *hj_paper_list_rows (const HjPaper *paper, const HjForm *part, const HjRecord *occupation);
gboolean   hj_paper_write_table (HjPaper *paper, const HjForm *part, GError **error);
void       hj_paper_write_list (HjPaper *paper, const HjForm *part, const HjSlot *slot);

/* hj-docx-page.c: what is filled once for each occupation: @n forms from @first on, which share a page. */
void       hj_paper_write_pages (HjPaper *paper, guint first, guint n);

G_END_DECLS
