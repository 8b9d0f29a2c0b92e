/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The application in the dossier: records, the union of what the notices' forms ask
 * for and their standards need. What a table holds is said once, in hj-record-tables.c;
 * the database, the XML form, the workbook, the Word form, the pages, the search and the
 * checks follow it. Which of the fields a notice asks for, in its words and order, is
 * the scheme's (HjForm). */

typedef enum {
  HJ_RECORD_APPLICANT,   /* one row, its id is "applicant" */
  HJ_RECORD_STAFF,
  HJ_RECORD_EXPERT,      /* of the applicant's bank, not of the panel */
  HJ_RECORD_ASSESSOR,    /* 考评人员 */
  HJ_RECORD_INSPECTOR,   /* 督导员 */
  HJ_RECORD_RULE,        /* a rule document */
  HJ_RECORD_OCCUPATION,
  HJ_RECORD_SITE,
  HJ_RECORD_EQUIPMENT,
  HJ_RECORD_MATERIAL,    /* handed in; the id is the scheme's */
  HJ_RECORD_FUNDING,
  HJ_RECORD_HISTORY,     /* training and evaluation done so far */
  HJ_RECORD_CREDIT,      /* what was looked up about credit and exclusions; `subject` is a standard's id */
  HJ_RECORD_BRANCH,
} HjRecordKind;
#define HJ_N_RECORD_KINDS 14

/**
 * HjValueKind:
 *
 * Values are strings in a canonical form; "" is unknown, always.
 *   text, prose, phone, mail, postcode, credit code, id number, occupation code, region: as they stand, trimmed
 *     (an ID number with a capital X; a credit code in capitals)
 *   day: ISO 8601, "2020-05-14", or where only that is known "2020-05", "2020"
 *   integer: "12"; decimal: "30", "30.5", "0.25": no sign but "-", at most two places, no zeros to spare
 *   flag: "yes", "no"
 *   choice: an id of HjRecordField.choices
 *   levels: level ids of the scheme, comma between: "5,4,3"
 *   occupation: the name of an occupation (one of the dossier's where it matches, else as written); several, "、" between; "" = all, shared
 */
typedef enum {
  HJ_VALUE_TEXT,
  HJ_VALUE_PROSE,
  HJ_VALUE_DAY,
  HJ_VALUE_INTEGER,
  HJ_VALUE_DECIMAL,
  HJ_VALUE_FLAG,
  HJ_VALUE_CHOICE,
  HJ_VALUE_ID_NUMBER,
  HJ_VALUE_CREDIT_CODE,
  HJ_VALUE_PHONE,
  HJ_VALUE_MAIL,
  HJ_VALUE_POSTCODE,
  HJ_VALUE_OCCUPATION_CODE,
  HJ_VALUE_LEVELS,
  HJ_VALUE_OCCUPATION,
  HJ_VALUE_REGION,
} HjValueKind;
#define HJ_N_VALUE_KINDS 16

typedef struct { const char *id, *label; } HjRecordChoice;

typedef struct {
  const char     *id;        /* "id-number": in the XML form an attribute, or an element where it is prose */
  const char     *column;    /* "id_number": in the database */
  const char     *label;     /* 身份证号码: where the scheme's form doesn't ask for it in its own words */
  const char     *synonyms;  /* heads that applicants write, "|" between; the label needn't be repeated */
  HjValueKind     kind;
  const HjRecordChoice *choices;   /* choice: ended by NULL */
  const char     *unit;      /* 人, ㎡, 万元; "" */
} HjRecordField;

typedef struct {
  HjRecordKind         kind;
  const char          *id;        /* "staff": the XML element around the rows, the workbook's table, hjctl */
  const char          *row;       /* "person": the XML element of a row */
  const char          *table;     /* in the database */
  const char          *label;     /* 工作人员 */
  const char          *synonyms;  /* titles of tables that applicants write, "|" between */
  const char          *key;       /* field ids whose values tell that two rows are the same, best first, "|" between
                                   * alternatives, "+" within one: "id-number|name+title" */
  gboolean             single;    /* exactly one row */
  const HjRecordField *fields;
  guint                n_fields;
} HjRecordTable;

const HjRecordTable *hj_record_table (HjRecordKind kind);
const HjRecordTable *hj_record_table_find (const char *id);                           /* NULL */
int                  hj_record_table_index (const HjRecordTable *table, const char *field);  /* -1 */
const HjRecordField *hj_record_table_field (const HjRecordTable *table, const char *field);  /* NULL */
const char          *hj_record_field_choice_label (const HjRecordField *field, const char *id);  /* the id itself where unknown */

/**
 * HjRecord:
 *
 * One row, immutable once shared, to be read on any thread. Values are in the order
 * of the table's fields, never NULL.
 */
typedef struct {
  gatomicrefcount ref_count;
  HjRecordKind    kind;
  char           *id;        /* random 128-bit (hj_id_new()), "applicant", or a material's id */
  gint64          position;  /* order in the table; ties by id */
  char          **values;
} HjRecord;

HjRecord   *hj_record_new (HjRecordKind kind, const char *id);  /* id NULL: a fresh one; empty, to be filled before it is shared */
HjRecord   *hj_record_copy (const HjRecord *record);            /* to be changed before it is shared */
HjRecord   *hj_record_ref (HjRecord *record);
void        hj_record_unref (HjRecord *record);
const char *hj_record_get (const HjRecord *record, const char *field);                     /* programmer's error if there is no such field */
void        hj_record_set (HjRecord *record, const char *field, const char *value);        /* value NULL = "" */
void        hj_record_set_at (HjRecord *record, guint index, const char *value);           /* by the field's place in the table */
gboolean    hj_record_equal (const HjRecord *a, const HjRecord *b);                        /* id, position and values */
gboolean    hj_record_is_empty (const HjRecord *record);                                   /* all values "" */

/* The rows of one table: immutable, shared between the snapshots in which it didn't change. */
typedef struct {
  gatomicrefcount ref_count;
  HjRecordKind    kind;
  GPtrArray      *rows;   /* HjRecord, by (position, id) */
  GHashTable     *places; /* id to its place in rows, from 1; shared while rows only change their values */
} HjRecords;

HjRecords      *hj_records_new (HjRecordKind kind, GPtrArray *rows);  /* takes the array (of owned HjRecord), sorts it */
HjRecords      *hj_records_ref (HjRecords *records);
void            hj_records_unref (HjRecords *records);
/* The same table with the rows of @put (element-type HjRecord, borrowed) in it, new ones too, and without those of the
 * ids in @removed (nullable). What didn't change is shared: cheap also for 100 000 rows. */
HjRecords      *hj_records_change (const HjRecords *records, GPtrArray *put, GPtrArray *removed);
const HjRecord *hj_records_find (const HjRecords *records, const char *id);  /* NULL */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRecord, hj_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRecords, hj_records_unref)

G_END_DECLS
