/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-app-test.h"
#include "hj-form-page.h"

G_BEGIN_DECLS

/* What the tests of the application's forms stand on: a dossier of a scheme of ours, 李明 records,
 * with the occupations 劳动关系协调员 (4-07-03-02) and 茶艺师 (4-03-02-07). */

void          hj_application_test_make (HjAppFixture *fixture, const char *scheme, int width, int height);
void          hj_application_test_reopen (HjAppFixture *fixture);
HjContent    *hj_application_test_content (HjAppFixture *fixture);

/* The page in sight, and what is on it. */
HjFormPage   *hj_application_test_page (HjAppFixture *fixture, const char *form);
HjFormTable  *hj_application_test_table (HjAppFixture *fixture, const char *form);
HjTableGrid  *hj_application_test_grid (HjAppFixture *fixture, const char *form);
int           hj_application_test_column (HjTableGrid *grid, const char *field);

guint         hj_application_test_count (HjAppFixture *fixture, HjRecordKind kind);
/* A value of the nth row; "" where there is none. */
const char   *hj_application_test_value (HjAppFixture *fixture, HjRecordKind kind, guint n, const char *field);

/* Rows put by the session, as an import would. Fields end with NULL: "name", "张三", ..., NULL. */
HjRecord     *hj_application_test_record (HjRecordKind kind, guint n, ...) G_GNUC_NULL_TERMINATED;
void          hj_application_test_put (HjAppFixture *fixture, GPtrArray *records);  /* (element-type HjRecord) */
/* Something in every table, and some of it odd: for looking at. */
void          hj_application_test_fill (HjAppFixture *fixture);
/* A name and an ID number with a right check digit, another for each n. (transfer full) */
char         *hj_application_test_dup_name (guint n);
char         *hj_application_test_dup_id_number (guint n);

G_END_DECLS
