/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A thread with a queue: jobs run one after another, in the order they came.
 * Whatever belongs to a lane (a database connection, a font map) is touched by
 * its jobs only. */

typedef struct _HjLane HjLane;

typedef void (*HjLaneFunc) (gpointer data);
/* Does what is due; returns the g_get_monotonic_time() of what is due next, or -1. */
typedef gint64 (*HjLaneTickFunc) (gpointer data);

HjLane  *hj_lane_new (const char *name, HjLaneTickFunc tick, gpointer data);
void     hj_lane_push (HjLane *lane, HjLaneFunc func, gpointer data);
void     hj_lane_run (HjLane *lane, HjLaneFunc func, gpointer data);
void     hj_lane_wake (HjLane *lane);
gboolean hj_lane_is_current (HjLane *lane);
void     hj_lane_stop (HjLane *lane);

/* Runs a function in the context of whoever asked, always from its loop: g_main_context_invoke()
 * would run it on the lane's own thread while nobody iterates that context. */
void     hj_lane_return (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify notify);

G_END_DECLS
