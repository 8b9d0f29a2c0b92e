/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hj-exchange.h"

G_BEGIN_DECLS

/* How far a thread is, told in its owner's loop: the latest fraction, one idle at a time, never going back. */
typedef struct _HjRelay HjRelay;

HjRelay *hj_relay_new (GMainContext *context, HjProgress func, gpointer user_data);  /* @func: (nullable) */
HjRelay *hj_relay_ref (HjRelay *relay);
void     hj_relay_unref (HjRelay *relay);
void     hj_relay_report (double done, gpointer relay);  /* on the thread: a HjProgress */
void     hj_relay_finish (HjRelay *relay);               /* on the thread: nothing is told any more */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HjRelay, hj_relay_unref)

G_END_DECLS
