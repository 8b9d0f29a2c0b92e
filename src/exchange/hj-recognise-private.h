/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-exchange-private.h"

G_BEGIN_DECLS

/* Between the files that recognise grids. */

/* hj-recognise-words.c: what a text in a cell can be the name of. The notice's own words come first. */

typedef struct {
  const HjRecordTable *table;
  const HjRecordField *field;  /* NULL: the text of a material */
  const HjField       *words;  /* of the scheme's form; NULL for our own words */
  const HjForm        *form;   /* NULL for our own words */
  const char          *level;  /* a column of ticks for one level; NULL otherwise */
  gboolean             range;  /* the column holds a beginning and an end: field is the beginning, the next one the end */
  guint                weight; /* 3 the notice's, 2 our label, 1 a synonym */
} HjLabel;

typedef struct {
  const HjRecordTable *table;
  const HjForm        *form;   /* NULL for our own words */
  const char          *with;   /* "purpose=practice" or "" */
} HjTitle;

#define HJ_WORDS_STARTS 16384

typedef struct {
  const HjScheme *scheme;
  GHashTable     *labels;   /* normalised text to GPtrArray of HjLabel, best first */
  GHashTable     *titles;   /* normalised text to HjTitle */
  GHashTable     *stems;    /* the same without 表, 情况, 名单 … */
  GPtrArray      *owned;    /* of the titles' `with` */
  guint8          starts[HJ_WORDS_STARTS / 8];  /* which pairs of letters labels begin with, folded together */
} HjWords;

HjWords       *hj_words_new (const HjScheme *scheme);
void           hj_words_free (HjWords *words);
const HjLabel *hj_words_find_label (const HjWords *words, const char *normal, const HjRecordTable *table);  /* NULL; table NULL: any */
gboolean       hj_words_is_label (const HjWords *words, const char *normal);
/* Before @text is normalised: FALSE is sure, TRUE is not. */
gboolean       hj_words_may_be_label (const HjWords *words, const char *text);
/* @rest: (out) (optional): what stands behind the title: 茶艺师 of 职业（工种）场地设备情况（茶艺师） */
const HjTitle *hj_words_find_title (const HjWords *words, const char *text, char **rest);
char          *hj_strip_number (const char *text);       /* without 一、 （二） 3. ④ 附件3 at its head */
guint          hj_section_number (const char *text);      /* 3 of 三、组织优势等情况; 0 where it is no such title */
gboolean       hj_is_number_heading (const char *normal);  /* 序号 */
gboolean       hj_is_total (const char *normal);           /* 合计 */
gboolean       hj_is_remark (const char *text);            /* 注：… */
gboolean       hj_is_occupation_label (const char *normal);

/* hj-recognise-boxes.c: □ ☑ √ ■ */
typedef struct {
  gboolean   boxes;    /* there is at least one box or tick */
  gboolean   bare;     /* and no text */
  gboolean   ticked;   /* one of them is ticked */
  GPtrArray *chosen;   /* char*: texts that are ticked */
} HjBoxes;

void           hj_boxes_parse (const char *text, HjBoxes *boxes);
void           hj_boxes_clear (HjBoxes *boxes);
gboolean       hj_may_be_ticked (const HjRecordField *field, const HjField *words);

/* Where a value stands: told only if it must be. */
typedef struct {
  const HjGrid *grid;    /* NULL: @place says it */
  guint         row, column;
  const char   *place;
} HjWhere;

/* hj-recognise-value.c: a cell into a field of a record; what is not understood becomes a trouble. */
void           hj_recognise_value (const HjScheme *scheme, HjRecord *record, const HjRecordField *field,
                                   const HjField *words, const char *text, HjCellSort sort, const HjWhere *where,
                                   GPtrArray *troubles);
/* A tick in the column of one level. */
void           hj_recognise_level (const HjScheme *scheme, HjRecord *record, const HjLabel *label, const char *text);
/* 2020.1.1-2026.12.31 into @label's field and the one behind it. */
void           hj_recognise_range (const HjScheme *scheme, HjRecord *record, const HjLabel *label, const char *text, HjCellSort sort,
                                   const HjWhere *where, GPtrArray *troubles);
void           hj_recognise_with (HjRecord *record, const char *with);

/* hj-recognise-row.c: a row as it looks, with what reaches into it from above and from the left. */
typedef struct {
  const char *text;           /* as it shows here; of a merged cell everywhere in it */
  guint       span;           /* columns */
  HjCellSort  sort;
  gboolean    above, left;    /* it reaches here from above, from the left */
} HjPlace;

typedef struct {
  guint   until;              /* row before which it ends */
  guint   row, column;        /* where it stands */
} HjOwner;

typedef struct {
  guint   n;                  /* columns */
  HjOwner owners[HJ_GRID_MAX_COLUMNS];
  HjPlace places[HJ_GRID_MAX_COLUMNS];
} HjRow;

guint          hj_row_count_columns (const HjGrid *grid);
/* The row after the one that @row holds; the first is 0 with @row zeroed but for its n. */
void           hj_row_load (HjRow *row, const HjGrid *grid, guint index);
/* So that @row can be loaded with what comes after @before. */
void           hj_row_follow (HjRow *row, const HjRow *before);
gboolean       hj_row_is_blank (const HjRow *row);
/* The only text in it, or NULL */
const char    *hj_row_get_single (const HjRow *row);
guint          hj_row_get_height (const HjRow *row, guint column);  /* of the cell that stands or reaches there, in rows */
guint          hj_row_next (const HjRow *row, guint column);  /* the next place not reached from the left; n at the end */

/* hj-recognise-heads.c: the head of a table, in one or two rows. */
typedef struct {
  const HjRecordTable *table;
  const char          *with;      /* "purpose=practice" or "" */
  guint                n_groups;  /* two pairs side by side in a row: 2 */
  guint                n_rows;    /* of the head itself: 0 where the first line of a list stands beside its title */
  gboolean             list;      /* cells hold one row a line */
  guint                n;
  const HjLabel       *labels[HJ_GRID_MAX_COLUMNS];
  guint                groups[HJ_GRID_MAX_COLUMNS];
} HjHeads;

/* (nullable): NULL where it is no head. @title: what stands above. @unknown: heads that are in no vocabulary (char*).
 * @ambiguous: it may be of several tables, and nothing says which. */
HjHeads       *hj_heads_find (const HjWords *words, const HjRow *row, const HjRow *below, const HjTitle *title,
                              GPtrArray *unknown, gboolean *ambiguous);

/* hj-recognise-form.c: what is found once: the applicant, and the page of an occupation. */
typedef enum { HJ_PERSON_NONE, HJ_PERSON_HEAD, HJ_PERSON_CONTACT, HJ_PERSON_OTHER } HjPerson;

typedef struct {
  char      *occupation;  /* as written, "" while nothing says it */
  HjRecord  *record;      /* of the occupation: areas, places */
  GPtrArray *troubles;
  char      *place;
} HjPage;

/* Paragraphs are read twice: all of them for what the cover says, and those before a table for its page. */
typedef enum { HJ_READ_CELLS, HJ_READ_LINES, HJ_READ_LEAD } HjReadScope;

typedef struct {
  HjImportPlan   *plan;
  const HjScheme *scheme;
  HjWords        *words;
  HjReadScope     reading;
  HjRecord       *applicant;
  GPtrArray      *troubles;  /* of the applicant */
  char           *place;     /* of the applicant's first value */
  GPtrArray      *pages;     /* HjPage */
  HjPage         *page;      /* the current one; NULL outside of any */
  HjHeads        *last_heads; /* under which the table before ended; NULL */
  HjPerson        person;
} HjWork;

/* hj-recognise-page.c */
HjPage        *hj_page_begin (HjWork *work, const char *occupation, const char *place);
HjPage        *hj_page_for (HjWork *work, const HjRecord *values, const char *place);
void           hj_page_offer_all (HjWork *work);
/* Label and value cells of one row; FALSE if there is none. */
gboolean       hj_form_read_row (HjWork *work, const HjGrid *grid, const HjRow *row, guint index);
/* 申报职业（工种）：茶艺师: FALSE if it is no such line */
gboolean       hj_form_take_page (HjWork *work, const char *text, const char *place);
gboolean       hj_form_starts (const HjWork *work, const HjRow *row);  /* its first text is a label of the applicant's */
/* 联系人：张三  电话：138… */
gboolean       hj_form_read_line (HjWork *work, const char *text, const char *place);
void           hj_form_set (HjWork *work, const HjLabel *label, const char *text, HjCellSort sort, const char *place);
const HjLabel *hj_form_find_prose (const HjWork *work, const char *text);  /* 三、组织优势、专业优势等情况 */
gboolean       hj_form_ends_prose (const char *text, guint section);  /* @section: of the prose's own title */
void           hj_form_append_prose (HjWork *work, const HjLabel *label, const char *text, const char *place);
void           hj_form_offer (HjWork *work);  /* what was gathered */

/* hj-recognise-data.c: rows under a head. */
gboolean       hj_data_is_total (const HjRow *row);
void           hj_data_read (HjWork *work, const HjGrid *grid, const HjRow *row, guint index, const HjHeads *heads);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjWords, hj_words_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjBoxes, hj_boxes_clear)

G_END_DECLS
