/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-session.h"
#include "hj-value.h"

G_BEGIN_DECLS

#define HJ_TYPE_REMARK_BOARD (hj_remark_board_get_type ())
G_DECLARE_FINAL_TYPE (HjRemarkBoard, hj_remark_board, HJ, REMARK_BOARD, GObject)

/**
 * HjRemarkBoard:
 *
 * What is odd about the records of a session, all of them: looked for in a thread after the records
 * changed, so that a table of a hundred thousand rows holds nothing up. Shared by the way and the pages.
 *
 * Signals: "changed" ().
 */
HjRemarkBoard *hj_remark_board_get (HjSession *session);  /* (transfer none): lives as long as the session */
/* (element-type HjRemark) (nullable) (transfer none): of this row, until the next "changed". */
GPtrArray     *hj_remark_board_lookup (HjRemarkBoard *self, HjRecordKind kind, const char *id);
/* Of the rows that this form shows. */
guint          hj_remark_board_count (HjRemarkBoard *self, const char *form);
guint          hj_remark_board_count_rows (HjRemarkBoard *self, const char *form);  /* rows of the form, remarked on or not */
gboolean       hj_remark_board_is_busy (HjRemarkBoard *self);
/* The day that ages and terms are counted to: the visit's, else today. */
HjDay          hj_remark_board_day (const HjContent *content);

G_END_DECLS
