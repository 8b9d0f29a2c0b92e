/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-content.h"

G_BEGIN_DECLS

/* A record in a few words: "张三 · 档案管理人员", "理论知识考试场地 · 60㎡". Never an ID number. (transfer full) */
char *hj_record_words_dup_label (const HjScheme *scheme, const HjRecord *record);

G_END_DECLS
