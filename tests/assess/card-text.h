/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-assess.h"

/* A card as text, all its figures exact: two cards are the same where their texts are. */
char *card_to_text (const HjScoreCard *card);

#define assert_base(content, text)                                  \
  G_STMT_START {                                                    \
    g_autoptr (HjScoreCard) card_ = hj_assess (content, NULL);      \
    hj_assert_amount (card_->base, text);                           \
  } G_STMT_END
