/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-day.h"

G_BEGIN_DECLS

/* Numbers and codes that tell who somebody is: their form, their check digits, and what they say.
 * Each takes a plain text, ASCII, without spaces; hj_value_parse() makes one. */

typedef enum {
  HJ_SEX_UNKNOWN,
  HJ_SEX_MALE,
  HJ_SEX_FEMALE,
} HjSex;

/* GB 11643, 居民身份证: 6 region, 8 birth, 3 serial (odd = male), 1 check; a small x is taken for X. */
gboolean    hj_id_number_is_valid (const char *number);   /* form, a day that there is, check digit */
char        hj_id_number_check (const char *number);      /* what the check digit of its first 17 digits is; '\0' if they aren't */
HjDay       hj_id_number_get_birth (const char *number);  /* HJ_DAY_NONE where the form or the day is wrong */
HjSex       hj_id_number_get_sex (const char *number);

/**
 * HjBodyClass:
 *
 * What a 统一社会信用代码 (GB 32100) says of a body in its first two characters.
 */
typedef enum {
  HJ_BODY_UNKNOWN,
  HJ_BODY_INSTITUTION,  /* 12 事业单位 */
  HJ_BODY_ASSOCIATION,  /* 51 社会团体 */
  HJ_BODY_NON_PROFIT,   /* 52 民办非企业单位 */
  HJ_BODY_ENTERPRISE,   /* 91 企业 */
  HJ_BODY_OTHER,
} HjBodyClass;

gboolean    hj_credit_code_is_valid (const char *code);
char        hj_credit_code_check (const char *code);
HjBodyClass hj_credit_code_get_class (const char *code);

gboolean    hj_occupation_code_is_valid (const char *code);  /* 4-07-03-02 */
gboolean    hj_body_code_is_valid (const char *code);        /* 机构编码: S0000 33 000001, in one */
gboolean    hj_phone_is_valid (const char *phone);           /* mobile, landline with or without area and extension, 400; several with / or 、 */
gboolean    hj_mail_is_valid (const char *mail);
gboolean    hj_postcode_is_valid (const char *postcode);

/* GB/T 2260. An id number's region may be of a boundary that has changed: unknown is worth a word, no error. */
char       *hj_region_dup_name (const char *code);  /* "330302": 浙江省温州市鹿城区; the first six digits count; NULL if unknown */

G_END_DECLS
