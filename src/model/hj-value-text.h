/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-value.h"

G_BEGIN_DECLS

/* Reading what people write: plain characters first, then numbers, days, ticks. For hj-value.c and its siblings. */

/* Full-width letters, digits and signs as ASCII, Chinese colons and brackets alike, no spaces at all. (transfer full) */
char      *hj_text_plain (const char *text);
/* Trimmed, without characters that no file form can hold; @lines keeps line breaks, else they are spaces. (transfer full) */
char      *hj_text_clean (const char *text, gboolean lines);
/* A dash or nothing. */
gboolean   hj_text_is_blank (const char *text);
/* 三十, 一百二十, 两, 二〇二〇: a whole number at *@at, which is moved behind it; FALSE where none stands there. */
gboolean   hj_text_take_chinese (const char **at, gint64 *number);
/* "2020-05-14", "2020-05", "2020" of a plain text; NULL where it is no day. (transfer full) */
char      *hj_text_parse_day (const char *plain);
/* A decimal in the unit of the field, of a text; NULL and why where it is none. (transfer full) */
char      *hj_text_parse_number (const char *text, const HjRecordField *field, GError **error);

typedef struct {
  gboolean   boxes;   /* there were boxes to tick at all */
  GPtrArray *ticked;  /* char*: the labels of those that are ticked */
} HjTicks;
/* □企业 ☑事业单位, 是√ 否□, （√）有 （ ）无 */
void       hj_text_read_ticks (const char *text, HjTicks *ticks);
void       hj_ticks_clear (HjTicks *ticks);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjTicks, hj_ticks_clear)

G_END_DECLS
