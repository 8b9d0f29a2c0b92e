/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-session.h"

G_BEGIN_DECLS

/**
 * HjWhereWords:
 * @brief: for the header: "Saved to KINGSTON 14:02"
 * @explanation: sentences for the popover
 * @icon: name of a symbolic icon
 * @loud: something is wrong
 *
 * Where the latest state is, in words.
 */
typedef struct {
  char       *brief;
  char       *explanation;
  const char *icon;
  gboolean    loud;
} HjWhereWords;

void  hj_where_words_clear (HjWhereWords *words);
void  hj_where_describe (HjSession *session, HjWhereWords *words);
/* The name of a stick or disk that is plugged in, NULL for a folder of this computer. */
char *hj_where_dup_stick (const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HjWhereWords, hj_where_words_clear)

G_END_DECLS
