/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hj-scheme.h"

G_BEGIN_DECLS

#define HJ_TYPE_VERDICT_BAR (hj_verdict_bar_get_type ())
G_DECLARE_FINAL_TYPE (HjVerdictBar, hj_verdict_bar, HJ, VERDICT_BAR, GtkWidget)

/**
 * HjVerdictBar:
 *
 * The choices of a criterion, only those its rule has, in one linked row.
 *
 * Signals: "chosen" (int verdict, string tier) a choice was pressed; "cleared" () the one that
 * stands was pressed again; "hinted" (string) what the choice under the pointer or the keyboard
 * would cost, NULL when there is none.
 *
 * Tab passes over it: a verdict has its key; the arrows to the right reach it.
 */
typedef char *(*HjVerdictHintFunc) (HjVerdict verdict, const char *tier, gpointer user_data);

void hj_verdict_bar_set_item (HjVerdictBar      *self,
                              const HjItem      *item,
                              HjVerdictHintFunc  hint,
                              gpointer           user_data);
void hj_verdict_bar_show (HjVerdictBar *self,
                          HjVerdict     verdict,
                          const char   *tier,
                          gboolean      pending);
/* Computes what each choice would cost and says it to a screen reader. */
void hj_verdict_bar_describe (HjVerdictBar *self);
/* The choice a digit key stands for; FALSE where the rule has none. For tiers 3 goes down one
 * tier each time. */
gboolean hj_verdict_bar_lookup_key (HjVerdictBar  *self,
                                    guint          digit,
                                    HjVerdict     *verdict,
                                    const char   **tier);
GtkWidget *hj_verdict_bar_get_button (HjVerdictBar *self, HjVerdict verdict);  /* (nullable) */

G_END_DECLS
