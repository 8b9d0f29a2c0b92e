/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* What people write into a field, made canonical (HjValueKind), and what is odd about it.
 * Chinese habits are taken: full-width digits, letters and spaces, 2020年5月14日, 2020.5, 3万, 30㎡,
 * 五年, 二〇二〇年, 有/无, 是/否, √, 男/女, 三级, 高级工, 3-5级. */

/**
 * hj_value_parse:
 * @options: (nullable): this notice's choices, one a line (HjField.options)
 * @canonical: (out): the value, "" for one that is blank or a dash; NULL where not understood
 * @error: INVALID: a clause that says what is expected: "不是日期，例如2020年5月14日"
 *
 * Never guesses: 大约30 is not understood. An ID number that a spreadsheet turned into
 * 4.40981E+17 or rounded to zeros is not understood, and the clause says why.
 */
gboolean  hj_value_parse (const HjScheme *scheme, const HjRecordField *field, const char *options,
                          const char *text, char **canonical, GError **error);
/* As it is shown and written to a sheet: 2020年5月14日, 是, 自有, 五级/初级工、四级/中级工 (Chinese always). @mask: ID numbers 前6后4. */
char     *hj_value_format (const HjScheme *scheme, const HjRecordField *field, const char *value, gboolean mask);

/* Something odd about a value: never blocks. */
typedef enum { HJ_REMARK_ERROR, HJ_REMARK_WARNING } HjRemarkWeight;
typedef struct {
  HjRemarkWeight weight;
  HjRecordKind   kind;
  char          *id;      /* of the row */
  char          *field;
  char          *text;    /* a sentence in the user's language */
} HjRemark;
void      hj_remark_free (HjRemark *remark);

/* Of one row: check digits, region, birth date and sex against the ID number, age on @day, type of body
 * against the credit code, phone, code pattern, lease that ends before it begins ... (element-type HjRemark) */
GPtrArray *hj_record_remarks (const HjContent *content, const HjRecord *record, HjDay day);
/* Of the whole application: those of all rows, and duplicates by ID number across staff, experts and assessors
 * (one person in two posts is a warning). O(rows). */
GPtrArray *hj_content_remarks (const HjContent *content, HjDay day);

G_END_DECLS
