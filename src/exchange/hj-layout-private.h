/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* The notice's forms as tables to be written: which fields, under which heads, and which records fill them.
 * What the notice asks for comes first, then what its standards need beyond (核查补充). */

#define HJ_LAYOUT_SUPPLEMENT "核查补充"
#define HJ_LAYOUT_BAND_ASKED      "申报表内容"
#define HJ_LAYOUT_BAND_SUPPLEMENT "核查补充（申报表没有，核对标准时需要）"
#define HJ_LAYOUT_LISTS      "选项"       /* hidden: what the lists offer */
#define HJ_LAYOUT_NOTES      "填写说明"   /* the workbook's first sheet: nothing to be imported */

typedef struct {
  const HjRecordField *field;
  const HjField       *asked;       /* NULL: added, because the table can't do without (the occupation of a device) */
  int                  index;       /* of the field in its table */
  gboolean             supplement;
  char                *label;       /* the notice's word, made clear where two are alike in one table; with its unit */
} HjLayoutColumn;

typedef struct {
  const HjRecordTable *table;
  char                *title;
  char                *with;        /* HjForm.with */
  gboolean             single;      /* the applicant: label and value */
  gboolean             per_occupation;
  gboolean             supplement;  /* all of it */
  GPtrArray           *columns;     /* HjLayoutColumn */
} HjLayoutTable;

GPtrArray *hj_layout_new (const HjScheme *scheme);   /* HjLayoutTable: the applicant first, then in the scheme's order */
void       hj_layout_table_free (HjLayoutTable *table);

gboolean   hj_layout_is_of (const char *with, const HjRecord *record);  /* @with: (nullable): HjForm.with */
/* (element-type HjRecord), borrowed: the rows of the table in its order. */
GPtrArray *hj_layout_rows (const HjLayoutTable *table, const HjContent *content);
/* What can be chosen, in the notice's words; an empty list for what is free. (element-type utf8) */
GPtrArray *hj_layout_options (const HjLayoutColumn *column, const HjScheme *scheme);
/* How it is to be filled, for people, in Chinese; "" where there is nothing to be said. */
char      *hj_layout_hint (const HjLayoutColumn *column, const HjScheme *scheme);
/* How wide its longest line is: two letters to a Chinese character. */
guint      hj_layout_count_letters (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjLayoutTable, hj_layout_table_free)

G_END_DECLS
